/* JSON as a stream of calls: escaping, commas, indentation. */
#include "write/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct sink {
    char text[4096];
    size_t length;
};

static bool collect(const void *bytes, size_t size, void *context)
{
    struct sink *sink = context;
    if (size >= sizeof sink->text - sink->length)
        return false;
    memcpy(sink->text + sink->length, bytes, size);
    sink->length += size;
    sink->text[sink->length] = '\0';
    return true;
}

static void texts_are_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"", "\"\""},
        {"市政府", "\"市政府\""},
        {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\""},
        {"\xF0\xA0\xAE\xB7", "\"\xF0\xA0\xAE\xB7\""},                 /* 𠮷, outside the basic plane */
        {"\xEF\xBF\xBD", "\"\xEF\xBF\xBD\""},                         /* a true U+FFFD stays one */
        {"a\xFF z", "\"a\xEF\xBF\xBD z\""},                           /* no UTF-8 */
        {"\xE5\xB8", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                 /* cut short */
        {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, /* a surrogate */
        {"\xC0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                 /* NUL, overlong */
        {NULL, "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sink sink = {.length = 0};
        struct gk_stream stream;
        struct gk_json json;
        gk_stream_init(&stream, collect, &sink);
        gk_json_init(&json, &stream, false);
        gk_json_string(&json, cases[i].text);
        gk_stream_flush(&stream);
        assert_string_equal(sink.text, cases[i].json);
    }
}

static void write_sample(struct gk_json *json)
{
    gk_json_begin(json, '{');
    gk_json_member_begin(json, "空", '[');
    gk_json_end(json, ']');
    gk_json_member_begin(json, "list", '[');
    gk_json_integer(json, -5);
    gk_json_boolean(json, true);
    gk_json_begin(json, '{');
    gk_json_end(json, '}');
    gk_json_null(json);
    gk_json_end(json, ']');
    gk_json_member_known(json, "unknown", false, 7);
    gk_json_member_date(json, "day", (gkplan_date){2022, 4, 8});
    gk_json_member_date(json, "no day", (gkplan_date){0, 0, 0});
    gk_json_end(json, '}');
    gk_json_end_of_text(json);
}

static void commas_and_indentation_follow_the_calls(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "{\"空\":[],\"list\":[-5,true,{},null],\"unknown\":null,\"day\":\"2022-04-08\",\"no day\":null}\n",
        "{\n \"空\": [],\n \"list\": [\n  -5,\n  true,\n  {},\n  null\n ],\n \"unknown\": null,\n"
        " \"day\": \"2022-04-08\",\n \"no day\": null\n}\n",
    };
    for (int indented = 0; indented < 2; indented++) {
        struct sink sink = {.length = 0};
        struct gk_stream stream;
        struct gk_json json;
        gk_stream_init(&stream, collect, &sink);
        gk_json_init(&json, &stream, indented);
        write_sample(&json);
        gk_stream_flush(&stream);
        assert_string_equal(sink.text, expected[indented]);
    }
}

/* Values after the end of a text begin anew: lines of JSON. */
static void a_second_text_has_no_comma_in_front(void **state)
{
    (void)state;
    struct sink sink = {.length = 0};
    struct gk_stream stream;
    struct gk_json json;
    gk_stream_init(&stream, collect, &sink);
    gk_json_init(&json, &stream, false);
    for (int i = 1; i <= 2; i++) {
        gk_json_integer(&json, i);
        gk_json_end_of_text(&json);
    }
    gk_stream_flush(&stream);
    assert_string_equal(sink.text, "1\n2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(commas_and_indentation_follow_the_calls),
        cmocka_unit_test(a_second_text_has_no_comma_in_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* UTF-8 forwards and backwards: every code point, and what is broken. */
#include "core/utf8.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

static void every_code_point_survives(void **state)
{
    (void)state;
    for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
        if (codepoint >= 0xD800 && codepoint <= 0xDFFF)
            continue;
        char bytes[5] = {0};
        size_t length = gk_utf8_encode(codepoint, bytes);
        struct gk_string text = gk_string_make(bytes, length);
        size_t position = 0;
        assert_true(gk_utf8_valid(text));
        assert_int_equal(gk_utf8_next(text, &position), codepoint);
        assert_int_equal(position, length);
        assert_int_equal(gk_utf8_previous(text, &position), codepoint);
        assert_int_equal(position, 0);
    }
}

static void what_no_code_point_is_becomes_a_replacement(void **state)
{
    (void)state;
    const uint32_t wrong[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char bytes[4];
        assert_int_equal(gk_utf8_encode(wrong[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void broken_sequences_move_one_byte(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "\x80",             /* a continuation alone */
        "\xC0\xAF",         /* overlong */
        "\xE0\x80\xAF",     /* overlong */
        "\xF0\x80\x80\xAF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF8\x88\x80\x80", /* five bytes */
        "\xFF",             /* never */
        "\xE4\xB8",         /* cut */
        "\xE4\xB8x",        /* cut by another character */
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct gk_string text = gk_string_of(broken[i]);
        size_t position = 0;
        assert_false(gk_utf8_valid(text));
        assert_int_equal(gk_utf8_next(text, &position), 0xFFFD);
        assert_int_equal(position, 1);
        for (position = 1; position < text.length;)
            gk_utf8_next(text, &position);
        assert_int_equal(position, text.length);
        while (position > 0)
            gk_utf8_previous(text, &position);
    }
}

static void counting_passes_white_space(void **state)
{
    (void)state;
    assert_int_equal(gk_utf8_count_characters(GK_STRING("序 号\n1　a\xC2\xA0")), 4);
    assert_int_equal(gk_utf8_count_characters(GK_STRING("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives),
        cmocka_unit_test(what_no_code_point_is_becomes_a_replacement),
        cmocka_unit_test(broken_sequences_move_one_byte),
        cmocka_unit_test(counting_passes_white_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

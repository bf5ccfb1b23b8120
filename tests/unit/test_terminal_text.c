/* Text on its way to a terminal: widths, lines, and what must not get there. */
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void chinese_counts_two_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},      {"abc", 3}, {"市政府", 6}, {"（一）1.", 8}, {"e\xCC\x81", 1}, {"\xF0\xA0\xAE\xB7", 2},
        {"\x1b[", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(text_width(cases[i].text), cases[i].width);
}

static void lines_break_where_chinese_allows_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
        const char *lines; /* "|" between them */
    } cases[] = {
        {"市政府办公室", 6, "市政府|办公室"},
        {"市政府办公室", 7, "市政府|办公室"},
        {"主动公开，及时", 8, "主动公|开，及时"},       /* no comma at a line's start */
        {"公开（试行）办法", 6, "公开|（试|行）办|法"}, /* no bracket at a line's end or start */
        {"见 gkplan show 说明", 9, "见 gkplan|show 说明"},
        {"abcdefgh", 3, "abc|def|gh"}, /* a word longer than the line is cut */
        {"第一行\n第二行", 20, "第一行|第二行"},
        {"市", 1, "市"}, /* a line takes at least one character */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lines[256] = "";
        size_t length;
        for (const char *text = cases[i].text; *text;) {
            const char *next = text_break_line(text, cases[i].width, &length);
            while (length > 0 && text[length - 1] == ' ')
                length--;
            strncat(lines, text, length);
            strcat(lines, *next ? "|" : "");
            text = next;
        }
        assert_string_equal(lines, cases[i].lines);
    }
}

static void expect_printed(void (*print)(FILE *stream, const char *text), const char *text,
                           const char *expected)
{
    char printed[256];
    FILE *stream = tmpfile();
    assert_non_null(stream);
    print(stream, text);
    rewind(stream);
    printed[fread(printed, 1, sizeof printed - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(printed, expected);
}

static void a_document_cannot_command_the_terminal(void **state)
{
    (void)state;
    expect_printed(text_print_line, "红\x1b[31m\x07", "红\xEF\xBF\xBD[31m\xEF\xBF\xBD");
    expect_printed(text_print_line,
                   "\xC2\x9B"
                   "31m",
                   "\xEF\xBF\xBD"
                   "31m"); /* CSI in one character */
    expect_printed(text_print_line,
                   "a\xE2\x80\xAE"
                   "b",
                   "a\xEF\xBF\xBD"
                   "b"); /* right-to-left override */
    expect_printed(text_print_line, "一\n二", "一 二");
    expect_printed(text_print_line, "\xE5\xB8", "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void quoted_text_loses_nothing(void **state)
{
    (void)state;
    expect_printed(text_print_quoted, "一\n\"\\\x1b", "\"一\\n\\\"\\\\\\x1B\"");
    expect_printed(text_print_quoted, "\xE2\x80\xAE\xFF", "\"\\xE2\\x80\\xAE\\xFF\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_counts_two_columns),
        cmocka_unit_test(lines_break_where_chinese_allows_it),
        cmocka_unit_test(a_document_cannot_command_the_terminal),
        cmocka_unit_test(quoted_text_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

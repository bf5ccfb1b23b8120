/* Block quotes: which texts quote a table, and what is left of them. */
#include "source/block_quotes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_quoted_table(void **state)
{
    static const struct {
        const char *text;
        bool quotes;
    } cases[] = {
        {"> | 序号 | 任务 |\n> | 1 | 推进政务公开 |\n", true},
        {">| 序号 | 任务 |\n>| 1 | 推进政务公开 |\n", true},
        {"> 序号\t任务\r\n> 1\t推进政务公开\r\n", true},
        {"> > | 序号 | 任务 |\n> > | 1 | 推进政务公开 |", true},
        {"表\n\n> <table><tr><td>序号</td></tr>\n> <tr><td>1</td></tr></table>", true},
        {"> 转发：各单位\n> 请按分工落实\n", false},
        {"> | 序号 | 任务 |\n| 1 | 推进政务公开 |\n", false},
        {"指标\t目标\n>95%\t达标\n>90%\t达标\n", false},
        {"<table\n  ><tr\n> <td>序号</td>\n> <td>任务</td>\n", false},
        {">", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s\n", cases[i].text);
        assert_int_equal(gk_block_quotes_table(gk_string_of(cases[i].text)), cases[i].quotes);
    }
}

static void test_marks_give_way_to_spaces(void **state)
{
    char text[] = "表\n> | 1 | 甲 |\r\n>\n> > 乙\n1 > 0";
    struct gk_block_quotes quotes = gk_block_quotes_strip(text, sizeof text - 1);
    (void)state;
    assert_string_equal(text, "表\n| 1 | 甲 |  \r\n \n乙    \n1 > 0");
    assert_int_equal(quotes.marks, 4);
    assert_int_equal(quotes.first_line, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_quoted_table),
        cmocka_unit_test(test_marks_give_way_to_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

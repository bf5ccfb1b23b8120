/* How lines of prose begin and end: whether the next one goes on with them, and what brackets they leave
 * open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "field/bracket.h"
#include "field/line_end.h"
#include "field_context.h"

static void sentences_end(void **state)
{
    static const char *const ends[] = {"加强领导。",         "加强领导！",     "包括：",
                                       "一是抓好落实；",     "落实“放管服。”", "加强领导。（市教育局牵头）",
                                       "修订办法。（试行）", "是否按时？",     "Report!",
                                       "加强领导。  "};
    static const char *const others[] = {"加强领导", "加强领导，", "新建（试行）", "“放管服”",
                                         "（一）",   "",           "）",           "加强"};
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!gk_line_ends_sentence(gk_string_of(ends[i])))
            fail_msg("%s ends a sentence", ends[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (gk_line_ends_sentence(gk_string_of(others[i])))
            fail_msg("%s ends no sentence", others[i]);
}

static void labelled_lines_end_with_themselves(void **state)
{
    (void)state;
    assert_false(gk_line_goes_on(GK_STRING("责任单位：市教育局")));
    assert_true(gk_line_goes_on(GK_STRING("责任单位：市教育局、")));
    assert_true(gk_line_goes_on(GK_STRING("责任单位：市教育局，")));
    assert_false(gk_line_goes_on(GK_STRING("责任领导：王某")));
    assert_true(gk_line_goes_on(GK_STRING("各部门要对照任务")));
}

static void lines_are_known_by_their_labels(void **state)
{
    static const struct {
        const char *line;
        enum gk_line_label label;
    } rows[] = {{"责任单位：市教育局", GK_LINE_LABEL_DOER},
                {"完 成 时 限：6月底前", GK_LINE_LABEL_DOER},
                {"责任领导：王某  责任科室：办公室", GK_LINE_LABEL_DOER},
                {"责任领导：王某", GK_LINE_LABEL_PERSON},
                {"联系电话：12345", GK_LINE_LABEL_PERSON},
                {"工作要求：认真落实", GK_LINE_LABEL_NONE},
                {"各责任单位要加强领导", GK_LINE_LABEL_NONE}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (gk_line_label(gk_string_of(rows[i].line)) != rows[i].label)
            fail_msg("%s", rows[i].line);
}

static void brackets_stay_open(void **state)
{
    struct gk_open_brackets open = {.depth = 0};
    (void)state;
    assert_int_equal(gk_brackets_follow(&open, GK_STRING("建设平台（试行）。（牵头单位：市局〔市")), 0);
    assert_int_equal(open.depth, 2);
    assert_int_equal(gk_brackets_follow(&open, GK_STRING("中心〕；配合单位：市财政局（含")), 1);
    assert_int_equal(gk_brackets_follow(&open, GK_STRING("分局)）。")), 0);
    assert_int_equal(open.depth, 0);
    assert_int_equal(gk_brackets_follow(&open, GK_STRING("）〕）")), 0);
}

static void brackets_without_an_end(void **state)
{
    static const struct {
        const char *text, *inside;
    } rows[] = {{"限时办结。（县信访局负责", "县信访局负责"},
                {"限时办结。（责任单位：县信访局（县群众工作部）", "责任单位：县信访局（县群众工作部）"},
                {"限时办结（试行", ""},
                {"限时办结（县信访局负责）。", ""},
                {"", ""}};
    struct gk_context context;
    (void)state;
    field_context_open(&context);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct gk_string inside = gk_bracket_open_end(&context, gk_string_of(rows[i].text));
        if (!gk_string_equal(inside, gk_string_of(rows[i].inside)))
            fail_msg("%s: %.*s", rows[i].text, (int)inside.length, inside.data);
    }
    field_context_close(&context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end),
        cmocka_unit_test(labelled_lines_end_with_themselves),
        cmocka_unit_test(lines_are_known_by_their_labels),
        cmocka_unit_test(brackets_stay_open),
        cmocka_unit_test(brackets_without_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

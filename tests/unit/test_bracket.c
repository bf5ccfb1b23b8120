/* Brackets after a sentence that say who does it. Each row is a paragraph and its parts: TEXT <INSIDE>. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "field/bracket.h"
#include "field_context.h"

struct paragraph_case {
    const char *paragraph;
    const char *parts;
};

static const struct paragraph_case paragraphs[] = {
    {"加强政策解读。（市教育局牵头，市财政局配合）", "加强政策解读。<市教育局牵头，市财政局配合>"},
    {"加强A。(市教育局负责)推进B。〔各县（市、区）政府负责〕落实C。[市民政局，市财政局]",
     "加强A。<市教育局负责>推进B。<各县（市、区）政府负责>落实C。<市民政局，市财政局>"},
    {"加强政策解读。（责任单位：市教育局；完成时限：2022年6月底）",
     "加强政策解读。<责任单位：市教育局；完成时限：2022年6月底>"},
    {"加强监管。【牵头单位：市教育局】", "加强监管。<牵头单位：市教育局>"},
    {"加强监管。(市公安、财政、教育按职责分工负责)", "加强监管。<市公安、财政、教育按职责分工负责>"},
    {"（市教育局牵头）", "<市教育局牵头>"},
    {"加强培训。（以下各项均需各区县落实，不再列出）", "加强培训。<以下各项均需各区县落实，不再列出>"},
    {"发布目录。（市数据局，2022年6月底前完成，长期坚持）",
     "发布目录。<市数据局，2022年6月底前完成，长期坚持>"},
    {"建成门诊楼。（区卫健局；11月底前投入使用）", "建成门诊楼。<区卫健局；11月底前投入使用>"},
    {"制定办法。（市财政局，省方案出台后2个月内）", "制定办法。<市财政局，省方案出台后2个月内>"},
    {"更新指南。【牵头单位】市数据局【完成时限】6月底前",
     "更新指南。<【牵头单位】市数据局【完成时限】6月底前>"},
    {"更新指南【任务】，完成【目标】。", "更新指南【任务】，完成【目标】。"},
    /* What follows the last bracket is a part without one. */
    {"加强A。（市教育局牵头）推进B。", "加强A。<市教育局牵头>推进B。"},
    /* A mark behind the bracket is the text's, which has none itself; one of its own is enough. */
    {"提升服务水平（市教育局牵头）。", "提升服务水平。<市教育局牵头>"},
    {"建设A（市教育局牵头）；建设B（市财政局负责）。", "建设A；<市教育局牵头>建设B。<市财政局负责>"},
    {"提升服务水平。（市教育局牵头）。", "提升服务水平。<市教育局牵头>"},
    /* A bracket without its partner hides nothing. */
    {"加强（（市教育局牵头）", "加强（<市教育局牵头>"},
    {"加强（市教育局牵头", "加强（市教育局牵头"},
    /* No responsibility. */
    {"制定办法（试行），落实规划（2021—2025年）（详见附件1）（以下简称《办法》）（不含市教育局）。",
     "制定办法（试行），落实规划（2021—2025年）（详见附件1）（以下简称《办法》）（不含市教育局）。"},
    {"各县（市、区）政府、各部门（单位）要加强领导。", "各县（市、区）政府、各部门（单位）要加强领导。"},
    {"学习《关于…的通知（市教育局）》。", "学习《关于…的通知（市教育局）》。"},
    {"报送县政务公开办（县政府办公室）。", "报送县政务公开办（县政府办公室）。"},
    {"推进任务落实（抓好落实）。", "推进任务落实（抓好落实）。"},
    {"完善体制（党委领导、政府负责、公众参与）。", "完善体制（党委领导、政府负责、公众参与）。"},
    {"群众参与（全员参与）。", "群众参与（全员参与）。"},
    {"（一）统筹（二）推进", "（一）统筹（二）推进"},
    {"6月底前完成（2022年6月底前完成）。", "6月底前完成（2022年6月底前完成）。"},
};

static void paragraphs_part_at_their_brackets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        struct gk_context context;
        struct gk_string rest = gk_string_of(paragraphs[i].paragraph);
        struct gk_bracketed part;
        char written[1024] = "";
        size_t length = 0;
        field_context_open(&context);
        while (gk_bracket_next(&context, &rest, &part)) {
            const char *form = part.inside.length ? "%.*s<%.*s>" : "%.*s%.*s";
            length += (size_t)snprintf(written + length, sizeof written - length, form, (int)part.text.length,
                                       part.text.data, (int)part.inside.length, part.inside.data);
            assert_true(length < sizeof written);
        }
        assert_string_equal(written, paragraphs[i].parts);
        field_context_close(&context);
    }
}

struct reading_case {
    const char *inside;
    const char *lead;
    const char *units;
    const char *support;
    const char *deadline;
};

static const struct reading_case readings[] = {
    {"市教育局牵头，市财政局配合", NULL, "市教育局+ 市财政局- ", NULL, NULL},
    {"责任单位：市教育局牵头，市财政局等部门分工负责；完成时限：2022年6月底", NULL,
     "市教育局+ 市财政局 部门 ", NULL, "2022年6月底"},
    {"牵头单位：市教育局；责任单位：各县（市、区）政府；配合单位：市财政局", "市教育局+ ",
     "各县（市、区）政府 ", "市财政局- ", NULL},
    {"市教育局牵头，市财政局按职责分工负责，6月底完成", NULL, "市教育局+ 市财政局 ", NULL, "6月底完成"},
    {"市教育局牵头，2022 年 6 月底前", NULL, "市教育局+ ", NULL, "2022 年 6 月底前"},
    {"市教育局 6 月底前", NULL, "市教育局 ", NULL, "6 月底前"},
    {"6 月底前 市教育局牵头", NULL, "市教育局+ ", NULL, "6 月底前"},
    {"2022年6月底前，市教育局牵头", NULL, "市教育局+ ", NULL, "2022年6月底前"},
    {"市民政局负责，年内持续推进", NULL, "市民政局 ", NULL, "年内持续推进"},
    {"以下各项均需各区县落实，不再列出", NULL, NULL, NULL, NULL},
    {"责 任 单 位：市教育局    完成时限：2022年6月底", NULL, "市教育局 ", NULL, "2022年6月底"},
    {"牵头部门：市教育局 参与单位：市财政局", "市教育局+ ", NULL, "市财政局- ", NULL},
    {"责任单位：市教育局；责任人：张三", NULL, "市教育局 ", NULL, NULL},
    {"完成时间：12月底前", NULL, NULL, NULL, "12月底前"},
};

static void check_units(const gkplan_units *units, const char *expected)
{
    static const char *const roles[] = {"", "+", "-"};
    char written[1024] = "";
    size_t length = 0;
    if (!expected) {
        assert_null(units);
        return;
    }
    assert_non_null(units);
    for (const gkplan_unit *unit = units->first_unit; unit; unit = unit->next)
        length += (size_t)snprintf(written + length, sizeof written - length, "%s%s ", unit->name,
                                   roles[unit->role]);
    assert_string_equal(written, expected);
    assert_int_equal(units->origin, GKPLAN_ORIGIN_OWN);
}

static void insides_fill_the_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct gk_context context;
        struct gk_responsibility said = {0};
        struct gk_calendar calendar = {.year = 2022};
        gkplan_place place = gk_place_none();
        field_context_open(&context);
        assert_int_equal(
            gk_bracket_read(&context, gk_string_of(readings[i].inside), &calendar, &place, "1", &said),
            GKPLAN_STATUS_OK);
        check_units(said.lead, readings[i].lead);
        check_units(said.units, readings[i].units);
        check_units(said.support, readings[i].support);
        if (readings[i].deadline)
            assert_string_equal(said.deadline ? said.deadline->text : "none", readings[i].deadline);
        else
            assert_null(said.deadline);
        field_context_close(&context);
    }
}

static void labelled_lines_are_known(void **state)
{
    static const char *const lines[] = {"牵头单位：市教育局",
                                        "责任单位:市教育局",
                                        "责 任 单 位：市教育局",
                                        "牵头部门：市教育局",
                                        "配合单位：市财政局",
                                        "协办单位：市财政局",
                                        "参与单位：市财政局",
                                        "责任科室：办公室",
                                        "完成时限：6月底",
                                        "完成时间：6月底",
                                        "时限要求：6月底",
                                        "市级责任单位：市教育局",
                                        "责任领导：李四  责任科室：办公室"};
    static const char *const others[] = {"责任领导：张三",
                                         "要压实责任：市教育局负责",
                                         "工作要求：认真落实",
                                         "牵头单位要加强领导。",
                                         "落实责任，明确责任单位：各区县",
                                         "一、牵头单位",
                                         "",
                                         "12：30开会"};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!gk_labelled_line(gk_string_of(lines[i])))
            fail_msg("%s is not known", lines[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (gk_labelled_line(gk_string_of(others[i])))
            fail_msg("%s is no labelled line", others[i]);
    }
}

static void lines_add_to_what_is_said(void **state)
{
    struct gk_context context;
    struct gk_responsibility said = {0};
    struct gk_calendar calendar = {.year = 2022};
    gkplan_place place = gk_place_none();
    (void)state;
    field_context_open(&context);
    gk_labelled_line_read(&context, GK_STRING("牵头单位：市教育局"), &calendar, &place, "1", &said);
    gk_labelled_line_read(&context, GK_STRING("责任单位：市财政局"), &calendar, &place, "1", &said);
    gk_labelled_line_read(&context, GK_STRING("责任单位：各区县"), &calendar, &place, "1", &said);
    check_units(said.lead, "市教育局+ ");
    check_units(said.units, "市财政局 各区县 ");
    assert_string_equal(said.units->text, "市财政局；各区县");
    assert_int_equal(said.units->unit_count, 2);
    field_context_close(&context);
}

static void hostile_brackets_end(void **state)
{
    static const char *const pieces[] = {"（", "（市局）", "（（市教育局牵头）", "〔（", "）（", "《（"};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct gk_context context;
        struct gk_buffer text;
        struct gk_bracketed part;
        field_context_open(&context);
        gk_buffer_init(&text, &context.allocator);
        for (size_t n = 0; n < 5000; n++)
            gk_buffer_append_text(&text, pieces[i]);
        struct gk_string rest = gk_buffer_view(&text);
        while (gk_bracket_next(&context, &rest, &part))
            assert_true(part.text.length > 0 || part.inside.length > 0);
        assert_int_equal(rest.length, 0);
        gk_buffer_free(&text);
        field_context_close(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_part_at_their_brackets),
        cmocka_unit_test(insides_fill_the_fields),
        cmocka_unit_test(labelled_lines_are_known),
        cmocka_unit_test(lines_add_to_what_is_said),
        cmocka_unit_test(hostile_brackets_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

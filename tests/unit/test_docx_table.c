/* Tables of Word files: grid, spans, merges, nesting, and what is around them. */
#include "docx_package.h"

static void adjacent_tables_stay_apart(void **state)
{
    (void)state;
    expect_body(TABLE(ROW(C("甲") C("乙"))) TABLE(ROW(C("丙"))), "table 1*2\n0,0 甲\n0,1 乙\n"
                                                                 "table 1*1\nrow 0 single\n0,0 丙\n");
}

static void the_grid_keeps_its_columns(void **state)
{
    (void)state;
    expect_body(TABLE(GRID(COLUMN(100) COLUMN(200) COLUMN(300)) ROW(
                    C_WITH("<w:gridSpan w:val='2'/>", "工作任务") C("责任单位")) ROW(C("一") C("二"))),
                "table 2*3\n0,0+1*2 工作任务\n0,2 责任单位\n1,0 一\n1,1 二\n");
}

static void a_vertical_merge_is_one_cell(void **state)
{
    (void)state;
    expect_body(TABLE(ROW(C_WITH(RESTART, "宏观调控") C("稳增长")) ROW(C_WITH(CONTINUE, "") C("保就业"))
                          ROW(C_WITH("<w:vMerge w:val='continue'/>", "") C("控物价"))),
                "table 3*2\n0,0+3*1 宏观调控\n0,1 稳增长\n1,1 保就业\n2,1 控物价\n");
}

static void a_merge_that_none_began_is_a_cell_of_its_own(void **state)
{
    (void)state;
    expect_body(
        TABLE(ROW(C("一") C("二")) ROW(C_WITH(CONTINUE, "三") C("四"))),
        "table 2*2\n0,0 一\n0,1 二\n1,0 三\n1,1 四\n"
        "! merge-without-start: a cell continues a vertical merge that no cell above begins with the same "
        "edges; it stands alone\n");
}

static void a_merge_of_another_width_is_a_cell_of_its_own(void **state)
{
    (void)state;
    expect_body(
        TABLE(GRID(COLUMN(1000) COLUMN(1000) COLUMN(1000)) ROW(C_WITH(RESTART, "一") C("二") C("三"))
                  ROW(C_WITH("<w:gridSpan w:val='2'/>" CONTINUE, "四") C("五"))),
        "table 2*3\n0,0 一\n0,1 二\n0,2 三\n1,0+1*2 四\n1,2 五\n"
        "! merge-without-start: a cell continues a vertical merge that no cell above begins with the same "
        "edges; it stands alone\n");
}

/* A border that was dragged a hair's breadth makes a grid column of its own. */
static void edges_that_nearly_meet_are_joined(void **state)
{
    (void)state;
    expect_body(
        TABLE(GRID(COLUMN(1000) COLUMN(15) COLUMN(1000)) ROW(C_WITH(RESTART, "一") C_WITH(
            "<w:gridSpan w:val='2'/>", "二")) ROW(C_WITH("<w:gridSpan w:val='2'/>" CONTINUE, "") C("三"))),
        "table 2*3\n0,0+2*1 一\n0,1+1*2 二\n1,2 三\n"
        "! merge-near-miss: a vertical merge whose edges differ a little from the cell above was joined\n");
}

static void rows_begin_and_end_inside_the_grid(void **state)
{
    (void)state;
    expect_body(TABLE(GRID(COLUMN(10) COLUMN(10) COLUMN(10))
                          ROW_WITH("<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>", C("中"))
                              ROW(C("一") C("二") C("三") C("四"))),
                "table 2*4\nrow 0 single\n0,1 中\n1,0 一\n1,1 二\n1,2 三\n1,3 四\n");
}

static void legacy_horizontal_merges_are_spans(void **state)
{
    (void)state;
    expect_body(
        TABLE(ROW(C_WITH("<w:hMerge w:val='restart'/>", "工作任务") C_WITH("<w:hMerge/>", "") C("单位"))),
        "table 1*3\n0,0+1*2 工作任务\n0,2 单位\n");
}

static void legacy_merges_go_both_ways(void **state)
{
    (void)state;
    expect_body(TABLE(ROW(C_WITH(RESTART "<w:hMerge w:val='restart'/>", "大") C_WITH(
                    RESTART "<w:hMerge/>", "") C("一")) ROW(C_WITH(CONTINUE "<w:hMerge w:val='restart'/>", "")
                                                                C_WITH(CONTINUE "<w:hMerge/>", "") C("二"))),
                "table 2*3\n0,0+2*2 大\n0,2 一\n1,2 二\n");
}

static void header_rows_are_marked(void **state)
{
    (void)state;
    expect_body(TABLE(ROW_WITH("<w:tblHeader/>", C("任务") C("单位"))
                          ROW_WITH("<w:tblHeader w:val='0'/>", C("一") C("二"))),
                "table 2*2\nrow 0 header\n0,0 任务\n0,1 单位\n1,0 一\n1,1 二\n");
}

static void a_table_nests_in_its_cell(void **state)
{
    (void)state;
    expect_body(TABLE(ROW("<w:tc>" P("前") TABLE(ROW(C("内一") C("内二"))) P("后") "</w:tc>" C("外"))),
                "table 1*2\n0,0 前/后\n  table 1*2\n  0,0 内一\n  0,1 内二\n0,1 外\n");
}

static void content_controls_are_passed_through(void **state)
{
    (void)state;
#define CONTROL(inside)                                                                                      \
    "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" inside "</w:sdtContent></w:sdt>"
    expect_body(CONTROL(P("块")) TABLE(CONTROL(ROW(
                    CONTROL(C("一")) "<w:tc>" CONTROL(P("二")) "</w:tc>"))) "<w:p>" CONTROL(R("段")) "</w:p>",
                "p 块\ntable 1*2\n0,0 一\n0,1 二\np 段\n");
}

static void custom_xml_and_smart_tags_are_passed_through(void **state)
{
    (void)state;
    expect_body("<w:customXml>" TABLE(ROW("<w:customXml><w:customXmlPr/>" C("一") "</w:customXml>" C(
                    "二"))) "</w:customXml>"
                            "<w:p><w:smartTag><w:smartTagPr/>" R("济宁市") "</w:smartTag><w:hyperlink>" R(
                                "政府") "</w:hyperlink></w:p>",
                "table 1*2\n0,0 一\n0,1 二\np 济宁市政府\n");
}

static void old_properties_never_count(void **state)
{
    (void)state;
    expect_body(TABLE(ROW_WITH("<w:trPrChange><w:trPr><w:tblHeader/></w:trPr></w:trPrChange>",
                               C_WITH("<w:tcPrChange><w:tcPr><w:gridSpan w:val='5'/>" RESTART
                                      "</w:tcPr></w:tcPrChange>",
                                      "一") C("二")))
                    P_WITH("<w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>",
                           "三") "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></"
                                 "w:rPr><w:t>四</w:t></w:r></w:p>",
                "table 1*2\n0,0 一\n0,1 二\np 三\np 四\n");
}

static void a_row_that_word_drew_on_a_new_page_is_marked(void **state)
{
    (void)state;
    expect_body(
        TABLE(ROW(C_WITH(RESTART, "甲") C("一")) ROW(
            C_WITH(CONTINUE, "") "<w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p></w:tc>")
                  ROW(C_WITH(CONTINUE, "") C("三"))),
        "table 3*2\n0,0+3*1 甲\n0,1 一\nrow 1 page-top\n1,1 二\n2,1 三\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adjacent_tables_stay_apart),
        cmocka_unit_test(the_grid_keeps_its_columns),
        cmocka_unit_test(a_vertical_merge_is_one_cell),
        cmocka_unit_test(a_merge_that_none_began_is_a_cell_of_its_own),
        cmocka_unit_test(a_merge_of_another_width_is_a_cell_of_its_own),
        cmocka_unit_test(edges_that_nearly_meet_are_joined),
        cmocka_unit_test(rows_begin_and_end_inside_the_grid),
        cmocka_unit_test(legacy_horizontal_merges_are_spans),
        cmocka_unit_test(legacy_merges_go_both_ways),
        cmocka_unit_test(header_rows_are_marked),
        cmocka_unit_test(a_table_nests_in_its_cell),
        cmocka_unit_test(content_controls_are_passed_through),
        cmocka_unit_test(custom_xml_and_smart_tags_are_passed_through),
        cmocka_unit_test(old_properties_never_count),
        cmocka_unit_test(a_row_that_word_drew_on_a_new_page_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

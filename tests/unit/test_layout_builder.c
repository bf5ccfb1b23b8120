/* The layout builder as readers use it. */
#include "layout_fixture.h"

static struct gk_string text_of(const char *text)
{
    return gk_string_of(text);
}

/* Rows of plain cells: "a|b|c". */
static void put_row(struct gk_layout_builder *builder, const char *row)
{
    gk_layout_begin_row(builder, 0);
    for (const char *end; *row; row = *end ? end + 1 : end) {
        end = row + strcspn(row, "|");
        gk_layout_cell(builder, NULL, gk_string_make(row, (size_t)(end - row)));
    }
    gk_layout_end_row(builder);
}

static void paragraphs_are_trimmed_and_empty_ones_go(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    struct gk_paragraph heading = {.level = 1, .flags = GKPLAN_BLOCK_CENTERED};
    gk_layout_paragraph(builder, &heading, text_of("　　济宁市政务公开工作要点 \n"));
    gk_layout_paragraph(builder, NULL, text_of(" \t　"));
    gk_layout_text(builder, text_of("各县（市、区）"));
    gk_layout_text(builder, text_of("人民政府：\n  \n 请认真贯彻执行。"));
    gk_layout_end_paragraph(builder);
    gk_layout_rule(builder);
    fixture_expect(&fixture, "p1 centered 济宁市政务公开工作要点\n"
                             "p 各县（市、区）人民政府：/请认真贯彻执行。\n"
                             "rule\n");
    assert_int_equal(fixture.layout.account.read, 11 + 12 + 8);
    fixture_close(&fixture);
}

/* A character may come in two pieces: readers hand on what their buffer holds. */
static void text_may_be_cut_inside_a_character(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    gk_layout_text(fixture.builder, gk_string_make("\xE5", 1));
    gk_layout_text(fixture.builder, gk_string_make("\xB8\x82", 2));
    fixture_expect(&fixture, "p 市\n");
    assert_int_equal(fixture.layout.account.read, 1);
    fixture_close(&fixture);
}

static void paragraphs_of_a_cell_are_joined(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, GKPLAN_ROW_HEADER);
    gk_layout_begin_cell(builder, NULL);
    gk_layout_paragraph(builder, NULL, text_of("  市发展改革委 "));
    gk_layout_paragraph(builder, NULL, text_of(" "));
    gk_layout_paragraph(builder, NULL, text_of("市财政局\r\n\r\n市教育局"));
    gk_layout_paragraph(builder, NULL, text_of("　"));
    gk_layout_end_cell(builder);
    gk_layout_cell(builder, NULL, text_of("\n\n2021年\n\n12月底前\n"));
    gk_layout_end_row(builder);
    fixture_expect(&fixture, "table 1*2\n"
                             "row 0 header\n"
                             "0,0 市发展改革委/市财政局/市教育局\n"
                             "0,1 2021年/12月底前\n");
    fixture_close(&fixture);
}

static void automatic_numbers_stand_in_front(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    struct gk_paragraph section = {.label = GK_STRING("一、")};
    struct gk_paragraph item = {.label = GK_STRING("1. ")};
    gk_layout_paragraph(builder, &section, text_of("总体要求"));
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, NULL); /* a 序号 cell holds nothing but its number */
    gk_layout_paragraph(builder, &item, text_of(""));
    gk_layout_begin_cell(builder, NULL); /* only a number at the cell's start is the cell's label */
    gk_layout_paragraph(builder, NULL, text_of("工作措施："));
    gk_layout_paragraph(builder, &item, text_of("压实责任"));
    fixture_expect(&fixture, "p [一、] 总体要求\n"
                             "table 1*2\n"
                             "0,0 [1.] \n"
                             "0,1 工作措施：/1. 压实责任\n");
    fixture_close(&fixture);
}

/* Contract 4.8: Word does not show what a continuing cell holds. It is named, not lost. */
static void text_of_covered_cells_is_named(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    struct gk_cell begin = {.column = 0, .merge = GK_MERGE_RESTART};
    struct gk_cell go_on = {.column = 0, .merge = GK_MERGE_CONTINUE};
    struct gk_paragraph number = {.label = GK_STRING("2.")};
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_cell(builder, &begin, text_of("优化营商环境"));
    gk_layout_begin_row(builder, 0);
    gk_layout_cell(builder, &go_on, text_of("旧的文字"));
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, &go_on); /* a number that Word gives to an empty covered cell is no text */
    gk_layout_paragraph(builder, &number, text_of(" "));
    gk_layout_end_table(builder);
    fixture_expect(&fixture,
                   "table 3*1\n"
                   "row 0 single\n"
                   "0,0+3*1 优化营商环境\n"
                   "! covered-cell-text: text in a cell that a merge covers is not shown and not in the "
                   "layout: 旧的文字\n");
    assert_int_equal(fixture.layout.account.placed, 6);
    assert_int_equal(fixture.layout.account.named, 4);
    assert_int_equal(fixture.context.first_diagnostic->place.row, 1);
    fixture_close(&fixture);
}

static void tables_nest(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, NULL);
    gk_layout_text(builder, text_of("前"));
    for (int i = 0; i < 2; i++) {
        gk_layout_begin_table(builder, NULL);
        put_row(builder, i ? "丙|丁" : "甲|乙");
        gk_layout_end_table(builder);
    }
    gk_layout_text(builder, text_of("后"));
    gk_layout_end_cell(builder);
    gk_layout_cell(builder, NULL, text_of("旁"));
    gk_layout_end_table(builder);
    fixture_expect(&fixture, "table 1*2\n"
                             "0,0 前/后\n"
                             "  table 1*2\n  0,0 甲\n  0,1 乙\n"
                             "  table 1*2\n  0,0 丙\n  0,1 丁\n"
                             "0,1 旁\n");
    assert_int_equal(fixture.layout.table_count, 3);
    const gkplan_cell *outer = fixture.layout.first_block->table->first_row->first_cell;
    assert_ptr_equal(outer->first_table->next->parent, outer);
    assert_int_equal(outer->first_table->next->position, 2);
    fixture_close(&fixture);
}

static void text_boxes_stand_after_what_anchors_them(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_text(builder, text_of("正文前"));
    gk_layout_begin_text_box(builder);
    gk_layout_paragraph(builder, NULL, text_of("框中一"));
    gk_layout_begin_table(builder, NULL);
    put_row(builder, "格");
    gk_layout_end_table(builder);
    gk_layout_end_text_box(builder);
    gk_layout_text(builder, text_of("正文后"));
    gk_layout_end_paragraph(builder);
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, NULL);
    gk_layout_text(builder, text_of("甲"));
    gk_layout_begin_text_box(builder);
    gk_layout_text(builder, text_of("框中二"));
    gk_layout_end_text_box(builder);
    gk_layout_text(builder, text_of("乙"));
    gk_layout_end_table(builder);
    gk_layout_begin_text_box(builder); /* an empty box is none */
    gk_layout_end_text_box(builder);
    fixture_expect(&fixture, "p 正文前正文后\n"
                             "box\n  p 框中一\n  table 1*1\n  row 0 single\n  0,0 格\n"
                             "table 1*1\nrow 0 single\n0,0 甲乙\n"
                             "box\n  p 框中二\n");
    fixture_close(&fixture);
}

static void pages_end_between_paragraphs_and_rows(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_begin_paragraph(builder, NULL);
    gk_layout_text(builder, text_of("  "));
    gk_layout_page_break(builder);
    gk_layout_text(builder, text_of("第二页"));
    gk_layout_page_break(builder); /* inside the text: the paragraph stays whole */
    gk_layout_text(builder, text_of("续第三页"));
    gk_layout_end_paragraph(builder);
    gk_layout_begin_table(builder, NULL);
    put_row(builder, "甲|乙");
    gk_layout_page_break(builder);
    put_row(builder, "丙|丁");
    put_row(builder, "戊|己");
    gk_layout_end_table(builder);
    fixture_expect(&fixture, "page-break\n"
                             "p 第二页续第三页\n"
                             "page-break\n"
                             "table 3*2\n"
                             "row 0 page-top\n0,0 甲\n0,1 乙\n"
                             "row 1 page-top\n1,0 丙\n1,1 丁\n"
                             "2,0 戊\n2,1 己\n");
    const gkplan_block *paragraph = fixture.layout.first_block->next;
    assert_int_equal(paragraph->place.page, 2);
    const gkplan_row *row = paragraph->next->next->table->first_row;
    assert_int_equal(row->first_cell->page, 3);
    assert_int_equal(row->next->first_cell->page, 4);
    fixture_close(&fixture);
}

/* A cell alone in its row is a section row in a text dump; under spans from above it is only what they leave.
 */
static void rows_of_one_cell(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    struct gk_cell tall = {.column = GK_COLUMN_NEXT, .row_span = 2};
    struct gk_cell absent = {.column = GK_COLUMN_NEXT, .flags = GKPLAN_CELL_ABSENT};
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_cell(builder, NULL, text_of("一、总体要求"));
    gk_layout_cell(builder, &absent, text_of(""));
    gk_layout_begin_row(builder, 0);
    gk_layout_cell(builder, &tall, text_of("甲"));
    gk_layout_cell(builder, NULL, text_of("乙"));
    put_row(builder, "丙");
    gk_layout_end_table(builder);
    assert_int_equal(gk_layout_finish(builder, &fixture.layout), GKPLAN_STATUS_OK);
    const gkplan_row *row = fixture.layout.first_block->table->first_row;
    assert_true(row->flags & GKPLAN_ROW_SINGLE_CELL); /* the other was added to fill the row */
    assert_false(row->next->flags & GKPLAN_ROW_SINGLE_CELL);
    assert_false(row->next->next->flags & GKPLAN_ROW_SINGLE_CELL);
    fixture_close(&fixture);
}

static void left_out_text_is_named_once_a_run(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_text(builder, text_of("市财政局"));
    gk_layout_left_out(builder, GK_LEFT_OUT_DELETED, text_of("、市"));
    gk_layout_left_out(builder, GK_LEFT_OUT_DELETED, text_of("教育局"));
    gk_layout_left_out(builder, GK_LEFT_OUT_DELETED, text_of(" "));
    gk_layout_left_out(builder, GK_LEFT_OUT_HIDDEN, text_of("内部"));
    gk_layout_end_paragraph(builder);
    gk_layout_left_out(builder, GK_LEFT_OUT_FURNITURE, text_of("— 4 —"));
    fixture_expect(&fixture, "p 市财政局\n"
                             "! deleted-text: a tracked deletion is not in the layout: 、市教育局\n"
                             "! hidden-text: hidden text is not in the layout: 内部\n"
                             "! page-furniture: page furniture is not in the layout: — 4 —\n");
    assert_int_equal(fixture.layout.account.read, 4 + 5 + 2 + 3);
    assert_int_equal(fixture.layout.account.named, 5 + 2 + 3);
    fixture_close(&fixture);
}

/* A separator stands between all cells of a table: it is counted, said once, and no flood. */
static void marks_are_counted(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    for (int i = 0; i < 100; i++) {
        gk_layout_left_out(builder, GK_LEFT_OUT_MARK, text_of("|"));
        gk_layout_paragraph(builder, NULL, text_of(i == 0 ? "市财政局" : ""));
    }
    gk_layout_left_out(builder, GK_LEFT_OUT_MARK, text_of("||"));
    gk_layout_left_out(builder, GK_LEFT_OUT_MARK, text_of("zé"));
    gk_layout_left_out(builder, GK_LEFT_OUT_MARK, text_of("|--|--|--|"));
    fixture_expect(
        &fixture, "p 市财政局\n"
                  "! extractor-mark: a mark of markup or of an extractor is not in the layout: zé|--|--|--|\n"
                  "! marks: marks that part cells or are markup are not in the layout (100 in all): |\n"
                  "! marks: marks that part cells or are markup are not in the layout (1 in all): ||\n");
    assert_int_equal(fixture.layout.account.read, 4 + 100 + 2 + 2 + 10);
    assert_int_equal(fixture.layout.account.named, 100 + 2 + 2 + 10);
    fixture_close(&fixture);
}

static void odd_characters_are_kept_and_counted(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_layout_builder *builder = fixture.builder;
    gk_layout_paragraph(builder, NULL, text_of("大\xEF\xBF\xBD厅\x07、\xEE\x80\x80\xEE\x80\x81"));
    fixture_expect(
        &fixture,
        "p 大\xEF\xBF\xBD厅\x07、\xEE\x80\x80\xEE\x80\x81\n"
        "! replacement-characters: 1 replacement characters (U+FFFD): text was damaged before it was "
        "read\n"
        "! control-characters: 1 control characters in the text, kept as they are\n"
        "! private-use-characters: 2 private-use characters in the text, kept as they are\n");
    fixture_close(&fixture);
}

/* Each limit: a small one, what passes it, and the words that say so. */
static void nest(struct gk_layout_builder *builder, int depth)
{
    for (int i = 0; i < depth; i++) {
        gk_layout_begin_table(builder, NULL);
        gk_layout_begin_row(builder, 0);
        gk_layout_begin_cell(builder, NULL);
    }
}

static void four_tables(struct gk_layout_builder *builder)
{
    for (int i = 0; i < 4; i++) {
        gk_layout_begin_table(builder, NULL);
        gk_layout_end_table(builder);
    }
}

static void four_deep(struct gk_layout_builder *builder)
{
    nest(builder, 4);
}

static void four_boxes_deep(struct gk_layout_builder *builder)
{
    for (int i = 0; i < 4; i++)
        gk_layout_begin_text_box(builder);
}

static void four_rows(struct gk_layout_builder *builder)
{
    gk_layout_begin_table(builder, NULL);
    for (int i = 0; i < 4; i++)
        gk_layout_begin_row(builder, 0);
}

static void four_cells(struct gk_layout_builder *builder)
{
    gk_layout_begin_table(builder, NULL);
    put_row(builder, "一|二");
    put_row(builder, "三|四");
}

static void one_wide_cell(struct gk_layout_builder *builder)
{
    struct gk_cell cell = {.column = GK_COLUMN_NEXT, .column_span = 0x80000000u};
    nest(builder, 0);
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, &cell);
}

static void one_far_cell(struct gk_layout_builder *builder)
{
    struct gk_cell cell = {.column = UINT32_MAX - 1, .merge = GK_MERGE_CONTINUE};
    gk_layout_begin_table(builder, NULL);
    gk_layout_begin_row(builder, 0);
    gk_layout_begin_cell(builder, &cell);
}

static void wide_declaration(struct gk_layout_builder *builder)
{
    struct gk_table table = {.column_count = 0x80000000u};
    gk_layout_begin_table(builder, &table);
}

static void much_text(struct gk_layout_builder *builder)
{
    gk_layout_text(builder, text_of("四"));
    gk_layout_text(builder, text_of("字"));
}

static void limits_are_kept(void **state)
{
    (void)state;
    static const struct {
        gkplan_limits limits;
        void (*pass)(struct gk_layout_builder *builder);
        const char *words;
    } cases[] = {
        {{.tables = 3}, four_tables, "limit tables: found 4, allowed 3"},
        {{.table_depth = 3}, four_deep, "limit table_depth: found 4, allowed 3"},
        {{.table_depth = 3}, four_boxes_deep, "limit table_depth: found 4, allowed 3"},
        {{.rows = 3}, four_rows, "limit rows: found 4, allowed 3"},
        {{.cells = 3}, four_cells, "limit cells: found 4, allowed 3"},
        {{0}, one_wide_cell, "limit columns: found 2147483648, allowed 16384"},
        {{0}, one_far_cell, "limit columns: found 4294967295, allowed 16384"},
        {{0}, wide_declaration, "limit columns: found 2147483648, allowed 16384"},
        {{.text_bytes = 5}, much_text, "limit text_bytes: found 6, allowed 5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        gkplan_limits limits = cases[i].limits;
        limits.size = sizeof limits;
        gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
        options.limits = &limits;
        fixture_open(&fixture, &options);
        cases[i].pass(fixture.builder);
        assert_int_equal(gk_layout_finish(fixture.builder, &fixture.layout), GKPLAN_STATUS_LIMIT);
        assert_string_equal(gkplan_error_message(fixture.context.error), cases[i].words);
        fixture_close(&fixture);
    }
}

/* What is left open is closed. */
static void finish_closes_everything(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    nest(fixture.builder, 2);
    gk_layout_begin_text_box(fixture.builder);
    gk_layout_text(fixture.builder, text_of("框"));
    fixture_expect(&fixture, "table 1*1\nrow 0 single\n0,0 \n"
                             "  table 1*1\n  row 0 single\n  0,0 \n"
                             "box\n  p 框\n");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_trimmed_and_empty_ones_go),
        cmocka_unit_test(text_may_be_cut_inside_a_character),
        cmocka_unit_test(paragraphs_of_a_cell_are_joined),
        cmocka_unit_test(automatic_numbers_stand_in_front),
        cmocka_unit_test(text_of_covered_cells_is_named),
        cmocka_unit_test(tables_nest),
        cmocka_unit_test(text_boxes_stand_after_what_anchors_them),
        cmocka_unit_test(pages_end_between_paragraphs_and_rows),
        cmocka_unit_test(rows_of_one_cell),
        cmocka_unit_test(left_out_text_is_named_once_a_run),
        cmocka_unit_test(marks_are_counted),
        cmocka_unit_test(odd_characters_are_kept_and_counted),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(finish_closes_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

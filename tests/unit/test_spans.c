/* Who covers which grid columns: rows of cells drawn as text.
 *
 * A row is a list of cells: a name, then its spans as rows*columns; `@3` in front puts it at column 3, `^`
 * makes it continue the cell above, `%` begin a merge that may be continued. The expected grid has a
 * character for each position: the cell that covers it, `.` for none. Each position is covered once at most
 * by the way it is drawn.
 */
#include "layout_fixture.h"

struct grid_case {
    const char *shows;
    const char *rows[6];
    const char *grid;
    const char *diagnostics;
};

static const struct grid_case cases[] = {
    {"cells stand side by side", {"a b c", "d e f"}, "abc\ndef\n", ""},
    {"a span of rows pushes the next row's cells to the right", {"a2*1 b", "c", "d e"}, "ab\nac\nde\n", ""},
    {"spans of columns", {"a1*2 b", "c d e"}, "aab\ncde\n", ""},
    {"a span of rows in the middle", {"a b2*1 c", "d e"}, "abc\ndbe\n", ""},
    {"two spans side by side are passed at once", {"a2*1 b2*2 c", "d"}, "abbc\nabbd\n", ""},
    {"a span past the last row ends there", {"a9*1 b", "c"}, "ab\nac\n", ""},
    {"a span to the table's end", {"a0*1 b", "c", "d"}, "ab\nac\nad\n", ""},
    {"rows may be covered altogether", {"a2*1 b2*1", "", "c d"}, "ab\nab\ncd\n", ""},
    {"a span of columns is cut where a span from above stands",
     {"a b2*1 c", "d1*3 e"},
     "abc.\ndb.e\n",
     "spans-overlap "},
    {"a row may be shorter than the one above", {"a b c", "d", "e f g"}, "abc\nd..\nefg\n", ""},
    {"columns may be left out", {"@1a @4b", "c"}, ".a..b\nc....\n", ""},
    {"a vertical merge grows row by row", {"%a b", "^x c", "^x d"}, "ab\nac\nad\n", ""},
    {"a merge of several columns", {"%a1*2 b", "^x1*2 c"}, "aab\naac\n", ""},
    {"a second merge begins right under the first", {"%a b", "^x c", "%d e", "^x f"}, "ab\nac\nde\ndf\n", ""},
    {"nothing above: a cell of its own", {"^a b", "^x c"}, "ab\nac\n", "merge-without-start "},
    {"a cell that begins no merge is not continued", {"a b", "^c d"}, "ab\ncd\n", "merge-without-start "},
    {"another span: a cell of its own", {"%a1*2 b", "^c @2d"}, "aab\nc.d\n", "merge-without-start "},
    {"a merge that a row has interrupted is over",
     {"%a b", "c d", "^e f"},
     "ab\ncd\nef\n",
     "merge-without-start "},
    {"columns that go backwards are cut", {"@0a1*3 @1b1*4"}, "aaabb\n", "spans-overlap "},
    {"a cell without any free column is covered",
     {"@0a1*3 @1b @3c"},
     "aaac\n",
     "spans-overlap covered-cell-text "},
};

/* "^x2*3": one cell of a row. */
static void put_cell(struct fixture *fixture, const char *text)
{
    struct gk_cell cell = {.column = GK_COLUMN_NEXT};
    char *rest;
    if (*text == '@') {
        cell.column = (uint32_t)strtoul(text + 1, &rest, 10);
        text = rest;
    }
    if (*text == '^' || *text == '%')
        cell.merge = *text++ == '^' ? GK_MERGE_CONTINUE : GK_MERGE_RESTART;
    struct gk_string name = {text, 1};
    if (text[1]) {
        cell.row_span = (uint32_t)strtoul(text + 1, &rest, 10);
        cell.row_span = cell.row_span ? cell.row_span : UINT32_MAX;
        cell.column_span = (uint32_t)strtoul(rest + 1, NULL, 10);
    }
    bool hidden = *text == 'x';
    gk_layout_cell(fixture->builder, &cell, hidden ? GK_STRING("") : name);
}

static void put_row(struct fixture *fixture, const char *row)
{
    char copy[64];
    snprintf(copy, sizeof copy, "%s", row);
    gk_layout_begin_row(fixture->builder, 0);
    for (char *at = strtok(copy, " "); at; at = strtok(NULL, " "))
        put_cell(fixture, at);
    gk_layout_end_row(fixture->builder);
}

/* The grid that the finished cells cover; a position that two cells cover fails. */
static void draw(const gkplan_table *table, char *out)
{
    char grid[6][16];
    memset(grid, '.', sizeof grid);
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            for (uint32_t i = 0; i < cell->row_span; i++)
                for (uint32_t j = 0; j < cell->column_span; j++) {
                    assert_true(cell->row + i < table->row_count && cell->column + j < table->column_count);
                    assert_int_equal(grid[cell->row + i][cell->column + j], '.');
                    grid[cell->row + i][cell->column + j] = cell->text[0];
                }
    for (uint32_t row = 0; row < table->row_count; row++) {
        memcpy(out, grid[row], table->column_count);
        out += table->column_count;
        *out++ = '\n';
    }
    *out = '\0';
}

static void grids_are_covered_as_drawn(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        fixture_open(&fixture, NULL);
        gk_layout_begin_table(fixture.builder, NULL);
        for (size_t row = 0; row < 6 && cases[i].rows[row]; row++)
            put_row(&fixture, cases[i].rows[row]);
        gk_layout_end_table(fixture.builder);
        assert_int_equal(gk_layout_finish(fixture.builder, &fixture.layout), GKPLAN_STATUS_OK);
        char drawn[128], names[128] = "";
        draw(fixture.layout.first_block->table, drawn);
        for (const gkplan_diagnostic *at = fixture.context.first_diagnostic; at; at = at->next) {
            strcat(names, at->name);
            strcat(names, " ");
        }
        if (strcmp(drawn, cases[i].grid) != 0 || strcmp(names, cases[i].diagnostics) != 0)
            fail_msg("%s:\n%s%s", cases[i].shows, drawn, names);
        fixture_close(&fixture);
    }
}

/* Contract 4.10: 20 twips are near, 21 are not. */
static void edges_that_nearly_meet_are_joined(void **state)
{
    (void)state;
    static const struct {
        int32_t left, right;
        bool joined;
    } edges[] = {{0, 1020, true}, {20, 980, true}, {0, 1021, false}, {-21, 1000, false}, {500, 1500, false}};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        struct fixture fixture;
        fixture_open(&fixture, NULL);
        struct gk_layout_builder *builder = fixture.builder;
        struct gk_cell above = {.column_span = 2, .merge = GK_MERGE_RESTART, .right_edge = 1000};
        struct gk_cell below = {
            .merge = GK_MERGE_CONTINUE, .left_edge = edges[i].left, .right_edge = edges[i].right};
        struct gk_cell beside = {.column = 1, .column_span = 2};
        gk_layout_begin_table(builder, NULL);
        gk_layout_begin_row(builder, 0);
        gk_layout_cell(builder, &above, GK_STRING("宏观调控"));
        gk_layout_begin_row(builder, 0);
        gk_layout_cell(builder, &below, GK_STRING(""));
        gk_layout_cell(builder, &beside, GK_STRING("市财政局"));
        gk_layout_end_table(builder);
        assert_int_equal(gk_layout_finish(builder, &fixture.layout), GKPLAN_STATUS_OK);
        const gkplan_row *row = fixture.layout.first_block->table->first_row;
        assert_int_equal(row->first_cell->row_span, edges[i].joined ? 2 : 1);
        assert_int_equal(row->first_cell->flags & GKPLAN_CELL_NEAR_MISS, edges[i].joined ? 1 : 0);
        assert_int_equal(row->next->cell_count, edges[i].joined ? 1 : 2);
        assert_string_equal(fixture.context.first_diagnostic->name,
                            edges[i].joined ? "merge-near-miss" : "merge-without-start");
        fixture_close(&fixture);
    }
}

/* A <tbody> ends: the spans of the rows above it do not run on. */
static void a_row_group_ends_spans(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    gk_layout_begin_table(fixture.builder, NULL);
    put_row(&fixture, "a3*1 b");
    gk_layout_end_row_group(fixture.builder);
    put_row(&fixture, "c d");
    fixture_expect(&fixture, "table 2*2\n0,0 a\n0,1 b\n1,0 c\n1,1 d\n");
    fixture_close(&fixture);
}

/* A span of all columns costs what a span of one does: this takes a moment, not minutes. */
static void wide_and_tall_spans_are_cheap(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct gk_cell wide = {.column_span = 16384, .merge = GK_MERGE_RESTART};
    gk_layout_begin_table(fixture.builder, NULL);
    for (int i = 0; i < 200000; i++) {
        gk_layout_begin_row(fixture.builder, 0);
        gk_layout_cell(fixture.builder, &wide, GK_STRING("合"));
        wide.merge = i % 2 ? GK_MERGE_RESTART : GK_MERGE_NONE;
    }
    gk_layout_end_table(fixture.builder);
    assert_int_equal(gk_layout_finish(fixture.builder, &fixture.layout), GKPLAN_STATUS_OK);
    assert_int_equal(fixture.layout.first_block->table->row_count, 200000);
    assert_int_equal(fixture.layout.account.placed, 200000);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grids_are_covered_as_drawn),
        cmocka_unit_test(edges_that_nearly_meet_are_joined),
        cmocka_unit_test(a_row_group_ends_spans),
        cmocka_unit_test(wide_and_tall_spans_are_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

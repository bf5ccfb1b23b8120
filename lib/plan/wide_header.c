/* Which of two headers side by side is the wide one, where the source does not say: 工作任务 | 具体要求 above
 * three columns. Tasks are headings and requirements sentences, so that the first column of sentences is the
 * first below 具体要求; so is a column of numbers in front of it. Where the columns do not differ that
 * clearly the task header is the wide one (contract 4.1). */
#include "core/utf8.h"
#include "plan/table_group.h"

enum {
    ROWS_LOOKED_AT = 300,
    LONGEST_HEADING = 20, /* characters; a longer text with a comma or full stop in it is a sentence */
    TEXTS_LEAST = 2
};

/* What stands in a column. */
struct texts {
    uint32_t count, sentences, numbers;
};

/* Two text headers side by side: columns [from, to). */
struct pair {
    uint32_t from, to;
    struct gk_header_column task, requirement;
};

static bool find_pair(const struct gk_table_group *group, struct pair *pair)
{
    const struct gk_header_column *columns = group->plan_columns;
    uint32_t at = 0, between;
    while (at < group->column_count && columns[at].role != GKPLAN_ROLE_TASK)
        at++;
    pair->from = at;
    while (at < group->column_count && columns[at].cell == columns[pair->from].cell)
        at++;
    between = at;
    while (at < group->column_count && columns[at].cell == columns[between].cell)
        at++;
    pair->to = at;
    if (between == pair->from || at == between || at - pair->from < 3 || !columns[pair->from].cell ||
        columns[between].role != GKPLAN_ROLE_REQUIREMENT)
        return false;
    pair->task = columns[pair->from];
    pair->requirement = columns[between];
    return true;
}

static bool is_sentence(struct gk_string text)
{
    static const char *const marks[] = {"，", "。", "；"};
    if (gk_utf8_count_characters(text) <= LONGEST_HEADING)
        return false;
    return gk_string_contains_one(text, marks, sizeof marks / sizeof *marks);
}

/* A row that fills the last column has not slid left. */
static bool stands(const struct gk_table_group *group, const gkplan_table *table, const gkplan_row *row)
{
    uint32_t last = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        last = cell->text_length ? cell->column : last;
    return !(table->flags & GKPLAN_TABLE_RAGGED) || last + 1 == group->column_count;
}

static void look_at_row(struct gk_table_group *group, const struct pair *pair, const gkplan_row *row,
                        struct texts *columns)
{
    for (const gkplan_cell *cell = row->first_cell; cell && cell->column < pair->to; cell = cell->next) {
        if (cell->text_length == 0 || cell->column < pair->from)
            continue;
        struct texts *texts = &columns[cell->column];
        texts->count++;
        texts->sentences += is_sentence(gk_cell_text(cell));
        texts->numbers += gk_cell_fit(group, GKPLAN_ROLE_NUMBER, gk_cell_text(cell)) > 0;
    }
}

/* The first column of sentences right of nothing but headings, or `to`. */
static uint32_t first_requirement(const struct pair *pair, const struct texts *columns)
{
    uint32_t column = pair->from;
    while (column < pair->to && 4 * columns[column].sentences < columns[column].count)
        column++;
    if (column == pair->from || column == pair->to || columns[column].count < TEXTS_LEAST ||
        2 * columns[column].sentences < columns[column].count)
        return pair->to;
    const struct texts *before = &columns[column - 1];
    return column - 1 > pair->from && before->numbers == before->count ? column - 1 : column;
}

void gk_wide_header_settle(struct gk_table_group *group)
{
    struct texts columns[GK_PLAN_COLUMNS] = {{0}};
    struct pair pair;
    uint32_t rows = 0;
    if (!find_pair(group, &pair))
        return;
    for (size_t i = 0; i < group->pages.count; i++) {
        const struct gk_page *page = gk_group_page(group, i);
        for (const gkplan_row *row = page->data; row && row != page->end && rows < ROWS_LOOKED_AT;
             row = row->next, rows++)
            if (page->width == group->column_count && stands(group, page->table, row))
                look_at_row(group, &pair, row, columns);
    }
    const uint32_t first = first_requirement(&pair, columns);
    for (uint32_t column = pair.from; column < pair.to && first < pair.to; column++)
        group->plan_columns[column] = column < first ? pair.task : pair.requirement;
}

/* Whether a row has a blank cell, a number or the text of the row above left of a text in columns [from, to),
 * or lacks cells that a merged one covers: a heading stands there over several rows. */
static bool row_shows_levels(struct gk_table_group *group, const gkplan_table *table, const gkplan_row *row,
                             uint32_t from, uint32_t to, const gkplan_cell **above)
{
    bool heading = false;
    if (!stands(group, table, row))
        return true;
    for (const gkplan_cell *cell = row->first_cell; cell && cell->column < to; cell = cell->next) {
        if (cell->column < from)
            continue;
        if (heading && cell->text_length > 0)
            return true;
        const gkplan_cell *before = above[cell->column];
        heading = heading || cell->text_length == 0 ||
                  gk_cell_fit(group, GKPLAN_ROLE_NUMBER, gk_cell_text(cell)) > 2 ||
                  (before && gk_string_equal(gk_cell_text(before), gk_cell_text(cell)));
        above[cell->column] = cell;
    }
    return false;
}

bool gk_wide_header_shows(struct gk_table_group *group, uint32_t from, uint32_t to)
{
    const gkplan_cell *above[GK_PLAN_COLUMNS] = {NULL};
    uint32_t rows = 0;
    for (size_t i = 0; i < group->pages.count; i++) {
        const struct gk_page *page = gk_group_page(group, i);
        for (const gkplan_row *row = page->data; row && row != page->end && rows < ROWS_LOOKED_AT;
             row = row->next, rows++)
            if (page->width == group->column_count &&
                row_shows_levels(group, page->table, row, from, to, above))
                return true;
    }
    return false;
}

/* Which rows are a table's header, and what role each of its columns has (contract 3 and 4.1). */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "plan/table_group.h"

enum { ROWS_SEARCHED = 10, DEEPEST_HEADER = 4, LONGEST_CELL = 200 };

/* What the words of some rows say. */
struct tally {
    uint32_t cells;   /* non-blank ones */
    uint32_t known;   /* of these, with a role */
    uint32_t roles;   /* bits of the roles */
    bool target_task; /* 目标任务: a target that may stand for the task */
    bool too_long;    /* some cell is too long for a header */
    bool alternates;  /* known, unknown, known, unknown: keys and values */
};

static bool is_target_task(gkplan_role role, const gkplan_cell *cell)
{
    static const struct gk_string task = GK_STRING_ROW("任务");
    return role == GKPLAN_ROLE_TARGET && gk_has_word(gk_cell_text(cell), &task, 1);
}

static void tally_row(struct gk_context *context, const gkplan_row *row, struct tally *tally)
{
    uint32_t position = 0;
    for (const gkplan_cell *cell = row->first_cell; cell && !tally->too_long; cell = cell->next) {
        gkplan_role role;
        if (cell->text_length == 0)
            continue;
        tally->too_long = cell->text_length > LONGEST_CELL || strstr(cell->text, "。") != NULL;
        bool known = !tally->too_long && gk_header_word_role(context, gk_cell_text(cell), &role);
        if (known) {
            tally->known++;
            tally->roles |= 1u << role;
            tally->target_task = tally->target_task || is_target_task(role, cell);
        }
        tally->cells++;
        tally->alternates = tally->alternates && known == (position++ % 2 == 0);
    }
    tally->alternates = tally->alternates && position % 2 == 0 && position > 0;
}

static uint32_t count_bits(uint32_t bits)
{
    uint32_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* A text role, another known one, and not too many words that nobody knows. */
static bool is_header(const struct tally *tally)
{
    const uint32_t texts = 1u << GKPLAN_ROLE_TASK | 1u << GKPLAN_ROLE_REQUIREMENT;
    return !tally->too_long && (tally->roles & texts || tally->target_task) &&
           count_bits(tally->roles) >= 2 && 3 * tally->known >= tally->cells;
}

/* Whether every second cell of a row is blank and the others have words: keys whose values are not filled in.
 */
static bool is_unfilled(const gkplan_row *row)
{
    uint32_t position = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if ((cell->text_length > 0) != (position++ % 2 == 0))
            return false;
    return position >= 4 && position % 2 == 0;
}

/* Rows of keys and values (项目名称 | … | 责任单位 | …), one below the other, are a form. */
static bool is_form(struct gk_context *context, const gkplan_row *row, const gkplan_row *end)
{
    struct tally here = {.alternates = true}, below = {.alternates = true};
    if (end && is_unfilled(row) && is_unfilled(end))
        return true;
    tally_row(context, row, &here);
    if (!here.alternates || !end)
        return false;
    tally_row(context, end, &below);
    return below.alternates;
}

/* The rows that the first row's cells reach down to. */
static uint32_t header_depth(const gkplan_table *table, const gkplan_row *row)
{
    uint32_t depth = 1;
    if (table->flags & GKPLAN_TABLE_MERGES_KNOWN)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            depth = cell->text_length && cell->row_span > depth ? cell->row_span : depth;
    return depth > DEEPEST_HEADER ? 1 : depth;
}

/* Whether each of the row's texts stands below a cell of the first row that covers several columns. */
static bool is_below_wide(const gkplan_row *first, const gkplan_row *row)
{
    const gkplan_cell *above = first->first_cell;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        while (above && above->column + above->column_span <= cell->column)
            above = above->next;
        if (cell->text_length && (!above || above->column_span < 2 || above->column > cell->column))
            return false;
    }
    return true;
}

/* Whether the first row is no more than bands over a whole header: 重点任务 | 责任体系 | 进度安排 over 序号 |
 * 任务名称 | 牵头单位 | … */
static bool is_below_bands(const gkplan_row *first, const gkplan_row *row, const struct tally *tally)
{
    bool band = false;
    for (const gkplan_cell *cell = first->first_cell; cell; cell = cell->next) {
        if (cell->row_span > 1)
            return false;
        band = band || (cell->text_length && cell->column_span > 1);
    }
    return band && row->cell_count > first->cell_count && tally->cells >= 3 && is_header(tally);
}

static bool says_the_same(const gkplan_row *one, const gkplan_row *other)
{
    const gkplan_cell *a = one->first_cell, *b = other->first_cell;
    while (a && b && gk_string_equal(gk_trim(gk_cell_text(a)), gk_trim(gk_cell_text(b)))) {
        a = a->next;
        b = b->next;
    }
    return !a && !b;
}

/* A second header row that no merged cell of the first reaches: it holds nothing but header words, and is
 * blank under the narrow headers, or is a whole header of other words. */
static bool is_second_row(struct gk_context *context, const gkplan_table *table, const gkplan_row *first,
                          const gkplan_row *row)
{
    struct tally tally = {0};
    uint32_t blanks = 0;
    if (!row)
        return false;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        blanks += cell->text_length == 0;
    tally_row(context, row, &tally);
    if (tally.cells < 2 || tally.too_long || tally.known < tally.cells)
        return false;
    if (table->flags & GKPLAN_TABLE_MERGES_KNOWN)
        return is_below_wide(first, row) || is_below_bands(first, row, &tally);
    return blanks > 0 || row->cell_count < first->cell_count ||
           (tally.cells >= 3 && is_header(&tally) && !says_the_same(first, row));
}

bool gk_header_begins(struct gk_context *context, const gkplan_table *table, const gkplan_row *row,
                      const gkplan_row **end)
{
    struct tally tally = {0};
    const gkplan_row *after = row;
    for (uint32_t depth = header_depth(table, row); depth > 0 && after; depth--, after = after->next)
        tally_row(context, after, &tally);
    if (!is_header(&tally) || is_form(context, row, after))
        return false;
    while (after && row->flags & after->flags & GKPLAN_ROW_HEADER)
        after = after->next;
    const gkplan_row *above = row;
    for (int rows = 1; after && after == above->next && rows < DEEPEST_HEADER; rows++) {
        if (!is_second_row(context, table, row, after))
            break;
        uint32_t depth = header_depth(table, after);
        for (; depth > 0 && after; depth--, after = after->next)
            above = after;
    }
    *end = after;
    return true;
}

const gkplan_row *gk_header_find(struct gk_context *context, const gkplan_table *table,
                                 const gkplan_row **end)
{
    uint32_t searched = 0;
    for (const gkplan_row *row = table->first_row; row && searched < ROWS_SEARCHED;
         row = row->next, searched++)
        if (gk_header_begins(context, table, row, end))
            return row;
    return NULL;
}

/* The next non-blank cell of some rows. */
static const gkplan_cell *next_word(const gkplan_row **row, const gkplan_row *end, const gkplan_cell *cell)
{
    cell = cell ? cell->next : (*row)->first_cell;
    for (;;) {
        for (; cell; cell = cell->next)
            if (cell->text_length)
                return cell;
        *row = (*row)->next;
        if (!*row || *row == end)
            return NULL;
        cell = (*row)->first_cell;
    }
}

bool gk_header_same(struct gk_context *context, const gkplan_row *a, const gkplan_row *a_end,
                    const gkplan_row *b, const gkplan_row *b_end)
{
    const gkplan_cell *first = next_word(&a, a_end, NULL), *second = next_word(&b, b_end, NULL);
    if (!first || !second)
        return false;
    for (;;) {
        if (second->text_length > LONGEST_CELL ||
            gk_labels_compare(context, gk_cell_text(first), gk_cell_text(second), NULL) != GK_SAME_EQUAL)
            return false;
        first = next_word(&a, a_end, first);
        second = next_word(&b, b_end, second);
        if (!first || !second)
            return !first && !second;
    }
}

/* Put a header cell over columns `from` to `to`; lower rows count more than upper ones. */
void gk_header_cover(struct gk_context *context, struct gk_header_column *columns, uint32_t from, uint32_t to,
                     const gkplan_cell *cell)
{
    gkplan_role role;
    bool known = gk_header_word_role(context, gk_cell_text(cell), &role);
    for (uint32_t column = from; column < to; column++) {
        columns[column].cell = cell;
        if (known)
            columns[column].role = role;
    }
}

static void read_merged(struct gk_table_group *group, const struct gk_page *page,
                        struct gk_header_column *columns)
{
    for (const gkplan_row *row = page->header; row && row != page->data; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            if (cell->text_length)
                gk_header_cover(group->context, columns, gk_grid_from(&group->grid, cell),
                                gk_grid_to(&group->grid, cell), cell);
}

/* Where the surplus columns go: behind the last column of the first task header, else of the first
 * requirement header; `role` limits the choice. */
static uint32_t surplus_column(const struct gk_header_column *columns, uint32_t count, gkplan_role role)
{
    for (uint32_t column = 0; column < count; column++)
        if (columns[column].role == role) {
            while (column + 1 < count && columns[column + 1].cell == columns[column].cell)
                column++;
            return column + 1;
        }
    return count;
}

/* Move `surplus` columns in behind column `at` - 1, all under its header. */
static void widen(struct gk_header_column *columns, uint32_t count, uint32_t at, uint32_t surplus)
{
    if (at == 0 || surplus == 0)
        return;
    memmove(columns + at + surplus, columns + at, (count - at) * sizeof *columns);
    for (uint32_t i = 0; i < surplus; i++)
        columns[at + i] = columns[at - 1];
}

/* One header row of a source that does not say all that is merged: a blank cell belongs to the header on its
 * left. Where such a source does say what a cell covers to the right, that is so. */
static uint32_t read_row(struct gk_table_group *group, const gkplan_row *row, uint32_t width,
                         struct gk_header_column *columns, uint32_t *last)
{
    uint32_t count = 0;
    *last = 0;
    for (const gkplan_cell *cell = row->first_cell; cell && cell->column < width; cell = cell->next) {
        if (cell->flags & GKPLAN_CELL_ABSENT)
            break;
        uint32_t end = cell->column + cell->column_span < width ? cell->column + cell->column_span : width;
        if (cell->text_length) {
            gk_header_cover(group->context, columns, cell->column, end, cell);
            *last = end;
        } else if (cell->column > 0) {
            columns[cell->column] = columns[cell->column - 1];
        }
        count = end;
    }
    return count;
}

static void read_unmerged(struct gk_table_group *group, const struct gk_page *page,
                          enum gk_header_reading reading, struct gk_header_column *columns)
{
    uint32_t last, width = page->width;
    if (page->header->next && page->header->next != page->data) {
        group->header_placing = gk_header_rows_place(group, page, columns);
        return;
    }
    uint32_t count = read_row(group, page->header, width, columns, &last);
    if (reading != GK_HEADER_AS_IT_STANDS)
        count = last;
    uint32_t at = count;
    if (reading != GK_HEADER_WIDE_REQUIREMENT)
        at = surplus_column(columns, count, GKPLAN_ROLE_TASK);
    if (at == count)
        at = surplus_column(columns, count, GKPLAN_ROLE_REQUIREMENT);
    if (count < width)
        widen(columns, count, at, width - count);
}

/* 目标任务 is the task where no other column is. */
static void promote_target(struct gk_header_column *columns, uint32_t width)
{
    for (uint32_t i = 0; i < width; i++)
        if (gk_role_is_text(columns[i].role))
            return;
    for (uint32_t i = 0; i < width; i++)
        if (columns[i].cell && is_target_task(columns[i].role, columns[i].cell))
            columns[i].role = GKPLAN_ROLE_TASK;
}

gkplan_status gk_header_read(struct gk_table_group *group, const struct gk_page *page,
                             enum gk_header_reading reading, struct gk_header_column *columns)
{
    memset(columns, 0, page->width * sizeof *columns);
    group->header_placing = GK_HEADER_PLACED;
    if (gk_grid_build(group->context, &group->grid, page->table) != GKPLAN_STATUS_OK)
        return group->context->status;
    if (page->table->flags & GKPLAN_TABLE_MERGES_KNOWN)
        read_merged(group, page, columns);
    else
        read_unmerged(group, page, reading, columns);
    promote_target(columns, page->width);
    gk_header_settle(group->context, columns, page->width, page->header->row);
    return group->context->status;
}

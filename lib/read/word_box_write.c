/* A table that was found among word boxes, written as one table without its page breaks' furniture. */
#include "core/cjk_text.h"
#include "read/word_box_parts.h"
#include <math.h>

struct writer {
    struct gk_box_table *table;
    struct gk_layout_builder *builder;
    struct gk_array numbers; /* uint32_t: the row of the layout that each row becomes, one more at the end */
    struct gk_array covered; /* uint32_t: for each column the first row that no cell above covers */
    struct gk_buffer text;
};

static uint32_t number_of(const struct writer *writer, size_t row)
{
    return *(uint32_t *)gk_array_at(&writer->numbers, row);
}

static bool number_rows(struct writer *writer)
{
    uint32_t number = 0;
    for (size_t row = 0; row <= writer->table->rows.count; row++) {
        uint32_t *one = gk_array_push(&writer->numbers);
        if (!one)
            return false;
        *one = number;
        number += row < writer->table->rows.count && !gk_box_row_at(writer->table, row)->dropped;
    }
    for (size_t column = 0; column < writer->table->columns.count; column++)
        if (!gk_array_push(&writer->covered))
            return false;
    return true;
}

/* The border of the table on the left of a column. */
static double edge(const struct gk_box_table *table, size_t column)
{
    const size_t count = table->columns.count;
    double least = INFINITY;
    for (size_t i = 0; i + 1 < count; i++)
        least = gk_box_least(least, gk_box_column_at(table, i + 1)->left - gk_box_column_at(table, i)->right);
    if (column == 0)
        return gk_box_column_at(table, 0)->left - least / 2;
    if (column == count)
        return gk_box_column_at(table, count - 1)->right + least / 2;
    return (gk_box_column_at(table, column - 1)->right + gk_box_column_at(table, column)->left) / 2;
}

/* A header that stands in the middle of several columns covers them: blank ones beside it are its own. */
static void widen_header(struct gk_box_table *table)
{
    enum { MOST_BLANKS = 8 };
    size_t end = 0;
    while (end < table->cells.count && gk_box_cell_at(table, end)->row == 0)
        end++;
    for (size_t i = 0; i < end; i++) {
        struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->blank)
            continue;
        size_t left = i, right = i + 1;
        while (right < i + cell->column_span && right < end && gk_box_cell_at(table, right)->blank)
            right++;
        cell->column_span = (uint32_t)(right - i);
        size_t best_left = i, best_right = right;
        while (left > 0 && left + MOST_BLANKS > i && gk_box_cell_at(table, left - 1)->blank &&
               gk_box_cell_at(table, left - 1)->row_span > 0)
            left--;
        while (right < end && right < i + MOST_BLANKS && gk_box_cell_at(table, right)->blank)
            right++;
        /* How well the middle of a header shows its columns. */
        const double unit = table->boxes->from_text ? 3 * table->em : table->em;
        double best = 0.4 * unit;
        for (size_t from = i + 1; from-- > left;) {
            for (size_t to = i + cell->column_span; to <= right; to++) {
                double off = fabs((edge(table, gk_box_cell_at(table, from)->column) +
                                   edge(table, gk_box_cell_at(table, to - 1)->column + 1)) /
                                      2 -
                                  cell->middle);
                /* Better a wide header than a column without one. */
                double score = off - 0.5 * unit * (double)(to - from - cell->column_span);
                if (off < unit && score < best) {
                    best = score;
                    best_left = from;
                    best_right = to;
                }
            }
        }
        for (size_t other = best_left; other < best_right; other++)
            if (other != i)
                gk_box_cell_at(table, other)->row_span = 0; /* covered */
        uint32_t column = gk_box_cell_at(table, best_left)->column;
        cell->column_span = gk_box_cell_at(table, best_right - 1)->column + 1 - column;
        cell->column = column;
    }
}

/* The text of a cell, with what stands of it on later pages. */
static bool collect_text(struct writer *writer, const struct gk_box_cell *cell)
{
    const struct gk_box_table *table = writer->table;
    gk_buffer_clear(&writer->text);
    for (bool wrapped = true;; wrapped = cell->wrapped) {
        if (!gk_box_append_line(
                &writer->text, 0,
                gk_string_make(table->text.data ? table->text.data + cell->text : "", cell->length), wrapped))
            return false;
        if (!cell->more)
            return true;
        cell = gk_box_cell_at(table, cell->more - 1);
    }
}

static bool is_covered(const struct writer *writer, const struct gk_box_cell *cell, uint32_t row)
{
    return *(uint32_t *)gk_array_at(&writer->covered, cell->column) > row;
}

static void cover(struct writer *writer, const struct gk_box_cell *cell, uint32_t end)
{
    for (uint32_t column = cell->column; column < cell->column + cell->column_span; column++)
        *(uint32_t *)gk_array_at(&writer->covered, column) = end;
}

/* A cell at `position` loses the columns in which other texts stand in its rows: those are no merged cell's.
 */
static void narrow(struct writer *writer, size_t position)
{
    const struct gk_box_table *table = writer->table;
    struct gk_box_cell *cell = gk_box_cell_at(table, position);
    const uint32_t row = number_of(writer, cell->row), span = cell->column_span;
    for (uint32_t column = 1; column < cell->column_span; column++)
        if (*(uint32_t *)gk_array_at(&writer->covered, cell->column + column) > row)
            cell->column_span = column;
    for (size_t i = position + 1; i < table->cells.count && cell->column_span > 1; i++) {
        const struct gk_box_cell *other = gk_box_cell_at(table, i);
        if (other->row >= cell->row + cell->row_span)
            break;
        if (!other->blank && !other->owner && other->row_span > 0 && other->column > cell->column &&
            other->column < cell->column + cell->column_span)
            cell->column_span = other->column - cell->column;
    }
    if (cell->column_span == span || cell->blank || gk_box_row_at(table, cell->row)->alone)
        return;
    gkplan_place place = gk_place_none();
    place.page = gk_box_row_at(table, cell->row)->page;
    place.line = cell->source_line;
    gk_diagnose_strings(table->context, GK_MESSAGE_CELL_NARROWED, &place, NULL,
                        gk_string_make(table->text.data + cell->text, cell->length), GK_STRING(""));
}

static gkplan_status write_cell(struct writer *writer, size_t position)
{
    const struct gk_box_cell *cell = gk_box_cell_at(writer->table, position);
    uint32_t row = number_of(writer, cell->row), end = number_of(writer, cell->row + cell->row_span);
    /* A row that went to the one above has no cells of its own. */
    const bool joined = cell->blank && gk_box_row_at(writer->table, cell->row)->dropped;
    if (cell->owner || joined || cell->row_span == 0 || end <= row ||
        (cell->blank && is_covered(writer, cell, row)))
        return writer->table->context->status;
    if (cell->column_span > 1 && !writer->table->ruled)
        narrow(writer, position);
    if (!collect_text(writer, cell))
        return gk_fail_memory(writer->table->context);
    const struct gk_cell properties = {
        .column = cell->column, .column_span = cell->column_span, .row_span = end - row};
    cover(writer, cell, end);
    gk_layout_place(writer->builder, NULL, cell->source_line, 0);
    return gk_layout_cell(writer->builder, &properties, gk_buffer_view(&writer->text));
}

static gkplan_status write_rows(struct writer *writer)
{
    struct gk_box_table *table = writer->table;
    size_t cell = 0;
    for (size_t i = 0; i < table->rows.count && table->context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_box_row *row = gk_box_row_at(table, i);
        if (!row->dropped)
            gk_layout_begin_row(writer->builder, (row->page_top ? GKPLAN_ROW_PAGE_TOP : 0u) |
                                                     (row->alone ? GKPLAN_ROW_SINGLE_CELL : 0u));
        else if (row->length > 0)
            gk_layout_left_out(writer->builder, GK_LEFT_OUT_FURNITURE,
                               gk_string_make(table->text.data + row->text, row->length));
        for (; cell < table->cells.count && gk_box_cell_at(table, cell)->row == i; cell++)
            write_cell(writer, cell);
        if (!row->dropped)
            gk_layout_end_row(writer->builder);
    }
    return table->context->status;
}

/* Whether every blank cell stands in a column whose texts show where their rows end. */
static bool merges_are_known(const struct gk_box_table *table)
{
    if (table->ruled)
        return true;
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->blank && !cell->owner && cell->row > 0 && gk_box_is_top_aligned(table, cell->column))
            return false;
    }
    return true;
}

/* Whether a cell covers rows, or is blank. */
static bool has_merges(const struct gk_box_table *table)
{
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->row > 0 && (cell->blank || cell->row_span > 1))
            return true;
    }
    return false;
}

static void warn_of_merges(const struct gk_box_table *table)
{
    const gkplan_place place = gk_place_none();
    if (!merges_are_known(table))
        gk_diagnose(table->context, GK_MESSAGE_MERGES_GUESSED, &place, NULL, NULL, NULL);
    else if (table->boxes->whole_lines && has_merges(table))
        gk_diagnose(table->context, GK_MESSAGE_WHOLE_LINES, &place, NULL, NULL, NULL);
}

gkplan_status gk_box_write_table(struct gk_box_table *table, struct gk_layout_builder *builder)
{
    struct gk_context *context = table->context;
    struct writer writer = {.table = table, .builder = builder};
    struct gk_table properties = {.column_count = (uint32_t)table->columns.count};
    gk_array_init(&writer.numbers, &context->allocator, sizeof(uint32_t));
    gk_array_init(&writer.covered, &context->allocator, sizeof(uint32_t));
    gk_buffer_init(&writer.text, &context->allocator);
    if (!table->ruled)
        widen_header(table);
    if (merges_are_known(table))
        properties.flags |= GKPLAN_TABLE_MERGES_KNOWN;
    gk_layout_begin_table(builder, &properties);
    warn_of_merges(table);
    if (!number_rows(&writer))
        gk_fail_memory(context);
    else
        write_rows(&writer);
    gk_layout_end_table(builder);
    gk_array_free(&writer.numbers);
    gk_array_free(&writer.covered);
    gk_buffer_free(&writer.text);
    return context->status;
}

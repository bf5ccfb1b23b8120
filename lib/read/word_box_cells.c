/* The cells of a part: which rows each text of a column covers.
 *
 * A cell's text stands in the middle of its rows, or at their top. Column by column, the cheapest way to part
 * the rows among the texts is found by dynamic programming; a row that no text covers has a blank cell.
 */
#include "read/word_box_cells.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_MERGE = 400, /* rows of one page under a merged cell */
    MOST_ROWS = 1000,    /* on a page; where there are more, no cell covers more than: */
    SHORT_MERGE = 8,
    MOST_DOUBTED = 200, /* rows of a page; more have none that is printed */
    MOST_OWN = 12,      /* rows that are looked at for texts of their own */
};

static const double cost_gap = 4, cost_apart = 1, cost_merge = 0.15, cost_blank = 1, cost_blank_main = 1.5,
                    cost_blank_label = 2.5, cost_blank_below = 0.2, cost_own_rows = 1, cost_blank_top = 0.45,
                    cost_two_numbers = 6, cost_parted_name = 1.5, cost_parted_top = 6;

/* How many rows have text that stands in the middle of them alone and does not go on in the row below. */
static double own_rows(const struct gk_box_cell_finder *finder, size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    double count = 0;
    size_t own = 0;
    for (size_t i = row; i < end && i < row + MOST_OWN; i++) {
        size_t first = gk_box_first_in(finder, i), last = gk_box_first_in(finder, i + 1);
        const struct gk_box_row_text *text = gk_array_at(&finder->texts, i);
        if (first == last)
            continue;
        const struct gk_box_line *line = gk_box_line_at(table, last - 1);
        double middle = gk_box_line_at(table, first)->centre + line->centre;
        if (fabs(middle - text->top - text->bottom) / 2 >= 0.2 * table->em)
            continue;
        own++;
        /* A label's lines may stand beside single lines. */
        bool full = column->room - line->width <= 1.2 * line->em;
        if (last < gk_box_first_in(finder, end))
            count += !full ? 1 : gk_box_is_label(finder) ? 0 : 0.3;
    }
    /* But not beside each of them, unless the text goes on from row to row. */
    if (own == end - row && (count >= 1 || column->below_first == column->full_below_first))
        return (double)own;
    return count;
}

/* How many neighbouring lines from `first` to before `end` are as far apart as only rows are, where that is
 * seen exactly. */
static size_t apart_as_rows(const struct gk_box_table *table, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i + 1 < end && table->precise && !table->rounded; i++) {
        const double over =
            gk_box_line_at(table, i + 1)->centre - gk_box_line_at(table, i)->centre - table->pitch;
        count += over > table->row_gap && over <= 0.35 * table->pitch;
    }
    return count;
}

/* What a cell over the rows from `row` to before `end` costs. */
double gk_box_cell_cost(const struct gk_box_cell_finder *finder, size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    size_t first = gk_box_first_in(finder, row), last = gk_box_first_in(finder, end);
    bool main = finder->column == table->main_column, one_row = end - row == 1,
         label = gk_box_is_label(finder);
    if (first == last) {
        /* A header that covers several columns stands in one of them. */
        if (one_row && finder->part->first_row + row == 0)
            return 0;
        if (row == finder->begin && finder->page_top && finder->part->first_row + row > 0 && !main)
            return cost_blank_top;
        if (one_row && finder->top_aligned)
            return cost_blank_below;
        return !one_row ? INFINITY : main ? cost_blank_main : label ? cost_blank_label : cost_blank;
    }
    const struct gk_box_row_text *upper = gk_array_at(&finder->texts, row),
                                 *lower = gk_array_at(&finder->texts, end - 1);
    double top = gk_box_line_at(table, first)->centre, bottom = gk_box_line_at(table, last - 1)->centre;
    double off = fabs(top + bottom - upper->top - lower->bottom) / 2 / table->em;
    double below_top = fabs(top - upper->top) / table->em;
    if (finder->top_aligned)
        off = below_top + (one_row ? 0 : 2);
    else if (end == finder->part->end_row - finder->part->first_row)
        off = gk_box_least(off, label ? gk_box_least(below_top + 0.3, 1.2)
                                      : below_top + 0.3); /* the page's end may cut the cell */
    double cost = cost_gap * (double)gk_box_gaps_between(table, first, last);
    for (size_t i = first; i + 1 < last; i++)
        if (gk_box_line_at(table, i)->number && gk_box_line_at(table, i + 1)->number)
            cost += cost_two_numbers;
    if (!one_row)
        cost += cost_own_rows * own_rows(finder, row, end) +
                cost_apart * (double)apart_as_rows(table, first, last);
    if (one_row)
        return cost + (off < 0.35 ? 0 : gk_box_least(off, 3));
    return cost + (main ? 1 : cost_merge) + 2 * gk_box_most(0, gk_box_least(off, 4) - 0.25);
}

/* A cell's end between two lines of one block. */
double gk_box_border_cost(const struct gk_box_cell_finder *finder, size_t row)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    size_t line = gk_box_first_in(finder, row);
    if (line <= column->first_line || line >= column->end_line)
        return 0;
    const struct gk_box_line *upper = gk_box_line_at(table, line - 1), *lower = gk_box_line_at(table, line);
    double step = lower->centre - upper->centre;
    if (step > 1.35 * table->pitch || (table->precise && step - table->pitch > table->row_gap))
        return 0;
    bool full = column->room - upper->width < 1.2 * upper->em;
    /* A name that goes on below ends no cell. */
    const bool inside = full && !upper->ends_name && gk_box_has_names(column);
    /* A text at the top that is taller than its first row runs on beside the next. */
    if (finder->top_aligned && full && !upper->number && finder->part->first_row + row > 1 &&
        (table->precise || (table->rounded && finder->column < table->main_column && !upper->ends_sentence &&
                            gk_box_step_evidence(table, step) <= 0)))
        return cost_parted_top;
    return (inside ? cost_parted_name : full ? 0.12 : 0.05) + (table->precise ? 0.6 : 0);
}

/* Where nothing but the end of a sentence parts two lines, the row may end there too. */
static void doubt_paragraph(const struct gk_box_cell_finder *finder, const struct gk_box_line *line,
                            struct gk_string before, struct gk_string next)
{
    const struct gk_box_table *table = finder->table;
    if (table->precise || finder->column != table->main_column || !gk_string_ends(before, GK_STRING("。")))
        return;
    gkplan_place place = gk_place_none();
    place.line = line->source_line;
    place.page = finder->part->page;
    gk_diagnose_strings(table->context, GK_MESSAGE_ROWS_OR_PARAGRAPHS, &place, NULL, before, next);
}

/* One more line of the text of a cell. */
static bool add_line(struct gk_box_cell_finder *finder, struct gk_box_cell *cell,
                     const struct gk_box_line *line, struct gk_buffer *text)
{
    struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    uint32_t span = line->last_column - line->column + 1;
    gk_buffer_clear(text);
    for (size_t i = 0; i < line->count; i++)
        if (!gk_box_append_segment(table->boxes, gk_box_segment_at(&table->pieces, line->first + i), text))
            return false;
    struct gk_string before = gk_string_make(table->text.data ? table->text.data + cell->text : "",
                                             table->text.length - cell->text);
    struct gk_string next = gk_buffer_view(text);
    /* A line across columns is as long as its cell: it has no room of its own that is known. */
    bool wrapped = line->alone || cell->column_span > 1 || span > 1 ||
                   gk_box_goes_on(table, finder->column, cell->last_width, column->room, before, next);
    if (before.length == 0) {
        cell->middle = (line->box.left + line->box.right) / 2;
        cell->source_line = line->source_line;
    }
    cell->column_span = span > cell->column_span ? span : cell->column_span;
    cell->last_width = line->width;
    if (!wrapped)
        doubt_paragraph(finder, line, before, next);
    return gk_box_append_line(&table->text, cell->text, next, wrapped);
}

static bool add_cell(struct gk_box_cell_finder *finder, size_t row, size_t end)
{
    struct gk_box_table *table = finder->table;
    struct gk_box_cell *cell = gk_array_push(&table->cells);
    if (!cell)
        return false;
    *cell = (struct gk_box_cell){.row = (uint32_t)(finder->part->first_row + row),
                                 .row_span = (uint32_t)(end - row),
                                 .column = (uint32_t)finder->column,
                                 .column_span = 1,
                                 .text = table->text.length};
    struct gk_buffer text;
    bool good = true;
    gk_buffer_init(&text, &table->context->allocator);
    for (size_t i = gk_box_first_in(finder, row); i < gk_box_first_in(finder, end) && good; i++)
        good = add_line(finder, cell, gk_box_line_at(table, i), &text);
    gk_buffer_free(&text);
    cell->length = table->text.length - cell->text;
    cell->blank = cell->length == 0;
    gk_box_column_at(table, finder->column)->merged += !cell->blank && cell->row_span > 1;
    gk_box_column_at(table, finder->column)->blank += cell->blank && row > finder->begin;
    if (good && !cell->blank)
        gk_box_warn_if_parted(finder, row);
    if (good && !cell->blank && cell->row_span > 1 && !gk_box_is_label(finder))
        gk_box_warn_if_either(finder, cell, row, end);
    return good;
}

/* The cells of the open column in the rows from `begin` to before `end`. */
static bool part_rows(struct gk_box_cell_finder *finder, size_t begin, size_t end)
{
    const size_t longest = end - begin > MOST_ROWS ? SHORT_MERGE : LONGEST_MERGE;
    finder->begin = begin;
    gk_array_clear(&finder->steps);
    for (size_t row = begin; row <= end; row++) {
        struct gk_box_parting *step = gk_array_push(&finder->steps);
        if (!step)
            return false;
        *step = (struct gk_box_parting){.cost = row == begin ? 0 : INFINITY};
        for (size_t above = row; above-- > begin && row - above < longest;) {
            const struct gk_box_parting *before = gk_array_at(&finder->steps, above - begin);
            double cost =
                before->cost + gk_box_cell_cost(finder, above, row) + gk_box_border_cost(finder, above);
            if (cost < step->cost) {
                step->cost = cost;
                step->previous = above;
            }
        }
    }
    /* From the last back; the order is made right by a sort. */
    const size_t first_cell = finder->table->cells.count;
    for (size_t row = end; row > begin;) {
        const struct gk_box_parting *step = gk_array_at(&finder->steps, row - begin);
        if (!add_cell(finder, step->previous, row))
            return false;
        gk_box_warn_of_gap(finder, step->previous, row);
        row = step->previous;
    }
    return end - begin > MOST_DOUBTED || gk_box_warn_of_edges(finder, begin, end, first_cell);
}

/* Whether a wide cell that begins further left covers the open column in a row. In the header row blank cells
 * stand there, until it is known which headers are wide. */
static bool is_covered(const struct gk_box_cell_finder *finder, size_t row)
{
    const struct gk_box_row_text *text = gk_array_at(&finder->texts, row);
    return finder->part->first_row + row > 0 && finder->column >= text->wide &&
           finder->column < text->wide_end &&
           gk_box_first_in(finder, row) == gk_box_first_in(finder, row + 1);
}

static bool make_column(struct gk_box_cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    const size_t rows = finder->part->end_row - finder->part->first_row;
    if (!gk_box_index_column(finder))
        return false;
    finder->top_aligned = gk_box_is_top_aligned(table, finder->column);
    for (size_t begin = 0, end; begin < rows; begin = end) {
        const struct gk_box_row *row = gk_box_row_at(table, finder->part->first_row + begin);
        end = begin + 1;
        if (row->dropped || is_covered(finder, begin))
            continue;
        if (row->alone) {
            if (finder->column == 0 && !add_cell(finder, begin, end))
                return false;
            continue;
        }
        /* No cell of the header goes on below it. */
        while (end < rows && !gk_box_row_at(table, finder->part->first_row + end)->alone &&
               gk_box_row_at(table, finder->part->first_row + end)->header == row->header &&
               !is_covered(finder, end))
            end++;
        finder->page_top = begin == 0 || gk_box_row_at(table, finder->part->first_row + begin - 1)->dropped;
        if (!part_rows(finder, begin, end))
            return false;
    }
    return true;
}

/* --- headers that stand again on each page --- */

/* The next cell from `position` to before `end` that is not blank and stands in `row`; `end` if there is
 * none. */
static size_t next_text(const struct gk_box_table *table, size_t position, size_t end, size_t row)
{
    while (position < end &&
           (gk_box_cell_at(table, position)->blank || gk_box_cell_at(table, position)->row != row))
        position++;
    return position;
}

/* Whether cells from `first` to the last, of one row, say the same as those of row `above`, one after
 * another: a header over columns of which one is blank on a page stands over another one. */
static bool same_texts(const struct gk_box_table *table, size_t first, size_t above)
{
    size_t end = 0, found = 0;
    while (end < first && gk_box_cell_at(table, end)->row <= above)
        end++;
    for (size_t i = 0, j = first;; i++, j++, found++) {
        i = next_text(table, i, end, above);
        j = next_text(table, j, table->cells.count, gk_box_cell_at(table, first)->row);
        if (i == end || j == table->cells.count)
            return found > 0 && i == end && j == table->cells.count;
        const struct gk_box_cell *cell = gk_box_cell_at(table, i), *other = gk_box_cell_at(table, j);
        if (cell->length != other->length ||
            memcmp(table->text.data + cell->text, table->text.data + other->text, cell->length) != 0)
            return false;
    }
}

/* Whether row `row` of the part says the same as row `above` of the table. */
static bool same_row(struct gk_box_cell_finder *finder, size_t row, size_t above)
{
    struct gk_box_table *table = finder->table;
    const size_t start = table->text.length, first = table->cells.count;
    for (finder->column = 0; finder->column < table->columns.count; finder->column++)
        if (!gk_box_index_column(finder) || !add_cell(finder, row, row + 1))
            return false;
    const bool same = same_texts(table, first, above);
    table->cells.count = first;
    if (!same) {
        table->text.length = start;
        return false;
    }
    struct gk_box_row *again = gk_box_row_at(table, finder->part->first_row + row);
    again->dropped = true;
    again->text = start;
    again->length = table->text.length - start;
    return true;
}

static void mark_header(struct gk_box_cell_finder *finder)
{
    const size_t rows = finder->part->end_row - finder->part->first_row;
    size_t row = 0;
    while (row < rows && finder->part->first_row > 0 && same_row(finder, row, row))
        row++;
}

static int by_place(const void *a, const void *b)
{
    const struct gk_box_cell *first = a, *second = b;
    if (first->row != second->row)
        return first->row < second->row ? -1 : 1;
    return first->column < second->column ? -1 : first->column > second->column;
}

bool gk_box_make_cells(struct gk_box_table *table, const struct gk_box_part *part)
{
    const gkplan_allocator *allocator = &table->context->allocator;
    struct gk_box_cell_finder finder = {.table = table, .part = part};
    size_t before = table->cells.count;
    gk_array_init(&finder.texts, allocator, sizeof(struct gk_box_row_text));
    gk_array_init(&finder.first, allocator, sizeof(size_t));
    gk_array_init(&finder.steps, allocator, sizeof(struct gk_box_parting));
    bool good = gk_box_find_texts(&finder);
    if (good) {
        mark_header(&finder);
        gk_box_warn_of_rows(table, part);
    }
    for (finder.column = 0; finder.column < table->columns.count && good; finder.column++)
        good = make_column(&finder);
    if (good && table->cells.count > before)
        qsort(gk_box_cell_at(table, before), table->cells.count - before, table->cells.item_size, by_place);
    gk_array_free(&finder.texts);
    gk_array_free(&finder.first);
    gk_array_free(&finder.steps);
    return good && !table->text.failed;
}

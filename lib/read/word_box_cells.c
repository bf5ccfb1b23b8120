/* The cells of a part: which rows each text of a column covers.
 *
 * A cell's text stands in the middle of its rows, or at their top. Column by column, the cheapest way to part
 * the rows among the texts is found by dynamic programming; a row that no text covers has a blank cell.
 */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_MERGE = 400, /* rows of one page under a merged cell */
    MOST_ROWS = 1000,    /* on a page; where there are more, no cell covers more than: */
    SHORT_MERGE = 8,
    MOST_OWN = 12, /* rows that are looked at for texts of their own */
};

static const double cost_gap = 4, cost_merge = 0.15, cost_blank = 1, cost_blank_main = 1.5,
                    cost_blank_label = 2.5, cost_blank_below = 0.2, cost_own_rows = 1, cost_blank_top = 0.45,
                    cost_two_numbers = 6, cost_parted_name = 1.5, cost_parted_top = 6, least_doubt = 0.5;

struct row_text {
    double top, bottom;    /* of the text of the tallest cell */
    size_t wide, wide_end; /* columns that a wide cell of another one covers */
};

/* The best way to part the rows above row `r`. */
struct step {
    double cost;
    size_t previous;
};

struct cell_finder {
    struct gk_box_table *table;
    const struct gk_box_part *part;
    struct gk_array texts; /* struct row_text, for the part's rows */
    struct gk_array
        first; /* size_t: the open column's first line in or below each row; one more at the end */
    struct gk_array steps;
    size_t column;
    size_t begin;     /* the first row of the open run, counted in the part */
    bool top_aligned; /* the open column */
    bool page_top;    /* which is the first one of the page, headers aside */
};

static size_t first_in(const struct cell_finder *finder, size_t row)
{
    return *(size_t *)gk_array_at(&finder->first, row);
}

static bool index_column(struct cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    size_t line = column->first_line;
    gk_array_clear(&finder->first);
    for (size_t row = finder->part->first_row; row <= finder->part->end_row; row++) {
        bool after = row == finder->part->end_row;
        while (line < column->end_line &&
               (after || gk_box_line_at(table, line)->centre < gk_box_row_at(table, row)->top))
            line++;
        size_t *first = gk_array_push(&finder->first);
        if (!first)
            return false;
        *first = line;
    }
    return true;
}

/* Lines of one block: no gap between them. */
static size_t gaps_between(const struct gk_box_table *table, size_t first, size_t end)
{
    size_t gaps = 0;
    for (size_t i = first; i + 1 < end; i++)
        gaps += gk_box_line_at(table, i + 1)->centre - gk_box_line_at(table, i)->centre > 1.35 * table->pitch;
    return gaps;
}

static void note_wide(const struct gk_box_line *line, struct row_text *text)
{
    if (line->alone || line->last_column == line->column)
        return;
    if (text->wide_end == 0 || line->column < text->wide)
        text->wide = line->column + 1;
    if (line->last_column >= text->wide_end)
        text->wide_end = line->last_column + 1;
}

/* Where the text of each row begins and ends, and how columns are aligned. */
static bool find_texts(struct cell_finder *finder)
{
    struct gk_box_table *table = finder->table;
    const size_t rows = finder->part->end_row - finder->part->first_row;
    for (size_t i = 0; i < rows; i++) {
        const struct gk_box_row *row = gk_box_row_at(table, finder->part->first_row + i);
        struct row_text *text = gk_array_push(&finder->texts);
        if (!text)
            return false;
        *text = (struct row_text){row->top, row->top, 0, 0};
    }
    /* Among cells of one height the main column's counts. */
    for (size_t position = 0; position <= table->columns.count; position++) {
        finder->column = position == 0 ? table->main_column : position - 1;
        if (!index_column(finder))
            return false;
        for (size_t i = 0; i < rows; i++) {
            size_t first = first_in(finder, i), end = first_in(finder, i + 1);
            struct row_text *text = gk_array_at(&finder->texts, i);
            for (size_t line = first; line < end; line++)
                note_wide(gk_box_line_at(table, line), text);
            if (first == end || gaps_between(table, first, end) > 0)
                continue;
            double top = gk_box_line_at(table, first)->centre,
                   bottom = gk_box_line_at(table, end - 1)->centre;
            if (bottom - top > text->bottom - text->top + 0.1 * table->em ||
                text->top == gk_box_row_at(table, finder->part->first_row + i)->top) {
                text->top = top;
                text->bottom = bottom;
            }
        }
    }
    return true;
}

static void vote(struct cell_finder *finder, size_t row, size_t first, size_t end)
{
    const struct gk_box_table *table = finder->table;
    struct gk_box_column *column = gk_box_column_at(table, finder->column);
    const struct row_text *text = gk_array_at(&finder->texts, row);
    double top = gk_box_line_at(table, first)->centre, bottom = gk_box_line_at(table, end - 1)->centre;
    if (fabs(top - text->top) < 0.2 * table->em)
        column->at_top++;
    else
        column->below_top++;
    if (text->bottom - text->top - (bottom - top) < 0.9 * table->pitch)
        return;
    column->top += fabs(top - text->top) < 0.2 * table->em;
    /* Where merged cells are cut by rows, as many of their lines stand at the bottom as at the top. */
    column->top -= fabs(bottom - text->bottom) < 0.2 * table->em;
    column->middle += fabs((top + bottom) - (text->top + text->bottom)) / 2 < 0.2 * table->em;
}

bool gk_box_vote(struct gk_box_table *table, const struct gk_box_part *part)
{
    struct cell_finder finder = {.table = table, .part = part};
    gk_array_init(&finder.texts, &table->context->allocator, sizeof(struct row_text));
    gk_array_init(&finder.first, &table->context->allocator, sizeof(size_t));
    bool good = find_texts(&finder);
    /* A row that the page's end cuts shows nothing. */
    for (finder.column = 0; finder.column < table->columns.count && good; finder.column++) {
        good = index_column(&finder);
        for (size_t row = 0; good && part->first_row + row + 1 < part->end_row; row++)
            if (first_in(&finder, row) < first_in(&finder, row + 1))
                vote(&finder, row, first_in(&finder, row), first_in(&finder, row + 1));
    }
    gk_array_free(&finder.texts);
    gk_array_free(&finder.first);
    return good;
}

bool gk_box_is_top_aligned(const struct gk_box_table *table, size_t column)
{
    enum { ENOUGH = 5 };
    int64_t top = 0, middle = 0, at_top = 0, below_top = 0;
    const struct gk_box_column *one = gk_box_column_at(table, column);
    for (size_t i = 0; i < table->columns.count; i++) {
        top += gk_box_column_at(table, i)->top;
        middle += gk_box_column_at(table, i)->middle;
        if (i != table->main_column) { /* which has the tallest cells: they begin anywhere at the top */
            at_top += gk_box_column_at(table, i)->at_top;
            below_top += gk_box_column_at(table, i)->below_top;
        }
    }
    /* Where texts stand at the top, they begin at the top of a row. */
    if (below_top * 2 > at_top)
        return false;
    if (top <= middle)
        return one->top >= ENOUGH && one->top > 3 * one->middle;
    return one->top >= one->middle;
}

/* Whether the open column holds labels over several rows: left of the main one, with far fewer texts than
 * rows. */
static bool is_label(const struct cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    return finder->column < table->main_column &&
           gk_box_column_at(table, finder->column)->blocks * 10 <= table->rows.count * 6;
}

/* How many rows have text that stands in the middle of them alone and does not go on in the row below. */
static double own_rows(const struct cell_finder *finder, size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    double count = 0;
    size_t own = 0;
    for (size_t i = row; i < end && i < row + MOST_OWN; i++) {
        size_t first = first_in(finder, i), last = first_in(finder, i + 1);
        const struct row_text *text = gk_array_at(&finder->texts, i);
        if (first == last)
            continue;
        const struct gk_box_line *line = gk_box_line_at(table, last - 1);
        double middle = gk_box_line_at(table, first)->centre + line->centre;
        if (fabs(middle - text->top - text->bottom) / 2 >= 0.2 * table->em)
            continue;
        own++;
        /* A label's lines may stand beside single lines. */
        bool full = column->room - line->width <= 1.2 * line->em;
        if (last < first_in(finder, end))
            count += !full ? 1 : is_label(finder) ? 0 : 0.3;
    }
    /* But not beside each of them, unless the text goes on from row to row. */
    if (own == end - row && (count >= 1 || column->below_first == column->full_below_first))
        return (double)own;
    return count;
}

/* What a cell over the rows from `row` to before `end` costs. */
static double cell_cost(const struct cell_finder *finder, size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    size_t first = first_in(finder, row), last = first_in(finder, end);
    bool main = finder->column == table->main_column, one_row = end - row == 1, label = is_label(finder);
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
    const struct row_text *upper = gk_array_at(&finder->texts, row),
                          *lower = gk_array_at(&finder->texts, end - 1);
    double top = gk_box_line_at(table, first)->centre, bottom = gk_box_line_at(table, last - 1)->centre;
    double off = fabs(top + bottom - upper->top - lower->bottom) / 2 / table->em;
    double below_top = fabs(top - upper->top) / table->em;
    if (finder->top_aligned)
        off = below_top + (one_row ? 0 : 2);
    else if (end == finder->part->end_row - finder->part->first_row)
        off = gk_box_least(off, label ? gk_box_least(below_top + 0.3, 1.2)
                                      : below_top + 0.3); /* the page's end may cut the cell */
    double cost = cost_gap * (double)gaps_between(table, first, last);
    for (size_t i = first; i + 1 < last; i++)
        if (gk_box_line_at(table, i)->number && gk_box_line_at(table, i + 1)->number)
            cost += cost_two_numbers;
    if (!one_row)
        cost += cost_own_rows * own_rows(finder, row, end);
    if (one_row)
        return cost + (off < 0.35 ? 0 : gk_box_least(off, 3));
    return cost + (main ? 1 : cost_merge) + 2 * gk_box_most(0, gk_box_least(off, 4) - 0.25);
}

/* A cell's end between two lines of one block. */
static double border_cost(const struct cell_finder *finder, size_t row)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    size_t line = first_in(finder, row);
    if (line <= column->first_line || line >= column->end_line)
        return 0;
    const struct gk_box_line *upper = gk_box_line_at(table, line - 1), *lower = gk_box_line_at(table, line);
    double step = lower->centre - upper->centre;
    if (step > 1.35 * table->pitch || (table->precise && step - table->pitch > 0.02 * table->em))
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
static void doubt_paragraph(const struct cell_finder *finder, const struct gk_box_line *line,
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
static bool add_line(struct cell_finder *finder, struct gk_box_cell *cell, const struct gk_box_line *line,
                     struct gk_buffer *text)
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
                   (gk_box_is_wrapped(cell->last_width, column->room, line->em, before, next) &&
                    (finder->column == table->main_column || !gk_box_are_names(before, next)));
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

/* A text that stands in the middle of several rows, and of one of them as well, could belong to that one. */
static void warn_if_either(const struct cell_finder *finder, const struct gk_box_cell *cell, size_t row,
                           size_t end)
{
    const struct gk_box_table *table = finder->table;
    size_t first = first_in(finder, row), last = first_in(finder, end);
    for (size_t i = row; i < end; i++) {
        const struct row_text *text = gk_array_at(&finder->texts, i);
        if (first_in(finder, i) != first || first_in(finder, i + 1) != last)
            continue;
        double middle = gk_box_line_at(table, first)->centre + gk_box_line_at(table, last - 1)->centre;
        gkplan_place place = gk_place_none();
        place.line = cell->source_line;
        place.page = finder->part->page;
        if (fabs(middle - text->top - text->bottom) / 2 < 0.3 * table->em)
            gk_diagnose_strings(table->context, GK_MESSAGE_MERGE_GUESSED, &place, NULL,
                                gk_string_make(table->text.data + cell->text, cell->length), GK_STRING(""));
        return;
    }
}

/* The first line of a column that stands in a row or below it. */
static size_t first_line_in(const struct gk_box_table *table, const struct gk_box_column *column,
                            const struct gk_box_row *row)
{
    size_t low = column->first_line, high = column->end_line;
    while (low < high) {
        size_t half = (low + high) / 2;
        if (gk_box_line_at(table, half)->centre < row->top)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

/* Whether no other column begins the row on this line of the source. */
static bool begins_alone(const struct cell_finder *finder, const struct gk_box_row *row, uint32_t source_line)
{
    const struct gk_box_table *table = finder->table;
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct gk_box_column *column = gk_box_column_at(table, i);
        size_t first = first_line_in(table, column, row);
        if (i != finder->column && first < column->end_line &&
            gk_box_line_at(table, first)->source_line == source_line)
            return false;
    }
    return true;
}

/* In aligned text a full line that ends no sentence goes on in the next one; a cell that was parted there, by
 * the middles of the cells alone, may have lost its end to the row below. */
static void warn_if_parted(const struct cell_finder *finder, size_t row)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    const struct gk_box_row *here = gk_box_row_at(table, finder->part->first_row + row);
    size_t line = first_in(finder, row);
    if (!table->boxes->from_text || line <= column->first_line || line >= column->end_line)
        return;
    const struct gk_box_line *upper = gk_box_line_at(table, line - 1), *lower = gk_box_line_at(table, line);
    if (lower->source_line != upper->source_line + 1 || upper->ends_sentence || upper->alone ||
        lower->alone || column->room - upper->width > 2.2 * upper->em ||
        !begins_alone(finder, here, lower->source_line))
        return;
    gkplan_place place = gk_place_none();
    place.line = lower->source_line;
    place.page = finder->part->page;
    gk_diagnose(table->context, GK_MESSAGE_CELL_PARTED, &place, NULL, NULL, NULL);
}

static bool add_cell(struct cell_finder *finder, size_t row, size_t end)
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
    for (size_t i = first_in(finder, row); i < first_in(finder, end) && good; i++)
        good = add_line(finder, cell, gk_box_line_at(table, i), &text);
    gk_buffer_free(&text);
    cell->length = table->text.length - cell->text;
    cell->blank = cell->length == 0;
    gk_box_column_at(table, finder->column)->merged += !cell->blank && cell->row_span > 1;
    gk_box_column_at(table, finder->column)->blank += cell->blank && row > finder->begin;
    if (good && !cell->blank)
        warn_if_parted(finder, row);
    if (good && !cell->blank && cell->row_span > 1 && !is_label(finder))
        warn_if_either(finder, cell, row, end);
    return good;
}

/* What two cells cost that meet at a row. */
static double two_cells(const struct cell_finder *finder, size_t first, size_t edge, size_t end)
{
    return cell_cost(finder, first, edge) + border_cost(finder, edge) + cell_cost(finder, edge, end);
}

/* The cells that were added last are those from `edge` to before `end`, and from `first` to before `edge`.
 * Where their edge could as well stand a row higher or lower, it was guessed; blank cells aside, which are no
 * more than that. */
static void warn_of_edge(const struct cell_finder *finder, size_t first, size_t edge, size_t end)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_cell *upper = gk_box_cell_at(table, table->cells.count - 1),
                             *lower = gk_box_cell_at(table, table->cells.count - 2);
    const double cost = two_cells(finder, first, edge, end) + least_doubt;
    const bool higher = edge > first + 1 && two_cells(finder, first, edge - 1, end) < cost,
               deeper = edge + 1 < end && two_cells(finder, first, edge + 1, end) < cost;
    if ((!higher && !deeper) || (upper->blank && lower->blank))
        return;
    const struct gk_box_cell *said = lower->blank ? upper : lower;
    gkplan_place place = gk_place_none();
    place.line = said->source_line;
    place.page = finder->part->page;
    gk_diagnose_strings(table->context, GK_MESSAGE_MERGE_EDGE_GUESSED, &place, NULL,
                        gk_string_make(table->text.data + upper->text, upper->length),
                        gk_string_make(table->text.data + lower->text, lower->length));
}

/* The cells of the open column in the rows from `begin` to before `end`. */
static bool part_rows(struct cell_finder *finder, size_t begin, size_t end)
{
    const size_t longest = end - begin > MOST_ROWS ? SHORT_MERGE : LONGEST_MERGE;
    finder->begin = begin;
    gk_array_clear(&finder->steps);
    for (size_t row = begin; row <= end; row++) {
        struct step *step = gk_array_push(&finder->steps);
        if (!step)
            return false;
        *step = (struct step){.cost = row == begin ? 0 : INFINITY};
        for (size_t above = row; above-- > begin && row - above < longest;) {
            const struct step *before = gk_array_at(&finder->steps, above - begin);
            double cost = before->cost + cell_cost(finder, above, row) + border_cost(finder, above);
            if (cost < step->cost) {
                step->cost = cost;
                step->previous = above;
            }
        }
    }
    /* From the last back; the order is made right by a sort. */
    size_t below_end = 0;
    for (size_t row = end; row > begin;) {
        const struct step *step = gk_array_at(&finder->steps, row - begin);
        if (!add_cell(finder, step->previous, row))
            return false;
        if (row < end)
            warn_of_edge(finder, step->previous, row, below_end);
        below_end = row;
        row = step->previous;
    }
    return true;
}

/* Whether a wide cell that begins further left covers the open column in a row. In the header row blank cells
 * stand there, until it is known which headers are wide. */
static bool is_covered(const struct cell_finder *finder, size_t row)
{
    const struct row_text *text = gk_array_at(&finder->texts, row);
    return finder->part->first_row + row > 0 && finder->column >= text->wide &&
           finder->column < text->wide_end && first_in(finder, row) == first_in(finder, row + 1);
}

static bool make_column(struct cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    const size_t rows = finder->part->end_row - finder->part->first_row;
    if (!index_column(finder))
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
static bool same_row(struct cell_finder *finder, size_t row, size_t above)
{
    struct gk_box_table *table = finder->table;
    const size_t start = table->text.length, first = table->cells.count;
    for (finder->column = 0; finder->column < table->columns.count; finder->column++)
        if (!index_column(finder) || !add_cell(finder, row, row + 1))
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

static void mark_header(struct cell_finder *finder)
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
    struct cell_finder finder = {.table = table, .part = part};
    size_t before = table->cells.count;
    gk_array_init(&finder.texts, allocator, sizeof(struct row_text));
    gk_array_init(&finder.first, allocator, sizeof(size_t));
    gk_array_init(&finder.steps, allocator, sizeof(struct step));
    bool good = find_texts(&finder);
    if (good)
        mark_header(&finder);
    for (finder.column = 0; finder.column < table->columns.count && good; finder.column++)
        good = make_column(&finder);
    if (good && table->cells.count > before)
        qsort(gk_box_cell_at(table, before), table->cells.count - before, table->cells.item_size, by_place);
    gk_array_free(&finder.texts);
    gk_array_free(&finder.first);
    gk_array_free(&finder.steps);
    return good && !table->text.failed;
}

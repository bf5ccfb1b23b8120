/* Cells that could as well be parted otherwise: the doubts that are said. */
#include "read/word_box_cells.h"
#include <math.h>

static const double least_doubt = 0.6;

/* A text that stands in the middle of several rows, and of one of them as well, could belong to that one. */
void gk_box_warn_if_either(const struct gk_box_cell_finder *finder, const struct gk_box_cell *cell,
                           size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    size_t first = gk_box_first_in(finder, row), last = gk_box_first_in(finder, end);
    for (size_t i = row; i < end; i++) {
        const struct gk_box_row_text *text = gk_array_at(&finder->texts, i);
        if (gk_box_first_in(finder, i) != first || gk_box_first_in(finder, i + 1) != last)
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

/* Whether no other column begins the row on this line of the source. */
static bool begins_alone(const struct gk_box_cell_finder *finder, const struct gk_box_row *row,
                         uint32_t source_line)
{
    const struct gk_box_table *table = finder->table;
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct gk_box_column *column = gk_box_column_at(table, i);
        size_t first = gk_box_first_line_in(table, column, row);
        if (i != finder->column && first < column->end_line &&
            gk_box_line_at(table, first)->source_line == source_line)
            return false;
    }
    return true;
}

/* In aligned text a full line that ends no sentence goes on in the next one; a cell that was parted there, by
 * the middles of the cells alone, may have lost its end to the row below. */
void gk_box_warn_if_parted(const struct gk_box_cell_finder *finder, size_t row)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    const struct gk_box_row *here = gk_box_row_at(table, finder->part->first_row + row);
    size_t line = gk_box_first_in(finder, row);
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

/* The least that the rows cost whose cells are parted otherwise at one row: an edge stands there instead of
 * none, or none instead of an edge. */
struct other_ways {
    struct gk_array below; /* double: for each row the least cost of it and all below, with the edge above */
    struct gk_array whole; /* double: the least cost of all rows with no edge above this one */
};

static double *cost_at(const struct gk_array *costs, size_t row)
{
    return gk_array_at(costs, row);
}

static bool find_other_ways(struct gk_box_cell_finder *finder, size_t begin, size_t end,
                            struct other_ways *ways)
{
    const size_t count = end - begin;
    gk_array_clear(&ways->below);
    gk_array_clear(&ways->whole);
    for (size_t row = 0; row <= count; row++) {
        double *below = gk_array_push(&ways->below), *whole = gk_array_push(&ways->whole);
        if (!below || !whole)
            return false;
        *below = row == count ? 0 : INFINITY;
        *whole = INFINITY;
    }
    for (size_t row = count; row-- > 0;) {
        const double edge = gk_box_border_cost(finder, begin + row),
                     above = ((struct gk_box_parting *)gk_array_at(&finder->steps, row))->cost;
        double least = INFINITY;
        for (size_t next = count; next > row; next--) {
            const double cost =
                edge + gk_box_cell_cost(finder, begin + row, begin + next) + *cost_at(&ways->below, next);
            least = gk_box_least(least, cost);
            /* Nothing below row + 1 or above `next` is parted. */
            double *whole = cost_at(&ways->whole, next - 1);
            if (next - 1 > row)
                *whole = gk_box_least(*whole, above + least);
        }
        *cost_at(&ways->below, row) = least;
    }
    return true;
}

/* The cells that were added last are those of the rows from `begin` to before `end`, the lowest first. Where
 * they could as well be parted otherwise, that was guessed; blank cells aside, which are no more than that.
 */
bool gk_box_warn_of_edges(struct gk_box_cell_finder *finder, size_t begin, size_t end, size_t first_cell)
{
    const struct gk_box_table *table = finder->table;
    struct other_ways ways;
    gk_array_init(&ways.below, &table->context->allocator, sizeof(double));
    gk_array_init(&ways.whole, &table->context->allocator, sizeof(double));
    const bool good = find_other_ways(finder, begin, end, &ways);
    const double best = good ? ((struct gk_box_parting *)gk_array_at(&finder->steps, end - begin))->cost : 0;
    for (size_t i = first_cell; i < table->cells.count && good; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i),
                                 *above = i + 1 < table->cells.count ? gk_box_cell_at(table, i + 1) : cell;
        const size_t row = cell->row - finder->part->first_row - begin;
        double other = row > 0 ? *cost_at(&ways.whole, row) : INFINITY;
        for (size_t inner = row + 1; inner < row + cell->row_span; inner++)
            other = gk_box_least(other, ((struct gk_box_parting *)gk_array_at(&finder->steps, inner))->cost +
                                            *cost_at(&ways.below, inner));
        if (other >= best + least_doubt || (cell->blank && above->blank))
            continue;
        const struct gk_box_cell *said = cell->blank ? above : cell;
        gkplan_place place = gk_place_none();
        place.line = said->source_line;
        place.page = finder->part->page;
        gk_diagnose_strings(table->context, GK_MESSAGE_MERGE_EDGE_GUESSED, &place, NULL,
                            gk_string_make(table->text.data + above->text, above->length),
                            gk_string_make(table->text.data + cell->text, cell->length));
    }
    gk_array_free(&ways.below);
    gk_array_free(&ways.whole);
    return good;
}

void gk_box_warn_of_gap(const struct gk_box_cell_finder *finder, size_t row, size_t end)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_cell *cell = gk_box_cell_at(table, table->cells.count - 1);
    if (table->boxes->from_text || gk_box_row_at(table, finder->part->first_row + row)->header ||
        gk_box_gaps_between(table, gk_box_first_in(finder, row), gk_box_first_in(finder, end)) == 0)
        return;
    gkplan_place place = gk_place_none();
    place.line = cell->source_line;
    place.page = finder->part->page;
    gk_diagnose_strings(table->context, GK_MESSAGE_CELL_WITH_GAP, &place, NULL,
                        gk_string_make(table->text.data + cell->text, cell->length), GK_STRING(""));
}

void gk_box_warn_of_rows(const struct gk_box_table *table, const struct gk_box_part *part)
{
    for (size_t i = part->first_row; i < part->end_row; i++) {
        const struct gk_box_row *row = gk_box_row_at(table, i);
        if (row->doubt == 0 || row->dropped || row->header)
            continue;
        gkplan_place place = gk_place_none();
        place.line = gk_box_line_at(table, row->doubt - 1)->source_line;
        place.page = part->page;
        gk_diagnose(table->context, GK_MESSAGE_ROW_EDGE_GUESSED, &place, NULL, NULL, NULL);
    }
}

/* The cells between the lines of one table on one page: where no line stands between two places of the grid,
 * they are one cell. */
#include "read/word_box_grids.h"
#include <stdlib.h>

enum { LINE_RIGHT = 1, LINE_BELOW = 2, TAKEN = 4 };

struct grid_maker {
    struct gk_box_grids *grids;
    struct gk_array xs, ys; /* double: where lines stand */
    struct gk_array places; /* unsigned char: what stands around each place of the grid, by row and column */
    struct gk_array found;  /* struct gk_box_grid_cell */
    size_t rows, columns;
    size_t doubts;
};

static double number_at(const struct gk_array *numbers, size_t position)
{
    return *(double *)gk_array_at(numbers, position);
}

static bool add_number(struct gk_array *numbers, double number)
{
    double *one = gk_array_push(numbers);
    if (one)
        *one = number;
    return one != NULL;
}

static int by_size(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/* Where lines stand, from the first to the last, those that are near to one another once. Where two or more
 * of the `other` ones, which cross them, reach farther than a cell's padding would, the table is open there:
 * its edge is where they end. */
static bool find_edges(const struct grid_maker *maker, const struct gk_array *lines,
                       const struct gk_array *others, struct gk_array *edges)
{
    const struct gk_box_line_drawn *line = gk_array_at(lines, 0), *end = line + lines->count, *other;
    const double near = gk_box_near(maker->grids), open = maker->grids->em;
    double first = line->at, last = line->at, least = line->at, most = line->at;
    size_t before = 0, behind = 0, kept = 0;
    for (; line < end; line++) {
        if (!add_number(edges, line->at))
            return false;
        first = gk_box_least(first, line->at);
        last = gk_box_most(last, line->at);
    }
    for (size_t i = 0; i < others->count; i++) {
        other = gk_array_at(others, i);
        before += other->from < first - open;
        behind += other->to > last + open;
        least = gk_box_least(least, other->from);
        most = gk_box_most(most, other->to);
    }
    if ((before >= 2 && !add_number(edges, least)) || (behind >= 2 && !add_number(edges, most)))
        return false;
    qsort(edges->items, edges->count, edges->item_size, by_size);
    for (size_t i = 0; i < edges->count; i++)
        if (kept == 0 || number_at(edges, i) > number_at(edges, kept - 1) + near)
            *(double *)gk_array_at(edges, kept++) = number_at(edges, i);
    edges->count = kept;
    return true;
}

/* The first edge that stands at `number` or behind it. */
static size_t edge_from(const struct gk_array *edges, double number)
{
    size_t low = 0, high = edges->count;
    while (low < high) {
        const size_t half = (low + high) / 2;
        if (number_at(edges, half) < number)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

static unsigned char *place_at(const struct grid_maker *maker, size_t row, size_t column)
{
    return gk_array_at(&maker->places, row * maker->columns + column);
}

/* A line at edge `edge` of one direction stands beside the places between its ends in the other. */
static void mark_line(const struct grid_maker *maker, const struct gk_box_line_drawn *line, bool upright)
{
    const double near = gk_box_near(maker->grids);
    const struct gk_array *across = upright ? &maker->xs : &maker->ys,
                          *along = upright ? &maker->ys : &maker->xs;
    const size_t edge = edge_from(across, line->at - near);
    if (edge == 0 || edge >= across->count)
        return; /* the table's own border */
    for (size_t i = edge_from(along, line->from - near);
         i + 1 < along->count && number_at(along, i + 1) <= line->to + near; i++)
        *(upright ? place_at(maker, i, edge - 1) : place_at(maker, edge - 1, i)) |=
            upright ? LINE_RIGHT : LINE_BELOW;
}

/* How far a cell that begins at a place reaches to the right. */
static size_t find_right(const struct grid_maker *maker, size_t row, size_t column)
{
    while (column + 1 < maker->columns && !(*place_at(maker, row, column) & LINE_RIGHT) &&
           !(*place_at(maker, row, column + 1) & TAKEN))
        column++;
    return column;
}

/* Whether the row below goes on with a cell that covers columns from `left` to `right`; a line that ends
 * inside of it is a doubt. */
static bool goes_down(struct grid_maker *maker, size_t row, size_t left, size_t right)
{
    size_t lines = 0, inside = 0;
    if (row + 1 >= maker->rows)
        return false;
    for (size_t column = left; column <= right; column++) {
        lines += (*place_at(maker, row, column) & LINE_BELOW) > 0;
        inside += column < right && *place_at(maker, row + 1, column) & LINE_RIGHT;
    }
    if (lines == right - left + 1)
        return false;
    const bool left_open = left > 0 && !(*place_at(maker, row + 1, left - 1) & LINE_RIGHT),
               right_open = right + 1 < maker->columns && !(*place_at(maker, row + 1, right) & LINE_RIGHT);
    if (lines == 0 && inside == 0 && !left_open && !right_open)
        return true;
    maker->doubts++;
    return false;
}

static bool take_cell(struct grid_maker *maker, size_t row, size_t column)
{
    const size_t right = find_right(maker, row, column);
    size_t below = row;
    while (goes_down(maker, below, column, right))
        below++;
    bool open = below + 1 == maker->rows;
    for (size_t j = column; j <= right; j++)
        open = open && !(*place_at(maker, below, j) & LINE_BELOW);
    for (size_t i = row; i <= below; i++)
        for (size_t j = column; j <= right; j++)
            *place_at(maker, i, j) |= TAKEN;
    struct gk_box_grid_cell *cell = gk_array_push(&maker->found);
    if (!cell)
        return false;
    *cell = (struct gk_box_grid_cell){.row = (uint32_t)row,
                                      .column = (uint32_t)column,
                                      .row_span = (uint32_t)(below - row + 1),
                                      .column_span = (uint32_t)(right - column + 1),
                                      .open = open};
    return true;
}

static bool find_cells(struct grid_maker *maker, const struct gk_array *levels,
                       const struct gk_array *uprights)
{
    for (size_t i = 0; i < maker->rows * maker->columns; i++)
        if (!gk_array_push(&maker->places))
            return false;
    for (size_t i = 0; i < levels->count; i++)
        mark_line(maker, gk_array_at(levels, i), false);
    for (size_t i = 0; i < uprights->count; i++)
        mark_line(maker, gk_array_at(uprights, i), true);
    for (size_t row = 0; row < maker->rows; row++)
        for (size_t column = 0; column < maker->columns; column++)
            if (!(*place_at(maker, row, column) & TAKEN) && !take_cell(maker, row, column))
                return false;
    return true;
}

/* Copy the edges at which cells begin, and where the last one ends; `numbers` becomes where each edge stands
 * among them. */
static bool keep_edges(struct grid_maker *maker, bool upright, struct gk_array *numbers, uint32_t *count)
{
    const struct gk_array *edges = upright ? &maker->xs : &maker->ys;
    gk_array_clear(numbers);
    *count = 0;
    for (size_t i = 0; i < edges->count; i++)
        if (!gk_array_push(numbers))
            return false;
    for (size_t i = 0; i < maker->found.count; i++) {
        const struct gk_box_grid_cell *cell = gk_array_at(&maker->found, i);
        *(uint32_t *)gk_array_at(numbers, upright ? cell->column : cell->row) = 1;
    }
    for (size_t i = 0; i < edges->count; i++) {
        uint32_t *number = gk_array_at(numbers, i);
        const bool last = i + 1 == edges->count, used = *number || last;
        *number = *count;
        if (used && !add_number(&maker->grids->edges, number_at(edges, i)))
            return false;
        *count += used && !last;
    }
    return true;
}

/* Edges that no cell has go: those of underlines, and of lines that go past. */
static bool number_cells(struct grid_maker *maker, struct gk_box_grid *grid)
{
    struct gk_array numbers;
    bool good = true;
    gk_array_init(&numbers, &maker->grids->context->allocator, sizeof(uint32_t));
    for (int upright = 1; upright >= 0 && good; upright--) {
        good = keep_edges(maker, upright, &numbers, upright ? &grid->column_count : &grid->row_count);
        for (size_t i = 0; i < maker->found.count && good; i++) {
            struct gk_box_grid_cell *cell = gk_array_at(&maker->found, i);
            uint32_t *first = upright ? &cell->column : &cell->row,
                     *span = upright ? &cell->column_span : &cell->row_span;
            const uint32_t end = *(uint32_t *)gk_array_at(&numbers, *first + *span);
            *first = *(uint32_t *)gk_array_at(&numbers, *first);
            *span = end - *first;
        }
    }
    gk_array_free(&numbers);
    return good;
}

static bool add_grid(struct grid_maker *maker, uint32_t page)
{
    struct gk_box_grids *grids = maker->grids;
    struct gk_box_grid *grid = gk_array_push(&grids->grids);
    if (!grid)
        return false;
    *grid = (struct gk_box_grid){
        .box = {number_at(&maker->xs, 0), number_at(&maker->ys, 0), number_at(&maker->xs, maker->columns),
                number_at(&maker->ys, maker->rows)},
        .page = page,
        .first_edge = grids->edges.count,
        .first_cell = grids->cells.count,
        .cell_count = maker->found.count,
        .doubts = maker->doubts,
        .open = true,
    };
    for (size_t i = 0; i < maker->columns; i++)
        grid->open = grid->open && !(*place_at(maker, maker->rows - 1, i) & LINE_BELOW);
    if (!number_cells(maker, grid))
        return false;
    for (size_t i = 0; i < maker->found.count; i++) {
        struct gk_box_grid_cell *cell = gk_array_push(&grids->cells);
        if (!cell)
            return false;
        *cell = *(struct gk_box_grid_cell *)gk_array_at(&maker->found, i);
    }
    return true;
}

bool gk_box_make_grid(struct gk_box_grids *grids, uint32_t page, const struct gk_array *levels,
                      const struct gk_array *uprights)
{
    const gkplan_allocator *allocator = &grids->context->allocator;
    struct grid_maker maker = {.grids = grids};
    gk_array_init(&maker.xs, allocator, sizeof(double));
    gk_array_init(&maker.ys, allocator, sizeof(double));
    gk_array_init(&maker.places, allocator, sizeof(unsigned char));
    gk_array_init(&maker.found, allocator, sizeof(struct gk_box_grid_cell));
    bool good =
        find_edges(&maker, uprights, levels, &maker.xs) && find_edges(&maker, levels, uprights, &maker.ys);
    if (good && maker.xs.count > 1 && maker.ys.count > 1) {
        maker.columns = maker.xs.count - 1;
        maker.rows = maker.ys.count - 1;
        good = find_cells(&maker, levels, uprights) && add_grid(&maker, page);
    }
    gk_array_free(&maker.xs);
    gk_array_free(&maker.ys);
    gk_array_free(&maker.places);
    gk_array_free(&maker.found);
    return good;
}

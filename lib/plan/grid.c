/* The columns of a table that some cell's edge uses: Word grids hold many that none does (contract 2, PLAN).
 */
#include "core/memory.h"
#include "plan/table_group.h"

void gk_grid_init(struct gk_grid *grid, const gkplan_allocator *allocator)
{
    *grid = (struct gk_grid){.allocator = allocator};
}

void gk_grid_free(struct gk_grid *grid)
{
    if (grid->compact)
        gk_memory_release(grid->allocator, grid->compact, grid->compact_count * sizeof *grid->compact);
    grid->compact = NULL;
}

static uint32_t cell_end(const struct gk_grid *grid, const gkplan_cell *cell)
{
    uint32_t room = grid->table->column_count - cell->column;
    return cell->column + (cell->column_span < room ? cell->column_span : room);
}

static void mark_edges(struct gk_grid *grid)
{
    for (const gkplan_row *row = grid->table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            grid->compact[cell->column] = 1;
            grid->compact[cell_end(grid, cell)] = 1;
        }
}

/* --- edges that nearly meet: where a merge was joined over them they are one edge (contract 4.10) --- */

enum {
    NEAR_COLUMNS = 3,    /* no more grid columns fit into a near miss */
    GRID_LOOKED_AT = 512 /* wider grids are no plan's; keeps the work for a row bounded */
};

static bool is_near_miss(const gkplan_cell *owner, const gkplan_row *row)
{
    return owner && owner->flags & GKPLAN_CELL_NEAR_MISS && owner->row < row->row &&
           row->row - owner->row < owner->row_span;
}

static bool is_open(const gkplan_cell *owner, const gkplan_row *row)
{
    return owner && row->row - owner->row < owner->row_span;
}

/* The edges from one to the other are the first of them. */
static void join_edges(struct gk_grid *grid, uint32_t one, uint32_t other)
{
    uint32_t first = one < other ? one : other, last = one < other ? other : one;
    if (last - first <= NEAR_COLUMNS)
        memset(grid->compact + first + 1, 0, (last - first) * sizeof *grid->compact);
}

/* A cell beside a merge that was joined: it begins (or ends) a little off the merge's edge. `owners` holds
 * the cells of the rows above, and those of this row on the left. */
static void join_beside(struct gk_grid *grid, const gkplan_cell *const *owners, const gkplan_row *row,
                        const gkplan_cell *cell)
{
    uint32_t from = cell->column, to = cell_end(grid, cell);
    uint32_t room = cell->next ? cell->next->column : grid->table->column_count;
    const gkplan_cell *left = owners[from], *right = owners[to - 1];
    for (uint32_t step = 1; step <= NEAR_COLUMNS && step <= from && !is_open(left, row); step++)
        left = owners[from - step];
    for (uint32_t column = to; column < to + NEAR_COLUMNS && column < room && !is_open(right, row); column++)
        right = owners[column];
    if (is_near_miss(left, row) && left->column < from)
        join_edges(grid, from, cell_end(grid, left));
    if (is_near_miss(right, row) && cell_end(grid, right) > to)
        join_edges(grid, to, right->column);
}

static bool has_near_misses(const gkplan_table *table)
{
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            if (cell->flags & GKPLAN_CELL_NEAR_MISS)
                return true;
    return false;
}

static void join_near_edges(struct gk_grid *grid)
{
    const gkplan_cell *owners[GRID_LOOKED_AT] = {NULL};
    if (grid->table->column_count > GRID_LOOKED_AT || !has_near_misses(grid->table))
        return;
    for (const gkplan_row *row = grid->table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            join_beside(grid, owners, row, cell);
            for (uint32_t column = cell->column; column < cell_end(grid, cell); column++)
                owners[column] = cell;
        }
}

gkplan_status gk_grid_build(struct gk_context *context, struct gk_grid *grid, const gkplan_table *table)
{
    if (grid->table == table)
        return context->status;
    gk_grid_free(grid);
    grid->table = table;
    grid->count = 0;
    grid->compact_count = (size_t)table->column_count + 1;
    grid->compact = gk_memory_allocate(grid->allocator, grid->compact_count * sizeof *grid->compact);
    if (!grid->compact)
        return gk_fail_memory(context);
    memset(grid->compact, 0, grid->compact_count * sizeof *grid->compact);
    mark_edges(grid);
    join_near_edges(grid);
    grid->compact[0] = 1;
    for (uint32_t column = 0; column < table->column_count; column++) {
        if (grid->compact[column]) {
            if (grid->count < GK_PLAN_COLUMNS)
                grid->first[grid->count] = column;
            grid->count++;
        }
        grid->compact[column] = grid->count - 1;
    }
    grid->compact[table->column_count] = grid->count;
    return context->status;
}

uint32_t gk_grid_from(const struct gk_grid *grid, const gkplan_cell *cell)
{
    return grid->compact[cell->column];
}

uint32_t gk_grid_to(const struct gk_grid *grid, const gkplan_cell *cell)
{
    return grid->compact[cell_end(grid, cell)];
}

gkplan_place gk_cell_place(const gkplan_table *table, const gkplan_cell *cell)
{
    gkplan_place place = table->place;
    place.table = table->position;
    place.row = (int32_t)cell->row;
    place.column = (int32_t)cell->column;
    place.line = cell->line;
    place.page = cell->page;
    return place;
}

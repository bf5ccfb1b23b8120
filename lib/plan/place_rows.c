/* A row's cells in the slots of the plan's columns: by the grid where the source knows it, by content where
 * cells slid left (contract 4.6). */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "plan/table_tree.h"

static gkplan_role role_of(const struct gk_table_group *group, uint32_t column)
{
    return group->plan_columns[column].role;
}

static void put(struct gk_tree *tree, uint32_t column, enum gk_slot_state state, const gkplan_cell *cell,
                size_t row_cell)
{
    struct gk_slot *slot = &tree->slots[column];
    if (gk_slot_has_text(slot) || (slot->state != GK_SLOT_BLANK && cell->text_length == 0))
        return;
    *slot = (struct gk_slot){state, cell, row_cell};
}

/* A cell should not cover columns that say different things. Said at the first such column. */
static void say_across(struct gk_tree *tree, const gkplan_cell *cell, uint32_t column)
{
    uint32_t from = gk_grid_from(&tree->group->grid, cell);
    uint32_t first = tree->map[from], here = tree->map[column], before = tree->map[column - 1];
    if (cell->text_length == 0 || first == UINT32_MAX || here == UINT32_MAX || before == UINT32_MAX)
        return;
    gkplan_role role = role_of(tree->group, first);
    if (role_of(tree->group, here) == role || role_of(tree->group, before) != role)
        return;
    gkplan_place place = gk_cell_place(tree->table, cell);
    gk_diagnose(tree->group->context, GK_MESSAGE_CELL_ACROSS_ROLES, &place, NULL, cell->text, NULL);
}

/* Cells whose spans are known: the owner of each column, from this row or from above. */
static void place_merged(struct gk_tree *tree, const gkplan_row *row)
{
    const struct gk_grid *grid = &tree->group->grid;
    size_t begun = 0;
    for (size_t i = 0; i < tree->cells.count; i++) {
        const gkplan_cell *cell = gk_tree_cell(tree, i)->cell;
        for (uint32_t column = gk_grid_from(grid, cell); column < gk_grid_to(grid, cell); column++)
            tree->owners[column] = cell;
    }
    for (uint32_t column = 0; column < tree->page->width; column++) {
        const gkplan_cell *owner = tree->owners[column];
        if (!owner || row->row - owner->row >= owner->row_span || tree->map[column] == UINT32_MAX)
            continue;
        bool here = owner->row == row->row, first = gk_grid_from(grid, owner) == column;
        while (here && first && begun + 1 < tree->cells.count && gk_tree_cell(tree, begun)->cell != owner)
            begun++;
        enum gk_slot_state state = !first ? GK_SLOT_SPANNED : here ? GK_SLOT_OWN : GK_SLOT_COVERED;
        put(tree, tree->map[column], state, owner, begun);
    }
}

void gk_row_say_across(struct gk_tree *tree, const gkplan_row *row)
{
    for (const gkplan_cell *cell = row->first_cell; cell && tree->merges_known; cell = cell->next)
        for (uint32_t column = gk_grid_from(&tree->group->grid, cell) + 1;
             column < gk_grid_to(&tree->group->grid, cell) && column < tree->page->width; column++)
            say_across(tree, cell, column);
}

static void place_as_they_stand(struct gk_tree *tree)
{
    for (size_t i = 0; i < tree->cells.count; i++) {
        const gkplan_cell *cell = gk_tree_cell(tree, i)->cell;
        uint32_t column = cell->column < GK_PLAN_COLUMNS ? tree->map[cell->column] : UINT32_MAX;
        if (column != UINT32_MAX)
            put(tree, column, GK_SLOT_OWN, cell, i);
    }
}

/* --- by content --- */

/* The number of a cell among those of its table's columns that cells use. */
static uint32_t source_column(const struct gk_table_group *group, const gkplan_cell *cell)
{
    bool merges_known = group->grid.table && group->grid.table->flags & GKPLAN_TABLE_MERGES_KNOWN;
    uint32_t column = merges_known ? gk_grid_from(&group->grid, cell) : cell->column;
    return column < GK_PLAN_COLUMNS ? column : GK_PLAN_COLUMNS;
}

static uint32_t natural_column(const struct gk_table_group *group, const uint32_t *map,
                               const gkplan_cell *cell)
{
    uint32_t column = source_column(group, cell);
    return column < GK_PLAN_COLUMNS ? map[column] : UINT32_MAX;
}

/* The row's last cell with text stands left of the plan's last column. */
static bool ends_early(const struct gk_table_group *group, const uint32_t *map, const gkplan_row *row)
{
    uint32_t last = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (cell->text_length) {
            uint32_t column = natural_column(group, map, cell);
            if (column == UINT32_MAX)
                return false;
            last = column;
        }
    return last + 1 < group->column_count;
}

bool gk_row_slides(struct gk_table_group *group, const uint32_t *map, const gkplan_row *row)
{
    if (!ends_early(group, map, row))
        return false;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (cell->text_length &&
            gk_cell_fit(group, role_of(group, natural_column(group, map, cell)), gk_cell_text(cell)) <= -2)
            return true;
    return false;
}

/* The column that a label will have on the next page, where it stands again; UINT32_MAX: none. */
static uint32_t column_on_next_page(struct gk_tree *tree, const gkplan_cell *cell)
{
    if (!tree->next_top || tree->merges_known || ends_early(tree->group, tree->next_map, tree->next_top))
        return UINT32_MAX;
    for (const gkplan_cell *top = tree->next_top->first_cell; top; top = top->next) {
        uint32_t column = natural_column(tree->group, tree->next_map, top);
        if (top->text_length && column != UINT32_MAX && gk_role_is_text(role_of(tree->group, column)) &&
            gk_labels_compare(tree->group->context, gk_cell_text(top), gk_cell_text(cell),
                              &tree->group->likeness_work) != GK_SAME_NOT)
            return column;
    }
    return UINT32_MAX;
}

static uint32_t level_of(const struct gk_table_group *group, uint32_t column)
{
    uint32_t level = 0;
    while (level < group->level_count && group->levels[level] != column)
        level++;
    return level;
}

/* How the numbering of a level speaks for or against a label there. */
static int label_speaks(const struct gk_tree *tree, uint32_t column, enum gk_label_kind kind)
{
    enum gk_label_kind before = tree->open[level_of(tree->group, column)].kind;
    if (before == GK_LABEL_NONE)
        return 0;
    return before == kind ? 1 : -1;
}

/* The column where a cell stands if all that its row lacks is at the left, as covered cells are, and what is
 * blank behind them was written; UINT32_MAX: nothing is lacking. */
static uint32_t column_from_end(const struct gk_tree *tree, const gkplan_cell *cell)
{
    size_t cells = tree->cells.count, width = tree->page->width;
    if (tree->merges_known || cells >= width)
        return UINT32_MAX;
    size_t column = cell->column + (width - cells);
    return column < GK_PLAN_COLUMNS ? tree->map[column] : UINT32_MAX;
}

/* What speaks for a cell in a column: content first, then the label on the next page, then numbering, then
 * the row's end, then the row before, then the side from which levels are filled. */
enum { FIT = 10000, NEXT_PAGE = 3000, LABEL = 1500, FROM_END = 1200, AS_BEFORE = 1000, TAKEN = 100000000 };

static struct gk_place_score *scores_of(const struct gk_tree *tree, size_t number)
{
    return tree->placing.scores + number * tree->group->column_count;
}

static void score_cell(struct gk_tree *tree, size_t number, const gkplan_cell *cell, bool as_before)
{
    struct gk_table_group *group = tree->group;
    struct gk_place_score *scores = scores_of(tree, number);
    int fits[GKPLAN_ROLE_REMARKS + 1];
    uint32_t known = 0, next = column_on_next_page(tree, cell), from_end = column_from_end(tree, cell);
    enum gk_label_kind kind = gk_label_read(gk_cell_text(cell)).kind;
    for (uint32_t column = 0; column < group->column_count; column++) {
        gkplan_role role = role_of(group, column);
        if (!(known & 1u << role))
            fits[role] = gk_cell_fit(group, role, gk_cell_text(cell));
        known |= 1u << role;
        scores[column].score = (int64_t)fits[role] * FIT;
        if (gk_role_is_text(role)) {
            scores[column].score += label_speaks(tree, column, kind) * LABEL;
            bool right = group->drops_covered || tree->merges_known || tree->cells.count == 1;
            scores[column].score += right ? (int64_t)column : -(int64_t)column;
        }
        scores[column].score -= tree->slots[column].state != GK_SLOT_BLANK ? TAKEN : 0;
        scores[column].score += column == next ? NEXT_PAGE : 0;
        scores[column].score += column == from_end ? FROM_END : 0;
        scores[column].score +=
            as_before && tree->placing.as_before[source_column(tree->group, cell)] == column ? AS_BEFORE : 0;
    }
}

/* The best sum for the first cells, the last of them in each column: cells keep their order and slide left
 * only. */
static void sum_scores(struct gk_tree *tree, size_t number, uint32_t natural)
{
    const int64_t never = INT64_MIN / 2;
    struct gk_place_score *scores = scores_of(tree, number);
    const struct gk_place_score *before = number > 0 ? scores_of(tree, number - 1) : NULL;
    int64_t best = number == 0 ? 0 : never;
    uint32_t best_column = 0;
    for (uint32_t column = 0; column < tree->group->column_count; column++) {
        scores[column].score = column >= natural && best > never ? scores[column].score + best : never;
        scores[column].before = best_column;
        if (before && before[column].score > best) {
            best = before[column].score;
            best_column = column;
        }
    }
}

static uint32_t best_end(const struct gk_tree *tree, size_t number)
{
    const struct gk_place_score *scores = scores_of(tree, number);
    uint32_t best = 0;
    for (uint32_t column = 1; column < tree->group->column_count; column++)
        if (scores[column].score > scores[best].score)
            best = column;
    return best;
}

static void say_placed(struct gk_tree *tree, const gkplan_cell *cell, uint32_t column)
{
    gkplan_place place = gk_cell_place(tree->table, cell);
    const gkplan_cell *header = tree->group->plan_columns[column].cell;
    gk_diagnose(tree->group->context, GK_MESSAGE_ROW_PLACED, &place, NULL, cell->text,
                header ? header->text : "");
}

/* Put the cells where the sums say, from the last one back. */
static void follow(struct gk_tree *tree, const size_t *numbers, size_t count)
{
    uint32_t column = best_end(tree, count - 1);
    const gkplan_cell *moved = NULL;
    uint32_t moved_to = 0;
    tree->placing.last_before = gk_tree_cell(tree, numbers[count - 1])->cell->column;
    for (size_t i = count; i-- > 0;) {
        const gkplan_cell *cell = gk_tree_cell(tree, numbers[i])->cell;
        put(tree, column, GK_SLOT_OWN, cell, numbers[i]);
        tree->placing.as_before[source_column(tree->group, cell)] = column;
        if (column != natural_column(tree->group, tree->map, cell)) {
            moved = cell;
            moved_to = column;
        }
        column = scores_of(tree, i)[column].before;
    }
    tree->placed_by_content = moved != NULL;
    if (moved)
        say_placed(tree, moved, moved_to);
    else
        tree->placing.last_before = UINT32_MAX;
}

/* A row with a text beyond all columns that a plan can have stays as it stands. */
static void place_by_content(struct gk_tree *tree)
{
    size_t numbers[GK_PLAN_COLUMNS], count = 0;
    for (size_t i = 0; i < tree->cells.count && count < GK_PLAN_COLUMNS; i++) {
        const gkplan_cell *cell = gk_tree_cell(tree, i)->cell;
        if (cell->text_length && source_column(tree->group, cell) == GK_PLAN_COLUMNS)
            return;
        if (cell->text_length)
            numbers[count++] = i;
    }
    if (count == 0)
        return;
    if (!tree->placing.scores && !(tree->placing.scores = gk_memory_allocate(&tree->group->context->allocator,
                                                                             gk_placing_bytes(tree)))) {
        gk_fail_memory(tree->group->context);
        return;
    }
    bool as_before = gk_tree_cell(tree, numbers[count - 1])->cell->column == tree->placing.last_before;
    for (size_t i = 0; i < count; i++) {
        const gkplan_cell *cell = gk_tree_cell(tree, numbers[i])->cell;
        score_cell(tree, i, cell, as_before);
        sum_scores(tree, i, natural_column(tree->group, tree->map, cell));
    }
    follow(tree, numbers, count);
}

/* In a source that knows its merges: whether the row's last cells are missing, neither blank nor covered. */
static bool is_short(const struct gk_tree *tree, const gkplan_row *row)
{
    const struct gk_grid *grid = &tree->group->grid;
    uint32_t end = grid->count;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        end = gk_grid_to(grid, cell);
    bool missing = end < grid->count;
    for (; end < grid->count && missing; end++) {
        const gkplan_cell *owner = tree->owners[end];
        missing = !owner || row->row - owner->row >= owner->row_span;
    }
    return missing;
}

/* A row whose cells stand left of their columns, for a merged cell beside them ends too soon: by content, in
 * the columns that no merged cell covers. */
static void place_short(struct gk_tree *tree, const gkplan_row *row)
{
    for (uint32_t column = 0; column < tree->group->column_count; column++)
        if (tree->slots[column].cell && tree->slots[column].cell->row == row->row)
            tree->slots[column] = (struct gk_slot){.state = GK_SLOT_BLANK};
    place_by_content(tree);
    if (tree->placed_by_content)
        return;
    memset(tree->slots, 0, tree->group->column_count * sizeof *tree->slots);
    place_merged(tree, row);
}

gkplan_status gk_row_place(struct gk_tree *tree, const gkplan_row *row)
{
    struct gk_context *context = tree->group->context;
    memset(tree->slots, 0, tree->group->column_count * sizeof *tree->slots);
    tree->placed_by_content = false;
    if (tree->merges_known) {
        place_merged(tree, row);
        if (is_short(tree, row) && gk_row_slides(tree->group, tree->map, row))
            place_short(tree, row);
        else
            tree->placing.last_before = UINT32_MAX;
        return context->status;
    }
    bool ragged = tree->table->flags & GKPLAN_TABLE_RAGGED;
    if (ragged && (row->flags & GKPLAN_ROW_SINGLE_CELL ||
                   (tree->group->drops_covered && ends_early(tree->group, tree->map, row)) ||
                   gk_row_slides(tree->group, tree->map, row)))
        place_by_content(tree);
    else
        tree->placing.last_before = UINT32_MAX;
    if (!tree->placed_by_content) {
        memset(tree->slots, 0, tree->group->column_count * sizeof *tree->slots);
        place_as_they_stand(tree);
    }
    return context->status;
}

/* A row's texts become nodes: task columns from left to right, then requirement columns (contract 4.3),
 * blanks and merged cells continue what is open (4.4), labels that stand again too (4.5). */
#include "plan/table_tree.h"

static struct gk_slot *level_slot(struct gk_tree *tree, uint32_t level)
{
    return &tree->slots[tree->group->levels[level]];
}

static gkplan_role level_role(const struct gk_tree *tree, uint32_t level)
{
    return tree->group->plan_columns[tree->group->levels[level]].role;
}

void gk_levels_close(struct gk_tree *tree, uint32_t level)
{
    for (; level < tree->group->level_count; level++)
        tree->open[level].node = NULL;
}

gkplan_node *gk_tree_add_node(struct gk_tree *tree, gkplan_node *parent, gkplan_node_kind kind,
                              const gkplan_cell *cell)
{
    struct gk_string text = gk_cell_text(cell);
    size_t automatic = cell->label_length < text.length ? cell->label_length : 0;
    gkplan_node *node = gk_node_add(&tree->draft, parent, kind, gk_string_from(text, 0), automatic == 0);
    if (!node)
        return NULL;
    if (automatic) {
        size_t rest = automatic;
        while (rest < text.length && strchr(" \t\n", text.data[rest]))
            rest++;
        while (automatic > 0 && strchr(" \t", text.data[automatic - 1]))
            automatic--;
        node->label = gk_arena_copy(tree->group->context->arena, gk_string_first(text, automatic));
        node->text = gk_arena_copy(tree->group->context->arena, gk_string_from(text, rest));
        if (!node->label || !node->text) {
            gk_fail_memory(tree->group->context);
            return NULL;
        }
    }
    node->cell = cell;
    node->place = gk_cell_place(tree->table, cell);
    node->evidence = tree->placed_by_content ? GKPLAN_EVIDENCE_PLACED
                     : cell->row_span > 1    ? GKPLAN_EVIDENCE_MERGED
                                             : GKPLAN_EVIDENCE_CELL;
    return node;
}

static void open_level(struct gk_tree *tree, uint32_t level, gkplan_node *node, const gkplan_cell *cell)
{
    struct gk_open_level *open = &tree->open[level];
    open->node = node;
    open->cell = cell;
    open->table = tree->table;
    open->page_top = false;
}

static gkplan_node *begin_node(struct gk_tree *tree, uint32_t level, gkplan_node *parent)
{
    const struct gk_slot *slot = level_slot(tree, level);
    gkplan_node_kind kind =
        level_role(tree, level) == GKPLAN_ROLE_TASK ? GKPLAN_NODE_TASK : GKPLAN_NODE_REQUIREMENT;
    if (parent && tree->leaf.node == parent)
        gk_values_orphan(tree);
    if (gk_leaf_finish(tree) != GKPLAN_STATUS_OK)
        return NULL;
    gkplan_node *node = gk_tree_add_node(tree, parent, kind, slot->cell);
    if (!node)
        return NULL;
    gk_tree_cell(tree, slot->row_cell)->placed = true;
    gk_levels_close(tree, level);
    open_level(tree, level, node, slot->cell);
    tree->open[level].kind = gk_label_read(gk_cell_text(slot->cell)).kind;
    if (node->level == 1 && kind == GKPLAN_NODE_TASK)
        gk_values_forget(tree, false);
    return node;
}

/* Whether a label may continue the open node where it equals it, and where it is like it (contract 4.5). */
static bool may_continue(const struct gk_tree *tree, uint32_t level, const gkplan_cell *cell, bool *like)
{
    const struct gk_open_level *open = &tree->open[level];
    *like = open->page_top;
    if (open->page_top)
        return true;
    if (open->table == tree->table && open->cell->row + open->cell->row_span == cell->row)
        return true;
    return !tree->merges_known && !tree->group->pages_marked && level_role(tree, level) == GKPLAN_ROLE_TASK;
}

static void say_continued(struct gk_tree *tree, gkplan_node *node, const gkplan_cell *cell, enum gk_same same)
{
    gkplan_place place = gk_cell_place(tree->table, cell);
    struct gk_node_path path = gk_node_path_text(node);
    struct gk_context *context = tree->group->context;
    node->evidence = same == GK_SAME_LIKE ? GKPLAN_EVIDENCE_LIKENESS : GKPLAN_EVIDENCE_PAGE_TOP;
    if (same == GK_SAME_LIKE)
        gk_diagnose(context, GK_MESSAGE_LABEL_ALIKE, &place, path.text, cell->text, node->cell->text);
    else
        gk_diagnose(context, GK_MESSAGE_LABEL_CONTINUED, &place, path.text, cell->text, NULL);
}

/* A label with text of a lower level to its right that stands again. */
static bool continue_label(struct gk_tree *tree, uint32_t level)
{
    struct gk_open_level *open = &tree->open[level];
    const struct gk_slot *slot = level_slot(tree, level);
    bool like;
    if (!open->node || !may_continue(tree, level, slot->cell, &like))
        return false;
    enum gk_same same =
        gk_labels_compare(tree->group->context, gk_cell_text(slot->cell), gk_cell_text(open->node->cell),
                          like ? &tree->group->likeness_work : NULL);
    if (same == GK_SAME_NOT)
        return false;
    say_continued(tree, open->node, slot->cell, same);
    open_level(tree, level, open->node, slot->cell);
    gk_tree_cell(tree, slot->row_cell)->placed = true;
    return true;
}

static void say_blank(struct gk_tree *tree, uint32_t level, uint32_t last)
{
    const gkplan_cell *text = level_slot(tree, last)->cell;
    gkplan_place place = gk_cell_place(tree->table, text);
    if (tree->open[level].node && level_role(tree, level) == GKPLAN_ROLE_TASK)
        gk_diagnose(tree->group->context, GK_MESSAGE_LEVEL_BLANK, &place, NULL, text->text, NULL);
}

/* A blank cell continues the open node, where the source cannot say otherwise or a page begins. */
static gkplan_node *continue_blank(struct gk_tree *tree, uint32_t level, uint32_t last)
{
    struct gk_open_level *open = &tree->open[level];
    if (!tree->merges_known || open->page_top || tree->placed_by_content) {
        if (open->node && open->node->evidence == GKPLAN_EVIDENCE_CELL)
            open->node->evidence = GKPLAN_EVIDENCE_CONTINUED;
        return open->node;
    }
    say_blank(tree, level, last);
    gk_levels_close(tree, level);
    return NULL;
}

static void say_crossing(struct gk_tree *tree, const gkplan_cell *cell)
{
    gkplan_place place = gk_cell_place(tree->table, cell);
    gk_diagnose(tree->group->context, GK_MESSAGE_CROSSING_MERGE, &place, NULL, cell->text, NULL);
}

/* The node that a level left of the row's last text has in this row, or NULL when the level is not used. */
static gkplan_node *level_node(struct gk_tree *tree, uint32_t level, uint32_t last, gkplan_node *parent)
{
    const struct gk_slot *slot = level_slot(tree, level);
    if (gk_slot_has_text(slot))
        return continue_label(tree, level) ? tree->open[level].node : begin_node(tree, level, parent);
    if (slot->state == GK_SLOT_SPANNED)
        return NULL;
    if (slot->state != GK_SLOT_COVERED || slot->cell->text_length == 0)
        return continue_blank(tree, level, last);
    if (tree->open[level].node && tree->open[level].cell == slot->cell)
        return tree->open[level].node;
    say_crossing(tree, slot->cell);
    return NULL;
}

/* A merged cell right of the row's last text belongs to a task that ended above. */
static void say_crossings_behind(struct gk_tree *tree, uint32_t end)
{
    for (uint32_t level = end; level < tree->group->level_count; level++) {
        const struct gk_slot *slot = level_slot(tree, level);
        if (slot->state == GK_SLOT_COVERED && slot->cell->text_length > 0)
            say_crossing(tree, slot->cell);
    }
}

gkplan_status gk_levels_row(struct gk_tree *tree, gkplan_node *section, gkplan_node **leaf)
{
    uint32_t end = tree->group->level_count;
    gkplan_node *node = section;
    *leaf = NULL;
    gk_levels_written_out(tree);
    while (end > 0 && !gk_slot_has_text(level_slot(tree, end - 1)))
        end--;
    if (end == 0)
        return tree->group->context->status;
    for (uint32_t level = 0; level + 1 < end && tree->group->context->status == GKPLAN_STATUS_OK; level++) {
        gkplan_node *found = level_node(tree, level, end - 1, node);
        node = found ? found : node;
    }
    if (tree->group->context->status == GKPLAN_STATUS_OK)
        *leaf = begin_node(tree, end - 1, node);
    say_crossings_behind(tree, end);
    return tree->group->context->status;
}

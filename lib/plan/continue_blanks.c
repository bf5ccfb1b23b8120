/* The values of a leaf's other columns, and what a blank one continues (contract 4.4). */
#include "core/utf8.h"
#include "plan/table_tree.h"
#include <inttypes.h>
#include <stdio.h>

/* Whether the column stands left of every text: it groups the rows, as a task above them would. */
static bool groups_rows(const struct gk_tree *tree, const struct gk_field_column *field)
{
    return field->from < tree->group->first_text && field->role != GKPLAN_ROLE_NUMBER;
}

void gk_values_forget(struct gk_tree *tree, bool section)
{
    for (uint32_t i = 0; i < tree->group->field_count; i++) {
        if (section || !groups_rows(tree, &tree->group->fields[i]))
            tree->last[i].cell = NULL;
        if (section)
            tree->last[i].above = NULL;
    }
}

/* The cell with text in the columns of a field, and whether it is merged from above. */
static const gkplan_cell *cell_of(const struct gk_tree *tree, const struct gk_field_column *field,
                                  bool *merged)
{
    for (uint32_t column = field->from; column < field->to; column++) {
        const struct gk_slot *slot = &tree->slots[column];
        *merged = slot->state == GK_SLOT_COVERED;
        if ((slot->state == GK_SLOT_OWN || *merged) && slot->cell->text_length)
            return slot->cell;
    }
    return NULL;
}

static void place_cells(struct gk_tree *tree, const struct gk_field_column *field, const gkplan_cell *cell)
{
    for (uint32_t column = field->from; column < field->to; column++)
        if (tree->slots[column].state == GK_SLOT_OWN && tree->slots[column].cell == cell)
            gk_tree_cell(tree, tree->slots[column].row_cell)->placed = true;
}

/* Further cells under the same header: their text is added as a further paragraph. */
static gkplan_status add_further(struct gk_tree *tree, const struct gk_field_column *field,
                                 struct gk_value *value)
{
    for (uint32_t column = field->from; column < field->to; column++) {
        const struct gk_slot *slot = &tree->slots[column];
        if (!gk_slot_has_text(slot) || gk_tree_cell(tree, slot->row_cell)->placed)
            continue;
        if (value->more.length == 0 && value->cell)
            gk_buffer_append_string(&value->more, gk_cell_text(value->cell));
        if (value->more.length)
            gk_buffer_append(&value->more, "\n", 1);
        if (!gk_buffer_append_string(&value->more, gk_cell_text(slot->cell)))
            return gk_fail_memory(tree->group->context);
        value->cell = value->cell ? value->cell : slot->cell;
        value->origin = GKPLAN_ORIGIN_OWN;
        gk_tree_cell(tree, slot->row_cell)->placed = true;
    }
    return tree->group->context->status;
}

static void say_blank(struct gk_tree *tree, const struct gk_field_column *field, bool inferred)
{
    struct gk_node_path path = gk_node_path_text(tree->leaf.node);
    gk_diagnose(tree->group->context, inferred ? GK_MESSAGE_BLANK_CONTINUED : GK_MESSAGE_BLANK_NOT_CONTINUED,
                &tree->leaf.place, path.text, field->name, NULL);
}

/* A blank number beside a blank task belongs to the task above, and so does its number. */
static bool number_continues(const struct gk_tree *tree, const struct gk_field_column *field)
{
    for (uint32_t column = field->to; column < tree->group->column_count; column++)
        if (gk_role_is_text(tree->group->plan_columns[column].role))
            return !gk_slot_has_text(&tree->slots[column]);
    return false;
}

/* Whether the field's blank cell begins in the first row of a page that is a table of its own: a merged cell
 * of the page before ends there, whatever the source says of the merges of this one. */
static bool begins_page(const struct gk_tree *tree, const struct gk_field_column *field)
{
    if (tree->page_number == 0 || gk_group_page(tree->group, tree->page_number - 1)->table == tree->table ||
        !tree->page->data || !gk_role_continues(field->role))
        return false;
    for (uint32_t column = field->from; column < field->to; column++)
        if (tree->slots[column].cell && tree->slots[column].cell->row == tree->page->data->row)
            return true;
    return false;
}

static bool merges_known(const struct gk_tree *tree, const struct gk_field_column *field)
{
    return tree->merges_known && !begins_page(tree, field);
}

/* Whether a blank cell of the column may be covered by the value above it. Remarks and numbers are blank more
 * often than merged, and so is a column of marks. */
static bool may_be_covered(const struct gk_tree *tree, uint32_t number)
{
    enum { MARK = 3 }; /* bytes: √ */
    const struct gk_field_column *field = &tree->group->fields[number];
    const gkplan_cell *above = tree->last[number].above;
    if (merges_known(tree, field) || !above)
        return false;
    switch (field->role) {
    case GKPLAN_ROLE_NUMBER:
    case GKPLAN_ROLE_PROGRESS:
    case GKPLAN_ROLE_REMARKS:
        return false;
    default:
        return gk_role_continues(field->role) || above->text_length > MARK;
    }
}

static bool blank_continues(const struct gk_tree *tree, const struct gk_field_column *field, bool left_blank)
{
    if (field->role == GKPLAN_ROLE_NUMBER)
        return number_continues(tree, field);
    return gk_role_continues(field->role) ? left_blank : groups_rows(tree, field);
}

static void take_blank(struct gk_tree *tree, uint32_t number, bool left_blank)
{
    const struct gk_field_column *field = &tree->group->fields[number];
    struct gk_value *value = &tree->leaf.values[number];
    struct gk_last_value *last = &tree->last[number];
    bool doubtful = may_be_covered(tree, number);
    if (merges_known(tree, field) || !blank_continues(tree, field, left_blank))
        last->cell = NULL;
    tree->blanks_continued += doubtful && last->cell;
    tree->blanks_kept += doubtful && !last->cell;
    value->cell = last->cell;
    value->origin = value->cell ? GKPLAN_ORIGIN_INFERRED : GKPLAN_ORIGIN_NONE;
    if (!merges_known(tree, field) && (gk_role_continues(field->role) || (value->cell && doubtful)))
        say_blank(tree, field, value->cell != NULL);
}

void gk_values_say_blanks(struct gk_tree *tree)
{
    char continued[16], kept[16];
    gkplan_place place = gk_group_table(tree->group, 0)->place;
    place.table = tree->group->tables.count == 1 ? gk_group_table(tree->group, 0)->position : -1;
    if (tree->blanks_continued + tree->blanks_kept == 0)
        return;
    snprintf(continued, sizeof continued, "%" PRIu32, tree->blanks_continued);
    snprintf(kept, sizeof kept, "%" PRIu32, tree->blanks_kept);
    gk_diagnose(tree->group->context, GK_MESSAGE_BLANKS_GUESSED, &place, NULL, continued, kept);
}

void gk_values_orphan(struct gk_tree *tree)
{
    tree->leaf_became_parent = true;
    tree->leaf.node = NULL;
    for (uint32_t i = 0; i < tree->group->field_count; i++) {
        const struct gk_value *value = &tree->leaf.values[i];
        tree->orphans[i] = value->origin == GKPLAN_ORIGIN_OWN ? value->cell : NULL;
    }
}

/* What the parent's row said and the first leaf below does not take on has no place. */
static void name_orphans(struct gk_tree *tree)
{
    tree->leaf_became_parent = false;
    for (uint32_t i = 0; i < tree->group->field_count; i++) {
        const gkplan_cell *cell = tree->orphans[i];
        if (!cell || tree->leaf.values[i].cell == cell)
            continue;
        gkplan_place place = gk_cell_place(tree->table, cell);
        uint64_t count = gk_utf8_count_characters(gk_cell_text(cell));
        gk_diagnose(tree->group->context, GK_MESSAGE_VALUE_OF_PARENT, &place, NULL, cell->text, NULL);
        tree->account->plan_placed -= count;
        tree->account->plan_named += count;
    }
}

gkplan_status gk_values_take(struct gk_tree *tree, gkplan_node *leaf)
{
    bool left_blank = true;
    tree->leaf.node = leaf;
    tree->leaf.table = tree->table;
    tree->leaf.place = leaf->place;
    for (uint32_t i = 0; i < tree->group->field_count && tree->group->context->status == GKPLAN_STATUS_OK;
         i++) {
        const struct gk_field_column *field = &tree->group->fields[i];
        struct gk_value *value = &tree->leaf.values[i];
        bool merged = false;
        const gkplan_cell *cell = cell_of(tree, field, &merged);
        gk_buffer_clear(&value->more);
        if (!cell) {
            take_blank(tree, i, left_blank);
            continue;
        }
        value->cell = cell;
        value->origin = merged ? GKPLAN_ORIGIN_MERGED : GKPLAN_ORIGIN_OWN;
        tree->last[i].cell = tree->last[i].above = cell;
        left_blank = left_blank && !gk_role_continues(field->role);
        place_cells(tree, field, cell);
        add_further(tree, field, value);
    }
    if (tree->leaf_became_parent)
        name_orphans(tree);
    return tree->group->context->status;
}

/* Whether the row says more than its number. */
static const gkplan_cell *first_value(const struct gk_tree *tree)
{
    for (uint32_t i = 0; i < tree->group->field_count; i++)
        for (uint32_t column = tree->group->fields[i].from; column < tree->group->fields[i].to; column++)
            if (tree->group->fields[i].role != GKPLAN_ROLE_NUMBER && gk_slot_has_text(&tree->slots[column]))
                return tree->slots[column].cell;
    return NULL;
}

gkplan_status gk_values_add(struct gk_tree *tree)
{
    const gkplan_cell *first = first_value(tree);
    if (!first || !tree->leaf.node)
        return tree->group->context->status;
    gkplan_place place = gk_cell_place(tree->table, first);
    struct gk_node_path path = gk_node_path_text(tree->leaf.node);
    gk_diagnose(tree->group->context, GK_MESSAGE_ROW_WITHOUT_TEXT, &place, path.text, first->text, NULL);
    for (uint32_t i = 0; i < tree->group->field_count && tree->group->context->status == GKPLAN_STATUS_OK;
         i++)
        add_further(tree, &tree->group->fields[i], &tree->leaf.values[i]);
    return tree->group->context->status;
}

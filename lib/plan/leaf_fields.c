/* A leaf's number, units, deadline and other fields from its values. */
#include "field/units.h"
#include "plan/table_tree.h"

static gkplan_unit_role unit_role(gkplan_role role)
{
    return role == GKPLAN_ROLE_LEAD      ? GKPLAN_UNIT_LEAD
           : role == GKPLAN_ROLE_SUPPORT ? GKPLAN_UNIT_SUPPORT
                                         : GKPLAN_UNIT_RESPONSIBLE;
}

/* The whole text of a value, in the arena. NULL when memory ends. */
static const char *value_text(struct gk_tree *tree, const struct gk_value *value)
{
    if (!value->cell)
        return "";
    if (value->more.length == 0)
        return value->cell->text;
    const char *text = gk_arena_copy(tree->group->context->arena, gk_buffer_view(&value->more));
    if (!text)
        gk_fail_memory(tree->group->context);
    return text;
}

/* Whether the same cell was read for the leaf before: merged and continued cells are read once. */
static bool was_read(const struct gk_last_value *last, const struct gk_value *value)
{
    return value->cell && value->cell == last->read_cell && value->more.length == 0;
}

/* --- texts that were read before --- */

static struct gk_remembered *remembered_place(struct gk_tree *tree, struct gk_string text, gkplan_role role)
{
    uint32_t hash = UINT32_C(2166136261) ^ (uint32_t)role; /* FNV-1a */
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT32_C(16777619);
    return &tree->remembered[(hash ^ hash >> 16) % GK_REMEMBERED];
}

/* What the text said, or NULL. */
static const void *recall(struct gk_tree *tree, struct gk_string text, gkplan_role role)
{
    const struct gk_remembered *place = remembered_place(tree, text, role);
    return place->value && place->role == role && gk_string_equal(place->text, text) ? place->value : NULL;
}

static void remember(struct gk_tree *tree, struct gk_string text, gkplan_role role, const void *value)
{
    *remembered_place(tree, text, role) = (struct gk_remembered){text, role, value};
}

/* Diagnostics so far: a text with doubts is read again, for each place has its own. */
static uint64_t doubts(const struct gk_context *context)
{
    return context->severity_counts[GKPLAN_SEVERITY_INFO] +
           context->severity_counts[GKPLAN_SEVERITY_WARNING] +
           context->severity_counts[GKPLAN_SEVERITY_ERROR];
}

/* --- fields --- */

static void read_units(struct gk_tree *tree, uint32_t number, struct gk_string text, const char *path,
                       gkplan_units *units)
{
    struct gk_context *context = tree->group->context;
    gkplan_role role = tree->group->fields[number].role;
    const gkplan_units *before = recall(tree, text, role);
    if (before) {
        *units = *before;
        return;
    }
    uint64_t count = doubts(context);
    gkplan_place place = gk_cell_place(tree->leaf.table, tree->leaf.values[number].cell);
    gk_units_read(context, text, unit_role(role), &place, path, units);
    if (doubts(context) == count)
        remember(tree, text, role, units);
}

static void read_deadline(struct gk_tree *tree, uint32_t number, struct gk_string text, const char *path,
                          gkplan_deadline *deadline)
{
    struct gk_context *context = tree->group->context;
    gkplan_role role = tree->group->fields[number].role;
    const gkplan_deadline *before = recall(tree, text, role);
    if (before) {
        *deadline = *before;
        return;
    }
    uint64_t count = doubts(context);
    gkplan_place place = gk_cell_place(tree->leaf.table, tree->leaf.values[number].cell);
    gk_deadline_read(context, text, &tree->draft.calendar, &place, path, deadline);
    if (doubts(context) == count)
        remember(tree, text, role, deadline);
}

static const gkplan_units *make_units(struct gk_tree *tree, uint32_t number, const char *path)
{
    struct gk_context *context = tree->group->context;
    struct gk_value *value = &tree->leaf.values[number];
    struct gk_last_value *last = &tree->last[number];
    gkplan_units *units = gk_arena_new_object(context->arena, gkplan_units);
    const char *text = value_text(tree, value);
    if (!units || !text) {
        gk_fail_memory(context);
        return NULL;
    }
    if (was_read(last, value) && last->units) {
        *units = *last->units;
    } else if (value->cell) {
        read_units(tree, number, gk_string_of(text), path, units);
    }
    units->text = text;
    units->origin = value->origin;
    units->cell = value->cell;
    last->units = units;
    last->read_cell = value->more.length == 0 ? value->cell : NULL;
    return units;
}

static const gkplan_deadline *make_deadline(struct gk_tree *tree, uint32_t number, const char *path)
{
    struct gk_context *context = tree->group->context;
    struct gk_value *value = &tree->leaf.values[number];
    struct gk_last_value *last = &tree->last[number];
    gkplan_deadline *deadline = gk_arena_new_object(context->arena, gkplan_deadline);
    const char *text = value_text(tree, value);
    if (!deadline || !text) {
        gk_fail_memory(context);
        return NULL;
    }
    deadline->relative_days = -1;
    if (was_read(last, value) && last->deadline) {
        *deadline = *last->deadline;
    } else if (value->cell) {
        read_deadline(tree, number, gk_string_of(text), path, deadline);
    }
    deadline->text = text;
    deadline->origin = value->origin;
    deadline->cell = value->cell;
    last->deadline = deadline;
    last->read_cell = value->more.length == 0 ? value->cell : NULL;
    return deadline;
}

/* A text in a column without a header may be what slid out of another: said once. */
static void say_headless(struct gk_tree *tree, const gkplan_cell *cell)
{
    gkplan_place place = gk_cell_place(tree->leaf.table, cell);
    if (!tree->headless_said && cell->text_length > 0)
        gk_diagnose(tree->group->context, GK_MESSAGE_COLUMN_WITHOUT_HEADER, &place, NULL, cell->text, NULL);
    tree->headless_said = tree->headless_said || cell->text_length > 0;
}

/* A field in front of `next`. Leaves whose last fields say the same share them: most remarks are blank. */
static const gkplan_field *make_field(struct gk_tree *tree, uint32_t number, const gkplan_field *next)
{
    const struct gk_field_column *column = &tree->group->fields[number];
    struct gk_value *value = &tree->leaf.values[number];
    const gkplan_field *last = tree->last[number].field;
    if (column->name[0] == '\0' && !value->cell)
        return next;
    if (column->name[0] == '\0')
        say_headless(tree, value->cell);
    if (last && last->next == next && last->cell == value->cell && last->origin == value->origin &&
        value->more.length == 0)
        return last;
    gkplan_field *field = gk_arena_new_object(tree->group->context->arena, gkplan_field);
    const char *text = value_text(tree, value);
    if (!field || !text) {
        gk_fail_memory(tree->group->context);
        return next;
    }
    *field = (gkplan_field){next, column->name, text, column->role, value->origin, value->cell};
    tree->last[number].field = value->more.length == 0 ? field : NULL;
    return field;
}

static void set_field(struct gk_tree *tree, gkplan_task *task, uint32_t number, const char *path)
{
    switch (tree->group->fields[number].role) {
    case GKPLAN_ROLE_NUMBER:
        task->number = value_text(tree, &tree->leaf.values[number]);
        break;
    case GKPLAN_ROLE_LEAD:
        task->lead = make_units(tree, number, path);
        break;
    case GKPLAN_ROLE_UNITS:
        task->units = make_units(tree, number, path);
        break;
    case GKPLAN_ROLE_SUPPORT:
        task->support = make_units(tree, number, path);
        break;
    default:
        task->deadline = make_deadline(tree, number, path);
        break;
    }
}

gkplan_status gk_leaf_finish(struct gk_tree *tree)
{
    struct gk_context *context = tree->group->context;
    gkplan_node *leaf = tree->leaf.node;
    tree->leaf.node = NULL;
    if (!leaf)
        return context->status;
    gkplan_task *task = gk_arena_new_object(context->arena, gkplan_task);
    if (!task)
        return gk_fail_memory(context);
    struct gk_node_path path = gk_node_path_text(leaf);
    for (uint32_t i = tree->group->field_count; i-- > 0 && context->status == GKPLAN_STATUS_OK;) {
        if (tree->group->fields[i].by_name)
            task->first_field = make_field(tree, i, task->first_field);
        else
            set_field(tree, task, i, path.text);
    }
    leaf->task = task;
    return context->status;
}

/* A leaf's number, units, deadline and other fields (contract 4.4 for what stands blank). */
#include "core/cjk_text.h"
#include "field/units.h"
#include "plan/table_plan.h"
#include <stdio.h>

static gkplan_unit_role default_role(gkplan_role role)
{
    return role == GKPLAN_ROLE_LEAD      ? GKPLAN_UNIT_LEAD
           : role == GKPLAN_ROLE_SUPPORT ? GKPLAN_UNIT_SUPPORT
                                         : GKPLAN_UNIT_RESPONSIBLE;
}

static bool continues_by_rule(gkplan_role role)
{
    return role == GKPLAN_ROLE_LEAD || role == GKPLAN_ROLE_UNITS || role == GKPLAN_ROLE_SUPPORT ||
           role == GKPLAN_ROLE_DEADLINE;
}

void gk_leaf_forget_values(struct gk_table_plan *plan)
{
    for (size_t i = 0; i < plan->columns.count; i++)
        gk_plan_column_at(plan, i)->value = NULL;
}

/* The cell that says this column's value in this row, and where the value comes from. `left_blank` says that
 * every units and deadline column to the left is blank. */
static const gkplan_cell *value_cell(struct gk_table_plan *plan, struct gk_plan_column *column,
                                     bool left_blank, gkplan_origin *origin)
{
    *origin = GKPLAN_ORIGIN_NONE;
    if (column->text.length > 0) {
        *origin = column->begins ? GKPLAN_ORIGIN_OWN : GKPLAN_ORIGIN_MERGED;
        column->value = column->owner;
        return column->owner;
    }
    if (plan->merges_known || !continues_by_rule(column->role) || !left_blank || !column->value) {
        column->value = NULL;
        return NULL;
    }
    *origin = GKPLAN_ORIGIN_INFERRED;
    return column->value;
}

static const gkplan_units *make_units(struct gk_table_plan *plan, const struct gk_plan_column *column,
                                      const gkplan_cell *cell, gkplan_origin origin,
                                      const gkplan_place *place, const char *node)
{
    struct gk_context *context = plan->context;
    gkplan_units *units = gk_arena_new_object(context->arena, gkplan_units);
    if (!units) {
        gk_fail_memory(context);
        return NULL;
    }
    units->text = cell ? cell->text : "";
    units->origin = origin;
    units->cell = cell;
    if (cell)
        gk_units_read(context, gk_string_make(cell->text, cell->text_length), default_role(column->role),
                      place, node, units);
    return units;
}

static const gkplan_deadline *make_deadline(struct gk_table_plan *plan, const gkplan_cell *cell,
                                            gkplan_origin origin, const gkplan_place *place, const char *node)
{
    struct gk_context *context = plan->context;
    gkplan_deadline *deadline = gk_arena_new_object(context->arena, gkplan_deadline);
    if (!deadline) {
        gk_fail_memory(context);
        return NULL;
    }
    deadline->text = cell ? cell->text : "";
    deadline->origin = origin;
    deadline->cell = cell;
    deadline->relative_days = -1;
    if (cell)
        gk_deadline_read(context, gk_string_make(cell->text, cell->text_length), &plan->draft.calendar, place,
                         node, deadline);
    return deadline;
}

/* One more of the leaf's other fields. */
static const gkplan_field **add_field(struct gk_table_plan *plan, const struct gk_plan_column *column,
                                      const gkplan_cell *cell, gkplan_origin origin,
                                      const gkplan_field **last)
{
    gkplan_field *field = gk_arena_new_object(plan->context->arena, gkplan_field);
    if (!field) {
        gk_fail_memory(plan->context);
        return last;
    }
    *field = (gkplan_field){.name = column->header,
                            .text = cell ? cell->text : "",
                            .role = column->role,
                            .origin = origin,
                            .cell = cell};
    *last = field;
    return &field->next;
}

static void set_field(struct gk_table_plan *plan, gkplan_task *task, const struct gk_plan_column *column,
                      const gkplan_cell *cell, gkplan_origin origin, const gkplan_place *place,
                      const char *node)
{
    switch (column->role) {
    case GKPLAN_ROLE_NUMBER:
        task->number = cell ? cell->text : "";
        break;
    case GKPLAN_ROLE_LEAD:
        task->lead = make_units(plan, column, cell, origin, place, node);
        break;
    case GKPLAN_ROLE_UNITS:
        task->units = make_units(plan, column, cell, origin, place, node);
        break;
    case GKPLAN_ROLE_SUPPORT:
        task->support = make_units(plan, column, cell, origin, place, node);
        break;
    default:
        task->deadline = make_deadline(plan, cell, origin, place, node);
        break;
    }
}

gkplan_status gk_leaf_fill(struct gk_table_plan *plan, gkplan_node *leaf, const gkplan_row *row)
{
    struct gk_context *context = plan->context;
    gkplan_task *task = gk_arena_new_object(context->arena, gkplan_task);
    if (!task)
        return gk_fail_memory(context);
    const gkplan_field **last_field = &task->first_field;
    struct gk_node_path path = gk_node_path_text(leaf);
    bool left_blank = true;
    for (size_t i = 0; i < plan->columns.count && context->status == GKPLAN_STATUS_OK; i++) {
        struct gk_plan_column *column = gk_plan_column_at(plan, i);
        if (column->level >= 0)
            continue;
        gkplan_origin origin;
        const gkplan_cell *cell = value_cell(plan, column, left_blank, &origin);
        if (continues_by_rule(column->role) && column->text.length > 0)
            left_blank = false;
        gkplan_place place = gk_cell_place(plan, row, cell);
        if (origin == GKPLAN_ORIGIN_INFERRED)
            gk_diagnose(context, GK_MESSAGE_BLANK_CONTINUED, &place, path.text, column->header, NULL);
        if (column->field)
            set_field(plan, task, column, cell, origin, &place, path.text);
        else
            last_field = add_field(plan, column, cell, origin, last_field);
        if (column->begins && column->owner && column->text.length)
            gk_plan_count(plan, column->owner, true);
    }
    leaf->task = task;
    return context->status;
}

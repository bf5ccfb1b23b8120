/* What a leaf holds, as JSON. */
#include "write/json_leaf.h"

#include <stdio.h>

const char *gk_node_kind_name(gkplan_node_kind kind)
{
    return kind == GKPLAN_NODE_TASK ? "task" : "requirement";
}

static void write_units(struct gk_json *json, const char *name, const gkplan_units *units)
{
    gk_json_key(json, name);
    if (!units) {
        gk_json_null(json);
        return;
    }
    gk_json_begin(json, '{');
    gk_json_member_string(json, "text", units->text);
    gk_json_member_string(json, "origin", gkplan_origin_name(units->origin));
    gk_json_member_begin(json, "units", '[');
    for (const gkplan_unit *unit = units->first_unit; unit; unit = unit->next) {
        gk_json_begin(json, '{');
        gk_json_member_string(json, "name", unit->name);
        gk_json_member_string(json, "role", gkplan_unit_role_name(unit->role));
        gk_json_member_string(json, "scope", unit->scope);
        gk_json_end(json, '}');
    }
    gk_json_end(json, ']');
    gk_json_end(json, '}');
}

static void write_deadline(struct gk_json *json, const gkplan_deadline *deadline)
{
    gk_json_key(json, "deadline");
    if (!deadline) {
        gk_json_null(json);
        return;
    }
    gk_json_begin(json, '{');
    gk_json_member_string(json, "text", deadline->text);
    gk_json_member_string(json, "origin", gkplan_origin_name(deadline->origin));
    gk_json_member_date(json, "due", deadline->due);
    gk_json_member_date(json, "start", deadline->start);
    gk_json_key(json, "ongoing");
    gk_json_boolean(json, deadline->ongoing);
    gk_json_member_string(json, "recurring", gkplan_recurrence_name(deadline->recurring));
    gk_json_member_known(json, "relative_days", deadline->relative_days >= 0, deadline->relative_days);
    gk_json_end(json, '}');
}

/* Two columns may have the same header; an object has each key once, so the second becomes "备注 (2)". */
static void write_field(struct gk_json *json, const gkplan_field *field, struct gk_name_index *names)
{
    struct gk_name *name = gk_name_index_add(names, field->name);
    if (!name) {
        gk_stream_fail(json->stream, GKPLAN_STATUS_NO_MEMORY);
        return;
    }
    char suffix[16] = "";
    if (++name->uses > 1)
        snprintf(suffix, sizeof suffix, " (%u)", (unsigned)name->uses);
    gk_json_key_with_suffix(json, field->name, suffix);
    gk_json_string(json, field->text);
}

void gk_json_leaf_members(struct gk_json *json, const gkplan_task *task, struct gk_name_index *names)
{
    static const gkplan_task nothing = {0};
    if (!task)
        task = &nothing;
    gk_json_member_string(json, "number", task->number);
    write_units(json, "lead", task->lead);
    write_units(json, "units", task->units);
    write_units(json, "support", task->support);
    write_deadline(json, task->deadline);
    gk_json_member_begin(json, "fields", '{');
    gk_name_index_clear(names);
    for (const gkplan_field *field = task->first_field; field; field = field->next)
        write_field(json, field, names);
    gk_json_end(json, '}');
}

void gk_json_place(struct gk_json *json, const gkplan_place *place)
{
    gk_json_member_begin(json, "source", '{');
    gk_json_member_known(json, "line", place->line > 0, place->line);
    gk_json_member_known(json, "page", place->page > 0, place->page);
    gk_json_member_known(json, "table", place->table >= 0, place->table);
    gk_json_member_known(json, "row", place->row >= 0, place->row);
    gk_json_member_known(json, "col", place->column >= 0, place->column);
    gk_json_end(json, '}');
}

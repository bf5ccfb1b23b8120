/* The leaves of plans as an Arrow record batch: one row a leaf, the same columns for every document. */
#include "write/arrow_arrays.h"
#include "write/json_leaf.h"
#include "write/lineage.h"
#include "write/writer.h"

#include <gkplan/arrow.h>
#include <gkplan/walk.h>
#include <inttypes.h>
#include <stdio.h>

/* The fields in preorder: the order of the table below. */
enum column {
    ROW,
    PLAN,
    PLAN_TITLE,
    PATH,
    NUMBER,
    TASKS,
    TASKS_ITEM,
    KIND,
    LABEL,
    TEXT,
    LEAD,
    LEAD_ITEM,
    RESPONSIBLE,
    RESPONSIBLE_ITEM,
    SUPPORT,
    SUPPORT_ITEM,
    UNITS,
    UNITS_ITEM,
    UNITS_NAME,
    UNITS_ROLE,
    UNITS_SCOPE,
    DEADLINE,
    START,
    DUE,
    ONGOING,
    RECURRING,
    RELATIVE_DAYS,
    LEAD_TEXT,
    UNITS_TEXT,
    SUPPORT_TEXT,
    LEAD_ORIGIN,
    UNITS_ORIGIN,
    SUPPORT_ORIGIN,
    DEADLINE_ORIGIN,
    FIELDS,
    FIELDS_ITEM,
    FIELDS_NAME,
    FIELDS_TEXT,
    LINE,
    COLUMN_COUNT
};

static const struct gk_arrow_field columns[] = {
    [ROW] = {"", "+s", 27},
    [PLAN] = {"plan", "i", 0},
    [PLAN_TITLE] = {"plan_title", "u", 0},
    [PATH] = {"path", "u", 0},
    [NUMBER] = {"number", "u", 0},
    [TASKS] = {"tasks", "+l", 1},
    [TASKS_ITEM] = {"item", "u", 0},
    [KIND] = {"kind", "u", 0},
    [LABEL] = {"label", "u", 0},
    [TEXT] = {"text", "u", 0},
    [LEAD] = {"lead", "+l", 1},
    [LEAD_ITEM] = {"item", "u", 0},
    [RESPONSIBLE] = {"responsible", "+l", 1},
    [RESPONSIBLE_ITEM] = {"item", "u", 0},
    [SUPPORT] = {"support", "+l", 1},
    [SUPPORT_ITEM] = {"item", "u", 0},
    [UNITS] = {"units", "+l", 1},
    [UNITS_ITEM] = {"item", "+s", 3},
    [UNITS_NAME] = {"name", "u", 0},
    [UNITS_ROLE] = {"role", "u", 0},
    [UNITS_SCOPE] = {"scope", "u", 0},
    [DEADLINE] = {"deadline", "u", 0},
    [START] = {"start", "tdD", 0},
    [DUE] = {"due", "tdD", 0},
    [ONGOING] = {"ongoing", "b", 0},
    [RECURRING] = {"recurring", "u", 0},
    [RELATIVE_DAYS] = {"relative_days", "i", 0},
    [LEAD_TEXT] = {"lead_text", "u", 0},
    [UNITS_TEXT] = {"units_text", "u", 0},
    [SUPPORT_TEXT] = {"support_text", "u", 0},
    [LEAD_ORIGIN] = {"lead_origin", "u", 0},
    [UNITS_ORIGIN] = {"units_origin", "u", 0},
    [SUPPORT_ORIGIN] = {"support_origin", "u", 0},
    [DEADLINE_ORIGIN] = {"deadline_origin", "u", 0},
    [FIELDS] = {"fields", "+l", 1},
    [FIELDS_ITEM] = {"item", "+s", 2},
    [FIELDS_NAME] = {"name", "u", 0},
    [FIELDS_TEXT] = {"text", "u", 0},
    [LINE] = {"line", "i", 0},
};

/* --- the parts of a row --- */

/* Days from 1970-01-01, in the proleptic Gregorian calendar. Years of 400 begin in March here, so that the
 * leap day is the last one. */
static int32_t days_of(gkplan_date date)
{
    int32_t year = date.year - (date.month <= 2);
    int32_t century = year / 400, year_in_it = year % 400;
    int32_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return century * 146097 + year_in_it * 365 + year_in_it / 4 - year_in_it / 100 + day_of_year - 719468;
}

static void add_date(struct gk_arrow_table *table, int field, gkplan_date date)
{
    if (gk_date_is_set(date))
        gk_arrow_integer(table, field, days_of(date));
    else
        gk_arrow_null(table, field);
}

static void add_known(struct gk_arrow_table *table, int field, bool known, int64_t value)
{
    if (known && value <= INT32_MAX)
        gk_arrow_integer(table, field, (int32_t)value);
    else
        gk_arrow_null(table, field);
}

static void add_step(struct gk_arrow_table *table, const gkplan_node *node, const char *after)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%" PRIu32 "%s", node->position, after);
    gk_arrow_text_part(table, PATH, digits);
}

/* The path, as text, and the tasks above the leaf from the root on. */
static bool add_lineage(struct gk_arrow_table *table, struct gk_lineage *lineage, const gkplan_node *leaf)
{
    if (!gk_lineage_set(lineage, leaf))
        return false;
    for (size_t i = 0; i < gk_lineage_ancestor_count(lineage); i++) {
        const gkplan_node *node = gk_lineage_ancestor(lineage, i);
        add_step(table, node, ".");
        gk_arrow_text_part(table, TASKS_ITEM, node->label);
        gk_arrow_text_part(table, TASKS_ITEM, node->text);
        gk_arrow_text_end(table, TASKS_ITEM);
    }
    add_step(table, leaf, "");
    gk_arrow_text_end(table, PATH);
    gk_arrow_end(table, TASKS);
    return true;
}

static void add_unit(struct gk_arrow_table *table, const gkplan_unit *unit)
{
    static const int items[] = {[GKPLAN_UNIT_RESPONSIBLE] = RESPONSIBLE_ITEM,
                                [GKPLAN_UNIT_LEAD] = LEAD_ITEM,
                                [GKPLAN_UNIT_SUPPORT] = SUPPORT_ITEM};
    gk_arrow_text(table, items[unit->role], unit->name);
    gk_arrow_text(table, UNITS_NAME, unit->name);
    gk_arrow_text(table, UNITS_ROLE, gkplan_unit_role_name(unit->role));
    gk_arrow_text(table, UNITS_SCOPE, unit->scope);
    gk_arrow_end(table, UNITS_ITEM);
}

static void add_units(struct gk_arrow_table *table, const gkplan_task *task)
{
    const gkplan_units *const all[] = {task->lead, task->units, task->support};
    static const int texts[] = {LEAD_TEXT, UNITS_TEXT, SUPPORT_TEXT};
    static const int origins[] = {LEAD_ORIGIN, UNITS_ORIGIN, SUPPORT_ORIGIN};
    static const int lists[] = {LEAD, RESPONSIBLE, SUPPORT, UNITS};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        for (const gkplan_unit *unit = all[i] ? all[i]->first_unit : NULL; unit; unit = unit->next)
            add_unit(table, unit);
        gk_arrow_text(table, texts[i], all[i] ? all[i]->text : NULL);
        gk_arrow_text(table, origins[i], all[i] ? gkplan_origin_name(all[i]->origin) : NULL);
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        gk_arrow_end(table, lists[i]);
}

static void add_deadline(struct gk_arrow_table *table, const gkplan_deadline *deadline)
{
    static const int fields[] = {DEADLINE, START, DUE, ONGOING, RECURRING, RELATIVE_DAYS, DEADLINE_ORIGIN};
    if (!deadline) {
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            gk_arrow_null(table, fields[i]);
        return;
    }
    gk_arrow_text(table, DEADLINE, deadline->text);
    add_date(table, START, deadline->start);
    add_date(table, DUE, deadline->due);
    gk_arrow_boolean(table, ONGOING, deadline->ongoing);
    gk_arrow_text(table, RECURRING, gkplan_recurrence_name(deadline->recurring));
    add_known(table, RELATIVE_DAYS, deadline->relative_days >= 0, deadline->relative_days);
    gk_arrow_text(table, DEADLINE_ORIGIN, gkplan_origin_name(deadline->origin));
}

static void add_fields(struct gk_arrow_table *table, const gkplan_field *field)
{
    for (; field; field = field->next) {
        gk_arrow_text(table, FIELDS_NAME, field->name);
        gk_arrow_text(table, FIELDS_TEXT, field->text);
        gk_arrow_end(table, FIELDS_ITEM);
    }
    gk_arrow_end(table, FIELDS);
}

/* --- rows and plans --- */

static void add_leaf(struct gk_arrow_table *table, struct gk_lineage *lineage, const gkplan_plan *plan,
                     const gkplan_node *leaf)
{
    static const gkplan_task nothing = {0};
    const gkplan_task *task = leaf->task ? leaf->task : &nothing;
    if (!add_lineage(table, lineage, leaf)) {
        table->out_of_memory = true;
        return;
    }
    gk_arrow_integer(table, PLAN, (int32_t)plan->position);
    gk_arrow_text(table, PLAN_TITLE, plan->title);
    gk_arrow_text(table, NUMBER, task->number);
    gk_arrow_text(table, KIND, gk_node_kind_name(leaf->kind));
    gk_arrow_text(table, LABEL, leaf->label);
    gk_arrow_text(table, TEXT, leaf->text);
    add_units(table, task);
    add_deadline(table, task->deadline);
    add_fields(table, task->first_field);
    add_known(table, LINE, leaf->place.line > 0, leaf->place.line);
    gk_arrow_end(table, ROW);
}

/* From `plan` on, or that plan alone. */
static gkplan_status export_plans(const gkplan_plan *plan, bool alone, struct ArrowArrayStream *out)
{
    struct gk_arrow_table table;
    struct gk_lineage lineage;
    gk_lineage_init(&lineage);
    bool more = gk_arrow_table_init(&table, columns, COLUMN_COUNT);
    for (; plan && more; plan = alone ? NULL : plan->next) {
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf && more;
             leaf = gkplan_node_next_leaf(leaf)) {
            add_leaf(&table, &lineage, plan, leaf);
            more = !table.out_of_memory && !table.too_large;
        }
    }
    gkplan_status status = table.builders ? gk_arrow_stream(&table, out) : GKPLAN_STATUS_NO_MEMORY;
    gk_arrow_table_free(&table);
    gk_lineage_free(&lineage);
    return status;
}

gkplan_status gkplan_document_export_arrow(const gkplan_document *document, struct ArrowArrayStream *out)
{
    if (out)
        out->release = NULL;
    if (!document || !out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    return export_plans(gkplan_document_first_plan(document), false, out);
}

gkplan_status gkplan_plan_export_arrow(const gkplan_plan *plan, struct ArrowArrayStream *out)
{
    if (out)
        out->release = NULL;
    if (!plan || !out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    return export_plans(plan, true, out);
}

/* The plans as text: their columns with roles, and their nodes with all that a leaf holds. */
#include "dump.h"
#include "text.h"

#include <gkplan/walk.h>
#include <inttypes.h>
#include <stdio.h>

static void end_at(const gkplan_place *place)
{
    dump_place(place->part, place->line, place->page);
}

static void print_plan_line(const gkplan_plan *plan)
{
    printf("plan %" PRIu32 ": %s", plan->position, plan->layout == GKPLAN_PLAN_OUTLINE ? "outline" : "table");
    if (plan->year > 0)
        printf(" %" PRId32, plan->year);
    putchar(' ');
    text_print_quoted(stdout, plan->title ? plan->title : "");
    if (plan->table)
        end_at(&plan->table->place);
    else
        putchar('\n');
}

void dump_roles(const gkplan_document *document)
{
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        print_plan_line(plan);
        for (const gkplan_column *column = plan->first_column; column; column = column->next) {
            printf("  column %" PRIu32 " %-11s ", column->grid_column, gkplan_role_name(column->role));
            text_print_quoted(stdout, column->header);
            if (plan->table)
                end_at(&plan->table->place);
            else
                putchar('\n');
        }
    }
}

/* --- leaves --- */

/* Deep nodes are not indented further: the dump stays linear. */
static void indent(const gkplan_node *node, int more)
{
    enum { DEEPEST = 32 };
    printf("%*s", (int)(2 * (node->level < DEEPEST ? node->level : DEEPEST)) + more, "");
}

static void begin_field(const gkplan_node *node, const char *name, gkplan_origin origin)
{
    indent(node, 4);
    printf("%s: %s ", name, gkplan_origin_name(origin));
}

/* A field ends with the place of its own cell, which may stand in another row. */
static void end_field(const gkplan_node *node, const gkplan_cell *cell)
{
    if (cell)
        dump_place(node->place.part, cell->line, cell->page);
    else
        end_at(&node->place);
}

static void print_units(const gkplan_node *node, const char *name, const gkplan_units *units)
{
    if (!units)
        return;
    begin_field(node, name, units->origin);
    text_print_quoted(stdout, units->text);
    for (const gkplan_unit *unit = units->first_unit; unit; unit = unit->next) {
        printf(" %s=", gkplan_unit_role_name(unit->role));
        if (unit->scope) {
            text_print_quoted(stdout, unit->scope);
            putchar(':');
        }
        text_print_quoted(stdout, unit->name);
    }
    end_field(node, units->cell);
}

static void print_date(const char *name, gkplan_date date)
{
    if (date.year)
        printf(" %s=%04d-%02u-%02u", name, date.year, date.month, date.day);
}

static void print_deadline(const gkplan_node *node, const gkplan_deadline *deadline)
{
    if (!deadline)
        return;
    begin_field(node, "deadline", deadline->origin);
    text_print_quoted(stdout, deadline->text);
    print_date("start", deadline->start);
    print_date("due", deadline->due);
    if (deadline->ongoing)
        fputs(" ongoing", stdout);
    if (deadline->recurring != GKPLAN_RECURRENCE_NONE)
        printf(" %s", gkplan_recurrence_name(deadline->recurring));
    if (deadline->relative_days >= 0)
        printf(" days=%" PRId32, deadline->relative_days);
    end_field(node, deadline->cell);
}

static void print_task(const gkplan_node *node)
{
    const gkplan_task *task = node->task;
    if (task->number) {
        indent(node, 4);
        fputs("number: ", stdout);
        text_print_quoted(stdout, task->number);
        end_at(&node->place);
    }
    print_units(node, "lead", task->lead);
    print_units(node, "units", task->units);
    print_units(node, "support", task->support);
    print_deadline(node, task->deadline);
    for (const gkplan_field *field = task->first_field; field; field = field->next) {
        begin_field(node, gkplan_role_name(field->role), field->origin);
        text_print_quoted(stdout, field->name);
        putchar('=');
        text_print_quoted(stdout, field->text);
        end_field(node, field->cell);
    }
}

static void print_path(const gkplan_node *node)
{
    char path[128];
    size_t length = gkplan_node_path(node, path, sizeof path);
    printf("%s%s", path, length < sizeof path ? "" : "…");
}

static void print_node(const gkplan_node *node)
{
    static const char *const evidence[] = {"cell",     "section-row", "merged", "continued",
                                           "page-top", "likeness",    "placed", "outline"};
    size_t why = (size_t)node->evidence;
    indent(node, 0);
    print_path(node);
    printf(" %s (%s) ", node->kind == GKPLAN_NODE_TASK ? "task" : "requirement",
           why < sizeof evidence / sizeof *evidence ? evidence[why] : "?");
    if (*node->label) {
        text_print_quoted(stdout, node->label);
        putchar(' ');
    }
    text_print_quoted(stdout, node->text);
    end_at(&node->place);
    if (!node->first_child && node->task)
        print_task(node);
}

void dump_plan(const gkplan_document *document)
{
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        print_plan_line(plan);
        for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node))
            print_node(node);
    }
}

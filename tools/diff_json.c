/* What changed, as JSON: schema/gkplan-1-diff.schema.json. */
#include "diff_report.h"
#include "emit.h"

#include <gkplan/version.h>
#include <gkplan/walk.h>
#include <inttypes.h>

static void put_date(FILE *stream, gkplan_date date)
{
    if (date.year)
        fprintf(stream, "\"%04d-%02d-%02d\"", (int)date.year, (int)date.month, (int)date.day);
    else
        fputs("null", stream);
}

static void put_deadline(FILE *stream, const gkplan_deadline *deadline)
{
    if (!deadline) {
        fputs("null", stream);
        return;
    }
    fputs("{\"text\": ", stream);
    emit_json(stream, deadline->text);
    fputs(", \"due\": ", stream);
    put_date(stream, deadline->due);
    fputs(", \"start\": ", stream);
    put_date(stream, deadline->start);
    fputc('}', stream);
}

/* Where a node stands and what it says; null for none. */
static void put_node(FILE *stream, const gkplan_node *node, const gkplan_plan *plan)
{
    char path[256];
    if (!node) {
        fputs("null", stream);
        return;
    }
    gkplan_node_path(node, path, sizeof path);
    fprintf(stream, "{\"plan\": %" PRIu32 ", \"node\": \"%s\", \"label\": ", plan->position, path);
    emit_json(stream, node->label);
    fputs(", \"text\": ", stream);
    emit_json(stream, node->text);
    fputs(", \"number\": ", stream);
    emit_json(stream, node->task ? node->task->number : NULL);
    fputs(", \"deadline\": ", stream);
    put_deadline(stream, node->task ? node->task->deadline : NULL);
    fputs(", \"line\": ", stream);
    if (node->place.line)
        fprintf(stream, "%" PRIu32, node->place.line);
    else
        fputs("null", stream);
    fputc('}', stream);
}

static void put_unit(FILE *stream, const gkplan_unit *unit)
{
    if (!unit) {
        fputs("null", stream);
        return;
    }
    fputs("{\"name\": ", stream);
    emit_json(stream, unit->name);
    fprintf(stream, ", \"role\": \"%s\"}", gkplan_unit_role_name(unit->role));
}

static void put_units(FILE *stream, const gkplan_unit_change *first)
{
    fputc('[', stream);
    for (const gkplan_unit_change *change = first; change; change = change->next) {
        fputs(change == first ? "{\"old\": " : ", {\"old\": ", stream);
        put_unit(stream, change->old_unit);
        fputs(", \"new\": ", stream);
        put_unit(stream, change->new_unit);
        fputc('}', stream);
    }
    fputc(']', stream);
}

static void put_parts(FILE *stream, uint32_t parts)
{
    const char *between = "";
    fputc('[', stream);
    for (uint32_t bit = 1; bit && bit <= parts; bit <<= 1) {
        if (!(parts & bit))
            continue;
        fprintf(stream, "%s\"%s\"", between, gkplan_change_part_name((gkplan_change_part)bit));
        between = ", ";
    }
    fputc(']', stream);
}

static void put_change(const struct diff_report *report, const gkplan_change *change)
{
    FILE *stream = report->stream;
    uint32_t parts = diff_parts(report, change);
    gkplan_change_kind kind =
        change->kind == GKPLAN_CHANGE_CHANGED && parts == 0 ? GKPLAN_CHANGE_NONE : change->kind;
    fprintf(stream, "  {\"kind\": \"%s\", \"parts\": ", gkplan_change_kind_name(kind));
    put_parts(stream, parts);
    fprintf(stream, ", \"likeness\": %" PRIu32 ",\n   \"old\": ", change->likeness);
    put_node(stream, change->old_node, change->old_plan);
    fputs(",\n   \"new\": ", stream);
    put_node(stream, change->new_node, change->new_plan);
    fputs(",\n   \"units\": ", stream);
    put_units(stream, parts & GKPLAN_CHANGE_UNITS ? change->first_unit : NULL);
    fputc('}', stream);
}

void diff_json(const struct diff_report *report)
{
    FILE *stream = report->stream;
    size_t changed = 0;
    const char *between = "\n";
    fprintf(stream, "{\"gkplan_diff\": \"1\", \"version\": \"%s\", \"old\": ", gkplan_version());
    emit_json(stream, gkplan_document_source_name(report->old_document));
    fputs(", \"new\": ", stream);
    emit_json(stream, gkplan_document_source_name(report->new_document));
    fputs(", \"changes\": [", stream);
    for (const gkplan_change *change = gkplan_changes_first(report->changes); change; change = change->next) {
        if (change->kind != GKPLAN_CHANGE_NONE && !diff_counts(report, change))
            continue;
        fputs(between, stream);
        put_change(report, change);
        changed += change->kind == GKPLAN_CHANGE_CHANGED;
        between = ",\n";
    }
    size_t all = gkplan_changes_count(report->changes, GKPLAN_CHANGE_CHANGED);
    fprintf(stream,
            "\n], \"summary\": {\"added\": %zu, \"removed\": %zu, \"changed\": %zu, \"same\": %zu}}\n",
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_ADDED),
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_REMOVED), changed,
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_NONE) + all - changed);
}

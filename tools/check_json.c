/* Findings as JSON: one document, or one finding a line. */
#include "check_report.h"
#include "emit.h"

#include <gkplan/version.h>
#include <inttypes.h>

static void member(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, ", \"%s\": ", name);
    emit_json(stream, text);
}

static void number(FILE *stream, const char *name, bool known, int64_t value)
{
    if (known)
        fprintf(stream, ", \"%s\": %" PRId64, name, value);
    else
        fprintf(stream, ", \"%s\": null", name);
}

/* Tables, rows and columns count from 0, as in the JSON of a document. */
static void write_place(FILE *stream, const gkplan_place *place)
{
    fputs(", \"source\": {\"part\": ", stream);
    emit_json(stream, place->part);
    number(stream, "line", place->line > 0, place->line);
    number(stream, "page", place->page > 0, place->page);
    number(stream, "table", place->table >= 0, place->table);
    number(stream, "row", place->row >= 0, place->row);
    number(stream, "col", place->column >= 0, place->column);
    fputc('}', stream);
}

/* The members of a finding behind its file. */
static void write_finding(struct report *report, const struct finding *finding)
{
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    FILE *stream = report->stream;
    fputs("\"code\": ", stream);
    emit_json(stream, diagnostic->code);
    member(stream, "rule", diagnostic->name);
    member(stream, "severity", report_severity(diagnostic->severity));
    member(stream, "message", report_message(report, finding));
    member(stream, "text", diagnostic->value);
    member(stream, "advice", report_advice(report, finding));
    number(stream, "plan", diagnostic->plan >= 0, diagnostic->plan);
    member(stream, "node", diagnostic->node);
    write_place(stream, &diagnostic->place);
    member(stream, "fingerprint", finding->fingerprint);
}

static void begin_json(struct report *report)
{
    fprintf(report->stream, "{\"gkplan_check\": \"1\", \"version\": \"%s\", \"files\": [", gkplan_version());
}

static void json_file(struct report *report, const struct checked *checked)
{
    FILE *stream = report->stream;
    fputs(report->comma ? ",\n" : "\n", stream);
    report->comma = true;
    fputs("  {\"file\": ", stream);
    emit_json(stream, checked->path);
    member(stream, "error", checked->trouble);
    fprintf(stream, ", \"known\": %zu, \"not_listed\": %zu, \"findings\": [", checked->known,
            checked->not_kept);
    for (size_t i = 0; i < checked->count; i++) {
        fputs(i > 0 ? ",\n    {" : "\n    {", stream);
        write_finding(report, &checked->findings[i]);
        fputc('}', stream);
    }
    fputs("]}", stream);
}

static void end_json(struct report *report)
{
    fprintf(report->stream,
            "\n], \"summary\": {\"files\": %zu, \"unreadable\": %zu, \"errors\": %zu, \"warnings\": %zu, "
            "\"infos\": %zu, \"known\": %zu}}\n",
            report->files, report->unreadable, report->counts[2], report->counts[1], report->counts[0],
            report->known);
}

const struct report_format report_json = {"json", begin_json, json_file, end_json};

static void begin_ndjson(struct report *report)
{
    (void)report;
}

static void ndjson_file(struct report *report, const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++) {
        fputs("{\"file\": ", report->stream);
        emit_json(report->stream, checked->path);
        fputs(", ", report->stream);
        write_finding(report, &checked->findings[i]);
        fputs("}\n", report->stream);
    }
    if (checked->trouble) {
        fputs("{\"file\": ", report->stream);
        emit_json(report->stream, checked->path);
        member(report->stream, "error", checked->trouble);
        fputs("}\n", report->stream);
    }
}

const struct report_format report_ndjson = {"ndjson", begin_ndjson, ndjson_file, begin_ndjson};

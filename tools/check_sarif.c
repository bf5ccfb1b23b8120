/* Findings as SARIF 2.1.0, which code hosts and editors read. */
#include "check_report.h"
#include "emit.h"

#include <gkplan/version.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *level(gkplan_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return (size_t)severity < 3 ? names[severity] : "error";
}

/* "NAME": {"text": "…"} */
static void text_object(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, ", \"%s\": {\"text\": ", name);
    emit_json(stream, text);
    fputc('}', stream);
}

/* The text of a message: { } stand for placeholders there, and [ ] for links, unless they are escaped. A
 * rule's {0} is nobody's placeholder: it becomes an ellipsis. malloc's, or NULL when memory ends. */
static char *message_text(const char *text, bool of_rule)
{
    char *escaped = malloc(3 * strlen(text) + 1), *end = escaped;
    for (; escaped && *text; text++) {
        if (of_rule && text[0] == '{' && text[1] && text[2] == '}') {
            end += sprintf(end, "…");
            text += 2;
            continue;
        }
        if (strchr("{}", *text))
            *end++ = *text;
        else if (strchr("[]\\", *text))
            *end++ = '\\';
        *end++ = *text;
    }
    if (escaped)
        *end = '\0';
    return escaped;
}

static void message_object(FILE *stream, const char *name, const char *text, bool of_rule)
{
    char *escaped = message_text(text, of_rule);
    text_object(stream, name, escaped ? escaped : "");
    free(escaped);
}

static void write_rule(const struct report *report, const gkplan_rule *rule)
{
    FILE *stream = report->stream;
    fprintf(stream, "      {\"id\": \"%s\", \"name\": \"%s\"", rule->code, rule->name);
    message_object(stream, "shortDescription", report->chinese ? rule->text_chinese : rule->text, true);
    text_object(stream, "fullDescription", report->chinese ? rule->looks_at_chinese : rule->looks_at);
    text_object(stream, "help", report->chinese ? rule->advice_chinese : rule->advice);
    fprintf(stream, ", \"defaultConfiguration\": {\"level\": \"%s\"}}", level(rule->severity));
}

static void begin_sarif(struct report *report)
{
    fputs("{\"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          "sarif-schema-2.1.0.json\",\n \"version\": \"2.1.0\",\n \"runs\": [{\n  \"tool\": {\"driver\": "
          "{\"name\": "
          "\"gkplan\", \"version\": ",
          report->stream);
    emit_json(report->stream, gkplan_version());
    fprintf(report->stream, ", \"language\": \"%s\", \"rules\": [\n", report->chinese ? "zh-CN" : "en");
    for (size_t i = 0; i < gkplan_rule_count(); i++) {
        fputs(i > 0 ? ",\n" : "", report->stream);
        write_rule(report, gkplan_rule_at(i));
    }
    fputs("]}},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": [", report->stream);
}

static void write_location(const struct report *report, const struct checked *checked,
                           const gkplan_diagnostic *diagnostic)
{
    FILE *stream = report->stream;
    struct report_words place = report_place_words(&diagnostic->place, report->chinese);
    fputs(", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"", stream);
    emit_uri(stream, checked->path);
    fputs("\"}", stream);
    /* Lines of a part inside the file (word/document.xml) are no lines of the file. Code hosts want a line
     * always. */
    bool known = diagnostic->place.line > 0 && !diagnostic->place.part;
    fprintf(stream, ", \"region\": {\"startLine\": %" PRIu32, known ? diagnostic->place.line : 1);
    if (known && diagnostic->value[0])
        text_object(stream, "snippet", diagnostic->value);
    fputs("}}", stream);
    if (place.text[0]) {
        fputs(", \"logicalLocations\": [{\"name\": ", stream);
        emit_json(stream, place.text);
        if (diagnostic->node) {
            fputs(", \"fullyQualifiedName\": ", stream);
            emit_json(stream, diagnostic->node);
        }
        fputs("}]", stream);
    }
    fputs("}]", stream);
}

static void sarif_finding(struct report *report, const struct checked *checked, const struct finding *finding)
{
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    FILE *stream = report->stream;
    size_t position = 0;
    while (gkplan_rule_at(position) != finding->rule)
        position++;
    fprintf(stream, "%s\n    {\"ruleId\": \"%s\", \"ruleIndex\": %zu, \"level\": \"%s\"",
            report->comma ? "," : "", diagnostic->code, position, level(diagnostic->severity));
    report->comma = true;
    message_object(stream, "message", report_message(report, finding), false);
    write_location(report, checked, diagnostic);
    fprintf(stream, ", \"partialFingerprints\": {\"gkplan/v1\": \"%s\"}}", finding->fingerprint);
}

static void keep_trouble(struct report *report, const struct checked *checked)
{
    char **troubles = realloc(report->troubles, (report->trouble_count + 2) * sizeof *troubles);
    if (!troubles)
        return;
    report->troubles = troubles;
    troubles[report->trouble_count] = strdup(checked->path);
    troubles[report->trouble_count + 1] = strdup(checked->trouble);
    report->trouble_count += 2;
}

static void sarif_file(struct report *report, const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++)
        sarif_finding(report, checked, &checked->findings[i]);
    if (checked->trouble)
        keep_trouble(report, checked);
}

static void end_sarif(struct report *report)
{
    FILE *stream = report->stream;
    fprintf(stream, "],\n  \"invocations\": [{\"executionSuccessful\": %s, \"toolExecutionNotifications\": [",
            report->unreadable ? "false" : "true");
    for (size_t i = 0; i + 1 < report->trouble_count; i += 2) {
        fputs(i > 0 ? ",\n    {\"level\": \"error\"" : "\n    {\"level\": \"error\"", stream);
        message_object(stream, "message", report->troubles[i + 1] ? report->troubles[i + 1] : "", false);
        fputs(", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"", stream);
        emit_uri(stream, report->troubles[i] ? report->troubles[i] : "");
        fputs("\"}}}]}", stream);
    }
    fputs("]}]\n }]\n}\n", stream);
    for (size_t i = 0; i < report->trouble_count; i++)
        free(report->troubles[i]);
    free(report->troubles);
}

const struct report_format report_sarif = {"sarif", begin_sarif, sarif_file, end_sarif};

/* Findings as JUnit's and Checkstyle's XML, which CI services read. */
#include "check_report.h"
#include "check_settings.h"
#include "emit.h"

#include <inttypes.h>

static const char xml_declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void attribute(FILE *stream, const char *name, const char *value)
{
    fprintf(stream, " %s=\"", name);
    emit_xml(stream, value);
    fputc('"', stream);
}

/* --- JUnit: a suite for each file, a case for each finding; one case that passes for a file without any ---
 */

static void begin_junit(struct report *report)
{
    fputs(xml_declaration, report->stream);
    fputs("<testsuites name=\"gkplan check\">\n", report->stream);
}

static bool fails(const struct report *report, const gkplan_diagnostic *diagnostic)
{
    return report->fail_on != FAIL_ON_NEVER && (int)diagnostic->severity >= report->fail_on;
}

static void junit_finding(struct report *report, const struct checked *checked, const struct finding *finding)
{
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    const char *element = fails(report, diagnostic) ? "failure" : "system-out";
    FILE *stream = report->stream;
    struct report_words place = report_place_words(&diagnostic->place, report->chinese);
    fputs("    <testcase", stream);
    attribute(stream, "classname", checked->path);
    fprintf(stream, " name=\"%s %s", diagnostic->code, diagnostic->name);
    if (place.text[0]) {
        fputs(": ", stream);
        emit_xml(stream, place.text);
    }
    fprintf(stream, "\">\n      <%s", element);
    if (fails(report, diagnostic)) {
        attribute(stream, "type", report_severity(diagnostic->severity));
        attribute(stream, "message", report_message(report, finding));
    }
    fputc('>', stream);
    emit_xml(stream, checked->path);
    if (diagnostic->place.line > 0)
        fprintf(stream, ":%" PRIu32, diagnostic->place.line);
    fputs(": ", stream);
    emit_xml(stream, report_message(report, finding));
    fputs("&#10;", stream);
    emit_xml(stream, report_advice(report, finding));
    fprintf(stream, "</%s>\n    </testcase>\n", element);
}

static void junit_file(struct report *report, const struct checked *checked)
{
    FILE *stream = report->stream;
    size_t failures = 0;
    for (size_t i = 0; i < checked->count; i++)
        failures += fails(report, checked->findings[i].diagnostic);
    fputs("  <testsuite", stream);
    attribute(stream, "name", checked->path);
    fprintf(stream, " tests=\"%zu\" failures=\"%zu\" errors=\"%d\">\n", checked->count ? checked->count : 1,
            failures, checked->trouble ? 1 : 0);
    for (size_t i = 0; i < checked->count; i++)
        junit_finding(report, checked, &checked->findings[i]);
    if (checked->count == 0) {
        fputs("    <testcase", stream);
        attribute(stream, "classname", checked->path);
        fputs(" name=\"check\">", stream);
        if (checked->trouble) {
            fputs("<error", stream);
            attribute(stream, "message", checked->trouble);
            fputs("/>", stream);
        }
        fputs("</testcase>\n", stream);
    }
    fputs("  </testsuite>\n", stream);
}

static void end_junit(struct report *report)
{
    fputs("</testsuites>\n", report->stream);
}

const struct report_format report_junit = {"junit", begin_junit, junit_file, end_junit};

/* --- Checkstyle --- */

static void begin_checkstyle(struct report *report)
{
    fputs(xml_declaration, report->stream);
    fputs("<checkstyle version=\"4.3\">\n", report->stream);
}

static void checkstyle_finding(struct report *report, const struct finding *finding)
{
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    FILE *stream = report->stream;
    struct report_words place = report_place_words(&diagnostic->place, report->chinese);
    fprintf(stream, "    <error line=\"%" PRIu32 "\" severity=\"%s\" message=\"",
            diagnostic->place.line > 0 ? diagnostic->place.line : 1, report_severity(diagnostic->severity));
    emit_xml(stream, report_message(report, finding));
    if (place.text[0]) {
        fputs(" (", stream);
        emit_xml(stream, place.text);
        fputc(')', stream);
    }
    fprintf(stream, "\" source=\"gkplan.%s\"/>\n", diagnostic->name);
}

static void checkstyle_file(struct report *report, const struct checked *checked)
{
    FILE *stream = report->stream;
    fputs("  <file", stream);
    attribute(stream, "name", checked->path);
    fputs(">\n", stream);
    for (size_t i = 0; i < checked->count; i++)
        checkstyle_finding(report, &checked->findings[i]);
    if (checked->trouble) {
        fputs("    <error line=\"1\" severity=\"error\"", stream);
        attribute(stream, "message", checked->trouble);
        fputs(" source=\"gkplan.unreadable\"/>\n", stream);
    }
    fputs("  </file>\n", stream);
}

static void end_checkstyle(struct report *report)
{
    fputs("</checkstyle>\n", report->stream);
}

const struct report_format report_checkstyle = {"checkstyle", begin_checkstyle, checkstyle_file,
                                                end_checkstyle};

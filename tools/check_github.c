/* Findings as workflow commands of GitHub Actions, which become annotations. */
#include "check_report.h"

#include <inttypes.h>
#include <string.h>

/* Text of a command: %, line breaks, and in properties : and , are escaped; other control characters go. */
static void escaped(FILE *stream, const char *text, bool property)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '%' || byte == '\r' || byte == '\n' || (property && (byte == ':' || byte == ',')))
            fprintf(stream, "%%%02X", (unsigned)byte);
        else if (byte >= 0x20 && byte != 0x7F)
            fputc(byte, stream);
    }
}

static void begin_github(struct report *report)
{
    (void)report;
}

static void github_finding(struct report *report, const struct checked *checked,
                           const struct finding *finding)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    FILE *stream = report->stream;
    struct report_words place = report_place_words(&diagnostic->place, report->chinese);
    fprintf(stream, "::%s file=", commands[diagnostic->severity]);
    escaped(stream, checked->path, true);
    if (diagnostic->place.line > 0 && !diagnostic->place.part)
        fprintf(stream, ",line=%" PRIu32, diagnostic->place.line);
    fprintf(stream, ",title=%s %s::", diagnostic->code, diagnostic->name);
    escaped(stream, report_message(report, finding), false);
    if (place.text[0]) {
        fputs(" (", stream);
        escaped(stream, place.text, false);
        fputc(')', stream);
    }
    fputs("%0A", stream);
    escaped(stream, report_advice(report, finding), false);
    fputc('\n', stream);
}

static void github_file(struct report *report, const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++)
        github_finding(report, checked, &checked->findings[i]);
    if (checked->trouble) {
        fputs("::error file=", report->stream);
        escaped(report->stream, checked->path, true);
        fputs("::", report->stream);
        escaped(report->stream, checked->trouble, false);
        fputc('\n', report->stream);
    }
}

const struct report_format report_github = {"github", begin_github, github_file, begin_github};

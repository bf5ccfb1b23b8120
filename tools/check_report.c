/* What the formats of a check share, and the one for people. */
#include "check_report.h"

#include "text.h"

#include <inttypes.h>
#include <string.h>

const char *report_severity(gkplan_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return (size_t)severity < 3 ? names[severity] : "error";
}

const char *report_message(const struct report *report, const struct finding *finding)
{
    return report->chinese ? finding->diagnostic->message_chinese : finding->diagnostic->message;
}

const char *report_advice(const struct report *report, const struct finding *finding)
{
    return report->chinese ? finding->rule->advice_chinese : finding->rule->advice;
}

static void add(struct report_words *words, const char *format, uint64_t number)
{
    size_t length = strlen(words->text);
    snprintf(words->text + length, sizeof words->text - length, format, number);
}

struct report_words report_place_words(const gkplan_place *place, bool chinese)
{
    struct report_words words = {""};
    if (place->page > 0)
        add(&words, chinese ? "第%" PRIu64 "页" : "page %" PRIu64, place->page);
    if (place->table < 0)
        return words;
    if (words.text[0])
        add(&words, chinese ? "，" : ", ", 0);
    add(&words, chinese ? "表%" PRIu64 : "table %" PRIu64, (uint64_t)place->table + 1);
    if (place->row >= 0)
        add(&words, chinese ? "，第%" PRIu64 "行" : ", row %" PRIu64, (uint64_t)place->row + 1);
    if (place->column >= 0)
        add(&words, chinese ? "，第%" PRIu64 "列" : ", column %" PRIu64, (uint64_t)place->column + 1);
    return words;
}

void report_place(FILE *stream, const gkplan_place *place, bool chinese)
{
    struct report_words words = report_place_words(place, chinese);
    if (words.text[0])
        fprintf(stream, chinese ? "（%s）" : " (%s)", words.text);
}

/* --- text --- */

static void begin_text(struct report *report)
{
    (void)report;
}

static void text_finding(struct report *report, const struct checked *checked, const struct finding *finding)
{
    static const char *const chinese[] = {"提示", "警告", "错误"};
    const gkplan_diagnostic *diagnostic = finding->diagnostic;
    FILE *stream = report->stream;
    text_print_line(stream, checked->path);
    /* Lines of a Word file's parts say nothing to people; the table's row does. */
    bool line = !diagnostic->place.part || diagnostic->place.table < 0;
    if (diagnostic->place.part && line) {
        fputc(':', stream);
        text_print_line(stream, diagnostic->place.part);
    }
    if (diagnostic->place.line > 0 && line)
        fprintf(stream, ":%" PRIu32, diagnostic->place.line);
    fprintf(stream, ": %s: %s %s: ",
            report->chinese ? chinese[diagnostic->severity] : report_severity(diagnostic->severity),
            diagnostic->code, diagnostic->name);
    text_print_line(stream, report_message(report, finding));
    report_place(stream, &diagnostic->place, report->chinese);
    fputc('\n', stream);
    if (!report->quiet)
        fprintf(stream, "    %s%s\n", report->chinese ? "→ " : "-> ", report_advice(report, finding));
}

static void text_file(struct report *report, const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++)
        text_finding(report, checked, &checked->findings[i]);
    if (checked->not_kept > 0) {
        text_print_line(report->stream, checked->path);
        fprintf(report->stream, report->chinese ? "：另有%zu处未列出\n" : ": findings not listed: %zu\n",
                checked->not_kept);
    }
}

static void end_text(struct report *report)
{
    const size_t *counts = report->counts;
    if (report->quiet)
        return;
    fprintf(report->stream,
            report->chinese ? "检查%zu个文件：错误%zu处，警告%zu处，提示%zu处"
                            : "files checked: %zu; errors: %zu, warnings: %zu, infos: %zu",
            report->files, counts[2], counts[1], counts[0]);
    if (report->known > 0)
        fprintf(report->stream, report->chinese ? "；已知%zu处" : "; known: %zu", report->known);
    if (report->unreadable > 0)
        fprintf(report->stream,
                report->chinese ? "；%zu个文件无法读取" : "; files that could not be read: %zu",
                report->unreadable);
    fputc('\n', report->stream);
}

const struct report_format report_text = {"text", begin_text, text_file, end_text};

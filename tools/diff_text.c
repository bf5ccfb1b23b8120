/* What changed, for people: a listing with marks as those of diff, or a table. */
#include "diff_report.h"
#include "text.h"

#include <gkplan/walk.h>
#include <string.h>

enum { PATH_BYTES = 256 };

/* Words in both languages. */
struct words {
    const char *english;
    const char *chinese;
};

static const struct {
    gkplan_change_part part;
    struct words words;
} part_words[] = {
    {GKPLAN_CHANGE_TEXT, {"reworded", "改写"}},
    {GKPLAN_CHANGE_PLACE, {"moved", "移动"}},
    {GKPLAN_CHANGE_NUMBER, {"renumbered", "改号"}},
    {GKPLAN_CHANGE_UNITS, {"units", "单位变动"}},
    {GKPLAN_CHANGE_DEADLINE, {"deadline", "时限变动"}},
    {GKPLAN_CHANGE_DEADLINE_YEAR, {"deadline in the plan's new year", "时限随年度顺延"}},
    {GKPLAN_CHANGE_FIELDS, {"other columns", "其他栏目变动"}},
    {GKPLAN_CHANGE_DEPTH, {"subdivision", "分解层级变动"}},
};

static const struct words role_words[] = {
    [GKPLAN_UNIT_RESPONSIBLE] = {"responsible", "责任"},
    [GKPLAN_UNIT_LEAD] = {"lead", "牵头"},
    [GKPLAN_UNIT_SUPPORT] = {"support", "配合"},
};

static const char *say(const struct diff_report *report, struct words words)
{
    return report->chinese ? words.chinese : words.english;
}

uint32_t diff_parts(const struct diff_report *report, const gkplan_change *change)
{
    return change->parts & ~report->ignored;
}

bool diff_counts(const struct diff_report *report, const gkplan_change *change)
{
    return change->kind == GKPLAN_CHANGE_ADDED || change->kind == GKPLAN_CHANGE_REMOVED ||
           diff_parts(report, change) != 0;
}

/* --- pieces --- */

/* A text of a document on one line. In Markdown a bar would end the cell, and other marks would be taken for
 * markup. */
static void put_text(const struct diff_report *report, const char *text, bool markdown)
{
    size_t plain = markdown ? strcspn(text, "|\\<*_`") : strlen(text);
    for (; text[plain]; text += plain + 1, plain = strcspn(text, "|\\<*_`")) {
        text_print(report->stream, text, plain);
        fprintf(report->stream, "\\%c", text[plain]);
    }
    text_print_line(report->stream, text);
}

static void put_node(const struct diff_report *report, const gkplan_node *node, bool markdown)
{
    char path[PATH_BYTES];
    gkplan_node_path(node, path, sizeof path);
    fprintf(report->stream, "%s  ", path);
    put_text(report, node->label, markdown);
    put_text(report, node->text, markdown);
}

static void put_unit(const struct diff_report *report, const gkplan_unit_change *change, bool markdown)
{
    const gkplan_unit *old_unit = change->old_unit, *new_unit = change->new_unit;
    fprintf(report->stream, "%s", !old_unit ? "+" : !new_unit ? "-" : "");
    put_text(report, new_unit ? new_unit->name : old_unit->name, markdown);
    fprintf(report->stream, " (%s%s%s)", old_unit ? say(report, role_words[old_unit->role]) : "",
            old_unit && new_unit ? " -> " : "", new_unit ? say(report, role_words[new_unit->role]) : "");
}

static void put_deadline(const struct diff_report *report, const gkplan_node *node, bool markdown)
{
    const gkplan_deadline *deadline = node->task ? node->task->deadline : NULL;
    if (!deadline || !deadline->text[0])
        fputs("-", report->stream);
    else
        put_text(report, deadline->text, markdown);
    if (deadline && deadline->due.year)
        fprintf(report->stream, " (%04d-%02d-%02d)", (int)deadline->due.year, (int)deadline->due.month,
                (int)deadline->due.day);
}

static void put_number(const struct diff_report *report, const gkplan_node *node, bool markdown)
{
    const char *number = node->task && node->task->number ? node->task->number : "";
    put_text(report, node->label, markdown);
    fputs(node->label[0] && number[0] ? " / " : node->label[0] || number[0] ? "" : "-", report->stream);
    put_text(report, number, markdown);
}

static void put_fields(const struct diff_report *report, const gkplan_node *node, bool markdown)
{
    const char *between = "";
    for (const gkplan_field *field = node->task ? node->task->first_field : NULL; field;
         field = field->next) {
        if (!field->text[0])
            continue;
        fputs(between, report->stream);
        put_text(report, field->name, markdown);
        fputs(": ", report->stream);
        put_text(report, field->text, markdown);
        between = "; ";
    }
}

static void put_parts(const struct diff_report *report, const gkplan_change *change)
{
    const char *between = "";
    for (size_t i = 0; i < sizeof part_words / sizeof *part_words; i++) {
        if (!(diff_parts(report, change) & part_words[i].part))
            continue;
        fprintf(report->stream, "%s%s", between, say(report, part_words[i].words));
        between = report->chinese ? "、" : ", ";
    }
}

/* --- the details of a change, each with what it calls --- */

typedef void put_function(const struct diff_report *report, const gkplan_node *node, bool markdown);

static const struct {
    uint32_t parts;
    put_function *put;
} details[] = {
    {GKPLAN_CHANGE_NUMBER, put_number},
    {GKPLAN_CHANGE_DEADLINE | GKPLAN_CHANGE_DEADLINE_YEAR, put_deadline},
    {GKPLAN_CHANGE_FIELDS, put_fields},
};

static void put_units(const struct diff_report *report, const gkplan_change *change, bool markdown)
{
    for (const gkplan_unit_change *unit = change->first_unit; unit; unit = unit->next) {
        put_unit(report, unit, markdown);
        if (unit->next)
            fputs(report->chinese ? "、" : ", ", report->stream);
    }
}

/* What differs but for text and place; each begins with `before` and ends with `after`. */
static void put_details(const struct diff_report *report, const gkplan_change *change, bool markdown,
                        const char *before, const char *after)
{
    uint32_t parts = diff_parts(report, change);
    if (parts & GKPLAN_CHANGE_UNITS) {
        fputs(before, report->stream);
        put_units(report, change, markdown);
        fputs(after, report->stream);
    }
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        if (!(parts & details[i].parts))
            continue;
        fputs(before, report->stream);
        details[i].put(report, change->old_node, markdown);
        fputs(" -> ", report->stream);
        details[i].put(report, change->new_node, markdown);
        fputs(after, report->stream);
    }
}

/* --- text --- */

static void begin_colour(const struct diff_report *report, const char *code)
{
    if (report->colour)
        fprintf(report->stream, "\033[%sm", code);
}

static void put_marked(const struct diff_report *report, const char *mark, const char *colour,
                       const gkplan_node *node)
{
    begin_colour(report, colour);
    fputs(mark, report->stream);
    put_node(report, node, false);
    begin_colour(report, "0");
    fputc('\n', report->stream);
}

static void text_change(const struct diff_report *report, const gkplan_change *change)
{
    uint32_t parts = diff_parts(report, change);
    if (change->kind == GKPLAN_CHANGE_ADDED) {
        put_marked(report, "+ ", "32", change->new_node);
    } else if (change->kind == GKPLAN_CHANGE_REMOVED) {
        put_marked(report, "- ", "31", change->old_node);
    } else if (parts == 0) {
        put_marked(report, "  ", "0", change->new_node);
    } else {
        fputs("! ", report->stream);
        put_parts(report, change);
        if (parts & GKPLAN_CHANGE_TEXT)
            fprintf(report->stream, " (%u%%)", (unsigned)change->likeness);
        fputs("\n", report->stream);
        if (parts & (GKPLAN_CHANGE_TEXT | GKPLAN_CHANGE_PLACE))
            put_marked(report, "  - ", "31", change->old_node);
        put_marked(report, parts & (GKPLAN_CHANGE_TEXT | GKPLAN_CHANGE_PLACE) ? "  + " : "    ",
                   parts & (GKPLAN_CHANGE_TEXT | GKPLAN_CHANGE_PLACE) ? "32" : "0", change->new_node);
        put_details(report, change, false, "      ", "\n");
    }
}

/* How many nodes of each kind there are, those that do not count among the unchanged ones. */
static void put_summary(const struct diff_report *report)
{
    size_t changed = 0, all = gkplan_changes_count(report->changes, GKPLAN_CHANGE_CHANGED);
    for (const gkplan_change *change = gkplan_changes_first(report->changes); change; change = change->next)
        changed += change->kind == GKPLAN_CHANGE_CHANGED && diff_counts(report, change);
    fprintf(report->stream,
            report->chinese ? "新增 %zu 项，删除 %zu 项，变动 %zu 项，未变 %zu 项\n"
                            : "%zu added, %zu removed, %zu changed, %zu the same\n",
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_ADDED),
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_REMOVED), changed,
            gkplan_changes_count(report->changes, GKPLAN_CHANGE_NONE) + all - changed);
}

void diff_text(const struct diff_report *report)
{
    fputs("--- ", report->stream);
    text_print_line(report->stream, gkplan_document_source_name(report->old_document));
    fputs("\n+++ ", report->stream);
    text_print_line(report->stream, gkplan_document_source_name(report->new_document));
    fputc('\n', report->stream);
    for (const gkplan_change *change = gkplan_changes_first(report->changes); change; change = change->next)
        if (change->kind == GKPLAN_CHANGE_NONE || diff_counts(report, change))
            text_change(report, change);
    put_summary(report);
}

/* --- Markdown --- */

static void markdown_change(const struct diff_report *report, const gkplan_change *change)
{
    static const struct words kinds[] = {[GKPLAN_CHANGE_NONE] = {"the same", "未变"},
                                         [GKPLAN_CHANGE_ADDED] = {"added", "新增"},
                                         [GKPLAN_CHANGE_REMOVED] = {"removed", "删除"}};
    fputs("| ", report->stream);
    if (change->kind == GKPLAN_CHANGE_CHANGED)
        put_parts(report, change);
    else
        fputs(say(report, kinds[change->kind]), report->stream);
    fputs(" | ", report->stream);
    if (change->old_node)
        put_node(report, change->old_node, true);
    fputs(" | ", report->stream);
    if (change->new_node)
        put_node(report, change->new_node, true);
    fputs(" | ", report->stream);
    put_details(report, change, true, "", "<br>");
    fputs(" |\n", report->stream);
}

void diff_markdown(const struct diff_report *report)
{
    fputs(report->chinese ? "| 变动 | 原文 | 新文 | 说明 |\n" : "| change | old | new | details |\n",
          report->stream);
    fputs("| --- | --- | --- | --- |\n", report->stream);
    for (const gkplan_change *change = gkplan_changes_first(report->changes); change; change = change->next)
        if (change->kind == GKPLAN_CHANGE_NONE || diff_counts(report, change))
            markdown_change(report, change);
    fputc('\n', report->stream);
    put_summary(report);
}

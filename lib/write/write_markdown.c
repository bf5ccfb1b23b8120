/* Markdown for people: a heading for each task, a list item for each leaf with its units and deadline under
 * it. A document without a plan gives its numbered prose. */
#include "write/writer.h"

#include <gkplan/walk.h>
#include <string.h>

enum { DEEPEST_HEADING = 6 };

/* Text with what Markdown would read as marks escaped. A line break becomes `line_break`. */
static void write_text(struct gk_stream *stream, const char *text, const char *line_break)
{
    for (size_t run; *text; text += run) {
        run = strcspn(text, "\\`*_[]<>#|~&$\n\r");
        gk_stream_bytes(stream, text, run);
        if (!text[run])
            continue;
        if (text[run] == '\n' || text[run] == '\r') {
            gk_stream_text(stream, line_break);
        } else {
            gk_stream_byte(stream, '\\');
            gk_stream_byte(stream, text[run]);
        }
        run++;
    }
}

/* A label such as "1." or "-" at a line's start would begin a list: its first mark is escaped. */
static void write_label(struct gk_stream *stream, const char *label)
{
    size_t digits = strspn(label, "0123456789");
    gk_stream_bytes(stream, label, digits);
    if (label[digits] && strchr(".)-+", label[digits]))
        gk_stream_byte(stream, '\\');
    write_text(stream, label + digits, " ");
    if (label[0] && strchr(".):", label[strlen(label) - 1]))
        gk_stream_byte(stream, ' ');
}

static void write_heading(struct gk_stream *stream, size_t level, const char *label, const char *text)
{
    for (size_t i = 0; i < level && i < DEEPEST_HEADING; i++)
        gk_stream_byte(stream, '#');
    gk_stream_byte(stream, ' ');
    write_label(stream, label);
    write_text(stream, text, " ");
    gk_stream_text(stream, "\n\n");
}

/* --- leaves --- */

static void begin_detail(struct gk_stream *stream, const char *name)
{
    gk_stream_text(stream, "  - ");
    write_text(stream, name, " ");
    gk_stream_text(stream, "：");
}

static void write_detail(struct gk_stream *stream, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    begin_detail(stream, name);
    write_text(stream, text, "<br>");
    gk_stream_byte(stream, '\n');
}

static bool holds_role(const gkplan_units *units, gkplan_unit_role role)
{
    for (const gkplan_unit *unit = units ? units->first_unit : NULL; unit; unit = unit->next)
        if (unit->role == role)
            return true;
    return false;
}

static void write_units(struct gk_stream *stream, const char *name, const gkplan_task *task,
                        gkplan_unit_role role)
{
    const gkplan_units *const fields[] = {task->lead, task->units, task->support};
    const char *separator = "";
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!holds_role(fields[i], role))
            continue;
        if (!*separator)
            begin_detail(stream, name);
        for (const gkplan_unit *unit = fields[i]->first_unit; unit; unit = unit->next) {
            if (unit->role != role)
                continue;
            gk_stream_text(stream, separator);
            separator = "；";
            write_text(stream, unit->scope ? unit->scope : "", " ");
            gk_stream_text(stream, unit->scope ? "：" : "");
            write_text(stream, unit->name, " ");
        }
    }
    if (*separator)
        gk_stream_byte(stream, '\n');
}

static void write_deadline(struct gk_stream *stream, const gkplan_deadline *deadline)
{
    if (!deadline || !*deadline->text)
        return;
    begin_detail(stream, "完成时限");
    write_text(stream, deadline->text, "<br>");
    if (gk_date_is_set(deadline->due)) {
        gk_stream_text(stream, "（");
        gk_stream_date(stream, deadline->due);
        gk_stream_text(stream, "）");
    }
    gk_stream_byte(stream, '\n');
}

static void write_leaf(struct gk_stream *stream, const gkplan_node *leaf)
{
    gk_stream_text(stream, "- ");
    write_label(stream, leaf->label);
    write_text(stream, leaf->text, "<br>");
    gk_stream_byte(stream, '\n');
    const gkplan_task *task = leaf->task;
    if (task) {
        write_detail(stream, "序号", task->number);
        write_units(stream, "牵头单位", task, GKPLAN_UNIT_LEAD);
        write_units(stream, "责任单位", task, GKPLAN_UNIT_RESPONSIBLE);
        write_units(stream, "配合单位", task, GKPLAN_UNIT_SUPPORT);
        write_deadline(stream, task->deadline);
        for (const gkplan_field *field = task->first_field; field; field = field->next)
            write_detail(stream, field->name, field->text);
    }
    if (!leaf->next || leaf->next->first_child)
        gk_stream_byte(stream, '\n'); /* the list ends */
}

static void write_plan(struct gk_stream *stream, const gkplan_plan *plan)
{
    write_heading(stream, 1, "", plan->title ? plan->title : "");
    for (const gkplan_node *node = plan->first_node; node && stream->status == GKPLAN_STATUS_OK;
         node = gkplan_node_next(node)) {
        if (node->first_child)
            write_heading(stream, (size_t)node->level + 1, node->label, node->text);
        else
            write_leaf(stream, node);
    }
}

/* --- prose --- */

static void write_section(struct gk_stream *stream, const gkplan_section *section, size_t level)
{
    write_heading(stream, level + 1, section->label, section->title);
    if (*section->body) {
        write_text(stream, section->body, "\n\n");
        gk_stream_text(stream, "\n\n");
    }
}

static void write_outline(struct gk_stream *stream, const gkplan_section *section)
{
    for (size_t level = 1; section && stream->status == GKPLAN_STATUS_OK;) {
        write_section(stream, section, level);
        if (section->first_child) {
            section = section->first_child;
            level++;
            continue;
        }
        while (!section->next && section->parent) {
            section = section->parent;
            level--;
        }
        section = section->next;
    }
}

void gk_write_markdown(const gkplan_document *document, struct gk_stream *stream)
{
    const gkplan_plan *plan = gkplan_document_first_plan(document);
    const char *title = gkplan_document_metadata(document)->title;
    if (!plan) {
        if (title)
            write_heading(stream, 1, "", title);
        write_outline(stream, gkplan_document_first_section(document));
    }
    for (; plan; plan = plan->next)
        write_plan(stream, plan);
}

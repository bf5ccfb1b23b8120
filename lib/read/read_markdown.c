/* Markdown that somebody made from a PDF: the marks # and ** are no text, --- is a rule, lines broken by the
 * page stand as paragraphs of their own. Tables are rows of tabs, rows of bars, or HTML. */
#include "core/cjk_text.h"
#include "read/html_element.h"
#include "read/pipe_rows.h"
#include "read/reader.h"
#include "read/tab_row.h"
#include <strings.h>

static bool begins_html_table(struct gk_string line)
{
    static const char *const tags[] = {"<table", "<html><body><table", "<div><table"};
    line = gk_trim(line);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (line.length > strlen(tags[i]) && strncasecmp(line.data, tags[i], strlen(tags[i])) == 0)
            return true;
    return false;
}

/* How many more tables begin than end in the line. */
static long open_tables(struct gk_string line)
{
    long count = 0;
    for (size_t i = 0; i + 6 < line.length; i++) {
        if (line.data[i] != '<')
            continue;
        if (strncasecmp(line.data + i, "<table", 6) == 0)
            count++;
        else if (i + 7 < line.length && strncasecmp(line.data + i, "</table", 7) == 0)
            count--;
    }
    return count;
}

/* A table in HTML goes on to the line where all that were begun have ended. */
static void read_html_table(struct gk_text_rows *rows, struct gk_string *rest, struct gk_string line)
{
    const char *start = line.data, *end = line.data + line.length;
    uint32_t before = rows->line - 1;
    long open = open_tables(line);
    while (open > 0 && gk_text_rows_next(rows, rest, &line)) {
        open += open_tables(line);
        end = line.data + line.length;
    }
    gk_text_rows_end_table(rows);
    gk_html_read_page(rows->context, gk_string_make(start, (size_t)(end - start)), before, rows->builder);
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t marks = 0, tables = 0, prose = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (gk_next_line(&rest, &line)) {
        marks += gk_markdown_line(line) || gk_pipe_rule(line) || gk_string_contains(line, GK_STRING("| **"));
        tables += begins_html_table(line);
        prose += tables == 0 && line.length > 0 && line.data[0] != '<' && !gk_is_blank(line);
    }
    /* Prose without tags before a table in HTML: no page begins so. */
    if (tables && (marks || prose))
        return 75;
    return marks >= 2 ? 72 : 0;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_text_rows rows;
    struct gk_string rest = source->text, line;
    gk_text_rows_init(&rows, context, source, builder, true);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (begins_html_table(line))
            read_html_table(&rows, &rest, line);
        else if (rows.in_table && gk_pipe_rule(line))
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, line);
        else if (gk_tab_row(line))
            gk_tab_row_write(&rows, line);
        else if (gk_pipe_row_here(&rows, line, rest))
            gk_pipe_row_write(&rows, line, rest);
        else
            gk_text_rows_prose(&rows, line);
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_markdown = {GKPLAN_FORMAT_PDF_TEXT, "markdown", recognise, read};

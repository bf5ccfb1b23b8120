/* Markdown that somebody made from a PDF: the marks # and ** are no text, --- is a rule, lines broken by the
 * page stand as paragraphs of their own. Tables are rows of tabs, rows of bars, or HTML, and HTML may stand
 * around anything else as well.
 */
#include "core/cjk_text.h"
#include "read/html_element.h"
#include "read/pipe_rows.h"
#include "read/reader.h"
#include "read/tab_row.h"
#include <strings.h>

static bool starts_with(struct gk_string line, const char *tag)
{
    return line.length >= strlen(tag) && strncasecmp(line.data, tag, strlen(tag)) == 0;
}

static bool is_whole_page(struct gk_string line)
{
    return starts_with(line, "<!doctype") || starts_with(line, "<html");
}

/* Whether a line begins with the tag of a block, or with a table's, as a block of HTML does. */
static bool begins_html(struct gk_string line)
{
    char name[16];
    size_t length = 0;
    line = gk_trim(line);
    if (line.length < 3 || line.data[0] != '<')
        return false;
    for (size_t at = line.data[1] == '/' ? 2 : 1; at < line.length && length + 1 < sizeof name; at++) {
        char byte = (char)(line.data[at] | 0x20);
        if ((byte < 'a' || byte > 'z') && (line.data[at] < '0' || line.data[at] > '9'))
            break;
        name[length++] = byte;
    }
    name[length] = '\0';
    switch (gk_html_element_at(gk_html_element_number(name))->kind) {
    case GK_HTML_INLINE:
    case GK_HTML_BREAK:
    case GK_HTML_CONTROL:
    case GK_HTML_DELETED:
    case GK_HTML_INSERTED:
    case GK_HTML_LINK:
        return is_whole_page(line);
    default:
        return true;
    }
}

static size_t find_table(struct gk_string line)
{
    for (size_t at = 0; at + 6 < line.length; at++)
        if (line.data[at] == '<' && strncasecmp(line.data + at, "<table", 6) == 0)
            return at;
    return GK_NOT_FOUND;
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

/* A block of HTML goes on to the line where all tables that were begun have ended, else to a blank line or a
 * heading; a whole page to its end. */
static void read_html(struct gk_text_rows *rows, struct gk_string *rest, struct gk_string line)
{
    const char *start = line.data, *end = line.data + line.length;
    uint32_t before = rows->line - 1;
    long open = open_tables(line);
    bool page = is_whole_page(gk_trim(line)), tables = find_table(line) != GK_NOT_FOUND;
    for (struct gk_string ahead = *rest; page || open > 0 || !tables; ahead = *rest) {
        if (page && gk_string_contains(line, GK_STRING("</html")))
            break;
        if (!page && open <= 0 &&
            (!gk_next_line(&ahead, &line) || gk_is_blank(line) || gk_markdown_heading(line)))
            break;
        if (!gk_text_rows_next(rows, rest, &line))
            break;
        open += open_tables(line);
        tables = tables || find_table(line) != GK_NOT_FOUND;
        end = line.data + line.length;
    }
    gk_text_rows_end_table(rows);
    gk_html_read_page(rows->context, gk_string_make(start, (size_t)(end - start)), before, true,
                      rows->builder);
}

/* What says something to a renderer and nothing to a reader: a fence around a table, a comment, the number of
 * the page that ends. */
static bool is_fence(struct gk_string line)
{
    line = gk_trim(line);
    return gk_string_starts(line, GK_STRING("```")) || gk_string_starts(line, GK_STRING("~~~"));
}

static bool is_page_mark(struct gk_string line)
{
    size_t at = 1;
    if (line.length < 8 || line.data[0] != '{')
        return false;
    while (at < line.length && line.data[at] >= '0' && line.data[at] <= '9')
        at++;
    return at > 1 && gk_string_starts(gk_string_from(line, at), GK_STRING("}-----"));
}

static bool is_comment(struct gk_string line)
{
    return gk_string_starts(gk_trim(line), GK_STRING("<!--"));
}

/* A comment goes on to the line with its end. */
static void leave_comment(struct gk_text_rows *rows, struct gk_string *rest, struct gk_string line)
{
    bool more = true;
    for (; more && !gk_string_contains(line, GK_STRING("-->")); more = gk_text_rows_next(rows, rest, &line))
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, line);
    if (more)
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, line);
}

/* What the source says of itself above its text: lines of `name: value` between two rules. */
static void leave_front_matter(struct gk_text_rows *rows, struct gk_string *rest)
{
    enum { MOST_LINES = 40 };
    struct gk_string ahead = *rest, line;
    uint32_t lines = 1;
    if (!gk_next_line(&ahead, &line) || !gk_string_equal(gk_trim(line), GK_STRING("---")))
        return;
    while (lines < MOST_LINES && gk_next_line(&ahead, &line)) {
        lines++;
        if (gk_string_equal(gk_trim(line), GK_STRING("---"))) {
            while (lines-- > 0 && gk_text_rows_next(rows, rest, &line))
                gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, line);
            return;
        }
        const char *colon = memchr(line.data, ':', line.length);
        if (!colon || (line.data[0] | 0x20) < 'a' || (line.data[0] | 0x20) > 'z')
            return;
    }
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t marks = 0, headings = 0, tables = 0, prose = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (gk_next_line(&rest, &line)) {
        bool heading = gk_markdown_heading(line) || gk_pipe_rule(line);
        headings += heading;
        marks += heading || is_fence(line) || gk_markdown_line(line) ||
                 gk_string_starts(line, GK_STRING("![")) || gk_string_contains(line, GK_STRING("| **"));
        tables += find_table(line) != GK_NOT_FOUND;
        prose += tables == 0 && line.length > 0 && line.data[0] != '<' && !gk_is_blank(line);
    }
    /* It begins with a piece of HTML, but no page has headings of Markdown. */
    if (headings && begins_html(source->text) && !is_whole_page(gk_trim(source->text)))
        return 92;
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
    leave_front_matter(&rows, &rest);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        size_t table = find_table(line);
        if (begins_html(line)) {
            read_html(&rows, &rest, line);
        } else if (is_comment(line)) {
            leave_comment(&rows, &rest, line);
        } else if (table != GK_NOT_FOUND) {
            gk_text_rows_prose(&rows, gk_string_first(line, table));
            read_html(&rows, &rest, gk_string_from(line, table));
        } else if (gk_pipe_rule(line)) {
            gk_pipe_rule_take(&rows, line);
        } else if (is_fence(line) || is_page_mark(line) || gk_pipe_blank_row(line)) {
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, line);
        } else if (gk_tab_row(line)) {
            gk_tab_row_write(&rows, line);
        } else if (!gk_pipe_row_read(&rows, line, &rest)) {
            gk_text_rows_prose(&rows, line);
        }
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_markdown = {GKPLAN_FORMAT_PDF_TEXT, "markdown", recognise, read};

/* Text in which a table's row is a line and its cells are separated by tabs, in plain text or in Markdown
 * that somebody made from a PDF. Covered cells are empty fields, or are dropped so that cells slide left. In
 * Markdown the marks # and
 * ** are no text, --- is a rule, and lines broken by the page stand as paragraphs of their own.
 */
#include "core/cjk_text.h"
#include "read/reader.h"
#include "read/text_marks.h"

struct state {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    const char *start;
    bool in_table;
    bool markdown;
};

/* The level of a Markdown heading, and the line without its mark. 0: none. */
static uint32_t take_heading(struct gk_string *line)
{
    size_t level = 0;
    while (level < line->length && line->data[level] == '#')
        level++;
    if (level == 0 || level > 6 || level == line->length || line->data[level] != ' ')
        return 0;
    *line = gk_string_from(*line, level + 1);
    return (uint32_t)level;
}

static bool is_rule(struct gk_string line)
{
    line = gk_trim(line);
    if (line.length < 3)
        return false;
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] != line.data[0] || !strchr("-*_", line.data[i]))
            return false;
    return true;
}

/* How many lines begin as Markdown's do, and how many are rows. */
static void count_lines(struct gk_string text, size_t *markdown, size_t *rows)
{
    struct gk_string line;
    *markdown = *rows = 0;
    while (gk_next_line(&text, &line)) {
        struct gk_string rest = line;
        *markdown += take_heading(&rest) > 0 || is_rule(line) || gk_string_starts(line, GK_STRING("**"));
        *rows += line.length > 1 && memchr(line.data + 1, '\t', line.length - 1) != NULL;
    }
}

static int recognise_markdown(const struct gk_source *source)
{
    size_t markdown, rows;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    count_lines(source->text, &markdown, &rows);
    return markdown >= 2 ? 60 : 0;
}

static int recognise_tab_rows(const struct gk_source *source)
{
    size_t markdown, rows;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    count_lines(source->text, &markdown, &rows);
    return rows >= 2 ? 50 : 0;
}

/* A paragraph without its ** marks. */
static void write_paragraph(struct state *state, struct gk_string line, uint32_t level)
{
    const struct gk_paragraph paragraph = {.level = level};
    if (!state->markdown) {
        gk_text_paragraph(state->builder, line);
        return;
    }
    gk_layout_begin_paragraph(state->builder, &paragraph);
    while (line.length > 0) {
        size_t at = gk_string_find(line, GK_STRING("**"), 0);
        gk_layout_text(state->builder, gk_string_first(line, at == GK_NOT_FOUND ? line.length : at));
        if (at == GK_NOT_FOUND)
            break;
        gk_layout_left_out(state->builder, GK_LEFT_OUT_MARK, GK_STRING("**"));
        line = gk_string_from(line, at + 2);
    }
    gk_layout_end_paragraph(state->builder);
}

static void write_row(struct state *state, struct gk_string line)
{
    if (!state->in_table) {
        const struct gk_table table = {.flags = GKPLAN_TABLE_RAGGED};
        gk_layout_begin_table(state->builder, &table);
        state->in_table = true;
    }
    gk_layout_begin_row(state->builder, 0);
    for (;;) {
        const char *tab = memchr(line.data, '\t', line.length);
        size_t length = tab ? (size_t)(tab - line.data) : line.length;
        gk_layout_cell(state->builder, NULL, gk_string_first(line, length));
        if (!tab)
            break;
        line = gk_string_from(line, length + 1);
    }
    gk_layout_end_row(state->builder);
}

static void end_table(struct state *state)
{
    if (state->in_table)
        gk_layout_end_table(state->builder);
    state->in_table = false;
}

static void read_line(struct state *state, struct gk_string line)
{
    bool row = memchr(line.data, '\t', line.length) && !gk_is_blank(line);
    if (row) {
        write_row(state, line);
        return;
    }
    /* An empty line inside a table parts its pages: the rows go on as one table. */
    if (gk_is_blank(line))
        return;
    end_table(state);
    if (state->markdown && is_rule(line)) {
        gk_layout_left_out(state->builder, GK_LEFT_OUT_MARK, gk_trim(line));
        gk_layout_rule(state->builder);
        return;
    }
    struct gk_string whole = line;
    uint32_t level = state->markdown ? take_heading(&line) : 0;
    if (level)
        gk_layout_left_out(state->builder, GK_LEFT_OUT_MARK, gk_string_first(whole, level));
    write_paragraph(state, line, level);
}

static gkplan_status read_text(struct gk_context *context, const struct gk_source *source,
                               struct gk_layout_builder *builder, bool markdown)
{
    struct state state = {
        .context = context, .builder = builder, .start = source->text.data, .markdown = markdown};
    struct gk_string rest = source->text, line;
    uint32_t number = 0;
    while (context->status == GKPLAN_STATUS_OK && gk_next_line(&rest, &line)) {
        gk_layout_place(builder, NULL, ++number, (uint64_t)(line.data - state.start));
        read_line(&state, line);
    }
    end_table(&state);
    return context->status;
}

static gkplan_status read_markdown(struct gk_context *context, const struct gk_source *source,
                                   struct gk_layout_builder *builder)
{
    return read_text(context, source, builder, true);
}

static gkplan_status read_tab_rows(struct gk_context *context, const struct gk_source *source,
                                   struct gk_layout_builder *builder)
{
    return read_text(context, source, builder, false);
}

const struct gk_reader gk_reader_markdown = {GKPLAN_FORMAT_PDF_TEXT, "markdown", recognise_markdown,
                                             read_markdown};
const struct gk_reader gk_reader_tab_rows = {GKPLAN_FORMAT_TEXT, "tab-rows", recognise_tab_rows,
                                             read_tab_rows};

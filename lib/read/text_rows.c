/* The open table, and prose between tables, of text that has a row a line. */
#include "read/text_rows.h"

#include "core/cjk_text.h"
#include "read/text_marks.h"

void gk_text_rows_init(struct gk_text_rows *rows, struct gk_context *context, const struct gk_source *source,
                       struct gk_layout_builder *builder, bool markdown)
{
    *rows = (struct gk_text_rows){.context = context,
                                  .builder = builder,
                                  .start = source->text.data,
                                  .table_flags = GKPLAN_TABLE_RAGGED,
                                  .markdown = markdown};
}

bool gk_text_rows_next(struct gk_text_rows *rows, struct gk_string *rest, struct gk_string *line)
{
    if (rows->context->status != GKPLAN_STATUS_OK || !gk_next_line(rest, line))
        return false;
    gk_layout_place(rows->builder, NULL, ++rows->line, (uint64_t)(line->data - rows->start));
    return true;
}

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

bool gk_markdown_line(struct gk_string line)
{
    return is_rule(line) || gk_string_starts(line, GK_STRING("**")) || take_heading(&line) > 0;
}

void gk_text_rows_text(struct gk_text_rows *rows, struct gk_string text)
{
    while (text.length > 0) {
        size_t at = rows->markdown ? gk_string_find(text, GK_STRING("**"), 0) : GK_NOT_FOUND;
        gk_layout_text(rows->builder, gk_string_first(text, at == GK_NOT_FOUND ? text.length : at));
        if (at == GK_NOT_FOUND)
            return;
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, GK_STRING("**"));
        text = gk_string_from(text, at + 2);
    }
}

void gk_text_rows_prose(struct gk_text_rows *rows, struct gk_string line)
{
    if (gk_is_blank(line))
        return;
    gk_text_rows_end_table(rows);
    if (!rows->markdown) {
        gk_text_paragraph(rows->builder, line);
        return;
    }
    if (is_rule(line)) {
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, gk_trim(line));
        gk_layout_rule(rows->builder);
        return;
    }
    struct gk_string whole = line;
    const struct gk_paragraph paragraph = {.level = take_heading(&line)};
    if (paragraph.level)
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, gk_string_first(whole, paragraph.level));
    gk_layout_begin_paragraph(rows->builder, &paragraph);
    gk_text_rows_text(rows, line);
    gk_layout_end_paragraph(rows->builder);
}

void gk_text_rows_begin_row(struct gk_text_rows *rows)
{
    if (!rows->in_table) {
        const struct gk_table table = {.flags = rows->table_flags};
        gk_layout_begin_table(rows->builder, &table);
        rows->in_table = true;
    }
    gk_layout_begin_row(rows->builder, 0);
}

void gk_text_rows_end_table(struct gk_text_rows *rows)
{
    if (rows->in_table)
        gk_layout_end_table(rows->builder);
    rows->in_table = false;
}

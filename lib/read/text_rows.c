/* The open table, and prose between tables, of text that has a row a line. */
#include "read/text_rows.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/markdown_text.h"
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

/* The level of a Markdown heading, and the line without its mark. 0: none. Marks may stand at the line's end
 * too.
 */
static uint32_t take_heading(struct gk_string *line)
{
    size_t level = 0;
    while (level < line->length && line->data[level] == '#')
        level++;
    if (level == 0 || level > 6 || level == line->length || line->data[level] != ' ')
        return 0;
    *line = gk_string_from(*line, level + 1);
    size_t end = line->length;
    while (end > 0 && line->data[end - 1] == '#')
        end--;
    if (end > 0 && line->data[end - 1] == ' ')
        *line = gk_string_first(*line, end);
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

bool gk_outer_label(struct gk_string line)
{
    enum { LONGEST = 60 * 3 };
    line = gk_trim(line);
    size_t position = 0, numerals = 0;
    if (line.length == 0 || line.length > LONGEST || gk_string_contains(line, GK_STRING("。")))
        return false;
    uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(line, &position));
    bool open = codepoint == '(';
    if (open && position < line.length)
        codepoint = gk_fold_codepoint(gk_utf8_next(line, &position));
    while (position < line.length && gk_utf8_is_one_of(codepoint, "一二三四五六七八九十")) {
        numerals++;
        codepoint = gk_fold_codepoint(gk_utf8_next(line, &position));
    }
    return numerals > 0 && codepoint == (open ? ')' : 0x3001);
}

bool gk_markdown_heading(struct gk_string line)
{
    return take_heading(&line) > 0;
}

bool gk_markdown_line(struct gk_string line)
{
    return is_rule(line) || gk_string_starts(line, GK_STRING("**")) || take_heading(&line) > 0;
}

bool gk_markdown_source(struct gk_string text)
{
    struct gk_string line;
    while (gk_next_line(&text, &line))
        if (line.length > 0 && (line.data[0] == '#' || line.data[0] == '*') && gk_markdown_line(line) &&
            !is_rule(line))
            return true;
    return false;
}

/* The marks of a list's item or a quotation: - and >. "- 3 -" is a page's number. */
static size_t item_mark(struct gk_string line)
{
    size_t at = 0;
    while (at < line.length && line.data[at] == ' ')
        at++;
    if (at + 2 >= line.length || !strchr("-*+>", line.data[at]) || line.data[at + 1] != ' ' ||
        gk_string_ends(gk_trim(line), GK_STRING("-")))
        return 0;
    return at + 2;
}

void gk_text_rows_text(struct gk_text_rows *rows, struct gk_string text)
{
    if (rows->markdown)
        gk_markdown_text(rows->builder, text);
    else
        gk_layout_text(rows->builder, text);
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
    size_t item = item_mark(line);
    gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, gk_string_first(line, item));
    gk_layout_begin_paragraph(rows->builder, &paragraph);
    gk_text_rows_text(rows, gk_string_from(line, item));
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

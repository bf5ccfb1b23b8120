/* One line of a pipe table to one row, or to all of them where a table was written on one line. */
#include "read/pipe_rows.h"

#include "core/cjk_text.h"
#include "read/markdown_text.h"

struct fields {
    struct gk_string rest;
    bool ended;
};

/* Of a line without white space at its ends. */
static bool ends_with_bar(struct gk_string line)
{
    return gk_string_ends(line, GK_STRING("|")) && !gk_string_ends(line, GK_STRING("\\|"));
}

static bool has_bar_in_front(struct gk_string line)
{
    return gk_string_starts(gk_trim(line), GK_STRING("|"));
}

static bool has_bar_behind(struct gk_string line)
{
    return ends_with_bar(gk_trim(line));
}

/* The fields of a line; a bar at its very start or end separates nothing. */
static struct fields fields_of(struct gk_string line)
{
    line = gk_trim(line);
    const bool behind = ends_with_bar(line);
    line = gk_string_from(line, gk_string_starts(line, GK_STRING("|")));
    return (struct fields){gk_string_first(line, line.length - (behind && line.length > 0)), false};
}

static bool next_field(struct fields *fields, struct gk_string *field)
{
    if (fields->ended)
        return false;
    size_t at = 0;
    while (at < fields->rest.length && fields->rest.data[at] != '|')
        at += fields->rest.data[at] == '\\' && at + 1 < fields->rest.length ? 2 : 1;
    *field = gk_trim(gk_string_first(fields->rest, at));
    fields->ended = at >= fields->rest.length;
    fields->rest = gk_string_from(fields->rest, fields->ended ? fields->rest.length : at + 1);
    return true;
}

size_t gk_pipe_row_cells(struct gk_string line)
{
    struct gk_string field;
    size_t count = 0, texts = 0;
    if (!memchr(line.data, '|', line.length))
        return 0;
    struct fields fields = fields_of(line);
    while (next_field(&fields, &field)) {
        count++;
        texts += field.length > 0;
    }
    return count >= 2 && texts > 0 ? count : 0;
}

/* A row of nothing but bars. */
bool gk_pipe_blank_row(struct gk_string line)
{
    size_t bars = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (!strchr("| \t", line.data[i]))
            return false;
        bars += line.data[i] == '|';
    }
    return bars >= 2;
}

/* Bars where columns part, as in Markdown, or plus signs, as editors' and databases' tables have; a line that
 * begins with a plus belongs to a drawn grid. */
bool gk_pipe_rule(struct gk_string line)
{
    size_t dashes = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (!strchr("|+-: \t", line.data[i]))
            return false;
        dashes += line.data[i] == '-';
    }
    return dashes >= 3 && line.data[0] != '+' &&
           (memchr(line.data, '|', line.length) || memchr(line.data, '+', line.length));
}

void gk_pipe_rule_take(struct gk_text_rows *rows, struct gk_string line)
{
    gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, line);
    rows->bar_in_front = has_bar_in_front(line);
    rows->bar_behind = has_bar_behind(line);
}

/* Text and a bar behind it. */
static bool is_ended_cell(struct gk_string line)
{
    line = gk_trim(line);
    return has_bar_behind(line) && !gk_is_blank(fields_of(line).rest);
}

/* The line stands right behind a row of a table whose rows all end with a bar. */
static bool stands_behind_row(const struct gk_text_rows *rows)
{
    return rows->in_table && rows->bar_behind && rows->line == rows->bar_line + 1;
}

/* A heading between two rows that lacks its bar. */
static bool is_bare_heading(const struct gk_text_rows *rows, struct gk_string line, struct gk_string rest)
{
    struct gk_string next;
    return stands_behind_row(rows) && gk_outer_label(line) && gk_next_line(&rest, &next) &&
           memchr(next.data, '|', next.length);
}

static bool is_row(const struct gk_text_rows *rows, struct gk_string line, struct gk_string rest)
{
    struct gk_string next;
    size_t cells = gk_pipe_row_cells(line);
    if (cells == 0)
        return (rows->in_table && (rows->bar_behind || has_bar_in_front(line)) && is_ended_cell(line)) ||
               is_bare_heading(rows, line, rest);
    /* A row of its own is prose with bars in it, or a table of one line. */
    while (!rows->in_table && cells < 8) {
        if (!gk_next_line(&rest, &next))
            return false;
        if (!gk_is_blank(next))
            return gk_pipe_row_cells(next) > 0 || gk_pipe_rule(next) ||
                   (is_ended_cell(line) && is_ended_cell(next));
    }
    return true;
}

/* Take the lines off *rest that go on with a row whose cells have line breaks: it ends with a bar as the
 * first row does, and has as many cells. */
static void take_broken(struct gk_text_rows *rows, struct gk_string *line, struct gk_string *rest)
{
    enum { LINES_MOST = 40 };
    struct gk_string behind = *rest, next, whole = *line;
    if (!stands_behind_row(rows) || has_bar_behind(*line) || has_bar_in_front(*line) != rows->bar_in_front ||
        (gk_outer_label(*line) && !memchr(line->data, '|', line->length)))
        return;
    for (uint32_t lines = 1; lines <= LINES_MOST && gk_next_line(&behind, &next); lines++) {
        if (gk_is_blank(next) || (rows->bar_in_front && has_bar_in_front(next)))
            return;
        whole.length = (size_t)(next.data + next.length - whole.data);
        if (!has_bar_behind(next))
            continue;
        if (gk_pipe_row_cells(whole) == rows->bar_cells) {
            *line = whole;
            *rest = behind;
            rows->line += lines;
        }
        return;
    }
}

static void leave_mark(struct gk_text_rows *rows, const char *mark)
{
    gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, gk_string_of(mark));
}

/* What converters write where a merged cell covers the position: ^^ of MultiMarkdown, and the words of data
 * frames. */
static bool is_blank_mark(struct gk_string field)
{
    return gk_string_equal(field, GK_STRING("^^")) || gk_string_equal(field, GK_STRING("NaN")) ||
           gk_string_starts(field, GK_STRING("Unnamed: "));
}

static void write_cell(struct gk_text_rows *rows, struct gk_string field)
{
    gk_layout_begin_cell(rows->builder, NULL);
    if (is_blank_mark(field)) {
        gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, field);
        field = GK_STRING("");
    }
    gk_layout_begin_paragraph(rows->builder, NULL);
    gk_markdown_text(rows->builder, field);
    gk_layout_end_paragraph(rows->builder);
    gk_layout_end_cell(rows->builder);
}

/* Bars are no text: they are counted as marks. */
static void leave_bars(struct gk_text_rows *rows, struct gk_string line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] == '\\')
            i++;
        else if (line.data[i] == '|')
            leave_mark(rows, "|");
    }
}

enum { ONE_LINE_COLUMNS = 40 };

/* Whether each row of `columns` cells is followed by an empty field, to the line's end. */
static bool is_periodic(struct gk_string line, size_t columns)
{
    struct fields fields = fields_of(line);
    struct gk_string field;
    size_t at = 0, rows = 0, texts = 0;
    while (next_field(&fields, &field)) {
        at++;
        texts += field.length > 0;
        if (at <= columns)
            continue;
        if (field.length > 0 || texts == 0)
            return false;
        at = texts = 0;
        rows++;
    }
    return rows + (at == columns) >= 2 && (at == 0 || at == columns);
}

/* A table on one line has an empty field at each row's end. The cells of its rows, by that period; 0: none.
 */
static size_t one_line_period(struct gk_string line)
{
    if (gk_pipe_row_cells(line) < 8)
        return 0;
    for (size_t columns = 2; columns <= ONE_LINE_COLUMNS; columns++)
        if (is_periodic(line, columns))
            return columns;
    return 0;
}

static void write_periodic(struct gk_text_rows *rows, struct gk_string line, size_t columns)
{
    struct fields fields = fields_of(line);
    struct gk_string field;
    for (size_t at = 0; next_field(&fields, &field); at = at == columns ? 0 : at + 1) {
        if (at == 0)
            gk_text_rows_begin_row(rows);
        if (at < columns)
            write_cell(rows, field);
        if (at + 1 == columns)
            gk_layout_end_row(rows->builder);
    }
}

/* Where the period is broken: as many cells as stand before the first empty field, where that happens again
 * and again; 0: the line is one row. */
static size_t one_line_columns(struct gk_string line)
{
    struct fields fields = fields_of(line);
    struct gk_string field;
    size_t columns = 0, run = 0, full = 0, runs = 0;
    while (next_field(&fields, &field)) {
        if (field.length > 0) {
            run++;
            continue;
        }
        columns = columns ? columns : run;
        full += run > 0 && run == columns;
        runs += run > 0;
        run = 0;
    }
    full += run > 0 && run == columns;
    runs += run > 0;
    return columns >= 2 && full >= 2 && 2 * full >= runs ? columns : 0;
}

/* The rows of a table on one line. A row with a blank cell looks like two short ones: what together with the
 * blank makes a whole row is one. */
static void write_one_line(struct gk_text_rows *rows, struct gk_string line, size_t columns)
{
    struct fields fields = fields_of(line);
    struct gk_string field;
    size_t cells = 0;
    bool open = false;
    while (next_field(&fields, &field)) {
        struct fields ahead = fields;
        struct gk_string next;
        size_t run = 0;
        if (field.length > 0) {
            if (!open)
                gk_text_rows_begin_row(rows);
            open = true;
            write_cell(rows, field);
            cells++;
            continue;
        }
        if (!open)
            continue;
        while (run <= columns && next_field(&ahead, &next) && next.length > 0)
            run++;
        if (cells < columns && run > 0 && cells + 1 + run == columns) {
            gk_layout_cell(rows->builder, NULL, GK_STRING(""));
            cells++;
            continue;
        }
        gk_layout_end_row(rows->builder);
        open = false;
        cells = 0;
    }
    if (open)
        gk_layout_end_row(rows->builder);
}

/* Whether a rule or an ordinary row stands below: then the line is a row too, however its blank cells lie. */
static bool rows_follow(struct gk_string rest)
{
    struct gk_string next;
    while (gk_next_line(&rest, &next))
        if (!gk_is_blank(next))
            return gk_pipe_rule(next) ||
                   (gk_pipe_row_cells(next) > 0 && one_line_period(next) == 0 && one_line_columns(next) == 0);
    return false;
}

/* Where the first row has no bar at an end, one there has a blank cell beside it, if the row has room. */
static struct fields fields_of_row(const struct gk_text_rows *rows, struct gk_string line)
{
    struct fields fields = fields_of(line);
    size_t cells = gk_pipe_row_cells(line);
    if (!rows->in_table || cells >= rows->bar_cells)
        return fields;
    if (!rows->bar_in_front && has_bar_in_front(line))
        fields.rest = gk_string_make(fields.rest.data - 1, fields.rest.length + 1);
    if (!rows->bar_behind && has_bar_behind(line))
        fields.rest.length++;
    return fields;
}

static void write_row(struct gk_text_rows *rows, struct gk_string line)
{
    struct fields fields = fields_of_row(rows, line);
    struct gk_string field;
    if (!rows->in_table) {
        rows->bar_in_front = has_bar_in_front(line);
        rows->bar_behind = has_bar_behind(line);
        rows->bar_cells = gk_pipe_row_cells(line);
    }
    gk_text_rows_begin_row(rows);
    while (next_field(&fields, &field))
        write_cell(rows, field);
    gk_layout_end_row(rows->builder);
}

bool gk_pipe_row_read(struct gk_text_rows *rows, struct gk_string line, struct gk_string *rest)
{
    take_broken(rows, &line, rest);
    if (!is_row(rows, line, *rest))
        return false;
    bool only_row = rows->in_table || rows_follow(*rest);
    size_t period = only_row ? 0 : one_line_period(line);
    size_t columns = only_row || period ? 0 : one_line_columns(line);
    if (period)
        write_periodic(rows, line, period);
    else if (columns)
        write_one_line(rows, line, columns);
    else
        write_row(rows, line);
    leave_bars(rows, line);
    rows->bar_line = rows->line;
    return true;
}

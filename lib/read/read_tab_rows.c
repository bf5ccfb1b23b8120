/* Text in which a table's row is a line and its cells are separated by tabs. Covered cells are empty fields,
 * or are dropped so that cells slide left. A spreadsheet's clipboard puts cells of several lines in quotes.
 */
#include "core/cjk_text.h"
#include "read/reader.h"
#include "read/tab_row.h"

enum { CELL_LINES = 100 };

bool gk_tab_row(struct gk_string line)
{
    return memchr(line.data, '\t', line.length) && !gk_is_blank(line);
}

/* A cell of several lines without its quotes. */
static void write_quoted(struct gk_text_rows *rows, struct gk_string text)
{
    struct gk_string line;
    text = gk_string_make(text.data + 1, text.length - 2);
    gk_layout_begin_cell(rows->builder, NULL);
    gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, GK_STRING("\"\""));
    while (gk_next_line(&text, &line)) {
        size_t at;
        gk_layout_begin_paragraph(rows->builder, NULL);
        while ((at = gk_string_find(line, GK_STRING("\"\""), 0)) != GK_NOT_FOUND) {
            gk_layout_text(rows->builder, gk_string_first(line, at + 1));
            gk_layout_left_out(rows->builder, GK_LEFT_OUT_MARK, GK_STRING("\""));
            line = gk_string_from(line, at + 2);
        }
        gk_layout_text(rows->builder, line);
        gk_layout_end_paragraph(rows->builder);
    }
    gk_layout_end_cell(rows->builder);
}

void gk_tab_row_write(struct gk_text_rows *rows, struct gk_string line)
{
    gk_text_rows_begin_row(rows);
    for (;;) {
        const char *tab = memchr(line.data, '\t', line.length);
        struct gk_string field = gk_string_first(line, tab ? (size_t)(tab - line.data) : line.length);
        if (memchr(field.data, '\n', field.length))
            write_quoted(rows, field);
        else
            gk_layout_cell(rows->builder, NULL, field);
        if (!tab)
            break;
        line = gk_string_from(line, field.length + 1);
    }
    gk_layout_end_row(rows->builder);
}

/* The byte behind the quote that ends a quoted text, or 0: doubled quotes do not. */
static size_t quote_end(struct gk_string text, size_t position)
{
    for (; position < text.length; position++) {
        if (text.data[position] != '"')
            continue;
        if (position + 1 >= text.length || text.data[position + 1] != '"')
            return position + 1;
        position++;
    }
    return 0;
}

static struct gk_string last_field(struct gk_string line)
{
    size_t start = line.length;
    while (start > 0 && line.data[start - 1] != '\t')
        start--;
    return gk_string_from(line, start);
}

/* Where the line's last field opens a quote: the lines up to the one in which the quote ends, at the end of a
 * field. They are one row. The number of lines added; 0 where it is no such field. */
static uint32_t take_quoted_lines(struct gk_string *line, struct gk_string *rest)
{
    struct gk_string ahead = *rest, next, field = last_field(*line);
    uint32_t added = 0;
    if (field.length == 0 || field.data[0] != '"' || quote_end(field, 1) > 0)
        return 0;
    while (added < CELL_LINES && gk_next_line(&ahead, &next)) {
        size_t end = quote_end(next, 0);
        const char *tab = memchr(next.data, '\t', next.length);
        added++;
        if (end == 0 && !tab)
            continue;
        if (end == 0 || (tab && (size_t)(tab - next.data) < end) ||
            (end < next.length && next.data[end] != '\t'))
            return 0;
        *line = gk_string_make(line->data, (size_t)(next.data + next.length - line->data));
        *rest = ahead;
        return added;
    }
    return 0;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t count = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (count < 2 && gk_next_line(&rest, &line))
        count += line.length > 1 && memchr(line.data + 1, '\t', line.length - 1) != NULL;
    return count >= 2 ? 50 : 0;
}

/* A row, with the lines that its cells in quotes go on in. */
static void read_row(struct gk_text_rows *rows, struct gk_string line, struct gk_string *rest)
{
    uint32_t all = 0, added;
    while ((added = take_quoted_lines(&line, rest)) > 0)
        all += added;
    gk_tab_row_write(rows, line);
    rows->line += all;
}

static size_t count_fields(struct gk_string line)
{
    size_t count = 1;
    for (size_t i = 0; i < line.length; i++)
        count += line.data[i] == '\t';
    return count;
}

/* What the reader remembers of the open table. */
struct table_lines {
    struct gk_string first; /* its first row */
    size_t fields;          /* of its last row */
    size_t most;            /* of its widest row */
    size_t rows;
};

static bool is_section(struct gk_string line)
{
    return gk_outer_label(line);
}

static bool is_text(struct gk_string line)
{
    return !gk_is_blank(line);
}

/* The fields of the row with which the open table goes on behind a line without a tab, and behind others of
 * its kind; 0: it does not. The row is no header if it does not begin as the first does. */
static size_t fields_behind(const struct gk_text_rows *rows, const struct table_lines *table,
                            struct gk_string line, struct gk_string rest, bool (*is_kind)(struct gk_string))
{
    enum { MOST_LINES = 4 };
    size_t lines = 0;
    if (!rows->in_table)
        return 0;
    for (; !gk_tab_row(line); lines++)
        if (lines == MOST_LINES || !is_kind(line) || !gk_next_line(&rest, &line))
            return 0;
    const char *tab = memchr(table->first.data, '\t', table->first.length);
    struct gk_string begin = gk_string_first(table->first, tab ? (size_t)(tab - table->first.data) + 1 : 0);
    return begin.length >= 2 && gk_string_starts(line, begin) ? 0 : count_fields(line);
}

/* Whether a line between two rows of the same table is a row of a single cell: 二、完善机制. Below it stands
 * a whole row, or one as above. */
static bool is_section_row(const struct gk_text_rows *rows, const struct table_lines *table,
                           struct gk_string line, struct gk_string rest)
{
    size_t fields = fields_behind(rows, table, line, rest, is_section);
    return fields > 0 && (fields == table->fields || fields == table->most);
}

/* A line right between two rows that is taken for text: where rows beside it lack cells, it may be one whose
 * other cells were dropped. */
static void say_parted(const struct gk_text_rows *rows, const struct table_lines *table,
                       struct gk_string line, struct gk_string rest)
{
    enum { COLUMNS_LEAST = 3, ROWS_LEAST = 2 };
    size_t fields = fields_behind(rows, table, line, rest, is_text);
    bool lacking = fields < table->most || table->fields < table->most;
    if (table->rows < ROWS_LEAST || table->most < COLUMNS_LEAST || fields == 0 || fields > table->most ||
        !lacking)
        return;
    gkplan_place place = gk_place_none();
    place.byte = (uint64_t)(line.data - rows->start);
    place.line = rows->line;
    gk_diagnose_strings(rows->context, GK_MESSAGE_LINE_PARTS_TABLE, &place, NULL, line, GK_STRING(""));
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_text_rows rows;
    struct table_lines table = {.fields = 0};
    struct gk_string rest = source->text, line;
    gk_text_rows_init(&rows, context, source, builder, false);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (gk_tab_row(line)) {
            if (!rows.in_table)
                table = (struct table_lines){.first = line};
            table.rows++;
            table.fields = count_fields(line);
            table.most = table.fields > table.most ? table.fields : table.most;
            read_row(&rows, line, &rest);
        } else if (is_section_row(&rows, &table, line, rest)) {
            gk_tab_row_write(&rows, line);
        } else {
            say_parted(&rows, &table, line, rest);
            gk_text_rows_prose(&rows, line);
        }
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_tab_rows = {GKPLAN_FORMAT_TEXT, "tab-rows", recognise, read};

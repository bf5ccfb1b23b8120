/* A table of which every cell became a line, or a paragraph between blank lines, with nothing that ends a
 * row. It is read where its first column counts: 1, 2, 3 at the same distance say how many cells a row has,
 * and the lines before the 1 are the header. A row with a line more or less breaks the count; then nothing of
 * the table is guessed.
 */
#include "core/array.h"
#include "core/cjk_text.h"
#include "read/reader.h"
#include "read/text_marks.h"
#include <inttypes.h>
#include <stdio.h>

enum { COLUMNS_FEWEST = 3, COLUMNS_MOST = 24, ROWS_FEWEST = 3, HEADER_WIDTH = 24 };

/* A line that is not blank. */
struct line {
    struct gk_string text;
    uint32_t number; /* of the line, from 1 */
    uint32_t value;  /* of its digits, where it has nothing else; else 0 */
};

struct table {
    size_t first; /* line of the header's first cell */
    size_t columns;
    size_t rows; /* header included */
    size_t end;  /* the line behind it */
};

static bool take_lines(struct gk_array *lines, struct gk_string text)
{
    struct gk_string line;
    uint32_t number = 0;
    while (gk_next_line(&text, &line)) {
        number++;
        line = gk_trim(line);
        if (line.length == 0)
            continue;
        struct line *item = gk_array_push(lines);
        if (!item)
            return false;
        *item = (struct line){line, number, gk_text_number(line)};
    }
    return true;
}

static const struct line *line_at(const struct gk_array *lines, size_t position)
{
    return gk_array_at(lines, position);
}

static uint32_t value_at(const struct gk_array *lines, size_t position)
{
    return position < lines->count ? line_at(lines, position)->value : 0;
}

/* Short words, no numbers, no sentences. */
static bool is_header(const struct gk_array *lines, size_t first, size_t columns)
{
    for (size_t i = first; i < first + columns; i++) {
        const struct line *line = line_at(lines, i);
        if (line->value || gk_text_width(line->text) > HEADER_WIDTH ||
            gk_string_contains(line->text, GK_STRING("。")) ||
            gk_string_contains(line->text, GK_STRING("，")))
            return false;
    }
    return true;
}

static bool is_header_again(const struct gk_array *lines, const struct table *table, size_t position)
{
    if (position + table->columns > lines->count)
        return false;
    for (size_t i = 0; i < table->columns; i++)
        if (!gk_string_equal(line_at(lines, position + i)->text, line_at(lines, table->first + i)->text))
            return false;
    return true;
}

/* Whether the number stands in the last row or in what would be the next ones: then the rows are not all
 * alike. */
static bool goes_on(const struct gk_array *lines, const struct table *table, uint32_t number)
{
    for (size_t i = table->end - table->columns + 1; i < lines->count && i < table->end + 3 * table->columns;
         i++)
        if (value_at(lines, i) == number)
            return true;
    return false;
}

/* The table whose 1 stands at `position`, with rows of `columns`. False when the lines are none. */
static bool try_columns(const struct gk_array *lines, size_t position, size_t columns, struct table *out)
{
    if (position < columns || position + columns > lines->count ||
        !is_header(lines, position - columns, columns))
        return false;
    *out = (struct table){.first = position - columns, .columns = columns, .rows = 1, .end = position};
    uint32_t number = 1;
    while (out->end + columns <= lines->count) {
        if (is_header_again(lines, out, out->end)) {
            out->rows++;
            out->end += columns;
            continue;
        }
        if (value_at(lines, out->end) != number)
            break;
        number++;
        out->rows++;
        out->end += columns;
    }
    return number > ROWS_FEWEST && !goes_on(lines, out, number);
}

/* The table whose 1 stands at `position`: the 2 says how many cells a row has. */
static bool find_table(const struct gk_array *lines, size_t position, struct table *out)
{
    for (size_t columns = COLUMNS_FEWEST; columns <= COLUMNS_MOST; columns++)
        if (value_at(lines, position + columns) == 2 && try_columns(lines, position, columns, out))
            return true;
    return false;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    uint32_t next = 1;
    size_t since = 0;
    if (source->container != GK_CONTAINER_TEXT || memchr(source->text.data, '\t', source->text.length) ||
        memchr(source->text.data, '|', source->text.length))
        return 0;
    /* Without memory for the lines: 1, 2 and 3 stand alone, not too far from one another. */
    while (next <= ROWS_FEWEST && gk_next_line(&rest, &line)) {
        line = gk_trim(line);
        since += line.length > 0;
        uint32_t value = gk_text_number(line);
        if (value == 1 || (value == next && since >= COLUMNS_FEWEST && since <= COLUMNS_MOST)) {
            next = value + 1;
            since = 0;
        }
    }
    return next > ROWS_FEWEST ? 45 : 0;
}

static void place(struct gk_layout_builder *builder, const struct gk_source *source, const struct line *line)
{
    gk_layout_place(builder, NULL, line->number, (uint64_t)(line->text.data - source->text.data));
}

static void write_table(struct gk_context *context, const struct gk_source *source,
                        struct gk_layout_builder *builder, const struct gk_array *lines,
                        const struct table *table)
{
    char columns[32];
    gkplan_place where = gk_place_none();
    where.line = line_at(lines, table->first)->number;
    snprintf(columns, sizeof columns, "%zu", table->columns);
    gk_diagnose(context, GK_MESSAGE_CELLS_BY_NUMBERS, &where, NULL, columns, NULL);
    gk_layout_begin_table(builder, NULL);
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        const struct line *line = line_at(lines, table->first + i);
        place(builder, source, line);
        if (i % table->columns == 0)
            gk_layout_begin_row(builder, 0);
        gk_layout_cell(builder, NULL, line->text);
        if ((i + 1) % table->columns == 0)
            gk_layout_end_row(builder);
    }
    gk_layout_end_table(builder);
}

/* Lines come out as prose until a table begins: its header ends before a 1. */
static void write_lines(struct gk_context *context, const struct gk_source *source,
                        struct gk_layout_builder *builder, const struct gk_array *lines)
{
    struct table table = {0};
    size_t written = 0;
    for (size_t i = 0; i <= lines->count && context->status == GKPLAN_STATUS_OK; i++) {
        bool begins =
            value_at(lines, i) == 1 && i >= written && find_table(lines, i, &table) && table.first >= written;
        size_t end = i == lines->count ? i : begins ? table.first : written;
        for (; written < end; written++) {
            place(builder, source, line_at(lines, written));
            gk_text_paragraph(builder, line_at(lines, written)->text);
        }
        if (begins) {
            write_table(context, source, builder, lines, &table);
            written = table.end;
            i = table.end - 1;
        }
    }
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_array lines;
    gk_array_init(&lines, &context->allocator, sizeof(struct line));
    if (take_lines(&lines, source->text))
        write_lines(context, source, builder, &lines);
    else
        gk_fail_memory(context);
    gk_array_free(&lines);
    return context->status;
}

const struct gk_reader gk_reader_counted_cells = {GKPLAN_FORMAT_TEXT, "counted-cells", recognise, read};

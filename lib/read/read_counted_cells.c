/* A table of which every cell became a line, or a paragraph between blank lines, with nothing that ends a
 * row. Where its first column counts, 1, 2, 3 at the same distance say how many cells a row has, and the
 * lines before the 1 are the header. Else the words of the header say what its columns hold, and the cells
 * are put into rows by that (listed_cells.c). Where neither leaves a sound table nothing is guessed.
 */
#include "core/array.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/listed_cells.h"
#include "read/reader.h"
#include "read/text_marks.h"
#include <inttypes.h>
#include <stdio.h>

enum {
    COLUMNS_FEWEST = 3,
    COLUMNS_MOST = 24,
    ROWS_FEWEST = 3,
    HEADER_WIDTH = 24,
    WORD_BYTES = 3 * HEADER_WIDTH / 2,
    LEAST_WORK = 100000
};

struct table {
    size_t first; /* line of the header's first cell */
    size_t columns;
    size_t rows; /* header included */
    size_t end;  /* the line behind it */
};

/* *trailing is the number of blank lines at the end. */
static bool take_lines(struct gk_array *lines, struct gk_string text, uint32_t *trailing)
{
    struct gk_string line;
    uint32_t number = 0, blanks = 0;
    while (gk_next_line(&text, &line)) {
        number++;
        line = gk_trim(line);
        if (line.length == 0) {
            blanks++;
            continue;
        }
        struct gk_listed_line *item = gk_array_push(lines);
        if (!item)
            return false;
        *item = (struct gk_listed_line){line, number, gk_text_number(line), blanks};
        blanks = 0;
    }
    *trailing = blanks;
    return true;
}

static const struct gk_listed_line *line_at(const struct gk_array *lines, size_t position)
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
        const struct gk_listed_line *line = line_at(lines, i);
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

/* Whether a line may be a word of a header, without memory: short, and no sentence. */
static bool may_be_word(struct gk_string line)
{
    return line.length > 0 && line.length <= WORD_BYTES && gk_text_number(line) == 0 &&
           !gk_string_contains(line, GK_STRING("。")) && !gk_string_contains(line, GK_STRING("，"));
}

/* Short lines one below the other, one for what is done and one for who does it. */
static bool has_header(struct gk_string rest)
{
    static const struct gk_string tasks[] = {
        GK_STRING_ROW("任务"), GK_STRING_ROW("事项"), GK_STRING_ROW("工作"), GK_STRING_ROW("内容"),
        GK_STRING_ROW("措施"), GK_STRING_ROW("要求"), GK_STRING_ROW("项目"), GK_STRING_ROW("目标")};
    static const struct gk_string doers[] = {GK_STRING_ROW("单位"), GK_STRING_ROW("部门"),
                                             GK_STRING_ROW("责任"), GK_STRING_ROW("牵头")};
    struct gk_string line;
    size_t words = 0;
    bool task = false, doer = false;
    while (gk_next_line(&rest, &line)) {
        line = gk_trim(line);
        if (line.length == 0)
            continue;
        if (!may_be_word(line)) {
            words = task = doer = 0;
            continue;
        }
        bool does = gk_has_word(line, doers, sizeof doers / sizeof *doers);
        words++;
        task = task || (!does && gk_has_word(line, tasks, sizeof tasks / sizeof *tasks));
        doer = doer || does;
        if (words >= COLUMNS_FEWEST && task && doer)
            return true;
    }
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
    return next > ROWS_FEWEST || has_header(source->text) ? 45 : 0;
}

static void place(struct gk_layout_builder *builder, const struct gk_source *source,
                  const struct gk_listed_line *line)
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
        const struct gk_listed_line *line = line_at(lines, table->first + i);
        place(builder, source, line);
        if (i % table->columns == 0)
            gk_layout_begin_row(builder, 0);
        gk_layout_cell(builder, NULL, line->text);
        if ((i + 1) % table->columns == 0)
            gk_layout_end_row(builder);
    }
    gk_layout_end_table(builder);
}

/* Blank cells of the open row, which the source dropped: up to column `to`. */
static void write_blanks(struct gk_layout_builder *builder, uint32_t from, size_t to)
{
    for (; from < to; from++)
        gk_layout_cell(builder, NULL, GK_STRING(""));
}

static void write_listed_cell(struct gk_layout_builder *builder, const struct gk_source *source,
                              const struct gk_array *lines, const struct gk_listed_cell *cell)
{
    const struct gk_cell properties = {.column = cell->column, .column_span = cell->span};
    if (cell->end > cell->first)
        place(builder, source, line_at(lines, cell->first));
    gk_layout_begin_cell(builder, &properties);
    for (size_t line = cell->first; line < cell->end; line++)
        gk_text_paragraph(builder, line_at(lines, line)->text);
    gk_layout_end_cell(builder);
}

static void write_listed(struct gk_context *context, const struct gk_source *source,
                         struct gk_layout_builder *builder, const struct gk_array *lines,
                         const struct gk_listed_table *table)
{
    char columns[32];
    gkplan_place where = gk_place_none();
    where.line = line_at(lines, table->first)->number;
    snprintf(columns, sizeof columns, "%zu", table->columns);
    gk_diagnose(context, table->blanks_known ? GK_MESSAGE_ROWS_COUNTED : GK_MESSAGE_CELLS_BY_CONTENT, &where,
                NULL, columns, NULL);
    gk_layout_begin_table(builder, NULL);
    uint32_t row = 0, column = 0;
    gk_layout_begin_row(builder, 0);
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct gk_listed_cell *cell = gk_array_at(&table->cells, i);
        if (cell->row != row) {
            write_blanks(builder, column, row > 0 ? table->columns : 0);
            gk_layout_end_row(builder);
            gk_layout_begin_row(builder, 0);
            column = 0;
        }
        row = cell->row;
        write_blanks(builder, column, cell->column);
        write_listed_cell(builder, source, lines, cell);
        column = cell->column + cell->span;
    }
    write_blanks(builder, column, table->columns);
    gk_layout_end_row(builder);
    gk_layout_end_table(builder);
}

/* Lines come out as prose until a table begins. */
struct writer {
    struct gk_context *context;
    const struct gk_source *source;
    struct gk_layout_builder *builder;
    const struct gk_array *lines;
    size_t written;
    struct gk_listed_table listed;
};

static void write_prose(struct writer *writer, size_t end)
{
    for (; writer->written < end; writer->written++) {
        const struct gk_listed_line *line = line_at(writer->lines, writer->written);
        place(writer->builder, writer->source, line);
        gk_text_paragraph(writer->builder, line->text);
    }
}

/* The table of numbers whose header begins with the line or right behind it. */
static bool find_numbered(const struct gk_array *lines, size_t position, struct table *table)
{
    for (size_t i = position + COLUMNS_FEWEST; i < lines->count && i <= position + COLUMNS_MOST; i++)
        if (value_at(lines, i) == 1)
            return find_table(lines, i, table) && table->first >= position && table->first <= position + 1;
    return false;
}

/* Write the table that begins with the line; false: none does. */
static bool write_table_at(struct writer *writer, size_t position)
{
    struct table table;
    if (!may_be_word(line_at(writer->lines, position)->text))
        return false;
    if (find_numbered(writer->lines, position, &table)) {
        write_prose(writer, table.first);
        write_table(writer->context, writer->source, writer->builder, writer->lines, &table);
        writer->written = table.end;
        return true;
    }
    if (!gk_listed_table_find(writer->context, writer->lines, position, &writer->listed)) {
        /* The rest of a header is no header. */
        write_prose(writer, writer->listed.end);
        return true;
    }
    write_prose(writer, writer->listed.first);
    write_listed(writer->context, writer->source, writer->builder, writer->lines, &writer->listed);
    writer->written = writer->listed.end;
    return true;
}

static void write_lines(struct writer *writer)
{
    for (size_t i = 0; i < writer->lines->count && writer->context->status == GKPLAN_STATUS_OK;)
        i = write_table_at(writer, i) ? writer->written : i + 1;
    write_prose(writer, writer->lines->count);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_array lines;
    gk_array_init(&lines, &context->allocator, sizeof(struct gk_listed_line));
    struct writer writer = {.context = context, .source = source, .builder = builder, .lines = &lines};
    gk_array_init(&writer.listed.cells, &context->allocator, sizeof(struct gk_listed_cell));
    if (take_lines(&lines, source->text, &writer.listed.trailing)) {
        writer.listed.work = 8 * lines.count + LEAST_WORK;
        write_lines(&writer);
    } else {
        gk_fail_memory(context);
    }
    gk_array_free(&writer.listed.cells);
    gk_array_free(&lines);
    return context->status;
}

const struct gk_reader gk_reader_counted_cells = {GKPLAN_FORMAT_TEXT, "counted-cells", recognise, read};

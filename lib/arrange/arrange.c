/* A layout of lines becomes one of tables and prose. Where a first column counts, it says how many cells a
 * row has (numbered_cells.c). Else the words of the header say what its columns hold, and the cells are put
 * into rows by that (listed_cells.c). Where neither leaves a sound table nothing is guessed. */
#include "arrange/arrange.h"

#include "arrange/numbered_cells.h"
#include "core/cjk_text.h"
#include <stdio.h>

enum { LEAST_WORK = 100000 };

/* Lines come out as prose until a table begins. */
struct writer {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    struct gk_array lines;
    size_t written;
    struct gk_listed_table listed;
};

static const struct gk_listed_line *line_at(const struct writer *writer, size_t position)
{
    return gk_array_at(&writer->lines, position);
}

/* False when memory ended. */
static bool take_lines(struct writer *writer, const struct gk_layout *layout)
{
    uint32_t last = 0;
    for (const gkplan_block *block = layout->first_block; block; block = block->next) {
        struct gk_listed_line *line = gk_array_push(&writer->lines);
        if (!line)
            return false;
        *line = (struct gk_listed_line){.text = gk_string_make(block->text, block->text_length),
                                        .byte = block->place.byte,
                                        .number = block->place.line,
                                        .blanks = block->place.line - last - 1};
        line->value = gk_number_alone(line->text);
        last = block->place.line;
        for (size_t i = 0; i < line->text.length; i++)
            last += line->text.data[i] == '\n';
    }
    writer->listed.trailing = layout->listed_lines - last;
    return true;
}

static void place(struct writer *writer, size_t position)
{
    const struct gk_listed_line *line = line_at(writer, position);
    gk_layout_place(writer->builder, NULL, line->number, line->byte);
}

static void write_prose(struct writer *writer, size_t end)
{
    for (; writer->written < end; writer->written++) {
        place(writer, writer->written);
        gk_layout_paragraph(writer->builder, NULL, line_at(writer, writer->written)->text);
    }
}

static void say_table(struct writer *writer, enum gk_message message, size_t first, size_t columns)
{
    char number[32];
    gkplan_place where = gk_place_none();
    where.line = line_at(writer, first)->number;
    snprintf(number, sizeof number, "%zu", columns);
    gk_diagnose(writer->context, message, &where, NULL, number, NULL);
}

static void write_numbered(struct writer *writer, const struct gk_numbered_table *table)
{
    say_table(writer, GK_MESSAGE_CELLS_BY_NUMBERS, table->first, table->columns);
    gk_layout_begin_table(writer->builder, NULL);
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        place(writer, table->first + i);
        if (i % table->columns == 0)
            gk_layout_begin_row(writer->builder, 0);
        gk_layout_cell(writer->builder, NULL, line_at(writer, table->first + i)->text);
        if ((i + 1) % table->columns == 0)
            gk_layout_end_row(writer->builder);
    }
    gk_layout_end_table(writer->builder);
}

/* Blank cells of the open row, which the source dropped: up to column `to`. */
static void write_blanks(struct gk_layout_builder *builder, uint32_t from, size_t to)
{
    for (; from < to; from++)
        gk_layout_cell(builder, NULL, GK_STRING(""));
}

static void write_listed_cell(struct writer *writer, const struct gk_listed_cell *cell)
{
    const struct gk_cell properties = {.column = cell->column, .column_span = cell->span};
    if (cell->end > cell->first)
        place(writer, cell->first);
    gk_layout_begin_cell(writer->builder, &properties);
    for (size_t line = cell->first; line < cell->end; line++)
        gk_layout_paragraph(writer->builder, NULL, line_at(writer, line)->text);
    gk_layout_end_cell(writer->builder);
}

static void write_listed(struct writer *writer, const struct gk_listed_table *table)
{
    struct gk_layout_builder *builder = writer->builder;
    say_table(writer, table->blanks_known ? GK_MESSAGE_ROWS_COUNTED : GK_MESSAGE_CELLS_BY_CONTENT,
              table->first, table->columns);
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
        write_listed_cell(writer, cell);
        column = cell->column + cell->span;
    }
    write_blanks(builder, column, table->columns);
    gk_layout_end_row(builder);
    gk_layout_end_table(builder);
}

/* Write the table that begins with the line; false: none does. */
static bool write_table_at(struct writer *writer, size_t position)
{
    struct gk_numbered_table numbered;
    if (!gk_may_be_header_word(line_at(writer, position)->text))
        return false;
    if (gk_numbered_table_find(&writer->lines, position, &numbered)) {
        write_prose(writer, numbered.first);
        write_numbered(writer, &numbered);
        writer->written = numbered.end;
        return true;
    }
    if (!gk_listed_table_find(writer->context, &writer->lines, position, &writer->listed)) {
        /* The rest of a header is no header. */
        write_prose(writer, writer->listed.end);
        return true;
    }
    write_prose(writer, writer->listed.first);
    write_listed(writer, &writer->listed);
    writer->written = writer->listed.end;
    return true;
}

static void write_lines(struct writer *writer)
{
    for (size_t i = 0; i < writer->lines.count && writer->context->status == GKPLAN_STATUS_OK;)
        i = write_table_at(writer, i) ? writer->written : i + 1;
    write_prose(writer, writer->lines.count);
}

/* The layout anew. What its characters were counted for once is not counted again. */
static void rewrite(struct writer *writer, struct gk_layout *layout)
{
    struct gk_layout made;
    writer->builder = gk_layout_builder_again(writer->context);
    if (!writer->builder)
        return;
    write_lines(writer);
    if (gk_layout_finish(writer->builder, &made) == GKPLAN_STATUS_OK) {
        made.account.read = layout->account.read;
        made.account.named = layout->account.named;
        *layout = made;
    }
    gk_layout_builder_free(writer->builder);
}

gkplan_status gk_arrange(struct gk_context *context, struct gk_layout *layout)
{
    struct writer writer = {.context = context};
    if (layout->listed_lines == 0 || context->status != GKPLAN_STATUS_OK)
        return context->status;
    gk_array_init(&writer.lines, &context->allocator, sizeof(struct gk_listed_line));
    gk_array_init(&writer.listed.cells, &context->allocator, sizeof(struct gk_listed_cell));
    if (take_lines(&writer, layout)) {
        writer.listed.work = 8 * writer.lines.count + LEAST_WORK;
        rewrite(&writer, layout);
    } else {
        gk_fail_memory(context);
    }
    gk_array_free(&writer.listed.cells);
    gk_array_free(&writer.lines);
    return context->status;
}

/* Grids as pandoc and reStructuredText draw them, or people with the signs of box drawing:
 *
 *     +------+----------+--------+
 *     | 任务 | 建立台账 | 财政局 |
 *     |      +----------+--------+
 *     |      | 定期通报 | 教育局 |
 *     +------+----------+--------+
 *
 * A line is drawn wherever a cell ends. One that does not reach across the table leaves open the cells that
 * go on below it, so that all spans are known. Where the lines do not agree the table is not read here. */
#include "read/drawn_grid.h"

#include "core/array.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/boxed_cell.h"
#include "read/drawn_line.h"

enum { NO_CELL = 0 };

struct drawn_cell {
    uint32_t row, row_span;
    uint32_t from, to;  /* borders */
    size_t first, last; /* lines */
    bool has_text, blank_behind;
};

struct drawn_grid {
    struct gk_text_rows *rows;
    struct gk_drawn_borders borders;
    struct gk_array lines;         /* struct gk_string */
    struct gk_array cells;         /* struct drawn_cell, row by row */
    size_t open[GK_DRAWN_COLUMNS]; /* position of the cell in each column, from 1; NO_CELL: one begins */
    uint32_t row;
    uint32_t header_rows; /* above a double line */
    size_t begun;         /* cells of this row */
    bool parted;          /* blank lines part the paragraphs of a cell: other line ends are the column's */
};

static struct gk_string line_at(const struct drawn_grid *grid, size_t position)
{
    return *(struct gk_string *)gk_array_at(&grid->lines, position);
}

static struct drawn_cell *open_cell(const struct drawn_grid *grid, size_t column)
{
    return grid->open[column] == NO_CELL ? NULL : gk_array_at(&grid->cells, grid->open[column] - 1);
}

/* --- the lines --- */

/* Whether a line begins and ends as one of a drawn table. */
static bool is_drawn(struct gk_string line)
{
    size_t at = 0;
    line = gk_trim(line);
    size_t end = line.length;
    if (line.length < 2)
        return false;
    uint32_t first = gk_utf8_next(line, &at), last = gk_utf8_previous(line, &end);
    return (gk_drawn_bar(first) || gk_drawn_corner(first)) && (gk_drawn_bar(last) || gk_drawn_corner(last));
}

/* Whether nothing but drawn lines and borders stands in the line. */
static bool is_whole_rule(struct gk_string line)
{
    line = gk_trim(line);
    for (size_t at = 0; at < line.length;) {
        uint32_t codepoint = gk_utf8_next(line, &at);
        if (!gk_drawn_dash(codepoint) && !gk_drawn_corner(codepoint) && !gk_drawn_bar(codepoint) &&
            codepoint != ':')
            return false;
    }
    return true;
}

/* Take the table's lines, from `line` on, off *rest. */
static void take_lines(struct drawn_grid *grid, struct gk_string line, struct gk_string *rest)
{
    struct gk_string after = *rest;
    bool more = true;
    while (more && is_drawn(line)) {
        struct gk_string *kept = gk_array_push(&grid->lines);
        if (!kept) {
            gk_fail_memory(grid->rows->context);
            return;
        }
        *kept = line;
        *rest = after;
        more = gk_next_line(&after, &line);
    }
}

/* Find the borders; false when no cell reaches over several rows, or there are too many. */
static bool find_borders(struct drawn_grid *grid)
{
    size_t drawn, partial = 0;
    struct gk_string first = line_at(grid, 0), second = first;
    for (size_t i = 1; i < grid->lines.count && is_whole_rule(second); i++)
        second = line_at(grid, i);
    grid->borders.wide = gk_drawn_width(first, false) != gk_drawn_width(second, false) &&
                         gk_drawn_width(first, true) == gk_drawn_width(second, true);
    for (size_t i = 0; i < grid->lines.count; i++) {
        if (!gk_drawn_borders_add(&grid->borders, line_at(grid, i), &drawn))
            return false;
        partial += drawn > 0 && !is_whole_rule(line_at(grid, i));
    }
    return partial > 0 && grid->borders.count >= 3;
}

/* --- the cells --- */

/* A drawn line ends the cells above it. False when it ends but a part of one. */
static bool end_cells(struct drawn_grid *grid, const struct gk_drawn_line *line)
{
    bool ruled[GK_DRAWN_COLUMNS] = {false};
    for (size_t i = 0; i < line->count; i++)
        for (size_t column = line->stretches[i].from; column < line->stretches[i].to; column++)
            ruled[column] = line->stretches[i].rule;
    for (size_t column = 0; column + 1 < grid->borders.count; column++) {
        struct drawn_cell *cell = open_cell(grid, column);
        if (!cell || !ruled[column])
            continue;
        for (size_t other = cell->from; other < cell->to; other++) {
            if (!ruled[other])
                return false;
            grid->open[other] = NO_CELL;
        }
        cell->row_span = grid->row - cell->row + 1;
    }
    return true;
}

static bool begin_cell(struct drawn_grid *grid, const struct gk_drawn_stretch *stretch, size_t line)
{
    struct drawn_cell *cell = gk_array_push(&grid->cells);
    if (!cell) {
        gk_fail_memory(grid->rows->context);
        return false;
    }
    *cell = (struct drawn_cell){.row = grid->row,
                                .from = (uint32_t)stretch->from,
                                .to = (uint32_t)stretch->to,
                                .first = line,
                                .last = line};
    for (size_t column = stretch->from; column < stretch->to; column++)
        grid->open[column] = grid->cells.count;
    grid->begun++;
    return true;
}

/* A stretch without a drawn line belongs to one cell. False when it does not. Beside a drawn line many
 * writers leave a cell that goes on blank. */
static bool take_stretch(struct drawn_grid *grid, const struct gk_drawn_stretch *stretch, size_t line,
                         bool beside_rule)
{
    for (size_t column = stretch->from + 1; column < stretch->to; column++)
        if (grid->open[column] != grid->open[stretch->from])
            return false;
    if (!open_cell(grid, stretch->from) && !begin_cell(grid, stretch, line))
        return false;
    struct drawn_cell *cell = open_cell(grid, stretch->from);
    if (cell->from != stretch->from || cell->to != stretch->to)
        return false;
    bool text = stretch->text.length > 0;
    grid->parted = grid->parted || (text && cell->blank_behind);
    cell->blank_behind = cell->has_text && !text && (cell->blank_behind || !beside_rule);
    cell->has_text = cell->has_text || text;
    cell->last = line;
    return true;
}

static bool take_line(struct drawn_grid *grid, size_t position)
{
    struct gk_drawn_line line;
    if (!gk_drawn_line_take(line_at(grid, position), &grid->borders, &line))
        return false;
    if (line.rules > 0) {
        if (!end_cells(grid, &line))
            return false;
        grid->row += grid->begun > 0;
        grid->begun = 0;
        if (grid->header_rows == 0 && gk_string_contains(line_at(grid, position), GK_STRING("==")))
            grid->header_rows = grid->row;
    }
    for (size_t i = 0; i < line.count; i++)
        if (!line.stretches[i].rule && !take_stretch(grid, &line.stretches[i], position, line.rules > 0))
            return false;
    return true;
}

/* Every cell has ended at the last line. */
static bool is_closed(const struct drawn_grid *grid)
{
    for (size_t column = 0; column + 1 < grid->borders.count; column++)
        if (grid->open[column] != NO_CELL)
            return false;
    return true;
}

/* Say that the lines do not agree, from this one on. */
static void say_broken(struct drawn_grid *grid, size_t line)
{
    gkplan_place place = gk_place_none();
    place.line = grid->rows->line + (uint32_t)line;
    gk_diagnose_strings(grid->rows->context, GK_MESSAGE_GRID_BROKEN, &place, NULL,
                        gk_trim(line_at(grid, line)), GK_STRING(""));
}

static bool find_cells(struct drawn_grid *grid)
{
    size_t line = 0;
    while (line < grid->lines.count && take_line(grid, line))
        line++;
    bool whole = line == grid->lines.count && is_closed(grid);
    if (!whole)
        say_broken(grid, line < grid->lines.count ? line : line - 1);
    return whole && grid->row >= 2;
}

/* --- writing --- */

/* Bars and drawn lines are no text. */
static void leave_marks(struct drawn_grid *grid)
{
    struct gk_drawn_line line;
    for (size_t i = 0; i < grid->lines.count; i++) {
        struct gk_string rest = gk_trim(line_at(grid, i));
        gk_drawn_line_take(line_at(grid, i), &grid->borders, &line);
        for (size_t j = 0; j < line.count; j++) {
            struct gk_string text = line.stretches[j].text;
            if (line.stretches[j].rule || text.length == 0)
                continue;
            gk_layout_left_out(grid->rows->builder, GK_LEFT_OUT_MARK,
                               gk_trim(gk_string_first(rest, (size_t)(text.data - rest.data))));
            rest = gk_string_from(rest, (size_t)(text.data - rest.data) + text.length);
        }
        gk_layout_left_out(grid->rows->builder, GK_LEFT_OUT_MARK, gk_trim(rest));
    }
}

static bool add_text(struct drawn_grid *grid, const struct drawn_cell *cell, struct gk_boxed_cell *out)
{
    struct gk_drawn_line line;
    bool good = true;
    gk_boxed_cell_clear(out);
    for (size_t i = cell->first; i <= cell->last && good; i++) {
        gk_drawn_line_take(line_at(grid, i), &grid->borders, &line);
        for (size_t j = 0; j < line.count && good; j++) {
            const struct gk_drawn_stretch *stretch = &line.stretches[j];
            bool text = stretch->text.length > 0;
            if (stretch->from == cell->from && (text || (out->text.length > 0 && line.rules == 0)))
                good =
                    gk_boxed_cell_add(out, stretch->text, stretch->left - (stretch->left > 0), grid->parted);
        }
    }
    return good;
}

/* `line` is the number of the cell's first line. */
static void write_cell(struct drawn_grid *grid, const struct drawn_cell *cell, uint32_t line,
                       struct gk_boxed_cell *text)
{
    struct gk_layout_builder *builder = grid->rows->builder;
    const struct gk_cell properties = {
        .column = cell->from, .column_span = cell->to - cell->from, .row_span = cell->row_span};
    if (!add_text(grid, cell, text)) {
        gk_fail_memory(grid->rows->context);
        return;
    }
    gk_boxed_cell_say_doubt(grid->rows->context, text, line);
    gk_layout_begin_cell(builder, &properties);
    gk_text_rows_text(grid->rows, gk_buffer_view(&text->text));
    gk_layout_end_cell(builder);
}

/* `line` is the number of the table's first line. */
static void write_table(struct drawn_grid *grid, uint32_t line)
{
    struct gk_layout_builder *builder = grid->rows->builder;
    const struct gk_table table = {.flags = GKPLAN_TABLE_MERGES_KNOWN,
                                   .column_count = (uint32_t)grid->borders.count - 1};
    struct gk_boxed_cell text;
    gk_buffer_init(&text.text, &grid->rows->context->allocator);
    gk_layout_begin_table(builder, &table);
    for (size_t i = 0; i < grid->cells.count; i++) {
        const struct drawn_cell *cell = gk_array_at(&grid->cells, i);
        if (i == 0 || cell->row != cell[-1].row) {
            if (i > 0)
                gk_layout_end_row(builder);
            gk_layout_place(builder, NULL, line + (uint32_t)cell->first,
                            (uint64_t)(line_at(grid, cell->first).data - grid->rows->start));
            gk_layout_begin_row(builder, cell->row < grid->header_rows ? GKPLAN_ROW_HEADER : 0);
        }
        write_cell(grid, cell, line + (uint32_t)cell->first, &text);
    }
    gk_layout_end_row(builder);
    gk_layout_end_table(builder);
    leave_marks(grid);
    gk_buffer_free(&text.text);
}

bool gk_drawn_grid_read(struct gk_text_rows *rows, struct gk_string line, struct gk_string *rest,
                        const char **end)
{
    struct drawn_grid grid = {.rows = rows};
    struct gk_string behind = *rest;
    gk_array_init(&grid.lines, &rows->context->allocator, sizeof(struct gk_string));
    gk_array_init(&grid.cells, &rows->context->allocator, sizeof(struct drawn_cell));
    take_lines(&grid, line, &behind);
    *end = behind.data;
    bool found = grid.lines.count > 1 && find_borders(&grid) && find_cells(&grid) &&
                 rows->context->status == GKPLAN_STATUS_OK;
    if (found) {
        gk_text_rows_end_table(rows);
        write_table(&grid, rows->line);
        rows->line += (uint32_t)grid.lines.count - 1;
        *rest = behind;
    }
    gk_array_free(&grid.cells);
    gk_array_free(&grid.lines);
    return found;
}

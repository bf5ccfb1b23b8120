/* Text in which each cell begins with a tab on a line of its own and an empty line ends a row, as converters
 * of Word files write tables. Blank and covered cells are tab lines without text; further paragraphs of a
 * cell are bare lines.
 *
 * A bare line after an empty one may be a paragraph of the cell above (the row is not over yet) or the prose
 * after the table: the number of columns, which is that of the fullest row so far, decides.
 */
#include "core/array.h"
#include "core/cjk_text.h"
#include "core/memory.h"
#include "read/reader.h"
#include "read/text_marks.h"

/* One line of the source. */
struct line {
    struct gk_string text; /* without the tab of a cell */
    uint32_t number;
    bool cell;
    bool blank;
};

struct state {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    const char *start;
    struct gk_array lines; /* struct line: all of the source */
    size_t columns;        /* of the fullest row of the open table */
};

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t cells = 0, fields = 0, others = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (gk_next_line(&rest, &line)) {
        if (line.length > 0 && line.data[0] == '\t') {
            if (memchr(line.data + 1, '\t', line.length - 1))
                fields++;
            else
                cells++;
        } else if (memchr(line.data, '\t', line.length)) {
            others++;
        }
    }
    return cells >= 2 && cells > 2 * (fields + others) ? 80 : 10;
}

static bool split_lines(struct state *state, struct gk_string text)
{
    struct gk_string line;
    uint32_t number = 0;
    while (gk_next_line(&text, &line)) {
        struct line *item = gk_array_push(&state->lines);
        if (!item)
            return false;
        number++;
        *item = (struct line){.text = line, .number = number};
        if (line.length > 0 && line.data[0] == '\t') {
            item->cell = true;
            item->text = gk_string_from(line, 1);
        }
        item->blank = gk_is_blank(item->text);
    }
    return true;
}

static struct line *line_at(const struct state *state, size_t position)
{
    return gk_array_at(&state->lines, position);
}

static void place(struct state *state, const struct line *line)
{
    gk_layout_place(state->builder, NULL, line->number, (uint64_t)(line->text.data - state->start));
}

/* The first line at or after `position` that is not blank and no cell line; count when there is none. */
static size_t skip_empty(const struct state *state, size_t position)
{
    while (position < state->lines.count && line_at(state, position)->blank &&
           !line_at(state, position)->cell)
        position++;
    return position;
}

/* Whether the row that has `cells` cells so far is completed by what follows the empty line: runs of lines
 * between empty ones must bring it to exactly the number of columns. A run of bare lines may be one more
 * paragraph of the open cell; one that begins with a cell counts only where it completes the row. */
static bool completes(const struct state *state, size_t position, size_t cells)
{
    enum { LINES_AHEAD = 400 };
    size_t end = position + LINES_AHEAD < state->lines.count ? position + LINES_AHEAD : state->lines.count;
    while (position < end && cells < state->columns) {
        bool begins_with_cell = line_at(state, position)->cell;
        while (position < end && (line_at(state, position)->cell || !line_at(state, position)->blank))
            cells += line_at(state, position++)->cell;
        if (begins_with_cell && cells != state->columns)
            return false;
        position = skip_empty(state, position);
    }
    return cells == state->columns;
}

/* The line after a row that begins at `position`. It ends at an empty line, unless what follows completes it.
 */
static size_t row_end(const struct state *state, size_t position)
{
    size_t cells = 0;
    while (position < state->lines.count) {
        const struct line *line = line_at(state, position);
        cells += line->cell;
        if (line->cell || !line->blank) {
            position++;
            continue;
        }
        size_t next = skip_empty(state, position);
        if (cells < 2 || cells >= state->columns || !completes(state, next, cells))
            return position;
        position = next;
    }
    return position;
}

/* The most cells that stand together without an empty line between them. */
static size_t count_columns(const struct state *state)
{
    size_t most = 0, run = 0;
    for (size_t position = 0; position < state->lines.count; position++) {
        const struct line *line = line_at(state, position);
        if (line->cell)
            run++;
        else if (line->blank)
            run = 0;
        most = run > most ? run : most;
    }
    return most;
}

static void write_cell(struct state *state, size_t first, size_t last)
{
    place(state, line_at(state, first));
    gk_layout_begin_cell(state->builder, NULL);
    for (size_t i = first; i < last; i++) {
        const struct line *line = line_at(state, i);
        place(state, line);
        if (!line->blank)
            gk_text_paragraph(state->builder, line->text);
    }
    gk_layout_end_cell(state->builder);
}

static void write_row(struct state *state, size_t first, size_t last)
{
    gk_layout_begin_row(state->builder, 0);
    while (first < last) {
        size_t end = first + 1;
        while (end < last && !line_at(state, end)->cell)
            end++;
        write_cell(state, first, end);
        first = end;
    }
    gk_layout_end_row(state->builder);
}

/* Whether rows of the table below the header lack cells: then covered ones are not written. A row of a single
 * cell is a heading. */
static bool drops_cells(const struct state *state, size_t position)
{
    bool header = true;
    while (position < state->lines.count && line_at(state, position)->cell) {
        size_t end = row_end(state, position), cells = 0;
        for (size_t i = position; i < end; i++)
            cells += line_at(state, i)->cell;
        if (!header && cells > 1 && cells < state->columns)
            return true;
        header = false;
        position = skip_empty(state, end);
    }
    return false;
}

/* A table from `position` on; returns the line after it. */
static size_t read_table(struct state *state, size_t position)
{
    const struct gk_table table = {.flags = drops_cells(state, position) ? GKPLAN_TABLE_RAGGED : 0};
    gk_layout_begin_table(state->builder, &table);
    while (position < state->lines.count && state->context->status == GKPLAN_STATUS_OK) {
        if (!line_at(state, position)->cell)
            break;
        size_t end = row_end(state, position);
        write_row(state, position, end);
        position = skip_empty(state, end);
    }
    gk_layout_end_table(state->builder);
    return position;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct state state = {.context = context, .builder = builder, .start = source->text.data};
    gk_array_init(&state.lines, &context->allocator, sizeof(struct line));
    if (!split_lines(&state, source->text))
        gk_fail_memory(context);
    state.columns = count_columns(&state);
    for (size_t position = 0; position < state.lines.count && context->status == GKPLAN_STATUS_OK;) {
        const struct line *line = line_at(&state, position);
        if (line->cell) {
            position = read_table(&state, position);
            continue;
        }
        place(&state, line);
        if (!line->blank)
            gk_text_paragraph(builder, line->text);
        position++;
    }
    gk_array_free(&state.lines);
    return context->status;
}

const struct gk_reader gk_reader_cell_lines = {GKPLAN_FORMAT_TEXT, "tika", recognise, read};

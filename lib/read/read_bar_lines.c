/* Text in which every cell ends with a bar: `cell |` on a line, or the cell and its bar on lines of their
 * own. A blank cell is a bar alone; several bars behind a cell are the columns it covers. A row ends at a
 * double bar on a line of its own, or where the source marks nothing, by the number of columns. Where none
 * fits the cells are handed over one by one.
 */
#include "core/array.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/reader.h"
#include "read/text_rows.h"
#include <inttypes.h>
#include <stdio.h>

enum {
    COLUMNS_MOST = 24,    /* tried when rows must be counted */
    CELL_LINES_MOST = 40, /* more lines without a bar are prose between tables */
    HEADER_LENGTH = 16    /* characters of a header's cell */
};

struct bar_cell {
    struct gk_string text; /* from its first line to its last, line breaks and all */
    uint32_t line;         /* of its first line, from 1 */
    uint32_t bars;         /* at least 1 */
    bool row_ends;         /* a double bar stands behind it */
};

struct state {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    const char *start;
    struct gk_array cells; /* struct bar_cell of the open table */
    size_t row_marks;      /* double bars in it */
    size_t blanks;         /* blank lines behind its cells */
    bool blank_before;     /* one stands right above */
    bool has_table;        /* some table's rows are known */
    bool has_list;         /* some table's are not: its cells are paragraphs */
};

/* The bars at the line's end, and the line before them. */
static uint32_t take_bars(struct gk_string *line)
{
    uint32_t count = 0;
    *line = gk_trim(*line);
    while (gk_string_ends(*line, GK_STRING("|"))) {
        *line = gk_trim(gk_string_first(*line, line->length - 1));
        count++;
    }
    return count;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t ended = 0, inner = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (gk_next_line(&rest, &line)) {
        struct gk_string text = line;
        ended += take_bars(&text) > 0;
        if (gk_string_starts(text, GK_STRING("|")))
            text = gk_string_from(text, 1);
        inner += memchr(text.data, '|', text.length) != NULL;
    }
    return ended >= 6 && ended > 4 * inner ? 78 : 0;
}

static struct bar_cell *cell_at(const struct state *state, size_t position)
{
    return gk_array_at(&state->cells, position);
}

static void place(struct state *state, const struct bar_cell *cell)
{
    gk_layout_place(state->builder, NULL, cell->line, (uint64_t)(cell->text.data - state->start));
}

static void write_cell(struct state *state, const struct bar_cell *cell, uint32_t span)
{
    const struct gk_cell properties = {.column = GK_COLUMN_NEXT, .column_span = span};
    struct gk_string rest = cell->text, line;
    place(state, cell);
    gk_layout_begin_cell(state->builder, &properties);
    while (gk_next_line(&rest, &line))
        if (!gk_is_blank(line))
            gk_layout_paragraph(state->builder, NULL, line);
    gk_layout_end_cell(state->builder);
}

/* --- how many columns, where rows have no mark --- */

static size_t positions(const struct state *state)
{
    size_t count = 0;
    for (size_t i = 0; i < state->cells.count; i++)
        count += cell_at(state, i)->bars;
    return count;
}

/* What a cell looks like, roughly: 0 blank, then by length; numbers are a kind of their own. */
static unsigned look_of(struct gk_string text)
{
    enum { NUMBER = 24 };
    size_t characters = gk_utf8_count_characters(text);
    unsigned bits = 0;
    bool digits = text.length > 0;
    for (size_t i = 0; i < text.length && digits; i++)
        digits = strchr("0123456789.,-", text.data[i]) != NULL;
    for (; characters > 0; characters /= 2)
        bits++;
    return digits ? NUMBER : bits;
}

/* How unlike the cells that follow one another in a column are, on average and in thousandths: the right
 * number of columns has the lowest. UINT64_MAX: it cannot be. */
static uint64_t disorder(const struct state *state, uint32_t columns)
{
    uint64_t sum = 0, compared = 0;
    unsigned last[COLUMNS_MOST] = {0};
    size_t at = 0;
    for (size_t i = 0; i < state->cells.count; i++) {
        const struct bar_cell *cell = cell_at(state, i);
        unsigned look = look_of(cell->text), *before = &last[at % columns];
        if (at % columns + cell->bars > columns)
            return UINT64_MAX;
        if (cell->bars == 1 && at >= columns && look > 0) {
            if (*before > 0) {
                sum += *before > look ? *before - look : look - *before;
                compared++;
            }
            *before = look;
        }
        at += cell->bars;
    }
    return compared ? 1000 * sum / compared : UINT64_MAX;
}

/* Whether a cell may stand in a header: a short text, no number, no sentence. */
static bool is_header_like(const struct bar_cell *cell)
{
    static const char *const marks[] = {"。", "，", "、", "；", "\n"};
    enum { NUMBER = 24 };
    if (gk_utf8_count_characters(cell->text) > HEADER_LENGTH || look_of(cell->text) == NUMBER)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (gk_string_contains(cell->text, gk_string_of(marks[i])))
            return false;
    return true;
}

/* The positions from the first that may be the header's: rows have no more. */
static size_t header_most(const struct state *state)
{
    size_t count = 0;
    for (size_t i = 0; i < state->cells.count && is_header_like(cell_at(state, i)); i++)
        count += cell_at(state, i)->bars;
    return count;
}

/* The order of the columns decides; each cell that looks like the header's and is not in it speaks against.
 */
static uint32_t count_columns(const struct state *state)
{
    enum { HEADER_CELL = 150 };
    size_t all = positions(state), most = header_most(state);
    uint64_t best = UINT64_MAX, second = UINT64_MAX;
    uint32_t columns = 0;
    for (uint32_t tried = 2; tried <= COLUMNS_MOST && tried <= most; tried++) {
        if (2 * (size_t)tried > all || all % tried != 0)
            continue;
        size_t left = most - tried < 6 ? most - tried : 6;
        uint64_t found = disorder(state, tried);
        if (found == UINT64_MAX)
            continue;
        found += HEADER_CELL * left;
        second = found < best ? best : found < second ? found : second;
        columns = found < best ? tried : columns;
        best = found < best ? found : best;
    }
    return second == UINT64_MAX || second - best > best / 5 ? columns : 0;
}

/* --- tables --- */

static void write_marked_rows(struct state *state)
{
    bool open = false;
    for (size_t i = 0; i < state->cells.count; i++) {
        const struct bar_cell *cell = cell_at(state, i);
        if (!open)
            gk_layout_begin_row(state->builder, 0);
        open = !cell->row_ends;
        write_cell(state, cell, cell->bars);
        if (!open)
            gk_layout_end_row(state->builder);
    }
    if (open)
        gk_layout_end_row(state->builder);
}

static void write_counted_rows(struct state *state, uint32_t columns)
{
    uint32_t at = 0;
    for (size_t i = 0; i < state->cells.count; i++) {
        const struct bar_cell *cell = cell_at(state, i);
        if (at == 0)
            gk_layout_begin_row(state->builder, 0);
        write_cell(state, cell, cell->bars);
        at += cell->bars;
        if (at < columns)
            continue;
        gk_layout_end_row(state->builder);
        at = 0;
    }
}

static void say(struct state *state, enum gk_message message, uint32_t columns)
{
    char number[16];
    gkplan_place where = gk_place_none();
    where.line = cell_at(state, 0)->line;
    snprintf(number, sizeof number, "%" PRIu32, columns);
    gk_diagnose(state->context, message, &where, NULL, number, NULL);
}

static void end_table(struct state *state)
{
    const struct gk_table table = {.flags = GKPLAN_TABLE_RAGGED};
    if (state->cells.count == 0)
        return;
    bool marked = state->row_marks >= 2;
    uint32_t columns = marked ? 0 : count_columns(state);
    if (marked || columns) {
        gk_layout_begin_table(state->builder, &table);
        if (marked)
            write_marked_rows(state);
        else
            write_counted_rows(state, columns);
        gk_layout_end_table(state->builder);
    }
    if (!marked && columns)
        say(state, GK_MESSAGE_ROWS_COUNTED, columns);
    state->has_table = state->has_table || marked || columns;
    if (!marked && !columns) {
        state->has_list = true;
        for (size_t i = 0; i < state->cells.count; i++) {
            place(state, cell_at(state, i));
            gk_layout_paragraph(state->builder, NULL, cell_at(state, i)->text);
        }
    }
    gk_array_clear(&state->cells);
    state->row_marks = 0;
    state->blanks = 0;
}

static void add_cell(struct state *state, struct gk_string text, uint32_t line, uint32_t bars)
{
    struct bar_cell *cell = gk_array_push(&state->cells);
    if (cell)
        *cell = (struct bar_cell){.text = gk_trim(text), .line = line, .bars = bars};
    else
        gk_fail_memory(state->context);
}

static void write_prose(struct state *state, struct gk_string text, uint32_t number)
{
    struct gk_string line;
    for (; gk_next_line(&text, &line); number++) {
        gk_layout_place(state->builder, NULL, number, (uint64_t)(line.data - state->start));
        if (!gk_is_blank(line))
            gk_layout_paragraph(state->builder, NULL, line);
    }
}

/* Lines without a bar that wait: a cell's text so far, or prose. */
struct waiting {
    struct gk_string text;
    uint32_t line, count; /* count: lines that are not blank */
};

static void wait_for_bar(struct waiting *waiting, struct gk_string line, uint32_t number)
{
    if (waiting->count == 0)
        *waiting = (struct waiting){line, number, 0};
    waiting->text.length = (size_t)(line.data + line.length - waiting->text.data);
    waiting->count += !gk_is_blank(line);
}

/* The last line of what waits is the first cell of a table; what is above it is prose. */
static void begin_table(struct state *state, struct waiting *waiting)
{
    size_t from = waiting->text.length;
    while (from > 0 && waiting->text.data[from - 1] != '\n')
        from--;
    struct gk_string prose = gk_string_first(waiting->text, from);
    write_prose(state, prose, waiting->line);
    for (size_t i = 0; i < from; i++)
        waiting->line += prose.data[i] == '\n';
    waiting->text = gk_string_from(waiting->text, from);
}

/* A line that ends with bars. `text` is what stands before them. */
static void read_bars(struct state *state, struct waiting *waiting, struct gk_string text, uint32_t number,
                      uint32_t bars)
{
    bool starts_row = gk_string_starts(text, GK_STRING("|"));
    if (starts_row)
        text = gk_trim(gk_string_from(text, 1));
    if (waiting->count == 0 && text.length == 0 && bars == 2 && state->cells.count > 0) {
        cell_at(state, state->cells.count - 1)->row_ends = true;
        state->row_marks++;
        return;
    }
    if (starts_row && state->cells.count > 0 && !cell_at(state, state->cells.count - 1)->row_ends) {
        cell_at(state, state->cells.count - 1)->row_ends = true;
        state->row_marks++;
    }
    if (text.length > 0 && (waiting->count == 0 || state->cells.count == 0)) {
        if (waiting->count > 0)
            write_prose(state, waiting->text, waiting->line);
        add_cell(state, text, number, bars);
    } else if (text.length > 0) {
        waiting->text.length = (size_t)(text.data + text.length - waiting->text.data);
        add_cell(state, waiting->text, waiting->line, bars);
    } else {
        if (state->cells.count == 0 && waiting->count > 0)
            begin_table(state, waiting);
        add_cell(state, waiting->count ? waiting->text : GK_STRING(""),
                 waiting->count ? waiting->line : number, bars);
    }
    waiting->count = 0;
}

/* Whether what waits stands apart, with blank lines on both sides, where a row may be over: then it is prose
 * between tables, not the first lines of a cell. Where blank lines stand between cells, they part nothing. */
static bool stands_apart(const struct state *state)
{
    return state->cells.count > 0 && state->blank_before &&
           (state->row_marks > 0 ? cell_at(state, state->cells.count - 1)->row_ends : state->blanks == 1);
}

static void read_blank(struct state *state, struct waiting *waiting, struct gk_string line, uint32_t number)
{
    if (waiting->count == 0) {
        state->blanks++;
        state->blank_before = true;
    } else if (stands_apart(state)) {
        end_table(state);
        write_prose(state, waiting->text, waiting->line);
        waiting->count = 0;
    } else {
        wait_for_bar(waiting, line, number);
    }
}

static void read_line(struct state *state, struct waiting *waiting, struct gk_string line, uint32_t number)
{
    struct gk_string text = line;
    uint32_t bars = take_bars(&text);
    if (bars) {
        if (text.length == 0)
            text = gk_string_first(line, 0);
        for (uint32_t i = 0; i < bars; i++)
            gk_layout_left_out(state->builder, GK_LEFT_OUT_MARK, GK_STRING("|"));
        if (gk_string_starts(text, GK_STRING("|")))
            gk_layout_left_out(state->builder, GK_LEFT_OUT_MARK, GK_STRING("|"));
        read_bars(state, waiting, text, number, bars);
        state->blank_before = false;
        return;
    }
    if (gk_is_blank(line)) {
        read_blank(state, waiting, line, number);
        return;
    }
    wait_for_bar(waiting, line, number);
    if (waiting->count > CELL_LINES_MOST)
        end_table(state);
}

/* Where no number of columns fits, covered cells are not written: what the cells hold may tell. */
static gkplan_status end_text(struct state *state, uint32_t lines)
{
    if (state->has_list && !state->has_table)
        return gk_layout_listed(state->builder, lines);
    if (state->has_list)
        gk_diagnose(state->context, GK_MESSAGE_ROWS_UNKNOWN, NULL, NULL, NULL, NULL);
    return state->context->status;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct state state = {.context = context, .builder = builder, .start = source->text.data};
    struct waiting waiting = {.count = 0};
    struct gk_string rest = source->text, line;
    gk_array_init(&state.cells, &context->allocator, sizeof(struct bar_cell));
    uint32_t number = 1;
    for (; context->status == GKPLAN_STATUS_OK && gk_next_line(&rest, &line); number++)
        read_line(&state, &waiting, line, number);
    end_table(&state);
    if (waiting.count > 0)
        write_prose(&state, waiting.text, waiting.line);
    gk_array_free(&state.cells);
    return end_text(&state, number - 1);
}

const struct gk_reader gk_reader_bar_lines = {GKPLAN_FORMAT_TEXT, "bar-lines", recognise, read};

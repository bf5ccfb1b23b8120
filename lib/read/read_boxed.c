/* Tables drawn with characters: every line begins and ends with a bar, the bars stand one below the other,
 * and a cell's text is wrapped over lines inside its column. antiword writes them without a line between two
 * rows, others (grid tables) with one.
 *
 * Without such lines, where a row begins is seen from its cells: their texts begin together at the top, and a
 * wrapped line is full but for the last. What can only be told by the majority of cells is said. */
#include "core/array.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/boxed_cell.h"
#include "read/drawn_grid.h"
#include "read/reader.h"
#include "read/text_rows.h"

enum { COLUMNS_MOST = 64, SHIFT_MOST = 4, NEAR = 2, FULL_STOP = 0x3002 };

/* One line of a table: its bars by terminal column, and what stands between them. */
struct boxed_line {
    size_t bars[COLUMNS_MOST + 1];
    size_t widths[COLUMNS_MOST];           /* of the fields */
    size_t blanks[COLUMNS_MOST];           /* behind their texts */
    struct gk_string fields[COLUMNS_MOST]; /* trimmed */
    size_t count;                          /* of fields */
    size_t glued;                          /* fields whose text begins right behind its bar */
    size_t texts;                          /* fields with text */
};

static bool is_bar(uint32_t codepoint)
{
    return codepoint == '|' || codepoint == 0x2502 || codepoint == 0x2503 || codepoint == 0x2551;
}

static bool is_rule_mark(uint32_t codepoint)
{
    return (codepoint >= 0x2500 && codepoint <= 0x257F) || codepoint == '+' || codepoint == '-' ||
           codepoint == '=';
}

/* A line between two rows: nothing but marks, and more than bars. */
static bool is_rule_line(struct gk_string line)
{
    bool drawn = false, corner = false;
    line = gk_trim(line);
    for (size_t at = 0; at < line.length;) {
        bool first = at == 0;
        uint32_t codepoint = gk_utf8_next(line, &at);
        if (!is_rule_mark(codepoint) && !is_bar(codepoint))
            return false;
        corner = corner || (first && (codepoint == '+' || codepoint >= 0x2500));
        drawn = drawn || codepoint == '-' || codepoint == '=' || codepoint == 0x2500 || codepoint == 0x2501 ||
                codepoint == 0x2550;
    }
    return drawn && corner;
}

static void end_field(struct boxed_line *out, struct gk_string text, bool spaced)
{
    out->fields[out->count++] = text;
    out->texts += text.length > 0;
    out->glued += text.length > 0 && !spaced;
}

static size_t blanks_behind(struct gk_string field)
{
    size_t blanks = 0;
    while (blanks < field.length && field.data[field.length - 1 - blanks] == ' ')
        blanks++;
    return blanks;
}

/* False when the line is no row of bars, or one of too many cells. */
static bool take_line(struct gk_string line, struct boxed_line *out)
{
    size_t at = 0, column = 0, start = 0;
    bool open = false;
    out->count = out->glued = out->texts = 0;
    while (line.length > 0 && strchr(" \t\r", line.data[line.length - 1]))
        line = gk_string_first(line, line.length - 1);
    while (at < line.length) {
        size_t before = at;
        uint32_t codepoint = gk_utf8_next(line, &at);
        if (!is_bar(codepoint)) {
            if (!open && !gk_is_space(codepoint))
                return false;
            column += (size_t)gk_codepoint_width(codepoint);
            continue;
        }
        if (open) {
            struct gk_string field = gk_string_make(line.data + start, before - start);
            if (out->count == COLUMNS_MOST)
                return false;
            out->widths[out->count] = column - out->bars[out->count] - 1;
            out->blanks[out->count] = blanks_behind(field);
            end_field(out, gk_trim(field), field.length > 0 && field.data[0] == ' ');
        }
        out->bars[out->count] = column++;
        open = true;
        start = at;
    }
    return out->count >= 1 && start == line.length;
}

static size_t apart(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* Whether two lines can be of one table: a merged cell may come out a little narrower or wider. */
static bool is_as_wide(const struct boxed_line *line, size_t width)
{
    return apart(line->bars[line->count], width) <= SHIFT_MOST;
}

static bool same_bars(const struct boxed_line *a, const struct boxed_line *b)
{
    return a->count == b->count && memcmp(a->bars, b->bars, (a->count + 1) * sizeof *a->bars) == 0;
}

/* Whether blanks fill a field up to its bar. */
static bool is_filled_up(const struct boxed_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->fields[i].length > 0 && gk_text_width(line->fields[i]) + 1 < line->widths[i])
            return true;
    return false;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    struct boxed_line boxed, first = {.count = 0};
    size_t lines = 0, like_before = 0, last = 0, glued = 0, texts = 0, rules = 0, continued = 0, same = 0,
           filled = 0;
    if (source->container != GK_CONTAINER_TEXT || !gk_string_contains(source->text, GK_STRING("\n")))
        return 0;
    while (gk_next_line(&rest, &line)) {
        if (line.length == 0 || gk_is_blank(line))
            continue;
        rules += is_rule_line(line);
        if (!take_line(line, &boxed)) {
            last = is_rule_line(line) ? last : 0;
            continue;
        }
        if (lines++ == 0)
            first = boxed;
        same += same_bars(&first, &boxed);
        filled += is_filled_up(&boxed);
        like_before += last == 0 || is_as_wide(&boxed, last);
        continued += last > 0 && boxed.fields[0].length == 0;
        last = boxed.bars[boxed.count];
        glued += boxed.glued;
        texts += boxed.texts;
    }
    bool drawn = rules >= 2, columns = continued > 0 || (same == lines && filled > 0);
    if (lines < 3 || 20 * like_before < 19 * lines || (!drawn && (!columns || 2 * glued < texts)))
        return 0;
    return 80;
}

/* --- the open row --- */

struct state {
    struct gk_text_rows rows;
    struct gk_boxed_cell cells[COLUMNS_MOST];
    struct boxed_line first; /* the row's first line: its bars are the row's */
    bool row_open;
    bool ruled;        /* lines stand between the rows of this table */
    bool soft;         /* only blank lines part paragraphs: other line ends are the column's width */
    size_t padding;    /* columns in front of a bar that no text ever takes: 1, or 0 */
    uint32_t row_line; /* where the row begins */
    uint64_t row_byte;
    size_t grid[COLUMNS_MOST + 1]; /* where the table's bars stand */
    size_t grid_count;
    struct gk_buffer marks; /* of the table */
    const char *looked_to;  /* where the lines end in which no grid with cells over rows was found */
};

static void say_doubt(struct state *state, const struct boxed_line *line)
{
    gkplan_place place = gk_place_none();
    size_t i = 0;
    while (i + 1 < line->count && line->fields[i].length == 0)
        i++;
    place.line = state->rows.line;
    gk_diagnose_strings(state->rows.context, GK_MESSAGE_ROW_GUESSED, &place, NULL, line->fields[i],
                        gk_string_of(""));
}

/* What the cells of a line say: how many go on wrapped, how many stand on a line of their own. */
struct verdict {
    size_t wrapped;
    size_t broken;
    bool first_broken; /* the first of them is */
    bool restarts;     /* a text that had ended begins again */
    bool goes_on;      /* a text cannot end here */
    bool may_end;      /* one ended its line and a sentence with it */
};

static struct verdict hear_cells(const struct state *state, const struct boxed_line *line)
{
    struct verdict verdict = {0};
    for (size_t i = 0; i < line->count; i++) {
        const struct gk_boxed_cell *cell = &state->cells[i];
        if (line->fields[i].length == 0)
            continue;
        verdict.restarts = verdict.restarts || cell->last == 0;
        if (cell->last == 0)
            continue;
        bool wrapped = gk_boxed_cell_wrapped(cell, line->fields[i]);
        verdict.goes_on = verdict.goes_on || (wrapped && gk_boxed_cell_must_go_on(cell, line->fields[i]));
        verdict.may_end = verdict.may_end || (wrapped && cell->last_code == FULL_STOP);
        verdict.first_broken = verdict.first_broken || (verdict.wrapped + verdict.broken == 0 && !wrapped);
        verdict.wrapped += wrapped;
        verdict.broken += !wrapped;
    }
    return verdict;
}

/* Whether a line begins a row. A single cell that goes on has a paragraph more; where the cells do not agree,
 * the first one counts when it goes on, else the majority. A cell as wide as the table is a section's
 * heading, and a second line of it another one's. */
static bool begins_row(struct state *state, const struct boxed_line *line)
{
    const struct verdict verdict = hear_cells(state, line);
    if (verdict.restarts)
        return true;
    if (verdict.goes_on)
        return false;
    bool section = line->count == 1 && state->grid_count > 2;
    bool agree = verdict.wrapped == 0 && verdict.broken > 1;
    if (verdict.broken == 0 ? verdict.may_end : !agree)
        say_doubt(state, line);
    if (verdict.broken == 0)
        return false;
    return agree || section ||
           (verdict.first_broken && verdict.wrapped > 0 && verdict.broken >= verdict.wrapped);
}

/* --- writing --- */

/* The grid column of a bar: how many of the table's bars stand left of it. */
static uint32_t grid_column(const struct state *state, size_t bar)
{
    uint32_t column = 0;
    while (column < state->grid_count && state->grid[column] < bar)
        column++;
    return column;
}

static void end_row(struct state *state)
{
    struct gk_layout_builder *builder = state->rows.builder;
    if (!state->row_open)
        return;
    state->row_open = false;
    gk_layout_place(builder, NULL, state->row_line, state->row_byte);
    gk_text_rows_begin_row(&state->rows);
    for (size_t i = 0; i < state->first.count; i++) {
        uint32_t from = grid_column(state, state->first.bars[i]);
        const struct gk_cell cell = {.column = from,
                                     .column_span = grid_column(state, state->first.bars[i + 1]) - from};
        gk_boxed_cell_say_doubt(state->rows.context, &state->cells[i], state->row_line);
        gk_layout_begin_cell(builder, &cell);
        gk_text_rows_text(&state->rows, gk_buffer_view(&state->cells[i].text));
        gk_layout_end_cell(builder);
    }
    gk_layout_end_row(builder);
}

static void begin_row(struct state *state, const struct boxed_line *line, uint64_t byte)
{
    state->first = *line;
    state->row_open = true;
    state->row_line = state->rows.line;
    state->row_byte = byte;
    for (size_t i = 0; i < line->count; i++) {
        gk_boxed_cell_clear(&state->cells[i]);
    }
}

static void take_fields(struct state *state, const struct boxed_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (!gk_boxed_cell_add(&state->cells[i], line->fields[i],
                               line->blanks[i] - (line->blanks[i] > 0 ? state->padding : 0), state->soft))
            gk_fail_memory(state->rows.context);
}

/* Bars and rules are no text: those of a whole table are said at its end. */
static void keep_marks(struct state *state, struct gk_string line)
{
    bool rule = is_rule_line(line);
    for (size_t at = 0; at < line.length;) {
        size_t start = at;
        if (is_bar(gk_utf8_next(line, &at)) || rule)
            gk_buffer_append(&state->marks, line.data + start, at - start);
    }
    if (state->marks.failed)
        gk_fail_memory(state->rows.context);
}

/* --- a table --- */

/* The table's bar that a bar stands for: the nearest, when it is near. */
static size_t nearest_bar(const struct state *state, size_t bar)
{
    size_t at = grid_column(state, bar), found = bar, off = NEAR + 1;
    if (at < state->grid_count && apart(state->grid[at], bar) < off) {
        found = state->grid[at];
        off = apart(found, bar);
    }
    return at > 0 && apart(state->grid[at - 1], bar) < off ? state->grid[at - 1] : found;
}

/* Put a line's bars where the table's stand. A character whose width the writer took for another shifts all
 * behind it; a line with every bar has them in order. */
static void snap(const struct state *state, struct boxed_line *line)
{
    size_t bars[COLUMNS_MOST + 1];
    bool shifted = line->count + 1 == state->grid_count;
    for (size_t i = 0; shifted && i <= line->count; i++)
        shifted = apart(line->bars[i], state->grid[i]) <= SHIFT_MOST;
    for (size_t i = 0; i <= line->count; i++) {
        bars[i] = shifted ? state->grid[i] : nearest_bar(state, line->bars[i]);
        if (i > 0 && bars[i] <= bars[i - 1])
            return;
    }
    if (!shifted && state->grid_count > 0)
        bars[line->count] = state->grid[state->grid_count - 1];
    memcpy(line->bars, bars, (line->count + 1) * sizeof *bars);
}

static void add_bar(struct state *state, size_t bar)
{
    size_t at = grid_column(state, bar);
    if ((at < state->grid_count && state->grid[at] == bar) || state->grid_count > COLUMNS_MOST)
        return;
    memmove(state->grid + at + 1, state->grid + at, (state->grid_count - at) * sizeof *state->grid);
    state->grid[at] = bar;
    state->grid_count++;
}

/* What a look at a whole table finds. */
struct outlook {
    size_t width; /* of its first line; 0: that is not known yet */
    size_t glued;
    bool ruled;
    bool parted;      /* a cell has texts with a blank line between them */
    bool doubled;     /* a double rule: pandoc's and reStructuredText's stand below the header */
    size_t remainder; /* cells whose first line alone is short: what pandoc has left it sets there */
    size_t short_later;
    struct {
        size_t lines, left; /* texts in this row; what was left free behind the last one */
        bool blank, first_short;
    } cells[COLUMNS_MOST];
};

/* Lines end where the column does, and paragraphs have a blank line between them. */
static bool is_soft(const struct outlook *outlook)
{
    return outlook->parted || (outlook->doubled && outlook->remainder > 0 && outlook->short_later == 0);
}

/* The next line of a table; rules are passed over. */
static bool next_table_line(struct gk_string *rest, struct outlook *outlook, struct boxed_line *boxed)
{
    struct gk_string line;
    while (gk_next_line(rest, &line)) {
        if (is_rule_line(line)) {
            outlook->ruled = true;
            outlook->doubled = outlook->doubled || memchr(line.data, '=', line.length);
            memset(outlook->cells, 0, sizeof outlook->cells);
        } else if (!gk_is_blank(line)) {
            return take_line(line, boxed) && (outlook->width == 0 || is_as_wide(boxed, outlook->width));
        }
    }
    return false;
}

/* How the lines of the cells between two rules end. */
static void look_at_cells(struct outlook *outlook, const struct boxed_line *line)
{
    for (size_t i = 0; i < line->count && outlook->ruled; i++) {
        size_t lines = outlook->cells[i].lines;
        if (line->fields[i].length == 0) {
            outlook->cells[i].blank = lines > 0;
            continue;
        }
        bool is_short = lines > 0 && gk_first_word_width(line->fields[i]) + 1 <= outlook->cells[i].left;
        outlook->parted = outlook->parted || outlook->cells[i].blank;
        outlook->cells[i].first_short = lines == 1 ? is_short : outlook->cells[i].first_short;
        outlook->remainder += lines == 2 && outlook->cells[i].first_short && !is_short;
        outlook->short_later += lines >= 2 && is_short;
        outlook->cells[i].lines++;
        outlook->cells[i].left = line->blanks[i];
    }
}

/* The bars of the whole table that begins with `rest`: those of the first line that has most of them, then
 * others that stand near none of these. */
static void look_ahead(struct state *state, struct gk_string rest)
{
    struct boxed_line boxed;
    struct gk_string again = rest;
    struct outlook outlook = {.ruled = false};
    state->grid_count = 0;
    while (next_table_line(&rest, &outlook, &boxed)) {
        outlook.width = outlook.width ? outlook.width : boxed.bars[boxed.count];
        outlook.glued += boxed.glued;
        look_at_cells(&outlook, &boxed);
        if (boxed.count + 1 <= state->grid_count)
            continue;
        state->grid_count = boxed.count + 1;
        memcpy(state->grid, boxed.bars, state->grid_count * sizeof *state->grid);
    }
    state->ruled = outlook.ruled;
    state->soft = is_soft(&outlook);
    state->padding = outlook.glued == 0;
    while (next_table_line(&again, &outlook, &boxed)) {
        snap(state, &boxed);
        for (size_t i = 0; i <= boxed.count; i++)
            add_bar(state, boxed.bars[i]);
    }
}

static void end_table(struct state *state)
{
    end_row(state);
    gk_layout_left_out(state->rows.builder, GK_LEFT_OUT_MARK, gk_buffer_view(&state->marks));
    gk_buffer_clear(&state->marks);
    gk_text_rows_end_table(&state->rows);
    state->grid_count = 0;
}

static void table_line(struct state *state, struct boxed_line *line, struct gk_string text,
                       struct gk_string rest)
{
    uint64_t byte = (uint64_t)(text.data - state->rows.start);
    if (state->grid_count == 0 || !is_as_wide(line, state->grid[state->grid_count - 1])) {
        end_table(state);
        look_ahead(state, gk_string_make(text.data, (size_t)(rest.data + rest.length - text.data)));
    }
    snap(state, line);
    if (!state->row_open || !same_bars(&state->first, line) || (!state->ruled && begins_row(state, line))) {
        end_row(state);
        begin_row(state, line, byte);
    }
    take_fields(state, line);
    keep_marks(state, text);
}

/* A grid whose cells reach over several rows begins with the line, and has been read. */
static bool begins_grid(struct state *state, struct gk_string line, struct gk_string *rest)
{
    return state->grid_count == 0 && line.data >= state->looked_to && is_rule_line(line) &&
           gk_drawn_grid_read(&state->rows, line, rest, &state->looked_to);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_array memory;
    struct gk_string rest = source->text, line;
    struct boxed_line boxed;
    gk_array_init(&memory, &context->allocator, sizeof(struct state));
    struct state *state = gk_array_push(&memory);
    if (!state)
        return gk_fail_memory(context);
    gk_text_rows_init(&state->rows, context, source, builder, gk_markdown_source(source->text));
    state->rows.table_flags = 0; /* the bars say what each cell covers to the right */
    gk_buffer_init(&state->marks, &context->allocator);
    state->looked_to = source->text.data;
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        gk_buffer_init(&state->cells[i].text, &context->allocator);
    while (gk_text_rows_next(&state->rows, &rest, &line)) {
        if (begins_grid(state, line, &rest))
            continue;
        if (is_rule_line(line)) {
            end_row(state);
            keep_marks(state, gk_trim(line));
        } else if (take_line(line, &boxed)) {
            table_line(state, &boxed, line, rest);
        } else if (!gk_is_blank(line)) {
            end_table(state);
            gk_layout_place(builder, NULL, state->rows.line, (uint64_t)(line.data - source->text.data));
            gk_text_rows_prose(&state->rows, line);
        }
    }
    end_table(state);
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        gk_buffer_free(&state->cells[i].text);
    gk_buffer_free(&state->marks);
    gk_array_free(&memory);
    return context->status;
}

const struct gk_reader gk_reader_boxed = {GKPLAN_FORMAT_TEXT, "boxed", recognise, read};

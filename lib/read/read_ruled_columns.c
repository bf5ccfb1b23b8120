/* Tables whose columns are marked out by a line of dashes with gaps in it: pandoc's simple and multiline
 * tables, in Markdown or plain text, reStructuredText's simple tables, and what other programs print in that
 * shape.
 *
 *     序号   工作任务   责任单位
 *     ------ ---------- ----------
 *     1      建立台账   市财政局
 *
 * Every dash stands for a column of a terminal, so that it is known where each cell stands, blank ones too. A
 * line above the header without gaps (or blank lines between the rows) says that a row may have several
 * lines, with a blank line behind each. */
#include "core/array.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/flush_text.h"
#include "read/reader.h"
#include "read/text_rows.h"

enum { COLUMNS_MOST = 64, COLUMNS_FEWEST = 2, HEADER_LINES = 8, RUN_SHORTEST = 2 };

/* Where the runs of dashes in a line begin and end, in columns of a terminal. */
struct ruler {
    size_t starts[COLUMNS_MOST], end;
    size_t count;
    char mark;
};

struct line {
    struct gk_string text;
    bool blank;
};

struct table {
    struct ruler ruler;
    size_t first;              /* line of the table's beginning */
    size_t header, header_end; /* lines of the header; none: equal */
    size_t body, body_end;
    size_t end;     /* the line behind the table */
    bool separated; /* a blank line stands behind each row */
    bool continued; /* a line without a first cell goes on with the row above */
    enum gk_flush_unit unit;
};

/* The texts of a line by column. */
struct fields {
    struct gk_string texts[COLUMNS_MOST];
    size_t filled;
    size_t broken; /* columns whose first character stands right behind a text */
};

static bool take_ruler(struct gk_string line, struct ruler *out)
{
    line.length = gk_trim(line).length + (size_t)(gk_trim(line).data - line.data);
    out->count = 0;
    out->mark = 0;
    for (size_t at = 0; at < line.length; at++) {
        char byte = line.data[at];
        if (byte == ' ')
            continue;
        if ((byte != '-' && byte != '=') || (out->mark && byte != out->mark))
            return false;
        out->mark = byte;
        if (at > 0 && line.data[at - 1] == byte)
            continue;
        if (out->count == COLUMNS_MOST || (at + 1 < line.length && line.data[at + 1] != byte))
            return false;
        out->starts[out->count++] = at;
    }
    out->end = line.length;
    return out->count > 0 && out->end >= out->starts[out->count - 1] + RUN_SHORTEST;
}

/* A line of dashes without gaps as wide as the table. */
static bool is_frame(const struct ruler *line, const struct ruler *table)
{
    return line->count == 1 && line->starts[0] == table->starts[0] && line->end + 1 >= table->end;
}

static bool is_same_ruler(const struct ruler *a, const struct ruler *b)
{
    return a->count == b->count && a->mark == b->mark &&
           memcmp(a->starts, b->starts, a->count * sizeof *a->starts) == 0;
}

static void split(struct gk_string line, const struct table *table, struct fields *out)
{
    const struct ruler *ruler = &table->ruler;
    size_t column = 0, field = 0, start = 0, at = 0;
    bool space_before = true;
    *out = (struct fields){.filled = 0};
    while (at <= line.length) {
        size_t here = at;
        bool ended = at == line.length;
        uint32_t codepoint = ended ? ' ' : gk_utf8_next(line, &at);
        while (field < ruler->count &&
               (ended || (field + 1 < ruler->count && column >= ruler->starts[field + 1]))) {
            out->texts[field] = gk_trim(gk_string_make(line.data + start, here - start));
            out->filled += out->texts[field].length > 0;
            out->broken += !ended && !space_before;
            start = here;
            field++;
        }
        if (ended)
            break;
        space_before = gk_is_space(codepoint);
        column += gk_flush_width(codepoint, table->unit);
    }
}

static const struct line *line_at(const struct gk_array *lines, size_t position)
{
    return gk_array_at(lines, position);
}

/* --- where a table stands --- */

/* The header above the ruler: to a frame or another ruler, else the one line right above. */
static bool find_header(const struct gk_array *lines, size_t ruler_line, size_t after, struct table *table)
{
    struct ruler other;
    size_t first = ruler_line;
    table->first = table->header = table->header_end = ruler_line;
    while (first > after && ruler_line - first < HEADER_LINES && !line_at(lines, first - 1)->blank) {
        first--;
        if (take_ruler(line_at(lines, first)->text, &other)) {
            table->first = first;
            table->header = first + 1;
            return is_frame(&other, &table->ruler);
        }
    }
    if (first < ruler_line)
        table->first = table->header = ruler_line - 1;
    return false;
}

/* The rows: to a frame or ruler again; without a frame above, a blank line ends them too. */
static bool find_body(const struct gk_array *lines, bool framed, struct table *table)
{
    struct ruler other;
    bool blank_before = false;
    bool open = !framed && table->header < table->header_end;
    for (size_t i = table->body; i < lines->count; i++) {
        const struct line *line = line_at(lines, i);
        if (line->blank && open && table->ruler.mark == '-') {
            table->body_end = table->end = i;
            return true;
        }
        bool ruled = !line->blank && take_ruler(line->text, &other);
        bool closes = ruled && (is_frame(&other, &table->ruler) || is_same_ruler(&other, &table->ruler));
        if (closes || (ruled && other.count >= COLUMNS_FEWEST)) {
            table->body_end = i;
            table->end = i + closes;
            return closes || open;
        }
        table->separated = table->separated || (blank_before && !line->blank && i > table->body + 1) ||
                           (line->blank && framed);
        blank_before = line->blank;
    }
    table->body_end = table->end = lines->count;
    return open;
}

/* How many lines have a text across a border, and how many rows there are with two cells. */
static size_t count_broken(const struct gk_array *lines, const struct table *table, size_t *rows)
{
    struct fields fields;
    size_t broken = 0;
    *rows = 0;
    for (size_t i = table->header; i < table->body_end; i++) {
        if (i == table->header_end)
            i = table->body;
        if (i >= table->body_end || line_at(lines, i)->blank)
            continue;
        split(line_at(lines, i)->text, table, &fields);
        broken += fields.broken > 0;
        *rows += fields.filled >= COLUMNS_FEWEST;
    }
    return broken;
}

/* The unit in which the fewest lines have a text across a border; whether few do. */
static bool find_unit(const struct gk_array *lines, struct table *table)
{
    enum gk_flush_unit best = GK_FLUSH_WIDTHS;
    size_t rows = 0, least = SIZE_MAX;
    for (int unit = 0; unit < GK_FLUSH_UNITS; unit++) {
        table->unit = (enum gk_flush_unit)unit;
        const size_t broken = count_broken(lines, table, &rows);
        best = broken < least ? table->unit : best;
        least = broken < least ? broken : least;
    }
    table->unit = best;
    count_broken(lines, table, &rows);
    return rows >= 2 && least * 4 <= rows;
}

/* Whether a table has its ruler on the line; `after` is where the one before ended. */
static bool find_table(const struct gk_array *lines, size_t position, size_t after, struct table *table)
{
    *table = (struct table){.body = position + 1};
    if (!take_ruler(line_at(lines, position)->text, &table->ruler) || table->ruler.count < COLUMNS_FEWEST)
        return false;
    bool framed = find_header(lines, position, after, table);
    table->header_end = position;
    if (!find_body(lines, framed, table) || table->body_end <= table->body)
        return false;
    table->continued = table->ruler.mark == '=';
    return find_unit(lines, table);
}

/* --- writing --- */

struct state {
    struct gk_text_rows rows;
    struct gk_array lines;
    struct gk_buffer cells[COLUMNS_MOST];
    bool row_open;
};

static bool is_digit(uint32_t codepoint)
{
    return codepoint >= '0' && codepoint <= '9';
}

/* One more line of a cell's text: lines are broken at spaces, or between two ideographs. */
static bool add_line(struct gk_buffer *cell, struct gk_string text)
{
    if (cell->length > 0 && text.length > 0) {
        size_t end = cell->length, at = 0;
        uint32_t last = gk_utf8_previous(gk_buffer_view(cell), &end), first = gk_utf8_next(text, &at);
        if (!gk_is_cjk(last) && !gk_is_cjk(first) && !(is_digit(last) && is_digit(first)))
            gk_buffer_append(cell, " ", 1);
    }
    return gk_buffer_append_string(cell, text);
}

static void end_row(struct state *state, const struct table *table)
{
    if (!state->row_open)
        return;
    state->row_open = false;
    for (size_t i = 0; i < table->ruler.count; i++) {
        const struct gk_string text = gk_buffer_view(&state->cells[i]);
        gk_layout_begin_cell(state->rows.builder, NULL);
        gk_text_rows_text(&state->rows, text);
        gk_layout_end_cell(state->rows.builder);
        gk_buffer_clear(&state->cells[i]);
    }
    gk_layout_end_row(state->rows.builder);
}

static void place(struct state *state, size_t position)
{
    state->rows.line = (uint32_t)position + 1;
    gk_layout_place(state->rows.builder, NULL, state->rows.line,
                    (uint64_t)(line_at(&state->lines, position)->text.data - state->rows.start));
}

static void take_line(struct state *state, const struct table *table, size_t position)
{
    struct fields fields;
    split(line_at(&state->lines, position)->text, table, &fields);
    if (!state->row_open) {
        place(state, position);
        gk_text_rows_begin_row(&state->rows);
        state->row_open = true;
    }
    for (size_t i = 0; i < table->ruler.count; i++)
        if (!add_line(&state->cells[i], fields.texts[i]))
            gk_fail_memory(state->rows.context);
}

static void write_lines(struct state *state, const struct table *table, size_t from, size_t to, bool joined)
{
    struct fields fields;
    for (size_t i = from; i < to && state->rows.context->status == GKPLAN_STATUS_OK; i++) {
        const struct line *line = line_at(&state->lines, i);
        if (line->blank) {
            end_row(state, table);
            continue;
        }
        split(line->text, table, &fields);
        if (!joined && !(table->continued && fields.texts[0].length == 0))
            end_row(state, table);
        take_line(state, table, i);
    }
    end_row(state, table);
}

static void leave_out(struct state *state, size_t position)
{
    place(state, position);
    gk_layout_left_out(state->rows.builder, GK_LEFT_OUT_MARK,
                       gk_trim(line_at(&state->lines, position)->text));
}

/* The texts of a line as pieces of a table whose columns begin where the dashes do. */
static bool take_pieces(const struct state *state, const struct table *table, size_t position,
                        struct gk_flush_table *flush)
{
    struct fields fields;
    split(line_at(&state->lines, position)->text, table, &fields);
    for (uint32_t i = 0; i < table->ruler.count; i++) {
        if (fields.texts[i].length == 0)
            continue;
        struct gk_flush_piece *piece = gk_array_push(&flush->pieces);
        if (!piece)
            return false;
        const uint32_t left = (uint32_t)table->ruler.starts[i];
        *piece = (struct gk_flush_piece){.text = fields.texts[i],
                                         .line = (uint32_t)position,
                                         .left = left,
                                         .right = left + gk_flush_text_width(fields.texts[i], table->unit),
                                         .column = i,
                                         .last_column = i};
    }
    return true;
}

/* Programs that break cells over lines, and mark no row's end (tabulate): rows by what their texts say, if
 * far fewer than lines. */
static bool write_broken(struct state *state, const struct table *table)
{
    struct gk_flush_table flush;
    bool good = table->ruler.count <= GK_FLUSH_MOST_COLUMNS && !table->separated && !table->continued &&
                !state->rows.markdown;
    gk_flush_init(&flush, state->rows.context);
    flush.unit = table->unit;
    flush.columns = good ? (uint32_t)table->ruler.count : 0;
    for (uint32_t i = 0; i < flush.columns; i++)
        flush.starts[i] = (uint32_t)table->ruler.starts[i];
    for (size_t i = table->header; i < table->body_end && good; i++) {
        if (i != table->header_end && !take_pieces(state, table, i, &flush)) {
            gk_fail_memory(state->rows.context);
            good = false;
        }
    }
    good = good && flush.pieces.count > 0 && gk_flush_find_rows(state->rows.context, &flush) &&
           flush.broken > 0 && flush.rows.count * 4 < (table->body_end - table->header) * 3;
    if (good)
        gk_flush_write(state->rows.context, &flush, state->rows.builder, state->rows.start);
    gk_flush_free(&flush);
    return good;
}

static void write_table(struct state *state, const struct table *table)
{
    gk_text_rows_end_table(&state->rows);
    if (table->first < table->header)
        leave_out(state, table->first);
    if (write_broken(state, table)) {
        leave_out(state, table->header_end);
    } else {
        write_lines(state, table, table->header, table->header_end, true);
        leave_out(state, table->header_end);
        write_lines(state, table, table->body, table->body_end, table->separated);
    }
    gk_text_rows_end_table(&state->rows);
    if (table->end > table->body_end)
        leave_out(state, table->body_end);
}

static bool take_lines(struct gk_array *lines, struct gk_string text)
{
    struct gk_string one;
    while (gk_next_line(&text, &one)) {
        struct line *line = gk_array_push(lines);
        if (!line)
            return false;
        *line = (struct line){one, gk_is_blank(one)};
    }
    return true;
}

/* A ruler under a line of words, or above one. */
static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line, next;
    struct ruler ruler;
    bool text_before = false;
    if (source->container != GK_CONTAINER_TEXT || !gk_string_contains(source->text, GK_STRING("--")))
        if (source->container != GK_CONTAINER_TEXT || !gk_string_contains(source->text, GK_STRING("==")))
            return 0;
    while (gk_next_line(&rest, &line)) {
        struct gk_string ahead = rest;
        bool ruled = line.length > 0 && strchr(" -=", line.data[0]) && take_ruler(line, &ruler) &&
                     ruler.count >= COLUMNS_FEWEST;
        if (ruled && text_before && gk_next_line(&ahead, &next) && !gk_is_blank(next))
            return 78;
        text_before = !gk_is_blank(line);
    }
    return 0;
}

static gkplan_status write_all(struct state *state)
{
    struct gk_context *context = state->rows.context;
    struct table table;
    size_t written = 0;
    for (size_t i = 0; i <= state->lines.count && context->status == GKPLAN_STATUS_OK; i++) {
        bool begins = i < state->lines.count && i >= written && find_table(&state->lines, i, written, &table);
        size_t end = begins ? table.first : i < state->lines.count ? written : i;
        for (; written < end; written++) {
            place(state, written);
            gk_text_rows_prose(&state->rows, line_at(&state->lines, written)->text);
        }
        if (begins) {
            write_table(state, &table);
            written = table.end;
            i = table.end - 1;
        }
    }
    return context->status;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_array memory;
    gk_array_init(&memory, &context->allocator, sizeof(struct state));
    struct state *state = gk_array_push(&memory);
    if (!state)
        return gk_fail_memory(context);
    gk_array_init(&state->lines, &context->allocator, sizeof(struct line));
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        gk_buffer_init(&state->cells[i], &context->allocator);
    if (!take_lines(&state->lines, source->text))
        gk_fail_memory(context);
    gk_text_rows_init(&state->rows, context, source, builder, gk_markdown_source(source->text));
    state->rows.table_flags = 0; /* the ruler says where each cell stands */
    if (context->status == GKPLAN_STATUS_OK)
        write_all(state);
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        gk_buffer_free(&state->cells[i]);
    gk_array_free(&state->lines);
    gk_array_free(&memory);
    return context->status;
}

const struct gk_reader gk_reader_ruled_columns = {GKPLAN_FORMAT_TEXT, "ruled-columns", recognise, read};

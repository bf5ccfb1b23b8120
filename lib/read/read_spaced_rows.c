/* Rows whose cells are separated by white space, always the same amount of it: copied from a web page or a
 * text box. A blank cell is two separators side by side, or one at the line's beginning; blank cells at its
 * end are gone. A source that writes blank cells says where every cell stands; one that never does has
 * dropped them.
 *
 * Spaces also stand inside texts, so this is read only where the source leaves no doubt about its shape: a
 * header of short words, and rows that have as many cells. A single space separates only where a first column
 * counts the rows and every row fits. Text in aligned columns is none of this: there the gaps differ. */
#include "core/cjk_text.h"
#include "read/reader.h"
#include "read/text_rows.h"

enum {
    COLUMNS_FEWEST = 3,
    COLUMNS_MOST = 24,
    HEADER_LENGTH = 12,
    ROWS_FEWEST = 2,
    LINES_BEHIND = 3,
    WORK = 8 /* times the text: what may be looked at below headers in all */
};

static const struct separator {
    const char *text;
    bool needs_numbers; /* it stands inside texts too often */
} separators[] = {{"    ", false}, {"   ", false},          {"\xE3\x80\x80\xE3\x80\x80", false},
                  {"  ", false},   {"\xE3\x80\x80", false}, {" ", true}};

/* How the rows of a table are written. */
struct shape {
    const struct separator *separator;
    size_t indent; /* bytes of white space in front of the header */
    size_t columns;
    size_t starts[COLUMNS_MOST]; /* where the header's words stand, in columns of a terminal */
    size_t lines;                /* below the header */
    bool blanks;                 /* blank cells are written */
};

struct fields {
    struct gk_string texts[COLUMNS_MOST];
    size_t count; /* COLUMNS_MOST + 1: too many */
    size_t filled;
};

/* Without white space at its end; blank cells there go with it. The table's indent is no cell. */
static struct gk_string whole_line(struct gk_string line, size_t indent)
{
    struct gk_string text = gk_trim(line);
    size_t before = text.length > 0 ? (size_t)(text.data - line.data) : 0;
    before = before < indent ? before : indent;
    return gk_string_make(line.data + before, (size_t)(text.data - line.data) + text.length - before);
}

static void split(struct gk_string line, const struct shape *shape, struct fields *out)
{
    struct gk_string separator = gk_string_of(shape->separator->text);
    line = whole_line(line, shape->indent);
    out->count = out->filled = 0;
    for (bool more = line.length > 0; more;) {
        size_t at = gk_string_find(line, separator, 0);
        more = at != GK_NOT_FOUND;
        struct gk_string text = more ? gk_string_first(line, at) : line;
        if (out->count == COLUMNS_MOST) {
            out->count++;
            return;
        }
        out->texts[out->count++] = text;
        out->filled += !gk_is_blank(text);
        if (more)
            line = gk_string_from(line, at + separator.length);
    }
}

/* Whether the line writes a blank cell in front of a filled one. */
static bool writes_blanks(const struct fields *fields)
{
    return fields->count >= 2 && fields->filled < fields->count;
}

/* Short words side by side, each different, without white space at their ends. A blank one is covered by the
 * word on its left. */
static bool is_header(const struct fields *fields)
{
    if (fields->filled < COLUMNS_FEWEST || fields->count > COLUMNS_MOST || fields->texts[0].length == 0)
        return false;
    for (size_t i = 0; i < fields->count; i++) {
        struct gk_string text = fields->texts[i];
        if (gk_trim(text).length != text.length || gk_text_width(text) > 2 * HEADER_LENGTH ||
            gk_number_alone(text) || gk_string_contains(text, GK_STRING("。")) ||
            gk_string_contains(text, GK_STRING("，")))
            return false;
        if (i > 0 && text.length > 0 && gk_string_equal(text, fields->texts[i - 1]))
            return false;
    }
    return true;
}

/* Whether every gap is made of whole separators. In aligned columns few are. */
static bool is_exact(const struct fields *fields)
{
    if (fields->count > COLUMNS_MOST)
        return false;
    for (size_t i = 0; i < fields->count; i++)
        if (gk_trim(fields->texts[i]).length != fields->texts[i].length)
            return false;
    return true;
}

/* What a line is below the header of a table. */
enum line_kind {
    LINE_ROW,   /* as many cells as the header */
    LINE_SHORT, /* fewer: blank or covered cells were dropped */
    LINE_HEADING,
    LINE_ENDS, /* something else, behind the table */
    LINE_DOUBTFUL
};

static enum line_kind kind_of(struct gk_string line, const struct shape *shape, size_t rows)
{
    struct fields fields;
    split(line, shape, &fields);
    bool numbered = gk_number_alone(fields.texts[0]) == rows + 1;
    if (shape->separator->needs_numbers) {
        if (fields.count == shape->columns && numbered && fields.filled >= 2)
            return LINE_ROW;
        if (numbered || gk_number_alone(fields.texts[0]) > 0)
            return LINE_DOUBTFUL;
    } else if (fields.count >= 2) {
        return fields.count > shape->columns                              ? LINE_DOUBTFUL
               : fields.count == shape->columns || writes_blanks(&fields) ? LINE_ROW
                                                                          : LINE_SHORT;
    }
    return gk_outer_label(line) ? LINE_HEADING : LINE_ENDS;
}

/* What stands below a header. */
struct tally {
    size_t rows;     /* whole ones */
    size_t numbered; /* of these */
    size_t short_rows;
    size_t unnumbered; /* of these */
    bool blanks;       /* some row writes a blank cell, or the header does */
    bool inexact;      /* some row has a gap that is no whole number of separators */
    size_t texts;      /* that stand right of another one */
    size_t aligned;    /* of these, below a word of the header: chance is not so often on its side */
};

/* Whether the lines leave no doubt. In a table that counts its rows a line without a number is the rest of
 * one that was broken inside a cell. Where blank cells are written, a short row lacks those at its end. */
static bool is_sound(const struct tally *tally)
{
    bool counts = 2 * tally->numbered > tally->rows;
    return tally->rows >= ROWS_FEWEST && (tally->blanks || tally->short_rows <= tally->rows) &&
           !(counts && tally->unnumbered > 0) && !(tally->blanks && tally->inexact) &&
           2 * tally->aligned <= tally->texts;
}

static size_t start_of(struct gk_string line, struct gk_string text)
{
    return gk_text_width(gk_string_make(line.data, (size_t)(text.data - line.data)));
}

/* Texts below the header's words are aligned columns. */
static void count_aligned(struct tally *tally, struct gk_string line, const struct shape *shape,
                          const struct fields *fields)
{
    bool text_left = false;
    for (size_t i = 0; i < fields->count; i++) {
        if (fields->texts[i].length == 0)
            continue;
        size_t start = start_of(line, fields->texts[i]);
        bool below = false;
        for (size_t column = 1; column < shape->columns; column++)
            below = below || shape->starts[column] == start;
        tally->texts += text_left;
        tally->aligned += text_left && below;
        text_left = true;
    }
}

static void count_line(struct tally *tally, struct gk_string line, const struct shape *shape,
                       enum line_kind kind)
{
    struct fields fields;
    split(line, shape, &fields);
    bool numbered = gk_number_alone(fields.texts[0]) > 0;
    tally->rows += kind == LINE_ROW;
    tally->numbered += kind == LINE_ROW && numbered;
    tally->short_rows += kind == LINE_SHORT;
    tally->unnumbered += kind == LINE_SHORT && !numbered;
    tally->blanks = tally->blanks || (kind == LINE_ROW && writes_blanks(&fields));
    if (kind == LINE_ROW)
        count_aligned(tally, line, shape, &fields);
    tally->inexact = tally->inexact || ((kind == LINE_ROW || kind == LINE_SHORT) && !is_exact(&fields));
}

/* Finds the lines of the table below a header, which is taken off `rest` already; none when they leave a
 * doubt: a line that is none of its rows between two of them, more short rows than whole ones. */
static void count_lines(struct gk_string rest, struct shape *shape, size_t *work)
{
    struct gk_string line;
    struct tally tally = {.blanks = shape->blanks};
    size_t lines = 0, kept = 0, behind = 0;
    shape->lines = 0;
    while (behind < LINES_BEHIND && gk_next_line(&rest, &line)) {
        if (*work <= line.length)
            return;
        *work -= line.length + 1;
        if (gk_is_blank(line))
            continue;
        enum line_kind kind = kind_of(line, shape, tally.rows);
        bool row = kind == LINE_ROW || kind == LINE_SHORT;
        if (kind == LINE_DOUBTFUL || (behind > 0 && row))
            return;
        behind += behind > 0 || kind == LINE_ENDS;
        lines += behind == 0;
        kept = row ? lines : kept;
        count_line(&tally, line, shape, kind);
    }
    shape->lines = is_sound(&tally) ? kept : 0;
    shape->blanks = tally.blanks;
}

/* Whether the line is the header of a table: how that one is written. `work` is what may still be looked at
 * below headers, in bytes: a text of nothing but headers would take quadratic time. */
static bool table_begins(struct gk_string line, struct gk_string rest, struct shape *shape, size_t *work)
{
    struct fields fields;
    struct gk_string text = gk_trim(line);
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        *shape = (struct shape){.separator = &separators[i],
                                .indent = text.length > 0 ? (size_t)(text.data - line.data) : 0};
        split(line, shape, &fields);
        if (!is_header(&fields))
            continue;
        shape->columns = fields.count;
        for (size_t column = 0; column < fields.count; column++)
            shape->starts[column] =
                fields.texts[column].length > 0 ? start_of(line, fields.texts[column]) : SIZE_MAX;
        shape->blanks = writes_blanks(&fields);
        count_lines(rest, shape, work);
        if (shape->lines > 0)
            return true;
    }
    return false;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    struct shape shape;
    size_t work = WORK * source->text.length;
    if (source->container != GK_CONTAINER_TEXT || memchr(source->text.data, '\t', source->text.length) ||
        memchr(source->text.data, '|', source->text.length))
        return 0;
    while (gk_next_line(&rest, &line))
        if (table_begins(line, rest, &shape, &work))
            return 72;
    return 0;
}

/* A row, or the header. A heading between rows that count is one cell, whatever stands inside it. */
static void write_row(struct gk_text_rows *rows, struct gk_string line, const struct shape *shape,
                      bool header)
{
    struct fields fields;
    split(line, shape, &fields);
    gk_text_rows_begin_row(rows);
    if (!header && shape->separator->needs_numbers && gk_number_alone(fields.texts[0]) == 0) {
        fields.texts[0] = line;
        fields.count = 1;
    }
    for (size_t i = 0; i < fields.count; i++)
        gk_layout_cell(rows->builder, NULL, fields.texts[i]);
    for (size_t i = fields.count; shape->blanks && fields.count > 1 && i < shape->columns; i++)
        gk_layout_cell(rows->builder, NULL, GK_STRING(""));
    gk_layout_end_row(rows->builder);
}

static void say_spaces(struct gk_text_rows *rows)
{
    gkplan_place place = gk_place_none();
    place.line = rows->line;
    gk_diagnose(rows->context, GK_MESSAGE_CELLS_BY_SPACES, &place, NULL, NULL, NULL);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_text_rows rows;
    struct gk_string rest = source->text, line;
    struct shape shape = {.separator = NULL};
    size_t left = 0, work = WORK * source->text.length;
    gk_text_rows_init(&rows, context, source, builder, false);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (left > 0 && !gk_is_blank(line)) {
            write_row(&rows, line, &shape, false);
            left--;
            continue;
        }
        if (left > 0)
            continue;
        gk_text_rows_end_table(&rows);
        if (table_begins(line, rest, &shape, &work)) {
            left = shape.lines;
            say_spaces(&rows);
            write_row(&rows, line, &shape, true);
        } else {
            gk_text_rows_prose(&rows, line);
        }
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_spaced_rows = {GKPLAN_FORMAT_TEXT, "spaced-rows", recognise, read};

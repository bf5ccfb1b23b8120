/* Rows whose cells are separated by white space, always the same amount of it: copied from a web page or a
 * text box. A blank cell is two separators side by side.
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
    NUMBER_LENGTH = 6,
    LINES_BEHIND = 3
};

static const struct separator {
    const char *text;
    bool needs_numbers; /* it stands inside texts too often */
} separators[] = {{"    ", false}, {"   ", false},          {"\xE3\x80\x80\xE3\x80\x80", false},
                  {"  ", false},   {"\xE3\x80\x80", false}, {" ", true}};

struct fields {
    struct gk_string texts[COLUMNS_MOST];
    size_t count; /* COLUMNS_MOST + 1: too many */
    size_t filled;
};

/* Without white space at its ends; blank cells at the end go with it. */
static struct gk_string whole_line(struct gk_string line)
{
    return gk_trim(line);
}

static void split(struct gk_string line, struct gk_string separator, struct fields *out)
{
    line = whole_line(line);
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

/* A number of digits alone; 0: none. */
static uint32_t number_of(struct gk_string text)
{
    uint32_t number = 0;
    if (text.length == 0 || text.length > NUMBER_LENGTH)
        return 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return 0;
        number = 10 * number + (uint32_t)(text.data[i] - '0');
    }
    return number;
}

/* Short words side by side, each different, without a blank and without white space at their ends. */
static bool is_header(const struct fields *fields)
{
    if (fields->count < COLUMNS_FEWEST || fields->count > COLUMNS_MOST || fields->filled < fields->count)
        return false;
    for (size_t i = 0; i < fields->count; i++) {
        struct gk_string text = fields->texts[i];
        if (gk_trim(text).length != text.length || gk_text_width(text) > 2 * HEADER_LENGTH ||
            number_of(text) || gk_string_contains(text, GK_STRING("。")) ||
            gk_string_contains(text, GK_STRING("，")))
            return false;
        if (i > 0 && gk_string_equal(text, fields->texts[i - 1]))
            return false;
    }
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

/* 一、, （二）: the line is no rest of a cell that was broken. */
static bool begins_with_label(struct gk_string line)
{
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    line = whole_line(line);
    bool bracket = gk_string_starts(line, GK_STRING("（"));
    if (bracket)
        line = gk_string_from(line, strlen("（"));
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (gk_string_starts(line, gk_string_of(numerals[i])))
            return bracket || gk_string_contains(gk_string_first(line, line.length < 15 ? line.length : 15),
                                                 GK_STRING("、"));
    return false;
}

static enum line_kind kind_of(struct gk_string line, const struct separator *separator, size_t columns,
                              size_t rows)
{
    struct fields fields;
    split(line, gk_string_of(separator->text), &fields);
    bool numbered = number_of(fields.texts[0]) == rows + 1;
    if (separator->needs_numbers) {
        if (fields.count == columns && numbered && fields.filled >= 2)
            return LINE_ROW;
        if (numbered || number_of(fields.texts[0]) > 0)
            return LINE_DOUBTFUL;
    } else if (fields.count >= 2) {
        return fields.count == columns         ? LINE_ROW
               : fields.count > columns        ? LINE_DOUBTFUL
               : fields.filled == fields.count ? LINE_SHORT
                                               : LINE_DOUBTFUL;
    }
    return begins_with_label(line) ? LINE_HEADING : LINE_ENDS;
}

/* What stands below a header. */
struct tally {
    size_t rows;     /* whole ones */
    size_t numbered; /* of these */
    size_t short_rows;
    size_t unnumbered; /* of these */
};

/* Whether the lines leave no doubt. In a table that counts its rows a line without a number is the rest of
 * one that was broken inside a cell. */
static bool is_sound(const struct tally *tally)
{
    bool counts = 2 * tally->numbered > tally->rows;
    return tally->rows >= ROWS_FEWEST && tally->short_rows <= tally->rows &&
           !(counts && tally->unnumbered > 0);
}

static void count_line(struct tally *tally, struct gk_string line, const struct separator *separator,
                       enum line_kind kind)
{
    struct fields fields;
    split(line, gk_string_of(separator->text), &fields);
    bool numbered = number_of(fields.texts[0]) > 0;
    tally->rows += kind == LINE_ROW;
    tally->numbered += kind == LINE_ROW && numbered;
    tally->short_rows += kind == LINE_SHORT;
    tally->unnumbered += kind == LINE_SHORT && !numbered;
}

/* The lines of the table below a header, which is taken off `rest` already; 0 when they leave a doubt: a line
 * that is none of its rows between two of them, more short rows than whole ones. */
static size_t count_lines(struct gk_string rest, const struct separator *separator, size_t columns)
{
    struct gk_string line;
    struct tally tally = {0};
    size_t lines = 0, kept = 0, behind = 0;
    while (behind < LINES_BEHIND && gk_next_line(&rest, &line)) {
        if (gk_is_blank(line))
            continue;
        enum line_kind kind = kind_of(line, separator, columns, tally.rows);
        bool row = kind == LINE_ROW || kind == LINE_SHORT;
        if (kind == LINE_DOUBTFUL || (behind > 0 && row))
            return 0;
        behind += behind > 0 || kind == LINE_ENDS;
        lines += behind == 0;
        kept = row ? lines : kept;
        count_line(&tally, line, separator, kind);
    }
    return is_sound(&tally) ? kept : 0;
}

/* The separator of a table whose header is the line; NULL: it is none. */
static const struct separator *table_begins(struct gk_string line, struct gk_string rest, size_t *columns,
                                            size_t *rows)
{
    struct fields fields;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        split(line, gk_string_of(separators[i].text), &fields);
        if (!is_header(&fields))
            continue;
        *columns = fields.count;
        *rows = count_lines(rest, &separators[i], fields.count);
        if (*rows > 0)
            return &separators[i];
    }
    return NULL;
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t columns, rows;
    if (source->container != GK_CONTAINER_TEXT || memchr(source->text.data, '\t', source->text.length) ||
        memchr(source->text.data, '|', source->text.length))
        return 0;
    while (gk_next_line(&rest, &line))
        if (table_begins(line, rest, &columns, &rows))
            return 72;
    return 0;
}

static void write_row(struct gk_text_rows *rows, struct gk_string line, const struct separator *separator)
{
    struct fields fields;
    split(line, gk_string_of(separator->text), &fields);
    gk_text_rows_begin_row(rows);
    for (size_t i = 0; i < fields.count; i++)
        gk_layout_cell(rows->builder, NULL, fields.texts[i]);
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
    const struct separator *separator = NULL;
    size_t columns = 0, left = 0;
    gk_text_rows_init(&rows, context, source, builder, false);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (left > 0 && !gk_is_blank(line)) {
            write_row(&rows, line, separator);
            left--;
            continue;
        }
        if (left > 0)
            continue;
        gk_text_rows_end_table(&rows);
        separator = table_begins(line, rest, &columns, &left);
        if (separator) {
            say_spaces(&rows);
            write_row(&rows, line, separator);
        } else {
            gk_text_rows_prose(&rows, line);
        }
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_spaced_rows = {GKPLAN_FORMAT_TEXT, "spaced-rows", recognise, read};

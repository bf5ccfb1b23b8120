/* The rows and cells of a table in plain text whose texts stand at the top of their cells: see flush_text.h.
 *
 * A row begins where a text begins that has none above it in its column; below other texts, where those show
 * that their cells end: a line that the next one's first word would have fitted on ends a paragraph. The
 * column with the most sentences says most; names of units may stand in paragraphs of one cell. A label may
 * run on beside the rows below its own.
 */
#include "core/buffer.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/flush_text.h"
#include "read/word_box_parts.h"
#include <stdio.h>
#include <string.h>

enum { BLANKS = 2 /* between two columns */ };

/* What a text says of the one below it in its column. */
enum below { ENDS, MAY_END, GOES_ON };

/* What is known of a column. */
struct column {
    uint32_t texts, numbers, sentences;
    uint32_t ends, sentence_ends, name_ends; /* of paragraphs */
    uint32_t paragraphs;                     /* that end inside a cell */
    uint32_t full;                           /* texts right above others that are as wide as any */
    uint32_t full_at_start; /* those above a line with which a row begins, as other columns show */
    uint32_t narrowest, widest;
    uint64_t characters;
    bool is_number;
    bool alike; /* nearly all its texts end as sentences */
    bool wraps; /* its texts are broken where the column ends */
};

struct sorter {
    struct gk_context *context;
    struct gk_flush_table *table;
    struct column columns[GK_FLUSH_MOST_COLUMNS];
    uint32_t above[GK_FLUSH_MOST_COLUMNS]; /* the last text of each column, as its position + 1 */
    uint32_t main_column;
    bool numbered;       /* a column has numbers */
    double em;           /* of an ideograph, in units */
    uint32_t header_end; /* the first text below the header's line */
};

static struct gk_flush_piece *piece_at(const struct gk_flush_table *table, size_t position)
{
    return gk_array_at(&table->pieces, position);
}

static struct gk_flush_row *row_at(const struct gk_flush_table *table, size_t position)
{
    return gk_array_at(&table->rows, position);
}

/* The text behind the line of text `first`. */
static uint32_t line_end(const struct gk_flush_table *table, uint32_t first)
{
    uint32_t end = first;
    while (end < table->pieces.count && piece_at(table, end)->line == piece_at(table, first)->line)
        end++;
    return end;
}

static bool is_number(struct gk_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.length > 0 && text.length <= 6;
}

/* The text right above one in its column; NULL if there is none. */
static struct gk_flush_piece *above(const struct sorter *sorter, const struct gk_flush_piece *piece)
{
    const uint32_t position = sorter->above[piece->column];
    struct gk_flush_piece *upper = position ? piece_at(sorter->table, position - 1) : NULL;
    return upper && upper->line + 1 == piece->line ? upper : NULL;
}

/* --- what the columns hold --- */

/* The room for a text that may cover columns. */
static uint32_t room_of(const struct sorter *sorter, const struct gk_flush_piece *piece)
{
    const struct gk_flush_table *table = sorter->table;
    return table->starts[piece->last_column] - table->starts[piece->column] +
           sorter->columns[piece->last_column].widest;
}

static bool is_full(const struct sorter *sorter, const struct gk_flush_piece *upper,
                    const struct gk_flush_piece *lower)
{
    return gk_box_is_wrapped(upper->right - upper->left, room_of(sorter, upper), sorter->em, upper->text,
                             lower->text);
}

/* Whether a text reaches the next column, nearly: its cell may cover that one. */
static bool reaches_next(const struct gk_flush_table *table, const struct gk_flush_piece *piece)
{
    return piece->column + 1 < table->columns && piece->right + BLANKS > table->starts[piece->column + 1];
}

/* Whether a text stands alone on its line, in front, and begins as sections do. */
static bool is_section(const struct gk_flush_table *table, uint32_t position)
{
    const struct gk_flush_piece *piece = piece_at(table, position);
    return piece->column == 0 && line_end(table, position) == position + 1 &&
           gk_flush_is_heading(piece->text);
}

/* Whether no text ends, or none begins, as these do. */
static bool surely_goes_on(struct gk_string upper, struct gk_string lower)
{
    static const double much_room = 1e9;
    return gk_box_is_wrapped(0, much_room, 1, upper, lower);
}

static void count_texts(struct sorter *sorter)
{
    for (size_t i = sorter->header_end; i < sorter->table->pieces.count; i++) {
        const struct gk_flush_piece *piece = piece_at(sorter->table, i);
        struct column *column = &sorter->columns[piece->column];
        if (reaches_next(sorter->table, piece) || is_section(sorter->table, (uint32_t)i))
            continue;
        column->texts++;
        column->numbers += is_number(piece->text);
        column->sentences += gk_box_ends_sentence(piece->text);
        column->characters += gk_utf8_count_characters(piece->text);
        const uint32_t width = piece->right - piece->left;
        column->narrowest = column->texts == 1 || width < column->narrowest ? width : column->narrowest;
        column->widest = width > column->widest ? width : column->widest;
    }
}

/* Whether another column than `column` shows that a row begins with the line of texts from `first` to before
 * `end`. */
static bool shows_start(const struct sorter *sorter, uint32_t first, uint32_t end, uint32_t column)
{
    uint32_t others = 0, ends = 0;
    for (uint32_t i = first; i < end; i++) {
        const struct gk_flush_piece *piece = piece_at(sorter->table, i), *upper = above(sorter, piece);
        const struct column *one = &sorter->columns[piece->column];
        if (piece->column == column)
            continue;
        if (!upper || one->alike || (one->is_number && is_number(piece->text)))
            return true;
        others++;
        ends += !is_full(sorter, upper, piece);
    }
    return ends > 0 && ends == others;
}

/* The end of a cell's text, or of a paragraph in it. */
static void count_end(struct sorter *sorter, const struct gk_flush_piece *piece)
{
    struct column *column = &sorter->columns[piece->column];
    column->ends++;
    column->sentence_ends += gk_box_ends_sentence(piece->text);
    column->name_ends += gk_box_ends_name(piece->text);
}

static void count_full(struct sorter *sorter)
{
    const struct gk_flush_table *table = sorter->table;
    memset(sorter->above, 0, sizeof sorter->above);
    for (uint32_t first = sorter->header_end, end; first < table->pieces.count; first = end) {
        end = line_end(table, first);
        for (uint32_t i = first; i < end; i++) {
            const struct gk_flush_piece *piece = piece_at(table, i), *upper = above(sorter, piece);
            struct column *column = &sorter->columns[piece->column];
            const bool full = upper && is_full(sorter, upper, piece);
            sorter->table->broken += upper && surely_goes_on(upper->text, piece->text);
            if (!full && sorter->above[piece->column])
                count_end(sorter, piece_at(table, sorter->above[piece->column] - 1));
            if (!full || upper->last_column > upper->column)
                continue;
            column->full++;
            column->full_at_start += shows_start(sorter, first, end, piece->column);
        }
        for (uint32_t i = first; i < end; i++)
            sorter->above[piece_at(table, i)->column] = i + 1;
    }
    for (uint32_t i = 0; i < table->columns; i++)
        if (sorter->above[i])
            count_end(sorter, piece_at(table, sorter->above[i] - 1));
}

static bool has_sentences(const struct column *column)
{
    return column->sentence_ends * 4 >= column->ends && column->sentence_ends > 0;
}

static bool has_names(const struct column *column)
{
    return column->name_ends * 2 > column->ends;
}

/* Requirements are sentences; where a table has none, the column with the most text that is no names says
 * most about rows. */
static bool is_more_main(const struct column *column, const struct column *best)
{
    const bool sentences = has_sentences(column), best_sentences = has_sentences(best);
    if (column->is_number || best->is_number)
        return best->is_number && !column->is_number;
    if (sentences != best_sentences)
        return sentences;
    if (sentences)
        return column->sentence_ends > best->sentence_ends;
    if (has_names(column) != has_names(best))
        return has_names(best);
    return column->characters > best->characters;
}

/* Texts that are broken have ends that no sentence has; those of one line each all end alike. */
static void describe(struct column *column)
{
    enum { ALL = 10, NEARLY = 9 };
    column->alike = column->sentences * ALL >= column->texts * NEARLY;
    column->is_number = column->numbers > 0 && column->numbers * ALL >= column->texts * NEARLY;
}

static void measure(struct sorter *sorter)
{
    count_texts(sorter);
    for (uint32_t i = 0; i < sorter->table->columns; i++)
        describe(&sorter->columns[i]);
    count_full(sorter);
    sorter->main_column = 0;
    for (uint32_t i = 0; i < sorter->table->columns; i++) {
        struct column *column = &sorter->columns[i];
        const bool broken = has_sentences(column) || column->full >= column->full_at_start * 2;
        /* The ends of broken texts are shorter. */
        const bool ends = column->narrowest + sorter->em <= column->widest;
        column->wraps = broken && ends && column->full > 0 && !column->alike && !column->is_number;
        sorter->numbered = sorter->numbered || column->is_number;
        if (is_more_main(column, &sorter->columns[sorter->main_column]))
            sorter->main_column = i;
    }
}

/* --- rows --- */

/* Names of units without a separator between them. */
static bool are_names(struct gk_string upper, struct gk_string lower)
{
    static const char *const starts[] = {"市", "县", "区", "省", "州", "各"};
    bool other = false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        other = other || gk_begins_with_word(lower, gk_string_of(starts[i]));
    return other && gk_box_ends_name(upper);
}

static enum below look_below(const struct sorter *sorter, const struct gk_flush_piece *upper,
                             const struct gk_flush_piece *lower)
{
    const struct column *column = &sorter->columns[lower->column];
    const bool full = is_full(sorter, upper, lower);
    if (column->is_number || !full)
        return ENDS;
    if (!column->wraps)
        return surely_goes_on(upper->text, lower->text) ? GOES_ON : ENDS;
    if (gk_box_ends_sentence(upper->text) || are_names(upper->text, lower->text))
        return MAY_END;
    return GOES_ON;
}

/* What a line's texts say of a row's beginning. */
struct line {
    bool fresh;      /* a text has none above it */
    bool fresh_main; /* in the main column or left of it */
    bool number;     /* a number stands below another one */
    bool ends;       /* a cell ends above a text that is no name */
    bool names_end;  /* above one that is */
    bool goes_on;    /* a cell goes on, the main column's and labels aside */
    bool main, main_sentence;
    enum below main_below;
    uint32_t said; /* the text of the main column, else the first that stands below another */
    bool below;
};

static void look_at_text(const struct sorter *sorter, uint32_t position, struct line *line)
{
    const struct gk_flush_piece *piece = piece_at(sorter->table, position);
    const struct gk_flush_piece *upper = above(sorter, piece);
    const bool main = piece->column == sorter->main_column;
    const struct column *column = &sorter->columns[piece->column];
    if (!upper) {
        line->fresh = true;
        line->fresh_main = line->fresh_main || piece->column <= sorter->main_column;
        return;
    }
    if (main || !line->below)
        line->said = position;
    line->below = true;
    const enum below below = look_below(sorter, upper, piece);
    line->number = line->number || (column->is_number && is_number(piece->text));
    if (main) {
        line->main = true;
        line->main_below = below;
        line->main_sentence = gk_box_ends_sentence(upper->text);
        return;
    }
    line->ends = line->ends || (below == ENDS && !has_names(column));
    line->names_end = line->names_end || (below == ENDS && has_names(column) && column->paragraphs == 0);
    line->goes_on = line->goes_on || (below == GOES_ON && piece->column > sorter->main_column);
}

static struct line look_at_line(const struct sorter *sorter, uint32_t first, uint32_t end)
{
    struct line line = {0};
    for (uint32_t i = first; i < end; i++)
        look_at_text(sorter, i, &line);
    return line;
}

/* A text that ends beside one of the main column that goes on is a paragraph of its cell. */
static void count_paragraph(struct sorter *sorter, const struct gk_flush_piece *piece)
{
    const struct gk_flush_piece *upper = above(sorter, piece);
    sorter->columns[piece->column].paragraphs += upper && look_below(sorter, upper, piece) == ENDS;
}

/* Whether texts stand at the top of their rows: hardly one begins beside a text of the main column that goes
 * on, or of the main column beside another one that does. */
static bool are_at_top(struct sorter *sorter)
{
    enum { TOLERATED = 8 };
    const struct gk_flush_table *table = sorter->table;
    size_t tops = 0, low_tops = 0;
    memset(sorter->above, 0, sizeof sorter->above);
    for (uint32_t first = 0, end; first < table->pieces.count; first = end) {
        end = line_end(table, first);
        const struct line line = look_at_line(sorter, first, end);
        for (uint32_t i = first; i < end && line.main && line.main_below == GOES_ON; i++)
            count_paragraph(sorter, piece_at(table, i));
        const bool low = line.main ? line.main_below == GOES_ON : line.goes_on;
        tops += line.fresh && (line.main || line.fresh_main);
        low_tops += line.fresh && low && (line.main || line.fresh_main);
        for (uint32_t i = first; i < end; i++)
            sorter->above[piece_at(table, i)->column] = i + 1;
    }
    return low_tops * TOLERATED <= tops;
}

/* What was decided of the line could be otherwise: said when the table is written. */
static void doubt(struct sorter *sorter, const struct line *line, enum gk_flush_doubt doubt)
{
    struct gk_flush_piece *piece = piece_at(sorter->table, line->said);
    piece->doubt = doubt;
    piece->above = sorter->above[piece->column];
}

/* Whether a row begins with the line of texts from `first` to before `end`, below others. */
static bool begins_row(struct sorter *sorter, uint32_t first, uint32_t end)
{
    const struct line line = look_at_line(sorter, first, end);
    const bool goes_on = line.main && line.main_below == GOES_ON;
    if (line.number)
        return true;
    if (line.fresh)
        return line.fresh_main || !goes_on;
    if (!line.main)
        return line.ends && !line.goes_on && end - first > 1;
    if (line.main_below == GOES_ON)
        return line.ends && !line.goes_on && !sorter->numbered &&
               !has_sentences(&sorter->columns[sorter->main_column]);
    if (line.main_below == ENDS) {
        const bool row = !line.goes_on || line.main_sentence;
        if (row && (line.goes_on || end - first == 1))
            doubt(sorter, &line, GK_FLUSH_IS_PARAGRAPH);
        return row;
    }
    const bool row = line.ends || (line.names_end && !line.goes_on);
    if (!line.ends && !line.goes_on)
        doubt(sorter, &line, row ? GK_FLUSH_IS_PARAGRAPH : GK_FLUSH_IS_ROW);
    return row;
}

/* Whether the line of text `first` is one text in front of all columns that stands there for the whole row.
 */
static bool is_alone(const struct sorter *sorter, uint32_t first, uint32_t end)
{
    const struct gk_flush_piece *piece = piece_at(sorter->table, first);
    if (end - first > 1 || piece->column > 0 || first < sorter->header_end)
        return false;
    if (is_section(sorter->table, first))
        return true;
    const struct gk_flush_piece *upper = above(sorter, piece);
    return piece->last_column > 0 && !(upper && look_below(sorter, upper, piece) == GOES_ON);
}

/* Whether a text that stands alone goes on in the next one, for it reaches the table's end, or that of its
 * column. */
static bool alone_goes_on(const struct sorter *sorter, uint32_t first, uint32_t end)
{
    const struct gk_flush_piece *piece = piece_at(sorter->table, first), *upper = above(sorter, piece);
    if (!upper || end - first > 1 || gk_flush_is_heading(piece->text) || gk_box_ends_sentence(upper->text))
        return false;
    if (upper->last_column > 0)
        return upper->last_column + 1 == sorter->table->columns;
    /* As wide as the column is, which may be that of numbers. */
    return gk_box_is_wrapped(upper->right - upper->left,
                             sorter->table->starts[1] - sorter->table->starts[0] - BLANKS, sorter->em,
                             upper->text, piece->text);
}

static struct gk_flush_row *begin_row(struct sorter *sorter, uint32_t first, bool alone)
{
    struct gk_flush_row *row = gk_array_push(&sorter->table->rows);
    if (row)
        *row = (struct gk_flush_row){.first = first, .alone = alone};
    return row;
}

/* Where a line stands. */
enum begins { INSIDE, BELOW_ROW, BELOW_OTHER };

/* The texts of a line, each below those of its cell: of the open row, or of a row above where a label runs
 * on.
 */
static void link_texts(struct sorter *sorter, uint32_t first, uint32_t end, uint32_t row_first,
                       enum begins begins)
{
    for (uint32_t i = first; i < end; i++) {
        struct gk_flush_piece *piece = piece_at(sorter->table, i);
        struct gk_flush_piece *upper = above(sorter, piece);
        const enum below below = upper ? look_below(sorter, upper, piece) : ENDS;
        const uint32_t position = sorter->above[piece->column];
        struct gk_flush_piece *last = position ? piece_at(sorter->table, position - 1) : NULL;
        /* A cell runs on beside the row below only where it is merged over it. */
        const bool runs_on = begins == BELOW_ROW && below == GOES_ON && piece->column != sorter->main_column;
        if (runs_on || (begins == INSIDE && position > row_first)) {
            last->next = i + 1;
            piece->inside = true;
            piece->wrapped = upper && is_full(sorter, upper, piece) && !are_names(upper->text, piece->text);
        }
        sorter->above[piece->column] = i + 1;
    }
}

/* Whether the header ends above a line: its cells may have two lines, but for one that has none below. */
static bool ends_header(const struct sorter *sorter, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct gk_flush_piece *piece = piece_at(sorter->table, i);
        if (piece->column == sorter->main_column || is_number(piece->text))
            return true;
    }
    return false;
}

static bool find_rows(struct sorter *sorter)
{
    const struct gk_flush_table *table = sorter->table;
    struct gk_flush_row *row = NULL;
    memset(sorter->above, 0, sizeof sorter->above);
    for (uint32_t first = 0, end; first < table->pieces.count; first = end) {
        end = line_end(table, first);
        const bool goes_on = row && row->alone && alone_goes_on(sorter, first, end);
        const bool alone = !goes_on && is_alone(sorter, first, end);
        const bool begins =
            !goes_on && (!row || alone || row->alone ||
                         (sorter->table->rows.count == 1 && ends_header(sorter, first, end)) ||
                         begins_row(sorter, first, end));
        const bool free = alone || (row && row->alone) || sorter->table->rows.count == 1;
        const enum begins where = !begins ? INSIDE : free ? BELOW_OTHER : BELOW_ROW;
        if (begins)
            row = begin_row(sorter, first, alone);
        if (!row) {
            gk_fail_memory(sorter->context);
            return false;
        }
        link_texts(sorter, first, end, row->first, where);
        if (goes_on)
            piece_at(table, first)->wrapped = true;
    }
    return true;
}

bool gk_flush_find_rows(struct gk_context *context, struct gk_flush_table *table)
{
    struct sorter sorter = {.context = context, .table = table};
    sorter.em = table->unit == GK_FLUSH_CHARACTERS ? 1 : 2;
    sorter.header_end = line_end(table, 0);
    measure(&sorter);
    return are_at_top(&sorter) && find_rows(&sorter);
}

/* --- writing --- */

struct writer {
    struct gk_context *context;
    const struct gk_flush_table *table;
    struct gk_layout_builder *builder;
    const char *text;
    struct gk_buffer cell;
    uint32_t heads[GK_FLUSH_MOST_COLUMNS]; /* the first text of each cell of the row, as its position + 1 */
};

static bool collect_text(struct writer *writer, uint32_t position, uint32_t *last_column)
{
    const struct gk_flush_table *table = writer->table;
    gk_buffer_clear(&writer->cell);
    *last_column = 0;
    for (uint32_t next = position; next; next = piece_at(table, next - 1)->next) {
        const struct gk_flush_piece *piece = piece_at(table, next - 1);
        if (!gk_box_append_line(&writer->cell, 0, piece->text, piece->wrapped))
            return false;
        *last_column = piece->last_column > *last_column ? piece->last_column : *last_column;
    }
    return true;
}

static void say_doubt(const struct writer *writer, const struct gk_flush_piece *piece)
{
    gkplan_place place = gk_place_none();
    place.line = piece->line + 1;
    gk_diagnose_strings(writer->context,
                        piece->doubt == GK_FLUSH_IS_ROW ? GK_MESSAGE_ROWS_OR_PARAGRAPHS
                                                        : GK_MESSAGE_ROW_OR_PARAGRAPH,
                        &place, NULL, piece_at(writer->table, piece->above - 1)->text, piece->text);
}

/* The cell of a column; how many columns it covers, 0 after a failure. */
static uint32_t write_cell(struct writer *writer, uint32_t column, bool header, bool alone)
{
    const struct gk_flush_table *table = writer->table;
    struct gk_cell properties = {.column = column, .column_span = 1};
    uint32_t last = column, next = column + 1;
    if (writer->heads[column] == 0) {
        gk_layout_cell(writer->builder, &properties, GK_STRING(""));
        return 1;
    }
    const struct gk_flush_piece *piece = piece_at(table, writer->heads[column] - 1);
    if (!collect_text(writer, writer->heads[column], &last)) {
        gk_fail_memory(writer->context);
        return 0;
    }
    while (next < table->columns && writer->heads[next] == 0 && (header || alone || next <= last))
        next++;
    if (!header && last >= next) {
        gkplan_place place = gk_place_none();
        place.line = piece->line + 1;
        gk_diagnose_strings(writer->context, GK_MESSAGE_CELL_NARROWED, &place, NULL,
                            gk_buffer_view(&writer->cell), GK_STRING(""));
    }
    properties.column_span = next - column;
    gk_layout_place(writer->builder, NULL, piece->line + 1, (uint64_t)(piece->text.data - writer->text));
    gk_layout_cell(writer->builder, &properties, gk_buffer_view(&writer->cell));
    return next - column;
}

static void write_row(struct writer *writer, size_t position)
{
    const struct gk_flush_table *table = writer->table;
    const struct gk_flush_row *row = row_at(table, position);
    const size_t end =
        position + 1 < table->rows.count ? row_at(table, position + 1)->first : table->pieces.count;
    memset(writer->heads, 0, sizeof writer->heads);
    for (size_t i = row->first; i < end; i++) {
        const struct gk_flush_piece *piece = piece_at(table, i);
        if (!piece->inside)
            writer->heads[piece->column] = (uint32_t)i + 1;
        if (piece->doubt != GK_FLUSH_SURE)
            say_doubt(writer, piece);
    }
    gk_layout_begin_row(writer->builder, row->alone ? GKPLAN_ROW_SINGLE_CELL : 0u);
    for (uint32_t column = 0, width = 1; column < table->columns && width > 0; column += width)
        width = write_cell(writer, column, position == 0, row->alone);
    gk_layout_end_row(writer->builder);
}

gkplan_status gk_flush_write(struct gk_context *context, const struct gk_flush_table *table,
                             struct gk_layout_builder *builder, const char *text)
{
    struct writer writer = {.context = context, .table = table, .builder = builder, .text = text};
    const struct gk_table properties = {.column_count = table->columns};
    gk_buffer_init(&writer.cell, &context->allocator);
    gk_layout_begin_table(builder, &properties);
    for (size_t i = 0; i < table->rows.count && context->status == GKPLAN_STATUS_OK; i++)
        write_row(&writer, i);
    gk_layout_end_table(builder);
    gk_buffer_free(&writer.cell);
    return context->status;
}

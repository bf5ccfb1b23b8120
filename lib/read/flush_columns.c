/* Where the columns of a table in plain text begin, and the texts of its lines: see flush_text.h.
 *
 * A table begins with a line of words that headers have; its columns begin where they do, and where many
 * texts of the lines below it do. It is one only if hardly any text begins elsewhere.
 */
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/utf8.h"
#include "read/flush_text.h"
#include "read/word_box_parts.h"
#include <stdlib.h>
#include <string.h>

enum { BLANKS = 2 /* between two columns */, MOST_PIECES = 64 /* on a line */ };

bool gk_flush_is_heading(struct gk_string text)
{
    const enum gk_label_kind kind = gk_label_read(text).kind;
    return kind >= GK_LABEL_PART && kind <= GK_LABEL_CHINESE_BRACKET;
}

uint32_t gk_flush_width(uint32_t codepoint, enum gk_flush_unit unit)
{
    const int width = gk_codepoint_width(codepoint);
    if (width == 0 || unit == GK_FLUSH_CHARACTERS)
        return width > 0;
    return unit == GK_FLUSH_WIDE_MARKS && gk_is_of_either_width(codepoint) ? 2 : (uint32_t)width;
}

uint32_t gk_flush_text_width(struct gk_string text, enum gk_flush_unit unit)
{
    uint32_t width = 0;
    for (size_t at = 0; at < text.length;)
        width += gk_flush_width(gk_utf8_next(text, &at), unit);
    return width;
}

/* The texts of a line between blanks; how many, or 0 where there are too many. */
static size_t find_pieces(struct gk_string line, uint32_t number, enum gk_flush_unit unit,
                          struct gk_flush_piece out[MOST_PIECES])
{
    size_t count = 0;
    uint32_t column = 0, blanks = BLANKS;
    for (size_t at = 0; at < line.length;) {
        const size_t here = at;
        const uint32_t codepoint = gk_utf8_next(line, &at), width = gk_flush_width(codepoint, unit);
        column += width;
        if (gk_is_space(codepoint)) {
            blanks += width;
            continue;
        }
        if (blanks >= BLANKS && count == MOST_PIECES)
            return 0;
        if (blanks >= BLANKS)
            out[count++] = (struct gk_flush_piece){
                .text = {line.data + here, 0}, .line = number, .left = column - width};
        out[count - 1].text.length = (size_t)(line.data + at - out[count - 1].text.data);
        out[count - 1].right = column;
        blanks = 0;
    }
    return count;
}

/* --- the lines of a table --- */

struct finder {
    struct gk_context *context;
    const struct gk_array *lines;
    struct gk_flush_table *table;
    struct gk_array lefts;                 /* uint32_t: where texts begin that no column does */
    uint32_t below[GK_FLUSH_MOST_COLUMNS]; /* texts that begin where each header does */
    size_t effort;                         /* lines that were looked at */
    size_t texts, off;                     /* how many there are, and those that begin at no column */
};

static struct gk_string line_at(const struct gk_array *lines, uint32_t position)
{
    return *(struct gk_string *)gk_array_at(lines, position);
}

/* Whether most texts of a line are words that headers have. */
static bool is_header(struct finder *finder, const struct gk_flush_piece *pieces, size_t count)
{
    enum { FEWEST = 2 };
    size_t found = 0;
    if (count < FEWEST || count > GK_FLUSH_MOST_COLUMNS)
        return false;
    for (size_t i = 0; i < count; i++)
        found += gk_box_is_header_text(finder->context, pieces[i].text);
    return found >= FEWEST && found * 2 > count;
}

/* The column that begins at `left`, or the number of columns. */
static uint32_t column_at(const struct gk_flush_table *table, uint32_t left)
{
    uint32_t column = 0;
    while (column < table->columns && table->starts[column] != left)
        column++;
    return column;
}

/* A line of prose below a table: long, in front of all columns, and no section. */
static bool is_prose(const struct gk_flush_table *table, const struct gk_flush_piece *pieces, size_t count)
{
    return count == 1 && pieces[0].left <= table->starts[0] &&
           pieces[0].right * 10 > table->starts[table->columns - 1] * 9 &&
           !gk_flush_is_heading(pieces[0].text);
}

/* The line behind the table: behind the last one that has a text in another column than the first, and the
 * lines of the first column right below it. */
static uint32_t find_end(struct finder *finder, uint32_t end, enum gk_flush_unit unit)
{
    enum { MOST_ALONE = 40 /* lines in a row that have no text but in the first column */ };
    struct gk_flush_piece pieces[MOST_PIECES];
    const struct gk_flush_table *table = finder->table;
    const struct gk_string header = gk_trim(line_at(finder->lines, table->first));
    uint32_t last = table->first + 1;
    bool below = true;
    for (uint32_t i = last; i < end && i < last + MOST_ALONE; i++) {
        const size_t count = find_pieces(line_at(finder->lines, i), i, unit, pieces);
        bool inner = false;
        for (size_t j = 0; j < count; j++)
            inner = inner ||
                    (pieces[j].left > table->starts[0] && column_at(table, pieces[j].left) < table->columns);
        if (!below && (is_prose(table, pieces, count) || is_header(finder, pieces, count)))
            break;
        if (gk_string_equal(gk_trim(line_at(finder->lines, i)), header))
            break;
        below = count > 0;
        const bool goes_on = count == 1 && i == last && pieces[0].left == table->starts[0] &&
                             pieces[0].right < table->starts[1];
        if (inner || goes_on)
            last = i + 1;
    }
    return last;
}

/* --- its columns --- */

static int by_number(const void *a, const void *b)
{
    const uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return first < second ? -1 : first > second;
}

/* Whether `left` can begin a column below a wide header: that has texts where it begins itself, and `left` is
 * not the place of the next header that stands a little off. */
static bool is_inner(const struct finder *finder, uint32_t left)
{
    enum { NEAR = 6 };
    const struct gk_flush_table *table = finder->table;
    uint32_t next = 0;
    while (next < table->columns && table->starts[next] < left)
        next++;
    if (next == 0 || finder->below[next - 1] == 0)
        return false;
    return next == table->columns || finder->below[next] > 0 || table->starts[next] > left + NEAR;
}

static void add_start(struct gk_flush_table *table, uint32_t left)
{
    uint32_t at = table->columns++;
    for (; at > 0 && table->starts[at - 1] > left; at--)
        table->starts[at] = table->starts[at - 1];
    table->starts[at] = left;
}

/* Where the texts of the table's lines begin: how many at each header, and the places of the others. */
static bool count_lefts(struct finder *finder, enum gk_flush_unit unit)
{
    struct gk_flush_piece pieces[MOST_PIECES];
    const struct gk_flush_table *table = finder->table;
    gk_array_clear(&finder->lefts);
    memset(finder->below, 0, sizeof finder->below);
    finder->texts = 0;
    for (uint32_t i = table->first + 1; i < table->end; i++) {
        const size_t count = find_pieces(line_at(finder->lines, i), i, unit, pieces);
        finder->texts += count;
        for (size_t j = 0; j < count; j++) {
            const uint32_t column = column_at(table, pieces[j].left);
            uint32_t *left = column < table->columns ? &finder->below[column] : gk_array_push(&finder->lefts);
            if (!left) {
                gk_fail_memory(finder->context);
                return false;
            }
            *left = column < table->columns ? *left + 1 : pieces[j].left;
        }
    }
    if (finder->lefts.count > 0)
        qsort(finder->lefts.items, finder->lefts.count, finder->lefts.item_size, by_number);
    return true;
}

static uint32_t *left_at(const struct finder *finder, size_t position)
{
    return gk_array_at(&finder->lefts, position);
}

/* Columns below a header that is wide: where several texts begin. */
static void add_starts(struct finder *finder)
{
    enum { FEWEST = 2, PART = 400 };
    struct gk_flush_table *table = finder->table;
    size_t found = 0;
    finder->off = finder->lefts.count;
    for (size_t i = 0, next; i < finder->lefts.count; i = next) {
        const uint32_t left = *left_at(finder, i);
        for (next = i; next < finder->lefts.count && *left_at(finder, next) == left;)
            next++;
        if (next - i < FEWEST || (next - i) * PART < finder->texts || !is_inner(finder, left))
            continue;
        finder->off -= next - i;
        *left_at(finder, found++) = left;
    }
    for (size_t i = 0; i < found && table->columns < GK_FLUSH_MOST_COLUMNS; i++)
        add_start(table, *left_at(finder, i));
}

/* Whether a table has its header on line `position`, in one unit. */
static bool try_unit(struct finder *finder, uint32_t position, uint32_t end, enum gk_flush_unit unit)
{
    enum { FEWEST_TEXTS = 4, TOLERATED = 50 };
    struct gk_flush_piece pieces[MOST_PIECES];
    struct gk_flush_table *table = finder->table;
    const size_t count = find_pieces(line_at(finder->lines, position), position, unit, pieces);
    table->first = position;
    table->unit = unit;
    table->columns = 0;
    for (size_t i = 0; i < count; i++)
        add_start(table, pieces[i].left);
    table->end = find_end(finder, end, unit);
    finder->effort += table->end - table->first;
    if (!count_lefts(finder, unit))
        return false;
    add_starts(finder);
    /* The last lines may have a text in one of the columns that were added, and nothing else. */
    table->end = find_end(finder, end, unit);
    if (!count_lefts(finder, unit))
        return false;
    finder->off = finder->lefts.count;
    return finder->texts >= FEWEST_TEXTS && finder->off * TOLERATED <= finder->texts;
}

/* --- its texts --- */

/* A blank right in front of a column parts a text there, where others stand on the line. */
static bool push_cut(const struct gk_flush_table *table, struct gk_array *pieces, struct gk_flush_piece piece)
{
    uint32_t column = piece.left;
    uint32_t before = 'x';
    for (size_t at = 0; at < piece.text.length;) {
        const size_t here = at;
        const uint32_t codepoint = gk_utf8_next(piece.text, &at);
        if (here > 0 && gk_is_space(before) && column_at(table, column) < table->columns) {
            struct gk_flush_piece *part = gk_array_push(pieces);
            if (!part)
                return false;
            *part = piece;
            part->text = gk_trim(gk_string_first(piece.text, here));
            part->right = column - 1;
            piece.text = gk_string_from(piece.text, here);
            piece.left = column;
            at -= here;
        }
        column += gk_flush_width(codepoint, table->unit);
        before = codepoint;
    }
    struct gk_flush_piece *part = gk_array_push(pieces);
    if (part)
        *part = piece;
    return part != NULL;
}

static void place_piece(const struct gk_flush_table *table, struct gk_flush_piece *piece)
{
    piece->column = 0;
    while (piece->column + 1 < table->columns && table->starts[piece->column + 1] <= piece->left)
        piece->column++;
    piece->last_column = piece->column;
    while (piece->last_column + 1 < table->columns && table->starts[piece->last_column + 1] < piece->right)
        piece->last_column++;
}

/* The texts of a line; one that begins at no column goes on behind the one before it. */
static bool take_line(const struct gk_array *lines, struct gk_flush_table *table, uint32_t number)
{
    struct gk_flush_piece pieces[MOST_PIECES];
    const size_t count = find_pieces(line_at(lines, number), number, table->unit, pieces),
                 before = table->pieces.count;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && column_at(table, pieces[i].left) == table->columns) {
            struct gk_flush_piece *open = &pieces[kept - 1];
            open->text.length = (size_t)(pieces[i].text.data + pieces[i].text.length - open->text.data);
            open->right = pieces[i].right;
            continue;
        }
        pieces[kept++] = pieces[i];
    }
    for (size_t i = 0; i < kept; i++) {
        struct gk_flush_piece *whole = kept > 1 ? NULL : gk_array_push(&table->pieces);
        if (kept == 1 && whole)
            *whole = pieces[i];
        if (kept == 1 ? !whole : !push_cut(table, &table->pieces, pieces[i]))
            return false;
    }
    for (size_t i = before; i < table->pieces.count; i++)
        place_piece(table, gk_array_at(&table->pieces, i));
    return true;
}

static bool take_pieces(const struct gk_array *lines, struct gk_flush_table *table)
{
    gk_array_clear(&table->pieces);
    for (uint32_t i = table->first; i < table->end; i++)
        if (!take_line(lines, table, i))
            return false;
    return true;
}

/* The unit under which the fewest texts begin elsewhere than at a column. */
static bool find_unit(struct finder *finder, uint32_t position, uint32_t end)
{
    struct gk_flush_piece pieces[MOST_PIECES];
    if (!is_header(finder, pieces,
                   find_pieces(line_at(finder->lines, position), position, GK_FLUSH_WIDTHS, pieces)))
        return false;
    enum gk_flush_unit best = GK_FLUSH_UNITS;
    size_t least = SIZE_MAX;
    for (enum gk_flush_unit unit = 0; unit < GK_FLUSH_UNITS; unit++) {
        if (try_unit(finder, position, end, unit) && finder->off < least) {
            best = unit;
            least = finder->off;
        }
    }
    return best < GK_FLUSH_UNITS && try_unit(finder, position, end, best);
}

void gk_flush_init(struct gk_flush_table *table, struct gk_context *context)
{
    *table = (struct gk_flush_table){.first = 0};
    gk_array_init(&table->pieces, &context->allocator, sizeof(struct gk_flush_piece));
    gk_array_init(&table->rows, &context->allocator, sizeof(struct gk_flush_row));
}

void gk_flush_free(struct gk_flush_table *table)
{
    gk_array_free(&table->pieces);
    gk_array_free(&table->rows);
}

bool gk_flush_find(struct gk_context *context, const struct gk_array *lines, uint32_t from, size_t *effort,
                   struct gk_flush_table *table)
{
    enum { MOST_LOOKS = 12 /* at each line */ };
    const uint32_t end = (uint32_t)lines->count;
    struct finder finder = {.context = context, .lines = lines, .table = table, .effort = *effort};
    bool found = false;
    gk_array_init(&finder.lefts, &context->allocator, sizeof(uint32_t));
    for (uint32_t i = from; i < end && !found && context->status == GKPLAN_STATUS_OK &&
                            finder.effort / MOST_LOOKS <= lines->count;
         i++)
        found = find_unit(&finder, i, end);
    *effort = finder.effort;
    if (found && !take_pieces(lines, table)) {
        gk_fail_memory(context);
        found = false;
    }
    gk_array_free(&finder.lefts);
    return found;
}

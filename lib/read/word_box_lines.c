/* The segments of a part, cut at the gutters and put together as lines of columns. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

static struct gk_box_segment words_of(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment,
                                      size_t first, size_t count)
{
    struct gk_box_segment piece = *segment;
    piece.first = first;
    piece.count = count;
    for (size_t i = first; i < first + count; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, i);
        struct gk_box box = word->box;
        piece.box.left = i == first ? box.left : piece.box.left;
        piece.box.right = box.right;
        piece.box.top = i == first ? box.top : gk_box_least(piece.box.top, box.top);
        piece.box.bottom = i == first ? box.bottom : gk_box_most(piece.box.bottom, box.bottom);
    }
    return piece;
}

/* Whether a text goes across a gutter between two words of it: recognisers make a word of a character or two,
 * and these are no more apart there than elsewhere. Gaps in sizes of an ideograph. */
static bool goes_across(const struct gk_word_boxes *boxes, size_t i, double em)
{
    const double side_by_side = boxes->recognised ? 0.25 : 0.1;
    const struct gk_box_word *before = gk_array_at(&boxes->words, i - 1),
                             *word = gk_array_at(&boxes->words, i);
    struct gk_string left = gk_box_text(boxes, before), right = gk_box_text(boxes, word);
    size_t end = left.length, start = 0;
    return !boxes->from_text && word->box.left - before->box.right < side_by_side * em &&
           gk_is_ideograph(gk_utf8_previous(left, &end)) && gk_is_ideograph(gk_utf8_next(right, &start));
}

/* A segment whose words keep a gap at a gutter is several: columns can be that near. */
static bool cut_segment(struct gk_box_table *table, const struct gk_box_segment *segment)
{
    const struct gk_word_boxes *boxes = table->boxes;
    size_t first = segment->first, end = segment->first + segment->count;
    uint32_t before = 0, column, last;
    for (size_t i = first; i < end; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, i);
        gk_box_columns_of(&table->gutters, word->box, gk_box_slack(segment), &column, &last);
        if (i > first && column > before && !goes_across(boxes, i, segment->em)) {
            struct gk_box_segment *piece = gk_array_push(&table->pieces);
            if (!piece)
                return false;
            *piece = words_of(boxes, segment, first, i - first);
            first = i;
        }
        before = last;
    }
    struct gk_box_segment *piece = gk_array_push(&table->pieces);
    if (!piece)
        return false;
    *piece = words_of(boxes, segment, first, end - first);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct gk_box_line *first = a, *second = b;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    if (first->centre != second->centre)
        return first->centre < second->centre ? -1 : 1;
    return first->first < second->first ? -1 : first->first > second->first;
}

static bool piece_text(const struct gk_box_table *table, const struct gk_box_line *line,
                       struct gk_buffer *out)
{
    gk_buffer_clear(out);
    for (size_t i = 0; i < line->count; i++)
        if (!gk_box_append_segment(table->boxes, gk_box_segment_at(&table->pieces, line->first + i), out))
            return false;
    return true;
}

static bool is_number(struct gk_string text)
{
    if (text.length == 0 || text.length > 6)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

/* Neighbours in a column that share half of their height are one line. */
static void join_lines(struct gk_array *lines)
{
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct gk_box_line *line = gk_array_at(lines, i);
        struct gk_box_line *open = kept > 0 ? gk_array_at(lines, kept - 1) : NULL;
        double height = line->box.bottom - line->box.top;
        bool same = open && open->column == line->column && !open->alone && !line->alone &&
                    line->first == open->first + open->count && line->centre - open->centre < height * 0.4;
        if (same) {
            open->box.left = gk_box_least(open->box.left, line->box.left);
            open->box.right = gk_box_most(open->box.right, line->box.right);
            open->last_column = line->last_column > open->last_column ? line->last_column : open->last_column;
            open->count += line->count;
            continue;
        }
        *(struct gk_box_line *)gk_array_at(lines, kept++) = *line;
    }
    lines->count = kept;
}

/* Whether no line stands so near above or below segment `position` that both could be of one row: a cell
 * beside it would have one. */
static bool is_apart(const struct gk_box_table *table, const struct gk_box_part *part, size_t position)
{
    const struct gk_box_segment *segment = gk_box_segment_at(table->segments, position);
    const double middle = gk_box_middle(segment->box);
    /* The neighbours in the order are the nearest ones. */
    for (size_t i = position > part->first ? position - 1 : position; i <= position + 1 && i < part->end;
         i++) {
        const struct gk_box_segment *other = gk_box_segment_at(table->segments, i);
        if (i != position && !other->furniture &&
            fabs(gk_box_middle(other->box) - middle) < 0.75 * table->pitch)
            return false;
    }
    return true;
}

static bool add_line(struct gk_box_table *table, size_t position, bool beside, bool apart)
{
    const struct gk_box_segment *piece = gk_box_segment_at(&table->pieces, position);
    struct gk_box_line *line = gk_array_push(&table->lines);
    if (!line)
        return false;
    *line = (struct gk_box_line){.box = piece->box,
                                 .centre = gk_box_middle(piece->box),
                                 .em = piece->em,
                                 .first = position,
                                 .count = 1};
    line->source_line = ((struct gk_box_word *)gk_array_at(&table->boxes->words, piece->first))->line;
    gk_box_columns_of(&table->gutters, piece->box, gk_box_slack(piece), &line->column, &line->last_column);
    line->alone =
        !beside && (piece->rough || !piece->close) && line->last_column > line->column && line->column == 0;
    if ((table->top_labels || apart) && !beside && line->column == 0 &&
        gk_box_is_heading(table->boxes, piece))
        line->alone = true;
    if (line->alone) {
        line->column = 0;
        line->last_column = (uint32_t)table->columns.count - 1;
    } else if (table->boxes->from_text) {
        line->column = table->map[line->column];
        line->last_column = table->map[line->last_column];
    }
    return true;
}

static double set_width(const struct gk_box_table *table, const struct gk_box_line *line)
{
    double width = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct gk_box_segment *piece = gk_box_segment_at(&table->pieces, line->first + i);
        width += gk_box_typeset_width(table->boxes, piece->first, piece->count);
    }
    return width;
}

static bool describe(struct gk_box_table *table)
{
    struct gk_buffer text;
    bool good = true;
    gk_buffer_init(&text, &table->context->allocator);
    for (size_t i = 0; i < table->lines.count && good; i++) {
        struct gk_box_line *line = gk_box_line_at(table, i);
        good = piece_text(table, line, &text);
        /* Aligned text may be spread, and stand anywhere near its place. */
        line->width = table->boxes->from_text ? set_width(table, line) : line->box.right - line->box.left;
        line->number = is_number(gk_buffer_view(&text));
        line->ends_sentence = gk_box_ends_sentence(gk_buffer_view(&text));
        line->ends_name = gk_box_ends_name(gk_buffer_view(&text));
        line->characters = (uint32_t)gk_utf8_count_characters(gk_buffer_view(&text));
    }
    gk_buffer_free(&text);
    return good;
}

bool gk_box_make_lines(struct gk_box_table *table, const struct gk_box_part *part)
{
    gk_array_clear(&table->pieces);
    gk_array_clear(&table->lines);
    /* Aligned text shifts its columns from page to page. */
    if (table->boxes->from_text &&
        (!gk_box_find_gutters(table->context, table->segments, part, 1, &table->gutters) ||
         !gk_box_map_columns(table, part)))
        return false;
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(table->segments, i);
        size_t before = table->pieces.count;
        if (segment->furniture)
            continue;
        if (!cut_segment(table, segment))
            return false;
        bool beside = segment->beside || table->pieces.count > before + 1;
        bool apart = table->pitch > 0 && !segment->rough && is_apart(table, part, i);
        for (size_t piece = before; piece < table->pieces.count; piece++)
            if (!add_line(table, piece, beside, apart))
                return false;
    }
    if (table->lines.count > 0)
        qsort(table->lines.items, table->lines.count, table->lines.item_size, by_place);
    join_lines(&table->lines);
    size_t line = 0;
    for (size_t column = 0; column < table->columns.count; column++) {
        struct gk_box_column *one = gk_box_column_at(table, column);
        one->first_line = line;
        while (line < table->lines.count && gk_box_line_at(table, line)->column == column)
            line++;
        one->end_line = line;
    }
    return describe(table);
}

/* Where the header of a part of a table ends: the table's first row that stands again on a later page, or a
 * line of words that headers have. Rows do not reach across its end. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"
#include <math.h>

enum { LONGEST_HEADER = 12 }; /* in characters */

enum how { IS, STARTS, ENDS, CONTAINS };

static const struct {
    enum how how;
    const char *word;
} words[] = {
#define GK_HEADER_WORD(how, word, role) {how, word},
#include "vocabulary/header_words.def"
#undef GK_HEADER_WORD
};

static bool is_header_word(struct gk_string text)
{
    if (gk_utf8_count_characters(text) > LONGEST_HEADER)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct gk_string word = gk_string_of(words[i].word);
        if (words[i].how == IS       ? gk_string_equal(text, word)
            : words[i].how == STARTS ? gk_string_starts(text, word)
            : words[i].how == ENDS   ? gk_string_ends(text, word)
                                     : gk_string_contains(text, word))
            return true;
    }
    return false;
}

bool gk_box_is_header_text(struct gk_context *context, struct gk_string text)
{
    struct gk_buffer folded;
    gk_buffer_init(&folded, &context->allocator);
    const bool good = gk_fold(&folded, text, GK_FOLD_WORD);
    if (!good)
        gk_fail_memory(context);
    const bool is = good && is_header_word(gk_buffer_view(&folded));
    gk_buffer_free(&folded);
    return is;
}

bool gk_box_is_header_word(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment)
{
    struct gk_buffer text;
    gk_buffer_init(&text, &boxes->context->allocator);
    const bool good = gk_box_append_segment(boxes, segment, &text);
    if (!good)
        gk_fail_memory(boxes->context);
    const bool is = good && gk_box_is_header_text(boxes->context, gk_buffer_view(&text));
    gk_buffer_free(&text);
    return is;
}

bool gk_box_texts_above(const struct gk_box_table *table, double y, struct gk_buffer *out)
{
    gk_buffer_clear(out);
    for (size_t i = 0; i < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i);
        for (size_t j = 0; j < line->count && line->centre < y; j++)
            if (!gk_box_append_segment(table->boxes, gk_box_segment_at(&table->pieces, line->first + j), out))
                return false;
    }
    return true;
}

/* How many lines stand down to `y`, and how many of them are words that headers have. */
static void count_words(const struct gk_box_table *table, double y, size_t *lines, size_t *found)
{
    *lines = *found = 0;
    for (size_t i = 0; i < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i);
        if (line->centre > y)
            continue;
        ++*lines;
        *found += line->count == 1 &&
                  gk_box_is_header_word(table->boxes, gk_box_segment_at(&table->pieces, line->first));
    }
}

/* A header of one line: words that headers have stand on the topmost line, and nothing so near below it that
 * it could be the header's, too (a cell of two lines begins above the line of the others, or half a line
 * below the first of two rows). */
static void find_line_of_words(struct gk_box_table *table)
{
    enum { FEWEST = 2 };
    double top = INFINITY, next = INFINITY;
    size_t lines, found;
    for (size_t i = 0; i < table->lines.count; i++)
        top = gk_box_least(top, gk_box_line_at(table, i)->centre);
    const double same = top + 0.15 * table->em;
    for (size_t i = 0; i < table->lines.count; i++)
        if (gk_box_line_at(table, i)->centre > same)
            next = gk_box_least(next, gk_box_line_at(table, i)->centre);
    if (!isfinite(next) || next - top < 0.75 * table->pitch)
        return;
    count_words(table, same, &lines, &found);
    if (found >= FEWEST && found * 2 > lines)
        table->header_end = (top + next) / 2;
}

bool gk_box_find_header(struct gk_box_table *table, const struct gk_box_part *part,
                        const struct gk_array *cuts)
{
    enum { MOST_LINES = 6 };
    struct gk_buffer text;
    bool good = true;
    table->header_end = INFINITY;
    gk_buffer_init(&text, &table->context->allocator);
    for (size_t cut = 1; part->first_row > 0 && cut < cuts->count && cut <= MOST_LINES && good; cut++) {
        double y = *(double *)gk_array_at(cuts, cut);
        good = gk_box_texts_above(table, y, &text);
        if (good && text.length > 0 &&
            gk_string_equal(gk_buffer_view(&text), gk_buffer_view(&table->header))) {
            table->header_end = y;
            break;
        }
    }
    gk_buffer_free(&text);
    if (!isfinite(table->header_end))
        find_line_of_words(table);
    return good;
}

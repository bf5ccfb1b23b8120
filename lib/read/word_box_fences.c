/* Columns whose texts nearly touch: narrow gaps between words that stand above one another.
 *
 * A gap as narrow as that beside a digit parts columns where several lines have one that ends (or begins) at
 * the same place, and hardly a word between them covers it.
 */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

enum { ENOUGH = 4, MOST_FENCES = 32 /* on a page */ };

static const double narrowest = 0.2, widest = 0.5, same_place = 0.06; /* in sizes of an ideograph */

/* A gap between two words of a line, by one of its edges. */
struct narrow_gap {
    double edge, other, middle, em;
};

static int by_edge(const void *a, const void *b)
{
    double first = ((const struct narrow_gap *)a)->edge, second = ((const struct narrow_gap *)b)->edge;
    return first < second ? -1 : first > second;
}

static const struct gk_box_word *word_at(const struct gk_word_boxes *boxes, size_t position)
{
    return gk_array_at(&boxes->words, position);
}

/* Whether two words meet with ideographs: beside a Latin letter or digit a typesetter leaves a gap, and texts
 * that begin alike have it at the same place. */
static bool are_ideographs(struct gk_string before, struct gk_string after)
{
    size_t end = before.length, start = 0;
    return gk_codepoint_width(gk_utf8_previous(before, &end)) == 2 &&
           gk_codepoint_width(gk_utf8_next(after, &start)) == 2;
}

static bool is_single(const struct gk_word_boxes *boxes, size_t i)
{
    return gk_utf8_count_characters(gk_box_text(boxes, word_at(boxes, i))) == 1;
}

/* Whether the gap before word `i` is as wide as one beside it, with a single character between the two. */
static bool is_spread(const struct gk_word_boxes *boxes, size_t first, size_t end, size_t i, double gap,
                      double em)
{
    static const double equal = 0.08;
    double before = i > first + 1 && is_single(boxes, i - 1)
                        ? word_at(boxes, i - 1)->box.left - word_at(boxes, i - 2)->box.right
                        : 0;
    double after = i + 1 < end && is_single(boxes, i)
                       ? word_at(boxes, i + 1)->box.left - word_at(boxes, i)->box.right
                       : 0;
    return fabs(gap - before) < equal * em || fabs(gap - after) < equal * em;
}

/* The gaps of a page by their right edges, or their left ones. Characters of a justified line have no such
 * gaps: they stand equally far apart. */
static bool find_gaps(const struct gk_word_boxes *boxes, size_t first, size_t end, bool right,
                      struct gk_array *gaps)
{
    gk_array_clear(gaps);
    for (size_t i = first + 1; i < end; i++) {
        const struct gk_box_word *left = word_at(boxes, i - 1), *word = word_at(boxes, i);
        double em = gk_box_em(gk_box_text(boxes, left), left->box);
        double gap = word->box.left - left->box.right;
        bool same = fabs(gk_box_middle(word->box) - gk_box_middle(left->box)) < 0.3 * em;
        if (!same || gap < narrowest * em || gap > widest * em ||
            !are_ideographs(gk_box_text(boxes, left), gk_box_text(boxes, word)) ||
            is_spread(boxes, first, end, i, gap, em))
            continue;
        struct narrow_gap *one = gk_array_push(gaps);
        if (!one)
            return false;
        *one = (struct narrow_gap){right ? word->box.left : left->box.right,
                                   right ? left->box.right : word->box.left, gk_box_middle(word->box), em};
    }
    return true;
}

/* How many words between the first and the last line of some gaps cover a place. */
static size_t count_covering(const struct gk_word_boxes *boxes, size_t first, size_t end, double x,
                             double top, double bottom)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const struct gk_box box = word_at(boxes, i)->box;
        count += box.left < x && box.right > x && gk_box_middle(box) >= top && gk_box_middle(box) <= bottom;
    }
    return count;
}

/* Places that gaps from `from` to before `to` share. */
static bool add_fence(const struct gk_word_boxes *boxes, size_t first, size_t end,
                      const struct gk_array *gaps, size_t from, size_t to, struct gk_array *fences)
{
    const struct narrow_gap *one = gk_array_at(gaps, from);
    double top = INFINITY, bottom = -INFINITY, near = one->other;
    for (size_t i = from; i < to; i++) {
        const struct narrow_gap *gap = gk_array_at(gaps, i);
        top = gk_box_least(top, gap->middle);
        bottom = gk_box_most(bottom, gap->middle);
        near = one->other < one->edge ? gk_box_most(near, gap->other) : gk_box_least(near, gap->other);
    }
    const double x = (one->edge + near) / 2;
    if (count_covering(boxes, first, end, x, top, bottom) * 3 > to - from)
        return true;
    struct gk_box_fence *fence = gk_array_push(fences);
    if (fence)
        *fence = (struct gk_box_fence){word_at(boxes, first)->page, x};
    return fence != NULL;
}

/* Words of a page from `first` to before `end`, line by line and from left to right. */
static bool find_on_page(const struct gk_word_boxes *boxes, size_t first, size_t end, struct gk_array *gaps,
                         struct gk_array *fences)
{
    const size_t before = fences->count;
    for (int side = 0; side < 2; side++) {
        if (!find_gaps(boxes, first, end, side == 0, gaps))
            return false;
        if (gaps->count > 0)
            qsort(gaps->items, gaps->count, gaps->item_size, by_edge);
        for (size_t from = 0, to; from < gaps->count && fences->count < before + MOST_FENCES; from = to) {
            const struct narrow_gap *one = gk_array_at(gaps, from);
            for (to = from + 1; to < gaps->count && ((struct narrow_gap *)gk_array_at(gaps, to))->edge <
                                                        one->edge + same_place * one->em;)
                to++;
            if (to - from >= ENOUGH && !add_fence(boxes, first, end, gaps, from, to, fences))
                return false;
        }
    }
    return true;
}

bool gk_box_find_fences(const struct gk_word_boxes *boxes, struct gk_array *fences)
{
    struct gk_array gaps;
    bool good = true;
    gk_array_init(&gaps, &boxes->context->allocator, sizeof(struct narrow_gap));
    for (size_t first = 0, end; first < boxes->words.count && good; first = end) {
        for (end = first;
             end < boxes->words.count && word_at(boxes, end)->page == word_at(boxes, first)->page;)
            end++;
        good = find_on_page(boxes, first, end, &gaps, fences);
    }
    gk_array_free(&gaps);
    return good;
}

/* Words to segments: words that stand on one line without a gap as wide as between columns. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

/* Gaps in sizes of an ideograph. Between an ideograph and a digit a typesetter leaves a quarter. */
static const double widest_gap = 0.45, widest_gap_of_ink = 0.8;
/* Between two characters of a justified line. */
static const double widest_spread = 1.1;
static const double blank_between_latin = 0.12, blank_between_words = 0.15, like_gap = 0.1;
/* Middles of words on one line differ less, in heights of a word. */
static const double same_line = 0.3;
/* How high boxes are in ideographs, with usual fonts and at most. */
static const double usual_font = 1.45, highest_font = 1.7;

double gk_box_em(struct gk_string text, struct gk_box box)
{
    double units = 0, height = box.bottom - box.top;
    for (size_t at = 0; at < text.length;)
        units += gk_codepoint_width(gk_utf8_next(text, &at)) == 2 ? 1 : 0.5;
    double em = units > 0 ? (box.right - box.left) / units : height;
    return em < height / 3 ? height / 3 : em > height * 1.2 ? height * 1.2 : em;
}

struct gk_string gk_box_text(const struct gk_word_boxes *boxes, const struct gk_box_word *word)
{
    return gk_string_make(boxes->text.data + word->text, word->length);
}

static int by_line(const void *a, const void *b)
{
    const struct gk_box_word *first = a, *second = b;
    if (first->page != second->page)
        return first->page < second->page ? -1 : 1;
    double one = gk_box_middle(first->box), two = gk_box_middle(second->box);
    if (one != two)
        return one < two ? -1 : 1;
    return first->text < second->text ? -1 : first->text > second->text;
}

static int by_left(const void *a, const void *b)
{
    const struct gk_box_word *first = a, *second = b;
    if (first->box.left != second->box.left)
        return first->box.left < second->box.left ? -1 : 1;
    return first->text < second->text ? -1 : first->text > second->text;
}

static int by_middle(const void *a, const void *b)
{
    const struct gk_box_segment *first = a, *second = b;
    if (first->page != second->page)
        return first->page < second->page ? -1 : 1;
    double one = gk_box_middle(first->box), two = gk_box_middle(second->box);
    if (one != two)
        return one < two ? -1 : 1;
    return first->box.left < second->box.left ? -1 : first->box.left > second->box.left;
}

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/* How high a box is, in ideographs as wide as its own. */
static double height_of(const struct gk_word_boxes *boxes, const struct gk_box_word *word)
{
    const double width = word->box.right - word->box.left;
    return width > 0 ? (word->box.bottom - word->box.top) * (double)gk_text_width(gk_box_text(boxes, word)) /
                           2 / width
                     : 0;
}

/* How high most boxes of two ideographs or more are; 0 where there are none. */
static bool usual_height(const struct gk_word_boxes *boxes, double *height)
{
    struct gk_array heights;
    bool good = true;
    *height = 0;
    gk_array_init(&heights, &boxes->context->allocator, sizeof(double));
    for (size_t i = 0; i < boxes->words.count && good; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, i);
        if (gk_text_width(gk_box_text(boxes, word)) < 4)
            continue;
        double *one = gk_array_push(&heights);
        good = one != NULL;
        if (good)
            *one = height_of(boxes, word);
    }
    if (heights.count > 0) {
        qsort(heights.items, heights.count, heights.item_size, by_size);
        *height = *(double *)gk_array_at(&heights, heights.count / 2);
    }
    gk_array_free(&heights);
    return good;
}

/* Some fonts ask for so much room above and below that boxes of neighbouring lines overlap: then boxes as
 * high as usual fonts ask for, with the same middles. */
static bool trim_heights(struct gk_word_boxes *boxes)
{
    double height;
    if (!usual_height(boxes, &height))
        return false;
    for (size_t i = 0; i < boxes->words.count && height > highest_font; i++) {
        struct gk_box_word *word = gk_array_at(&boxes->words, i);
        if (height_of(boxes, word) <= highest_font)
            continue;
        const double middle = gk_box_middle(word->box),
                     half = (word->box.bottom - word->box.top) * usual_font / height / 2;
        word->box.top = middle - half;
        word->box.bottom = middle + half;
    }
    return true;
}

static struct gk_box united(struct gk_box a, struct gk_box b)
{
    return (struct gk_box){gk_box_least(a.left, b.left), gk_box_least(a.top, b.top),
                           gk_box_most(a.right, b.right), gk_box_most(a.bottom, b.bottom)};
}

/* Whether word `i` of a line, with others on its left and right, is one character of a justified line: such
 * ones stand equally far from one another. */
static bool is_spread(const struct gk_word_boxes *boxes, size_t first, size_t i, size_t end)
{
    const struct gk_box_word *word = gk_array_at(&boxes->words, i);
    if (i == first || i + 1 >= end || boxes->recognised || boxes->from_text || boxes->shared)
        return false;
    const struct gk_box_word *left = gk_array_at(&boxes->words, i - 1),
                             *right = gk_array_at(&boxes->words, i + 1);
    double em = word->box.right - word->box.left;
    double before = word->box.left - left->box.right, after = right->box.left - word->box.right;
    return gk_utf8_count_characters(gk_box_text(boxes, word)) == 1 && before > 0 &&
           before < widest_spread * em && fabs(before - after) < 0.04 * em;
}

/* Whether two columns that nearly touch are parted between two edges. */
static bool has_fence(const struct gk_array *fences, uint32_t page, double left, double right)
{
    size_t low = 0, high = fences->count;
    while (low < high) {
        size_t half = (low + high) / 2;
        if (((struct gk_box_fence *)gk_array_at(fences, half))->page < page)
            low = half + 1;
        else
            high = half;
    }
    for (; low < fences->count && ((struct gk_box_fence *)gk_array_at(fences, low))->page == page; low++)
        if (((struct gk_box_fence *)gk_array_at(fences, low))->x > left &&
            ((struct gk_box_fence *)gk_array_at(fences, low))->x < right)
            return true;
    return false;
}

/* Words from `first` to `end` stand on one line, from left to right: one segment for each run. */
static bool cut_line(struct gk_word_boxes *boxes, size_t first, size_t end, double least_em,
                     const struct gk_array *fences, struct gk_array *segments)
{
    struct gk_box_segment *open = NULL;
    for (size_t i = first; i < end; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, i);
        /* Columns counted by characters say nothing of widths. */
        double em =
            boxes->from_text ? 1 : gk_box_most(least_em, gk_box_em(gk_box_text(boxes, word), word->box));
        bool spread = i > first && (is_spread(boxes, first, i - 1, end) || is_spread(boxes, first, i, end));
        double widest = spread ? widest_spread : boxes->recognised ? widest_gap_of_ink : widest_gap;
        if (open && word->box.left - open->box.right <= widest * gk_box_least(em, open->em) &&
            word->box.left - open->box.right > -em &&
            !has_fence(fences, word->page, open->box.right, word->box.left)) {
            open->box = united(open->box, word->box);
            open->em = gk_box_most(open->em, em);
            open->count++;
            continue;
        }
        open = gk_array_push(segments);
        if (!open)
            return false;
        *open = (struct gk_box_segment){.box = word->box,
                                        .em = em,
                                        .first = i,
                                        .count = 1,
                                        .page = word->page,
                                        .rough = boxes->from_text,
                                        .slack = boxes->from_text ? 1.6
                                                 : boxes->shared  ? 0.8
                                                                  : 0.3};
    }
    return true;
}

/* Whether something stands beside each segment: two boxes share half of the smaller one's height; or so near
 * above or below it that they are no lines of one text. Those later in the order stand lower; only a tall one
 * looks far. */
static void look_beside(struct gk_array *segments)
{
    enum { FARTHEST = 64 };
    for (size_t i = 0; i < segments->count; i++) {
        struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        for (size_t j = i + 1; j < segments->count && j < i + FARTHEST; j++) {
            struct gk_box_segment *other = gk_box_segment_at(segments, j);
            double shared = gk_box_least(segment->box.bottom, other->box.bottom) -
                            gk_box_most(segment->box.top, other->box.top);
            double height =
                gk_box_least(segment->box.bottom - segment->box.top, other->box.bottom - other->box.top);
            if (other->page != segment->page || shared < -2 * height)
                break;
            bool apart = segment->box.right <= other->box.left || other->box.right <= segment->box.left;
            if (shared >= height / 2 && apart)
                segment->beside = other->beside = true;
            if (gk_box_middle(other->box) - gk_box_middle(segment->box) < 0.7 * height)
                segment->close = other->close = true;
        }
    }
}

/* The size of an ideograph as a word says it: where boxes fit the ink, one character alone may be flat (一)
 * or narrow (1). 0: the word says nothing. */
static double ideograph_size(struct gk_string text, struct gk_box box)
{
    size_t at = 0;
    if (gk_text_width(text) >= 4)
        return gk_box_em(text, box);
    if (text.length == 0 || !gk_is_ideograph(gk_utf8_next(text, &at)))
        return 0;
    return gk_box_most(box.right - box.left, box.bottom - box.top);
}

/* The size of most ideographs of a recognised text. */
static bool usual_em(const struct gk_word_boxes *boxes, double *em)
{
    struct gk_array sizes;
    bool good = true;
    *em = 0;
    gk_array_init(&sizes, &boxes->context->allocator, sizeof(double));
    for (size_t i = 0; i < boxes->words.count && boxes->recognised && good; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, i);
        double one = ideograph_size(gk_box_text(boxes, word), word->box);
        if (one <= 0)
            continue;
        double *size = gk_array_push(&sizes);
        good = size != NULL;
        if (good)
            *size = one;
    }
    if (sizes.count > 0) {
        qsort(sizes.items, sizes.count, sizes.item_size, by_size);
        *em = *(double *)gk_array_at(&sizes, sizes.count / 2);
    }
    gk_array_free(&sizes);
    return good;
}

/* Words by lines and from left to right; the ends of the lines. */
static bool sort_lines(struct gk_array *words, struct gk_array *ends)
{
    if (words->count > 0)
        qsort(words->items, words->count, words->item_size, by_line);
    for (size_t first = 0, end; first < words->count; first = end) {
        const struct gk_box_word *begin = gk_array_at(words, first);
        double reach = same_line * (begin->box.bottom - begin->box.top);
        for (end = first + 1; end < words->count; end++) {
            const struct gk_box_word *word = gk_array_at(words, end);
            if (word->page != begin->page || gk_box_middle(word->box) - gk_box_middle(begin->box) > reach)
                break;
        }
        qsort(gk_array_at(words, first), end - first, words->item_size, by_left);
        size_t *one = gk_array_push(ends);
        if (!one)
            return false;
        *one = end;
    }
    return true;
}

static bool cut_lines(struct gk_word_boxes *boxes, const struct gk_array *ends, const struct gk_array *fences,
                      struct gk_array *segments)
{
    double least_em;
    if (!usual_em(boxes, &least_em))
        return false;
    for (size_t i = 0, first = 0; i < ends->count; i++) {
        size_t end = *(size_t *)gk_array_at(ends, i);
        if (!cut_line(boxes, first, end, least_em, fences, segments))
            return false;
        first = end;
    }
    return true;
}

bool gk_box_make_segments(struct gk_word_boxes *boxes, struct gk_array *segments)
{
    const gkplan_allocator *allocator = &boxes->context->allocator;
    struct gk_array ends, fences;
    gk_array_init(&ends, allocator, sizeof(size_t));
    gk_array_init(&fences, allocator, sizeof(struct gk_box_fence));
    const bool good = (boxes->from_text || boxes->recognised || trim_heights(boxes)) &&
                      sort_lines(&boxes->words, &ends) &&
                      (boxes->from_text || boxes->recognised || gk_box_find_fences(boxes, &fences)) &&
                      cut_lines(boxes, &ends, &fences, segments);
    gk_array_free(&ends);
    gk_array_free(&fences);
    if (!good)
        return false;
    for (size_t i = 0; i < segments->count; i++) {
        struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        segment->width = boxes->from_text ? gk_box_typeset_width(boxes, segment->first, segment->count)
                                          : segment->box.right - segment->box.left;
    }
    if (segments->count > 0)
        qsort(segments->items, segments->count, segments->item_size, by_middle);
    look_beside(segments);
    return true;
}

static double gap_before(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment, size_t i)
{
    const struct gk_box_word *word = gk_array_at(&boxes->words, segment->first + i - 1),
                             *next = gk_array_at(&boxes->words, segment->first + i);
    return (next->box.left - word->box.right) / gk_box_em(gk_box_text(boxes, word), word->box);
}

static bool meets_ideographs(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment,
                             size_t i)
{
    struct gk_string before = gk_box_text(boxes, gk_array_at(&boxes->words, segment->first + i - 1)),
                     after = gk_box_text(boxes, gk_array_at(&boxes->words, segment->first + i));
    size_t end = before.length, start = 0;
    return gk_is_ideograph(gk_utf8_previous(before, &end)) && gk_is_ideograph(gk_utf8_next(after, &start));
}

/* Whether a gap between ideographs has a like one near it: a justified line's, then. */
static bool is_justified(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment, size_t i)
{
    enum { FARTHEST = 6 };
    const double gap = gap_before(boxes, segment, i);
    for (size_t j = i > FARTHEST ? i - FARTHEST : 1; j < segment->count && j <= i + FARTHEST; j++)
        if (j != i && meets_ideographs(boxes, segment, j) &&
            fabs(gap_before(boxes, segment, j) - gap) < like_gap)
            return true;
    return false;
}

/* A blank before word `i`: where the source has none to show, only between two that are not Chinese. */
static bool blank_before(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment, size_t i)
{
    struct gk_string text = gk_box_text(boxes, gk_array_at(&boxes->words, segment->first + i - 1)),
                     after = gk_box_text(boxes, gk_array_at(&boxes->words, segment->first + i));
    size_t end = text.length, start = 0;
    if (boxes->from_text)
        return false; /* blanks inside a run went, but for those of Latin text */
    uint32_t last = gk_utf8_previous(text, &end), first = gk_utf8_next(after, &start);
    double gap = gap_before(boxes, segment, i);
    /* Justified lines part single characters; between runs of them a gap is a blank. */
    if (gk_is_ideograph(last) && gk_is_ideograph(first))
        return !boxes->recognised && end > 0 && start < after.length && gap > blank_between_words &&
               !is_justified(boxes, segment, i);
    if (gk_is_cjk(last) || gk_is_cjk(first))
        return false;
    return gap > blank_between_latin;
}

bool gk_box_append_segment(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment,
                           struct gk_buffer *out)
{
    bool good = true;
    for (size_t i = 0; i < segment->count && good; i++) {
        const struct gk_box_word *word = gk_array_at(&boxes->words, segment->first + i);
        if (i > 0 && blank_before(boxes, segment, i))
            good = gk_buffer_append_text(out, " ");
        good = good && gk_buffer_append_string(out, gk_box_text(boxes, word));
    }
    return good;
}

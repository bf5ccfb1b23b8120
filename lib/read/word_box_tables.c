/* Where tables stand on the pages, and the gutters between their columns. */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

enum {
    LINES_OF_A_SECTION = 3, /* lines across the columns that may stand inside a table */
};

/* An edge of a segment: how many segments cover x changes here. */
struct edge {
    double x;
    int change;
};

static int by_x(const void *a, const void *b)
{
    const struct edge *first = a, *second = b;
    if (first->x != second->x)
        return first->x < second->x ? -1 : 1;
    return first->change - second->change;
}

static bool add_edges(const struct gk_array *segments, const struct gk_box_part *part, struct gk_array *edges,
                      double *em)
{
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        if (!segment->beside || segment->furniture)
            continue;
        struct edge *left = gk_array_push(edges);
        if (!left)
            return false;
        *left = (struct edge){segment->box.left, 1};
        struct edge *right = gk_array_push(edges);
        if (!right)
            return false;
        *right = (struct edge){segment->box.right, -1};
        *em = *em > 0 ? gk_box_least(*em, segment->em) : segment->em;
    }
    return true;
}

/* Walks over the numbers of segments that cover each x and finds the valleys between two hills: a gutter is
 * where at most half as many segments cross as stand in the columns beside it. */
struct valley_finder {
    struct gk_array *gutters;
    double narrowest;
    int peak;   /* since the last gutter */
    int lowest; /* since the peak; -1: none yet */
    double left, right;
};

static bool is_valley(const struct valley_finder *finder, int hill)
{
    int lower = finder->peak < hill ? finder->peak : hill;
    if (finder->lowest < 0 || lower == 0)
        return false;
    return finder->lowest == 0 || (lower >= 3 && finder->lowest * 2 <= lower);
}

static bool walk(struct valley_finder *finder, int covering, double left, double right)
{
    if (is_valley(finder, covering)) {
        struct gk_box_gutter *gutter = gk_array_push(finder->gutters);
        if (!gutter)
            return false;
        *gutter = (struct gk_box_gutter){finder->left, finder->right};
        finder->peak = covering;
        finder->lowest = -1;
    } else if (covering >= finder->peak) {
        finder->peak = covering;
        finder->lowest = -1;
    } else if (right - left >= finder->narrowest &&
               (finder->lowest < 0 || covering < finder->lowest ||
                (covering == finder->lowest && right - left > finder->right - finder->left))) {
        finder->lowest = covering;
        finder->left = left;
        finder->right = right;
    }
    return true;
}

bool gk_box_find_gutters(struct gk_context *context, const struct gk_array *segments,
                         const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters)
{
    struct gk_array edges;
    double em = 0;
    bool good = true;
    gk_array_clear(gutters);
    gk_array_init(&edges, &context->allocator, sizeof(struct edge));
    for (size_t i = 0; i < part_count && good; i++)
        good = add_edges(segments, &parts[i], &edges, &em);
    if (edges.count > 0)
        qsort(edges.items, edges.count, edges.item_size, by_x);
    struct valley_finder finder = {.gutters = gutters, .narrowest = 0.15 * em, .lowest = -1};
    int covering = 0;
    for (size_t i = 0; i + 1 < edges.count && good; i++) {
        const struct edge *edge = gk_array_at(&edges, i), *next = gk_array_at(&edges, i + 1);
        covering += edge->change;
        if (next->x > edge->x)
            good = walk(&finder, covering, edge->x, next->x);
    }
    gk_array_free(&edges);
    return good;
}

void gk_box_columns_of(const struct gk_array *gutters, struct gk_box box, double em, uint32_t *first,
                       uint32_t *last)
{
    const double slack = 0.3 * em;
    uint32_t column = 0;
    size_t low = 0, high = gutters->count;
    /* The first gutter that does not lie wholly on the left. */
    while (low < high) {
        size_t half = (low + high) / 2;
        const struct gk_box_gutter *gutter = gk_array_at(gutters, half);
        if ((gutter->left + gutter->right) / 2 < box.left + slack)
            low = half + 1;
        else
            high = half;
    }
    column = (uint32_t)low;
    *first = *last = column;
    while (*last < gutters->count) {
        const struct gk_box_gutter *gutter = gk_array_at(gutters, *last);
        if ((gutter->left + gutter->right) / 2 > box.right - slack)
            break;
        ++*last;
    }
}

/* --- parts of tables --- */

struct part_finder {
    struct gk_context *context;
    const struct gk_array *segments;
    struct gk_array *parts;
    struct gk_array gutters; /* of the page */
    size_t first, end;       /* segments of the page */
};

static bool crosses(const struct part_finder *finder, const struct gk_box_segment *segment)
{
    uint32_t first, last;
    gk_box_columns_of(&finder->gutters, segment->box, segment->em, &first, &last);
    return first != last;
}

/* Whether two segments stand on lines of one block: nearer than lines of two paragraphs or rows. */
static bool near(const struct gk_box_segment *above, const struct gk_box_segment *below, double lines)
{
    double height = gk_box_least(above->box.bottom - above->box.top, below->box.bottom - below->box.top);
    return gk_box_middle(below->box) - gk_box_middle(above->box) < lines * height;
}

/* The segment after a table that begins at `start`: it ends with the last segment that has others beside it,
 * and the lines of its cells that follow. Lines across the columns are section rows as long as the table goes
 * on. */
static size_t part_end(const struct part_finder *finder, size_t start, size_t *rows)
{
    size_t end = start, across = 0;
    double row = -INFINITY;
    *rows = 0;
    for (size_t i = start; i < finder->end && across <= LINES_OF_A_SECTION; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(finder->segments, i);
        if (segment->furniture)
            continue;
        if (segment->beside) {
            if (gk_box_middle(segment->box) - row > segment->box.bottom - segment->box.top)
                ++*rows;
            row = gk_box_middle(segment->box);
            end = i + 1;
            across = 0;
        } else if (crosses(finder, segment)) {
            across++;
        } else if (across == 0 && near(gk_box_segment_at(finder->segments, end - 1), segment, 1.6)) {
            end = i + 1;
        }
    }
    return end;
}

static bool find_on_page(struct part_finder *finder)
{
    for (size_t i = finder->first; i < finder->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(finder->segments, i);
        if (!segment->beside || segment->furniture)
            continue;
        size_t rows, start = i, end = part_end(finder, i, &rows);
        /* The first line of a header cell of two lines stands a little above the others. */
        while (start > finder->first && !gk_box_segment_at(finder->segments, start - 1)->furniture &&
               !crosses(finder, gk_box_segment_at(finder->segments, start - 1)) &&
               near(gk_box_segment_at(finder->segments, start - 1),
                    gk_box_segment_at(finder->segments, start), 0.8))
            start--;
        /* One line with a gap is no table, unless a table goes on from the page before. */
        bool goes_on = start == finder->first && finder->parts->count > 0;
        if (rows >= 2 || goes_on) {
            struct gk_box_part *part = gk_array_push(finder->parts);
            if (!part)
                return false;
            *part = (struct gk_box_part){.page = segment->page, .first = start, .end = end};
        }
        i = end - 1;
    }
    return true;
}

bool gk_box_find_parts(struct gk_context *context, const struct gk_array *segments, struct gk_array *parts)
{
    struct part_finder finder = {.context = context, .segments = segments, .parts = parts};
    bool good = true;
    gk_array_init(&finder.gutters, &context->allocator, sizeof(struct gk_box_gutter));
    for (finder.first = 0; finder.first < segments->count && good; finder.first = finder.end) {
        uint32_t page = gk_box_segment_at(segments, finder.first)->page;
        finder.end = finder.first;
        while (finder.end < segments->count && gk_box_segment_at(segments, finder.end)->page == page)
            finder.end++;
        const struct gk_box_part whole = {.page = page, .first = finder.first, .end = finder.end};
        good = gk_box_find_gutters(context, segments, &whole, 1, &finder.gutters) && find_on_page(&finder);
    }
    gk_array_free(&finder.gutters);
    return good;
}

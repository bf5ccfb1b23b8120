/* Where tables stand on the pages, and the gutters between their columns. */
#include "core/cjk_text.h"
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

/* Lines of prose stand alone, and as far apart as lines do. */
static bool is_tabular(const struct gk_box_segment *segment)
{
    return segment->beside || segment->close;
}

static bool add_edges(const struct gk_array *segments, const struct gk_box_part *part, struct gk_array *edges,
                      double *em)
{
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        if (!is_tabular(segment) || segment->furniture)
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

static bool find_valleys(struct gk_context *context, const struct gk_array *segments,
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

/* --- columns that are parted in some rows only --- */

/* Two segments on one line of one column: a gap between `left` and `right`. */
struct gap {
    size_t column;
    double left, right;
};

static int by_gap(const void *a, const void *b)
{
    const struct gap *first = a, *second = b;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return first->right < second->right ? -1 : first->right > second->right;
}

/* The next segment on the right of one, on the same line, when both stand in the same column. */
static bool add_gap(const struct gk_array *segments, const struct gk_box_part *part,
                    const struct gk_array *gutters, size_t position, struct gk_array *gaps)
{
    enum { FARTHEST = 64 };
    const struct gk_box_segment *segment = gk_box_segment_at(segments, position), *right = NULL;
    size_t from = position > part->first + FARTHEST ? position - FARTHEST : part->first;
    for (size_t i = from; i < part->end && i < position + FARTHEST; i++) {
        const struct gk_box_segment *other = gk_box_segment_at(segments, i);
        bool same = fabs(gk_box_middle(other->box) - gk_box_middle(segment->box)) < 0.4 * segment->em;
        if (same && !other->furniture && other->box.left >= segment->box.right &&
            (!right || other->box.left < right->box.left))
            right = other;
    }
    uint32_t first, last, next, next_last;
    if (!right)
        return true;
    gk_box_columns_of(gutters, segment->box, gk_box_slack(segment), &first, &last);
    gk_box_columns_of(gutters, right->box, gk_box_slack(right), &next, &next_last);
    if (last != next)
        return true;
    struct gap *gap = gk_array_push(gaps);
    if (gap)
        *gap = (struct gap){next, segment->box.right, right->box.left};
    return gap != NULL;
}

static int by_gutter(const void *a, const void *b)
{
    const struct gk_box_gutter *first = a, *second = b;
    return first->left < second->left ? -1 : first->left > second->left;
}

/* `enough` gaps that share a place part a column there. Gaps come by column and by where they end. */
static bool part_columns(const struct gk_array *gaps, struct gk_array *gutters, size_t enough, bool *more)
{
    for (size_t i = 0, end; i < gaps->count; i = end) {
        const struct gap *first = gk_array_at(gaps, i);
        struct gk_box_gutter shared = {first->left, first->right};
        for (end = i + 1; end < gaps->count; end++) {
            const struct gap *gap = gk_array_at(gaps, end);
            if (gap->column != first->column || gap->left >= shared.right)
                break;
            shared.left = gk_box_most(shared.left, gap->left);
        }
        if (end - i < enough)
            continue;
        struct gk_box_gutter *gutter = gk_array_push(gutters);
        if (!gutter)
            return false;
        *gutter = shared;
        *more = true;
    }
    qsort(gutters->items, gutters->count, gutters->item_size, by_gutter);
    return true;
}

/* A place where a segment begins inside a column. */
struct start {
    size_t column;
    double x;
    double em;
    double right;
};

static int by_start(const void *a, const void *b)
{
    const struct start *first = a, *second = b;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return first->x < second->x ? -1 : first->x > second->x;
}

static bool add_start(const struct gk_array *segments, const struct gk_array *gutters, size_t position,
                      struct gk_array *starts)
{
    const struct gk_box_segment *segment = gk_box_segment_at(segments, position);
    uint32_t first, last;
    gk_box_columns_of(gutters, segment->box, gk_box_slack(segment), &first, &last);
    if (first != last)
        return true;
    struct start *start = gk_array_push(starts);
    if (start)
        *start = (struct start){first, segment->box.left, segment->em, segment->box.right};
    return start != NULL;
}

/* Starts from `first` to before `end` are of one column. Text that is set from the left begins at few places:
 * one that is far from the column's left edge, has several lines, and does not stand in the middle, begins a
 * column. */
static bool part_by_starts(const struct gk_array *starts, size_t first, size_t end, size_t enough,
                           struct gk_array *gutters)
{
    enum { FARTHEST_INDENT = 4 };
    const struct start *leftmost = gk_array_at(starts, first);
    double right = leftmost->right;
    size_t at_edge = 0;
    for (size_t i = first; i < end; i++)
        right = gk_box_most(right, ((struct start *)gk_array_at(starts, i))->right);
    for (size_t i = first, next; i < end; i = next) {
        const struct start *start = gk_array_at(starts, i);
        size_t centred = 0;
        for (next = i;
             next < end && ((struct start *)gk_array_at(starts, next))->x < start->x + 0.15 * start->em;
             next++) {
            const struct start *one = gk_array_at(starts, next);
            centred += fabs(one->x + one->right - leftmost->x - right) < 2 * one->em;
        }
        at_edge = i == first ? next - i : at_edge;
        if (at_edge < enough || next - i < enough || centred * 2 > next - i ||
            start->x < leftmost->x + FARTHEST_INDENT * start->em)
            continue;
        struct gk_box_gutter *gutter = gk_array_push(gutters);
        if (!gutter)
            return false;
        *gutter = (struct gk_box_gutter){start->x - 0.7 * start->em, start->x - 0.1 * start->em};
        break;
    }
    return true;
}

/* Columns that no gap shows, by where their lines begin. */
static bool find_starts(struct gk_context *context, const struct gk_array *segments,
                        const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters,
                        size_t enough, bool *more)
{
    struct gk_array starts;
    bool good = true;
    const size_t before = gutters->count;
    gk_array_init(&starts, &context->allocator, sizeof(struct start));
    for (size_t i = 0; i < part_count && good; i++)
        for (size_t j = parts[i].first; j < parts[i].end && good; j++)
            if (is_tabular(gk_box_segment_at(segments, j)) && !gk_box_segment_at(segments, j)->furniture)
                good = add_start(segments, gutters, j, &starts);
    if (starts.count > 0)
        qsort(starts.items, starts.count, starts.item_size, by_start);
    for (size_t first = 0, end; first < starts.count && good; first = end) {
        size_t column = ((struct start *)gk_array_at(&starts, first))->column;
        for (end = first;
             end < starts.count && ((struct start *)gk_array_at(&starts, end))->column == column;)
            end++;
        good = part_by_starts(&starts, first, end, enough, gutters);
    }
    if (gutters->count > before)
        qsort(gutters->items, gutters->count, gutters->item_size, by_gutter);
    *more = *more || gutters->count > before;
    gk_array_free(&starts);
    return good;
}

static bool refine_gutters(struct gk_context *context, const struct gk_array *segments,
                           const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters)
{
    enum { MOST_ROUNDS = 3, ENOUGH = 3, ENOUGH_ROUGH = 8 };
    struct gk_array gaps;
    const size_t enough =
        segments->count > 0 && gk_box_segment_at(segments, 0)->rough ? ENOUGH_ROUGH : ENOUGH;
    bool more = true, good = find_valleys(context, segments, parts, part_count, gutters);
    gk_array_init(&gaps, &context->allocator, sizeof(struct gap));
    for (int round = 0; round < MOST_ROUNDS && more && good && gutters->count > 0; round++) {
        more = false;
        gk_array_clear(&gaps);
        for (size_t i = 0; i < part_count && good; i++)
            for (size_t j = parts[i].first; j < parts[i].end && good; j++)
                if (is_tabular(gk_box_segment_at(segments, j)) && !gk_box_segment_at(segments, j)->furniture)
                    good = add_gap(segments, &parts[i], gutters, j, &gaps);
        if (gaps.count > 0)
            qsort(gaps.items, gaps.count, gaps.item_size, by_gap);
        good = good && part_columns(&gaps, gutters, enough, &more) &&
               find_starts(context, segments, parts, part_count, gutters, enough, &more);
    }
    gk_array_free(&gaps);
    return good;
}

/* --- headers that look like columns --- */

/* The first and last line of a column on a page. */
struct extent {
    double first, last;
    bool real;
};

/* Whether texts of a column stand beside or below those of its neighbours, on this page. */
static void look_at_page(const struct gk_array *segments, const struct gk_box_part *part,
                         const struct gk_array *gutters, struct extent *extents)
{
    for (size_t i = 0; i <= gutters->count; i++)
        extents[i].first = extents[i].last = INFINITY;
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        uint32_t column, last;
        gk_box_columns_of(gutters, segment->box, gk_box_slack(segment), &column, &last);
        if (segment->furniture || last != column)
            continue;
        if (extents[column].first == INFINITY)
            extents[column].first = segment->box.top;
        extents[column].last = segment->box.top;
    }
    for (size_t i = 1; i < gutters->count; i++) {
        if (extents[i].first == INFINITY)
            continue;
        if (extents[i - 1].first <= extents[i].last || extents[i + 1].first <= extents[i].last)
            extents[i].real = true;
    }
}

/* A header that stands in the middle of two columns, both narrower than it is, looks like a column between
 * them: but nothing stands below it, and no header beside it, on any page. */
static bool remove_phantoms(struct gk_context *context, const struct gk_array *segments,
                            const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters)
{
    struct gk_array extents;
    bool good = true;
    gk_array_init(&extents, &context->allocator, sizeof(struct extent));
    for (size_t i = 0; i <= gutters->count && good; i++)
        good = gk_array_push(&extents) != NULL;
    for (size_t i = 0; i < part_count && good; i++)
        look_at_page(segments, &parts[i], gutters, extents.items);
    size_t kept = 0;
    for (size_t i = 0; i < gutters->count && good; i++) {
        struct gk_box_gutter *gutter = gk_array_at(gutters, i);
        const struct extent *left = gk_array_at(&extents, i);
        if (i > 0 && !left->real)
            ((struct gk_box_gutter *)gk_array_at(gutters, kept - 1))->right = gutter->right;
        else
            *(struct gk_box_gutter *)gk_array_at(gutters, kept++) = *gutter;
    }
    gutters->count = good ? kept : gutters->count;
    gk_array_free(&extents);
    return good;
}

bool gk_box_find_gutters(struct gk_context *context, const struct gk_array *segments,
                         const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters)
{
    if (!refine_gutters(context, segments, parts, part_count, gutters) ||
        !remove_phantoms(context, segments, parts, part_count, gutters))
        return false;
    /* No plan is that wide: it is no table. */
    if (gutters->count >= GK_BOX_MOST_COLUMNS)
        gk_array_clear(gutters);
    return true;
}

void gk_box_columns_of(const struct gk_array *gutters, struct gk_box box, double slack, uint32_t *first,
                       uint32_t *last)
{
    slack = gk_box_least(slack, (box.right - box.left) / 3);
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
    const struct gk_word_boxes *boxes;
    const struct gk_array *segments;
    struct gk_array *parts;
    struct gk_array gutters; /* of the page */
    size_t first, end;       /* segments of the page */
};

static bool crosses(const struct part_finder *finder, const struct gk_box_segment *segment)
{
    uint32_t first, last;
    gk_box_columns_of(&finder->gutters, segment->box, gk_box_slack(segment), &first, &last);
    return first != last;
}

/* Whether two segments stand on lines of one block: nearer than lines of two paragraphs or rows. */
static bool near(const struct gk_box_segment *above, const struct gk_box_segment *below, double lines)
{
    double height = gk_box_least(above->box.bottom - above->box.top, below->box.bottom - below->box.top);
    return gk_box_middle(below->box) - gk_box_middle(above->box) < lines * height;
}

/* Whether a line across the columns is no section row: long, from the left edge, and without a number. Where
 * a source joins texts of several columns, nothing can be said of that. */
static bool is_prose(const struct part_finder *finder, const struct gk_box_segment *segment)
{
    uint32_t first, last;
    gk_box_columns_of(&finder->gutters, segment->box, gk_box_slack(segment), &first, &last);
    return first == 0 && last * 5 >= finder->gutters.count * 3 && !gk_box_is_heading(finder->boxes, segment);
}

/* Whether a line says who gets a copy: it stands below the last table, and the line of printing below it has
 * a gap that looks like one between columns. */
static bool is_colophon(const struct part_finder *finder, const struct gk_box_segment *segment)
{
    const struct gk_string word =
        gk_box_text(finder->boxes, gk_array_at(&finder->boxes->words, segment->first));
    return !segment->beside &&
           (gk_begins_with_word(word, GK_STRING("抄送")) || gk_begins_with_word(word, GK_STRING("抄报")));
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
        if (is_colophon(finder, segment))
            break;
        if (is_tabular(segment) && !(across > 0 && crosses(finder, segment))) {
            if (gk_box_middle(segment->box) - row > segment->box.bottom - segment->box.top) {
                ++*rows;
                row = gk_box_middle(segment->box);
            }
            end = i + 1;
            across = 0;
        } else if (crosses(finder, segment)) {
            if (!finder->boxes->shared && is_prose(finder, segment))
                break;
            across++;
        } else if (across == 0 && near(gk_box_segment_at(finder->segments, end - 1), segment, 1.6)) {
            end = i + 1;
        }
    }
    return end;
}

/* No longer than one line of a header's cell. */
static bool is_narrow(const struct gk_box_segment *segment)
{
    return segment->box.right - segment->box.left < 8 * segment->em;
}

/* Where the table of which segment `first` is the first one with others beside it begins: the first line of a
 * header cell of two lines stands a little above the others; and where a table goes on from the page before,
 * all lines at the page's top that stand in columns are its own. */
static size_t part_start(const struct part_finder *finder, size_t first)
{
    size_t start = first, top = first;
    while (
        top > finder->first && !gk_box_segment_at(finder->segments, top - 1)->furniture &&
        !crosses(finder, gk_box_segment_at(finder->segments, top - 1)) &&
        near(gk_box_segment_at(finder->segments, top - 1), gk_box_segment_at(finder->segments, top), 1.6)) {
        top--;
        if (start == top + 1 && is_narrow(gk_box_segment_at(finder->segments, top)) &&
            near(gk_box_segment_at(finder->segments, top), gk_box_segment_at(finder->segments, start), 0.8))
            start = top;
    }
    return top == finder->first && finder->parts->count > 0 ? top : start;
}

bool gk_box_are_sections(const struct gk_word_boxes *boxes, const struct gk_array *segments, size_t first,
                         size_t end, const struct gk_array *gutters)
{
    enum { MOST_SECTIONS = 3, MOST_LINES = 24 };
    size_t sections = 0;
    if (end - first > MOST_LINES)
        return false;
    for (size_t i = first; i < end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        uint32_t column = 0, last = 1;
        if (gutters)
            gk_box_columns_of(gutters, segment->box, gk_box_slack(segment), &column, &last);
        if (segment->furniture || column == last)
            continue;
        if (segment->beside || ++sections > MOST_SECTIONS || !gk_box_is_heading(boxes, segment))
            return false;
    }
    return true;
}

bool gk_box_begins_with_header(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                               const struct gk_box_part *part)
{
    enum { FEWEST = 2 };
    const struct gk_box_segment *begin = gk_box_segment_at(segments, part->first);
    size_t found = 0;
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        if (gk_box_middle(segment->box) > gk_box_middle(begin->box) + segment->em)
            break;
        found += gk_box_is_header_word(boxes, segment);
    }
    return found >= FEWEST;
}

/* Whether a header stands alone at the bottom of the page: a line of words that headers have, and nothing but
 * section rows and page numbers from `end` on. */
static bool is_last_header(const struct part_finder *finder, size_t start, size_t end)
{
    enum { FEWEST = 2 };
    size_t found = 0;
    for (size_t i = start; i < end; i++)
        found += gk_box_is_header_word(finder->boxes, gk_box_segment_at(finder->segments, i));
    return found >= FEWEST && found * 2 > end - start &&
           gk_box_are_sections(finder->boxes, finder->segments, end, finder->end, NULL);
}

static bool find_on_page(struct part_finder *finder)
{
    for (size_t i = finder->first; i < finder->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(finder->segments, i);
        if (!segment->beside || segment->furniture || finder->gutters.count == 0)
            continue;
        size_t rows, start, end = part_end(finder, i, &rows);
        start = part_start(finder, i);
        /* One line with a gap is no table, unless a table goes on from the page before. */
        bool goes_on = start == finder->first && finder->parts->count > 0;
        if (rows >= 2 || goes_on || is_last_header(finder, start, end)) {
            struct gk_box_part *part = gk_array_push(finder->parts);
            if (!part)
                return false;
            *part = (struct gk_box_part){.page = segment->page, .first = start, .end = end};
        }
        i = end - 1;
    }
    return true;
}

bool gk_box_find_parts(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                       struct gk_array *parts)
{
    struct gk_context *context = boxes->context;
    struct part_finder finder = {.boxes = boxes, .segments = segments, .parts = parts};
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

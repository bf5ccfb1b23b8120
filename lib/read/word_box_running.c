/* Lines that stand at one place on page after page, above or below drawn tables: the running heads of a
 * gazette, a title that is printed again. Numbers in them may differ. */
#include "core/utf8.h"
#include "read/word_box_ruled.h"
#include <math.h>

/* The lines above and below a page's tables that are looked at. */
enum { MOST_LINES = 4 };

struct runner {
    const struct gk_box_ruled *ruled;
    const struct gk_word_boxes *boxes;
    struct gk_array *segments;
    struct gk_buffer text, other;
};

/* The text of a segment without its digits. */
static bool read_text(const struct runner *runner, const struct gk_box_segment *segment,
                      struct gk_buffer *out)
{
    size_t kept = 0;
    gk_buffer_clear(out);
    if (!gk_box_append_segment(runner->boxes, segment, out))
        return false;
    for (size_t i = 0; i < out->length; i++)
        if (out->data[i] < '0' || out->data[i] > '9')
            out->data[kept++] = out->data[i];
    out->length = kept;
    return true;
}

/* Whether a segment's text stands at the same place of another page. */
static bool stands_on(struct runner *runner, const struct gk_box_segment *segment, uint32_t page, bool *good)
{
    const double near = 0.3 * segment->em, middle = gk_box_middle(segment->box);
    for (size_t i = gk_box_segments_above(runner->segments, page, middle - near); i < runner->segments->count;
         i++) {
        const struct gk_box_segment *other = gk_box_segment_at(runner->segments, i);
        if (other->page != page || gk_box_middle(other->box) > middle + near)
            return false;
        *good = *good && read_text(runner, other, &runner->other);
        if (*good && fabs(other->em - segment->em) < near && runner->other.length > 0 &&
            gk_string_equal(gk_buffer_view(&runner->text), gk_buffer_view(&runner->other)))
            return true;
    }
    return false;
}

/* The segments from `first` to before `end` that run. What stands above the first page's table is its title.
 */
static bool mark(struct runner *runner, size_t first, size_t end, bool above)
{
    bool good = true;
    if (end - first > MOST_LINES)
        return true;
    for (size_t i = first; i < end && good; i++) {
        struct gk_box_segment *segment = gk_box_segment_at(runner->segments, i);
        good = read_text(runner, segment, &runner->text);
        if (good && !segment->furniture && (segment->page > 1 || !above))
            segment->furniture = stands_on(runner, segment, segment->page - 1, &good) ||
                                 (good && stands_on(runner, segment, segment->page + 1, &good));
    }
    return good;
}

bool gk_box_mark_running(const struct gk_box_ruled *ruled, const struct gk_word_boxes *boxes,
                         struct gk_array *segments)
{
    const struct gk_box_grids *grids = &ruled->grids;
    struct runner runner = {.ruled = ruled, .boxes = boxes, .segments = segments};
    bool good = true;
    gk_buffer_init(&runner.text, &boxes->context->allocator);
    gk_buffer_init(&runner.other, &boxes->context->allocator);
    for (size_t i = 0; i < grids->grids.count && good; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(grids, i);
        const uint32_t page = grid->page;
        if (i == 0 || gk_box_grid_at(grids, i - 1)->page != page)
            good = mark(&runner, gk_box_segments_above(segments, page, -INFINITY),
                        gk_box_segments_above(segments, page, grid->box.top), true);
        if (good && (i + 1 == grids->grids.count || gk_box_grid_at(grids, i + 1)->page != page))
            good = mark(&runner, gk_box_segments_above(segments, page, grid->box.bottom),
                        gk_box_segments_above(segments, page, INFINITY), false);
    }
    gk_buffer_free(&runner.text);
    gk_buffer_free(&runner.other);
    return good;
}

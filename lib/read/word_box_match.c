/* Which columns of a table the columns of a page of aligned text are. Its columns stand elsewhere on each
 * page, and one in which a page has no text is not there: a label merged over several pages is printed once.
 */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

static const double cost_width = 2, cost_other_header = 1.5, cost_same_header = -1, cost_numbers = 3,
                    cost_left_out = 0.3, cost_left_out_full = 1.2, cost_most = 0.8;

static struct gk_box_profile *profile_at(const struct gk_array *profiles, size_t column)
{
    return gk_array_at(profiles, column);
}

static struct gk_string text_of(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment)
{
    return gk_box_text(boxes, gk_array_at(&boxes->words, segment->first));
}

static bool is_number(struct gk_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.length > 0;
}

bool gk_box_make_profiles(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                          const struct gk_box_part *part, const struct gk_array *gutters,
                          struct gk_array *profiles)
{
    double top = INFINITY;
    gk_array_clear(profiles);
    for (size_t i = 0; i <= gutters->count; i++) {
        struct gk_box_profile *profile = gk_array_push(profiles);
        if (!profile)
            return false;
        *profile = (struct gk_box_profile){0};
    }
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        uint32_t first, last;
        if (segment->furniture)
            continue;
        gk_box_columns_of(gutters, segment->box, gk_box_slack(segment), &first, &last);
        if (first != last)
            continue;
        struct gk_box_profile *profile = profile_at(profiles, first);
        top = gk_box_least(top, gk_box_middle(segment->box));
        if (profile->header == 0 && gk_box_middle(segment->box) < top + 0.5 * segment->em)
            profile->header = (uint32_t)i + 1;
        profile->widest = gk_box_most(profile->widest, segment->width);
        profile->lines++;
        profile->numbers += segment->count == 1 && is_number(text_of(boxes, segment));
    }
    return true;
}

/* How unlike two columns are. */
static double unlike(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                     const struct gk_box_profile *one, const struct gk_box_profile *other)
{
    double most = gk_box_most(one->widest, other->widest), cost = 0;
    if (most > 0)
        cost = cost_width * fabs(one->widest - other->widest) / most;
    const bool numbers = one->numbers * 2 > one->lines, others = other->numbers * 2 > other->lines;
    if (numbers != others && one->lines > 1 && other->lines > 1)
        cost += cost_numbers;
    if (one->header && other->header)
        cost += gk_string_equal(text_of(boxes, gk_box_segment_at(segments, one->header - 1)),
                                text_of(boxes, gk_box_segment_at(segments, other->header - 1)))
                    ? cost_same_header
                    : cost_other_header;
    return cost;
}

/* The cheapest way to give each of `few` columns one of `many`, in their order. */
struct matcher {
    const struct gk_word_boxes *boxes;
    const struct gk_array *segments;
    const struct gk_array *many, *few;
    double costs[GK_BOX_MOST_COLUMNS + 1][GK_BOX_MOST_COLUMNS + 1]; /* of the first i of many, j of few */
};

static double left_out(const struct matcher *matcher, size_t i)
{
    uint32_t most = 1;
    for (size_t k = 0; k < matcher->many->count; k++)
        if (profile_at(matcher->many, k)->lines > most)
            most = profile_at(matcher->many, k)->lines;
    return cost_left_out + cost_left_out_full * (double)profile_at(matcher->many, i)->lines / (double)most;
}

static void fill_costs(struct matcher *matcher)
{
    for (size_t i = 0; i <= matcher->many->count; i++) {
        for (size_t j = 0; j <= matcher->few->count; j++) {
            double cost = i == 0 && j == 0 ? 0 : INFINITY;
            if (i > 0)
                cost = matcher->costs[i - 1][j] + left_out(matcher, i - 1);
            if (i > 0 && j > 0)
                cost = gk_box_least(cost,
                                    matcher->costs[i - 1][j - 1] + unlike(matcher->boxes, matcher->segments,
                                                                          profile_at(matcher->many, i - 1),
                                                                          profile_at(matcher->few, j - 1)));
            matcher->costs[i][j] = cost;
        }
    }
}

bool gk_box_match_columns(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                          const struct gk_array *many, const struct gk_array *few, uint32_t *map)
{
    struct matcher matcher = {.boxes = boxes, .segments = segments, .many = many, .few = few};
    if (few->count > many->count || few->count < 2 || many->count > GK_BOX_MOST_COLUMNS)
        return false;
    fill_costs(&matcher);
    for (size_t i = many->count, j = few->count; i > 0; i--) {
        if (j > 0 && matcher.costs[i][j] < matcher.costs[i - 1][j] + left_out(&matcher, i - 1))
            map[--j] = (uint32_t)(i - 1);
    }
    return matcher.costs[many->count][few->count] < cost_most * (double)many->count;
}

bool gk_box_map_columns(struct gk_box_table *table, const struct gk_box_part *part)
{
    struct gk_array profiles;
    bool good = true;
    for (uint32_t i = 0; i < GK_BOX_MOST_COLUMNS; i++)
        table->map[i] = i < table->columns.count ? i : (uint32_t)table->columns.count - 1;
    if (table->gutters.count + 1 == table->columns.count)
        return true;
    gk_array_init(&profiles, &table->context->allocator, sizeof(struct gk_box_profile));
    good = gk_box_make_profiles(table->boxes, table->segments, part, &table->gutters, &profiles);
    if (good)
        gk_box_match_columns(table->boxes, table->segments, &table->profiles, &profiles, table->map);
    gk_array_free(&profiles);
    return good;
}

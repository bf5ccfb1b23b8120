/* How far apart two lines of a cell are, and whether the source shows by how much rows are farther apart. */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    const struct gk_box_step *first = a, *second = b;
    return first->size < second->size ? -1 : first->size > second->size;
}

/* The steps of a table whose rows are a ruling line's width farther apart than the lines of a cell are of two
 * sizes, as exact as the source is. */
static const double exact_step = 0.015, least_rule = 0.02, widest_rule = 0.3,
                    widest_padding = 0.5; /* in sizes of an ideograph */

static double step_at(const struct gk_array *steps, size_t position)
{
    return ((struct gk_box_step *)gk_array_at(steps, position))->size;
}

/* The smallest size that two steps share, and those of it; 0 where none do. */
static size_t smallest_size(const struct gk_array *steps, double em, size_t *first)
{
    for (size_t i = 0, end; i < steps->count; i++) {
        for (end = i; end < steps->count && step_at(steps, end) < step_at(steps, i) + exact_step * em;)
            end++;
        *first = i;
        if (end - i >= 2 && (end - i) * 40 >= steps->count)
            return end - i;
    }
    return 0;
}

/* Whether the steps that are not of the smallest size are larger by the width of a rule, nearly all. */
static bool are_two_sizes(const struct gk_array *steps, double pitch, double em)
{
    size_t exact = 0, more = 0, near = 0;
    double rule = 0;
    for (size_t i = 0; i < steps->count; i++) {
        double over = (step_at(steps, i) - pitch) / em;
        exact += fabs(over) < exact_step;
        if (over < least_rule || over >= widest_rule)
            continue;
        rule = rule > 0 ? rule : over; /* the smallest one */
        more++;
        near += over < rule + 2 * exact_step;
    }
    size_t others = 0;
    for (size_t i = 0; i < steps->count && step_at(steps, i) < pitch + widest_rule * em; i++)
        others++;
    return exact >= 2 && more > 0 && near * 3 >= more * 2 && (exact + near) * 5 >= others * 4;
}

/* Steps of a source that rounds its places are multiples of one unit, such as a pixel. It is told where it is
 * coarser than `finest`, in sizes of an ideograph. */
static const double finest = 0.01, finest_seen = 0.03, same_size = 0.002, off_multiple = 0.08, farthest = 4;

/* Whether nearly all steps that are not very large are multiples of a unit. */
static bool are_multiples(const struct gk_array *steps, double unit, double em)
{
    size_t count = 0, multiples = 0;
    for (size_t i = 0; i < steps->count && step_at(steps, i) < farthest * em; i++, count++) {
        const double times = step_at(steps, i) / unit;
        multiples += fabs(times - (double)(int64_t)(times + 0.5)) < off_multiple;
    }
    return multiples * 10 >= count * 9;
}

/* The unit to which a source rounds its steps, which come by size: the smallest difference between two sizes
 * that several steps have. 0 where places are exact, or too few sizes are seen. */
static double find_unit(const struct gk_array *steps, double em)
{
    enum { ENOUGH = 3 };
    double unit = INFINITY, before = 0;
    size_t sizes = 0;
    for (size_t i = 0, end; i < steps->count && step_at(steps, i) < farthest * em; i = end) {
        const double size = step_at(steps, i);
        for (end = i + 1; end < steps->count && step_at(steps, end) < size + same_size * em;)
            end++;
        if (end - i < 2)
            continue;
        unit = sizes > 0 ? gk_box_least(unit, size - before) : unit;
        before = size;
        sizes++;
    }
    if (are_multiples(steps, 1, em) && em < 1 / finest)
        return 1;
    return sizes >= ENOUGH && unit >= finest_seen * em && are_multiples(steps, unit, em) ? unit : 0;
}

/* Steps of one size, as far as the source shows sizes. */
struct like_steps {
    double least, most;
    size_t count, full; /* of these below full lines */
    size_t larger;      /* those that are larger by hardly more */
    size_t spaced;      /* those that are larger by some padding */
    size_t loose;       /* of these below lines that are not full */
};

static bool is_full(const struct gk_array *steps, size_t position)
{
    return ((struct gk_box_step *)gk_array_at(steps, position))->full;
}

/* Those that are larger than steps from `end` on. */
static void count_larger(const struct gk_array *steps, size_t end, double em, double same,
                         struct like_steps *like)
{
    for (; end < steps->count && step_at(steps, end) < like->most + 1.25 * same; end++)
        like->larger++;
    for (; end < steps->count && step_at(steps, end) < like->most + widest_padding * em; end++) {
        like->spaced++;
        like->loose += !is_full(steps, end);
    }
}

/* The smallest steps of one size, those aside that hardly occur. */
static struct like_steps find_smallest(const struct gk_array *steps, double em, double unit)
{
    static const double lowest = 0.9; /* no lines of one cell are nearer */
    const double same = unit > 0 ? 1.1 * unit : exact_step * em;
    size_t end = 0, full = 0;
    for (size_t i = 0; i < steps->count; i++) {
        for (; end < steps->count && step_at(steps, end) < step_at(steps, i) + same; end++)
            full += is_full(steps, end);
        if (step_at(steps, i) >= lowest * em && end - i >= 2 && (end - i) * 40 >= steps->count) {
            struct like_steps like = {
                .least = step_at(steps, i), .most = step_at(steps, end - 1), .count = end - i, .full = full};
            count_larger(steps, end, em, same, &like);
            return like;
        }
        full -= is_full(steps, i);
    }
    return (struct like_steps){0};
}

/* Lines of a cell are as near one another as any; and a column's width broke them, so that they are full.
 * Where these are seen, they are the pitch. */
static void take_smallest(struct gk_box_table *table, const struct gk_array *steps)
{
    enum { ENOUGH = 3 };
    const struct like_steps like = find_smallest(steps, table->em, table->unit);
    if (like.count == 0 || like.full * 5 < like.count * 3)
        return;
    if (!table->rounded) {
        table->pitch = (like.least + like.most) / 2;
        table->precise = true;
    } else {
        /* Rows that are no farther apart than that would have steps of the sizes between. */
        table->precise = like.larger == 0 ? like.spaced >= ENOUGH
                                          : like.larger * 8 <= like.count && like.loose >= ENOUGH &&
                                                (like.count - like.full) * 4 <= like.loose;
        if (table->precise || like.most < 0.95 * table->pitch)
            table->pitch = like.most;
        table->row_gap = 1.25 * table->unit;
    }
}

void gk_box_find_pitch(struct gk_box_table *table, struct gk_array *steps)
{
    if (steps->count > 0)
        qsort(steps->items, steps->count, steps->item_size, by_size);
    const double least = steps->count ? step_at(steps, (steps->count - 1) / 10) : 0;
    size_t count = 0, exact = 0, more = 0, less = 0;
    while (count < steps->count && step_at(steps, count) < least * 1.15)
        count++;
    table->row_gap = least_rule * table->em;
    table->pitch = count ? step_at(steps, (count - 1) / 2) : table->em * 1.4;
    for (size_t i = 0; i < steps->count; i++) {
        double over = (step_at(steps, i) - table->pitch) / table->em;
        exact += fabs(over) < exact_step;
        more += over >= least_rule && over < widest_rule;
        less += over <= -least_rule; /* a source that rounds has these, too */
    }
    const bool exactly = !table->boxes->from_text && !table->boxes->recognised;
    table->unit = exactly ? find_unit(steps, table->em) : 0;
    table->rounded = table->unit > 0;
    table->precise = exactly && !table->rounded && exact * 2 > count && more > 0 && less * 4 <= more;
    if (table->precise || !exactly)
        return;
    /* Where most rows are of one line, most steps are from row to row. */
    size_t first, same = table->rounded ? 0 : smallest_size(steps, table->em, &first);
    if (same > 0 && are_two_sizes(steps, step_at(steps, first + same / 2), table->em)) {
        table->pitch = step_at(steps, first + same / 2);
        table->precise = true;
    } else {
        take_smallest(table, steps);
    }
}

double gk_box_step_evidence(const struct gk_box_table *table, double step)
{
    /* Half of the width of a usual rule (half a point) in the units of a source that rounds. */
    static const double half_rule = 0.375, sure = 0.4;
    if (table->step <= 0 || step > 1.2 * table->pitch)
        return 0;
    double over = (step - table->step - half_rule * table->unit) / (sure * table->unit);
    return over < 0 ? 0 : over > 1 ? 1 : over;
}

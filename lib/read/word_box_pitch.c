/* How far apart two lines of a cell are, and whether the source shows by how much rows are farther apart. */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static double quantile(const struct gk_array *sizes, size_t part, size_t of)
{
    return sizes->count ? *(double *)gk_array_at(sizes, (sizes->count - 1) * part / of) : 0;
}

/* The steps of a table whose rows are a ruling line's width farther apart than the lines of a cell are of two
 * sizes, as exact as the source is. */
static const double exact_step = 0.015, least_rule = 0.02, widest_rule = 0.3; /* in sizes of an ideograph */

static double step_at(const struct gk_array *steps, size_t position)
{
    return *(double *)gk_array_at(steps, position);
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

void gk_box_find_pitch(struct gk_box_table *table, struct gk_array *steps)
{
    if (steps->count > 0)
        qsort(steps->items, steps->count, steps->item_size, by_size);
    double least = quantile(steps, 1, 10);
    size_t count = 0, exact = 0, more = 0, less = 0;
    while (count < steps->count && step_at(steps, count) < least * 1.15)
        count++;
    const struct gk_array small = {.items = steps->items, .item_size = sizeof(double), .count = count};
    table->pitch = count ? quantile(&small, 1, 2) : table->em * 1.4;
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
    if (table->precise || table->rounded || !exactly)
        return;
    /* Where most rows are of one line, most steps are from row to row. */
    size_t first, same = smallest_size(steps, table->em, &first);
    if (same > 0 && are_two_sizes(steps, step_at(steps, first + same / 2), table->em)) {
        table->pitch = step_at(steps, first + same / 2);
        table->precise = true;
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

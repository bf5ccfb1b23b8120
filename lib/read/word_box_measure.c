/* What the lines of a whole table have in common: how wide a full line is, how far apart two lines of a cell
 * are, and which column says most about rows. */
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

/* Extents of the columns. Columns of aligned text stand
 * elsewhere on each page: where the first one counts, with the header. */
static bool measure_part(struct gk_box_table *table, bool first, struct gk_array *sizes)
{
    for (size_t i = 0; i < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i);
        const struct gk_box_line *next = i + 1 < table->lines.count ? gk_box_line_at(table, i + 1) : NULL;
        struct gk_box_column *column = gk_box_column_at(table, line->column);
        double *size = gk_array_push(sizes);
        if (!size)
            return false;
        *size = line->em;
        column->sentences += line->ends_sentence;
        column->characters += line->characters;
        if (line->last_column > line->column)
            continue;
        column->widest = gk_box_most(column->widest, line->width);
        if (first || !table->boxes->from_text) {
            column->left = gk_box_least(column->left, line->box.left);
            column->right = gk_box_most(column->right, line->box.right);
        }
        const bool last = !next || next->column != line->column || next->centre - line->centre > 2 * line->em;
        column->blocks += last;
        column->names += last && line->ends_name;
    }
    return true;
}

/* The steps between neighbouring lines of each column. */
static bool add_steps(const struct gk_box_table *table, struct gk_array *steps)
{
    for (size_t i = 0; i + 1 < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i), *next = gk_box_line_at(table, i + 1);
        if (line->column != next->column || line->last_column > line->column ||
            next->last_column > next->column)
            continue;
        struct gk_box_step *step = gk_array_push(steps);
        if (!step)
            return false;
        step->size = next->centre - line->centre;
        step->full = line->width > gk_box_column_at(table, line->column)->widest - 1.1 * line->em;
    }
    return true;
}

static const double widest_pitch = 2.2; /* between two lines of a cell, in sizes of an ideograph */
/* Whether the lines of a column that others follow are as wide as its widest one, nearly: then they are full.
 */
static bool is_full(const struct gk_box_column *column)
{
    return column->full_lines * 3 >= column->followed_lines && column->followed_lines > 0;
}

/* Where sentences are broken, their last lines are shorter: lines of one width are sentences of their own. */
static bool all_alike(const struct gk_box_column *column)
{
    return column->below_first > 1 && column->below_first == column->full_below_first;
}

/* Whether most texts of a column end as sentences do: a few may in any. */
static bool has_sentences(const struct gk_box_column *column)
{
    return column->sentences > 0 && column->sentences * 4 >= column->blocks;
}

/* Requirements are sentences; where a table has none, the column with the most texts that are no names says
 * most about rows. */
static bool is_more_main(const struct gk_box_column *column, const struct gk_box_column *best)
{
    if (has_sentences(column) != has_sentences(best))
        return has_sentences(column);
    if (!has_sentences(column) && gk_box_has_names(column) != gk_box_has_names(best))
        return !gk_box_has_names(column);
    if (!has_sentences(column))
        return column->blocks > best->blocks;
    if (column->sentences != best->sentences)
        return column->sentences > best->sentences;
    return column->characters > best->characters;
}

void gk_box_find_main(struct gk_box_table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (is_more_main(gk_box_column_at(table, i), gk_box_column_at(table, table->main_column)))
            table->main_column = (uint32_t)i;
}

/* How wide a full line is: as the widest one, or what the gutters leave where no line is full. */
static void find_room(struct gk_box_table *table)
{
    double least = INFINITY;
    const size_t count = table->columns.count;
    for (size_t i = 0; i + 1 < count; i++)
        least = gk_box_least(least, gk_box_column_at(table, i + 1)->left - gk_box_column_at(table, i)->right);
    for (size_t i = 0; i < count; i++) {
        struct gk_box_column *column = gk_box_column_at(table, i);
        double before = i > 0 ? column->left - gk_box_column_at(table, i - 1)->right - least : INFINITY;
        double after =
            i + 1 < count ? gk_box_column_at(table, i + 1)->left - column->right - least : INFINITY;
        double slack = gk_box_least(before, after);
        column->room = column->widest;
        if (table->boxes->from_text)
            column->room += is_full(column) ? 0 : table->em;
        else if (isfinite(slack) && slack > 0 && !is_full(column))
            column->room += 2 * slack;
    }
    gk_box_find_main(table);
}

/* How wide a line is that others follow in its cell. */
struct width {
    size_t column;
    double width;
};

static int by_width(const void *a, const void *b)
{
    const struct width *first = a, *second = b;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return first->width < second->width ? -1 : first->width > second->width;
}

/* Count the lines that others follow, now that the columns' widths are known. */
static bool count_full_lines(struct gk_box_table *table, struct gk_array *widths)
{
    const double most = table->precise ? table->pitch + table->row_gap : 1.2 * table->pitch;
    size_t inner = 0;
    for (size_t i = 0; i + 1 < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i), *next = gk_box_line_at(table, i + 1);
        struct gk_box_column *column = gk_box_column_at(table, line->column);
        if (line->column == next->column) {
            column->below_first++;
            column->full_below_first += next->width > column->widest - 1.1 * next->em;
        }
        if (line->column != next->column || line->last_column > line->column ||
            next->last_column > next->column || next->centre - line->centre > most)
            continue;
        struct width *width = gk_array_push(widths);
        if (!width)
            return false;
        *width = (struct width){line->column, line->width};
        const bool full = width->width > column->widest - 1.1 * line->em;
        column->followed_lines++;
        column->full_lines += full;
        /* Such a line ends no cell but by chance. */
        if (table->rounded && full && !line->ends_sentence) {
            table->step += next->centre - line->centre;
            inner++;
        }
    }
    table->inner_steps += inner;
    return true;
}

/* Widths from `first` to before `end` are sorted. Lines that a column's width broke are of nearly one width,
 * be some other line wider: how wide, or 0. */
static double common_width(const struct gk_array *widths, size_t first, size_t end, size_t enough, double em)
{
    const double wide = ((struct width *)gk_array_at(widths, first + (end - first - 1) * 4 / 5))->width;
    size_t near = 0;
    for (size_t i = first; i < end; i++)
        near += fabs(((struct width *)gk_array_at(widths, i))->width - wide) < 1.1 * em;
    return end - first >= enough && near * 4 >= (end - first) * 3 ? wide : 0;
}

/* Where lines are full, most are as wide as there is room; punctuation may hang over the edge of some. */
static void settle_room(struct gk_box_table *table, struct gk_array *widths)
{
    enum { ENOUGH = 4 };
    if (widths->count > 0)
        qsort(widths->items, widths->count, widths->item_size, by_width);
    for (size_t i = 0, end; i < widths->count; i = end) {
        size_t position = ((struct width *)gk_array_at(widths, i))->column;
        struct gk_box_column *column = gk_box_column_at(table, position);
        end = i + column->followed_lines;
        const double common = common_width(widths, i, end, ENOUGH, table->em);
        if (position == table->main_column && all_alike(column))
            column->room = column->widest + 3 * table->em;
        else if (is_full(column))
            column->room = ((struct width *)gk_array_at(widths, i + (end - i - 1) * 4 / 5))->width;
        else if (common > 0 && common < column->widest - 1.1 * table->em)
            column->room = common;
        /* Widths of aligned text leave out the gaps that a typesetter makes beside digits. */
        if (is_full(column) && !all_alike(column) && table->boxes->from_text)
            column->room -= 0.4 * table->em;
    }
}

static bool make_columns(struct gk_box_table *table)
{
    gk_array_clear(&table->columns);
    for (size_t i = 0; i <= table->gutters.count; i++) {
        struct gk_box_column *column = gk_array_push(&table->columns);
        if (!column)
            return false;
        *column = (struct gk_box_column){.left = INFINITY, .right = -INFINITY};
    }
    return true;
}

/* Full lines and rooms, for the table's pitch. */
static bool measure_lines(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count,
                          struct gk_array *widths)
{
    enum { ENOUGH = 12 };
    gk_array_clear(widths);
    table->step = 0;
    table->inner_steps = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        struct gk_box_column *column = gk_box_column_at(table, i);
        column->followed_lines = column->full_lines = column->below_first = column->full_below_first = 0;
    }
    for (size_t i = 0; i < part_count; i++)
        if (!gk_box_make_lines(table, &parts[i]) || !count_full_lines(table, widths))
            return false;
    table->step = table->inner_steps >= ENOUGH ? table->step / (double)table->inner_steps : 0;
    find_room(table);
    return true;
}

bool gk_box_measure(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count)
{
    enum { ENOUGH = 4 };
    struct gk_array steps, sizes, widths;
    bool good = true;
    gk_array_init(&steps, &table->context->allocator, sizeof(struct gk_box_step));
    gk_array_init(&sizes, &table->context->allocator, sizeof(double));
    gk_array_init(&widths, &table->context->allocator, sizeof(struct width));
    good = make_columns(table);
    for (size_t i = 0; i < part_count && good; i++)
        good = gk_box_make_lines(table, &parts[i]) && measure_part(table, i == 0, &sizes);
    for (size_t i = 0; i < part_count && good; i++)
        good = gk_box_make_lines(table, &parts[i]) && add_steps(table, &steps);
    if (good && sizes.count > 0) {
        qsort(sizes.items, sizes.count, sizes.item_size, by_size);
        table->em = quantile(&sizes, 1, 2);
        gk_box_find_pitch(table, &steps);
        for (size_t i = 0; i < table->columns.count; i++)
            if (gk_box_column_at(table, i)->right < gk_box_column_at(table, i)->left)
                gk_box_column_at(table, i)->left = gk_box_column_at(table, i)->right =
                    i > 0 ? gk_box_column_at(table, i - 1)->right : 0;
        good = measure_lines(table, parts, part_count, &widths);
        /* So far apart are rows of one line, unless the main column's lines are broken: then they are its
         * cells'. */
        const struct gk_box_column *main = gk_box_column_at(table, table->main_column);
        if (good && table->pitch > widest_pitch * table->em && !table->boxes->from_text &&
            (table->pitch > 1.3 * widest_pitch * table->em || main->followed_lines < ENOUGH ||
             !is_full(main) || all_alike(main))) {
            table->pitch = table->em * 1.5;
            good = measure_lines(table, parts, part_count, &widths);
        }
        settle_room(table, &widths);
    }
    gk_array_free(&steps);
    gk_array_free(&sizes);
    gk_array_free(&widths);
    return good;
}

/* --- how wide full lines are, now that the rows are known --- */

static bool add_widths(struct gk_box_table *table, const struct gk_box_part *part, struct gk_array *widths)
{
    size_t row = part->first_row;
    for (size_t i = 0; i + 1 < table->lines.count; i++) {
        const struct gk_box_line *line = gk_box_line_at(table, i), *next = gk_box_line_at(table, i + 1);
        if (i == 0 || gk_box_line_at(table, i - 1)->column != line->column)
            row = part->first_row;
        while (row + 1 < part->end_row && gk_box_row_at(table, row)->bottom <= line->centre)
            row++;
        if (next->column != line->column || line->last_column > line->column ||
            next->last_column > next->column || row == 0 || row >= part->end_row ||
            next->centre >= gk_box_row_at(table, row)->bottom)
            continue;
        struct width *width = gk_array_push(widths);
        if (!width)
            return false;
        *width = (struct width){line->column, line->width};
    }
    return true;
}

/* Where nearly all lines that another follows in their row are of one width, that is what the column has room
 * for; the main column's room decided the rows, and stays. */
static void narrow_rooms(struct gk_box_table *table, struct gk_array *widths)
{
    enum { ENOUGH = 2 };
    if (widths->count > 0)
        qsort(widths->items, widths->count, widths->item_size, by_width);
    for (size_t i = 0, end; i < widths->count; i = end) {
        size_t position = ((struct width *)gk_array_at(widths, i))->column;
        struct gk_box_column *column = gk_box_column_at(table, position);
        for (end = i; end < widths->count && ((struct width *)gk_array_at(widths, end))->column == position;)
            end++;
        double common = common_width(widths, i, end, ENOUGH, table->em);
        common -= table->boxes->from_text ? 0.4 * table->em : 0;
        if (position != table->main_column && common > 0 && common < column->room)
            column->room = common;
    }
}

bool gk_box_settle_rooms(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count)
{
    struct gk_array widths;
    bool good = true;
    gk_array_init(&widths, &table->context->allocator, sizeof(struct width));
    for (size_t i = 0; i < part_count && good; i++)
        good = gk_box_make_lines(table, &parts[i]) && add_widths(table, &parts[i], &widths);
    if (good)
        narrow_rooms(table, &widths);
    gk_array_free(&widths);
    return good;
}

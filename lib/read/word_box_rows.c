/* The rows of a part of a table: where to cut it from left to right.
 *
 * A cut is wanted where it goes through few cells: in a gap of every column, or behind the end of a
 * paragraph. Rows are wanted whose cells have one middle (or one top), for so a table is set. Both are costs;
 * the cheapest way to cut a page, from top to bottom, is found by dynamic programming over the places between
 * two lines. What a cell that covers several rows costs is bounded, so that the columns which are not merged
 * decide.
 */
#include "read/word_box_parts.h"
#include <math.h>
#include <stdlib.h>

enum {
    LONGEST_ROW = 160, /* lines of text, in all columns, where one row is looked for */
    MOST_COLUMNS = 64, /* that are looked at; those further right follow */
};

/* Costs, in units of one doubt. */
static const double cost_row = 0.6, cost_blank = 0.5, cost_blank_rest = 0.1, cost_gap = 3,
                    cost_most_off = 0.9, cost_alone = 50, cost_two_numbers = 6, cost_wider = 3,
                    cost_overlap = 3, cost_parallel = 1, cost_top_aligned = 0.2, cost_dear = 60,
                    least_doubt = 0.6;

struct row_finder {
    struct gk_box_table *table;
    struct gk_array cuts;  /* double: y between lines, from above the first to below the last */
    struct gk_array ways;  /* struct way: one for each cut */
    struct gk_array below; /* size_t: for each cut and column the first line below it */
    size_t columns;
    size_t top;   /* the cut below the header */
    bool goes_on; /* rows of the table stand on pages before */
};

struct way {
    double cost;
    size_t previous; /* the cut above */
    double through;  /* what cutting here costs */
    size_t alike;    /* the first cut that parts the same two lines of the main column */
    double below;    /* the least cost of all rows below */
    double
        without; /* of all rows, where no cut parts these two lines of the main column; of the first such */
};

/* What a column holds between two cuts. */
struct held {
    size_t first, end;
    size_t gaps;
    double inside;  /* paragraphs that end inside */
    uint32_t reach; /* the last column of its widest line */
};

static int compare_doubles(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static size_t first_below(const struct row_finder *finder, size_t cut, size_t column)
{
    return *(size_t *)gk_array_at(&finder->below, cut * finder->columns + column);
}

/* Every place between two lines of different height. */
static bool find_cuts(struct row_finder *finder, double top, double bottom)
{
    const struct gk_box_table *table = finder->table;
    struct gk_array centres;
    bool good = true;
    gk_array_init(&centres, &table->context->allocator, sizeof(double));
    for (size_t i = 0; i < table->lines.count && good; i++) {
        double *centre = gk_array_push(&centres);
        good = centre != NULL;
        if (good)
            *centre = gk_box_line_at(table, i)->centre;
    }
    if (centres.count > 0)
        qsort(centres.items, centres.count, centres.item_size, compare_doubles);
    double before = top;
    for (size_t i = 0; i <= centres.count && good; i++) {
        double next = i < centres.count ? *(double *)gk_array_at(&centres, i) : bottom;
        if (i > 0 && i < centres.count && next - before < 0.08 * table->em) {
            before = next;
            continue;
        }
        double *cut = gk_array_push(&finder->cuts);
        good = cut != NULL;
        if (good)
            *cut = i == 0 ? top : i == centres.count ? bottom : (before + next) / 2;
        before = next;
    }
    gk_array_free(&centres);
    return good;
}

/* For each cut the first line below it in each column. */
static bool index_lines(struct row_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    for (size_t i = 0; i < finder->cuts.count; i++) {
        double cut = *(double *)gk_array_at(&finder->cuts, i);
        for (size_t column = 0; column < finder->columns; column++) {
            const struct gk_box_column *one = gk_box_column_at(table, column);
            size_t line = i > 0 ? first_below(finder, i - 1, column) : one->first_line;
            while (line < one->end_line && gk_box_line_at(table, line)->centre < cut)
                line++;
            size_t *below = gk_array_push(&finder->below);
            if (!below)
                return false;
            *below = line;
        }
    }
    return true;
}

static bool has_room_after(const struct gk_box_table *table, const struct gk_box_line *line)
{
    const struct gk_box_column *column = gk_box_column_at(table, line->column);
    return column->room - line->width > 2.2 * line->em;
}

/* The same where a line has room after it, and its column is not the main one: in a column whose names go on
 * from line to line, a short line that ends a name ends the cell. */
static double name_end(const struct gk_box_table *table, const struct gk_box_line *line)
{
    const struct gk_box_column *column = gk_box_column_at(table, line->column);
    const bool wraps = column->full_lines * 2 >= column->followed_lines;
    return wraps && line->ends_name && gk_box_has_names(column) ? 1.2 : 0.4;
}

/* What keeping two lines in one cell costs, as far as the text says that a paragraph ends between them. */
static double paragraph_end(const struct gk_box_table *table, const struct gk_box_line *line,
                            const struct gk_box_line *next)
{
    if (line->alone)
        return gk_box_column_at(table, table->columns.count - 1)->right - line->box.right > 3 * line->em
                   ? cost_alone
                   : 0;
    bool main = line->column == table->main_column;
    double over = next->centre - line->centre - table->pitch;
    /* The first line of a cell is as wide as any. */
    double cost = next->last_column > line->last_column ? cost_wider : 0;
    size_t first_line = gk_box_column_at(table, line->column)->first_line;
    bool header = gk_box_line_at(table, first_line) == line && !main && has_room_after(table, line);
    cost += header ? 1 : 0;
    if (line->number && next->number)
        cost += cost_two_numbers;
    else if (has_room_after(table, line))
        cost += !main ? name_end(table, line) : line->ends_sentence && !table->precise ? 4 : 2.6;
    else if (line->ends_sentence)
        cost += main ? 1.3 : 0.2;
    if (table->precise && over >= table->row_gap && over < 0.35 * table->pitch)
        cost += 2.5;
    if (cost > 0)
        cost += (main ? 2 : 0.5) * gk_box_step_evidence(table, next->centre - line->centre);
    return cost;
}

/* What a cut between two lines that stand as near as lines of a cell costs. */
static double through_block(const struct gk_box_table *table, const struct gk_box_line *line,
                            const struct gk_box_line *next)
{
    bool main = line->column == table->main_column;
    double over = next->centre - line->centre - table->pitch;
    if (line->alone || next->alone || over > 0.35 * table->pitch)
        return 0;
    if (table->precise && over >= table->row_gap)
        return 0;
    double cost = table->precise && main ? 1.2 : 0;
    if (has_room_after(table, line))
        return cost + 0.2;
    if (line->ends_sentence)
        return cost + 0.4;
    if (!main && !line->ends_name && gk_box_has_names(gk_box_column_at(table, line->column)))
        return cost + 0.45;
    return cost + (main ? 1.6 : 0.3);
}

static double through_cut(const struct row_finder *finder, size_t cut)
{
    const struct gk_box_table *table = finder->table;
    double cost = 0;
    for (size_t column = 0; column < finder->columns; column++) {
        const struct gk_box_column *one = gk_box_column_at(table, column);
        size_t line = first_below(finder, cut, column);
        if (line > one->first_line && line < one->end_line)
            cost += through_block(table, gk_box_line_at(table, line - 1), gk_box_line_at(table, line));
    }
    return cost;
}

/* One more line at the top of what a column holds. */
static void hold(const struct row_finder *finder, struct held *held, size_t line)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_line *first = gk_box_line_at(table, line);
    held->first = line;
    if (!first->alone && first->last_column > held->reach)
        held->reach = first->last_column;
    if (line + 1 >= held->end)
        return;
    const struct gk_box_line *upper = first, *lower = gk_box_line_at(table, line + 1);
    if (upper->alone != lower->alone) {
        held->inside += cost_alone;
    } else if (lower->centre - upper->centre > 1.35 * table->pitch) {
        held->gaps++;
    } else {
        held->inside += paragraph_end(table, upper, lower);
    }
}

/* Where a line of text stands beside the lines of the tallest cell, from `first` to before `end`: at one of
 * them, or half way between two. Aligned text tells no more. */
static double beside(const struct gk_box_table *table, size_t first, size_t end, uint32_t source_line)
{
    size_t low = first, high = end;
    while (low < high) {
        size_t half = (low + high) / 2;
        if (gk_box_line_at(table, half)->source_line < source_line)
            low = half + 1;
        else
            high = half;
    }
    bool same = low < end && gk_box_line_at(table, low)->source_line == source_line;
    return (double)(low - first) - (same ? 0 : 0.5);
}

/* How far the middle of a cell is from that of the tallest, and its top; in sizes of an ideograph. */
static void offsets(const struct gk_box_table *table, const struct held *one, const struct held *tallest,
                    double *middle, double *top)
{
    double bottom;
    if (table->boxes->from_text) {
        *top = beside(table, tallest->first, tallest->end, gk_box_line_at(table, one->first)->source_line);
        bottom =
            beside(table, tallest->first, tallest->end, gk_box_line_at(table, one->end - 1)->source_line) -
            (double)(tallest->end - 1 - tallest->first);
    } else {
        *top = (gk_box_line_at(table, one->first)->centre - gk_box_line_at(table, tallest->first)->centre) /
               table->em;
        bottom =
            (gk_box_line_at(table, one->end - 1)->centre - gk_box_line_at(table, tallest->end - 1)->centre) /
            table->em;
    }
    *middle = fabs(*top + bottom) / 2;
}

static const struct held *find_tallest(const struct row_finder *finder, const struct held *held)
{
    const struct gk_box_table *table = finder->table;
    const struct held *tallest = NULL;
    double height = -INFINITY;
    /* Among cells of one height the main column's counts. */
    for (size_t position = 0; position <= finder->columns; position++) {
        size_t column = position == 0 ? table->main_column : position - 1;
        const struct held *one = &held[column < finder->columns ? column : 0];
        if (one->first >= one->end || one->gaps > 0)
            continue;
        double tall = table->boxes->from_text ? (double)(one->end - one->first)
                                              : gk_box_line_at(table, one->end - 1)->centre -
                                                    gk_box_line_at(table, one->first)->centre;
        if (tall > height + 0.1 * table->em) {
            height = tall;
            tallest = one;
        }
    }
    return tallest;
}

/* How far the middles of the cells are from that of the tallest. */
static double middles(const struct row_finder *finder, const struct held *held)
{
    double cost = 0;
    const struct held *tallest = find_tallest(finder, held);
    for (size_t column = 0; column < finder->columns && tallest; column++) {
        const struct held *one = &held[column];
        double middle, top;
        if (one->first >= one->end || one == tallest || one->gaps > 0)
            continue;
        offsets(finder->table, one, tallest, &middle, &top);
        double off = middle < 0.15 ? 0 : gk_box_least(cost_most_off, 0.2 + middle);
        cost += fabs(top) < 0.15 ? gk_box_least(off, cost_top_aligned) : off;
    }
    return cost;
}

/* A cell that covers columns has them for itself. */
static double overlaps(const struct row_finder *finder, const struct held *held)
{
    double cost = 0;
    for (size_t column = 0; column < finder->columns; column++)
        for (size_t other = column + 1; other <= held[column].reach && other < finder->columns; other++)
            cost += held[other].first < held[other].end ? cost_overlap : 0;
    return cost;
}

/* Lines that stand side by side in every column are rows rather than cells that all have as many lines. */
static double parallels(const struct row_finder *finder, const struct held *held)
{
    enum { FEWEST = 3 };
    const size_t lines = held[0].end - held[0].first;
    if (lines < 2 || finder->columns < FEWEST)
        return 0;
    for (size_t column = 0; column < finder->columns; column++) {
        const struct held *one = &held[column];
        if (one->end - one->first != lines)
            return 0;
        for (size_t line = 0; line < lines; line++)
            if (fabs(gk_box_line_at(finder->table, one->first + line)->centre -
                     gk_box_line_at(finder->table, held[0].first + line)->centre) > 0.1 * finder->table->em)
                return 0;
    }
    return cost_parallel * (double)(lines - 1);
}

/* `rest`: at the top of a page that is not the first, where a row's rest may stand in one column alone. */
static double row_cost(const struct row_finder *finder, const struct held *held, bool rest, bool *dear)
{
    double cost = cost_row, certain = 0;
    bool alone = false, others = false;
    for (size_t column = 0; column < finder->columns; column++) {
        const struct held *one = &held[column];
        if (one->first >= one->end) {
            cost += rest ? cost_blank_rest : cost_blank;
            continue;
        }
        bool is_alone = gk_box_line_at(finder->table, one->first)->alone;
        alone = alone || is_alone;
        others = others || !is_alone;
        certain += one->inside + cost_gap * (double)one->gaps;
    }
    *dear = certain > cost_dear;
    return cost + certain + middles(finder, held) + overlaps(finder, held) + parallels(finder, held) +
           (alone && others ? cost_alone : 0);
}

static struct way *way_at(const struct row_finder *finder, size_t cut)
{
    return gk_array_at(&finder->ways, cut);
}

/* What the rows cost that end at `cut`: from the one that begins at the cut above on; how many. Longer ones
 * cost too much, or are not looked at. */
static size_t cost_rows(const struct row_finder *finder, size_t cut, double costs[LONGEST_ROW])
{
    const double header_end = finder->table->header_end;
    struct held held[MOST_COLUMNS];
    size_t count = 0;
    bool dear = false;
    for (size_t column = 0; column < finder->columns; column++) {
        size_t line = first_below(finder, cut, column);
        held[column] = (struct held){.first = line, .end = line};
    }
    for (size_t above = cut; above-- > 0 && cut - above < LONGEST_ROW && !dear;) {
        for (size_t column = 0; column < finder->columns; column++)
            for (size_t line = held[column].first; line > first_below(finder, above, column);)
                hold(finder, &held[column], --line);
        double cost = row_cost(finder, held, finder->goes_on && above == finder->top, &dear);
        if (*(double *)gk_array_at(&finder->cuts, above) < header_end &&
            *(double *)gk_array_at(&finder->cuts, cut) > header_end)
            cost += cost_alone;
        costs[count++] = cost;
    }
    return count;
}

/* The best row that ends at `cut`. */
static void best_way(struct row_finder *finder, size_t cut)
{
    struct way *way = way_at(finder, cut);
    double costs[LONGEST_ROW];
    const size_t count = cost_rows(finder, cut, costs);
    for (size_t i = 0; i < count; i++) {
        const struct way *before = way_at(finder, cut - 1 - i);
        const double cost = before->cost + before->through + costs[i];
        if (cost < way->cost) {
            way->cost = cost;
            way->previous = cut - 1 - i;
        }
    }
}

/* --- doubts: rows that could as well be cut otherwise --- */

/* For each cut the least cost of all rows below it, and of all rows where it is not made, nor any that parts
 * the same lines of the main column. */
static void find_other_ways(struct row_finder *finder)
{
    const size_t last = finder->ways.count - 1;
    for (size_t cut = 0; cut <= last; cut++)
        way_at(finder, cut)->below = way_at(finder, cut)->without = cut == last ? 0 : INFINITY;
    for (size_t cut = last; cut > 0; cut--) {
        double costs[LONGEST_ROW], least = INFINITY;
        const size_t count = cost_rows(finder, cut, costs);
        const double below = way_at(finder, cut)->below + (cut < last ? way_at(finder, cut)->through : 0);
        const size_t own = way_at(finder, cut)->alike;
        for (size_t i = count; i-- > 0;) {
            struct way *above = way_at(finder, cut - 1 - i);
            above->below = gk_box_least(above->below, costs[i] + below);
            least = gk_box_least(least, above->cost + above->through + costs[i] + below);
            /* The row goes over the cut that comes next, unless that parts the same lines as one of its ends.
             */
            struct way *next = way_at(finder, cut - i);
            if (cut - i < own && way_at(finder, cut - i)->alike == cut - i)
                next->without = gk_box_least(next->without, least);
        }
    }
}

/* The least that all rows cost if one of the cuts from `first` to `last` is made. */
static double least_with(const struct row_finder *finder, size_t first, size_t last)
{
    double least = INFINITY;
    for (size_t cut = first; cut <= last; cut++) {
        const struct way *way = way_at(finder, cut);
        least = gk_box_least(least, way->cost + way->through + way->below);
    }
    return least;
}

/* A line of the main column of a row that ends at `end` and begins at `begin`: where the row could nearly as
 * well end above it, though that is inside the row, or not end there, though that is its top. As its position
 * + 1; 0: none. */
static size_t doubted_line(const struct row_finder *finder, size_t begin, size_t end)
{
    const struct gk_box_column *main = gk_box_column_at(finder->table, finder->table->main_column);
    const double most = way_at(finder, finder->ways.count - 1)->cost + least_doubt;
    for (size_t first, cut = end; cut > begin; cut = first) {
        const size_t line = first_below(finder, cut - 1, finder->table->main_column);
        first = way_at(finder, cut - 1)->alike;
        if (line <= main->first_line || line >= main->end_line || first == 0)
            return 0;
        const bool made = first <= begin;
        if (made ? way_at(finder, first)->without < most
                 : least_with(finder, first, cut - 1) < most &&
                       first_below(finder, end, finder->table->main_column) > line)
            return line + 1;
        if (made)
            return 0;
    }
    return 0;
}

/* The rows of the cheapest way, from the last cut back. */
static bool take_rows(struct row_finder *finder, struct gk_box_part *part)
{
    struct gk_array *rows = &finder->table->rows;
    part->first_row = rows->count;
    for (size_t cut = finder->cuts.count - 1; cut > 0;) {
        const struct way *way = gk_array_at(&finder->ways, cut);
        struct gk_box_row *row = gk_array_push(rows);
        if (!row)
            return false;
        *row = (struct gk_box_row){.page = part->page,
                                   .top = *(double *)gk_array_at(&finder->cuts, way->previous),
                                   .bottom = *(double *)gk_array_at(&finder->cuts, cut)};
        if (!finder->table->boxes->from_text)
            row->doubt = doubted_line(finder, way->previous, cut);
        size_t line = first_below(finder, way->previous, 0);
        row->header = row->bottom <= finder->table->header_end && isfinite(finder->table->header_end);
        row->alone = line < first_below(finder, cut, 0) && gk_box_line_at(finder->table, line)->alone;
        cut = way->previous;
    }
    part->end_row = rows->count;
    for (size_t i = part->first_row, j = part->end_row; i + 1 < j; i++) {
        struct gk_box_row *upper = gk_array_at(rows, i), *lower = gk_array_at(rows, --j), other = *upper;
        *upper = *lower;
        *lower = other;
    }
    return true;
}

bool gk_box_make_rows(struct gk_box_table *table, struct gk_box_part *part)
{
    const gkplan_allocator *allocator = &table->context->allocator;
    struct row_finder finder = {.table = table, .columns = table->columns.count};
    double top = INFINITY, bottom = -INFINITY;
    finder.columns = finder.columns < MOST_COLUMNS ? finder.columns : MOST_COLUMNS;
    part->first_row = part->end_row = table->rows.count;
    for (size_t i = 0; i < table->lines.count; i++) {
        top = gk_box_least(top, gk_box_line_at(table, i)->box.top);
        bottom = gk_box_most(bottom, gk_box_line_at(table, i)->box.bottom);
    }
    if (table->lines.count == 0)
        return true;
    gk_array_init(&finder.cuts, allocator, sizeof(double));
    gk_array_init(&finder.ways, allocator, sizeof(struct way));
    gk_array_init(&finder.below, allocator, sizeof(size_t));
    bool good = find_cuts(&finder, top, bottom) && index_lines(&finder) &&
                gk_box_find_header(table, part, &finder.cuts);
    finder.goes_on = part->first_row > 0;
    while (good && isfinite(table->header_end) && finder.top + 1 < finder.cuts.count &&
           *(double *)gk_array_at(&finder.cuts, finder.top) < table->header_end - 0.01 * table->em)
        finder.top++;
    for (size_t cut = 0; cut < finder.cuts.count && good; cut++) {
        struct way *way = gk_array_push(&finder.ways);
        good = way != NULL;
        if (!good)
            break;
        *way = (struct way){
            .below = INFINITY, .cost = cut == 0 ? 0 : INFINITY, .through = through_cut(&finder, cut)};
        const bool alike = cut > 0 && first_below(&finder, cut - 1, table->main_column) ==
                                          first_below(&finder, cut, table->main_column);
        way->alike = alike ? way_at(&finder, cut - 1)->alike : cut;
        if (cut > 0)
            best_way(&finder, cut);
    }
    if (good && !table->boxes->from_text)
        find_other_ways(&finder);
    good = good && take_rows(&finder, part);
    if (good && part->first_row == 0 && part->end_row > 0)
        good = gk_box_texts_above(table, gk_box_row_at(table, 0)->bottom, &table->header);
    gk_array_free(&finder.cuts);
    gk_array_free(&finder.ways);
    gk_array_free(&finder.below);
    return good;
}

/* The drawn lines of the pages: pieces put together as lines, and lines that touch one another as tables.
 *
 * Tables are drawn in many ways: one stroke a line, one a cell, dots and dashes, two lines side by side, thin
 * filled rectangles. What stays alone (an underline, the line below a letterhead) is no table. */
#include "read/word_box_grids.h"
#include <math.h>
#include <stdlib.h>

enum {
    MOST_LINES = 1500,   /* of a page with tables: a page with more is a drawing */
    MOST_PLACES = 16384, /* rows by columns of a grid, likewise */
};

/* In sizes of an ideograph. */
static const double thickest = 0.4, widest_break = 0.5, shortest = 0.6;

void gk_box_grids_init(struct gk_box_grids *grids, struct gk_context *context, double em)
{
    *grids = (struct gk_box_grids){.context = context, .em = em};
    gk_array_init(&grids->grids, &context->allocator, sizeof(struct gk_box_grid));
    gk_array_init(&grids->edges, &context->allocator, sizeof(double));
    gk_array_init(&grids->cells, &context->allocator, sizeof(struct gk_box_grid_cell));
}

void gk_box_grids_free(struct gk_box_grids *grids)
{
    gk_array_free(&grids->grids);
    gk_array_free(&grids->edges);
    gk_array_free(&grids->cells);
}

static struct gk_box_line_drawn *line_at(const struct gk_array *lines, size_t position)
{
    return gk_array_at(lines, position);
}

static int compare(double a, double b)
{
    return a < b ? -1 : a > b;
}

static int by_page(const void *a, const void *b)
{
    const struct gk_box_rule *first = a, *second = b;
    return first->page < second->page ? -1 : first->page > second->page;
}

static int by_place(const void *a, const void *b)
{
    const struct gk_box_line_drawn *first = a, *second = b;
    const int at = compare(first->at, second->at);
    return at ? at : compare(first->from, second->from);
}

static int by_group(const void *a, const void *b)
{
    const struct gk_box_line_drawn *first = a, *second = b;
    return first->group != second->group ? (first->group < second->group ? -1 : 1) : by_place(a, b);
}

static bool add_piece(struct gk_array *lines, double at, double from, double to)
{
    struct gk_box_line_drawn *line = gk_array_push(lines);
    if (line)
        *line = (struct gk_box_line_drawn){.at = at, .from = from, .to = to};
    return line != NULL;
}

/* A thin box is a piece of a line; a dot is one of either kind; what is neither is an area. */
static bool add_rule(const struct gk_box_grids *grids, const struct gk_box *box, struct gk_array *levels,
                     struct gk_array *uprights)
{
    const double most = thickest * grids->em, width = box->right - box->left, height = box->bottom - box->top;
    return (height > most || add_piece(levels, (box->top + box->bottom) / 2, box->left, box->right)) &&
           (width > most || add_piece(uprights, (box->left + box->right) / 2, box->top, box->bottom));
}

/* Pieces that are meant to stand at one place get that of the longest; sorted by place. */
static void align(struct gk_array *lines, double near)
{
    for (size_t first = 0, end; first < lines->count; first = end) {
        const double begin = line_at(lines, first)->at;
        double longest = -1, at = begin;
        for (end = first; end < lines->count && line_at(lines, end)->at <= begin + near; end++) {
            const struct gk_box_line_drawn *line = line_at(lines, end);
            if (line->to - line->from > longest) {
                longest = line->to - line->from;
                at = line->at;
            }
        }
        for (size_t i = first; i < end; i++)
            line_at(lines, i)->at = at;
    }
}

/* Pieces to lines. */
static void join_pieces(const struct gk_box_grids *grids, struct gk_array *lines)
{
    size_t joined = 0, kept = 0;
    if (lines->count == 0)
        return;
    qsort(lines->items, lines->count, lines->item_size, by_place);
    align(lines, gk_box_near(grids));
    qsort(lines->items, lines->count, lines->item_size, by_place);
    for (size_t i = 1; i < lines->count; i++) {
        struct gk_box_line_drawn *open = line_at(lines, joined), *line = line_at(lines, i);
        if (line->at == open->at && line->from <= open->to + widest_break * grids->em)
            open->to = gk_box_most(open->to, line->to);
        else
            *line_at(lines, ++joined) = *line;
    }
    for (size_t i = 0; i <= joined; i++)
        if (line_at(lines, i)->to - line_at(lines, i)->from >= shortest * grids->em)
            *line_at(lines, kept++) = *line_at(lines, i);
    lines->count = kept;
}

/* --- lines that touch --- */

/* Each line's `group` leads to another one of its group, at last to the one that stands for it; upright lines
 * are counted behind the level ones. */
static size_t *group_of(const struct gk_array *levels, const struct gk_array *uprights, size_t line)
{
    return line < levels->count ? &line_at(levels, line)->group
                                : &line_at(uprights, line - levels->count)->group;
}

static size_t find_group(const struct gk_array *levels, const struct gk_array *uprights, size_t line)
{
    size_t *group = group_of(levels, uprights, line);
    while (*group != line) {
        *group = *group_of(levels, uprights, *group);
        line = *group;
        group = group_of(levels, uprights, line);
    }
    return line;
}

static bool touch(const struct gk_box_line_drawn *level, const struct gk_box_line_drawn *upright, double near)
{
    return upright->at >= level->from - near && upright->at <= level->to + near &&
           level->at >= upright->from - near && level->at <= upright->to + near;
}

static void join_groups(struct gk_array *levels, struct gk_array *uprights, size_t a, size_t b)
{
    *group_of(levels, uprights, find_group(levels, uprights, b)) = find_group(levels, uprights, a);
}

/* Upright lines that begin together and end together, as those do between which merged cells fill a page. */
static bool are_sides(const struct gk_box_line_drawn *a, const struct gk_box_line_drawn *b, double near)
{
    return fabs(a->from - b->from) <= near && fabs(a->to - b->to) <= near;
}

/* The lines are few (MOST_LINES): each one is held against each other one. */
static void group_lines(const struct gk_box_grids *grids, struct gk_array *levels, struct gk_array *uprights)
{
    const double near = gk_box_near(grids);
    for (size_t i = 0; i < levels->count + uprights->count; i++)
        *group_of(levels, uprights, i) = i;
    for (size_t i = 0; i < levels->count; i++)
        for (size_t j = 0; j < uprights->count; j++)
            if (touch(line_at(levels, i), line_at(uprights, j), near))
                join_groups(levels, uprights, i, levels->count + j);
    for (size_t i = 0; i < uprights->count; i++)
        for (size_t j = i + 1; j < uprights->count; j++)
            if (are_sides(line_at(uprights, i), line_at(uprights, j), near))
                join_groups(levels, uprights, levels->count + i, levels->count + j);
    for (size_t i = 0; i < levels->count + uprights->count; i++)
        *group_of(levels, uprights, i) = find_group(levels, uprights, i);
    qsort(levels->items, levels->count, levels->item_size, by_group);
    qsort(uprights->items, uprights->count, uprights->item_size, by_group);
}

/* The lines of group `group` among sorted ones, from *position on. */
static struct gk_array lines_of(const struct gk_array *lines, size_t group, size_t *position)
{
    while (*position < lines->count && line_at(lines, *position)->group < group)
        ++*position;
    const size_t first = *position;
    while (*position < lines->count && line_at(lines, *position)->group == group)
        ++*position;
    return (struct gk_array){.items = (char *)lines->items + first * lines->item_size,
                             .item_size = lines->item_size,
                             .count = *position - first};
}

static int by_top(const void *a, const void *b)
{
    const struct gk_box_grid *first = a, *second = b;
    const int top = compare(first->box.top, second->box.top);
    return top ? top : compare(first->box.left, second->box.left);
}

static bool make_page(struct gk_box_grids *grids, uint32_t page, struct gk_array *levels,
                      struct gk_array *uprights)
{
    const size_t before = grids->grids.count;
    join_pieces(grids, levels);
    join_pieces(grids, uprights);
    if (levels->count == 0 || uprights->count == 0)
        return true;
    if (levels->count + uprights->count > MOST_LINES) {
        grids->crowded_pages++;
        return true;
    }
    group_lines(grids, levels, uprights);
    for (size_t level = 0, upright = 0; level < levels->count;) {
        const size_t group = line_at(levels, level)->group;
        const struct gk_array level_lines = lines_of(levels, group, &level),
                              upright_lines = lines_of(uprights, group, &upright);
        if (level_lines.count * upright_lines.count > MOST_PLACES)
            grids->crowded_pages++;
        else if (upright_lines.count > 0 && !gk_box_make_grid(grids, page, &level_lines, &upright_lines))
            return false;
    }
    if (grids->grids.count > before)
        qsort(gk_box_grid_at(grids, before), grids->grids.count - before, grids->grids.item_size, by_top);
    return true;
}

bool gk_box_find_grids(struct gk_box_grids *grids, struct gk_array *rules)
{
    struct gk_array levels, uprights;
    bool good = true;
    gk_array_init(&levels, &grids->context->allocator, sizeof(struct gk_box_line_drawn));
    gk_array_init(&uprights, &grids->context->allocator, sizeof(struct gk_box_line_drawn));
    if (rules->count > 0)
        qsort(rules->items, rules->count, rules->item_size, by_page);
    for (size_t i = 0; i < rules->count && good;) {
        const uint32_t page = ((struct gk_box_rule *)gk_array_at(rules, i))->page;
        gk_array_clear(&levels);
        gk_array_clear(&uprights);
        for (; i < rules->count && good && ((struct gk_box_rule *)gk_array_at(rules, i))->page == page; i++)
            good = add_rule(grids, &((struct gk_box_rule *)gk_array_at(rules, i))->box, &levels, &uprights);
        good = good && make_page(grids, page, &levels, &uprights);
    }
    gk_array_free(&levels);
    gk_array_free(&uprights);
    return good;
}

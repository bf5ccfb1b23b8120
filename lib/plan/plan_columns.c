/* The plan's columns: which page's header counts, where the columns of the other pages belong, which columns
 * are levels and which are fields of a leaf (contract 2 PLAN, 4.1 and 4.3). */
#include "core/cjk_text.h"
#include "plan/table_group.h"
#include <inttypes.h>
#include <stdio.h>

enum { CANDIDATES = 12, ROWS_TRIED = 300 };

/* One way to read the header. */
struct candidate {
    struct gk_header_column columns[GK_PLAN_COLUMNS];
    const struct gk_page *page;
    enum gk_header_reading reading;
    enum gk_header_placing placing;
    uint32_t fitting; /* what its rows say for it */
};

static bool same_roles(const struct candidate *a, const struct candidate *b, uint32_t width)
{
    for (uint32_t i = 0; i < width; i++)
        if (a->columns[i].role != b->columns[i].role)
            return false;
    return true;
}

static bool is_wide_page(const struct gk_page *page, uint32_t width)
{
    return page->header && page->width == width;
}

/* How much a row speaks for a candidate: one that fills the last column has not slid left, so that each of
 * its cells stands in its column. */
static uint32_t row_fits(struct gk_table_group *group, const struct candidate *candidate, uint32_t width,
                         const gkplan_row *row)
{
    uint32_t cells = 0, last = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        uint32_t column = gk_grid_from(&group->grid, cell);
        if (cell->text_length == 0 || column >= GK_PLAN_COLUMNS)
            continue;
        if (gk_cell_fit(group, candidate->columns[column].role, gk_cell_text(cell)) < 0)
            return 0;
        cells++;
        last = column;
    }
    return cells < 2 ? 0 : last + 1 == width ? ROWS_TRIED : 1;
}

/* Count the rows that fit each candidate, on pages of the full width. */
static gkplan_status try_candidates(struct gk_table_group *group, struct candidate *candidates, size_t count,
                                    uint32_t width)
{
    uint32_t tried = 0;
    for (size_t i = 0; i < group->pages.count; i++) {
        const struct gk_page *page = gk_group_page(group, i);
        if (!is_wide_page(page, width))
            continue;
        if (gk_grid_build(group->context, &group->grid, page->table) != GKPLAN_STATUS_OK)
            return group->context->status;
        for (const gkplan_row *row = page->data; row && row != page->end && tried < ROWS_TRIED;
             row = row->next, tried++)
            for (size_t c = 0; c < count; c++)
                candidates[c].fitting += row_fits(group, &candidates[c], width, row);
    }
    return group->context->status;
}

/* Whether a page's header may be read in this way. */
static bool may_read(const struct gk_page *page, enum gk_header_reading reading)
{
    if (page->table->flags & GKPLAN_TABLE_MERGES_KNOWN ||
        (page->header->next && page->header->next != page->data))
        return reading == GK_HEADER_AS_IT_STANDS;
    return reading == GK_HEADER_AS_IT_STANDS || page->padded;
}

/* All ways to read the headers of the widest pages, as they stand first. */
static size_t collect(struct gk_table_group *group, uint32_t width, struct candidate *candidates)
{
    size_t count = 0;
    for (int reading = 0; reading < GK_HEADER_READINGS; reading++)
        for (size_t i = 0; i < group->pages.count && count < CANDIDATES; i++) {
            const struct gk_page *page = gk_group_page(group, i);
            struct candidate *candidate = &candidates[count];
            if (!is_wide_page(page, width) || !may_read(page, (enum gk_header_reading)reading))
                continue;
            *candidate = (struct candidate){.page = page, .reading = (enum gk_header_reading)reading};
            if (gk_header_read(group, page, candidate->reading, candidate->columns) != GKPLAN_STATUS_OK)
                return 0;
            candidate->placing = group->header_placing;
            bool known = false;
            for (size_t other = 0; other < count && !known; other++)
                known = same_roles(candidate, &candidates[other], width);
            count += !known;
        }
    return count;
}

/* Another header that may be the wide one: of a task or requirement, or, where the rows do not show that the
 * wide one's columns are levels, the one on its right. NULL: there is none. */
static const gkplan_cell *other_wide_header(struct gk_table_group *group, uint32_t from, uint32_t to)
{
    const struct gk_header_column *columns = group->plan_columns;
    for (uint32_t i = 0; i < group->column_count; i++)
        if (gk_role_is_text(columns[i].role) && columns[i].cell && columns[i].cell != columns[from].cell)
            return columns[i].cell;
    return to < group->column_count && !gk_wide_header_shows(group, from, to) ? columns[to].cell : NULL;
}

/* Whether the rows have columns for which the header has no cell of its own. */
static bool has_surplus(const struct candidate *chosen)
{
    return chosen->page->surplus || chosen->reading != GK_HEADER_AS_IT_STANDS;
}

/* The first columns of a text under one header, [*from, *to); false: each text has a header of its own. */
static bool find_wide(const struct gk_table_group *group, uint32_t *from, uint32_t *to)
{
    const struct gk_header_column *columns = group->plan_columns;
    for (*from = 0; *from < group->column_count; *from = *to) {
        *to = *from + 1;
        while (*to < group->column_count && columns[*to].cell == columns[*from].cell)
            ++*to;
        if (*to - *from > 1 && columns[*from].cell && gk_role_is_text(columns[*from].role))
            return true;
    }
    return false;
}

/* A header such as 序号1.优化环境: what stood below it was taken into it. */
static void say_glued(struct gk_table_group *group, const struct candidate *chosen)
{
    static const struct gk_string words[] = {GK_STRING_ROW("序号"), GK_STRING_ROW("编号")};
    for (uint32_t i = 0; i < group->column_count; i++) {
        const struct gk_header_column *column = &group->plan_columns[i];
        if (column->role != GKPLAN_ROLE_OTHER || !column->cell ||
            (!gk_string_starts(gk_cell_text(column->cell), words[0]) &&
             !gk_string_starts(gk_cell_text(column->cell), words[1])))
            continue;
        gkplan_place place = gk_cell_place(chosen->page->table, column->cell);
        gk_diagnose(group->context, GK_MESSAGE_HEADER_GLUED, &place, NULL, column->cell->text, NULL);
    }
}

static void say_choice(struct gk_table_group *group, const struct candidate *chosen, size_t count)
{
    gkplan_place place = chosen->page->table->place;
    uint32_t from, to;
    if (has_surplus(chosen) && find_wide(group, &from, &to)) {
        const gkplan_cell *other = other_wide_header(group, from, to);
        gk_diagnose(group->context, other ? GK_MESSAGE_SURPLUS_DOUBTFUL : GK_MESSAGE_SURPLUS_COLUMNS, &place,
                    NULL, group->plan_columns[from].cell->text, other ? other->text : NULL);
    }
    if (chosen->placing != GK_HEADER_PLACED)
        gk_diagnose(group->context,
                    chosen->placing == GK_HEADER_NOT_PLACED ? GK_MESSAGE_HEADER_ROWS_LOST
                                                            : GK_MESSAGE_HEADER_ROWS_PLACED,
                    &place, NULL, NULL, NULL);
    say_glued(group, chosen);
    if (count > 1)
        gk_diagnose(group->context, GK_MESSAGE_HEADERS_DIFFER, &place, NULL, NULL, NULL);
}

gkplan_status gk_plan_columns_choose(struct gk_table_group *group)
{
    struct gk_context *context = group->context;
    struct gk_array candidates;
    uint32_t width = 0;
    for (size_t i = 0; i < group->pages.count; i++) {
        const struct gk_page *page = gk_group_page(group, i);
        if (page->header && page->width > width)
            width = page->width;
    }
    group->column_count = width;
    if (width > GK_PLAN_COLUMNS)
        return context->status;
    gk_array_init(&candidates, &context->allocator, CANDIDATES * sizeof(struct candidate));
    struct candidate *all = gk_array_push(&candidates);
    if (!all)
        return gk_fail_memory(context);
    size_t count = collect(group, width, all), best = 0;
    if (count > 1)
        try_candidates(group, all, count, width);
    for (size_t i = 1; i < count; i++)
        if (all[i].fitting > all[best].fitting)
            best = i;
    if (count > 0 && context->status == GKPLAN_STATUS_OK) {
        memcpy(group->plan_columns, all[best].columns, sizeof group->plan_columns);
        group->chosen = all[best].page;
        if (has_surplus(&all[best]))
            gk_wide_header_settle(group);
        say_choice(group, &all[best], count);
    }
    gk_array_free(&candidates);
    return context->status;
}

/* --- the columns of other pages --- */

static bool same_header(struct gk_context *context, const struct gk_header_column *a,
                        const struct gk_header_column *b)
{
    return a->cell == b->cell ||
           (a->cell && b->cell &&
            gk_labels_compare(context, gk_cell_text(a->cell), gk_cell_text(b->cell), NULL) == GK_SAME_EQUAL);
}

/* The first plan column from `from` on with the role of a page's column, and its header if possible. */
static uint32_t find_column(struct gk_table_group *group, const struct gk_header_column *column,
                            uint32_t from)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t i = from; i < group->column_count; i++) {
        if (group->plan_columns[i].role != column->role)
            continue;
        if (same_header(group->context, &group->plan_columns[i], column))
            return i;
        if (found == UINT32_MAX && gk_role_is_text(column->role))
            found = i;
    }
    return found;
}

static void map_by_header(struct gk_table_group *group, const struct gk_header_column *columns,
                          uint32_t width, uint32_t *map)
{
    uint32_t next[GKPLAN_ROLE_REMARKS + 1] = {0};
    for (uint32_t i = 0; i < width; i++) {
        gkplan_role role = columns[i].role;
        map[i] = find_column(group, &columns[i], next[role]);
        if (map[i] != UINT32_MAX)
            next[role] = map[i] + 1;
        else if (i > 0 && columns[i].cell == columns[i - 1].cell)
            map[i] = map[i - 1];
    }
}

/* Whether each column has the plan's role or, where the plan's role was found by content, its header. */
static bool columns_agree(const struct gk_table_group *group, const struct gk_header_column *columns)
{
    for (uint32_t i = 0; i < group->column_count; i++)
        if (columns[i].role != group->plan_columns[i].role &&
            !same_header(group->context, &columns[i], &group->plan_columns[i]))
            return false;
    return true;
}

void gk_plan_columns_map(struct gk_table_group *group, const struct gk_page *page, uint32_t *map)
{
    struct gk_header_column columns[GK_PLAN_COLUMNS];
    uint32_t width = page->width < GK_PLAN_COLUMNS ? page->width : GK_PLAN_COLUMNS;
    for (uint32_t i = 0; i < GK_PLAN_COLUMNS; i++)
        map[i] = i < group->column_count ? i : UINT32_MAX;
    if (!page->header || page->width > GK_PLAN_COLUMNS ||
        gk_header_read(group, page, GK_HEADER_AS_IT_STANDS, columns) != GKPLAN_STATUS_OK)
        return;
    /* Pages as wide as the plan, in a source that does not know its spans, have the plan's columns. */
    bool same = width == group->column_count;
    if (same && (!(page->table->flags & GKPLAN_TABLE_MERGES_KNOWN) || columns_agree(group, columns)))
        return;
    map_by_header(group, columns, width, map);
}

/* --- levels and fields --- */

static const char *joined_header(struct gk_context *context, const gkplan_cell *cell)
{
    struct gk_buffer joined;
    if (!cell)
        return "";
    gk_buffer_init(&joined, &context->allocator);
    const char *text = NULL;
    if (gk_join_lines(&joined, gk_cell_text(cell)))
        text = gk_arena_copy(context->arena, gk_buffer_view(&joined));
    if (!text)
        gk_fail_memory(context);
    gk_buffer_free(&joined);
    return text;
}

/* Names of fields are the keys of an object: the second 备注 is 备注 (2). */
static const char *unique_name(struct gk_table_group *group, const char *name)
{
    char number[16];
    uint32_t same = 1;
    struct gk_buffer numbered;
    const gkplan_cell *cell = group->plan_columns[group->fields[group->field_count].from].cell;
    for (uint32_t i = 0; i < group->field_count; i++) {
        const gkplan_cell *other = group->plan_columns[group->fields[i].from].cell;
        if (group->fields[i].by_name &&
            (!cell || !other ? cell == other
                             : gk_labels_compare(group->context, gk_cell_text(cell), gk_cell_text(other),
                                                 NULL) == GK_SAME_EQUAL))
            same++;
    }
    if (same == 1 || !name)
        return name;
    gk_buffer_init(&numbered, &group->context->allocator);
    snprintf(number, sizeof number, " (%" PRIu32 ")", same);
    gk_buffer_append_text(&numbered, name);
    gk_buffer_append_text(&numbered, number);
    const char *text =
        numbered.failed ? NULL : gk_arena_copy(group->context->arena, gk_buffer_view(&numbered));
    gk_buffer_free(&numbered);
    if (!text)
        gk_fail_memory(group->context);
    else if (cell) {
        gkplan_place place = gk_cell_place(group->chosen->table, cell);
        gk_diagnose(group->context, GK_MESSAGE_HEADER_TWICE, &place, NULL, name, text);
    }
    return text;
}

static bool role_has_place(gkplan_role role)
{
    return role == GKPLAN_ROLE_NUMBER || gk_role_continues(role);
}

/* A field for each run of columns under one header cell. The first of a role is the leaf's, others go by
 * name. */
static void add_field(struct gk_table_group *group, uint32_t column, const char *header, uint32_t *taken)
{
    const struct gk_header_column *here = &group->plan_columns[column];
    struct gk_field_column *last = group->field_count ? &group->fields[group->field_count - 1] : NULL;
    if (last && last->to == column && here->cell && group->plan_columns[last->from].cell == here->cell &&
        last->role == here->role) {
        last->to++;
        return;
    }
    struct gk_field_column *field = &group->fields[group->field_count];
    bool second = role_has_place(here->role) && *taken & 1u << here->role;
    *field = (struct gk_field_column){.from = column, .to = column + 1, .role = here->role};
    field->by_name = second || !role_has_place(here->role);
    *taken |= 1u << here->role;
    field->name = field->by_name ? unique_name(group, header) : header;
    if (second && here->cell) {
        gkplan_place place = gk_cell_place(group->chosen->table, here->cell);
        gk_diagnose(group->context, GK_MESSAGE_ROLE_TWICE, &place, NULL, header,
                    gkplan_role_name(here->role));
    }
    group->field_count++;
}

static gkplan_status publish_column(struct gk_table_group *group, struct gk_plan_draft *draft,
                                    uint32_t column, const char *header, const gkplan_column ***last)
{
    gkplan_column *made = gk_arena_new_object(group->context->arena, gkplan_column);
    if (!made || !header)
        return gk_fail_memory(group->context);
    *made = (gkplan_column){
        .header = header, .role = group->plan_columns[column].role, .grid_column = group->grid.first[column]};
    **last = made;
    *last = &made->next;
    draft->plan->column_count++;
    return group->context->status;
}

void gk_plan_levels_find(struct gk_table_group *group)
{
    group->level_count = 0;
    group->first_text = group->column_count;
    for (int role = GKPLAN_ROLE_TASK; role <= GKPLAN_ROLE_REQUIREMENT; role++)
        for (uint32_t i = 0; i < group->column_count; i++)
            if ((int)group->plan_columns[i].role == role) {
                group->levels[group->level_count++] = i;
                group->first_text = i < group->first_text ? i : group->first_text;
            }
}

gkplan_status gk_plan_columns_make(struct gk_table_group *group, struct gk_plan_draft *draft)
{
    const gkplan_column **last = &draft->plan->first_column;
    uint32_t taken = 0;
    if (gk_grid_build(group->context, &group->grid, group->chosen->table) != GKPLAN_STATUS_OK)
        return group->context->status;
    for (uint32_t i = 0; i < group->column_count; i++) {
        const char *header = joined_header(group->context, group->plan_columns[i].cell);
        if (publish_column(group, draft, i, header, &last) != GKPLAN_STATUS_OK)
            return group->context->status;
        if (!gk_role_is_text(group->plan_columns[i].role))
            add_field(group, i, header, &taken);
    }
    gk_plan_levels_find(group);
    return group->context->status;
}

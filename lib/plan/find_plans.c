/* Which tables are plans, and which of them continue one another (contract 3). */
#include "core/cjk_text.h"
#include "field/bracket.h"
#include "field/units.h"
#include "plan/table_group.h"
#include <inttypes.h>
#include <stdio.h>

enum { LIKENESS_WORK = 200000000 };

struct nested_table {
    const gkplan_table *table;
    const gkplan_block *above; /* the line above it in its text box, or NULL */
};

struct search {
    struct gk_context *context;
    struct gk_layout *layout;
    struct gk_block_uses *uses;
    struct gk_normalised *out;
    size_t position;                    /* of the top-level block */
    struct gk_array nested;             /* struct nested_table: tables inside cells and boxes that wait */
    const gkplan_block *above;          /* the line above the table that is tried, in its text box; or NULL */
    const gkplan_table *last_taken;     /* the last of these that a plan took as its continuation */
    gkplan_role roles[GK_PLAN_COLUMNS]; /* of the columns of the last plan */
    uint32_t role_count;                /* 0: no plan yet */
};

static bool is_furniture(struct search *search, size_t position)
{
    const gkplan_block *block = search->uses->blocks[position];
    switch (block->kind) {
    case GKPLAN_BLOCK_PAGE_BREAK:
    case GKPLAN_BLOCK_RULE:
        return true;
    case GKPLAN_BLOCK_PARAGRAPH:
        return block->flags & GKPLAN_BLOCK_FURNITURE || search->uses->uses[position] == GK_USE_FURNITURE ||
               gk_text_is_not_data(search->context, gk_string_make(block->text, block->text_length));
    default:
        return false;
    }
}

/* Whether a table goes on with the plan: its header again, or none and as many columns. */
static bool continues(struct search *search, struct gk_table_group *group, const gkplan_table *table)
{
    struct gk_context *context = search->context;
    const gkplan_table *first = gk_group_table(group, 0),
                       *last = gk_group_table(group, group->tables.count - 1);
    const gkplan_row *first_end, *end;
    const gkplan_row *header = gk_header_find(context, table, &end);
    if (header) {
        const gkplan_row *first_header = gk_header_find(context, first, &first_end);
        return gk_header_same(context, first_header, first_end, header, end);
    }
    if (gk_grid_build(context, &group->grid, last) != GKPLAN_STATUS_OK)
        return false;
    uint32_t columns = group->grid.count;
    return gk_grid_build(context, &group->grid, table) == GKPLAN_STATUS_OK && group->grid.count == columns;
}

static gkplan_status add_table(struct gk_table_group *group, const gkplan_table *table)
{
    const gkplan_table **item = gk_array_push(&group->tables);
    if (!item)
        return gk_fail_memory(group->context);
    *item = table;
    return group->context->status;
}

static void say_joined(struct search *search, const gkplan_table *table)
{
    gkplan_place place = table->place;
    place.table = table->position;
    gk_diagnose(search->context, GK_MESSAGE_TABLES_JOINED, &place, NULL, NULL, NULL);
}

/* The tables behind the first one that continue it. `siblings` says that they are in the same cell. */
static gkplan_status take_following(struct search *search, struct gk_table_group *group, bool siblings)
{
    const gkplan_table *table = gk_group_table(group, 0);
    if (siblings) {
        while ((table = table->next) && continues(search, group, table)) {
            add_table(group, table);
            say_joined(search, table);
            search->last_taken = table;
        }
        return search->context->status;
    }
    for (size_t next = search->position + 1; next < search->uses->count; next++) {
        const gkplan_table *following = search->uses->blocks[next]->table;
        if (!following && !is_furniture(search, next))
            break;
        if (!following)
            continue;
        if (!continues(search, group, following) || add_table(group, following) != GKPLAN_STATUS_OK)
            break;
        say_joined(search, following);
        search->position = next;
    }
    return search->context->status;
}

static const char *joined_title(struct gk_context *context, struct gk_string lines)
{
    struct gk_buffer joined;
    gk_buffer_init(&joined, &context->allocator);
    const char *text = NULL;
    if (gk_join_lines(&joined, lines))
        text = gk_arena_copy(context->arena, gk_buffer_view(&joined));
    gk_buffer_free(&joined);
    if (!text)
        gk_fail_memory(context);
    return text;
}

/* A row above the header that is no note is the title: the nearest line above the columns. */
static const char *title_in_table(struct gk_table_group *group)
{
    struct gk_context *context = group->context;
    const struct gk_page *page = gk_group_page(group, 0);
    const gkplan_cell *title = NULL;
    for (const gkplan_row *row = page->table->first_row; row && row != page->header; row = row->next) {
        const gkplan_cell *only = gk_row_same_text(row);
        uint32_t texts = only ? 1 : 0;
        for (const gkplan_cell *cell = only ? NULL : row->first_cell; cell; cell = cell->next)
            if (cell->text_length && texts++ == 0)
                only = cell;
        if (texts != 1 || gk_row_is_not_data(context, row) || gk_labelled_line(gk_cell_text(only)) ||
            gk_section_label(gk_cell_text(only)) ||
            gk_begins_with_word(gk_cell_text(only), GK_STRING("附件")))
            continue;
        title = only;
        group->title_row = row;
    }
    if (!title)
        return NULL;
    gkplan_place place = gk_cell_place(page->table, title);
    gk_diagnose(context, GK_MESSAGE_TITLE_ROW, &place, NULL, title->text, NULL);
    return joined_title(context, gk_cell_text(title));
}

static struct gk_string line_text(const gkplan_block *line)
{
    return gk_string_make(line->text, line->text_length);
}

static void append_plan(struct gk_normalised *out, gkplan_plan *plan)
{
    if (out->last_plan)
        out->last_plan->next = plan;
    else
        out->first_plan = plan;
    out->last_plan = plan;
    plan->position = (uint32_t)out->plan_count++;
}

/* Whether most rows hold units and a date: such a table is a plan, whatever stands where its tasks should. */
static bool holds_fields(struct gk_context *context, const gkplan_row *row)
{
    enum { ROWS_LOOKED_AT = 50, SURE = 80 };
    uint32_t rows = 0, holding = 0;
    for (; row && rows < ROWS_LOOKED_AT; row = row->next, rows++) {
        bool units = false, date = false;
        for (const gkplan_cell *cell = row->first_cell; cell && !(units && date); cell = cell->next) {
            struct gk_string text = gk_cell_text(cell);
            if (gk_deadline_likeness(context, text) >= SURE)
                date = true;
            else
                units = units || gk_units_likeness(context, text) >= SURE;
        }
        holding += units && date;
    }
    return holding > 0 && 2 * holding >= rows;
}

static void say_no_plan(struct search *search, struct gk_table_group *group)
{
    gkplan_place place = gk_group_table(group, 0)->place;
    char found[16], most[16];
    place.table = gk_group_table(group, 0)->position;
    if (group->column_count <= GK_PLAN_COLUMNS) {
        const gkplan_row *data = group->chosen ? group->chosen->data : NULL;
        gk_diagnose(search->context,
                    holds_fields(search->context, data) ? GK_MESSAGE_PLAN_WITHOUT_TASKS
                                                        : GK_MESSAGE_TABLE_OF_NUMBERS,
                    &place, NULL, NULL, NULL);
        return;
    }
    snprintf(found, sizeof found, "%" PRIu32, group->column_count);
    snprintf(most, sizeof most, "%d", GK_PLAN_COLUMNS);
    gk_diagnose(search->context, GK_MESSAGE_TOO_MANY_COLUMNS, &place, NULL, found, most);
}

/* Whether the header stands twice side by side, so that each row holds two: 序号 | 任务 | 单位 | 序号 | 任务
 * | 单位. */
static bool stands_twice(const struct gk_table_group *group)
{
    uint32_t half = group->column_count / 2;
    if (half < 2 || group->column_count != 2 * half)
        return false;
    for (uint32_t i = 0; i < half; i++) {
        const gkplan_cell *left = group->plan_columns[i].cell, *right = group->plan_columns[half + i].cell;
        if (!left || !right || left == right ||
            gk_labels_compare(group->context, gk_cell_text(left), gk_cell_text(right), NULL) != GK_SAME_EQUAL)
            return false;
    }
    return true;
}

static gkplan_status make_plan(struct search *search, struct gk_table_group *group, size_t title_position)
{
    struct gk_context *context = search->context;
    gkplan_plan *plan = NULL;
    if (gk_pages_find(group) != GKPLAN_STATUS_OK || gk_plan_columns_choose(group) != GKPLAN_STATUS_OK)
        return context->status;
    if (group->chosen && stands_twice(group)) {
        gkplan_place place = gk_group_table(group, 0)->place;
        place.table = gk_group_table(group, 0)->position;
        gk_diagnose(context, GK_MESSAGE_TABLE_SIDE_BY_SIDE, &place, NULL, NULL, NULL);
        return context->status;
    }
    if (!group->chosen || !gk_group_is_plan(group)) {
        say_no_plan(search, group);
        return context->status;
    }
    context->current_plan = (int32_t)search->out->plan_count;
    const char *title = title_in_table(group);
    if (!title && search->above && !gk_section_label(line_text(search->above)))
        title = joined_title(context, line_text(search->above));
    else if (!title && context->status == GKPLAN_STATUS_OK)
        gk_plan_title(context, search->uses, title_position, search->out->metadata, &title);
    /* Without a notice the document is called as its first plan is. */
    gkplan_metadata metadata = *search->out->metadata;
    if (!metadata.title && search->out->first_plan)
        metadata.title = search->out->first_plan->title;
    if (context->status == GKPLAN_STATUS_OK)
        gk_plan_from_group(group, search->layout, &metadata, title, (uint32_t)search->out->plan_count, &plan);
    if (plan) {
        append_plan(search->out, plan);
        for (size_t i = title_position; i <= search->position; i++)
            if (search->uses->blocks[i]->kind == GKPLAN_BLOCK_TABLE)
                search->uses->uses[i] = GK_USE_PLAN_TABLE;
    }
    search->role_count = plan ? group->column_count : 0;
    for (uint32_t i = 0; i < search->role_count; i++)
        search->roles[i] = group->plan_columns[i].role;
    return context->status;
}

/* A table whose header has no rows below it. */
static void say_empty(struct search *search, const gkplan_table *table)
{
    gkplan_place place = table->place;
    place.table = table->position;
    gk_diagnose(search->context, GK_MESSAGE_TABLE_OF_NUMBERS, &place, NULL, NULL, NULL);
}

/* Whether a cell of the row is what the plan's column holds: units or a deadline. */
static bool holds_field(const struct search *search, const gkplan_row *row)
{
    enum { SURE = 80 };
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        gkplan_role role =
            cell->column < search->role_count ? search->roles[cell->column] : GKPLAN_ROLE_OTHER;
        if (cell->text_length == 0 || !gk_role_continues(role))
            continue;
        if ((role == GKPLAN_ROLE_DEADLINE ? gk_deadline_likeness(search->context, gk_cell_text(cell))
                                          : gk_units_likeness(search->context, gk_cell_text(cell))) >= SURE)
            return true;
    }
    return false;
}

/* Rows that look like the plan's but stand apart from it: text between them says that they are something
 * else, and a lost part of the plan they may be. */
static void say_behind(struct search *search, const gkplan_table *table)
{
    const gkplan_row *end, *row = table->first_row;
    if (search->role_count < 3 || table->column_count != search->role_count || !row ||
        gk_header_find(search->context, table, &end) || !holds_field(search, row))
        return;
    gkplan_place place = table->place;
    place.table = table->position;
    gk_diagnose(search->context, GK_MESSAGE_TABLE_BEHIND_PLAN, &place, NULL, NULL, NULL);
}

/* Make a plan of the table, if it is one, and of those that continue it. Whether it had the header of a plan.
 */
static bool try_table(struct search *search, const gkplan_table *table, bool nested)
{
    struct gk_context *context = search->context;
    const gkplan_row *end = NULL;
    const gkplan_row *header = gk_header_find(context, table, &end);
    if (!header || (!end && header != table->first_row))
        return false;
    bool found = true;
    struct gk_array memory;
    gk_array_init(&memory, &context->allocator, sizeof(struct gk_table_group));
    struct gk_table_group *group = gk_array_push(&memory);
    if (!group) {
        gk_fail_memory(context);
        return true;
    }
    group->context = context;
    group->likeness_work = LIKENESS_WORK;
    gk_array_init(&group->tables, &context->allocator, sizeof(const gkplan_table *));
    gk_array_init(&group->pages, &context->allocator, sizeof(struct gk_page));
    gk_grid_init(&group->grid, &context->allocator);
    size_t title_position = search->position;
    if (add_table(group, table) == GKPLAN_STATUS_OK &&
        take_following(search, group, nested) == GKPLAN_STATUS_OK) {
        /* Sites keep a header in sight: it is a table of its own then, and the rows are the next one. */
        found = end || group->tables.count > 1;
        if (found)
            make_plan(search, group, title_position);
        else
            say_empty(search, table);
    }
    context->current_plan = -1;
    gk_grid_free(&group->grid);
    gk_array_free(&group->tables);
    gk_array_free(&group->pages);
    gk_array_free(&memory);
    return found;
}

static void push_table(struct search *search, const gkplan_table *table, const gkplan_block *above)
{
    struct nested_table *item = gk_array_push(&search->nested);
    if (item)
        *item = (struct nested_table){table, above};
    else
        gk_fail_memory(search->context);
}

/* Tables inside the cells of a table that is no plan: web pages lay themselves out with tables. */
static void push_nested(struct search *search, const gkplan_table *table)
{
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            for (const gkplan_table *inner = cell->first_table; inner; inner = inner->next) {
                push_table(search, inner, NULL);
            }
}

/* Tables of text boxes. Boxes do not nest deeper than the builder allows. */
static void push_boxed(struct search *search, const gkplan_block *box)
{
    const gkplan_block *line = NULL;
    for (const gkplan_block *block = box->first_child; block; block = block->next) {
        if (block->table)
            push_table(search, block->table, line);
        line = block->kind == GKPLAN_BLOCK_PARAGRAPH && block->text_length > 0 ? block
               : block->table                                                  ? NULL
                                                                               : line;
    }
}

static void try_nested(struct search *search)
{
    for (size_t i = 0; i < search->nested.count && search->context->status == GKPLAN_STATUS_OK; i++) {
        const struct nested_table item = *(const struct nested_table *)gk_array_at(&search->nested, i);
        /* Siblings stand one behind the other: those that a plan took end with the last taken. */
        if (search->last_taken) {
            search->last_taken = item.table == search->last_taken ? NULL : search->last_taken;
            continue;
        }
        search->above = item.above;
        if (!try_table(search, item.table, true))
            push_nested(search, item.table);
    }
    search->above = NULL;
    search->last_taken = NULL;
    gk_array_clear(&search->nested);
}

gkplan_status gk_plans_from_tables(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out)
{
    struct search search = {.context = context, .layout = layout, .uses = uses, .out = out};
    gk_array_init(&search.nested, &context->allocator, sizeof(struct nested_table));
    for (; search.position < uses->count && context->status == GKPLAN_STATUS_OK; search.position++) {
        const gkplan_block *block = uses->blocks[search.position];
        if (block->kind == GKPLAN_BLOCK_TEXT_BOX)
            push_boxed(&search, block);
        else if (block->table && !try_table(&search, block->table, false)) {
            say_behind(&search, block->table);
            push_nested(&search, block->table);
        }
        try_nested(&search);
    }
    gk_array_free(&search.nested);
    return context->status;
}

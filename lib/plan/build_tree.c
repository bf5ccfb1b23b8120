/* The passes over the pages and rows of one plan, in order. */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "plan/table_tree.h"

static gkplan_status collect_cells(struct gk_tree *tree, const gkplan_row *row)
{
    gk_array_clear(&tree->cells);
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        struct gk_row_cell *here = gk_array_push(&tree->cells);
        if (!here)
            return gk_fail_memory(tree->group->context);
        here->cell = cell;
    }
    return tree->group->context->status;
}

static bool says_number_only(const struct gk_tree *tree)
{
    bool number = false;
    for (uint32_t column = 0; column < tree->group->column_count; column++) {
        if (!gk_slot_has_text(&tree->slots[column]))
            continue;
        if (tree->group->plan_columns[column].role != GKPLAN_ROLE_NUMBER)
            return false;
        number = true;
    }
    return number;
}

static gkplan_status data_row(struct gk_tree *tree, const gkplan_row *row)
{
    struct gk_context *context = tree->group->context;
    gkplan_node *leaf;
    gk_row_say_across(tree, row);
    if (gk_row_place(tree, row) != GKPLAN_STATUS_OK)
        return context->status;
    if (says_number_only(tree)) {
        gk_account_row(tree, row, false);
        return context->status;
    }
    if (gk_levels_row(tree, gk_section_node(tree), &leaf) != GKPLAN_STATUS_OK)
        return context->status;
    if (leaf)
        gk_values_take(tree, leaf);
    else
        gk_values_add(tree);
    gk_account_cells(tree);
    return context->status;
}

static void begin_page_top(struct gk_tree *tree)
{
    for (uint32_t level = 0; level < tree->group->level_count; level++)
        tree->open[level].page_top = true;
}

static gkplan_status section_row(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *section)
{
    tree->placed_by_content = false;
    if (tree->merges_known)
        gk_row_place(tree, row);
    gk_section_open(tree, row, section);
    gk_account_cells(tree);
    return tree->group->context->status;
}

/* Whether the row is one text across the whole width, for sure: in a text dump it may be a task whose other
 * cells were covered. */
static bool is_one_text(const gkplan_table *table, const gkplan_row *row)
{
    const gkplan_cell *only = row->first_cell;
    return only && only->text_length > 0 &&
           (only->column_span >= table->column_count || gk_row_same_text(row));
}

/* Whether the row and such rows below it end the plan: a row across the width that nothing follows is a note,
 * no section. */
static bool nothing_follows(struct gk_tree *tree, const gkplan_row *row)
{
    if (row->row < tree->followed_to || tree->page_number + 1 < tree->group->pages.count)
        return false;
    while (row && !tree->tail_begun && is_one_text(tree->table, row))
        row = row->next;
    tree->tail_begun = tree->tail_begun || !row;
    tree->followed_to = row ? row->row : 0; /* not to be looked for again */
    return tree->tail_begun;
}

static gkplan_status read_row(struct gk_tree *tree, const gkplan_row *row)
{
    if (row->flags & GKPLAN_ROW_PAGE_TOP && row != tree->table->first_row)
        begin_page_top(tree);
    if (collect_cells(tree, row) != GKPLAN_STATUS_OK)
        return tree->group->context->status;
    if (gk_row_is_not_data(tree->group->context, row)) {
        gk_account_row(tree, row, false);
        /* What it covers below is no task either, but its columns are. */
        if (tree->merges_known)
            gk_row_place(tree, row);
        return tree->group->context->status;
    }
    const gkplan_cell *section = gk_section_cell(tree, row);
    if (section && !gk_section_label(gk_cell_text(section)) && nothing_follows(tree, row)) {
        gk_account_row(tree, row, false);
        return tree->group->context->status;
    }
    return section ? section_row(tree, row, section) : data_row(tree, row);
}

static void begin_page(struct gk_tree *tree, size_t number)
{
    struct gk_table_group *group = tree->group;
    const struct gk_page *next = number + 1 < group->pages.count ? gk_group_page(group, number + 1) : NULL;
    tree->page_number = number;
    tree->page = gk_group_page(group, number);
    tree->next_top = next ? next->data : NULL;
    if (next)
        gk_plan_columns_map(group, next, tree->next_map);
    gk_plan_columns_map(group, tree->page, tree->map);
    if (tree->table != tree->page->table) {
        tree->table = tree->page->table;
        memset(tree->owners, 0, sizeof tree->owners);
    }
    gk_grid_build(group->context, &group->grid, tree->table);
    tree->merges_known = (tree->table->flags & GKPLAN_TABLE_MERGES_KNOWN) != 0;
    tree->placing.last_before = UINT32_MAX;
    if (number > 0)
        begin_page_top(tree);
}

/* A section row above the header: 一、党的建设 over a header of its own. */
static const gkplan_cell *section_above(struct gk_tree *tree, const gkplan_row *row)
{
    if (gk_row_is_not_data(tree->group->context, row) || collect_cells(tree, row) != GKPLAN_STATUS_OK)
        return NULL;
    const gkplan_cell *section = gk_section_cell(tree, row);
    return section && gk_section_label(gk_cell_text(section)) ? section : NULL;
}

/* Rows of the page that stand above its header: those of a table's first page. */
static void pass_rows_above(struct gk_tree *tree)
{
    const gkplan_row *row = tree->page->header ? tree->table->first_row : NULL;
    bool first =
        tree->page_number == 0 || gk_group_page(tree->group, tree->page_number - 1)->table != tree->table;
    for (; first && row && row != tree->page->header; row = row->next) {
        const gkplan_cell *section = row == tree->group->title_row ? NULL : section_above(tree, row);
        if (section)
            section_row(tree, row, section);
        else if (row != tree->group->title_row)
            gk_account_row(tree, row, false);
        else
            for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
                gk_account_cell(tree, cell, false);
    }
}

static gkplan_status read_pages(struct gk_tree *tree)
{
    struct gk_context *context = tree->group->context;
    for (size_t i = 0; i < tree->group->pages.count && context->status == GKPLAN_STATUS_OK; i++) {
        begin_page(tree, i);
        pass_rows_above(tree);
        if (tree->page->header)
            for (const gkplan_row *row = tree->page->header; row && row != tree->page->data; row = row->next)
                gk_account_row(tree, row, true);
        for (const gkplan_row *row = tree->page->data;
             row && row != tree->page->end && context->status == GKPLAN_STATUS_OK; row = row->next)
            read_row(tree, row);
    }
    return gk_leaf_finish(tree);
}

static gkplan_status make_tree(struct gk_tree *tree, const gkplan_metadata *metadata, const char *title,
                               uint32_t position, gkplan_plan **plan)
{
    struct gk_table_group *group = tree->group;
    struct gk_context *context = group->context;
    if (gk_plan_draft_begin(context, &tree->draft, title, metadata, GKPLAN_PLAN_TABLE) != GKPLAN_STATUS_OK ||
        gk_plan_columns_make(group, &tree->draft) != GKPLAN_STATUS_OK)
        return context->status;
    tree->draft.plan->table = gk_group_table(group, 0);
    tree->draft.plan->position = position;
    read_pages(tree);
    gk_values_say_blanks(tree);
    if (context->status == GKPLAN_STATUS_OK && gk_plan_draft_finish(&tree->draft) == GKPLAN_STATUS_OK)
        *plan = tree->draft.plan;
    return context->status;
}

gkplan_status gk_plan_from_group(struct gk_table_group *group, struct gk_layout *layout,
                                 const gkplan_metadata *metadata, const char *title, uint32_t position,
                                 gkplan_plan **plan)
{
    struct gk_context *context = group->context;
    struct gk_tree *tree = gk_memory_allocate(&context->allocator, sizeof *tree);
    if (!tree)
        return gk_fail_memory(context);
    memset(tree, 0, sizeof *tree);
    tree->group = group;
    tree->account = &layout->account;
    gk_array_init(&tree->cells, &context->allocator, sizeof(struct gk_row_cell));
    gk_array_init(&tree->sections, &context->allocator, sizeof(struct gk_open_section));
    for (uint32_t i = 0; i < GK_PLAN_COLUMNS; i++)
        gk_buffer_init(&tree->leaf.values[i].more, &context->allocator);
    make_tree(tree, metadata, title, position, plan);
    for (uint32_t i = 0; i < GK_PLAN_COLUMNS; i++)
        gk_buffer_free(&tree->leaf.values[i].more);
    gk_array_free(&tree->cells);
    gk_array_free(&tree->sections);
    if (tree->placing.scores)
        gk_memory_release(&context->allocator, tree->placing.scores, gk_placing_bytes(tree));
    gk_memory_release(&context->allocator, tree, sizeof *tree);
    return context->status;
}

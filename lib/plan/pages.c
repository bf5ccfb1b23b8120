/* Cutting the tables of a plan into pages: a page is what stands under one header, to the next repetition of
 * the header or the end of the table (contract 4.1 and 4.5). */
#include "plan/table_group.h"

/* Whether the first words of two header rows are the same: cheap, and enough to look closer. */
static bool same_first_word(struct gk_context *context, const gkplan_row *header, const gkplan_row *row)
{
    enum { LONGEST_CELL = 200 };
    const gkplan_cell *first = header->first_cell, *second = row->first_cell;
    while (first && first->text_length == 0)
        first = first->next;
    while (second && second->text_length == 0)
        second = second->next;
    return first && second && second->text_length <= LONGEST_CELL &&
           gk_labels_compare(context, gk_cell_text(first), gk_cell_text(second), NULL) == GK_SAME_EQUAL;
}

static struct gk_page *add_page(struct gk_table_group *group, const gkplan_table *table,
                                const gkplan_row *header, const gkplan_row *data)
{
    struct gk_page *page = gk_array_push(&group->pages);
    if (page)
        *page = (struct gk_page){.table = table, .header = header, .data = data};
    else
        gk_fail_memory(group->context);
    return page;
}

/* The columns that a row's text uses. */
static void widen_page(struct gk_table_group *group, struct gk_page *page, const gkplan_row *row)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        uint32_t end = cell->text_length ? gk_grid_to(&group->grid, cell) : 0;
        page->width = end > page->width ? end : page->width;
    }
}

/* How many cells the header has, and whether it ends in blank ones. */
static void look_at_header(struct gk_page *page)
{
    uint32_t cells = 0, last = 0;
    for (const gkplan_cell *cell = page->header->first_cell; cell; cell = cell->next) {
        if (cell->flags & GKPLAN_CELL_ABSENT)
            break;
        cells = cell->column + cell->column_span;
        last = cell->text_length ? cells : last;
    }
    page->padded = last < cells && last < page->width;
    page->surplus = cells < page->width;
}

static void finish_page(struct gk_table_group *group, struct gk_page *page)
{
    if (page->table->flags & GKPLAN_TABLE_MERGES_KNOWN)
        page->width = group->grid.count;
    else if (page->header)
        look_at_header(page);
}

static gkplan_status find_in_table(struct gk_table_group *group, const gkplan_table *table)
{
    struct gk_context *context = group->context;
    const gkplan_row *data = table->first_row, *known = NULL;
    const gkplan_row *header = gk_header_find(context, table, &data);
    if (gk_grid_build(context, &group->grid, table) != GKPLAN_STATUS_OK)
        return context->status;
    /* A table that goes on without a header is compared with the last header that there was. */
    if (!header)
        data = table->first_row;
    for (size_t i = group->pages.count; i > 0 && !header && !known; i--)
        known = gk_group_page(group, i - 1)->header;
    struct gk_page *page = add_page(group, table, header, data);
    bool in_header = header != NULL; /* whose rows begin no other page */
    for (const gkplan_row *row = header ? header : data; row && page;) {
        const gkplan_row *end, *words = page->header ? page->header : known;
        in_header = in_header && row != page->data;
        if (!in_header && words && row != page->data && same_first_word(context, words, row) &&
            gk_header_begins(context, table, row, &end)) {
            page->end = row;
            finish_page(group, page);
            page = add_page(group, table, row, end);
            in_header = true;
            if (!page)
                break;
        }
        widen_page(group, page, row);
        row = row->next;
    }
    if (page)
        finish_page(group, page);
    return context->status;
}

gkplan_status gk_pages_find(struct gk_table_group *group)
{
    size_t headers = 0;
    for (size_t i = 0; i < group->tables.count && group->context->status == GKPLAN_STATUS_OK; i++) {
        const gkplan_table *table = gk_group_table(group, i);
        group->pages_marked = group->pages_marked || table->flags & GKPLAN_TABLE_PAGES_KNOWN;
        find_in_table(group, table);
    }
    for (size_t i = 0; i < group->pages.count; i++)
        headers += gk_group_page(group, i)->header != NULL;
    group->pages_marked = group->pages_marked || headers > 1;
    group->merges_known = (gk_group_table(group, 0)->flags & GKPLAN_TABLE_MERGES_KNOWN) != 0;
    return group->context->status;
}

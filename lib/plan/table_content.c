/* What the cells of a candidate's columns hold: whether it is a plan at all or a table of numbers, which
 * column holds numbers, and whether the source drops covered cells (contract 3 and 4.6). */
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/numeral.h"
#include "plan/table_tree.h"

enum { ROWS_LOOKED_AT = 2000 };

struct content {
    uint32_t cells[GK_PLAN_COLUMNS];   /* non-blank ones */
    uint32_t numbers[GK_PLAN_COLUMNS]; /* of these, nothing but numbers */
    bool blank_in_front;               /* a blank first text column with text to its right */
    bool slides;
};

static bool is_number(struct gk_string text)
{
    uint32_t value;
    struct gk_label label = gk_label_read(text);
    bool digits = true;
    for (size_t i = 0; i < text.length && digits; i++)
        digits = strchr("0123456789.,%-+/ \n", text.data[i]) != NULL;
    return digits || (label.length > 0 && label.rest == text.length) ||
           (text.length <= 12 && gk_numeral_read(text, &value));
}

static void look_at_row(struct gk_table_group *group, const struct gk_page *page, const uint32_t *map,
                        const gkplan_row *row, struct content *content)
{
    bool blank_first = false, merges = page->table->flags & GKPLAN_TABLE_MERGES_KNOWN;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        uint32_t at = gk_grid_from(&group->grid, cell);
        uint32_t column = at < GK_PLAN_COLUMNS ? map[at] : UINT32_MAX;
        if (column == UINT32_MAX)
            continue;
        if (cell->text_length == 0) {
            blank_first = blank_first || (group->level_count > 0 && column == group->levels[0]);
            continue;
        }
        content->blank_in_front = content->blank_in_front || blank_first;
        content->cells[column]++;
        content->numbers[column] += is_number(gk_cell_text(cell));
    }
    if (!merges && page->table->flags & GKPLAN_TABLE_RAGGED && !content->slides)
        content->slides = gk_row_slides(group, map, row);
}

static gkplan_status look(struct gk_table_group *group, struct content *content)
{
    uint32_t rows = 0, map[GK_PLAN_COLUMNS];
    for (size_t i = 0; i < group->pages.count && rows < ROWS_LOOKED_AT; i++) {
        const struct gk_page *page = gk_group_page(group, i);
        gk_plan_columns_map(group, page, map);
        if (gk_grid_build(group->context, &group->grid, page->table) != GKPLAN_STATUS_OK)
            return group->context->status;
        for (const gkplan_row *row = page->data; row && row != page->end && rows < ROWS_LOOKED_AT;
             row = row->next, rows++)
            if (!gk_row_is_not_data(group->context, row))
                look_at_row(group, page, map, row, content);
    }
    return group->context->status;
}

static bool holds_numbers(const struct content *content, uint32_t column)
{
    return content->cells[column] >= 2 && 10 * content->numbers[column] >= 8 * content->cells[column];
}

/* A text column of numbers beside real texts is the number column of a wide header. */
static void find_number_column(struct gk_table_group *group, const struct content *content)
{
    bool has_number = false;
    for (uint32_t i = 0; i < group->column_count; i++)
        has_number = has_number || group->plan_columns[i].role == GKPLAN_ROLE_NUMBER;
    for (uint32_t i = 0; i + 1 < group->column_count; i++) {
        struct gk_header_column *column = &group->plan_columns[i];
        if (!gk_role_is_text(column->role) || !holds_numbers(content, i) || column[1].cell != column->cell)
            continue;
        gkplan_place place = gk_cell_place(group->chosen->table, column->cell);
        gk_diagnose(group->context, GK_MESSAGE_NUMBER_COLUMN, &place, NULL, column->cell->text, NULL);
        column->role = has_number ? GKPLAN_ROLE_OTHER : GKPLAN_ROLE_NUMBER;
        has_number = true;
    }
}

bool gk_group_is_plan(struct gk_table_group *group)
{
    struct content content = {0};
    uint64_t texts = 0, numbers = 0, all = 0;
    gk_plan_levels_find(group);
    if (look(group, &content) != GKPLAN_STATUS_OK)
        return false;
    find_number_column(group, &content);
    gk_plan_levels_find(group);
    for (uint32_t i = 0; i < group->column_count; i++) {
        gkplan_role role = group->plan_columns[i].role;
        if (role == GKPLAN_ROLE_NUMBER)
            continue;
        all += content.cells[i];
        numbers += content.numbers[i];
        if (gk_role_is_text(role) && !holds_numbers(&content, i))
            texts += content.cells[i] - content.numbers[i];
    }
    group->drops_covered = content.slides && !content.blank_in_front;
    return texts > 0 && 2 * numbers <= all;
}

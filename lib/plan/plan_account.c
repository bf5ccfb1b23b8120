/* The proof that nothing of a plan's tables is lost (contract 4.8). */
#include "core/utf8.h"
#include "plan/table_tree.h"

void gk_account_cell(struct gk_tree *tree, const gkplan_cell *cell, bool placed)
{
    uint64_t count = gk_utf8_count_characters(gk_cell_text(cell));
    tree->account->plan_read += count;
    if (placed)
        tree->account->plan_placed += count;
    else
        tree->account->plan_named += count;
    if (cell->first_table) {
        gkplan_place place = gk_cell_place(tree->table, cell);
        gk_diagnose(tree->group->context, GK_MESSAGE_NESTED_TABLE, &place, NULL, NULL, NULL);
    }
}

void gk_account_row(struct gk_tree *tree, const gkplan_row *row, bool header)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length && !header) {
            gkplan_place place = gk_cell_place(tree->table, cell);
            gk_diagnose(tree->group->context, GK_MESSAGE_ROW_NOT_DATA, &place, NULL, cell->text, NULL);
        }
        gk_account_cell(tree, cell, header);
    }
}

void gk_account_cells(struct gk_tree *tree)
{
    for (size_t i = 0; i < tree->cells.count; i++) {
        const struct gk_row_cell *here = gk_tree_cell(tree, i);
        if (!here->placed && here->cell->text_length) {
            gkplan_place place = gk_cell_place(tree->table, here->cell);
            gk_diagnose(tree->group->context, GK_MESSAGE_CELL_WITHOUT_PLACE, &place, NULL, here->cell->text,
                        NULL);
        }
        gk_account_cell(tree, here->cell, here->placed);
    }
}

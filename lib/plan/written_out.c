/* Merged cells whose text an extractor wrote into every position that they covered (docling, tables that were
 * read into a data frame): one text in all columns is a row of one cell, one text in two columns of the same
 * header is one node.
 */
#include "core/utf8.h"
#include "plan/table_tree.h"

/* Shorter texts stand in several columns by chance: 是, 无, ——. */
enum { SHORTEST = 4, FEWEST_CELLS = 3 };

static bool same_text(const gkplan_cell *a, const gkplan_cell *b)
{
    return gk_string_equal(gk_cell_text(a), gk_cell_text(b));
}

const gkplan_cell *gk_row_same_text(const gkplan_row *row)
{
    const gkplan_cell *first = row->first_cell;
    uint32_t count = 0;
    for (const gkplan_cell *cell = first; cell; cell = cell->next, count++)
        if (!same_text(first, cell))
            return NULL;
    return count >= FEWEST_CELLS && gk_utf8_count_characters(gk_cell_text(first)) >= SHORTEST ? first : NULL;
}

/* Whether two columns of the tree stand below one header. */
static bool same_header(const struct gk_table_group *group, uint32_t a, uint32_t b)
{
    const struct gk_header_column *first = &group->plan_columns[a], *second = &group->plan_columns[b];
    return first->role == second->role && first->cell && second->cell && same_text(first->cell, second->cell);
}

void gk_levels_written_out(struct gk_tree *tree)
{
    const struct gk_table_group *group = tree->group;
    for (uint32_t level = group->level_count; level-- > 1;) {
        uint32_t left = group->levels[level - 1], column = group->levels[level];
        struct gk_slot *slot = &tree->slots[column];
        if (!gk_slot_has_text(&tree->slots[left]) || !gk_slot_has_text(slot) ||
            !same_text(tree->slots[left].cell, slot->cell) || !same_header(group, left, column))
            continue;
        gk_tree_cell(tree, slot->row_cell)->placed = true;
        slot->state = GK_SLOT_SPANNED;
    }
}

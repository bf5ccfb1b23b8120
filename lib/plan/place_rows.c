/* Rows with fewer cells than columns, in a source that does not know its merges (contract 4.6): the columns
 * at the header's right edge take the last cells whose content fits their role, the others are filled from
 * the left. Every such row gets a diagnostic: what an extractor dropped can't be seen. */
#include "field/deadline.h"
#include "field/units.h"
#include "plan/table_plan.h"

/* A text that is at least this likely a list of units or a deadline fits such a column. */
enum { LIKELY = 50 };

/* The columns right of the last text column. */
static size_t right_edge_count(const struct gk_table_plan *plan)
{
    size_t count = 0;
    while (count < plan->columns.count && gk_plan_column_at(plan, plan->columns.count - 1 - count)->level < 0)
        count++;
    return count;
}

/* Cells up to the last one that is not blank: a padded end says nothing. */
static size_t cells_in_use(const gkplan_row *row)
{
    size_t count = 0, used = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        count++;
        used = cell->text_length ? count : used;
    }
    return used;
}

static bool fits(struct gk_context *context, gkplan_role role, const gkplan_cell *cell)
{
    struct gk_string text = gk_string_make(cell->text, cell->text_length);
    switch (role) {
    case GKPLAN_ROLE_LEAD:
    case GKPLAN_ROLE_UNITS:
    case GKPLAN_ROLE_SUPPORT:
        return text.length == 0 || gk_units_likeness(context, text) >= LIKELY;
    case GKPLAN_ROLE_DEADLINE:
        return text.length == 0 || gk_deadline_likeness(context, text) >= LIKELY;
    default:
        return true;
    }
}

/* Whether the last `edge` of the `used` cells fit the columns at the right edge. */
static bool right_edge_fits(struct gk_table_plan *plan, const gkplan_row *row, size_t used, size_t edge)
{
    const gkplan_cell *cell = row->first_cell;
    for (size_t i = 0; i < used; i++, cell = cell->next) {
        if (i + edge < used)
            continue;
        size_t column = plan->columns.count - (used - i);
        if (!fits(plan->context, gk_plan_column_at(plan, column)->role, cell))
            return false;
    }
    return true;
}

static void put(struct gk_plan_column *column, const gkplan_cell *cell)
{
    column->owner = cell;
    column->begins = cell != NULL;
    column->text = cell ? gk_string_make(cell->text, cell->text_length) : gk_string_of("");
}

bool gk_place_row(struct gk_table_plan *plan, const gkplan_row *row)
{
    size_t used = cells_in_use(row), edge = right_edge_count(plan);
    bool ragged = (plan->table->flags & GKPLAN_TABLE_RAGGED) || row->cell_count < plan->columns.count;
    if (plan->merges_known || !ragged || used >= plan->columns.count || used < 2)
        return false;
    while (edge > 0 && (edge >= used || !right_edge_fits(plan, row, used, edge)))
        edge--;
    /* A padded row whose last cells stand where they belong is complete: its end is blank. */
    if (edge == 0 && row->cell_count >= plan->columns.count)
        return false;
    for (size_t i = 0; i < plan->columns.count; i++)
        put(gk_plan_column_at(plan, i), NULL);
    const gkplan_cell *cell = row->first_cell;
    for (size_t i = 0; i < used; i++, cell = cell->next)
        put(gk_plan_column_at(plan, i + edge < used ? i : plan->columns.count - (used - i)), cell);
    gkplan_place place = gk_cell_place(plan, row, row->first_cell);
    gk_diagnose(plan->context, GK_MESSAGE_ROW_PLACED, &place, NULL, row->first_cell->text, NULL);
    return true;
}

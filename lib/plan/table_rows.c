/* From rows to nodes: section rows, levels, labels that stand again, leaves (contract 4.2 to 4.5 and 4.9). */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "plan/table_plan.h"

static const char *const not_data[] = {
#define GK_NOT_DATA(beginning) beginning,
#include "vocabulary/not_data.def"
#undef GK_NOT_DATA
};

bool gk_not_data(struct gk_context *context, struct gk_string text)
{
    struct gk_buffer folded;
    bool found = false;
    if (text.length > 400)
        text = gk_string_first(text, 400);
    gk_buffer_init(&folded, &context->allocator);
    if (!gk_fold(&folded, text, GK_FOLD_WORD))
        gk_fail_memory(context);
    for (size_t i = 0; i < sizeof not_data / sizeof *not_data && !found; i++)
        found = gk_string_starts(gk_buffer_view(&folded), gk_string_of(not_data[i]));
    gk_buffer_free(&folded);
    return found;
}

gkplan_place gk_cell_place(const struct gk_table_plan *plan, const gkplan_row *row, const gkplan_cell *cell)
{
    gkplan_place place = plan->table->place;
    place.table = plan->table->position;
    place.row = (int32_t)row->row;
    place.column = cell ? (int32_t)cell->column : -1;
    place.line = cell && cell->line ? cell->line : row->line;
    place.page = cell ? cell->page : 0;
    return place;
}

void gk_plan_count(struct gk_table_plan *plan, const gkplan_cell *cell, bool placed)
{
    uint64_t count = gk_utf8_count_characters(gk_string_make(cell->text, cell->text_length));
    plan->account->plan_read += count;
    if (placed)
        plan->account->plan_placed += count;
    else
        plan->account->plan_named += count;
}

/* Sets each column's owner in this row: the cell that begins here, or the one that covers it from above. */
static void settle_owners(struct gk_table_plan *plan, const gkplan_row *row)
{
    const gkplan_cell *cell = row->first_cell;
    for (size_t i = 0; i < plan->columns.count; i++) {
        struct gk_plan_column *column = gk_plan_column_at(plan, i);
        while (cell && cell->column + cell->column_span <= column->grid_column)
            cell = cell->next;
        bool here = cell && cell->column <= column->grid_column;
        bool covered = column->owner && column->owner->row < row->row &&
                       column->owner->row_span > row->row - column->owner->row;
        if (here)
            column->owner = cell;
        else if (!covered)
            column->owner = NULL;
        column->begins = here;
        column->text = column->owner ? gk_string_make(column->owner->text, column->owner->text_length)
                                     : gk_string_of("");
    }
}

/* The row's only non-blank cell, or NULL when it has none or several. */
static const gkplan_cell *only_cell(const gkplan_row *row)
{
    const gkplan_cell *only = NULL;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length == 0)
            continue;
        if (only)
            return NULL;
        only = cell;
    }
    return only;
}

/* A row across the whole width: by its span where merges are known, else a row of one cell. */
static const gkplan_cell *section_cell(const struct gk_table_plan *plan, const gkplan_row *row)
{
    const gkplan_cell *cell = only_cell(row);
    if (!cell || plan->columns.count < 2)
        return NULL;
    uint32_t last = gk_plan_column_at(plan, plan->columns.count - 1)->grid_column;
    bool whole =
        cell->column <= gk_plan_column_at(plan, 0)->grid_column && cell->column + cell->column_span > last;
    bool alone = !plan->merges_known && (row->flags & GKPLAN_ROW_SINGLE_CELL);
    return whole || alone ? cell : NULL;
}

static struct gk_open_section *section_at(const struct gk_table_plan *plan, size_t position)
{
    return gk_array_at(&plan->sections, position);
}

/* Section rows nest by the kind of their labels: one of a kind that is open replaces it and what is below it.
 */
static gkplan_status open_section(struct gk_table_plan *plan, const gkplan_row *row, const gkplan_cell *cell)
{
    struct gk_string text = gk_string_make(cell->text, cell->text_length);
    enum gk_label_kind kind = gk_label_read(text).kind;
    size_t depth = plan->sections.count;
    for (size_t i = 0; i < plan->sections.count; i++)
        if (section_at(plan, i)->kind == kind) {
            depth = i;
            break;
        }
    plan->sections.count = depth;
    gkplan_node *parent = depth ? section_at(plan, depth - 1)->node : NULL;
    gkplan_node *node = gk_node_add(&plan->draft, parent, GKPLAN_NODE_TASK, text, true);
    struct gk_open_section *section = node ? gk_array_push(&plan->sections) : NULL;
    if (!section)
        return gk_fail_memory(plan->context);
    *section = (struct gk_open_section){kind, node};
    node->cell = cell;
    node->place = gk_cell_place(plan, row, cell);
    node->evidence = GKPLAN_EVIDENCE_SECTION_ROW;
    for (size_t i = 0; i < plan->columns.count; i++)
        gk_plan_column_at(plan, i)->open = NULL;
    gk_leaf_forget_values(plan);
    gk_plan_count(plan, cell, true);
    return plan->context->status;
}

/* The same section row again at the top of a page goes on with the open one. */
static bool section_stands_again(struct gk_table_plan *plan, const gkplan_cell *cell)
{
    bool alike;
    if (!plan->after_page || plan->sections.count == 0)
        return false;
    const gkplan_node *open = section_at(plan, plan->sections.count - 1)->node;
    return open->cell &&
           gk_labels_match(plan->context, gk_string_make(cell->text, cell->text_length),
                           gk_string_make(open->cell->text, open->cell->text_length), false, &alike);
}

/* The last text column of the row that has text of its own kind; the columns' count when there is none. */
static size_t last_text_column(const struct gk_table_plan *plan)
{
    size_t last = plan->columns.count;
    for (size_t i = 0; i < plan->columns.count; i++) {
        const struct gk_plan_column *column = gk_plan_column_at(plan, i);
        if (column->level >= 0 && column->text.length)
            last = i;
    }
    return last;
}

/* The node that is open to the left of a column: what the column's text stands under. */
static gkplan_node *node_on_left(const struct gk_table_plan *plan, size_t position)
{
    while (position-- > 0) {
        const struct gk_plan_column *column = gk_plan_column_at(plan, position);
        if (column->level >= 0 && column->open)
            return column->open;
    }
    return plan->sections.count ? section_at(plan, plan->sections.count - 1)->node : NULL;
}

static void close_from(struct gk_table_plan *plan, size_t position)
{
    for (size_t i = position; i < plan->columns.count; i++)
        gk_plan_column_at(plan, i)->open = NULL;
}

/* Whether the label that stands in a column again continues the node that is open there (contract 4.5). */
static bool continues_open(struct gk_table_plan *plan, const struct gk_plan_column *column,
                           const gkplan_row *row)
{
    bool alike = false;
    if (!column->open || !column->open->cell)
        return false;
    bool page_top = plan->after_page || column->page_pending;
    if (plan->merges_known && !page_top && column->open->cell->row + column->open->cell->row_span != row->row)
        return false;
    struct gk_string before = gk_string_make(column->open->cell->text, column->open->cell->text_length);
    if (!gk_labels_match(plan->context, column->text, before, page_top, &alike))
        return false;
    column->open->evidence = alike ? GKPLAN_EVIDENCE_LIKENESS : GKPLAN_EVIDENCE_PAGE_TOP;
    if (alike) {
        gkplan_place place = gk_cell_place(plan, row, column->owner);
        struct gk_node_path path = gk_node_path_text(column->open);
        gk_diagnose_strings(plan->context, GK_MESSAGE_LABEL_ALIKE, &place, path.text, column->text, before);
    }
    return true;
}

static gkplan_node *open_node(struct gk_table_plan *plan, size_t position, const gkplan_row *row)
{
    struct gk_plan_column *column = gk_plan_column_at(plan, position);
    gkplan_node *parent = node_on_left(plan, position);
    gkplan_node_kind kind = column->role == GKPLAN_ROLE_TASK ? GKPLAN_NODE_TASK : GKPLAN_NODE_REQUIREMENT;
    if (!parent)
        gk_leaf_forget_values(plan);
    gkplan_node *node = gk_node_add(&plan->draft, parent, kind, column->text, true);
    if (!node)
        return NULL;
    close_from(plan, position);
    column->open = node;
    node->cell = column->owner;
    node->place = gk_cell_place(plan, row, column->owner);
    node->evidence = column->owner->row_span > 1 ? GKPLAN_EVIDENCE_MERGED : GKPLAN_EVIDENCE_CELL;
    return node;
}

/* A text column left of the row's last text: a new node, or the open one goes on. */
static void place_label(struct gk_table_plan *plan, size_t position, const gkplan_row *row)
{
    struct gk_plan_column *column = gk_plan_column_at(plan, position);
    if (column->text.length == 0) {
        if (plan->merges_known)
            close_from(plan, position);
        else if (column->open && column->open->evidence == GKPLAN_EVIDENCE_CELL)
            column->open->evidence = GKPLAN_EVIDENCE_CONTINUED;
        return;
    }
    bool spans_on = position > 0 && gk_plan_column_at(plan, position - 1)->owner == column->owner;
    if (!column->begins || spans_on)
        return;
    if (!continues_open(plan, column, row))
        open_node(plan, position, row);
    column->page_pending = false;
    gk_plan_count(plan, column->owner, true);
}

/* Cells of a row whose text columns are all covered from above say more of the leaf that stands there. */
static void leave_over(struct gk_table_plan *plan, const gkplan_row *row)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length == 0)
            continue;
        gkplan_place place = gk_cell_place(plan, row, cell);
        gk_diagnose(plan->context, GK_MESSAGE_CELL_WITHOUT_PLACE, &place, NULL, cell->text, NULL);
        gk_plan_count(plan, cell, false);
    }
}

/* The leftmost column that the row's last text covers: a cell over several columns of a kind is one node. */
static size_t first_column_of(const struct gk_table_plan *plan, size_t position)
{
    const gkplan_cell *owner = gk_plan_column_at(plan, position)->owner;
    while (position > 0 && gk_plan_column_at(plan, position - 1)->owner == owner)
        position--;
    return position;
}

static gkplan_status data_row(struct gk_table_plan *plan, const gkplan_row *row)
{
    if (!gk_place_row(plan, row))
        settle_owners(plan, row);
    size_t last = last_text_column(plan);
    if (last == plan->columns.count || !gk_plan_column_at(plan, last)->begins) {
        leave_over(plan, row);
        return plan->context->status;
    }
    last = first_column_of(plan, last);
    for (size_t i = 0; i < last; i++)
        if (gk_plan_column_at(plan, i)->level >= 0)
            place_label(plan, i, row);
    gkplan_node *leaf = plan->context->status == GKPLAN_STATUS_OK ? open_node(plan, last, row) : NULL;
    if (!leaf)
        return plan->context->status;
    struct gk_plan_column *column = gk_plan_column_at(plan, last);
    column->page_pending = false;
    gk_plan_count(plan, column->owner, true);
    return gk_leaf_fill(plan, leaf, row);
}

static void skip_row(struct gk_table_plan *plan, const gkplan_row *row, bool header)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length == 0)
            continue;
        if (!header) {
            gkplan_place place = gk_cell_place(plan, row, cell);
            gk_diagnose(plan->context, GK_MESSAGE_ROW_NOT_DATA, &place, NULL, cell->text, NULL);
        }
        gk_plan_count(plan, cell, header);
    }
}

static void begin_page(struct gk_table_plan *plan)
{
    plan->after_page = true;
    for (size_t i = 0; i < plan->columns.count; i++)
        gk_plan_column_at(plan, i)->page_pending = true;
}

static bool first_text_not_data(struct gk_table_plan *plan, const gkplan_row *row)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (cell->text_length)
            return gk_not_data(plan->context, gk_string_make(cell->text, cell->text_length));
    return false;
}

gkplan_status gk_table_rows(struct gk_table_plan *plan, const gkplan_table *table, const gkplan_row *first)
{
    plan->table = table;
    plan->merges_known = (table->flags & GKPLAN_TABLE_MERGES_KNOWN) != 0;
    for (const gkplan_row *row = first; row && plan->context->status == GKPLAN_STATUS_OK; row = row->next) {
        const gkplan_cell *section = section_cell(plan, row);
        if (row->flags & GKPLAN_ROW_PAGE_TOP)
            begin_page(plan);
        if (gk_header_repeated(plan, row)) {
            settle_owners(plan, row);
            skip_row(plan, row, true);
            begin_page(plan);
            continue;
        }
        if (first_text_not_data(plan, row)) {
            settle_owners(plan, row);
            skip_row(plan, row, false);
            continue;
        }
        if (section) {
            settle_owners(plan, row);
            if (section_stands_again(plan, section))
                gk_plan_count(plan, section, true);
            else
                open_section(plan, row, section);
        } else {
            data_row(plan, row);
        }
        plan->after_page = false;
    }
    return plan->context->status;
}

/* Section rows: a row across the whole width is a task above what follows (contract 4.2). */
#include "core/numeral.h"
#include "field/line_end.h"
#include "plan/table_tree.h"

static struct gk_open_section *section_at(const struct gk_tree *tree, size_t position)
{
    return gk_array_at(&tree->sections, position);
}

bool gk_section_label(struct gk_string text)
{
    enum gk_label_kind kind = gk_label_read(text).kind;
    return kind != GK_LABEL_NONE && kind <= GK_LABEL_CHINESE_BRACKET;
}

gkplan_node *gk_section_node(const struct gk_tree *tree)
{
    return tree->sections.count ? section_at(tree, tree->sections.count - 1)->node : NULL;
}

static bool is_field_column(const struct gk_tree *tree, uint32_t column)
{
    uint32_t at = column < GK_PLAN_COLUMNS ? tree->map[column] : UINT32_MAX;
    if (at == UINT32_MAX)
        return false;
    gkplan_role role = tree->group->plan_columns[at].role;
    return !gk_role_is_text(role) && role != GKPLAN_ROLE_NUMBER;
}

/* A field that is merged over the section row and the rows below it: 完成时限 of a whole table. */
static bool begins_beside(const struct gk_tree *tree, const gkplan_cell *cell)
{
    return tree->merges_known && cell->row_span > 1 &&
           is_field_column(tree, gk_grid_from(&tree->group->grid, cell));
}

/* The non-blank cells of a row, up to two, fields aside that are merged with rows below. */
static uint32_t count_texts(const struct gk_tree *tree, const gkplan_row *row, const gkplan_cell **first,
                            const gkplan_cell **second)
{
    uint32_t count = 0;
    *second = NULL;
    *first = gk_row_same_text(row);
    if (*first)
        return 1;
    for (const gkplan_cell *cell = row->first_cell; cell && count < 3; cell = cell->next) {
        if (cell->text_length == 0 || begins_beside(tree, cell))
            continue;
        *(count == 0 ? first : second) = count < 2 ? cell : *second;
        count++;
    }
    return count;
}

static bool is_number_column(const struct gk_tree *tree, uint32_t column)
{
    return tree->map[column] == UINT32_MAX ||
           tree->group->plan_columns[tree->map[column]].role == GKPLAN_ROLE_NUMBER;
}

/* Whether a field that is merged over several rows covers this column of the row. */
static bool merged_beside(const struct gk_tree *tree, const gkplan_row *row, uint32_t column)
{
    if (!tree->merges_known || !is_field_column(tree, column))
        return false;
    const gkplan_cell *above = tree->owners[column];
    if (above && above->row < row->row && row->row - above->row < above->row_span)
        return true;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (gk_grid_from(&tree->group->grid, cell) <= column && column < gk_grid_to(&tree->group->grid, cell))
            return begins_beside(tree, cell);
    return false;
}

/* Whether the cell covers every column but those of numbers left of it and of fields that are merged over
 * several rows. Beside such fields it must cover a field's column itself: else it is a task that has them. */
static bool covers_width(const struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *cell,
                         bool number_aside)
{
    const struct gk_grid *grid = &tree->group->grid;
    uint32_t from = gk_grid_from(grid, cell), to = gk_grid_to(grid, cell);
    bool beside = false, field = false;
    if (tree->group->column_count < 2 || grid->count > GK_PLAN_COLUMNS)
        return false;
    for (uint32_t column = 0; column < grid->count; column++) {
        if (column >= from && column < to)
            field = field || is_field_column(tree, column);
        else if (merged_beside(tree, row, column))
            beside = true;
        else if (column >= to || !number_aside || !is_number_column(tree, column))
            return false;
    }
    return !beside || field;
}

/* A number such as 一, which no leaf has. */
static bool is_section_number(const gkplan_cell *cell)
{
    enum gk_label_kind kind = gk_label_read(gk_cell_text(cell)).kind;
    uint32_t value;
    if (kind != GK_LABEL_NONE)
        return kind <= GK_LABEL_CHINESE_BRACKET;
    return (unsigned char)cell->text[0] >= 0x80 && cell->text_length <= 12 &&
           gk_numeral_read(gk_cell_text(cell), &value);
}

/* The text of the first task column in the next row that has one there. */
static const gkplan_cell *task_below(const struct gk_tree *tree, const gkplan_row *row, uint32_t column)
{
    row = row->next;
    if (!row || row == tree->page->end)
        return NULL;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (cell->column == column)
            return cell->text_length ? cell : NULL;
    return NULL;
}

/* Whether a merged cell of the rows above or below stands in the row. */
static bool has_merged(const struct gk_tree *tree, const gkplan_row *row)
{
    const struct gk_grid *grid = &tree->group->grid;
    for (uint32_t column = 0; column < grid->count && column < GK_PLAN_COLUMNS; column++) {
        const gkplan_cell *above = tree->owners[column];
        if (above && above->row < row->row && row->row - above->row < above->row_span)
            return true;
    }
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        if (cell->row_span > 1)
            return true;
    return false;
}

/* Where the blank cells of the row are there, merged with nothing: only the first text column has text, it
 * carries a label of an outer kind, and the next row begins a task with another kind of label or none. */
static bool is_padded_section(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *text,
                              const gkplan_cell *number)
{
    enum gk_label_kind kind = gk_label_read(gk_cell_text(text)).kind;
    uint32_t at = tree->merges_known ? gk_grid_from(&tree->group->grid, text) : text->column;
    uint32_t column = at < GK_PLAN_COLUMNS ? tree->map[at] : UINT32_MAX;
    bool numbered = number && is_section_number(number);
    if (column == UINT32_MAX ||
        (number ? !numbered : kind == GK_LABEL_NONE || kind > GK_LABEL_CHINESE_BRACKET))
        return false;
    if (numbered)
        return tree->group->level_count > 0 && column == tree->group->levels[0];
    if (text->column != 0 && (tree->group->level_count == 0 || column != tree->group->levels[0]))
        return false;
    bool page_ends = !row->next && tree->page_number + 1 < tree->group->pages.count;
    if (page_ends || (row->next && row->next == tree->page->end)) /* a header of its own follows */
        return true;
    const gkplan_cell *below = task_below(tree, row, text->column);
    if (!below && tree->group->drops_covered)
        return true;
    return below && gk_label_read(gk_cell_text(below)).kind != kind;
}

/* A text without a label that stands alone left of the last level: a task without anything below, or the
 * heading of the rows that follow. Where nothing says what is merged, both look the same. */
static void doubt_lone_text(struct gk_tree *tree, const gkplan_cell *text)
{
    const struct gk_table_group *group = tree->group;
    uint32_t column = text->column < GK_PLAN_COLUMNS ? tree->map[text->column] : UINT32_MAX;
    if (tree->merges_known || column == UINT32_MAX || group->field_count == 0 || group->level_count < 2 ||
        group->plan_columns[column].role != GKPLAN_ROLE_TASK ||
        column == group->levels[group->level_count - 1])
        return;
    gkplan_place place = gk_cell_place(tree->table, text);
    gk_diagnose(group->context, GK_MESSAGE_LONE_TEXT, &place, NULL, text->text, NULL);
}

/* Whether covered cells were dropped from the row below: nothing goes on across a heading, so none stands
 * above. */
static bool goes_on_below(const struct gk_tree *tree, const gkplan_row *row)
{
    uint32_t count = 0;
    row = row->next;
    if (!row || row == tree->page->end)
        return false;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
        count++;
    return count < tree->page->width && !(count == 1 && gk_section_label(gk_cell_text(row->first_cell)));
}

/* Whether a cell alone in its row is what is left of a row whose other cells are covered and were dropped: a
 * heading has a label, or ends no sentence at least. */
static bool is_lone_leaf(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *text)
{
    if (tree->merges_known || gk_section_label(gk_cell_text(text)))
        return false;
    if (gk_line_ends_sentence(gk_cell_text(text)))
        return true;
    if (!tree->group->drops_covered)
        return false;
    if (goes_on_below(tree, row))
        return true;
    gkplan_place place = gk_cell_place(tree->table, text);
    gk_diagnose(tree->group->context, GK_MESSAGE_SECTION_GUESSED, &place, NULL, text->text, NULL);
    return false;
}

/* Whether the row's only text stands in the column of numbers and is none, and rows follow: 1.优化环境 alone
 * in front of blank cells. No task stands there, where the source keeps blank cells. */
static bool stands_for_number(const struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *text)
{
    if (tree->merges_known || tree->group->drops_covered || !text->next || !row->next ||
        row->next == tree->page->end || text->column >= GK_PLAN_COLUMNS)
        return false;
    return tree->map[text->column] != UINT32_MAX && is_number_column(tree, text->column) &&
           gk_cell_fit(tree->group, GKPLAN_ROLE_NUMBER, gk_cell_text(text)) < 0;
}

const gkplan_cell *gk_section_cell(struct gk_tree *tree, const gkplan_row *row)
{
    const gkplan_cell *first, *second;
    uint32_t count = count_texts(tree, row, &first, &second);
    bool number_aside = count == 2 && is_section_number(first);
    if (count == 0 || count > 2 || (count == 2 && !number_aside))
        return NULL;
    const gkplan_cell *text = number_aside ? second : first;
    if (covers_width(tree, row, text, number_aside) || gk_row_same_text(row))
        return text;
    if (tree->merges_known && has_merged(tree, row))
        return NULL;
    if (count == 1 && row->flags & GKPLAN_ROW_SINGLE_CELL)
        return is_lone_leaf(tree, row, text) ? NULL : text;
    bool labelled = gk_label_read(gk_cell_text(text)).length > 0;
    bool for_number = count == 1 && stands_for_number(tree, row, text);
    if (!for_number && !is_padded_section(tree, row, text, number_aside ? first : NULL)) {
        doubt_lone_text(tree, text);
        return NULL;
    }
    gkplan_place place = gk_cell_place(tree->table, text);
    gk_diagnose(tree->group->context,
                labelled || !for_number ? GK_MESSAGE_SECTION_BY_LABEL : GK_MESSAGE_SECTION_GUESSED, &place,
                NULL, text->text, NULL);
    return text;
}

/* Kinds of labels nest in the order of their first appearance. */
static uint32_t rank_of(struct gk_tree *tree, enum gk_label_kind kind)
{
    uint32_t rank = 0;
    while (rank < tree->section_kind_count && tree->section_kinds[rank] != kind)
        rank++;
    if (rank == tree->section_kind_count)
        tree->section_kinds[tree->section_kind_count++] = kind;
    return rank;
}

/* The same section row again at the top of a page goes on with the open one. */
static bool stands_again(struct gk_tree *tree, const gkplan_cell *cell)
{
    bool page_top = tree->group->level_count > 0 && tree->open[0].page_top;
    for (size_t i = tree->sections.count; page_top && i > 0; i--) {
        gkplan_node *open = section_at(tree, i - 1)->node;
        if (!open->cell || gk_labels_compare(tree->group->context, gk_cell_text(open->cell),
                                             gk_cell_text(cell), NULL) != GK_SAME_EQUAL)
            continue;
        open->evidence = GKPLAN_EVIDENCE_PAGE_TOP;
        tree->sections.count = i;
        return true;
    }
    return false;
}

/* The number in front of a section's text is its label. */
static gkplan_status take_number(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *text,
                                 gkplan_node *node)
{
    const gkplan_cell *first, *second;
    bool labelled = node->label[0] != '\0', written_out = gk_row_same_text(row) != NULL;
    if (count_texts(tree, row, &first, &second) == 2 && !labelled)
        node->label = first->text;
    for (size_t i = 0; i < tree->cells.count; i++)
        if (gk_tree_cell(tree, i)->cell == text || !labelled || written_out ||
            begins_beside(tree, gk_tree_cell(tree, i)->cell))
            gk_tree_cell(tree, i)->placed = true;
    return tree->group->context->status;
}

gkplan_status gk_section_open(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *cell)
{
    struct gk_context *context = tree->group->context;
    if (gk_leaf_finish(tree) != GKPLAN_STATUS_OK)
        return context->status;
    if (stands_again(tree, cell)) {
        for (size_t i = 0; i < tree->cells.count; i++)
            gk_tree_cell(tree, i)->placed = true;
        return context->status;
    }
    const gkplan_cell *first, *second;
    bool number_aside = count_texts(tree, row, &first, &second) == 2;
    enum gk_label_kind kind = gk_label_read(gk_cell_text(cell)).kind;
    if (number_aside && kind == GK_LABEL_NONE)
        kind = GK_LABEL_CHINESE;
    uint32_t rank = rank_of(tree, kind);
    while (tree->sections.count && section_at(tree, tree->sections.count - 1)->rank >= rank)
        tree->sections.count--;
    gkplan_node *node = gk_tree_add_node(tree, gk_section_node(tree), GKPLAN_NODE_TASK, cell);
    struct gk_open_section *section = node ? gk_array_push(&tree->sections) : NULL;
    if (!section)
        return gk_fail_memory(context);
    *section = (struct gk_open_section){node, rank};
    node->evidence = GKPLAN_EVIDENCE_SECTION_ROW;
    gk_levels_close(tree, 0);
    gk_values_forget(tree, true);
    return take_number(tree, row, cell, node);
}

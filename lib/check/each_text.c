/* Every text of a layout in order, without recursion: boxes hold blocks, cells hold tables. */
#include "check/check_run.h"

/* A list of blocks or of tables, and how far it has been walked. */
struct cursor {
    const gkplan_block *block; /* the next block */
    const gkplan_table *table; /* the next table of a cell */
    const gkplan_table *inside;
    const gkplan_row *row;   /* the next row of `inside` */
    const gkplan_cell *cell; /* the next cell of the row before */
};

static void visit_cell(struct gk_check *check, const struct cursor *at, gk_check_text_function *function,
                       void *context)
{
    const gkplan_cell *cell = at->cell;
    if (!function)
        return;
    struct gk_check_text text = {
        .text = gk_string_make(cell->text, cell->text_length), .place = at->inside->place, .cell = cell};
    text.place.table = at->inside->position;
    text.place.row = (int32_t)cell->row;
    text.place.column = (int32_t)cell->column;
    text.place.line = cell->line;
    text.place.page = cell->page;
    function(check, &text, context);
}

static void visit_block(struct gk_check *check, const gkplan_block *block, gk_check_text_function *function,
                        void *context)
{
    if (!function || block->text_length == 0)
        return;
    const struct gk_check_text text = {
        .text = gk_string_make(block->text, block->text_length), .place = block->place, .block = block};
    function(check, &text, context);
}

static void push(struct gk_check *check, struct gk_array *stack, const gkplan_block *block,
                 const gkplan_table *table)
{
    struct cursor *cursor = gk_array_push(stack);
    if (cursor)
        *cursor = (struct cursor){.block = block, .table = table};
    else
        gk_fail_memory(&check->context);
}

static void enter_table(struct gk_check *check, struct cursor *cursor, const gkplan_table *table,
                        struct gk_array *tables)
{
    cursor->inside = table;
    cursor->row = table->first_row;
    if (!tables)
        return;
    const gkplan_table **item = gk_array_push(tables);
    if (item)
        *item = table;
    else
        gk_fail_memory(&check->context);
}

void gk_check_each_text(struct gk_check *check, gk_check_text_function *function, void *context,
                        struct gk_array *tables)
{
    struct gk_array stack;
    gk_array_init(&stack, &check->context.allocator, sizeof(struct cursor));
    push(check, &stack, gkplan_document_first_block(check->document), NULL);
    while (stack.count > 0 && check->context.status == GKPLAN_STATUS_OK) {
        struct cursor *at = gk_array_at(&stack, stack.count - 1);
        if (at->cell) {
            const gkplan_cell *cell = at->cell;
            visit_cell(check, at, function, context);
            at->cell = cell->next;
            if (cell->first_table)
                push(check, &stack, NULL, cell->first_table);
        } else if (at->row) {
            at->cell = at->row->first_cell;
            at->row = at->row->next;
        } else if (at->table) {
            const gkplan_table *table = at->table;
            at->table = table->next;
            enter_table(check, at, table, tables);
        } else if (at->block) {
            const gkplan_block *block = at->block;
            at->block = block->next;
            visit_block(check, block, function, context);
            if (block->table)
                enter_table(check, at, block->table, tables);
            if (block->first_child)
                push(check, &stack, block->first_child, NULL);
        } else {
            stack.count--;
        }
    }
    gk_array_free(&stack);
}

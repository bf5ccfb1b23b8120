/* Walk the raw tables, spans and all: `walk_layout FILE`. */
#include <gkplan/gkplan.h>
#include <stdio.h>

static void print_table(const gkplan_table *table)
{
    printf("table %d: %u rows, %u columns\n", table->position, table->row_count, table->column_count);
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            if (cell->text_length > 0)
                printf("  row %u column %u, %u by %u: %.60s\n", cell->row, cell->column, cell->row_span,
                       cell->column_span, cell->text);
}

int main(int argc, char **argv)
{
    gkplan_document *document;
    if (argc != 2 || gkplan_document_read_file(argv[1], NULL, &document, NULL) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "usage: walk_layout FILE\n");
        return 2;
    }
    for (const gkplan_block *block = gkplan_document_first_block(document); block; block = block->next)
        if (block->kind == GKPLAN_BLOCK_TABLE)
            print_table(block->table);
    gkplan_document_free(document);
    return 0;
}

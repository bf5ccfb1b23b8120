/* The layout as text: blocks, tables, rows and cells; and who owns each position of a table's grid. */
#include "dump.h"
#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* The name of a bit. */
struct flag {
    uint32_t bit;
    const char *name;
};

static const struct flag block_flags[] = {
    {GKPLAN_BLOCK_FURNITURE, "furniture"},
    {GKPLAN_BLOCK_LINE_BROKEN, "line-broken"},
    {GKPLAN_BLOCK_CENTERED, "centered"},
    {0, NULL},
};
static const struct flag table_flags[] = {
    {GKPLAN_TABLE_MERGES_KNOWN, "merges-known"},
    {GKPLAN_TABLE_PAGES_KNOWN, "pages-known"},
    {GKPLAN_TABLE_RAGGED, "ragged"},
    {0, NULL},
};
static const struct flag row_flags[] = {
    {GKPLAN_ROW_HEADER, "header"},
    {GKPLAN_ROW_PAGE_TOP, "page-top"},
    {GKPLAN_ROW_SINGLE_CELL, "single-cell"},
    {0, NULL},
};
static const struct flag cell_flags[] = {
    {GKPLAN_CELL_NEAR_MISS, "near-miss"},
    {GKPLAN_CELL_ABSENT, "absent"},
    {0, NULL},
};

static void print_flags(const struct flag *flags, uint32_t bits)
{
    for (; flags->name; flags++)
        if (bits & flags->bit)
            printf(" %s", flags->name);
}

void dump_place(const char *part, uint32_t line, uint32_t page)
{
    fputs("  @", stdout);
    text_print_line(stdout, part ? part : "");
    if (line > 0)
        printf("%s%" PRIu32, part ? ":" : "", line);
    if (page > 0)
        printf(" page %" PRIu32, page);
    putchar('\n');
}

static void indent(int depth)
{
    printf("%*s", 2 * depth, "");
}

/* Visits all tables: those of blocks, of text boxes, and nested ones. The recursion is as deep as tables and
 * text boxes nest, which the limits of a read bound. */
struct visitor {
    void (*block)(const gkplan_block *block, int depth); /* may be NULL */
    void (*table)(const gkplan_table *table, int depth);
    void (*row)(const gkplan_table *table, const gkplan_row *row, int depth);    /* may be NULL */
    void (*cell)(const gkplan_table *table, const gkplan_cell *cell, int depth); /* may be NULL */
};

static void visit_table(const struct visitor *visitor, const gkplan_table *table, int depth)
{
    visitor->table(table, depth);
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        if (visitor->row)
            visitor->row(table, row, depth + 1);
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            if (visitor->cell)
                visitor->cell(table, cell, depth + 2);
            for (const gkplan_table *inner = cell->first_table; inner; inner = inner->next)
                visit_table(visitor, inner, depth + 3);
        }
    }
}

static void visit_blocks(const struct visitor *visitor, const gkplan_block *block, int depth)
{
    for (; block; block = block->next) {
        if (visitor->block)
            visitor->block(block, depth);
        if (block->table)
            visit_table(visitor, block->table, depth);
        visit_blocks(visitor, block->first_child, depth + 1);
    }
}

/* --- layout --- */

static void print_block(const gkplan_block *block, int depth)
{
    static const char *const kinds[] = {"paragraph", NULL, "page-break", "rule", "text-box"};
    const char *kind = (size_t)block->kind < sizeof kinds / sizeof *kinds ? kinds[block->kind] : "block";
    if (!kind)
        return; /* a table prints itself */
    indent(depth);
    fputs(kind, stdout);
    if (block->level > 0)
        printf(" heading %" PRIu32, block->level);
    if (block->label_length > 0)
        printf(" numbered %" PRIu32, block->label_length);
    print_flags(block_flags, block->flags);
    if (block->text_length > 0) {
        putchar(' ');
        text_print_quoted(stdout, block->text);
    }
    dump_place(block->place.part, block->place.line, block->place.page);
}

static void print_table(const gkplan_table *table, int depth)
{
    indent(depth);
    printf("table %" PRId32 ": %" PRIu32 " rows, %" PRIu32 " columns", table->position, table->row_count,
           table->column_count);
    print_flags(table_flags, table->flags);
    dump_place(table->place.part, table->place.line, table->place.page);
}

static void print_row(const gkplan_table *table, const gkplan_row *row, int depth)
{
    indent(depth);
    printf("row %" PRIu32, row->row);
    print_flags(row_flags, row->flags);
    dump_place(table->place.part, row->line, 0);
}

static void print_cell(const gkplan_table *table, const gkplan_cell *cell, int depth)
{
    indent(depth);
    printf("cell %" PRIu32 ",%" PRIu32, cell->row, cell->column);
    if (cell->row_span > 1 || cell->column_span > 1)
        printf(" span %" PRIu32 "x%" PRIu32, cell->row_span, cell->column_span);
    if (cell->label_length > 0)
        printf(" numbered %" PRIu32, cell->label_length);
    print_flags(cell_flags, cell->flags);
    putchar(' ');
    text_print_quoted(stdout, cell->text);
    dump_place(table->place.part, cell->line, cell->page);
}

void dump_layout(const gkplan_document *document)
{
    static const struct visitor visitor = {print_block, print_table, print_row, print_cell};
    visit_blocks(&visitor, gkplan_document_first_block(document), 0);
}

/* --- grid --- */

/* The owner of a column from the row where it begins to the last that it covers. */
struct owner {
    uint32_t row, column, last_row;
    bool present;
};

static void set_owners(struct owner *owners, const gkplan_table *table, const gkplan_row *row)
{
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        uint32_t last_row = cell->row + (cell->row_span - 1);
        for (uint32_t i = 0; i < cell->column_span && cell->column + i < table->column_count; i++)
            owners[cell->column + i] = (struct owner){cell->row, cell->column, last_row, true};
    }
}

static void print_owners(const struct owner *owners, const gkplan_table *table, const gkplan_row *row)
{
    for (uint32_t column = 0; column < table->column_count; column++) {
        const struct owner *owner = &owners[column];
        char name[32] = "-";
        if (owner->present && owner->last_row >= row->row)
            snprintf(name, sizeof name, "%" PRIu32 ",%" PRIu32, owner->row, owner->column);
        bool begins = owner->present && owner->row == row->row && owner->column == column;
        printf(" %c%-8s", begins ? '*' : ' ', name);
    }
}

static void draw_table(const gkplan_table *table, int depth)
{
    print_table(table, depth);
    if (table->column_count == 0)
        return;
    struct owner *owners = calloc(table->column_count, sizeof *owners);
    if (!owners) {
        fputs("gkplan: out of memory\n", stderr);
        return;
    }
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        set_owners(owners, table, row);
        indent(depth + 1);
        printf("%-6" PRIu32, row->row);
        print_owners(owners, table, row);
        dump_place(table->place.part, row->line, 0);
    }
    free(owners);
}

void dump_grid(const gkplan_document *document)
{
    static const struct visitor visitor = {.table = draw_table};
    visit_blocks(&visitor, gkplan_document_first_block(document), 0);
}

/* --- account --- */

void dump_account(const gkplan_document *document)
{
    const gkplan_account *account = gkplan_document_account(document);
    printf("read %" PRIu64 "\nplaced %" PRIu64 "\nnamed %" PRIu64 "\n", account->read, account->placed,
           account->named);
    printf("plan_read %" PRIu64 "\nplan_placed %" PRIu64 "\nplan_named %" PRIu64 "\n", account->plan_read,
           account->plan_placed, account->plan_named);
}

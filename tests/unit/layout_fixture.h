/* For tests: a read without a document, a layout builder, and the finished layout as lines of text. */
#ifndef LAYOUT_FIXTURE_H
#define LAYOUT_FIXTURE_H

#include "core/growing_struct.h"
#include "layout/layout_builder.h"
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct gk_context context;
    struct gk_layout_builder *builder;
    struct gk_layout layout;
    char *dump; /* from malloc */
};

static inline void fixture_open(struct fixture *fixture, const gkplan_read_options *options)
{
    *fixture = (struct fixture){.context = {.current_plan = -1, .source_name = ""}};
    struct gk_context *context = &fixture->context;
    assert_null(gk_options_take(options, &context->options, &context->limits, &context->allocator));
    context->arena = gk_arena_new(&context->allocator);
    fixture->builder = gk_layout_builder_new(context);
    assert_non_null(fixture->builder);
}

static inline void fixture_close(struct fixture *fixture)
{
    gk_layout_builder_free(fixture->builder);
    gk_arena_free(fixture->context.arena);
    gkplan_error_free(fixture->context.error);
    free(fixture->dump);
}

/* A line break inside a text is written as /. */
static inline void dump_text(FILE *out, const char *text)
{
    for (; *text; text++)
        fputc(*text == '\n' ? '/' : *text, out);
}

static inline void dump_table(FILE *out, const gkplan_table *table, int depth);

/* row,column text; spans above 1 as row,column+rows*columns. */
static inline void dump_cell(FILE *out, const gkplan_cell *cell, int depth)
{
    fprintf(out, "%*s%" PRIu32 ",%" PRIu32, 2 * depth, "", cell->row, cell->column);
    if (cell->row_span != 1 || cell->column_span != 1)
        fprintf(out, "+%" PRIu32 "*%" PRIu32, cell->row_span, cell->column_span);
    if (cell->label_length)
        fprintf(out, " [%.*s]", (int)cell->label_length, cell->text);
    fputc(' ', out);
    dump_text(out, cell->text + cell->label_length);
    fputc('\n', out);
    for (const gkplan_table *table = cell->first_table; table; table = table->next)
        dump_table(out, table, depth + 1);
}

static inline void dump_table(FILE *out, const gkplan_table *table, int depth)
{
    fprintf(out, "%*stable %" PRIu32 "*%" PRIu32 "\n", 2 * depth, "", table->row_count, table->column_count);
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        if (row->flags)
            fprintf(out, "%*srow %" PRIu32 "%s%s%s\n", 2 * depth, "", row->row,
                    row->flags & GKPLAN_ROW_HEADER ? " header" : "",
                    row->flags & GKPLAN_ROW_PAGE_TOP ? " page-top" : "",
                    row->flags & GKPLAN_ROW_SINGLE_CELL ? " single" : "");
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            dump_cell(out, cell, depth);
    }
}

static inline void dump_block(FILE *out, const gkplan_block *block, int depth)
{
    static const char *const kinds[] = {"p", "table", "page-break", "rule", "box"};
    if (block->kind == GKPLAN_BLOCK_TABLE) {
        dump_table(out, block->table, depth);
        return;
    }
    fprintf(out, "%*s%s", 2 * depth, "", kinds[block->kind]);
    if (block->level)
        fprintf(out, "%" PRIu32, block->level);
    if (block->flags & GKPLAN_BLOCK_FURNITURE)
        fputs(" furniture", out);
    if (block->flags & GKPLAN_BLOCK_CENTERED)
        fputs(" centered", out);
    if (block->label_length)
        fprintf(out, " [%.*s]", (int)block->label_length, block->text);
    if (*block->text)
        fputc(' ', out);
    dump_text(out, block->text + block->label_length);
    fputc('\n', out);
    for (const gkplan_block *child = block->first_child; child; child = child->next)
        dump_block(out, child, depth + 1);
}

static inline void dump_layout(struct fixture *fixture)
{
    size_t size;
    FILE *out = open_memstream(&fixture->dump, &size);
    for (const gkplan_block *block = fixture->layout.first_block; block; block = block->next)
        dump_block(out, block, 0);
    for (const gkplan_diagnostic *at = fixture->context.first_diagnostic; at; at = at->next)
        fprintf(out, "! %s: %s\n", at->name, at->message);
    fclose(out);
}

/* Finish; the layout and the diagnostics must read as `expected`, and no character may be lost. */
static inline void fixture_expect(struct fixture *fixture, const char *expected)
{
    if (gk_layout_finish(fixture->builder, &fixture->layout) != GKPLAN_STATUS_OK)
        fail_msg("%s", gkplan_error_message(fixture->context.error));
    dump_layout(fixture);
    assert_string_equal(fixture->dump, expected);
    const gkplan_account *account = &fixture->layout.account;
    assert_int_equal(account->read, account->placed + account->named);
}

#endif

/* Tables, rows and cells of the layout builder. Who covers which columns is in spans.c. */
#include "core/cjk_text.h"
#include "layout/builder_state.h"

/* Whether one more table may begin here. */
static gkplan_status check_table(struct gk_layout_builder *builder, const struct gk_table *table)
{
    struct gk_context *context = builder->context;
    const gkplan_limits *limits = &context->limits;
    if (gk_builder_top(builder)->kind == GK_FRAME_TABLE)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a table outside a cell");
    if (builder->tables >= limits->tables || builder->tables >= INT32_MAX)
        return gk_fail_limit(context, builder->part, builder->line, "tables", builder->tables + 1ull,
                             limits->tables);
    if (builder->table_depth >= limits->table_depth)
        return gk_fail_limit(context, builder->part, builder->line, "table_depth",
                             builder->table_depth + 1ull, limits->table_depth);
    if (table->column_count > limits->columns)
        return gk_fail_limit(context, builder->part, builder->line, "columns", table->column_count,
                             limits->columns);
    return context->status;
}

gkplan_status gk_layout_begin_table(struct gk_layout_builder *builder, const struct gk_table *table)
{
    static const struct gk_table plain = {0};
    struct gk_context *context = builder->context;
    table = table ? table : &plain;
    if (context->status != GKPLAN_STATUS_OK || gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK ||
        check_table(builder, table) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_made_table *made = gk_arena_new_object(context->arena, struct gk_made_table);
    struct gk_frame *frame = made ? gk_builder_push(builder, GK_FRAME_TABLE) : NULL;
    if (!frame)
        return gk_fail_memory(context);
    made->table.position = (int32_t)builder->tables++;
    made->table.flags = table->flags;
    made->merges_by_spans = table->merges_by_spans;
    made->table.column_count = table->column_count;
    made->table.place = gk_builder_place(builder);
    made->table.place.table = made->table.position;
    frame->table = made;
    gk_spans_init(&frame->spans, &context->allocator);
    builder->table_depth++;
    return context->status;
}

/* Put a finished table into the cell or block list that holds it. */
static gkplan_status hang_table(struct gk_layout_builder *builder, struct gk_made_table *made)
{
    struct gk_context *context = builder->context;
    struct gk_frame *parent = gk_builder_top(builder);
    if (parent->kind == GK_FRAME_CELL) {
        /* The first table of a cell was made by this file. */
        struct gk_made_table *first = (struct gk_made_table *)(uintptr_t)parent->cell->first_table;
        made->table.parent = parent->cell;
        if (first)
            first->last_sibling->next = &made->table;
        else
            parent->cell->first_table = &made->table;
        (first ? first : made)->last_sibling = &made->table;
        return context->status;
    }
    gkplan_block *block = gk_arena_new_object(context->arena, gkplan_block);
    if (!block)
        return gk_fail_memory(context);
    *block = (gkplan_block){
        .kind = GKPLAN_BLOCK_TABLE, .table = &made->table, .text = "", .place = made->table.place};
    return gk_builder_add_block(builder, block);
}

gkplan_status gk_layout_end_table(struct gk_layout_builder *builder)
{
    if (gk_layout_end_row_group(builder) != GKPLAN_STATUS_OK)
        return builder->context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE)
        return builder->context->status;
    struct gk_made_table *made = frame->table;
    gk_spans_free(&frame->spans);
    gk_builder_pop(builder);
    builder->table_depth--;
    if (builder->pages_known)
        made->table.flags |= GKPLAN_TABLE_PAGES_KNOWN;
    if (made->merges_by_spans && gk_table_lost_merges(&made->table))
        made->table.flags = (made->table.flags & ~GKPLAN_TABLE_MERGES_KNOWN) | GKPLAN_TABLE_RAGGED;
    return hang_table(builder, made);
}

gkplan_status gk_layout_end_row_group(struct gk_layout_builder *builder)
{
    if (gk_layout_end_row(builder) == GKPLAN_STATUS_OK && gk_builder_top(builder)->kind == GK_FRAME_TABLE)
        gk_spans_clip(&gk_builder_top(builder)->spans);
    return builder->context->status;
}

gkplan_status gk_layout_begin_row(struct gk_layout_builder *builder, uint32_t flags)
{
    struct gk_context *context = builder->context;
    if (gk_layout_end_row(builder) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a row outside a table");
    gkplan_table *table = &frame->table->table;
    if (table->row_count >= context->limits.rows || table->row_count >= INT32_MAX)
        return gk_fail_limit(context, builder->part, builder->line, "rows", table->row_count + 1ull,
                             context->limits.rows);
    gkplan_row *row = gk_arena_new_object(context->arena, gkplan_row);
    if (!row)
        return gk_fail_memory(context);
    /* A reader that marks page tops itself says in this way that a page ended between two rows. */
    if ((flags & GKPLAN_ROW_PAGE_TOP) && !builder->page_top && builder->page)
        builder->page++;
    if (builder->page_top)
        flags |= GKPLAN_ROW_PAGE_TOP;
    builder->page_top = false;
    *row = (gkplan_row){.row = table->row_count++, .line = builder->line, .flags = flags};
    if (frame->last_row)
        frame->last_row->next = row;
    else
        table->first_row = row;
    frame->last_row = row;
    frame->last_cell = NULL;
    frame->cells_begun = 0;
    frame->row_open = true;
    frame->row_has_text = false;
    return context->status;
}

gkplan_status gk_layout_end_row(struct gk_layout_builder *builder)
{
    struct gk_context *context = builder->context;
    if (context->status == GKPLAN_STATUS_OK && gk_builder_top(builder)->kind == GK_FRAME_CELL)
        gk_layout_end_cell(builder);
    struct gk_frame *frame = gk_builder_top(builder);
    if (context->status != GKPLAN_STATUS_OK || frame->kind != GK_FRAME_TABLE || !frame->row_open)
        return context->status;
    frame->row_open = false;
    if (frame->cells_begun == 1 && !gk_spans_row_is_covered(&frame->spans))
        frame->last_row->flags |= GKPLAN_ROW_SINGLE_CELL;
    return gk_spans_end_row(&frame->spans) ? context->status : gk_fail_memory(context);
}

static gkplan_place cell_place(struct gk_layout_builder *builder, struct gk_frame *frame, uint64_t column)
{
    gkplan_place place = gk_builder_place(builder);
    place.table = frame->table->table.position;
    place.row = (int32_t)frame->last_row->row;
    place.column = (int32_t)column;
    return place;
}

static gkplan_cell *add_cell(struct gk_layout_builder *builder, struct gk_frame *frame,
                             const struct gk_cell *cell, const struct gk_spot *spot)
{
    struct gk_context *context = builder->context;
    gkplan_cell *made = gk_arena_new_object(context->arena, gkplan_cell);
    if (!made) {
        gk_fail_memory(context);
        return NULL;
    }
    *made = (gkplan_cell){.text = "",
                          .row = frame->last_row->row,
                          .column = (uint32_t)spot->column,
                          .row_span = cell->row_span ? cell->row_span : 1,
                          .column_span = (uint32_t)(spot->end - spot->column),
                          .line = builder->line,
                          .page = builder->page,
                          .flags = cell->flags};
    if (frame->last_cell)
        frame->last_cell->next = made;
    else
        frame->last_row->first_cell = made;
    frame->last_cell = made;
    frame->last_row->cell_count++;
    return made;
}

static gkplan_status check_columns(struct gk_layout_builder *builder, uint64_t end)
{
    struct gk_context *context = builder->context;
    if (end <= context->limits.columns && end <= INT32_MAX)
        return context->status;
    return gk_fail_limit(context, builder->part, builder->line, "columns", end, context->limits.columns);
}

static uint64_t wanted_column(const struct gk_frame *frame, const struct gk_cell *cell)
{
    return cell->column == GK_COLUMN_NEXT ? frame->spans.next_column : cell->column;
}

/* The cell above that a continuing cell joins, or NULL: then it is one of its own. */
static gkplan_cell *join_above(struct gk_layout_builder *builder, struct gk_frame *frame,
                               const struct gk_cell *cell, uint32_t span)
{
    uint32_t column = (uint32_t)wanted_column(frame, cell);
    gkplan_place place = cell_place(builder, frame, column);
    bool near_miss;
    struct gk_span *above = gk_spans_find_continued(&frame->spans, cell, column, span, &near_miss);
    if (!above) {
        gk_diagnose(builder->context, GK_MESSAGE_MERGE_WITHOUT_START, &place, NULL, NULL, NULL);
        return NULL;
    }
    if (near_miss) {
        above->cell->flags |= GKPLAN_CELL_NEAR_MISS;
        gk_diagnose(builder->context, GK_MESSAGE_MERGE_NEAR_MISS, &place, NULL, NULL, NULL);
    }
    gk_spans_continue(&frame->spans, above, (uint64_t)column + span);
    return above->cell;
}

/* A cell of its own. Where another one covers all of its columns there is no room for it: then that one. */
static gkplan_cell *place_cell(struct gk_layout_builder *builder, struct gk_frame *frame,
                               const struct gk_cell *cell, uint32_t span, bool *covered)
{
    struct gk_context *context = builder->context;
    struct gk_spot spot;
    if (!gk_spans_place(&frame->spans, cell->column, span, &spot)) {
        gk_fail_memory(context);
        return NULL;
    }
    uint64_t end = spot.column + span;
    if (check_columns(builder, end) != GKPLAN_STATUS_OK)
        return NULL;
    gkplan_place place = cell_place(builder, frame, spot.column);
    if (spot.overlaps)
        gk_diagnose(context, GK_MESSAGE_SPANS_OVERLAP, &place, NULL, NULL, NULL);
    *covered = spot.covered_by != NULL;
    if (spot.covered_by)
        return spot.covered_by;
    gkplan_cell *made = add_cell(builder, frame, cell, &spot);
    if (!made)
        return NULL;
    const struct gk_span owned = {.cell = made,
                                  .until = (uint64_t)made->row + made->row_span,
                                  .column = (uint32_t)spot.column,
                                  .end = (uint32_t)spot.end,
                                  .left_edge = cell->left_edge,
                                  .right_edge = cell->right_edge,
                                  .continuable = cell->merge != GK_MERGE_NONE};
    /* The next cell of a web page stands where a browser puts it: after all that this one asked for. */
    uint64_t next = cell->column == GK_COLUMN_NEXT ? end : spot.end;
    if (!gk_spans_add(&frame->spans, &owned, next))
        gk_fail_memory(context);
    if (spot.end > frame->table->table.column_count)
        frame->table->table.column_count = (uint32_t)spot.end;
    return made;
}

gkplan_status gk_layout_begin_cell(struct gk_layout_builder *builder, const struct gk_cell *cell)
{
    static const struct gk_cell plain = {.column = GK_COLUMN_NEXT};
    struct gk_context *context = builder->context;
    cell = cell ? cell : &plain;
    if (context->status == GKPLAN_STATUS_OK && gk_builder_top(builder)->kind == GK_FRAME_CELL)
        gk_layout_end_cell(builder);
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE || !frame->row_open)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a cell outside a row");
    if (builder->cells++ >= context->limits.cells)
        return gk_fail_limit(context, builder->part, builder->line, "cells", builder->cells,
                             context->limits.cells);
    if (!(cell->flags & GKPLAN_CELL_ABSENT))
        frame->cells_begun++;
    uint32_t span = cell->column_span ? cell->column_span : 1;
    if (check_columns(builder, wanted_column(frame, cell) + span) != GKPLAN_STATUS_OK)
        return context->status;
    gkplan_cell *made = cell->merge == GK_MERGE_CONTINUE ? join_above(builder, frame, cell, span) : NULL;
    bool covered = made != NULL;
    if (!made)
        made = place_cell(builder, frame, cell, span, &covered);
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *inside = gk_builder_push(builder, GK_FRAME_CELL);
    if (!inside)
        return context->status;
    inside->cell = made;
    inside->covered = covered;
    return context->status;
}

/* The text of a covered cell is not shown; a diagnostic keeps it. */
static void name_covered_text(struct gk_layout_builder *builder, struct gk_string text)
{
    struct gk_frame *table = gk_array_at(&builder->frames, builder->frames.count - 2);
    gkplan_place place = cell_place(builder, table, gk_builder_top(builder)->cell->column);
    gk_diagnose_strings(builder->context, GK_MESSAGE_COVERED_CELL_TEXT, &place, NULL, text, gk_string_of(""));
    gk_account_named(builder, text);
}

gkplan_status gk_layout_end_cell(struct gk_layout_builder *builder)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK || gk_builder_top(builder)->kind != GK_FRAME_CELL ||
        gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK)
        return context->status;
    gk_account_flush_left_out(builder);
    struct gk_frame *frame = gk_builder_top(builder);
    struct gk_string text = gk_string_from(gk_buffer_view(&builder->text), frame->text_start);
    if (text.length > UINT32_MAX)
        return gk_fail_limit(context, builder->part, builder->line, "text_bytes", text.length, UINT32_MAX);
    if (text.length > 0)
        ((struct gk_frame *)gk_array_at(&builder->frames, builder->frames.count - 2))->row_has_text = true;
    if (frame->covered && text.length) {
        name_covered_text(builder, text);
    } else if (text.length) {
        frame->cell->text = gk_arena_copy(context->arena, text);
        if (!frame->cell->text)
            return gk_fail_memory(context);
        frame->cell->text_length = (uint32_t)text.length;
        frame->cell->label_length = gk_builder_label_length(frame, text);
        gk_account_placed(builder, text);
    }
    gk_builder_pop(builder);
    return context->status;
}

gkplan_status gk_layout_widen_cell(struct gk_layout_builder *builder, uint32_t end)
{
    struct gk_frame *frame = gk_builder_top(builder);
    if (builder->context->status != GKPLAN_STATUS_OK || frame->kind != GK_FRAME_TABLE || !frame->row_open ||
        check_columns(builder, end) != GKPLAN_STATUS_OK)
        return builder->context->status;
    gk_spans_widen(&frame->spans, end);
    if (end > frame->table->table.column_count)
        frame->table->table.column_count = end;
    return builder->context->status;
}

gkplan_status gk_layout_cell(struct gk_layout_builder *builder, const struct gk_cell *cell,
                             struct gk_string text)
{
    struct gk_string line;
    gk_layout_begin_cell(builder, cell);
    while (builder->context->status == GKPLAN_STATUS_OK && gk_next_line(&text, &line))
        if (line.length)
            gk_layout_paragraph(builder, NULL, line);
    return gk_layout_end_cell(builder);
}

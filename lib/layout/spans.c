/* Tables: rows, cells and which cell owns each grid column. One pass, memory by the columns used. */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "layout/builder_state.h"

/* Contract 4.10: edges that differ by at most this many twips are the same edge. */
enum { NEAR_MISS_TWIPS = 20, NEAR_MISS_COLUMNS = 3 };

gkplan_status gk_layout_begin_table(struct gk_layout_builder *builder, const struct gk_table *table)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK || gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *parent = gk_builder_top(builder);
    if (parent->kind == GK_FRAME_TABLE)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a table outside a cell");
    if (builder->tables >= context->limits.tables)
        return gk_fail_limit(context, builder->part, builder->line, "tables", builder->tables + 1u,
                             context->limits.tables);
    if (builder->table_depth >= context->limits.table_depth)
        return gk_fail_limit(context, builder->part, builder->line, "table_depth", builder->table_depth + 1u,
                             context->limits.table_depth);
    if (table && table->column_count > context->limits.columns)
        return gk_fail_limit(context, builder->part, builder->line, "columns", table->column_count,
                             context->limits.columns);
    gkplan_table *made = gk_arena_new_object(context->arena, gkplan_table);
    struct gk_frame *frame = made ? gk_builder_push(builder, GK_FRAME_TABLE) : NULL;
    if (!frame)
        return gk_fail_memory(context);
    made->position = (int32_t)builder->tables++;
    made->flags = table ? table->flags : 0;
    made->column_count = table ? table->column_count : 0;
    made->place = gk_builder_place(builder);
    made->place.table = made->position;
    frame->table = made;
    gk_array_init(&frame->owners, &context->allocator, sizeof(struct gk_owner));
    builder->table_depth++;
    return context->status;
}

/* Spans that run past the last row end there. */
static void clip_spans(struct gk_frame *frame)
{
    for (size_t column = 0; column < frame->owners.count; column++) {
        gkplan_cell *cell = ((struct gk_owner *)gk_array_at(&frame->owners, column))->cell;
        if (cell && cell->row_span > frame->table->row_count - cell->row)
            cell->row_span = frame->table->row_count - cell->row;
    }
}

static gkplan_status hang_table(struct gk_layout_builder *builder, gkplan_table *table)
{
    struct gk_context *context = builder->context;
    struct gk_frame *parent = gk_builder_top(builder);
    if (parent->kind == GK_FRAME_CELL) {
        table->parent = parent->cell;
        if (parent->last_table)
            parent->last_table->next = table;
        else if (!parent->cell->first_table)
            parent->cell->first_table = table;
        parent->last_table = table;
        return context->status;
    }
    gkplan_block *block = gk_arena_new_object(context->arena, gkplan_block);
    if (!block)
        return gk_fail_memory(context);
    *block = (gkplan_block){.kind = GKPLAN_BLOCK_TABLE, .table = table, .text = "", .place = table->place};
    return gk_builder_add_block(builder, block);
}

gkplan_status gk_layout_end_table(struct gk_layout_builder *builder)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    while (gk_builder_top(builder)->kind == GK_FRAME_CELL)
        if (gk_layout_end_cell(builder) != GKPLAN_STATUS_OK)
            return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE)
        return context->status;
    gk_layout_end_row(builder);
    clip_spans(frame);
    gkplan_table *table = frame->table;
    gk_array_free(&frame->owners);
    gk_builder_pop(builder);
    builder->table_depth--;
    return hang_table(builder, table);
}

gkplan_status gk_layout_begin_row(struct gk_layout_builder *builder, uint32_t flags)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a row outside a table");
    gk_layout_end_row(builder);
    if (frame->table->row_count >= context->limits.rows)
        return gk_fail_limit(context, builder->part, builder->line, "rows", frame->table->row_count + 1u,
                             context->limits.rows);
    gkplan_row *row = gk_arena_new_object(context->arena, gkplan_row);
    if (!row)
        return gk_fail_memory(context);
    if ((flags & GKPLAN_ROW_PAGE_TOP) && builder->page)
        builder->page++;
    *row = (gkplan_row){.row = frame->table->row_count++, .line = builder->line, .flags = flags};
    if (frame->last_row)
        frame->last_row->next = row;
    else
        frame->table->first_row = row;
    frame->last_row = row;
    frame->last_cell = NULL;
    frame->next_column = 0;
    frame->cells_begun = 0;
    frame->row_open = true;
    return context->status;
}

gkplan_status gk_layout_end_row(struct gk_layout_builder *builder)
{
    if (builder->context->status != GKPLAN_STATUS_OK)
        return builder->context->status;
    if (gk_builder_top(builder)->kind == GK_FRAME_CELL)
        gk_layout_end_cell(builder);
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind == GK_FRAME_TABLE && frame->row_open) {
        frame->row_open = false;
        if (frame->cells_begun == 1 && frame->last_row->cell_count == 1)
            frame->last_row->flags |= GKPLAN_ROW_SINGLE_CELL;
    }
    return builder->context->status;
}

/* The owner entry of a column that exists already, or NULL. */
static struct gk_owner *owner_at(struct gk_frame *frame, uint64_t column)
{
    return column < frame->owners.count ? gk_array_at(&frame->owners, (size_t)column) : NULL;
}

static bool covers_row(const struct gk_owner *owner, uint32_t row)
{
    return owner && owner->cell && owner->cell->row < row && owner->cell->row_span > row - owner->cell->row;
}

static bool near(int32_t a, int32_t b)
{
    int64_t distance = (int64_t)a - b;
    return distance >= -NEAR_MISS_TWIPS && distance <= NEAR_MISS_TWIPS;
}

/* Whether `owner` ends in the row above and may be continued. */
static bool ends_above(const struct gk_owner *owner, uint32_t row)
{
    return owner && owner->cell && owner->continuable && owner->cell->row + owner->cell->row_span == row;
}

/* The cell above that a continuing cell belongs to, or NULL. *near_miss says that edges differ a little. */
static struct gk_owner *find_continued(struct gk_frame *frame, const struct gk_cell *cell, uint32_t column,
                                       uint32_t span, bool *near_miss)
{
    uint32_t row = frame->last_row->row;
    struct gk_owner *owner = owner_at(frame, column);
    *near_miss = false;
    if (ends_above(owner, row) && owner->cell->column == column && owner->cell->column_span == span)
        return owner;
    if (cell->left_edge == 0 && cell->right_edge == 0)
        return NULL;
    uint64_t first = column > NEAR_MISS_COLUMNS ? column - NEAR_MISS_COLUMNS : 0;
    for (uint64_t at = first; at <= (uint64_t)column + NEAR_MISS_COLUMNS; at++) {
        owner = owner_at(frame, at);
        if (ends_above(owner, row) && near(owner->left_edge, cell->left_edge) &&
            near(owner->right_edge, cell->right_edge)) {
            *near_miss = true;
            return owner;
        }
    }
    return NULL;
}

static gkplan_place cell_place(struct gk_layout_builder *builder, struct gk_frame *frame, uint32_t column)
{
    gkplan_place place = gk_builder_place(builder);
    place.table = frame->table->position;
    place.row = (int32_t)frame->last_row->row;
    place.column = (int32_t)column;
    return place;
}

/* Grid columns from `column` on belong to `owner`. */
static bool own_columns(struct gk_frame *frame, uint32_t column, uint32_t span, const struct gk_owner *owner)
{
    while (frame->owners.count < (size_t)column + span)
        if (!gk_array_push(&frame->owners))
            return false;
    for (uint32_t i = 0; i < span; i++)
        *(struct gk_owner *)gk_array_at(&frame->owners, (size_t)column + i) = *owner;
    return true;
}

static gkplan_cell *add_cell(struct gk_layout_builder *builder, struct gk_frame *frame,
                             const struct gk_cell *cell, uint32_t column, uint32_t span)
{
    struct gk_context *context = builder->context;
    if (builder->cells >= context->limits.cells) {
        gk_fail_limit(context, builder->part, builder->line, "cells", builder->cells + 1,
                      context->limits.cells);
        return NULL;
    }
    gkplan_cell *made = gk_arena_new_object(context->arena, gkplan_cell);
    if (!made) {
        gk_fail_memory(context);
        return NULL;
    }
    builder->cells++;
    *made = (gkplan_cell){.text = "",
                          .row = frame->last_row->row,
                          .column = column,
                          .row_span = cell->row_span ? cell->row_span : 1,
                          .column_span = span,
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

/* Where a cell stands: its own column, or the next that nothing from above covers. */
static uint32_t place_cell(struct gk_frame *frame, const struct gk_cell *cell)
{
    if (cell->column != GK_COLUMN_NEXT)
        return cell->column;
    while (covers_row(owner_at(frame, frame->next_column), frame->last_row->row))
        frame->next_column++;
    return frame->next_column;
}

static gkplan_cell *continue_or_add(struct gk_layout_builder *builder, struct gk_frame *frame,
                                    const struct gk_cell *cell, uint32_t column, uint32_t span, bool *covered)
{
    struct gk_owner owner = {NULL, cell->left_edge, cell->right_edge, cell->merge != GK_MERGE_NONE};
    gkplan_place place = cell_place(builder, frame, column);
    if (cell->merge == GK_MERGE_CONTINUE) {
        bool near_miss;
        struct gk_owner *above = find_continued(frame, cell, column, span, &near_miss);
        if (above) {
            above->cell->row_span++;
            if (near_miss) {
                above->cell->flags |= GKPLAN_CELL_NEAR_MISS;
                gk_diagnose(builder->context, GK_MESSAGE_MERGE_NEAR_MISS, &place, NULL, NULL, NULL);
            }
            *covered = true;
            return above->cell;
        }
        gk_diagnose(builder->context, GK_MESSAGE_MERGE_WITHOUT_START, &place, NULL, NULL, NULL);
    }
    for (uint32_t i = 0; i < span; i++)
        if (covers_row(owner_at(frame, (uint64_t)column + i), frame->last_row->row)) {
            gk_diagnose(builder->context, GK_MESSAGE_SPANS_OVERLAP, &place, NULL, NULL, NULL);
            break;
        }
    owner.cell = add_cell(builder, frame, cell, column, span);
    if (owner.cell && !own_columns(frame, column, span, &owner))
        gk_fail_memory(builder->context);
    return owner.cell;
}

gkplan_status gk_layout_begin_cell(struct gk_layout_builder *builder, const struct gk_cell *cell)
{
    static const struct gk_cell plain = {.column = GK_COLUMN_NEXT};
    struct gk_context *context = builder->context;
    cell = cell ? cell : &plain;
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    if (gk_builder_top(builder)->kind == GK_FRAME_CELL)
        gk_layout_end_cell(builder);
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_TABLE || !frame->row_open)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line,
                       "a cell outside a row");
    uint32_t column = place_cell(frame, cell), span = cell->column_span ? cell->column_span : 1;
    uint64_t end = (uint64_t)column + span;
    if (end > context->limits.columns)
        return gk_fail_limit(context, builder->part, builder->line, "columns", end, context->limits.columns);
    bool covered = false;
    gkplan_cell *made = continue_or_add(builder, frame, cell, column, span, &covered);
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    frame->next_column = (uint32_t)end;
    frame->cells_begun++;
    if (end > frame->table->column_count)
        frame->table->column_count = (uint32_t)end;
    struct gk_frame *inside = gk_builder_push(builder, GK_FRAME_CELL);
    if (!inside)
        return gk_fail_memory(context);
    inside->cell = made;
    inside->covered = covered;
    for (inside->last_table = (gkplan_table *)(uintptr_t)made->first_table;
         inside->last_table && inside->last_table->next;)
        inside->last_table = (gkplan_table *)(uintptr_t)inside->last_table->next;
    return context->status;
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
    if (frame->covered && text.length) {
        struct gk_frame *table = (struct gk_frame *)gk_array_at(&builder->frames, builder->frames.count - 2);
        gkplan_place place = cell_place(builder, table, frame->cell->column);
        gk_diagnose_strings(context, GK_MESSAGE_COVERED_CELL_TEXT, &place, NULL, text, gk_string_of(""));
        gk_account_text(builder, text, GK_FATE_NAMED);
    } else if (text.length) {
        frame->cell->text = gk_arena_copy(context->arena, text);
        if (!frame->cell->text)
            return gk_fail_memory(context);
        frame->cell->text_length = (uint32_t)text.length;
        frame->cell->label_length = (uint32_t)frame->label_length;
        gk_account_text(builder, text, GK_FATE_PLACED);
    }
    gk_builder_pop(builder);
    return context->status;
}

gkplan_status gk_layout_cell(struct gk_layout_builder *builder, const struct gk_cell *cell,
                             struct gk_string text)
{
    struct gk_string line;
    gk_layout_begin_cell(builder, cell);
    while (gk_next_line(&text, &line))
        if (line.length)
            gk_layout_paragraph(builder, NULL, line);
    return gk_layout_end_cell(builder);
}

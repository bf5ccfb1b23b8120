/* The layout builder: frames, paragraphs, blocks and text boxes. Tables are in layout_table.c, counting in
 * account.c. */
#include "layout/layout_builder.h"

#include "core/cjk_text.h"
#include "core/memory.h"
#include "layout/builder_state.h"

struct gk_frame *gk_builder_top(struct gk_layout_builder *builder)
{
    return gk_array_at(&builder->frames, builder->frames.count - 1);
}

struct gk_frame *gk_builder_push(struct gk_layout_builder *builder, enum gk_frame_kind kind)
{
    struct gk_frame *frame = gk_array_push(&builder->frames);
    if (!frame) {
        gk_fail_memory(builder->context);
        return NULL;
    }
    frame->kind = kind;
    frame->text_start = builder->text.length;
    return frame;
}

void gk_builder_pop(struct gk_layout_builder *builder)
{
    builder->text.length = gk_builder_top(builder)->text_start;
    builder->frames.count--;
}

gkplan_place gk_builder_place(struct gk_layout_builder *builder)
{
    gkplan_place place = gk_place_none();
    place.part = builder->part;
    place.line = builder->line;
    place.byte = builder->byte;
    place.page = builder->page;
    return place;
}

struct gk_layout_builder *gk_layout_builder_new(struct gk_context *context)
{
    struct gk_layout_builder *builder = gk_memory_allocate(&context->allocator, sizeof *builder);
    if (!builder) {
        gk_fail_memory(context);
        return NULL;
    }
    *builder = (struct gk_layout_builder){.context = context};
    gk_array_init(&builder->frames, &context->allocator, sizeof(struct gk_frame));
    gk_buffer_init(&builder->text, &context->allocator);
    gk_buffer_init(&builder->scratch, &context->allocator);
    gk_buffer_init(&builder->left_out_text, &context->allocator);
    if (!gk_builder_push(builder, GK_FRAME_BLOCKS)) {
        gk_layout_builder_free(builder);
        return NULL;
    }
    return builder;
}

struct gk_layout_builder *gk_layout_builder_again(struct gk_context *context)
{
    struct gk_layout_builder *builder = gk_layout_builder_new(context);
    if (builder)
        builder->again = true;
    return builder;
}

void gk_layout_builder_free(struct gk_layout_builder *builder)
{
    if (!builder)
        return;
    for (size_t i = 0; i < builder->frames.count; i++) {
        struct gk_frame *frame = gk_array_at(&builder->frames, i);
        if (frame->kind == GK_FRAME_TABLE)
            gk_spans_free(&frame->spans);
    }
    gk_array_free(&builder->frames);
    gk_buffer_free(&builder->text);
    gk_buffer_free(&builder->scratch);
    gk_buffer_free(&builder->left_out_text);
    gk_memory_release(&builder->context->allocator, builder, sizeof *builder);
}

gkplan_status gk_layout_finish(struct gk_layout_builder *builder, struct gk_layout *out)
{
    struct gk_context *context = builder->context;
    while (context->status == GKPLAN_STATUS_OK && builder->frames.count > 1) {
        switch (gk_builder_top(builder)->kind) {
        case GK_FRAME_CELL:
            gk_layout_end_cell(builder);
            break;
        case GK_FRAME_TABLE:
            gk_layout_end_table(builder);
            break;
        default:
            gk_layout_end_text_box(builder);
        }
    }
    gk_builder_close_paragraph(builder);
    gk_builder_flush_boxes(builder);
    gk_account_finish(builder);
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    *out = (struct gk_layout){.first_block = gk_builder_top(builder)->first_block,
                              .table_count = builder->tables,
                              .account = builder->account,
                              .listed_lines = builder->listed_lines};
    return context->status;
}

void gk_layout_place(struct gk_layout_builder *builder, const char *part, uint32_t line, uint64_t byte)
{
    builder->part = part;
    builder->line = line;
    builder->byte = byte;
}

static void append_block(gkplan_block **first, gkplan_block **last, gkplan_block *block)
{
    if (*last)
        (*last)->next = block;
    else
        *first = block;
    *last = block;
}

gkplan_status gk_builder_add_block(struct gk_layout_builder *builder, gkplan_block *block)
{
    struct gk_frame *frame = gk_builder_top(builder);
    append_block(&frame->first_block, &frame->last_block, block);
    return gk_builder_flush_boxes(builder);
}

gkplan_status gk_builder_flush_boxes(struct gk_layout_builder *builder)
{
    if (builder->frames.count > 1 || !builder->first_pending)
        return builder->context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    append_block(&frame->first_block, &frame->last_block, builder->first_pending);
    frame->last_block = builder->last_pending;
    builder->first_pending = builder->last_pending = NULL;
    return builder->context->status;
}

/* Append to what is open. */
static gkplan_status keep_text(struct gk_layout_builder *builder, struct gk_string text)
{
    struct gk_context *context = builder->context;
    builder->text_bytes += text.length;
    if (builder->text_bytes > context->limits.text_bytes)
        return gk_fail_limit(context, builder->part, builder->line, "text_bytes", builder->text_bytes,
                             context->limits.text_bytes);
    return gk_buffer_append_string(&builder->text, text) ? context->status : gk_fail_memory(context);
}

gkplan_status gk_layout_begin_paragraph(struct gk_layout_builder *builder,
                                        const struct gk_paragraph *paragraph)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK || gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind == GK_FRAME_TABLE)
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, builder->part, builder->line, "text outside a cell");
    frame->paragraph_open = true;
    if (frame->kind == GK_FRAME_CELL && builder->text.length > frame->text_start)
        gk_buffer_append(&builder->text, "\n", 1);
    frame->paragraph_start = builder->text.length;
    frame->paragraph = paragraph ? *paragraph : (struct gk_paragraph){.label = {"", 0}};
    frame->place = gk_builder_place(builder);
    frame->breaks_after = 0;
    if (frame->paragraph_start == frame->text_start)
        frame->label_length = frame->paragraph.label.length;
    return frame->paragraph.label.length ? keep_text(builder, frame->paragraph.label) : context->status;
}

gkplan_status gk_layout_text(struct gk_layout_builder *builder, struct gk_string text)
{
    if (builder->context->status != GKPLAN_STATUS_OK || text.length == 0)
        return builder->context->status;
    if (!gk_builder_top(builder)->paragraph_open &&
        gk_layout_begin_paragraph(builder, NULL) != GKPLAN_STATUS_OK)
        return builder->context->status;
    return keep_text(builder, text);
}

/* A block without text; where blocks cannot stand (in a table) there is none. */
static gkplan_status add_mark(struct gk_layout_builder *builder, gkplan_block_kind kind)
{
    struct gk_context *context = builder->context;
    if (gk_builder_top(builder)->kind != GK_FRAME_BLOCKS)
        return context->status;
    gkplan_block *block = gk_arena_new_object(context->arena, gkplan_block);
    if (!block)
        return gk_fail_memory(context);
    *block = (gkplan_block){.kind = kind, .text = "", .place = gk_builder_place(builder)};
    return gk_builder_add_block(builder, block);
}

/* The row whose cells have had no text so far, or NULL: a page that ends there ends above it. */
static gkplan_row *blank_row(struct gk_layout_builder *builder)
{
    const struct gk_frame *cell = gk_builder_top(builder);
    if (cell->kind != GK_FRAME_CELL || builder->text.length > cell->text_start)
        return NULL;
    const struct gk_frame *table = gk_array_at(&builder->frames, builder->frames.count - 2);
    return table->row_has_text ? NULL : table->last_row;
}

static gkplan_status turn_page(struct gk_layout_builder *builder)
{
    gkplan_status status = add_mark(builder, GKPLAN_BLOCK_PAGE_BREAK);
    gkplan_row *row = blank_row(builder);
    builder->page = builder->page ? builder->page + 1 : 2;
    if (row)
        row->flags |= GKPLAN_ROW_PAGE_TOP;
    else
        builder->page_top = true;
    return status;
}

void gk_layout_pages_known(struct gk_layout_builder *builder)
{
    builder->pages_known = true;
}

gkplan_status gk_layout_listed(struct gk_layout_builder *builder, uint32_t lines)
{
    builder->listed_lines = lines;
    return builder->context->status;
}

bool gk_layout_knows_pages(const struct gk_layout_builder *builder)
{
    return builder->pages_known;
}

/* The open paragraph's text, trimmed line by line, in place. */
static gkplan_status tidy_paragraph(struct gk_layout_builder *builder, struct gk_frame *frame)
{
    struct gk_string text = gk_string_from(gk_buffer_view(&builder->text), frame->paragraph_start);
    if (!memchr(text.data, '\n', text.length) && !memchr(text.data, '\r', text.length)) {
        struct gk_string trimmed = gk_trim(text);
        if (trimmed.length && trimmed.data != text.data)
            memmove(builder->text.data + frame->paragraph_start, trimmed.data, trimmed.length);
        builder->text.length = frame->paragraph_start + trimmed.length;
        return builder->context->status;
    }
    gk_buffer_clear(&builder->scratch);
    if (!gk_tidy_lines(&builder->scratch, text))
        return gk_fail_memory(builder->context);
    builder->text.length = frame->paragraph_start;
    /* No longer than before: the buffer has room. */
    gk_buffer_append_string(&builder->text, gk_buffer_view(&builder->scratch));
    return builder->context->status;
}

uint32_t gk_builder_label_length(const struct gk_frame *frame, struct gk_string text)
{
    return (uint32_t)(frame->label_length < text.length ? frame->label_length : text.length);
}

/* A paragraph at the top or in a text box becomes a block. */
static gkplan_status make_paragraph_block(struct gk_layout_builder *builder, struct gk_frame *frame)
{
    struct gk_context *context = builder->context;
    struct gk_string text = gk_string_from(gk_buffer_view(&builder->text), frame->paragraph_start);
    if (text.length == 0)
        return gk_builder_flush_boxes(builder);
    gk_account_flush_left_out(builder);
    gkplan_block *block = gk_arena_new_object(context->arena, gkplan_block);
    const char *copy = block ? gk_arena_copy(context->arena, text) : NULL;
    if (!copy)
        return gk_fail_memory(context);
    gk_account_placed(builder, text);
    *block = (gkplan_block){.text = copy,
                            .text_length = text.length,
                            .place = frame->place,
                            .level = frame->paragraph.level,
                            .label_length = gk_builder_label_length(frame, text),
                            .flags = frame->paragraph.flags};
    builder->text.length = frame->paragraph_start;
    return gk_builder_add_block(builder, block);
}

/* A paragraph of a cell stays in the buffer until the cell ends. An empty one goes, and the break in front of
 * it with it. */
static void keep_cell_paragraph(struct gk_layout_builder *builder, struct gk_frame *frame)
{
    if (builder->text.length == frame->paragraph_start && frame->paragraph_start > frame->text_start)
        builder->text.length--;
}

gkplan_status gk_builder_close_paragraph(struct gk_layout_builder *builder)
{
    struct gk_frame *frame = gk_builder_top(builder);
    if (builder->context->status != GKPLAN_STATUS_OK || !frame->paragraph_open)
        return builder->context->status;
    frame->paragraph_open = false;
    struct gk_string read = gk_string_from(gk_buffer_view(&builder->text), frame->paragraph_start);
    /* A number that Word gives to a covered cell is neither shown nor in the source. */
    if (frame->covered && gk_is_blank(gk_string_from(read, frame->paragraph.label.length)))
        builder->text.length = frame->paragraph_start;
    else
        gk_account_read(builder, read);
    size_t label_end = frame->paragraph_start + frame->paragraph.label.length;
    if (builder->context->options.normalize_text && label_end < builder->text.length)
        builder->text.length =
            label_end + gk_plain_characters(builder->text.data + label_end, builder->text.length - label_end);
    if (tidy_paragraph(builder, frame) != GKPLAN_STATUS_OK)
        return builder->context->status;
    uint32_t breaks = frame->breaks_after;
    if (frame->kind == GK_FRAME_BLOCKS)
        make_paragraph_block(builder, frame);
    else
        keep_cell_paragraph(builder, frame);
    while (breaks-- > 0 && builder->context->status == GKPLAN_STATUS_OK)
        turn_page(builder);
    return builder->context->status;
}

gkplan_status gk_layout_end_paragraph(struct gk_layout_builder *builder)
{
    return gk_builder_close_paragraph(builder);
}

gkplan_status gk_layout_paragraph(struct gk_layout_builder *builder, const struct gk_paragraph *paragraph,
                                  struct gk_string text)
{
    gk_layout_begin_paragraph(builder, paragraph);
    gk_layout_text(builder, text);
    return gk_layout_end_paragraph(builder);
}

/* A page break inside a paragraph stands before it or after it: it does not cut the paragraph in two. */
gkplan_status gk_layout_page_break(struct gk_layout_builder *builder)
{
    if (builder->context->status != GKPLAN_STATUS_OK)
        return builder->context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (!frame->paragraph_open)
        return turn_page(builder);
    if (!gk_is_blank(gk_string_from(gk_buffer_view(&builder->text), frame->paragraph_start))) {
        frame->breaks_after++;
        return builder->context->status;
    }
    builder->text.length = frame->paragraph_start;
    turn_page(builder);
    frame->place.page = builder->page;
    return builder->context->status;
}

gkplan_status gk_layout_rule(struct gk_layout_builder *builder)
{
    if (gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK)
        return builder->context->status;
    return add_mark(builder, GKPLAN_BLOCK_RULE);
}

gkplan_status gk_layout_begin_text_box(struct gk_layout_builder *builder)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    if (builder->box_depth >= context->limits.table_depth)
        return gk_fail_limit(context, builder->part, builder->line, "table_depth", builder->box_depth + 1u,
                             context->limits.table_depth);
    gkplan_block *box = gk_arena_new_object(context->arena, gkplan_block);
    struct gk_frame *frame = box ? gk_builder_push(builder, GK_FRAME_BLOCKS) : NULL;
    if (!frame)
        return gk_fail_memory(context);
    *box = (gkplan_block){.kind = GKPLAN_BLOCK_TEXT_BOX, .text = "", .place = gk_builder_place(builder)};
    frame->box = box;
    builder->box_depth++;
    return context->status;
}

gkplan_status gk_layout_end_text_box(struct gk_layout_builder *builder)
{
    struct gk_context *context = builder->context;
    if (context->status != GKPLAN_STATUS_OK || gk_builder_close_paragraph(builder) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_frame *frame = gk_builder_top(builder);
    if (frame->kind != GK_FRAME_BLOCKS || !frame->box)
        return context->status;
    gkplan_block *box = frame->box;
    box->first_child = frame->first_block;
    gk_builder_pop(builder);
    builder->box_depth--;
    if (box->first_child)
        append_block(&builder->first_pending, &builder->last_pending, box);
    return context->status;
}

/* The inside of the layout builder, shared by its files. */
#ifndef GK_LAYOUT_BUILDER_STATE_H
#define GK_LAYOUT_BUILDER_STATE_H

#include "core/array.h"
#include "core/buffer.h"
#include "layout/layout_builder.h"

/* The cell that covers a grid column, as far as the rows so far say. */
struct gk_owner {
    gkplan_cell *cell;
    int32_t left_edge;
    int32_t right_edge;
    bool continuable; /* a vertical merge may go on */
};

enum gk_frame_kind { GK_FRAME_BLOCKS, GK_FRAME_TABLE, GK_FRAME_CELL };

/* What is open: the document or a text box, a table, a cell. */
struct gk_frame {
    enum gk_frame_kind kind;
    size_t text_start; /* where this frame's text begins in the builder's buffer */
    bool paragraph_open;
    size_t paragraph_start;
    struct gk_paragraph paragraph; /* its label is in the buffer already */
    size_t label_length;
    uint32_t line; /* where the open paragraph or cell begins */
    uint64_t byte;
    /* GK_FRAME_BLOCKS */
    gkplan_block *box; /* the text box, NULL for the document */
    gkplan_block *first_block;
    gkplan_block *last_block;
    /* GK_FRAME_TABLE */
    gkplan_table *table;
    struct gk_array owners; /* struct gk_owner, one for each grid column used */
    gkplan_row *last_row;
    gkplan_cell *last_cell;
    uint32_t next_column;
    uint32_t cells_begun; /* cells that the source has in the open row, continuing ones included */
    bool row_open;
    /* GK_FRAME_CELL */
    gkplan_cell *cell;
    gkplan_table *last_table;
    bool covered; /* a continuing cell: its text is not shown */
};

struct gk_layout_builder {
    struct gk_context *context;
    struct gk_array frames; /* struct gk_frame */
    struct gk_buffer text;  /* the text of everything open, the innermost last */
    struct gk_buffer scratch;
    const char *part;
    uint32_t line;
    uint64_t byte;
    uint32_t page; /* 0 until the first page break */
    uint32_t tables;
    uint32_t table_depth;
    uint32_t box_depth;
    uint64_t cells;
    uint64_t text_bytes;
    gkplan_account account;
    uint64_t replacement_characters;
    uint64_t control_characters;
    uint64_t private_characters;
    enum gk_left_out left_out_why; /* the run of left-out text that is not said yet */
    uint64_t left_out_count;       /* its characters; 0: none */
    gkplan_place left_out_place;
    struct gk_buffer left_out_text;
    gkplan_block *first_pending; /* text boxes that wait for the block that anchors them to end */
    gkplan_block *last_pending;
};

/* The innermost frame. */
struct gk_frame *gk_builder_top(struct gk_layout_builder *builder);
/* A new innermost frame, or NULL when memory ends (the context then says so). */
struct gk_frame *gk_builder_push(struct gk_layout_builder *builder, enum gk_frame_kind kind);
/* Drop the innermost frame and its text. */
void gk_builder_pop(struct gk_layout_builder *builder);
/* The place where the builder is. */
gkplan_place gk_builder_place(struct gk_layout_builder *builder);
/* Put a block into the innermost block list. */
gkplan_status gk_builder_add_block(struct gk_layout_builder *builder, gkplan_block *block);
/* Text boxes that were anchored in the block that just ended. */
gkplan_status gk_builder_flush_boxes(struct gk_layout_builder *builder);

/* What became of a text. */
enum gk_fate { GK_FATE_PLACED, GK_FATE_NAMED };
void gk_account_text(struct gk_layout_builder *builder, struct gk_string text, enum gk_fate fate);
/* Say the run of left-out text, if any. */
void gk_account_flush_left_out(struct gk_layout_builder *builder);
/* The diagnostics of the whole document: damaged, control and private-use characters. */
void gk_account_finish(struct gk_layout_builder *builder);

/* Close the open paragraph of the innermost frame, if any. */
gkplan_status gk_builder_close_paragraph(struct gk_layout_builder *builder);

#endif

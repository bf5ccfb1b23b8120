/* The inside of the layout builder, shared by its files. */
#ifndef GK_LAYOUT_BUILDER_STATE_H
#define GK_LAYOUT_BUILDER_STATE_H

#include "core/array.h"
#include "core/buffer.h"
#include "layout/layout_builder.h"
#include "layout/spans.h"

/* A mark of one or a few signs that a dialect writes over and over: | , ** and the like. */
enum { GK_MARK_KINDS = 8, GK_MARK_LENGTH = 8 };
struct gk_mark_count {
    char text[GK_MARK_LENGTH + 1];
    uint64_t count;
    gkplan_place place; /* of the first */
};

/* A table of the layout, and the last of the tables that hang in the same cell (kept in the first of them).
 */
struct gk_made_table {
    gkplan_table table; /* must be first */
    gkplan_table *last_sibling;
    bool merges_by_spans;
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
    gkplan_place place;    /* where the open paragraph begins */
    uint32_t breaks_after; /* page breaks inside the open paragraph */
    /* GK_FRAME_BLOCKS */
    gkplan_block *box; /* the text box, NULL for the document */
    gkplan_block *first_block;
    gkplan_block *last_block;
    /* GK_FRAME_TABLE */
    struct gk_made_table *table;
    struct gk_spans spans;
    gkplan_row *last_row;
    gkplan_cell *last_cell;
    uint32_t cells_begun; /* cells that the source has in the open row, continuing ones included */
    bool row_open;
    bool row_has_text; /* a cell that has ended in the open row is not blank */
    /* GK_FRAME_CELL */
    gkplan_cell *cell;
    bool covered; /* a merge covers it: its text is not shown */
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
    bool page_top; /* no row since the last page break */
    bool pages_known;
    bool again;            /* the characters were counted before */
    uint32_t listed_lines; /* lines of a source that lists its cells */
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
    struct gk_mark_count marks[GK_MARK_KINDS];
    uint32_t mark_kinds;
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

/* Characters that a reader gave. Counted before anything is done to them, so that the sums prove something.
 */
void gk_account_read(struct gk_layout_builder *builder, struct gk_string text);
/* Characters that stand in a block or cell, or that a diagnostic names. */
void gk_account_placed(struct gk_layout_builder *builder, struct gk_string text);
void gk_account_named(struct gk_layout_builder *builder, struct gk_string text);
/* Say the run of left-out text, if any. */
void gk_account_flush_left_out(struct gk_layout_builder *builder);
/* The diagnostics of the whole document: damaged, control and private-use characters. */
void gk_account_finish(struct gk_layout_builder *builder);

/* Bytes of `text` (the frame's first paragraph begins it) that automatic numbering wrote. */
uint32_t gk_builder_label_length(const struct gk_frame *frame, struct gk_string text);

/* Whether a finished table lost the spans that it had: it has none, and blanks or gaps where they were. */
bool gk_table_lost_merges(const gkplan_table *table);

/* Close the open paragraph of the innermost frame, if any. */
gkplan_status gk_builder_close_paragraph(struct gk_layout_builder *builder);

#endif

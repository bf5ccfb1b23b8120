/* The only way to make a layout: every reader speaks to this and to nothing else.
 *
 * Calls come in document order and nest: blocks at the top, in a text box, or paragraphs and tables inside a
 * cell. The builder enforces the limits, finds the owner of each grid column, counts characters in and out,
 * and puts everything into the document's arena. Each call returns the context's status; after a failure all
 * later calls do nothing and return it, so that a reader may check once in a while. Begin and end calls must
 * match; what is left open is closed by gk_layout_finish. Text may come in pieces of any size. The builder
 * never recurses.
 */
#ifndef GK_LAYOUT_LAYOUT_BUILDER_H
#define GK_LAYOUT_LAYOUT_BUILDER_H

#include "core/context.h"
#include "core/string_view.h"
#include <gkplan/layout.h>

struct gk_layout_builder;

/* The finished layout. All of it is in the arena. */
struct gk_layout {
    const gkplan_block *first_block;
    uint32_t table_count;   /* nested ones and those of text boxes included */
    uint32_t listed_lines;  /* lines of a source whose lines may be cells of a table; 0: it is none such */
    gkplan_account account; /* read, placed, named are set */
};

struct gk_layout_builder *gk_layout_builder_new(struct gk_context *context); /* NULL when memory ends */
/* For a layout that is made anew from a finished one: what is odd about its characters was said. */
struct gk_layout_builder *gk_layout_builder_again(struct gk_context *context);
void gk_layout_builder_free(struct gk_layout_builder *builder); /* NULL is allowed */
gkplan_status gk_layout_finish(struct gk_layout_builder *builder, struct gk_layout *out);

/* Where the next things stand. `part` must live as long as the arena (or be static). Kept until changed. */
void gk_layout_place(struct gk_layout_builder *builder, const char *part, uint32_t line, uint64_t byte);

struct gk_paragraph {
    uint32_t level;         /* heading level, 0: none */
    uint32_t flags;         /* GKPLAN_BLOCK_ bits */
    struct gk_string label; /* automatic numbering, written in front of the text; empty: none */
};

/* Paragraphs, at the top or in a cell. In a cell they are joined by "\n", trimmed, empty ones dropped. At the
 * top the text is trimmed, and a paragraph without text makes no block. NULL properties are all zero. */
gkplan_status gk_layout_begin_paragraph(struct gk_layout_builder *builder,
                                        const struct gk_paragraph *paragraph);
/* Text of the open paragraph; "\n" is a line break inside it. Outside a paragraph, one is begun. */
gkplan_status gk_layout_text(struct gk_layout_builder *builder, struct gk_string text);
gkplan_status gk_layout_end_paragraph(struct gk_layout_builder *builder);
/* begin, text, end in one. */
gkplan_status gk_layout_paragraph(struct gk_layout_builder *builder, const struct gk_paragraph *paragraph,
                                  struct gk_string text);
/* At the top a block. In a row without text so far that row is GKPLAN_ROW_PAGE_TOP, else the next row begun.
 * Inside a paragraph: before or after it. */
gkplan_status gk_layout_page_break(struct gk_layout_builder *builder);
/* The source marks every page's end: tables that are open or begin later are GKPLAN_TABLE_PAGES_KNOWN. */
void gk_layout_pages_known(struct gk_layout_builder *builder);
bool gk_layout_knows_pages(const struct gk_layout_builder *builder);
/* The source sets each cell of its tables on one of its `lines` and nothing else: every paragraph may be one.
 */
gkplan_status gk_layout_listed(struct gk_layout_builder *builder, uint32_t lines);
gkplan_status gk_layout_rule(struct gk_layout_builder *builder);
/* A box may begin anywhere; it stands at the top, after the paragraph or table in which it begins. */
gkplan_status gk_layout_begin_text_box(struct gk_layout_builder *builder);
gkplan_status gk_layout_end_text_box(struct gk_layout_builder *builder);

struct gk_table {
    uint32_t flags;        /* GKPLAN_TABLE_ bits */
    uint32_t column_count; /* grid columns that the source declares; 0: as the rows need */
    bool merges_by_spans;  /* of a format whose converters may lose the spans: then the merges are not known */
};
gkplan_status gk_layout_begin_table(struct gk_layout_builder *builder, const struct gk_table *table);
gkplan_status gk_layout_end_table(struct gk_layout_builder *builder);

gkplan_status gk_layout_begin_row(struct gk_layout_builder *builder, uint32_t flags); /* GKPLAN_ROW_ bits */
gkplan_status gk_layout_end_row(struct gk_layout_builder *builder);
/* Spans from above do not run into the next row (a <tbody> ends). */
gkplan_status gk_layout_end_row_group(struct gk_layout_builder *builder);

#define GK_COLUMN_NEXT UINT32_MAX

/* How a cell says that it belongs to the one above it. */
enum gk_vertical_merge {
    GK_MERGE_NONE = 0,
    GK_MERGE_RESTART,  /* begins a merged cell that later rows may continue */
    GK_MERGE_CONTINUE, /* continues the cell above that has the same edges */
};

struct gk_cell {
    uint32_t column;      /* grid column, or GK_COLUMN_NEXT: the next one that no span from above covers */
    uint32_t column_span; /* 0 is taken as 1 */
    uint32_t row_span;    /* 0 is taken as 1; HTML. UINT32_MAX: to the end of the table */
    uint32_t flags;       /* GKPLAN_CELL_ bits */
    enum gk_vertical_merge merge;
    int32_t left_edge; /* twips from the table's left; both 0: unknown. For merges whose edges nearly meet */
    int32_t right_edge;
};
/* A continuing cell whose edges match (contract 4.10) adds its row to the span of the cell above. What it
 * holds is not shown by a word processor: its text goes to a diagnostic, its tables to the cell above. A
 * continuing cell that fits none begins a cell of its own, with a diagnostic. No two cells ever cover the
 * same position: a cell that asks for a covered column is cut to what is free, or is covered as a continuing
 * one is, with a diagnostic. NULL properties: the next column, spans of 1. */
gkplan_status gk_layout_begin_cell(struct gk_layout_builder *builder, const struct gk_cell *cell);
gkplan_status gk_layout_end_cell(struct gk_layout_builder *builder);
/* The open row's last cell, which has ended, covers the columns up to `end` as well, as far as they are free:
 * the next cells of the source continue it to the right. */
gkplan_status gk_layout_widen_cell(struct gk_layout_builder *builder, uint32_t end);
/* A whole cell: text with "\n" between its paragraphs. */
gkplan_status gk_layout_cell(struct gk_layout_builder *builder, const struct gk_cell *cell,
                             struct gk_string text);

/* Why text is not in the layout. */
enum gk_left_out {
    GK_LEFT_OUT_DELETED,     /* a tracked deletion */
    GK_LEFT_OUT_HIDDEN,      /* hidden text */
    GK_LEFT_OUT_FURNITURE,   /* page numbers, navigation */
    GK_LEFT_OUT_MARK,        /* what a text extractor added, or markup characters */
    GK_LEFT_OUT_ALTERNATIVE, /* the other branch of alternate content */
    GK_LEFT_OUT_DRAWING,     /* words that are part of a drawing */
};
/* Count text that the source holds and the layout does not; one diagnostic for each run of the same reason.
 */
gkplan_status gk_layout_left_out(struct gk_layout_builder *builder, enum gk_left_out why,
                                 struct gk_string text);

#endif

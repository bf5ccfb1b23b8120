/* Which cell owns which grid columns, row after row.
 *
 * Only what covers something is kept: the cells of the row above and the spans that still run, as intervals
 * sorted by column. A row walks them once from left to right, so that a span of thousands of columns costs
 * what a span of one does, and memory goes by the cells of a row, never by rows times columns.
 */
#ifndef GK_LAYOUT_SPANS_H
#define GK_LAYOUT_SPANS_H

#include "core/array.h"
#include "layout/layout_builder.h"

/* A cell as the rows below see it. */
struct gk_span {
    gkplan_cell *cell;
    uint64_t until; /* the first row that it does not cover */
    uint32_t column;
    uint32_t end; /* the first column after it */
    int32_t left_edge;
    int32_t right_edge;
    bool continuable; /* a vertical merge may go on */
};

struct gk_spans {
    struct gk_array above;   /* struct gk_span, by column */
    struct gk_array current; /* the open row, as far as it is placed */
    size_t cursor;           /* the first of `above` that the open row has not passed */
    uint32_t row;            /* the open row, or the next one */
    uint64_t next_column;
};

void gk_spans_init(struct gk_spans *spans, const gkplan_allocator *allocator);
void gk_spans_free(struct gk_spans *spans);

/* Where a cell finds room. */
struct gk_spot {
    uint64_t column;
    uint64_t end;            /* after what is left of its span */
    gkplan_cell *covered_by; /* no column is left: the cell that covers them */
    bool overlaps;           /* its columns were cut where another span reaches, or none is left */
};
/* Find the place of a cell that wants `span` columns at `column`, or at the next free one (GK_COLUMN_NEXT).
 * False when memory ends. */
bool gk_spans_place(struct gk_spans *spans, uint32_t column, uint32_t span, struct gk_spot *spot);
/* A cell that stands where gk_spans_place said; the columns up to `next_column` are used up. */
bool gk_spans_add(struct gk_spans *spans, const struct gk_span *span, uint64_t next_column);

/* The span that a continuing cell at `column` joins, or NULL; *near_miss says that its edges differ a little
 * (contract 4.10). The caller then calls gk_spans_continue. */
struct gk_span *gk_spans_find_continued(struct gk_spans *spans, const struct gk_cell *cell, uint32_t column,
                                        uint32_t span, bool *near_miss);
void gk_spans_continue(struct gk_spans *spans, struct gk_span *span, uint64_t next_column);

/* The open row's last cell reaches to column `end`, as far as no span from above covers what is between. */
void gk_spans_widen(struct gk_spans *spans, uint64_t end);

/* Whether a span from above covers a part of the open row. To be asked at the row's end. */
bool gk_spans_row_is_covered(const struct gk_spans *spans);
bool gk_spans_end_row(struct gk_spans *spans);
/* No span runs on below the last row: a row group or the table ends. */
void gk_spans_clip(struct gk_spans *spans);

#endif

/* What the files that find the cells of a part share: the open column's rows and lines, and what cells cost.
 */
#ifndef GK_READ_WORD_BOX_CELLS_H
#define GK_READ_WORD_BOX_CELLS_H

#include "read/word_box_parts.h"

struct gk_box_row_text {
    double top, bottom;    /* of the text of the tallest cell */
    size_t wide, wide_end; /* columns that a wide cell of another one covers */
};

/* The best way to part the rows above row `r`. */
struct gk_box_parting {
    double cost;
    size_t previous;
};

struct gk_box_cell_finder {
    struct gk_box_table *table;
    const struct gk_box_part *part;
    struct gk_array texts; /* struct gk_box_row_text, for the part's rows */
    struct gk_array
        first; /* size_t: the open column's first line in or below each row; one more at the end */
    struct gk_array steps;
    size_t column;
    size_t begin;     /* the first row of the open run, counted in the part */
    bool top_aligned; /* the open column */
    bool page_top;    /* which is the first one of the page, headers aside */
};

/* The open column's first line in a row or below it. */
static inline size_t gk_box_first_in(const struct gk_box_cell_finder *finder, size_t row)
{
    return *(size_t *)gk_array_at(&finder->first, row);
}

/* The open column's lines by rows. */
bool gk_box_index_column(struct gk_box_cell_finder *finder);
/* Where the text of each row begins and ends. */
bool gk_box_find_texts(struct gk_box_cell_finder *finder);
/* Gaps between lines from `first` to before `end`: where there are some, they are no block. */
size_t gk_box_gaps_between(const struct gk_box_table *table, size_t first, size_t end);
/* Whether the open column holds labels over several rows. */
bool gk_box_is_label(const struct gk_box_cell_finder *finder);
/* What a cell over the rows from `row` to before `end` costs, and a cell's end above a row. */
double gk_box_cell_cost(const struct gk_box_cell_finder *finder, size_t row, size_t end);
double gk_box_border_cost(const struct gk_box_cell_finder *finder, size_t row);

/* --- doubts that are said --- */

void gk_box_warn_if_either(const struct gk_box_cell_finder *finder, const struct gk_box_cell *cell,
                           size_t row, size_t end);
void gk_box_warn_if_parted(const struct gk_box_cell_finder *finder, size_t row);
/* The cells from `first_cell` on are those of the rows from `begin` to before `end`, the lowest first. Where
 * they could nearly as well be parted otherwise, that was guessed. */
bool gk_box_warn_of_edges(struct gk_box_cell_finder *finder, size_t begin, size_t end, size_t first_cell);
/* The cell that was added last, of the rows from `row` to before `end`: its lines may be of two cells. */
void gk_box_warn_of_gap(const struct gk_box_cell_finder *finder, size_t row, size_t end);
/* Rows of a part of which it is doubtful where they begin. */
void gk_box_warn_of_rows(const struct gk_box_table *table, const struct gk_box_part *part);

#endif

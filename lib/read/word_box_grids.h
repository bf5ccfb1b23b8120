/* Tables that are drawn: the lines of a page and the cells between them. Private to the word_box files. */
#ifndef GK_READ_WORD_BOX_GRIDS_H
#define GK_READ_WORD_BOX_GRIDS_H

#include "read/word_box_parts.h"

/* A level or upright line of a page, put together from the pieces that were drawn. */
struct gk_box_line_drawn {
    double at;       /* level: from the top; upright: from the left */
    double from, to; /* where it begins and ends in the other direction */
    size_t group;    /* lines that touch one another have the same */
};

/* A cell in the rows and columns of its grid. */
struct gk_box_grid_cell {
    uint32_t row, column, row_span, column_span;
    size_t first_word, end_word; /* of those that stand in grids */
    bool open;                   /* no line stands below it, and no cell */
};

/* The cells that touching lines of one page enclose. */
struct gk_box_grid {
    struct gk_box box;
    uint32_t page;
    uint32_t row_count, column_count;
    size_t first_edge; /* in edges: column_count + 1 from the left, then row_count + 1 from the top */
    size_t first_cell; /* in cells: by row and column */
    size_t cell_count;
    bool open;     /* nor below any other of its last row */
    size_t doubts; /* places where a line ends inside what would else be one cell */
};

struct gk_box_grids {
    struct gk_context *context;
    double em;              /* the size of most words */
    struct gk_array grids;  /* struct gk_box_grid: by page and from the top */
    struct gk_array edges;  /* double */
    struct gk_array cells;  /* struct gk_box_grid_cell */
    uint32_t crowded_pages; /* with more lines than a table has: they were not used */
};

void gk_box_grids_init(struct gk_box_grids *grids, struct gk_context *context, double em);
void gk_box_grids_free(struct gk_box_grids *grids);
/* The grids of all pages. Sorts the rules. False when memory ends. */
bool gk_box_find_grids(struct gk_box_grids *grids, struct gk_array *rules);
/* One grid of lines that touch one another; none where they enclose fewer than two cells. */
bool gk_box_make_grid(struct gk_box_grids *grids, uint32_t page, const struct gk_array *levels,
                      const struct gk_array *uprights);

/* Lines, and edges of words and cells, that are nearer than this are meant to be the same. */
static inline double gk_box_near(const struct gk_box_grids *grids)
{
    return 0.3 * grids->em;
}
static inline struct gk_box_grid *gk_box_grid_at(const struct gk_box_grids *grids, size_t position)
{
    return gk_array_at(&grids->grids, position);
}
static inline struct gk_box_grid_cell *gk_box_grid_cell_at(const struct gk_box_grids *grids, size_t position)
{
    return gk_array_at(&grids->cells, position);
}
/* Where column `column` of a grid begins (and the one before it ends), and where row `row` does. */
static inline double gk_box_grid_x(const struct gk_box_grids *grids, const struct gk_box_grid *grid,
                                   size_t column)
{
    return *(double *)gk_array_at(&grids->edges, grid->first_edge + column);
}
static inline double gk_box_grid_y(const struct gk_box_grids *grids, const struct gk_box_grid *grid,
                                   size_t row)
{
    return *(double *)gk_array_at(&grids->edges, grid->first_edge + grid->column_count + 1 + row);
}

#endif

/* Tables whose cells are drawn: their words, rows and pages. Private to the word_box files. */
#ifndef GK_READ_WORD_BOX_RULED_H
#define GK_READ_WORD_BOX_RULED_H

#include "read/word_box_grids.h"

/* A drawn table, on one or several pages. */
struct gk_box_ruled_table {
    size_t first, end; /* of its grids */
    uint32_t page;     /* where it begins */
    double top;
};

struct gk_box_ruled {
    struct gk_box_grids grids;
    struct gk_word_boxes inside; /* the words that stand in grids, cell by cell and line by line */
    struct gk_array tables;      /* struct gk_box_ruled_table: in the order of the pages */
};

void gk_box_ruled_init(struct gk_box_ruled *ruled, struct gk_word_boxes *boxes);
void gk_box_ruled_free(struct gk_box_ruled *ruled);
/* Find the drawn tables, and take their words out of `boxes`. False when memory ends. */
bool gk_box_take_ruled(struct gk_box_ruled *ruled, struct gk_word_boxes *boxes);
/* How many segments stand above `y` on a page, or on a page before. */
size_t gk_box_segments_above(const struct gk_array *segments, uint32_t page, double y);
/* Mark lines above and below drawn tables that stand at one place of two neighbouring pages as furniture. */
bool gk_box_mark_running(const struct gk_box_ruled *ruled, const struct gk_word_boxes *boxes,
                         struct gk_array *segments);
/* Put the grids of neighbouring pages together as tables, where between them stand no segments but page
 * numbers. */
bool gk_box_join_grids(struct gk_box_ruled *ruled, const struct gk_array *segments);
/* How far a segment stands below the nearest drawn table on its page; infinite where none is. */
double gk_box_below_grid(const struct gk_box_ruled *ruled, const struct gk_box_segment *segment);
gkplan_status gk_box_write_ruled(struct gk_box_ruled *ruled, const struct gk_box_ruled_table *which,
                                 struct gk_layout_builder *builder);

#endif

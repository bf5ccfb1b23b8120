/* What stands outside tables, between the steps of a read. Private to the word_box files. */
#ifndef GK_READ_WORD_BOX_PROSE_H
#define GK_READ_WORD_BOX_PROSE_H

#include "read/word_box_ruled.h"

/* A line of prose. */
struct gk_box_prose_line {
    struct gk_box box;
    double em;
    bool centred;
    bool parted; /* by a gap that no text has */
};

struct gk_box_prose {
    const struct gk_word_boxes *boxes;
    const struct gk_array *segments;
    struct gk_buffer text;         /* of the open paragraph */
    struct gk_buffer next;         /* of the line that comes */
    struct gk_box_prose_line line; /* the last one of the open paragraph */
    double em;                     /* of most lines */
    double left;                   /* margin of all pages */
    double right, rightmost;       /* of the open page: of full lines, and of any */
    uint32_t source_line;
    bool joined; /* the open paragraph has several lines */
};

/* Find page numbers. False when memory ends. */
bool gk_box_mark_furniture(const struct gk_word_boxes *boxes, const struct gk_box_ruled *ruled,
                           struct gk_array *segments);
/* The size of most text. False when memory ends. */
bool gk_box_prose_measure(struct gk_box_prose *prose);
/* The segments of a new page, which give its margins. */
void gk_box_prose_page(struct gk_box_prose *prose, size_t first, size_t end);
/* Segments of the open page that stand outside tables. */
bool gk_box_write_prose(struct gk_box_prose *prose, struct gk_layout_builder *builder, size_t first,
                        size_t end);
/* The open paragraph ends. */
gkplan_status gk_box_prose_end(struct gk_box_prose *prose, struct gk_layout_builder *builder);

#endif

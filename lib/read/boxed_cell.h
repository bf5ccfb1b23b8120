/* A cell that grows line by line between drawn bars. */
#ifndef GK_READ_BOXED_CELL_H
#define GK_READ_BOXED_CELL_H

#include "core/buffer.h"
#include "core/context.h"

struct gk_boxed_cell {
    struct gk_buffer text;
    size_t last;        /* width of its last line's text; 0: that was blank */
    size_t left;        /* columns that were left free behind it: by the writer's own measure, for quotation
                           marks are wide to some and narrow to others */
    uint32_t last_code; /* its last character */
    bool parted;        /* it has several paragraphs */
    bool sentence;      /* it is more than a list of names */
    size_t unsure;      /* where a line filled the column, and a paragraph may end as well; 0: nowhere */
};

void gk_boxed_cell_clear(struct gk_boxed_cell *cell);
/* One line more, behind whose text `left` columns are free. `soft`: lines end where the column does, and
 * paragraphs have a blank line between them. False when memory ends. */
bool gk_boxed_cell_add(struct gk_boxed_cell *cell, struct gk_string text, size_t left, bool soft);
/* Whether the cell's last line was too full for the text's first word: then it was wrapped there. */
bool gk_boxed_cell_wrapped(const struct gk_boxed_cell *cell, struct gk_string text);
/* Whether the cell's text goes on with this one for sure: none ends or begins with such a mark. */
bool gk_boxed_cell_must_go_on(const struct gk_boxed_cell *cell, struct gk_string text);

/* Say that names of a list may have been joined, at the source's line where the cell begins. */
void gk_boxed_cell_say_doubt(struct gk_context *context, const struct gk_boxed_cell *cell, uint32_t line);

/* The first word of a text: how many columns it needs to stand on the line before. */
size_t gk_first_word_width(struct gk_string text);

#endif

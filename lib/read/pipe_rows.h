/* Rows whose cells are separated by bars: GitHub's tables, and those of extractors that drop covered cells
 * and pad the row's end. */
#ifndef GK_READ_PIPE_ROWS_H
#define GK_READ_PIPE_ROWS_H

#include "read/text_rows.h"

/* How many cells a line has as a row of a pipe table; 0: it is none. */
size_t gk_pipe_row_cells(struct gk_string line);
/* The line under the header: | --- | :-: | */
bool gk_pipe_rule(struct gk_string line);
/* Leave that line out, and remember whether rows have bars at their ends. */
void gk_pipe_rule_take(struct gk_text_rows *rows, struct gk_string line);
/* Write a line as a row; one that holds the whole table as its rows. `rest` is what follows. */
void gk_pipe_row_write(struct gk_text_rows *rows, struct gk_string line, struct gk_string rest);
/* Whether the line, at the start of `rest`, is a row: it has bars, and so has a neighbour. */
bool gk_pipe_row_here(const struct gk_text_rows *rows, struct gk_string line, struct gk_string rest);

#endif

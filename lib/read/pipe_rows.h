/* Rows whose cells are separated by bars: GitHub's tables, and those of extractors that drop covered cells
 * and pad the row's end. */
#ifndef GK_READ_PIPE_ROWS_H
#define GK_READ_PIPE_ROWS_H

#include "read/text_rows.h"

/* How many cells a line has as a row of a pipe table; 0: it is none. */
size_t gk_pipe_row_cells(struct gk_string line);
/* A row without any text: a header of a table that has none. */
bool gk_pipe_blank_row(struct gk_string line);
/* The line under the header: | --- | :-: | */
bool gk_pipe_rule(struct gk_string line);
/* Leave that line out, and remember whether rows have bars at their ends. */
void gk_pipe_rule_take(struct gk_text_rows *rows, struct gk_string line);
/* Write the line as a row, or, where it holds a whole table, as its rows. A row whose cells have line breaks
 * takes lines off *rest. False, and nothing is written, when it is no row: it has no bars, or it has and no
 * neighbour does. */
bool gk_pipe_row_read(struct gk_text_rows *rows, struct gk_string line, struct gk_string *rest);

#endif

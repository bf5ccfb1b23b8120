/* A grid drawn with characters in which cells reach over several rows: the drawn lines say exactly which. */
#ifndef GK_READ_DRAWN_GRID_H
#define GK_READ_DRAWN_GRID_H

#include "read/text_rows.h"

/* Write the table that begins with `line`, behind which *rest begins, and move *rest behind it. False, and
 * nothing is written, when it is no such table; *end is where its lines end. */
bool gk_drawn_grid_read(struct gk_text_rows *rows, struct gk_string line, struct gk_string *rest,
                        const char **end);

#endif

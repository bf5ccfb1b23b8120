/* A table of which every cell became a line, told apart by its first column, which counts. */
#ifndef GK_ARRANGE_NUMBERED_CELLS_H
#define GK_ARRANGE_NUMBERED_CELLS_H

#include "arrange/listed_cells.h"

enum { GK_NUMBERED_COLUMNS_FEWEST = 3 };

struct gk_numbered_table {
    size_t first; /* line of the header's first cell */
    size_t columns;
    size_t rows; /* header included */
    size_t end;  /* the line behind it */
};

/* The table whose header begins with line `position` of `lines` or right behind it; false: none does. */
bool gk_numbered_table_find(const struct gk_array *lines, size_t position, struct gk_numbered_table *out);

#endif

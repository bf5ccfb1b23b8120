/* A table of which every cell became a line, told apart by its header's words and by what the cells hold. */
#ifndef GK_ARRANGE_LISTED_CELLS_H
#define GK_ARRANGE_LISTED_CELLS_H

#include "core/array.h"
#include "core/context.h"

enum { GK_LISTED_COLUMNS = 24 };

/* A line that is not blank. */
struct gk_listed_line {
    struct gk_string text;
    uint64_t byte;   /* where it begins in the source */
    uint32_t number; /* of the line, from 1 */
    uint32_t value;  /* of its digits, where it has nothing else; else 0 */
    uint32_t blanks; /* blank lines in front of it */
};

/* What a cell of the table is made of. */
struct gk_listed_cell {
    size_t first, end;    /* lines; none: a blank cell */
    uint32_t column, row; /* the header is row 0 */
    uint32_t span;        /* columns */
};

struct gk_listed_table {
    size_t first, end; /* lines */
    size_t columns;
    size_t rows;
    bool blanks_known;     /* the source writes blank cells */
    struct gk_array cells; /* struct gk_listed_cell */
    uint32_t trailing;     /* blank lines behind the last line, set by the caller */
    size_t work;           /* lines that may still be looked at, in all attempts together */
};

/* The table whose header begins with line `position` of `lines`; false: none does, or its cells cannot be
 * told apart with reason, or memory ended; then `end` is the line behind what might be its header. */
bool gk_listed_table_find(struct gk_context *context, const struct gk_array *lines, size_t position,
                          struct gk_listed_table *out);

#endif

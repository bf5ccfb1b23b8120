/* The table of readers. */
#include "read/reader.h"

extern const struct gk_reader gk_reader_cell_lines;

const struct gk_reader *const gk_readers[] = {
    &gk_reader_cell_lines, NULL, /* the end */
};

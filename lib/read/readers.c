/* The table of readers. */
#include "read/reader.h"


const struct gk_reader *const gk_readers[] = {
    &gk_reader_html,
    &gk_reader_cell_lines, NULL, /* the end */
};

/* Rows whose cells are separated by tabs. */
#ifndef GK_READ_TAB_ROW_H
#define GK_READ_TAB_ROW_H

#include "read/text_rows.h"

bool gk_tab_row(struct gk_string line);
void gk_tab_row_write(struct gk_text_rows *rows, struct gk_string line);

#endif

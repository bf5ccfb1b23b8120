/* Whether the lines of the prose are those of a page: an extractor's, not paragraphs. */
#ifndef GK_PLAN_PAGE_WIDTH_H
#define GK_PLAN_PAGE_WIDTH_H

#include "field/metadata.h"

/* The width of the page's lines in columns, where the prose is broken into such lines; else 0. Not
 * `certain`: where it may be. */
int gk_page_width(const struct gk_block_uses *uses, bool certain);

/* Whether a line reaches the edge, so that the next one may be its rest. `first`: the first of a paragraph
 * may have been indented by two characters. `certain`: something else says that it goes on, and the edge need
 * only be near. */
bool gk_line_is_full(struct gk_string line, int page_width, bool first, bool certain);

#endif

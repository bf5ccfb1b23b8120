/* The marks inside a line of Markdown: bold, escapes, links, pictures, HTML's inline tags and entities,
 * formulas. */
#ifndef GK_READ_MARKDOWN_TEXT_H
#define GK_READ_MARKDOWN_TEXT_H

#include "core/buffer.h"
#include "layout/layout_builder.h"

/* Append text to the builder's open paragraph; marks are named as left out. */
void gk_markdown_text(struct gk_layout_builder *builder, struct gk_string text);

/* Bytes of the formula in dollar signs with which `text` begins; what it says in plain characters goes to
 * `out`, which is empty. 0: it begins with none, or with one that plain characters cannot say. */
size_t gk_markdown_formula(struct gk_string text, struct gk_buffer *out);

#endif

/* Marks that text extractors leave: [bookmark: …], [image: …]. */
#ifndef GK_READ_TEXT_MARKS_H
#define GK_READ_TEXT_MARKS_H

#include "layout/layout_builder.h"

/* A paragraph without its marks, which are named as left out. */
gkplan_status gk_text_paragraph(struct gk_layout_builder *builder, struct gk_string text);

#endif

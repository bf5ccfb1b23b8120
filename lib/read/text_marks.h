/* Marks that text extractors leave: [bookmark: …], [image: …]. */
#ifndef GK_READ_TEXT_MARKS_H
#define GK_READ_TEXT_MARKS_H

#include "layout/layout_builder.h"

/* A paragraph without its marks, which are named as left out. */
gkplan_status gk_text_paragraph(struct gk_layout_builder *builder, struct gk_string text);

/* The value of a text that is nothing but a few digits, full-width ones included; 0: it is none. */
uint32_t gk_text_number(struct gk_string text);

#endif

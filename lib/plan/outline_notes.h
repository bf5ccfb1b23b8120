/* Notes between and behind the items of an outline. */
#ifndef GK_PLAN_OUTLINE_NOTES_H
#define GK_PLAN_OUTLINE_NOTES_H

#include "field/metadata.h"

/* Marks paragraphs that begin with 注：, and those that count on from 注：1. …, as none of the prose's. */
void gk_outline_mark_notes(struct gk_block_uses *uses);

#endif

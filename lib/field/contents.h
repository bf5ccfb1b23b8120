/* The table of contents in front of a document: its lines look like the numbered prose itself. */
#ifndef GK_FIELD_CONTENTS_H
#define GK_FIELD_CONTENTS_H

#include "field/metadata.h"

/* Marks the lines of a table of contents as furniture, with a diagnostic. */
void gk_contents_mark(struct gk_context *context, struct gk_block_uses *uses);

#endif

/* What the first bytes of a source say it is. */
#ifndef GK_SOURCE_CONTAINER_H
#define GK_SOURCE_CONTAINER_H

#include "source/source.h"

/* Archives and text go on; anything else fails with words that name the format and a way out. */
gkplan_status gk_container_find(struct gk_context *context, struct gk_string bytes, enum gk_container *out);

#endif

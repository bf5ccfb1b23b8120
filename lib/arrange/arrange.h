/* The step between reader and normaliser for a source that sets every cell on a line and nothing else: only
 * what the cells hold says which lines are cells, and of which row and column. No reader knows that. */
#ifndef GK_ARRANGE_ARRANGE_H
#define GK_ARRANGE_ARRANGE_H

#include "layout/layout_builder.h"

/* Lines of a layout whose source lists its cells become tables; any other layout stays as it is. */
gkplan_status gk_arrange(struct gk_context *context, struct gk_layout *layout);

#endif

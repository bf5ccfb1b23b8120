/* The block of keys and values that web pages put above a notice (survey 8). */
#ifndef GK_FIELD_METADATA_TABLE_H
#define GK_FIELD_METADATA_TABLE_H

#include "core/context.h"
#include <gkplan/plan.h>

/* Whether a table is such a block. */
bool gk_metadata_table(struct gk_context *context, const gkplan_table *table);

/* Take from a block what the notice itself does not say. */
gkplan_status gk_metadata_table_read(struct gk_context *context, const gkplan_table *table,
                                     gkplan_metadata *metadata);

/* The same of a line: 文号：…, 【文号】…. */
bool gk_metadata_line(struct gk_context *context, struct gk_string text);
void gk_metadata_line_read(struct gk_context *context, struct gk_string text, gkplan_metadata *metadata);

#endif

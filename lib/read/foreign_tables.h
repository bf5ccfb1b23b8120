/* Tables in the markup of other systems. */
#ifndef GK_READ_FOREIGN_TABLES_H
#define GK_READ_FOREIGN_TABLES_H

#include "core/context.h"
#include "core/string_view.h"

/* An error for each kind of table in the text that no reader knows, where the first of it stands: what reads
 * the text takes it for prose. */
void gk_say_foreign_tables(struct gk_context *context, struct gk_string text);

#endif

/* What the words of a table's header say (contract 4.1). */
#ifndef GK_FIELD_HEADER_WORDS_H
#define GK_FIELD_HEADER_WORDS_H

#include "core/context.h"
#include "core/string_view.h"

/* The role of a column by its header; false when the header says none that is known. */
bool gk_header_word_role(struct gk_context *context, struct gk_string header, gkplan_role *role);

#endif

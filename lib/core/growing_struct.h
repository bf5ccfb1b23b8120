/* The rule by which structs that a caller passes in grow: they begin with their size. */
#ifndef GK_CORE_GROWING_STRUCT_H
#define GK_CORE_GROWING_STRUCT_H

#include "core/context.h"
#include <stddef.h>

/* Copy a caller's struct of *its* size into `to` (of our size, holding the defaults). A smaller one leaves
 * the rest as it is; a larger one is taken when the bytes that we do not know are 0. `smallest` is the size
 * of the first release. False when the size is impossible or unknown bytes are set. */
bool gk_growing_struct_copy(void *to, size_t size, size_t smallest, const void *from);

/* Options, limits and allocator of a call, all defaults filled in. `options` may be NULL. Returns a static
 * English reason when they are wrong, else NULL. */
const char *gk_options_take(const gkplan_read_options *options, gkplan_read_options *taken,
                            gkplan_limits *limits, gkplan_allocator *allocator);

#endif

/* The error object behind the public handle. Private. */
#ifndef GK_CORE_ERROR_H
#define GK_CORE_ERROR_H

#include <gkplan/allocator.h>
#include <gkplan/status.h>

/* A new error; the strings are copied. When memory ends, the static out-of-memory error. */
gkplan_error *gk_error_new(const gkplan_allocator *allocator, gkplan_status status, const char *source,
                           const char *part, uint32_t line, const char *message);
/* The error that needs no memory. Freeing it does nothing. */
gkplan_error *gk_error_out_of_memory(void);

#endif

/** @file
 * Memory from the caller. Since 0.1.0.
 */
#ifndef GKPLAN_ALLOCATOR_H
#define GKPLAN_ALLOCATOR_H

#include <gkplan/version.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Where a document's memory comes from. Copied by the read call, so the struct itself may die after it; the
 * functions and the context must live until the document (and its error) is freed. They are called by the
 * thread that reads and by the one that frees, never by two at once for one document. libxml2 and libzip keep
 * using malloc for what they need while reading.
 */
typedef struct gkplan_allocator {
    size_t size;                                    /**< sizeof(gkplan_allocator) */
    void *(*allocate)(void *context, size_t bytes); /**< Aligned as malloc does; NULL when it cannot. */
    void *(*reallocate)(void *context, void *block, size_t old_bytes,
                        size_t bytes); /**< As realloc; never 0 bytes. */
    void (*release)(void *context, void *block,
                    size_t bytes); /**< `bytes` is what was asked for. Never NULL. */
    void *context;                 /**< Handed to each call. */
} gkplan_allocator;

#ifdef __cplusplus
}
#endif
#endif

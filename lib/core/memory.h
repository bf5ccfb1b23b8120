/* The allocator of one read: the caller's or malloc. Every allocation of the library goes through it. */
#ifndef GK_CORE_MEMORY_H
#define GK_CORE_MEMORY_H

#include <gkplan/allocator.h>
#include <stdbool.h>
#include <stddef.h>

/* malloc, realloc and free as an allocator. */
extern const gkplan_allocator gk_memory_default;

/* NULL when memory ends. `bytes` of 0 is taken as 1. */
void *gk_memory_allocate(const gkplan_allocator *allocator, size_t bytes);
void *gk_memory_reallocate(const gkplan_allocator *allocator, void *block, size_t old_bytes, size_t bytes);
/* NULL is allowed. */
void gk_memory_release(const gkplan_allocator *allocator, void *block, size_t bytes);

/* Checked sizes: false, and *out untouched, when the result does not fit. */
bool gk_size_add(size_t a, size_t b, size_t *out);
bool gk_size_multiply(size_t a, size_t b, size_t *out);

#endif

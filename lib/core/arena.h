/* Memory that lives as long as a document and is freed at once. */
#ifndef GK_CORE_ARENA_H
#define GK_CORE_ARENA_H

#include "core/string_view.h"
#include <gkplan/allocator.h>
#include <stddef.h>

struct gk_arena;

/* NULL when memory ends. The allocator is copied. */
struct gk_arena *gk_arena_new(const gkplan_allocator *allocator);
void gk_arena_free(struct gk_arena *arena); /* NULL is allowed */

/* `bytes` zeroed bytes aligned for any object, or NULL when memory ends. */
void *gk_arena_allocate(struct gk_arena *arena, size_t bytes);
/* A copy that ends in NUL, or NULL when memory ends. The empty string is a static "". */
const char *gk_arena_copy(struct gk_arena *arena, struct gk_string string);
/* Bytes taken from the allocator so far. */
size_t gk_arena_bytes(const struct gk_arena *arena);
const gkplan_allocator *gk_arena_allocator(const struct gk_arena *arena);

#define gk_arena_new_object(arena, type) ((type *)gk_arena_allocate((arena), sizeof(type)))

#endif

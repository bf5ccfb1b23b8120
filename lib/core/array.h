/* A growing array of objects of one size, for work inside one pass. */
#ifndef GK_CORE_ARRAY_H
#define GK_CORE_ARRAY_H

#include <gkplan/allocator.h>
#include <stdbool.h>
#include <stddef.h>

struct gk_array {
    const gkplan_allocator *allocator;
    void *items;
    size_t item_size;
    size_t count;
    size_t capacity;
    bool borrowed; /* `items` is storage of the caller's */
};

void gk_array_init(struct gk_array *array, const gkplan_allocator *allocator, size_t item_size);
/* The same, beginning in `storage` of the caller's, which has room for `capacity` items and is aligned for
 * them: what fits there needs no allocation. */
void gk_array_init_in(struct gk_array *array, const gkplan_allocator *allocator, size_t item_size,
                      void *storage, size_t capacity);
void gk_array_free(struct gk_array *array);
/* A new zeroed item at the end, valid until the next push; NULL when memory ends. */
void *gk_array_push(struct gk_array *array);
/* The item at `position`, which must be below count. */
static inline void *gk_array_at(const struct gk_array *array, size_t position)
{
    return (char *)array->items + position * array->item_size;
}
static inline void gk_array_clear(struct gk_array *array)
{
    array->count = 0;
}

#endif

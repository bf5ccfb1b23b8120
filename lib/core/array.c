/* A growing array. */
#include "core/array.h"

#include "core/memory.h"
#include <string.h>

void gk_array_init(struct gk_array *array, const gkplan_allocator *allocator, size_t item_size)
{
    *array = (struct gk_array){.allocator = allocator, .item_size = item_size};
}

void gk_array_init_in(struct gk_array *array, const gkplan_allocator *allocator, size_t item_size,
                      void *storage, size_t capacity)
{
    *array = (struct gk_array){.allocator = allocator,
                               .items = storage,
                               .item_size = item_size,
                               .capacity = capacity,
                               .borrowed = true};
}

void gk_array_free(struct gk_array *array)
{
    if (!array->borrowed)
        gk_memory_release(array->allocator, array->items, array->capacity * array->item_size);
    *array = (struct gk_array){.allocator = array->allocator, .item_size = array->item_size};
}

static bool grow(struct gk_array *array)
{
    size_t capacity = array->capacity ? array->capacity : 8, bytes;
    if (array->capacity && !gk_size_multiply(array->capacity, 2, &capacity))
        return false;
    if (!gk_size_multiply(capacity, array->item_size, &bytes))
        return false;
    size_t old_bytes = array->capacity * array->item_size;
    void *items = array->borrowed ? gk_memory_allocate(array->allocator, bytes)
                                  : gk_memory_reallocate(array->allocator, array->items, old_bytes, bytes);
    if (!items)
        return false;
    if (array->borrowed)
        memcpy(items, array->items, old_bytes);
    array->borrowed = false;
    array->items = items;
    array->capacity = capacity;
    return true;
}

void *gk_array_push(struct gk_array *array)
{
    if (array->count == array->capacity && !grow(array))
        return NULL;
    return memset((char *)array->items + array->count++ * array->item_size, 0, array->item_size);
}

/* A growing array. */
#include "core/array.h"

#include "core/memory.h"
#include <string.h>

void gk_array_init(struct gk_array *array, const gkplan_allocator *allocator, size_t item_size)
{
    *array = (struct gk_array){.allocator = allocator, .item_size = item_size};
}

void gk_array_free(struct gk_array *array)
{
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
    void *items =
        gk_memory_reallocate(array->allocator, array->items, array->capacity * array->item_size, bytes);
    if (!items)
        return false;
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

void *gk_array_at(const struct gk_array *array, size_t position)
{
    return (char *)array->items + position * array->item_size;
}

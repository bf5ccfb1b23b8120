/* The allocator of one read, and sizes that are checked before they are used. */
#include "core/memory.h"

#include <stdint.h>
#include <stdlib.h>

static void *default_allocate(void *context, size_t bytes)
{
    (void)context;
    return malloc(bytes);
}

static void *default_reallocate(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return realloc(block, bytes);
}

static void default_release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

const gkplan_allocator gk_memory_default = {
    sizeof(gkplan_allocator), default_allocate, default_reallocate, default_release, NULL,
};

void *gk_memory_allocate(const gkplan_allocator *allocator, size_t bytes)
{
    return allocator->allocate(allocator->context, bytes ? bytes : 1);
}

void *gk_memory_reallocate(const gkplan_allocator *allocator, void *block, size_t old_bytes, size_t bytes)
{
    if (!block)
        return gk_memory_allocate(allocator, bytes);
    return allocator->reallocate(allocator->context, block, old_bytes ? old_bytes : 1, bytes ? bytes : 1);
}

void gk_memory_release(const gkplan_allocator *allocator, void *block, size_t bytes)
{
    if (block)
        allocator->release(allocator->context, block, bytes ? bytes : 1);
}

bool gk_size_add(size_t a, size_t b, size_t *out)
{
    if (a > SIZE_MAX - b)
        return false;
    *out = a + b;
    return true;
}

bool gk_size_multiply(size_t a, size_t b, size_t *out)
{
    if (a != 0 && b > SIZE_MAX / a)
        return false;
    *out = a * b;
    return true;
}

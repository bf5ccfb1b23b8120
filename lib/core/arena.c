/* Memory that lives as long as a document: chunks that double in size, so that the number of allocations
 * grows with the logarithm of what is kept. */
#include "core/arena.h"

#include "core/memory.h"
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct chunk {
    struct chunk *next;
    size_t size; /* bytes of the whole chunk */
    size_t used; /* bytes from its beginning */
};

struct gk_arena {
    gkplan_allocator allocator;
    struct chunk *current; /* where small requests are served; the older ones behind it */
    size_t next_size;
    size_t taken;
};

struct gk_arena *gk_arena_new(const gkplan_allocator *allocator)
{
    struct gk_arena *arena = gk_memory_allocate(allocator, sizeof *arena);
    if (arena)
        *arena = (struct gk_arena){.allocator = *allocator, .next_size = FIRST_CHUNK, .taken = sizeof *arena};
    return arena;
}

void gk_arena_free(struct gk_arena *arena)
{
    if (!arena)
        return;
    gkplan_allocator allocator = arena->allocator;
    for (struct chunk *chunk = arena->current, *next; chunk; chunk = next) {
        next = chunk->next;
        gk_memory_release(&allocator, chunk, chunk->size);
    }
    gk_memory_release(&allocator, arena, sizeof *arena);
}

static struct chunk *new_chunk(struct gk_arena *arena, size_t size)
{
    struct chunk *chunk = gk_memory_allocate(&arena->allocator, size);
    if (!chunk)
        return NULL;
    const size_t alignment = alignof(max_align_t);
    *chunk = (struct chunk){.size = size, .used = (sizeof *chunk + alignment - 1) / alignment * alignment};
    arena->taken += size;
    return chunk;
}

/* A request too large for the usual chunk gets one of its own, behind the current one. */
static void *allocate_large(struct gk_arena *arena, size_t bytes, size_t alignment)
{
    size_t size;
    if (!gk_size_add(bytes, sizeof(struct chunk) + alignment, &size))
        return NULL;
    struct chunk *chunk = new_chunk(arena, size);
    if (!chunk)
        return NULL;
    if (arena->current) {
        chunk->next = arena->current->next;
        arena->current->next = chunk;
    } else {
        arena->current = chunk;
    }
    void *block = (char *)chunk + chunk->used;
    chunk->used = chunk->size;
    return block;
}

/* `alignment` is a power of two; the bytes are not cleared. */
static void *allocate_aligned(struct gk_arena *arena, size_t bytes, size_t alignment)
{
    struct chunk *chunk = arena->current;
    if (chunk) {
        size_t start = (chunk->used + alignment - 1) & ~(alignment - 1);
        if (start <= chunk->size && bytes <= chunk->size - start) {
            chunk->used = start + bytes;
            return (char *)chunk + start;
        }
    }
    if (bytes > arena->next_size / 4)
        return allocate_large(arena, bytes, alignof(max_align_t));
    struct chunk *fresh = new_chunk(arena, arena->next_size);
    if (!fresh)
        return NULL;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    fresh->next = chunk;
    arena->current = fresh;
    void *block = (char *)fresh + fresh->used;
    fresh->used += bytes;
    return block;
}

void *gk_arena_allocate(struct gk_arena *arena, size_t bytes)
{
    void *block = allocate_aligned(arena, bytes ? bytes : 1, alignof(max_align_t));
    return block ? memset(block, 0, bytes) : NULL;
}

const char *gk_arena_copy(struct gk_arena *arena, struct gk_string string)
{
    size_t size;
    if (string.length == 0)
        return "";
    if (!gk_size_add(string.length, 1, &size))
        return NULL;
    char *copy = allocate_aligned(arena, size, 1);
    if (!copy)
        return NULL;
    memcpy(copy, string.data, string.length);
    copy[string.length] = '\0';
    return copy;
}

size_t gk_arena_bytes(const struct gk_arena *arena)
{
    return arena->taken;
}

const gkplan_allocator *gk_arena_allocator(const struct gk_arena *arena)
{
    return &arena->allocator;
}

/* A growing byte string. */
#include "core/buffer.h"

#include "core/memory.h"
#include "core/utf8.h"

void gk_buffer_init(struct gk_buffer *buffer, const gkplan_allocator *allocator)
{
    *buffer = (struct gk_buffer){.allocator = allocator};
}

void gk_buffer_init_in(struct gk_buffer *buffer, const gkplan_allocator *allocator, char *storage,
                       size_t size)
{
    *buffer = (struct gk_buffer){.allocator = allocator, .data = storage, .capacity = size, .borrowed = true};
}

void gk_buffer_free(struct gk_buffer *buffer)
{
    if (!buffer->borrowed)
        gk_memory_release(buffer->allocator, buffer->data, buffer->capacity);
    *buffer = (struct gk_buffer){.allocator = buffer->allocator, .failed = buffer->failed};
}

bool gk_buffer_reserve(struct gk_buffer *buffer, size_t additional)
{
    size_t needed;
    if (buffer->failed || !gk_size_add(buffer->length, additional, &needed)) {
        buffer->failed = true;
        return false;
    }
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        if (!gk_size_multiply(capacity, 2, &capacity))
            capacity = needed;
    char *data = buffer->borrowed
                     ? gk_memory_allocate(buffer->allocator, capacity)
                     : gk_memory_reallocate(buffer->allocator, buffer->data, buffer->capacity, capacity);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    if (buffer->borrowed && buffer->length)
        memcpy(data, buffer->data, buffer->length);
    buffer->borrowed = false;
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

bool gk_buffer_append(struct gk_buffer *buffer, const void *bytes, size_t length)
{
    if (!gk_buffer_reserve(buffer, length))
        return false;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

bool gk_buffer_append_string(struct gk_buffer *buffer, struct gk_string string)
{
    return gk_buffer_append(buffer, string.data, string.length);
}

bool gk_buffer_append_text(struct gk_buffer *buffer, const char *text)
{
    return gk_buffer_append(buffer, text, strlen(text));
}

bool gk_buffer_append_codepoint(struct gk_buffer *buffer, uint32_t codepoint)
{
    char bytes[4];
    return gk_buffer_append(buffer, bytes, gk_utf8_encode(codepoint, bytes));
}

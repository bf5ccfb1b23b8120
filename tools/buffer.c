/* Bytes that grow up to a limit. */
#include "buffer.h"

#include <stdlib.h>
#include <string.h>

bool buffer_append(struct buffer *buffer, const char *bytes, size_t size)
{
    if (size > buffer->most - buffer->size)
        return false;
    if (size > buffer->capacity - buffer->size) {
        size_t capacity = buffer->capacity ? buffer->capacity : (size_t)1 << 16;
        while (capacity - buffer->size < size)
            capacity *= 2;
        char *more = realloc(buffer->bytes, capacity);
        if (!more)
            return false;
        buffer->bytes = more;
        buffer->capacity = capacity;
    }
    if (size > 0)
        memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    return true;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){.most = buffer->most};
}

/* Bytes that grow up to a limit. */
#ifndef TOOLS_BUFFER_H
#define TOOLS_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes; /* malloc's; NULL while empty */
    size_t size, capacity;
    size_t most; /* set before the first append */
};

/* False when memory ends, or when that is more than the most. */
bool buffer_append(struct buffer *buffer, const char *bytes, size_t size);
void buffer_free(struct buffer *buffer);

#endif

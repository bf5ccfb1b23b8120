/* A growing byte string. Once an allocation failed it stays failed, so that a run of appends is checked once.
 */
#ifndef GK_CORE_BUFFER_H
#define GK_CORE_BUFFER_H

#include "core/string_view.h"
#include <gkplan/allocator.h>
#include <stdbool.h>
#include <stdint.h>

struct gk_buffer {
    const gkplan_allocator *allocator;
    char *data; /* NULL while empty */
    size_t length;
    size_t capacity;
    bool failed;   /* memory ended */
    bool borrowed; /* `data` is storage of the caller's */
};

void gk_buffer_init(struct gk_buffer *buffer, const gkplan_allocator *allocator);
/* The same, beginning in `storage` of the caller's: what fits there needs no allocation. */
void gk_buffer_init_in(struct gk_buffer *buffer, const gkplan_allocator *allocator, char *storage,
                       size_t size);
void gk_buffer_free(struct gk_buffer *buffer);
bool gk_buffer_append(struct gk_buffer *buffer, const void *bytes, size_t length);
bool gk_buffer_append_string(struct gk_buffer *buffer, struct gk_string string);
bool gk_buffer_append_text(struct gk_buffer *buffer, const char *text);
bool gk_buffer_append_codepoint(struct gk_buffer *buffer, uint32_t codepoint);
bool gk_buffer_reserve(struct gk_buffer *buffer, size_t additional);
static inline void gk_buffer_clear(struct gk_buffer *buffer)
{
    buffer->length = 0;
}
static inline struct gk_string gk_buffer_view(const struct gk_buffer *buffer)
{
    return (struct gk_string){buffer->data ? buffer->data : "", buffer->length};
}

#endif

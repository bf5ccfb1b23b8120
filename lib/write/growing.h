/* What grows while a document is written: lists and texts. They use malloc, as writing has no allocator of
 * the caller's. */
#ifndef GK_WRITE_GROWING_H
#define GK_WRITE_GROWING_H

#include <stdbool.h>
#include <stddef.h>

/* A list of items of one size. */
struct gk_list {
    void *items;
    size_t item_size;
    size_t count;
    size_t capacity;
};

void gk_list_init(struct gk_list *list, size_t item_size);
void gk_list_free(struct gk_list *list);
/* A new zeroed item at the end, valid until the next push; NULL when memory ends. */
void *gk_list_push(struct gk_list *list);
/* The item at `position`, which is below count. */
void *gk_list_at(const struct gk_list *list, size_t position);
static inline void gk_list_clear(struct gk_list *list)
{
    list->count = 0;
}

/* A text that ends in NUL. All zero is an empty one, whose data is NULL. */
struct gk_text {
    char *data;
    size_t length;
    size_t capacity;
    bool failed; /* memory ended; stays so */
};

void gk_text_free(struct gk_text *text);
bool gk_text_append(struct gk_text *text, const void *bytes, size_t size);
void gk_text_clear(struct gk_text *text);

#endif

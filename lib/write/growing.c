/* Lists and texts that grow. */
#include "write/growing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void gk_list_init(struct gk_list *list, size_t item_size)
{
    *list = (struct gk_list){.item_size = item_size};
}

void gk_list_free(struct gk_list *list)
{
    free(list->items);
    gk_list_init(list, list->item_size);
}

void *gk_list_push(struct gk_list *list)
{
    if (list->count == list->capacity) {
        if (list->capacity > SIZE_MAX / 2 / list->item_size)
            return NULL;
        size_t capacity = list->capacity ? 2 * list->capacity : 8;
        void *items = realloc(list->items, capacity * list->item_size);
        if (!items)
            return NULL;
        list->items = items;
        list->capacity = capacity;
    }
    return memset(gk_list_at(list, list->count++), 0, list->item_size);
}

void *gk_list_at(const struct gk_list *list, size_t position)
{
    return (char *)list->items + position * list->item_size;
}

void gk_text_free(struct gk_text *text)
{
    free(text->data);
    *text = (struct gk_text){.failed = text->failed};
}

void gk_text_clear(struct gk_text *text)
{
    text->length = 0;
    if (text->data)
        text->data[0] = '\0';
}

static bool reserve(struct gk_text *text, size_t needed)
{
    if (needed <= text->capacity)
        return true;
    size_t doubled = text->capacity <= SIZE_MAX / 2 ? 2 * text->capacity : needed;
    size_t capacity = doubled > needed ? doubled : needed;
    char *data = realloc(text->data, capacity);
    if (!data)
        return false;
    text->data = data;
    text->capacity = capacity;
    return true;
}

bool gk_text_append(struct gk_text *text, const void *bytes, size_t size)
{
    if (text->failed || size >= SIZE_MAX - text->length || !reserve(text, text->length + size + 1)) {
        text->failed = true;
        return false;
    }
    if (size > 0)
        memcpy(text->data + text->length, bytes, size);
    text->length += size;
    text->data[text->length] = '\0';
    return true;
}

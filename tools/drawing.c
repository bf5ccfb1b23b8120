/* Tags of an SVG drawing that can hold lines, told from the others as they come. Whether they are right is
 * for the library to say, which parses them. */
#include "drawing.h"

#include <string.h>

void drawing_init(struct drawing *drawing, size_t most, size_t most_of_tag)
{
    *drawing = (struct drawing){.kept = {.most = most}, .tag = {.most = most_of_tag}};
}

void drawing_free(struct drawing *drawing)
{
    buffer_free(&drawing->kept);
    buffer_free(&drawing->tag);
}

/* Which of some names a tag has ("path ...", "/path"); NULL: none. */
static const char *find_name(const char *tag, size_t size, const char *const *names)
{
    const size_t stroke = size > 0 && tag[0] == '/';
    for (; *names; names++) {
        const size_t length = strlen(*names);
        if (size >= stroke + length && memcmp(tag + stroke, *names, length) == 0 &&
            (size == stroke + length || strchr(" \t\r\n/", tag[stroke + length])))
            return *names;
    }
    return NULL;
}

/* A tag without its brackets. */
static bool end_tag(struct drawing *drawing)
{
    static const char *const kept[] = {"svg",      "pageSet", "page", "g",    "defs",
                                       "clipPath", "path",    "rect", "line", NULL};
    static const char *const left_out[] = {"symbol", "mask", "pattern", NULL};
    const char *tag = drawing->tag.bytes;
    const size_t size = drawing->tag.size;
    const bool closes = size > 0 && tag[0] == '/', empty = size > 0 && tag[size - 1] == '/';
    if (size == 0 || drawing->too_long)
        return true;
    const char *name = find_name(tag, size, left_out);
    if (drawing->left_out) {
        if (closes && name == drawing->left_out)
            drawing->left_out = NULL;
        return true;
    }
    if (name && !closes && !empty)
        drawing->left_out = name;
    if (name || !find_name(tag, size, kept))
        return true;
    return buffer_append(&drawing->kept, "<", 1) && buffer_append(&drawing->kept, tag, size) &&
           buffer_append(&drawing->kept, ">\n", 2);
}

static bool take_byte(struct drawing *drawing, char byte)
{
    if (!drawing->in_tag) {
        drawing->in_tag = byte == '<';
        drawing->tag.size = 0;
        drawing->too_long = false;
        return true;
    }
    if (drawing->quote) {
        drawing->quote = byte == drawing->quote ? '\0' : drawing->quote;
    } else if (byte == '>') {
        drawing->in_tag = false;
        return end_tag(drawing);
    } else if (byte == '"' || byte == '\'') {
        drawing->quote = byte;
    }
    if (drawing->too_long)
        return true;
    if (drawing->tag.size == drawing->tag.most)
        drawing->too_long = true;
    return drawing->too_long || buffer_append(&drawing->tag, &byte, 1);
}

bool drawing_take(struct drawing *drawing, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!take_byte(drawing, bytes[i]))
            return false;
    return true;
}

/* Searching in text. */
#include "core/string_view.h"

size_t gk_string_find(struct gk_string string, struct gk_string needle, size_t from)
{
    if (needle.length == 0 || needle.length > string.length)
        return GK_NOT_FOUND;
    const size_t last = string.length - needle.length;
    for (size_t at = from; at <= last; at++) {
        const char *found = memchr(string.data + at, needle.data[0], last - at + 1);
        if (!found)
            return GK_NOT_FOUND;
        at = (size_t)(found - string.data);
        if (memcmp(found, needle.data, needle.length) == 0)
            return at;
    }
    return GK_NOT_FOUND;
}

bool gk_string_starts_with_one(struct gk_string string, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gk_string_starts(string, gk_string_of(words[i])))
            return true;
    }
    return false;
}

bool gk_string_ends_with_one(struct gk_string string, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gk_string_ends(string, gk_string_of(words[i])))
            return true;
    }
    return false;
}

bool gk_string_contains_one(struct gk_string string, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gk_string_contains(string, gk_string_of(words[i])))
            return true;
    }
    return false;
}

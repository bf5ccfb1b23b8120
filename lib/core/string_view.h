/* A piece of UTF-8 text that somebody else owns. */
#ifndef GK_CORE_STRING_VIEW_H
#define GK_CORE_STRING_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct gk_string {
    const char *data; /* never NULL */
    size_t length;    /* bytes */
};

#define GK_STRING(literal) ((struct gk_string){(literal), sizeof(literal) - 1})
/* The same for tables. */
#define GK_STRING_ROW(literal)                                                                               \
    {                                                                                                        \
        (literal), sizeof(literal) - 1                                                                       \
    }

static inline struct gk_string gk_string_of(const char *text)
{
    return (struct gk_string){text ? text : "", text ? strlen(text) : 0};
}

static inline struct gk_string gk_string_make(const char *data, size_t length)
{
    return (struct gk_string){data ? data : "", length};
}

/* The part from byte `from` (at most length) on. */
static inline struct gk_string gk_string_from(struct gk_string string, size_t from)
{
    return (struct gk_string){string.data + from, string.length - from};
}

/* The first `length` bytes. */
static inline struct gk_string gk_string_first(struct gk_string string, size_t length)
{
    return (struct gk_string){string.data, length};
}

static inline bool gk_string_equal(struct gk_string a, struct gk_string b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* The last byte is compared first: most Chinese words differ from a text there, and few in their first byte.
 */
static inline bool gk_string_starts(struct gk_string string, struct gk_string with)
{
    if (string.length < with.length || with.length == 0)
        return with.length == 0;
    return string.data[with.length - 1] == with.data[with.length - 1] &&
           memcmp(string.data, with.data, with.length) == 0;
}

static inline bool gk_string_ends(struct gk_string string, struct gk_string with)
{
    return string.length >= with.length &&
           memcmp(string.data + string.length - with.length, with.data, with.length) == 0;
}

#define GK_NOT_FOUND ((size_t)-1)

/* Byte offset of the first `needle` (not empty) at or after byte `from`, or GK_NOT_FOUND. */
size_t gk_string_find(struct gk_string string, struct gk_string needle, size_t from);
static inline bool gk_string_contains(struct gk_string string, struct gk_string needle)
{
    return gk_string_find(string, needle, 0) != GK_NOT_FOUND;
}

/* Whether a text starts with, ends with or contains one of `count` words. */
bool gk_string_starts_with_one(struct gk_string string, const char *const *words, size_t count);
bool gk_string_ends_with_one(struct gk_string string, const char *const *words, size_t count);
bool gk_string_contains_one(struct gk_string string, const char *const *words, size_t count);

#endif

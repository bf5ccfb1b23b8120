/* A set of names in order of first appearance. Few names (the usual case: a leaf has one or two columns of
 * its own) are compared one by one; more get a table of buckets, so that a row of thousands of columns stays
 * linear. */
#include "write/name_index.h"

#include <string.h>

enum { COMPARED_ONE_BY_ONE = 8 };

void gk_name_index_init(struct gk_name_index *index)
{
    gk_list_init(&index->names, sizeof(struct gk_name));
    gk_list_init(&index->buckets, sizeof(uint32_t));
}

void gk_name_index_free(struct gk_name_index *index)
{
    gk_list_free(&index->names);
    gk_list_free(&index->buckets);
}

void gk_name_index_clear(struct gk_name_index *index)
{
    gk_list_clear(&index->names);
    gk_list_clear(&index->buckets);
}

/* FNV-1a. */
static uint32_t hash(const char *text)
{
    uint32_t value = 2166136261u;
    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 16777619u;
    return value;
}

static struct gk_name *name_at(const struct gk_name_index *index, size_t position)
{
    return gk_list_at(&index->names, position);
}

/* The bucket of `text`: the one that holds it, or the empty one where it goes. */
static uint32_t *bucket_of(const struct gk_name_index *index, const char *text)
{
    size_t mask = index->buckets.count - 1; /* a power of two */
    for (size_t at = hash(text) & mask;; at = (at + 1) & mask) {
        uint32_t *bucket = gk_list_at(&index->buckets, at);
        if (*bucket == 0 || strcmp(name_at(index, *bucket - 1)->text, text) == 0)
            return bucket;
    }
}

/* Buckets for twice as many names as there are. */
static bool rehash(struct gk_name_index *index)
{
    size_t wanted = 4;
    while (wanted < 4 * index->names.count)
        wanted *= 2;
    gk_list_clear(&index->buckets);
    for (size_t i = 0; i < wanted; i++)
        if (!gk_list_push(&index->buckets)) {
            gk_list_clear(&index->buckets); /* a part of them would never end a search */
            return false;
        }
    for (size_t i = 0; i < index->names.count; i++)
        *bucket_of(index, name_at(index, i)->text) = (uint32_t)i + 1;
    return true;
}

struct gk_name *gk_name_index_find(const struct gk_name_index *index, const char *text)
{
    if (index->buckets.count > 0) {
        uint32_t position = *bucket_of(index, text);
        return position ? name_at(index, position - 1) : NULL;
    }
    for (size_t i = 0; i < index->names.count; i++)
        if (strcmp(name_at(index, i)->text, text) == 0)
            return name_at(index, i);
    return NULL;
}

struct gk_name *gk_name_index_add(struct gk_name_index *index, const char *text)
{
    struct gk_name *name = gk_name_index_find(index, text);
    if (name)
        return name;
    name = gk_list_push(&index->names);
    if (!name)
        return NULL;
    name->text = text;
    name->position = (uint32_t)(index->names.count - 1);
    if (index->names.count <= COMPARED_ONE_BY_ONE)
        return name;
    if (index->buckets.count < 2 * index->names.count)
        return rehash(index) ? name : NULL;
    *bucket_of(index, text) = name->position + 1;
    return name;
}

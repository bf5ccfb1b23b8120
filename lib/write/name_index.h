/* A set of names in order of first appearance, found by hashing. */
#ifndef GK_WRITE_NAME_INDEX_H
#define GK_WRITE_NAME_INDEX_H

#include "write/growing.h"

#include <stdint.h>

struct gk_name {
    const char *text;  /* as given; must live as long as the index */
    uint32_t uses;     /* the caller's; 0 in a new name */
    uint32_t position; /* from 0, in order of first appearance */
};

struct gk_name_index {
    struct gk_list names;   /* struct gk_name */
    struct gk_list buckets; /* uint32_t: position + 1, or 0 */
};

void gk_name_index_init(struct gk_name_index *index);
void gk_name_index_free(struct gk_name_index *index);
void gk_name_index_clear(struct gk_name_index *index);
/* The name, added when it is new; valid until the next addition. NULL when memory ends. */
struct gk_name *gk_name_index_add(struct gk_name_index *index, const char *text);
/* NULL when it is not there. */
struct gk_name *gk_name_index_find(const struct gk_name_index *index, const char *text);

#endif

/* Which nodes of two documents are the same one: by text and the texts above, then by text alone. */
#include "diff/diff_run.h"

#include <stdlib.h>

/* What nodes are matched by, and where they stand. */
struct key {
    uint64_t hash;
    size_t position;
};

static int by_hash(const void *first, const void *second)
{
    const struct key *a = first, *b = second;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* By what nodes are known again. */
enum way {
    BY_LINEAGE, /* their text and those above */
    BY_TEXT,    /* their text, wherever they stand */
    BY_PARENT   /* nodes without a text: the node above them */
};

/* Whether a node takes part, and its hash. A node without a text says too little to be known again away from
 * its place. `old_side`: the node above is meant as its partner in the new document. */
static bool take_hash(const struct gk_diff_side *side, const struct gk_diff_node *node, enum way way,
                      bool old_side, uint64_t *hash)
{
    *hash = way == BY_LINEAGE ? node->lineage : node->hash;
    if (node->partner != GK_DIFF_NONE || (node->text.length == 0) != (way == BY_PARENT))
        return way == BY_LINEAGE && node->partner == GK_DIFF_NONE;
    if (way == BY_PARENT) {
        size_t above = node->parent;
        if (above != GK_DIFF_NONE && gk_diff_node_at(side, above)->partner == GK_DIFF_NONE)
            return false;
        if (above != GK_DIFF_NONE && old_side)
            above = gk_diff_node_at(side, above)->partner;
        *hash = above;
    }
    return true;
}

/* The nodes of a side without a partner, sorted by hash. */
static bool list_keys(const struct gk_diff *diff, const struct gk_diff_side *side, enum way way,
                      struct gk_array *keys)
{
    for (size_t i = 0; i < side->nodes.count; i++) {
        uint64_t hash;
        if (!take_hash(side, gk_diff_node_at(side, i), way, side == &diff->old_side, &hash))
            continue;
        struct key *key = gk_array_push(keys);
        if (!key)
            return false;
        *key = (struct key){hash, i};
    }
    if (keys->count > 1)
        qsort(keys->items, keys->count, sizeof(struct key), by_hash);
    return true;
}

/* Equal texts in both lists are partners, the first of the one with the first of the other. */
static void pair_keys(struct gk_diff *diff, const struct gk_array *old_keys, const struct gk_array *new_keys)
{
    size_t i = 0, j = 0;
    while (i < old_keys->count && j < new_keys->count) {
        const struct key *old_key = gk_array_at(old_keys, i), *new_key = gk_array_at(new_keys, j);
        if (old_key->hash != new_key->hash) {
            *(old_key->hash < new_key->hash ? &i : &j) += 1;
            continue;
        }
        struct gk_diff_node *old_node = gk_diff_node_at(&diff->old_side, old_key->position);
        struct gk_diff_node *new_node = gk_diff_node_at(&diff->new_side, new_key->position);
        if (gk_string_equal(old_node->text, new_node->text)) {
            old_node->partner = new_key->position;
            new_node->partner = old_key->position;
        }
        i++;
        j++;
    }
}

static gkplan_status match_equals(struct gk_diff *diff, enum way way)
{
    struct gk_array old_keys, new_keys;
    gk_array_init(&old_keys, &diff->context.allocator, sizeof(struct key));
    gk_array_init(&new_keys, &diff->context.allocator, sizeof(struct key));
    if (list_keys(diff, &diff->old_side, way, &old_keys) && list_keys(diff, &diff->new_side, way, &new_keys))
        pair_keys(diff, &old_keys, &new_keys);
    else
        gk_fail_memory(&diff->context);
    gk_array_free(&old_keys);
    gk_array_free(&new_keys);
    return diff->context.status;
}

gkplan_status gk_diff_match(struct gk_diff *diff)
{
    if (match_equals(diff, BY_LINEAGE) == GKPLAN_STATUS_OK &&
        match_equals(diff, BY_TEXT) == GKPLAN_STATUS_OK && gk_diff_match_likes(diff) == GKPLAN_STATUS_OK)
        match_equals(diff, BY_PARENT);
    return diff->context.status;
}

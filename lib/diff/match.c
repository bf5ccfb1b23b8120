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
    BY_PARENT,  /* nodes without a text: the node above them */
    BY_SIBLINGS /* nodes that are like enough and stand in the same order below the same node */
};

/* Whether a node takes part, and its hash. A node without a text says too little to be known again away from
 * its place. `old_side`: the node above is meant as its partner in the new document. */
static bool take_hash(const struct gk_diff_side *side, const struct gk_diff_node *node, enum way way,
                      bool old_side, uint64_t *hash)
{
    *hash = way == BY_LINEAGE ? node->lineage : node->hash;
    if (node->partner != GK_DIFF_NONE || (node->text.length == 0) != (way == BY_PARENT))
        return way == BY_LINEAGE && node->partner == GK_DIFF_NONE;
    if (way >= BY_PARENT) {
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

static bool belong_together(const struct gk_diff *diff, enum way way, const struct gk_diff_node *old_node,
                            const struct gk_diff_node *new_node)
{
    if (way == BY_SIBLINGS)
        return gk_diff_likeness(old_node->text, new_node->text) >= diff->likeness;
    return gk_string_equal(old_node->text, new_node->text);
}

/* Nodes of equal hash in both lists are partners, the first of the one with the first of the other. Returns
 * how many were found. */
static size_t pair_keys(struct gk_diff *diff, enum way way, const struct gk_array *old_keys,
                        const struct gk_array *new_keys)
{
    size_t i = 0, j = 0, pairs = 0;
    while (i < old_keys->count && j < new_keys->count) {
        const struct key *old_key = gk_array_at(old_keys, i), *new_key = gk_array_at(new_keys, j);
        if (old_key->hash != new_key->hash) {
            *(old_key->hash < new_key->hash ? &i : &j) += 1;
            continue;
        }
        struct gk_diff_node *old_node = gk_diff_node_at(&diff->old_side, old_key->position);
        struct gk_diff_node *new_node = gk_diff_node_at(&diff->new_side, new_key->position);
        if (belong_together(diff, way, old_node, new_node)) {
            old_node->partner = new_key->position;
            new_node->partner = old_key->position;
            pairs++;
        }
        i++;
        j++;
    }
    return pairs;
}

/* How many pairs were found; 0 after a failure too. */
static size_t match(struct gk_diff *diff, enum way way)
{
    struct gk_array old_keys, new_keys;
    size_t pairs = 0;
    gk_array_init(&old_keys, &diff->context.allocator, sizeof(struct key));
    gk_array_init(&new_keys, &diff->context.allocator, sizeof(struct key));
    if (list_keys(diff, &diff->old_side, way, &old_keys) && list_keys(diff, &diff->new_side, way, &new_keys))
        pairs = pair_keys(diff, way, &old_keys, &new_keys);
    else
        gk_fail_memory(&diff->context);
    gk_array_free(&old_keys);
    gk_array_free(&new_keys);
    return pairs;
}

/* What is left below the same node, in order: many texts that were reworded alike are more than likeness
 * alone can tell apart. What is found opens the way to the nodes below it. */
static void match_siblings(struct gk_diff *diff)
{
    enum { DEEPEST = 16 };
    for (int depth = 0; depth < DEEPEST && diff->likeness < 100; depth++)
        if (match(diff, BY_SIBLINGS) == 0)
            return;
}

gkplan_status gk_diff_match(struct gk_diff *diff)
{
    match(diff, BY_LINEAGE);
    if (diff->context.status == GKPLAN_STATUS_OK)
        match(diff, BY_TEXT);
    if (diff->context.status == GKPLAN_STATUS_OK && gk_diff_match_likes(diff) == GKPLAN_STATUS_OK)
        match_siblings(diff);
    if (diff->context.status == GKPLAN_STATUS_OK)
        match(diff, BY_PARENT);
    return diff->context.status;
}

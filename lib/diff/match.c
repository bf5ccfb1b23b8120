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
    BY_LINEAGE,     /* their text and those above */
    BY_UNIQUE_TEXT, /* their text, wherever they stand, where either side has it once */
    BY_TEXT_BELOW,  /* their text below the same node */
    BY_TEXT,        /* their text, wherever they stand */
    BY_PARENT,      /* nodes without a text: the node above them */
    BY_SIBLINGS     /* nodes that are like enough and stand in the same order below the same node */
};

/* What each way asks of a node. */
static const struct {
    bool lineage, text, parent; /* what its key holds */
    bool without_text;          /* a text that is missing says too little to be known again elsewhere */
} ways[] = {
    [BY_LINEAGE] = {.lineage = true},
    [BY_UNIQUE_TEXT] = {.text = true},
    [BY_TEXT_BELOW] = {.text = true, .parent = true},
    [BY_TEXT] = {.text = true},
    [BY_PARENT] = {.parent = true, .without_text = true},
    [BY_SIBLINGS] = {.parent = true},
};

/* Whether a node takes part, and its key. `old_side`: the node above is meant as its partner in the new
 * document. */
static bool take_hash(const struct gk_diff_side *side, const struct gk_diff_node *node, enum way way,
                      bool old_side, uint64_t *hash)
{
    enum { LARGE_PRIME = 1000003 };
    size_t above = node->parent;
    if (node->partner != GK_DIFF_NONE)
        return false;
    *hash = ways[way].lineage ? node->lineage : ways[way].text ? node->hash : 0;
    if (!ways[way].lineage && (node->text.length == 0) != ways[way].without_text)
        return false;
    if (!ways[way].parent)
        return true;
    if (above != GK_DIFF_NONE) {
        size_t partner = gk_diff_node_at(side, above)->partner;
        if (partner == GK_DIFF_NONE)
            return false;
        above = old_side ? partner : above;
    }
    *hash = *hash * LARGE_PRIME + above;
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

/* How many keys from the first on have its hash. */
static size_t count_equal(const struct gk_array *keys, size_t first)
{
    size_t end = first + 1;
    uint64_t hash = ((struct key *)gk_array_at(keys, first))->hash;
    while (end < keys->count && ((struct key *)gk_array_at(keys, end))->hash == hash)
        end++;
    return end - first;
}

static void mark_repeated(const struct gk_diff_side *side, const struct gk_array *keys, size_t first,
                          size_t count)
{
    for (size_t i = first; i < first + count; i++)
        gk_diff_node_at(side, ((struct key *)gk_array_at(keys, i))->position)->repeated = true;
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
        size_t old_count = count_equal(old_keys, i), new_count = count_equal(new_keys, j);
        bool skipped = way == BY_UNIQUE_TEXT && old_count + new_count > 2;
        if (skipped) {
            mark_repeated(&diff->old_side, old_keys, i, old_count);
            mark_repeated(&diff->new_side, new_keys, j, new_count);
        }
        for (size_t k = 0; !skipped && k < old_count && k < new_count; k++) {
            size_t old_position = old_key[k].position, new_position = new_key[k].position;
            struct gk_diff_node *old_node = gk_diff_node_at(&diff->old_side, old_position);
            struct gk_diff_node *new_node = gk_diff_node_at(&diff->new_side, new_position);
            if (!belong_together(diff, way, old_node, new_node))
                continue;
            old_node->partner = new_position;
            new_node->partner = old_position;
            pairs++;
        }
        i += old_count;
        j += new_count;
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

/* What is found on one level opens the way to the nodes below it. */
static void match_below(struct gk_diff *diff, enum way way)
{
    enum { DEEPEST = 16 };
    for (int depth = 0; depth < DEEPEST && diff->context.status == GKPLAN_STATUS_OK; depth++)
        if (match(diff, way) == 0)
            return;
}

static void forget_repeated(const struct gk_diff_side *side)
{
    for (size_t i = 0; i < side->nodes.count; i++)
        gk_diff_node_at(side, i)->repeated = false;
}

/* A text that stands in many places (明确专人负责，按月报送进展) says nothing of which of them is which,
 * until the nodes above, reworded perhaps, have been found: it waits for them. Last, what is left below the
 * same node, in order: many texts that were reworded alike are more than likeness alone can tell apart. */
gkplan_status gk_diff_match(struct gk_diff *diff)
{
    match(diff, BY_LINEAGE);
    if (diff->context.status == GKPLAN_STATUS_OK)
        match(diff, BY_UNIQUE_TEXT);
    if (diff->context.status == GKPLAN_STATUS_OK && gk_diff_match_likes(diff) == GKPLAN_STATUS_OK)
        match_below(diff, BY_TEXT_BELOW);
    if (diff->context.status == GKPLAN_STATUS_OK)
        match(diff, BY_TEXT);
    forget_repeated(&diff->old_side);
    forget_repeated(&diff->new_side);
    if (diff->context.status == GKPLAN_STATUS_OK && gk_diff_match_likes(diff) == GKPLAN_STATUS_OK &&
        diff->likeness < 100)
        match_below(diff, BY_SIBLINGS);
    if (diff->context.status == GKPLAN_STATUS_OK)
        match(diff, BY_PARENT);
    return diff->context.status;
}

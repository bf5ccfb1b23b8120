/* What the passes of one comparison share: the nodes of both documents in order, and which belong together.
 */
#ifndef GK_DIFF_DIFF_RUN_H
#define GK_DIFF_DIFF_RUN_H

#include "core/array.h"
#include "core/context.h"
#include <gkplan/diff.h>

#define GK_DIFF_NONE SIZE_MAX

/* A node as it is compared. */
struct gk_diff_node {
    const gkplan_node *node;
    const gkplan_plan *plan;
    struct gk_string text; /* folded, without white space */
    uint64_t hash;         /* of the text */
    uint64_t lineage;      /* of its text and those of all nodes above it */
    size_t parent;         /* position in the same side, GK_DIFF_NONE on level 1 */
    size_t partner;        /* position in the other side, GK_DIFF_NONE: none */
    bool repeated;         /* its text stands in several places, and waits for the nodes above */
    bool moved;
};

/* The nodes of one document, parents before children. */
struct gk_diff_side {
    struct gk_array nodes; /* struct gk_diff_node */
};

struct gk_diff {
    struct gk_context context; /* its arena holds the result */
    struct gk_arena *scratch;  /* what is needed until the comparison ends */
    struct gk_diff_side old_side;
    struct gk_diff_side new_side;
    uint32_t likeness; /* per cent */
    bool unchanged;
};

static inline struct gk_diff_node *gk_diff_node_at(const struct gk_diff_side *side, size_t position)
{
    return gk_array_at(&side->nodes, position);
}

/* Find the nodes of both sides that are the same one (match.c). */
gkplan_status gk_diff_match(struct gk_diff *diff);
/* Of the nodes without a partner, match those whose texts are like enough (likeness.c). */
gkplan_status gk_diff_match_likes(struct gk_diff *diff);
/* Per cent by which two folded texts are alike; 100 only for equal ones. */
uint32_t gk_diff_likeness(struct gk_string a, struct gk_string b);
/* Mark the matched nodes that stand elsewhere (moves.c). */
gkplan_status gk_diff_mark_moves(struct gk_diff *diff);
/* The parts in which two matched nodes differ, but for text and place; *units is in the arena
 * (compare_leaves.c). */
uint32_t gk_diff_compare(struct gk_diff *diff, const struct gk_diff_node *old_node,
                         const struct gk_diff_node *new_node, const gkplan_unit_change **units);

#endif

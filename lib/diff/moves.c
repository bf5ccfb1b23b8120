/* Which matched nodes stand elsewhere: below another node, or in another order. Of siblings in another order
 * the fewest that explain it have moved: those outside a longest increasing subsequence. */
#include "diff/diff_run.h"

/* A child of a parent that both documents have, and where its partner stands. */
struct child {
    size_t old_position;
    size_t new_position;
    size_t before; /* in the sequence that it ends: an earlier item, or GK_DIFF_NONE */
    size_t next;   /* the next child of the same parent, or GK_DIFF_NONE */
};

struct moves {
    struct gk_diff *diff;
    struct gk_array children; /* struct child, in the order of the old document */
    struct gk_array first;    /* size_t by old node, the root last: its first child here */
    struct gk_array last;     /* size_t the same: its last one */
    struct gk_array ends;     /* size_t: by length, the child that ends the best sequence */
};

static bool parents_match(const struct gk_diff *diff, const struct gk_diff_node *old_node,
                          const struct gk_diff_node *new_node)
{
    if (old_node->parent == GK_DIFF_NONE || new_node->parent == GK_DIFF_NONE)
        return old_node->parent == new_node->parent;
    return gk_diff_node_at(&diff->old_side, old_node->parent)->partner == new_node->parent;
}

static void mark(struct gk_diff *diff, size_t old_position)
{
    struct gk_diff_node *old_node = gk_diff_node_at(&diff->old_side, old_position);
    old_node->moved = true;
    gk_diff_node_at(&diff->new_side, old_node->partner)->moved = true;
}

static bool fill(struct gk_array *array, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t *item = gk_array_push(array);
        if (!item)
            return false;
        *item = GK_DIFF_NONE;
    }
    return true;
}

static bool add_child(struct moves *moves, size_t position, const struct gk_diff_node *node)
{
    size_t number = moves->children.count;
    struct child *child = gk_array_push(&moves->children);
    if (!child)
        return false;
    *child = (struct child){position, node->partner, GK_DIFF_NONE, GK_DIFF_NONE};
    size_t list = node->parent == GK_DIFF_NONE ? moves->diff->old_side.nodes.count : node->parent;
    size_t *first = gk_array_at(&moves->first, list), *last = gk_array_at(&moves->last, list);
    if (*first == GK_DIFF_NONE)
        *first = number;
    else
        ((struct child *)gk_array_at(&moves->children, *last))->next = number;
    *last = number;
    return true;
}

/* Children by parent; those with another parent have moved. */
static bool gather(struct moves *moves)
{
    struct gk_diff *diff = moves->diff;
    size_t count = diff->old_side.nodes.count;
    if (!fill(&moves->first, count + 1) || !fill(&moves->last, count + 1))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct gk_diff_node *node = gk_diff_node_at(&diff->old_side, i);
        if (node->partner == GK_DIFF_NONE)
            continue;
        if (!parents_match(diff, node, gk_diff_node_at(&diff->new_side, node->partner)))
            mark(diff, i);
        else if (!add_child(moves, i, node))
            return false;
    }
    return true;
}

static struct child *child_at(const struct moves *moves, size_t number)
{
    return gk_array_at(&moves->children, number);
}

static size_t end_at(const struct moves *moves, size_t length)
{
    return *(size_t *)gk_array_at(&moves->ends, length);
}

/* The length of the longest sequence that the child can go on: its ends stand in order. */
static size_t length_before(const struct moves *moves, const struct child *child)
{
    size_t low = 0, high = moves->ends.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (child_at(moves, end_at(moves, middle))->new_position < child->new_position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Mark the siblings from `first` that are not in the longest sequence that keeps its order. */
static bool mark_siblings(struct moves *moves, size_t first)
{
    gk_array_clear(&moves->ends);
    for (size_t i = first; i != GK_DIFF_NONE; i = child_at(moves, i)->next) {
        struct child *child = child_at(moves, i);
        size_t length = length_before(moves, child);
        child->before = length > 0 ? end_at(moves, length - 1) : GK_DIFF_NONE;
        if (length == moves->ends.count && !gk_array_push(&moves->ends))
            return false;
        *(size_t *)gk_array_at(&moves->ends, length) = i;
        mark(moves->diff, child->old_position);
    }
    size_t kept = moves->ends.count ? end_at(moves, moves->ends.count - 1) : GK_DIFF_NONE;
    for (; kept != GK_DIFF_NONE; kept = child_at(moves, kept)->before) {
        const struct child *child = child_at(moves, kept);
        gk_diff_node_at(&moves->diff->old_side, child->old_position)->moved = false;
        gk_diff_node_at(&moves->diff->new_side, child->new_position)->moved = false;
    }
    return true;
}

gkplan_status gk_diff_mark_moves(struct gk_diff *diff)
{
    const gkplan_allocator *allocator = &diff->context.allocator;
    struct moves moves = {.diff = diff};
    gk_array_init(&moves.children, allocator, sizeof(struct child));
    gk_array_init(&moves.first, allocator, sizeof(size_t));
    gk_array_init(&moves.last, allocator, sizeof(size_t));
    gk_array_init(&moves.ends, allocator, sizeof(size_t));
    bool made = gather(&moves);
    for (size_t i = 0; made && i < moves.first.count; i++)
        made = mark_siblings(&moves, *(size_t *)gk_array_at(&moves.first, i));
    if (!made)
        gk_fail_memory(&diff->context);
    gk_array_free(&moves.children);
    gk_array_free(&moves.first);
    gk_array_free(&moves.last);
    gk_array_free(&moves.ends);
    return diff->context.status;
}

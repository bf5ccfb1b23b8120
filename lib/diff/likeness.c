/* Texts that were reworded: how alike two texts are, and which of many belong together.
 *
 * Likeness is Dice's: of the pairs of neighbouring characters in both texts, the share that they have in
 * common. Candidates come from an index of these pairs; a pair that stands in very many texts says little and
 * is not followed, so that the work does not grow with the product of the two documents. */
#include "core/utf8.h"
#include "diff/diff_run.h"

#include <stdlib.h>

/* A longer text is compared by its beginning. */
enum { LONGEST_COMPARED = 1000, COMMON_PAIR = 200, CANDIDATES = 8 };

/* The pairs of neighbouring characters of a text, sorted; the ends count as characters. */
struct pairs {
    uint64_t pairs[LONGEST_COMPARED + 1];
    size_t count;
};

static int by_value(const void *first, const void *second)
{
    uint64_t a = *(const uint64_t *)first, b = *(const uint64_t *)second;
    return a < b ? -1 : a > b;
}

static void take_pairs(struct gk_string text, struct pairs *out)
{
    uint64_t before = 0;
    size_t position = 0;
    out->count = 0;
    while (position < text.length && out->count < LONGEST_COMPARED) {
        uint64_t code = gk_utf8_next(text, &position);
        out->pairs[out->count++] = before << 32 | code;
        before = code;
    }
    if (position == text.length)
        out->pairs[out->count++] = before << 32;
    qsort(out->pairs, out->count, sizeof *out->pairs, by_value);
}

/* Pairs that both have, each as often as the rarer has it. */
static size_t common_pairs(const struct pairs *a, const struct pairs *b)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        common += a->pairs[i] == b->pairs[j];
        bool step_a = a->pairs[i] <= b->pairs[j], step_b = b->pairs[j] <= a->pairs[i];
        i += step_a;
        j += step_b;
    }
    return common;
}

static uint32_t likeness_of(const struct pairs *a, const struct pairs *b)
{
    uint32_t likeness = (uint32_t)(200 * common_pairs(a, b) / (a->count + b->count));
    return likeness > 99 ? 99 : likeness;
}

uint32_t gk_diff_likeness(struct gk_string a, struct gk_string b)
{
    struct pairs first, second;
    if (gk_string_equal(a, b))
        return 100;
    take_pairs(a, &first);
    take_pairs(b, &second);
    return likeness_of(&first, &second);
}

/* --- the index --- */

struct entry {
    uint64_t pair;
    size_t position; /* of the node */
};

static int by_pair(const void *first, const void *second)
{
    const struct entry *a = first, *b = second;
    if (a->pair != b->pair)
        return a->pair < b->pair ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* What two nodes have in common; both directions find them. */
struct candidate {
    size_t old_position;
    size_t new_position;
    uint32_t score; /* likeness, more where the nodes above are the same */
};

struct search {
    struct gk_diff *diff;
    struct gk_array entries; /* struct entry: of the side that is searched */
    struct gk_array shared;  /* uint32_t by node of that side: pairs shared with the text asked for */
    struct gk_array touched; /* size_t: nodes of that side with some */
    struct gk_array found;   /* struct candidate */
};

static bool is_free(const struct gk_diff_node *node)
{
    return node->partner == GK_DIFF_NONE && node->text.length > 0 && !node->repeated;
}

static bool make_index(struct search *search, const struct gk_diff_side *side)
{
    struct pairs pairs;
    gk_array_clear(&search->entries);
    gk_array_clear(&search->shared);
    for (size_t i = 0; i < side->nodes.count; i++) {
        const struct gk_diff_node *node = gk_diff_node_at(side, i);
        if (!gk_array_push(&search->shared))
            return false;
        if (!is_free(node))
            continue;
        take_pairs(node->text, &pairs);
        for (size_t j = 0; j < pairs.count; j++) {
            if (j > 0 && pairs.pairs[j] == pairs.pairs[j - 1])
                continue;
            struct entry *entry = gk_array_push(&search->entries);
            if (!entry)
                return false;
            *entry = (struct entry){pairs.pairs[j], i};
        }
    }
    if (search->entries.count > 1)
        qsort(search->entries.items, search->entries.count, sizeof(struct entry), by_pair);
    return true;
}

/* The first entry that is not before the pair at the node. */
static size_t lower_bound(const struct gk_array *entries, uint64_t pair, size_t position)
{
    const struct entry wanted = {pair, position};
    size_t low = 0, high = entries->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_pair(gk_array_at(entries, middle), &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Count for each node of the index how many pairs it shares. */
static bool count_shared(struct search *search, const struct pairs *pairs)
{
    gk_array_clear(&search->touched);
    for (size_t i = 0; i < pairs->count; i++) {
        if (i > 0 && pairs->pairs[i] == pairs->pairs[i - 1])
            continue;
        size_t begin = lower_bound(&search->entries, pairs->pairs[i], 0);
        size_t end = lower_bound(&search->entries, pairs->pairs[i], SIZE_MAX);
        for (size_t j = begin; end - begin <= COMMON_PAIR && j < end; j++) {
            size_t position = ((struct entry *)gk_array_at(&search->entries, j))->position;
            uint32_t *shared = gk_array_at(&search->shared, position);
            if ((*shared)++ > 0)
                continue;
            size_t *touched = gk_array_push(&search->touched);
            if (!touched)
                return false;
            *touched = position;
        }
    }
    return true;
}

/* The touched node that shares most with the text and has not been taken; its count goes. */
static size_t take_best(struct search *search)
{
    size_t best = GK_DIFF_NONE;
    uint32_t most = 0;
    for (size_t i = 0; i < search->touched.count; i++) {
        size_t position = *(size_t *)gk_array_at(&search->touched, i);
        uint32_t shared = *(uint32_t *)gk_array_at(&search->shared, position);
        if (shared > most || (shared == most && most > 0 && position < best)) {
            most = shared;
            best = position;
        }
    }
    if (best != GK_DIFF_NONE)
        *(uint32_t *)gk_array_at(&search->shared, best) = 0;
    return best;
}

static bool same_parents(const struct gk_diff_node *asked, const struct gk_diff_node *other,
                         const struct gk_diff_side *side)
{
    if (asked->parent == GK_DIFF_NONE || other->parent == GK_DIFF_NONE)
        return asked->parent == other->parent;
    return gk_diff_node_at(side, asked->parent)->partner == other->parent;
}

static bool add_candidates(struct search *search, const struct gk_diff_side *asked_side, size_t asked,
                           const struct gk_diff_side *side, const struct pairs *pairs)
{
    enum { SAME_PARENT = 15 };
    const struct gk_diff_node *node = gk_diff_node_at(asked_side, asked);
    bool from_old = asked_side == &search->diff->old_side, made = true;
    for (int i = 0; i < CANDIDATES && made; i++) {
        size_t position = take_best(search);
        if (position == GK_DIFF_NONE)
            break;
        const struct gk_diff_node *other = gk_diff_node_at(side, position);
        struct pairs others;
        take_pairs(other->text, &others);
        uint32_t likeness = likeness_of(pairs, &others);
        if (likeness < search->diff->likeness)
            continue;
        struct candidate *candidate = gk_array_push(&search->found);
        made = candidate != NULL;
        if (made)
            *candidate =
                (struct candidate){from_old ? asked : position, from_old ? position : asked,
                                   likeness + (same_parents(node, other, asked_side) ? SAME_PARENT : 0)};
    }
    for (size_t i = 0; i < search->touched.count; i++)
        *(uint32_t *)gk_array_at(&search->shared, *(size_t *)gk_array_at(&search->touched, i)) = 0;
    return made;
}

/* Look for every free node of one side in the other. */
static bool search_side(struct search *search, const struct gk_diff_side *asked_side,
                        const struct gk_diff_side *side)
{
    struct pairs pairs;
    if (!make_index(search, side))
        return false;
    for (size_t i = 0; i < asked_side->nodes.count; i++) {
        const struct gk_diff_node *node = gk_diff_node_at(asked_side, i);
        if (!is_free(node))
            continue;
        take_pairs(node->text, &pairs);
        if (!count_shared(search, &pairs) || !add_candidates(search, asked_side, i, side, &pairs))
            return false;
    }
    return true;
}

static size_t distance(const struct candidate *candidate)
{
    return candidate->old_position > candidate->new_position
               ? candidate->old_position - candidate->new_position
               : candidate->new_position - candidate->old_position;
}

/* The best first. Ties go to the nearer, then to the earlier, whichever document is called the old one. */
static int by_score(const void *first, const void *second)
{
    const struct candidate *a = first, *b = second;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (distance(a) != distance(b))
        return distance(a) < distance(b) ? -1 : 1;
    size_t a_sum = a->old_position + a->new_position, b_sum = b->old_position + b->new_position;
    if (a_sum != b_sum)
        return a_sum < b_sum ? -1 : 1;
    return a->old_position < b->old_position ? -1 : a->old_position > b->old_position;
}

static void pair_candidates(struct gk_diff *diff, struct gk_array *found)
{
    if (found->count > 1)
        qsort(found->items, found->count, sizeof(struct candidate), by_score);
    for (size_t i = 0; i < found->count; i++) {
        const struct candidate *candidate = gk_array_at(found, i);
        struct gk_diff_node *old_node = gk_diff_node_at(&diff->old_side, candidate->old_position);
        struct gk_diff_node *new_node = gk_diff_node_at(&diff->new_side, candidate->new_position);
        if (old_node->partner != GK_DIFF_NONE || new_node->partner != GK_DIFF_NONE)
            continue;
        old_node->partner = candidate->new_position;
        new_node->partner = candidate->old_position;
    }
}

gkplan_status gk_diff_match_likes(struct gk_diff *diff)
{
    const gkplan_allocator *allocator = &diff->context.allocator;
    struct search search = {.diff = diff};
    if (diff->likeness >= 100)
        return diff->context.status;
    gk_array_init(&search.entries, allocator, sizeof(struct entry));
    gk_array_init(&search.shared, allocator, sizeof(uint32_t));
    gk_array_init(&search.touched, allocator, sizeof(size_t));
    gk_array_init(&search.found, allocator, sizeof(struct candidate));
    if (search_side(&search, &diff->old_side, &diff->new_side) &&
        search_side(&search, &diff->new_side, &diff->old_side))
        pair_candidates(diff, &search.found);
    else
        gk_fail_memory(&diff->context);
    gk_array_free(&search.entries);
    gk_array_free(&search.shared);
    gk_array_free(&search.touched);
    gk_array_free(&search.found);
    return diff->context.status;
}

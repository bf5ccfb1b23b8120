/* Compares two documents and hands out what changed. */
#include "core/cjk_text.h"
#include "core/growing_struct.h"
#include "core/memory.h"
#include "diff/diff_run.h"

#include <gkplan/walk.h>

enum { DEFAULT_LIKENESS = 60, KINDS = 4 };

struct gkplan_changes {
    struct gk_arena *arena; /* owns everything below */
    const gkplan_change *first;
    size_t counts[KINDS];
};

/* --- names --- */

const char *gkplan_change_kind_name(gkplan_change_kind kind)
{
    static const char *const names[KINDS] = {"none", "added", "removed", "changed"};
    return kind >= GKPLAN_CHANGE_NONE && kind <= GKPLAN_CHANGE_CHANGED ? names[kind] : NULL;
}

const char *gkplan_change_part_name(gkplan_change_part part)
{
    static const char *const names[] = {"text",     "place",         "number", "units",
                                        "deadline", "deadline-year", "fields", "depth"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((unsigned)part == 1u << i)
            return names[i];
    return NULL;
}

/* --- the nodes of a document --- */

static uint64_t hash_text(struct gk_string text)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(1099511628211);
    return hash;
}

static bool fold_text(struct gk_diff *diff, struct gk_diff_node *item)
{
    struct gk_buffer folded;
    char storage[1024];
    gk_buffer_init_in(&folded, &diff->context.allocator, storage, sizeof storage);
    const char *text = gk_fold(&folded, gk_string_of(item->node->text), GK_FOLD_WORD)
                           ? gk_arena_copy(diff->scratch, gk_buffer_view(&folded))
                           : NULL;
    item->text = gk_string_make(text, folded.length);
    gk_buffer_free(&folded);
    return text != NULL;
}

/* `open` holds the position of the last node on each level. */
static bool add_node(struct gk_diff *diff, struct gk_diff_side *side, const gkplan_plan *plan,
                     const gkplan_node *node, struct gk_array *open)
{
    size_t position = side->nodes.count;
    struct gk_diff_node *item = gk_array_push(&side->nodes);
    while (item && open->count < node->level)
        if (!gk_array_push(open))
            item = NULL;
    if (!item)
        return false;
    *item =
        (struct gk_diff_node){.node = node, .plan = plan, .parent = GK_DIFF_NONE, .partner = GK_DIFF_NONE};
    if (!fold_text(diff, item))
        return false;
    *(size_t *)gk_array_at(open, node->level - 1) = position;
    if (node->level > 1)
        item->parent = *(size_t *)gk_array_at(open, node->level - 2);
    item->hash = hash_text(item->text);
    uint64_t above = item->parent == GK_DIFF_NONE ? 0 : gk_diff_node_at(side, item->parent)->lineage;
    item->lineage = (above ^ item->hash) * UINT64_C(1099511628211) + node->level;
    return true;
}

static gkplan_status list_nodes(struct gk_diff *diff, const gkplan_document *document,
                                struct gk_diff_side *side)
{
    struct gk_array open;
    bool made = true;
    gk_array_init(&open, &diff->context.allocator, sizeof(size_t));
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan && made; plan = plan->next)
        for (const gkplan_node *node = plan->first_node; node && made; node = gkplan_node_next(node))
            made = add_node(diff, side, plan, node, &open);
    gk_array_free(&open);
    return made ? GKPLAN_STATUS_OK : gk_fail_memory(&diff->context);
}

/* --- the changes --- */

/* Either node may be NULL, not both. NULL when memory ends. */
static gkplan_change *make_change(struct gk_diff *diff, const struct gk_diff_node *old_node,
                                  const struct gk_diff_node *new_node)
{
    gkplan_change *change = gk_arena_new_object(diff->context.arena, gkplan_change);
    if (!change) {
        gk_fail_memory(&diff->context);
        return NULL;
    }
    change->old_node = old_node ? old_node->node : NULL;
    change->old_plan = old_node ? old_node->plan : NULL;
    change->new_node = new_node ? new_node->node : NULL;
    change->new_plan = new_node ? new_node->plan : NULL;
    change->kind = !old_node ? GKPLAN_CHANGE_ADDED : GKPLAN_CHANGE_REMOVED;
    if (!old_node || !new_node)
        return change;
    change->likeness = gk_diff_likeness(old_node->text, new_node->text);
    change->parts = gk_diff_compare(diff, old_node, new_node, &change->first_unit);
    if (change->likeness < 100)
        change->parts |= GKPLAN_CHANGE_TEXT;
    if (new_node->moved)
        change->parts |= GKPLAN_CHANGE_PLACE;
    change->kind = change->parts ? GKPLAN_CHANGE_CHANGED : GKPLAN_CHANGE_NONE;
    return change;
}

struct listing {
    struct gk_diff *diff;
    gkplan_changes *changes;
    gkplan_change *last;
};

static bool list_change(struct listing *listing, const struct gk_diff_node *old_node,
                        const struct gk_diff_node *new_node)
{
    gkplan_change *change = make_change(listing->diff, old_node, new_node);
    if (!change)
        return false;
    listing->changes->counts[change->kind]++;
    if (change->kind == GKPLAN_CHANGE_NONE && !listing->diff->unchanged)
        return true;
    if (listing->last)
        listing->last->next = change;
    else
        listing->changes->first = change;
    listing->last = change;
    return true;
}

/* The removed nodes of the old document in [*next, end). */
static bool list_removed(struct listing *listing, size_t *next, size_t end)
{
    for (; *next < end; ++*next) {
        const struct gk_diff_node *node = gk_diff_node_at(&listing->diff->old_side, *next);
        if (node->partner == GK_DIFF_NONE && !list_change(listing, node, NULL))
            return false;
    }
    return true;
}

static gkplan_changes *list_changes(struct gk_diff *diff)
{
    const struct gk_diff_side *old_side = &diff->old_side, *new_side = &diff->new_side;
    struct listing listing = {.diff = diff,
                              .changes = gk_arena_new_object(diff->context.arena, gkplan_changes)};
    size_t next = 0;
    bool made = listing.changes != NULL;
    for (size_t i = 0; made && i < new_side->nodes.count; i++) {
        const struct gk_diff_node *node = gk_diff_node_at(new_side, i);
        bool matched = node->partner != GK_DIFF_NONE;
        made = (!matched || list_removed(&listing, &next, node->partner)) &&
               list_change(&listing, matched ? gk_diff_node_at(old_side, node->partner) : NULL, node);
    }
    made = made && list_removed(&listing, &next, old_side->nodes.count);
    if (!made)
        gk_fail_memory(&diff->context);
    return made && diff->context.status == GKPLAN_STATUS_OK ? listing.changes : NULL;
}

static gkplan_changes *run(struct gk_diff *diff, const gkplan_document *old_document,
                           const gkplan_document *new_document)
{
    struct gk_context *context = &diff->context;
    gkplan_changes *changes = NULL;
    context->arena = gk_arena_new(&context->allocator);
    diff->scratch = gk_arena_new(&context->allocator);
    gk_array_init(&diff->old_side.nodes, &context->allocator, sizeof(struct gk_diff_node));
    gk_array_init(&diff->new_side.nodes, &context->allocator, sizeof(struct gk_diff_node));
    if (!context->arena || !diff->scratch)
        gk_fail_memory(context);
    else if (list_nodes(diff, old_document, &diff->old_side) == GKPLAN_STATUS_OK &&
             list_nodes(diff, new_document, &diff->new_side) == GKPLAN_STATUS_OK &&
             gk_diff_match(diff) == GKPLAN_STATUS_OK && gk_diff_mark_moves(diff) == GKPLAN_STATUS_OK)
        changes = list_changes(diff);
    gk_array_free(&diff->old_side.nodes);
    gk_array_free(&diff->new_side.nodes);
    gk_arena_free(diff->scratch);
    if (changes)
        changes->arena = context->arena;
    else
        gk_arena_free(context->arena);
    return changes;
}

/* --- the calls --- */

/* NULL when the options are right, else what is wrong. */
static const char *take_options(struct gk_diff *diff, const gkplan_diff_options *options)
{
    enum { SMALLEST = offsetof(gkplan_diff_options, unchanged) + sizeof options->unchanged };
    gkplan_diff_options taken = GKPLAN_DIFF_OPTIONS_INIT;
    diff->context.allocator = gk_memory_default;
    if (options && !gk_growing_struct_copy(&taken, sizeof taken, SMALLEST, options))
        return "options has an impossible size, or unknown fields are set";
    gkplan_read_options reading = GKPLAN_READ_OPTIONS_INIT;
    reading.allocator = taken.allocator;
    const char *wrong =
        gk_options_take(&reading, &diff->context.options, &diff->context.limits, &diff->context.allocator);
    if (!wrong && (taken.likeness > 100 || taken.unchanged > 1))
        wrong = "options has an impossible value";
    diff->likeness = taken.likeness ? taken.likeness : DEFAULT_LIKENESS;
    diff->unchanged = taken.unchanged == 1;
    return wrong;
}

gkplan_status gkplan_diff_options_init(gkplan_diff_options *options, size_t size)
{
    if (!options || size != sizeof *options)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    const gkplan_diff_options defaults = GKPLAN_DIFF_OPTIONS_INIT;
    memcpy(options, &defaults, size);
    return GKPLAN_STATUS_OK;
}

gkplan_status gkplan_diff(const gkplan_document *old_document, const gkplan_document *new_document,
                          const gkplan_diff_options *options, gkplan_changes **out, gkplan_error **error)
{
    struct gk_diff diff = {.context = {.current_plan = -1, .source_name = ""}};
    if (error)
        *error = NULL;
    if (!out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    *out = NULL;
    const char *wrong = take_options(&diff, options);
    if (!old_document || !new_document)
        wrong = "a document is NULL";
    if (wrong)
        gk_fail(&diff.context, GKPLAN_STATUS_INVALID_ARGUMENT, NULL, 0, "%s", wrong);
    else
        *out = run(&diff, old_document, new_document);
    if (*out)
        return GKPLAN_STATUS_OK;
    if (error)
        *error = diff.context.error;
    else
        gkplan_error_free(diff.context.error);
    return diff.context.status;
}

const gkplan_change *gkplan_changes_first(const gkplan_changes *changes)
{
    return changes->first;
}

size_t gkplan_changes_count(const gkplan_changes *changes, gkplan_change_kind kind)
{
    return kind >= GKPLAN_CHANGE_NONE && kind <= GKPLAN_CHANGE_CHANGED ? changes->counts[kind] : 0;
}

void gkplan_changes_free(gkplan_changes *changes)
{
    if (changes)
        gk_arena_free(changes->arena);
}

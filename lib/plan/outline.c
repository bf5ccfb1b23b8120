/* The numbered prose as sections, and as a plan where the document has no table (contract 3.4 to 3.9). */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "plan/normalise.h"
#include "plan/outline_scan.h"
#include "plan/plan_build.h"

static gkplan_section *make_section(struct gk_context *context, const struct gk_outline_item *item)
{
    gkplan_section *section = gk_arena_new_object(context->arena, gkplan_section);
    if (!section) {
        gk_fail_memory(context);
        return NULL;
    }
    section->label = gk_arena_copy(context->arena, item->label);
    section->title = gk_arena_copy(context->arena, item->title);
    section->body = item->body;
    section->place = item->block->place;
    if (!section->label || !section->title)
        gk_fail_memory(context);
    return section;
}

gkplan_status gk_outline_sections(struct gk_context *context, struct gk_layout *layout,
                                  struct gk_block_uses *uses, struct gk_normalised *out)
{
    (void)layout;
    struct gk_array items, open;
    gk_array_init(&items, &context->allocator, sizeof(struct gk_outline_item));
    gk_array_init(&open, &context->allocator, sizeof(gkplan_section *));
    gk_outline_scan(context, uses, &items);
    for (size_t i = 0; i < items.count && context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_outline_item *item = gk_array_at(&items, i);
        gkplan_section *section = make_section(context, item), *before = NULL;
        if (!section)
            break;
        if (item->level <= open.count)
            before = *(gkplan_section **)gk_array_at(&open, item->level - 1);
        open.count = item->level - 1 < open.count ? item->level - 1 : open.count;
        gkplan_section *parent = open.count ? *(gkplan_section **)gk_array_at(&open, open.count - 1) : NULL;
        section->parent = parent;
        if (before)
            before->next = section;
        else if (parent)
            parent->first_child = section;
        else
            out->first_section = section;
        gkplan_section **slot = gk_array_push(&open);
        if (slot)
            *slot = section;
        else
            gk_fail_memory(context);
    }
    gk_array_free(&items);
    gk_array_free(&open);
    return context->status;
}

struct outline {
    struct gk_context *context;
    struct gk_plan_draft draft;
    gkplan_account *account;
};

/* Units and deadline of a leaf of an outline. */
static gkplan_status set_responsibility(struct outline *outline, gkplan_node *leaf, struct gk_string inside,
                                        struct gk_responsibility *found)
{
    struct gk_node_path path = gk_node_path_text(leaf);
    if (inside.length)
        gk_bracket_read(outline->context, inside, &outline->draft.calendar, &leaf->place, path.text, found);
    gkplan_task *task = gk_arena_new_object(outline->context->arena, gkplan_task);
    if (!task)
        return gk_fail_memory(outline->context);
    task->lead = found->lead;
    task->units = found->units;
    task->support = found->support;
    task->deadline = found->deadline;
    task->first_field = found->first_field;
    leaf->task = task;
    return outline->context->status;
}

static gkplan_node *add_leaf(struct outline *outline, gkplan_node *parent, struct gk_string text,
                             const gkplan_block *block)
{
    gkplan_node *leaf = gk_node_add(&outline->draft, parent, GKPLAN_NODE_REQUIREMENT, text, false);
    if (leaf) {
        leaf->block = block;
        leaf->place = block->place;
        leaf->evidence = GKPLAN_EVIDENCE_OUTLINE;
    }
    return leaf;
}

/* One paragraph of a body: text up to each bracket is a leaf. Without a bracket it goes on with the leaf
 * before it. */
static void add_paragraph(struct outline *outline, gkplan_node *task, gkplan_node **leaf,
                          struct gk_buffer *open, struct gk_string paragraph, const gkplan_block *block)
{
    struct gk_responsibility found = {0};
    struct gk_bracketed part;
    if (gk_labelled_line(paragraph)) {
        gkplan_node *target = *leaf ? *leaf : task;
        struct gk_node_path path = gk_node_path_text(target);
        if (target->task)
            found = (struct gk_responsibility){(gkplan_units *)(uintptr_t)target->task->lead,
                                               (gkplan_units *)(uintptr_t)target->task->units,
                                               (gkplan_units *)(uintptr_t)target->task->support,
                                               (gkplan_deadline *)(uintptr_t)target->task->deadline,
                                               (gkplan_field *)(uintptr_t)target->task->first_field};
        gk_labelled_line_read(outline->context, paragraph, &outline->draft.calendar, &target->place,
                              path.text, &found);
        set_responsibility(outline, target, gk_string_of(""), &found);
        return;
    }
    while (gk_bracket_next(outline->context, &paragraph, &part)) {
        if (part.text.length) {
            if (open->length)
                gk_buffer_append(open, "\n", 1);
            gk_buffer_append_string(open, part.text);
        }
        if (!part.inside.length)
            continue;
        gkplan_node *target = open->length ? add_leaf(outline, task, gk_buffer_view(open), block) : task;
        gk_buffer_clear(open);
        if (!target)
            return;
        if (target != task)
            *leaf = target;
        found = (struct gk_responsibility){0};
        set_responsibility(outline, target, part.inside, &found);
    }
}

static void add_body(struct outline *outline, gkplan_node *task, const struct gk_outline_item *item)
{
    struct gk_string rest = gk_string_of(item->body), line;
    struct gk_buffer open;
    char storage[1024]; /* a paragraph: no allocation for each */
    gkplan_node *leaf = NULL;
    gk_buffer_init_in(&open, &outline->context->allocator, storage, sizeof storage);
    while (outline->context->status == GKPLAN_STATUS_OK && gk_next_line(&rest, &line)) {
        if (gk_labelled_line(line) && open.length) {
            leaf = add_leaf(outline, task, gk_buffer_view(&open), item->block);
            gk_buffer_clear(&open);
        }
        add_paragraph(outline, task, &leaf, &open, line, item->block);
    }
    if (open.length && outline->context->status == GKPLAN_STATUS_OK)
        add_leaf(outline, task, gk_buffer_view(&open), item->block);
    if (open.failed)
        gk_fail_memory(outline->context);
    gk_buffer_free(&open);
}

/* The heading of a task may end in a bracket itself: then the task is the leaf. */
static gkplan_node *add_task(struct outline *outline, gkplan_node *parent, const struct gk_outline_item *item)
{
    struct gk_string rest = item->title;
    struct gk_bracketed part = {item->title, gk_string_of("")};
    gk_bracket_next(outline->context, &rest, &part);
    bool whole = gk_is_blank(rest);
    gkplan_node *node =
        gk_node_add(&outline->draft, parent, GKPLAN_NODE_TASK, whole ? part.text : item->title, false);
    if (!node)
        return NULL;
    node->label = gk_arena_copy(outline->context->arena, item->label);
    node->block = item->block;
    node->place = item->block->place;
    node->evidence = GKPLAN_EVIDENCE_OUTLINE;
    struct gk_responsibility found = {0};
    if (whole && part.inside.length)
        set_responsibility(outline, node, part.inside, &found);
    if (!node->label)
        gk_fail_memory(outline->context);
    return node;
}

static void count_item(struct outline *outline, const struct gk_outline_item *item)
{
    uint64_t count = gk_utf8_count_characters(item->label) + gk_utf8_count_characters(item->title) +
                     gk_utf8_count_characters(gk_string_of(item->body));
    outline->account->plan_read += count;
    outline->account->plan_placed += count;
}

static gkplan_status add_items(struct outline *outline, const struct gk_array *items)
{
    struct gk_array open;
    gk_array_init(&open, &outline->context->allocator, sizeof(gkplan_node *));
    for (size_t i = 0; i < items->count && outline->context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_outline_item *item = gk_array_at(items, i);
        open.count = item->level - 1 < open.count ? item->level - 1 : open.count;
        gkplan_node *parent = open.count ? *(gkplan_node **)gk_array_at(&open, open.count - 1) : NULL;
        gkplan_node *task = add_task(outline, parent, item);
        gkplan_node **slot = task ? gk_array_push(&open) : NULL;
        if (!slot) {
            gk_fail_memory(outline->context);
            break;
        }
        *slot = task;
        add_body(outline, task, item);
        count_item(outline, item);
    }
    gk_array_free(&open);
    return outline->context->status;
}

gkplan_status gk_plan_from_outline(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out)
{
    struct gk_array items;
    uint32_t deepest = 0;
    gk_array_init(&items, &context->allocator, sizeof(struct gk_outline_item));
    gk_outline_scan(context, uses, &items);
    for (size_t i = 0; i < items.count; i++) {
        const struct gk_outline_item *item = gk_array_at(&items, i);
        deepest = item->level > deepest ? item->level : deepest;
    }
    if (deepest >= 2 && context->status == GKPLAN_STATUS_OK) {
        const char *title;
        struct outline outline = {.context = context, .account = &layout->account};
        size_t first = ((struct gk_outline_item *)gk_array_at(&items, 0))->position;
        context->current_plan = 0;
        if (gk_plan_title(context, uses, first, out->metadata, &title) == GKPLAN_STATUS_OK &&
            gk_plan_draft_begin(context, &outline.draft, title, out->metadata, GKPLAN_PLAN_OUTLINE) ==
                GKPLAN_STATUS_OK &&
            add_items(&outline, &items) == GKPLAN_STATUS_OK &&
            gk_plan_draft_finish(&outline.draft) == GKPLAN_STATUS_OK) {
            out->first_plan = out->last_plan = outline.draft.plan;
            out->plan_count = 1;
        }
    }
    gk_array_free(&items);
    return context->status;
}

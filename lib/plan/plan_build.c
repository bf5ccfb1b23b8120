/* Making a plan's tree. */
#include "plan/plan_build.h"

#include "core/label.h"
#include <gkplan/walk.h>
#include <stdio.h>

gkplan_status gk_plan_draft_begin(struct gk_context *context, struct gk_plan_draft *draft, const char *title,
                                  const gkplan_metadata *metadata, gkplan_plan_layout layout)
{
    gkplan_plan *plan = gk_arena_new_object(context->arena, gkplan_plan);
    *draft = (struct gk_plan_draft){.context = context, .plan = plan};
    if (!plan)
        return gk_fail_memory(context);
    plan->title = title;
    plan->layout = layout;
    plan->year = gk_year_find(gk_string_of(title));
    bool from_title = plan->year != 0;
    if (!from_title)
        plan->year = gk_year_find(gk_string_of(metadata->title));
    if (context->options.plan_year)
        plan->year = context->options.plan_year;
    gkplan_date issued = context->options.issued.year ? context->options.issued : metadata->issued;
    draft->calendar = (struct gk_calendar){.year = issued.year, .issued = issued};
    if (context->options.plan_year)
        draft->calendar.year = plan->year;
    else if (plan->year)
        draft->calendar.year =
            gk_year_find_span(gk_string_of(from_title ? title : metadata->title), &draft->calendar.span);
    return context->status;
}

/* Hang a node behind its siblings. */
static void append_node(struct gk_plan_draft *draft, gkplan_node *parent, gkplan_node *node)
{
    gkplan_node *last = (gkplan_node *)(uintptr_t)(parent ? parent->last_child : draft->plan->last_node);
    node->parent = parent;
    node->level = parent ? parent->level + 1 : 1;
    node->previous = last;
    node->position = last ? last->position + 1 : 1;
    if (last)
        last->next = node;
    if (parent) {
        parent->first_child = last ? parent->first_child : node;
        parent->last_child = node;
        parent->child_count++;
    } else {
        draft->plan->first_node = last ? draft->plan->first_node : node;
        draft->plan->last_node = node;
        draft->plan->node_count++;
    }
}

gkplan_node *gk_node_add(struct gk_plan_draft *draft, gkplan_node *parent, gkplan_node_kind kind,
                         struct gk_string text, bool split_label)
{
    struct gk_arena *arena = draft->context->arena;
    gkplan_node *node = gk_arena_new_object(arena, gkplan_node);
    struct gk_label label = {.kind = GK_LABEL_NONE};
    if (split_label)
        label = gk_label_read(text);
    const char *label_text = gk_arena_copy(arena, gk_string_make(text.data + label.start, label.length));
    const char *rest = gk_arena_copy(arena, gk_string_from(text, label.rest));
    if (!node || !rest || !label_text) {
        gk_fail_memory(draft->context);
        return NULL;
    }
    *node = (gkplan_node){.label = label_text, .text = rest, .kind = kind, .place = gk_place_none()};
    append_node(draft, parent, node);
    return node;
}

gkplan_node *gk_node_next(gkplan_node *node)
{
    return (gkplan_node *)(uintptr_t)gkplan_node_next(node);
}

gkplan_status gk_plan_draft_finish(struct gk_plan_draft *draft)
{
    struct gk_context *context = draft->context;
    draft->plan->leaf_count = 0;
    for (gkplan_node *node = (gkplan_node *)(uintptr_t)draft->plan->first_node; node;
         node = gk_node_next(node)) {
        if (node->first_child) {
            node->task = NULL;
            continue;
        }
        draft->plan->leaf_count++;
        if (!node->task && !(node->task = gk_arena_new_object(context->arena, gkplan_task)))
            return gk_fail_memory(context);
    }
    return context->status;
}

struct gk_node_path gk_node_path_text(const gkplan_node *node)
{
    struct gk_node_path path;
    gkplan_node_path(node, path.text, sizeof path.text);
    return path;
}

/* The siblings below `parent` (NULL: on the first level), of which there should be `count`, up to `last`. */
static const char *check_siblings(const gkplan_node *first, const gkplan_node *parent, uint32_t count,
                                  const gkplan_node *last)
{
    const uint32_t level = parent ? parent->level + 1 : 1;
    const gkplan_node *previous = NULL;
    uint32_t found = 0;
    for (const gkplan_node *node = first; node; node = node->next) {
        if (node->parent != parent || node->previous != previous || node->position != ++found ||
            node->level != level)
            return "a node's links to its parent or siblings are wrong";
        previous = node;
    }
    return last == previous && count == found ? NULL : "the last child or the number of children is wrong";
}

static const char *check_node(const gkplan_node *node)
{
    if ((node->task != NULL) != (node->first_child == NULL))
        return "a task on a node with children, or none on a leaf";
    if (!node->text || !node->label)
        return "a node without text or label";
    return check_siblings(node->first_child, node, node->child_count, node->last_child);
}

const char *gk_plan_check_links(const gkplan_plan *plan)
{
    uint32_t leaves = 0;
    const char *wrong = check_siblings(plan->first_node, NULL, plan->node_count, plan->last_node);
    for (const gkplan_node *node = plan->first_node; node && !wrong; node = gkplan_node_next(node)) {
        wrong = check_node(node);
        leaves += node->first_child == NULL;
    }
    if (wrong)
        return wrong;
    return leaves == plan->leaf_count ? NULL : "the number of leaves is wrong";
}

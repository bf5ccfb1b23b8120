/* Making a plan's tree. */
#include "plan/plan_build.h"

#include "field/label.h"
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
    if (plan->year == 0)
        plan->year = gk_year_find(gk_string_of(metadata->title));
    if (context->options.plan_year)
        plan->year = context->options.plan_year;
    gkplan_date issued = context->options.issued.year ? context->options.issued : metadata->issued;
    draft->calendar = (struct gk_calendar){.year = plan->year ? plan->year : issued.year, .issued = issued};
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

static const char *check_node(const gkplan_node *node)
{
    uint32_t count = 0;
    const gkplan_node *previous = NULL;
    for (const gkplan_node *child = node->first_child; child; child = child->next) {
        if (child->parent != node || child->previous != previous || child->position != ++count ||
            child->level != node->level + 1)
            return "a child's links are wrong";
        previous = child;
    }
    if (node->last_child != previous || node->child_count != count)
        return "the last child or the number of children is wrong";
    if ((node->task != NULL) != (node->first_child == NULL))
        return "a task on a node with children, or none on a leaf";
    return node->text && node->label ? NULL : "a node without text or label";
}

const char *gk_plan_check_links(const gkplan_plan *plan)
{
    uint32_t leaves = 0;
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        const char *wrong = check_node(node);
        if (wrong)
            return wrong;
        leaves += node->first_child == NULL;
    }
    return leaves == plan->leaf_count ? NULL : "the number of leaves is wrong";
}

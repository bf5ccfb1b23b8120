/* Making a plan's tree: nodes, columns and leaves in the arena. All return NULL or NO_MEMORY when memory
 * ends. */
#ifndef GK_PLAN_PLAN_BUILD_H
#define GK_PLAN_PLAN_BUILD_H

#include "core/context.h"
#include "field/deadline.h"
#include "field/metadata.h"
#include <gkplan/plan.h>

/* A plan that is being made. */
struct gk_plan_draft {
    struct gk_context *context;
    gkplan_plan *plan;           /* in the arena */
    struct gk_calendar calendar; /* for its deadlines */
};

/* A new empty plan with its title and year (contract 2: year in the title, else in the notice's title, else
 * the option, else 0). */
gkplan_status gk_plan_draft_begin(struct gk_context *context, struct gk_plan_draft *draft, const char *title,
                                  const gkplan_metadata *metadata, gkplan_plan_layout layout);

/* A new last child of `parent` (NULL: of the plan). `text` is split into label and text when `split_label`;
 * level, position and child_count follow. */
gkplan_node *gk_node_add(struct gk_plan_draft *draft, gkplan_node *parent, gkplan_node_kind kind,
                         struct gk_string text, bool split_label);

/* Depth-first next for a tree that is still being made. */
gkplan_node *gk_node_next(gkplan_node *node);

/* Give every node without children an empty task if it has none, and count the leaves. */
gkplan_status gk_plan_draft_finish(struct gk_plan_draft *draft);

/* A node's path ("3.2.1") in a small buffer, for diagnostics. */
struct gk_node_path {
    char text[64];
};
struct gk_node_path gk_node_path_text(const gkplan_node *node);

/* Verify all links of a finished plan; NULL when right, else what is wrong. Used in debug builds and fuzzers.
 */
const char *gk_plan_check_links(const gkplan_plan *plan);

#endif

/* From a numbered paragraph to a task and its leaves. */
#ifndef GK_PLAN_OUTLINE_ITEM_H
#define GK_PLAN_OUTLINE_ITEM_H

#include "plan/outline_scan.h"
#include "plan/plan_build.h"

struct gk_outline {
    struct gk_context *context;
    struct gk_plan_draft draft;
    int64_t marks; /* characters read that no node's text, label or field holds: brackets, 责任单位： */
    int64_t named; /* characters that a diagnostic names instead */
};

/* The item's task with the requirements of its body. `deeper`: items below it follow. NULL when memory ends.
 */
gkplan_node *gk_outline_add(struct gk_outline *outline, gkplan_node *parent,
                            const struct gk_outline_item *item, bool deeper);

#endif

/** @file
 * Help for walking a plan. None of these allocates; all are thread safe on a finished document. Since 0.1.0.
 */
#ifndef GKPLAN_WALK_H
#define GKPLAN_WALK_H

#include <gkplan/plan.h>
#include <gkplan/version.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The next node of the whole plan, parents before children; NULL at the end. Begin with plan->first_node. */
GKPLAN_API const gkplan_node *gkplan_node_next(const gkplan_node *node);

/** The next node below `top` (which is not visited itself), parents before children; begin with `node` =
 * `top`. */
GKPLAN_API const gkplan_node *gkplan_node_next_below(const gkplan_node *node, const gkplan_node *top);

/** The first leaf of a plan, or NULL. */
GKPLAN_API const gkplan_node *gkplan_plan_first_leaf(const gkplan_plan *plan);

/** The next leaf of the plan, or NULL. */
GKPLAN_API const gkplan_node *gkplan_node_next_leaf(const gkplan_node *node);

/** The node at a path such as "3.2.1" (numbers among siblings, from 1); NULL when there is none or the path
 * is no path. */
GKPLAN_API const gkplan_node *gkplan_plan_find(const gkplan_plan *plan, const char *path);

/** Write the path of a node ("3.2.1") and a NUL to `buffer`, cut at `capacity` bytes. Returns the length that
 * the whole path has. `buffer` may be NULL when `capacity` is 0. */
GKPLAN_API size_t gkplan_node_path(const gkplan_node *node, char *buffer, size_t capacity);

/** The ancestor of `node` on `level` (node itself when it is on it), or NULL when level is 0 or deeper. */
GKPLAN_API const gkplan_node *gkplan_node_ancestor(const gkplan_node *node, size_t level);

#ifdef __cplusplus
}
#endif
#endif

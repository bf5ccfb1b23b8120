/* The normaliser: a finished layout becomes metadata, plans and outline (contract 3 and 4). It never asks
 * which format the layout came from, only what the layout says of itself. */
#ifndef GK_PLAN_NORMALISE_H
#define GK_PLAN_NORMALISE_H

#include "core/context.h"
#include "field/metadata.h"
#include "layout/layout_builder.h"
#include <gkplan/plan.h>

/* What comes out. All of it is in the arena. */
struct gk_normalised {
    gkplan_metadata *metadata; /* never NULL when OK */
    gkplan_plan *first_plan;
    gkplan_plan *last_plan;
    size_t plan_count;
    const gkplan_section *first_section;
};

/* Runs the passes in order: metadata, plans from tables, sections, outline plan. Sets plan_read, plan_placed
 * and plan_named of layout->account. */
gkplan_status gk_normalise(struct gk_context *context, struct gk_layout *layout, struct gk_normalised *out);

/* --- the passes --- */

/* Finds the tables that are plans (contract 3) and makes their trees (contract 4); appends to out. */
gkplan_status gk_plans_from_tables(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out);

/* Says and marks which headers of tables stand in prose: their cells were lost. *lost: there are any. */
gkplan_status gk_lost_tables(struct gk_context *context, struct gk_block_uses *uses, bool *lost);

/* Says why a document without any plan should have one; `lost`: the headers that stand in prose were said. */
gkplan_status gk_no_plan(struct gk_context *context, const struct gk_layout *layout,
                         const struct gk_block_uses *uses, bool lost);

/* The numbered prose as sections, and as a plan where no table is one (contract 3). */
gkplan_status gk_plan_from_outline(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out);

#endif

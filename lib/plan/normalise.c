/* The passes of the normaliser, in order. */
#include "plan/normalise.h"

/* Without a notice the document is called as its first plan is (contract 2.1). */
static void title_from_plan(struct gk_normalised *out)
{
    if (!out->metadata->title && out->first_plan)
        out->metadata->title = out->first_plan->title;
}

gkplan_status gk_normalise(struct gk_context *context, struct gk_layout *layout, struct gk_normalised *out)
{
    struct gk_block_uses uses = {0};
    bool lost = false;
    if (gk_metadata_read(context, layout, &out->metadata, &uses) != GKPLAN_STATUS_OK)
        return context->status;
    if (gk_plans_from_tables(context, layout, &uses, out) != GKPLAN_STATUS_OK)
        return context->status;
    if (gk_lost_tables(context, &uses, &lost) != GKPLAN_STATUS_OK)
        return context->status;
    if (gk_plan_from_outline(context, layout, &uses, out) != GKPLAN_STATUS_OK)
        return context->status;
    if (!out->first_plan && gk_no_plan(context, layout, &uses, lost) != GKPLAN_STATUS_OK)
        return context->status;
    title_from_plan(out);
    context->current_plan = -1;
    return context->status;
}

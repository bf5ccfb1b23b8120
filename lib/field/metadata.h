/* What a notice says of itself: title, number, issuer, dates, addressees, 抄送, attachments (contract 2,
 * survey 8). */
#ifndef GK_FIELD_METADATA_H
#define GK_FIELD_METADATA_H

#include "core/context.h"
#include "layout/layout_builder.h"
#include <gkplan/plan.h>

/* What a top-level block is for the notice. */
enum gk_block_use {
    GK_USE_BODY = 0,        /* prose, or what nobody claims */
    GK_USE_TITLE,           /* the notice's title */
    GK_USE_METADATA,        /* number, issuer, date, addressees, disclosure, 抄送, printed */
    GK_USE_ATTACHMENT_LIST, /* 附件：name */
    GK_USE_ATTACHMENT_MARK, /* 附件 alone, 附件1: what follows is an attachment */
    GK_USE_FURNITURE,       /* page numbers, web navigation */
    GK_USE_PLAN_TITLE,      /* taken as a plan's title */
    GK_USE_PLAN_TABLE,      /* a table that is a plan */
    GK_USE_LOST_TABLE,      /* the header of a table that was lost: what it headed follows */
};

/* One entry for each top-level block, in order; for each line of a paragraph that is broken into lines. */
struct gk_block_uses {
    const gkplan_block **blocks;
    const gkplan_block **origins; /* the block of the layout: other than that in `blocks` for such a line */
    enum gk_block_use *uses;
    size_t count;
    size_t body_end; /* first block after the notice's body (附件 mark, signature, 抄送), or count */
};

/* In the arena: the metadata (never NULL) and the uses of the blocks. */
gkplan_status gk_metadata_read(struct gk_context *context, const struct gk_layout *layout,
                               gkplan_metadata **metadata, struct gk_block_uses *uses);

/* The title of the plan whose table (or first label) is the block at `position`: the nearest unlabelled line
 * or lines above it that are not 附件 or furniture, joined; else the name in 《》 of the notice's title; else
 * NULL. Marks the blocks that it takes as GK_USE_PLAN_TITLE. */
gkplan_status gk_plan_title(struct gk_context *context, struct gk_block_uses *uses, size_t position,
                            const gkplan_metadata *metadata, const char **out);

#endif

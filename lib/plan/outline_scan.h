/* The numbered prose as a flat list of items, which sections and the outline plan share. */
#ifndef GK_PLAN_OUTLINE_SCAN_H
#define GK_PLAN_OUTLINE_SCAN_H

#include "core/array.h"
#include "field/metadata.h"

/* One numbered paragraph and what follows it up to the next. */
struct gk_outline_item {
    const gkplan_block *block;
    size_t position;        /* among the blocks */
    uint32_t level;         /* from 1 */
    struct gk_string label; /* in the block's text */
    struct gk_string title; /* heading, without its closing 。 */
    const char *body;       /* in the arena; "" when none */
    bool closed;            /* a 。 closes the heading */
};

/* Appends struct gk_outline_item to `items`: from the first label at or behind the block `from` to the end of
 * the notice's body (contract 3.7, 3.8). */
gkplan_status gk_outline_scan(struct gk_context *context, const struct gk_block_uses *uses, size_t from,
                              struct gk_array *items);

/* Whether the block is a table of nothing but labelled lines (牵头单位：…), which are the outline's. */
bool gk_outline_is_labelled_table(const gkplan_block *block);

#endif

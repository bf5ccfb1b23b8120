/* The levels of labels in numbered prose: which kind stands below which. */
#ifndef GK_PLAN_OUTLINE_LEVELS_H
#define GK_PLAN_OUTLINE_LEVELS_H

#include "core/label.h"
#include <stdint.h>

enum { GK_OUTLINE_KINDS = 32 };

/* All zero at the beginning. */
struct gk_outline_levels {
    uint8_t open[GK_OUTLINE_KINDS];   /* kinds, from the outermost to the innermost */
    uint32_t last[GK_OUTLINE_KINDS];  /* the last number of each open level */
    uint32_t below[GK_OUTLINE_KINDS]; /* for each kind the set of kinds that stood below it */
    uint32_t count;
};

/* The level of the next label, from 1. *doubtful: what the labels before it say had to decide. */
uint32_t gk_outline_level(struct gk_outline_levels *levels, const struct gk_label *label, bool *doubtful);

/* Whether the label counts on the outermost level. */
bool gk_outline_counts_on(const struct gk_outline_levels *levels, const struct gk_label *label);

#endif

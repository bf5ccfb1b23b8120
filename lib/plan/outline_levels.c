/* The levels of labels in numbered prose. The kind of a label gives its level, not its number: numbers
 * restart, skip and run on across sections. */
#include "plan/outline_levels.h"

/* 1, 1.1 and 1.1.1 are kinds of their own. */
static uint8_t kind_of(const struct gk_label *label)
{
    enum { DEEPEST = GK_OUTLINE_KINDS - GK_LABEL_DASH - 1 };
    if (label->kind != GK_LABEL_MULTILEVEL)
        return (uint8_t)label->kind;
    if (label->depth == 1)
        return GK_LABEL_NONE;
    uint32_t depth = label->depth > DEEPEST ? DEEPEST : label->depth;
    return (uint8_t)(depth > 2 ? GK_LABEL_DASH + depth - 2 : GK_LABEL_MULTILEVEL);
}

uint32_t gk_outline_level(struct gk_outline_levels *levels, const struct gk_label *label, bool *doubtful)
{
    uint8_t kind = kind_of(label);
    *doubtful = false;
    for (uint32_t i = 0; i < levels->count; i++) {
        if (levels->open[i] != kind)
            continue;
        levels->count = i + 1;
        levels->last[i] = label->value;
        return i + 1;
    }
    /* （三） runs on from a section where 1. stood below it: it is not below the 1. of this section. */
    while (levels->count > 1 && label->value > 1 &&
           levels->below[kind] >> levels->open[levels->count - 1] & 1) {
        levels->count--;
        *doubtful = true;
    }
    for (uint32_t i = 0; i < levels->count; i++)
        levels->below[levels->open[i]] |= UINT32_C(1) << kind;
    levels->open[levels->count] = kind;
    levels->last[levels->count] = label->value;
    return ++levels->count;
}

bool gk_outline_counts_on(const struct gk_outline_levels *levels, const struct gk_label *label)
{
    return levels->count > 0 && levels->open[0] == kind_of(label) && levels->last[0] + 1 == label->value;
}

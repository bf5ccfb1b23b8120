/* The way from the plan's root to a leaf: its ancestors and its path, found once for each leaf. */
#ifndef GK_WRITE_LINEAGE_H
#define GK_WRITE_LINEAGE_H

#include "write/growing.h"
#include "write/writer.h"

struct gk_lineage {
    struct gk_list nodes; /* const gkplan_node *, the leaf first */
};

void gk_lineage_init(struct gk_lineage *lineage);
void gk_lineage_free(struct gk_lineage *lineage);
/* Set it to the way to `leaf`. False when memory ends. */
bool gk_lineage_set(struct gk_lineage *lineage, const gkplan_node *leaf);
/* How many ancestors the leaf has. */
size_t gk_lineage_ancestor_count(const struct gk_lineage *lineage);
/* The ancestor at `position`, from 0: the one on level 1. */
const gkplan_node *gk_lineage_ancestor(const struct gk_lineage *lineage, size_t position);
/* Writes "3.2.1". */
void gk_lineage_write_path(const struct gk_lineage *lineage, struct gk_stream *stream);

#endif

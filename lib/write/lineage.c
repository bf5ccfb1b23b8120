/* The way from the plan's root to a leaf. */
#include "write/lineage.h"

void gk_lineage_init(struct gk_lineage *lineage)
{
    gk_list_init(&lineage->nodes, sizeof(const gkplan_node *));
}

void gk_lineage_free(struct gk_lineage *lineage)
{
    gk_list_free(&lineage->nodes);
}

bool gk_lineage_set(struct gk_lineage *lineage, const gkplan_node *leaf)
{
    gk_list_clear(&lineage->nodes);
    for (const gkplan_node *node = leaf; node; node = node->parent) {
        const gkplan_node **item = gk_list_push(&lineage->nodes);
        if (!item)
            return false;
        *item = node;
    }
    return true;
}

static const gkplan_node *from_root(const struct gk_lineage *lineage, size_t position)
{
    const gkplan_node **item = gk_list_at(&lineage->nodes, lineage->nodes.count - 1 - position);
    return *item;
}

size_t gk_lineage_ancestor_count(const struct gk_lineage *lineage)
{
    return lineage->nodes.count - 1;
}

const gkplan_node *gk_lineage_ancestor(const struct gk_lineage *lineage, size_t position)
{
    return from_root(lineage, position);
}

void gk_lineage_write_path(const struct gk_lineage *lineage, struct gk_stream *stream)
{
    for (size_t i = 0; i < lineage->nodes.count; i++) {
        if (i > 0)
            gk_stream_byte(stream, '.');
        gk_stream_integer(stream, from_root(lineage, i)->position);
    }
}

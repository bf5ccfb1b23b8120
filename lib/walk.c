/* Help for walking a plan: no recursion, no allocation. */
#include <gkplan/walk.h>

const gkplan_node *gkplan_node_next_below(const gkplan_node *node, const gkplan_node *top)
{
    if (!node)
        return NULL;
    if (node->first_child)
        return node->first_child;
    while (node && node != top && !node->next)
        node = node->parent;
    return node && node != top ? node->next : NULL;
}

const gkplan_node *gkplan_node_next(const gkplan_node *node)
{
    return gkplan_node_next_below(node, NULL);
}

const gkplan_node *gkplan_plan_first_leaf(const gkplan_plan *plan)
{
    const gkplan_node *node = plan ? plan->first_node : NULL;
    while (node && node->first_child)
        node = node->first_child;
    return node;
}

const gkplan_node *gkplan_node_next_leaf(const gkplan_node *node)
{
    do
        node = gkplan_node_next(node);
    while (node && node->first_child);
    return node;
}

/* The number at *path, from 1; moves *path past it. 0 when there is none. */
static uint32_t read_position(const char **path)
{
    uint32_t value = 0;
    while (**path >= '0' && **path <= '9' && value < 100000000)
        value = value * 10 + (uint32_t)(*(*path)++ - '0');
    return value;
}

const gkplan_node *gkplan_plan_find(const gkplan_plan *plan, const char *path)
{
    const gkplan_node *node = plan ? plan->first_node : NULL;
    while (node && path) {
        uint32_t position = read_position(&path);
        while (node && node->position != position)
            node = node->next;
        if (*path == '\0' || !node)
            return node;
        if (*path++ != '.')
            return NULL;
        node = node->first_child;
    }
    return NULL;
}

size_t gkplan_node_path(const gkplan_node *node, char *buffer, size_t capacity)
{
    size_t length = 0, at;
    for (const gkplan_node *up = node; up; up = up->parent) {
        uint32_t position = up->position;
        do
            length++;
        while ((position /= 10) > 0);
        length += up->parent != NULL;
    }
    if (capacity > 0)
        buffer[length < capacity ? length : capacity - 1] = '\0';
    at = length;
    for (const gkplan_node *up = node; up; up = up->parent) {
        uint32_t position = up->position;
        do {
            at--;
            if (at + 1 < capacity)
                buffer[at] = (char)('0' + position % 10);
        } while ((position /= 10) > 0);
        if (up->parent) {
            at--;
            if (at + 1 < capacity)
                buffer[at] = '.';
        }
    }
    return length;
}

const gkplan_node *gkplan_node_ancestor(const gkplan_node *node, size_t level)
{
    while (node && node->level > level)
        node = node->parent;
    return node && node->level == level && level > 0 ? node : NULL;
}

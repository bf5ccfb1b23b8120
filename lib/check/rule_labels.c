/* Labels (一、 （一） 1.): skipped, repeated, of the wrong kind for their level. */
#include "check/check_run.h"

#include "field/label.h"
#include <gkplan/walk.h>

enum {
    DEEPEST = 16, /* levels whose running numbers are remembered: no numbered prose goes deeper */
    KINDS = GK_LABEL_DASH + 1
};

/* The last label of each kind, on each level and anywhere: numbers may run on under the next heading, and on
 * another level. */
struct running {
    uint32_t values[DEEPEST][KINDS];
    uint32_t anywhere[KINDS];
};

/* A labelled text and the labelled one before it under the same heading. */
struct step {
    const char *label;
    const char *before; /* NULL: the first one */
    const gkplan_place *place;
    const gkplan_node *node;
    uint32_t level;
};

/* Labels that say a number. */
static bool counts(const struct gk_label *label)
{
    return label->kind != GK_LABEL_NONE && label->kind != GK_LABEL_DASH &&
           label->kind != GK_LABEL_ORDINAL_WORD;
}

static void check_first(struct gk_check *check, const struct step *step, const struct gk_label *label,
                        const struct running *running)
{
    uint32_t last = running->values[step->level][label->kind];
    if (label->value > 1 && label->value != last + 1 && label->value != running->anywhere[label->kind] + 1)
        gk_check_say(check, GK_RULE_LABEL_SKIPPED, step->place, step->node, step->label, "…");
}

static void check_step(struct gk_check *check, const struct step *step, struct running *running)
{
    struct gk_label label = gk_label_read(gk_string_of(step->label));
    if (!counts(&label))
        return;
    struct gk_label before = step->before ? gk_label_read(gk_string_of(step->before)) : (struct gk_label){0};
    if (!step->before)
        check_first(check, step, &label, running);
    else if (before.kind != label.kind || before.depth != label.depth)
        gk_check_say(check, GK_RULE_LABEL_KIND, step->place, step->node, step->label, step->before);
    else if (label.value <= before.value)
        gk_check_say(check, GK_RULE_LABEL_REPEATED, step->place, step->node, step->label, step->before);
    else if (label.value > before.value + 1)
        gk_check_say(check, GK_RULE_LABEL_SKIPPED, step->place, step->node, step->label, step->before);
    running->values[step->level][label.kind] = label.value;
    running->anywhere[label.kind] = label.value;
}

static bool is_counted(const char *label)
{
    struct gk_label read = gk_label_read(gk_string_of(label));
    return counts(&read);
}

static uint32_t bounded(uint32_t level)
{
    return level < DEEPEST ? level : DEEPEST - 1;
}

/* The labelled sibling before: kept for each level while the tree is walked, so that unlabelled siblings cost
 * nothing.
 */
struct before {
    const void *parent;
    const char *label;
};

static const char *label_before(struct before before[DEEPEST], uint32_t level, const void *parent,
                                const char *label)
{
    const char *found = before[level].label && before[level].parent == parent ? before[level].label : NULL;
    before[level] = (struct before){parent, label};
    return found;
}

static void check_nodes(struct gk_check *check, const gkplan_plan *plan)
{
    struct running running = {{{0}}, {0}};
    struct before before[DEEPEST] = {{0}};
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        uint32_t level = bounded(node->level);
        if (!is_counted(node->label))
            continue;
        const struct step step = {node->label, label_before(before, level, node->parent, node->label),
                                  &node->place, node, level};
        check_step(check, &step, &running);
    }
}

static const gkplan_section *next_section(const gkplan_section *section, uint32_t *level)
{
    if (section->first_child) {
        ++*level;
        return section->first_child;
    }
    while (section && !section->next) {
        section = section->parent;
        --*level;
    }
    return section ? section->next : NULL;
}

static void check_sections(struct gk_check *check)
{
    struct running running = {{{0}}, {0}};
    struct before before[DEEPEST] = {{0}};
    uint32_t depth = 1;
    const gkplan_section *section = gkplan_document_first_section(check->document);
    for (; section; section = next_section(section, &depth)) {
        uint32_t level = bounded(depth);
        if (!is_counted(section->label))
            continue;
        const struct step step = {section->label,
                                  label_before(before, level, section->parent, section->label),
                                  &section->place, NULL, level};
        check_step(check, &step, &running);
    }
}

void gk_check_labels(struct gk_check *check)
{
    check_sections(check);
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        if (plan->layout == GKPLAN_PLAN_TABLE) /* an outline's nodes are the sections again */
            check_nodes(check, plan);
    }
}

/* Labels (一、 （一） 1.): skipped, repeated, of the wrong kind for their level. */
#include "check/check_run.h"

#include "core/label.h"
#include <gkplan/walk.h>

enum {
    DEEPEST = 16, /* levels whose running numbers are remembered: no numbered prose goes deeper */
    KINDS = GK_LABEL_DASH + 1
};

/* The labelled sibling before, on each level of a tree that is walked: unlabelled siblings cost nothing. */
struct sibling {
    const void *parent;
    const char *label; /* NULL: none yet */
    uint32_t passed;   /* numbers that stand below it with a label of the wrong kind */
};

/* What is remembered of a tree. Numbers may run on under the next heading, and on another level. */
struct running {
    struct sibling siblings[DEEPEST];
    uint32_t values[DEEPEST][KINDS]; /* the last number of each kind, on each level */
    uint32_t anywhere[KINDS];        /* and on any */
};

/* A labelled text. */
struct step {
    const char *label;
    const char *above; /* the label of the heading that it stands under; NULL: none */
    const void *parent;
    const gkplan_place *place;
    const gkplan_node *node; /* NULL for a section */
    uint32_t level;
};

/* Labels that say a number. */
static bool counts(const struct gk_label *label)
{
    return label->kind != GK_LABEL_NONE && label->kind != GK_LABEL_DASH &&
           label->kind != GK_LABEL_ORDINAL_WORD;
}

static void say(struct gk_check *check, enum gk_rule rule, const struct step *step, const char *before)
{
    gk_check_say(check, rule, step->place, step->node, step->label, before);
}

static void check_first(struct gk_check *check, const struct step *step, const struct gk_label *label,
                        struct running *running)
{
    uint32_t last = running->values[step->level][label->kind];
    if (label->value <= 1 || label->value == last + 1 || label->value == running->anywhere[label->kind] + 1)
        return;
    struct gk_label above = gk_label_read(gk_string_of(step->above));
    if (!counts(&above) || label->value != above.value + 1) {
        say(check, GK_RULE_LABEL_SKIPPED, step, "…");
        return;
    }
    /* （一）（二） 3、（四）: the number goes on and its kind does not, so that it stands one level too deep.
     */
    say(check, GK_RULE_LABEL_KIND, step, step->above);
    if (step->level > 0)
        running->siblings[step->level - 1].passed++;
}

static void check_next(struct gk_check *check, const struct step *step, const struct gk_label *label,
                       const struct sibling *sibling)
{
    struct gk_label before = gk_label_read(gk_string_of(sibling->label));
    if (before.kind != label->kind || before.depth != label->depth)
        say(check, GK_RULE_LABEL_KIND, step, sibling->label);
    else if (label->value <= before.value)
        say(check, GK_RULE_LABEL_REPEATED, step, sibling->label);
    else if (label->value > before.value + 1 + sibling->passed)
        say(check, GK_RULE_LABEL_SKIPPED, step, sibling->label);
}

static void check_step(struct gk_check *check, const struct step *step, struct running *running)
{
    struct gk_label label = gk_label_read(gk_string_of(step->label));
    struct sibling *sibling = &running->siblings[step->level];
    if (!counts(&label))
        return;
    if (sibling->label && sibling->parent == step->parent)
        check_next(check, step, &label, sibling);
    else
        check_first(check, step, &label, running);
    *sibling = (struct sibling){step->parent, step->label, 0};
    running->values[step->level][label.kind] = label.value;
    running->anywhere[label.kind] = label.value;
}

static uint32_t bounded(uint32_t level)
{
    return level < DEEPEST ? level : DEEPEST - 1;
}

static void check_nodes(struct gk_check *check, const gkplan_plan *plan)
{
    struct running running;
    memset(&running, 0, sizeof running);
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        const struct step step = {node->label,  node->parent ? node->parent->label : NULL,
                                  node->parent, &node->place,
                                  node,         bounded(node->level)};
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
    struct running running;
    uint32_t depth = 1;
    memset(&running, 0, sizeof running);
    const gkplan_section *section = gkplan_document_first_section(check->document);
    for (; section; section = next_section(section, &depth)) {
        const struct step step = {section->label,
                                  section->parent ? section->parent->label : NULL,
                                  section->parent,
                                  &section->place,
                                  NULL,
                                  bounded(depth)};
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

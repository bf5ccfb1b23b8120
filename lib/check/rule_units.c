/* Units of one task: leads among the supporters, units named twice, several leads. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include <gkplan/walk.h>
#include <stdio.h>

/* A cell that names more units than this is looked at in part: comparing is by pairs. */
enum { MOST_UNITS = 64 };

struct named {
    const gkplan_unit *unit;
    size_t start; /* of the folded name in the crew's names */
    int field;    /* 0 lead, 1 units, 2 support */
};

/* The units of one task. */
struct crew {
    struct named units[MOST_UNITS];
    size_t count;
    struct gk_buffer names; /* folded, each ends in NUL */
};

static const char *folded_name(const struct crew *crew, const struct named *named)
{
    return crew->names.data + named->start;
}

static void gather_field(struct gk_check *check, struct crew *crew, const gkplan_units *field, int number)
{
    for (const gkplan_unit *unit = field ? field->first_unit : NULL; unit && crew->count < MOST_UNITS;
         unit = unit->next) {
        crew->units[crew->count++] = (struct named){unit, crew->names.length, number};
        if (!gk_fold(&crew->names, gk_string_of(unit->name), GK_FOLD_WORD) ||
            !gk_buffer_append(&crew->names, "", 1)) {
            gk_fail_memory(&check->context);
            return;
        }
    }
}

static void gather(struct gk_check *check, struct crew *crew, const gkplan_task *task)
{
    crew->count = 0;
    gk_buffer_clear(&crew->names);
    gather_field(check, crew, task->lead, 0);
    gather_field(check, crew, task->units, 1);
    gather_field(check, crew, task->support, 2);
}

static bool same_scope(const gkplan_unit *a, const gkplan_unit *b)
{
    return strcmp(a->scope ? a->scope : "", b->scope ? b->scope : "") == 0;
}

/* What two mentions of one unit are: a lead among the supporters, or a repetition. True when they are one of
 * them: a lead that stands in the column 责任单位 once more is usual. */
static bool compare(struct gk_check *check, const gkplan_node *leaf, const gkplan_place *place,
                    const struct named *first, const struct named *second)
{
    gkplan_unit_role a = first->unit->role, b = second->unit->role;
    bool lead_supports = (a == GKPLAN_UNIT_LEAD && b == GKPLAN_UNIT_SUPPORT) ||
                         (a == GKPLAN_UNIT_SUPPORT && b == GKPLAN_UNIT_LEAD);
    if (!same_scope(first->unit, second->unit) || (!lead_supports && first->field != second->field))
        return false;
    gk_check_say(check, lead_supports ? GK_RULE_LEAD_AMONG_SUPPORT : GK_RULE_UNIT_TWICE, place, leaf,
                 second->unit->name, NULL);
    return true;
}

/* Each mention is said once. */
static void compare_all(struct gk_check *check, const gkplan_node *leaf, const struct crew *crew)
{
    const gkplan_units *const fields[] = {leaf->task->lead, leaf->task->units, leaf->task->support};
    for (size_t i = 1; i < crew->count; i++) {
        const struct named *second = &crew->units[i];
        gkplan_place place = gk_check_place(leaf, fields[second->field]->cell);
        for (size_t j = 0; j < i; j++)
            if (strcmp(folded_name(crew, &crew->units[j]), folded_name(crew, second)) == 0 &&
                compare(check, leaf, &place, &crew->units[j], second))
                break;
    }
}

/* --- several leads --- */

/* Words by which a document says that the first unit leads, folded. */
static bool says_first_leads(struct gk_string text)
{
    static const char *const words[] = {"第一位", "排第一",   "排首位",  "排在首位",
                                        "列首位", "排名第一", "排在第一"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gk_string_contains(text, gk_string_of(words[i])) && gk_string_contains(text, GK_STRING("牵头")))
            return true;
    return false;
}

static void look_for_first(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    bool *found = context;
    (void)check;
    *found = *found || says_first_leads(text->text);
}

struct leads {
    const gkplan_node *first; /* the first leaf with several */
    const gkplan_unit *unit;  /* their first lead */
    gkplan_place place;
    uint32_t leaves;
};

/* Leads for different things (市总体预案：市应急局) are not several. */
static bool has_several_leads(const struct crew *crew, const gkplan_unit **first)
{
    *first = NULL;
    for (size_t i = 0; i < crew->count; i++) {
        const gkplan_unit *unit = crew->units[i].unit;
        if (unit->role != GKPLAN_UNIT_LEAD)
            continue;
        if (*first && same_scope(*first, unit) && strcmp((*first)->name, unit->name) != 0)
            return true;
        *first = *first ? *first : unit;
    }
    return false;
}

static void count_leads(struct leads *leads, const gkplan_node *leaf, const struct crew *crew)
{
    const gkplan_unit *unit;
    if (!has_several_leads(crew, &unit))
        return;
    leads->leaves++;
    if (leads->first)
        return;
    const gkplan_units *field = leaf->task->lead ? leaf->task->lead : leaf->task->units;
    leads->first = leaf;
    leads->unit = unit;
    leads->place = gk_check_place(leaf, field ? field->cell : NULL);
}

static void say_leads(struct gk_check *check, const struct leads *leads)
{
    bool said = false;
    char count[16];
    gk_check_each_text(check, look_for_first, &said, NULL);
    const gkplan_units *field =
        leads->first->task->lead ? leads->first->task->lead : leads->first->task->units;
    snprintf(count, sizeof count, "%u", (unsigned)leads->leaves);
    if (!said)
        gk_check_say(check, GK_RULE_SEVERAL_LEADS, &leads->place, leads->first,
                     field ? field->text : leads->unit->name, count);
}

/* Leaves below one merged cell share its units. */
static bool is_repeated(const gkplan_task *task, const gkplan_task *before)
{
    return before && (!task->lead || (before->lead && task->lead->first_unit == before->lead->first_unit)) &&
           (!task->units || (before->units && task->units->first_unit == before->units->first_unit)) &&
           (!task->support || (before->support && task->support->first_unit == before->support->first_unit));
}

static void check_plan(struct gk_check *check, const gkplan_plan *plan)
{
    struct leads leads = {.leaves = 0};
    const gkplan_task *before = NULL;
    struct crew crew;
    crew.count = 0;
    gk_buffer_init(&crew.names, &check->context.allocator);
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan);
         leaf && check->context.status == GKPLAN_STATUS_OK; leaf = gkplan_node_next_leaf(leaf)) {
        if (!is_repeated(leaf->task, before)) {
            gather(check, &crew, leaf->task);
            if (check->context.status == GKPLAN_STATUS_OK)
                compare_all(check, leaf, &crew);
        }
        count_leads(&leads, leaf, &crew);
        before = leaf->task;
    }
    gk_buffer_free(&crew.names);
    if (leads.leaves > 0)
        say_leads(check, &leads);
}

void gk_check_units(struct gk_check *check)
{
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        check_plan(check, plan);
    }
}

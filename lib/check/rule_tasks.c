/* What a task lacks, and tasks that stand twice. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include <gkplan/walk.h>
#include <stdlib.h>

/* How many leaves of a plan name units or have a deadline. */
struct counts {
    uint32_t leaves;
    uint32_t with_units;
    uint32_t with_deadline;
};

static bool names_units(const gkplan_units *units)
{
    return units && units->text[0];
}

static bool has_units(const gkplan_task *task)
{
    return names_units(task->lead) || names_units(task->units) || names_units(task->support);
}

static bool has_deadline(const gkplan_task *task)
{
    return task->deadline && task->deadline->text[0];
}

static struct counts count(const gkplan_plan *plan)
{
    struct counts counts = {0, 0, 0};
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf)) {
        counts.leaves++;
        counts.with_units += has_units(leaf->task);
        counts.with_deadline += has_deadline(leaf->task);
    }
    return counts;
}

/* An outline has no columns: what nearly all of its leaves have is missed in the others. */
static bool nearly_all(uint32_t part, uint32_t whole)
{
    return whole >= 5 && (uint64_t)part * 10 >= (uint64_t)whole * 8;
}

/* 以下各项…不再列出 gives units to leaves that name none. */
static bool has_standing_clause(const gkplan_document *document)
{
    const char *code = gk_message_kind(GK_MESSAGE_STANDING_CLAUSE)->code;
    for (const gkplan_diagnostic *at = gkplan_document_first_diagnostic(document); at; at = at->next)
        if (at->code == code)
            return true;
    return false;
}

static const char *name_of(const gkplan_node *node)
{
    while (node->text[0] == '\0' && node->parent)
        node = node->parent;
    return node->text[0] ? node->text : node->label;
}

/* Where the value should stand: the leaf's row, the first column of the role. */
static gkplan_place missing_place(const gkplan_plan *plan, const gkplan_node *leaf, gkplan_role role,
                                  gkplan_role other)
{
    gkplan_place place = leaf->place;
    for (const gkplan_column *column = plan->first_column; column; column = column->next) {
        if (column->role == role || column->role == other) {
            place.column = (int32_t)column->grid_column;
            break;
        }
    }
    return place;
}

static void check_missing(struct gk_check *check, const gkplan_plan *plan, const gkplan_node *leaf,
                          const struct counts *counts, bool clause)
{
    const gkplan_task *task = leaf->task;
    bool outline = plan->layout == GKPLAN_PLAN_OUTLINE;
    bool wants_units =
        outline ? !clause && nearly_all(counts->with_units, counts->leaves) : task->lead || task->units;
    bool wants_deadline =
        outline ? nearly_all(counts->with_deadline, counts->leaves) : task->deadline != NULL;
    if (wants_units && !has_units(task)) {
        gkplan_place place = missing_place(plan, leaf, GKPLAN_ROLE_UNITS, GKPLAN_ROLE_LEAD);
        gk_check_say(check, GK_RULE_UNITS_MISSING, &place, leaf, name_of(leaf), NULL);
    }
    if (wants_deadline && !has_deadline(task)) {
        gkplan_place place = missing_place(plan, leaf, GKPLAN_ROLE_DEADLINE, GKPLAN_ROLE_DEADLINE);
        gk_check_say(check, GK_RULE_DEADLINE_MISSING, &place, leaf, name_of(leaf), NULL);
    }
}

static bool has_requirement_column(const gkplan_plan *plan)
{
    for (const gkplan_column *column = plan->first_column; column; column = column->next)
        if (column->role == GKPLAN_ROLE_REQUIREMENT)
            return true;
    return false;
}

/* A leaf that says nothing: a label alone, a section row without rows, or a task whose requirement is blank.
 * Where rows were placed by content, a task may be a leaf because the source dropped its cells. */
static void check_empty(struct gk_check *check, const gkplan_plan *plan, const gkplan_node *leaf)
{
    bool merges_known = plan->table && (plan->table->flags & GKPLAN_TABLE_MERGES_KNOWN);
    bool empty = leaf->text[0] == '\0';
    if (plan->layout == GKPLAN_PLAN_TABLE && leaf->kind == GKPLAN_NODE_TASK)
        empty = empty || leaf->evidence == GKPLAN_EVIDENCE_SECTION_ROW ||
                (merges_known && has_requirement_column(plan) && leaf->cell && leaf->cell->column_span == 1);
    if (empty)
        gk_check_say(check, GK_RULE_REQUIREMENT_EMPTY, &leaf->place, leaf, name_of(leaf), NULL);
}

/* --- the same task twice --- */

struct same {
    const char *folded;
    const gkplan_node *leaf;
    size_t number;
};

static int by_text(const void *first, const void *second)
{
    const struct same *a = first, *b = second;
    int order = strcmp(a->folded, b->folded);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static const char *text_of(const gkplan_units *units)
{
    return units ? units->text : "";
}

static bool same_units(const gkplan_task *a, const gkplan_task *b)
{
    return strcmp(text_of(a->lead), text_of(b->lead)) == 0 &&
           strcmp(text_of(a->units), text_of(b->units)) == 0 &&
           strcmp(text_of(a->support), text_of(b->support)) == 0;
}

/* A task in two stages stands twice with different deadlines; that is none twice. */
static bool same_task(const gkplan_node *a, const gkplan_node *b)
{
    const gkplan_deadline *x = a->task->deadline, *y = b->task->deadline;
    return same_units(a->task, b->task) && (!x || !y || strcmp(x->text, y->text) == 0);
}

static void check_twice(struct gk_check *check, const gkplan_plan *plan)
{
    enum { SHORTEST = 8 }; /* 完成情况 and the like may stand many times */
    struct gk_array leaves;
    gk_array_init(&leaves, &check->context.allocator, sizeof(struct same));
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf)) {
        const char *folded = gk_check_fold(check, gk_string_of(leaf->text), GK_FOLD_LABEL);
        if (!folded)
            break;
        if (gk_utf8_count_characters(gk_string_of(folded)) < SHORTEST)
            continue;
        struct same *same = gk_array_push(&leaves);
        if (!same) {
            gk_fail_memory(&check->context);
            break;
        }
        *same = (struct same){folded, leaf, leaves.count};
    }
    struct same *items = leaves.items;
    if (leaves.count > 1 && check->context.status == GKPLAN_STATUS_OK) {
        qsort(items, leaves.count, sizeof *items, by_text);
        for (size_t i = 1; i < leaves.count; i++)
            if (strcmp(items[i - 1].folded, items[i].folded) == 0 &&
                same_task(items[i - 1].leaf, items[i].leaf))
                gk_check_say(check, GK_RULE_REQUIREMENT_TWICE, &items[i].leaf->place, items[i].leaf,
                             items[i].leaf->text, NULL);
    }
    gk_array_free(&leaves);
}

void gk_check_tasks(struct gk_check *check)
{
    bool clause = has_standing_clause(check->document);
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        const struct counts counts = count(plan);
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            check_missing(check, plan, leaf, &counts, clause);
            check_empty(check, plan, leaf);
        }
        if (check->wanted[GK_RULE_REQUIREMENT_TWICE])
            check_twice(check, plan);
    }
}

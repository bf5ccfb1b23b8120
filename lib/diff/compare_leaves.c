/* In what two nodes that are the same one differ: number, units, deadline, other columns. */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "diff/diff_run.h"

#include <stdlib.h>

/* Whether two texts are the same but for white space, width and traditional forms. NULL is "". */
static bool same_text(struct gk_diff *diff, const char *a, const char *b)
{
    struct gk_buffer first, second;
    char storage[2][256];
    if (strcmp(a ? a : "", b ? b : "") == 0)
        return true;
    gk_buffer_init_in(&first, &diff->context.allocator, storage[0], sizeof storage[0]);
    gk_buffer_init_in(&second, &diff->context.allocator, storage[1], sizeof storage[1]);
    bool same = false;
    if (gk_fold(&first, gk_string_of(a), GK_FOLD_WORD) && gk_fold(&second, gk_string_of(b), GK_FOLD_WORD))
        same = gk_string_equal(gk_buffer_view(&first), gk_buffer_view(&second));
    else
        gk_fail_memory(&diff->context);
    gk_buffer_free(&first);
    gk_buffer_free(&second);
    return same;
}

/* --- units --- */

/* A unit of a leaf as it is compared. */
struct unit {
    const gkplan_unit *unit;
    struct gk_string name; /* folded */
    size_t order;
    const gkplan_unit *partner;
};

static int by_name(const void *first, const void *second)
{
    const struct unit *a = first, *b = second;
    size_t shorter = a->name.length < b->name.length ? a->name.length : b->name.length;
    int order = memcmp(a->name.data, b->name.data, shorter);
    if (order != 0)
        return order;
    if (a->name.length != b->name.length)
        return a->name.length < b->name.length ? -1 : 1;
    if (a->unit->role != b->unit->role)
        return a->unit->role < b->unit->role ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_order(const void *first, const void *second)
{
    const struct unit *a = first, *b = second;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool list_field(struct gk_diff *diff, const gkplan_units *field, struct gk_array *units)
{
    for (const gkplan_unit *unit = field ? field->first_unit : NULL; unit; unit = unit->next) {
        struct gk_buffer folded;
        char storage[256];
        gk_buffer_init_in(&folded, &diff->context.allocator, storage, sizeof storage);
        const char *name = gk_fold(&folded, gk_string_of(unit->name), GK_FOLD_WORD)
                               ? gk_arena_copy(diff->scratch, gk_buffer_view(&folded))
                               : NULL;
        size_t length = folded.length;
        gk_buffer_free(&folded);
        struct unit *item = name ? gk_array_push(units) : NULL;
        if (!item)
            return false;
        *item = (struct unit){unit, gk_string_make(name, length), units->count, NULL};
    }
    return true;
}

static bool list_units(struct gk_diff *diff, const gkplan_task *task, struct gk_array *units)
{
    if (task && !(list_field(diff, task->lead, units) && list_field(diff, task->units, units) &&
                  list_field(diff, task->support, units)))
        return false;
    if (units->count > 1)
        qsort(units->items, units->count, sizeof(struct unit), by_name);
    return true;
}

/* Units of one name are partners: with the same role if `roles`, else whatever theirs. Both lists are sorted.
 */
static void pair_units(struct gk_array *old_units, struct gk_array *new_units, bool roles)
{
    for (size_t i = 0, j = 0; i < old_units->count && j < new_units->count;) {
        struct unit *old_unit = gk_array_at(old_units, i), *new_unit = gk_array_at(new_units, j);
        if (old_unit->partner || new_unit->partner) {
            i += old_unit->partner != NULL;
            j += new_unit->partner != NULL;
            continue;
        }
        struct unit other = *new_unit;
        gkplan_unit any = {.role = roles ? new_unit->unit->role : old_unit->unit->role};
        other.unit = &any;
        other.order = old_unit->order;
        int order = by_name(old_unit, &other);
        if (order == 0) {
            old_unit->partner = new_unit->unit;
            new_unit->partner = old_unit->unit;
        }
        i += order <= 0;
        j += order >= 0;
    }
}

static bool add_unit_change(struct gk_diff *diff, const gkplan_unit *old_unit, const gkplan_unit *new_unit,
                            gkplan_unit_change **last, const gkplan_unit_change **first)
{
    gkplan_unit_change *change = gk_arena_new_object(diff->context.arena, gkplan_unit_change);
    if (!change)
        return false;
    change->old_unit = old_unit;
    change->new_unit = new_unit;
    if (*last)
        (*last)->next = change;
    else
        *first = change;
    *last = change;
    return true;
}

/* What came, went or changed its role, as the leaves list it. */
static bool list_unit_changes(struct gk_diff *diff, struct gk_array *old_units, struct gk_array *new_units,
                              const gkplan_unit_change **first)
{
    gkplan_unit_change *last = NULL;
    bool made = true;
    if (old_units->count > 1)
        qsort(old_units->items, old_units->count, sizeof(struct unit), by_order);
    if (new_units->count > 1)
        qsort(new_units->items, new_units->count, sizeof(struct unit), by_order);
    for (size_t i = 0; i < old_units->count && made; i++) {
        const struct unit *unit = gk_array_at(old_units, i);
        if (!unit->partner || unit->partner->role != unit->unit->role)
            made = add_unit_change(diff, unit->unit, unit->partner, &last, first);
    }
    for (size_t i = 0; i < new_units->count && made; i++) {
        const struct unit *unit = gk_array_at(new_units, i);
        if (!unit->partner)
            made = add_unit_change(diff, NULL, unit->unit, &last, first);
    }
    return made;
}

static const gkplan_unit_change *compare_units(struct gk_diff *diff, const gkplan_task *old_task,
                                               const gkplan_task *new_task)
{
    struct gk_array old_units, new_units;
    const gkplan_unit_change *first = NULL;
    gk_array_init(&old_units, &diff->context.allocator, sizeof(struct unit));
    gk_array_init(&new_units, &diff->context.allocator, sizeof(struct unit));
    bool made = list_units(diff, old_task, &old_units) && list_units(diff, new_task, &new_units);
    if (made) {
        pair_units(&old_units, &new_units, true);
        pair_units(&old_units, &new_units, false);
        made = list_unit_changes(diff, &old_units, &new_units, &first);
    }
    if (!made)
        gk_fail_memory(&diff->context);
    gk_array_free(&old_units);
    gk_array_free(&new_units);
    return first;
}

/* --- deadlines --- */

static bool same_date(gkplan_date a, gkplan_date b, int32_t years)
{
    return (a.year == 0 && b.year == 0) ||
           (a.year != 0 && a.year + years == b.year && a.month == b.month && a.day == b.day);
}

/* The last day of February is as many years later as the plan, whichever day it is. */
static bool same_due(gkplan_date a, gkplan_date b, int32_t years)
{
    if (a.month == 2 && b.month == 2 && a.day >= 28 && b.day >= 28)
        a.day = b.day;
    return same_date(a, b, years);
}

static bool same_deadline(const gkplan_deadline *a, const gkplan_deadline *b, int32_t years)
{
    return same_due(a->due, b->due, years) && same_date(a->start, b->start, years) &&
           a->ongoing == b->ongoing && a->recurring == b->recurring && a->relative_days == b->relative_days;
}

static bool says_nothing(const gkplan_deadline *deadline)
{
    return deadline->due.year == 0 && deadline->start.year == 0 && !deadline->ongoing &&
           deadline->recurring == GKPLAN_RECURRENCE_NONE && deadline->relative_days < 0;
}

static uint32_t compare_deadlines(struct gk_diff *diff, const struct gk_diff_node *old_node,
                                  const struct gk_diff_node *new_node)
{
    static const gkplan_deadline none = {.text = "", .relative_days = -1};
    const gkplan_task *old_task = old_node->node->task, *new_task = new_node->node->task;
    const gkplan_deadline *a = old_task && old_task->deadline ? old_task->deadline : &none;
    const gkplan_deadline *b = new_task && new_task->deadline ? new_task->deadline : &none;
    /* What could not be read is compared as it is written. */
    if (says_nothing(a) && says_nothing(b))
        return same_text(diff, a->text, b->text) ? 0 : GKPLAN_CHANGE_DEADLINE;
    if (same_deadline(a, b, 0))
        return 0;
    int32_t years =
        old_node->plan->year && new_node->plan->year ? new_node->plan->year - old_node->plan->year : 0;
    return years != 0 && same_deadline(a, b, years) ? GKPLAN_CHANGE_DEADLINE_YEAR : GKPLAN_CHANGE_DEADLINE;
}

/* --- other columns --- */

/* The field of that name, among as many as a table that people read may have. */
static const gkplan_field *find_field(const gkplan_task *task, const char *name)
{
    enum { FIELDS = 64 };
    const gkplan_field *field = task->first_field;
    for (int i = 0; i < FIELDS && field; i++, field = field->next)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

/* Whether each text of `task`'s columns stands in the other's column of the same name too. */
static bool has_fields(struct gk_diff *diff, const gkplan_task *task, const gkplan_task *other)
{
    for (const gkplan_field *field = task->first_field; field; field = field->next) {
        const gkplan_field *found = find_field(other, field->name);
        if (!same_text(diff, field->text, found ? found->text : ""))
            return false;
    }
    return true;
}

uint32_t gk_diff_compare(struct gk_diff *diff, const struct gk_diff_node *old_node,
                         const struct gk_diff_node *new_node, const gkplan_unit_change **units)
{
    const gkplan_node *a = old_node->node, *b = new_node->node;
    uint32_t parts = 0;
    *units = compare_units(diff, a->task, b->task);
    if (*units)
        parts |= GKPLAN_CHANGE_UNITS;
    if (!same_text(diff, a->label, b->label) ||
        !same_text(diff, a->task ? a->task->number : NULL, b->task ? b->task->number : NULL))
        parts |= GKPLAN_CHANGE_NUMBER;
    if ((a->first_child == NULL) != (b->first_child == NULL))
        parts |= GKPLAN_CHANGE_DEPTH;
    parts |= compare_deadlines(diff, old_node, new_node);
    if (a->task && b->task && !(has_fields(diff, a->task, b->task) && has_fields(diff, b->task, a->task)))
        parts |= GKPLAN_CHANGE_FIELDS;
    return parts;
}

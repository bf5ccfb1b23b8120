/* 序号: missing, repeated, out of order, skipped. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/label.h"
#include "field/numeral.h"
#include <gkplan/walk.h>
#include <stdlib.h>

/* What a number cell says: one number, or a list of them (36,37). */
struct numbers {
    bool known; /* false: another way of numbering (1-1, 2.3, A1), of which nothing is asked */
    uint32_t first;
    uint32_t last;
};

/* Numbers that are separated by commas and the like. */
static struct numbers read_list(struct gk_string text)
{
    struct numbers numbers = {false, 0, 0};
    uint32_t value = 0;
    bool inside = false;
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position));
        int digit = gk_arabic_digit(codepoint);
        if (digit >= 0 && value < 1000000) {
            value = inside ? value * 10 + (uint32_t)digit : (uint32_t)digit;
            numbers.first = inside ? numbers.first : numbers.known ? numbers.first : value;
            inside = true;
        } else if (gk_is_space(codepoint) || codepoint == ',' || codepoint == ';' || codepoint == 0x3001) {
            numbers.first = numbers.known || !inside ? numbers.first : value;
            numbers.known = numbers.known || inside;
            numbers.last = inside ? value : numbers.last;
            inside = false;
        } else {
            return (struct numbers){false, 0, 0};
        }
    }
    if (inside) {
        numbers.first = numbers.known ? numbers.first : value;
        numbers.last = value;
        numbers.known = true;
    }
    return numbers;
}

static struct numbers read_numbers(struct gk_string text)
{
    uint32_t value;
    if (gk_numeral_read(gk_trim(text), &value))
        return (struct numbers){true, value, value};
    struct gk_label label = gk_label_read(text);
    if (label.length > 0 && label.rest == text.length && label.kind != GK_LABEL_MULTILEVEL &&
        label.kind != GK_LABEL_LETTER)
        return (struct numbers){true, label.value, label.value};
    return read_list(text);
}

/* --- rows that are no leaf --- */

/* Rows whose number is in no leaf, because the normaliser could make none of them: it said so. */
struct lost_row {
    int32_t table;
    int32_t row;
};

static int by_row(const void *first, const void *second)
{
    const struct lost_row *a = first, *b = second;
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static bool is_lost(const gkplan_diagnostic *doubt)
{
    static const enum gk_message messages[] = {GK_MESSAGE_ROW_WITHOUT_TEXT, GK_MESSAGE_VALUE_OF_PARENT,
                                               GK_MESSAGE_CELL_WITHOUT_PLACE};
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (doubt->code == gk_message_kind(messages[i])->code)
            return true;
    return false;
}

static void gather_lost(struct gk_check *check, struct gk_array *lost)
{
    const gkplan_diagnostic *doubt = gkplan_document_first_diagnostic(check->document);
    for (; doubt; doubt = doubt->next) {
        struct lost_row *row = is_lost(doubt) ? gk_array_push(lost) : NULL;
        if (row)
            *row = (struct lost_row){doubt->place.table, doubt->place.row};
        else if (is_lost(doubt))
            gk_fail_memory(&check->context);
    }
    if (lost->count > 0)
        qsort(lost->items, lost->count, sizeof(struct lost_row), by_row);
}

/* Whether such a row stands between two leaves of a table. */
static bool is_lost_between(const struct gk_array *lost, const gkplan_place *after,
                            const gkplan_place *before)
{
    size_t from = 0, to = lost->count;
    const struct lost_row wanted = {after->table, after->row};
    while (from < to) { /* the first lost row at or behind the leaf */
        size_t middle = from + (to - from) / 2;
        if (by_row(gk_array_at(lost, middle), &wanted) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    const struct lost_row until = {before->table, before->row};
    return from < lost->count && by_row(gk_array_at(lost, from), &until) <= 0;
}

/* --- the sequence --- */

struct sequence {
    const struct gk_array *lost;
    const gkplan_node *leaf; /* the last one with a number of its own */
    const char *text;        /* its number; NULL: none yet */
    struct numbers numbers;
};

/* Numbers begin anew below another task. */
static bool may_restart(const struct sequence *sequence, const gkplan_node *leaf)
{
    return sequence->leaf->parent != leaf->parent;
}

/* The item goes on at the top of a page, where its number and its task stand again. */
static bool goes_on(const struct sequence *sequence, const gkplan_node *leaf)
{
    const gkplan_node *parent = leaf->parent;
    return parent && parent == sequence->leaf->parent &&
           (parent->evidence == GKPLAN_EVIDENCE_PAGE_TOP || parent->evidence == GKPLAN_EVIDENCE_LIKENESS);
}

static void compare(struct gk_check *check, const struct sequence *sequence, const gkplan_node *leaf,
                    struct numbers numbers)
{
    uint32_t last = sequence->numbers.last;
    const char *text = leaf->task->number;
    if (numbers.first == last + 1 || (numbers.first == 1 && may_restart(sequence, leaf)))
        return;
    if (numbers.first > last && is_lost_between(sequence->lost, &sequence->leaf->place, &leaf->place))
        return;
    if (numbers.first == last && goes_on(sequence, leaf))
        return;
    enum gk_rule rule = numbers.first == last  ? GK_RULE_NUMBER_REPEATED
                        : numbers.first < last ? GK_RULE_NUMBER_ORDER
                                               : GK_RULE_NUMBER_SKIPPED;
    gk_check_say(check, rule, &leaf->place, leaf, text, sequence->text);
}

static void take(struct gk_check *check, struct sequence *sequence, const gkplan_node *leaf)
{
    const char *text = leaf->task->number;
    if (!text)
        return;
    /* Leaves beside one merged number cell share its text: they are parts of one item. */
    if (text == sequence->text && text[0])
        return;
    if (text[0] == '\0') {
        if (leaf->evidence != GKPLAN_EVIDENCE_SECTION_ROW)
            gk_check_say(check, GK_RULE_NUMBER_MISSING, &leaf->place, leaf, leaf->text, NULL);
        return;
    }
    struct numbers numbers = read_numbers(gk_string_of(text));
    if (numbers.known && sequence->numbers.known)
        compare(check, sequence, leaf, numbers);
    else if (numbers.known && !sequence->leaf && numbers.first > 1)
        gk_check_say(check, GK_RULE_NUMBER_SKIPPED, &leaf->place, leaf, text, "0");
    *sequence = (struct sequence){sequence->lost, leaf, text, numbers};
}

/* Whether the number column is used at all. */
static bool has_numbers(const gkplan_plan *plan)
{
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf))
        if (leaf->task->number && leaf->task->number[0])
            return true;
    return false;
}

void gk_check_numbers(struct gk_check *check)
{
    struct gk_array lost;
    gk_array_init(&lost, &check->context.allocator, sizeof(struct lost_row));
    gather_lost(check, &lost);
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        struct sequence sequence = {&lost, NULL, NULL, {false, 0, 0}};
        const gkplan_node *first = gkplan_plan_first_leaf(plan);
        check->context.current_plan = (int32_t)plan->position;
        if (!has_numbers(plan)) {
            if (first && first->task->number)
                gk_check_say(check, GK_RULE_NUMBER_MISSING, &first->place, first, first->text, NULL);
            continue;
        }
        for (const gkplan_node *leaf = first; leaf; leaf = gkplan_node_next_leaf(leaf))
            take(check, &sequence, leaf);
    }
    gk_array_free(&lost);
}

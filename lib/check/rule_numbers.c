/* 序号: missing, repeated, out of order, skipped. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/numeral.h"
#include "core/utf8.h"
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

/* --- rows of which the normaliser said something --- */

struct doubted_row {
    int32_t table;
    int32_t row;
};

/* Rows whose number is in no leaf, because none could be made of them. */
static const enum gk_message lost[] = {GK_MESSAGE_ROW_WITHOUT_TEXT, GK_MESSAGE_VALUE_OF_PARENT,
                                       GK_MESSAGE_CELL_WITHOUT_PLACE, GK_MESSAGE_ROW_NOT_DATA};
/* Rows at the top of a page, where a label stands again. */
static const enum gk_message continued[] = {GK_MESSAGE_LABEL_CONTINUED, GK_MESSAGE_LABEL_ALIKE};

static int by_row(const void *first, const void *second)
{
    const struct doubted_row *a = first, *b = second;
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static bool is_one_of(const gkplan_diagnostic *doubt, const enum gk_message *messages, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (doubt->code == gk_message_kind(messages[i])->code)
            return true;
    return false;
}

/* The rows of these diagnostics, sorted. */
static void gather(struct gk_check *check, struct gk_array *rows, const enum gk_message *messages,
                   size_t count)
{
    gk_array_init(rows, &check->context.allocator, sizeof(struct doubted_row));
    const gkplan_diagnostic *doubt = gkplan_document_first_diagnostic(check->document);
    for (; doubt && check->context.status == GKPLAN_STATUS_OK; doubt = doubt->next) {
        if (!is_one_of(doubt, messages, count))
            continue;
        struct doubted_row *row = gk_array_push(rows);
        if (row)
            *row = (struct doubted_row){doubt->place.table, doubt->place.row};
        else
            gk_fail_memory(&check->context);
    }
    if (rows->count > 0)
        qsort(rows->items, rows->count, sizeof(struct doubted_row), by_row);
}

/* How many of the rows stand before `row`. */
static size_t count_before(const struct gk_array *rows, struct doubted_row row)
{
    size_t from = 0, to = rows->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (by_row(gk_array_at(rows, middle), &row) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* How many of the rows stand between two places, or at one of them. */
static size_t count_between(const struct gk_array *rows, const gkplan_place *after,
                            const gkplan_place *before)
{
    return count_before(rows, (struct doubted_row){before->table, before->row + 1}) -
           count_before(rows, (struct doubted_row){after->table, after->row});
}

/* --- the sequence --- */

struct sequence {
    struct gk_array lost;      /* struct doubted_row */
    struct gk_array continued; /* the same */
    const gkplan_node *leaf;   /* the last one with a number of its own; NULL: none yet */
    const char *text;          /* its number */
    struct numbers numbers;
};

/* More than one item stands below it, or it is a row across the width. */
static bool is_heading(const gkplan_node *node)
{
    if (node->evidence == GKPLAN_EVIDENCE_SECTION_ROW)
        return true;
    while (node && node->child_count <= 1)
        node = node->first_child;
    return node != NULL;
}

/* Whether the first thing that differs above two leaves is a heading, which may count its items from 1 again.
 * A task that has only one item is none: in a flat table every row has a task of its own. */
static bool may_restart(const gkplan_node *before, const gkplan_node *leaf)
{
    const gkplan_node *a = before->parent, *b = leaf->parent;
    while (a && b && a->level > b->level)
        a = a->parent;
    while (a && b && b->level > a->level)
        b = b->parent;
    if (a == b)
        return false;
    while (a && b && a->parent != b->parent) {
        a = a->parent;
        b = b->parent;
    }
    if (!a || !b)
        return true;
    return is_heading(a) || is_heading(b);
}

static void compare(struct gk_check *check, const struct sequence *sequence, const gkplan_node *leaf,
                    struct numbers numbers)
{
    uint32_t last = sequence->numbers.last;
    const gkplan_node *before = sequence->leaf;
    if (numbers.first == last + 1 || (numbers.first == 1 && may_restart(before, leaf)))
        return;
    /* The item goes on at the top of a page, where its number and its task stand again. */
    if (numbers.first == last && count_between(&sequence->continued, &leaf->place, &leaf->place) > 0)
        return;
    if (numbers.first > last &&
        count_between(&sequence->lost, &before->place, &leaf->place) >= numbers.first - last - 1)
        return;
    enum gk_rule rule = numbers.first == last  ? GK_RULE_NUMBER_REPEATED
                        : numbers.first < last ? GK_RULE_NUMBER_ORDER
                                               : GK_RULE_NUMBER_SKIPPED;
    gk_check_say(check, rule, &leaf->place, leaf, leaf->task->number, sequence->text);
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
    const gkplan_place top = {.table = leaf->place.table, .row = 0};
    if (numbers.known && sequence->numbers.known)
        compare(check, sequence, leaf, numbers);
    else if (numbers.known && !sequence->leaf && numbers.first > 1 &&
             count_between(&sequence->lost, &top, &leaf->place) < numbers.first - 1)
        gk_check_say(check, GK_RULE_NUMBER_SKIPPED, &leaf->place, leaf, text, "0");
    sequence->leaf = leaf;
    sequence->text = text;
    sequence->numbers = numbers;
}

/* Whether the number column is used at all. */
static bool has_numbers(const gkplan_plan *plan)
{
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf))
        if (leaf->task->number && leaf->task->number[0])
            return true;
    return false;
}

static void check_plan(struct gk_check *check, struct sequence *sequence, const gkplan_plan *plan)
{
    const gkplan_node *first = gkplan_plan_first_leaf(plan);
    sequence->leaf = NULL;
    sequence->text = NULL;
    sequence->numbers = (struct numbers){false, 0, 0};
    if (!has_numbers(plan)) {
        if (first && first->task->number)
            gk_check_say(check, GK_RULE_NUMBER_MISSING, &first->place, first, first->text, NULL);
        return;
    }
    for (const gkplan_node *leaf = first; leaf; leaf = gkplan_node_next_leaf(leaf))
        take(check, sequence, leaf);
}

void gk_check_numbers(struct gk_check *check)
{
    struct sequence sequence;
    gather(check, &sequence.lost, lost, sizeof lost / sizeof *lost);
    gather(check, &sequence.continued, continued, sizeof continued / sizeof *continued);
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        check_plan(check, &sequence, plan);
    }
    gk_array_free(&sequence.lost);
    gk_array_free(&sequence.continued);
}

/* 序号: missing, repeated, out of order, skipped. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/label.h"
#include "field/numeral.h"
#include <gkplan/walk.h>

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

struct sequence {
    const gkplan_node *leaf; /* the last one with a number of its own */
    const char *text;        /* its number; NULL: none yet */
    struct numbers numbers;
};

/* Numbers begin anew below another task. */
static bool may_restart(const struct sequence *sequence, const gkplan_node *leaf)
{
    return sequence->leaf->parent != leaf->parent;
}

static void compare(struct gk_check *check, const struct sequence *sequence, const gkplan_node *leaf,
                    struct numbers numbers)
{
    uint32_t last = sequence->numbers.last;
    const char *text = leaf->task->number;
    if (numbers.first == last + 1 || (numbers.first == 1 && may_restart(sequence, leaf)))
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
    *sequence = (struct sequence){leaf, text, numbers};
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
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        struct sequence sequence = {NULL, NULL, {false, 0, 0}};
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
}

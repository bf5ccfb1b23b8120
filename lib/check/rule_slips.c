/* Slips of the pen: marks that stand twice, clauses that are repeated, cited numbers in wrong brackets. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include <gkplan/walk.h>

/* --- marks that stand side by side --- */

static bool separates(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
    case 0xFF0C: /* ， */
    case 0xFF1B: /* ； */
    case 0xFF1A: /* ： */
        return true;
    default:
        return false;
    }
}

static void look_for_doubled(struct gk_check *check, const gkplan_place *place, struct gk_string text)
{
    uint32_t before = 0;
    size_t before_start = 0;
    for (size_t position = 0; position < text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (separates(codepoint) && separates(before)) {
            gk_check_report(check, GK_RULE_PUNCTUATION_DOUBLED, place, NULL,
                            gk_check_around(text, before_start, position), gk_string_of(""));
            return;
        }
        before = codepoint;
        before_start = start;
    }
}

/* 和 before 、 in a list of units: one of the two is too much. */
static void look_for_joint(struct gk_check *check, const gkplan_node *leaf, const gkplan_units *units)
{
    static const char *const doubled[] = {"和、", "及、", "与、", "和，", "、和"};
    if (!units || units->origin == GKPLAN_ORIGIN_MERGED || units->origin == GKPLAN_ORIGIN_INFERRED)
        return;
    struct gk_string text = gk_string_of(units->text);
    for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
        size_t found = gk_string_find(text, gk_string_of(doubled[i]), 0);
        if (found == GK_NOT_FOUND)
            continue;
        gkplan_place place = gk_check_place(leaf, units->cell);
        gk_check_report(check, GK_RULE_PUNCTUATION_DOUBLED, &place, leaf,
                        gk_check_around(text, found, found + strlen(doubled[i])), gk_string_of(""));
        return;
    }
}

/* --- clauses --- */

static bool ends_clause(uint32_t codepoint)
{
    return codepoint == 0x3002 || codepoint == 0xFF0C || codepoint == 0xFF1B || codepoint == ',' ||
           codepoint == ';';
}

static void look_for_repeated(struct gk_check *check, const gkplan_place *place, struct gk_string text)
{
    enum { SHORTEST = 8 }; /* characters */
    struct gk_string before = {"", 0};
    for (size_t position = 0, from = 0; position < text.length;) {
        size_t end = position;
        if (!ends_clause(gk_utf8_next(text, &position)))
            continue;
        struct gk_string clause = gk_trim(gk_string_make(text.data + from, end - from));
        if (clause.length > 0 && gk_string_equal(clause, before) &&
            gk_utf8_count_characters(clause) >= SHORTEST) {
            gk_check_report(check, GK_RULE_CLAUSE_REPEATED, place, NULL, clause, gk_string_of(""));
            return;
        }
        before = clause;
        from = position;
    }
}

/* --- cited numbers --- */

static size_t skip_spaces(struct gk_string text, size_t position)
{
    while (position < text.length && text.data[position] == ' ')
        position++;
    return position;
}

static size_t skip_digits(struct gk_string text, size_t position, size_t *count)
{
    size_t start = position;
    while (position < text.length && text.data[position] >= '0' && text.data[position] <= '9')
        position++;
    *count = position - start;
    return position;
}

/* Whether the year of a document's number begins behind the bracket that ends at `position`: 2019] 61 号.
 * *end is behind it. */
static bool is_number(struct gk_string text, size_t position, size_t *end)
{
    size_t digits;
    position = skip_digits(text, skip_spaces(text, position), &digits);
    position = skip_spaces(text, position);
    if (digits != 4 || position >= text.length)
        return false;
    uint32_t close = gk_fold_codepoint(gk_utf8_next(text, &position));
    if (close != ']' && close != ')' && close != 0x3011)
        return false;
    position = skip_digits(text, skip_spaces(text, position), &digits);
    position = skip_spaces(text, position);
    *end = position;
    return digits > 0 && position < text.length && gk_utf8_next(text, end) == 0x53F7;
}

/* 国办公开办函[2019]61号 in a text: the year stands in 〔〕. */
static void look_for_citation(struct gk_check *check, const gkplan_place *place, struct gk_string text)
{
    uint32_t before = 0;
    for (size_t position = 0; position < text.length;) {
        size_t start = position, end;
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position));
        bool opens = codepoint == '[' || codepoint == '(' || codepoint == 0x3010;
        if (opens && gk_is_ideograph(before) && is_number(text, position, &end))
            gk_check_report(check, GK_RULE_CITATION_MALFORMED, place, NULL, gk_check_around(text, start, end),
                            gk_string_of(""));
        before = codepoint;
    }
}

static void look(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    const gkplan_metadata *metadata = gkplan_document_metadata(check->document);
    (void)context;
    if (text->block && (text->block->flags & GKPLAN_BLOCK_FURNITURE))
        return;
    look_for_doubled(check, &text->place, text->text);
    look_for_repeated(check, &text->place, text->text);
    /* The document's own number has a rule of its own. */
    if (!metadata->number || !gk_string_equal(gk_trim(text->text), gk_trim(gk_string_of(metadata->number))))
        look_for_citation(check, &text->place, text->text);
}

void gk_check_slips(struct gk_check *check)
{
    gk_check_each_text(check, look, NULL, NULL);
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            look_for_joint(check, leaf, leaf->task->lead);
            look_for_joint(check, leaf, leaf->task->units);
            look_for_joint(check, leaf, leaf->task->support);
        }
    }
}

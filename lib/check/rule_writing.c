/* How Chinese text is written: stray spaces, half-width marks among full-width ones, marks without a partner.
 */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "field/units.h"
#include <gkplan/walk.h>

static uint32_t code_at(struct gk_string text, size_t position)
{
    return position < text.length ? gk_utf8_next(text, &position) : 0;
}

static uint32_t code_before(struct gk_string text, size_t position)
{
    return position > 0 ? gk_utf8_previous(text, &position) : 0;
}

/* --- spaces --- */

static bool is_gap(uint32_t codepoint)
{
    return codepoint != '\n' && codepoint != '\r' && gk_is_space(codepoint);
}

/* The run of ideographs that ends at `position`, or that begins there. */
static struct gk_string run_before(struct gk_string text, size_t position)
{
    size_t start = position;
    while (start > 0 && gk_is_ideograph(code_before(text, start)))
        gk_utf8_previous(text, &start);
    return gk_string_make(text.data + start, position - start);
}

static struct gk_string run_after(struct gk_string text, size_t position)
{
    size_t end = position;
    while (end < text.length && gk_is_ideograph(code_at(text, end)))
        gk_utf8_next(text, &end);
    return gk_string_make(text.data + position, end - position);
}

static bool has_sentence_marks(struct gk_string text)
{
    static const char *const marks[] = {"，", "。", "；", ",", ";"};
    return gk_string_contains_one(text, marks, sizeof marks / sizeof *marks);
}

/* Whether the space between two runs of ideographs is stray. Spaced-out words (工 作), names of units beside
 * one another and headings of two parts (加强监管 优化服务) are meant. */
static bool is_stray(struct gk_string text, struct gk_string left, struct gk_string right, bool sentence)
{
    size_t before = gk_utf8_count_characters(left), after = gk_utf8_count_characters(right);
    if (before == 1 && after == 1)
        return false;
    if (gk_unit_name_ends(left) &&
        (gk_unit_name_ends(right) || right.data + right.length < text.data + text.length))
        return false;
    if (before == 1 || after == 1)
        return true;
    return sentence && before != after;
}

/* How deep quotations are after `codepoint`. */
static int quoted(int depth, uint32_t codepoint)
{
    switch (codepoint) {
    case 0x201C: /* “ */
    case 0x300A: /* 《 */
    case 0x300C: /* 「 */
        return depth + 1;
    case 0x201D:
    case 0x300B:
    case 0x300D:
        return depth > 0 ? depth - 1 : 0;
    default:
        return depth;
    }
}

static void look_for_space(struct gk_check *check, const gkplan_place *place, const gkplan_node *node,
                           const char *words)
{
    struct gk_string text = gk_string_of(words);
    int depth = 0;
    bool asked = false, sentence = false; /* looked for once, not for every space */
    for (size_t position = 0; position < text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        depth = quoted(depth, codepoint);
        if (!is_gap(codepoint))
            continue;
        while (position < text.length && is_gap(code_at(text, position)))
            gk_utf8_next(text, &position);
        struct gk_string left = run_before(text, start), right = run_after(text, position);
        if (depth > 0 || left.length == 0 || right.length == 0)
            continue;
        sentence = asked ? sentence : has_sentence_marks(text);
        asked = true;
        if (!is_stray(text, left, right, sentence))
            continue;
        gk_check_report(check, GK_RULE_SPACE_IN_WORD, place, node, gk_check_around(text, start, position),
                        gk_string_of(""));
        return;
    }
}

static void look_at_units(struct gk_check *check, const gkplan_node *leaf, const gkplan_units *units)
{
    if (!units || units->origin == GKPLAN_ORIGIN_MERGED || units->origin == GKPLAN_ORIGIN_INFERRED)
        return;
    gkplan_place place = gk_check_place(leaf, units->cell);
    look_for_space(check, &place, leaf, units->text);
}

static void check_spaces(struct gk_check *check, const gkplan_plan *plan)
{
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        look_for_space(check, &node->place, node, node->text);
        if (!node->task)
            continue;
        look_at_units(check, node, node->task->lead);
        look_at_units(check, node, node->task->units);
        look_at_units(check, node, node->task->support);
        const gkplan_deadline *deadline = node->task->deadline;
        if (deadline && deadline->origin == GKPLAN_ORIGIN_OWN) {
            gkplan_place place = gk_check_place(node, deadline->cell);
            look_for_space(check, &place, node, deadline->text);
        }
    }
}

/* --- widths --- */

struct widths {
    uint64_t half;        /* marks beside Chinese characters */
    uint64_t full;        /* full-width marks */
    uint64_t half_digits; /* ordinary digits */
    bool saying;          /* the second pass */
    bool each;            /* every text with half-width marks is reported, not the first only */
    bool said;
};

static bool is_half_mark(uint32_t codepoint)
{
    return codepoint == ',' || codepoint == '(' || codepoint == ')' || codepoint == ':' || codepoint == ';' ||
           codepoint == '?' || codepoint == '!';
}

static bool is_full_mark(uint32_t codepoint)
{
    return codepoint >= 0xFF01 && codepoint <= 0xFF1F && is_half_mark(codepoint - 0xFEE0);
}

static bool is_full_letter(uint32_t codepoint)
{
    return (codepoint >= 0xFF10 && codepoint <= 0xFF19) || (codepoint >= 0xFF21 && codepoint <= 0xFF3A) ||
           (codepoint >= 0xFF41 && codepoint <= 0xFF5A);
}

static void look_at_widths(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    struct widths *widths = context;
    bool marks = widths->saying && widths->half > 0 && widths->full > 0 && (widths->each || !widths->said);
    if (text->block && (text->block->flags & GKPLAN_BLOCK_FURNITURE))
        return;
    for (size_t position = 0; position < text->text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text->text, &position);
        bool half = is_half_mark(codepoint) && (gk_is_ideograph(code_before(text->text, start)) ||
                                                gk_is_ideograph(code_at(text->text, position)));
        bool letter = is_full_letter(codepoint);
        if (!widths->saying) {
            widths->half += half;
            widths->full += is_full_mark(codepoint);
            widths->half_digits += codepoint >= '0' && codepoint <= '9';
        } else if ((half && marks) || (letter && widths->half_digits > 0)) {
            widths->said = widths->said || half;
            gk_check_report(check, GK_RULE_WIDTH_MIXED, &text->place, NULL,
                            gk_check_around(text->text, start, position), gk_string_of(""));
            return;
        }
    }
}

static void check_widths(struct gk_check *check)
{
    struct widths widths = {.saying = false};
    gk_check_each_text(check, look_at_widths, &widths, NULL);
    /* Where half-width marks are many, one finding says it for the whole document. */
    widths.saying = true;
    widths.each = widths.half * 4 <= widths.full;
    gk_check_each_text(check, look_at_widths, &widths, NULL);
}

/* --- brackets and quotation marks --- */

static const struct {
    uint32_t open;
    uint32_t close;
} pairs[] = {
    {'(', ')'},       {'[', ']'},       {0x300A, 0x300B}, {0x201C, 0x201D},
    {0x3014, 0x3015}, {0x3010, 0x3011}, {0x300C, 0x300D}, {0x300E, 0x300F},
};

enum { PAIRS = sizeof pairs / sizeof *pairs, DEEPEST = 32 };

static uint32_t closing_of(uint32_t open)
{
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i].open == open)
            return pairs[i].close;
    return 0;
}

static bool is_closing(uint32_t codepoint)
{
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i].close == codepoint)
            return true;
    return false;
}

struct open_mark {
    uint32_t close;
    size_t start;
};

/* 1) and 一） in front of a part of the text have no partner, and need none. */
static bool ends_label(struct gk_string text, size_t start)
{
    uint32_t before = gk_fold_codepoint(code_before(text, start));
    return gk_arabic_digit(before) >= 0 || gk_is_chinese_numeral(before) || (before >= 'a' && before <= 'z');
}

/* Where the first mark without a partner stands; GK_NOT_FOUND when there is none. */
static size_t find_unpaired(struct gk_string text, size_t from)
{
    struct open_mark open[DEEPEST];
    size_t depth = 0;
    for (size_t position = from; position < text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position));
        uint32_t close = closing_of(codepoint);
        if (close) {
            if (depth == DEEPEST)
                return GK_NOT_FOUND;
            open[depth++] = (struct open_mark){close, start};
        } else if (is_closing(codepoint)) {
            if (depth > 0 && open[depth - 1].close == codepoint)
                depth--;
            else if (depth > 0)
                return open[depth - 1].start;
            else if (codepoint != ')' || !ends_label(text, start))
                return start;
        }
    }
    return depth > 0 ? open[0].start : GK_NOT_FOUND;
}

static void look_for_unpaired(struct gk_check *check, const gkplan_place *place, struct gk_string text)
{
    struct gk_label label = gk_label_read(text);
    size_t found = find_unpaired(text, label.length ? label.start + label.length : 0);
    size_t end = found;
    if (found == GK_NOT_FOUND)
        return;
    gk_utf8_next(text, &end);
    gk_check_report(check, GK_RULE_BRACKET_UNPAIRED, place, NULL, gk_check_around(text, found, end),
                    gk_string_of(""));
}

static void look_at_cell(struct gk_check *check, const struct gk_check_text *text, void *context)
{
    (void)context;
    if (text->cell)
        look_for_unpaired(check, &text->place, text->text);
}

static const gkplan_section *next_section(const gkplan_section *section)
{
    if (section->first_child)
        return section->first_child;
    while (section && !section->next)
        section = section->parent;
    return section ? section->next : NULL;
}

static void check_brackets(struct gk_check *check)
{
    struct gk_buffer words;
    gk_buffer_init(&words, &check->context.allocator);
    gk_check_each_text(check, look_at_cell, NULL, NULL);
    const gkplan_section *section = gkplan_document_first_section(check->document);
    for (; section && !words.failed; section = next_section(section)) {
        gk_buffer_clear(&words);
        gk_buffer_append_text(&words, section->title);
        gk_buffer_append_text(&words, section->body);
        look_for_unpaired(check, &section->place, gk_buffer_view(&words));
    }
    if (words.failed)
        gk_fail_memory(&check->context);
    gk_buffer_free(&words);
}

void gk_check_writing(struct gk_check *check)
{
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        check_spaces(check, plan);
    }
    check->context.current_plan = -1;
    if (check->wanted[GK_RULE_WIDTH_MIXED])
        check_widths(check);
    if (check->wanted[GK_RULE_BRACKET_UNPAIRED])
        check_brackets(check);
}

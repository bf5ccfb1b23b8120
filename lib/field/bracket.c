/* Finding the brackets of a paragraph that say who does it (contract 3). */
#include "field/bracket.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/responsibility.h"
#include "field/unit_split.h"
#include "field/units.h"

/* Brackets nested deeper, or longer, are not looked into: the work stays linear in the text. */
#define DEPTH (sizeof((struct gk_open_brackets *)NULL)->closing / sizeof(uint32_t))
#define REACH 6000

struct open_bracket {
    uint32_t closing;
    size_t start; /* byte of the bracket */
    size_t after; /* byte behind it */
};

/* A bracket that was found: bytes of the whole and of its inside. */
struct found {
    size_t start;
    size_t inside;
    size_t inside_end;
    size_t end;
};

/* The closing bracket of an open one, 0 for other characters. A title in 《》 hides the brackets in it. */
static uint32_t closing_of(uint32_t code)
{
    switch (code) {
    case '(':
        return ')';
    case '[':
        return ']';
    case 0x3014: /* 〔 */
        return 0x3015;
    case 0x3010: /* 【 */
        return 0x3011;
    case 0x300A: /* 《 */
        return 0x300B;
    default:
        return 0;
    }
}

/* Close the innermost open bracket of this kind; true when none is open any more. */
static bool close_bracket(const struct open_bracket *open, size_t *depth, uint32_t code)
{
    for (size_t i = *depth; i > 0; i--) {
        if (open[i - 1].closing == code) {
            *depth = i - 1;
            return i == 1;
        }
    }
    return false;
}

/* The next outermost bracket at or after byte `from`. An open one without its partner is passed over. */
static bool find_bracket(struct gk_string text, size_t from, struct found *found)
{
    struct open_bracket open[DEPTH];
    size_t depth = 0, position = from;
    while (position < text.length || depth > 0) {
        if (position >= text.length || (depth > 0 && position - open[0].start > REACH)) {
            position = open[0].after;
            depth = 0;
            continue;
        }
        size_t start = position;
        uint32_t code = gk_fold_codepoint(gk_utf8_next(text, &position));
        uint32_t closing = closing_of(code);
        if (closing && depth == DEPTH) {
            position = open[0].after;
            depth = 0;
        } else if (closing) {
            open[depth++] = (struct open_bracket){closing, start, position};
        } else if (depth > 0 && close_bracket(open, &depth, code) && code != 0x300B) {
            *found = (struct found){open[0].start, open[0].after, start, position};
            return true;
        }
    }
    return false;
}

size_t gk_brackets_follow(struct gk_open_brackets *open, struct gk_string text)
{
    size_t least = open->depth;
    for (size_t position = 0; position < text.length;) {
        uint32_t code = gk_fold_codepoint(gk_utf8_next(text, &position));
        uint32_t closing = closing_of(code);
        if (closing && open->depth < DEPTH)
            open->closing[open->depth++] = closing;
        for (size_t i = open->depth; i > 0 && !closing; i--)
            if (open->closing[i - 1] == code) {
                open->depth = i - 1;
                break;
            }
        least = open->depth < least ? open->depth : least;
    }
    return least;
}

/* The last character of a trimmed text, folded; 0 for an empty one. */
static uint32_t last_of(struct gk_string text)
{
    size_t position = text.length;
    return position ? gk_fold_codepoint(gk_utf8_previous(text, &position)) : 0;
}

/* Whether a bracket that is nothing but a list of names stands where one does that says who does it: behind a
 * sentence, or at its end and not behind another name (县政府办公室（县大数据中心）). */
static bool stands_behind_sentence(struct gk_string before, struct gk_string after)
{
    before = gk_trim(before);
    after = gk_trim(after);
    if (before.length == 0 || gk_utf8_is_one_of(last_of(before), "。!?;:.”"))
        return true;
    size_t position = 0;
    uint32_t next = after.length ? gk_fold_codepoint(gk_utf8_next(after, &position)) : 0;
    return (next == 0 || gk_utf8_is_one_of(next, "。;")) && !gk_unit_name_ends(before);
}

/* Words with which a bracket begins that explains a name. */
static bool explains(const struct gk_unit_text *text)
{
    static const uint_least32_t *const words[] = {
        U"不含", U"含", U"包括", U"不包括", U"以下简称", U"简称", U"详见", U"见",   U"指", U"即",   U"如",
        U"例如", U"附", U"注",   U"原",     U"除",       U"其中", U"涉及", U"下同", U"以", U"具体", U"依托"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (gk_unit_word_at(text, 0, text->count, words[i], false, NULL))
            return true;
    }
    return false;
}

/* Whether a name in a bracket can be a unit: 政府 alone or 市、区 are none. */
static bool is_unit(const struct gk_unit_text *text, const struct gk_unit_item *item)
{
    bool place = gk_unit_begins_with_place(text, item->from, item->to);
    if (gk_unit_is_level(text, item->from, item->to) || (item->to - item->from <= 2 && !place))
        return false;
    return gk_unit_range_ends(text, item->from, item->to);
}

/* What the names of a bracket say. */
struct names {
    size_t count;
    size_t units;
    size_t places; /* no unit's ending, but a place's level in front */
    bool standing; /* the standing clause */
    bool role;     /* the bracket ends in a role word */
    bool formal;   /* and has words that only such brackets have: 牵头, 职责分工 */
};

static bool count_names(struct gk_unit_text *text, struct names *names, struct gk_array *items)
{
    static const struct gk_string formal[] = {GK_STRING_ROW("牵头"), GK_STRING_ROW("职责分工")};
    const struct gk_unit_splitting how = {.full_stops = true};
    size_t end = text->count;
    names->role = gk_role_words_strip(text, 0, &end) != GK_ROLE_WORD_NONE;
    names->formal = names->role && gk_has_word(text->text, formal, sizeof formal / sizeof *formal);
    if (!gk_unit_split(text, &how, items))
        return false;
    for (size_t i = 0; i < items->count; i++) {
        const struct gk_unit_item *item = gk_array_at(items, i);
        names->standing |= item->has_doubt && item->doubt == GK_MESSAGE_STANDING_CLAUSE;
        if (!item->is_name)
            continue;
        names->count++;
        names->units += is_unit(text, item);
        names->places += !gk_unit_range_ends(text, item->from, item->to) &&
                         !gk_unit_is_level(text, item->from, item->to) &&
                         gk_unit_begins_with_place(text, item->from, item->to);
    }
    if (names->standing && items->count > 0) { /* what stands before the clause decides, if anything does */
        const struct gk_unit_item *last = gk_array_at(items, items->count - 1);
        names->role |= last->word != GK_ROLE_WORD_NONE;
    }
    return true;
}

/* Whether a bracket says who does it. DOUBTFUL: it does not, and yet units stand in it. */
enum verdict { NO, DOUBTFUL, YES };

static enum verdict weigh(const struct names *names, bool behind_sentence)
{
    size_t known = names->units + names->places;
    if (names->count == 0)
        return names->standing ? YES : NO;
    if (names->formal && known > 0)
        return YES;
    if (names->role || names->standing)
        return 2 * known > names->count ? YES : known > 0 ? DOUBTFUL : NO;
    if (!behind_sentence || 2 * names->units < names->count)
        return NO;
    return names->units == names->count ? YES : DOUBTFUL;
}

static enum verdict judge(struct gk_context *context, struct gk_string inside, bool behind_sentence)
{
    struct gk_unit_text text;
    struct gk_array items;
    struct gk_unit_item few[24]; /* where they fit: no allocation per bracket */
    struct names names = {0};
    gk_array_init_in(&items, &context->allocator, sizeof(struct gk_unit_item), few, sizeof few / sizeof *few);
    bool opened = gk_unit_text_open(&text, context, inside);
    bool explanation = opened && explains(&text);
    if (!opened || !count_names(&text, &names, &items))
        gk_fail_memory(context);
    if (opened)
        gk_unit_text_close(&text);
    gk_array_free(&items);
    return explanation && !(names.standing && names.count == 0) ? NO : weigh(&names, behind_sentence);
}

static struct gk_string inside_of(struct gk_string text, const struct found *found)
{
    return gk_trim(gk_string_make(text.data + found->inside, found->inside_end - found->inside));
}

static enum verdict is_responsibility(struct gk_context *context, struct gk_string text,
                                      const struct found *found)
{
    struct gk_string inside = inside_of(text, found);
    if (inside.length == 0)
        return NO;
    if (gk_responsibility_labelled(context, inside))
        return YES;
    struct gk_string units, deadline;
    bool behind =
        stands_behind_sentence(gk_string_first(text, found->start), gk_string_from(text, found->end));
    struct gk_string names = gk_responsibility_unlabelled(context, inside);
    gk_responsibility_divide(context, names, &units, &deadline);
    enum verdict verdict = units.length == 0 ? NO : judge(context, units, behind);
    if (verdict == DOUBTFUL && names.length < inside.length) /* 工会，责任人：王某 */
        return YES;
    return verdict == NO && units.length > 0 && deadline.length > 0 && behind ? DOUBTFUL : verdict;
}

/* The text in front of a bracket. A mark that stands behind the bracket belongs to it when it has none
 * itself. */
static struct gk_string text_before(struct gk_context *context, struct gk_string text, struct gk_string *rest,
                                    int *marks)
{
    struct gk_string after = gk_trim(*rest);
    size_t position = 0;
    text = gk_trim(text);
    uint32_t mark = after.length ? gk_fold_codepoint(gk_utf8_next(after, &position)) : 0;
    if (!gk_utf8_is_one_of(mark, "。;,、!?"))
        return text;
    *rest = gk_string_from(after, position);
    if (text.length == 0 || gk_utf8_is_one_of(last_of(text), "。;,、!?:")) {
        ++*marks;
        return text;
    }
    struct gk_buffer joined;
    gk_buffer_init(&joined, &context->allocator);
    gk_buffer_append_string(&joined, text);
    gk_buffer_append(&joined, after.data, position);
    const char *copy = joined.failed ? NULL : gk_arena_copy(context->arena, gk_buffer_view(&joined));
    gk_buffer_free(&joined);
    if (!copy) {
        gk_fail_memory(context);
        return text;
    }
    return gk_string_of(copy);
}

/* …。【牵头单位】市教育局【完成时限】6月底: the rest of the paragraph says who does it. */
static bool take_labelled_rest(struct gk_context *context, struct gk_string text, const struct found *found,
                               struct gk_string *rest, struct gk_bracketed *out)
{
    struct gk_string labelled = gk_string_from(text, found->start);
    if (!gk_string_starts(labelled, GK_STRING("【")) || gk_line_label(labelled) != GK_LINE_LABEL_DOER)
        return false;
    *rest = gk_string_from(text, text.length);
    out->marks = 0;
    out->text = text_before(context, gk_string_first(text, found->start), rest, &out->marks);
    out->inside = labelled;
    return true;
}

bool gk_bracket_next(struct gk_context *context, struct gk_string *rest, struct gk_bracketed *out)
{
    struct gk_string text = *rest;
    struct found found;
    *out = (struct gk_bracketed){.marks = 0};
    for (size_t from = 0; find_bracket(text, from, &found); from = found.end) {
        if (take_labelled_rest(context, text, &found, rest, out))
            return context->status == GKPLAN_STATUS_OK;
        enum verdict verdict = is_responsibility(context, text, &found);
        if (verdict == DOUBTFUL)
            out->doubtful = inside_of(text, &found);
        if (verdict != YES)
            continue;
        *rest = gk_string_from(text, found.end);
        out->marks = 2;
        out->text = text_before(context, gk_string_first(text, found.start), rest, &out->marks);
        out->inside = inside_of(text, &found);
        return context->status == GKPLAN_STATUS_OK;
    }
    *rest = gk_string_from(text, text.length);
    out->text = gk_trim(text);
    return out->text.length > 0;
}

bool gk_bracket_deadline(struct gk_context *context, struct gk_string *rest, struct gk_bracketed *out)
{
    enum { LIKENESS = 50 };
    struct gk_string text = gk_trim(*rest);
    struct found found;
    if (!find_bracket(text, 0, &found) || found.start > 0)
        return false;
    struct gk_string inside = inside_of(text, &found);
    if (gk_deadline_likeness(context, inside) < LIKENESS)
        return false;
    *rest = gk_string_from(text, found.end);
    *out = (struct gk_bracketed){.text = gk_string_make(NULL, 0), .inside = inside, .marks = 2};
    return true;
}

struct gk_string gk_bracket_open_end(struct gk_context *context, struct gk_string text)
{
    const struct gk_string nothing = {"", 0};
    size_t closed = 0;
    for (size_t position = text.length; position > 0 && text.length - position < REACH;) {
        size_t after = position;
        uint32_t code = gk_fold_codepoint(gk_utf8_previous(text, &position));
        bool opens = closing_of(code) != 0;
        if (opens && closed == 0) {
            const struct found found = {position, after, text.length, text.length};
            return is_responsibility(context, text, &found) == YES ? gk_string_from(text, after) : nothing;
        }
        closed += gk_utf8_is_one_of(code, ")]〕】》");
        closed -= opens;
    }
    return nothing;
}

/* Words that say what a unit does, and labels in front of lists. */
#include "field/unit_roles.h"

#include "field/unit_split.h"

enum strength { STRONG, WEAK, MODIFIER };

static const struct {
    struct gk_unit_word word;
    enum gk_role_word role;
    enum strength strength;
} words[] = {
#define GK_ROLE_WORD(word, role, strength) {GK_UNIT_WORD(word), GK_ROLE_WORD_##role, strength},
#define GK_LABEL_STEM(stem, field)
#define GK_LABEL_NOUN(noun)
#define GK_LABEL_WORD(word, field)
#include "vocabulary/role_words.def"
#undef GK_ROLE_WORD
#undef GK_LABEL_STEM
#undef GK_LABEL_WORD
};
#define WORD_COUNT (sizeof words / sizeof *words)

struct label_word {
    struct gk_unit_word word;
    enum gk_field_label field;
};

static const struct label_word stems[] = {
#define GK_ROLE_WORD(word, role, strength)
#define GK_LABEL_STEM(stem, field) {GK_UNIT_WORD(stem), GK_FIELD_##field},
#define GK_LABEL_WORD(word, field)
#include "vocabulary/role_words.def"
#undef GK_LABEL_STEM
#undef GK_LABEL_NOUN
#undef GK_LABEL_WORD
};

static const struct gk_unit_word nouns[] = {
#define GK_LABEL_STEM(stem, field)
#define GK_LABEL_NOUN(noun) GK_UNIT_WORD(noun),
#define GK_LABEL_WORD(word, field)
#include "vocabulary/role_words.def"
#undef GK_LABEL_NOUN
#undef GK_LABEL_WORD
};
#define NOUN_COUNT (sizeof nouns / sizeof *nouns)

static const struct label_word labels[] = {
#define GK_LABEL_NOUN(noun)
#define GK_LABEL_WORD(word, field) {GK_UNIT_WORD(word), GK_FIELD_##field},
#include "vocabulary/role_words.def"
#undef GK_ROLE_WORD
#undef GK_LABEL_STEM
#undef GK_LABEL_NOUN
#undef GK_LABEL_WORD
};

void gk_role_words_index(struct gk_unit_index *index)
{
    for (size_t i = 0; i < WORD_COUNT; i++) {
        gk_unit_letters_add(&index->role_first, words[i].word.codes[0]);
        gk_unit_letters_add(&index->role_last, words[i].word.codes[words[i].word.length - 1]);
    }
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        gk_unit_letters_add(&index->label_last, labels[i].word.codes[labels[i].word.length - 1]);
    for (size_t i = 0; i < NOUN_COUNT; i++)
        gk_unit_letters_add(&index->label_last, nouns[i].codes[nouns[i].length - 1]);
}

/* The longest role word that ends before `to` and may stand there; false when there is none. */
static bool last_word(const struct gk_unit_text *text, size_t from, size_t to, bool found, size_t *start,
                      enum gk_role_word *role)
{
    bool any = false;
    if (to <= from ||
        (text->index && !gk_unit_letters_may_hold(&text->index->role_last, text->characters[to - 1].code)))
        return false;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        size_t begin;
        if (!gk_unit_ends_with(text, from, to, &words[i].word, false, &begin) || (any && begin >= *start))
            continue;
        /* 市政协办 is an office, 市残联协办 is not. */
        if (gk_unit_word_at(text, begin, to, U"协办", false, NULL) &&
            gk_unit_word_before(text, from, begin, U"政", false, NULL))
            continue;
        if (words[i].strength == MODIFIER && !found)
            continue;
        if (words[i].strength == WEAK && !found && !gk_unit_range_ends(text, from, begin))
            continue;
        *start = begin;
        *role = words[i].strength == MODIFIER ? GK_ROLE_WORD_NONE : words[i].role;
        any = true;
    }
    return any;
}

enum gk_role_word gk_role_words_strip(const struct gk_unit_text *text, size_t from, size_t *to)
{
    enum gk_role_word strongest = GK_ROLE_WORD_NONE, role = GK_ROLE_WORD_NONE;
    size_t start = 0, end = *to;
    for (;;) {
        size_t first = from;
        gk_unit_trim(text, &first, &end);
        /* 市委组织部门, 社会组织: a modifier that belongs to a name's ending is the name's. */
        if (strongest && gk_unit_range_ends(text, from, end))
            break;
        if (!last_word(text, from, end, strongest != GK_ROLE_WORD_NONE, &start, &role))
            break;
        if (role > strongest)
            strongest = role;
        end = start;
    }
    if (strongest)
        *to = end;
    return strongest;
}

enum gk_role_word gk_role_word_at(const struct gk_unit_text *text, size_t position, size_t to, size_t *end)
{
    enum gk_role_word role = GK_ROLE_WORD_NONE;
    size_t longest = position, after;
    *end = position;
    if (text->index && !gk_unit_letters_may_hold(&text->index->role_first, text->characters[position].code))
        return GK_ROLE_WORD_NONE;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (words[i].strength == STRONG &&
            gk_unit_word_at(text, position, to, words[i].word.codes, false, &after) && after > longest) {
            longest = after;
            role = words[i].role;
        }
    }
    if (gk_unit_word_at(text, longest, to, U"人", false, NULL) ||
        gk_unit_word_at(text, longest, to, U"同志", false, NULL)) /* 主要负责人 */
        return GK_ROLE_WORD_NONE;
    *end = longest;
    return role;
}

static bool is_digit(const struct gk_unit_text *text, size_t position)
{
    return position < text->count && text->characters[position].code >= '0' &&
           text->characters[position].code <= '9';
}

bool gk_is_label_colon(const struct gk_unit_text *text, size_t position)
{
    const struct gk_unit_character *character = &text->characters[position];
    return character->code == ':' && !character->inside &&
           !(position > 0 && is_digit(text, position - 1) && is_digit(text, position + 1));
}

/* The label that ends at `to`: a word of its own, or a stem and a noun; *start is its first character. */
static enum gk_field_label label_ending(const struct gk_unit_text *text, size_t from, size_t to,
                                        size_t *start)
{
    *start = to;
    if (to <= from ||
        (text->index && !gk_unit_letters_may_hold(&text->index->label_last, text->characters[to - 1].code)))
        return GK_FIELD_NONE;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (gk_unit_ends_with(text, from, to, &labels[i].word, true, start) &&
            (*start == from || gk_unit_is_space(text, *start - 1)))
            return labels[i].field;
    }
    enum gk_field_label field = GK_FIELD_NONE;
    *start = to;
    for (size_t i = 0; i < NOUN_COUNT; i++) {
        size_t noun, begin, first = from;
        if (!gk_unit_ends_with(text, from, to, &nouns[i], true, &noun))
            continue;
        gk_unit_trim(text, &first, &noun);
        for (size_t j = 0; j < sizeof stems / sizeof *stems; j++) {
            if (gk_unit_ends_with(text, from, noun, &stems[j].word, true, &begin) && begin < *start) {
                *start = begin;
                field = stems[j].field;
            }
        }
    }
    return field;
}

/* 牵头市领导, 区级责任人: whatever stands in front, these are persons. */
static bool names_person(const struct gk_unit_text *text, size_t from, size_t to)
{
    static const uint_least32_t *const ends[] = {U"领导", U"责任人", U"负责人", U"包保人"};
    enum { LONGEST = 10 };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (to - from <= LONGEST && gk_unit_word_before(text, from, to, ends[i], true, NULL))
            return true;
    return false;
}

enum gk_field_label gk_field_label_before(const struct gk_unit_text *text, size_t from, size_t to,
                                          size_t *start)
{
    size_t begin;
    gk_unit_trim(text, &from, &to);
    enum gk_field_label field = label_ending(text, from, to, &begin);
    if (field == GK_FIELD_NONE && to > from) {
        size_t word = to;
        while (word > from && !gk_unit_is_space(text, word - 1))
            word--;
        if (names_person(text, word, to)) {
            field = GK_FIELD_PERSON;
            begin = word;
        }
    }
    while (field != GK_FIELD_NONE && begin > from && !gk_unit_is_space(text, begin - 1))
        begin--; /* 市级责任单位 */
    if (start)
        *start = begin;
    return field;
}

enum gk_field_label gk_field_label_bare(const struct gk_unit_text *text, size_t from, size_t to, bool line,
                                        size_t *end)
{
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        size_t noun, after;
        if (!gk_unit_word_at(text, from, to, stems[i].word.codes, true, &noun))
            continue;
        while (noun < to && gk_unit_is_space(text, noun))
            noun++;
        for (size_t j = 0; j < NOUN_COUNT; j++) {
            if (!gk_unit_word_at(text, noun, to, nouns[j].codes, true, &after))
                continue;
            size_t colon = after;
            while (colon < to && gk_unit_is_space(text, colon))
                colon++;
            if (colon < to && text->characters[colon].code == ':')
                continue;
            if (after == to ? line
                            : gk_unit_is_space(text, after) || gk_unit_begins_with_place(text, after, to) ||
                                  gk_unit_word_at(text, after, to, U"为", false, &after) ||
                                  gk_unit_word_at(text, after, to, U"是", false, &after)) {
                *end = after;
                return stems[i].field;
            }
        }
    }
    return GK_FIELD_NONE;
}

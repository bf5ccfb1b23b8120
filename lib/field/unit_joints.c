/* What separates two names and what joins two parts to one name. */
#include "field/unit_split.h"

#define COUNT(words) (sizeof(words) / sizeof *(words))
#define EACH         0x5404 /* 各 */

static const uint_least32_t *const classes[] = {
#define GK_PLACE_CLASS(word) U##word,
#define GK_PLACE_BODY(word)
#define GK_PLACE_NOT(word)
#define GK_PLACE_HE(word)
#include "vocabulary/place_words.def"
#undef GK_PLACE_CLASS
#undef GK_PLACE_BODY
};

static const uint_least32_t *const bodies[] = {
#define GK_PLACE_CLASS(word)
#define GK_PLACE_BODY(word) U##word,
#include "vocabulary/place_words.def"
#undef GK_PLACE_BODY
#undef GK_PLACE_NOT
};

static const uint_least32_t *const no_places[] = {
#define GK_PLACE_BODY(word)
#define GK_PLACE_NOT(word) U##word,
#include "vocabulary/place_words.def"
#undef GK_PLACE_NOT
#undef GK_PLACE_HE
};

static const uint_least32_t *const he_places[] = {
#define GK_PLACE_NOT(word)
#define GK_PLACE_HE(word) U##word,
#include "vocabulary/place_words.def"
#undef GK_PLACE_CLASS
#undef GK_PLACE_BODY
#undef GK_PLACE_NOT
#undef GK_PLACE_HE
};

static bool one_at(const struct gk_unit_text *text, size_t from, size_t to,
                   const uint_least32_t *const *words, size_t count, size_t *end)
{
    size_t longest = from, after;
    for (size_t i = 0; i < count; i++) {
        if (gk_unit_word_at(text, from, to, words[i], false, &after) && after > longest)
            longest = after;
    }
    if (end)
        *end = longest;
    return longest > from;
}

static bool is_word(const struct gk_unit_text *text, size_t from, size_t to,
                    const uint_least32_t *const *words, size_t count)
{
    size_t end;
    return one_at(text, from, to, words, count, &end) && end == to;
}

/* Past brackets at `from`: 区人民政府(管委会), 单位（企业）. */
static size_t past_brackets(const struct gk_unit_text *text, size_t from, size_t to)
{
    while (from < to && (gk_unit_is_space(text, from) ||
                         (text->characters[from].partner > from && text->characters[from].partner < to)))
        from = text->characters[from].partner + 1;
    return from;
}

/* Past levels of places, brackets, 级 and 直: 县（市、区）, 市级. */
static size_t past_classes(const struct gk_unit_text *text, size_t from, size_t to)
{
    for (;;) {
        size_t end = past_brackets(text, from, to);
        if (end == from && !one_at(text, from, to, classes, COUNT(classes), &end))
            return from;
        from = end;
    }
}

static size_t past_each(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t end;
    return gk_unit_word_at(text, from, to, U"各", false, &end) ? end : from;
}

bool gk_unit_begins_with_place(const struct gk_unit_text *text, size_t from, size_t to)
{
    static const uint_least32_t *const others[] = {U"各",   U"国家", U"中央", U"全市", U"全县",
                                                   U"全区", U"全省", U"有关", U"相关", U"其他"};
    return one_at(text, from, to, classes, COUNT(classes), NULL) ||
           one_at(text, from, to, others, COUNT(others), NULL);
}

/* 党委和人民政府, 党工委和管委会, 部门和单位: what stands behind 和 has no place of its own. */
static bool is_bare_body(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t end, after = past_each(text, from, to);
    if (!gk_unit_word_at(text, after, to, U"单位", false, &end) &&
        !one_at(text, from, to, bodies, COUNT(bodies), &end))
        return false;
    return end == to || text->characters[end].inside || gk_unit_is_space(text, end) ||
           gk_role_word_at(text, end, to, &after) != GK_ROLE_WORD_NONE;
}

bool gk_unit_and_at(const struct gk_unit_text *text, size_t from, size_t position, size_t to, size_t *end)
{
    static const uint_least32_t *const ands[] = {U"和", U"及", U"与", U"以及", U"会同"};
    static const uint_least32_t *const no_ands[] = {U"及时", U"与会", U"与时"};
    switch (text->characters[position].code) { /* asked of every character */
    case 0x548C:                               /* 和 */
    case 0x53CA:                               /* 及 */
    case 0x4E0E:                               /* 与 */
    case 0x4EE5:                               /* 以 */
    case 0x4F1A:                               /* 会 */
        break;
    default:
        return false;
    }
    if (!one_at(text, position, to, ands, COUNT(ands), end) ||
        one_at(text, position, to, no_ands, COUNT(no_ands), NULL))
        return false;
    /* 沈阳市和平区 is a place in a place; 县教育局和县财政局 are two units. */
    if (position > from && one_at(text, position - 1, position, classes, COUNT(classes), NULL) &&
        one_at(text, position, to, he_places, COUNT(he_places), NULL))
        return false;
    if (!gk_unit_range_ends(text, from, position) || past_classes(text, from, position) == position)
        return false;
    return !is_bare_body(text, *end, to);
}

bool gk_unit_closes_list(const struct gk_unit_text *text, size_t from, size_t position, size_t to)
{
    static const uint_least32_t *const before[] = {U"高", U"初", U"平", U"同", U"对", U"均", U"相",
                                                   U"优", U"上", U"中", U"下", U"头", U"特", U"一",
                                                   U"二", U"三", U"甲", U"乙", U"何"};
    if (text->characters[position].code != 0x7B49 || position == from) /* 等 */
        return false;
    if (gk_unit_range_ends(text, from, position))
        return true;
    return !is_word(text, position - 1, position, before, COUNT(before)) &&
           !gk_unit_word_at(text, position, to, U"等级", false, NULL);
}

/* 单位 or 各单位, brackets behind it allowed. */
static bool is_units_word(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t end;
    return gk_unit_word_at(text, past_each(text, from, to), to, U"单位", false, &end) &&
           past_brackets(text, end, to) == to;
}

size_t gk_unit_units_word_end(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t end;
    if (!gk_unit_word_at(text, past_each(text, from, to), to, U"单位", false, &end))
        return to;
    end = past_brackets(text, end, to);
    return gk_unit_begins_with_place(text, end, to) && gk_unit_range_ends(text, end, to) ? end : to;
}

/* Levels, then 级 or 直 or nothing, and no more: 市, 省级, 县直. */
static bool is_level(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t end = past_classes(text, from, to);
    if (end == from)
        return false;
    size_t after;
    if (gk_unit_word_at(text, end, to, U"级", false, &after) ||
        gk_unit_word_at(text, end, to, U"直", false, &after))
        end = after;
    return end == to;
}

/* 各乡镇党委、政府: the government has no place of its own. */
static bool is_body_of_party(const struct gk_unit_text *text, size_t from, size_t to, size_t next, size_t end)
{
    size_t after;
    return (gk_unit_word_before(text, from, to, U"党委", false, NULL) ||
            gk_unit_word_before(text, from, to, U"党工委", false, NULL)) &&
           one_at(text, next, end, bodies, COUNT(bodies), &after) && past_brackets(text, after, end) == end;
}

bool gk_unit_joins(const struct gk_unit_text *text, size_t from, size_t to, size_t next, size_t end)
{
    static const uint_least32_t *const all_levels[] = {U"各级"};
    if (is_units_word(text, next, end)) {
        size_t stop = to;
        while (stop > from && text->characters[stop - 1].partner < stop - 1)
            stop = text->characters[stop - 1].partner;
        return gk_unit_word_before(text, from, stop, U"部门", false, NULL);
    }
    if (is_body_of_party(text, from, to, next, end))
        return true;
    size_t bare = past_each(text, from, to);
    if (is_word(text, from, to, all_levels, COUNT(all_levels))) /* 各级、各部门 */
        return past_each(text, next, end) > next;
    if (!gk_unit_is_level(text, bare, to)) /* 各省、自治区 as well */
        return false;
    if (bare == from && to == from + 1) /* 市、县级政府办公室 */
        return true;
    size_t last = to - 1;
    if (bare == from && (gk_unit_word_at(text, last, to, U"级", false, NULL) ||
                         gk_unit_word_at(text, last, to, U"直", false, NULL)))
        return true;
    size_t body = past_classes(text, next, end);
    if (body == next)
        return false;
    size_t after;
    if (!one_at(text, body, end, bodies, COUNT(bodies), &after))
        return body == end;
    return past_brackets(text, after, end) == end;
}

bool gk_unit_is_level(const struct gk_unit_text *text, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++) {
        if (i < to && (text->characters[i].inside || text->characters[i].code != 0x3001))
            continue;
        if (!is_level(text, from, i))
            return false;
        from = i + 1;
    }
    return true;
}

/* Bodies of a body: behind a unit's name they are its parts, not new units. */
static bool is_subordinate(const struct gk_unit_text *text, size_t from, size_t to)
{
    static const uint_least32_t *const parts[] = {U"分局", U"支局",   U"支队",   U"大队", U"中队",
                                                  U"分院", U"分中心", U"分公司", U"支行", U"分行",
                                                  U"分会", U"分部",   U"派出所", U"分校"};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (gk_unit_word_before(text, from, to, parts[i], false, NULL))
            return true;
    }
    return false;
}

/* 市纪委市监委 is one body; so is 市委 with what follows, but a name of two characters never ends at a seam.
 */
static bool belongs_together(const struct gk_unit_text *text, size_t from, size_t position, size_t to)
{
    size_t end;
    return gk_unit_word_at(text, from + 1, position, U"纪委", false, &end) && end == position &&
           gk_unit_word_at(text, position + 1, to, U"监委", false, NULL);
}

/* Whether a new name begins at `position` behind the name [from, position). */
static bool is_glued(const struct gk_unit_text *text, size_t from, size_t position, size_t to)
{
    size_t end;
    uint32_t first = text->characters[from].code, code = text->characters[position].code;
    /* The cheap question first: it is asked of every character. */
    if (position < from + 3 || (code != first && code != EACH && first != EACH))
        return false;
    if (code == EACH)
        return past_classes(text, position + 1, to) > position + 1 &&
               gk_unit_word_before(text, position, to, U"政府", false, NULL) &&
               gk_unit_range_ends(text, from, position);
    if (!one_at(text, position, to, classes, COUNT(classes), &end) || end != position + 1 ||
        one_at(text, position, to, no_places, COUNT(no_places), NULL) ||
        !gk_unit_range_ends(text, from, position))
        return false;
    if (first == EACH)
        return gk_unit_word_before(text, from, position, U"政府", false, NULL);
    return !belongs_together(text, from, position, to);
}

size_t gk_unit_glued_at(const struct gk_unit_text *text, size_t from, size_t to)
{
    size_t found = to;
    for (size_t i = from + 2; i + 2 < to; i++) {
        if (text->characters[i].inside || !is_glued(text, from, i, to))
            continue;
        if (found < to && !is_subordinate(text, found, i)) /* the name between two seams */
            return found;
        found = i;
        if (gk_unit_range_ends(text, i, to) && !is_subordinate(text, i, to))
            return found;
    }
    return to;
}

/* White space; a / between two names: 农业办/各村, but not inside brackets. */
static bool is_gap(const struct gk_unit_text *text, size_t position)
{
    return !text->characters[position].inside &&
           (gk_unit_is_space(text, position) || text->characters[position].code == '/');
}

size_t gk_unit_scope_start(const struct gk_unit_text *text, size_t from, size_t colon)
{
    for (size_t i = from + 2; i + 2 < colon; i++) {
        if (!text->characters[i].inside && is_glued(text, from, i, colon) && !is_subordinate(text, i, colon))
            return i;
    }
    return from;
}

size_t gk_unit_word_end(const struct gk_unit_text *text, size_t from, size_t to)
{
    while (from < to && !is_gap(text, from))
        from++;
    return from;
}

size_t gk_unit_past_gap(const struct gk_unit_text *text, size_t from, size_t to)
{
    while (from < to && is_gap(text, from))
        from++;
    return from;
}

bool gk_unit_is_spaced_list(const struct gk_unit_text *text, size_t from, size_t to)
{
    if (gk_unit_word_end(text, from, to) == to)
        return false;
    while (from < to) {
        size_t end = gk_unit_word_end(text, from, to);
        if (!gk_unit_range_ends(text, from, end))
            return false;
        from = gk_unit_past_gap(text, end, to);
    }
    return true;
}

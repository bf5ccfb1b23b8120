/* Clauses inside a text of units that are no names: the standing clause, and who of the list leads. */
#include "field/unit_split.h"

static bool is_sentence_end(const struct gk_unit_text *text, size_t position)
{
    uint32_t code = text->characters[position].code;
    return code == 0x3002 || code == ';' || code == '\n';
}

static bool any_at(const struct gk_unit_text *text, size_t position, const uint_least32_t *const *words,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gk_unit_word_at(text, position, text->count, words[i], false, NULL))
            return true;
    }
    return false;
}

/* Whether one of the words begins within `reach` characters behind `position`, in the same sentence. */
static bool follows(const struct gk_unit_text *text, size_t position, size_t reach,
                    const uint_least32_t *const *words, size_t count)
{
    for (size_t i = position; i < text->count && i < position + reach && !is_sentence_end(text, i); i++) {
        if (any_at(text, i, words, count))
            return true;
    }
    return false;
}

/* Put the clause [from, to) away: an item says it, and line breaks stand where it stood. */
static bool cut(struct gk_unit_text *text, size_t from, size_t to, enum gk_message message,
                struct gk_array *items)
{
    struct gk_unit_item *item = gk_array_push(items);
    if (!item)
        return false;
    item->from = from;
    item->to = to;
    item->has_doubt = true;
    item->doubt = message;
    /* A bracket that holds the clause and nothing else goes with it. */
    if (from > 0 && to < text->count && text->characters[from - 1].partner == to) {
        from--;
        to++;
    }
    for (size_t i = from; i < to; i++) {
        size_t partner = text->characters[i].partner;
        if (partner < from || partner >= to)
            text->characters[partner].partner = partner;
        text->characters[i].code = '\n';
        text->characters[i].inside = false;
        text->characters[i].partner = i;
    }
    return true;
}

/* 不再列出: the clause goes from 以下, or else from the sentence's start, to the sentence's end. */
static bool cut_standing(struct gk_unit_text *text, size_t position, struct gk_array *items, size_t *after)
{
    static const uint_least32_t *const below[] = {U"以下", U"下同"};
    size_t from = position, to = position;
    while (from > 0 && !is_sentence_end(text, from - 1) && !any_at(text, from, below, 2))
        from--;
    while (to < text->count && !is_sentence_end(text, to) &&
           !(text->characters[to].partner < from)) /* the bracket around it ends here */
        to++;
    *after = to;
    return cut(text, from, to, GK_MESSAGE_STANDING_CLAUSE, items);
}

/* 排第一位的为牵头单位: from the last mark or white space before it to the next. */
static bool cut_first_leads(struct gk_unit_text *text, size_t position, struct gk_array *items, size_t *after)
{
    size_t from = position, to = position;
    while (from > 0 && !is_sentence_end(text, from - 1) && !gk_unit_is_space(text, from - 1) &&
           text->characters[from - 1].code != ',' && text->characters[from - 1].partner == from - 1)
        from--;
    while (to < text->count && !is_sentence_end(text, to) && text->characters[to].partner == to)
        to++;
    *after = to;
    return cut(text, from, to, GK_MESSAGE_FIRST_UNIT_LEADS, items);
}

bool gk_unit_cut_clauses(struct gk_unit_text *text, struct gk_array *items, bool *first_leads)
{
    static const uint_least32_t *const standing[] = {U"不再"};
    static const uint_least32_t *const listing[] = {U"列出", U"列举", U"罗列", U"重复", U"标注",
                                                    U"注明", U"赘述", U"单列", U"说明"};
    static const uint_least32_t *const first[] = {U"第一位",     U"首位",     U"排第一",   U"列第一",
                                                  U"第一个单位", U"第一单位", U"排名第一", U"排在第一"};
    static const uint_least32_t *const leads[] = {U"牵头"};
    *first_leads = false;
    for (size_t i = 0; i < text->count; i++) {
        size_t after;
        if (any_at(text, i, standing, 1) && follows(text, i, 8, listing, sizeof listing / sizeof *listing)) {
            if (!cut_standing(text, i, items, &after))
                return false;
            i = after;
        } else if (any_at(text, i, first, sizeof first / sizeof *first) && follows(text, i, 14, leads, 1)) {
            if (!cut_first_leads(text, i, items, &after))
                return false;
            *first_leads = true;
            i = after;
        }
    }
    return true;
}

/* What a piece of a text of units is, asked of its characters alone. */
#include "field/unit_split.h"

#include "core/cjk_text.h"
#include "core/label.h"

static bool is_mark(uint32_t code)
{
    static const uint32_t marks[] = {'.',  0x3002, ',', ';',    ':',    0x3001,
                                     0xB7, '/',    '-', 0x2014, 0x2026, 0xFF61};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == code)
            return true;
    }
    return false;
}

void gk_unit_clean(const struct gk_unit_text *text, size_t *from, size_t *to)
{
    for (;;) {
        size_t start = *from, end = *to;
        gk_unit_trim(text, from, to);
        while (*from < *to && is_mark(text->characters[*from].code))
            ++*from;
        while (*to > *from && is_mark(text->characters[*to - 1].code))
            --*to;
        if (*to > *from + 1 && text->characters[*to - 1].code == 0x7B49) /* 等 */
            --*to;
        if (start == *from && end == *to)
            return;
    }
}

bool gk_unit_number_follows(const struct gk_unit_text *text, size_t position, uint32_t value)
{
    uint32_t next;
    return position + 1 < text->count && text->characters[position].code == 0x3001 &&
           gk_numeral_read(gk_unit_text_part(text, position + 1, position + 2), &next) && next == value + 1;
}

bool gk_unit_is_ditto(const struct gk_unit_text *text, size_t from, size_t to)
{
    gk_unit_trim(text, &from, &to);
    size_t at = from;
    while (at < to && gk_is_ditto_mark(text->characters[at].code))
        at++;
    return at > from && at == to;
}

bool gk_unit_is_reference(const struct gk_unit_text *text, size_t from, size_t to)
{
    static const uint_least32_t *const words[] = {U"无",   U"暂无",   U"同上",     U"同前", U"上同",
                                                  U"如上", U"见附件", U"详见附件", U"待定"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t end;
        if (gk_unit_word_at(text, from, to, words[i], true, &end) && end == to)
            return true;
    }
    return false;
}

enum gk_role_word gk_unit_inner_word(const struct gk_unit_text *text, size_t from, size_t to, size_t *start,
                                     size_t *end)
{
    for (size_t i = from + 2; i < to; i++) {
        if (text->characters[i].inside)
            continue;
        enum gk_role_word word = gk_role_word_at(text, i, to, end);
        if (word && gk_unit_range_ends(text, from, i)) {
            *start = i;
            return word;
        }
    }
    return GK_ROLE_WORD_NONE;
}

size_t gk_unit_head_start(const struct gk_unit_text *text, size_t from, size_t colon,
                          enum gk_field_label *label)
{
    size_t start, end = colon;
    *label = gk_field_label_before(text, from, colon, &start);
    if (*label != GK_FIELD_NONE)
        return start;
    gk_unit_trim(text, &from, &end);
    while (end > from && (text->characters[end - 1].inside || !gk_unit_is_space(text, end - 1)))
        end--;
    return end;
}

bool gk_unit_is_named(const struct gk_unit_text *text, size_t from, size_t to)
{
    gk_unit_trim(text, &from, &to);
    if (from < to && !gk_unit_range_ends(text, from, to))
        gk_role_words_strip(text, from, &to);
    return from < to && gk_unit_range_ends(text, from, to);
}

bool gk_unit_is_duty(const struct gk_unit_text *text, size_t head, size_t colon, size_t to)
{
    size_t from = colon + 1;
    gk_unit_trim(text, &from, &to);
    return from < to && gk_unit_is_named(text, head, colon) && !gk_unit_is_named(text, from, to);
}

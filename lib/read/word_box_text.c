/* Lines of text put together: which ends were made by the width of a cell or page, and which end a paragraph.
 */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"

/* The next code point, folded: a PDF's font may hold other characters (⼀ for 一). 0 at the end. */
static uint32_t next_folded(struct gk_string text, size_t *position)
{
    return *position < text.length ? gk_fold_codepoint(gk_utf8_next(text, position)) : 0;
}

/* Whether a line may not begin (or end) with this. */
static bool never_first(uint32_t codepoint)
{
    return gk_utf8_is_one_of(codepoint, "、，。；：！？）》」』】〕”’…,.;:!?)]%％");
}

static bool never_last(uint32_t codepoint)
{
    return gk_utf8_is_one_of(codepoint, "（《「『【〔“‘([、，");
}

static const double gap_before_latin = 0.25, latin_width = 0.52;

static bool is_wide(uint32_t codepoint)
{
    return gk_codepoint_width(codepoint) == 2 || gk_is_cjk(codepoint) || codepoint >= 0x2000;
}

static double typeset_width(struct gk_string text)
{
    double width = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &at);
        width += gk_is_space(codepoint) ? 0.3 : is_wide(codepoint) ? 1 : latin_width;
    }
    return width;
}

/* Whether a typesetter's gap stands between two words: one side is Latin. */
static bool is_gap(struct gk_string before, struct gk_string after)
{
    size_t end = before.length, start = 0;
    return before.length > 0 && after.length > 0 &&
           is_wide(gk_utf8_previous(before, &end)) != is_wide(gk_utf8_next(after, &start));
}

double gk_box_typeset_width(const struct gk_word_boxes *boxes, size_t first, size_t count)
{
    double width = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct gk_string text = gk_box_text(boxes, gk_array_at(&boxes->words, i));
        width += typeset_width(text);
        if (i > first && is_gap(gk_box_text(boxes, gk_array_at(&boxes->words, i - 1)), text))
            width += gap_before_latin;
    }
    return width;
}

/* The width of what cannot be parted at the beginning of a line, in sizes of an ideograph. */
static double first_word_width(struct gk_string text)
{
    size_t at = 0;
    bool first = true, latin = false;
    double width = text.length > 0 && (unsigned char)text.data[0] < 0x80 ? gap_before_latin : 0;
    while (at < text.length) {
        uint32_t codepoint = gk_utf8_next(text, &at);
        bool wide = gk_codepoint_width(codepoint) == 2 || gk_is_cjk(codepoint);
        bool goes_on = first || never_first(codepoint) || (latin && !wide && !gk_is_space(codepoint));
        if (!goes_on)
            break;
        width += wide ? 1 : 0.55;
        latin = !wide;
        first = never_last(codepoint) && first;
    }
    return width;
}

/* The first words of a segment, which can be a character each, as one text. */
static struct gk_string first_words(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment,
                                    char *out, size_t room)
{
    size_t length = 0;
    for (size_t i = 0; i < segment->count && length < room; i++) {
        struct gk_string text = gk_box_text(boxes, gk_array_at(&boxes->words, segment->first + i));
        size_t count = text.length < room - length ? text.length : room - length;
        memcpy(out + length, text.data, count);
        length += count;
    }
    return gk_string_make(out, length);
}

bool gk_box_is_heading(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment)
{
    char beginning[48];
    struct gk_string text = first_words(boxes, segment, beginning, sizeof beginning);
    size_t at = 0, digits = 0;
    uint32_t code = next_folded(text, &at);
    if (gk_utf8_is_one_of(code, "(第"))
        code = next_folded(text, &at);
    for (; gk_utf8_is_one_of(code, "一二三四五六七八九十"); digits++)
        code = next_folded(text, &at);
    return digits > 0 && gk_utf8_is_one_of(code, "、)章节条部");
}

static bool ends_unit(struct gk_string text)
{
    static const char *const ends[] = {"局",   "委",   "办",   "厅",   "室",   "院",
                                       "中心", "公司", "集团", "政府", "单位", "部门"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (gk_ends_with_word(text, gk_string_of(ends[i])))
            return true;
    return false;
}

/* Names of units without a separator are no running text: one a line. */
bool gk_box_are_names(struct gk_string text, struct gk_string next)
{
    static const char *const starts[] = {"市", "县", "区", "省", "州"};
    bool other = false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        other = other || gk_begins_with_word(next, gk_string_of(starts[i]));
    return other && ends_unit(text);
}

static const char *const name_endings[] = {
#define GK_UNIT_ENDING(word) word,
#define GK_UNIT_PLACE(word)
#define GK_UNIT_NOT_ENDING(word)
#define GK_UNIT_NOT_WHOLE(word)
#include "vocabulary/unit_endings.def"
#undef GK_UNIT_ENDING
#undef GK_UNIT_PLACE
#undef GK_UNIT_NOT_ENDING
#undef GK_UNIT_NOT_WHOLE
};

bool gk_box_ends_name(struct gk_string text)
{
    if (gk_ends_with_word(text, GK_STRING(")")))
        return true;
    for (size_t i = 0; i < sizeof name_endings / sizeof *name_endings; i++)
        if (gk_ends_with_word(text, gk_string_of(name_endings[i])))
            return true;
    return false;
}

bool gk_box_ends_sentence(struct gk_string text)
{
    static const char *const marks[] = {"。", "；", "！", "？", "。”", "。）", ";"};
    return gk_string_ends_with_one(text, marks, sizeof marks / sizeof *marks);
}

/* A line's end that parts a date (2024年9 | 月底前, 7月31日 | 前) was made by a narrow column. */
static bool parts_date(struct gk_string text, struct gk_string next)
{
    size_t end = text.length, start = 0;
    uint32_t last = gk_fold_codepoint(gk_utf8_previous(text, &end)), first = next_folded(next, &start);
    if (last >= '0' && last <= '9')
        return gk_utf8_is_one_of(first, "年月日");
    bool over = start >= next.length || gk_is_punctuation(gk_utf8_next(next, &start));
    return gk_utf8_is_one_of(last, "日底") && gk_utf8_is_one_of(first, "前") && over;
}

/* Whether a text begins as an item of a list does: 1. 2、 （3） ① */
static bool begins_item(struct gk_string text)
{
    size_t at = 0, digits = 0;
    if (text.length == 0)
        return false;
    uint32_t code = next_folded(text, &at);
    if (code >= 0x2460 && code <= 0x2473)
        return true;
    const bool bracket = code == '(';
    if (bracket)
        code = next_folded(text, &at);
    for (; code >= '0' && code <= '9'; digits++)
        code = next_folded(text, &at);
    if (digits == 0 || digits > 2 || !gk_utf8_is_one_of(code, bracket ? ")" : "、."))
        return false;
    code = next_folded(text, &at);
    return code < '0' || code > '9'; /* 2.5 is no item */
}

bool gk_box_is_wrapped(double width, double room, double em, struct gk_string text, struct gk_string next)
{
    size_t end = text.length, start = 0;
    if (text.length == 0 || next.length == 0)
        return true;
    if (never_last(gk_utf8_previous(text, &end)) || never_first(gk_utf8_next(next, &start)))
        return true;
    if (parts_date(text, next))
        return true;
    if (begins_item(next) && (gk_string_ends(text, GK_STRING("。")) || gk_string_ends(text, GK_STRING("；"))))
        return false;
    return width + (first_word_width(next) - 0.15) * em > room;
}

bool gk_box_goes_on(const struct gk_box_table *table, size_t column, double width, double room,
                    struct gk_string text, struct gk_string next)
{
    const bool wrapped = gk_box_is_wrapped(width, room, table->em, text, next);
    if (column == table->main_column)
        return wrapped;
    if (!table->boxes->from_text && !table->ruled && gk_box_has_names(gk_box_column_at(table, column)) &&
        !gk_box_ends_name(text) && !ends_unit(text))
        return true;
    return wrapped && !gk_box_are_names(text, next);
}

bool gk_box_append_line(struct gk_buffer *out, size_t start, struct gk_string next, bool wrapped)
{
    if (out->length > start && !wrapped) {
        gk_buffer_append_text(out, "\n");
    } else if (out->length > start && next.length > 0) {
        size_t end = out->length - start, begin = 0;
        uint32_t before = gk_utf8_previous(gk_string_make(out->data + start, end), &end);
        uint32_t after = gk_utf8_next(next, &begin);
        bool latin = !gk_is_cjk(before) && !gk_is_cjk(after) && !gk_is_punctuation(before) &&
                     !(before >= '0' && before <= '9' && after >= '0' && after <= '9');
        if (latin)
            gk_buffer_append_text(out, " ");
    }
    gk_buffer_append_string(out, next);
    return !out->failed;
}

/* --- lists of names --- */

/* Whether a cell's text so far has marks between names, or is no list of them. */
static bool has_marks(struct gk_string text)
{
    static const char *const marks[] = {"，", "。", "、", "；"};
    return gk_string_contains_one(text, marks, sizeof marks / sizeof *marks);
}

/* Whether every paragraph of a text ends as a unit's name does. */
static bool are_all_names(struct gk_string text)
{
    for (size_t end; text.length > 0; text = gk_string_from(text, end < text.length ? end + 1 : end)) {
        end = gk_string_find(text, GK_STRING("\n"), 0);
        end = end == GK_NOT_FOUND ? text.length : end;
        if (!gk_box_ends_name(gk_string_first(text, end)))
            return false;
    }
    return true;
}

/* Whether a place stands in front of a text, as in front of a unit's name. */
static bool begins_with_place(struct gk_string text)
{
    static const char *const places[] = {"市", "县", "区", "省", "州", "各"};
    return gk_string_starts_with_one(text, places, sizeof places / sizeof *places);
}

/* Whether a text goes on from a name rather than being one. */
static bool is_rest(struct gk_string text)
{
    static const char *const starts[] = {"（", "员", "和", "及", "与", "等", "的"};
    return gk_string_starts_with_one(text, starts, sizeof starts / sizeof *starts);
}

bool gk_box_are_listed(struct gk_string text, struct gk_string next)
{
    enum { SHORTEST = 4 };
    size_t start = text.length;
    if (gk_string_starts(next, GK_STRING("各")) && gk_ends_with_word(text, GK_STRING("单位")))
        return true; /* 有关部门、单位 | 各乡镇 */
    if (has_marks(text) || has_marks(next) || is_rest(next))
        return false;
    while (start > 0 && text.data[start - 1] != '\n')
        start--;
    if (gk_utf8_count_characters(gk_string_from(text, start)) < SHORTEST || !are_all_names(text))
        return false;
    return start > 0 ? gk_utf8_count_characters(next) >= SHORTEST || !gk_box_ends_name(next)
                     : begins_with_place(next) && gk_box_ends_name(next);
}

bool gk_box_may_be_listed(struct gk_string text, struct gk_string next)
{
    enum { SHORTEST = 3 };
    return !has_marks(text) && !has_marks(next) && !is_rest(next) && are_all_names(text) &&
           gk_utf8_count_characters(text) >= SHORTEST && gk_utf8_count_characters(next) >= SHORTEST;
}

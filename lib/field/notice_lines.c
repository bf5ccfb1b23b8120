/* What one line of a notice is. */
#include "field/notice_lines.h"

#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/units.h"

/* Longer lines are prose, whatever they begin with; in characters. */
enum { LONGEST_LINE = 60, LONGEST_FOLDED = 600, LONGEST_BEGINNING = 14 };

static const struct {
    const char *beginning;
    uint_least32_t codes[LONGEST_BEGINNING + 1]; /* the same as code points */
    enum gk_notice_line_kind kind;
} beginnings[] = {
#define GK_NOTICE_LINE(beginning, kind) {beginning, U##beginning, GK_LINE_##kind},
#include "vocabulary/notice_lines.def"
#undef GK_NOTICE_LINE
};

static const struct gk_string title_ends[] = {
    GK_STRING_ROW("的通知"), GK_STRING_ROW("的意见"), GK_STRING_ROW("的通告"),
    GK_STRING_ROW("的公告"), GK_STRING_ROW("的函"),   GK_STRING_ROW("的批复"),
    GK_STRING_ROW("的决定"), GK_STRING_ROW("的报告"), GK_STRING_ROW("的通报")};

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool gk_notice_title_ends(struct gk_string text)
{
    for (size_t i = 0; i < COUNT(title_ends); i++)
        if (gk_ends_with_word(text, title_ends[i]))
            return true;
    return false;
}

struct gk_string gk_notice_after_colon(struct gk_string text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (codepoint == ':' || codepoint == 0xFF1A)
            return gk_trim(gk_string_from(text, position));
    }
    return GK_STRING("");
}

/* 〔2021〕18号 at `position`: the byte after it, or 0. */
static size_t number_end(struct gk_string text, size_t position)
{
    static const uint32_t opens[] = {0x3014, '[', 0x3010, '(', 0xFF08, 0xFF3B};
    uint32_t open = gk_utf8_next(text, &position);
    size_t digits = 0;
    bool known = false, closed = false, counted = false;
    for (size_t i = 0; i < COUNT(opens); i++)
        known |= open == opens[i];
    while (known && position < text.length) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (gk_is_space(codepoint) || codepoint == 0x7B2C) /* 第 */
            continue;
        if (gk_arabic_digit(codepoint) >= 0) {
            digits += !closed;
            counted |= closed;
        } else if (!closed && digits == 4) {
            closed = true;
        } else {
            return codepoint == 0x53F7 && counted ? position : 0; /* 号 */
        }
    }
    return 0;
}

bool gk_notice_number(struct gk_string text, struct gk_string *number)
{
    text = gk_trim(text);
    struct gk_string after = gk_notice_after_colon(text);
    if (after.length)
        text = after;
    if (gk_utf8_count_characters(text) > LONGEST_LINE / 2 || gk_string_contains(text, GK_STRING("《")))
        return false;
    for (size_t position = 0; position < text.length;) {
        size_t end = position > 0 ? number_end(text, position) : 0;
        if (end) {
            *number = gk_string_first(text, end);
            return gk_is_blank(gk_string_from(text, end));
        }
        gk_utf8_next(text, &position);
    }
    return false;
}

bool gk_notice_is_issuer(struct gk_string text)
{
    static const char *const joints[] = {"，", "。", "；", "：", ":", "、", "的"};
    text = gk_trim(text);
    if (text.length == 0 || gk_utf8_count_characters(text) > LONGEST_LINE / 2 || !gk_unit_name_ends(text))
        return false;
    for (size_t i = 0; i < COUNT(joints); i++)
        if (gk_string_contains(text, gk_string_of(joints[i])))
            return false;
    return true;
}

const char *gk_notice_disclosure(struct gk_string text)
{
    static const struct gk_string on_request[] = {GK_STRING_ROW("依申请")};
    static const struct gk_string refused[] = {GK_STRING_ROW("不予公开"), GK_STRING_ROW("不公开")};
    static const struct gk_string open[] = {GK_STRING_ROW("公开")};
    if (gk_has_word(text, on_request, COUNT(on_request)))
        return "依申请公开";
    if (gk_has_word(text, refused, COUNT(refused)))
        return "不予公开";
    return gk_has_word(text, open, COUNT(open)) ? "公开" : NULL;
}

/* — 3 —, · 23 ·, - 3 -, Page 24, 第3页, 3/12 : digits and marks only. */
static bool is_page_number(struct gk_string folded)
{
    size_t digits = 0;
    bool marked = false;
    if (gk_string_starts(folded, GK_STRING("Page")))
        folded = gk_string_from(folded, 4);
    for (size_t position = 0; position < folded.length;) {
        uint32_t codepoint = gk_utf8_next(folded, &position);
        if (gk_arabic_digit(codepoint) >= 0)
            digits++;
        else if (codepoint == '-' || codepoint == 0x2014 || codepoint == 0x2013 || codepoint == 0xB7 ||
                 codepoint == '/' || codepoint == 0x7B2C || codepoint == 0x9875 || codepoint == 0x5171)
            marked = true;
        else
            return false;
    }
    return digits > 0 && digits <= 8 && (marked || digits <= 3);
}

/* 附件, 附件1, 附件： and the name of a list, else OTHER. */
static enum gk_notice_line_kind attachment_line(struct gk_string folded)
{
    struct gk_string rest;
    if (gk_string_starts(folded, GK_STRING("附件")))
        rest = gk_string_from(folded, strlen("附件"));
    else if (gk_string_starts(folded, GK_STRING("附:")))
        return GK_LINE_ATTACHMENTS;
    else
        return GK_LINE_OTHER;
    size_t digits = 0;
    while (digits < rest.length && rest.data[digits] >= '0' && rest.data[digits] <= '9')
        digits++;
    struct gk_string after = gk_string_from(rest, digits);
    if (after.length == 0 || gk_string_equal(after, GK_STRING(":")))
        return digits || after.length == 0 ? GK_LINE_ATTACHMENT_MARK : GK_LINE_ATTACHMENTS;
    return digits == 0 && gk_string_starts(after, GK_STRING(":")) ? GK_LINE_ATTACHMENTS : GK_LINE_OTHER;
}

/* The foot of a web page: who runs it, under which registration. */
static bool is_site_line(struct gk_string folded)
{
    static const struct gk_string words[] = {GK_STRING_ROW("ICP备"), GK_STRING_ROW("公网安备"),
                                             GK_STRING_ROW("网站标识码"), GK_STRING_ROW("版权所有:")};
    return gk_has_word(folded, words, COUNT(words));
}

static bool is_addressees(struct gk_string text, struct gk_string folded)
{
    if (!gk_string_ends(folded, GK_STRING(":")))
        return false;
    struct gk_string names = gk_string_first(folded, folded.length - 1);
    bool list = gk_string_starts(names, GK_STRING("各")) || gk_string_contains(names, GK_STRING("、")) ||
                gk_string_contains(names, GK_STRING(",")) || gk_string_contains(names, GK_STRING("，"));
    static const struct gk_string labels[] = {GK_STRING_ROW("责任单位"), GK_STRING_ROW("牵头单位"),
                                              GK_STRING_ROW("配合单位"), GK_STRING_ROW("责任部门"),
                                              GK_STRING_ROW("牵头部门"), GK_STRING_ROW("配合部门")};
    for (size_t i = 0; i < COUNT(labels); i++) /* the end of a line that is broken within a bracket */
        if (gk_string_ends(names, labels[i]))
            return false;
    return list && !gk_string_contains(text, GK_STRING("。")) && gk_unit_name_ends(names);
}

static enum gk_notice_line_kind folded_line(struct gk_string text, struct gk_string folded)
{
    struct gk_string number;
    gkplan_date date;
    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (gk_string_starts(folded, gk_string_of(beginnings[i].beginning)))
            return beginnings[i].kind;
    enum gk_notice_line_kind attachment = attachment_line(folded);
    if (attachment != GK_LINE_OTHER)
        return attachment;
    if (gk_date_read(text, &date))
        return GK_LINE_DATE;
    if (is_page_number(folded) || is_site_line(folded))
        return GK_LINE_FURNITURE;
    if (gk_string_ends(folded, GK_STRING("印发")) && gk_date_find(text, &date, NULL, NULL))
        return GK_LINE_PRINTED;
    if (gk_notice_number(text, &number))
        return GK_LINE_NUMBER;
    if (is_addressees(text, folded))
        return GK_LINE_ADDRESSEES;
    if (gk_string_ends(folded, GK_STRING("文件")) && gk_utf8_count_characters(folded) > 4 &&
        gk_unit_name_ends(gk_string_first(folded, folded.length - strlen("文件"))))
        return GK_LINE_LETTERHEAD;
    bool sentence =
        gk_string_contains(folded, GK_STRING("。")) || gk_utf8_count_characters(folded) > LONGEST_LINE;
    return sentence ? GK_LINE_SENTENCE : GK_LINE_OTHER;
}

/* Whether a line is long and neither begins nor ends like one of a notice: most paragraphs are told by that,
 * without folding them. */
static bool is_plain_sentence(struct gk_string text)
{
    static const uint32_t last[] = {':', 0x53D1, 0x4EF6}; /* addressees, 印发, 文件 */
    size_t end = text.length;
    if (end <= LONGEST_LINE * 3)
        return false;
    uint32_t first = gk_fold_first(text, GK_FOLD_WORD);
    if ((!gk_is_ideograph(first) && gk_arabic_digit(first) < 0) || first == 0x9644) /* 附 */
        return false;
    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (beginnings[i].codes[0] == first)
            return false;
    uint32_t behind = gk_fold_codepoint(gk_utf8_previous(text, &end));
    for (size_t i = 0; i < COUNT(last); i++)
        if (last[i] == behind)
            return false;
    return gk_utf8_count_characters(text) > LONGEST_LINE;
}

enum gk_notice_line_kind gk_notice_line(struct gk_context *context, struct gk_string text)
{
    struct gk_buffer folded;
    char storage[LONGEST_FOLDED * 4];
    text = gk_trim(text);
    if (text.length == 0)
        return GK_LINE_OTHER;
    if (is_plain_sentence(text))
        return GK_LINE_SENTENCE;
    size_t length = text.length < LONGEST_FOLDED * 4 ? text.length : LONGEST_FOLDED * 4;
    while (length < text.length && ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    enum gk_notice_line_kind kind = GK_LINE_OTHER;
    if (gk_fold(&folded, gk_string_first(text, length), GK_FOLD_WORD))
        kind = folded_line(text, gk_buffer_view(&folded));
    else
        gk_fail_memory(context);
    gk_buffer_free(&folded);
    return kind;
}

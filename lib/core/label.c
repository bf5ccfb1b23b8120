/* Numbering in front of a text. What stands behind a number decides whether it is a label or part of the
 * text. */
#include "core/label.h"

#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"

/* The label that is being read. */
struct scan {
    struct gk_string text;
    size_t position; /* the next byte */
};

static uint32_t peek(const struct scan *scan)
{
    size_t position = scan->position;
    return position < scan->text.length ? gk_fold_codepoint(gk_utf8_next(scan->text, &position)) : 0;
}

static void skip(struct scan *scan)
{
    gk_utf8_next(scan->text, &scan->position);
}

static void skip_spaces(struct scan *scan)
{
    while (scan->position < scan->text.length && gk_is_space(peek(scan)) && peek(scan) != '\n')
        skip(scan);
}

static bool is_arabic(uint32_t codepoint)
{
    return codepoint >= '0' && codepoint <= '9';
}

static bool accept(struct scan *scan, const char *set)
{
    if (!gk_utf8_is_one_of(peek(scan), set))
        return false;
    skip(scan);
    return true;
}

/* A numeral of one kind; returns its characters, 0 when there is none or it is too long for a label. */
static size_t read_number(struct scan *scan, bool (*belongs)(uint32_t), uint32_t *value)
{
    size_t start = scan->position, characters = 0;
    while (belongs(peek(scan))) {
        skip(scan);
        if (++characters > 7)
            return 0;
    }
    struct gk_string number = gk_string_make(scan->text.data + start, scan->position - start);
    return characters && gk_numeral_read(number, value) ? characters : 0;
}

static struct gk_label finish(const struct scan *scan, size_t start, enum gk_label_kind kind, uint32_t value)
{
    struct scan rest = *scan;
    while (rest.position < rest.text.length && gk_is_space(peek(&rest)))
        skip(&rest);
    return (struct gk_label){.kind = kind,
                             .value = value,
                             .depth = 1,
                             .start = start,
                             .length = scan->position - start,
                             .rest = rest.position};
}

static const struct gk_label no_label;

/* 第一章, 第三条, 第二部分 */
static struct gk_label read_ordinal(struct scan scan)
{
    static const struct {
        const char *word;
        enum gk_label_kind kind;
    } nouns[] = {{"部分", GK_LABEL_PART},  {"编", GK_LABEL_PART},    {"篇", GK_LABEL_PART},
                 {"章", GK_LABEL_CHAPTER}, {"节", GK_LABEL_SECTION}, {"条", GK_LABEL_ARTICLE}};
    size_t start = scan.position;
    uint32_t value;
    skip(&scan);
    skip_spaces(&scan);
    if (!read_number(&scan, is_arabic(peek(&scan)) ? is_arabic : gk_is_chinese_numeral, &value))
        return no_label;
    skip_spaces(&scan);
    struct gk_string rest = gk_string_from(scan.text, scan.position);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (gk_string_starts(rest, gk_string_of(nouns[i].word))) {
            scan.position += strlen(nouns[i].word);
            accept(&scan, ":、.");
            return finish(&scan, start, nouns[i].kind, value);
        }
    }
    return no_label;
}

/* （一） (1) 〔一〕 [1] (a) */
static struct gk_label read_bracketed(struct scan scan)
{
    static const char open[] = "([〔【", close[] = ")]〕】";
    size_t start = scan.position;
    enum gk_label_kind kind = GK_LABEL_CHINESE_BRACKET;
    uint32_t value = 0;
    if (!accept(&scan, open))
        return no_label;
    skip_spaces(&scan);
    uint32_t first = peek(&scan);
    if (is_arabic(first)) {
        kind = GK_LABEL_DECIMAL_BRACKET;
        if (read_number(&scan, is_arabic, &value) > 3 || value == 0) /* (2021) is a year */
            return no_label;
    } else if (first < 0x80 && ((first | 0x20) >= 'a' && (first | 0x20) <= 'z')) {
        kind = GK_LABEL_LETTER;
        value = (first | 0x20) - 'a' + 1;
        skip(&scan);
    } else if (!read_number(&scan, gk_is_chinese_numeral, &value)) {
        return no_label;
    }
    skip_spaces(&scan);
    if (!accept(&scan, close))
        return no_label;
    accept(&scan, "、.");
    return finish(&scan, start, kind, value);
}

/* Whether what follows `一、` goes on counting: 一、二级, 一、二、三产业, 1、2号楼. `value` is the number
 * before. */
static bool counts_on(struct scan scan, bool (*belongs)(uint32_t), uint32_t value)
{
    uint32_t next;
    return read_number(&scan, belongs, &next) && next == value + 1 &&
           gk_utf8_is_one_of(peek(&scan), "、和级线类等档次号期栋楼班年月季标组产");
}

/* 一、 一. 十一、 */
static struct gk_label read_chinese(struct scan scan)
{
    size_t start = scan.position;
    uint32_t value;
    if (!read_number(&scan, gk_is_chinese_numeral, &value))
        return no_label;
    skip_spaces(&scan);
    bool mark = gk_utf8_is_one_of(peek(&scan), "、");
    if (!accept(&scan, "、.") || (mark && counts_on(scan, gk_is_chinese_numeral, value)))
        return no_label;
    return finish(&scan, start, GK_LABEL_CHINESE, value);
}

/* What makes 1.5 before it a quantity: 1.5亿, 5.5%, 2.5公里. */
static const char quantity_marks[] = "亿万千百%‰倍个元吨公米平亩兆度级分厘立户人名家件项所座家岁斤克kKmM-—~+";
/* What cannot follow a decimal fraction: 1.10月底前 is the label 1. before 10月底前. */
static const char date_marks[] = "年月日号时点小天周季G";

/* The numbers after the first point: 1.1 1.2.3. Moves past them; returns how many there are in all. */
static uint32_t read_levels(struct scan *scan, uint32_t *value)
{
    uint32_t depth = 1;
    for (;;) {
        struct scan next = *scan;
        uint32_t number;
        if (!accept(&next, "."))
            return depth;
        size_t characters = read_number(&next, is_arabic, &number);
        if (characters == 0 || characters > 3)
            return depth;
        *scan = next;
        *value = number;
        depth++;
    }
}

static struct gk_label read_multilevel(struct scan scan, size_t start)
{
    uint32_t value = 0, depth = read_levels(&scan, &value);
    if (depth < 2)
        return no_label;
    uint32_t next = peek(&scan);
    bool spaced = next == 0 || gk_is_space(next);
    if (depth == 2 && !spaced &&
        (gk_utf8_is_one_of(next, quantity_marks) || gk_utf8_is_one_of(next, date_marks)))
        return no_label;
    accept(&scan, ".、");
    struct gk_label label = finish(&scan, start, GK_LABEL_MULTILEVEL, value);
    label.depth = depth;
    return label;
}

/* 1. 1、 1． 1) 1.1 */
static struct gk_label read_decimal(struct scan scan)
{
    size_t start = scan.position;
    uint32_t value;
    size_t characters = read_number(&scan, is_arabic, &value);
    if (characters == 0 || characters > 3)
        return no_label;
    struct gk_label label = read_multilevel(scan, start);
    if (label.kind != GK_LABEL_NONE)
        return label;
    skip_spaces(&scan);
    if (accept(&scan, ")"))
        return finish(&scan, start, GK_LABEL_DECIMAL_BRACKET, value);
    if (accept(&scan, "、"))
        return counts_on(scan, is_arabic, value) ? no_label : finish(&scan, start, GK_LABEL_DECIMAL, value);
    if (!accept(&scan, "."))
        return no_label;
    /* A fraction is no label, a date or a long number behind the point is the text's: 1.2021年, 1.10月底前.
     */
    struct scan behind = scan;
    uint32_t number;
    size_t digits = 0;
    if (is_arabic(peek(&behind)))
        digits = read_number(&behind, is_arabic, &number);
    if (digits && digits <= 3 && !gk_utf8_is_one_of(peek(&behind), date_marks))
        return no_label;
    return finish(&scan, start, GK_LABEL_DECIMAL, value);
}

/* A. a) B、 */
static struct gk_label read_letter(struct scan scan)
{
    size_t start = scan.position;
    uint32_t value = (peek(&scan) | 0x20) - 'a' + 1;
    skip(&scan);
    if (!accept(&scan, ".、)"))
        return no_label;
    uint32_t next = peek(&scan) | 0x20;
    if ((next >= 'a' && next <= 'z') || is_arabic(peek(&scan)))
        return no_label;
    return finish(&scan, start, GK_LABEL_LETTER, value);
}

static bool is_dash(uint32_t codepoint)
{
    return codepoint == 0x2014 || codepoint == 0x2015 || codepoint == 0x2500;
}

static struct gk_label read_dash(struct scan scan)
{
    size_t start = scan.position, dashes = 0;
    while (is_dash(peek(&scan))) {
        skip(&scan);
        dashes++;
    }
    return dashes >= 2 ? finish(&scan, start, GK_LABEL_DASH, 0) : no_label;
}

/* ① ⑴ ㈠ ⒈ Ⅰ. */
static struct gk_label read_single(struct scan scan, const struct gk_numeral_run *run)
{
    size_t start = scan.position, after = start;
    uint32_t value = run->value + (gk_utf8_next(scan.text, &after) - run->first);
    scan.position = after;
    bool mark = accept(&scan, "、.");
    if (run->kind == GK_LABEL_LETTER && !mark) /* Ⅱ级响应 */
        return no_label;
    return finish(&scan, start, run->kind, value);
}

/* Marks that single out an item. */
static const char label_marks[] = "★☆▲△※◆●■";

/* The label at the scan's position, which is no white space. */
static struct gk_label read_at(struct scan scan)
{
    struct gk_string text = scan.text;
    uint32_t first = peek(&scan);
    if (first == 0x7B2C) /* 第 */
        return read_ordinal(scan);
    if (first >= 0x4E00 && first <= 0x9FFF) /* what most texts begin with */
        return gk_is_chinese_numeral(first) ? read_chinese(scan) : no_label;
    size_t after = scan.position;
    const struct gk_numeral_run *run = gk_numeral_run_find(gk_utf8_next(text, &after));
    if (run)
        return read_single(scan, run);
    if (is_arabic(first))
        return read_decimal(scan);
    if (first < 0x80 && ((first | 0x20) >= 'a' && (first | 0x20) <= 'z'))
        return read_letter(scan);
    if (is_dash(first))
        return read_dash(scan);
    return gk_is_chinese_numeral(first) ? read_chinese(scan) : read_bracketed(scan);
}

/* ★1.: a mark in front of a number is a part of the label. */
static struct gk_label read_marked(struct scan scan)
{
    size_t start = scan.position;
    while (accept(&scan, label_marks))
        skip_spaces(&scan);
    if (scan.position == scan.text.length)
        return no_label;
    struct gk_label label = read_at(scan);
    if (label.kind == GK_LABEL_NONE || label.kind == GK_LABEL_DASH)
        return no_label;
    label.length += label.start - start;
    label.start = start;
    return label;
}

struct gk_label gk_label_read(struct gk_string text)
{
    struct scan scan = {.text = text};
    while (scan.position < text.length && gk_is_space(peek(&scan)))
        skip(&scan);
    if (scan.position == text.length)
        return no_label;
    bool ideograph = gk_is_ideograph(peek(&scan)); /* nearly every one */
    return !ideograph && gk_utf8_is_one_of(peek(&scan), label_marks) ? read_marked(scan) : read_at(scan);
}

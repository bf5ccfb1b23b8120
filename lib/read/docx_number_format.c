/* The numbering formats of ST_NumberFormat: each is a way of writing and the characters it writes with. What
 * a format has no sign for is written in decimal, as Word does.
 */
#include "read/docx_number_format.h"

#include <inttypes.h>
#include <stdio.h>

/* Signs of a way of writing. */
struct signs {
    const char *digits[10]; /* 0 to 9, or NULL */
    const char *powers[4];  /* "", 十, 百, 千 */
    const char *ten_thousand;
    bool bare_ten;     /* 10 to 19 begin with 十, not with 一十 */
    bool bare_hundred; /* 100 is 百, not 一百: Japanese */
    bool zero_inside;  /* 101 is 一百零一, not 一百一 */
};

enum way {
    WAY_NOTHING,
    WAY_DECIMAL,
    WAY_PADDED,  /* `first`: least digits */
    WAY_DIGITS,  /* each digit by its sign */
    WAY_TENS,    /* 十一, 二十; from 100 on each digit by its sign */
    WAY_POWERS,  /* 一百零一 */
    WAY_SERIES,  /* code points that follow one another: from `first`, `count` of them */
    WAY_LIST,    /* the characters of `list` */
    WAY_LETTERS, /* a … z, aa, bb: `first` is the first letter */
    WAY_ROMAN,   /* `first` is the case: 'i' or 'I' */
    WAY_STEMS,   /* 甲子 … 癸亥 */
    WAY_DASHES,  /* - 1 - */
    WAY_HEXADECIMAL,
    WAY_ORDINAL, /* 1st */
};

struct format {
    const char *name;
    enum way way;
    uint32_t first;
    int32_t count;
    const char *list;
    const struct signs *signs;
};

#define CHINESE_DIGITS "一", "二", "三", "四", "五", "六", "七", "八", "九"

static const struct signs chinese_circle = {
    .digits = {"○", CHINESE_DIGITS}, .powers = {"", "十"}, .bare_ten = true};
static const struct signs chinese_zero = {
    .digits = {"〇", CHINESE_DIGITS}, .powers = {"", "十"}, .bare_ten = true};
static const struct signs chinese_thousand = {.digits = {"零", CHINESE_DIGITS},
                                              .powers = {"", "十", "百", "千"},
                                              .ten_thousand = "万",
                                              .bare_ten = true,
                                              .zero_inside = true};
static const struct signs taiwanese_thousand = {.digits = {"零", CHINESE_DIGITS},
                                                .powers = {"", "十", "百", "千"},
                                                .ten_thousand = "萬",
                                                .bare_ten = true,
                                                .zero_inside = true};
static const struct signs chinese_legal = {
    .digits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    .powers = {"", "拾", "佰", "仟"},
    .ten_thousand = "万",
    .zero_inside = true};
static const struct signs traditional_legal = {
    .digits = {"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"},
    .powers = {"", "拾", "佰", "仟"},
    .ten_thousand = "萬",
    .zero_inside = true};
static const struct signs japanese = {.digits = {"〇", CHINESE_DIGITS},
                                      .powers = {"", "十", "百", "千"},
                                      .ten_thousand = "万",
                                      .bare_ten = true,
                                      .bare_hundred = true};
static const struct signs japanese_legal = {
    .digits = {"零", "壱", "弐", "参", "四", "伍", "六", "七", "八", "九"},
    .powers = {"", "拾", "百", "阡"},
    .ten_thousand = "萬"};
static const struct signs full_width = {
    .digits = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}};

static const struct format formats[] = {
    {"decimal", WAY_DECIMAL, 0, 0, NULL, NULL}, /* GK_NUMBER_DECIMAL */
    {"bullet", WAY_NOTHING, 0, 0, NULL, NULL},  /* GK_NUMBER_BULLET */
    {"none", WAY_NOTHING, 0, 0, NULL, NULL},    /* GK_NUMBER_NONE */
    {"chineseCounting", WAY_TENS, 0, 0, NULL, &chinese_circle},
    {"chineseCountingThousand", WAY_POWERS, 0, 0, NULL, &chinese_thousand},
    {"chineseLegalSimplified", WAY_POWERS, 0, 0, NULL, &chinese_legal},
    {"taiwaneseCounting", WAY_TENS, 0, 0, NULL, &chinese_circle},
    {"taiwaneseCountingThousand", WAY_POWERS, 0, 0, NULL, &taiwanese_thousand},
    {"taiwaneseDigital", WAY_DIGITS, 0, 0, NULL, &chinese_circle},
    {"ideographDigital", WAY_DIGITS, 0, 0, NULL, &chinese_zero},
    {"japaneseDigitalTenThousand", WAY_DIGITS, 0, 0, NULL, &chinese_zero},
    {"koreanDigital2", WAY_DIGITS, 0, 0, NULL, &chinese_zero},
    {"japaneseCounting", WAY_POWERS, 0, 0, NULL, &japanese},
    {"japaneseLegal", WAY_POWERS, 0, 0, NULL, &japanese_legal},
    {"ideographLegalTraditional", WAY_POWERS, 0, 0, NULL, &traditional_legal},
    {"ideographTraditional", WAY_LIST, 0, 10, "甲乙丙丁戊己庚辛壬癸", NULL},
    {"ideographZodiac", WAY_LIST, 0, 12, "子丑寅卯辰巳午未申酉戌亥", NULL},
    {"ideographZodiacTraditional", WAY_STEMS, 0, 60, NULL, NULL},
    {"ideographEnclosedCircle", WAY_SERIES, 0x3220, 10, NULL, NULL},
    {"decimalZero", WAY_PADDED, 2, 0, NULL, NULL},
    {"decimalFullWidth", WAY_DIGITS, 0, 0, NULL, &full_width},
    {"decimalFullWidth2", WAY_DIGITS, 0, 0, NULL, &full_width},
    {"decimalHalfWidth", WAY_DECIMAL, 0, 0, NULL, NULL},
    {"decimalEnclosedCircle", WAY_SERIES, 0x2460, 20, NULL, NULL},
    {"decimalEnclosedCircleChinese", WAY_SERIES, 0x2460, 20, NULL, NULL},
    {"decimalEnclosedParen", WAY_SERIES, 0x2474, 20, NULL, NULL},
    {"decimalEnclosedFullstop", WAY_SERIES, 0x2488, 20, NULL, NULL},
    {"lowerLetter", WAY_LETTERS, 'a', 26, NULL, NULL},
    {"upperLetter", WAY_LETTERS, 'A', 26, NULL, NULL},
    {"lowerRoman", WAY_ROMAN, 'i', 0, NULL, NULL},
    {"upperRoman", WAY_ROMAN, 'I', 0, NULL, NULL},
    {"numberInDash", WAY_DASHES, 0, 0, NULL, NULL},
    {"hex", WAY_HEXADECIMAL, 0, 0, NULL, NULL},
    {"ordinal", WAY_ORDINAL, 0, 0, NULL, NULL},
    /* Names that only custom formats have: 001, 0001, 00001. */
    {"001, 002, 003, ...", WAY_PADDED, 3, 0, NULL, NULL},
    {"0001, 0002, 0003, ...", WAY_PADDED, 4, 0, NULL, NULL},
    {"00001, 00002, 00003, ...", WAY_PADDED, 5, 0, NULL, NULL},
};

bool gk_number_format_find(struct gk_string name, gk_number_format *format)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (gk_string_equal(name, gk_string_of(formats[i].name))) {
            *format = (gk_number_format)i;
            return true;
        }
    *format = GK_NUMBER_DECIMAL;
    return false;
}

static void write_decimal(struct gk_buffer *out, int32_t number, int width)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%0*" PRId32, width, number);
    gk_buffer_append_text(out, digits);
}

static void write_digits(struct gk_buffer *out, const struct signs *signs, int32_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId32, number);
    for (const char *digit = digits; *digit; digit++)
        gk_buffer_append_text(out, signs->digits[*digit - '0']);
}

static void write_tens(struct gk_buffer *out, const struct signs *signs, int32_t number)
{
    if (number >= 100 || number < 10) {
        write_digits(out, signs, number);
        return;
    }
    if (number >= 20)
        gk_buffer_append_text(out, signs->digits[number / 10]);
    gk_buffer_append_text(out, signs->powers[1]);
    if (number % 10)
        gk_buffer_append_text(out, signs->digits[number % 10]);
}

/* Up to 9999. `after`: something of the number stands in front. */
static void write_powers(struct gk_buffer *out, const struct signs *signs, int32_t number, bool after)
{
    static const int32_t values[] = {1, 10, 100, 1000};
    bool gap = false, begun = after;
    for (int power = 3; power >= 0; power--) {
        int32_t digit = number / values[power] % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap && signs->zero_inside)
            gk_buffer_append_text(out, signs->digits[0]);
        gap = false;
        bool bare =
            digit == 1 && ((signs->bare_ten && power == 1 && !begun) || (signs->bare_hundred && power > 0));
        if (!bare)
            gk_buffer_append_text(out, signs->digits[digit]);
        gk_buffer_append_text(out, signs->powers[power]);
        begun = true;
    }
}

static void write_counting(struct gk_buffer *out, const struct signs *signs, int32_t number)
{
    if (number == 0) {
        gk_buffer_append_text(out, signs->digits[0]);
        return;
    }
    if (number >= 10000) {
        write_powers(out, signs, number / 10000, false);
        gk_buffer_append_text(out, signs->ten_thousand);
    }
    write_powers(out, signs, number % 10000, number >= 10000);
}

/* The character at `position` of a list of characters of three bytes each. */
static void write_listed(struct gk_buffer *out, const char *list, int32_t position)
{
    gk_buffer_append(out, list + 3 * (size_t)position, 3);
}

static void write_letters(struct gk_buffer *out, const struct format *format, int32_t number)
{
    /* Word repeats the letter at most 30 times. */
    char letter = (char)(format->first + (uint32_t)((number - 1) % format->count));
    for (int32_t i = 0; i <= (number - 1) / format->count % 30; i++)
        gk_buffer_append(out, &letter, 1);
}

static void write_roman(struct gk_buffer *out, char letter_case, int32_t number)
{
    static const struct {
        int32_t value;
        const char *sign;
    } signs[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            for (const char *sign = signs[i].sign; *sign; sign++) {
                char letter = (char)(*sign | (letter_case & 0x20));
                gk_buffer_append(out, &letter, 1);
            }
}

static void write_ordinal(struct gk_buffer *out, int32_t number)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    bool teen = number / 10 % 10 == 1;
    write_decimal(out, number, 1);
    gk_buffer_append_text(out, endings[teen || number % 10 > 3 ? 0 : number % 10]);
}

/* Whether a way of writing has signs for this number. */
static bool can_write(const struct format *format, int32_t number)
{
    enum { ROMAN_MOST = 32767, COUNTING_MOST = 99999999 };
    switch (format->way) {
    case WAY_SERIES:
    case WAY_LIST:
        return number >= 1 && number <= format->count;
    case WAY_LETTERS:
    case WAY_STEMS:
        return number >= 1;
    case WAY_ROMAN:
        return number >= 1 && number <= ROMAN_MOST;
    case WAY_POWERS:
        return number >= 0 && number <= COUNTING_MOST;
    default:
        return number >= 0;
    }
}

void gk_number_format_write(struct gk_buffer *out, gk_number_format position, int32_t number)
{
    const struct format *format = &formats[position];
    char text[24];
    switch (can_write(format, number) || format->way == WAY_NOTHING ? format->way : WAY_DECIMAL) {
    case WAY_NOTHING:
        break;
    case WAY_DECIMAL:
        write_decimal(out, number, 1);
        break;
    case WAY_PADDED:
        write_decimal(out, number, (int)format->first);
        break;
    case WAY_DIGITS:
        write_digits(out, format->signs, number);
        break;
    case WAY_TENS:
        write_tens(out, format->signs, number);
        break;
    case WAY_POWERS:
        write_counting(out, format->signs, number);
        break;
    case WAY_SERIES:
        gk_buffer_append_codepoint(out, format->first + (uint32_t)number - 1);
        break;
    case WAY_LIST:
        write_listed(out, format->list, number - 1);
        break;
    case WAY_LETTERS:
        write_letters(out, format, number);
        break;
    case WAY_ROMAN:
        write_roman(out, (char)format->first, number);
        break;
    case WAY_STEMS:
        write_listed(out, "甲乙丙丁戊己庚辛壬癸", (number - 1) % 10);
        write_listed(out, "子丑寅卯辰巳午未申酉戌亥", (number - 1) % 12);
        break;
    case WAY_DASHES:
        snprintf(text, sizeof text, "- %" PRId32 " -", number);
        gk_buffer_append_text(out, text);
        break;
    case WAY_HEXADECIMAL:
        snprintf(text, sizeof text, "%" PRIX32, (uint32_t)number);
        gk_buffer_append_text(out, text);
        break;
    case WAY_ORDINAL:
        write_ordinal(out, number);
        break;
    }
}

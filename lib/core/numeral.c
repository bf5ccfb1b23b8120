/* Numerals: Chinese, Arabic, circled and Roman. */
#include "core/numeral.h"
#include "core/label.h"

#include "core/cjk_text.h"
#include "core/utf8.h"

#define GREATEST 99999u

struct sign {
    uint32_t codepoint;
    uint32_t value;
};

static const struct sign digits[] = {
#define GK_NUMERAL(codepoint, value) {codepoint, value},
#define GK_NUMERAL_UNIT(codepoint, factor)
#define GK_NUMERAL_RUN(first, last, value, kind)
#include "vocabulary/numerals.def"
#undef GK_NUMERAL
#undef GK_NUMERAL_UNIT
};

static const struct sign units[] = {
#define GK_NUMERAL(codepoint, value)
#define GK_NUMERAL_UNIT(codepoint, factor) {codepoint, factor},
#include "vocabulary/numerals.def"
#undef GK_NUMERAL_UNIT
#undef GK_NUMERAL_RUN
};

static const struct gk_numeral_run runs[] = {
#define GK_NUMERAL_UNIT(codepoint, factor)
#define GK_NUMERAL_RUN(first, last, value, kind) {first, last, value, GK_LABEL_##kind},
#include "vocabulary/numerals.def"
#undef GK_NUMERAL
#undef GK_NUMERAL_UNIT
#undef GK_NUMERAL_RUN
};

static bool find_sign(const struct sign *signs, size_t count, uint32_t codepoint, uint32_t *value)
{
    for (size_t i = 0; i < count; i++) {
        if (signs[i].codepoint == codepoint) {
            *value = signs[i].value;
            return true;
        }
    }
    return false;
}

static bool is_digit(uint32_t codepoint, uint32_t *value)
{
    return find_sign(digits, sizeof digits / sizeof *digits, codepoint, value);
}

static bool is_unit(uint32_t codepoint, uint32_t *factor)
{
    return find_sign(units, sizeof units / sizeof *units, codepoint, factor);
}

bool gk_is_chinese_numeral(uint32_t codepoint)
{
    uint32_t value;
    return is_digit(codepoint, &value) || is_unit(codepoint, &value) || codepoint == 0x5EFF ||
           codepoint == 0x5345;
}

const struct gk_numeral_run *gk_numeral_run_find(uint32_t codepoint)
{
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        if (codepoint >= runs[i].first && codepoint <= runs[i].last)
            return &runs[i];
    }
    return NULL;
}

/* 十二, 二十, 一百零五, 三万二千: digits times units. 二〇二一: digits in a row. */
struct reading {
    uint32_t total;   /* what the units have closed */
    uint32_t section; /* below the 万 */
    uint32_t digit;   /* not yet multiplied */
    size_t digit_run; /* digits in a row */
    uint32_t plain;   /* the digits as a decimal number */
    uint32_t factor;  /* the last unit below 万; 0: none */
    bool multiplied;  /* a unit was seen */
};

static bool add_digit(struct reading *reading, uint32_t digit)
{
    if (++reading->digit_run > 5 || (reading->multiplied && reading->digit_run > 1 && reading->digit != 0))
        return false;
    reading->digit = digit;
    reading->plain = reading->plain * 10 + digit;
    return true;
}

static bool add_unit(struct reading *reading, uint32_t factor)
{
    if (!reading->multiplied && reading->digit_run > 1)
        return false;
    uint32_t digit = reading->digit_run ? reading->digit : 1;
    if (reading->factor && factor >= reading->factor && factor != 10000) /* 十十 */
        return false;
    reading->factor = factor == 10000 ? 0 : factor;
    if (factor == 10000) {
        reading->total += (reading->section + (reading->digit_run ? reading->digit : 0)) * factor;
        reading->section = 0;
    } else {
        reading->section += digit * factor;
    }
    reading->digit = 0;
    reading->digit_run = 0;
    reading->multiplied = true;
    return reading->total <= GREATEST && reading->section <= GREATEST;
}

static bool read_chinese(struct gk_string text, uint32_t *value)
{
    struct reading reading = {0};
    size_t position = 0;
    while (position < text.length) {
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position)), number;
        bool right;
        if (codepoint == 0x5EFF || codepoint == 0x5345) { /* 廿, 卅 */
            right = !reading.digit_run && add_digit(&reading, codepoint == 0x5EFF ? 2 : 3) &&
                    add_unit(&reading, 10);
        } else if (is_digit(codepoint, &number)) {
            right = add_digit(&reading, number);
        } else {
            right = is_unit(codepoint, &number) && add_unit(&reading, number);
        }
        if (!right)
            return false;
    }
    *value = reading.multiplied ? reading.total + reading.section + reading.digit : reading.plain;
    return *value <= GREATEST;
}

static bool read_arabic(struct gk_string text, uint32_t *value)
{
    uint32_t number = 0;
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position));
        if (codepoint < '0' || codepoint > '9')
            return false;
        number = number * 10 + (codepoint - '0');
        if (number > GREATEST)
            return false;
    }
    *value = number;
    return true;
}

static uint32_t roman_value(uint32_t codepoint)
{
    static const struct sign letters[] = {{'I', 1}, {'V', 5}, {'X', 10}, {'L', 50}, {'C', 100}};
    uint32_t value = 0;
    if (codepoint >= 'a' && codepoint <= 'z')
        codepoint -= 'a' - 'A';
    find_sign(letters, sizeof letters / sizeof *letters, codepoint, &value);
    return value;
}

static bool read_roman(struct gk_string text, uint32_t *value)
{
    uint32_t total = 0, before = 0;
    if (text.length > 12)
        return false;
    for (size_t position = text.length; position > 0;) {
        uint32_t number = roman_value(gk_fold_codepoint(gk_utf8_previous(text, &position)));
        if (number == 0)
            return false;
        total = number < before ? total - number : total + number;
        before = number > before ? number : before;
    }
    *value = total;
    return true;
}

bool gk_numeral_read(struct gk_string text, uint32_t *value)
{
    text = gk_trim(text);
    if (text.length == 0)
        return false;
    size_t position = 0;
    uint32_t first = gk_utf8_next(text, &position);
    const struct gk_numeral_run *run = gk_numeral_run_find(first);
    if (run && position == text.length) {
        *value = run->value + (first - run->first);
        return true;
    }
    return read_arabic(text, value) || read_chinese(text, value) || read_roman(text, value);
}

int gk_chinese_digit(uint32_t codepoint)
{
    static const uint32_t signs[][2] = {
        {0x3007, 0}, {0x96F6, 0}, {0x25CB, 0}, {0x25EF, 0}, {0x4E00, 1}, {0x4E8C, 2}, {0x4E24, 2},
        {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5}, {0x516D, 6}, {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i][0] == codepoint)
            return (int)signs[i][1];
    return -1;
}

int gk_arabic_digit(uint32_t codepoint)
{
    if (codepoint >= '0' && codepoint <= '9')
        return (int)codepoint - '0';
    return codepoint >= 0xFF10 && codepoint <= 0xFF19 ? (int)(codepoint - 0xFF10) : -1;
}

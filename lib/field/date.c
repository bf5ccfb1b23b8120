/* Days of the calendar, and dates in texts. */
#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "field/deadline.h"

#define YEAR_DASHES "-—–－~～"

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

uint8_t gk_month_days(int32_t year, uint32_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

gkplan_date gk_date_add_days(gkplan_date date, int32_t days)
{
    int32_t day = date.day + days, month = date.month, year = date.year;
    while (day > gk_month_days(year, (uint32_t)month)) {
        day -= gk_month_days(year, (uint32_t)month);
        if (++month > 12) {
            month = 1;
            year++;
        }
    }
    return (gkplan_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

/* The character at *position, folded: ⽉ of a PDF font is 月. */
static uint32_t next_folded(struct gk_string text, size_t *position)
{
    return gk_fold_codepoint(gk_utf8_next(text, position));
}

static size_t skip_spaces(struct gk_string text, size_t position)
{
    while (position < text.length) {
        size_t next = position;
        if (!gk_is_space(gk_utf8_next(text, &next)))
            break;
        position = next;
    }
    return position;
}

/* A digit as dates are written: Arabic, Chinese, and O or o for 〇. */
static int date_digit(uint32_t codepoint)
{
    int digit = gk_arabic_digit(codepoint);
    if (digit < 0)
        digit = gk_chinese_digit(codepoint);
    bool letter_o = codepoint == 'O' || codepoint == 'o' || codepoint == 0x041E || codepoint == 0xFF2F;
    return digit < 0 && letter_o ? 0 : digit;
}

/* A year of four digits, spaces between them allowed, from 1900 to 2199. */
static bool read_year(struct gk_string text, size_t *position, int32_t *year)
{
    size_t at = *position;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        at = skip_spaces(text, at);
        if (at >= text.length)
            return false;
        int digit = date_digit(next_folded(text, &at));
        if (digit < 0)
            return false;
        value = value * 10 + digit;
    }
    if (value < 1900 || value > 2199)
        return false;
    *position = at;
    *year = value;
    return true;
}

/* A month or day of one or two digits, or a Chinese numeral up to 三十一. */
static bool read_small(struct gk_string text, size_t *position, uint32_t *value)
{
    size_t at = skip_spaces(text, *position), start = at;
    bool arabic = false;
    size_t end = at, digits = 0;
    while (at < text.length && digits < 3) {
        uint32_t codepoint = next_folded(text, &at);
        if (gk_arabic_digit(codepoint) >= 0)
            arabic = true;
        else if (arabic || !gk_is_chinese_numeral(codepoint))
            break;
        digits++;
        end = at;
    }
    if (digits == 0 || (arabic && digits > 2) ||
        !gk_numeral_read(gk_string_make(text.data + start, end - start), value))
        return false;
    *position = end;
    return true;
}

/* One of the code points, after white space; moves past it. */
static bool read_mark(struct gk_string text, size_t *position, const char *marks)
{
    size_t at = skip_spaces(text, *position);
    if (at >= text.length)
        return false;
    uint32_t found = next_folded(text, &at);
    struct gk_string set = gk_string_of(marks);
    for (size_t i = 0; i < set.length;)
        if (gk_utf8_next(set, &i) == found) {
            *position = at;
            return true;
        }
    return false;
}

static bool read_date_at(struct gk_string text, size_t *position, gkplan_date *out)
{
    size_t at = *position;
    int32_t year;
    uint32_t month, day;
    if (!read_year(text, &at, &year) || !read_mark(text, &at, "年.-/．－—") ||
        !read_small(text, &at, &month) || !read_mark(text, &at, "月.-/．－—") || !read_small(text, &at, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > gk_month_days(year, month))
        return false;
    read_mark(text, &at, "日号");
    *out = (gkplan_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    *position = at;
    return true;
}

bool gk_date_find(struct gk_string text, gkplan_date *out, size_t *start, size_t *end)
{
    for (size_t position = 0; position < text.length;) {
        size_t at = position;
        if (read_date_at(text, &at, out)) {
            if (start)
                *start = position;
            if (end)
                *end = at;
            return true;
        }
        gk_utf8_next(text, &position);
    }
    return false;
}

/* White space and a time of day, to the end. */
static bool only_time_left(struct gk_string text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (!gk_is_space(codepoint) && gk_arabic_digit(codepoint) < 0 && codepoint != ':' &&
            codepoint != 0xFF1A)
            return false;
    }
    return true;
}

bool gk_date_read(struct gk_string text, gkplan_date *out)
{
    size_t position = 0;
    text = gk_trim(text);
    return text.length > 0 && read_date_at(text, &position, out) &&
           only_time_left(gk_string_from(text, position));
}

/* The first year of a title; *end is the byte after it. */
static int32_t find_year(struct gk_string text, size_t *end)
{
    bool after_digit = false;
    for (size_t position = 0; position < text.length;) {
        size_t at = position;
        int32_t year;
        if (!after_digit && read_year(text, &at, &year)) {
            size_t next = at;
            *end = at;
            if (read_mark(text, &next, YEAR_DASHES "年至学"))
                return year;
        }
        after_digit = date_digit(next_folded(text, &position)) >= 0;
    }
    return 0;
}

int32_t gk_year_find(struct gk_string text)
{
    size_t end;
    return find_year(text, &end);
}

/* 2021—2025年, 2021年至2025年: whether a later year stands behind the first. */
static bool is_range(struct gk_string text, size_t position, int32_t first)
{
    int32_t last;
    read_mark(text, &position, "年");
    if (!read_mark(text, &position, YEAR_DASHES "至到"))
        return false;
    while (read_mark(text, &position, YEAR_DASHES))
        continue;
    return read_year(text, &position, &last) && last > first;
}

int32_t gk_year_find_span(struct gk_string text, enum gk_year_span *span)
{
    static const struct gk_string second_terms[] = {GK_STRING_ROW("第二学期"), GK_STRING_ROW("下学期"),
                                                    GK_STRING_ROW("春季学期"), GK_STRING_ROW("春学期")};
    static const struct gk_string school_words[] = {GK_STRING_ROW("学年"), GK_STRING_ROW("秋季学期"),
                                                    GK_STRING_ROW("秋学期")};
    size_t end;
    int32_t year = find_year(text, &end);
    *span = GK_YEAR_SPAN_ONE;
    if (year == 0)
        return 0;
    if (gk_has_word(text, school_words, sizeof school_words / sizeof *school_words)) {
        if (gk_has_word(text, second_terms, sizeof second_terms / sizeof *second_terms))
            return year + 1;
        *span = GK_YEAR_SPAN_SCHOOL;
    } else if (is_range(text, end, year)) {
        *span = GK_YEAR_SPAN_SEVERAL;
    }
    return year;
}

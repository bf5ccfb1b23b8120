/* The points in time that a folded text names. */
#include "field/deadline_scan.h"

#include "core/numeral.h"
#include "core/utf8.h"
#include "field/deadline.h"

static const struct {
    struct gk_string phrase;
    uint8_t first_month;
    uint8_t last_month;
    bool needs_year;
} periods[] = {
#define GK_PERIOD(phrase, first, last, needs_year) {GK_STRING_ROW(phrase), first, last, needs_year},
#include "vocabulary/deadline_phrases.def"
#undef GK_PERIOD
};

static const struct {
    struct gk_string phrase;
    int32_t later;
} year_words[] = {
#define GK_YEAR_WORD(phrase, later) {GK_STRING_ROW(phrase), later},
#include "vocabulary/deadline_phrases.def"
#undef GK_YEAR_WORD
};

static const struct {
    struct gk_string phrase;
    int16_t year;
} five_years[] = {
#define GK_FIVE_YEARS(phrase, year) {GK_STRING_ROW(phrase), year},
#include "vocabulary/deadline_phrases.def"
#undef GK_FIVE_YEARS
};

/* Third parts of a month: 上旬 ends on the 10th. */
static const struct {
    struct gk_string phrase;
    uint8_t last_day; /* 0: the month's last */
} month_parts[] = {{GK_STRING_ROW("上中旬"), 20}, {GK_STRING_ROW("中下旬"), 0}, {GK_STRING_ROW("上旬"), 10},
                   {GK_STRING_ROW("中旬"), 20},   {GK_STRING_ROW("下旬"), 0},   {GK_STRING_ROW("初"), 10},
                   {GK_STRING_ROW("中"), 20},     {GK_STRING_ROW("底"), 0},     {GK_STRING_ROW("末"), 0}};

struct scan {
    struct gk_string text;
    size_t position;
};

static inline bool take_phrase(struct scan *scan, struct gk_string phrase)
{
    struct gk_string rest = gk_string_from(scan->text, scan->position);
    if (!gk_string_starts(rest, phrase))
        return false;
    scan->position += phrase.length;
    return true;
}

static inline bool take(struct scan *scan, const char *phrase)
{
    return take_phrase(scan, gk_string_of(phrase));
}

size_t gk_range_dash(struct gk_string text, size_t position)
{
    static const struct gk_string dashes[] = {GK_STRING_ROW("——"), GK_STRING_ROW("—"),  GK_STRING_ROW("–"),
                                              GK_STRING_ROW("-"),  GK_STRING_ROW("~"),  GK_STRING_ROW("至"),
                                              GK_STRING_ROW("到"), GK_STRING_ROW("－"), GK_STRING_ROW("−")};
    struct gk_string rest = gk_string_from(text, position);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (gk_string_starts(rest, dashes[i]))
            return dashes[i].length;
    return 0;
}

/* A digit of a number: O and o stand for 0 or 〇 behind another digit (2O21, 二OO六). */
static bool is_number_character(uint32_t codepoint, bool arabic, bool first)
{
    bool letter_o = codepoint == 'O' || codepoint == 'o' || codepoint == 0x41E || codepoint == 0x43E;
    if (letter_o || codepoint == 0x3007 || codepoint == 0x25CB)
        return !first || !(arabic || letter_o);
    return arabic ? gk_arabic_digit(codepoint) >= 0 : gk_is_chinese_numeral(codepoint);
}

/* An Arabic or Chinese number of at most `most` (4 or fewer) digits; its digits are counted. */
static bool take_number(struct scan *scan, size_t most, uint32_t *value, size_t *digits)
{
    char number[4 * 4];
    size_t length = 0, at = scan->position, end = at;
    bool arabic = false;
    *digits = 0;
    while (at < scan->text.length && *digits <= most) {
        uint32_t codepoint = gk_utf8_next(scan->text, &at);
        if (*digits == 0)
            arabic = gk_arabic_digit(codepoint) >= 0;
        if (!is_number_character(codepoint, arabic, *digits == 0))
            break;
        if (++*digits > most)
            return false;
        bool digit = arabic ? gk_arabic_digit(codepoint) >= 0 : gk_is_chinese_numeral(codepoint);
        length += gk_utf8_encode(digit ? codepoint : arabic ? '0' : 0x3007, number + length);
        end = at;
    }
    if (*digits == 0 || !gk_numeral_read(gk_string_make(number, length), value))
        return false;
    scan->position = end;
    return true;
}

static gkplan_date make_date(int32_t year, uint32_t month, uint32_t day)
{
    return (gkplan_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static bool is_year(uint32_t value, size_t digits)
{
    return digits == 4 && value >= 1900 && value <= 2199;
}

/* 2021年, 二〇二一年, 次年, and 2021 before a dash and another year (2021—2023年) or, `after_bare`, behind
 * one. */
static bool take_year(struct scan *scan, int32_t base, bool after_bare, int32_t *year, bool *bare)
{
    struct scan ahead = *scan;
    uint32_t value, other;
    size_t digits;
    *bare = false;
    for (size_t i = 0; i < sizeof year_words / sizeof *year_words; i++)
        if (take_phrase(&ahead, year_words[i].phrase)) {
            *year = base ? base + year_words[i].later : 0;
            *scan = ahead;
            return true;
        }
    if (!take_number(&ahead, 4, &value, &digits) || !is_year(value, digits))
        return false;
    size_t dash = gk_range_dash(ahead.text, ahead.position);
    struct scan after = {ahead.text, ahead.position + dash};
    if (take(&ahead, "年")) {
        /* 2021年度, 2021年的 */
        take(&ahead, "度");
    } else if (after_bare || (dash && take_number(&after, 4, &other, &digits) && is_year(other, digits))) {
        *bare = true;
    } else {
        return false;
    }
    *year = (int32_t)value;
    *scan = ahead;
    return true;
}

/* 2025.12, 2025-12-31, 2025/12/31 */
static bool take_dotted(struct scan *scan, struct gk_time_point *out)
{
    struct scan ahead = *scan;
    uint32_t year, month, day = 0;
    size_t digits;
    if (!take_number(&ahead, 4, &year, &digits) || !is_year(year, digits))
        return false;
    char mark = ahead.position < ahead.text.length ? ahead.text.data[ahead.position] : '\0';
    if (mark != '.' && mark != '-' && mark != '/')
        return false;
    ahead.position++;
    if (!take_number(&ahead, 2, &month, &digits) || month < 1 || month > 12)
        return false;
    struct scan with_day = ahead;
    if (with_day.position < with_day.text.length && with_day.text.data[with_day.position] == mark) {
        with_day.position++;
        if (take_number(&with_day, 2, &day, &digits) && day >= 1 &&
            day <= gk_month_days((int32_t)year, month))
            ahead = with_day;
        else
            day = 0;
    }
    out->first = make_date((int32_t)year, month, day ? day : 1);
    out->last = make_date((int32_t)year, month, day ? day : gk_month_days((int32_t)year, month));
    out->explicit_year = true;
    *scan = ahead;
    return true;
}

/* 第二周: which days it means is not said. */
static bool take_week(struct scan *scan)
{
    struct scan ahead = *scan;
    uint32_t number;
    size_t digits;
    if (!take(&ahead, "第") || !take_number(&ahead, 1, &number, &digits))
        return false;
    take(&ahead, "个");
    if (!take(&ahead, "周") && !take(&ahead, "星期"))
        return false;
    *scan = ahead;
    return true;
}

/* The part of a month after 月, or the day. False when a day is impossible. */
static bool take_day(struct scan *scan, int32_t year, uint32_t month, struct gk_time_point *out)
{
    struct scan ahead = *scan;
    uint32_t day;
    size_t digits;
    uint32_t last = gk_month_days(year ? year : 2000, month);
    out->first = make_date(year, month, 1);
    out->last = make_date(year, month, last);
    if (take_number(&ahead, 3, &day, &digits)) {
        bool dash = gk_range_dash(ahead.text, ahead.position) > 0;
        if (!take(&ahead, "日") && !take(&ahead, "号") && !dash)
            return true;
        if (day < 1 || day > last)
            return false;
        out->first = out->last = make_date(year, month, day);
        *scan = ahead;
        return true;
    }
    for (size_t i = 0; i < sizeof month_parts / sizeof *month_parts; i++)
        if (take_phrase(scan, month_parts[i].phrase)) {
            out->last.day = month_parts[i].last_day ? month_parts[i].last_day : (uint8_t)last;
            return true;
        }
    out->week = take_week(scan);
    out->whole = !out->week;
    return true;
}

/* 9月, 九月份, and 3 before a dash and another month (3-12月). */
static bool take_month(struct scan *scan, uint32_t *month)
{
    struct scan ahead = *scan;
    uint32_t other;
    size_t digits;
    if (!take_number(&ahead, 3, month, &digits) || *month < 1 || *month > 12)
        return false;
    size_t dash = gk_range_dash(ahead.text, ahead.position);
    struct scan after = {ahead.text, ahead.position + dash};
    if (take(&ahead, "月")) {
        take(&ahead, "份");
    } else if (!dash || !take_number(&after, 3, &other, &digits) || !take(&after, "月")) {
        return false;
    }
    *scan = ahead;
    return true;
}

static bool take_period(struct scan *scan, int32_t year, bool has_year, struct gk_time_point *out)
{
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        /* 2022年年底, 2022年底: the year's own 年 may stand in for that of 年底. */
        if ((periods[i].needs_year && !has_year) || !take_phrase(scan, periods[i].phrase))
            continue;
        out->first = make_date(year, periods[i].first_month, 1);
        out->last =
            make_date(year, periods[i].last_month, gk_month_days(year ? year : 2000, periods[i].last_month));
        out->all_year = gk_string_ends(periods[i].phrase, GK_STRING("全年"));
        if (!take(scan, "末"))
            take(scan, "底");
        return true;
    }
    return false;
}

static bool take_five_years(struct scan *scan, struct gk_time_point *out)
{
    struct scan ahead = *scan;
    bool quoted = take(&ahead, "“") || take(&ahead, "\"");
    for (size_t i = 0; i < sizeof five_years / sizeof *five_years; i++) {
        if (!take_phrase(&ahead, five_years[i].phrase))
            continue;
        if (quoted && !take(&ahead, "”"))
            take(&ahead, "\"");
        bool end = take(&ahead, "期末") || take(&ahead, "末"); /* its last year, no period */
        out->first = make_date(five_years[i].year + (end ? 4 : 0), 1, 1);
        out->last = make_date(five_years[i].year + 4, 12, 31);
        out->explicit_year = true;
        *scan = ahead;
        return true;
    }
    return false;
}

/* After the year: a month, a part of the year, or the year alone. */
static bool take_rest(struct scan *scan, int32_t year, bool has_year, const struct gk_time_point *before,
                      struct gk_time_point *out)
{
    uint32_t month, day;
    size_t digits;
    if (take_period(scan, year, has_year, out))
        return true;
    if (take_month(scan, &month))
        return take_day(scan, year, month, out);
    struct scan ahead = *scan;
    if (before && !has_year && take_number(&ahead, 2, &day, &digits) &&
        (take(&ahead, "日") || take(&ahead, "号")) && day >= 1 &&
        day <= gk_month_days(year ? year : 2000, before->last.month)) {
        out->first = out->last = make_date(year, before->last.month, day);
        *scan = ahead;
        return true;
    }
    if (!has_year)
        return false;
    out->whole = true;
    out->first = make_date(year, 1, 1);
    out->last = make_date(year, 12, 31);
    return true;
}

bool gk_time_point_read(struct gk_string text, size_t position, int32_t year,
                        const struct gk_time_point *before, struct gk_time_point *out)
{
    struct scan scan = {text, position};
    *out = (struct gk_time_point){.start = position};
    bool found = take_five_years(&scan, out) || take_dotted(&scan, out);
    if (!found) {
        int32_t own = before ? before->last.year : year;
        bool bare;
        out->explicit_year = take_year(&scan, own, before && before->bare_year, &own, &bare);
        out->bare_year = bare;
        if (bare) {
            out->first = make_date(own, 1, 1);
            out->last = make_date(own, 12, 31);
            found = true;
        } else {
            found = take_rest(&scan, own, out->explicit_year, before, out);
        }
    }
    out->end = scan.position;
    return found && out->end > position;
}

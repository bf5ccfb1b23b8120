/* What one deadline's text says. */
#include "field/deadline_findings.h"

#include "core/numeral.h"
#include "core/utf8.h"

static const struct gk_string ongoing_words[] = {
#define GK_ONGOING(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_ONGOING
};

static const struct gk_string ongoing_tails[] = {
#define GK_ONGOING_TAIL(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_ONGOING_TAIL
};

static const struct gk_string joints[] = {
#define GK_DEADLINE_JOINT(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_DEADLINE_JOINT
};

static const struct gk_string fillers[] = {
#define GK_DEADLINE_FILLER(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_DEADLINE_FILLER
};

static const struct gk_string events[] = {
#define GK_EVENT(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_EVENT
};

static const struct gk_string clause_ends[] = {GK_STRING_ROW(","),  GK_STRING_ROW(";"), GK_STRING_ROW("。"),
                                               GK_STRING_ROW("("),  GK_STRING_ROW(")"), GK_STRING_ROW(":"),
                                               GK_STRING_ROW("["),  GK_STRING_ROW("]"), GK_STRING_ROW("〔"),
                                               GK_STRING_ROW("〕"), GK_STRING_ROW("!")};

static const struct gk_string issue_words[] = {
#define GK_ISSUE_WORD(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_ISSUE_WORD
};

static const struct gk_string own_words[] = {
#define GK_OWN_DOCUMENT(phrase) GK_STRING_ROW(phrase),
#include "vocabulary/deadline_phrases.def"
#undef GK_OWN_DOCUMENT
};

static const struct {
    struct gk_string phrase;
    gkplan_recurrence recurrence;
} recurring_words[] = {
#define GK_RECURRING(phrase, recurrence) {GK_STRING_ROW(phrase), GKPLAN_RECURRENCE_##recurrence},
#include "vocabulary/deadline_phrases.def"
#undef GK_RECURRING
};

static const struct {
    struct gk_string phrase;
    bool days; /* counts days of the calendar */
    bool weak; /* means a length of time only behind 后 or 起 */
} length_units[] = {
#define GK_LENGTH_UNIT(phrase, days, weak) {GK_STRING_ROW(phrase), days, weak},
#include "vocabulary/deadline_phrases.def"
#undef GK_LENGTH_UNIT
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct finder {
    struct gk_string text;
    size_t position;
    size_t clause; /* where the clause begins */
    size_t
        fresh;   /* end of the last word that was understood; a word here does not belong to an unknown one */
    bool recurs; /* the clause says a recurrence: its dates are days within it */
    int32_t year;           /* the last year written, else the calendar's */
    enum gk_year_span span; /* of the calendar's year; one when a year was written */
    struct gk_deadline_findings *found;
};

/* Bytes of the first of the words that stands at `position`, or 0. */
static size_t word_at(struct gk_string text, size_t position, const struct gk_string *words, size_t count)
{
    struct gk_string rest = gk_string_from(text, position);
    for (size_t i = 0; i < count; i++)
        if (gk_string_starts(rest, words[i]))
            return words[i].length;
    return 0;
}

/* A word of `length` bytes at the position was understood. */
static bool understood(struct finder *finder, size_t length)
{
    finder->position += length;
    finder->fresh = finder->position;
    finder->found->explained += length;
    return true;
}

static bool take_clause_end(struct finder *finder)
{
    size_t length = word_at(finder->text, finder->position, clause_ends, COUNT(clause_ends));
    if (length == 0)
        return false;
    understood(finder, length);
    finder->clause = finder->position;
    finder->recurs = false;
    return true;
}

static bool take_recurrence(struct finder *finder)
{
    struct gk_string rest = gk_string_from(finder->text, finder->position);
    for (size_t i = 0; i < COUNT(recurring_words); i++) {
        if (!gk_string_starts(rest, recurring_words[i].phrase))
            continue;
        if (!finder->found->recurring)
            finder->found->recurring = recurring_words[i].recurrence;
        finder->recurs = true;
        return understood(finder, recurring_words[i].phrase.length);
    }
    return false;
}

/* 长期坚持, 持续推进: only where the words are a clause or the rest of one, so that 长期照护保险 is none. */
static bool take_ongoing(struct finder *finder)
{
    if (finder->position != finder->fresh)
        return false;
    size_t length = word_at(finder->text, finder->position, ongoing_words, COUNT(ongoing_words));
    if (length == 0)
        return false;
    size_t end = finder->position + length;
    while ((length = word_at(finder->text, end, ongoing_tails, COUNT(ongoing_tails))) > 0 ||
           (length = word_at(finder->text, end, ongoing_words, COUNT(ongoing_words))) > 0)
        end += length;
    if (end < finder->text.length && word_at(finder->text, end, clause_ends, COUNT(clause_ends)) == 0 &&
        word_at(finder->text, end, joints, COUNT(joints)) == 0)
        return false;
    finder->found->ongoing = true;
    return understood(finder, end - finder->position);
}

/* Whether the clause up to the position says that this document is issued: 本通知印发后, 自印发之日起. */
static bool after_own_issue(const struct finder *finder)
{
    enum { LONGEST_PREFIX = 30 * 3 };
    struct gk_string before =
        gk_string_make(finder->text.data + finder->clause, finder->position - finder->clause);
    if (before.length > LONGEST_PREFIX)
        return false;
    size_t position = 0, length;
    while ((length = word_at(before, position, own_words, COUNT(own_words))) > 0)
        position += length;
    return word_at(before, position, issue_words, COUNT(issue_words)) > 0;
}

static bool behind_event(const struct finder *finder)
{
    struct gk_string before = gk_string_first(finder->text, finder->position);
    static const char *const words[] = {"后", "后的", "起", "起的", "后第", "起第"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (gk_string_ends(before, gk_string_of(words[i])))
            return true;
    return false;
}

/* 30日内, 20个工作日, 2个月: a length of time. */
static bool take_length(struct finder *finder)
{
    enum { MOST_DIGITS = 5 };
    size_t at = finder->position;
    uint32_t value;
    for (int digits = 0; at < finder->text.length && digits < MOST_DIGITS; digits++) {
        size_t next = at;
        uint32_t codepoint = gk_utf8_next(finder->text, &next);
        if (gk_arabic_digit(codepoint) < 0 && !gk_is_chinese_numeral(codepoint))
            break;
        at = next;
    }
    struct gk_string number = gk_string_make(finder->text.data + finder->position, at - finder->position);
    if (number.length == 0 || !gk_numeral_read(number, &value))
        return false;
    struct gk_string rest = gk_string_from(finder->text, at);
    for (size_t i = 0; i < COUNT(length_units); i++) {
        if (!gk_string_starts(rest, length_units[i].phrase) ||
            (length_units[i].weak && !behind_event(finder)))
            continue;
        if (length_units[i].days && after_own_issue(finder))
            finder->found->relative_days = (int32_t)value;
        else if (!finder->recurs)
            finder->found->relative_other = true;
        return understood(finder, number.length + length_units[i].phrase.length);
    }
    return false;
}

static int compare_dates(gkplan_date a, gkplan_date b)
{
    int32_t left = a.year * 10000 + a.month * 100 + a.day, right = b.year * 10000 + b.month * 100 + b.day;
    return (left > right) - (left < right);
}

/* A point that counts, with the point that begins its range or NULL. Of several the latest is the due day. */
static void add_point(struct finder *finder, const struct gk_time_point *point,
                      const struct gk_time_point *begun)
{
    struct gk_deadline_findings *found = finder->found;
    if (begun && compare_dates(point->last, begun->first) < 0)
        found->backwards = true;
    int order = found->count > 0 ? compare_dates(point->last, found->last.last) : 1;
    if (order != 0)
        found->count++;
    if (order <= 0)
        return;
    found->last = *point;
    found->is_range = begun != NULL;
    if (begun)
        found->begun = *begun;
}

/* 2022年5月起, 5月1日开始: when it begins. A dash behind it makes a range instead. */
static size_t opening_word(struct gk_string text, size_t position)
{
    static const struct gk_string no_opening[] = {GK_STRING_ROW("起草"), GK_STRING_ROW("起步")};
    static const struct gk_string words[] = {GK_STRING_ROW("开始"), GK_STRING_ROW("起")};
    return word_at(text, position, no_opening, COUNT(no_opening)) > 0
               ? 0
               : word_at(text, position, words, COUNT(words));
}

/* Whether words end at the position: 春节前完成, but not 启动前期工作. */
static bool ends_words(struct gk_string text, size_t position)
{
    return position >= text.length || word_at(text, position, clause_ends, COUNT(clause_ends)) > 0 ||
           word_at(text, position, joints, COUNT(joints)) > 0 ||
           word_at(text, position, fillers, COUNT(fillers)) > 0;
}

/* Whether a year or month is followed by the words of an event in it: 2022年春节前, 2022年汛期,
 * 6月高考结束后. */
static bool event_follows(struct gk_string text, size_t position)
{
    enum { FARTHEST = 24 * 3 };
    static const struct gk_string ends[] = {GK_STRING_ROW("前"), GK_STRING_ROW("后"), GK_STRING_ROW("期间")};
    static const struct gk_string no_ends[] = {
        GK_STRING_ROW("提前"), GK_STRING_ROW("目前"), GK_STRING_ROW("此前"), GK_STRING_ROW("最后"),
        GK_STRING_ROW("先后"), GK_STRING_ROW("落后"), GK_STRING_ROW("前后")};
    if (word_at(text, position, events, COUNT(events)) > 0)
        return true;
    if (word_at(text, position, fillers, COUNT(fillers)) > 0)
        return false;
    for (size_t at = position; at < text.length && at - position < FARTHEST;) {
        size_t word = word_at(text, at, no_ends, COUNT(no_ends));
        if (word_at(text, at, clause_ends, COUNT(clause_ends)) > 0 ||
            word_at(text, at, joints, COUNT(joints)) > 0 || (text.data[at] >= '0' && text.data[at] <= '9'))
            return false;
        if (word > 0)
            at += word;
        else if (at > position && (word = word_at(text, at, ends, COUNT(ends))) > 0 &&
                 ends_words(text, at + word))
            return true;
        else
            gk_utf8_next(text, &at);
    }
    return false;
}

/* One point; `before` is the one in front of it in its range, or NULL. In a school year the months before
 * August are of the year after. */
static bool read_point(const struct finder *finder, size_t position, const struct gk_time_point *before,
                       struct gk_time_point *out)
{
    enum { AUGUST = 8 };
    if (!gk_time_point_read(finder->text, position, finder->year, before, out))
        return false;
    if (finder->span == GK_YEAR_SPAN_ONE || out->explicit_year || (before && before->explicit_year))
        return true;
    out->supplied = finder->span == GK_YEAR_SPAN_SEVERAL;
    if (finder->span != GK_YEAR_SPAN_SCHOOL || out->last.month >= AUGUST)
        return true;
    struct gk_time_point later = before ? *before : (struct gk_time_point){.end = 0};
    later.last.year = (int16_t)(finder->year + 1);
    return gk_time_point_read(finder->text, position, finder->year + 1, before ? &later : NULL, out);
}

/* 6月前, 三季度前, 2025年前: a period as a whole stands before 前, not its end as in 6月底前. */
static bool ends_before_period(struct gk_string text, size_t end)
{
    static const struct gk_string before[] = {GK_STRING_ROW("前"), GK_STRING_ROW("以前"),
                                              GK_STRING_ROW("之前")};
    static const struct gk_string periods[] = {GK_STRING_ROW("月"), GK_STRING_ROW("月份"),
                                               GK_STRING_ROW("季度"), GK_STRING_ROW("年")};
    struct gk_string named = gk_string_first(text, end);
    if (word_at(text, end, before, COUNT(before)) == 0)
        return false;
    for (size_t i = 0; i < COUNT(periods); i++)
        if (gk_string_ends(named, periods[i]))
            return true;
    return false;
}

/* A point, or a range of two. */
static bool take_points(struct finder *finder)
{
    struct gk_time_point point, other;
    if (!read_point(finder, finder->position, NULL, &point))
        return false;
    if (finder->recurs)
        return understood(finder, point.end - finder->position);
    size_t end = point.end, opening = opening_word(finder->text, end);
    size_t dash = gk_range_dash(finder->text, end + opening);
    if (dash && read_point(finder, end + opening + dash, &point, &other)) {
        add_point(finder, &other, &point);
        end = other.end;
        point = other;
    } else if (opening) {
        finder->found->opened = point.first;
        end += opening;
    } else if (!point.whole || !event_follows(finder->text, end)) {
        add_point(finder, &point, NULL);
        finder->found->ongoing |= point.all_year;
    }
    finder->found->before_period |= ends_before_period(finder->text, end);
    if (point.explicit_year) {
        finder->year = point.last.year;
        finder->span = GK_YEAR_SPAN_ONE;
    }
    return understood(finder, end - finder->position);
}

/* 18:00, 9:30 */
static size_t time_of_day(struct gk_string text, size_t position)
{
    size_t at = position, colon = 0;
    while (at < text.length &&
           ((text.data[at] >= '0' && text.data[at] <= '9') || (at > position && text.data[at] == ':'))) {
        colon += text.data[at] == ':';
        at++;
    }
    return colon > 0 && at - position <= 8 ? at - position : 0;
}

/* A number that is no part of a date although it looks like one: 202443, 6底前, 11 at the end. */
static bool take_number(struct finder *finder)
{
    struct gk_string text = finder->text;
    size_t start = finder->position, at = start + time_of_day(text, start);
    if (at > start)
        return understood(finder, at - start);
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    if (at == start)
        return false;
    static const struct gk_string follow[] = {GK_STRING_ROW("底"), GK_STRING_ROW("前"), GK_STRING_ROW("末"),
                                              GK_STRING_ROW("日"), GK_STRING_ROW("月"), GK_STRING_ROW("年")};
    bool dated = at - start >= 5 || at == text.length || word_at(text, at, follow, COUNT(follow)) > 0;
    finder->found->damaged |= dated && !finder->recurs;
    finder->position = at;
    return true;
}

static bool take_filler(struct finder *finder)
{
    size_t length = word_at(finder->text, finder->position, joints, COUNT(joints));
    if (length > 0)
        return understood(finder, length);
    length = word_at(finder->text, finder->position, fillers, COUNT(fillers));
    if (length == 0)
        return false;
    bool fresh = finder->fresh == finder->position;
    finder->position += length;
    finder->found->explained += length;
    if (fresh)
        finder->fresh = finder->position;
    return true;
}

void gk_deadline_find(struct gk_string text, const struct gk_calendar *calendar,
                      struct gk_deadline_findings *out)
{
    *out = (struct gk_deadline_findings){.relative_days = -1};
    struct finder finder = {.text = text, .year = calendar->year, .span = calendar->span, .found = out};
    while (finder.position < text.length) {
        bool taken = take_clause_end(&finder) || take_recurrence(&finder) || take_points(&finder) ||
                     take_length(&finder) || take_ongoing(&finder) || take_number(&finder) ||
                     take_filler(&finder);
        if (!taken)
            gk_utf8_next(text, &finder.position);
    }
}

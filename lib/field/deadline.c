/* What a deadline's text says. */
#include "field/deadline.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/deadline_scan.h"
#include "field/numeral.h"
#include <stdio.h>

static const char *const ongoing_words[] = {
#define GK_ONGOING(phrase) phrase,
#include "vocabulary/deadline_phrases.def"
#undef GK_ONGOING
};

static const struct {
    const char *phrase;
    gkplan_recurrence recurrence;
} recurring_words[] = {
#define GK_RECURRING(phrase, recurrence) {phrase, GKPLAN_RECURRENCE_##recurrence},
#include "vocabulary/deadline_phrases.def"
#undef GK_RECURRING
};

static const char *const issue_words[] = {
#define GK_ISSUE_WORD(phrase) phrase,
#include "vocabulary/deadline_phrases.def"
#undef GK_ISSUE_WORD
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What was found in one text. */
struct findings {
    struct gk_string text; /* folded */
    struct gk_time_point range_first;
    struct gk_time_point last;
    size_t count; /* points, a range counted once */
    bool is_range;
    bool damaged;
    bool relative_other;   /* after another event, or in working days or months */
    int32_t relative_days; /* -1: none */
    gkplan_recurrence recurring;
    bool ongoing;
};

static bool contains_any(struct gk_string text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gk_string_contains(text, gk_string_of(words[i])))
            return true;
    return false;
}

/* Whether the point at `start` belongs to a recurrence in front of it in its clause (每月26日前). */
static bool recurs(struct gk_string text, size_t start)
{
    static const char *const ends[] = {"，", ",", "；", ";", "。", "、"};
    size_t clause = 0;
    for (size_t i = 0; i < COUNT(ends); i++)
        for (size_t at = 0; (at = gk_string_find(text, gk_string_of(ends[i]), at)) < start; at++)
            clause = at > clause ? at : clause;
    struct gk_string before = gk_string_make(text.data + clause, start - clause);
    for (size_t i = 0; i < COUNT(recurring_words); i++)
        if (gk_string_contains(before, gk_string_of(recurring_words[i].phrase)))
            return true;
    return false;
}

/* 印发后30日内: the number and its unit at `position`. Moves past it. */
static bool read_relative(struct findings *found, size_t *position)
{
    static const char *const units[] = {"个工作日", "个自然日", "个月", "工作日", "日内", "天", "日", "周"};
    size_t at = *position, digits = 0;
    uint32_t value = 0;
    while (at < found->text.length && digits < 5) {
        size_t next = at;
        uint32_t codepoint = gk_utf8_next(found->text, &next);
        if (gk_arabic_digit(codepoint) < 0 && !gk_is_chinese_numeral(codepoint))
            break;
        at = next;
        digits++;
    }
    if (digits == 0 || !gk_numeral_read(gk_string_make(found->text.data + *position, at - *position), &value))
        return false;
    for (size_t i = 0; i < COUNT(units); i++) {
        if (!gk_string_starts(gk_string_from(found->text, at), gk_string_of(units[i])))
            continue;
        struct gk_string before = gk_string_first(found->text, *position);
        bool days =
            units[i] == units[4] || units[i] == units[5] || units[i] == units[6] || units[i] == units[1];
        if (days && contains_any(before, issue_words, COUNT(issue_words)))
            found->relative_days = (int32_t)value;
        else
            found->relative_other = true;
        *position = at + strlen(units[i]);
        return true;
    }
    return false;
}

static bool ends_with_any(struct gk_string text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gk_string_ends(text, gk_string_of(words[i])))
            return true;
    return false;
}

/* A number that is no part of a date although it looks like one: 202443, 6底前, 11 at the end. Moves past it.
 */
static bool damaged_number(struct gk_string text, size_t *position)
{
    size_t digits = 0;
    while (*position < text.length && text.data[*position] >= '0' && text.data[*position] <= '9') {
        ++*position;
        digits++;
    }
    struct gk_string rest = gk_string_from(text, *position);
    static const char *const follow[] = {"底", "前", "末", "日", "月", "年"};
    bool dated = rest.length == 0;
    for (size_t i = 0; i < COUNT(follow); i++)
        dated |= gk_string_starts(rest, gk_string_of(follow[i]));
    return digits >= 5 || dated;
}

static void take_point(struct findings *found, const struct gk_time_point *point)
{
    found->count++;
    found->is_range = false;
    found->last = *point;
}

/* A point at `position`, and the rest of a range if a dash follows. Moves past it. */
static bool read_points(struct findings *found, int32_t year, size_t *position)
{
    struct gk_time_point point, other;
    if (!gk_time_point_read(found->text, *position, year, NULL, &point))
        return false;
    size_t end = point.end;
    if (recurs(found->text, *position)) {
        *position = end;
        return true;
    }
    take_point(found, &point);
    size_t dash = gk_range_dash(found->text, end);
    if (dash && gk_time_point_read(found->text, end + dash, year, &point, &other)) {
        found->range_first = point;
        found->last = other;
        found->is_range = true;
        end = other.end;
    }
    *position = end;
    return true;
}

static void scan_text(struct findings *found, int32_t year)
{
    static const char *const after_words[] = {"后", "起", "后的", "内"};
    for (size_t position = 0; position < found->text.length;) {
        struct gk_string before = gk_string_first(found->text, position);
        size_t at = position;
        if (ends_with_any(before, after_words, COUNT(after_words)) && read_relative(found, &at)) {
            position = at;
            continue;
        }
        if (read_points(found, year, &at)) {
            position = at;
            continue;
        }
        if (found->text.data[position] >= '0' && found->text.data[position] <= '9') {
            found->damaged |= damaged_number(found->text, &position) && !recurs(found->text, at);
            continue;
        }
        gk_utf8_next(found->text, &position);
    }
    found->ongoing = contains_any(found->text, ongoing_words, COUNT(ongoing_words));
    for (size_t i = 0; i < COUNT(recurring_words) && !found->recurring; i++)
        if (gk_string_contains(found->text, gk_string_of(recurring_words[i].phrase)))
            found->recurring = recurring_words[i].recurrence;
}

/* Puts what was found into the deadline and says the doubts. */
static void conclude(struct gk_context *context, const struct findings *found,
                     const struct gk_calendar *calendar, struct gk_string text, const gkplan_place *place,
                     const char *node, gkplan_deadline *out)
{
    enum gk_message doubt = GK_MESSAGE_COUNT;
    out->ongoing = found->ongoing;
    out->recurring = found->recurring;
    out->relative_days = found->relative_days;
    if (found->damaged) {
        doubt = GK_MESSAGE_DEADLINE_DAMAGED;
    } else if (found->count > 0) {
        out->due = found->last.last;
        if (found->is_range)
            out->start = found->range_first.first;
        else if (found->last.last.year > found->last.first.year)
            out->start = found->last.first;
        if (found->count > 1)
            doubt = GK_MESSAGE_DEADLINE_SEVERAL;
        if (out->due.year == 0)
            doubt = GK_MESSAGE_DEADLINE_WITHOUT_YEAR;
    } else if (found->relative_days >= 0) {
        if (calendar->issued.year)
            out->due = gk_date_add_days(calendar->issued, found->relative_days);
        else
            doubt = GK_MESSAGE_DEADLINE_WITHOUT_ISSUE;
    } else if (found->relative_other) {
        doubt = GK_MESSAGE_DEADLINE_EVENT;
    } else if (!found->ongoing && !found->recurring) {
        doubt = GK_MESSAGE_DEADLINE_EVENT;
    }
    if (out->due.year == 0)
        out->due = out->start = (gkplan_date){0, 0, 0};
    if (out->start.year == 0)
        out->start = (gkplan_date){0, 0, 0};
    if (doubt != GK_MESSAGE_COUNT)
        gk_diagnose_strings(context, doubt, place, node, text, gk_string_of(""));
}

gkplan_status gk_deadline_read(struct gk_context *context, struct gk_string text,
                               const struct gk_calendar *calendar, const gkplan_place *place,
                               const char *node, gkplan_deadline *out)
{
    out->relative_days = -1;
    if (gk_is_blank(text))
        return context->status;
    struct gk_buffer folded;
    gk_buffer_init(&folded, &context->allocator);
    if (!gk_fold(&folded, text, GK_FOLD_WORD)) {
        gk_buffer_free(&folded);
        return gk_fail_memory(context);
    }
    struct findings found = {.text = gk_buffer_view(&folded), .relative_days = -1};
    scan_text(&found, calendar->year);
    conclude(context, &found, calendar, text, place, node, out);
    gk_buffer_free(&folded);
    return context->status;
}

/* Words that a deadline's cell may hold besides its dates. */
static const char *const fillers[] = {
    "前完成", "完成", "以前", "之前", "前", "底",   "初步", "建成", "基本",   "期间", "时期", "起",   "并",
    "坚持",   "推进", "实施", "化", "开展", "按",   "时限", "印发后", "内",   "长期", "持续", "常态",
    "全年",   "适时", "每",   "度",   "为", "、",   "，",   ",",    "；",     ";",    "。",   "(",    ")"};

int gk_deadline_likeness(struct gk_context *context, struct gk_string text)
{
    /* Longer texts are sentences that may name a date; they are no deadlines. */
    enum { LONGEST = 40 * 3 };
    if (gk_is_blank(text) || text.length > LONGEST)
        return 0;
    struct gk_buffer folded;
    gk_buffer_init(&folded, &context->allocator);
    if (!gk_fold(&folded, text, GK_FOLD_WORD)) {
        gk_buffer_free(&folded);
        gk_fail_memory(context);
        return 0;
    }
    struct findings found = {.text = gk_buffer_view(&folded), .relative_days = -1};
    scan_text(&found, 2000);
    size_t explained = 0, total = gk_utf8_count_characters(found.text);
    for (size_t position = 0; position < found.text.length;) {
        struct gk_time_point point;
        size_t start = position;
        if (gk_time_point_read(found.text, position, 2000, NULL, &point)) {
            position = point.end;
        } else {
            gk_utf8_next(found.text, &position);
            for (size_t i = 0; i < COUNT(fillers); i++)
                if (gk_string_starts(gk_string_from(found.text, start), gk_string_of(fillers[i]))) {
                    position = start + strlen(fillers[i]);
                    explained += gk_utf8_count_characters(gk_string_of(fillers[i]));
                    break;
                }
            continue;
        }
        explained += gk_utf8_count_characters(gk_string_make(found.text.data + start, position - start));
    }
    bool says = found.count > 0 || found.ongoing || found.recurring || found.relative_days >= 0 ||
                found.relative_other;
    gk_buffer_free(&folded);
    return says && total > 0 ? (int)(100 * explained / total) : 0;
}

/* What a deadline's text says. */
#include "field/deadline.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/deadline_findings.h"

enum { FOLDED_BYTES = 256 }; /* what a cell's deadline fits into; longer ones are allocated */

static const gkplan_date no_date = {0, 0, 0};

/* Of what a diagnostic speaks. */
struct doubt_place {
    const gkplan_place *place;
    const char *node;
    struct gk_string text;
};

static void doubt(struct gk_context *context, enum gk_message message, const struct doubt_place *where)
{
    gk_diagnose_strings(context, message, where->place, where->node, where->text, gk_string_of(""));
}

/* The dates of points and ranges. */
static void conclude_points(struct gk_context *context, const struct gk_deadline_findings *found,
                            const struct doubt_place *where, gkplan_deadline *out)
{
    const struct gk_time_point *last = &found->last;
    if (found->backwards) {
        doubt(context, GK_MESSAGE_DEADLINE_BACKWARDS, where);
        return;
    }
    if (last->last.year <= 0 || last->last.year > 9999) {
        doubt(context, GK_MESSAGE_DEADLINE_WITHOUT_YEAR, where);
        return;
    }
    out->due = last->last;
    if (found->is_range)
        out->start = found->begun.first;
    else if (last->last.year > last->first.year)
        out->start = last->first;
    else if (found->opened.month > 0)
        out->start = found->opened;
    if (found->count > 1)
        doubt(context, GK_MESSAGE_DEADLINE_SEVERAL, where);
    else if (found->before_period)
        doubt(context, GK_MESSAGE_DEADLINE_BEFORE_PERIOD, where);
    else if (last->week)
        doubt(context, GK_MESSAGE_DEADLINE_WEEK, where);
    if (last->supplied)
        doubt(context, GK_MESSAGE_DEADLINE_YEAR_OF_SEVERAL, where);
}

static void conclude_relative(struct gk_context *context, const struct gk_deadline_findings *found,
                              const struct gk_calendar *calendar, const struct doubt_place *where,
                              gkplan_deadline *out)
{
    if (calendar->issued.year)
        out->due = gk_date_add_days(calendar->issued, found->relative_days);
    else
        doubt(context, GK_MESSAGE_DEADLINE_WITHOUT_ISSUE, where);
}

/* Whether there is anything to read: a dash or stroke in a cell means that it is left blank; marks that
 * repeat the cell above (〃) say a date, but not which. */
static bool has_words(struct gk_string text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (gk_is_ditto_mark(codepoint) || (!gk_is_space(codepoint) && !gk_is_punctuation(codepoint)))
            return true;
    }
    return false;
}

/* Puts what was found into the deadline and says the doubts. */
static void conclude(struct gk_context *context, const struct gk_deadline_findings *found,
                     const struct gk_calendar *calendar, const struct doubt_place *where,
                     gkplan_deadline *out)
{
    out->ongoing = found->ongoing;
    out->recurring = found->recurring;
    out->relative_days = found->relative_days;
    bool open_ended = found->ongoing || found->recurring != GKPLAN_RECURRENCE_NONE;
    if (found->damaged) {
        doubt(context, GK_MESSAGE_DEADLINE_DAMAGED, where);
    } else if (found->count > 0) {
        conclude_points(context, found, where, out);
    } else if (found->relative_days >= 0) {
        conclude_relative(context, found, calendar, where, out);
    } else if (found->relative_other) {
        doubt(context, GK_MESSAGE_DEADLINE_RELATIVE, where);
    } else if (found->opened.month > 0) {
        out->start = found->opened.year > 0 ? found->opened : no_date;
        if (!open_ended)
            doubt(context, GK_MESSAGE_DEADLINE_START_ONLY, where);
    } else if (!open_ended && has_words(where->text)) {
        doubt(context, GK_MESSAGE_DEADLINE_EVENT, where);
    }
    if (out->start.year <= 0)
        out->start = no_date;
}

/* The text folded. Circled numbers (①, ⑴, ⒈) go: folded they would be digits in front of a month. */
static bool fold_text(struct gk_buffer *folded, struct gk_string text)
{
    enum { FIRST_CIRCLED = 0x2460, LAST_CIRCLED = 0x24FF, FIRST_DINGBAT = 0x2776, LAST_DINGBAT = 0x2793 };
    size_t start = 0;
    for (size_t position = 0; position < text.length;) {
        size_t here = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        if ((codepoint < FIRST_CIRCLED || codepoint > LAST_CIRCLED) &&
            (codepoint < FIRST_DINGBAT || codepoint > LAST_DINGBAT))
            continue;
        if (!gk_fold(folded, gk_string_make(text.data + start, here - start), GK_FOLD_WORD))
            return false;
        start = position;
    }
    return gk_fold(folded, gk_string_from(text, start), GK_FOLD_WORD);
}

gkplan_status gk_deadline_read(struct gk_context *context, struct gk_string text,
                               const struct gk_calendar *calendar, const gkplan_place *place,
                               const char *node, gkplan_deadline *out)
{
    out->relative_days = -1;
    if (gk_is_blank(text))
        return context->status;
    struct gk_buffer folded;
    char storage[FOLDED_BYTES];
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!fold_text(&folded, text)) {
        gk_buffer_free(&folded);
        return gk_fail_memory(context);
    }
    struct gk_deadline_findings found;
    gk_deadline_find(gk_buffer_view(&folded), calendar, &found);
    const struct doubt_place where = {place, node, text};
    conclude(context, &found, calendar, &where, out);
    gk_buffer_free(&folded);
    return context->status;
}

int gk_deadline_likeness(struct gk_context *context, struct gk_string text)
{
    /* Longer texts are sentences that may name a date; they are no deadlines. */
    enum { LONGEST = 40 * 3 };
    static const struct gk_calendar calendar = {.year = 2000};
    if (gk_is_blank(text) || text.length > LONGEST)
        return 0;
    struct gk_buffer folded;
    char storage[FOLDED_BYTES];
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!gk_fold(&folded, text, GK_FOLD_WORD)) {
        gk_buffer_free(&folded);
        gk_fail_memory(context);
        return 0;
    }
    struct gk_deadline_findings found;
    gk_deadline_find(gk_buffer_view(&folded), &calendar, &found);
    size_t total = folded.length;
    gk_buffer_free(&folded);
    bool says = found.count > 0 || found.ongoing || found.recurring || found.relative_days >= 0 ||
                found.relative_other || found.opened.month > 0;
    return says && total > 0 ? (int)(100 * found.explained / total) : 0;
}

/* A deadline's text (contract 2 and 5, survey 2). */
#ifndef GK_FIELD_DEADLINE_H
#define GK_FIELD_DEADLINE_H

#include "core/context.h"
#include <gkplan/plan.h>

/* What the year of a plan's title stands for. */
enum gk_year_span {
    GK_YEAR_SPAN_ONE = 0,
    GK_YEAR_SPAN_SCHOOL, /* 2022—2023学年: the months before August are of the year after */
    GK_YEAR_SPAN_SEVERAL /* 2021—2025年 */
};

/* What dates are counted from. */
struct gk_calendar {
    int32_t year;           /* the plan's year, else that of issue; 0: neither */
    gkplan_date issued;     /* year 0: not known */
    enum gk_year_span span; /* of that year */
};

/* Read `text` into due, start, ongoing, recurring and relative_days of *out; text, origin and cell are the
 * caller's. Doubts (no year, several dates, an event, a damaged date) become diagnostics at `place`. */
gkplan_status gk_deadline_read(struct gk_context *context, struct gk_string text,
                               const struct gk_calendar *calendar, const gkplan_place *place,
                               const char *node, gkplan_deadline *out);

/* How well a text looks like a deadline's cell, 0 to 100. Used to place cells by content. */
int gk_deadline_likeness(struct gk_context *context, struct gk_string text);

/* A date such as 2021年4月28日, 二〇二一年四月二十八日, 2021-04-28, 2020.01.17, that is the whole of `text`
 * (white space and a time of day aside). */
bool gk_date_read(struct gk_string text, gkplan_date *out);
/* The first full date anywhere in `text`; *end (may be NULL) is the byte after it. */
bool gk_date_find(struct gk_string text, gkplan_date *out, size_t *start, size_t *end);
/* The first year (2021年, 二〇二一年, 2021) of a title, 0 when none. A range (2021—2025年) gives its first.
 */
int32_t gk_year_find(struct gk_string text);

/* The year of a title for dates that name none, and what it stands for. That of a school year's second term
 * is the year after. */
int32_t gk_year_find_span(struct gk_string text, enum gk_year_span *span);
/* `date` plus `days` (0 to 100,000). */
gkplan_date gk_date_add_days(gkplan_date date, int32_t days);
/* The last day of a month. */
uint8_t gk_month_days(int32_t year, uint32_t month);

#endif

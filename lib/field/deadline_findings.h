/* What one deadline's text says, found in a single pass from left to right. */
#ifndef GK_FIELD_DEADLINE_FINDINGS_H
#define GK_FIELD_DEADLINE_FINDINGS_H

#include "field/deadline.h"
#include "field/deadline_scan.h"
#include <gkplan/plan.h>

struct gk_deadline_findings {
    struct gk_time_point last;  /* the point or range that ends last */
    struct gk_time_point begun; /* the first point of that range */
    size_t count;               /* points with different ends, a range counted once */
    bool is_range;
    bool damaged;        /* digits that look like part of a date and are none */
    bool backwards;      /* a range that ends before it begins */
    bool before_period;  /* 6月前: before the month begins, or ends? */
    bool relative_other; /* counted from another event, or in working days or months */
    bool ongoing;
    gkplan_recurrence recurring;
    int32_t relative_days; /* after the issue of this document; -1: none */
    gkplan_date opened;    /* 2022年5月起: when it begins, without an end; month 0: none */
    size_t explained;      /* bytes of words that deadlines are made of */
};

/* `text` is folded: NFKC, no white space, simplified. The calendar says the year where none is written.
 * Time is linear in the text. */
void gk_deadline_find(struct gk_string text, const struct gk_calendar *calendar,
                      struct gk_deadline_findings *out);

#endif

/* The points in time that a folded text names. */
#ifndef GK_FIELD_DEADLINE_SCAN_H
#define GK_FIELD_DEADLINE_SCAN_H

#include "core/string_view.h"
#include <gkplan/plan.h>
#include <stdbool.h>
#include <stdint.h>

/* A point or period: from `first` to `last`. Years are 0 where neither text nor calendar gives one. */
struct gk_time_point {
    gkplan_date first;
    gkplan_date last;
    bool explicit_year;
    bool bare_year; /* 2021 before a dash, without 年 */
    bool all_year;  /* 全年: the work goes on through it */
    bool whole;     /* a year or month, with nothing that says which part of it */
    bool week;     /* a week of the month: its last day is not known */
    bool supplied;  /* the year is the calendar's, and it stands for several */
    size_t start;   /* bytes in the text */
    size_t end;
};

/* Reads the point at byte `position` of `text` (folded: NFKC, no white space). `year` is the year where none
 * is written (0: unknown); `before` is the point in front of it in the same range, or NULL. */
bool gk_time_point_read(struct gk_string text, size_t position, int32_t year,
                        const struct gk_time_point *before, struct gk_time_point *out);

/* The length of a range's dash (- — ~ 至 到) at `position`, 0 when there is none. */
size_t gk_range_dash(struct gk_string text, size_t position);

#endif

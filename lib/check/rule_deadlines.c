/* Dates against dates: the date of issue, the plan's years, the years of its deadlines. */
#include "check/check_run.h"

#include "core/numeral.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include <gkplan/walk.h>
#include <stdio.h>

struct years {
    int32_t first; /* 0: none */
    int32_t last;
};

struct date_text {
    char text[16];
};

static struct date_text write_date(gkplan_date date)
{
    struct date_text out;
    snprintf(out.text, sizeof out.text, "%d-%02u-%02u", (int)date.year, (unsigned)date.month,
             (unsigned)date.day);
    return out;
}

static bool is_before(gkplan_date a, gkplan_date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

/* The years that a text names in four Arabic digits, the first and the last. */
static struct years find_years(const char *text)
{
    struct years years = {0, 0};
    struct gk_string string = gk_string_of(text);
    int32_t value = 0, digits = 0;
    for (size_t position = 0;;) {
        int digit = position < string.length ? gk_arabic_digit(gk_utf8_next(string, &position)) : -1;
        if (digit >= 0) {
            value = digits < 4 ? value * 10 + digit : value;
            digits++;
            if (position < string.length)
                continue;
        }
        if (digits == 4 && value >= 1950 && value <= 2150) {
            years.first = years.first == 0 || value < years.first ? value : years.first;
            years.last = value > years.last ? value : years.last;
        }
        value = digits = 0;
        if (position >= string.length)
            return years;
    }
}

/* “十四五” and the others: five years from 1953 on. */
static bool names_five_year_plan(const char *title)
{
    return title &&
           (strstr(title, "二五") || strstr(title, "三五") || strstr(title, "四五") || strstr(title, "五五"));
}

/* The years that a plan is for; first 0 where its title does not say. */
static struct years plan_years(const gkplan_plan *plan)
{
    struct years years = find_years(plan->title);
    if (names_five_year_plan(plan->title) || years.first == 0)
        return (struct years){0, 0};
    return years;
}

/* Whether the deadline's own text names the year: one that the plan's year completed is in the plan's year.
 */
static bool names_year(const gkplan_deadline *deadline)
{
    struct years years = find_years(deadline->text);
    return years.first <= deadline->due.year && deadline->due.year <= years.last;
}

static bool is_inside(int32_t year, struct years years)
{
    return years.first <= year && year <= years.last;
}

/* --- the title's year --- */

struct tally {
    uint32_t inside;
    uint32_t outside;
    int32_t example; /* a year outside */
};

static struct tally count_years(const gkplan_plan *plan, struct years years)
{
    struct tally tally = {0, 0, 0};
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf)) {
        const gkplan_deadline *deadline = leaf->task->deadline;
        if (!deadline || deadline->due.year == 0 || !names_year(deadline))
            continue;
        bool inside = is_inside(deadline->due.year, years);
        tally.inside += inside;
        tally.outside += !inside;
        tally.example = inside ? tally.example : deadline->due.year;
    }
    return tally;
}

/* The title is wrong rather than the deadlines when none of several deadlines is of its year. */
static bool check_title(struct gk_check *check, const gkplan_plan *plan, struct years years)
{
    struct tally tally = count_years(plan, years);
    struct years notice = find_years(gkplan_document_metadata(check->document)->title);
    bool deadlines_differ = tally.inside == 0 && tally.outside >= 2;
    bool notice_differs = notice.first && (notice.last < years.first || years.last < notice.first);
    char year[16], other[16];
    if (!deadlines_differ && !notice_differs)
        return false;
    snprintf(year, sizeof year, "%d", (int)years.first);
    snprintf(other, sizeof other, "%d", (int)(deadlines_differ ? tally.example : notice.first));
    gk_check_say(check, GK_RULE_TITLE_YEAR, plan->first_node ? &plan->first_node->place : NULL, NULL, year,
                 other);
    return deadlines_differ;
}

/* --- each deadline --- */

/* Leaves that share a merged cell share what is wrong with it: once is enough. */
static bool is_repeated(const gkplan_deadline *deadline, const gkplan_deadline *before)
{
    return before && deadline->cell && deadline->cell == before->cell;
}

static void check_deadline(struct gk_check *check, const gkplan_node *leaf, struct years years)
{
    const gkplan_deadline *deadline = leaf->task->deadline;
    gkplan_date issued = gkplan_document_metadata(check->document)->issued;
    gkplan_place place = gk_check_place(leaf, deadline->cell);
    if (issued.year && is_before(deadline->due, issued) && deadline->recurring == GKPLAN_RECURRENCE_NONE)
        gk_check_say(check, GK_RULE_DEADLINE_BEFORE_ISSUE, &place, leaf, deadline->text,
                     write_date(issued).text);
    if (!years.first || !names_year(deadline) || is_inside(deadline->due.year, years))
        return;
    char text[32];
    snprintf(text, sizeof text, years.first == years.last ? "%d" : "%d—%d", (int)years.first,
             (int)years.last);
    gk_check_say(check, GK_RULE_DEADLINE_OUTSIDE_YEAR, &place, leaf, deadline->text, text);
}

static void check_plan(struct gk_check *check, const gkplan_plan *plan)
{
    struct years years = plan_years(plan);
    const gkplan_deadline *before = NULL;
    if (years.first && check_title(check, plan, years))
        years.first = 0; /* said once, not for every deadline */
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf)) {
        const gkplan_deadline *deadline = leaf->task->deadline;
        if (!deadline || deadline->due.year == 0)
            continue;
        if (!is_repeated(deadline, before))
            check_deadline(check, leaf, years);
        before = deadline;
    }
}

void gk_check_deadlines(struct gk_check *check)
{
    const gkplan_plan *plan = gkplan_document_first_plan(check->document);
    for (; plan && check->context.status == GKPLAN_STATUS_OK; plan = plan->next) {
        check->context.current_plan = (int32_t)plan->position;
        check_plan(check, plan);
    }
}

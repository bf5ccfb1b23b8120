/* Find the tasks that were due before a day: `overdue FILE 2022-10-01`. */
#include <gkplan/gkplan.h>
#include <stdio.h>

/* Negative, 0 or positive as `a` is before, on or after `b`. */
static int compare_dates(gkplan_date a, gkplan_date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

int main(int argc, char **argv)
{
    int year, month, day;
    gkplan_document *document;
    if (argc != 3 || sscanf(argv[2], "%4d-%2d-%2d", &year, &month, &day) != 3 ||
        gkplan_document_read_file(argv[1], NULL, &document, NULL) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "usage: overdue FILE YEAR-MONTH-DAY\n");
        return 2;
    }
    const gkplan_date today = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            const gkplan_deadline *deadline = leaf->task->deadline;
            if (deadline && deadline->due.year != 0 && !deadline->ongoing &&
                compare_dates(deadline->due, today) < 0)
                printf("%04d-%02d-%02d\t%s\n", deadline->due.year, deadline->due.month, deadline->due.day,
                       leaf->text);
        }
    }
    gkplan_document_free(document);
    return 0;
}

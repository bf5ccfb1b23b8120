/* What changed between two documents, as text, Markdown or JSON. */
#ifndef TOOLS_DIFF_REPORT_H
#define TOOLS_DIFF_REPORT_H

#include <gkplan/diff.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* One report. */
struct diff_report {
    FILE *stream;
    const gkplan_document *old_document;
    const gkplan_document *new_document;
    const gkplan_changes *changes;
    uint32_t ignored; /* gkplan_change_part bits that do not count */
    bool chinese;
    bool colour;
};

/* Of a change, the parts that count. */
uint32_t diff_parts(const struct diff_report *report, const gkplan_change *change);
/* Whether the change counts. */
bool diff_counts(const struct diff_report *report, const gkplan_change *change);

void diff_text(const struct diff_report *report);
void diff_markdown(const struct diff_report *report);
void diff_json(const struct diff_report *report);

#endif

/* What a check found, in the formats that people and other programs read. */
#ifndef TOOLS_CHECK_REPORT_H
#define TOOLS_CHECK_REPORT_H

#include "check_findings.h"

#include <stdio.h>

struct report {
    FILE *stream;
    bool chinese;
    bool quiet;  /* findings alone: no advice, no summary */
    int fail_on; /* enum fail_on: what JUnit calls a failure */
    size_t files;
    size_t unreadable;
    size_t known;
    size_t not_kept;
    size_t counts[3]; /* findings by severity */
    bool comma;       /* JSON: a value stands before the next one */
    char **troubles;  /* SARIF tells them at the end: path, words, path, words ... */
    size_t trouble_count;
};

/* How a format is written: what comes first, each document in order, what comes last. */
struct report_format {
    const char *name;
    void (*begin)(struct report *report);
    void (*file)(struct report *report, const struct checked *checked);
    void (*end)(struct report *report);
};

extern const struct report_format report_text;
extern const struct report_format report_json;
extern const struct report_format report_ndjson;
extern const struct report_format report_sarif;
extern const struct report_format report_junit;
extern const struct report_format report_github;
extern const struct report_format report_checkstyle;

/* --- for the formats --- */

/* "info", "warning", "error" */
const char *report_severity(gkplan_severity severity);
/* The message in the language of the report, and the advice. */
const char *report_message(const struct report *report, const struct finding *finding);
const char *report_advice(const struct report *report, const struct finding *finding);
/* " (table 1, row 3, column 4)", or "" where there is no such place. */
void report_place(FILE *stream, const gkplan_place *place, bool chinese);
/* The same in a buffer: what formats without fields for it say. */
struct report_words {
    char text[96];
};
struct report_words report_place_words(const gkplan_place *place, bool chinese);

#endif

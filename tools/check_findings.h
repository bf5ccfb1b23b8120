/* One document that was checked: its findings, each with a fingerprint by which a baseline knows it again. */
#ifndef TOOLS_CHECK_FINDINGS_H
#define TOOLS_CHECK_FINDINGS_H

#include <gkplan/check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FINGERPRINT_SIZE = 17 };

struct finding {
    const gkplan_diagnostic *diagnostic;
    const gkplan_rule *rule;
    char fingerprint[FINGERPRINT_SIZE]; /* sixteen hexadecimal digits */
};

struct checked {
    const char *path;
    gkplan_document *document; /* NULL: it could not be read */
    gkplan_findings *made;
    struct finding *findings; /* without those of the baseline */
    size_t count;
    size_t not_kept; /* found past the limit */
    size_t known;    /* findings that the baseline has */
    char *trouble;   /* why it could not be read; NULL: it could */
};

/* Fill in the findings with their fingerprints. A fingerprint is made from the file's name, the rule, the
 * offending text and how often it stood before: it stays when rows move. False when memory ends. */
bool checked_take_findings(struct checked *checked);
/* Findings of at least this severity. */
size_t checked_count(const struct checked *checked, gkplan_severity severity);
void checked_free(struct checked *checked);

/* The fingerprints of findings that are known already. */
struct baseline {
    uint64_t *fingerprints; /* sorted */
    size_t count;
};

/* Add those in the file at `path`: everything that `gkplan check` writes as JSON, NDJSON or SARIF. False, and
 * words on standard error, when it cannot be read. */
bool baseline_read(struct baseline *baseline, const char *path);
/* Take the findings that the baseline knows out of `checked`. */
void baseline_apply(const struct baseline *baseline, struct checked *checked);
void baseline_free(struct baseline *baseline);

#endif

/* Findings with their fingerprints, and baselines of them. */
#include "check_findings.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- fingerprints --- */

/* FNV-1a: no secret is kept by it. */
static uint64_t mix(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    return (hash ^ 0xFF) * UINT64_C(0x100000001B3);
}

static uint64_t hash_of(const struct checked *checked, const gkplan_diagnostic *diagnostic)
{
    const char *path = strncmp(checked->path, "./", 2) == 0 ? checked->path + 2 : checked->path;
    uint64_t hash = mix(UINT64_C(0xCBF29CE484222325), path);
    hash = mix(hash, diagnostic->code);
    return mix(hash, diagnostic->value);
}

struct numbered {
    uint64_t hash;
    size_t position;
};

static int by_hash(const void *first, const void *second)
{
    const struct numbered *a = first, *b = second;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

static bool set_fingerprints(struct checked *checked)
{
    struct numbered *order = calloc(checked->count + 1, sizeof *order);
    if (!order)
        return false;
    for (size_t i = 0; i < checked->count; i++)
        order[i] = (struct numbered){hash_of(checked, checked->findings[i].diagnostic), i};
    qsort(order, checked->count, sizeof *order, by_hash);
    for (size_t i = 0, same = 0; i < checked->count; i++) {
        char times[24];
        same = i > 0 && order[i].hash == order[i - 1].hash ? same + 1 : 0;
        snprintf(times, sizeof times, "%zu", same);
        snprintf(checked->findings[order[i].position].fingerprint, FINGERPRINT_SIZE, "%016" PRIx64,
                 mix(order[i].hash, times));
    }
    free(order);
    return true;
}

bool checked_take_findings(struct checked *checked)
{
    size_t count = 0;
    for (const gkplan_diagnostic *at = gkplan_findings_first(checked->made); at; at = at->next)
        count++;
    checked->not_kept = gkplan_findings_count(checked->made, GKPLAN_SEVERITY_INFO) - count;
    checked->findings = calloc(count + 1, sizeof *checked->findings);
    if (!checked->findings)
        return false;
    for (const gkplan_diagnostic *at = gkplan_findings_first(checked->made); at; at = at->next)
        checked->findings[checked->count++] =
            (struct finding){.diagnostic = at, .rule = gkplan_rule_find(at->code)};
    return set_fingerprints(checked);
}

size_t checked_count(const struct checked *checked, gkplan_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < checked->count; i++)
        count += checked->findings[i].diagnostic->severity >= severity;
    return count;
}

void checked_free(struct checked *checked)
{
    if (!checked)
        return;
    gkplan_findings_free(checked->made);
    gkplan_document_free(checked->document);
    free(checked->findings);
    free(checked->trouble);
    free(checked);
}

/* --- baselines --- */

static bool add(struct baseline *baseline, size_t *capacity, uint64_t fingerprint)
{
    if (baseline->count == *capacity) {
        size_t larger = *capacity ? 2 * *capacity : 64;
        uint64_t *items = realloc(baseline->fingerprints, larger * sizeof *items);
        if (!items)
            return false;
        baseline->fingerprints = items;
        *capacity = larger;
    }
    baseline->fingerprints[baseline->count++] = fingerprint;
    return true;
}

/* Read the rest of a JSON string; its first bytes are kept. False at the file's end. */
static bool read_string(FILE *file, char *kept, size_t size)
{
    size_t length = 0;
    int byte;
    while ((byte = getc(file)) != EOF && byte != '"') {
        if (byte == '\\')
            byte = getc(file);
        if (length + 1 < size)
            kept[length++] = (char)byte;
    }
    kept[length] = '\0';
    return byte == '"';
}

/* Sixteen hexadecimal digits. */
static bool read_fingerprint(const char *text, uint64_t *out)
{
    char *end;
    if (strlen(text) != FINGERPRINT_SIZE - 1 || strspn(text, "0123456789abcdef") != FINGERPRINT_SIZE - 1)
        return false;
    *out = strtoull(text, &end, 16);
    return true;
}

static bool is_key(const char *text)
{
    return strcmp(text, "fingerprint") == 0 || strcmp(text, "gkplan/v1") == 0;
}

/* The strings behind the keys of fingerprints, wherever they stand: that is all that JSON is asked here. */
static bool read_fingerprints(struct baseline *baseline, FILE *file)
{
    size_t capacity = baseline->count;
    bool after_key = false, good = true;
    char text[32];
    for (int byte; good && (byte = getc(file)) != EOF;) {
        uint64_t fingerprint;
        if (byte != '"')
            continue;
        good = read_string(file, text, sizeof text);
        if (good && after_key && read_fingerprint(text, &fingerprint))
            good = add(baseline, &capacity, fingerprint);
        after_key = is_key(text);
    }
    return good && !ferror(file);
}

static int by_value(const void *first, const void *second)
{
    const uint64_t *a = first, *b = second;
    return *a < *b ? -1 : *a > *b;
}

bool baseline_read(struct baseline *baseline, const char *path)
{
    FILE *file = fopen(path, "r");
    bool good = file && read_fingerprints(baseline, file);
    if (!good)
        fprintf(stderr, "gkplan: %s: %s\n", path,
                file ? "not a baseline as gkplan check writes it" : strerror(errno));
    if (file)
        fclose(file);
    if (baseline->count > 0)
        qsort(baseline->fingerprints, baseline->count, sizeof *baseline->fingerprints, by_value);
    return good;
}

void baseline_apply(const struct baseline *baseline, struct checked *checked)
{
    size_t kept = 0;
    for (size_t i = 0; i < checked->count; i++) {
        uint64_t fingerprint = strtoull(checked->findings[i].fingerprint, NULL, 16);
        if (baseline->count > 0 &&
            bsearch(&fingerprint, baseline->fingerprints, baseline->count, sizeof fingerprint, by_value))
            checked->known++;
        else
            checked->findings[kept++] = checked->findings[i];
    }
    checked->count = kept;
}

void baseline_free(struct baseline *baseline)
{
    free(baseline->fingerprints);
    *baseline = (struct baseline){NULL, 0};
}

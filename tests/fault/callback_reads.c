/* A document that comes in pieces is the same document: `callback_reads FILE...`.
 *
 * Each file is read through a callback that gives one byte, a few bytes, or all at once; the JSON must be the
 * same each time. Then the callback fails after k bytes: the status must be "read error", and nothing may
 * leak.
 */
#include "../load_file.h"
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct feeder {
    const char *bytes;
    size_t size;
    size_t given;
    size_t step;    /* most bytes at a time */
    size_t fail_at; /* fails when this many bytes were given */
};

static long feed(void *buffer, size_t capacity, void *context)
{
    struct feeder *feeder = context;
    if (feeder->given >= feeder->fail_at)
        return -1;
    size_t count = feeder->size - feeder->given;
    if (count > feeder->step)
        count = feeder->step;
    if (count > capacity)
        count = capacity;
    memcpy(buffer, feeder->bytes + feeder->given, count);
    feeder->given += count;
    return (long)count;
}

static char *json_of(const char *path, const char *bytes, size_t size, size_t step)
{
    struct feeder feeder = {bytes, size, 0, step, SIZE_MAX};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.source_name = path;
    gkplan_document *document;
    char *json = NULL;
    if (gkplan_document_read_callback(feed, &feeder, &options, &document, NULL) == GKPLAN_STATUS_OK)
        gkplan_document_write_string(document, GKPLAN_OUTPUT_JSON, &json, NULL);
    gkplan_document_free(document);
    return json;
}

static bool fails_cleanly(const char *bytes, size_t size, size_t fail_at)
{
    struct feeder feeder = {bytes, size, 0, 997, fail_at};
    gkplan_document *document;
    gkplan_error *error;
    gkplan_status status = gkplan_document_read_callback(feed, &feeder, NULL, &document, &error);
    bool right =
        status == GKPLAN_STATUS_READ_ERROR && document == NULL && gkplan_error_message(error)[0] != '\0';
    gkplan_error_free(error);
    gkplan_document_free(document);
    return right;
}

static bool check(const char *path, const char *bytes, size_t size)
{
    static const size_t steps[] = {1, 2, 3, 5, 7, 13, 101, 4096, SIZE_MAX};
    char *whole = json_of(path, bytes, size, SIZE_MAX);
    bool right = whole != NULL;
    for (size_t i = 0; right && i < sizeof steps / sizeof *steps; i++) {
        char *json = json_of(path, bytes, size, steps[i]);
        right = json && strcmp(json, whole) == 0;
        if (!right)
            printf("%s: %zu bytes at a time give another document\n", path, steps[i]);
        gkplan_string_free(json);
    }
    for (size_t fail_at = 0; right && fail_at < size; fail_at += size / 7 + 1) {
        right = fails_cleanly(bytes, size, fail_at);
        if (!right)
            printf("%s: a failure after %zu bytes is not a read error\n", path, fail_at);
    }
    gkplan_string_free(whole);
    return right;
}

int main(int argc, char **argv)
{
    bool right = argc > 1;
    for (int i = 1; i < argc; i++) {
        struct loaded_file file = {NULL, 0};
        right = load_file(argv[i], &file) && check(argv[i], file.bytes, file.size) && right;
        free(file.bytes);
    }
    return right ? 0 : 1;
}

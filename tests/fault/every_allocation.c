/* Every allocation fails once: `every_allocation FILE...`.
 *
 * Each document is read, checked and compared again and again; the first allocation fails, then the second,
 * and so on, until nothing fails any more. After each failure the status must be "out of memory", the caller
 * must get an error, and every byte must have been given back. libxml2's allocations fail in the same way in
 * a second round.
 */
#include "../load_file.h"
#include <gkplan/gkplan.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libxml2 2.9 itself loses a block when its HTML parser cannot be made; everything else must come back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:htmlNewParserCtxt\n";
}

/* The allocations left until one fails; counts down. Negative: none fails. */
static long xml_countdown = -1;

struct faulty {
    long countdown;
    size_t bytes;
    bool failed;
};

static bool fails(long *countdown)
{
    if (*countdown < 0)
        return false;
    return (*countdown)-- == 0;
}

static void *allocate(void *context, size_t bytes)
{
    struct faulty *faulty = context;
    if (fails(&faulty->countdown)) {
        faulty->failed = true;
        return NULL;
    }
    void *block = malloc(bytes);
    faulty->bytes += block ? bytes : 0;
    return block;
}

static void *reallocate(void *context, void *block, size_t old_bytes, size_t bytes)
{
    struct faulty *faulty = context;
    if (fails(&faulty->countdown)) {
        faulty->failed = true;
        return NULL;
    }
    void *moved = realloc(block, bytes);
    if (moved)
        faulty->bytes += bytes - old_bytes;
    return moved;
}

static void release(void *context, void *block, size_t bytes)
{
    struct faulty *faulty = context;
    faulty->bytes -= bytes;
    free(block);
}

static void *xml_malloc(size_t bytes)
{
    return fails(&xml_countdown) ? NULL : malloc(bytes);
}

static void *xml_realloc(void *block, size_t bytes)
{
    return fails(&xml_countdown) ? NULL : realloc(block, bytes);
}

static char *xml_strdup(const char *text)
{
    size_t length = strlen(text) + 1;
    char *copy = xml_malloc(length);
    return copy ? memcpy(copy, text, length) : NULL;
}

struct input {
    const char *path;
    struct loaded_file file;
};

/* Characters that the document read last has placed: a failure that libxml2 gets over must not change them.
 */
static uint64_t placed;

static gkplan_status check_once(const gkplan_document *document, const gkplan_allocator *allocator,
                                gkplan_error **error, bool *had_error)
{
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    gkplan_findings *findings = NULL;
    options.allocator = allocator;
    gkplan_status status = gkplan_check(document, &options, &findings, error);
    *had_error = *error != NULL;
    gkplan_findings_free(findings);
    return status;
}

/* The first input, read while nothing failed: what each document is compared with. */
static gkplan_document *other_document;

static gkplan_status diff_once(const gkplan_document *document, const gkplan_allocator *allocator,
                               gkplan_error **error, bool *had_error)
{
    gkplan_diff_options options = GKPLAN_DIFF_OPTIONS_INIT;
    gkplan_changes *changes = NULL;
    options.allocator = allocator;
    options.unchanged = 1;
    gkplan_status status = gkplan_diff(other_document, document, &options, &changes, error);
    *had_error = *error != NULL;
    gkplan_changes_free(changes);
    return status;
}

static gkplan_status read_once(const struct input *input, struct faulty *faulty, bool *had_error)
{
    const gkplan_allocator allocator = {sizeof allocator, allocate, reallocate, release, faulty};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.allocator = &allocator;
    options.source_name = input->path;
    options.skim_markup = 1; /* one allocation more */
    gkplan_document *document = NULL;
    gkplan_error *error = NULL;
    gkplan_status status =
        gkplan_document_read_memory(input->file.bytes, input->file.size, &options, &document, &error);
    *had_error = error != NULL;
    placed = document ? gkplan_document_account(document)->placed : 0;
    if (document)
        status = check_once(document, &allocator, &error, had_error);
    if (document && status == GKPLAN_STATUS_OK)
        status = diff_once(document, &allocator, &error, had_error);
    gkplan_document_free(document);
    gkplan_error_free(error);
    return status;
}

static bool complain(const struct input *input, const char *round, long n, const char *words)
{
    printf("%s: %s: allocation %ld: %s\n", input->path, round, n, words);
    return false;
}

/* Our own allocations, through the caller's allocator. */
static bool own_round(const struct input *input)
{
    for (long n = 0;; n++) {
        struct faulty faulty = {n, 0, false};
        bool had_error;
        gkplan_status status = read_once(input, &faulty, &had_error);
        if (faulty.bytes != 0)
            return complain(input, "own", n, "memory was not given back");
        if (!faulty.failed) {
            printf("%s: own: %ld allocations, each failed once\n", input->path, n);
            return status == GKPLAN_STATUS_OK && n > 0;
        }
        if (status != GKPLAN_STATUS_NO_MEMORY)
            return complain(input, "own", n, gkplan_status_name(status));
        if (!had_error)
            return complain(input, "own", n, "no error was given");
    }
}

/* libxml2's allocations; only documents with XML or HTML inside make any. */
static bool xml_round(const struct input *input)
{
    struct faulty whole = {-1, 0, false};
    bool no_error;
    read_once(input, &whole, &no_error);
    const uint64_t right = placed;
    for (long n = 0;; n++) {
        struct faulty faulty = {-1, 0, false};
        bool had_error;
        xml_countdown = n;
        gkplan_status status = read_once(input, &faulty, &had_error);
        bool failed = xml_countdown < 0;
        xml_countdown = -1;
        if (faulty.bytes != 0)
            return complain(input, "libxml2", n, "memory was not given back");
        if (!failed) {
            printf("%s: libxml2: %ld allocations, each failed once\n", input->path, n);
            return status == GKPLAN_STATUS_OK;
        }
        bool same = status == GKPLAN_STATUS_OK && placed == right;
        if (status != GKPLAN_STATUS_NO_MEMORY && !same)
            return complain(input, "libxml2", n, gkplan_status_name(status));
    }
}

int main(int argc, char **argv)
{
    bool right = argc > 1 && xmlMemSetup(free, xml_malloc, xml_realloc, xml_strdup) == 0;
    if (right)
        right = gkplan_document_read_file(argv[1], NULL, &other_document, NULL) == GKPLAN_STATUS_OK;
    for (int i = 1; i < argc; i++) {
        struct input input = {argv[i], {NULL, 0}};
        right = load_file(input.path, &input.file) && own_round(&input) && xml_round(&input) && right;
        free(input.file.bytes);
    }
    gkplan_document_free(other_document);
    return right ? 0 : 1;
}

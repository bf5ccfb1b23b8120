/* Every malloc of the process fails once: `every_malloc FILE...`.
 *
 * The caller's allocator is not used here, so that libzip's and libxml2's own allocations, and those of the
 * writers, fail as well. Where the C library lets a program replace malloc (glibc, without a sanitizer) the
 * n-th call fails while a document is read and written as every format; what comes must be "out of memory",
 * or the same text as without a failure. Exit status 77: malloc cannot be replaced here.
 */
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define REPLACED
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#undef REPLACED
#endif
#endif

#ifdef REPLACED
/* Calls left until one fails; negative: none fails. */
static long countdown = -1;

static bool fails(void)
{
    return countdown >= 0 && countdown-- == 0;
}

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *block, size_t bytes);

void *malloc(size_t bytes)
{
    return fails() ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    return fails() ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *block, size_t bytes)
{
    return fails() ? NULL : __libc_realloc(block, bytes);
}

/* A sum of all that is written, in place of the text. */
static bool sum_up(const void *bytes, size_t size, void *context)
{
    const unsigned char *at = bytes;
    uint64_t *sum = context;
    for (size_t i = 0; i < size; i++)
        *sum = (*sum ^ at[i]) * 1099511628211u;
    return true;
}

static gkplan_status read_and_write(const char *path, uint64_t *sum)
{
    gkplan_document *document;
    gkplan_error *error;
    *sum = 0;
    gkplan_status status = gkplan_document_read_file(path, NULL, &document, &error);
    for (int output = GKPLAN_OUTPUT_JSON; status == GKPLAN_STATUS_OK && output <= GKPLAN_OUTPUT_LAYOUT_JSON;
         output++)
        status = gkplan_document_write(document, (gkplan_output)output, sum_up, sum);
    gkplan_document_free(document);
    /* libzip itself says so when memory ends while it looks for an archive's directory. */
    if (status == GKPLAN_STATUS_MALFORMED && strstr(gkplan_error_message(error), "Not a zip archive"))
        status = GKPLAN_STATUS_NO_MEMORY;
    gkplan_error_free(error);
    return status;
}

static bool try_file(const char *path)
{
    uint64_t right, sum;
    if (read_and_write(path, &right) != GKPLAN_STATUS_OK)
        return false;
    long wrong = 0;
    for (long n = 0;; n++) {
        countdown = n;
        gkplan_status status = read_and_write(path, &sum);
        bool failed = countdown < 0;
        countdown = -1;
        if (!failed) {
            printf("%s: %ld allocations, each failed once, %ld wrongly\n", path, n, wrong);
            return n > 0 && wrong == 0;
        }
        if (status == GKPLAN_STATUS_NO_MEMORY || (status == GKPLAN_STATUS_OK && sum == right))
            continue;
        if (wrong++ < 5)
            printf("%s: allocation %ld: %s\n", path, n, gkplan_status_name(status));
    }
}

int main(int argc, char **argv)
{
    bool good = argc > 1;
    for (int i = 1; i < argc; i++)
        good = try_file(argv[i]) && good;
    return good ? 0 : 1;
}
#else
int main(void)
{
    return 77;
}
#endif

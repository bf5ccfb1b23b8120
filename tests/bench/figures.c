/* Figures that are no times of one read: memory, allocations, text a second, two threads.
 *
 *     figures FILE...
 *
 * For each file a line of JSON: leaves, bytes of the file, allocations of one read, the most bytes that it
 * held at once (through the caller's allocator: libxml2's and libzip's own are not among them), what the
 * document keeps, the median of nine reads, megabytes a second, the same for utf8proc's NFKC over the file's
 * bytes where they are UTF-8 (nothing could be quicker that normalised them all), and how many times as many
 * reads two threads do in the time of one.
 */
#include "../load_file.h"
#include <gkplan/gkplan.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

enum { ROUNDS = 9 };

struct input {
    const char *path;
    struct loaded_file file;
};

struct counting {
    size_t calls;
    size_t held;
    size_t most;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void grow(struct counting *counting, size_t from, size_t to)
{
    counting->calls++;
    counting->held += to - from;
    if (counting->held > counting->most)
        counting->most = counting->held;
}

static void *allocate(void *context, size_t bytes)
{
    grow(context, 0, bytes);
    return malloc(bytes);
}

static void *reallocate(void *context, void *block, size_t old_bytes, size_t bytes)
{
    grow(context, old_bytes, bytes);
    return realloc(block, bytes);
}

static void release(void *context, void *block, size_t bytes)
{
    ((struct counting *)context)->held -= bytes;
    free(block);
}

static size_t read_once(const struct input *input, const gkplan_allocator *allocator, size_t *kept)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    gkplan_document *document = NULL;
    size_t leaves = 0;
    options.allocator = allocator;
    if (gkplan_document_read_memory(input->file.bytes, input->file.size, &options, &document, NULL) ==
        GKPLAN_STATUS_OK)
        for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
            leaves += plan->leaf_count;
    if (allocator && kept)
        *kept = ((const struct counting *)allocator->context)->held;
    gkplan_document_free(document);
    return leaves;
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double median_read(const struct input *input)
{
    double taken[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double begun = seconds();
        read_once(input, NULL, NULL);
        taken[i] = seconds() - begun;
    }
    qsort(taken, ROUNDS, sizeof *taken, compare);
    return taken[ROUNDS / 2];
}

/* 0 where the bytes are no UTF-8. */
static double median_nfkc(const struct input *input)
{
    double taken[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        utf8proc_uint8_t *folded = NULL;
        double begun = seconds();
        utf8proc_ssize_t length =
            utf8proc_map((const utf8proc_uint8_t *)input->file.bytes, (utf8proc_ssize_t)input->file.size,
                         &folded, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
        taken[i] = seconds() - begun;
        free(folded);
        if (length < 0)
            return 0;
    }
    qsort(taken, ROUNDS, sizeof *taken, compare);
    return taken[ROUNDS / 2];
}

static void *read_rounds(void *context)
{
    for (int i = 0; i < ROUNDS; i++)
        read_once(context, NULL, NULL);
    return NULL;
}

/* 2 where two threads do not hinder one another. */
static double two_threads(struct input *input, double one)
{
    pthread_t threads[2];
    double begun = seconds();
    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, read_rounds, input) != 0)
            exit(1);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 2 * ROUNDS * one / (seconds() - begun);
}

static bool measure(struct input *input)
{
    struct counting counting = {0};
    const gkplan_allocator allocator = {sizeof allocator, allocate, reallocate, release, &counting};
    size_t kept = 0, leaves = read_once(input, &allocator, &kept);
    double one = median_read(input), folding = median_nfkc(input);
    double megabytes = (double)input->file.size / 1e6;
    const char *name = strrchr(input->path, '/') ? strrchr(input->path, '/') + 1 : input->path;
    printf("{\"file\": \"%s\", \"leaves\": %zu, \"bytes\": %zu, \"allocations\": %zu, \"most_bytes\": %zu, "
           "\"kept_bytes\": %zu, \"read_ms\": %.2f, \"mb_per_s\": %.1f, \"nfkc_mb_per_s\": %.1f, "
           "\"two_threads\": %.2f}\n",
           name, leaves, input->file.size, counting.calls, counting.most, kept, 1000 * one, megabytes / one,
           folding > 0 ? megabytes / folding : 0, two_threads(input, one));
    return leaves > 0;
}

int main(int argc, char **argv)
{
    bool right = argc > 1;
    for (int i = 1; i < argc; i++) {
        struct input input = {argv[i], {NULL, 0}};
        right = load_file(input.path, &input.file) && measure(&input) && right;
        free(input.file.bytes);
    }
    return right ? 0 : 1;
}

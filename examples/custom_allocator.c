/* Count what a document takes from the caller's memory: `custom_allocator FILE`. */
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <stdlib.h>

struct counter {
    size_t now;
    size_t most;
    size_t calls;
};

static void count(struct counter *counter, size_t taken, size_t given)
{
    counter->calls++;
    counter->now += taken;
    counter->now -= given;
    if (counter->now > counter->most)
        counter->most = counter->now;
}

static void *allocate(void *context, size_t bytes)
{
    count(context, bytes, 0);
    return malloc(bytes);
}

static void *reallocate(void *context, void *block, size_t old_bytes, size_t bytes)
{
    count(context, bytes, old_bytes);
    return realloc(block, bytes);
}

static void release(void *context, void *block, size_t bytes)
{
    count(context, 0, bytes);
    free(block);
}

int main(int argc, char **argv)
{
    struct counter counter = {0, 0, 0};
    const gkplan_allocator allocator = {sizeof allocator, allocate, reallocate, release, &counter};
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.allocator = &allocator;
    gkplan_document *document;
    if (argc != 2 || gkplan_document_read_file(argv[1], &options, &document, NULL) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "usage: custom_allocator FILE\n");
        return 2;
    }
    printf("at most %s\n", counter.most < (64u << 20) ? "64 MiB" : "more than 64 MiB");
    gkplan_document_free(document);
    printf("%zu bytes left\n", counter.now);
    return counter.now != 0;
}

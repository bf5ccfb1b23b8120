/* Work on many things by several threads, with the results taken in order. */
#ifndef TOOLS_WORKERS_H
#define TOOLS_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

/* Works on the thing at `position` and returns the result, which may be NULL. Called by several threads at
 * once. */
typedef void *worker_make(size_t position, void *context);

/* Takes a result, in order of position, in the thread that called workers_run(). Returns false to stop: then
 * the results that are made already are handed to `drop`. */
typedef bool worker_take(size_t position, void *result, void *context);

/* Frees a result that is not taken; may be NULL. */
typedef void worker_drop(void *result, void *context);

struct work {
    size_t count;
    worker_make *make;
    worker_take *take;
    worker_drop *drop;
    void *context;
};

/* Do all of the work with `jobs` threads (1: without any). Results wait for their turn, never more than a few
 * for each thread. False when the threads' means are lacking, or `take` stopped. */
bool workers_run(const struct work *work, size_t jobs);

/* Processors that the system has, at least 1. */
size_t workers_processors(void);

#endif

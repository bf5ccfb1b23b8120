/* How far a long run is, on a terminal only. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    size_t total;
    size_t done;
    bool shown; /* standard error is a terminal, and there is more than one thing to do */
};

void progress_begin(struct progress *progress, size_t total);
/* One more is done. */
void progress_step(struct progress *progress);
/* Take the bar away, before other lines are printed and at the end. */
void progress_clear(const struct progress *progress);

#endif

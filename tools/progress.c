/* How far a long run is, on a terminal only: one line of standard error that is written over. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 30 };

static bool is_terminal(void)
{
    const char *kind = getenv("TERM");
    return isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0;
}

static void draw(const struct progress *progress)
{
    size_t filled = progress->total ? WIDTH * progress->done / progress->total : WIDTH;
    char bar[WIDTH + 1];
    memset(bar, ' ', WIDTH);
    memset(bar, '#', filled);
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %zu/%zu", bar, progress->done, progress->total);
    fflush(stderr);
}

void progress_begin(struct progress *progress, size_t total)
{
    *progress = (struct progress){.total = total, .shown = total > 1 && is_terminal()};
    if (progress->shown)
        draw(progress);
}

void progress_step(struct progress *progress)
{
    progress->done++;
    if (progress->shown)
        draw(progress);
}

void progress_clear(const struct progress *progress)
{
    if (!progress->shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}

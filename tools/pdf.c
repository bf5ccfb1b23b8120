/* PDF files, by way of pdftotext: started without a shell, its output read into memory. */
#include "pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* More word boxes than this are no plan. */
static const size_t most_bytes = (size_t)256 << 20;

bool pdf_is_one(const char *path)
{
    char start[5];
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    bool is_one =
        fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, "%PDF-", sizeof start) == 0;
    fclose(file);
    return is_one;
}

static void complain(const char *path, const char *what)
{
    fprintf(stderr, "gkplan: %s: %s\n", path, what);
}

/* Start pdftotext with its output going to `output`. 0, or an errno. */
static int start(const char *path, int output, pid_t *process)
{
    char program[] = "pdftotext", boxes[] = "-bbox-layout", to_output[] = "-";
    char *file = malloc(strlen(path) + 3);
    posix_spawn_file_actions_t actions;
    int problem = file ? posix_spawn_file_actions_init(&actions) : ENOMEM;
    if (problem) {
        free(file);
        return problem;
    }
    sprintf(file, "%s%s", path[0] == '-' ? "./" : "", path); /* a name is never an option */
    char *const arguments[] = {program, boxes, file, to_output, NULL};
    problem = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!problem)
        problem = posix_spawnp(process, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    free(file);
    return problem;
}

/* Everything that comes from `input`; NULL when that fails or is too much. */
static char *read_all(int input, size_t *size)
{
    size_t capacity = 1 << 16, used = 0;
    char *bytes = malloc(capacity);
    while (bytes) {
        ssize_t got = read(input, bytes + used, capacity - used);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got > 0)
            used += (size_t)got;
        if (got < 0 || used > most_bytes) {
            free(bytes);
            return NULL;
        }
        if (used < capacity)
            continue;
        capacity *= 2;
        char *more = realloc(bytes, capacity);
        if (!more)
            free(bytes);
        bytes = more;
    }
    *size = used;
    return bytes;
}

static bool ended_well(pid_t process)
{
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

char *pdf_word_boxes(const char *path, size_t *size)
{
    int ends[2];
    pid_t process;
    if (pipe(ends) != 0) {
        complain(path, strerror(errno));
        return NULL;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int problem = start(path, ends[1], &process);
    close(ends[1]);
    if (problem) {
        close(ends[0]);
        complain(path, problem == ENOENT
                           ? "reading a PDF file needs pdftotext: install poppler-utils, or give the "
                             "output of 'pdftotext -bbox-layout'"
                           : strerror(problem));
        return NULL;
    }
    char *bytes = read_all(ends[0], size);
    close(ends[0]);
    bool good = ended_well(process);
    if (!bytes || !good) {
        complain(path, "pdftotext could not read it");
        free(bytes);
        return NULL;
    }
    return bytes;
}

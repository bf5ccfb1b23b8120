/* PDF files, by way of pdftotext: started without a shell, its output read into memory. */
#include "pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* More word boxes than this are no plan. */
static const size_t most_bytes = (size_t)256 << 20;

bool pdf_is_one(const char *path)
{
    char start[5];
    struct stat about;
    /* Not blocking, so that opening a FIFO that nobody writes to comes back. */
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return false;
    bool is_one = fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
                  read(file, start, sizeof start) == (ssize_t)sizeof start &&
                  memcmp(start, "%PDF-", sizeof start) == 0;
    close(file);
    return is_one;
}

static const char missing[] =
    "reading a PDF file needs pdftotext: install poppler-utils (poppler on macOS and Fedora), "
    "or give the output of 'pdftotext -bbox-layout'";

static void complain(const char *path, const char *what)
{
    fprintf(stderr, "gkplan: %s: %s\n", path, what);
}

/* Start pdftotext with its output going to `output`; it gets no input, and its complaints go where ours go.
 * 0, or an errno. */
static int start(const char *path, int output, pid_t *process)
{
    char program[] = "pdftotext", boxes[] = "-bbox", encoding[] = "-enc", name[] = "UTF-8", to_output[] = "-";
    char *file = malloc(strlen(path) + 3);
    posix_spawn_file_actions_t actions;
    int problem = file ? posix_spawn_file_actions_init(&actions) : ENOMEM;
    if (problem) {
        free(file);
        return problem;
    }
    sprintf(file, "%s%s", path[0] == '-' ? "./" : "", path); /* a name is never an option */
    char *const arguments[] = {program, boxes, encoding, name, file, to_output, NULL};
    problem = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!problem)
        problem = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!problem)
        problem = posix_spawnp(process, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    free(file);
    return problem;
}

enum ending { ENDED_WELL, WITHOUT_MEMORY, TOO_LARGE, NOT_READ };

/* Everything that comes from `input`; NULL, and why, when that fails or is too much. */
static char *read_all(int input, size_t *size, enum ending *ending)
{
    size_t capacity = 1 << 16, used = 0;
    char *bytes = malloc(capacity);
    *ending = bytes ? ENDED_WELL : WITHOUT_MEMORY;
    while (*ending == ENDED_WELL) {
        ssize_t got = read(input, bytes + used, capacity - used);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        used += got > 0 ? (size_t)got : 0;
        *ending = got < 0 ? NOT_READ : used > most_bytes ? TOO_LARGE : ENDED_WELL;
        if (*ending != ENDED_WELL || used < capacity)
            continue;
        char *more = realloc(bytes, capacity * 2);
        *ending = more ? ENDED_WELL : WITHOUT_MEMORY;
        bytes = more ? more : bytes;
        capacity *= 2;
    }
    if (*ending != ENDED_WELL) {
        free(bytes);
        return NULL;
    }
    *size = used;
    return bytes;
}

/* How pdftotext ended, in words; NULL: well. */
static const char *wait_for(pid_t process)
{
    static const char *const codes[] = {
        NULL, "pdftotext could not open it: it is damaged or needs a password",
        "pdftotext could not write its output", "the PDF file does not allow copying"};
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return strerror(errno);
    if (!WIFEXITED(status))
        return "pdftotext was stopped by a signal";
    size_t code = (size_t)WEXITSTATUS(status);
    if (code == 127)
        return missing;
    return code < sizeof codes / sizeof *codes ? codes[code] : "pdftotext failed";
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
        complain(path, problem == ENOENT ? missing : strerror(problem));
        return NULL;
    }
    static const char *const endings[] = {NULL, "out of memory", "the words of this PDF file are too many",
                                          "the output of pdftotext could not be read"};
    enum ending ending;
    char *bytes = read_all(ends[0], size, &ending);
    close(ends[0]); /* what still writes is stopped */
    const char *trouble = wait_for(process);
    if (bytes && !trouble)
        return bytes;
    complain(path, bytes ? trouble : endings[ending]);
    free(bytes);
    return NULL;
}

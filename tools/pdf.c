/* PDF files, by way of pdftotext and pdftocairo: started without a shell, their output read into memory. */
#include "pdf.h"

#include "drawing.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* More word boxes than this are no plan; and more lines. What is drawn besides is not kept. */
static const size_t most_words = (size_t)192 << 20, most_lines = (size_t)48 << 20;
/* A line is drawn in fewer bytes; what takes more is a picture. */
static const size_t most_of_line = (size_t)1 << 20;

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

void pdf_say_undrawn(const char *path, const char *why)
{
    fprintf(stderr,
            "gkplan: %s: the drawn lines of its tables were not used, cells were found from where the words "
            "stand: %s\n",
            path, why);
}

/* --- running a program --- */

enum { MOST_ARGUMENTS = 16 };

/* Takes what a program writes; false when that is enough or too much. */
typedef bool take_bytes(void *sink, const char *bytes, size_t size);

struct program {
    const char *const *arguments; /* its name and its options, before the file's name and "-" */
    take_bytes *take;
    void *sink;
    unsigned seconds; /* it may take */
};

/* Start a program with its output going to `output`; it gets no input, and its complaints go where ours go.
 * 0, or an errno. */
static int start(const struct program *program, const char *path, int output, pid_t *process)
{
    char *arguments[MOST_ARGUMENTS + 3];
    size_t count = 0;
    char *file = malloc(strlen(path) + 3);
    posix_spawn_file_actions_t actions;
    int problem = file ? posix_spawn_file_actions_init(&actions) : ENOMEM;
    if (problem) {
        free(file);
        return problem;
    }
    sprintf(file, "%s%s", path[0] == '-' ? "./" : "", path); /* a name is never an option */
    for (; count < MOST_ARGUMENTS && program->arguments[count]; count++)
        arguments[count] = (char *)program->arguments[count]; /* which posix_spawn does not change */
    char to_output[] = "-";
    arguments[count] = file;
    arguments[count + 1] = to_output;
    arguments[count + 2] = NULL;
    problem = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!problem)
        problem = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!problem)
        problem = posix_spawnp(process, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    free(file);
    return problem;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Hand on everything that comes from `input`: NULL, or what went wrong. */
static const char *read_all(int input, const struct program *program)
{
    char bytes[1 << 16];
    const double end = now() + program->seconds;
    for (double left; (left = end - now()) > 0;) {
        struct pollfd waiting = {.fd = input, .events = POLLIN};
        /* At most a minute at once, which no clock's type overflows. */
        if (poll(&waiting, 1, left < 60 ? (int)(left * 1000) + 1 : 60000) <= 0)
            continue;
        const ssize_t got = read(input, bytes, sizeof bytes);
        if (got == 0)
            return NULL;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return "its output could not be read";
        if (!program->take(program->sink, bytes, (size_t)got))
            return "its output is too large";
    }
    return "took too long, and was stopped";
}

static const char not_found[] = "is not installed (poppler-utils has it)";

/* How a program ended, in words; NULL: well. */
static const char *wait_for(pid_t process)
{
    static const char *const codes[] = {NULL, "could not open it: it is damaged or needs a password",
                                        "could not write its output", "the PDF file does not allow copying"};
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return strerror(errno);
    if (!WIFEXITED(status))
        return "was stopped by a signal";
    size_t code = (size_t)WEXITSTATUS(status);
    if (code == 127)
        return not_found;
    return code < sizeof codes / sizeof *codes ? codes[code] : "failed";
}

/* Run a program over the file at `path`: NULL, or what went wrong. */
static const char *run(const struct program *program, const char *path)
{
    int ends[2];
    pid_t process;
    if (pipe(ends) != 0)
        return strerror(errno);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int problem = start(program, path, ends[1], &process);
    close(ends[1]);
    if (problem) {
        close(ends[0]);
        return problem == ENOENT ? not_found : strerror(problem);
    }
    const char *reading = read_all(ends[0], program);
    if (reading)
        kill(process, SIGKILL);
    close(ends[0]);
    const char *ending = wait_for(process);
    return reading ? reading : ending;
}

/* --- words and lines --- */

static bool take_words(void *sink, const char *bytes, size_t size)
{
    return buffer_append(sink, bytes, size);
}

static bool take_drawing(void *sink, const char *bytes, size_t size)
{
    return drawing_take(sink, bytes, size);
}

static bool read_words(const char *path, unsigned seconds, struct buffer *words)
{
    static const char *const arguments[] = {"pdftotext", "-bbox", "-enc", "UTF-8", NULL};
    const struct program program = {
        .arguments = arguments, .take = take_words, .sink = words, .seconds = seconds};
    const char *trouble = run(&program, path);
    if (trouble == not_found)
        complain(path, missing);
    else if (trouble)
        fprintf(stderr, "gkplan: %s: pdftotext %s\n", path, trouble);
    return !trouble;
}

/* The drawings of all pages, in the coordinates of pdftotext: as large as they are, on paper that is larger
 * than any. */
static bool read_drawing(const char *path, unsigned seconds, struct drawing *drawing)
{
    static const char *const arguments[] = {"pdftocairo", "-svg",  "-noshrink", "-nocenter", "-nocrop",
                                            "-paperw",    "14400", "-paperh",   "14400",     NULL};
    const struct program program = {
        .arguments = arguments, .take = take_drawing, .sink = drawing, .seconds = seconds};
    const char *trouble = run(&program, path);
    char why[256];
    if (!trouble)
        return true;
    snprintf(why, sizeof why, "pdftocairo %s", trouble);
    pdf_say_undrawn(path, why);
    return false;
}

/* The words with the drawings behind them, in one document: right behind the element that holds the words. */
static bool put_together(const struct buffer *words, const struct buffer *drawn, struct buffer *both)
{
    static const char end[] = "</doc>";
    const size_t length = sizeof end - 1;
    for (size_t at = words->size; at >= length; at--)
        if (memcmp(words->bytes + at - length, end, length) == 0)
            return buffer_append(both, words->bytes, at) && buffer_append(both, "\n", 1) &&
                   buffer_append(both, drawn->bytes, drawn->size) &&
                   buffer_append(both, words->bytes + at, words->size - at);
    return false;
}

static bool has_words(const struct buffer *words)
{
    static const char word[] = "<word ";
    const size_t length = sizeof word - 1;
    for (size_t at = 0; at + length <= words->size; at++)
        if (memcmp(words->bytes + at, word, length) == 0)
            return true;
    return false;
}

bool pdf_read(const char *path, unsigned seconds, struct pdf_pages *pages)
{
    struct buffer words = {.most = most_words}, both = {.most = most_words + most_lines};
    struct drawing drawing;
    *pages = (struct pdf_pages){0};
    if (!read_words(path, seconds, &words)) {
        buffer_free(&words);
        return false;
    }
    drawing_init(&drawing, most_lines, most_of_line);
    /* Pictures of scanned pages would only take time. */
    if (has_words(&words) && read_drawing(path, seconds, &drawing) &&
        !put_together(&words, &drawing.kept, &both))
        buffer_free(&both);
    drawing_free(&drawing);
    *pages = (struct pdf_pages){words.bytes, words.size, both.bytes, both.size};
    return true;
}

void pdf_free(struct pdf_pages *pages)
{
    free(pages->words);
    free(pages->drawn);
    *pages = (struct pdf_pages){0};
}

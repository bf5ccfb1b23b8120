/* gkplan convert: a document in the formats that other programs read. */
#include "command.h"
#include "convert_targets.h"
#include "files.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "sandbox.h"
#include "workers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* An output format of the command line. */
struct target_format {
    const char *name;
    gkplan_output output;
    bool joins; /* documents may follow one another in one stream */
};

static const struct target_format target_formats[] = {
    {"json", GKPLAN_OUTPUT_JSON, true},   {"ndjson", GKPLAN_OUTPUT_NDJSON, true},
    {"csv", GKPLAN_OUTPUT_CSV, false},    {"tsv", GKPLAN_OUTPUT_TSV, false},
    {"md", GKPLAN_OUTPUT_MARKDOWN, true},
};

static const struct choice target_choices[] = {
    {"json", 0}, {"ndjson", 1}, {"csv", 2}, {"tsv", 3}, {"markdown", 4}, {"md", 4}, {NULL, 0},
};

struct conversion {
    struct reading reading;
    struct files files;
    char **targets;     /* by file, where each is written; NULL: all in one stream */
    int target;         /* index into target_formats, -1: by the output's name */
    const char *output; /* a file or a folder; NULL: standard output */
    bool compact;
    bool byte_order_mark;
    bool into_folder;
    int jobs;
    bool stats;
    struct progress progress;
    int status;    /* the gravest so far */
    size_t failed; /* documents */
    double bytes;  /* of the files that were read */
};

/* One document on its way from a thread to its turn. */
struct converted {
    gkplan_document *document; /* NULL: it could not be read */
    gkplan_status status;
    gkplan_error *error;
    char *text; /* what goes to standard output */
    size_t length;
    bool written;
};

static gkplan_output output_of(const struct conversion *conversion)
{
    gkplan_output output = target_formats[conversion->target].output;
    return output == GKPLAN_OUTPUT_JSON && conversion->compact ? GKPLAN_OUTPUT_JSON_COMPACT : output;
}

static bool write_document(const struct conversion *conversion, const gkplan_document *document, FILE *stream,
                           const char *name)
{
    if (conversion->byte_order_mark)
        fputs("\xEF\xBB\xBF", stream);
    return output_document(document, output_of(conversion), stream, name);
}

static bool write_file(const struct conversion *conversion, const gkplan_document *document, const char *path)
{
    FILE *stream = output_open(path);
    return stream && output_close(stream, path, write_document(conversion, document, stream, path));
}

/* --- one document, in any thread --- */

/* Write what was read: to its file, or to a text that waits for its turn. */
static bool write_converted(const struct conversion *conversion, size_t position, struct converted *converted)
{
    const gkplan_document *document = converted->document;
    if (conversion->targets)
        return write_file(conversion, document, conversion->targets[position]);
    return gkplan_document_write_string(document, output_of(conversion), &converted->text,
                                        &converted->length) == GKPLAN_STATUS_OK;
}

static void *make_converted(size_t position, void *context)
{
    const struct conversion *conversion = context;
    struct converted *converted = calloc(1, sizeof *converted);
    if (!converted)
        return NULL;
    converted->document = reading_open(&conversion->reading.options, conversion->files.paths[position],
                                       &converted->status, &converted->error);
    converted->written = converted->document && write_converted(conversion, position, converted);
    return converted;
}

static void drop_converted(void *result, void *context)
{
    struct converted *converted = result;
    (void)context;
    if (!converted)
        return;
    gkplan_document_free(converted->document);
    gkplan_error_free(converted->error);
    gkplan_string_free(converted->text);
    free(converted);
}

/* --- all documents, in order --- */

static void grow_graver(struct conversion *conversion, int status)
{
    conversion->status = status > conversion->status ? status : conversion->status;
    conversion->failed += status == EXIT_FAILED;
}

static void count_bytes(struct conversion *conversion, const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0)
        conversion->bytes += (double)about.st_size;
}

static void say_converted(struct conversion *conversion, size_t position, const struct converted *converted)
{
    const char *path = conversion->files.paths[position];
    if (!converted->document) {
        if (converted->status != GKPLAN_STATUS_OK)
            reading_say_error(path, converted->status, converted->error);
        grow_graver(conversion, EXIT_FAILED);
        return;
    }
    int status = reading_report(&conversion->reading, converted->document);
    if (!converted->written && !conversion->targets)
        fprintf(stderr, "gkplan: %s: could not be written\n", path);
    grow_graver(conversion, converted->written ? status : EXIT_FAILED);
}

static bool take_converted(size_t position, void *result, void *context)
{
    struct conversion *conversion = context;
    struct converted *converted = result;
    if (!converted) {
        fputs("gkplan: out of memory\n", stderr);
        return false;
    }
    progress_clear(&conversion->progress);
    say_converted(conversion, position, converted);
    if (converted->text && conversion->byte_order_mark)
        fputs("\xEF\xBB\xBF", stdout);
    if (converted->text)
        fwrite(converted->text, 1, converted->length, stdout);
    count_bytes(conversion, conversion->files.paths[position]);
    progress_step(&conversion->progress);
    drop_converted(converted, NULL);
    return !ferror(stdout);
}

static void convert_many(struct conversion *conversion)
{
    const struct work work = {conversion->files.count, make_converted, take_converted, drop_converted,
                              conversion};
    progress_begin(&conversion->progress, conversion->files.count);
    if (!workers_run(&work, conversion->jobs > 0 ? (size_t)conversion->jobs : workers_processors()))
        conversion->status = EXIT_FAILED;
    progress_clear(&conversion->progress);
}

/* A single document is written as it comes: its text is never held as a whole. */
static int convert_single(const gkplan_document *document, void *context)
{
    const struct conversion *conversion = context;
    const char *path = conversion->targets ? conversion->targets[0] : conversion->output;
    bool good = path ? write_file(conversion, document, path)
                     : write_document(conversion, document, stdout, "standard output");
    return good ? EXIT_DONE : EXIT_FAILED;
}

static void convert_one(struct conversion *conversion)
{
    grow_graver(conversion,
                reading_each(&conversion->reading, conversion->files.paths, 1, convert_single, conversion));
    count_bytes(conversion, conversion->files.paths[0]);
}

/* The format that a file's extension names; JSON when it names none. */
static int target_of_name(const char *name)
{
    const char *dot = name ? strrchr(name, '.') : NULL;
    for (const struct choice *choice = target_choices; dot && choice->name; choice++)
        if (strcmp(choice->name, dot + 1) == 0)
            return choice->value;
    return 0;
}

/* Settle what the options leave open. False when they do not go together. */
static bool settle(struct conversion *conversion, const struct usage *usage, char *const *operands, int count)
{
    struct stat about;
    if (conversion->output)
        conversion->into_folder = stat(conversion->output, &about) == 0 && S_ISDIR(about.st_mode);
    if (conversion->target < 0)
        conversion->target = target_of_name(conversion->into_folder ? NULL : conversion->output);
    const char *format = target_formats[conversion->target].name;
    if (conversion->into_folder) {
        conversion->targets =
            convert_targets(&conversion->files, operands, (size_t)count, conversion->output, format);
        return conversion->targets &&
               convert_make_folders(conversion->targets, conversion->files.count, conversion->output);
    }
    if (conversion->files.count <= 1)
        return true;
    if (conversion->output)
        usage_error(usage, "several FILEs need a folder as --output");
    else if (!target_formats[conversion->target].joins)
        usage_error(usage, "several FILEs as %s need a folder as --output", format);
    return !conversion->output && target_formats[conversion->target].joins;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void say_stats(const struct conversion *conversion, double seconds)
{
    double count = (double)conversion->files.count;
    fprintf(stderr, "gkplan: %zu documents, %zu failed, %.1f MB in %.2f s: %.0f documents/s, %.1f MB/s\n",
            conversion->files.count, conversion->failed, conversion->bytes / 1e6, seconds,
            seconds > 0 ? count / seconds : 0, seconds > 0 ? conversion->bytes / 1e6 / seconds : 0);
}

static int convert_files(struct conversion *conversion, const struct usage *usage, char **operands, int count)
{
    bool found = files_collect(&conversion->files, operands, (size_t)count, NULL, NULL);
    conversion->status = found ? EXIT_DONE : EXIT_FAILED;
    double begun = now();
    if (!settle(conversion, usage, operands, count)) {
        conversion->status = EXIT_FAILED;
    } else {
        sandbox_enter(conversion->output);
        if (conversion->files.count == 1)
            convert_one(conversion);
        else
            convert_many(conversion);
        if (conversion->stats)
            say_stats(conversion, now() - begun);
    }
    convert_targets_free(conversion->targets, conversion->files.count);
    files_free(&conversion->files);
    return conversion->status;
}

int command_convert(int argc, char **argv)
{
    struct conversion conversion = {.target = -1};
    const struct option own[] = {
        {"to", "FORMAT", "what to write (by the output's name, else json)", option_set_choice,
         &conversion.target, target_choices},
        {"output", "PATH", "a file, or a folder for several FILEs (standard output)", option_set_text,
         &conversion.output, NULL},
        {"compact", NULL, "JSON on one line", option_set_flag, &conversion.compact, NULL},
        {"bom", NULL, "begin with a byte order mark, for spreadsheets", option_set_flag,
         &conversion.byte_order_mark, NULL},
        {"jobs", "N", "threads (one for each processor)", option_set_number, &conversion.jobs, NULL},
        {"stats", NULL, "say at the end how many documents a second were done", option_set_flag,
         &conversion.stats, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "convert [OPTION]... FILE|FOLDER...",
        .description = "Write the plans of each FILE for other programs.",
        .own = own,
    };
    int count, status;
    if (!reading_parse(&conversion.reading, &usage, argc, argv, &count, &status))
        return status;
    status = convert_files(&conversion, &usage, argv, count);
    reading_free(&conversion.reading);
    return output_finish(status);
}

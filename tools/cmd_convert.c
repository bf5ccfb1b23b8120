/* gkplan convert: a document in the formats that other programs read. */
#include "command.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
    int target;         /* index into target_formats, -1: by the output's name */
    const char *output; /* a file or a folder; NULL: standard output */
    bool compact;
    bool byte_order_mark;
    bool into_folder;
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

/* FOLDER/NAME.EXTENSION, where NAME is the source's without its folders ("plan.docx.json"). malloc's. */
static char *path_in_folder(const struct conversion *conversion, const gkplan_document *document)
{
    const char *source = gkplan_document_source_name(document);
    const char *name = strrchr(source, '/') ? strrchr(source, '/') + 1 : source;
    const char *extension = target_formats[conversion->target].name;
    size_t size = strlen(conversion->output) + strlen(name) + strlen(extension) + 3;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s.%s", conversion->output, name, extension);
    return path;
}

static bool write_into_folder(const struct conversion *conversion, const gkplan_document *document)
{
    char *path = path_in_folder(conversion, document);
    if (!path) {
        fputs("gkplan: out of memory\n", stderr);
        return false;
    }
    bool good = write_file(conversion, document, path);
    free(path);
    return good;
}

static int convert_document(const gkplan_document *document, void *context)
{
    const struct conversion *conversion = context;
    bool good = conversion->into_folder ? write_into_folder(conversion, document)
                : conversion->output    ? write_file(conversion, document, conversion->output)
                                        : write_document(conversion, document, stdout, "standard output");
    return good ? EXIT_DONE : EXIT_FAILED;
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
static bool settle(struct conversion *conversion, const struct usage *usage, int count)
{
    struct stat about;
    if (conversion->output)
        conversion->into_folder = stat(conversion->output, &about) == 0 && S_ISDIR(about.st_mode);
    if (conversion->target < 0)
        conversion->target = target_of_name(conversion->into_folder ? NULL : conversion->output);
    if (count == 1 || conversion->into_folder)
        return true;
    if (conversion->output) {
        usage_error(usage, "several FILEs need a folder as --output");
        return false;
    }
    if (!target_formats[conversion->target].joins) {
        usage_error(usage, "several FILEs as %s need a folder as --output",
                    target_formats[conversion->target].name);
        return false;
    }
    return true;
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
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "convert [OPTION]... FILE...",
        .description = "Write the plans of each FILE for other programs.",
        .own = own,
    };
    struct reading reading;
    int count, status;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    status = EXIT_FAILED;
    if (settle(&conversion, &usage, count)) {
        sandbox_enter(conversion.output);
        status = reading_each(&reading, argv, count, convert_document, &conversion);
    }
    reading_free(&reading);
    return output_finish(status);
}

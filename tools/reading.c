/* Reading documents for the subcommands. */
#include "reading.h"

#include "command.h"
#include "pdf.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the options of a read --- */

const struct choice language_choices[] = {
    {"en", LANGUAGE_ENGLISH},
    {"zh", LANGUAGE_CHINESE},
    {NULL, 0},
};

const struct choice reading_format_choices[] = {
    {"auto", GKPLAN_FORMAT_AUTOMATIC}, {"docx", GKPLAN_FORMAT_DOCX},         {"text", GKPLAN_FORMAT_TEXT},
    {"html", GKPLAN_FORMAT_HTML},      {"pdf-text", GKPLAN_FORMAT_PDF_TEXT}, {NULL, 0},
};

static const struct choice revision_choices[] = {
    {"accept", GKPLAN_REVISIONS_ACCEPT},
    {"reject", GKPLAN_REVISIONS_REJECT},
    {NULL, 0},
};

/* "2021-04-28" */
bool option_set_date(const struct option *option, char *value)
{
    int year, month, day, end = 0;
    if (strlen(value) != 10 || sscanf(value, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10)
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *(gkplan_date *)option->target = (gkplan_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

static bool set_year(const struct option *option, char *value)
{
    int year = option_number(value, 9999);
    if (year < 1)
        return false;
    *(int *)option->target = year;
    return true;
}

/* The role of this name; false when there is none. gkplan_role_name() says "other" for values past the last.
 */
static bool find_role(const char *name, gkplan_role *role)
{
    for (int value = 0; value == 0 || strcmp(gkplan_role_name((gkplan_role)value), "other") != 0; value++) {
        if (strcmp(gkplan_role_name((gkplan_role)value), name) == 0) {
            *role = (gkplan_role)value;
            return true;
        }
    }
    return false;
}

bool reading_header_word(char *value, gkplan_header_word *word)
{
    char *equals = strrchr(value, '=');
    gkplan_role role;
    if (!equals || equals == value || !find_role(equals + 1, &role))
        return false;
    *equals = '\0';
    *word = (gkplan_header_word){value, role};
    return true;
}

static bool set_header_word(const struct option *option, char *value)
{
    struct reading *reading = option->target;
    if (!reading_header_word(value, &reading->header_words[reading->options.header_word_count]))
        return false;
    reading->options.header_word_count++;
    return true;
}

static void make_common_options(struct reading *reading)
{
    const struct option common[] = {
        {"format", "FORMAT", "what the source is (auto)", option_set_choice, &reading->format,
         reading_format_choices},
        {"encoding", "NAME", "the encoding of a text, such as GB18030", option_set_text,
         &reading->options.encoding, NULL},
        {"revisions", "HOW", "tracked changes (accept)", option_set_choice, &reading->revisions,
         revision_choices},
        {"year", "YEAR", "the year of dates that name none", set_year, &reading->year, NULL},
        {"issued", "YYYY-MM-DD", "the date of issue", option_set_date, &reading->options.issued, NULL},
        {"header-word", "WORD=ROLE", "columns with WORD in their header have ROLE", set_header_word, reading,
         NULL},
        {"normalize-text", NULL, "plain characters for those that PDF fonts put in their place",
         option_set_flag, &reading->normalize_text, NULL},
        {"skim-markup", NULL, "leave out a Word file's repeated markup before its XML is parsed",
         option_set_flag, &reading->skim_markup, NULL},
        {"lang", "LANGUAGE", "language of messages (LC_ALL, LC_MESSAGES, LANG)", option_set_choice,
         &reading->language, language_choices},
        {"quiet", NULL, "do not print diagnostics", option_set_flag, &reading->quiet, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    _Static_assert(sizeof common <= sizeof reading->common, "room for every common option");
    memcpy(reading->common, common, sizeof common);
}

enum language language_from_environment(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? LANGUAGE_CHINESE : LANGUAGE_ENGLISH;
    }
    return LANGUAGE_ENGLISH;
}

bool reading_parse(struct reading *reading, struct usage *usage, int argc, char **argv, int *operand_count,
                   int *status)
{
    *reading = (struct reading){.options = GKPLAN_READ_OPTIONS_INIT};
    *status = EXIT_FAILED;
    reading->header_words = calloc((size_t)argc, sizeof *reading->header_words);
    if (!reading->header_words) {
        fputs("gkplan: out of memory\n", stderr);
        return false;
    }
    make_common_options(reading);
    usage->common = reading->common;
    enum parsed parsed = options_parse(usage, argc, argv, operand_count);
    if (parsed == PARSED && *operand_count == 0) {
        usage_error(usage, "no FILE given ('-' is standard input)");
        parsed = PARSED_WRONG;
    }
    if (parsed != PARSED) {
        *status = parsed == PARSED_HELP ? EXIT_DONE : EXIT_FAILED;
        reading_free(reading);
        return false;
    }
    if (reading->language == LANGUAGE_FROM_ENVIRONMENT)
        reading->language = (int)language_from_environment();
    reading->options.format = (gkplan_format)reading->format;
    reading->options.revisions = (gkplan_revisions)reading->revisions;
    reading->options.plan_year = reading->year;
    reading->options.normalize_text = reading->normalize_text;
    reading->options.skim_markup = reading->skim_markup;
    reading->options.header_words = reading->header_words;
    return true;
}

void reading_free(struct reading *reading)
{
    free(reading->header_words);
    reading->header_words = NULL;
}

/* --- reading --- */

static long read_standard_input(void *buffer, size_t capacity, void *context)
{
    FILE *input = context;
    size_t size = fread(buffer, 1, capacity, input);
    return ferror(input) ? -1 : (long)size;
}

void reading_say_error(const char *path, gkplan_status status, const gkplan_error *error)
{
    const char *message = gkplan_error_message(error);
    fputs("gkplan: ", stderr);
    if (*message) {
        text_print_line(stderr, message);
    } else {
        text_print_line(stderr, path);
        fprintf(stderr, ": %s", gkplan_status_name(status));
    }
    fputc('\n', stderr);
}

/* With the drawings of the pages; where these cannot be read, without them. */
static gkplan_status read_pages(const char *path, const struct pdf_pages *pages,
                                const gkplan_read_options *options, gkplan_document **document,
                                gkplan_error **error)
{
    if (pages->drawn) {
        const gkplan_status status =
            gkplan_document_read_memory(pages->drawn, pages->drawn_size, options, document, error);
        if (status != GKPLAN_STATUS_MALFORMED && status != GKPLAN_STATUS_LIMIT)
            return status;
        pdf_say_undrawn(path, gkplan_error_message(*error));
        gkplan_error_free(*error);
        *error = NULL;
    }
    return gkplan_document_read_memory(pages->words, pages->words_size, options, document, error);
}

gkplan_document *reading_open(const gkplan_read_options *given, const char *path, gkplan_status *status_out,
                              gkplan_error **error_out)
{
    gkplan_read_options options = *given;
    gkplan_document *document = NULL;
    gkplan_error *error = NULL;
    gkplan_status status;
    options.source_name = path;
    if (strcmp(path, "-") == 0) {
        status = gkplan_document_read_callback(read_standard_input, stdin, &options, &document, &error);
    } else if (pdf_is_one(path)) {
        struct pdf_pages pages;
        if (!pdf_read(path, PDF_SECONDS, &pages)) {
            *status_out = GKPLAN_STATUS_OK;
            *error_out = NULL;
            return NULL;
        }
        status = read_pages(path, &pages, &options, &document, &error);
        pdf_free(&pages);
    } else {
        status = gkplan_document_read_file(path, &options, &document, &error);
    }
    *status_out = status;
    *error_out = error;
    return document;
}

gkplan_document *reading_document(const struct reading *reading, const char *path)
{
    gkplan_status status;
    gkplan_error *error;
    gkplan_document *document = reading_open(&reading->options, path, &status, &error);
    if (!document && status != GKPLAN_STATUS_OK)
        reading_say_error(path, status, error);
    gkplan_error_free(error);
    return document;
}

/* --- diagnostics --- */

static void print_place(const gkplan_place *place, bool chinese)
{
    if (place->table < 0)
        return;
    fprintf(stderr, chinese ? "（表%" PRId32 : " (table %" PRId32, place->table + 1);
    if (place->row >= 0)
        fprintf(stderr, chinese ? "，第%" PRId32 "行" : ", row %" PRId32, place->row + 1);
    if (place->column >= 0)
        fprintf(stderr, chinese ? "，第%" PRId32 "列" : ", column %" PRId32, place->column + 1);
    fputs(chinese ? "）" : ")", stderr);
}

static void print_diagnostic(const gkplan_diagnostic *diagnostic, const char *source, bool chinese)
{
    static const char *const severities[][2] = {{"info", "提示"}, {"warning", "警告"}, {"error", "错误"}};
    size_t severity = (size_t)diagnostic->severity < 3 ? (size_t)diagnostic->severity : 2;
    text_print_line(stderr, source);
    if (diagnostic->place.part) {
        fputc(':', stderr);
        text_print_line(stderr, diagnostic->place.part);
    }
    if (diagnostic->place.line > 0)
        fprintf(stderr, ":%" PRIu32, diagnostic->place.line);
    fprintf(stderr, ": %s: %s: ", severities[severity][chinese], diagnostic->code);
    text_print_line(stderr, chinese ? diagnostic->message_chinese : diagnostic->message);
    print_place(&diagnostic->place, chinese);
    fputc('\n', stderr);
}

int reading_report(const struct reading *reading, const gkplan_document *document)
{
    bool chinese = reading->language == LANGUAGE_CHINESE;
    size_t printed = 0, found = gkplan_document_diagnostic_count(document);
    const gkplan_diagnostic *diagnostic = reading->quiet ? NULL : gkplan_document_first_diagnostic(document);
    for (; diagnostic; diagnostic = diagnostic->next, printed++)
        print_diagnostic(diagnostic, gkplan_document_source_name(document), chinese);
    if (!reading->quiet && printed < found)
        fprintf(stderr,
                chinese ? "gkplan：另有%zu条诊断未列出\n" : "gkplan: %zu more diagnostics are not listed\n",
                found - printed);
    return gkplan_document_severity_count(document, GKPLAN_SEVERITY_ERROR) > 0 ? EXIT_DOUBTS : EXIT_DONE;
}

static int graver(int first, int second)
{
    return first > second ? first : second;
}

int reading_each(const struct reading *reading, char **operands, int count, document_function *function,
                 void *context)
{
    int status = EXIT_DONE;
    for (int i = 0; i < count; i++) {
        gkplan_document *document = reading_document(reading, operands[i]);
        if (!document) {
            status = EXIT_FAILED;
            continue;
        }
        int own = reading_report(reading, document);
        status = graver(status, graver(own, function(document, context)));
        gkplan_document_free(document);
    }
    return status;
}

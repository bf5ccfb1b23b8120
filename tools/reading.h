/* What all subcommands that read documents share: the options of a read, the reading, and the report of
 * doubts. */
#ifndef TOOLS_READING_H
#define TOOLS_READING_H

#include "options.h"

#include <gkplan/document.h>
#include <stdbool.h>

enum language { LANGUAGE_FROM_ENVIRONMENT, LANGUAGE_ENGLISH, LANGUAGE_CHINESE };

struct reading {
    gkplan_read_options options;
    gkplan_header_word *header_words; /* room for one a word of the command line */
    int format;                       /* gkplan_format */
    int revisions;                    /* gkplan_revisions */
    int year;
    int language; /* enum language; after reading_parse never LANGUAGE_FROM_ENVIRONMENT */
    bool quiet;
    bool normalize_text;
    bool skim_markup;
    struct option common[12];
};

/* Parse a subcommand's command line: its own options and those of a read. At least one operand is needed.
 * True when there is work to do; else *status is the exit status. `usage->common` is set here. */
bool reading_parse(struct reading *reading, struct usage *usage, int argc, char **argv, int *operand_count,
                   int *status);
void reading_free(struct reading *reading);

/* The header word that "WORD=ROLE" says; it points into `value`, which is changed. False when it says none.
 */
bool reading_header_word(char *value, gkplan_header_word *word);

/* Takes a date, "YYYY-MM-DD": gkplan_date *. */
bool option_set_date(const struct option *option, char *value);

/* Read the file at `path`, "-" for standard input, without a word: NULL, the status and the error (the caller
 * frees it) when that fails. A status of OK then says that the words are on standard error already. */
gkplan_document *reading_open(const gkplan_read_options *options, const char *path, gkplan_status *status,
                              gkplan_error **error);

/* Say on standard error why a file could not be read. */
void reading_say_error(const char *path, gkplan_status status, const gkplan_error *error);

/* Read the file at `path`, "-" for standard input. NULL, and words on standard error, when that fails. */
gkplan_document *reading_document(const struct reading *reading, const char *path);

/* Write the document's diagnostics to standard error, unless quiet. Returns the exit status they ask for. */
int reading_report(const struct reading *reading, const gkplan_document *document);

/* What a subcommand does with one document; returns an exit status. */
typedef int document_function(const gkplan_document *document, void *context);

/* Read each operand, report its doubts, and hand it to `function`. Returns the gravest exit status. */
int reading_each(const struct reading *reading, char **operands, int count, document_function *function,
                 void *context);

/* The language that LC_ALL, LC_MESSAGES or LANG asks for. */
enum language language_from_environment(void);

/* The choices of --format, for subcommands whose --format is what they write. */
extern const struct choice reading_format_choices[];

/* The choices of --lang, for subcommands that read nothing. */
extern const struct choice language_choices[];

#endif

/* Command line options as tables: what an option is called, what it sets, and its line of help in one row. */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* A word that an option takes, and what it stands for. */
struct choice {
    const char *name;
    int value;
};

struct option {
    const char *name;     /* without the dashes */
    const char *argument; /* its argument's name in the help; NULL: none */
    const char *help;
    bool (*set)(const struct option *option, char *value); /* false: `value` is wrong */
    void *target;                                          /* what `set` changes */
    const struct choice *choices;                          /* for option_set_choice: ends with a NULL name */
};

/* How values are taken. */
bool option_set_flag(const struct option *option, char *value);   /* bool * */
bool option_set_text(const struct option *option, char *value);   /* const char ** */
bool option_set_number(const struct option *option, char *value); /* int *, 0 and above */
bool option_set_choice(const struct option *option, char *value); /* int * */

/* All digits: a number up to `most`; else -1. */
int option_number(const char *text, int most);

/* What a subcommand takes. */
struct usage {
    const char *synopsis;        /* "show [OPTION]... FILE..." */
    const char *description;     /* a sentence or two */
    const struct option *own;    /* end with a NULL name; may be NULL */
    const struct option *common; /* the same */
};

enum parsed {
    PARSED,      /* go on; the operands are argv[0] to argv[*operand_count - 1] */
    PARSED_HELP, /* the help was asked for and printed */
    PARSED_WRONG /* said so on standard error */
};

/* Parse argv[1] and so on. Options and operands come in any order; "--" ends the options; "-" is an operand.
 */
enum parsed options_parse(const struct usage *usage, int argc, char **argv, int *operand_count);

/* Say on standard error what is wrong with the use of a subcommand. Returns EXIT_FAILED. */
int usage_error(const struct usage *usage, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif

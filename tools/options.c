/* Command line options as tables. */
#include "options.h"

#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool option_set_flag(const struct option *option, char *value)
{
    (void)value;
    *(bool *)option->target = true;
    return true;
}

bool option_set_text(const struct option *option, char *value)
{
    *(const char **)option->target = value;
    return *value != '\0';
}

int option_number(const char *text, int most)
{
    int number = 0;
    if (!*text)
        return -1;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || number > (most - (*text - '0')) / 10)
            return -1;
        number = number * 10 + (*text - '0');
    }
    return number;
}

bool option_set_number(const struct option *option, char *value)
{
    int number = option_number(value, 1000000);
    if (number >= 0)
        *(int *)option->target = number;
    return number >= 0;
}

bool option_set_choice(const struct option *option, char *value)
{
    for (const struct choice *choice = option->choices; choice->name; choice++) {
        if (strcmp(choice->name, value) == 0) {
            *(int *)option->target = choice->value;
            return true;
        }
    }
    return false;
}

/* --- help --- */

static const struct option *find_option(const struct option *options, const char *name, size_t length)
{
    for (const struct option *option = options; option && option->name; option++)
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

/* One letter that stands for an option, where the subcommand has it. */
static const struct {
    char letter;
    const char *name;
} letters[] = {{'j', "jobs"}};

static char letter_of(const char *name)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(letters[i].name, name) == 0)
            return letters[i].letter;
    return 0;
}

/* Without those that `before` has too: a subcommand's own option counts before a common one of its name. */
static void print_options(const struct option *options, const struct option *before)
{
    for (const struct option *option = options; option && option->name; option++) {
        char left[64], letter = letter_of(option->name);
        if (find_option(before, option->name, strlen(option->name)))
            continue;
        snprintf(left, sizeof left, "%s%.1s%s--%s%s%s", letter ? "-" : "", letter ? &letter : "",
                 letter ? ", " : "", option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        printf("  %-24s %s\n", left, option->help);
        if (!option->choices)
            continue;
        printf("  %-24s ", "");
        for (const struct choice *choice = option->choices; choice->name; choice++)
            printf("%s%s", choice == option->choices ? "" : ", ", choice->name);
        putchar('\n');
    }
}

static void print_help(const struct usage *usage)
{
    printf("Usage: gkplan %s\n%s\n\nOptions:\n", usage->synopsis, usage->description);
    print_options(usage->own, NULL);
    print_options(usage->common, usage->own);
    printf("  %-24s %s\n", "--help", "print this help");
}

int usage_error(const struct usage *usage, const char *format, ...)
{
    int name_length = (int)strcspn(usage->synopsis, " ");
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "gkplan %.*s: ", name_length, usage->synopsis);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nTry 'gkplan %.*s --help'.\n", name_length, usage->synopsis);
    return EXIT_FAILED;
}

/* --- parsing --- */

/* Give `value` (NULL: the next word, where one is needed) to the option `name`. */
static enum parsed take_option(const struct usage *usage, const char *name, size_t length, char *value,
                               int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    const struct option *option = find_option(usage->own, name, length);
    if (!option)
        option = find_option(usage->common, name, length);
    if (!option) {
        usage_error(usage, "no option '%s'", word);
        return PARSED_WRONG;
    }
    if (value && !option->argument) {
        usage_error(usage, "option '--%s' takes no value", option->name);
        return PARSED_WRONG;
    }
    if (!value && option->argument) {
        if (*at + 1 >= argc) {
            usage_error(usage, "option '--%s' needs a value", option->name);
            return PARSED_WRONG;
        }
        value = argv[++*at];
    }
    if (!option->set(option, value)) {
        usage_error(usage, "option '--%s': '%s' is no %s", option->name, value, option->argument);
        return PARSED_WRONG;
    }
    return PARSED;
}

/* The option at argv[*at], and its argument, which is after "=" or the next word. */
static enum parsed take_long(const struct usage *usage, int argc, char **argv, int *at)
{
    char *name = argv[*at] + 2;
    size_t length = strcspn(name, "=");
    char *value = name[length] == '=' ? name + length + 1 : NULL;
    return take_option(usage, name, length, value, argc, argv, at);
}

/* "-j4" or "-j" "4" */
static enum parsed take_letter(const struct usage *usage, int argc, char **argv, int *at)
{
    char *word = argv[*at];
    const char *name = "";
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == word[1])
            name = letters[i].name;
    return take_option(usage, name, strlen(name), word[2] ? word + 2 : NULL, argc, argv, at);
}

enum parsed options_parse(const struct usage *usage, int argc, char **argv, int *operand_count)
{
    int count = 0;
    bool options_ended = false;
    for (int at = 1; at < argc; at++) {
        char *word = argv[at];
        if (options_ended || word[0] != '-' || word[1] == '\0') {
            argv[count++] = word;
        } else if (strcmp(word, "--") == 0) {
            options_ended = true;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            print_help(usage);
            return PARSED_HELP;
        } else {
            enum parsed parsed =
                word[1] == '-' ? take_long(usage, argc, argv, &at) : take_letter(usage, argc, argv, &at);
            if (parsed != PARSED)
                return parsed;
        }
    }
    *operand_count = count;
    return PARSED;
}

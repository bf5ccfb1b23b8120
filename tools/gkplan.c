/* The gkplan command: finds the subcommand and runs it. */
#include "command.h"

#include <gkplan/version.h>
#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
    {"show", "draw a document's plans as trees", command_show},
    {"convert", "write a document as JSON, NDJSON, CSV, TSV or Markdown", command_convert},
    {"check", "find what should not be published as it is", command_check},
    {"tasks", "list the tasks of one unit, or those that are due", command_tasks},
    {"diff", "say what changed between two documents", command_diff},
    {"layout", "write the raw tables as JSON, spans and all", command_layout},
    {"dump", "print the stages from layout to plan as text", command_dump},
    {"diagnostics", "list every diagnostic that there is", command_diagnostics},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static int print_help(void)
{
    puts("Usage: gkplan COMMAND [OPTION]... [FILE]...\n"
         "Reads Chinese work plans (分解表) from Word, text, web pages and PDF text.\n\n"
         "Commands:");
    for (int i = 0; i < COMMAND_COUNT; i++)
        printf("  %-12s %s\n", commands[i].name, commands[i].summary);
    puts("\nOptions:\n"
         "  --help       print this help, or that of a command\n"
         "  --version    print the version\n\n"
         "Exit status: 0 done, 1 done but a document has error diagnostics, 2 could not run.");
    return EXIT_DONE;
}

static int print_version(void)
{
    printf("gkplan %s\n", gkplan_version());
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return print_help();
    if (strcmp(name, "--version") == 0)
        return print_version();
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (*name)
        fprintf(stderr, "gkplan: no command '%s'\n", name);
    fputs("Usage: gkplan COMMAND [OPTION]... [FILE]...\nTry 'gkplan --help'.\n", stderr);
    return EXIT_FAILED;
}

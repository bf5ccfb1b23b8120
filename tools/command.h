/* A subcommand of gkplan, and how a run ends. */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

/* Exit statuses. */
enum {
    EXIT_DONE = 0,   /* done */
    EXIT_DOUBTS = 1, /* done, but a document has error diagnostics */
    EXIT_FAILED = 2  /* wrong use, or something could not be read or written */
};

struct command {
    const char *name;
    const char *summary;
    int (*run)(int argc, char **argv); /* argv[0] is the subcommand's name */
};

int command_check(int argc, char **argv);
int command_show(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_tasks(int argc, char **argv);
int command_layout(int argc, char **argv);
int command_dump(int argc, char **argv);
int command_diagnostics(int argc, char **argv);

#endif

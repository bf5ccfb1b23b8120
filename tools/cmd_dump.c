/* gkplan dump: each stage from layout to plan as text. */
#include "command.h"
#include "dump.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"

/* A stage, in the order of work. */
struct stage {
    const char *name;
    void (*dump)(const gkplan_document *document);
};

enum { STAGE_COUNT = 5 };

static const struct stage stages[STAGE_COUNT] = {
    {"layout", dump_layout}, {"grid", dump_grid},       {"roles", dump_roles},
    {"plan", dump_plan},     {"account", dump_account},
};

struct selection {
    bool chosen[STAGE_COUNT];
};

static int dump_document(const gkplan_document *document, void *context)
{
    const struct selection *selection = context;
    int count = 0;
    for (int i = 0; i < STAGE_COUNT; i++)
        count += selection->chosen[i];
    for (int i = 0; i < STAGE_COUNT; i++) {
        if (count > 0 && !selection->chosen[i])
            continue;
        if (count != 1)
            printf("== %s\n", stages[i].name);
        stages[i].dump(document);
    }
    return EXIT_DONE;
}

int command_dump(int argc, char **argv)
{
    struct selection selection = {{false}};
    const struct option own[] = {
        {"layout", NULL, "blocks, tables, rows and cells as the source has them", option_set_flag,
         &selection.chosen[0], NULL},
        {"grid", NULL, "the owner of each position of each table", option_set_flag, &selection.chosen[1],
         NULL},
        {"roles", NULL, "the columns of each plan and what they mean", option_set_flag, &selection.chosen[2],
         NULL},
        {"plan", NULL, "the nodes of each plan and why they stand where they do", option_set_flag,
         &selection.chosen[3], NULL},
        {"account", NULL, "the proof that nothing is lost: characters read, placed, named", option_set_flag,
         &selection.chosen[4], NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "dump [OPTION]... FILE...",
        .description =
            "Print the stages from layout to plan (all of them unless some are named), each line with its "
            "place in FILE.",
        .own = own,
    };
    struct reading reading;
    int count, status;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    sandbox_enter(NULL);
    status = reading_each(&reading, argv, count, dump_document, &selection);
    reading_free(&reading);
    return output_finish(status);
}

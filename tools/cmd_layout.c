/* gkplan layout: the raw tables as JSON. */
#include "command.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"

static int write_layout(const gkplan_document *document, void *context)
{
    (void)context;
    return output_document(document, GKPLAN_OUTPUT_LAYOUT_JSON, stdout, "standard output") ? EXIT_DONE
                                                                                           : EXIT_FAILED;
}

int command_layout(int argc, char **argv)
{
    struct usage usage = {
        .synopsis = "layout [OPTION]... FILE...",
        .description =
            "Write the tables of each FILE as JSON: rows of cells with their spans, as the source has them.",
    };
    struct reading reading;
    int count, status;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    sandbox_enter(NULL);
    status = reading_each(&reading, argv, count, write_layout, NULL);
    reading_free(&reading);
    return output_finish(status);
}

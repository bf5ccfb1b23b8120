/* gkplan diff: what changed between two documents or two years. */
#include "command.h"
#include "diff_report.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"
#include "terminal.h"

#include <gkplan/status.h>
#include <stdio.h>
#include <string.h>

enum diff_format { DIFF_TEXT, DIFF_JSON, DIFF_MARKDOWN };

static const struct choice format_choices[] = {
    {"text", DIFF_TEXT}, {"json", DIFF_JSON}, {"markdown", DIFF_MARKDOWN}, {"md", DIFF_MARKDOWN}, {NULL, 0},
};

/* Takes names of parts with commas between: uint32_t *. */
static bool set_parts(const struct option *option, char *value)
{
    uint32_t *parts = option->target;
    for (char *name = strtok(value, ","); name; name = strtok(NULL, ",")) {
        uint32_t bit = 1;
        const char *known;
        while ((known = gkplan_change_part_name((gkplan_change_part)bit)) && strcmp(known, name) != 0)
            bit <<= 1;
        if (!known)
            return false;
        *parts |= bit;
    }
    return true;
}

/* Whether something counts. */
static bool differs(const struct diff_report *report)
{
    for (const gkplan_change *change = gkplan_changes_first(report->changes); change; change = change->next)
        if (diff_counts(report, change))
            return true;
    return false;
}

static void write_report(const struct diff_report *report, int format)
{
    if (format == DIFF_JSON)
        diff_json(report);
    else if (format == DIFF_MARKDOWN)
        diff_markdown(report);
    else
        diff_text(report);
}

static int compare(struct diff_report *report, const gkplan_diff_options *options, int format)
{
    gkplan_changes *changes;
    gkplan_error *error;
    if (gkplan_diff(report->old_document, report->new_document, options, &changes, &error) !=
        GKPLAN_STATUS_OK) {
        fprintf(stderr, "gkplan: %s\n", gkplan_error_message(error));
        gkplan_error_free(error);
        return EXIT_FAILED;
    }
    report->changes = changes;
    write_report(report, format);
    int status = differs(report) ? EXIT_DOUBTS : EXIT_DONE;
    gkplan_changes_free(changes);
    return status;
}

int command_diff(int argc, char **argv)
{
    struct diff_report report = {.stream = stdout};
    gkplan_diff_options options = GKPLAN_DIFF_OPTIONS_INIT;
    int format = DIFF_TEXT, likeness = 0, count, status;
    bool unchanged = false;
    const struct option own[] = {
        {"to", "FORMAT", "text, json or markdown", option_set_choice, &format, format_choices},
        {"ignore", "PARTS",
         "what does not count: text, place, number, units, deadline, deadline-year, fields, depth", set_parts,
         &report.ignored, NULL},
        {"likeness", "PERCENT", "from which two texts are one reworded (60)", option_set_number, &likeness,
         NULL},
        {"unchanged", NULL, "list what did not change too", option_set_flag, &unchanged, NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "diff [OPTION]... OLD NEW",
        .description =
            "Say what changed between two documents: exit status 0 nothing, 1 something, 2 trouble.",
        .own = own,
    };
    struct reading reading;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    if (count != 2 || likeness > 100) {
        status = count != 2 ? usage_error(&usage, "two documents are needed")
                            : usage_error(&usage, "--likeness is above 100");
        reading_free(&reading);
        return status;
    }
    options.likeness = (uint32_t)likeness;
    options.unchanged = unchanged;
    report.chinese = reading.language == LANGUAGE_CHINESE;
    report.colour = terminal_wants_colour(stdout, COLOUR_AUTOMATIC);
    sandbox_enter(NULL);
    gkplan_document *old_document = reading_document(&reading, argv[0]);
    gkplan_document *new_document = reading_document(&reading, argv[1]);
    report.old_document = old_document;
    report.new_document = new_document;
    status = EXIT_FAILED;
    if (old_document && new_document) {
        reading_report(&reading, old_document);
        reading_report(&reading, new_document);
        status = compare(&report, &options, format);
    }
    gkplan_document_free(old_document);
    gkplan_document_free(new_document);
    reading_free(&reading);
    return output_finish(status);
}

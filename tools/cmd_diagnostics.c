/* gkplan diagnostics: the catalogue of all diagnostics. */
#include "command.h"
#include "output.h"
#include "reading.h"

#include <gkplan/diagnostic.h>

static const char *severity_name(gkplan_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return (size_t)severity < 3 ? names[severity] : "error";
}

static void print_line(const gkplan_diagnostic_kind *kind, bool chinese)
{
    printf("%s  %-7s  %s: %s\n", kind->code, severity_name(kind->severity), kind->name,
           chinese ? kind->text_chinese : kind->text);
}

static void print_markdown_row(const gkplan_diagnostic_kind *kind)
{
    printf("| %s | `%s` | %s | %s | %s | %s |\n", kind->code, kind->name, severity_name(kind->severity),
           kind->since, kind->text, kind->text_chinese);
}

int command_diagnostics(int argc, char **argv)
{
    bool markdown = false;
    int language = LANGUAGE_FROM_ENVIRONMENT, count;
    const struct option own[] = {
        {"markdown", NULL, "a Markdown table, in both languages", option_set_flag, &markdown, NULL},
        {"lang", "LANGUAGE", "language of the texts (LC_ALL, LC_MESSAGES, LANG)", option_set_choice,
         &language, language_choices},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    const struct usage usage = {
        .synopsis = "diagnostics [OPTION]...",
        .description = "List every diagnostic: its code, severity, name and text.",
        .own = own,
    };
    enum parsed parsed = options_parse(&usage, argc, argv, &count);
    if (parsed != PARSED)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_FAILED;
    if (count > 0)
        return usage_error(&usage, "no operand is taken: '%s'", argv[0]);
    if (language == LANGUAGE_FROM_ENVIRONMENT)
        language = (int)language_from_environment();
    if (markdown)
        puts("| code | name | severity | since | text | 说明 |\n|---|---|---|---|---|---|");
    for (size_t i = 0; i < gkplan_diagnostic_kind_count(); i++) {
        if (markdown)
            print_markdown_row(gkplan_diagnostic_kind_at(i));
        else
            print_line(gkplan_diagnostic_kind_at(i), language == LANGUAGE_CHINESE);
    }
    return output_finish(EXIT_DONE);
}

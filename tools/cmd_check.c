/* gkplan check: documents that are to be published, against the rules. */
#include "check_findings.h"
#include "check_report.h"
#include "check_rules.h"
#include "check_settings.h"
#include "command.h"
#include "files.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "sandbox.h"
#include "text.h"
#include "workers.h"

#include <stdlib.h>
#include <string.h>

static const struct report_format *const formats[] = {
    &report_text,  &report_json,   &report_ndjson,     &report_sarif,
    &report_junit, &report_github, &report_checkstyle,
};

static const struct choice report_choices[] = {
    {"text", 0},  {"json", 1},   {"ndjson", 2},     {"sarif", 3},
    {"junit", 4}, {"github", 5}, {"checkstyle", 6}, {NULL, 0},
};

static const struct choice fail_choices[] = {
    {"info", FAIL_ON_INFO},
    {"warning", FAIL_ON_WARNING},
    {"error", FAIL_ON_ERROR},
    {"never", FAIL_ON_NEVER},
    {NULL, 0},
};

/* One run of the command. */
struct checking {
    struct reading reading;
    struct rule_settings rules; /* of the command line */
    int format;
    int fail_on;
    int unit_likeness;
    int jobs; /* 0: as many as there are processors */
    bool list_rules;
    bool markdown;
    const char *configuration; /* a file for all documents; NULL: the nearest one of each */
    bool no_configuration;
    const char *baseline_path;
    const char *output;
    struct files files;
    const struct check_configuration **chosen; /* for each file */
    struct check_configurations configurations;
    struct baseline baseline;
    struct report report;
    struct progress progress;
    bool fails;
};

/* --- options --- */

static bool set_rules(const struct option *option, char *value, gkplan_rule_use use)
{
    const char *wrong = NULL;
    return rule_settings_add(option->target, value, use, &wrong);
}

static bool set_enabled(const struct option *option, char *value)
{
    return set_rules(option, value, GKPLAN_RULE_ENABLE);
}

static bool set_disabled(const struct option *option, char *value)
{
    return set_rules(option, value, GKPLAN_RULE_DISABLE);
}

static bool set_severities(const struct option *option, char *value)
{
    const char *wrong = NULL;
    return rule_settings_add_severities(option->target, value, &wrong);
}

static bool set_likeness(const struct option *option, char *value)
{
    *(int *)option->target = option_number(value, 100);
    return *(int *)option->target >= 1;
}

/* --- one document, in any thread --- */

/* The settings of the configuration file, then those of the command line. NULL when memory ends. */
static gkplan_rule_setting *join_settings(const struct checking *checking,
                                          const struct check_configuration *configuration, size_t *count)
{
    const struct rule_settings *first = &configuration->rules, *second = &checking->rules;
    gkplan_rule_setting *joined = calloc(first->count + second->count + 1, sizeof *joined);
    *count = first->count + second->count;
    if (joined && first->count)
        memcpy(joined, first->items, first->count * sizeof *joined);
    if (joined && second->count)
        memcpy(joined + first->count, second->items, second->count * sizeof *joined);
    return joined;
}

/* Why a file could not be read, with its name in front. malloc's. */
static char *words_of_failure(const char *path, gkplan_status status, const gkplan_error *error)
{
    const char *message = gkplan_error_message(error);
    if (*message)
        return strdup(message);
    message = status == GKPLAN_STATUS_OK ? "could not be read" : gkplan_status_name(status);
    size_t size = strlen(path) + strlen(message) + 3;
    char *words = malloc(size);
    if (words)
        snprintf(words, size, "%s: %s", path, message);
    return words;
}

static gkplan_document *read_one(const struct checking *checking,
                                 const struct check_configuration *configuration, const char *path,
                                 char **trouble)
{
    gkplan_read_options options = checking->reading.options;
    gkplan_status status = GKPLAN_STATUS_OK;
    gkplan_error *error = NULL;
    size_t given = options.header_word_count, count = given + configuration->header_word_count;
    gkplan_header_word *words = calloc(count + 1, sizeof *words);
    if (words && given)
        memcpy(words, options.header_words, given * sizeof *words);
    if (words && configuration->header_word_count)
        memcpy(words + given, configuration->header_words, configuration->header_word_count * sizeof *words);
    options.header_words = words;
    options.header_word_count = count;
    gkplan_document *document = words ? reading_open(&options, path, &status, &error) : NULL;
    if (!document)
        *trouble = words_of_failure(path, status, error);
    gkplan_error_free(error);
    free(words);
    return document;
}

static bool check_one(const struct checking *checking, const struct check_configuration *configuration,
                      struct checked *checked)
{
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    int likeness = checking->unit_likeness ? checking->unit_likeness : configuration->unit_likeness;
    gkplan_rule_setting *settings = join_settings(checking, configuration, &options.setting_count);
    options.settings = settings;
    options.unit_likeness = (uint32_t)likeness;
    bool good = settings &&
                gkplan_check(checked->document, &options, &checked->made, NULL) == GKPLAN_STATUS_OK &&
                checked_take_findings(checked);
    free(settings);
    return good;
}

static void *make_checked(size_t position, void *context)
{
    const struct checking *checking = context;
    const struct check_configuration *configuration = checking->chosen[position];
    struct checked *checked = calloc(1, sizeof *checked);
    if (!checked)
        return NULL;
    checked->path = checking->files.paths[position];
    checked->document = read_one(checking, configuration, checked->path, &checked->trouble);
    if (checked->document && !check_one(checking, configuration, checked))
        checked->trouble = strdup("out of memory");
    return checked;
}

/* --- all documents, in order --- */

static void count_findings(struct checking *checking, const struct checked *checked, int fail_on)
{
    struct report *report = &checking->report;
    report->files++;
    report->known += checked->known;
    report->not_kept += checked->not_kept;
    report->unreadable += checked->trouble != NULL;
    for (size_t i = 0; i < checked->count; i++)
        report->counts[checked->findings[i].diagnostic->severity]++;
    if (fail_on == FAIL_ON_NEVER)
        return;
    size_t grave = checked_count(checked, (gkplan_severity)fail_on);
    if (checked->not_kept > 0) /* nobody knows which of them were grave */
        grave += gkplan_findings_count(checked->made, (gkplan_severity)fail_on);
    checking->fails = checking->fails || grave > 0;
}

static bool take_checked(size_t position, void *result, void *context)
{
    struct checking *checking = context;
    struct checked *checked = result;
    const struct check_configuration *configuration = checking->chosen[position];
    if (!checked) {
        fputs("gkplan: out of memory\n", stderr);
        return false;
    }
    int fail_on = checking->fail_on != FAIL_ON_UNSET        ? checking->fail_on
                  : configuration->fail_on != FAIL_ON_UNSET ? configuration->fail_on
                                                            : FAIL_ON_WARNING;
    baseline_apply(&checking->baseline, checked);
    count_findings(checking, checked, fail_on);
    progress_clear(&checking->progress);
    if (checked->trouble) {
        fputs("gkplan: ", stderr);
        text_print_line(stderr, checked->trouble);
        fputc('\n', stderr);
    }
    checking->report.fail_on = fail_on;
    formats[checking->format]->file(&checking->report, checked);
    progress_step(&checking->progress);
    checked_free(checked);
    return !ferror(checking->report.stream);
}

static void drop_checked(void *result, void *context)
{
    (void)context;
    checked_free(result);
}

/* The configuration of each file; files that theirs excludes go. False, and words, when one is wrong. */
static bool choose_configurations(struct checking *checking)
{
    static const struct check_configuration none = {.fail_on = FAIL_ON_UNSET};
    size_t kept = 0;
    bool good = true;
    checking->chosen = calloc(checking->files.count + 1, sizeof *checking->chosen);
    for (size_t i = 0; good && checking->chosen && i < checking->files.count; i++) {
        char *path = checking->files.paths[i];
        const struct check_configuration *configuration =
            checking->no_configuration
                ? &none
                : check_configuration_for(&checking->configurations, path, checking->configuration);
        good = configuration != NULL;
        if (good && check_configuration_excludes(configuration, path)) {
            free(path);
            continue;
        }
        checking->files.paths[kept] = path;
        checking->chosen[kept++] = configuration;
    }
    if (good)
        checking->files.count = kept;
    return good && checking->chosen;
}

/* The baseline of the command line, else those of the configurations. */
static bool read_baselines(struct checking *checking)
{
    bool good = true;
    if (checking->baseline_path)
        return baseline_read(&checking->baseline, checking->baseline_path);
    for (size_t i = 0; good && i < checking->configurations.count; i++) {
        const char *path = checking->configurations.items[i]->baseline;
        for (size_t j = 0; path && j < i; j++) /* folders under one file share it */
            if (checking->configurations.items[j]->baseline &&
                strcmp(checking->configurations.items[j]->baseline, path) == 0)
                path = NULL;
        good = !path || baseline_read(&checking->baseline, path);
    }
    return good;
}

static int run(struct checking *checking)
{
    const struct work work = {checking->files.count, make_checked, take_checked, drop_checked, checking};
    size_t jobs = checking->jobs > 0 ? (size_t)checking->jobs : workers_processors();
    checking->report = (struct report){.stream = stdout,
                                       .chinese = checking->reading.language == LANGUAGE_CHINESE,
                                       .quiet = checking->reading.quiet};
    if (checking->output)
        checking->report.stream = output_open(checking->output);
    if (!checking->report.stream)
        return EXIT_FAILED;
    sandbox_enter(checking->output);
    progress_begin(&checking->progress, checking->files.count);
    formats[checking->format]->begin(&checking->report);
    bool good = workers_run(&work, jobs);
    progress_clear(&checking->progress);
    formats[checking->format]->end(&checking->report);
    if (checking->output)
        good = output_close(checking->report.stream, checking->output, good) && good;
    if (!good || checking->report.unreadable > 0)
        return EXIT_FAILED;
    return checking->fails ? EXIT_DOUBTS : EXIT_DONE;
}

static int check_files(struct checking *checking, char *const *operands, int count)
{
    bool found = files_collect(&checking->files, operands, (size_t)count, NULL, NULL);
    int status = EXIT_FAILED;
    if (choose_configurations(checking) && read_baselines(checking))
        status = run(checking);
    check_configurations_free(&checking->configurations);
    baseline_free(&checking->baseline);
    files_free(&checking->files);
    free(checking->chosen);
    return found ? status : EXIT_FAILED;
}

/* What --list-rules needs no file for. */
static bool wants_rules(int argc, char **argv, bool *markdown)
{
    bool wanted = false;
    for (int i = 1; i < argc; i++) {
        wanted = wanted || strcmp(argv[i], "--list-rules") == 0;
        *markdown = *markdown || strcmp(argv[i], "--markdown") == 0;
    }
    return wanted;
}

int command_check(int argc, char **argv)
{
    struct checking checking = {.fail_on = FAIL_ON_UNSET};
    const struct option own[] = {
        {"format", "FORMAT", "how findings are written (text)", option_set_choice, &checking.format,
         report_choices},
        {"input-format", "FORMAT", "what the source is (auto)", option_set_choice, &checking.reading.format,
         reading_format_choices},
        {"output", "PATH", "where they are written (standard output)", option_set_text, &checking.output,
         NULL},
        {"enable", "RULES", "use these rules (all are used)", set_enabled, &checking.rules, NULL},
        {"disable", "RULES", "do not use these rules; 'all'", set_disabled, &checking.rules, NULL},
        {"severity", "RULE=LEVEL", "how grave a rule is: info, warning, error, off", set_severities,
         &checking.rules, NULL},
        {"fail-on", "LEVEL", "exit with 1 from this level on (warning)", option_set_choice, &checking.fail_on,
         fail_choices},
        {"unit-likeness", "PERCENT", "from when two units are probably one (85)", set_likeness,
         &checking.unit_likeness, NULL},
        {"baseline", "FILE", "findings that are known already", option_set_text, &checking.baseline_path,
         NULL},
        {"config", "FILE", "settings (the nearest .gkplan-check)", option_set_text, &checking.configuration,
         NULL},
        {"no-config", NULL, "no configuration file", option_set_flag, &checking.no_configuration, NULL},
        {"jobs", "N", "threads (one for each processor)", option_set_number, &checking.jobs, NULL},
        {"quiet", NULL, "text: findings alone, no advice and no summary", option_set_flag,
         &checking.reading.quiet, NULL},
        {"list-rules", NULL, "list the rules", option_set_flag, &checking.list_rules, NULL},
        {"markdown", NULL, "with --list-rules: the page docs/checks.md", option_set_flag, &checking.markdown,
         NULL},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "check [OPTION]... FILE|FOLDER...",
        .description = "Find what should not be published as it is.",
        .own = own,
    };
    int count, status;
    if (wants_rules(argc, argv, &checking.markdown)) {
        check_print_rules(checking.markdown, language_from_environment() == LANGUAGE_CHINESE);
        return output_finish(EXIT_DONE);
    }
    if (reading_parse(&checking.reading, &usage, argc, argv, &count, &status)) {
        status = check_files(&checking, argv, count);
        reading_free(&checking.reading);
    }
    rule_settings_free(&checking.rules);
    return output_finish(status);
}

/* What a check is to do: settings of the rules from the command line and from configuration files. */
#ifndef TOOLS_CHECK_SETTINGS_H
#define TOOLS_CHECK_SETTINGS_H

#include <gkplan/check.h>
#include <gkplan/options.h>
#include <stdbool.h>
#include <stddef.h>

/* A list of settings that owns its strings. */
struct rule_settings {
    gkplan_rule_setting *items;
    size_t count;
};

/* From which severity on a finding makes the run fail. */
enum fail_on { FAIL_ON_INFO, FAIL_ON_WARNING, FAIL_ON_ERROR, FAIL_ON_NEVER, FAIL_ON_UNSET };

/* A configuration file. */
struct check_configuration {
    char *folder; /* where it was looked for first */
    char *path;   /* the file; NULL: none was found */
    struct rule_settings rules;
    gkplan_header_word *header_words;
    size_t header_word_count;
    char **excluded; /* patterns as fnmatch takes them, relative to the file's folder */
    size_t excluded_count;
    char *baseline;    /* a path, or NULL */
    int unit_likeness; /* 0: unset */
    int fail_on;       /* enum fail_on */
};

/* All configuration files of a run, each read once. */
struct check_configurations {
    struct check_configuration **items;
    size_t count;
};

/* Add the rules named in `list` ("a, b c"), all with `use`. False, with *wrong the name that is none, or NULL
 * when memory ended. `list` is changed. */
bool rule_settings_add(struct rule_settings *settings, char *list, gkplan_rule_use use, const char **wrong);
/* The same for "NAME=LEVEL" or "NAME LEVEL" pairs, levels being info, warning, error, off. */
bool rule_settings_add_severities(struct rule_settings *settings, char *list, const char **wrong);
void rule_settings_free(struct rule_settings *settings);

/* The configuration that counts for the document at `path`: that of `only` when it is not NULL, else that of
 * the nearest file called .gkplan-check from the document's folder upwards. NULL, and words on standard
 * error, when it cannot be read or is wrong. */
const struct check_configuration *check_configuration_for(struct check_configurations *all, const char *path,
                                                          const char *only);
/* Whether the configuration leaves the document out. */
bool check_configuration_excludes(const struct check_configuration *configuration, const char *path);
void check_configurations_free(struct check_configurations *all);

#endif

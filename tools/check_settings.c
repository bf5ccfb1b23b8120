/* Settings of a check from the command line and from configuration files.
 *
 * A configuration file is lines of `key = value`; # begins a comment. Lists are separated by commas or white
 * space.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "check_settings.h"

#include "options.h"
#include "reading.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char file_name[] = ".gkplan-check";
static const char separators[] = ", \t";

enum { LONGEST_LINE = 4096, MOST_FOLDERS = 256 };

/* --- rules --- */

static bool add_setting(struct rule_settings *settings, const char *rule, gkplan_rule_use use,
                        const char **wrong)
{
    const gkplan_rule *found = gkplan_rule_find(rule);
    *wrong = rule;
    if (!found && strcmp(rule, "all") != 0)
        return false;
    gkplan_rule_setting *items = realloc(settings->items, (settings->count + 1) * sizeof *items);
    *wrong = NULL;
    if (!items)
        return false;
    settings->items = items;
    items[settings->count++] = (gkplan_rule_setting){found ? found->code : "all", use};
    return true;
}

bool rule_settings_add(struct rule_settings *settings, char *list, gkplan_rule_use use, const char **wrong)
{
    char *rest = NULL;
    for (char *name = strtok_r(list, separators, &rest); name; name = strtok_r(NULL, separators, &rest))
        if (!add_setting(settings, name, use, wrong))
            return false;
    return true;
}

static bool find_use(const char *level, gkplan_rule_use *use)
{
    static const struct {
        const char *name;
        gkplan_rule_use use;
    } levels[] = {{"off", GKPLAN_RULE_DISABLE},
                  {"info", GKPLAN_RULE_AS_INFO},
                  {"warning", GKPLAN_RULE_AS_WARNING},
                  {"error", GKPLAN_RULE_AS_ERROR}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (strcmp(level, levels[i].name) == 0) {
            *use = levels[i].use;
            return true;
        }
    }
    return false;
}

bool rule_settings_add_severities(struct rule_settings *settings, char *list, const char **wrong)
{
    char *rest = NULL;
    for (char *name = strtok_r(list, ", \t=", &rest); name; name = strtok_r(NULL, ", \t=", &rest)) {
        const char *level = strtok_r(NULL, ", \t=", &rest);
        gkplan_rule_use use;
        *wrong = level ? level : name;
        if (!level || !find_use(level, &use) || !add_setting(settings, name, use, wrong))
            return false;
    }
    return true;
}

void rule_settings_free(struct rule_settings *settings)
{
    free(settings->items);
    *settings = (struct rule_settings){NULL, 0};
}

/* --- the keys of a configuration file: each takes a value, or says what is wrong with it --- */

typedef bool take_value(struct check_configuration *configuration, char *value, const char **wrong);

static bool take_enable(struct check_configuration *configuration, char *value, const char **wrong)
{
    return rule_settings_add(&configuration->rules, value, GKPLAN_RULE_ENABLE, wrong);
}

static bool take_disable(struct check_configuration *configuration, char *value, const char **wrong)
{
    return rule_settings_add(&configuration->rules, value, GKPLAN_RULE_DISABLE, wrong);
}

static bool take_severity(struct check_configuration *configuration, char *value, const char **wrong)
{
    return rule_settings_add_severities(&configuration->rules, value, wrong);
}

static bool take_likeness(struct check_configuration *configuration, char *value, const char **wrong)
{
    int likeness = option_number(value, 100);
    *wrong = value;
    configuration->unit_likeness = likeness;
    return likeness >= 1;
}

static bool take_fail_on(struct check_configuration *configuration, char *value, const char **wrong)
{
    static const char *const names[] = {"info", "warning", "error", "never"};
    *wrong = value;
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        if (strcmp(value, names[i]) == 0) {
            configuration->fail_on = i;
            return true;
        }
    }
    return false;
}

/* "FOLDER/NAME", where the folder is that of the configuration file. malloc's. */
static char *beside(const struct check_configuration *configuration, const char *name)
{
    const char *slash = strrchr(configuration->path, '/');
    int length = name[0] == '/' || !slash ? 0 : (int)(slash - configuration->path) + 1;
    size_t size = (size_t)length + strlen(name) + 1;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%.*s%s", length, configuration->path, name);
    return path;
}

/* The same with the folder's real path, so that patterns fit from wherever the command is run. */
static char *really_beside(const struct check_configuration *configuration, const char *name)
{
    char *folder = beside(configuration, "."), *real = folder ? realpath(folder, NULL) : NULL;
    size_t size = real ? strlen(real) + strlen(name) + 2 : 0;
    char *path = real ? malloc(size) : NULL;
    if (path)
        snprintf(path, size, "%s/%s", real, name);
    free(folder);
    free(real);
    return path;
}

static bool take_baseline(struct check_configuration *configuration, char *value, const char **wrong)
{
    *wrong = NULL;
    free(configuration->baseline);
    configuration->baseline = beside(configuration, value);
    return configuration->baseline != NULL;
}

static bool take_exclude(struct check_configuration *configuration, char *value, const char **wrong)
{
    char *rest = NULL;
    *wrong = NULL;
    for (char *name = strtok_r(value, separators, &rest); name; name = strtok_r(NULL, separators, &rest)) {
        char **items = realloc(configuration->excluded, (configuration->excluded_count + 1) * sizeof *items);
        if (!items)
            return false;
        configuration->excluded = items;
        items[configuration->excluded_count] = really_beside(configuration, name);
        if (!items[configuration->excluded_count])
            return false;
        configuration->excluded_count++;
    }
    return true;
}

static bool take_header_word(struct check_configuration *configuration, char *value, const char **wrong)
{
    gkplan_header_word word;
    *wrong = value;
    if (!reading_header_word(value, &word))
        return false;
    *wrong = NULL;
    gkplan_header_word *items =
        realloc(configuration->header_words, (configuration->header_word_count + 1) * sizeof *items);
    if (!items)
        return false;
    configuration->header_words = items;
    word.word = strdup(word.word);
    if (!word.word)
        return false;
    items[configuration->header_word_count++] = word;
    return true;
}

static const struct key {
    const char *name;
    take_value *take;
} keys[] = {
    {"enable", take_enable},   {"disable", take_disable},         {"severity", take_severity},
    {"exclude", take_exclude}, {"baseline", take_baseline},       {"unit-likeness", take_likeness},
    {"fail-on", take_fail_on}, {"header-word", take_header_word},
};

/* --- reading a configuration file --- */

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static bool complain(const char *path, unsigned line, const char *what, const char *which)
{
    fprintf(stderr, "gkplan: %s:%u: %s%s%s%s\n", path, line, what, which ? " '" : "", which ? which : "",
            which ? "'" : "");
    return false;
}

static bool take_line(struct check_configuration *configuration, unsigned number, char *line)
{
    line[strcspn(line, "#")] = '\0';
    char *name = trim(line), *equals = strchr(name, '=');
    if (!*name)
        return true;
    if (!equals)
        return complain(configuration->path, number, "expected KEY = VALUE, found", name);
    *equals = '\0';
    name = trim(name);
    char *value = trim(equals + 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *wrong = NULL;
        if (strcmp(keys[i].name, name) != 0)
            continue;
        if (keys[i].take(configuration, value, &wrong))
            return true;
        return complain(configuration->path, number,
                        wrong ? "this is no value that is known:" : "out of memory", wrong);
    }
    return complain(configuration->path, number, "no key", name);
}

static bool read_lines(struct check_configuration *configuration)
{
    char line[LONGEST_LINE];
    FILE *file = fopen(configuration->path, "r");
    bool good = file != NULL;
    if (!file)
        fprintf(stderr, "gkplan: %s: %s\n", configuration->path, strerror(errno));
    for (unsigned number = 1; good && fgets(line, sizeof line, file); number++)
        good = strlen(line) + 1 < sizeof line ||
               complain(configuration->path, number, "the line is too long", NULL);
    if (good)
        rewind(file);
    for (unsigned number = 1; good && fgets(line, sizeof line, file); number++)
        good = take_line(configuration, number, line);
    if (file)
        fclose(file);
    return good;
}

/* --- finding it --- */

/* The folder of a path, "." where it names none. malloc's. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

static bool is_root(const char *folder)
{
    char *real = realpath(folder, NULL);
    bool root = !real || strcmp(real, "/") == 0;
    free(real);
    return root;
}

/* The nearest configuration file from `folder` upwards, by "..", so that links are followed as the shell
 * does. NULL: none. malloc's. */
static char *find_file(const char *folder)
{
    size_t size = strlen(folder) + 3 * MOST_FOLDERS + sizeof file_name + 2;
    char *path = malloc(size), *up = malloc(size);
    char *found = NULL;
    if (up)
        snprintf(up, size, "%s", folder);
    for (int i = 0; path && up && i < MOST_FOLDERS && !found; i++) {
        const char *shown = strncmp(up, "./", 2) == 0 && up[2] ? up + 2 : up;
        snprintf(path, size, "%s%s%s", strcmp(up, ".") == 0 ? "" : shown, strcmp(up, ".") == 0 ? "" : "/",
                 file_name);
        if (access(path, F_OK) == 0)
            found = strdup(path);
        else if (is_root(up))
            break;
        else
            strncat(up, "/..", size - strlen(up) - 1);
    }
    free(path);
    free(up);
    return found;
}

static void free_configuration(struct check_configuration *configuration)
{
    if (!configuration)
        return;
    for (size_t i = 0; i < configuration->excluded_count; i++)
        free(configuration->excluded[i]);
    for (size_t i = 0; i < configuration->header_word_count; i++)
        free((char *)(size_t)configuration->header_words[i].word);
    rule_settings_free(&configuration->rules);
    free(configuration->excluded);
    free(configuration->header_words);
    free(configuration->baseline);
    free(configuration->folder);
    free(configuration->path);
    free(configuration);
}

/* Takes `folder`. */
static struct check_configuration *read_configuration(char *folder, const char *only)
{
    struct check_configuration *configuration = calloc(1, sizeof *configuration);
    if (!configuration || !folder) {
        fputs("gkplan: out of memory\n", stderr);
        free(configuration);
        free(folder);
        return NULL;
    }
    configuration->folder = folder;
    configuration->fail_on = FAIL_ON_UNSET;
    configuration->path = only ? strdup(only) : find_file(folder);
    if (configuration->path && !read_lines(configuration)) {
        free_configuration(configuration);
        return NULL;
    }
    return configuration;
}

const struct check_configuration *check_configuration_for(struct check_configurations *all, const char *path,
                                                          const char *only)
{
    char *folder = only ? strdup("") : folder_of(strcmp(path, "-") == 0 ? "." : path);
    for (size_t i = all->count; folder && i-- > 0;) { /* files of a folder follow one another */
        if (strcmp(all->items[i]->folder, folder) == 0) {
            free(folder);
            return all->items[i];
        }
    }
    struct check_configuration *made = read_configuration(folder, only);
    struct check_configuration **items = made ? realloc(all->items, (all->count + 1) * sizeof *items) : NULL;
    if (!items) {
        free_configuration(made);
        return NULL;
    }
    all->items = items;
    items[all->count++] = made;
    return made;
}

bool check_configuration_excludes(const struct check_configuration *configuration, const char *path)
{
    char *real = configuration->excluded_count > 0 ? realpath(path, NULL) : NULL;
    bool excluded = false;
    for (size_t i = 0; real && i < configuration->excluded_count; i++)
        excluded = excluded || fnmatch(configuration->excluded[i], real, 0) == 0;
    free(real);
    return excluded;
}

void check_configurations_free(struct check_configurations *all)
{
    for (size_t i = 0; i < all->count; i++)
        free_configuration(all->items[i]);
    free(all->items);
    *all = (struct check_configurations){NULL, 0};
}

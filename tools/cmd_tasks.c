/* gkplan tasks: the list of one unit's tasks, which every office makes by hand out of such a table. */
#include "command.h"
#include "files.h"
#include "output.h"
#include "reading.h"
#include "sandbox.h"

#include <gkplan/walk.h>
#include <stdio.h>
#include <string.h>

enum list_format { LIST_TEXT, LIST_CSV, LIST_MARKDOWN };

static const struct choice list_choices[] = {
    {"text", LIST_TEXT}, {"csv", LIST_CSV}, {"markdown", LIST_MARKDOWN}, {"md", LIST_MARKDOWN}, {NULL, 0},
};

static const struct choice role_choices[] = {
    {"lead", GKPLAN_UNIT_LEAD},
    {"responsible", GKPLAN_UNIT_RESPONSIBLE},
    {"support", GKPLAN_UNIT_SUPPORT},
    {NULL, 0},
};

struct tasks {
    const char *unit;                  /* part of a unit's name, NULL: every unit */
    gkplan_date due_before, due_after; /* year 0: none */
    int role;                          /* gkplan_unit_role, -1: each */
    int format;
    size_t listed;
};

static const char *const role_names[] = {[GKPLAN_UNIT_RESPONSIBLE] = "responsible",
                                         [GKPLAN_UNIT_LEAD] = "lead",
                                         [GKPLAN_UNIT_SUPPORT] = "support"};

static int compare_dates(gkplan_date a, gkplan_date b)
{
    return a.year != b.year ? a.year - b.year : a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* The unit of the field that the list is about, or NULL. */
static const gkplan_unit *unit_in(const struct tasks *tasks, const gkplan_units *units)
{
    for (const gkplan_unit *unit = units ? units->first_unit : NULL; unit; unit = unit->next)
        if ((tasks->role < 0 || (int)unit->role == tasks->role) &&
            (!tasks->unit || strstr(unit->name, tasks->unit)))
            return unit;
    return NULL;
}

static const gkplan_unit *unit_of(const struct tasks *tasks, const gkplan_task *task)
{
    const gkplan_unit *unit = unit_in(tasks, task->lead);
    if (!unit)
        unit = unit_in(tasks, task->units);
    return unit ? unit : unit_in(tasks, task->support);
}

static bool is_due(const struct tasks *tasks, const gkplan_deadline *deadline)
{
    gkplan_date none = {0}, due = deadline ? deadline->due : none;
    if (tasks->due_before.year && (!due.year || compare_dates(due, tasks->due_before) > 0))
        return false;
    return !tasks->due_after.year || (due.year && compare_dates(due, tasks->due_after) >= 0);
}

/* --- writing --- */

/* A text in quotes for CSV, on one line for the others, where a bar would end a cell of Markdown. */
static void put_text(const struct tasks *tasks, const char *text)
{
    for (; *text; text++) {
        if (tasks->format == LIST_CSV && *text == '"')
            fputs("\"\"", stdout);
        else if (tasks->format != LIST_CSV && *text == '\n')
            putchar(' ');
        else if (tasks->format == LIST_MARKDOWN && *text == '|')
            fputs("\\|", stdout);
        else
            putchar(*text);
    }
}

/* The nodes above the leaf, outermost first. */
static void put_above(const struct tasks *tasks, const gkplan_node *leaf)
{
    for (size_t level = 1; level < leaf->level; level++) {
        const gkplan_node *node = gkplan_node_ancestor(leaf, level);
        if (level > 1)
            fputs(" / ", stdout);
        put_text(tasks, node->label);
        put_text(tasks, node->text);
    }
}

static void put_due(const gkplan_deadline *deadline)
{
    if (deadline && deadline->due.year)
        printf("%04d-%02d-%02d", deadline->due.year, deadline->due.month, deadline->due.day);
}

struct marks {
    const char *begin, *between, *end;
};

static const struct marks marks[] = {[LIST_TEXT] = {"", "\t", "\n"},
                                     [LIST_CSV] = {"\"", "\",\"", "\"\r\n"},
                                     [LIST_MARKDOWN] = {"| ", " | ", " |\n"}};

static void put_header(const struct tasks *tasks)
{
    static const char *const names[] = {"document", "path", "above", "task",
                                        "unit",     "role", "due",   "deadline"};
    const struct marks *mark = &marks[tasks->format];
    if (tasks->format == LIST_TEXT)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        printf("%s%s", i ? mark->between : mark->begin, names[i]);
    fputs(mark->end, stdout);
    if (tasks->format == LIST_MARKDOWN)
        puts("| --- | --- | --- | --- | --- | --- | --- | --- |");
}

static void put_leaf(const struct tasks *tasks, const gkplan_document *document, const gkplan_node *leaf,
                     const gkplan_unit *unit)
{
    const struct marks *mark = &marks[tasks->format];
    const gkplan_deadline *deadline = leaf->task->deadline;
    char path[256];
    gkplan_node_path(leaf, path, sizeof path);
    fputs(mark->begin, stdout);
    if (tasks->format != LIST_TEXT) {
        put_text(tasks, gkplan_document_source_name(document));
        printf("%s%s%s", mark->between, path, mark->between);
        put_above(tasks, leaf);
        fputs(mark->between, stdout);
        put_text(tasks, leaf->label);
        put_text(tasks, leaf->text);
        fputs(mark->between, stdout);
        put_text(tasks, unit ? unit->name : "");
        printf("%s%s%s", mark->between, unit ? role_names[unit->role] : "", mark->between);
        put_due(deadline);
        fputs(mark->between, stdout);
        put_text(tasks, deadline ? deadline->text : "");
    } else {
        printf("%s%s", path, mark->between);
        put_due(deadline);
        printf("%s%s%s", mark->between, unit ? role_names[unit->role] : "", mark->between);
        put_text(tasks, leaf->label);
        put_text(tasks, leaf->text);
    }
    fputs(mark->end, stdout);
}

static int list_document(const gkplan_document *document, void *context)
{
    struct tasks *tasks = context;
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            const gkplan_unit *unit = unit_of(tasks, leaf->task);
            if ((!unit && (tasks->unit || tasks->role >= 0)) || !is_due(tasks, leaf->task->deadline))
                continue;
            put_leaf(tasks, document, leaf, unit);
            tasks->listed++;
        }
    return ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

static int list_files(struct reading *reading, struct tasks *tasks, char **operands, int count)
{
    struct files files = {0};
    bool all = files_collect(&files, operands, (size_t)count, NULL, NULL);
    put_header(tasks);
    int status =
        files.count ? reading_each(reading, files.paths, (int)files.count, list_document, tasks) : EXIT_DONE;
    files_free(&files);
    return all ? status : EXIT_FAILED;
}

int command_tasks(int argc, char **argv)
{
    struct tasks tasks = {.role = -1};
    const struct option own[] = {
        {"unit", "NAME", "tasks of units whose name contains NAME", option_set_text, &tasks.unit, NULL},
        {"role", "ROLE", "lead, responsible or support only", option_set_choice, &tasks.role, role_choices},
        {"due-before", "YYYY-MM-DD", "due on that day or earlier", option_set_date, &tasks.due_before, NULL},
        {"due-after", "YYYY-MM-DD", "due on that day or later", option_set_date, &tasks.due_after, NULL},
        {"to", "FORMAT", "text, csv or markdown", option_set_choice, &tasks.format, list_choices},
        {NULL, NULL, NULL, NULL, NULL, NULL},
    };
    struct usage usage = {
        .synopsis = "tasks [OPTION]... FILE|FOLDER...",
        .description = "List the tasks of one unit, or those that are due, over all documents.",
        .own = own,
    };
    struct reading reading;
    int count, status;
    if (!reading_parse(&reading, &usage, argc, argv, &count, &status))
        return status;
    sandbox_enter(NULL);
    status = list_files(&reading, &tasks, argv, count);
    reading_free(&reading);
    return output_finish(status);
}

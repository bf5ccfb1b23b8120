/* Doubts that the reader and the normaliser said already, as findings of the rule that they belong to: each
 * thing is found in one place. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include <stdio.h>

/* How the diagnostics of a kind become findings. */
enum how {
    EACH,     /* one each, about the words that it names */
    ONCE,     /* one for the document */
    BY_PLAN,  /* one for each plan, with their number: they have one cause */
    BY_COLUMN /* one for each column that they name, with their number */
};

struct source {
    enum gk_message message;
    enum gk_rule rule;
    enum how how;
};

static const struct source sources[] = {
    {GK_MESSAGE_ROW_PLACED, GK_RULE_RAGGED_ROW, EACH},
    {GK_MESSAGE_BLANK_CONTINUED, GK_RULE_BLANK_OR_MERGED, BY_COLUMN},
    {GK_MESSAGE_BLANK_NOT_CONTINUED, GK_RULE_BLANK_OR_MERGED, BY_COLUMN},
    {GK_MESSAGE_CROSSING_MERGE, GK_RULE_MERGE_ACROSS_LEVELS, EACH},
    {GK_MESSAGE_CELL_ACROSS_ROLES, GK_RULE_MERGE_ACROSS_LEVELS, EACH},
    {GK_MESSAGE_CELL_WITHOUT_PLACE, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_VALUE_OF_PARENT, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_NESTED_TABLE, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_COVERED_CELL_TEXT, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_DRAWING_TEXT, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_PART_NOT_READ, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_OBJECT_NOT_READ, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_FIELD_OPEN, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_TABLE_LOST, GK_RULE_TEXT_LOST, EACH},
    {GK_MESSAGE_LEVEL_BLANK, GK_RULE_LEVEL_BLANK, EACH},
    {GK_MESSAGE_DEADLINE_DAMAGED, GK_RULE_DEADLINE_UNREADABLE, EACH},
    {GK_MESSAGE_DEADLINE_EVENT, GK_RULE_DEADLINE_UNREADABLE, EACH},
    {GK_MESSAGE_DEADLINE_BACKWARDS, GK_RULE_DEADLINE_UNREADABLE, EACH},
    {GK_MESSAGE_DEADLINE_RELATIVE, GK_RULE_DEADLINE_UNREADABLE, EACH},
    {GK_MESSAGE_DEADLINE_START_ONLY, GK_RULE_DEADLINE_UNREADABLE, EACH},
    {GK_MESSAGE_DEADLINE_WITHOUT_YEAR, GK_RULE_DEADLINE_WITHOUT_YEAR, BY_PLAN},
    {GK_MESSAGE_DEADLINE_WITHOUT_ISSUE, GK_RULE_DEADLINE_WITHOUT_YEAR, BY_PLAN},
    {GK_MESSAGE_DEADLINE_SEVERAL, GK_RULE_DEADLINE_SEVERAL, EACH},
    {GK_MESSAGE_ROW_WITHOUT_TEXT, GK_RULE_REQUIREMENT_EMPTY, EACH},
    {GK_MESSAGE_LABEL_ALIKE, GK_RULE_LABEL_DIFFERS, EACH},
    {GK_MESSAGE_UNITS_GLUED, GK_RULE_UNITS_UNCLEAR, EACH},
    {GK_MESSAGE_UNIT_REFERENCE, GK_RULE_UNITS_UNCLEAR, EACH},
    {GK_MESSAGE_UNIT_UNLIKELY, GK_RULE_UNITS_UNCLEAR, EACH},
    {GK_MESSAGE_CHANGES_ACCEPTED, GK_RULE_TRACKED_CHANGES, ONCE},
    {GK_MESSAGE_DELETED_TEXT, GK_RULE_TRACKED_CHANGES, ONCE},
    {GK_MESSAGE_CHANGES_REJECTED, GK_RULE_TRACKED_CHANGES, ONCE},
    {GK_MESSAGE_COMMENT_NOT_READ, GK_RULE_COMMENT_LEFT, EACH},
    {GK_MESSAGE_HIDDEN_TEXT, GK_RULE_HIDDEN_TEXT, EACH},
};

/* Diagnostics that are counted together. */
struct group {
    const gkplan_diagnostic *first;
    const struct source *source;
    uint64_t count;
};

enum { MOST_GROUPS = 256 }; /* more are said of a plan that nobody wrote */

static const struct source *find_source(const gkplan_diagnostic *doubt)
{
    /* The codes are static: the catalogue's own strings. */
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (doubt->code == gk_message_kind(sources[i].message)->code)
            return &sources[i];
    return NULL;
}

static bool belongs(const struct group *group, const struct source *source, const gkplan_diagnostic *doubt)
{
    return group->source->rule == source->rule && group->first->plan == doubt->plan &&
           (source->how == BY_COLUMN ? strcmp(group->first->value, doubt->value) == 0
                                     : group->first->code == doubt->code);
}

static void count_in_group(struct gk_check *check, struct gk_array *groups, const struct source *source,
                           const gkplan_diagnostic *doubt)
{
    struct group *items = groups->items;
    for (size_t i = groups->count; i-- > 0;) {
        if (belongs(&items[i], source, doubt)) {
            items[i].count++;
            return;
        }
    }
    if (groups->count == MOST_GROUPS)
        return;
    struct group *group = gk_array_push(groups);
    if (group)
        *group = (struct group){doubt, source, 1};
    else
        gk_fail_memory(&check->context);
}

static void say_groups(struct gk_check *check, const struct gk_array *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = gk_array_at(groups, i);
        char count[24];
        snprintf(count, sizeof count, "%llu", (unsigned long long)group->count);
        check->context.current_plan = group->first->plan;
        gk_check_say(check, group->source->rule, &group->first->place, NULL, group->first->value, count);
    }
}

static void say_each(struct gk_check *check, enum gk_rule rule, const gkplan_diagnostic *doubt)
{
    check->context.current_plan = doubt->plan;
    gk_check_pass(check, rule, doubt);
}

/* Web pages hide menus and the like; in them only what is hidden inside a table is the document's. */
static bool is_web_page_furniture(const struct gk_check *check, enum gk_rule rule,
                                  const gkplan_diagnostic *doubt)
{
    return rule == GK_RULE_HIDDEN_TEXT && gkplan_document_format(check->document) == GKPLAN_FORMAT_HTML &&
           doubt->place.table < 0;
}

void gk_check_doubts(struct gk_check *check)
{
    struct gk_array groups;
    bool said[GK_RULE_COUNT] = {false};
    gk_array_init(&groups, &check->context.allocator, sizeof(struct group));
    const gkplan_diagnostic *doubt = gkplan_document_first_diagnostic(check->document);
    for (; doubt; doubt = doubt->next) {
        const struct source *source = find_source(doubt);
        if (!source || !check->wanted[source->rule] || is_web_page_furniture(check, source->rule, doubt))
            continue;
        if (source->how == BY_PLAN || source->how == BY_COLUMN) {
            count_in_group(check, &groups, source, doubt);
        } else if (source->how == EACH || !said[source->rule]) {
            say_each(check, source->rule, doubt);
            said[source->rule] = true;
        }
    }
    say_groups(check, &groups);
    gk_array_free(&groups);
}

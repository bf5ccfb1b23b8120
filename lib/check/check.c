/* Runs the rules and hands out their findings. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/growing_struct.h"
#include "core/memory.h"
#include "core/utf8.h"
#include <gkplan/walk.h>
#include <stdlib.h>

enum { DEFAULT_LIKENESS = 85, DEFAULT_FINDINGS = 10000 };

struct gkplan_findings {
    struct gk_arena *arena; /* owns everything below */
    const gkplan_diagnostic *first;
    uint64_t severity_counts[3];
};

/* --- the table of rules --- */

static const gkplan_rule rules[] = {
#define GK_RULE(number, symbol, name, severity, since, english, chinese, looks, looks_chinese, advice,       \
                advice_chinese, fires, quiet)                                                                \
    {"GK" #number,   name,          GKPLAN_SEVERITY_##severity,                                              \
     since,          english,       chinese,                                                                 \
     looks,          looks_chinese, advice,                                                                  \
     advice_chinese, fires,         quiet},
#include "check/rules.def"
#undef GK_RULE
};

size_t gkplan_rule_count(void)
{
    return GK_RULE_COUNT;
}

const gkplan_rule *gkplan_rule_at(size_t position)
{
    return position < GK_RULE_COUNT ? &rules[position] : NULL;
}

const gkplan_rule *gkplan_rule_find(const char *code)
{
    for (size_t i = 0; code && i < GK_RULE_COUNT; i++)
        if (strcmp(rules[i].code, code) == 0 || strcmp(rules[i].name, code) == 0)
            return &rules[i];
    return NULL;
}

/* --- for the families --- */

static void find(struct gk_check *check, enum gk_rule rule, const gkplan_place *place, const char *path,
                 struct gk_string first, struct gk_string second)
{
    if (check->wanted[rule])
        gk_diagnose_as(&check->context, (enum gk_message)(GK_MESSAGE_RULE_NO_PLAN + (int)rule),
                       check->severity[rule], place, path, first, second);
}

void gk_check_pass(struct gk_check *check, enum gk_rule rule, const gkplan_diagnostic *doubt)
{
    find(check, rule, &doubt->place, doubt->node, gk_string_of(doubt->value),
         gk_string_of(doubt->second_value));
}

void gk_check_report(struct gk_check *check, enum gk_rule rule, const gkplan_place *place,
                     const gkplan_node *node, struct gk_string first, struct gk_string second)
{
    char path[64];
    if (!check->wanted[rule])
        return;
    if (node)
        gkplan_node_path(node, path, sizeof path);
    find(check, rule, place, node ? path : NULL, first, second);
}

void gk_check_say(struct gk_check *check, enum gk_rule rule, const gkplan_place *place,
                  const gkplan_node *node, const char *first, const char *second)
{
    gk_check_report(check, rule, place, node, gk_string_of(first), gk_string_of(second));
}

const char *gk_check_fold(struct gk_check *check, struct gk_string text, unsigned flags)
{
    struct gk_buffer buffer;
    gk_buffer_init(&buffer, &check->context.allocator);
    const char *folded =
        gk_fold(&buffer, text, flags) ? gk_arena_copy(check->scratch, gk_buffer_view(&buffer)) : NULL;
    gk_buffer_free(&buffer);
    if (!folded)
        gk_fail_memory(&check->context);
    return folded;
}

struct gk_string gk_check_around(struct gk_string text, size_t from, size_t to)
{
    enum { CHARACTERS = 10 };
    for (int i = 0; i < CHARACTERS && from > 0; i++)
        gk_utf8_previous(text, &from);
    for (int i = 0; i < CHARACTERS && to < text.length; i++)
        gk_utf8_next(text, &to);
    return gk_trim(gk_string_make(text.data + from, to - from));
}

gkplan_place gk_check_place(const gkplan_node *leaf, const gkplan_cell *cell)
{
    gkplan_place place = leaf->place;
    if (cell) {
        place.row = (int32_t)cell->row;
        place.column = (int32_t)cell->column;
        place.line = cell->line ? cell->line : place.line;
        place.page = cell->page ? cell->page : place.page;
    }
    return place;
}

/* --- running --- */

static gk_check_family *const families[] = {
    gk_check_doubts,  gk_check_structure, gk_check_tasks,  gk_check_deadlines,
    gk_check_numbers, gk_check_labels,    gk_check_units,  gk_check_spellings,
    gk_check_damage,  gk_check_writing,   gk_check_notice, gk_check_slips,
};

static const char *take_setting(struct gk_check *check, const gkplan_rule_setting *setting)
{
    bool all = setting->rule && strcmp(setting->rule, "all") == 0;
    const gkplan_rule *only = gkplan_rule_find(setting->rule);
    if (!all && !only)
        return "options.settings names a rule that is not there";
    if (setting->use < GKPLAN_RULE_DISABLE || setting->use > GKPLAN_RULE_AS_ERROR)
        return "options.settings asks for something unknown";
    for (size_t i = 0; i < GK_RULE_COUNT; i++) {
        if (!all && &rules[i] != only)
            continue;
        if (setting->use <= GKPLAN_RULE_ENABLE)
            check->wanted[i] = setting->use == GKPLAN_RULE_ENABLE;
        else
            check->severity[i] = (gkplan_severity)(setting->use - GKPLAN_RULE_AS_INFO);
    }
    return NULL;
}

/* NULL when the options are right, else what is wrong. */
static const char *take_options(struct gk_check *check, const gkplan_check_options *options)
{
    enum { SMALLEST = offsetof(gkplan_check_options, allocator) + sizeof options->allocator };
    gkplan_check_options taken = GKPLAN_CHECK_OPTIONS_INIT;
    check->context.allocator = gk_memory_default;
    if (options && !gk_growing_struct_copy(&taken, sizeof taken, SMALLEST, options))
        return "options has an impossible size, or unknown fields are set";
    gkplan_read_options reading = GKPLAN_READ_OPTIONS_INIT;
    reading.allocator = taken.allocator;
    const char *wrong =
        gk_options_take(&reading, &check->context.options, &check->context.limits, &check->context.allocator);
    if (wrong)
        return wrong;
    if (taken.unit_likeness > 100 || taken.reserved != 0 || (taken.setting_count > 0 && !taken.settings))
        return "options has an impossible value";
    check->context.limits.diagnostics = taken.findings ? taken.findings : DEFAULT_FINDINGS;
    check->unit_likeness = taken.unit_likeness ? taken.unit_likeness : DEFAULT_LIKENESS;
    for (size_t i = 0; i < GK_RULE_COUNT; i++) {
        check->wanted[i] = true;
        check->severity[i] = rules[i].severity;
    }
    for (size_t i = 0; i < taken.setting_count && !wrong; i++)
        wrong = take_setting(check, &taken.settings[i]);
    return wrong;
}

gkplan_status gkplan_check_options_init(gkplan_check_options *options, size_t size)
{
    if (!options || size != sizeof *options)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    const gkplan_check_options defaults = GKPLAN_CHECK_OPTIONS_INIT;
    memcpy(options, &defaults, size);
    return GKPLAN_STATUS_OK;
}

/* A finding and its turn: findings at one place stay in the order of the families. */
struct turn {
    gkplan_diagnostic *finding;
    size_t number;
};

static int compare_numbers(int64_t first, int64_t second)
{
    return first < second ? -1 : first > second;
}

static int by_place(const void *first, const void *second)
{
    const struct turn *a = first, *b = second;
    const gkplan_place *x = &a->finding->place, *y = &b->finding->place;
    int order = compare_numbers(x->line, y->line);
    order = order ? order : compare_numbers(x->table, y->table);
    order = order ? order : compare_numbers(x->row, y->row);
    order = order ? order : compare_numbers(x->column, y->column);
    order = order ? order : strcmp(a->finding->code, b->finding->code);
    return order ? order : compare_numbers((int64_t)a->number, (int64_t)b->number);
}

/* One thing that several rows made the normaliser doubt is one finding. */
static bool is_same(const gkplan_diagnostic *a, const gkplan_diagnostic *b)
{
    return a->code == b->code && a->place.line == b->place.line && a->place.table == b->place.table &&
           a->place.row == b->place.row && a->place.column == b->place.column &&
           strcmp(a->value, b->value) == 0;
}

/* Link the sorted findings, each once. */
static void link_findings(struct gk_check *check, const struct turn *turns, size_t count)
{
    gkplan_diagnostic *last = turns[0].finding;
    check->context.first_diagnostic = last;
    for (size_t i = 1; i < count; i++) {
        if (is_same(last, turns[i].finding)) {
            check->context.severity_counts[last->severity]--;
            continue;
        }
        last->next = turns[i].finding;
        last = turns[i].finding;
    }
    last->next = NULL;
}

/* Put the findings in the order of the document. */
static void sort_findings(struct gk_check *check)
{
    struct gk_array turns;
    gk_array_init(&turns, &check->context.allocator, sizeof(struct turn));
    for (gkplan_diagnostic *at = check->context.first_diagnostic; at; at = (gkplan_diagnostic *)at->next) {
        struct turn *turn = gk_array_push(&turns);
        if (!turn) {
            gk_fail_memory(&check->context);
            break;
        }
        *turn = (struct turn){at, turns.count};
    }
    if (turns.count > 0 && check->context.status == GKPLAN_STATUS_OK) {
        qsort(turns.items, turns.count, sizeof(struct turn), by_place);
        link_findings(check, turns.items, turns.count);
    }
    gk_array_free(&turns);
}

static void gather_tables(struct gk_check *check)
{
    gk_check_each_text(check, NULL, NULL, &check->tables);
}

static gkplan_findings *run(struct gk_check *check)
{
    struct gk_context *context = &check->context;
    context->arena = gk_arena_new(&context->allocator);
    check->scratch = gk_arena_new(&context->allocator);
    gkplan_findings *findings =
        context->arena && check->scratch ? gk_arena_new_object(context->arena, gkplan_findings) : NULL;
    gk_array_init(&check->tables, &context->allocator, sizeof(const gkplan_table *));
    if (!findings)
        gk_fail_memory(context);
    else
        gather_tables(check);
    for (size_t i = 0; i < sizeof families / sizeof *families && context->status == GKPLAN_STATUS_OK; i++) {
        context->current_plan = -1;
        families[i](check);
    }
    sort_findings(check);
    gk_array_free(&check->tables);
    gk_arena_free(check->scratch);
    if (context->status != GKPLAN_STATUS_OK) {
        gk_arena_free(context->arena);
        return NULL;
    }
    findings->arena = context->arena;
    findings->first = context->first_diagnostic;
    memcpy(findings->severity_counts, context->severity_counts, sizeof findings->severity_counts);
    return findings;
}

gkplan_status gkplan_check(const gkplan_document *document, const gkplan_check_options *options,
                           gkplan_findings **out, gkplan_error **error)
{
    struct gk_check check = {.document = document, .context = {.current_plan = -1, .source_name = ""}};
    if (error)
        *error = NULL;
    if (!out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    *out = NULL;
    const char *wrong = take_options(&check, options);
    if (!document)
        wrong = "document is NULL";
    if (wrong)
        gk_fail(&check.context, GKPLAN_STATUS_INVALID_ARGUMENT, NULL, 0, "%s", wrong);
    else
        check.context.source_name = gkplan_document_source_name(document);
    if (!wrong)
        *out = run(&check);
    if (*out)
        return GKPLAN_STATUS_OK;
    if (error)
        *error = check.context.error;
    else
        gkplan_error_free(check.context.error);
    return check.context.status;
}

const gkplan_diagnostic *gkplan_findings_first(const gkplan_findings *findings)
{
    return findings->first;
}

size_t gkplan_findings_count(const gkplan_findings *findings, gkplan_severity severity)
{
    uint64_t count = 0;
    for (size_t i = severity; i < sizeof findings->severity_counts / sizeof *findings->severity_counts; i++)
        count += findings->severity_counts[i];
    return (size_t)count;
}

void gkplan_findings_free(gkplan_findings *findings)
{
    if (findings)
        gk_arena_free(findings->arena);
}

/* numbering.xml: lists, levels and the instances that paragraphs name. */
#include "read/docx_numbering.h"

#include "read/docx_scan.h"
#include <stdlib.h>

#define NO_TEXT ((size_t)-1)

enum scope {
    SCOPE_ROOT = 1,
    SCOPE_NUMBERING,
    SCOPE_LIST,
    SCOPE_LEVEL,
    SCOPE_LEVEL_ALTERNATE,
    SCOPE_INSTANCE,
    SCOPE_OVERRIDE
};

static void *push(struct gk_docx_numbering *numbering, struct gk_array *array)
{
    void *made = gk_array_push(array);
    if (!made)
        gk_fail_memory(numbering->context);
    return made;
}

static void *last_of(const struct gk_array *array)
{
    return gk_array_at(array, array->count - 1);
}

static size_t keep(struct gk_docx_numbering *numbering, struct gk_string text)
{
    size_t start = numbering->text.length;
    gk_buffer_append_string(&numbering->text, text);
    if (!gk_buffer_append(&numbering->text, "", 1))
        gk_fail_memory(numbering->context);
    return start;
}

static uint8_t begin_list(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    struct gk_docx_list *list = push(numbering, &numbering->lists);
    if (!list)
        return GK_DOCX_SKIP;
    *list = (struct gk_docx_list){.identifier = gk_docx_number(attributes, "abstractNumId", -1),
                                  .order = (uint32_t)numbering->lists.count,
                                  .style_link = NO_TEXT};
    return SCOPE_LIST;
}

static uint8_t note_style_link(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    size_t link = keep(numbering, gk_docx_value(attributes));
    ((struct gk_docx_list *)last_of(&numbering->lists))->style_link = link;
    return GK_DOCX_SKIP;
}

/* A new level; its position is kept by the list or override that holds it. */
static uint32_t add_level(struct gk_docx_numbering *numbering)
{
    struct gk_docx_level *level = push(numbering, &numbering->levels);
    if (!level || numbering->levels.count > UINT32_MAX)
        return 0;
    *level = (struct gk_docx_level){.start = 0, .restart = -1, .text = NO_TEXT, .style = NO_TEXT};
    return (uint32_t)numbering->levels.count;
}

static uint8_t begin_level(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    int32_t level = gk_docx_number(attributes, "ilvl", -1);
    if (level < 0 || level >= GK_DOCX_LEVELS)
        return GK_DOCX_SKIP;
    uint32_t position = add_level(numbering);
    ((struct gk_docx_list *)last_of(&numbering->lists))->levels[level] = position;
    return position ? SCOPE_LEVEL : GK_DOCX_SKIP;
}

static uint8_t begin_overriding_level(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    (void)attributes;
    uint32_t position = add_level(numbering);
    ((struct gk_docx_override *)last_of(&numbering->overrides))->definition = position;
    return position ? SCOPE_LEVEL : GK_DOCX_SKIP;
}

static struct gk_docx_level *open_level(struct gk_docx_scan *scan)
{
    struct gk_docx_numbering *numbering = scan->user;
    return last_of(&numbering->levels);
}

static uint8_t note_start(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    open_level(scan)->start = gk_docx_number(attributes, "val", 0);
    return GK_DOCX_SKIP;
}

static uint8_t note_restart(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    open_level(scan)->restart = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

/* A custom format says in words what it looks like; without words for it, what stands there already stays. */
static uint8_t note_format(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string name = gk_docx_value(attributes);
    if (gk_string_equal(name, GK_STRING("custom")))
        gk_docx_attribute(attributes, "format", &name);
    if (!gk_number_format_find(name, &open_level(scan)->format))
        gk_diagnose_strings(scan->context, GK_MESSAGE_NUMBER_FORMAT_UNKNOWN, NULL, NULL, name, GK_STRING(""));
    return GK_DOCX_SKIP;
}

static uint8_t note_legal(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    open_level(scan)->legal = gk_docx_is_on(attributes);
    return GK_DOCX_SKIP;
}

static uint8_t note_text(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    size_t text = keep(scan->user, gk_docx_value(attributes));
    open_level(scan)->text = text;
    return GK_DOCX_SKIP;
}

static uint8_t note_style(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    size_t style = keep(scan->user, gk_docx_value(attributes));
    open_level(scan)->style = style;
    return GK_DOCX_SKIP;
}

/* Word writes custom formats as alternate content, the one that it wants first: that counts. */
static uint8_t begin_choice(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string requires = GK_STRING("");
    gk_docx_attribute(attributes, "Requires", &requires);
    if (!gk_docx_understands(scan, requires))
        return GK_DOCX_SKIP;
    gk_docx_change_scope(scan, GK_DOCX_SKIP);
    return SCOPE_LEVEL;
}

static uint8_t begin_instance(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    struct gk_docx_instance *instance = push(numbering, &numbering->instances);
    if (!instance)
        return GK_DOCX_SKIP;
    *instance = (struct gk_docx_instance){.identifier = gk_docx_number(attributes, "numId", -1),
                                          .list = -1,
                                          .order = (uint32_t)numbering->instances.count,
                                          .first_override = (uint32_t)numbering->overrides.count};
    return SCOPE_INSTANCE;
}

static uint8_t note_list(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    ((struct gk_docx_instance *)last_of(&numbering->instances))->list = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t begin_override(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    struct gk_docx_instance *instance = last_of(&numbering->instances);
    int32_t level = gk_docx_number(attributes, "ilvl", -1);
    /* One for each level: more would make looking them up slow. */
    if (level < 0 || level >= GK_DOCX_LEVELS || instance->override_count == GK_DOCX_LEVELS)
        return GK_DOCX_SKIP;
    struct gk_docx_override *override = push(numbering, &numbering->overrides);
    if (!override)
        return GK_DOCX_SKIP;
    *override = (struct gk_docx_override){.level = (uint32_t)level, .start = INT32_MIN};
    instance->override_count++;
    return SCOPE_OVERRIDE;
}

static uint8_t note_start_override(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_numbering *numbering = scan->user;
    ((struct gk_docx_override *)last_of(&numbering->overrides))->start =
        gk_docx_number(attributes, "val", INT32_MIN);
    return GK_DOCX_SKIP;
}

static const struct gk_docx_rule rules[] = {
    {SCOPE_ROOT, GK_DOCX_NUMBERING, SCOPE_NUMBERING, NULL, NULL},
    {SCOPE_NUMBERING, GK_DOCX_ABSTRACT_NUMBERING, GK_DOCX_SKIP, begin_list, NULL},
    {SCOPE_LIST, GK_DOCX_NUMBERING_STYLE_LINK, GK_DOCX_SKIP, note_style_link, NULL},
    {SCOPE_LIST, GK_DOCX_LEVEL, GK_DOCX_SKIP, begin_level, NULL},
    {SCOPE_LEVEL, GK_DOCX_START, GK_DOCX_SKIP, note_start, NULL},
    {SCOPE_LEVEL, GK_DOCX_LEVEL_RESTART, GK_DOCX_SKIP, note_restart, NULL},
    {SCOPE_LEVEL, GK_DOCX_NUMBER_FORMAT, GK_DOCX_SKIP, note_format, NULL},
    {SCOPE_LEVEL, GK_DOCX_LEGAL_NUMBERING, GK_DOCX_SKIP, note_legal, NULL},
    {SCOPE_LEVEL, GK_DOCX_LEVEL_TEXT, GK_DOCX_SKIP, note_text, NULL},
    {SCOPE_LEVEL, GK_DOCX_PARAGRAPH_STYLE, GK_DOCX_SKIP, note_style, NULL},
    {SCOPE_LEVEL, GK_DOCX_ALTERNATE_CONTENT, SCOPE_LEVEL_ALTERNATE, NULL, NULL},
    {SCOPE_LEVEL_ALTERNATE, GK_DOCX_CHOICE, GK_DOCX_SKIP, begin_choice, NULL},
    {SCOPE_LEVEL_ALTERNATE, GK_DOCX_FALLBACK, SCOPE_LEVEL, NULL, NULL},
    {SCOPE_NUMBERING, GK_DOCX_NUMBERING_INSTANCE, GK_DOCX_SKIP, begin_instance, NULL},
    {SCOPE_INSTANCE, GK_DOCX_ABSTRACT_NUMBERING_ID, GK_DOCX_SKIP, note_list, NULL},
    {SCOPE_INSTANCE, GK_DOCX_LEVEL_OVERRIDE, GK_DOCX_SKIP, begin_override, NULL},
    {SCOPE_OVERRIDE, GK_DOCX_START_OVERRIDE, GK_DOCX_SKIP, note_start_override, NULL},
    {SCOPE_OVERRIDE, GK_DOCX_LEVEL, GK_DOCX_SKIP, begin_overriding_level, NULL},
};

static const struct gk_docx_rule_set set = {rules, sizeof rules / sizeof *rules};
static const struct gk_docx_grammar grammar = {.sets = &set, .set_count = 1, .first_scope = SCOPE_ROOT};

void gk_docx_numbering_init(struct gk_docx_numbering *numbering, struct gk_context *context,
                            const struct gk_docx_styles *styles)
{
    const gkplan_allocator *allocator = &context->allocator;
    *numbering = (struct gk_docx_numbering){.context = context, .styles = styles};
    gk_array_init(&numbering->lists, allocator, sizeof(struct gk_docx_list));
    gk_array_init(&numbering->instances, allocator, sizeof(struct gk_docx_instance));
    gk_array_init(&numbering->levels, allocator, sizeof(struct gk_docx_level));
    gk_array_init(&numbering->overrides, allocator, sizeof(struct gk_docx_override));
    gk_buffer_init(&numbering->text, allocator);
    gk_buffer_init(&numbering->label, allocator);
}

void gk_docx_numbering_free(struct gk_docx_numbering *numbering)
{
    gk_array_free(&numbering->lists);
    gk_array_free(&numbering->instances);
    gk_array_free(&numbering->levels);
    gk_array_free(&numbering->overrides);
    gk_buffer_free(&numbering->text);
    gk_buffer_free(&numbering->label);
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_lists(const void *a, const void *b)
{
    const struct gk_docx_list *left = a, *right = b;
    int order = compare_numbers(left->identifier, right->identifier);
    return order ? order : compare_numbers(left->order, right->order);
}

static int compare_instances(const void *a, const void *b)
{
    const struct gk_docx_instance *left = a, *right = b;
    int order = compare_numbers(left->identifier, right->identifier);
    return order ? order : compare_numbers(left->order, right->order);
}

gkplan_status gk_docx_numbering_read(struct gk_docx_numbering *numbering, struct gk_zip *zip,
                                     const char *part)
{
    if (gk_docx_scan_part(numbering->context, zip, part, &grammar, numbering) != GKPLAN_STATUS_OK)
        return numbering->context->status;
    if (numbering->lists.count > 1)
        qsort(numbering->lists.items, numbering->lists.count, sizeof(struct gk_docx_list), compare_lists);
    if (numbering->instances.count > 1)
        qsort(numbering->instances.items, numbering->instances.count, sizeof(struct gk_docx_instance),
              compare_instances);
    return numbering->context->status;
}

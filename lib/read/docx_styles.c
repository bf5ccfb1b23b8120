/* styles.xml: styles sorted by identifier, each with what it inherits already in it. */
#include "read/docx_styles.h"

#include "core/cjk_text.h"
#include "read/docx_scan.h"
#include <stdlib.h>
#include <string.h>

const struct gk_docx_properties gk_docx_properties_unset = {.numbering = -1, .level = -1, .outline = -1};

#define NO_TEXT ((size_t)-1)

enum { STATE_RAW, STATE_VISITING, STATE_DONE };

enum scope {
    SCOPE_ROOT = 1,
    SCOPE_STYLES,
    SCOPE_DEFAULTS,
    SCOPE_STYLE,
    SCOPE_PARAGRAPH,
    SCOPE_RUN,
    SCOPE_NUMBERING
};

static struct gk_docx_style *last_style(struct gk_docx_styles *styles)
{
    return styles->styles.count ? gk_array_at(&styles->styles, styles->styles.count - 1) : NULL;
}

static size_t keep(struct gk_docx_styles *styles, struct gk_string text)
{
    size_t start = styles->text.length;
    gk_buffer_append_string(&styles->text, text);
    if (!gk_buffer_append(&styles->text, "", 1))
        gk_fail_memory(styles->context);
    return start;
}

static uint8_t begin_style(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    static const struct {
        const char *name;
        enum gk_docx_style_type type;
    } types[] = {{"paragraph", GK_DOCX_STYLE_PARAGRAPH},
                 {"character", GK_DOCX_STYLE_CHARACTER},
                 {"numbering", GK_DOCX_STYLE_NUMBERING}};
    struct gk_docx_styles *styles = scan->user;
    struct gk_string type = GK_STRING("paragraph"), identifier = GK_STRING(""), standard = GK_STRING("0");
    gk_docx_attribute(attributes, "type", &type);
    gk_docx_attribute(attributes, "styleId", &identifier);
    gk_docx_attribute(attributes, "default", &standard);
    struct gk_docx_style *style = gk_array_push(&styles->styles);
    if (!style) {
        gk_fail_memory(scan->context);
        return GK_DOCX_SKIP;
    }
    *style = (struct gk_docx_style){.identifier = keep(styles, identifier),
                                    .based_on = NO_TEXT,
                                    .type = GK_DOCX_STYLE_OTHER,
                                    .properties = gk_docx_properties_unset};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (gk_string_equal(type, gk_string_of(types[i].name)))
            style->type = (uint8_t)types[i].type;
    bool is_default =
        gk_string_equal(standard, GK_STRING("1")) || gk_string_equal(standard, GK_STRING("true"));
    /* Marked by its position until all styles are sorted. */
    if (is_default && style->type == GK_DOCX_STYLE_PARAGRAPH)
        style->position = 1;
    return SCOPE_STYLE;
}

static uint8_t note_based_on(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_styles *styles = scan->user;
    size_t base = keep(styles, gk_docx_value(attributes));
    last_style(styles)->based_on = base;
    return GK_DOCX_SKIP;
}

/* "heading 1" is what Word calls the style in every language; other programs write the Chinese name. */
static uint8_t note_name(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    static const char *const words[] = {"heading ", "Heading ", "标题 ", "標題 ", "标题", "heading"};
    struct gk_docx_style *style = last_style(scan->user);
    struct gk_string name = gk_trim(gk_docx_value(attributes));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct gk_string word = gk_string_of(words[i]);
        if (style->properties.outline < 0 && name.length == word.length + 1 && gk_string_starts(name, word) &&
            name.data[word.length] >= '1' && name.data[word.length] <= '9')
            style->properties.outline = name.data[word.length] - '1';
    }
    return GK_DOCX_SKIP;
}

static uint8_t note_outline(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    last_style(scan->user)->properties.outline = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_numbering(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    last_style(scan->user)->properties.numbering = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_level(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    last_style(scan->user)->properties.level = gk_docx_number(attributes, "val", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_justification(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    bool centered = gk_string_equal(gk_docx_value(attributes), GK_STRING("center"));
    last_style(scan->user)->properties.centered = centered ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static uint8_t note_page_break(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    last_style(scan->user)->properties.page_break = gk_docx_is_on(attributes) ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static uint8_t note_vanish(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    last_style(scan->user)->properties.vanish = gk_docx_is_on(attributes) ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static uint8_t note_default_vanish(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_styles *styles = scan->user;
    styles->default_vanish = gk_docx_is_on(attributes) ? GK_DOCX_ON : GK_DOCX_OFF;
    return GK_DOCX_SKIP;
}

static const struct gk_docx_rule rules[] = {
    {SCOPE_ROOT, GK_DOCX_STYLES, SCOPE_STYLES, NULL, NULL},
    {SCOPE_STYLES, GK_DOCX_DOCUMENT_DEFAULTS, SCOPE_DEFAULTS, NULL, NULL},
    {SCOPE_DEFAULTS, GK_DOCX_RUN_DEFAULTS, SCOPE_DEFAULTS, NULL, NULL},
    {SCOPE_DEFAULTS, GK_DOCX_RUN_PROPERTIES, SCOPE_DEFAULTS, NULL, NULL},
    {SCOPE_DEFAULTS, GK_DOCX_VANISH, GK_DOCX_SKIP, note_default_vanish, NULL},
    {SCOPE_STYLES, GK_DOCX_STYLE, GK_DOCX_SKIP, begin_style, NULL},
    {SCOPE_STYLE, GK_DOCX_NAME, GK_DOCX_SKIP, note_name, NULL},
    {SCOPE_STYLE, GK_DOCX_BASED_ON, GK_DOCX_SKIP, note_based_on, NULL},
    {SCOPE_STYLE, GK_DOCX_PARAGRAPH_PROPERTIES, SCOPE_PARAGRAPH, NULL, NULL},
    {SCOPE_STYLE, GK_DOCX_RUN_PROPERTIES, SCOPE_RUN, NULL, NULL},
    {SCOPE_PARAGRAPH, GK_DOCX_OUTLINE_LEVEL, GK_DOCX_SKIP, note_outline, NULL},
    {SCOPE_PARAGRAPH, GK_DOCX_JUSTIFICATION, GK_DOCX_SKIP, note_justification, NULL},
    {SCOPE_PARAGRAPH, GK_DOCX_PAGE_BREAK_BEFORE, GK_DOCX_SKIP, note_page_break, NULL},
    {SCOPE_PARAGRAPH, GK_DOCX_NUMBERING_PROPERTIES, SCOPE_NUMBERING, NULL, NULL},
    {SCOPE_NUMBERING, GK_DOCX_NUMBERING_ID, GK_DOCX_SKIP, note_numbering, NULL},
    {SCOPE_NUMBERING, GK_DOCX_NUMBERING_LEVEL, GK_DOCX_SKIP, note_level, NULL},
    {SCOPE_RUN, GK_DOCX_VANISH, GK_DOCX_SKIP, note_vanish, NULL},
};

static const struct gk_docx_rule_set set = {rules, sizeof rules / sizeof *rules};
static const struct gk_docx_grammar grammar = {.sets = &set, .set_count = 1, .first_scope = SCOPE_ROOT};

void gk_docx_styles_init(struct gk_docx_styles *styles, struct gk_context *context)
{
    *styles = (struct gk_docx_styles){.context = context, .plain = gk_docx_properties_unset};
    gk_array_init(&styles->styles, &context->allocator, sizeof(struct gk_docx_style));
    gk_buffer_init(&styles->text, &context->allocator);
}

void gk_docx_styles_free(struct gk_docx_styles *styles)
{
    gk_array_free(&styles->styles);
    gk_buffer_free(&styles->text);
}

/* Styles as they are sorted: qsort gives its comparison no context, so the text goes along. */
struct sorted {
    const char *identifier;
    size_t position;
};

static int compare_sorted(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    int order = strcmp(left->identifier, right->identifier);
    return order ? order : (left->position > right->position) - (left->position < right->position);
}

static gkplan_status sort_styles(struct gk_docx_styles *styles)
{
    struct gk_array order, sorted;
    const gkplan_allocator *allocator = &styles->context->allocator;
    gk_array_init(&order, allocator, sizeof(struct sorted));
    gk_array_init(&sorted, allocator, sizeof(struct gk_docx_style));
    for (size_t i = 0; i < styles->styles.count; i++) {
        struct gk_docx_style *style = gk_array_at(&styles->styles, i);
        struct sorted *entry = gk_array_push(&order);
        if (!entry || !gk_array_push(&sorted)) {
            gk_fail_memory(styles->context);
            break;
        }
        *entry = (struct sorted){styles->text.data + style->identifier, i};
    }
    if (styles->context->status == GKPLAN_STATUS_OK && order.count > 0) {
        qsort(order.items, order.count, sizeof(struct sorted), compare_sorted);
        for (size_t i = 0; i < order.count; i++) {
            const struct sorted *entry = gk_array_at(&order, i);
            *(struct gk_docx_style *)gk_array_at(&sorted, i) =
                *(struct gk_docx_style *)gk_array_at(&styles->styles, entry->position);
        }
        struct gk_array unsorted = styles->styles;
        styles->styles = sorted;
        sorted = unsorted;
    }
    gk_array_free(&order);
    gk_array_free(&sorted);
    return styles->context->status;
}

static struct gk_docx_style *find_style(const struct gk_docx_styles *styles, struct gk_string identifier,
                                        uint8_t type)
{
    size_t low = 0, high = styles->styles.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct gk_docx_style *style = gk_array_at(&styles->styles, middle);
        struct gk_string found = gk_string_of(styles->text.data + style->identifier);
        size_t common = found.length < identifier.length ? found.length : identifier.length;
        int order = memcmp(found.data, identifier.data, common);
        if (order < 0 || (order == 0 && found.length < identifier.length))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == styles->styles.count)
        return NULL;
    struct gk_docx_style *style = gk_array_at(&styles->styles, low);
    struct gk_string found = gk_string_of(styles->text.data + style->identifier);
    return gk_string_equal(found, identifier) && style->type == type ? style : NULL;
}

const struct gk_docx_style *gk_docx_style_find(const struct gk_docx_styles *styles,
                                               struct gk_string identifier, enum gk_docx_style_type type)
{
    return find_style(styles, identifier, (uint8_t)type);
}

const char *gk_docx_style_identifier(const struct gk_docx_styles *styles, uint32_t position)
{
    const struct gk_docx_style *style = gk_array_at(&styles->styles, position);
    return styles->text.data + style->identifier;
}

static void inherit(struct gk_docx_properties *own, const struct gk_docx_properties *base)
{
    if (own->numbering < 0) {
        own->numbering = base->numbering;
        own->numbering_from = base->numbering_from;
    }
    if (own->level < 0)
        own->level = base->level;
    if (own->outline < 0)
        own->outline = base->outline;
    if (own->centered == GK_DOCX_UNSET)
        own->centered = base->centered;
    if (own->page_break == GK_DOCX_UNSET)
        own->page_break = base->page_break;
    if (own->vanish == GK_DOCX_UNSET)
        own->vanish = base->vanish;
}

static struct gk_docx_style *base_of(struct gk_docx_styles *styles, const struct gk_docx_style *style)
{
    if (style->based_on == NO_TEXT)
        return NULL;
    return find_style(styles, gk_string_of(styles->text.data + style->based_on), style->type);
}

/* Walk up to a style that is done, then come back down; each style is done once. */
static void resolve_style(struct gk_docx_styles *styles, struct gk_docx_style *style, struct gk_array *path)
{
    gk_array_clear(path);
    while (style && style->state == STATE_RAW) {
        struct gk_docx_style **step = gk_array_push(path);
        if (!step) {
            gk_fail_memory(styles->context);
            return;
        }
        style->state = STATE_VISITING;
        *step = style;
        style = base_of(styles, style);
    }
    if (style && style->state == STATE_VISITING) {
        gk_diagnose(styles->context, GK_MESSAGE_STYLES_CIRCLE, NULL, NULL,
                    styles->text.data + style->identifier, NULL);
        style = NULL;
    }
    for (size_t i = path->count; i > 0; i--) {
        struct gk_docx_style *own = *(struct gk_docx_style **)gk_array_at(path, i - 1);
        if (style)
            inherit(&own->properties, &style->properties);
        own->state = STATE_DONE;
        style = own;
    }
}

static gkplan_status resolve_styles(struct gk_docx_styles *styles)
{
    struct gk_array path;
    gk_array_init(&path, &styles->context->allocator, sizeof(struct gk_docx_style *));
    for (size_t i = 0; i < styles->styles.count; i++) {
        struct gk_docx_style *style = gk_array_at(&styles->styles, i);
        if (style->position && !styles->default_paragraph)
            styles->default_paragraph = style;
        style->position = (uint32_t)i;
        style->properties.numbering_from = style->properties.numbering > 0 ? (uint32_t)i + 1 : 0;
    }
    for (size_t i = 0; i < styles->styles.count && styles->context->status == GKPLAN_STATUS_OK; i++)
        resolve_style(styles, gk_array_at(&styles->styles, i), &path);
    gk_array_free(&path);
    if (styles->default_paragraph)
        styles->plain = styles->default_paragraph->properties;
    return styles->context->status;
}

gkplan_status gk_docx_styles_read(struct gk_docx_styles *styles, struct gk_zip *zip, const char *part)
{
    if (gk_docx_scan_part(styles->context, zip, part, &grammar, styles) != GKPLAN_STATUS_OK ||
        sort_styles(styles) != GKPLAN_STATUS_OK)
        return styles->context->status;
    return resolve_styles(styles);
}

/* The engine under the readers of Word's parts: names to elements, scopes, attributes. */
#include "read/docx_scan.h"

#include "core/array.h"
#include "core/buffer.h"
#include "core/memory.h"
#include <string.h>

enum space {
    SPACE_OTHER,
    SPACE_WORD,
    SPACE_MATH,
    SPACE_COMPATIBILITY,
    SPACE_DRAWING,
    SPACE_PICTURE,
    SPACE_CHART,
    SPACE_DIAGRAM,
    SPACE_VML,
    SPACE_OFFICE
};

static const struct {
    const char *uri;
    enum space space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", SPACE_WORD},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", SPACE_WORD},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", SPACE_MATH},
    {"http://purl.oclc.org/ooxml/officeDocument/math", SPACE_MATH},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", SPACE_COMPATIBILITY},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", SPACE_DRAWING},
    {"http://purl.oclc.org/ooxml/drawingml/main", SPACE_DRAWING},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", SPACE_PICTURE},
    {"http://purl.oclc.org/ooxml/drawingml/picture", SPACE_PICTURE},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", SPACE_CHART},
    {"http://purl.oclc.org/ooxml/drawingml/chart", SPACE_CHART},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", SPACE_DIAGRAM},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", SPACE_DIAGRAM},
    {"urn:schemas-microsoft-com:vml", SPACE_VML},
    {"urn:schemas-microsoft-com:office:office", SPACE_OFFICE},
};

static const struct {
    enum space space;
    const char *name;
} elements[] = {
#define GK_DOCX_ELEMENT(space, name, symbol) {SPACE_##space, #name},
#include "read/docx_elements.def"
#undef GK_DOCX_ELEMENT
};

static enum space find_space(const char *uri)
{
    for (size_t i = 0; uri && i < sizeof spaces / sizeof *spaces; i++)
        if (strcmp(uri, spaces[i].uri) == 0)
            return spaces[i].space;
    return SPACE_OTHER;
}

enum gk_docx_element gk_docx_element_find(const char *uri, const char *name)
{
    enum space space = find_space(uri);
    size_t low = 0, high = sizeof elements / sizeof *elements;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = elements[middle].space == space ? strcmp(elements[middle].name, name)
                                                    : (int)elements[middle].space - (int)space;
        if (order == 0)
            return (enum gk_docx_element)(middle + 1);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return GK_DOCX_OTHER;
}

/* What the grammar says of an element in a scope. */
static struct gk_docx_seen look_up(const struct gk_docx_scan *scan, uint8_t scope, const xmlChar *uri,
                                   const xmlChar *name)
{
    enum gk_docx_element element = gk_docx_element_find((const char *)uri, (const char *)name);
    uint8_t position = scan->rule_at[scope][element];
    const struct gk_docx_rule *rule = scan->rules[position];
    bool passed = scan->grammar->passing_scopes & (UINT32_C(1) << scope);
    return (struct gk_docx_seen){.uri = uri,
                                 .name = name,
                                 .begin = rule ? rule->begin : NULL,
                                 .scope = scope,
                                 .inside = rule     ? rule->inside
                                           : passed ? (uint8_t)GK_DOCX_SAME_SCOPE
                                                    : (uint8_t)GK_DOCX_SKIP,
                                 .ending = rule && rule->end ? position : (uint8_t)0};
}

static const struct gk_docx_seen *find_seen(struct gk_docx_scan *scan, uint8_t scope, const xmlChar *uri,
                                            const xmlChar *name)
{
    /* The addresses of two names differ in few bits: a product spreads them (2^32 / golden ratio). */
    uint32_t mixed = ((uint32_t)((uintptr_t)name ^ ((uintptr_t)uri << 4)) + scope) * UINT32_C(2654435769);
    struct gk_docx_seen *seen = &scan->seen[mixed >> GK_DOCX_SEEN_SHIFT];
    if (seen->name != name || seen->uri != uri || seen->scope != scope)
        *seen = look_up(scan, scope, uri, name);
    return seen;
}

uint8_t gk_docx_scope(const struct gk_docx_scan *scan)
{
    return scan->open[scan->depth - 1].inside;
}

uint8_t gk_docx_scope_around(const struct gk_docx_scan *scan)
{
    return scan->depth > 1 ? scan->open[scan->depth - 2].inside : (uint8_t)GK_DOCX_SKIP;
}

void gk_docx_change_scope(struct gk_docx_scan *scan, uint8_t scope)
{
    scan->open[scan->depth - 1].inside = scope;
}

static bool push_scope(struct gk_docx_scan *scan, uint8_t scope, uint8_t ending)
{
    if (scan->depth == scan->capacity) {
        size_t capacity = scan->capacity ? 2 * scan->capacity : 256;
        struct gk_docx_open *grown = gk_memory_reallocate(
            &scan->context->allocator, scan->open, scan->capacity * sizeof *grown, capacity * sizeof *grown);
        if (!grown) {
            gk_fail_memory(scan->context);
            return false;
        }
        scan->open = grown;
        scan->capacity = capacity;
    }
    scan->open[scan->depth++] = (struct gk_docx_open){scope, ending};
    return true;
}

/* Prefixes of namespaces, as far as they matter: is what they stand for known well enough to read its text?
 */
static bool is_understood(const char *uri)
{
    static const char *const known[] = {
        "http://schemas.microsoft.com/office/word/",
        "http://schemas.microsoft.com/office/drawing/2010/",
        "http://schemas.openxmlformats.org/wordprocessingml/",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "urn:schemas-microsoft-com:",
        "http://www.wps.cn/officeDocument/",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(uri, known[i], strlen(known[i])) == 0)
            return true;
    return false;
}

static void note_prefixes(struct gk_docx_scan *scan, int count, const xmlChar **namespaces)
{
    for (int i = 0; i < count; i++) {
        const char *name = namespaces[2 * i] ? (const char *)namespaces[2 * i] : "";
        const char *uri = namespaces[2 * i + 1] ? (const char *)namespaces[2 * i + 1] : "";
        struct gk_docx_prefix *prefix = gk_array_push(&scan->prefixes);
        size_t start = scan->prefix_text.length;
        if (!prefix || !gk_buffer_append(&scan->prefix_text, name, strlen(name) + 1)) {
            gk_fail_memory(scan->context);
            return;
        }
        *prefix =
            (struct gk_docx_prefix){.depth = scan->depth, .name = start, .understood = is_understood(uri)};
    }
}

/* The prefixes that an element declared end with it. */
static void drop_prefixes(struct gk_docx_scan *scan)
{
    while (scan->prefixes.count > 0) {
        struct gk_docx_prefix *last = gk_array_at(&scan->prefixes, scan->prefixes.count - 1);
        if (last->depth < scan->depth)
            return;
        scan->prefix_text.length = last->name;
        scan->prefixes.count--;
    }
}

static bool prefix_understood(const struct gk_docx_scan *scan, struct gk_string name)
{
    for (size_t i = scan->prefixes.count; i > 0; i--) {
        const struct gk_docx_prefix *prefix = gk_array_at(&scan->prefixes, i - 1);
        if (gk_string_equal(gk_string_of(scan->prefix_text.data + prefix->name), name))
            return prefix->understood;
    }
    return false;
}

bool gk_docx_understands(const struct gk_docx_scan *scan, struct gk_string prefixes)
{
    static const char white[] = " \t\r\n";
    bool any = false;
    for (size_t i = 0; i < prefixes.length;) {
        size_t start = i;
        while (i < prefixes.length && !strchr(white, prefixes.data[i]))
            i++;
        if (i > start && !prefix_understood(scan, gk_string_make(prefixes.data + start, i - start)))
            return false;
        any = any || i > start;
        i += i < prefixes.length;
    }
    return any;
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
                          const xmlChar **attributes)
{
    (void)prefix;
    (void)defaulted;
    struct gk_docx_scan *scan = ((struct gk_xml_parse *)user)->user;
    uint8_t scope = gk_docx_scope(scan);
    uint8_t inside = GK_DOCX_SKIP, ending = 0;
    if (namespace_count > 0)
        note_prefixes(scan, namespace_count, namespaces);
    if (scope != GK_DOCX_SKIP) {
        const struct gk_docx_seen *seen = find_seen(scan, scope, uri, name);
        ending = seen->ending;
        inside = seen->begin ? seen->begin(scan, (struct gk_docx_attributes){attributes, attribute_count})
                             : seen->inside;
        if (inside == GK_DOCX_SAME_SCOPE)
            inside = gk_docx_scope(scan);
    }
    if (!push_scope(scan, inside, ending) || scan->context->status != GKPLAN_STATUS_OK)
        gk_xml_stop(user);
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name;
    (void)prefix;
    (void)uri;
    struct gk_docx_scan *scan = ((struct gk_xml_parse *)user)->user;
    struct gk_docx_open ended = scan->open[--scan->depth];
    if (scan->prefixes.count > 0)
        drop_prefixes(scan);
    if (ended.ending == 0)
        return;
    scan->rules[ended.ending]->end(scan, ended.inside);
    if (scan->context->status != GKPLAN_STATUS_OK)
        gk_xml_stop(user);
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct gk_docx_scan *scan = ((struct gk_xml_parse *)user)->user;
    uint8_t scope = gk_docx_scope(scan);
    if (scan->grammar->text_scopes & (UINT32_C(1) << scope))
        scan->grammar->text(scan, scope, gk_string_make((const char *)text, (size_t)length));
}

static void index_rules(struct gk_docx_scan *scan)
{
    uint8_t count = 0;
    for (size_t set = 0; set < scan->grammar->set_count; set++)
        for (size_t i = 0; i < scan->grammar->sets[set].count && count < GK_DOCX_RULES_MOST; i++) {
            const struct gk_docx_rule *rule = &scan->grammar->sets[set].rules[i];
            scan->rules[++count] = rule;
            scan->rule_at[rule->scope][rule->element] = count;
        }
}

/* No rule of the grammar has a function for the element. */
static bool is_inert(const void *user, const char *uri, const char *name)
{
    const struct gk_docx_scan *scan = user;
    enum gk_docx_element element = gk_docx_element_find(uri, name);
    if (find_space(uri) != SPACE_WORD)
        return false;
    for (size_t scope = 0; scope < GK_DOCX_SCOPES_MOST; scope++) {
        const struct gk_docx_rule *rule = scan->rules[scan->rule_at[scope][element]];
        if (rule && (rule->begin || rule->end))
            return false;
    }
    return true;
}

/* Attributes by which Word knows its own editing sessions and paragraphs: no rule asks for one. */
static const struct gk_string identifiers[] = {
    {"w:rsidR", 7},   {"w:rsidRPr", 9},   {"w:rsidRDefault", 14}, {"w:rsidP", 7},     {"w:rsidTr", 8},
    {"w:rsidDel", 9}, {"w:rsidSect", 10}, {"w14:paraId", 10},     {"w14:textId", 10},
};

gkplan_status gk_docx_scan_part(struct gk_context *context, struct gk_zip *zip, const char *part,
                                const struct gk_docx_grammar *grammar, void *user)
{
    static const struct gk_xml_handler handler = {start_element, end_element, characters};
    struct gk_docx_scan *scan = gk_memory_allocate(&context->allocator, sizeof *scan);
    if (!scan)
        return gk_fail_memory(context);
    memset(scan, 0, sizeof *scan);
    scan->context = context;
    scan->grammar = grammar;
    scan->user = user;
    gk_array_init(&scan->prefixes, &context->allocator, sizeof(struct gk_docx_prefix));
    gk_buffer_init(&scan->prefix_text, &context->allocator);
    index_rules(scan);
    const struct gk_xml_skim_rules skim = {.prefix = GK_STRING("w"),
                                           .is_inert = is_inert,
                                           .user = scan,
                                           .identifiers = identifiers,
                                           .identifier_count = sizeof identifiers / sizeof *identifiers};
    if (grammar->skims && context->options.skim_markup)
        scan->parse.skim = &skim;
    if (push_scope(scan, grammar->first_scope, 0))
        gk_xml_parse_part(context, zip, part, &handler, scan, &scan->parse);
    gk_memory_release(&context->allocator, scan->open, scan->capacity * sizeof *scan->open);
    gk_array_free(&scan->prefixes);
    gk_buffer_free(&scan->prefix_text);
    gk_memory_release(&context->allocator, scan, sizeof *scan);
    return context->status;
}

bool gk_docx_attribute(struct gk_docx_attributes attributes, const char *name, struct gk_string *value)
{
    for (int i = 0; i < attributes.count; i++) {
        const xmlChar **item = attributes.items + 5 * i; /* name, prefix, namespace, value, end of value */
        if (strcmp((const char *)item[0], name) != 0)
            continue;
        if (item[2] && find_space((const char *)item[2]) != SPACE_WORD)
            continue;
        *value = gk_string_make((const char *)item[3], (size_t)(item[4] - item[3]));
        return true;
    }
    return false;
}

struct gk_string gk_docx_value(struct gk_docx_attributes attributes)
{
    struct gk_string value = GK_STRING("");
    gk_docx_attribute(attributes, "val", &value);
    return value;
}

bool gk_docx_is_on(struct gk_docx_attributes attributes)
{
    struct gk_string value = gk_docx_value(attributes);
    return !gk_string_equal(value, GK_STRING("0")) && !gk_string_equal(value, GK_STRING("false")) &&
           !gk_string_equal(value, GK_STRING("off"));
}

int32_t gk_docx_number_of(struct gk_string text, int32_t missing)
{
    size_t i = 0;
    bool negative = text.length > 0 && text.data[0] == '-';
    int64_t number = 0;
    if (text.length > 0 && (text.data[0] == '-' || text.data[0] == '+'))
        i++;
    if (i == text.length || text.data[i] < '0' || text.data[i] > '9')
        return missing;
    for (; i < text.length && text.data[i] >= '0' && text.data[i] <= '9'; i++)
        if (number <= INT32_MAX)
            number = 10 * number + (text.data[i] - '0');
    if (number > INT32_MAX)
        number = INT32_MAX;
    return (int32_t)(negative ? -number : number);
}

int32_t gk_docx_number(struct gk_docx_attributes attributes, const char *name, int32_t missing)
{
    struct gk_string value;
    return gk_docx_attribute(attributes, name, &value) ? gk_docx_number_of(value, missing) : missing;
}

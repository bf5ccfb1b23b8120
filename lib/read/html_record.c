/* The events of a page, one behind the other in a string of bytes: their type, and
 *   a start: line, element, then each attribute as its number and its value up to a NUL, then NO_ATTRIBUTE
 *   an end:  element
 *   a text:  line, length, bytes
 */
#include "read/html_record.h"

#include "source/html_safe.h"
#include <stdio.h>

enum { NO_ATTRIBUTE = GK_HTML_ATTRIBUTES };

static void append_byte(struct gk_buffer *bytes, unsigned value)
{
    const unsigned char byte = (unsigned char)value;
    gk_buffer_append(bytes, &byte, 1);
}

static void append_number(struct gk_buffer *bytes, uint32_t number)
{
    gk_buffer_append(bytes, &number, sizeof number);
}

static void check_memory(struct gk_html_parse *parse)
{
    const struct gk_html_record *record = parse->user;
    if (record->bytes.failed || record->open.failed)
        gk_fail_memory(parse->context);
}

/* What an element is: its name says it, or that it is shown as a part of a table. */
static unsigned element_number(const char *name, const char **attributes)
{
    static const struct {
        const char *declaration, *name;
    } shown_as[] = {{"display:table-cell", "td"},
                    {"display:table-row-group", "tbody"},
                    {"display:table-header-group", "thead"},
                    {"display:table-row", "tr"},
                    {"display:table", "display-table"}};
    unsigned number = gk_html_element_number(name);
    enum gk_html_kind kind = gk_html_element_at(number)->kind;
    const char *style =
        kind == GK_HTML_BLOCK || kind == GK_HTML_INLINE ? gk_html_attribute(attributes, "style") : NULL;
    for (size_t i = 0; style && i < sizeof shown_as / sizeof *shown_as; i++)
        if (gk_html_style_has(style, shown_as[i].declaration))
            return gk_html_element_number(shown_as[i].name);
    return number;
}

/* XHTML inside other XML names its elements with a prefix: xmlns:h="http://www.w3.org/1999/xhtml". */
static void find_prefix(struct gk_html_record *record, const char **attributes)
{
    static const char declares[] = "xmlns:", xhtml[] = "http://www.w3.org/1999/xhtml";
    for (; attributes && attributes[0]; attributes += 2) {
        const char *prefix = attributes[0] + sizeof declares - 1;
        if (strncmp(attributes[0], declares, sizeof declares - 1) == 0 && attributes[1] &&
            strcmp(attributes[1], xhtml) == 0 && strlen(prefix) + 2 <= sizeof record->prefix)
            snprintf(record->prefix, sizeof record->prefix, "%s:", prefix);
    }
}

static const char *without_prefix(const struct gk_html_record *record, const char *name)
{
    size_t length = strlen(record->prefix);
    return strncmp(name, record->prefix, length) == 0 ? name + length : name;
}

static void record_start(struct gk_html_parse *parse, const char *name, const char **attributes)
{
    struct gk_html_record *record = parse->user;
    struct gk_buffer *bytes = &record->bytes;
    find_prefix(record, attributes);
    unsigned element = element_number(without_prefix(record, name), attributes);
    append_byte(&record->open, element);
    append_byte(bytes, GK_HTML_START);
    append_number(bytes, gk_html_line(parse));
    append_byte(bytes, element);
    for (; attributes && attributes[0]; attributes += 2) {
        unsigned number = gk_html_attribute_number(attributes[0]);
        if (number == GK_HTML_ATTRIBUTES)
            continue;
        append_byte(bytes, number);
        gk_buffer_append_text(bytes, attributes[1] ? attributes[1] : "");
        append_byte(bytes, 0);
    }
    append_byte(bytes, NO_ATTRIBUTE);
    check_memory(parse);
}

static void record_end(struct gk_html_parse *parse, const char *name)
{
    struct gk_html_record *record = parse->user;
    unsigned element = gk_html_element_number(without_prefix(record, name));
    if (record->open.length > 0)
        element = (unsigned char)record->open.data[--record->open.length];
    append_byte(&record->bytes, GK_HTML_END);
    append_byte(&record->bytes, element);
    check_memory(parse);
}

static void record_text(struct gk_html_parse *parse, struct gk_string text)
{
    struct gk_html_record *record = parse->user;
    struct gk_buffer *bytes = &record->bytes;
    append_byte(bytes, GK_HTML_TEXT);
    append_number(bytes, gk_html_line(parse));
    append_number(bytes, (uint32_t)text.length); /* libxml2 counts it in an int */
    gk_buffer_append_string(bytes, text);
    check_memory(parse);
}

void gk_html_record_init(struct gk_html_record *record, const gkplan_allocator *allocator)
{
    gk_buffer_init(&record->bytes, allocator);
    gk_buffer_init(&record->open, allocator);
    record->prefix[0] = '\0';
}

void gk_html_record_free(struct gk_html_record *record)
{
    gk_buffer_free(&record->bytes);
    gk_buffer_free(&record->open);
}

gkplan_status gk_html_record_page(struct gk_context *context, struct gk_string page,
                                  struct gk_html_record *record)
{
    static const struct gk_html_handler handler = {record_start, record_end, record_text};
    return gk_html_parse_memory(context, page, &handler, record);
}

static unsigned take_byte(const char *bytes, size_t *position)
{
    return (unsigned char)bytes[(*position)++];
}

static uint32_t take_number(const char *bytes, size_t *position)
{
    uint32_t number;
    memcpy(&number, bytes + *position, sizeof number);
    *position += sizeof number;
    return number;
}

static void take_attributes(const char *bytes, size_t *position, struct gk_html_event *event)
{
    unsigned number;
    while ((number = take_byte(bytes, position)) != NO_ATTRIBUTE) {
        event->attributes[number] = bytes + *position;
        *position += strlen(bytes + *position) + 1;
    }
}

bool gk_html_record_next(const struct gk_html_record *record, size_t *position, struct gk_html_event *event)
{
    const char *bytes = record->bytes.data;
    if (*position >= record->bytes.length)
        return false;
    *event = (struct gk_html_event){.type = (enum gk_html_event_type)take_byte(bytes, position)};
    if (event->type != GK_HTML_END)
        event->line = take_number(bytes, position);
    if (event->type == GK_HTML_TEXT) {
        uint32_t length = take_number(bytes, position);
        event->text = gk_string_make(bytes + *position, length);
        *position += length;
        return true;
    }
    event->element = gk_html_element_at(take_byte(bytes, position));
    if (event->type == GK_HTML_START)
        take_attributes(bytes, position, event);
    return true;
}

/* The events of a page, one behind the other in a string of bytes: their type, and
 *   a start: line, element, then each attribute as its number and its value up to a NUL, then NO_ATTRIBUTE
 *   an end:  element
 *   a text:  line, length, bytes
 */
#include "read/html_record.h"

#include "source/html_safe.h"

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

static struct gk_buffer *bytes_of(struct gk_html_parse *parse)
{
    struct gk_html_record *record = parse->user;
    return &record->bytes;
}

static void check_memory(struct gk_html_parse *parse)
{
    if (bytes_of(parse)->failed)
        gk_fail_memory(parse->context);
}

static void record_start(struct gk_html_parse *parse, const char *name, const char **attributes)
{
    struct gk_buffer *bytes = bytes_of(parse);
    append_byte(bytes, GK_HTML_START);
    append_number(bytes, gk_html_line(parse));
    append_byte(bytes, gk_html_element_number(name));
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
    append_byte(bytes_of(parse), GK_HTML_END);
    append_byte(bytes_of(parse), gk_html_element_number(name));
    check_memory(parse);
}

static void record_text(struct gk_html_parse *parse, struct gk_string text)
{
    struct gk_buffer *bytes = bytes_of(parse);
    append_byte(bytes, GK_HTML_TEXT);
    append_number(bytes, gk_html_line(parse));
    append_number(bytes, (uint32_t)text.length); /* libxml2 counts it in an int */
    gk_buffer_append_string(bytes, text);
    check_memory(parse);
}

void gk_html_record_init(struct gk_html_record *record, const gkplan_allocator *allocator)
{
    gk_buffer_init(&record->bytes, allocator);
}

void gk_html_record_free(struct gk_html_record *record)
{
    gk_buffer_free(&record->bytes);
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

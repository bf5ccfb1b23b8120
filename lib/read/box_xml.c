/* XML with word boxes: elements to words, by a grammar. */
#include "read/box_xml.h"

#include <math.h>

double gk_box_number(struct gk_string text)
{
    double value = 0, scale = 1;
    size_t at = text.length > 0 && (text.data[0] == '-' || text.data[0] == '+');
    bool digits = false, point = false;
    for (; at < text.length && at < 32; at++) {
        char byte = text.data[at];
        if (byte == '.' && !point) {
            point = true;
            continue;
        }
        if (byte < '0' || byte > '9')
            return NAN;
        digits = true;
        value = value * 10 + (byte - '0');
        scale = point ? scale * 10 : scale;
    }
    if (!digits || at < text.length)
        return NAN;
    return text.data[0] == '-' ? -value / scale : value / scale;
}

struct gk_string gk_box_attribute(const struct gk_box_xml *xml, const char *name)
{
    /* SAX2 gives five pointers an attribute: name, prefix, URI, begin and end of the value. */
    for (int i = 0; i < xml->attribute_count; i++) {
        const xmlChar **one = xml->attributes + 5 * i;
        if (strcmp((const char *)one[0], name) == 0)
            return gk_string_make((const char *)one[3], (size_t)(one[4] - one[3]));
    }
    return GK_STRING("");
}

double gk_box_number_attribute(const struct gk_box_xml *xml, const char *name)
{
    return gk_box_number(gk_box_attribute(xml, name));
}

void gk_box_xml_word(struct gk_box_xml *xml, struct gk_box box)
{
    if (xml->word_depth)
        return;
    xml->word_depth = xml->parse.depth;
    xml->box = box;
    xml->line = gk_xml_line(&xml->parse);
    gk_buffer_clear(&xml->text);
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
                          const xmlChar **attributes)
{
    struct gk_box_xml *xml = ((struct gk_xml_parse *)user)->user;
    (void)prefix;
    (void)uri;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted;
    xml->attributes = attributes;
    xml->attribute_count = attribute_count;
    if (!gk_svg_start(xml, (const char *)name))
        xml->grammar->start(xml, (const char *)name);
    if (xml->boxes.context->status != GKPLAN_STATUS_OK)
        gk_xml_stop(&xml->parse);
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct gk_box_xml *xml = ((struct gk_xml_parse *)user)->user;
    (void)name;
    (void)prefix;
    (void)uri;
    /* The depth is that of the parent by now. */
    if (gk_svg_end(xml, xml->parse.depth + 1) || !xml->word_depth || xml->parse.depth + 1 != xml->word_depth)
        return;
    xml->word_depth = 0;
    (xml->grammar->add ? xml->grammar->add : gk_word_boxes_add)(&xml->boxes, xml->box,
                                                                     gk_buffer_view(&xml->text), xml->line);
    if (xml->boxes.context->status != GKPLAN_STATUS_OK)
        gk_xml_stop(&xml->parse);
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct gk_box_xml *xml = ((struct gk_xml_parse *)user)->user;
    if (!xml->word_depth || gk_buffer_append(&xml->text, text, (size_t)length))
        return;
    gk_fail_memory(xml->boxes.context);
    gk_xml_stop(&xml->parse);
}

/* Extractors write characters that XML does not allow as they stand in the PDF file: each becomes U+FFFD.
 * Returns the text to parse. */
static struct gk_string allowed(struct gk_string text, struct gk_buffer *buffer)
{
    size_t from = 0;
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.data[at];
        bool fine = byte >= ' ' || byte == '\t' || byte == '\n' || byte == '\r';
        bool last = byte == 0xEF && at + 2 < text.length && (unsigned char)text.data[at + 1] == 0xBF &&
                    (unsigned char)text.data[at + 2] >= 0xBE; /* U+FFFE, U+FFFF */
        if (fine && !last)
            continue;
        gk_buffer_append(buffer, text.data + from, at - from);
        gk_buffer_append_codepoint(buffer, 0xFFFD);
        from = at + (last ? 3 : 1);
    }
    if (from == 0)
        return text;
    gk_buffer_append(buffer, text.data + from, text.length - from);
    return gk_buffer_view(buffer);
}

gkplan_status gk_box_read_xml(struct gk_context *context, const struct gk_source *source,
                              struct gk_layout_builder *builder, const struct gk_box_grammar *grammar)
{
    static const struct gk_xml_handler handler = {start_element, end_element, characters};
    struct gk_box_xml xml = {.grammar = grammar, .parse = {.allow_doctype = true}};
    gk_word_boxes_init(&xml.boxes, context);
    xml.boxes.recognised = grammar->recognised;
    gk_svg_init(&xml.svg, &context->allocator);
    gk_buffer_init(&xml.text, &context->allocator);
    struct gk_buffer changed;
    gk_buffer_init(&changed, &context->allocator);
    struct gk_string text = allowed(source->text, &changed);
    if (changed.failed)
        gk_fail_memory(context);
    else if (gk_xml_parse_memory(context, text, NULL, &handler, &xml, &xml.parse) == GKPLAN_STATUS_OK)
        gk_word_boxes_write(&xml.boxes, builder);
    gk_buffer_free(&changed);
    gk_buffer_free(&xml.text);
    gk_svg_free(&xml.svg);
    gk_word_boxes_free(&xml.boxes);
    return context->status;
}

bool gk_box_source_has(const struct gk_source *source, struct gk_string mark)
{
    enum { LOOK_AHEAD = 8192 };
    size_t length = source->text.length < LOOK_AHEAD ? source->text.length : LOOK_AHEAD;
    return source->container == GK_CONTAINER_TEXT &&
           gk_string_contains(gk_string_first(source->text, length), mark);
}

/* libxml2's HTML parser with everything dangerous off. */
#include "source/html_safe.h"

#include <libxml/parserInternals.h>
#include <limits.h>
#include <strings.h>

static struct gk_html_parse *parse_of(void *user)
{
    return user;
}

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct gk_html_parse *parse = parse_of(user);
    struct gk_context *context = parse->context;
    if (++parse->depth > context->limits.xml_depth)
        gk_fail_limit(context, NULL, gk_html_line(parse), "xml_depth", parse->depth,
                      context->limits.xml_depth);
    if (context->status == GKPLAN_STATUS_OK)
        parse->handler->start(parse, (const char *)name, (const char **)attributes);
    if (context->status != GKPLAN_STATUS_OK)
        xmlStopParser(parse->parser);
}

static void end_element(void *user, const xmlChar *name)
{
    struct gk_html_parse *parse = parse_of(user);
    if (parse->depth > 0)
        parse->depth--;
    if (parse->context->status == GKPLAN_STATUS_OK)
        parse->handler->end(parse, (const char *)name);
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct gk_html_parse *parse = parse_of(user);
    if (parse->context->status == GKPLAN_STATUS_OK)
        parse->handler->text(parse, gk_string_make((const char *)text, (size_t)length));
}

/* After a lack of memory the parser no longer moves on, but some of its loops wait for the end: so that is
 * where it is put. */
static void note_error(void *user, xmlErrorPtr error)
{
    struct gk_html_parse *parse = user;
    if (!parse || error->code != XML_ERR_NO_MEMORY)
        return;
    parse->out_of_memory = true;
    if (parse->parser && parse->parser->input)
        parse->parser->input->cur = parse->parser->input->end;
}

static xmlSAXHandler sax_handler(void)
{
    xmlSAXHandler sax = {0};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElement = start_element;
    sax.endElement = end_element;
    sax.characters = characters;
    sax.ignorableWhitespace = characters;
    sax.serror = note_error;
    return sax;
}

uint32_t gk_html_line(const struct gk_html_parse *parse)
{
    int line = parse->parser && parse->parser->input ? parse->parser->input->line : 0;
    return line > 0 ? (uint32_t)line : 0;
}

const char *gk_html_attribute(const char **attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2)
        if (strcasecmp(attributes[0], name) == 0)
            return attributes[1] ? attributes[1] : "";
    return NULL;
}

uint32_t gk_html_entity(const char *name)
{
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity ? entity->value : 0;
}

/* Whether a "<!" begins neither a comment nor a document type: Word's <![if ...]>, which is a comment to a
 * browser and text to libxml2. */
static bool is_bogus_comment(struct gk_string from)
{
    return from.length > 3 && from.data[2] != '-' && from.data[2] != '>' && from.data[3] != '>' &&
           strncasecmp(from.data + 2, "DOCTYPE", from.length - 2 < 7 ? from.length - 2 : 7) != 0;
}

/* A copy that ends in NUL, in which bogus comments are processing instructions of the same length. */
static bool copy_page(struct gk_string text, struct gk_buffer *copy)
{
    static const struct gk_string opening = {"<!", 2};
    if (!gk_buffer_append_string(copy, text) || !gk_buffer_append(copy, "", 1))
        return false;
    for (size_t at = 0; (at = gk_string_find(text, opening, at)) != GK_NOT_FOUND; at += 2)
        if (is_bogus_comment(gk_string_from(text, at)))
            memcpy(copy->data + at + 1, "?x ", 3);
    return true;
}

/* libxml2 compares each attribute of a tag with all before it, so tags without end are refused here. Words
 * are counted up to the next angle bracket, quoted ones too. */
static gkplan_status check_tags(struct gk_context *context, struct gk_string text)
{
    enum { MOST_WORDS = 2000 };
    bool in_tag = false, space = false;
    unsigned words = 0;
    uint32_t line = 1;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        line += byte == '\n';
        if (byte == '<' || byte == '>') {
            in_tag = byte == '<' && i + 1 < text.length && (text.data[i + 1] | 0x20) >= 'a' &&
                     (text.data[i + 1] | 0x20) <= 'z';
            words = 0;
        } else if (in_tag && space && byte != ' ' && ++words > MOST_WORDS) {
            return gk_fail(context, GKPLAN_STATUS_MALFORMED, NULL, line, "a tag of more than %d words",
                           MOST_WORDS);
        }
        space = byte == ' ' || byte == '/' || (byte >= '\t' && byte <= '\r');
    }
    return context->status;
}

/* A parser over a text that ends in NUL; NULL when memory ends. libxml2's own functions leak then. */
static htmlParserCtxtPtr new_parser(struct gk_html_parse *parse, const char *text)
{
    xmlInitParser(); /* guarded by libxml2's own mutex */
    htmlParserCtxtPtr parser = htmlNewParserCtxt();
    if (!parser)
        return NULL;
    *parser->sax = sax_handler();
    parser->userData = parse;
    xmlParserInputPtr input = xmlNewStringInputStream(parser, (const xmlChar *)text);
    if (!input || inputPush(parser, input) < 0) {
        xmlFreeInputStream(input);
        htmlFreeParserCtxt(parser);
        return NULL;
    }
    return parser;
}

static void parse_text(struct gk_html_parse *parse, const char *text)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC;
    parse->parser = new_parser(parse, text);
    if (!parse->parser) {
        gk_fail_memory(parse->context);
        return;
    }
    /* The text is UTF-8. Said in this way no converter is needed, whose lack (when memory ends) libxml2 does
     * not survive. */
    parse->parser->charset = XML_CHAR_ENCODING_UTF8;
    htmlCtxtUseOptions(parse->parser, options);
    htmlParseDocument(parse->parser);
    if (parse->out_of_memory || parse->parser->errNo == XML_ERR_NO_MEMORY)
        gk_fail_memory(parse->context);
    xmlFreeDoc(parse->parser->myDoc);
    htmlFreeParserCtxt(parse->parser);
}

gkplan_status gk_html_parse_memory(struct gk_context *context, struct gk_string text,
                                   const struct gk_html_handler *handler, void *user)
{
    struct gk_html_parse parse = {.context = context, .user = user, .handler = handler};
    if (text.length > INT_MAX)
        return gk_fail_limit(context, NULL, 0, "input_bytes", text.length, INT_MAX);
    if (text.length == 0 || check_tags(context, text) != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_buffer copy;
    gk_buffer_init(&copy, &context->allocator);
    if (copy_page(text, &copy))
        parse_text(&parse, copy.data);
    else
        gk_fail_memory(context);
    gk_buffer_free(&copy);
    return context->status;
}

/* libxml2's SAX2 push parser with everything dangerous off. */
#include "source/xml_safe.h"

#include "core/memory.h"
#include <libxml/parserInternals.h>

enum { CHUNK = 64 * 1024 };

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
                          const xmlChar **attributes)
{
    struct gk_xml_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    if (++parse->depth > parse->context->limits.xml_depth) {
        gk_fail_limit(parse->context, parse->part, gk_xml_line(parse), "xml_depth", parse->depth,
                      parse->context->limits.xml_depth);
        gk_xml_stop(parse);
        return;
    }
    if (!parse->stopped)
        parse->handler->start_element(parse, name, prefix, uri, namespace_count, namespaces, attribute_count,
                                      defaulted, attributes);
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct gk_xml_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    if (parse->depth > 0)
        parse->depth--;
    if (!parse->stopped)
        parse->handler->end_element(parse, name, prefix, uri);
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct gk_xml_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    if (!parse->stopped && parse->handler->characters)
        parse->handler->characters(parse, text, length);
}

static void refuse_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    struct gk_xml_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    if (parse->allow_doctype)
        return;
    gk_fail(parse->context, GKPLAN_STATUS_MALFORMED, parse->part, gk_xml_line(parse),
            "a document type declaration, which no such file has");
    gk_xml_stop(parse);
}

/* The five entities of XML and nothing else. */
static xmlEntityPtr get_entity(void *user, const xmlChar *name)
{
    (void)user;
    return xmlGetPredefinedEntity(name);
}

static void ignore_error(void *user, const char *message, ...)
{
    (void)user;
    (void)message;
}

static xmlSAXHandler sax_handler(void)
{
    xmlSAXHandler sax = {0};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = start_element;
    sax.endElementNs = end_element;
    sax.characters = characters;
    sax.ignorableWhitespace = characters;
    sax.cdataBlock = characters;
    sax.internalSubset = refuse_doctype;
    sax.getEntity = get_entity;
    sax.error = ignore_error;
    sax.warning = ignore_error;
    return sax;
}

uint32_t gk_xml_line(const struct gk_xml_parse *parse)
{
    int line = parse->parser ? xmlSAX2GetLineNumber(parse->parser) : 0;
    return line > 0 ? (uint32_t)line : 0;
}

void gk_xml_stop(struct gk_xml_parse *parse)
{
    if (!parse->stopped) {
        parse->stopped = true;
        xmlStopParser(parse->parser);
    }
}

static gkplan_status fail_xml(struct gk_xml_parse *parse)
{
    struct gk_context *context = parse->context;
    if (context->status != GKPLAN_STATUS_OK || parse->stopped)
        return context->status;
    const xmlError *error = xmlCtxtGetLastError(parse->parser);
    if (parse->parser->errNo == XML_ERR_NO_MEMORY || (error && error->code == XML_ERR_NO_MEMORY))
        return gk_fail_memory(context);
    if (parse->parser->wellFormed && !parse->parser->disableSAX)
        return context->status;
    char words[160] = "not well formed";
    size_t length = 0;
    for (const char *at = error ? error->message : NULL;
         at && *at && *at != '\n' && length < sizeof words - 1; at++)
        words[length++] = *at;
    if (length)
        words[length] = '\0';
    return gk_fail(context, GKPLAN_STATUS_MALFORMED, parse->part,
                   error && error->line > 0 ? (uint32_t)error->line : gk_xml_line(parse), "%s", words);
}

static bool begin(struct gk_context *context, const char *part, const struct gk_xml_handler *handler,
                  void *user, struct gk_xml_parse *parse)
{
    xmlSAXHandler sax = sax_handler();
    bool allow_doctype = parse->allow_doctype;
    *parse = (struct gk_xml_parse){
        .context = context, .part = part, .user = user, .handler = handler, .allow_doctype = allow_doctype};
    parse->parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!parse->parser) {
        gk_fail_memory(context);
        return false;
    }
    /* The handler gets the parse, but libxml2's own functions want their context: so the parse goes in
     * between. */
    parse->parser->userData = parse->parser;
    parse->parser->_private = parse;
    xmlCtxtUseOptions(parse->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return true;
}

/* False when the parse is over. */
static bool feed(struct gk_xml_parse *parse, const char *bytes, int length, bool last)
{
    if (parse->stopped || parse->context->status != GKPLAN_STATUS_OK)
        return false;
    int result = xmlParseChunk(parse->parser, bytes, length, last);
    if (result != 0 || parse->parser->errNo == XML_ERR_NO_MEMORY)
        fail_xml(parse);
    return parse->context->status == GKPLAN_STATUS_OK && !parse->stopped;
}

static gkplan_status end(struct gk_xml_parse *parse)
{
    if (parse->context->status == GKPLAN_STATUS_OK && !parse->stopped)
        fail_xml(parse);
    if (parse->parser->myDoc)
        xmlFreeDoc(parse->parser->myDoc);
    xmlFreeParserCtxt(parse->parser);
    parse->parser = NULL;
    return parse->context->status;
}

gkplan_status gk_xml_parse_part(struct gk_context *context, struct gk_zip *zip, const char *part,
                                const struct gk_xml_handler *handler, void *user, struct gk_xml_parse *parse)
{
    struct gk_zip_part *stream;
    if (gk_zip_part_open(zip, part, &stream) != GKPLAN_STATUS_OK)
        return context->status;
    char *buffer = gk_memory_allocate(&context->allocator, CHUNK);
    if (!buffer || !begin(context, part, handler, user, parse)) {
        gk_memory_release(&context->allocator, buffer, CHUNK);
        gk_zip_part_close(stream);
        return gk_fail_memory(context);
    }
    long count;
    while ((count = gk_zip_part_read(stream, buffer, CHUNK)) > 0)
        if (!feed(parse, buffer, (int)count, false))
            break;
    if (count == 0)
        feed(parse, buffer, 0, true);
    gk_memory_release(&context->allocator, buffer, CHUNK);
    gk_zip_part_close(stream);
    return end(parse);
}

gkplan_status gk_xml_parse_memory(struct gk_context *context, struct gk_string bytes, const char *part,
                                  const struct gk_xml_handler *handler, void *user,
                                  struct gk_xml_parse *parse)
{
    if (!begin(context, part, handler, user, parse))
        return context->status;
    bool more = true;
    while (more && bytes.length > 0) {
        size_t length = bytes.length < CHUNK ? bytes.length : CHUNK;
        more = feed(parse, bytes.data, (int)length, false);
        bytes = gk_string_from(bytes, length);
    }
    if (more)
        feed(parse, "", 0, true);
    return end(parse);
}

/* libxml2's SAX2 push parser with everything dangerous off. */
#include "source/xml_safe.h"

#include "core/cjk_text.h"
#include "core/memory.h"
#include "core/utf8.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

/* libxml2's own buffer grows to four times this; a larger one is no quicker. */
enum { CHUNK = 16 * 1024 };

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

/* A DOCTYPE that was allowed (that of XHTML) may promise more entities: those of HTML are known. */
static void reference(void *user, const xmlChar *name)
{
    struct gk_xml_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    const htmlEntityDesc *entity = htmlEntityLookup(name);
    if (!entity) {
        gk_fail(parse->context, GKPLAN_STATUS_MALFORMED, parse->part, gk_xml_line(parse),
                "an entity that is not known: %.60s", (const char *)name);
        gk_xml_stop(parse);
        return;
    }
    char bytes[4];
    characters(user, (const xmlChar *)bytes, (int)gk_utf8_encode(entity->value, bytes));
}

/* Errors are asked for after each step, but a lack of memory may be followed by an error that it caused. With
 * a handler of its own, the parser never calls those that the program around us may have set for all of
 * libxml2, nor writes to its standard error. */
static void note_error(void *user, xmlErrorPtr error)
{
    struct gk_xml_parse *parse = user ? ((xmlParserCtxtPtr)user)->_private : NULL;
    if (parse && error->code == XML_ERR_NO_MEMORY)
        parse->out_of_memory = true;
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
    sax.reference = reference;
    sax.serror = note_error;
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

/* Whether libxml2 ran out of memory. Where it cannot say so it only stops: then the code is that of an end.
 */
static bool out_of_memory(const struct gk_xml_parse *parse)
{
    const xmlParserCtxt *parser = parse->parser;
    if (parse->out_of_memory || parser->errNo == XML_ERR_NO_MEMORY)
        return true;
    bool damaged = parser->input && parser->input->buf && parser->input->buf->error == XML_IO_ENCODER;
    return parser->errNo == XML_PARSER_EOF && !damaged;
}

static gkplan_status fail_xml(struct gk_xml_parse *parse)
{
    struct gk_context *context = parse->context;
    if (context->status != GKPLAN_STATUS_OK || parse->stopped)
        return context->status;
    const xmlError *error = xmlCtxtGetLastError(parse->parser);
    if (out_of_memory(parse))
        return gk_fail_memory(context);
    if (parse->parser->wellFormed && !parse->parser->disableSAX)
        return context->status;
    struct gk_string words = gk_trim(gk_string_of(error ? error->message : NULL));
    /* libxml2 says "extra content" here. */
    if (error && error->code == XML_ERR_DOCUMENT_END)
        words = parse->depth > 0 ? GK_STRING("the XML ends before its elements do")
                                 : GK_STRING("the XML is empty or goes on after its end");
    else if (words.length == 0 || words.length > 160 || !gk_utf8_valid(words))
        words = GK_STRING("not well formed");
    return gk_fail(context, GKPLAN_STATUS_MALFORMED, parse->part,
                   error && error->line > 0 ? (uint32_t)error->line : gk_xml_line(parse), "%.*s",
                   (int)words.length, words.data);
}

static bool begin(struct gk_context *context, const char *part, const struct gk_xml_handler *handler,
                  void *user, struct gk_xml_parse *parse)
{
    /* Guarded by libxml2's own mutex: the first of several threads sets up, the others wait. Tables only; no
     * handler, no setting of the program's is touched. */
    xmlInitParser();
    xmlSAXHandler sax = sax_handler();
    *parse = (struct gk_xml_parse){.context = context,
                                   .part = part,
                                   .user = user,
                                   .handler = handler,
                                   .allow_doctype = parse->allow_doctype,
                                   .skim = parse->skim};
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

/* Words that a handler need not have. */
static void no_words(void *user, const char *format, ...)
{
    (void)user;
    (void)format;
}

/* Converters of encodings know no parser: their errors go to the handlers of the thread, or to standard
 * error. So the thread's handlers are ours while libxml2 is at work, and no longer. */
static int parse_chunk(xmlParserCtxtPtr parser, const char *bytes, int length, bool last)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    xmlGenericErrorFunc words = xmlGenericError;
    void *user = xmlStructuredErrorContext, *words_user = xmlGenericErrorContext;
    xmlSetStructuredErrorFunc(parser, note_error);
    xmlSetGenericErrorFunc(NULL, no_words);
    int result = xmlParseChunk(parser, bytes, length, last);
    xmlSetStructuredErrorFunc(user, handler);
    xmlSetGenericErrorFunc(words_user, words);
    return result;
}

/* False when the parse is over. */
static bool feed(struct gk_xml_parse *parse, const char *bytes, int length, bool last)
{
    if (parse->stopped || parse->context->status != GKPLAN_STATUS_OK)
        return false;
    int result = parse_chunk(parse->parser, bytes, length, last);
    if (result != 0 || parse->out_of_memory)
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

/* Read the open part to its end, or to that of the parse. */
static void feed_part(struct gk_xml_parse *parse, struct gk_zip_part *stream, struct gk_xml_skim *skim,
                      char *buffer)
{
    long count;
    bool more = true;
    while (more && (count = gk_zip_part_read(stream, buffer, CHUNK)) > 0) {
        size_t length = skim ? gk_xml_skim(skim, buffer, (size_t)count) : (size_t)count;
        more = length == 0 || feed(parse, buffer, (int)length, false);
    }
    if (more && count == 0)
        feed(parse, buffer, 0, true);
}

gkplan_status gk_xml_parse_part(struct gk_context *context, struct gk_zip *zip, const char *part,
                                const struct gk_xml_handler *handler, void *user, struct gk_xml_parse *parse)
{
    struct gk_zip_part *stream;
    if (gk_zip_part_open(zip, part, &stream) != GKPLAN_STATUS_OK)
        return context->status;
    char *buffer = gk_memory_allocate(&context->allocator, CHUNK);
    struct gk_xml_skim *skim = parse->skim ? gk_xml_skim_new(context, parse->skim) : NULL;
    bool begun = buffer && (skim || !parse->skim) && begin(context, part, handler, user, parse);
    if (begun)
        feed_part(parse, stream, skim, buffer);
    gk_xml_skim_free(context, skim);
    gk_memory_release(&context->allocator, buffer, CHUNK);
    gk_zip_part_close(stream);
    return begun ? end(parse) : gk_fail_memory(context);
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

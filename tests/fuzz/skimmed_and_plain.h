/* An XML part through the parser twice at once, plain and skimmed, in the same chunks: after each chunk both
 * parses must have seen the same and failed the same. */
#ifndef SKIMMED_AND_PLAIN_H
#define SKIMMED_AND_PLAIN_H

#include "core/buffer.h"
#include "core/memory.h"
#include "source/xml_skim.h"
#include <libxml/parser.h>
#include <stdio.h>

#define SKIMMED_SPACE "u"
#define SKIMMED_WORD  "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

enum { SKIMMED_DEPTH = 12 };

static const struct gk_string skimmed_identifiers[] = {{"w:rsidR", 7}, {"w:rsidP", 7}, {"w14:paraId", 10}};

/* Elements that the reader of the tests has no use for. */
static inline bool skimmed_is_inert(const void *user, const char *uri, const char *name)
{
    static const char *const names[] = {"b", "sz", "rPr", "color", "rFonts", "kern", "lang", "spacing"};
    (void)user;
    if (strcmp(uri, SKIMMED_SPACE) != 0 && strcmp(uri, SKIMMED_WORD) != 0)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static const struct gk_xml_skim_rules skimmed_rules = {.prefix = {"w", 1},
                                                       .is_inert = skimmed_is_inert,
                                                       .identifiers = skimmed_identifiers,
                                                       .identifier_count = 3};

struct skimmed_parse {
    xmlParserCtxtPtr parser;
    struct gk_buffer
        seen; /* what a reader would have: elements, attributes that it may ask for, text, lines */
    size_t depth;
    size_t compared; /* bytes of `seen` */
};

static inline bool skimmed_is_identifier(const xmlChar *name)
{
    const char *text = (const char *)name;
    return strcmp(text, "rsidR") == 0 || strcmp(text, "rsidP") == 0 || strcmp(text, "paraId") == 0;
}

static inline void skimmed_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                                 int namespaces, const xmlChar **namespace_list, int count, int defaulted,
                                 const xmlChar **items)
{
    (void)prefix, (void)namespaces, (void)namespace_list, (void)defaulted;
    struct skimmed_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    char line[32];
    if (++parse->depth > SKIMMED_DEPTH) {
        snprintf(line, sizeof line, "[deep at %d]", xmlSAX2GetLineNumber(user));
        gk_buffer_append_text(&parse->seen, line);
        xmlStopParser(user);
        return;
    }
    if (skimmed_is_inert(NULL, uri ? (const char *)uri : "", (const char *)name))
        return;
    snprintf(line, sizeof line, "<%d ", xmlSAX2GetLineNumber(user));
    gk_buffer_append_text(&parse->seen, line);
    gk_buffer_append_text(&parse->seen, (const char *)name);
    for (int i = 0; i < count; i++) {
        const xmlChar **item = items + 5 * i;
        if (skimmed_is_identifier(item[0]))
            continue;
        gk_buffer_append_text(&parse->seen, " ");
        gk_buffer_append_text(&parse->seen, (const char *)item[0]);
        gk_buffer_append_text(&parse->seen, "=");
        gk_buffer_append(&parse->seen, item[3], (size_t)(item[4] - item[3]));
    }
    gk_buffer_append_text(&parse->seen, ">");
}

static inline void skimmed_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    struct skimmed_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    parse->depth--;
    if (!skimmed_is_inert(NULL, uri ? (const char *)uri : "", (const char *)name))
        gk_buffer_append_text(&parse->seen, "</>");
}

static inline void skimmed_text(void *user, const xmlChar *text, int length)
{
    struct skimmed_parse *parse = ((xmlParserCtxtPtr)user)->_private;
    gk_buffer_append(&parse->seen, text, (size_t)length);
}

static inline void skimmed_doctype(void *user, const xmlChar *name, const xmlChar *external,
                                   const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    xmlStopParser(user);
}

static inline void skimmed_swallow(void *user, xmlErrorPtr error)
{
    (void)user, (void)error;
}

static inline void skimmed_open(struct skimmed_parse *parse)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = skimmed_start,
                         .endElementNs = skimmed_end,
                         .characters = skimmed_text,
                         .ignorableWhitespace = skimmed_text,
                         .cdataBlock = skimmed_text,
                         .internalSubset = skimmed_doctype,
                         .serror = skimmed_swallow};
    *parse = (struct skimmed_parse){.parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL)};
    parse->parser->userData = parse->parser;
    parse->parser->_private = parse;
    xmlSetStructuredErrorFunc(NULL, skimmed_swallow); /* for converters of encodings, which know no parser */
    xmlCtxtUseOptions(parse->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    gk_buffer_init(&parse->seen, &gk_memory_default);
}

static inline void skimmed_close(struct skimmed_parse *parse)
{
    if (parse->parser->myDoc)
        xmlFreeDoc(parse->parser->myDoc);
    xmlFreeParserCtxt(parse->parser);
    gk_buffer_free(&parse->seen);
}

static inline bool skimmed_same_text(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

/* Whether both have seen the same, and failed alike. Errors of namespaces end no parse. */
static inline bool skimmed_same(struct skimmed_parse *plain, struct skimmed_parse *skimmed)
{
    const xmlError *one = xmlCtxtGetLastError(plain->parser), *other = xmlCtxtGetLastError(skimmed->parser);
    size_t from = plain->compared;
    if (!gk_string_equal(gk_string_from(gk_buffer_view(&plain->seen), from),
                         gk_string_from(gk_buffer_view(&skimmed->seen), from)) ||
        plain->parser->wellFormed != skimmed->parser->wellFormed ||
        plain->parser->disableSAX != skimmed->parser->disableSAX)
        return false;
    plain->compared = plain->seen.length;
    if (plain->parser->wellFormed)
        return true;
    return one && other && one->code == other->code && one->line == other->line &&
           skimmed_same_text(one->message, other->message);
}

/* The first chunk is `first` bytes long, the others `next`. Returns how many bytes were left out, or -1 when
 * the two ways differ. */
static inline long skimmed_and_plain(const char *bytes, size_t length, size_t first, size_t next)
{
    struct gk_context context = {.allocator = gk_memory_default, .limits = {.xml_depth = SKIMMED_DEPTH}};
    struct gk_xml_skim *skim = gk_xml_skim_new(&context, &skimmed_rules);
    struct skimmed_parse plain, skimmed;
    size_t count = first, out = 0;
    bool same = skim != NULL;
    skimmed_open(&plain);
    skimmed_open(&skimmed);
    for (size_t at = 0; same && at < length; at += count, count = next) {
        if (count > length - at)
            count = length - at;
        char *chunk = malloc(count);
        memcpy(chunk, bytes + at, count);
        xmlParseChunk(plain.parser, chunk, (int)count, 0);
        size_t kept = gk_xml_skim(skim, chunk, count);
        if (kept > 0)
            xmlParseChunk(skimmed.parser, chunk, (int)kept, 0);
        free(chunk);
        out += count - kept;
        same = skimmed_same(&plain, &skimmed);
    }
    xmlParseChunk(plain.parser, "", 0, 1);
    xmlParseChunk(skimmed.parser, "", 0, 1);
    same = same && skimmed_same(&plain, &skimmed);
    skimmed_close(&plain);
    skimmed_close(&skimmed);
    gk_xml_skim_free(&context, skim);
    return same ? (long)out : -1;
}

#endif

/* A SAX2 pass of libxml2 over a part or over memory, with everything dangerous off: no network, no entities
 * but the five, any DTD refused (unless told to skip one), libxml2's own limits on, depth bounded by the
 * limits. */
#ifndef GK_SOURCE_XML_SAFE_H
#define GK_SOURCE_XML_SAFE_H

#include "source/source.h"
#include "source/xml_skim.h"
#include <libxml/parser.h>

struct gk_xml_handler {
    startElementNsSAX2Func start_element; /* user data is the struct gk_xml_parse */
    endElementNsSAX2Func end_element;
    charactersSAXFunc characters; /* may be NULL */
};

/* Parse a whole part. The handler's functions get the struct gk_xml_parse as their user data, with `user`
 * inside; they stop the parse early by calling gk_xml_stop(parse). `parse` must be zeroed but for
 * allow_doctype and skim. Returns OK, or the context's status: MALFORMED with part and line when it is not
 * well formed. */
struct gk_xml_parse {
    struct gk_context *context;
    const char *part;        /* name in messages and places */
    xmlParserCtxtPtr parser; /* for line numbers: gk_xml_line */
    void *user;
    const struct gk_xml_handler *handler;
    uint64_t depth;
    bool stopped;
    bool out_of_memory; /* inside libxml2 */
    bool allow_doctype; /* set before the parse: a DOCTYPE is passed over (word boxes in XHTML) */
    const struct gk_xml_skim_rules *skim; /* set before the parse of a part, or NULL: what is left out */
};
gkplan_status gk_xml_parse_part(struct gk_context *context, struct gk_zip *zip, const char *part,
                                const struct gk_xml_handler *handler, void *user, struct gk_xml_parse *parse);
gkplan_status gk_xml_parse_memory(struct gk_context *context, struct gk_string bytes, const char *part,
                                  const struct gk_xml_handler *handler, void *user,
                                  struct gk_xml_parse *parse);
uint32_t gk_xml_line(const struct gk_xml_parse *parse);
void gk_xml_stop(struct gk_xml_parse *parse);

#endif

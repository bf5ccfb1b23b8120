/* A SAX pass of libxml2's HTML parser over text in memory: errors are repaired as browsers do, no network,
 * depth bounded by the limits. The text is UTF-8 already; what the page says of its encoding is passed over.
 */
#ifndef GK_SOURCE_HTML_SAFE_H
#define GK_SOURCE_HTML_SAFE_H

#include "core/context.h"
#include <libxml/HTMLparser.h>

struct gk_html_parse;

/* Names are in lower case. `attributes` are names and values in turn, ended by NULL, or NULL. Every element
 * that starts ends. */
struct gk_html_handler {
    void (*start)(struct gk_html_parse *parse, const char *name, const char **attributes);
    void (*end)(struct gk_html_parse *parse, const char *name);
    void (*text)(struct gk_html_parse *parse, struct gk_string text); /* no scripts, no styles */
};

struct gk_html_parse {
    struct gk_context *context;
    void *user;
    const struct gk_html_handler *handler;
    htmlParserCtxtPtr parser;
    uint64_t depth;
    bool out_of_memory; /* inside libxml2 */
};

/* Returns the context's status; once it is no longer OK, the handler is not called any more. */
gkplan_status gk_html_parse_memory(struct gk_context *context, struct gk_string text,
                                   const struct gk_html_handler *handler, void *user);
uint32_t gk_html_line(const struct gk_html_parse *parse);
/* The value of an attribute, "" when it has none, NULL when it is not there. */
const char *gk_html_attribute(const char **attributes, const char *name);
/* The code point of a named character such as "nbsp"; 0: it has no such name. */
uint32_t gk_html_entity(const char *name);

#endif

/* Text inside JSON, XML and URIs. Broken UTF-8 becomes U+FFFD. */
#ifndef TOOLS_EMIT_H
#define TOOLS_EMIT_H

#include <stdio.h>

/* A JSON string with its quotation marks; NULL is null. */
void emit_json(FILE *stream, const char *text);

/* Text of an XML element or attribute; characters that XML does not know become U+FFFD. */
void emit_xml(FILE *stream, const char *text);

/* A path as a relative or absolute URI reference. */
void emit_uri(FILE *stream, const char *path);

#endif

/* The stages of a document as text, one thing a line, each line ending with its place in the source. */
#ifndef TOOLS_DUMP_H
#define TOOLS_DUMP_H

#include <gkplan/document.h>

void dump_layout(const gkplan_document *document);
void dump_grid(const gkplan_document *document);
void dump_roles(const gkplan_document *document);
void dump_plan(const gkplan_document *document);
void dump_account(const gkplan_document *document);

/* "  @word/document.xml:12 page 3" and the line's end. */
void dump_place(const char *part, uint32_t line, uint32_t page);

#endif

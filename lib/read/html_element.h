/* What the elements of a web page mean, and which of its tables are tables. Shared by the files of the HTML
 * reader.
 */
#ifndef GK_READ_HTML_ELEMENT_H
#define GK_READ_HTML_ELEMENT_H

#include "core/array.h"
#include "core/context.h"
#include "layout/layout_builder.h"

enum gk_html_kind {
    GK_HTML_INLINE,
    GK_HTML_ARTICLE, /* a block in which <header> and <footer> are not the page's */
    GK_HTML_BLOCK,
    GK_HTML_BREAK,
    GK_HTML_CELL,
    GK_HTML_CONTROL, /* of a form */
    GK_HTML_DELETED,
    GK_HTML_FURNITURE,
    GK_HTML_HEADING,
    GK_HTML_INSERTED,
    GK_HTML_LINK,
    GK_HTML_LIST,
    GK_HTML_LIST_ITEM,
    GK_HTML_ORDERED_LIST,
    GK_HTML_PREFORMATTED,
    GK_HTML_ROW,
    GK_HTML_ROW_GROUP,
    GK_HTML_RULE,
    GK_HTML_SKIPPED, /* holds no text of the document */
    GK_HTML_TABLE,
};

struct gk_html_element {
    const char *name; /* "" for all that are not in the table */
    enum gk_html_kind kind;
};
/* An element's place in the table of elements, and what stands there. */
unsigned gk_html_element_number(const char *name);
const struct gk_html_element *gk_html_element_at(unsigned number);

/* The attributes that mean something to the reader, sorted by name. */
enum gk_html_attribute {
    GK_HTML_ALIGN,
    GK_HTML_COLSPAN,
    GK_HTML_HIDDEN,
    GK_HTML_HREF,
    GK_HTML_ROLE,
    GK_HTML_ROWSPAN,
    GK_HTML_LIST_START,
    GK_HTML_STYLE,
    GK_HTML_TYPE,
    GK_HTML_VALUE,
    GK_HTML_ATTRIBUTES,
};
/* GK_HTML_ATTRIBUTES for all others. */
enum gk_html_attribute gk_html_attribute_number(const char *name);

/* A number from an attribute: `fallback` when it is none, at most `most`. */
uint32_t gk_html_number(const char *value, uint32_t fallback, uint32_t most);
/* Browsers take no more columns and rows than these for a span. */
enum { GK_HTML_MOST_COLUMNS = 1000, GK_HTML_MOST_ROWS = 65534 };

/* Whether a style has a declaration such as "display:none", white space and case aside. `style` may be NULL.
 */
bool gk_html_style_has(const char *style, const char *declaration);

/* One table of the page, in the order in which they begin. */
struct gk_html_table {
    bool layout;      /* it only lays out the page: its cells are blocks, not cells */
    bool navigation;  /* it holds links and nothing else; then `layout` is true */
    uint32_t columns; /* as its widest row of several cells has; 0: unknown */
};
struct gk_html_record;
/* Look through the page for its tables. `tables` holds struct gk_html_table. */
gkplan_status gk_html_find_tables(struct gk_context *context, const struct gk_html_record *page,
                                  struct gk_array *tables);

/* Read a page, or a piece of one that has `lines_before` lines of the source before it. `markdown`: it stands in
 * Markdown, and its texts may have the marks of Markdown. */
gkplan_status gk_html_read_page(struct gk_context *context, struct gk_string page, uint32_t lines_before,
                                bool markdown, struct gk_layout_builder *builder);

#endif

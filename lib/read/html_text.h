/* The open paragraph of a web page: its white space as a browser shows it, its label, and how much of it is
 * links. */
#ifndef GK_READ_HTML_TEXT_H
#define GK_READ_HTML_TEXT_H

#include "core/buffer.h"
#include <gkplan/allocator.h>

struct gk_html_text {
    struct gk_buffer text;
    struct gk_buffer label; /* automatic numbering in front of it */
    uint64_t link_characters;
    uint64_t other_characters;
    uint32_t links;
    bool links_to_file; /* an attachment, not another page */
    bool space;         /* white space not written yet */
    bool line_break;    /* there was a line break in it */
    uint32_t line;      /* where the text begins; 0: no text yet */
};

void gk_html_text_init(struct gk_html_text *text, const gkplan_allocator *allocator);
void gk_html_text_free(struct gk_html_text *text);
void gk_html_text_clear(struct gk_html_text *text);

enum gk_html_text_flags { GK_HTML_TEXT_LINK = 1, GK_HTML_TEXT_PREFORMATTED = 2 };
/* Append characters: white space becomes one space, and none at all where the source's line ended between two
 * CJK characters. */
void gk_html_text_append(struct gk_html_text *text, struct gk_string characters, unsigned flags,
                         uint32_t line);
void gk_html_text_break(struct gk_html_text *text);
/* Whether an address leads to a file to load down. */
bool gk_html_is_file(const char *address);
void gk_html_text_link(struct gk_html_text *text, const char *address);
/* Whether the paragraph is a web page's navigation: links and little else. `item`: of a list. */
bool gk_html_text_is_navigation(const struct gk_html_text *text, bool item);

/* Append the number of a list's item, as the list's style writes it: "1." "a." "iv." "一、". NULL: decimal.
 */
void gk_html_list_label(struct gk_buffer *out, const char *style, uint32_t number);

#endif

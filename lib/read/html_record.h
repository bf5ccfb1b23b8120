/* A web page as libxml2's parser tells it, kept: the page is parsed once and looked at twice. Of the
 * attributes only those are kept that mean something here.
 */
#ifndef GK_READ_HTML_RECORD_H
#define GK_READ_HTML_RECORD_H

#include "core/buffer.h"
#include "core/context.h"
#include "read/html_element.h"

enum gk_html_event_type { GK_HTML_START, GK_HTML_END, GK_HTML_TEXT };

struct gk_html_event {
    enum gk_html_event_type type;
    uint32_t line;                              /* of a start or a text */
    const struct gk_html_element *element;      /* of a start or an end */
    const char *attributes[GK_HTML_ATTRIBUTES]; /* of a start, by enum gk_html_attribute; NULL: not there */
    struct gk_string text;
};

enum { GK_HTML_PREFIX = 16 };
struct gk_html_record {
    struct gk_buffer bytes;
    struct gk_buffer open;       /* the numbers of the open elements, while the page is parsed */
    char prefix[GK_HTML_PREFIX]; /* of XHTML's names, with its colon: "h:"; "" where they have none */
};

void gk_html_record_init(struct gk_html_record *record, const gkplan_allocator *allocator);
void gk_html_record_free(struct gk_html_record *record);
/* Parse a page. */
gkplan_status gk_html_record_page(struct gk_context *context, struct gk_string page,
                                  struct gk_html_record *record);
/* The next event of the record. `position` is 0 at first. False at the end. */
bool gk_html_record_next(const struct gk_html_record *record, size_t *position, struct gk_html_event *event);

#endif

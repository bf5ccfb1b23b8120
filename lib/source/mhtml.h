/* Web archives (.mht, .mhtml): a page and its pictures as the parts of one MIME message (RFC 2557), as
 * browsers, Word and WPS save them. */
#ifndef GK_SOURCE_MHTML_H
#define GK_SOURCE_MHTML_H

#include "core/buffer.h"
#include "core/context.h"
#include <stdbool.h>

/* Whether the bytes begin as such a message does. */
bool gk_mhtml_is(struct gk_string bytes);

/* The bytes of its first page, appended to `page`, and the static name of the encoding that the page's part
 * names, or NULL. Fails with GKPLAN_STATUS_MALFORMED when there is no page. */
gkplan_status gk_mhtml_page(struct gk_context *context, struct gk_string bytes, struct gk_buffer *page,
                            const char **encoding);

#endif

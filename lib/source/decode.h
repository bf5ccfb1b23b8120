/* Bytes to UTF-8. */
#ifndef GK_SOURCE_DECODE_H
#define GK_SOURCE_DECODE_H

#include "core/context.h"
#include <stdbool.h>

/* What became of the bytes. */
struct gk_decoded {
    struct gk_buffer buffer; /* owns the text where it had to be converted; else empty */
    struct gk_string text;   /* UTF-8 without a byte order mark: in `buffer`, or in the bytes themselves */
    const char *encoding;    /* static, or the caller's override */
    bool has_nul;            /* U+0000 was found, and is U+FFFD now */
};

/* The encoding that a byte order mark, a pattern of NULs, strict UTF-8 or GB18030 says, in this order;
 * `override` (or NULL) comes before all. Fails with GKPLAN_STATUS_ENCODING. Free the buffer in any case. */
gkplan_status gk_decode(struct gk_context *context, struct gk_string bytes, const char *override,
                        struct gk_decoded *out);

/* What a page means by the name of an encoding that is not UTF-8: the name of one that holds it, or NULL. */
const char *gk_decode_named(struct gk_string name);

#endif

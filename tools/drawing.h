/* The lines of an SVG drawing as it comes, piece by piece: of a page most is glyphs and pictures, which are
 * left out, so that what is kept of a long document is small. */
#ifndef TOOLS_DRAWING_H
#define TOOLS_DRAWING_H

#include "buffer.h"

struct drawing {
    struct buffer kept;   /* the tags that can hold lines, from <svg> on */
    struct buffer tag;    /* the open one */
    const char *left_out; /* the element whose content is left out, or NULL */
    bool in_tag;
    char quote;    /* of the open attribute value, or 0 */
    bool too_long; /* the open tag is longer than any line's */
};

/* `most` bytes are kept, of no tag more than `most_of_tag`. */
void drawing_init(struct drawing *drawing, size_t most, size_t most_of_tag);
void drawing_free(struct drawing *drawing);
/* The next bytes. False when memory ends, or when that is more than the most. */
bool drawing_take(struct drawing *drawing, const char *bytes, size_t size);

#endif

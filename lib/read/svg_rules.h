/* The lines that an SVG picture of a page shows: straight, level or upright, as strokes or thin areas. Text,
 * pictures and curves are passed over. As `pdftocairo -svg` writes it: one page in <svg>, or several as
 * <page> in a <pageSet>. */
#ifndef GK_READ_SVG_RULES_H
#define GK_READ_SVG_RULES_H

#include "core/array.h"
#include <stdbool.h>
#include <stdint.h>

struct gk_box_xml;

/* Inside <svg> elements. */
struct gk_svg {
    uint64_t depth;         /* of the open <svg>, 0: none */
    uint64_t hidden;        /* of the open element whose content is not drawn where it stands, 0: none */
    uint64_t clip;          /* of the open <clipPath>, 0: none */
    uint32_t page;          /* from 1 */
    bool paged;             /* a <page> of the open <svg> has begun */
    struct gk_array groups; /* struct gk_svg_group: open elements that place or clip what stands in them */
    struct gk_array clips;  /* struct gk_svg_clip: by number */
};

/* An element begins, or the one at `depth` ends. True when it belongs to a picture. */
bool gk_svg_start(struct gk_box_xml *xml, const char *name);
bool gk_svg_end(struct gk_box_xml *xml, uint64_t depth);

void gk_svg_init(struct gk_svg *svg, const gkplan_allocator *allocator);
void gk_svg_free(struct gk_svg *svg);

#endif

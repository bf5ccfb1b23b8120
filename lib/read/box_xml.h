/* What the readers of XML with word boxes share: each has a grammar that says which element is a page and
 * which a word with its box. */
#ifndef GK_READ_BOX_XML_H
#define GK_READ_BOX_XML_H

#include "read/reader.h"
#include "read/svg_rules.h"
#include "read/word_boxes.h"
#include "source/xml_safe.h"

struct gk_box_xml {
    struct gk_word_boxes boxes;
    struct gk_xml_parse parse;
    struct gk_svg svg;
    struct gk_buffer text; /* of the open word */
    struct gk_box box;
    uint32_t line;
    double width, height; /* of the open page, where its grammar needs them */
    uint64_t word_depth;  /* of the open word's element, 0: none */
    const struct gk_box_grammar *grammar;
    const xmlChar **attributes; /* of the element that begins */
    int attribute_count;
};

struct gk_box_grammar {
    void (*start)(struct gk_box_xml *xml, const char *name);
    bool recognised; /* boxes are those of a recogniser */
    /* Takes what a word's element holds; NULL: gk_word_boxes_add. */
    gkplan_status (*add)(struct gk_word_boxes *boxes, struct gk_box box, struct gk_string text,
                         uint32_t line);
};

/* A number in decimal, or NAN. Not by the locale. */
double gk_box_number(struct gk_string text);
/* An attribute of the element that begins, or "". */
struct gk_string gk_box_attribute(const struct gk_box_xml *xml, const char *name);
double gk_box_number_attribute(const struct gk_box_xml *xml, const char *name);
/* The element that begins is a word: its text is what stands in it. */
void gk_box_xml_word(struct gk_box_xml *xml, struct gk_box box);
gkplan_status gk_box_read_xml(struct gk_context *context, const struct gk_source *source,
                              struct gk_layout_builder *builder, const struct gk_box_grammar *grammar);
/* Whether the beginning of a source of text holds `mark`. */
bool gk_box_source_has(const struct gk_source *source, struct gk_string mark);

#endif

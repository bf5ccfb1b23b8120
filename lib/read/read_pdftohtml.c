/* `pdftohtml -xml`: <page> and <text top left width height>, a run of words each, with <b> and <i> inside. */
#include "read/box_xml.h"

static void start(struct gk_box_xml *xml, const char *name)
{
    if (strcmp(name, "page") == 0) {
        gk_word_boxes_page(&xml->boxes);
    } else if (strcmp(name, "text") == 0) {
        double left = gk_box_number_attribute(xml, "left"), top = gk_box_number_attribute(xml, "top");
        gk_box_xml_word(xml, (struct gk_box){left, top, left + gk_box_number_attribute(xml, "width"),
                                             top + gk_box_number_attribute(xml, "height")});
    }
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    static const struct gk_box_grammar grammar = {.start = start, .add = gk_word_boxes_add_run};
    return gk_box_read_xml(context, source, builder, &grammar);
}

static int recognise(const struct gk_source *source)
{
    return gk_box_source_has(source, GK_STRING("<pdf2xml")) ? 95 : 0;
}

const struct gk_reader gk_reader_pdftohtml = {GKPLAN_FORMAT_PDF_TEXT, "pdftohtml-xml", recognise, read};

/* The XHTML of `pdftotext -bbox-layout` and `-bbox`: <page> and <word xMin yMin xMax yMax>. Which flow, block
 * or line a word stands in is poppler's guess, and is not used. */
#include "read/box_xml.h"

static void start(struct gk_box_xml *xml, const char *name)
{
    if (strcmp(name, "page") == 0)
        gk_word_boxes_page(&xml->boxes);
    else if (strcmp(name, "word") == 0)
        gk_box_xml_word(
            xml, (struct gk_box){gk_box_number_attribute(xml, "xMin"), gk_box_number_attribute(xml, "yMin"),
                                 gk_box_number_attribute(xml, "xMax"), gk_box_number_attribute(xml, "yMax")});
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    static const struct gk_box_grammar grammar = {.start = start};
    return gk_box_read_xml(context, source, builder, &grammar);
}

static int recognise(const struct gk_source *source)
{
    return gk_box_source_has(source, GK_STRING("<doc>")) &&
                   gk_box_source_has(source, GK_STRING("<page width=\""))
               ? 95
               : 0;
}

const struct gk_reader gk_reader_bbox = {GKPLAN_FORMAT_PDF_TEXT, "word-boxes", recognise, read};

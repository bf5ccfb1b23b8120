/* ALTO, as recognisers and libraries write it: <Page> and <String HPOS VPOS WIDTH HEIGHT CONTENT>; and
 * <GraphicalElement>, a line between blocks. */
#include "read/box_xml.h"

static struct gk_box box_of(const struct gk_box_xml *xml)
{
    const double left = gk_box_number_attribute(xml, "HPOS"), top = gk_box_number_attribute(xml, "VPOS");
    return (struct gk_box){left, top, left + gk_box_number_attribute(xml, "WIDTH"),
                           top + gk_box_number_attribute(xml, "HEIGHT")};
}

static void start(struct gk_box_xml *xml, const char *name)
{
    if (strcmp(name, "Page") == 0) {
        gk_word_boxes_page(&xml->boxes);
    } else if (strcmp(name, "String") == 0) {
        gk_box_xml_word(xml, box_of(xml));
        if (!gk_buffer_append_string(&xml->text, gk_box_attribute(xml, "CONTENT")))
            gk_fail_memory(xml->boxes.context);
    } else if (strcmp(name, "GraphicalElement") == 0) {
        gk_word_boxes_add_rule(&xml->boxes, xml->boxes.page, box_of(xml));
    }
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    static const struct gk_box_grammar grammar = {.start = start, .recognised = true};
    return gk_box_read_xml(context, source, builder, &grammar);
}

static int recognise(const struct gk_source *source)
{
    return gk_box_source_has(source, GK_STRING("<alto")) || gk_box_source_has(source, GK_STRING(":alto "))
               ? 95
               : 0;
}

const struct gk_reader gk_reader_alto = {GKPLAN_FORMAT_PDF_TEXT, "alto", recognise, read};

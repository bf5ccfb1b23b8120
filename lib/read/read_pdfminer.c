/* The XML of pdfminer (pdf2txt.py -t xml): each character is a <text> with its box, counted from below, and
 * what is drawn a <line>, <rect> or <curve>. What it took for lines and boxes of text is not used. */
#include "read/box_xml.h"
#include "read/word_box_parts.h"

#include <math.h>

/* bbox="left,bottom,right,top" */
static struct gk_box read_box(const struct gk_box_xml *xml)
{
    struct gk_string rest = gk_box_attribute(xml, "bbox");
    double numbers[4];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t end = gk_string_find(rest, GK_STRING(","), 0);
        end = end == GK_NOT_FOUND ? rest.length : end;
        numbers[i] = gk_box_number(gk_string_first(rest, end));
        rest = gk_string_from(rest, end < rest.length ? end + 1 : end);
    }
    return (struct gk_box){numbers[0], xml->height - numbers[3], numbers[2], xml->height - numbers[1]};
}

/* Whether a rectangle is an area or a frame, the source does not say: its edges are lines where others meet
 * them. One as wide as the page lies behind all of it. */
static void add_edges(struct gk_box_xml *xml, struct gk_box box)
{
    static const double widest = 0.9;
    struct gk_word_boxes *boxes = &xml->boxes;
    if (box.right - box.left > widest * xml->width)
        return;
    gk_word_boxes_add_rule(boxes, boxes->page, (struct gk_box){box.left, box.top, box.right, box.top});
    gk_word_boxes_add_rule(boxes, boxes->page, (struct gk_box){box.left, box.bottom, box.right, box.bottom});
    gk_word_boxes_add_rule(boxes, boxes->page, (struct gk_box){box.left, box.top, box.left, box.bottom});
    gk_word_boxes_add_rule(boxes, boxes->page, (struct gk_box){box.right, box.top, box.right, box.bottom});
}

static void start(struct gk_box_xml *xml, const char *name)
{
    static const double thinnest = 3; /* points: an area, and no line */
    if (strcmp(name, "page") == 0) {
        gk_word_boxes_page(&xml->boxes);
        xml->height = 0;
        xml->width = read_box(xml).right;
        xml->height = -read_box(xml).top;
        return;
    }
    const bool line = strcmp(name, "line") == 0 || strcmp(name, "curve") == 0,
               rectangle = strcmp(name, "rect") == 0;
    if (!line && !rectangle && strcmp(name, "text") != 0)
        return;
    const struct gk_box box = read_box(xml);
    if (!isfinite(box.left))
        return; /* a blank, or the end of a line, that stands nowhere */
    if (!line && !rectangle)
        gk_box_xml_word(xml, box);
    else if (rectangle && box.right - box.left > thinnest && box.bottom - box.top > thinnest)
        add_edges(xml, box);
    else
        gk_word_boxes_add_rule(&xml->boxes, xml->boxes.page, box);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    static const struct gk_box_grammar grammar = {.start = start, .add = gk_word_boxes_add_character};
    return gk_box_read_xml(context, source, builder, &grammar);
}

static int recognise(const struct gk_source *source)
{
    return gk_box_source_has(source, GK_STRING("<pages>")) &&
                   gk_box_source_has(source, GK_STRING("<page id=\"")) &&
                   gk_box_source_has(source, GK_STRING("bbox=\""))
               ? 95
               : 0;
}

const struct gk_reader gk_reader_pdfminer = {GKPLAN_FORMAT_PDF_TEXT, "pdfminer", recognise, read};

/* hOCR, as Tesseract writes it: class="ocr_page", and class="ocrx_word" with title="bbox left top right
 * bottom; …". */
#include "read/box_xml.h"
#include <math.h>

/* The four numbers behind "bbox". */
static struct gk_box box_of(struct gk_string title)
{
    double numbers[4] = {NAN, NAN, NAN, NAN};
    size_t at = gk_string_find(title, GK_STRING("bbox "), 0);
    for (size_t i = 0; i < 4 && at != GK_NOT_FOUND; i++) {
        at = gk_string_find(title, GK_STRING(" "), at);
        if (at == GK_NOT_FOUND)
            break;
        size_t end = ++at;
        while (end < title.length && title.data[end] != ' ' && title.data[end] != ';')
            end++;
        numbers[i] = gk_box_number(gk_string_make(title.data + at, end - at));
    }
    return (struct gk_box){numbers[0], numbers[1], numbers[2], numbers[3]};
}

static void start(struct gk_box_xml *xml, const char *name)
{
    struct gk_string classes = gk_box_attribute(xml, "class");
    (void)name;
    if (gk_string_contains(classes, GK_STRING("ocr_page")))
        gk_word_boxes_page(&xml->boxes);
    else if (gk_string_contains(classes, GK_STRING("ocrx_word")))
        gk_box_xml_word(xml, box_of(gk_box_attribute(xml, "title")));
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    static const struct gk_box_grammar grammar = {.start = start, .recognised = true};
    return gk_box_read_xml(context, source, builder, &grammar);
}

static int recognise(const struct gk_source *source)
{
    return gk_box_source_has(source, GK_STRING("ocr_page")) && gk_box_source_has(source, GK_STRING("bbox "))
               ? 95
               : 0;
}

const struct gk_reader gk_reader_hocr = {GKPLAN_FORMAT_PDF_TEXT, "hocr", recognise, read};

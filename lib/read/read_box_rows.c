/* The rows of `pdftotext -tsv` and of Tesseract's TSV: level, page_num, … left, top, width, height, conf,
 * text. Rows of level 5 are words. */
#include "core/cjk_text.h"
#include "read/box_xml.h"

enum { FIELDS = 12, LEVEL = 0, PAGE = 1, LEFT = 6, TOP = 7, WIDTH = 8, HEIGHT = 9, TEXT = 11 };

static bool split(struct gk_string line, struct gk_string fields[FIELDS])
{
    for (size_t i = 0; i + 1 < FIELDS; i++) {
        const char *tab = memchr(line.data, '\t', line.length);
        if (!tab)
            return false;
        fields[i] = gk_string_first(line, (size_t)(tab - line.data));
        line = gk_string_from(line, fields[i].length + 1);
    }
    fields[TEXT] = line;
    return true;
}

static void add_row(struct gk_word_boxes *boxes, struct gk_string line, uint32_t number,
                    struct gk_string *page)
{
    struct gk_string fields[FIELDS];
    if (!split(line, fields) || !gk_string_equal(fields[LEVEL], GK_STRING("5")))
        return;
    if (!gk_string_equal(fields[PAGE], *page))
        gk_word_boxes_page(boxes);
    *page = fields[PAGE];
    double left = gk_box_number(fields[LEFT]), top = gk_box_number(fields[TOP]);
    const struct gk_box box = {left, top, left + gk_box_number(fields[WIDTH]),
                               top + gk_box_number(fields[HEIGHT])};
    gk_word_boxes_add(boxes, box, fields[TEXT], number);
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_word_boxes boxes;
    struct gk_string rest = source->text, line, page = GK_STRING("");
    uint32_t number = 0;
    gk_word_boxes_init(&boxes, context);
    while (context->status == GKPLAN_STATUS_OK && gk_next_line(&rest, &line))
        add_row(&boxes, line, ++number, &page);
    gk_word_boxes_write(&boxes, builder);
    gk_word_boxes_free(&boxes);
    return context->status;
}

static int recognise(const struct gk_source *source)
{
    return source->container == GK_CONTAINER_TEXT &&
                   gk_string_starts(source->text, GK_STRING("level\tpage_num\t"))
               ? 95
               : 0;
}

const struct gk_reader gk_reader_box_rows = {GKPLAN_FORMAT_PDF_TEXT, "word-rows", recognise, read};

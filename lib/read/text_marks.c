/* Marks that text extractors leave. */
#include "read/text_marks.h"

#include "core/cjk_text.h"

/* The length of a mark at the start of `text`, 0 when there is none. */
static size_t mark_length(struct gk_string text)
{
    static const char *const openings[] = {"[bookmark:", "[image:"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (!gk_string_starts(text, gk_string_of(openings[i])))
            continue;
        size_t end = gk_string_find(text, GK_STRING("]"), 0);
        return end == GK_NOT_FOUND ? 0 : end + 1;
    }
    return 0;
}

gkplan_status gk_text_paragraph(struct gk_layout_builder *builder, struct gk_string text)
{
    gk_layout_begin_paragraph(builder, NULL);
    while (text.length > 0) {
        size_t at = gk_string_find(text, GK_STRING("["), 0);
        size_t before = at == GK_NOT_FOUND ? text.length : at;
        gk_layout_text(builder, gk_string_first(text, before));
        text = gk_string_from(text, before);
        size_t length = text.length ? mark_length(text) : 0;
        if (length) {
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, gk_string_first(text, length));
        } else if (text.length) {
            gk_layout_text(builder, gk_string_first(text, 1));
            length = 1;
        }
        text = gk_string_from(text, length);
    }
    return gk_layout_end_paragraph(builder);
}

/* Text whose tables became a line for each cell, or a paragraph between blank lines, with nothing that ends a
 * row: nothing of how it is written says which lines are cells. They are handed over as they stand, and the
 * layout says that they may be cells. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/reader.h"
#include "read/text_marks.h"
#include "read/text_rows.h"

enum { WORDS_FEWEST = 3 };

static bool is_word(struct gk_string line)
{
    size_t at = 0;
    return gk_may_be_header_word(line) && gk_is_ideograph(gk_utf8_next(line, &at)) && !gk_outer_label(line);
}

/* Short words one below the other, as a header's are. */
static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t words = 0;
    if (source->container != GK_CONTAINER_TEXT || memchr(source->text.data, '\t', source->text.length) ||
        memchr(source->text.data, '|', source->text.length))
        return 0;
    while (words < WORDS_FEWEST && gk_next_line(&rest, &line)) {
        line = gk_trim(line);
        if (line.length > 0)
            words = is_word(line) ? words + 1 : 0;
    }
    return words < WORDS_FEWEST ? 0 : 45;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_string rest = source->text, line;
    uint32_t lines = 0;
    while (context->status == GKPLAN_STATUS_OK && gk_next_line(&rest, &line)) {
        line = gk_trim(line);
        gk_layout_place(builder, NULL, ++lines, (uint64_t)(line.data - source->text.data));
        if (line.length > 0)
            gk_text_paragraph(builder, line);
    }
    return gk_layout_listed(builder, lines);
}

const struct gk_reader gk_reader_counted_cells = {GKPLAN_FORMAT_TEXT, "counted-cells", recognise, read};

/* Text in which a table's row is a line and its cells are separated by tabs. Covered cells are empty fields,
 * or are dropped so that cells slide left. */
#include "core/cjk_text.h"
#include "read/reader.h"
#include "read/tab_row.h"

bool gk_tab_row(struct gk_string line)
{
    return memchr(line.data, '\t', line.length) && !gk_is_blank(line);
}

void gk_tab_row_write(struct gk_text_rows *rows, struct gk_string line)
{
    gk_text_rows_begin_row(rows);
    for (;;) {
        const char *tab = memchr(line.data, '\t', line.length);
        size_t length = tab ? (size_t)(tab - line.data) : line.length;
        gk_layout_cell(rows->builder, NULL, gk_string_first(line, length));
        if (!tab)
            break;
        line = gk_string_from(line, length + 1);
    }
    gk_layout_end_row(rows->builder);
}

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t count = 0;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (count < 2 && gk_next_line(&rest, &line))
        count += line.length > 1 && memchr(line.data + 1, '\t', line.length - 1) != NULL;
    return count >= 2 ? 50 : 0;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_text_rows rows;
    struct gk_string rest = source->text, line;
    gk_text_rows_init(&rows, context, source, builder, false);
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (gk_tab_row(line))
            gk_tab_row_write(&rows, line);
        else
            gk_text_rows_prose(&rows, line);
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_tab_rows = {GKPLAN_FORMAT_TEXT, "tab-rows", recognise, read};

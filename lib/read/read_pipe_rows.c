/* Text with tables whose cells are separated by bars, a row a line, or a table a line. */
#include "core/cjk_text.h"
#include "read/pipe_rows.h"
#include "read/reader.h"

static int recognise(const struct gk_source *source)
{
    struct gk_string rest = source->text, line;
    size_t rows = 0, most = 0;
    bool rule = false;
    if (source->container != GK_CONTAINER_TEXT)
        return 0;
    while (gk_next_line(&rest, &line)) {
        size_t cells = gk_pipe_row_cells(line);
        rule = rule || gk_pipe_rule(line);
        rows += cells > 0;
        most = cells > most ? cells : most;
    }
    if (rule && rows >= 2)
        return 70;
    return rows >= 2 || most >= 8 ? 55 : 0;
}

/* A rule below the header: the tables are GitHub's, and the text is Markdown. */
static bool has_rule(struct gk_string text)
{
    struct gk_string line;
    while (gk_next_line(&text, &line))
        if (gk_pipe_rule(line))
            return true;
    return false;
}

static gkplan_status read(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder)
{
    struct gk_text_rows rows;
    struct gk_string rest = source->text, line;
    gk_text_rows_init(&rows, context, source, builder, has_rule(source->text));
    while (gk_text_rows_next(&rows, &rest, &line)) {
        if (gk_pipe_rule(line))
            gk_pipe_rule_take(&rows, line);
        else if (gk_pipe_blank_row(line))
            gk_layout_left_out(builder, GK_LEFT_OUT_MARK, line);
        else if (!gk_pipe_row_read(&rows, line, &rest))
            gk_text_rows_prose(&rows, line);
    }
    gk_text_rows_end_table(&rows);
    return context->status;
}

const struct gk_reader gk_reader_pipe_rows = {GKPLAN_FORMAT_TEXT, "pipe-rows", recognise, read};

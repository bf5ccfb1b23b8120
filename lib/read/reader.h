/* The table of readers. A reader makes a layout from bytes and knows nothing of plans. */
#ifndef GK_READ_READER_H
#define GK_READ_READER_H

#include "core/context.h"
#include "layout/layout_builder.h"
#include "source/source.h"

struct gk_reader {
    gkplan_format format;
    const char *dialect; /* as JSON says it: "ooxml", "tika", "markdown" ... */
    /* How sure the reader is that the source is its own, 0 (no) to 100. Looks at the beginning or the whole,
     * must be quick (linear) and must not fail. For text formats `text` is the decoded UTF-8; for binary ones
     * the bytes. */
    int (*recognise)(const struct gk_source *source);
    gkplan_status (*read)(struct gk_context *context, const struct gk_source *source,
                          struct gk_layout_builder *builder);
};

extern const struct gk_reader gk_reader_docx;
extern const struct gk_reader gk_reader_html;
extern const struct gk_reader gk_reader_cell_lines;
extern const struct gk_reader gk_reader_markdown;
extern const struct gk_reader gk_reader_tab_rows;
extern const struct gk_reader gk_reader_pipe_rows;
extern const struct gk_reader gk_reader_bar_lines;
extern const struct gk_reader gk_reader_csv;
extern const struct gk_reader gk_reader_boxed;
extern const struct gk_reader gk_reader_ruled_columns;
extern const struct gk_reader gk_reader_spaced_rows;
extern const struct gk_reader gk_reader_counted_cells;
extern const struct gk_reader gk_reader_bbox;
extern const struct gk_reader gk_reader_pdftohtml;
extern const struct gk_reader gk_reader_pdfminer;
extern const struct gk_reader gk_reader_alto;
extern const struct gk_reader gk_reader_hocr;
extern const struct gk_reader gk_reader_box_rows;
extern const struct gk_reader gk_reader_aligned;

/* All readers, ended by one whose `read` is NULL. Among equally sure ones the first counts. */
extern const struct gk_reader *const gk_readers[];

#endif

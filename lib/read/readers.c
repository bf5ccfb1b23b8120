/* The table of readers. */
#include "read/reader.h"

const struct gk_reader *const gk_readers[] = {
    &gk_reader_docx,
    &gk_reader_bbox,
    &gk_reader_pdftohtml,
    &gk_reader_pdfminer,
    &gk_reader_alto,
    &gk_reader_hocr,
    &gk_reader_box_rows,
    &gk_reader_aligned,
    &gk_reader_html,
    &gk_reader_cell_lines,
    &gk_reader_markdown,
    &gk_reader_csv,
    &gk_reader_bar_lines,
    &gk_reader_boxed,
    &gk_reader_ruled_columns,
    &gk_reader_spaced_rows,
    &gk_reader_counted_cells,
    &gk_reader_pipe_rows,
    &gk_reader_tab_rows,
    NULL,
};

/* What the readers of tables written a row a line have in common: the open table, prose between tables, the
 * marks of Markdown. */
#ifndef GK_READ_TEXT_ROWS_H
#define GK_READ_TEXT_ROWS_H

#include "core/context.h"
#include "layout/layout_builder.h"
#include "source/source.h"

struct gk_text_rows {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    const char *start;    /* of the source's text */
    uint32_t line;        /* number of the line that is looked at */
    uint32_t table_flags; /* of tables that begin */
    bool in_table;
    bool markdown; /* # and ** are marks, --- is a rule */
    /* How the first row of the open table is written, where bars part its cells, or the rule below it. */
    bool bar_in_front, bar_behind;
    size_t bar_cells;
    uint32_t bar_line; /* the line on which the last row ended */
};

void gk_text_rows_init(struct gk_text_rows *rows, struct gk_context *context, const struct gk_source *source,
                       struct gk_layout_builder *builder, bool markdown);
/* The next line of the source; it is where things stand from now on. False at the end, or after a failure. */
bool gk_text_rows_next(struct gk_text_rows *rows, struct gk_string *rest, struct gk_string *line);
/* A line that is no row: nothing where it is blank (a table may go on behind it), else prose. */
void gk_text_rows_prose(struct gk_text_rows *rows, struct gk_string line);
/* A row; a table begins with it where none is open. */
void gk_text_rows_begin_row(struct gk_text_rows *rows);
void gk_text_rows_end_table(struct gk_text_rows *rows);
/* Text of the open paragraph, without the marks of Markdown where it is Markdown. */
void gk_text_rows_text(struct gk_text_rows *rows, struct gk_string text);

/* Whether a short line begins with a label of an outer kind: 一、 （一）. */
bool gk_outer_label(struct gk_string line);

bool gk_markdown_heading(struct gk_string line);
/* Whether a line begins as Markdown's do: a heading, a rule, bold text. */
bool gk_markdown_line(struct gk_string line);
/* Whether a text has headings or bold lines of Markdown. */
bool gk_markdown_source(struct gk_string text);

#endif

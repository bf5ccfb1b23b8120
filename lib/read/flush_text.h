/* Tables in plain text whose columns begin at exact places of a line, and whose texts stand at the left and
 * at the top of their cells: typed by hand, or written by a program that counts blanks (`column -t`, Python's
 * tabulate, reports of fixed width). */
#ifndef GK_READ_FLUSH_TEXT_H
#define GK_READ_FLUSH_TEXT_H

#include "core/array.h"
#include "core/context.h"
#include "layout/layout_builder.h"

enum { GK_FLUSH_MOST_COLUMNS = 48 };

/* How wide characters are. */
enum gk_flush_unit {
    GK_FLUSH_WIDTHS,     /* an ideograph takes two columns of a terminal */
    GK_FLUSH_WIDE_MARKS, /* so do the marks that some writers take for narrow */
    GK_FLUSH_CHARACTERS, /* every character takes one */
    GK_FLUSH_UNITS,
};

/* How a text below another could be read as well. */
enum gk_flush_doubt { GK_FLUSH_SURE, GK_FLUSH_IS_PARAGRAPH, GK_FLUSH_IS_ROW };

/* A text of one line of a cell. */
struct gk_flush_piece {
    struct gk_string text;
    uint32_t line;        /* in the source, from 0 */
    uint32_t left, right; /* in units */
    uint32_t column, last_column;
    uint32_t next; /* the piece of the same cell below it, as its position + 1; 0: none */
    bool inside;   /* a piece stands above it in its cell */
    bool wrapped;  /* and goes on in this one */
    enum gk_flush_doubt doubt;
    uint32_t above; /* the text that it was compared with then, as its position + 1 */
};

struct gk_flush_row {
    uint32_t first; /* of its pieces */
    bool alone;     /* one text across the table */
};

struct gk_flush_table {
    uint32_t first, end; /* lines of the source, from 0 */
    uint32_t starts[GK_FLUSH_MOST_COLUMNS + 1];
    uint32_t columns;
    enum gk_flush_unit unit;
    size_t broken;          /* texts that surely go on from those above */
    struct gk_array pieces; /* struct gk_flush_piece, by line and from left to right */
    struct gk_array rows;   /* struct gk_flush_row */
};

void gk_flush_init(struct gk_flush_table *table, struct gk_context *context);
void gk_flush_free(struct gk_flush_table *table);

uint32_t gk_flush_width(uint32_t codepoint, enum gk_flush_unit unit);
uint32_t gk_flush_text_width(struct gk_string text, enum gk_flush_unit unit);
/* Whether a text begins with a label that headings have: 一、 （一） 第一章. */
bool gk_flush_is_heading(struct gk_string text);

/* The next table whose header stands on one of the lines (struct gk_string) from `from` on: its columns and
 * pieces. False if there is none, when memory ends, or when too many lines looked like headers: *effort, 0 at
 * first, counts how many lines were looked at. */
bool gk_flush_find(struct gk_context *context, const struct gk_array *lines, uint32_t from, size_t *effort,
                   struct gk_flush_table *table);
/* Its rows. False where texts do not stand at the top of them, or when memory ends. */
bool gk_flush_find_rows(struct gk_context *context, struct gk_flush_table *table);
/* `text` is where the source's text begins. */
gkplan_status gk_flush_write(struct gk_context *context, const struct gk_flush_table *table,
                             struct gk_layout_builder *builder, const char *text);

#endif

/* The reader of web pages between its files: what is open at a place of the page. */
#ifndef GK_READ_HTML_READER_H
#define GK_READ_HTML_READER_H

#include "read/html_record.h"
#include "read/html_text.h"

/* What holds for everything inside an element. */
enum gk_html_inside {
    INSIDE_SKIPPED = 1 << 0,   /* no text of the document */
    INSIDE_HIDDEN = 1 << 1,    /* not shown */
    INSIDE_DELETED = 1 << 2,   /* by a tracked change */
    INSIDE_CONTROL = 1 << 3,   /* of a form */
    INSIDE_FURNITURE = 1 << 4, /* navigation, the page's head and foot */
    INSIDE_ARTICLE = 1 << 5,
    INSIDE_PREFORMATTED = 1 << 6,
    INSIDE_CENTERED = 1 << 7,
    INSIDE_LINK = 1 << 8,
    INSIDE_LABEL = 1 << 9, /* the number that Word wrote in front of a paragraph */
    INSIDE_HEADER_ROWS = 1 << 10,
    INSIDE_ITEM = 1 << 11, /* of a list */
};
/* Where one of these holds, elements have no structure. */
#define INSIDE_NOTHING (INSIDE_SKIPPED | INSIDE_HIDDEN | INSIDE_DELETED | INSIDE_CONTROL)
/* What a table or cell inside does not take over. */
#define INSIDE_TEXT_ONLY (INSIDE_CENTERED | INSIDE_LINK | INSIDE_LABEL | INSIDE_HEADER_ROWS | INSIDE_ITEM)

/* An open element. */
struct gk_html_open {
    enum gk_html_kind kind;
    unsigned inside;
    uint32_t level; /* of a heading */
};

struct gk_html_open_table {
    bool layout; /* its cells are blocks */
    bool begun;  /* the builder knows it */
    bool row;
    bool cell;
    uint32_t columns;
};

struct gk_html_open_list {
    const char *style; /* NULL where `ordered` is false */
    uint32_t next;
    bool ordered;
};

struct gk_html_reader {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    struct gk_array elements; /* struct gk_html_open */
    struct gk_array tables;   /* struct gk_html_open_table, layout tables included */
    struct gk_array lists;    /* struct gk_html_open_list */
    struct gk_array found;    /* struct gk_html_table, all of the page */
    size_t next_table;
    bool markdown;            /* texts may have the marks of Markdown */
    uint32_t lines_before;    /* of the source, before the piece that is read */
    uint32_t line;            /* of the event that is read */
    struct gk_html_text text; /* the open paragraph */
    struct gk_buffer stray;   /* text of a table that stands in no cell */
};

/* The innermost of the open elements, tables, lists; NULL: none. */
void *gk_html_innermost(const struct gk_array *open);
/* The innermost table that is a table, where no layout table stands between. */
struct gk_html_open_table *gk_html_data_table(const struct gk_html_reader *reader);
/* The next things stand in this line of the page; 0: where is not known. */
void gk_html_set_place(struct gk_html_reader *reader, uint32_t line);
/* The open paragraph ends. */
void gk_html_flush(struct gk_html_reader *reader);

/* What an element's attributes say of all that is inside. */
unsigned gk_html_attributes_say(const struct gk_html_event *event);

/* Elements that begin; the open paragraph has ended. `element` is the one that begins. */
void gk_html_start_table(struct gk_html_reader *reader, struct gk_html_open *element,
                         const struct gk_html_event *event);
void gk_html_start_row_group(struct gk_html_reader *reader, struct gk_html_open *element,
                             const struct gk_html_event *event);
void gk_html_start_row(struct gk_html_reader *reader, struct gk_html_open *element,
                       const struct gk_html_event *event);
void gk_html_start_cell(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event);
void gk_html_start_list(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event);
void gk_html_start_item(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event);

/* Elements that end; the open paragraph has ended. */
void gk_html_end_table(struct gk_html_reader *reader);
void gk_html_end_row_group(struct gk_html_reader *reader);
void gk_html_end_row(struct gk_html_reader *reader);
void gk_html_end_cell(struct gk_html_reader *reader);
void gk_html_end_list(struct gk_html_reader *reader);
void gk_html_end_item(struct gk_html_reader *reader);

#endif

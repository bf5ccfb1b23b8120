/* What the reader of word/document.xml carries through its pass, shared by its files. */
#ifndef GK_READ_DOCX_READER_H
#define GK_READ_DOCX_READER_H

#include "core/array.h"
#include "core/buffer.h"
#include "layout/layout_builder.h"
#include "read/docx_numbering.h"
#include "read/docx_scan.h"
#include "read/docx_styles.h"

/* Where an element of the document's body stands. */
enum gk_docx_scope {
    GK_DOCX_IN_ROOT = 1,
    GK_DOCX_IN_BLOCKS, /* the body, a cell, a text box: paragraphs and tables */
    GK_DOCX_IN_PARAGRAPH,
    GK_DOCX_IN_PARAGRAPH_PROPERTIES,
    GK_DOCX_IN_NUMBERING_PROPERTIES,
    GK_DOCX_IN_MARK_PROPERTIES, /* of the paragraph's end */
    GK_DOCX_IN_SECTION_PROPERTIES,
    GK_DOCX_IN_RUN,
    GK_DOCX_IN_RUN_PROPERTIES,
    GK_DOCX_IN_TEXT,
    GK_DOCX_IN_TABLE,
    GK_DOCX_IN_GRID,
    GK_DOCX_IN_ROW,
    GK_DOCX_IN_ROW_PROPERTIES,
    GK_DOCX_IN_CELL_PROPERTIES,
    GK_DOCX_IN_ALTERNATE,       /* mc:AlternateContent before a branch is taken */
    GK_DOCX_IN_ALTERNATE_TAKEN, /* after that */
    GK_DOCX_IN_LEFT_OUT,        /* only counted: the other branch, a deleted row */
    GK_DOCX_IN_LEFT_OUT_TEXT
};

/* The paragraph that is being read. Its block begins with its first text, when its properties are known. */
struct gk_docx_paragraph {
    struct gk_docx_properties properties; /* its own */
    struct gk_docx_properties all;        /* with its style's; after its properties have ended */
    const struct gk_docx_style *style;
    uint32_t line; /* of the file, where it begins */
    bool style_named;
    bool settled;      /* `all` is known, and the page break before it made */
    bool opened;       /* begun in the layout */
    bool box;          /* a text box stands in it */
    bool mark_removed; /* its end is a tracked deletion: it goes on in the next */
    bool mark_hidden;
    bool ends_section;
    bool next_page; /* the section's */
};

/* The run that is being read. */
struct gk_docx_run {
    uint8_t vanish;       /* enum gk_docx_switch: its own */
    uint8_t style_vanish; /* its character style's */
    bool hidden;
};

/* What an outer paragraph waits for while a text box in it is read. */
struct gk_docx_box {
    struct gk_docx_paragraph paragraph;
    struct gk_docx_run run;
    size_t fields;
    bool joined;
};

enum gk_docx_cell_state {
    GK_DOCX_CELL_NONE,
    GK_DOCX_CELL_PENDING, /* its properties may still come */
    GK_DOCX_CELL_OPEN,
    GK_DOCX_CELL_LEFT_OUT
};

struct gk_docx_cell {
    enum gk_docx_cell_state state;
    uint32_t span;
    int32_t width; /* twips, -1: unknown */
    enum gk_vertical_merge vertical;
    enum gk_vertical_merge horizontal;
    bool removed; /* a tracked change takes it out */
    bool covered; /* continues the one above */
    size_t fields;
};

/* A table that is open. It begins in the layout with its first row that stays. */
struct gk_docx_table {
    size_t edges; /* where its edges begin in the reader's */
    uint32_t column_count;
    bool begun;
    struct gk_docx_cell cell;
    /* The open row. */
    uint32_t column;
    int32_t reached;      /* twips from the left by the cells' own widths, -1: unknown */
    uint32_t merge_start; /* where the open horizontal merge begins */
    bool row_begun;
    bool row_header;
    bool row_removed;
    enum gk_left_out row_why;
    bool cells_seen;
    bool merging;             /* the last cell may be continued by the next */
    struct gk_buffer severed; /* by column: 1 where the cell above is in a removed row */
    struct gk_array widths;   /* uint32_t by column: how far horizontal merges reached */
};

struct gk_docx_reader {
    struct gk_context *context;
    struct gk_layout_builder *builder;
    struct gk_docx_styles styles;
    struct gk_docx_numbering numbering;
    const char *part;
    struct gk_docx_paragraph paragraph;
    struct gk_docx_run run;
    bool joined; /* the layout's paragraph is still open: the next one goes on in it */
    bool document_seen;
    bool preserve;           /* the open w:t keeps its white space */
    bool text_begun;         /* it has had some text */
    struct gk_buffer spaces; /* its white space that counts when more text follows */
    bool page_fresh;         /* no text since the last page break */
    bool tracked;            /* there are tracked changes */
    uint64_t removed;        /* open insertions or deletions whose text does not count */
    struct gk_array fields;  /* a byte for each open field: 1 while in its instruction */
    uint64_t instructions;   /* how many of them are 1 */
    struct gk_array boxes;
    struct gk_array tables;
    struct gk_array
        edges; /* int32_t: of each open table, the left edge of each column and the last right edge */
    enum gk_left_out left_out_why;
};

static inline struct gk_docx_reader *gk_docx_reader_of(struct gk_docx_scan *scan)
{
    return scan->user;
}

/* The layout's next things stand where the parser is. */
void gk_docx_place(struct gk_docx_scan *scan);
/* A diagnostic about what stands where the parser is. */
void gk_docx_say(struct gk_docx_scan *scan, enum gk_message message);
/* There is a tracked change: said once. */
void gk_docx_note_change(struct gk_docx_scan *scan);

/* docx_paragraph.c */
extern const struct gk_docx_rule gk_docx_paragraph_rules[];
extern const size_t gk_docx_paragraph_rule_count;
/* The properties of the open paragraph are all known: take them with those of its style. */
void gk_docx_settle_paragraph(struct gk_docx_reader *reader);
/* Begin the open paragraph in the layout, if that is not done. */
void gk_docx_open_paragraph(struct gk_docx_reader *reader);
/* Close the layout's paragraph that was to go on in the next one. */
void gk_docx_end_joined(struct gk_docx_reader *reader);
void gk_docx_page_break(struct gk_docx_reader *reader, bool rendered);

/* docx_text.c */
extern const struct gk_docx_rule gk_docx_text_rules[];
extern const size_t gk_docx_text_rule_count;
void gk_docx_text(struct gk_docx_scan *scan, uint8_t scope, struct gk_string text);
/* Fields begun since there were `count` end here. */
void gk_docx_end_fields(struct gk_docx_reader *reader, size_t count);
bool gk_docx_run_is_hidden(const struct gk_docx_reader *reader);
/* Whether the text of the open run does not count, and why. */
bool gk_docx_is_left_out(const struct gk_docx_reader *reader, enum gk_left_out *why);

/* docx_table.c */
extern const struct gk_docx_rule gk_docx_table_rules[];
extern const size_t gk_docx_table_rule_count;
struct gk_docx_table *gk_docx_open_table(const struct gk_docx_reader *reader); /* NULL outside tables */
/* Begin the open cell in the layout, if there is one. False when its content is left out. */
bool gk_docx_settle_cell(struct gk_docx_scan *scan);
void gk_docx_table_free(struct gk_docx_reader *reader);

#endif

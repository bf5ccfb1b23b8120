/* Cells that stand one below the other, put into rows by what they hold. */
#ifndef GK_ARRANGE_LISTED_ROWS_H
#define GK_ARRANGE_LISTED_ROWS_H

#include "arrange/listed_cells.h"

/* A cell, or a blank one that the source writes. */
struct gk_listed_token {
    struct gk_string text; /* of its first line */
    size_t first, end;     /* lines; equal: blank */
    uint32_t value;
    uint16_t length; /* in characters, of long ones less */
    bool header;     /* the words of the header stand here again */
    bool fits_known;
    bool names; /* units and nothing else, for sure */
    int16_t fits[8];
};

/* The columns, as far as the header says. */
struct gk_listed_shape {
    gkplan_role roles[GK_LISTED_COLUMNS];
    size_t columns;
    size_t last_level;    /* the column of the tree's last level */
    size_t header_tokens; /* words of the header */
    bool both_kinds;      /* tasks and requirements */
    bool blanks_known;    /* blank cells are written: every row has all its cells */
};

/* Where a token stands. */
struct gk_listed_place {
    uint8_t column; /* GK_LISTED_COLUMNS: a heading across the table */
    bool begins_row;
    bool header;    /* a word of the header that stands again */
    bool paragraph; /* goes on with the cell before */
};

struct gk_listed_rows {
    size_t tokens;          /* that are the table's, from the first on */
    size_t rows;            /* headings and headers aside */
    size_t doubtful;        /* rows whose cells could be parted in another way */
    size_t sentences, lone; /* rows whose last level is a sentence; those whose one text is none */
    size_t unfit;           /* cells that do not fit their columns */
    bool uneven;            /* blank lines between the cells were passed over, set by the caller */
    int64_t score;
    struct gk_array places; /* struct gk_listed_place */
};

/* Put tokens into rows. False when memory ended. */
bool gk_listed_rows_find(struct gk_context *context, const struct gk_array *tokens,
                         const struct gk_listed_shape *shape, struct gk_listed_rows *out);

#endif

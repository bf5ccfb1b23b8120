/* What the steps from words to tables hand on: words → segments → parts of tables → lines of columns → rows →
 * cells. Private to the word_box files. */
#ifndef GK_READ_WORD_BOX_PARTS_H
#define GK_READ_WORD_BOX_PARTS_H

#include "read/word_boxes.h"

/* Words that stand on one line without a gap that could part columns. */
struct gk_box_segment {
    struct gk_box box;
    double em;    /* the size of one ideograph */
    double width; /* of its text; aligned text may be spread */
    size_t first; /* of its words, from left to right */
    size_t count;
    uint32_t page;
    bool beside;    /* another segment stands on its left or right */
    bool close;     /* another segment stands nearer above or below than the next line would */
    bool furniture; /* a page number */
    bool rough;     /* from aligned text: its place is not exact */
    double slack;   /* how far it may reach into another column, in sizes of an ideograph */
};

/* A place on a page where two columns that nearly touch are parted. */
struct gk_box_fence {
    uint32_t page;
    double x;
};

/* White space between two columns. */
struct gk_box_gutter {
    double left, right;
};

/* One line of text in a column of a part. */
struct gk_box_line {
    struct gk_box box;
    double centre; /* from top to bottom */
    uint32_t source_line;
    double width; /* of its text */
    double em;
    size_t first; /* of its segments in gk_box_table.pieces */
    size_t count;
    uint32_t column;
    uint32_t last_column; /* above `column` where it crosses gutters */
    uint32_t characters;
    bool alone;  /* crosses gutters, and nothing stands beside it: a row of its own */
    bool number; /* digits only */
    bool ends_sentence;
    bool ends_name; /* as the names of units end */
};

/* From one line of a column to the next. */
struct gk_box_step {
    double size;
    bool full; /* the upper line is as wide as any of its column */
};

/* A row of a part: between two cuts. */
struct gk_box_row {
    double top, bottom;
    uint32_t page;
    bool page_top; /* the first of its page */
    bool dropped;  /* a header that stands again, or joined to the row above */
    bool alone;    /* a row of one text across the table */
    bool header;   /* above the part's header_end */
    size_t doubt;  /* a line in it, as its position in the part + 1: it may be the first of a row, or not; 0:
                      none */
    size_t text;   /* of a header that stands again, in gk_box_table.text */
    size_t length;
};

struct gk_box_cell {
    uint32_t row, column;
    uint32_t row_span, column_span;
    size_t text; /* in gk_box_table.text */
    size_t length;
    uint32_t source_line;
    size_t more;      /* the cell of a later page whose text goes on here, as its position + 1; 0: none */
    size_t last_more; /* the last of these */
    size_t owner; /* the cell of a page before to which text and rows belong, as its position + 1; 0: none */
    bool blank;
    bool wrapped;      /* the owner's last line goes on in the first of this */
    double last_width; /* of the last line */
    double middle;     /* from left to right, of the first line */
    double room;       /* of a drawn cell: width of a line that is full */
    bool open;         /* of a drawn cell at the bottom of a page: no line ends it there */
};

/* A table's rows on one page: segments from `first` to `end`. */
struct gk_box_part {
    uint32_t page;
    size_t first, end;
    size_t first_row, end_row;
    bool open; /* no line was drawn below its last row */
};

/* What is known of a column of aligned text on one page. */
struct gk_box_profile {
    double widest; /* of its lines, in ideographs */
    uint32_t lines, numbers;
    uint32_t header; /* the segment that stands on the topmost line, as its position + 1; 0: none */
};

enum { GK_BOX_MOST_COLUMNS = 48 };

/* One table on one or several pages. */
struct gk_box_table {
    struct gk_context *context;
    struct gk_word_boxes *boxes;
    struct gk_array *segments;
    struct gk_array gutters; /* struct gk_box_gutter: one less than columns */
    struct gk_array columns; /* struct gk_box_column */
    /* Of aligned text: the columns of the page that has the most, struct gk_box_profile; and which of them
     * the columns of the open part are. */
    struct gk_array profiles;
    uint32_t map[GK_BOX_MOST_COLUMNS];
    struct gk_array pieces; /* struct gk_box_segment: segments cut at the gutters; of one part */
    struct gk_array lines;  /* struct gk_box_line: of one part, by column and from top to bottom */
    struct gk_array rows;   /* struct gk_box_row */
    struct gk_array cells;  /* struct gk_box_cell */
    struct gk_buffer text;
    struct gk_buffer header; /* the texts of the first row */
    double header_end;       /* where the open page's first row ends that says the same; else below all */
    double em;
    double pitch;       /* between two lines of a cell */
    double unit;        /* to which a source rounds its places; 0: they are exact */
    bool rounded;       /* to units in which the width of a rule cannot be seen at one step */
    double step;        /* the mean of the pitches of such a source; else 0 */
    size_t inner_steps; /* of which it is the mean */
    bool precise;       /* rows are farther apart than the lines of a cell, and the source shows it: */
    double row_gap;     /* by this at least */
    bool top_labels;    /* texts stand at the top: a numbered label with nothing beside it is a section row */
    bool merges_known;  /* every blank was found to be covered or truly blank */
    bool ruled;         /* its cells are drawn: their spans are known, and each cell's room */
    bool ends_drawn;    /* lines show which cells end with a page, and which are cut */
    uint32_t main_column; /* the one with the most sentences, or text */
};

enum gk_box_alignment { GK_BOX_MIDDLE, GK_BOX_TOP };

struct gk_box_column {
    double left, right; /* of its text */
    double widest;      /* line */
    double room;        /* width of a line that is full */
    size_t first_line;  /* in gk_box_table.lines, of the open part */
    size_t end_line;
    uint64_t characters;
    uint64_t below_first, full_below_first; /* lines below the first of a page, and those as wide as any */
    uint64_t blocks;                        /* lines that end a block */
    uint64_t names;                         /* of these the ones that end a unit's name */
    uint64_t sentences;                     /* lines that end one */
    uint64_t followed_lines, full_lines;
    uint32_t merged, blank;     /* its cells over several rows of a page; those that are blank */
    int64_t middle, top;        /* rows that show how it is aligned */
    uint32_t at_top, below_top; /* rows in which its text begins at the top, and where it does not */
};

void gk_box_table_init(struct gk_box_table *table, struct gk_context *context, struct gk_word_boxes *boxes,
                       struct gk_array *segments);
void gk_box_table_free(struct gk_box_table *table);

/* The size of an ideograph in a word, and in most words. */
double gk_box_em(struct gk_string text, struct gk_box box);
struct gk_string gk_box_text(const struct gk_word_boxes *boxes, const struct gk_box_word *word);

/* Places where columns nearly touch, in the order of the pages; words stand in the order of their lines. */
bool gk_box_find_fences(const struct gk_word_boxes *boxes, struct gk_array *fences);
/* Words to segments; sorts the words. */
bool gk_box_make_segments(struct gk_word_boxes *boxes, struct gk_array *segments);
/* Parts of tables among the segments: struct gk_box_part. */
bool gk_box_find_parts(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                       struct gk_array *parts);
/* Whether segments from `first` to before `end` are section rows, page numbers aside: a few numbered lines;
 * or, where gutters are given, lines that stand in one column. */
bool gk_box_are_sections(const struct gk_word_boxes *boxes, const struct gk_array *segments, size_t first,
                         size_t end, const struct gk_array *gutters);
/* Whether words that headers have stand on the first line of a part. */
bool gk_box_begins_with_header(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                               const struct gk_box_part *part);
/* Whether a text is a word that headers have; the same of a segment's. */
bool gk_box_is_header_text(struct gk_context *context, struct gk_string text);
bool gk_box_is_header_word(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment);
/* The gutters that `part_count` parts share. */
bool gk_box_find_gutters(struct gk_context *context, const struct gk_array *segments,
                         const struct gk_box_part *parts, size_t part_count, struct gk_array *gutters);
/* Where a box stands: its first and last column. It may reach into another by `slack`. */
void gk_box_columns_of(const struct gk_array *gutters, struct gk_box box, double slack, uint32_t *first,
                       uint32_t *last);
/* Columns of aligned text, and which of `many` columns on one page `few` columns on another one are: false
 * where they seem to be none of them. */
bool gk_box_make_profiles(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                          const struct gk_box_part *part, const struct gk_array *gutters,
                          struct gk_array *profiles);
bool gk_box_match_columns(const struct gk_word_boxes *boxes, const struct gk_array *segments,
                          const struct gk_array *many, const struct gk_array *few, uint32_t *map);
/* The same for the open part of a table. False when memory ends. */
bool gk_box_map_columns(struct gk_box_table *table, const struct gk_box_part *part);
/* Room and pitch of a table, from all its parts. */
bool gk_box_measure(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count);
/* The pitch by the steps between neighbouring lines of each column (struct gk_box_step), which are sorted.
 */
void gk_box_find_pitch(struct gk_box_table *table, struct gk_array *steps);
/* Which column is the main one, by what its cells or lines say. */
void gk_box_find_main(struct gk_box_table *table);
/* The lines of a part, column by column. */
bool gk_box_make_lines(struct gk_box_table *table, const struct gk_box_part *part);
/* How far a rounded step from one line to the next shows a row's end between them: from 0 to 1. */
double gk_box_step_evidence(const struct gk_box_table *table, double step);
/* Where a part's header ends (header_end; infinite where none is seen); `cuts` are the places between its
 * lines, from the top. */
bool gk_box_find_header(struct gk_box_table *table, const struct gk_box_part *part,
                        const struct gk_array *cuts);
/* The texts of all lines whose middle is above y, column by column. */
bool gk_box_texts_above(const struct gk_box_table *table, double y, struct gk_buffer *out);
/* Its rows, and then its cells with their texts. */
bool gk_box_make_rows(struct gk_box_table *table, struct gk_box_part *part);
/* Rooms again, by the lines that others follow in one row. */
bool gk_box_settle_rooms(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count);
/* Aligned text tells no heights but the order of its lines: after the rows are known, put the lines of each
 * row where they stand beside its tallest cell. Changes the boxes of the part's words and segments. */
bool gk_box_respace(struct gk_box_table *table, const struct gk_box_part *part);
/* The first line of a column that stands in a row or below it. */
size_t gk_box_first_line_in(const struct gk_box_table *table, const struct gk_box_column *column,
                            const struct gk_box_row *row);
/* What a part says of how its columns are aligned; after its rows. */
bool gk_box_vote(struct gk_box_table *table, const struct gk_box_part *part);
/* Whether texts stand at the top of their cells. */
bool gk_box_is_top_aligned(const struct gk_box_table *table, size_t column);
bool gk_box_make_cells(struct gk_box_table *table, const struct gk_box_part *part);
/* Rows that go on from one page to the next. */
bool gk_box_join_pages(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count);
gkplan_status gk_box_write_table(struct gk_box_table *table, struct gk_layout_builder *builder);

/* How wide words of aligned text are when they are set, in ideographs: a blank between those and Latin, which
 * parted the words, is a typesetter's gap. */
double gk_box_typeset_width(const struct gk_word_boxes *boxes, size_t first, size_t count);
/* Whether a line goes on in the next one of its cell: in a column of names, one that has not ended goes on.
 */
bool gk_box_goes_on(const struct gk_box_table *table, size_t column, double width, double room,
                    struct gk_string text, struct gk_string next);
/* Whether line `next` goes on where `line` had no room, rather than beginning a paragraph. */
bool gk_box_is_wrapped(double width, double room, double em, struct gk_string text, struct gk_string next);
/* Whether a segment begins with a number as headings have: 一、 （一） 第一. */
bool gk_box_is_heading(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment);
bool gk_box_are_names(struct gk_string text, struct gk_string next);
/* Whether a full line ends one name of a list of names, one a paragraph, and the next begins another: there
 * are some already, or a place stands in front of that; and what was broken is not the end of one. */
bool gk_box_are_listed(struct gk_string text, struct gk_string next);
/* The same, where little speaks for it. */
bool gk_box_may_be_listed(struct gk_string text, struct gk_string next);
/* Whether a text ends as a unit's name does. */
bool gk_box_ends_name(struct gk_string text);
/* Whether a text ends as a sentence does. */
bool gk_box_ends_sentence(struct gk_string text);
/* Append the words of a segment. */
bool gk_box_append_segment(const struct gk_word_boxes *boxes, const struct gk_box_segment *segment,
                           struct gk_buffer *out);
/* Append `next` behind what `out` holds from byte `start` on: as its next line's continuation or after "\n".
 */
bool gk_box_append_line(struct gk_buffer *out, size_t start, struct gk_string next, bool wrapped);

/* Whether a column's texts are names of units. */
static inline bool gk_box_has_names(const struct gk_box_column *column)
{
    return column->blocks >= 3 && column->names * 4 >= column->blocks * 3;
}

static inline struct gk_box_segment *gk_box_segment_at(const struct gk_array *segments, size_t position)
{
    return gk_array_at(segments, position);
}
static inline struct gk_box_line *gk_box_line_at(const struct gk_box_table *table, size_t position)
{
    return gk_array_at(&table->lines, position);
}
static inline struct gk_box_column *gk_box_column_at(const struct gk_box_table *table, size_t position)
{
    return gk_array_at(&table->columns, position);
}
static inline struct gk_box_row *gk_box_row_at(const struct gk_box_table *table, size_t position)
{
    return gk_array_at(&table->rows, position);
}
static inline struct gk_box_cell *gk_box_cell_at(const struct gk_box_table *table, size_t position)
{
    return gk_array_at(&table->cells, position);
}
static inline double gk_box_slack(const struct gk_box_segment *segment)
{
    return segment->slack * segment->em;
}
static inline double gk_box_least(double a, double b)
{
    return a < b ? a : b;
}
static inline double gk_box_most(double a, double b)
{
    return a > b ? a : b;
}
static inline double gk_box_middle(struct gk_box box)
{
    return (box.top + box.bottom) / 2;
}

#endif

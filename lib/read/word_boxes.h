/* Words with their boxes on pages, from any program that tells them, made into paragraphs and tables.
 *
 * A front end (one file a format) adds pages and words, and the lines that were drawn where it knows them;
 * gk_word_boxes_write does the rest. Where lines enclose cells, the words stand in these. Elsewhere columns
 * come from the gutters that no text crosses, rows and merged cells from where the lines of text stand, for a
 * cell's text stands in the middle (or at the top) of the rows it covers.
 */
#ifndef GK_READ_WORD_BOXES_H
#define GK_READ_WORD_BOXES_H

#include "core/array.h"
#include "core/buffer.h"
#include "core/context.h"
#include "layout/layout_builder.h"

struct gk_box {
    double left, top, right, bottom; /* top is less than bottom */
};

/* One word, or a run of words that the source gives one box. */
struct gk_box_word {
    struct gk_box box;
    uint32_t page; /* from 1 */
    uint32_t line; /* in the source, from 1; 0: unknown */
    size_t text;   /* in gk_word_boxes.text */
    size_t length;
};

/* A line or thin area that was drawn: perhaps the border of a cell. */
struct gk_box_rule {
    struct gk_box box;
    uint32_t page; /* from 1 */
};

/* A part of the source that the front end writes itself, between words. */
struct gk_box_insert {
    uint32_t line; /* of the source, from 1: in front of the words of later lines */
    gkplan_status (*write)(const void *data, size_t position, struct gk_layout_builder *builder);
};

struct gk_word_boxes {
    struct gk_context *context;
    struct gk_array words; /* struct gk_box_word */
    struct gk_array rules; /* struct gk_box_rule */
    struct gk_buffer text;
    uint32_t page;           /* the open page, 0: none yet */
    bool from_text;          /* made from aligned text: places are rough */
    bool whole_lines;        /* no text was set between two lines of another */
    bool shared;             /* some words got their share of a box: their edges are rough */
    bool recognised;         /* from a picture: boxes fit the ink, not the type */
    uint32_t misplaced;      /* words whose box is impossible */
    struct gk_array inserts; /* struct gk_box_insert, in the order of their lines */
    const void *insert_data;
};

void gk_word_boxes_init(struct gk_word_boxes *boxes, struct gk_context *context);
void gk_word_boxes_free(struct gk_word_boxes *boxes);
/* A page begins. */
void gk_word_boxes_page(struct gk_word_boxes *boxes);
/* A word of the open page; white space at its ends goes, an empty one is nothing. An impossible box (not
 * finite, far outside, inside out) puts it at the page's end. */
gkplan_status gk_word_boxes_add(struct gk_word_boxes *boxes, struct gk_box box, struct gk_string text,
                                uint32_t line);
/* The same for a run of words that has one box: each word gets its share of it. */
gkplan_status gk_word_boxes_add_run(struct gk_word_boxes *boxes, struct gk_box box, struct gk_string text,
                                    uint32_t line);
/* The same for one character: it belongs to the word before it when it stands right behind that. */
gkplan_status gk_word_boxes_add_character(struct gk_word_boxes *boxes, struct gk_box box,
                                          struct gk_string text, uint32_t line);
/* What was drawn on a page. An impossible box is none. */
gkplan_status gk_word_boxes_add_rule(struct gk_word_boxes *boxes, uint32_t page, struct gk_box box);
/* All of it as a layout. */
gkplan_status gk_word_boxes_write(struct gk_word_boxes *boxes, struct gk_layout_builder *builder);

#endif

/* One line of a grid that is drawn with characters: where its borders stand, and what is between them. */
#ifndef GK_READ_DRAWN_LINE_H
#define GK_READ_DRAWN_LINE_H

#include "core/string_view.h"
#include <stdint.h>

enum { GK_DRAWN_COLUMNS = 64 };

/* The borders of a whole table, by columns of a terminal. */
struct gk_drawn_borders {
    size_t at[GK_DRAWN_COLUMNS + 1];
    size_t count;
    bool wide; /* signs of box drawing are two columns wide, as Chinese fonts have them */
};

/* What stands between two borders of a line that are there. */
struct gk_drawn_stretch {
    size_t from, to;       /* borders */
    struct gk_string text; /* trimmed */
    size_t left;           /* columns that are free behind it */
    bool rule;             /* a line is drawn here */
};

struct gk_drawn_line {
    struct gk_drawn_stretch stretches[GK_DRAWN_COLUMNS];
    size_t count;
    size_t rules; /* of these */
};

/* | and the like; + and the like; - and the like. */
bool gk_drawn_bar(uint32_t codepoint);
bool gk_drawn_corner(uint32_t codepoint);
bool gk_drawn_dash(uint32_t codepoint);

/* Take over the borders at which the line's drawn lines end. False when there are too many; *drawn is how
 * many lines are drawn. */
bool gk_drawn_borders_add(struct gk_drawn_borders *borders, struct gk_string line, size_t *drawn);
/* Part a line of the table at its borders. False when it is none. */
bool gk_drawn_line_take(struct gk_string line, const struct gk_drawn_borders *borders,
                        struct gk_drawn_line *out);
/* Columns of a terminal that the line takes, when signs of box drawing are wide or not. */
size_t gk_drawn_width(struct gk_string line, bool wide);

#endif

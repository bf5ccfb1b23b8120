/* What the terminal is like: how wide, and whether it shows colours. */
#ifndef TOOLS_TERMINAL_H
#define TOOLS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum colour_wish { COLOUR_AUTOMATIC, COLOUR_ALWAYS, COLOUR_NEVER };

/* Columns of the terminal behind `stream`; else what COLUMNS says; else 80. */
size_t terminal_width(FILE *stream);

/* Shall `stream` get colours? On its own only a terminal does, and not when NO_COLOR is set or TERM is
 * "dumb". */
bool terminal_wants_colour(FILE *stream, enum colour_wish wish);

#endif

/* Block quotes of Markdown and of mail: "> " in front of each line. */
#ifndef GK_SOURCE_BLOCK_QUOTES_H
#define GK_SOURCE_BLOCK_QUOTES_H

#include "core/string_view.h"
#include <stdbool.h>
#include <stdint.h>

struct gk_block_quotes {
    uint64_t marks;
    uint32_t first_line; /* from 1 */
};

/* Whether a text quotes a table: two lines with marks one below the other hold cells. Readers of tables know
 * no marks; in prose they are told from text by the reader. */
bool gk_block_quotes_table(struct gk_string text);

/* Take the marks out of the text; spaces at the ends of their lines take their places, so that no line moves.
 */
struct gk_block_quotes gk_block_quotes_strip(char *text, size_t length);

#endif

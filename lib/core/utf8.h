/* UTF-8, one code point at a time. */
#ifndef GK_CORE_UTF8_H
#define GK_CORE_UTF8_H

#include "core/string_view.h"
#include <stdbool.h>
#include <stdint.h>

/* The code point at byte *position of a valid UTF-8 text; moves *position past it. A broken sequence gives
 * U+FFFD and moves one byte. *position must be below length. */
uint32_t gk_utf8_next(struct gk_string text, size_t *position);
/* The code point that ends at byte *position (above 0); moves *position to its start. */
uint32_t gk_utf8_previous(struct gk_string text, size_t *position);
/* Bytes written to `out` (4 at most). */
size_t gk_utf8_encode(uint32_t codepoint, char out[4]);
bool gk_utf8_valid(struct gk_string text);
/* Code points that are no white space: what the account counts. */
size_t gk_utf8_count_characters(struct gk_string text);

#endif

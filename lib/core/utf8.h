/* UTF-8, one code point at a time. */
#ifndef GK_CORE_UTF8_H
#define GK_CORE_UTF8_H

#include "core/string_view.h"
#include <stdbool.h>
#include <stdint.h>

/* The code point at byte *position of a valid UTF-8 text; moves *position past it. A broken sequence gives
 * U+FFFD and moves one byte. *position must be below length. */
uint32_t gk_utf8_next_other(struct gk_string text, size_t *position);
static inline uint32_t gk_utf8_next(struct gk_string text, size_t *position)
{
    /* Nearly every character here is ASCII or has three bytes, and does not begin with E0 (too long forms) or
     * ED (surrogates). */
    const unsigned char *bytes = (const unsigned char *)text.data + *position;
    if (bytes[0] < 0x80) {
        ++*position;
        return bytes[0];
    }
    if (bytes[0] > 0xE0 && bytes[0] < 0xF0 && bytes[0] != 0xED && text.length - *position >= 3 &&
        (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
        *position += 3;
        return (bytes[0] & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    return gk_utf8_next_other(text, position);
}
/* The code point that ends at byte *position (above 0); moves *position to its start. */
uint32_t gk_utf8_previous(struct gk_string text, size_t *position);
/* Bytes written to `out` (4 at most). */
size_t gk_utf8_encode(uint32_t codepoint, char out[4]);
/* Whether the code point, which is not 0, is one of the characters of `set`. */
bool gk_utf8_is_one_of(uint32_t codepoint, const char *set);
bool gk_utf8_valid(struct gk_string text);
/* Unicode White_Space, U+200B, U+FEFF. */
bool gk_is_space(uint32_t codepoint);
/* Code points that are no white space: what the account counts. */
size_t gk_utf8_count_characters(struct gk_string text);

#endif

/* Characters of symbol fonts as Unicode. */
#ifndef GK_READ_DOCX_SYMBOLS_H
#define GK_READ_DOCX_SYMBOLS_H

#include "core/string_view.h"
#include <stdint.h>

/* What `code` of this font shows, or U+F000 to U+F0FF (as it stands in the file) for a sign that is not
 * known. */
uint32_t gk_docx_symbol(struct gk_string font, uint32_t code);
/* The mark that a bullet in any symbol font comes to. */
uint32_t gk_docx_bullet(uint32_t codepoint);

#endif

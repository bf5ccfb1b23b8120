/* Numbers as Word writes them in automatic numbering. */
#ifndef GK_READ_DOCX_NUMBER_FORMAT_H
#define GK_READ_DOCX_NUMBER_FORMAT_H

#include "core/buffer.h"
#include "core/string_view.h"
#include <stdbool.h>
#include <stdint.h>

/* A position in the table of formats. */
typedef uint8_t gk_number_format;

enum { GK_NUMBER_DECIMAL = 0, GK_NUMBER_BULLET = 1, GK_NUMBER_NONE = 2 };

/* The format that w:numFmt calls `name`; false when the library does not know it (then decimal). */
bool gk_number_format_find(struct gk_string name, gk_number_format *format);
/* Append `number` written so. Nothing for a bullet or none. */
void gk_number_format_write(struct gk_buffer *out, gk_number_format format, int32_t number);

#endif

/* Text of a document on its way to a terminal: made harmless, measured, and broken into lines. */
#ifndef TOOLS_TEXT_H
#define TOOLS_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* One character as it is shown. */
struct text_character {
    uint32_t codepoint;
    size_t length; /* bytes in the text */
    int width;     /* terminal columns: 0, 1 or 2 */
};

/* The character at `text`, which is not at its end. Control characters, marks that turn the direction of
 * writing and broken bytes are shown as U+FFFD: a document must not command the terminal. */
struct text_character text_character_at(const char *text);

/* Terminal columns that the text needs on one line. */
size_t text_width(const char *text);

/* Where to break `text` so that a line needs at most `width` columns: *length is the bytes of the line, the
 * result is where the next line begins. Chinese breaks anywhere but before closing and after opening marks;
 * words of other scripts stay whole while they fit. A line takes at least one character. */
const char *text_break_line(const char *text, size_t width, size_t *length);

/* Print `length` bytes, made harmless; a line break becomes a space. */
void text_print(FILE *stream, const char *text, size_t length);
/* All of it. */
void text_print_line(FILE *stream, const char *text);
/* In quotes, with C's escapes, nothing lost: for dumps. */
void text_print_quoted(FILE *stream, const char *text);

#endif

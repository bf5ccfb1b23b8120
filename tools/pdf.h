/* PDF files: their words and where they stand, which pdftotext of poppler finds, and the lines of their
 * tables, which pdftocairo draws. The library reads no PDF itself. */
#ifndef TOOLS_PDF_H
#define TOOLS_PDF_H

#include <stdbool.h>
#include <stddef.h>

/* Does the file at `path` begin as a PDF does? */
bool pdf_is_one(const char *path);

/* What a PDF file shows. */
struct pdf_pages {
    char *words; /* as pdftotext writes word boxes */
    size_t words_size;
    char *drawn; /* the same with the drawings of the pages behind it; NULL: these could not be had */
    size_t drawn_size;
};

/* More than any plan takes; a file made to be slow takes for ever. */
enum { PDF_SECONDS = 300 };

/* The pages of the PDF file at `path`; each program is stopped after so many seconds. False, and words on
 * standard error, when they cannot be had; words as well where only the drawings cannot. */
bool pdf_read(const char *path, unsigned seconds, struct pdf_pages *pages);
void pdf_free(struct pdf_pages *pages);

/* Say that the drawings of a PDF file were not used. */
void pdf_say_undrawn(const char *path, const char *why);

#endif

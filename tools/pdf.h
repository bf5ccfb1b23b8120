/* PDF files: their words and where they stand, which pdftotext of poppler finds. The library reads no PDF
 * itself. */
#ifndef TOOLS_PDF_H
#define TOOLS_PDF_H

#include <stdbool.h>
#include <stddef.h>

/* Does the file at `path` begin as a PDF does? */
bool pdf_is_one(const char *path);

/* The word boxes of the PDF file at `path` as pdftotext writes them; the caller frees them. NULL, and words
 * on standard error, when that fails. */
char *pdf_word_boxes(const char *path, size_t *size);

#endif

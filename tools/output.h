/* Where a subcommand writes: standard output or a file, in one of the library's outputs. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <gkplan/write.h>
#include <stdbool.h>
#include <stdio.h>

/* Write the document to `stream`. False, and words on standard error that name `name`, when that fails. */
bool output_document(const gkplan_document *document, gkplan_output output, FILE *stream, const char *name);

/* Open `path` for writing; NULL and words when that fails. */
FILE *output_open(const char *path);

/* Close what output_open() gave. When `good` is false, or closing fails, the file goes. Returns what it comes
 * to. */
bool output_close(FILE *stream, const char *path, bool good);

/* Make sure that standard output took everything. Returns EXIT_FAILED if not, else `status`. */
int output_finish(int status);

#endif

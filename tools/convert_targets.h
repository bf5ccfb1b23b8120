/* Where the documents of many files are written: the folders below an operand are kept below the output. */
#ifndef TOOLS_CONVERT_TARGETS_H
#define TOOLS_CONVERT_TARGETS_H

#include "files.h"

/* A path for each file: OUTPUT/NAME.EXTENSION, and OUTPUT/SUBFOLDER/NAME.EXTENSION for a file found in a
 * subfolder of one of the `count` operands. malloc's, each and all; NULL, and words on standard error, when
 * memory ends or two files would be written to one path. */
char **convert_targets(const struct files *files, char *const *operands, size_t count, const char *output,
                       const char *extension);

/* Make the folders that the targets stand in, below `output`. False, and words, when that fails. */
bool convert_make_folders(char *const *targets, size_t count, const char *output);

void convert_targets_free(char **targets, size_t count);

#endif

/* The files that a command line names: folders are walked to the bottom, files that are no document are
 * passed over there. */
#ifndef TOOLS_FILES_H
#define TOOLS_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct files {
    char **paths; /* malloc's, each and all */
    size_t count;
    size_t capacity;
};

/* Whether a file found in a folder is taken; NULL in files_collect: every one whose extension names a kind of
 * document that gkplan reads. */
typedef bool files_filter(const char *path, void *context);

/* The files that the operands name, in the order of the operands; those of a folder in the order of their
 * names, as bytes. A file that is named itself is taken whatever it is called, "-" too. Inside folders, names
 * that begin with a dot and links to folders are passed over. False, and words on standard error, when an
 * operand does not exist, a folder cannot be read, or memory ends; what was found stays in `files`. */
bool files_collect(struct files *files, char *const *operands, size_t count, files_filter *filter,
                   void *context);

/* Whether the extension of `path` is one of a kind of document that gkplan reads. */
bool files_is_document(const char *path, void *context);

void files_free(struct files *files);

#endif

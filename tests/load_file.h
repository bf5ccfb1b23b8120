/* A whole file in memory, for the programs of the tests. */
#ifndef LOAD_FILE_H
#define LOAD_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct loaded_file {
    char *bytes; /* the caller frees them */
    size_t size;
};

static inline bool load_file(const char *path, struct loaded_file *file)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    long size = fseek(stream, 0, SEEK_END) == 0 ? ftell(stream) : -1;
    rewind(stream);
    file->size = size > 0 ? (size_t)size : 0;
    /* Exactly as many bytes, so that a sanitizer sees a read past the end. */
    file->bytes = malloc(file->size ? file->size : 1);
    bool loaded = size >= 0 && file->bytes && fread(file->bytes, 1, file->size, stream) == file->size;
    fclose(stream);
    return loaded;
}

#endif

/* Where the documents of many files are written. */
#include "convert_targets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What stands of `path` below the folder `operand`; NULL when it is not below. */
static const char *below(const char *path, const char *operand)
{
    size_t length = strlen(operand);
    while (length > 1 && operand[length - 1] == '/')
        length--;
    if (strncmp(path, operand, length) != 0 || path[length] != '/')
        return NULL;
    path += length;
    return path + strspn(path, "/");
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The part of the path that is kept: below the operand that names the most of it, else the name alone. */
static const char *kept_part(const char *path, char *const *operands, size_t count)
{
    const char *kept = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *part = below(path, operands[i]);
        if (part && (!kept || part > kept))
            kept = part;
    }
    return kept ? kept : last_name(path);
}

static char *join(const char *output, const char *name, const char *extension)
{
    size_t size = strlen(output) + strlen(name) + strlen(extension) + 3;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s.%s", output, name, extension);
    return path;
}

static int by_path(const void *first, const void *second)
{
    return strcmp(*(char *const *)first, *(char *const *)second);
}

/* Whether no path stands there twice. */
static bool all_differ(char *const *targets, size_t count)
{
    char **sorted = malloc((count + 1) * sizeof *sorted);
    bool differ = sorted != NULL;
    if (!differ)
        fputs("gkplan: out of memory\n", stderr);
    for (size_t i = 0; differ && i < count; i++)
        sorted[i] = targets[i];
    if (differ)
        qsort(sorted, count, sizeof *sorted, by_path);
    for (size_t i = 1; differ && i < count; i++) {
        differ = strcmp(sorted[i - 1], sorted[i]) != 0;
        if (!differ)
            fprintf(stderr, "gkplan: %s: two files would be written there\n", sorted[i]);
    }
    free(sorted);
    return differ;
}

char **convert_targets(const struct files *files, char *const *operands, size_t count, const char *output,
                       const char *extension)
{
    char **targets = calloc(files->count + 1, sizeof *targets);
    bool made = targets != NULL;
    for (size_t i = 0; made && i < files->count; i++) {
        targets[i] = join(output, kept_part(files->paths[i], operands, count), extension);
        made = targets[i] != NULL;
    }
    if (!made)
        fputs("gkplan: out of memory\n", stderr);
    if (made && all_differ(targets, files->count))
        return targets;
    convert_targets_free(targets, files->count);
    return NULL;
}

bool convert_make_folders(char *const *targets, size_t count, const char *output)
{
    for (size_t i = 0; i < count; i++) {
        char *path = targets[i];
        for (char *slash = path + strlen(output) + 1; (slash = strchr(slash, '/')); slash++) {
            *slash = '\0';
            bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
            if (!made)
                fprintf(stderr, "gkplan: %s: %s\n", path, strerror(errno));
            *slash = '/';
            if (!made)
                return false;
        }
    }
    return true;
}

void convert_targets_free(char **targets, size_t count)
{
    for (size_t i = 0; targets && i < count; i++)
        free(targets[i]);
    free(targets);
}

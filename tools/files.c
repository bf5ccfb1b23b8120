/* The files that a command line names. */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

bool files_is_document(const char *path, void *context)
{
    static const char *const extensions[] = {"docx",     "docm", "dotx", "dotm", "txt",   "md",
                                             "markdown", "htm",  "html", "mht",  "mhtml", "pdf",
                                             "tsv",      "csv",  "hocr", "xhtml"};
    (void)context;
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot + 1, extensions[i]) == 0)
            return true;
    return false;
}

static bool complain(const char *path, const char *what)
{
    fprintf(stderr, "gkplan: %s: %s\n", path, what);
    return false;
}

/* In the words of the library, for which the file would not open either. */
static bool complain_of_opening(const char *path)
{
    fprintf(stderr, "gkplan: %s: cannot open: %s\n", path, strerror(errno));
    return false;
}

/* Takes `path`, which is malloc's; NULL says that memory ended. */
static bool add(struct files *files, char *path)
{
    if (path && files->count == files->capacity) {
        size_t capacity = files->capacity ? 2 * files->capacity : 16;
        char **paths = realloc(files->paths, capacity * sizeof *paths);
        if (paths) {
            files->paths = paths;
            files->capacity = capacity;
        } else {
            free(path);
            path = NULL;
        }
    }
    if (!path)
        return complain("files", "out of memory");
    files->paths[files->count++] = path;
    return true;
}

/* "FOLDER/NAME", or NULL when memory ends. */
static char *join(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
    size_t size = length + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s%s", folder, slash, name);
    return path;
}

/* What of a folder goes on: documents to `found`, folders to `folders`. */
struct walk {
    struct files *found;
    struct files folders; /* still to be read, the next one last */
    files_filter *filter;
    void *context;
};

static bool take_entry(struct walk *walk, char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0 ||
        (S_ISLNK(about.st_mode) && (stat(path, &about) != 0 || S_ISDIR(about.st_mode)))) {
        free(path);
        return true;
    }
    if (S_ISDIR(about.st_mode))
        return add(&walk->folders, path);
    if (S_ISREG(about.st_mode) && walk->filter(path, walk->context))
        return add(walk->found, path);
    free(path);
    return true;
}

static bool read_folder(struct walk *walk, const char *folder)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return complain(folder, strerror(errno));
    bool good = true;
    const struct dirent *entry;
    while (good && (entry = readdir(stream))) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = join(folder, entry->d_name);
        good = path ? take_entry(walk, path) : complain(folder, "out of memory");
    }
    closedir(stream);
    return good;
}

static int by_name(const void *first, const void *second)
{
    return strcmp(*(char *const *)first, *(char *const *)second);
}

static bool walk_folder(struct files *files, const char *folder, files_filter *filter, void *context)
{
    struct walk walk = {.found = files, .filter = filter ? filter : files_is_document, .context = context};
    size_t before = files->count;
    bool good = add(&walk.folders, strdup(folder));
    while (walk.folders.count > 0) {
        char *next = walk.folders.paths[--walk.folders.count];
        good = read_folder(&walk, next) && good;
        free(next);
    }
    free(walk.folders.paths);
    if (files->count > before)
        qsort(files->paths + before, files->count - before, sizeof *files->paths, by_name);
    return good;
}

bool files_collect(struct files *files, char *const *operands, size_t count, files_filter *filter,
                   void *context)
{
    bool good = true;
    *files = (struct files){0};
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if (strcmp(operands[i], "-") == 0)
            good = add(files, strdup(operands[i])) && good;
        else if (stat(operands[i], &about) != 0)
            good = complain_of_opening(operands[i]);
        else if (S_ISDIR(about.st_mode))
            good = walk_folder(files, operands[i], filter, context) && good;
        else
            good = add(files, strdup(operands[i])) && good;
    }
    return good;
}

void files_free(struct files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
    *files = (struct files){0};
}

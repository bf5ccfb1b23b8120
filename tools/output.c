/* Where a subcommand writes. */
#include "output.h"

#include "command.h"

#include <errno.h>
#include <string.h>

static bool write_to_stream(const void *bytes, size_t size, void *context)
{
    return fwrite(bytes, 1, size, context) == size;
}

bool output_document(const gkplan_document *document, gkplan_output output, FILE *stream, const char *name)
{
    gkplan_status status = gkplan_document_write(document, output, write_to_stream, stream);
    if (status != GKPLAN_STATUS_OK)
        fprintf(stderr, "gkplan: %s: %s\n", name, gkplan_status_name(status));
    return status == GKPLAN_STATUS_OK;
}

FILE *output_open(const char *path)
{
    FILE *stream = fopen(path, "wb");
    if (!stream)
        fprintf(stderr, "gkplan: %s: %s\n", path, strerror(errno));
    return stream;
}

bool output_close(FILE *stream, const char *path, bool good)
{
    bool closed = fclose(stream) == 0;
    if (good && !closed)
        fprintf(stderr, "gkplan: %s: %s\n", path, strerror(errno));
    if (!good || !closed)
        remove(path);
    return good && closed;
}

int output_finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "gkplan: standard output: %s\n", strerror(errno));
    return EXIT_FAILED;
}

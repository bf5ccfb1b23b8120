/* The public writing functions: from an output to the function that writes it. */
#include "write/writer.h"

#include <stdlib.h>
#include <string.h>

/* In the order of gkplan_output. */
static gk_write_function *const writers[] = {
    [GKPLAN_OUTPUT_JSON] = gk_write_json,
    [GKPLAN_OUTPUT_JSON_COMPACT] = gk_write_json_compact,
    [GKPLAN_OUTPUT_NDJSON] = gk_write_ndjson,
    [GKPLAN_OUTPUT_CSV] = gk_write_csv,
    [GKPLAN_OUTPUT_TSV] = gk_write_tsv,
    [GKPLAN_OUTPUT_MARKDOWN] = gk_write_markdown,
    [GKPLAN_OUTPUT_LAYOUT_JSON] = gk_write_layout_json,
};

gkplan_status gkplan_document_write(const gkplan_document *document, gkplan_output output,
                                    gkplan_write_callback callback, void *context)
{
    if (!document || !callback || (size_t)output >= sizeof writers / sizeof *writers)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    struct gk_stream stream;
    gk_stream_init(&stream, callback, context);
    writers[output](document, &stream);
    gk_stream_flush(&stream);
    return stream.status;
}

/* A string that grows. It is malloc's, not the document's: it outlives the document and gkplan_string_free()
 * knows no allocator. */
struct string_sink {
    char *data;
    size_t length;
    size_t capacity;
    bool no_memory;
};

static bool append_to_string(const void *bytes, size_t size, void *context)
{
    struct string_sink *sink = context;
    if (size >= SIZE_MAX / 2 - sink->length) {
        sink->no_memory = true;
        return false;
    }
    size_t needed = sink->length + size + 1;
    if (needed > sink->capacity) {
        size_t capacity = sink->capacity * 2 > needed ? sink->capacity * 2 : needed;
        char *data = realloc(sink->data, capacity);
        if (!data) {
            sink->no_memory = true;
            return false;
        }
        sink->data = data;
        sink->capacity = capacity;
    }
    if (size > 0)
        memcpy(sink->data + sink->length, bytes, size);
    sink->length += size;
    sink->data[sink->length] = '\0';
    return true;
}

gkplan_status gkplan_document_write_string(const gkplan_document *document, gkplan_output output, char **out,
                                           size_t *length_out)
{
    if (!out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    *out = NULL;
    if (length_out)
        *length_out = 0;
    struct string_sink sink = {0};
    gkplan_status status = gkplan_document_write(document, output, append_to_string, &sink);
    if (status == GKPLAN_STATUS_OK)
        append_to_string("", 0, &sink); /* the NUL, also of a document that writes nothing */
    if (sink.no_memory)
        status = GKPLAN_STATUS_NO_MEMORY;
    if (status != GKPLAN_STATUS_OK) {
        free(sink.data);
        return status;
    }
    *out = sink.data;
    if (length_out)
        *length_out = sink.length;
    return GKPLAN_STATUS_OK;
}

void gkplan_string_free(char *string)
{
    free(string);
}

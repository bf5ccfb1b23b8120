/* The public writing functions: from an output to the function that writes it. */
#include "write/writer.h"
#include "write/growing.h"

#include <stdlib.h>

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

static bool append_to_text(const void *bytes, size_t size, void *context)
{
    return gk_text_append(context, bytes, size);
}

gkplan_status gkplan_document_write_string(const gkplan_document *document, gkplan_output output, char **out,
                                           size_t *length_out)
{
    if (!out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    *out = NULL;
    if (length_out)
        *length_out = 0;
    struct gk_text text = {0};
    gkplan_status status = gkplan_document_write(document, output, append_to_text, &text);
    if (status == GKPLAN_STATUS_OK)
        gk_text_append(&text, "", 0); /* the NUL, also of a document that writes nothing */
    if (text.failed)
        status = GKPLAN_STATUS_NO_MEMORY;
    if (status != GKPLAN_STATUS_OK) {
        gk_text_free(&text);
        return status;
    }
    *out = text.data;
    if (length_out)
        *length_out = text.length;
    return GKPLAN_STATUS_OK;
}

void gkplan_string_free(char *string)
{
    free(string);
}

/* What all writers share: the stream they write to and the table of them. Writers know the public structs and
 * core's text tools, nothing else of the library, and never recurse. */
#ifndef GK_WRITE_WRITER_H
#define GK_WRITE_WRITER_H

#include <gkplan/write.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes on their way to the caller. After the first failure all calls do nothing, so that a writer checks at
 * its end and inside long loops only. */
struct gk_stream {
    gkplan_write_callback callback;
    void *context;
    gkplan_status status; /* the first failure, or OK */
    size_t used;
    char bytes[16384];
};

void gk_stream_init(struct gk_stream *stream, gkplan_write_callback callback, void *context);
void gk_stream_bytes(struct gk_stream *stream, const void *bytes, size_t size);
void gk_stream_text(struct gk_stream *stream, const char *text);
void gk_stream_integer(struct gk_stream *stream, int64_t value);
/* "2022-12-31"; the caller knows that there is one. */
void gk_stream_date(struct gk_stream *stream, gkplan_date date);
void gk_stream_fail(struct gk_stream *stream, gkplan_status status);
void gk_stream_flush(struct gk_stream *stream);

static inline bool gk_date_is_set(gkplan_date date)
{
    return date.year != 0;
}

static inline void gk_stream_byte(struct gk_stream *stream, char byte)
{
    gk_stream_bytes(stream, &byte, 1);
}

/* One output: how it is written. */
typedef void gk_write_function(const gkplan_document *document, struct gk_stream *stream);

gk_write_function gk_write_json;
gk_write_function gk_write_json_compact;
gk_write_function gk_write_ndjson;
gk_write_function gk_write_csv;
gk_write_function gk_write_tsv;
gk_write_function gk_write_markdown;
gk_write_function gk_write_layout_json;

#endif

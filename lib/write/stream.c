/* The buffer between a writer and the caller's callback. */
#include "write/writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void gk_stream_init(struct gk_stream *stream, gkplan_write_callback callback, void *context)
{
    stream->callback = callback;
    stream->context = context;
    stream->status = GKPLAN_STATUS_OK;
    stream->used = 0;
}

void gk_stream_fail(struct gk_stream *stream, gkplan_status status)
{
    if (stream->status == GKPLAN_STATUS_OK)
        stream->status = status;
}

void gk_stream_flush(struct gk_stream *stream)
{
    if (stream->status == GKPLAN_STATUS_OK && stream->used > 0 &&
        !stream->callback(stream->bytes, stream->used, stream->context))
        stream->status = GKPLAN_STATUS_WRITE_ERROR;
    stream->used = 0;
}

void gk_stream_bytes(struct gk_stream *stream, const void *bytes, size_t size)
{
    const char *from = bytes;
    while (size > 0 && stream->status == GKPLAN_STATUS_OK) {
        if (stream->used == sizeof stream->bytes)
            gk_stream_flush(stream);
        size_t room = sizeof stream->bytes - stream->used;
        size_t piece = size < room ? size : room;
        memcpy(stream->bytes + stream->used, from, piece);
        stream->used += piece;
        from += piece;
        size -= piece;
    }
}

void gk_stream_text(struct gk_stream *stream, const char *text)
{
    gk_stream_bytes(stream, text, strlen(text));
}

void gk_stream_integer(struct gk_stream *stream, int64_t value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, value);
    gk_stream_bytes(stream, digits, (size_t)length);
}

void gk_stream_date(struct gk_stream *stream, gkplan_date date)
{
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%04d-%02u-%02u", date.year, date.month, date.day);
    gk_stream_bytes(stream, digits, (size_t)length);
}

/* The bytes of a document: from a path, from memory or from a callback, bounded by the limits. */
#include "source/source.h"

#include "core/memory.h"
#include "core/utf8.h"
#include "source/container.h"
#include "source/decode.h"
#include "source/mhtml.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct owned {
    struct gk_buffer bytes;
    struct gk_buffer page; /* what a web archive holds */
    struct gk_decoded decoded;
    struct gk_buffer lines; /* the text with feeds for returns, or without the marks of block quotes */
};

void gk_source_close(struct gk_context *context, struct gk_source *source)
{
    struct owned *owned = source->owned;
    if (owned) {
        gk_buffer_free(&owned->bytes);
        gk_buffer_free(&owned->page);
        gk_buffer_free(&owned->decoded.buffer);
        gk_buffer_free(&owned->lines);
        gk_memory_release(&context->allocator, owned, sizeof *owned);
    }
    *source = (struct gk_source){.name = ""};
}

static struct owned *begin(struct gk_context *context, struct gk_source *out)
{
    struct owned *owned = gk_memory_allocate(&context->allocator, sizeof *owned);
    *out = (struct gk_source){.name = context->source_name, .owned = owned};
    if (!owned) {
        gk_fail_memory(context);
        return NULL;
    }
    gk_buffer_init(&owned->bytes, &context->allocator);
    gk_buffer_init(&owned->page, &context->allocator);
    owned->decoded = (struct gk_decoded){0};
    gk_buffer_init(&owned->decoded.buffer, &context->allocator);
    gk_buffer_init(&owned->lines, &context->allocator);
    return owned;
}

/* Lines that end in returns alone, as old systems and some spreadsheets write them, get feeds in their place:
 * what is drawn by lines and what stands in quotes need not know of them. No byte moves. */
static void end_lines_by_feeds(struct gk_context *context, struct gk_source *out)
{
    struct gk_buffer *lines = &((struct owned *)out->owned)->lines;
    if (out->text.length == 0 || !memchr(out->text.data, '\r', out->text.length) ||
        memchr(out->text.data, '\n', out->text.length))
        return;
    if (!gk_buffer_append_string(lines, out->text)) {
        gk_fail_memory(context);
        return;
    }
    for (size_t i = 0; i < lines->length; i++)
        if (lines->data[i] == '\r')
            lines->data[i] = '\n';
    out->text = gk_buffer_view(lines);
}

/* A quoted table is read as any other: its marks go. No line moves. */
static void leave_quotes(struct gk_context *context, struct gk_source *out)
{
    struct gk_buffer *lines = &((struct owned *)out->owned)->lines;
    if (!gk_block_quotes_table(out->text))
        return;
    if (lines->length == 0 && !gk_buffer_append_string(lines, out->text)) {
        gk_fail_memory(context);
        return;
    }
    out->quotes = gk_block_quotes_strip(lines->data, lines->length);
    out->text = gk_buffer_view(lines);
}

/* The text of the bytes, or of the page that a web archive holds. As within a page, UTF-8 counts before what
 * is said of the encoding. */
static void decode(struct gk_context *context, struct gk_source *out)
{
    struct owned *owned = out->owned;
    struct gk_string bytes = out->bytes;
    const char *said = NULL;
    if (gk_mhtml_is(bytes)) {
        if (gk_mhtml_page(context, bytes, &owned->page, &said) != GKPLAN_STATUS_OK)
            return;
        bytes = gk_buffer_view(&owned->page);
        if (gk_utf8_valid(bytes))
            said = NULL;
    }
    gk_decode(context, bytes, context->options.encoding ? context->options.encoding : said, &owned->decoded);
    out->text = owned->decoded.text;
    end_lines_by_feeds(context, out);
    leave_quotes(context, out);
    out->has_nul = owned->decoded.has_nul;
    out->encoding =
        owned->decoded.encoding ? gk_arena_copy(context->arena, gk_string_of(owned->decoded.encoding)) : "";
    if (!out->encoding)
        gk_fail_memory(context);
}

/* The bytes are there: what are they, and which text? */
static gkplan_status look(struct gk_context *context, struct gk_source *out)
{
    if (context->status == GKPLAN_STATUS_OK)
        gk_container_find(context, out->bytes, &out->container);
    if (context->status == GKPLAN_STATUS_OK && out->container == GK_CONTAINER_TEXT)
        decode(context, out);
    else
        out->encoding = "UTF-8";
    if (context->status != GKPLAN_STATUS_OK)
        gk_source_close(context, out);
    return context->status;
}

static gkplan_status check_size(struct gk_context *context, uint64_t size)
{
    if (size > context->limits.input_bytes)
        return gk_fail_limit(context, NULL, 0, "input_bytes", size, context->limits.input_bytes);
    return context->status;
}

gkplan_status gk_source_open_memory(struct gk_context *context, const void *data, size_t size,
                                    struct gk_source *out)
{
    if (!begin(context, out))
        return context->status;
    out->bytes = gk_string_make(data, size);
    if (check_size(context, size) == GKPLAN_STATUS_OK)
        gk_go_on(context, size, size);
    return look(context, out);
}

gkplan_status gk_source_open_callback(struct gk_context *context, gkplan_read_callback callback,
                                      void *callback_context, struct gk_source *out)
{
    enum { STEP = 64 * 1024 };
    struct owned *owned = begin(context, out);
    long count = 1;
    while (owned && count > 0 && context->status == GKPLAN_STATUS_OK) {
        if (!gk_buffer_reserve(&owned->bytes, STEP)) {
            gk_fail_memory(context);
            break;
        }
        count = callback(owned->bytes.data + owned->bytes.length, STEP, callback_context);
        if (count < 0 || count > STEP) {
            gk_fail(context, GKPLAN_STATUS_READ_ERROR, NULL, 0, "reading failed after %zu bytes",
                    owned->bytes.length);
            break;
        }
        owned->bytes.length += (size_t)count;
        if (check_size(context, owned->bytes.length) == GKPLAN_STATUS_OK)
            gk_go_on(context, owned->bytes.length, 0);
    }
    if (!owned)
        return context->status;
    out->bytes = gk_buffer_view(&owned->bytes);
    return look(context, out);
}

struct words {
    char text[128];
};

/* What the system says of an error; strerror itself may share its words between threads. */
static const char *error_words(int number, struct words *words)
{
    int failed = strerror_r(number, words->text, sizeof words->text);
    return failed ? "the system gives no reason" : words->text;
}

/* All bytes of an open regular file. */
static void read_descriptor(struct gk_context *context, int descriptor, uint64_t size,
                            struct gk_buffer *bytes)
{
    struct words words;
    /* One byte more than the size, so that the end is seen without growing. */
    if (!gk_buffer_reserve(bytes, (size_t)size + 1)) {
        gk_fail_memory(context);
        return;
    }
    for (;;) {
        if (!gk_buffer_reserve(bytes, 1)) {
            gk_fail_memory(context);
            return;
        }
        ssize_t count = read(descriptor, bytes->data + bytes->length, bytes->capacity - bytes->length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            gk_fail(context, GKPLAN_STATUS_READ_ERROR, NULL, 0, "reading failed after %zu bytes: %s",
                    bytes->length, error_words(errno, &words));
            return;
        }
        if (count == 0)
            return;
        bytes->length += (size_t)count;
        if (check_size(context, bytes->length) != GKPLAN_STATUS_OK || !gk_go_on(context, bytes->length, size))
            return;
    }
}

gkplan_status gk_source_open_file(struct gk_context *context, const char *path, struct gk_source *out)
{
    struct stat information;
    struct words words;
    *out = (struct gk_source){.name = context->source_name};
    /* Not blocking, so that opening a FIFO that nobody writes to comes back. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return gk_fail(context, GKPLAN_STATUS_CANNOT_OPEN, NULL, 0, "cannot open: %s",
                       error_words(errno, &words));
    if (fstat(descriptor, &information) != 0) {
        gk_fail(context, GKPLAN_STATUS_CANNOT_OPEN, NULL, 0, "cannot open: %s", error_words(errno, &words));
    } else if (!S_ISREG(information.st_mode)) {
        gk_fail(context, GKPLAN_STATUS_CANNOT_OPEN, NULL, 0, "cannot open: %s is no regular file",
                S_ISDIR(information.st_mode) ? "a directory" : "a pipe, socket or device");
    } else if (check_size(context, (uint64_t)information.st_size) == GKPLAN_STATUS_OK) {
        struct owned *owned = begin(context, out);
        if (owned) {
            read_descriptor(context, descriptor, (uint64_t)information.st_size, &owned->bytes);
            out->bytes = gk_buffer_view(&owned->bytes);
        }
    }
    close(descriptor);
    if (!out->owned)
        return context->status;
    return look(context, out);
}

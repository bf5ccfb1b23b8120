/* Which encoding is this, and the same text in UTF-8. */
#include "source/decode.h"

#include "core/utf8.h"
#include <errno.h>
#include <iconv.h>

struct mark {
    const char *bytes;
    size_t length;
    const char *encoding;
};

static const struct mark marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\x84\x31\x95\x33", 4, "GB18030"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* UTF-16 without a mark: in Chinese text with ASCII digits and line breaks, NULs stand on one side only. */
static const char *guess_utf16(struct gk_string bytes)
{
    size_t length = bytes.length < 4096 ? bytes.length : 4096, even = 0, odd = 0;
    for (size_t i = 0; i + 1 < length; i += 2) {
        even += bytes.data[i] == '\0';
        odd += bytes.data[i + 1] == '\0';
    }
    if (odd > 0 && even == 0)
        return "UTF-16LE";
    return even > 0 && odd == 0 ? "UTF-16BE" : NULL;
}

/* iconv into the buffer; false when the bytes are not in this encoding. A broken end (a file cut in the
 * middle of a character) becomes U+FFFD. */
static bool convert(struct gk_buffer *out, struct gk_string bytes, const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1)
        return false;
    char *from = (char *)(uintptr_t)bytes.data;
    size_t left = bytes.length;
    bool right = true;
    while (left > 0 && right) {
        if (!gk_buffer_reserve(out, left < 4096 ? 4096 : left + left / 2)) {
            right = false;
            break;
        }
        char *to = out->data + out->length;
        size_t room = out->capacity - out->length, before = room;
        size_t result = iconv(converter, &from, &left, &to, &room);
        out->length += before - room;
        if (result == (size_t)-1 && errno == EINVAL) {
            gk_buffer_append_codepoint(out, 0xFFFD);
            left = 0;
        } else if (result == (size_t)-1 && errno != E2BIG) {
            right = false;
        }
    }
    iconv_close(converter);
    return right && !out->failed;
}

/* NULs are no text; U+FFFD says that something stood there. */
static bool replace_nuls(struct gk_decoded *decoded)
{
    struct gk_string text = decoded->text;
    struct gk_buffer clean;
    gk_buffer_init(&clean, decoded->buffer.allocator);
    while (text.length > 0) {
        const char *nul = memchr(text.data, '\0', text.length);
        size_t length = nul ? (size_t)(nul - text.data) : text.length;
        gk_buffer_append(&clean, text.data, length);
        if (nul)
            gk_buffer_append_codepoint(&clean, 0xFFFD);
        text = gk_string_from(text, length + (nul ? 1 : 0));
    }
    gk_buffer_free(&decoded->buffer);
    decoded->buffer = clean;
    decoded->text = gk_buffer_view(&decoded->buffer);
    decoded->has_nul = true;
    return !clean.failed;
}

static const char *converted(struct gk_string bytes, const char *encoding, struct gk_decoded *out)
{
    gk_buffer_clear(&out->buffer);
    if (!convert(&out->buffer, bytes, encoding))
        return NULL;
    out->text = gk_buffer_view(&out->buffer);
    return encoding;
}

/* The name of the encoding, or NULL when none fits. */
static const char *find_encoding(struct gk_context *context, struct gk_string bytes, const char *override,
                                 struct gk_decoded *out)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!gk_string_starts(bytes, gk_string_make(marks[i].bytes, marks[i].length)))
            continue;
        bytes = gk_string_from(bytes, marks[i].length);
        if (strcmp(marks[i].encoding, "UTF-8") != 0)
            return converted(bytes, marks[i].encoding, out);
        break;
    }
    if (override && strcmp(override, "UTF-8") != 0)
        return converted(bytes, override, out);
    const char *wide = override ? NULL : guess_utf16(bytes);
    if (wide && converted(bytes, wide, out))
        return wide;
    if (gk_utf8_valid(bytes)) {
        out->text = bytes;
        return "UTF-8";
    }
    if (override)
        return NULL;
    const char *encoding = converted(bytes, "GB18030", out);
    if (encoding)
        gk_diagnose(context, GK_MESSAGE_ENCODING_ASSUMED, NULL, NULL, encoding, NULL);
    return encoding;
}

gkplan_status gk_decode(struct gk_context *context, struct gk_string bytes, const char *override,
                        struct gk_decoded *out)
{
    *out = (struct gk_decoded){0};
    gk_buffer_init(&out->buffer, &context->allocator);
    out->encoding = find_encoding(context, bytes, override, out);
    if (out->buffer.failed)
        return gk_fail_memory(context);
    if (!out->encoding)
        return gk_fail(context, GKPLAN_STATUS_ENCODING, NULL, 0, "the bytes are no text in %s",
                       override ? override : "UTF-8, UTF-16 or GB18030");
    if (memchr(out->text.data, '\0', out->text.length) && !replace_nuls(out))
        return gk_fail_memory(context);
    return context->status;
}

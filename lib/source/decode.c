/* Which encoding is this, and the same text in UTF-8. */
#include "source/decode.h"

#include "core/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <strings.h>

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

/* UTF-16 without a mark: in Chinese text with ASCII digits and line breaks, NULs stand on one side only.
 * Bytes that are UTF-8 but for a few NULs are UTF-8. */
static const char *guess_utf16(struct gk_string bytes)
{
    enum { LOOK_AHEAD = 4096, MANY = 4 };
    size_t length = bytes.length < LOOK_AHEAD ? bytes.length : LOOK_AHEAD, even = 0, odd = 0;
    for (size_t i = 0; i + 1 < length; i += 2) {
        even += bytes.data[i] == '\0';
        odd += bytes.data[i + 1] == '\0';
    }
    if ((odd > 0) == (even > 0) || ((odd + even) * MANY < length && gk_utf8_valid(bytes)))
        return NULL;
    return odd > 0 ? "UTF-16LE" : "UTF-16BE";
}

/* One character in this many may be broken: a page that a program has cut in the middle of a character. */
enum { WHOLE_FOR_BROKEN = 100 };

/* iconv into the buffer; false when the bytes are not in this encoding. Few broken characters become U+FFFD,
 * as does the end of a file that was cut in the middle of one. */
static bool convert(struct gk_buffer *out, struct gk_string bytes, const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1)
        return false;
    char *from = (char *)(uintptr_t)bytes.data;
    size_t left = bytes.length, broken = 0;
    while (left > 0 && gk_buffer_reserve(out, left < 4096 ? 4096 : left + left / 2)) {
        char *to = out->data + out->length;
        size_t room = out->capacity - out->length, before = room;
        size_t result = iconv(converter, &from, &left, &to, &room);
        out->length += before - room;
        if (result != (size_t)-1 || errno == E2BIG)
            continue;
        gk_buffer_append_codepoint(out, 0xFFFD);
        if (errno == EINVAL)
            break;
        broken++;
        from++;
        left--;
    }
    iconv_close(converter);
    return !out->failed && broken * WHOLE_FOR_BROKEN <= bytes.length;
}

/* Whether bytes that are no UTF-8 are damaged UTF-8: nearly all of their longer characters are whole. Text in
 * another encoding has hardly any. */
static bool is_damaged_utf8(struct gk_string bytes)
{
    size_t whole = 0, broken = 0;
    for (size_t position = 0; position < bytes.length;) {
        if ((unsigned char)bytes.data[position] < 0x80) {
            position++;
            continue;
        }
        uint32_t codepoint = gk_utf8_next(bytes, &position);
        *(codepoint == 0xFFFD ? &broken : &whole) += 1;
    }
    return broken * WHOLE_FOR_BROKEN <= whole;
}

static const char *repaired_utf8(struct gk_string bytes, struct gk_decoded *out)
{
    gk_buffer_clear(&out->buffer);
    for (size_t position = 0; position < bytes.length;)
        gk_buffer_append_codepoint(&out->buffer, gk_utf8_next(bytes, &position));
    out->text = gk_buffer_view(&out->buffer);
    return "UTF-8";
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

/* The encodings that pages name, and what is meant: whoever says GB2312 writes GBK, and GB18030 holds both.
 */
static const struct {
    const char *said;
    const char *meant;
} page_encodings[] = {
    {"gb2312", "GB18030"}, {"gbk", "GB18030"},     {"gb18030", "GB18030"},       {"x-gbk", "GB18030"},
    {"cp936", "GB18030"},  {"big5", "BIG5-HKSCS"}, {"big5-hkscs", "BIG5-HKSCS"}, {"hz-gb-2312", "HZ"},
};

const char *gk_decode_named(struct gk_string name)
{
    for (size_t i = 0; i < sizeof page_encodings / sizeof *page_encodings; i++)
        if (name.length == strlen(page_encodings[i].said) &&
            strncasecmp(name.data, page_encodings[i].said, name.length) == 0)
            return page_encodings[i].meant;
    return NULL;
}

/* What a web page says of its encoding in its first bytes, or NULL. */
static const char *page_encoding(struct gk_string bytes)
{
    enum { LOOK_AHEAD = 4096 };
    struct gk_string head = gk_string_first(bytes, bytes.length < LOOK_AHEAD ? bytes.length : LOOK_AHEAD);
    size_t at = gk_string_find(head, GK_STRING("charset="), 0);
    if (at == GK_NOT_FOUND)
        return NULL;
    head = gk_string_from(head, at + strlen("charset="));
    if (head.length && (head.data[0] == '"' || head.data[0] == '\''))
        head = gk_string_from(head, 1);
    size_t length = 0;
    while (length < head.length && head.data[length] && !strchr("\"' />;", head.data[length]))
        length++;
    return length < head.length ? gk_decode_named(gk_string_first(head, length)) : NULL;
}

/* The text after a byte order mark. NULL: there is none, or its encoding does not fit. */
static const char *marked_encoding(struct gk_string *bytes, struct gk_decoded *out, bool *marked)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!gk_string_starts(*bytes, gk_string_make(marks[i].bytes, marks[i].length)))
            continue;
        *bytes = gk_string_from(*bytes, marks[i].length);
        *marked = strcmp(marks[i].encoding, "UTF-8") != 0;
        return *marked ? converted(*bytes, marks[i].encoding, out) : NULL;
    }
    return NULL;
}

/* The name of the encoding, or NULL when none fits. */
static const char *find_encoding(struct gk_context *context, struct gk_string bytes, const char *override,
                                 struct gk_decoded *out)
{
    bool marked = false;
    const char *encoding = marked_encoding(&bytes, out, &marked);
    if (marked)
        return encoding;
    if (override && strcmp(override, "UTF-8") != 0)
        return converted(bytes, override, out);
    const char *wide = override ? NULL : guess_utf16(bytes);
    if (wide && converted(bytes, wide, out))
        return wide;
    if (gk_utf8_valid(bytes)) {
        out->text = bytes;
        return "UTF-8";
    }
    if (is_damaged_utf8(bytes))
        return repaired_utf8(bytes, out);
    if (override)
        return NULL;
    const char *said = page_encoding(bytes);
    if (said && converted(bytes, said, out))
        return said;
    encoding = converted(bytes, "GB18030", out);
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

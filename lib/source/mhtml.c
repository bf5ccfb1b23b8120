/* The page of a web archive. Only what stands in the way of the page is read: headers, boundaries, and the
 * page's own transfer encoding. Decoding never makes text longer, so that the limit of the input bounds it.
 */
#include "source/mhtml.h"

#include "source/decode.h"
#include <strings.h>

enum { MOST_HEADER_BYTES = 64 * 1024, MOST_DEPTH = 8 };

/* The headers of a message or of one of its parts; values hold the lines that continue them. */
struct headers {
    struct gk_string version, type, transfer;
};

static struct gk_string trim(struct gk_string text)
{
    while (text.length > 0 && strchr(" \t\r\n", text.data[0]) && text.data[0])
        text = gk_string_from(text, 1);
    while (text.length > 0 && strchr(" \t\r\n", text.data[text.length - 1]) && text.data[text.length - 1])
        text.length--;
    return text;
}

static bool starts_with_word(struct gk_string text, const char *word)
{
    size_t length = strlen(word);
    return text.length >= length && strncasecmp(text.data, word, length) == 0;
}

/* The line at `*position` without its end; `*position` moves behind it. */
static struct gk_string next_line(struct gk_string text, size_t *position)
{
    size_t end = gk_string_find(text, GK_STRING("\n"), *position);
    size_t start = *position;
    *position = end == GK_NOT_FOUND ? text.length : end + 1;
    return gk_string_make(text.data + start, (end == GK_NOT_FOUND ? text.length : end) - start);
}

/* The name's length when a line is "Name: value", else 0. */
static size_t header_name(struct gk_string line)
{
    size_t length = 0;
    while (length < line.length && line.data[length] > ' ' && line.data[length] < 0x7F &&
           line.data[length] != ':')
        length++;
    return length < line.length && line.data[length] == ':' ? length : 0;
}

/* Headers up to the empty line, behind which the rest begins. */
static bool read_headers(struct gk_string text, struct headers *headers, struct gk_string *rest)
{
    struct gk_string *value = NULL;
    *headers = (struct headers){{"", 0}, {"", 0}, {"", 0}};
    for (size_t position = 0; position < text.length && position < MOST_HEADER_BYTES;) {
        struct gk_string line = next_line(text, &position);
        size_t name = header_name(line);
        if (trim(line).length == 0) {
            *rest = gk_string_from(text, position);
            return true;
        }
        if (line.data[0] == ' ' || line.data[0] == '\t') {
            if (value)
                value->length = (size_t)(line.data + line.length - value->data);
            continue;
        }
        if (name == 0)
            return false;
        value = starts_with_word(line, "MIME-Version:")                ? &headers->version
                : starts_with_word(line, "Content-Type:")              ? &headers->type
                : starts_with_word(line, "Content-Transfer-Encoding:") ? &headers->transfer
                                                                       : NULL;
        if (value)
            *value = gk_string_from(line, name + 1);
    }
    return false;
}

/* The value of a parameter of a header's value (`boundary=...`), without its quotes; empty when it has none.
 */
static struct gk_string parameter(struct gk_string value, const char *name)
{
    size_t length = strlen(name), at = 0;
    value = trim(value);
    while ((at = gk_string_find(value, GK_STRING(";"), at)) != GK_NOT_FOUND) {
        at++;
        struct gk_string rest = trim(gk_string_from(value, at));
        if (!starts_with_word(rest, name) || rest.length == length || rest.data[length] != '=')
            continue;
        rest = gk_string_from(rest, length + 1);
        bool quoted = rest.length > 0 && rest.data[0] == '"';
        rest = gk_string_from(rest, quoted);
        size_t end = gk_string_find(rest, quoted ? GK_STRING("\"") : GK_STRING(";"), 0);
        return trim(end == GK_NOT_FOUND ? rest : gk_string_first(rest, end));
    }
    return gk_string_of("");
}

static bool is_multipart(const struct headers *headers)
{
    return starts_with_word(trim(headers->type), "multipart/") &&
           parameter(headers->type, "boundary").length > 0;
}

static bool is_page(const struct headers *headers)
{
    struct gk_string type = trim(headers->type);
    return starts_with_word(type, "text/html") || starts_with_word(type, "application/xhtml+xml");
}

bool gk_mhtml_is(struct gk_string bytes)
{
    struct headers headers;
    struct gk_string rest;
    return header_name(bytes) > 0 && read_headers(bytes, &headers, &rest) && headers.version.length > 0 &&
           (is_multipart(&headers) || is_page(&headers));
}

/* Whether a line is "--boundary", or "--boundary--", which ends the last part. */
static bool is_boundary(struct gk_string line, struct gk_string boundary, bool *last)
{
    line = trim(line);
    if (!gk_string_starts(line, GK_STRING("--")) || !gk_string_starts(gk_string_from(line, 2), boundary))
        return false;
    line = gk_string_from(line, 2 + boundary.length);
    *last = gk_string_equal(line, GK_STRING("--"));
    return line.length == 0 || *last;
}

/* The part that begins at `*position`, up to the next boundary; `*last` says that no other follows. */
static struct gk_string next_part(struct gk_string body, struct gk_string boundary, size_t *position,
                                  bool *last)
{
    size_t start = *position, end = *position;
    while (*position < body.length) {
        end = *position;
        if (is_boundary(next_line(body, position), boundary, last))
            return gk_string_make(body.data + start, end - start);
    }
    /* A message that was cut: what is there is the part. */
    *last = true;
    return gk_string_from(body, start);
}

/* The first part of a multipart body that is a page or holds parts itself. */
static bool find_part(struct gk_string body, struct gk_string boundary, struct headers *headers,
                      struct gk_string *part)
{
    size_t position = 0;
    bool last = false;
    next_part(body, boundary, &position, &last); /* what stands before the first boundary is no part */
    while (!last)
        if (read_headers(next_part(body, boundary, &position, &last), headers, part) &&
            (is_page(headers) || is_multipart(headers)))
            return true;
    return false;
}

static int hexadecimal(char digit)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = digit ? strchr(digits, digit) : NULL;
    int value = at ? (int)(at - digits) : -1;
    return value > 15 ? value - 6 : value;
}

/* "=" and two digits are a byte, "=" at a line's end joins the lines. What is neither stays. */
static void decode_quoted(struct gk_string text, struct gk_buffer *out)
{
    for (size_t at = 0; at < text.length;) {
        const char *equals = memchr(text.data + at, '=', text.length - at);
        size_t end = equals ? (size_t)(equals - text.data) : text.length;
        gk_buffer_append(out, text.data + at, end - at);
        if (!equals)
            return;
        size_t left = text.length - end;
        int high = left > 2 ? hexadecimal(equals[1]) : -1, low = left > 2 ? hexadecimal(equals[2]) : -1;
        at = end + 1;
        if (high >= 0 && low >= 0) {
            char byte = (char)(high * 16 + low);
            gk_buffer_append(out, &byte, 1);
            at = end + 3;
        } else if (left > 2 && equals[1] == '\r' && equals[2] == '\n') {
            at = end + 3;
        } else if (left > 1 && equals[1] == '\n') {
            at = end + 2;
        } else {
            gk_buffer_append(out, "=", 1);
        }
    }
}

/* Four characters are three bytes; line ends and what is no digit are passed over, "=" is the end. */
static void decode_base64(struct gk_string text, struct gk_buffer *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0, count = 0;
    if (!gk_buffer_reserve(out, text.length / 4 * 3 + 3))
        return;
    for (size_t i = 0; i < text.length && text.data[i] != '='; i++) {
        const char *digit = text.data[i] ? strchr(digits, text.data[i]) : NULL;
        if (!digit)
            continue;
        bits = (bits << 6 | (unsigned)(digit - digits)) & 0xFFFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out->data[out->length++] = (char)(bits >> count & 0xFF);
        }
    }
}

static void decode_transfer(struct gk_string text, struct gk_string transfer, struct gk_buffer *out)
{
    transfer = trim(transfer);
    if (starts_with_word(transfer, "quoted-printable"))
        decode_quoted(text, out);
    else if (starts_with_word(transfer, "base64"))
        decode_base64(text, out);
    else
        gk_buffer_append_string(out, text);
}

gkplan_status gk_mhtml_page(struct gk_context *context, struct gk_string bytes, struct gk_buffer *page,
                            const char **encoding)
{
    struct headers headers;
    struct gk_string text;
    bool found = read_headers(bytes, &headers, &text);
    *encoding = NULL;
    for (int depth = 0; found && !is_page(&headers) && depth < MOST_DEPTH; depth++)
        found = find_part(text, parameter(headers.type, "boundary"), &headers, &text);
    if (!found || !is_page(&headers))
        return gk_fail(context, GKPLAN_STATUS_MALFORMED, NULL, 0, "this web archive holds no text/html part");
    decode_transfer(text, headers.transfer, page);
    *encoding = gk_decode_named(parameter(headers.type, "charset"));
    return page->failed ? gk_fail_memory(context) : context->status;
}

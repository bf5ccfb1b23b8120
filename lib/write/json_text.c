/* JSON as a stream of calls. */
#include "write/json_text.h"

#include <stdio.h>
#include <utf8proc.h>

/* Deeper lines are indented no further: the output stays linear in the tree's size, however deep it is. */
enum { DEEPEST_INDENT = 32 };

void gk_json_init(struct gk_json *json, struct gk_stream *stream, bool indented)
{
    *json = (struct gk_json){.stream = stream, .indented = indented};
}

static void new_line(struct gk_json *json)
{
    static const char spaces[DEEPEST_INDENT + 1] = "                                ";
    if (!json->indented || json->depth == 0)
        return;
    gk_stream_byte(json->stream, '\n');
    gk_stream_bytes(json->stream, spaces, json->depth < DEEPEST_INDENT ? json->depth : DEEPEST_INDENT);
}

/* What stands in front of a value or key. */
static void separate(struct gk_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->comma)
        gk_stream_byte(json->stream, ',');
    new_line(json);
}

void gk_json_begin(struct gk_json *json, char bracket)
{
    separate(json);
    gk_stream_byte(json->stream, bracket);
    json->depth++;
    json->comma = false;
}

void gk_json_end(struct gk_json *json, char bracket)
{
    json->depth--;
    if (json->comma) { /* not empty */
        if (json->indented && json->depth == 0)
            gk_stream_byte(json->stream, '\n');
        new_line(json);
    }
    gk_stream_byte(json->stream, bracket);
    json->comma = true;
}

void gk_json_key(struct gk_json *json, const char *name)
{
    gk_json_key_with_suffix(json, name, "");
}

void gk_json_key_with_suffix(struct gk_json *json, const char *name, const char *suffix)
{
    separate(json);
    gk_stream_byte(json->stream, '"');
    gk_json_escaped(json->stream, name);
    gk_json_escaped(json->stream, suffix);
    gk_stream_byte(json->stream, '"');
    gk_stream_text(json->stream, json->indented ? ": " : ":");
    json->after_key = true;
}

static void literal(struct gk_json *json, const char *text)
{
    separate(json);
    gk_stream_text(json->stream, text);
    json->comma = true;
}

void gk_json_string(struct gk_json *json, const char *text)
{
    if (!text) {
        literal(json, "null");
        return;
    }
    gk_json_begin_string(json);
    gk_json_escaped(json->stream, text);
    gk_json_end_string(json);
}

void gk_json_begin_string(struct gk_json *json)
{
    literal(json, "\"");
}

void gk_json_end_string(struct gk_json *json)
{
    gk_stream_byte(json->stream, '"');
}

void gk_json_integer(struct gk_json *json, int64_t value)
{
    literal(json, "");
    gk_stream_integer(json->stream, value);
}

void gk_json_boolean(struct gk_json *json, bool value)
{
    literal(json, value ? "true" : "false");
}

void gk_json_null(struct gk_json *json)
{
    literal(json, "null");
}

void gk_json_date(struct gk_json *json, gkplan_date date)
{
    if (!gk_date_is_set(date)) {
        gk_json_null(json);
        return;
    }
    gk_json_begin_string(json);
    gk_stream_date(json->stream, date);
    gk_json_end_string(json);
}

void gk_json_end_of_text(struct gk_json *json)
{
    gk_stream_byte(json->stream, '\n');
    json->comma = false;
}

void gk_json_member_string(struct gk_json *json, const char *name, const char *text)
{
    gk_json_key(json, name);
    gk_json_string(json, text);
}

void gk_json_member_integer(struct gk_json *json, const char *name, int64_t value)
{
    gk_json_key(json, name);
    gk_json_integer(json, value);
}

void gk_json_member_known(struct gk_json *json, const char *name, bool known, int64_t value)
{
    gk_json_key(json, name);
    if (known)
        gk_json_integer(json, value);
    else
        gk_json_null(json);
}

void gk_json_member_date(struct gk_json *json, const char *name, gkplan_date date)
{
    gk_json_key(json, name);
    gk_json_date(json, date);
}

void gk_json_member_begin(struct gk_json *json, const char *name, char bracket)
{
    gk_json_key(json, name);
    gk_json_begin(json, bracket);
}

/* --- escaping --- */

static bool must_escape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F;
}

static void escape(struct gk_stream *stream, unsigned char byte)
{
    static const char short_names[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *pair = short_names; *pair; pair += 2) {
        if ((unsigned char)*pair == byte) {
            gk_stream_byte(stream, '\\');
            gk_stream_byte(stream, pair[1]);
            return;
        }
    }
    char number[8];
    snprintf(number, sizeof number, "\\u%04x", byte);
    gk_stream_text(stream, number);
}

/* Bytes of the character at `text`, which is not ASCII; 0 when it is no UTF-8. The NUL at the end stops a
 * sequence that is cut short. */
static size_t character_length(const char *text)
{
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &codepoint);
    return length > 0 ? (size_t)length : 0;
}

void gk_json_escaped(struct gk_stream *stream, const char *text)
{
    const char *written = text;
    while (*text) {
        unsigned char byte = (unsigned char)*text;
        size_t length = byte >= 0x80 ? character_length(text) : !must_escape(byte);
        if (length > 0) {
            text += length;
            continue;
        }
        gk_stream_bytes(stream, written, (size_t)(text - written));
        if (byte >= 0x80)
            gk_stream_text(stream, "\xEF\xBF\xBD");
        else
            escape(stream, byte);
        written = ++text;
    }
    gk_stream_bytes(stream, written, (size_t)(text - written));
}

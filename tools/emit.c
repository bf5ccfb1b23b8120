/* Text inside JSON, XML and URIs. */
#include "emit.h"

#include <string.h>
#include <utf8proc.h>

/* The character at `text`, its bytes in *length; U+FFFD for one byte that belongs to none. */
static utf8proc_int32_t character_at(const char *text, size_t *length)
{
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &codepoint);
    *length = bytes > 0 ? (size_t)bytes : 1;
    return bytes > 0 ? codepoint : 0xFFFD;
}

static void put(FILE *stream, const char *text, size_t length, utf8proc_int32_t codepoint)
{
    if (codepoint == 0xFFFD)
        fputs("\xEF\xBF\xBD", stream);
    else
        fwrite(text, 1, length, stream);
}

void emit_json(FILE *stream, const char *text)
{
    if (!text) {
        fputs("null", stream);
        return;
    }
    fputc('"', stream);
    for (size_t length; *text; text += length) {
        utf8proc_int32_t codepoint = character_at(text, &length);
        if (codepoint == '"' || codepoint == '\\')
            fprintf(stream, "\\%c", (char)codepoint);
        else if (codepoint == '\n')
            fputs("\\n", stream);
        else if (codepoint < 0x20 || codepoint == 0x7F || codepoint == 0x2028 || codepoint == 0x2029)
            fprintf(stream, "\\u%04x", (unsigned)codepoint);
        else
            put(stream, text, length, codepoint);
    }
    fputc('"', stream);
}

static const char *xml_entity(utf8proc_int32_t codepoint)
{
    switch (codepoint) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    default:
        return NULL;
    }
}

void emit_xml(FILE *stream, const char *text)
{
    for (size_t length; *text; text += length) {
        utf8proc_int32_t codepoint = character_at(text, &length);
        const char *entity = xml_entity(codepoint);
        if (entity)
            fputs(entity, stream);
        else
            put(stream, text, length,
                codepoint < 0x20 || (codepoint & 0xFFFE) == 0xFFFE ? 0xFFFD : codepoint);
    }
}

void emit_uri(FILE *stream, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    if (path[0] == '/')
        fputs("file://", stream);
    for (; *path; path++) {
        if (strchr(plain, *path))
            fputc(*path, stream);
        else
            fprintf(stream, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

/* Text of a document on its way to a terminal. */
#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

static bool commands_terminal(uint32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) ||
           (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069) ||
           codepoint == 0x2028 || codepoint == 0x2029;
}

struct text_character text_character_at(const char *text)
{
    utf8proc_int32_t codepoint;
    /* The NUL at the end stops a sequence that is cut short. */
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &codepoint);
    if (length <= 0)
        return (struct text_character){REPLACEMENT, 1, 1};
    if (commands_terminal((uint32_t)codepoint))
        return (struct text_character){REPLACEMENT, (size_t)length, 1};
    return (struct text_character){(uint32_t)codepoint, (size_t)length, utf8proc_charwidth(codepoint)};
}

size_t text_width(const char *text)
{
    size_t width = 0;
    while (*text) {
        struct text_character character = text_character_at(text);
        width += (size_t)character.width;
        text += character.length;
    }
    return width;
}

/* Is the character of `length` bytes at `text` one of `marks`? */
static bool is_one_of(const char *text, size_t length, const char *marks)
{
    for (size_t step; *marks; marks += step) {
        step = text_character_at(marks).length;
        if (step == length && memcmp(marks, text, length) == 0)
            return true;
    }
    return false;
}

/* May a line end between the character `before` (at `text`) and the one after it? */
static bool may_break(const char *text, struct text_character before, struct text_character after)
{
    static const char never_first[] = "，。、；：？！）》〉】〕］」』”’…—％,.;:?!)]}%·～";
    static const char never_last[] = "（《〈【〔［「『“‘([{";
    if (before.codepoint == ' ')
        return true;
    if (before.width != 2 && after.width != 2)
        return false;
    return after.codepoint != ' ' && !is_one_of(text + before.length, after.length, never_first) &&
           !is_one_of(text, before.length, never_last);
}

const char *text_break_line(const char *text, size_t width, size_t *length)
{
    const char *at = text, *best = NULL;
    size_t used = 0;
    while (*at && *at != '\n') {
        struct text_character character = text_character_at(at);
        if (used + (size_t)character.width > width && at > text) {
            const char *end = best && character.codepoint != ' ' ? best : at;
            *length = (size_t)(end - text);
            while (*end == ' ')
                end++;
            return end;
        }
        used += (size_t)character.width;
        const char *next = at + character.length;
        if (*next && *next != '\n' && may_break(at, character, text_character_at(next)))
            best = next;
        at = next;
    }
    *length = (size_t)(at - text);
    return *at ? at + 1 : at;
}

void text_print(FILE *stream, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        struct text_character character = text_character_at(text);
        if (*text == '\n')
            fputc(' ', stream);
        else if (character.codepoint == REPLACEMENT)
            fputs("\xEF\xBF\xBD", stream);
        else
            fwrite(text, 1, character.length, stream);
        text += character.length;
    }
}

void text_print_line(FILE *stream, const char *text)
{
    text_print(stream, text, strlen(text));
}

void text_print_quoted(FILE *stream, const char *text)
{
    fputc('"', stream);
    while (*text) {
        struct text_character character = text_character_at(text);
        unsigned char byte = (unsigned char)*text;
        if (byte == '\n')
            fputs("\\n", stream);
        else if (byte == '"' || byte == '\\')
            fprintf(stream, "\\%c", byte);
        else if (character.codepoint != REPLACEMENT)
            fwrite(text, 1, character.length, stream);
        else
            for (size_t i = 0; i < character.length; i++)
                fprintf(stream, "\\x%02X", (unsigned)(unsigned char)text[i]);
        text += character.length;
    }
    fputc('"', stream);
}

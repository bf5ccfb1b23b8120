/* UTF-8, one code point at a time. */
#include "core/utf8.h"

/* The length of a well-formed sequence at `position` and its code point; 0 when it is broken. */
static size_t decode(struct gk_string text, size_t position, uint32_t *codepoint)
{
    const unsigned char *bytes = (const unsigned char *)text.data + position;
    size_t left = text.length - position;
    uint32_t value = bytes[0];
    if (value < 0x80) {
        *codepoint = value;
        return 1;
    }
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = value >= 0xF0 && value < 0xF5   ? 4
                    : value >= 0xE0 && value < 0xF0 ? 3
                    : value >= 0xC2 && value < 0xE0 ? 2
                                                    : 0;
    if (length == 0 || length > left)
        return 0;
    value &= 0x7Fu >> length;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3Fu);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *codepoint = value;
    return length;
}

uint32_t gk_utf8_next_other(struct gk_string text, size_t *position)
{
    uint32_t codepoint = 0xFFFD;
    size_t length = decode(text, *position, &codepoint);
    *position += length ? length : 1;
    return codepoint;
}

uint32_t gk_utf8_previous(struct gk_string text, size_t *position)
{
    size_t start = *position - 1;
    const unsigned char *bytes = (const unsigned char *)text.data + *position;
    if (bytes[-1] < 0x80) {
        *position = start;
        return bytes[-1];
    }
    /* As in gk_utf8_next. */
    if (*position >= 3 && bytes[-3] > 0xE0 && bytes[-3] < 0xF0 && bytes[-3] != 0xED &&
        (bytes[-2] & 0xC0) == 0x80 && (bytes[-1] & 0xC0) == 0x80) {
        *position -= 3;
        return (bytes[-3] & 0xFu) << 12 | (bytes[-2] & 0x3Fu) << 6 | (bytes[-1] & 0x3Fu);
    }
    for (int back = 0; back < 3 && start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80; back++)
        start--;
    uint32_t codepoint = 0xFFFD;
    if (decode(text, start, &codepoint) == *position - start) {
        *position = start;
        return codepoint;
    }
    --*position;
    return 0xFFFD;
}

size_t gk_utf8_encode(uint32_t codepoint, char out[4])
{
    if (codepoint < 0x80) {
        out[0] = (char)codepoint;
        return 1;
    }
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        codepoint = 0xFFFD;
    size_t length = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (codepoint & 0x3F));
        codepoint >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[length] | codepoint);
    return length;
}

bool gk_utf8_is_one_of(uint32_t codepoint, const char *set)
{
    struct gk_string characters = gk_string_of(set);
    for (size_t position = 0; codepoint && position < characters.length;)
        if (gk_utf8_next(characters, &position) == codepoint)
            return true;
    return false;
}

bool gk_utf8_valid(struct gk_string text)
{
    uint32_t codepoint;
    for (size_t position = 0; position < text.length;) {
        const unsigned char *bytes = (const unsigned char *)text.data + position;
        if (bytes[0] < 0x80) {
            position++;
            continue;
        }
        /* As in gk_utf8_next. */
        if (bytes[0] > 0xE0 && bytes[0] < 0xF0 && bytes[0] != 0xED && text.length - position >= 3 &&
            (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
            position += 3;
            continue;
        }
        size_t length = decode(text, position, &codepoint);
        if (length == 0)
            return false;
        position += length;
    }
    return true;
}

bool gk_is_space(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint == ' ' || (codepoint >= 0x09 && codepoint <= 0x0D);
    switch (codepoint) {
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
    case 0xFEFF:
        return true;
    default:
        return codepoint >= 0x2000 && codepoint <= 0x200B;
    }
}

size_t gk_utf8_count_characters(struct gk_string text)
{
    size_t count = 0;
    for (size_t position = 0; position < text.length;) {
        unsigned char byte = (unsigned char)text.data[position];
        /* U+4000 to U+CFFF begins with E4 to EC: nearly all of a Chinese text, and none of it is white. */
        if (byte >= 0xE4 && byte <= 0xEC && position + 3 <= text.length) {
            position += 3;
            count++;
        } else {
            count += !gk_is_space(gk_utf8_next(text, &position));
        }
    }
    return count;
}

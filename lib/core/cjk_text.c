/* Chinese text: classes of characters, white space, widths, joining and tidying lines. */
#include "core/cjk_text.h"

#include "core/utf8.h"
#include <utf8proc.h>

struct range {
    uint32_t first;
    uint32_t last;
};

/* Ideographs, kana, bopomofo, radicals, CJK symbols and punctuation, full-width forms, and the quotation
 * marks, dashes and dots that Chinese text uses. Sorted. */
static const struct range cjk_ranges[] = {
    {0x00B7, 0x00B7}, {0x2014, 0x2015},   {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2022, 0x2022},
    {0x2026, 0x2026}, {0x2160, 0x217F},   {0x2460, 0x24FF}, {0x25CB, 0x25CF}, {0x2E80, 0x2FDF},
    {0x3000, 0x33FF}, {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE4F},
    {0xFF00, 0xFFEF}, {0x20000, 0x3FFFF},
};

static const struct range ideograph_ranges[] = {
    {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF},
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t codepoint)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codepoint > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && codepoint >= ranges[low].first;
}

bool gk_is_cjk(uint32_t codepoint)
{
    if (codepoint >= 0x4E00 && codepoint <= 0x9FFF)
        return true;
    return codepoint >= 0xB7 && in_ranges(cjk_ranges, sizeof cjk_ranges / sizeof *cjk_ranges, codepoint);
}

bool gk_is_ideograph(uint32_t codepoint)
{
    if (codepoint >= 0x4E00 && codepoint <= 0x9FFF)
        return true;
    return codepoint >= 0x2E80 &&
           in_ranges(ideograph_ranges, sizeof ideograph_ranges / sizeof *ideograph_ranges, codepoint);
}

bool gk_is_punctuation(uint32_t codepoint)
{
    switch (utf8proc_category((utf8proc_int32_t)codepoint)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return true;
    default:
        return false;
    }
}

bool gk_is_ditto_mark(uint32_t codepoint)
{
    return codepoint == 0x3003 || codepoint == 0x2033 || codepoint == 0x301E || codepoint == 0x201D ||
           codepoint == '"';
}

int gk_codepoint_width(uint32_t codepoint)
{
    if (codepoint < 0x20 || codepoint == 0x7F)
        return 0;
    /* Terminals with Chinese fonts draw the quotation marks and dashes of East Asian "ambiguous" width
     * narrow; only what utf8proc calls wide counts double. */
    int width = utf8proc_charwidth((utf8proc_int32_t)codepoint);
    return width < 0 ? 0 : width;
}

bool gk_is_of_either_width(uint32_t codepoint)
{
    return codepoint == 0xB7 || (codepoint >= 0x2014 && codepoint <= 0x2026) || codepoint == 0x00D7 ||
           (codepoint >= 0x2460 && codepoint <= 0x249B);
}

size_t gk_text_width(struct gk_string text)
{
    size_t width = 0;
    for (size_t position = 0; position < text.length;)
        width += (size_t)gk_codepoint_width(gk_utf8_next(text, &position));
    return width;
}

/* Visible ASCII, or the first byte of U+4000 to U+CFFF: no white space begins with it. */
static inline bool begins_black(unsigned char byte)
{
    return (byte > ' ' && byte < 0x7F) || (byte >= 0xE4 && byte <= 0xEC);
}

struct gk_string gk_trim(struct gk_string text)
{
    size_t start = 0, end = text.length;
    const unsigned char *bytes = (const unsigned char *)text.data;
    if (end >= 3 && begins_black(bytes[0]) &&
        ((bytes[end - 1] > ' ' && bytes[end - 1] < 0x7F) ||
         (bytes[end - 3] >= 0xE4 && bytes[end - 3] <= 0xEC && bytes[end - 1] >= 0x80)))
        return text; /* nearly every text is trimmed already */
    while (start < end) {
        size_t next = start;
        if (!gk_is_space(gk_utf8_next(text, &next)))
            break;
        start = next;
    }
    while (end > start) {
        size_t previous = end;
        if (!gk_is_space(gk_utf8_previous(text, &previous)))
            break;
        end = previous;
    }
    return gk_string_make(text.data + start, end - start);
}

bool gk_is_blank(struct gk_string text)
{
    return gk_trim(text).length == 0;
}

/* The first LF or CR of a text, or its length. Both are searched a piece at a time: two searches that each
 * ran to a far end would make the whole quadratic. */
static size_t line_length(struct gk_string text)
{
    enum { PIECE = 256 };
    for (size_t start = 0; start < text.length; start += PIECE) {
        const char *data = text.data + start;
        size_t size = text.length - start < PIECE ? text.length - start : PIECE;
        const char *feed = memchr(data, '\n', size);
        if (feed)
            size = (size_t)(feed - data);
        const char *carriage = memchr(data, '\r', size);
        if (feed || carriage)
            return (size_t)((carriage ? carriage : feed) - text.data);
    }
    return text.length;
}

bool gk_next_line(struct gk_string *rest, struct gk_string *line)
{
    if (rest->length == 0)
        return false;
    size_t end = line_length(*rest);
    *line = gk_string_first(*rest, end);
    if (end < rest->length && rest->data[end] == '\r')
        end++;
    if (end < rest->length && rest->data[end] == '\n')
        end++;
    *rest = gk_string_from(*rest, end);
    return true;
}

bool gk_join_lines(struct gk_buffer *out, struct gk_string text)
{
    text = gk_trim(text);
    uint32_t before = 0;
    bool space = false;
    for (size_t position = 0; position < text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (gk_is_space(codepoint)) {
            space = true;
            continue;
        }
        if (space && !(gk_is_cjk(before) && gk_is_cjk(codepoint)))
            gk_buffer_append(out, " ", 1);
        space = false;
        before = codepoint;
        gk_buffer_append(out, text.data + start, position - start);
    }
    return !out->failed;
}

bool gk_tidy_lines(struct gk_buffer *out, struct gk_string text)
{
    struct gk_string line;
    bool first = true;
    while (gk_next_line(&text, &line)) {
        line = gk_trim(line);
        if (line.length == 0)
            continue;
        if (!first)
            gk_buffer_append(out, "\n", 1);
        gk_buffer_append_string(out, line);
        first = false;
    }
    return !out->failed;
}

uint32_t gk_number_alone(struct gk_string text)
{
    enum { MOST_DIGITS = 6 };
    uint32_t number = 0;
    int digits = 0;
    for (size_t position = 0; position < text.length; digits++) {
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, &position));
        if (codepoint < '0' || codepoint > '9' || digits == MOST_DIGITS)
            return 0;
        number = 10 * number + (codepoint - '0');
    }
    return number;
}

bool gk_may_be_header_word(struct gk_string text)
{
    enum { LONGEST = 36 };
    return text.length > 0 && text.length <= LONGEST && gk_number_alone(text) == 0 &&
           !gk_string_contains(text, GK_STRING("。")) && !gk_string_contains(text, GK_STRING("，"));
}

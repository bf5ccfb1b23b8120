/* The fold under which words are compared: NFKC, and what the flags remove. */
#include "core/cjk_text.h"

#include "core/memory.h"
#include "core/utf8.h"
#include <stdlib.h>
#include <utf8proc.h>

struct pair {
    uint32_t traditional;
    uint32_t simplified;
};

/* Sorted by code point of the traditional character. */
static const struct pair pairs[] = {
#define GK_TRADITIONAL(traditional, simplified) {traditional, simplified},
#include "vocabulary/traditional.def"
#undef GK_TRADITIONAL
};

static uint32_t simplify(uint32_t codepoint)
{
    size_t low = 0, high = sizeof pairs / sizeof *pairs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle].traditional == codepoint)
            return pairs[middle].simplified;
        if (pairs[middle].traditional < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    return codepoint;
}

/* What NFKC leaves as it is and what never combines with its neighbours: ASCII, common ideographs, and
 * Chinese punctuation. */
static bool is_stable(uint32_t codepoint)
{
    return codepoint < 0x80 || (codepoint >= 0x4E00 && codepoint <= 0x9FFF) ||
           (codepoint >= 0x3001 && codepoint <= 0x3029) || codepoint == 0x2014 || codepoint == 0x2018 ||
           codepoint == 0x2019 || codepoint == 0x201C || codepoint == 0x201D;
}

/* A full-width form of ASCII as ASCII, else 0. */
static uint32_t narrow(uint32_t codepoint)
{
    if (codepoint >= 0xFF01 && codepoint <= 0xFF5E)
        return codepoint - 0xFEE0;
    return codepoint == 0x3000 ? ' ' : 0;
}

uint32_t gk_fold_codepoint(uint32_t codepoint)
{
    uint32_t plain = narrow(codepoint);
    return plain ? plain : simplify(codepoint);
}

static bool append_folded(struct gk_buffer *out, uint32_t codepoint, unsigned flags)
{
    if ((flags & GK_FOLD_SPACES) && gk_is_space(codepoint))
        return true;
    if ((flags & GK_FOLD_PUNCTUATION) && gk_is_punctuation(codepoint))
        return true;
    if (flags & GK_FOLD_TRADITIONAL)
        codepoint = simplify(codepoint);
    return gk_buffer_append_codepoint(out, codepoint);
}

/* NFKC of a piece that is not stable, by utf8proc, then folded. */
static bool append_normalised(struct gk_buffer *out, struct gk_string piece, unsigned flags)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)piece.data, (utf8proc_ssize_t)piece.length, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (length == UTF8PROC_ERROR_NOMEM) {
        out->failed = true;
        return false;
    }
    struct gk_string text = length < 0 ? piece : gk_string_make((const char *)normal, (size_t)length);
    bool done = true;
    for (size_t position = 0; done && position < text.length;)
        done = append_folded(out, gk_utf8_next(text, &position), flags);
    free(normal);
    return done;
}

/* The length of "(zé)" at `position`: a bracket, one to six Latin letters with or without tone marks, a
 * bracket; with at least one tone mark, so that (kg) stays. 0 when there is none. */
static size_t pinyin_length(struct gk_string text, size_t position)
{
    uint32_t open = gk_utf8_next(text, &position);
    if (open != '(' && open != 0xFF08)
        return 0;
    size_t start = position, letters = 0;
    bool tone = false;
    while (position < text.length) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (codepoint == ')' || codepoint == 0xFF09)
            return letters > 0 && letters <= 6 && tone ? position - start + (open == '(' ? 1 : 3) : 0;
        bool marked = (codepoint >= 0xE0 && codepoint <= 0x1DC && codepoint != 0xF7);
        if (!marked && !(codepoint >= 'a' && codepoint <= 'z'))
            return 0;
        tone |= marked;
        if (++letters > 6)
            return 0;
    }
    return 0;
}

bool gk_fold(struct gk_buffer *out, struct gk_string text, unsigned flags)
{
    for (size_t position = 0; position < text.length && !out->failed;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        if ((flags & GK_FOLD_PINYIN) && start > 0 && (codepoint == '(' || codepoint == 0xFF08)) {
            size_t length = pinyin_length(text, start);
            if (length) {
                position = start + length;
                continue;
            }
        }
        uint32_t plain = narrow(codepoint);
        if (plain || is_stable(codepoint)) {
            append_folded(out, plain ? plain : codepoint, flags);
            continue;
        }
        /* Up to the next stable character, so that combining marks meet their base. */
        size_t end = position;
        while (end < text.length) {
            size_t next = end;
            uint32_t following = gk_utf8_next(text, &next);
            if (narrow(following) || is_stable(following))
                break;
            end = next;
        }
        append_normalised(out, gk_string_make(text.data + start, end - start), flags);
        position = end;
    }
    return !out->failed;
}

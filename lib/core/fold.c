/* The fold under which words are compared: NFKC, then what the flags say.
 *
 * Nearly all text here is ASCII and common CJK, which NFKC leaves alone or changes by arithmetic; such
 * characters never compose with what stands before them, so each may begin a new run. Everything else is
 * handed to utf8proc together with the one such character before it (which a combining mark may change). */
#include "core/cjk_text.h"

#include "core/utf8.h"
#include <utf8proc.h>

/* A run handed to utf8proc is cut softly before a character that cannot compose backwards, and hard further
 * on: its ordering of combining marks takes quadratic time in their number. */
enum { SOFT_RUN = 256, HARD_RUN = 512, LONGEST_RUN = HARD_RUN + 8 };
/* Code points that a byte of UTF-8 decomposes to at most: U+FDFA, three bytes, gives 18. */
enum { LONGEST_DECOMPOSITION = 6 };
enum { FIRST_IDEOGRAPH = 0x4E00, LAST_IDEOGRAPH = 0x9FFF };
#define NOT_QUICK UINT32_MAX

static const struct {
    uint16_t traditional;
    uint16_t simplified;
} pairs[] = {
#define GK_TRADITIONAL(traditional, simplified) {traditional, simplified},
#include "vocabulary/traditional.def"
#undef GK_TRADITIONAL
};

static const bool is_traditional[LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1] = {
#define GK_TRADITIONAL(traditional, simplified) [traditional - FIRST_IDEOGRAPH] = true,
#include "vocabulary/traditional.def"
#undef GK_TRADITIONAL
};

static inline bool is_common_ideograph(uint32_t codepoint)
{
    return codepoint >= FIRST_IDEOGRAPH && codepoint <= LAST_IDEOGRAPH;
}

static const struct {
    uint16_t radical;
    uint16_t character;
} radicals[] = {
#define GK_RADICAL(radical, character) {radical, character},
#include "vocabulary/radicals.def"
#undef GK_RADICAL
};

/* The character that a radical of the supplement stands for, or the code point itself. */
static uint32_t radical_character(uint32_t codepoint)
{
    if (codepoint < 0x2E80 || codepoint > 0x2EFF)
        return codepoint;
    for (size_t i = 0; i < sizeof radicals / sizeof radicals[0]; i++)
        if (radicals[i].radical == codepoint)
            return radicals[i].character;
    return codepoint;
}

/* Asked of every character, and nearly always in vain: one look tells. */
static uint32_t simplify(uint32_t codepoint)
{
    enum { RATIO = 0x2236 }; /* ∶, which input methods offer for ： */
    if (!is_common_ideograph(codepoint))
        return codepoint == RATIO ? ':' : radical_character(codepoint);
    if (!is_traditional[codepoint - FIRST_IDEOGRAPH])
        return codepoint;
    size_t low = 0;
    for (size_t count = sizeof pairs / sizeof pairs[0]; count > 1;) {
        size_t half = count / 2;
        low = pairs[low + half].traditional <= codepoint ? low + half : low;
        count -= half;
    }
    return pairs[low].simplified;
}

/* The character that a Kangxi radical or a compatibility ideograph stands for by NFKC, or the code point
 * itself. */
static uint32_t unified(uint32_t codepoint)
{
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION * 4];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)codepoint, parts, sizeof parts / sizeof parts[0],
                                UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT, &boundary);
    return count == 1 ? (uint32_t)parts[0] : codepoint;
}

static bool is_radical(uint32_t codepoint)
{
    return codepoint >= 0x2E80 && codepoint <= 0x2FDF;
}

static bool is_compatibility_ideograph(uint32_t codepoint)
{
    return (codepoint >= 0xF900 && codepoint <= 0xFAFF) || (codepoint >= 0x2F800 && codepoint <= 0x2FA1F);
}

/* The NFKC form of a character that stands alone whatever is before it, or NOT_QUICK. */
static uint32_t quick_form(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint;
    if (is_common_ideograph(codepoint))
        return codepoint;
    if (codepoint >= 0xFF01 && codepoint <= 0xFF5E)
        return codepoint - 0xFF01 + '!';
    if (codepoint == 0x3000)
        return ' ';
    if ((codepoint >= 0x3001 && codepoint <= 0x3029) || codepoint == 0x2014)
        return codepoint;
    if (codepoint == 0x2018 || codepoint == 0x2019 || codepoint == 0x201C || codepoint == 0x201D)
        return codepoint;
    return is_radical(codepoint) || is_compatibility_ideograph(codepoint) ? unified(codepoint) : NOT_QUICK;
}

/* The plain form of a character that a font or an input method put in another's place. */
static uint32_t plain_form(uint32_t codepoint)
{
    uint32_t narrow = codepoint >= 0xFF01 && codepoint <= 0xFF5E ? codepoint - 0xFF01 + '!' : 0;
    if ((narrow >= '0' && narrow <= '9') || (narrow >= 'A' && narrow <= 'Z') ||
        (narrow >= 'a' && narrow <= 'z'))
        return narrow;
    return is_radical(codepoint) || is_compatibility_ideograph(codepoint)
               ? radical_character(unified(codepoint))
               : codepoint;
}

size_t gk_plain_characters(char *text, size_t length)
{
    size_t written = 0;
    for (size_t position = 0; position < length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(gk_string_make(text, length), &position);
        uint32_t plain = plain_form(codepoint);
        char bytes[4];
        size_t size = plain == codepoint ? 0 : gk_utf8_encode(plain, bytes);
        bool fits = size > 0 && size <= position - start; /* a few need a byte more than the text has */
        memmove(text + written, fits ? bytes : text + start, fits ? size : position - start);
        written += fits ? size : position - start;
    }
    return written;
}

uint32_t gk_fold_codepoint(uint32_t codepoint)
{
    if (is_common_ideograph(codepoint))
        return simplify(codepoint);
    uint32_t form = quick_form(codepoint);
    return simplify(form == NOT_QUICK ? codepoint : form);
}

/* Whether the fold leaves the character, in NFKC, out. */
static bool is_dropped(uint32_t codepoint, unsigned flags)
{
    if (is_common_ideograph(codepoint))
        return false;
    return ((flags & GK_FOLD_SPACES) && gk_is_space(codepoint)) ||
           ((flags & GK_FOLD_PUNCTUATION) && gk_is_punctuation(codepoint));
}

static void emit(struct gk_buffer *out, uint32_t codepoint, unsigned flags)
{
    if (is_dropped(codepoint, flags))
        return;
    if (flags & GK_FOLD_TRADITIONAL)
        codepoint = simplify(codepoint);
    gk_buffer_append_codepoint(out, codepoint);
}

/* Whether what the character decomposes to may join what stands before it: a mark, or a vowel or final of
 * Hangul. */
static bool may_compose_backwards(uint32_t codepoint)
{
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION * 4];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)codepoint, parts, sizeof parts / sizeof parts[0],
                                UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT, &boundary);
    if (count < 1)
        return true;
    utf8proc_category_t category = utf8proc_category(parts[0]);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME || (parts[0] >= 0x1160 && parts[0] <= 0x11FF);
}

/* A run of at most HARD_RUN bytes (and one character) through utf8proc. */
static void emit_run(struct gk_buffer *out, struct gk_string run, unsigned flags)
{
    enum { CAPACITY = LONGEST_RUN * LONGEST_DECOMPOSITION };
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    utf8proc_int32_t codepoints[CAPACITY];
    utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)run.data,
                                                (utf8proc_ssize_t)run.length, codepoints, CAPACITY, options);
    if (count >= 0 && count <= CAPACITY)
        count = utf8proc_normalize_utf32(codepoints, count, options);
    else
        count = -1;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        emit(out, (uint32_t)codepoints[i], flags);
    if (count < 0) /* no valid UTF-8: kept, code point by code point */
        for (size_t position = 0; position < run.length;)
            emit(out, gk_utf8_next(run, &position), flags);
}

/* The end of the run that begins at `start`, whose bytes up to `end` belong to it already. */
static size_t run_end(struct gk_string text, size_t start, size_t end)
{
    while (end < text.length) {
        size_t next = end;
        uint32_t codepoint = gk_utf8_next(text, &next);
        if (quick_form(codepoint) != NOT_QUICK || end - start >= HARD_RUN)
            break;
        if (end - start >= SOFT_RUN && !may_compose_backwards(codepoint))
            break;
        end = next;
    }
    return end;
}

static bool is_pinyin_letter(uint32_t codepoint)
{
    return (codepoint >= 'a' && codepoint <= 'z') || (codepoint >= 0xE0 && codepoint <= 0xFF) ||
           (codepoint >= 0x100 && codepoint <= 0x1DC) || codepoint == 0x1F9 || codepoint == 0x1E3F;
}

/* Byte after a bracket such as (zé) at `start`, or `start`. One letter must bear a tone mark: (a) is a label.
 */
static size_t pinyin_end(struct gk_string text, size_t start)
{
    size_t position = start, letters = 0;
    bool tone = false;
    if (gk_utf8_next(text, &position) != '(')
        return start;
    while (position < text.length) {
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (codepoint == ')')
            return tone && letters <= 6 ? position : start;
        if (!is_pinyin_letter(codepoint) || ++letters > 6)
            return start;
        tone = tone || codepoint > 0x7F;
    }
    return start;
}

static void remove_pinyin(struct gk_buffer *out, size_t from)
{
    struct gk_string text = gk_buffer_view(out);
    size_t write = from;
    bool after_ideograph = false;
    for (size_t position = from; position < text.length;) {
        if (after_ideograph && text.data[position] == '(') {
            size_t end = pinyin_end(text, position);
            after_ideograph = false;
            if (end > position) {
                position = end;
                continue;
            }
        }
        size_t next = position;
        after_ideograph = gk_is_ideograph(gk_utf8_next(text, &next));
        memmove(out->data + write, text.data + position, next - position);
        write += next - position;
        position = next;
    }
    out->length = write;
}

/* Ideographs one after the other, each followed by another: they stand for themselves. Moves *position past
 * them; `out` has room. */
static void emit_ideographs(struct gk_buffer *out, struct gk_string text, size_t *position, unsigned flags)
{
    size_t next = *position;
    uint32_t codepoint = next < text.length ? gk_utf8_next(text, &next) : 0;
    while (is_common_ideograph(codepoint) && next < text.length) {
        size_t after = next;
        uint32_t following = gk_utf8_next(text, &after);
        if (quick_form(following) == NOT_QUICK)
            return;
        if (flags & GK_FOLD_TRADITIONAL)
            codepoint = simplify(codepoint);
        out->length += gk_utf8_encode(codepoint, out->data + out->length);
        *position = next;
        next = after;
        codepoint = following;
    }
}

bool gk_fold(struct gk_buffer *out, struct gk_string text, unsigned flags)
{
    size_t from = out->length;
    for (size_t position = 0; position < text.length && !out->failed;) {
        if (gk_buffer_reserve(out, text.length - position))
            emit_ideographs(out, text, &position, flags);
        size_t start = position;
        uint32_t form = quick_form(gk_utf8_next(text, &position));
        size_t end = run_end(text, start, position);
        if (form != NOT_QUICK && end == position) {
            emit(out, form, flags);
            continue;
        }
        emit_run(out, gk_string_make(text.data + start, end - start), flags);
        position = end;
    }
    if ((flags & GK_FOLD_PINYIN) && !out->failed && out->length > from)
        remove_pinyin(out, from);
    return !out->failed;
}

uint32_t gk_fold_first(struct gk_string text, unsigned flags)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t form = quick_form(gk_utf8_next(text, &position));
        size_t next = position;
        if (form == NOT_QUICK || (next < text.length && quick_form(gk_utf8_next(text, &next)) == NOT_QUICK))
            return 0;
        if (!is_dropped(form, flags))
            return flags & GK_FOLD_TRADITIONAL ? simplify(form) : form;
    }
    return 0;
}

/* The next code point that is not white, folded; 0 at the end. */
static uint32_t next_black(struct gk_string text, size_t *position)
{
    while (*position < text.length) {
        uint32_t codepoint = gk_fold_codepoint(gk_utf8_next(text, position));
        if (!gk_is_space(codepoint))
            return codepoint;
    }
    return 0;
}

static bool word_goes_on(struct gk_string text, size_t position, struct gk_string word, size_t in_word)
{
    while (in_word < word.length)
        if (next_black(text, &position) != gk_utf8_next(word, &in_word))
            return false;
    return true;
}

bool gk_has_word(struct gk_string text, const struct gk_string *words, size_t count)
{
    uint32_t first[GK_WORDS_MOST], codepoint;
    size_t behind[GK_WORDS_MOST] = {0};
    for (size_t i = 0; i < count; i++)
        first[i] = gk_utf8_next(words[i], &behind[i]);
    for (size_t position = 0; (codepoint = next_black(text, &position)) != 0;)
        for (size_t i = 0; i < count; i++)
            if (first[i] == codepoint && word_goes_on(text, position, words[i], behind[i]))
                return true;
    return false;
}

bool gk_begins_with_word(struct gk_string text, struct gk_string word)
{
    return word_goes_on(text, 0, word, 0);
}

bool gk_ends_with_word(struct gk_string text, struct gk_string word)
{
    size_t end = text.length, in_word = word.length;
    while (in_word > 0) {
        uint32_t codepoint = ' ', wanted = gk_utf8_previous(word, &in_word);
        while (end > 0 && gk_is_space(codepoint))
            codepoint = gk_fold_codepoint(gk_utf8_previous(text, &end));
        if (codepoint != wanted)
            return false;
    }
    return true;
}

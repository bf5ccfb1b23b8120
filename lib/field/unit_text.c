/* A text of units as characters, and how the name of a unit ends. */
#include "field/unit_text.h"

#include "core/cjk_text.h"
#include "core/memory.h"
#include "core/utf8.h"
#include "field/units.h"

/* How many open brackets a closing one looks back over to find its own kind. */
#define BRACKET_REACH 8

/* The closing bracket of an open one, 1 for a closing one, 0 for other characters. */
static uint32_t closing_of(uint32_t code)
{
    static const uint32_t pairs[][2] = {{'(', ')'},       {'[', ']'},       {'{', '}'},
                                        {0x3014, 0x3015}, {0x3010, 0x3011}, {0x300A, 0x300B},
                                        {0x3008, 0x3009}, {0x300C, 0x300D}, {0x300E, 0x300F},
                                        {0x201C, 0x201D}, {0x2018, 0x2019}, {0x3016, 0x3017}};
    if (code > 0x3017 || (code > '}' && code < 0x2018)) /* nearly every character */
        return 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i][0] == code)
            return pairs[i][1];
        if (pairs[i][1] == code)
            return 1;
    }
    return 0;
}

/* Match brackets with a stack that is threaded through `partner` of the open ones. An open bracket without
 * its partner hides nothing. */
static void match_brackets(struct gk_unit_text *text)
{
    struct gk_unit_character *characters = text->characters;
    size_t top = GK_NOT_FOUND;
    for (size_t i = 0; i < text->count; i++) {
        uint32_t closing = closing_of(characters[i].code);
        if (closing > 1) {
            characters[i].partner = top;
            top = i;
            continue;
        }
        if (closing == 0)
            continue;
        size_t open = top;
        for (int reach = 0; open != GK_NOT_FOUND && reach < BRACKET_REACH; reach++) {
            if (closing_of(characters[open].code) == characters[i].code)
                break;
            open = characters[open].partner;
        }
        if (open == GK_NOT_FOUND || closing_of(characters[open].code) != characters[i].code)
            continue;
        while (top != open) { /* what stands open between the two is no bracket */
            size_t below = characters[top].partner;
            characters[top].partner = top;
            top = below;
        }
        top = characters[open].partner;
        characters[open].partner = i;
        characters[i].partner = open;
    }
    while (top != GK_NOT_FOUND) {
        size_t below = characters[top].partner;
        characters[top].partner = top;
        top = below;
    }
}

static void mark_inside(struct gk_unit_text *text)
{
    size_t end = 0;
    for (size_t i = 0; i < text->count; i++) {
        if (i >= end && text->characters[i].partner > i)
            end = text->characters[i].partner + 1;
        text->characters[i].inside = i < end;
    }
}

static const struct gk_unit_word endings[] = {
#define GK_UNIT_ENDING(word) GK_UNIT_WORD(word),
#define GK_UNIT_PLACE(word)
#define GK_UNIT_NOT_ENDING(word)
#define GK_UNIT_NOT_WHOLE(word)
#include "vocabulary/unit_endings.def"
#undef GK_UNIT_ENDING
#undef GK_UNIT_PLACE
};

static const struct gk_unit_word places[] = {
#define GK_UNIT_ENDING(word)
#define GK_UNIT_PLACE(word) GK_UNIT_WORD(word),
#include "vocabulary/unit_endings.def"
#undef GK_UNIT_PLACE
#undef GK_UNIT_NOT_ENDING
};

static const struct gk_unit_word no_endings[] = {
#define GK_UNIT_PLACE(word)
#define GK_UNIT_NOT_ENDING(word) GK_UNIT_WORD(word),
#include "vocabulary/unit_endings.def"
#undef GK_UNIT_ENDING
#undef GK_UNIT_NOT_ENDING
#undef GK_UNIT_NOT_WHOLE
};

static const struct gk_unit_word no_names[] = {
#define GK_UNIT_ENDING(word)
#define GK_UNIT_NOT_ENDING(word)
#define GK_UNIT_NOT_WHOLE(word) GK_UNIT_WORD(word),
#include "vocabulary/unit_endings.def"
#undef GK_UNIT_ENDING
#undef GK_UNIT_PLACE
#undef GK_UNIT_NOT_ENDING
#undef GK_UNIT_NOT_WHOLE
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
_Static_assert(COUNT(endings) <= GK_UNIT_CHAIN_WORDS && COUNT(places) <= GK_UNIT_CHAIN_WORDS, "room");

static void index_last(struct gk_unit_index *index, struct gk_unit_chains *chains,
                       const struct gk_unit_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint_least32_t code = words[i].codes[words[i].length - 1];
        uint16_t *first = &chains->first[code % GK_UNIT_CHAINS];
        gk_unit_letters_add(&index->name_last, code);
        chains->next[i] = *first;
        *first = (uint16_t)(i + 1);
    }
}

/* NULL when memory ends. */
static const struct gk_unit_index *unit_index(struct gk_context *context)
{
    if (context->unit_index)
        return context->unit_index;
    struct gk_unit_index *index = gk_arena_new_object(context->arena, struct gk_unit_index);
    if (!index)
        return NULL;
    index_last(index, &index->endings, endings, COUNT(endings));
    index_last(index, &index->places, places, COUNT(places));
    gk_role_words_index(index);
    context->unit_index = index;
    return index;
}

static size_t count_codepoints(struct gk_string string)
{
    size_t count = 0;
    for (size_t i = 0; i < string.length; i++)
        count += ((unsigned char)string.data[i] & 0xC0) != 0x80;
    return count;
}

/* A recogniser may put a space behind every character. Spaces that stand alone go then; two side by side are
 * one. */
static void close_up(struct gk_unit_text *text)
{
    struct gk_unit_character *characters = text->characters;
    size_t ideographs = 0, pairs = 0, kept = 0, run = 0;
    for (size_t i = 0; i < text->count; i++) {
        ideographs += gk_is_ideograph(characters[i].code);
        pairs += i > 0 && gk_is_ideograph(characters[i].code) && gk_is_ideograph(characters[i - 1].code);
    }
    if (ideographs < 4 || 4 * pairs > ideographs)
        return;
    for (size_t i = 0; i < text->count; i++) {
        run = gk_is_space(characters[i].code) && characters[i].code != '\n' ? run + 1 : 0;
        if (run == 1 || run > 2)
            continue;
        characters[kept] = characters[i];
        characters[kept].partner = kept;
        kept++;
    }
    text->count = kept;
    text->spaced_out = true;
}

/* The characters from byte `position` on, as many as there is room for. */
static void read_characters(struct gk_unit_text *text, size_t position)
{
    uint32_t brackets = 0;
    size_t spaces = 0;
    while (position < text->text.length && text->count < text->capacity) {
        struct gk_unit_character *character = &text->characters[text->count];
        character->start = position;
        character->partner = text->count++;
        character->code = gk_fold_codepoint(gk_utf8_next(text->text, &position));
        character->inside = false;
        brackets |= closing_of(character->code);
        spaces += character->code <= ' ' || character->code == 0x3000;
    }
    if (3 * spaces >= text->count && spaces > 2)
        close_up(text);
    if (!brackets)
        return;
    match_brackets(text);
    mark_inside(text);
}

bool gk_unit_text_open(struct gk_unit_text *text, struct gk_context *context, struct gk_string string)
{
    const gkplan_allocator *allocator = context ? &context->allocator : NULL;
    text->text = string;
    text->allocator = allocator;
    text->index = context ? unit_index(context) : NULL;
    text->characters = text->inline_characters;
    text->capacity = GK_UNIT_TEXT_INLINE;
    text->count = 0;
    text->spaced_out = false;
    if (context && !text->index)
        return false;
    size_t characters = string.length, position = 0;
    if (characters > GK_UNIT_TEXT_INLINE)
        characters = count_codepoints(string);
    if (characters > GK_UNIT_TEXT_INLINE && allocator) {
        size_t bytes;
        if (!gk_size_multiply(characters, sizeof *text->characters, &bytes))
            return false;
        text->characters = gk_memory_allocate(allocator, bytes);
        text->capacity = characters;
        if (!text->characters)
            return false;
    } else if (characters > GK_UNIT_TEXT_INLINE) {
        position = string.length;
        for (size_t i = 0; i < GK_UNIT_TEXT_INLINE; i++)
            gk_utf8_previous(string, &position);
    }
    read_characters(text, position);
    return true;
}

void gk_unit_text_close(struct gk_unit_text *text)
{
    if (text->characters != text->inline_characters)
        gk_memory_release(text->allocator, text->characters, text->capacity * sizeof *text->characters);
    text->characters = text->inline_characters;
    text->count = 0;
}

struct gk_string gk_unit_text_part(const struct gk_unit_text *text, size_t from, size_t to)
{
    if (from >= to)
        return gk_string_make(NULL, 0);
    size_t start = text->characters[from].start;
    size_t end = to < text->count ? text->characters[to].start : text->text.length;
    struct gk_string part = gk_string_make(text->text.data + start, end - start);
    return text->spaced_out ? gk_trim(part) : part;
}

bool gk_unit_is_space(const struct gk_unit_text *text, size_t position)
{
    return gk_is_space(text->characters[position].code);
}

void gk_unit_trim(const struct gk_unit_text *text, size_t *from, size_t *to)
{
    while (*from < *to && gk_unit_is_space(text, *from))
        ++*from;
    while (*to > *from && gk_unit_is_space(text, *to - 1))
        --*to;
}

bool gk_unit_word_follows(const struct gk_unit_text *text, size_t from, size_t to, const uint_least32_t *word,
                          bool spaced, size_t *end)
{
    for (const uint_least32_t *next = word; *next; next++, from++) {
        while (spaced && next > word && from < to && gk_unit_is_space(text, from))
            from++;
        if (from >= to || text->characters[from].code != *next)
            return false;
    }
    if (end)
        *end = from;
    return true;
}

/* `word` has `length` code points. */
static bool word_before(const struct gk_unit_text *text, size_t from, size_t to, const uint_least32_t *word,
                        size_t length, bool spaced, size_t *start)
{
    for (size_t left = length; left > 0; left--, to--) {
        while (spaced && left < length && to > from && gk_unit_is_space(text, to - 1))
            to--;
        if (to <= from || text->characters[to - 1].code != word[left - 1])
            return false;
    }
    if (start)
        *start = to;
    return true;
}

bool gk_unit_word_before(const struct gk_unit_text *text, size_t from, size_t to, const uint_least32_t *word,
                         bool spaced, size_t *start)
{
    size_t length = 0;
    while (word[length])
        length++;
    return word_before(text, from, to, word, length, spaced, start);
}

bool gk_unit_word_ends(const struct gk_unit_text *text, size_t from, size_t to,
                       const struct gk_unit_word *word, bool spaced, size_t *start)
{
    return word_before(text, from, to, word->codes, word->length, spaced, start);
}

static bool ends_in(const struct gk_unit_text *text, size_t from, size_t to, const struct gk_unit_word *words,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gk_unit_ends_with(text, from, to, &words[i], false, NULL))
            return true;
    }
    return false;
}

/* The same for a table that is indexed; only words with the same last character are compared. */
static bool ends_in_chain(const struct gk_unit_text *text, size_t from, size_t to,
                          const struct gk_unit_word *words, size_t count, const struct gk_unit_chains *chains)
{
    if (!text->index)
        return ends_in(text, from, to, words, count);
    uint32_t at = chains->first[text->characters[to - 1].code % GK_UNIT_CHAINS];
    for (; at != 0; at = chains->next[at - 1]) {
        if (gk_unit_ends_with(text, from, to, &words[at - 1], false, NULL))
            return true;
    }
    return false;
}

bool gk_unit_range_ends(const struct gk_unit_text *text, size_t from, size_t to)
{
    gk_unit_trim(text, &from, &to);
    while (to > from && text->characters[to - 1].partner < to - 1 &&
           text->characters[to - 1].partner >= from) {
        to = text->characters[to - 1].partner;
        gk_unit_trim(text, &from, &to);
    }
    if (to < from + 2)
        return false;
    if (text->index && !gk_unit_letters_may_hold(&text->index->name_last, text->characters[to - 1].code))
        return false;
    const struct gk_unit_index *index = text->index;
    bool each = gk_unit_word_at(text, from, to, U"各", false, NULL);
    bool place = ends_in_chain(text, from, to, places, COUNT(places), index ? &index->places : NULL);
    if (each && place)
        return true;
    if (to - from == 2 && ends_in(text, from, to, no_names, COUNT(no_names)))
        return false;
    if (ends_in(text, from, to, no_endings, COUNT(no_endings)))
        return false;
    return place || ends_in_chain(text, from, to, endings, COUNT(endings), index ? &index->endings : NULL);
}

bool gk_unit_name_ends(struct gk_string name)
{
    struct gk_unit_text text;
    name = gk_trim(name);
    while (gk_string_ends(name, GK_STRING("。")))
        name = gk_trim(gk_string_first(name, name.length - strlen("。")));
    if (!gk_unit_text_open(&text, NULL, name))
        return false;
    bool ends = gk_unit_range_ends(&text, 0, text.count);
    gk_unit_text_close(&text);
    return ends;
}

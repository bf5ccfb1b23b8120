/* A text of units as characters: folded one by one, brackets matched. Shared by the files that split units.
 */
#ifndef GK_FIELD_UNIT_TEXT_H
#define GK_FIELD_UNIT_TEXT_H

#include "core/context.h"
#include <stdint.h>

struct gk_unit_character {
    uint32_t code;  /* folded: width and traditional forms */
    bool inside;    /* of a bracket, or the bracket itself */
    size_t start;   /* byte in the text */
    size_t partner; /* of a matched bracket: the other one; else its own position */
};

#define GK_UNIT_TEXT_INLINE 192
#define GK_UNIT_WORD_MOST   14 /* code points of the longest word of the vocabulary */

/* A set of characters, by the last ten bits of their code points: without false denials. */
struct gk_unit_letters {
    uint64_t bits[16];
};

static inline void gk_unit_letters_add(struct gk_unit_letters *letters, uint_least32_t code)
{
    letters->bits[code >> 6 & 15] |= UINT64_C(1) << (code & 63);
}

static inline bool gk_unit_letters_may_hold(const struct gk_unit_letters *letters, uint_least32_t code)
{
    return letters->bits[code >> 6 & 15] >> (code & 63) & 1;
}

/* Words by the last six bits of their last character: chains of positions in their table, each one more than
 * the position, 0 at the end. */
#define GK_UNIT_CHAINS      64
#define GK_UNIT_CHAIN_WORDS 400 /* most of one table */
struct gk_unit_chains {
    uint16_t first[GK_UNIT_CHAINS];
    uint16_t next[GK_UNIT_CHAIN_WORDS];
};

/* The characters with which words of the vocabulary begin and end. Most characters are none of them: then no
 * word needs to be compared. Made once for a read. */
struct gk_unit_index {
    struct gk_unit_chains endings;
    struct gk_unit_chains places;
    struct gk_unit_letters name_last;
    struct gk_unit_letters role_first;
    struct gk_unit_letters role_last;
    struct gk_unit_letters label_last; /* of labels: 单位, 时限 */
};

struct gk_unit_text {
    struct gk_string text;
    const struct gk_unit_index *index; /* NULL: every word is compared */
    struct gk_unit_character *characters;
    size_t count;
    size_t capacity;
    bool spaced_out; /* 市 教 育 局: the white space between single characters is no character */
    const gkplan_allocator *allocator;
    struct gk_unit_character
        inline_characters[GK_UNIT_TEXT_INLINE]; /* where they fit: no allocation per cell */
};

/* False when memory ends. `context` NULL: only the last GK_UNIT_TEXT_INLINE characters are taken. */
bool gk_unit_text_open(struct gk_unit_text *text, struct gk_context *context, struct gk_string string);
void gk_unit_text_close(struct gk_unit_text *text);

/* The role words' part of the index (unit_roles.c). */
void gk_role_words_index(struct gk_unit_index *index);

/* A word of the vocabulary. It is kept as code points, ended by 0, so that comparing decodes nothing. */
struct gk_unit_word {
    uint_least32_t codes[GK_UNIT_WORD_MOST + 1];
    uint32_t length; /* code points */
};

#define GK_UNIT_WORD(literal)                                                                                \
    {                                                                                                        \
        U##literal, sizeof(U##literal) / sizeof(uint_least32_t) - 1                                          \
    }

/* The bytes of the characters [from, to). */
struct gk_string gk_unit_text_part(const struct gk_unit_text *text, size_t from, size_t to);
/* Whether `word` stands at `from`, before `to`; *end (may be NULL) is the character after it. `spaced`: white
 * space between its characters is passed over (责 任 单 位). */
bool gk_unit_word_follows(const struct gk_unit_text *text, size_t from, size_t to, const uint_least32_t *word,
                          bool spaced, size_t *end);
static inline bool gk_unit_word_at(const struct gk_unit_text *text, size_t from, size_t to,
                                   const uint_least32_t *word, bool spaced, size_t *end)
{
    return from < to && text->characters[from].code == *word &&
           gk_unit_word_follows(text, from, to, word, spaced, end);
}
/* The same for a word that ends before `to`, not before `from`; *start is its first character. */
bool gk_unit_word_before(const struct gk_unit_text *text, size_t from, size_t to, const uint_least32_t *word,
                         bool spaced, size_t *start);
bool gk_unit_word_ends(const struct gk_unit_text *text, size_t from, size_t to,
                       const struct gk_unit_word *word, bool spaced, size_t *start);
static inline bool gk_unit_ends_with(const struct gk_unit_text *text, size_t from, size_t to,
                                     const struct gk_unit_word *word, bool spaced, size_t *start)
{
    return to > from && text->characters[to - 1].code == word->codes[word->length - 1] &&
           gk_unit_word_ends(text, from, to, word, spaced, start);
}
bool gk_unit_is_space(const struct gk_unit_text *text, size_t position);
/* Move both ends inwards past white space. */
void gk_unit_trim(const struct gk_unit_text *text, size_t *from, size_t *to);

/* Whether [from, to) ends as a unit's name does; brackets at its end are passed over. */
bool gk_unit_range_ends(const struct gk_unit_text *text, size_t from, size_t to);

#endif

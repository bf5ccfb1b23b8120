/* Chinese text: classes of characters, white space, widths, and the fold under which words are compared. */
#ifndef GK_CORE_CJK_TEXT_H
#define GK_CORE_CJK_TEXT_H

#include "core/buffer.h"
#include "core/string_view.h"
#include "core/utf8.h" /* gk_is_space */
#include <stdbool.h>
#include <stdint.h>

bool gk_is_cjk(uint32_t codepoint); /* ideographs, kana, CJK punctuation, full-width forms, “ ” ‘ ’ … — */
bool gk_is_ideograph(uint32_t codepoint);
bool gk_is_punctuation(uint32_t codepoint);
/* A mark that, alone in a cell, repeats the cell above: 〃 ″ 〞 ” " */
bool gk_is_ditto_mark(uint32_t codepoint);
/* Put plain characters, in place, where radicals and compatibility ideographs of PDF fonts (⼯ for 工) and
 * full-width letters and digits stand; punctuation and all else stays. Returns the new length, which is not
 * greater. */
size_t gk_plain_characters(char *text, size_t length);
/* One code point as words are compared: full-width forms narrow, traditional simplified, others as they are.
 */
uint32_t gk_fold_codepoint(uint32_t codepoint);
/* Columns in a terminal: 0, 1 or 2. */
int gk_codepoint_width(uint32_t codepoint);
size_t gk_text_width(struct gk_string text);
/* Marks that some writers take for narrow and others for wide: quotation marks, dashes, circled numbers. */
bool gk_is_of_either_width(uint32_t codepoint);

struct gk_string gk_trim(struct gk_string text); /* white space at both ends goes */
bool gk_is_blank(struct gk_string text);         /* empty or white space only */

/* The next line of *rest (without its end: LF, CRLF or CR); moves *rest past it. False at the end. */
bool gk_next_line(struct gk_string *rest, struct gk_string *line);

/* What a fold removes or changes, besides NFKC. */
enum gk_fold_flags {
    GK_FOLD_SPACES = 1,      /* white space goes */
    GK_FOLD_PUNCTUATION = 2, /* punctuation goes */
    GK_FOLD_TRADITIONAL = 4, /* traditional characters become simplified, radicals of PDF fonts characters */
    GK_FOLD_PINYIN = 8,      /* (zé) after a character goes */
};
/* For header words, labels and role words. */
#define GK_FOLD_WORD (GK_FOLD_SPACES | GK_FOLD_TRADITIONAL | GK_FOLD_PINYIN)
/* For comparing the labels of two pages (contract 4.5). */
#define GK_FOLD_LABEL (GK_FOLD_SPACES | GK_FOLD_PUNCTUATION)

/* Append the folded text. False when memory ends. ASCII and common CJK take a quick path; the rest utf8proc.
 */
bool gk_fold(struct gk_buffer *out, struct gk_string text, unsigned flags);

/* Whether one of the words, which are folded already, stands in the text: its characters are folded one by
 * one and its white space is passed over (责 任, ⼯作). No more than GK_WORDS_MOST words. */
enum { GK_WORDS_MOST = 16 };
bool gk_has_word(struct gk_string text, const struct gk_string *words, size_t count);
/* The same for one word with which the text begins, or ends. */
bool gk_begins_with_word(struct gk_string text, struct gk_string word);
bool gk_ends_with_word(struct gk_string text, struct gk_string word);

/* The first code point of the folded text, where it is plain without folding it all: most texts that are
 * compared differ there. 0 when it is not, and of a text that folds to nothing. */
uint32_t gk_fold_first(struct gk_string text, unsigned flags);

/* Append `text` with its lines joined: white space (line breaks included) between two CJK characters goes,
 * other runs become one space. This is how titles are written (contract 2). */
bool gk_join_lines(struct gk_buffer *out, struct gk_string text);

/* Append a cell's or paragraph's text as the model keeps it: each line trimmed, empty lines gone, "\n"
 * between. */
bool gk_tidy_lines(struct gk_buffer *out, struct gk_string text);

/* The value of a text that is nothing but a few digits, full-width ones included; 0: it is none. */
uint32_t gk_number_alone(struct gk_string text);
/* Whether a text may be a word of a table's header: short, no number, no sentence. */
bool gk_may_be_header_word(struct gk_string text);

#endif

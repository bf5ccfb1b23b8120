/* What the words of a header say (contract 4.1). The words are data: vocabulary/header_words.def. */
#include "field/header_words.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/unit_text.h"
#include "field/units.h"

/* Longer texts are no headers. In characters, brackets and white space aside. */
enum { LONGEST_HEADER = 24 };

enum how { IS, STARTS, ENDS, CONTAINS };

static const struct {
    struct gk_string word;
    uint_least32_t codes[LONGEST_HEADER + 1]; /* the same as code points */
    enum how how;
    gkplan_role role;
} words[] = {
#define GK_HEADER_WORD(how, word, role) {GK_STRING_ROW(word), U##word, how, GKPLAN_ROLE_##role},
#include "vocabulary/header_words.def"
#undef GK_HEADER_WORD
};

static bool matches(struct gk_string text, enum how how, struct gk_string word)
{
    switch (how) {
    case IS:
        return gk_string_equal(text, word);
    case STARTS:
        return gk_string_starts(text, word);
    case ENDS:
        return gk_string_ends(text, word);
    default:
        return gk_string_contains(text, word);
    }
}

/* The caller's own words count before the library's. */
static bool find_added(struct gk_context *context, struct gk_string text, gkplan_role *role)
{
    bool found = false;
    struct gk_buffer word;
    gk_buffer_init(&word, &context->allocator);
    for (size_t i = 0; i < context->options.header_word_count && !found; i++) {
        gk_buffer_clear(&word);
        if (!gk_fold(&word, gk_string_of(context->options.header_words[i].word), GK_FOLD_WORD))
            gk_fail_memory(context);
        found = word.length > 0 && gk_string_contains(text, gk_buffer_view(&word));
        *role = context->options.header_words[i].role;
    }
    gk_buffer_free(&word);
    return found;
}

/* 责任车间, 承办支部: a word of responsibility with any word that ends as a unit's name does. */
static bool names_doer(struct gk_string text)
{
    static const struct gk_string doing[] = {
        GK_STRING_ROW("责任"), GK_STRING_ROW("负责"), GK_STRING_ROW("承办"), GK_STRING_ROW("主办"),
        GK_STRING_ROW("主责"), GK_STRING_ROW("落实"), GK_STRING_ROW("实施"), GK_STRING_ROW("执行"),
    };
    for (size_t i = 0; i < sizeof doing / sizeof *doing; i++)
        if (gk_string_starts(text, doing[i]))
            return text.length > doing[i].length && gk_unit_name_ends(gk_string_from(text, doing[i].length));
    return false;
}

static bool find_word(struct gk_string text, gkplan_role *role)
{
    struct gk_unit_letters letters = {{0}}; /* of the text: a word whose first is none of them is not in it */
    for (size_t position = 0; position < text.length;)
        gk_unit_letters_add(&letters, gk_utf8_next(text, &position));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gk_unit_letters_may_hold(&letters, words[i].codes[0]) &&
            matches(text, words[i].how, words[i].word)) {
            *role = words[i].role;
            return true;
        }
    *role = GKPLAN_ROLE_UNITS;
    return names_doer(text);
}

/* The folded text without what stands in brackets: 完成时限(月底前) is 完成时限. */
static bool without_brackets(struct gk_buffer *out, struct gk_string text)
{
    int depth = 0;
    for (size_t i = 0; i < text.length; i++) {
        depth += text.data[i] == '(';
        if (depth == 0 && !gk_buffer_append(out, text.data + i, 1))
            return false;
        depth -= text.data[i] == ')' && depth > 0;
    }
    return true;
}

static void find_role(struct gk_context *context, struct gk_string whole, struct gk_string bare,
                      gkplan_role *role, bool *found)
{
    *found = find_added(context, whole, role);
    if (!*found && bare.length > 0 && gk_utf8_count_characters(bare) <= LONGEST_HEADER)
        *found = find_word(bare, role);
    if (!*found && gk_utf8_count_characters(whole) <= LONGEST_HEADER)
        *found = find_word(whole, role);
}

bool gk_header_word_role(struct gk_context *context, struct gk_string header, gkplan_role *role)
{
    enum { LONGEST_BYTES = 200 };
    struct gk_buffer whole, bare;
    bool found = false;
    *role = GKPLAN_ROLE_OTHER;
    if (header.length == 0 || header.length > LONGEST_BYTES)
        return false;
    char storage[2][2 * LONGEST_BYTES];
    gk_buffer_init_in(&whole, &context->allocator, storage[0], sizeof storage[0]);
    gk_buffer_init_in(&bare, &context->allocator, storage[1], sizeof storage[1]);
    if (gk_fold(&whole, header, GK_FOLD_WORD) && without_brackets(&bare, gk_buffer_view(&whole)))
        find_role(context, gk_buffer_view(&whole), gk_buffer_view(&bare), role, &found);
    else
        gk_fail_memory(context);
    gk_buffer_free(&whole);
    gk_buffer_free(&bare);
    if (!found)
        *role = GKPLAN_ROLE_OTHER;
    return found && *role != GKPLAN_ROLE_OTHER;
}

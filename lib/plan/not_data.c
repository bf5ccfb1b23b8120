/* Rows and lines of a table that are no tasks (contract 4.9). The words are data: vocabulary/not_data.def. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "plan/table_group.h"

enum how { IS, STARTS };
enum { LONGEST_WORDS = 14 };

static const struct {
    enum how how;
    struct gk_string words;
    uint_least32_t codes[LONGEST_WORDS + 1]; /* the same as code points: their first is asked for every row */
} not_data[] = {
#define GK_NOT_DATA(how, words) {how, {words, sizeof(words) - 1}, U##words},
#include "vocabulary/not_data.def"
#undef GK_NOT_DATA
};

/* A page's number that an extractor took for a cell: 12, — 4 —. */
static bool is_page_number(struct gk_string text)
{
    bool digit = false, dash = false;
    for (size_t i = 0; i < text.length; i++) {
        digit = digit || (text.data[i] >= '0' && text.data[i] <= '9');
        dash = dash || text.data[i] == '-';
        if (!strchr("0123456789-", text.data[i]))
            return false;
    }
    return digit && dash;
}

static bool find(struct gk_string folded, bool whole_only)
{
    for (size_t i = 0; i < sizeof not_data / sizeof *not_data; i++) {
        struct gk_string words = not_data[i].words;
        if (gk_string_equal(folded, words) ||
            (!whole_only && not_data[i].how == STARTS && gk_string_starts(folded, words)))
            return true;
    }
    return is_page_number(folded);
}

/* Whether one of the words, or a page's number, begins so; 0 may be anything. */
static bool may_begin(uint32_t codepoint)
{
    bool may = codepoint == 0 || codepoint == '-' || (codepoint >= '0' && codepoint <= '9');
    for (size_t i = 0; i < sizeof not_data / sizeof *not_data && !may; i++)
        may = not_data[i].codes[0] == codepoint;
    return may;
}

static bool is_not_data(struct gk_context *context, struct gk_string text, bool whole_only)
{
    /* Three times the longest of the words, for the white space between their characters. */
    enum { BEGINNING = 63 };
    struct gk_buffer folded;
    char storage[4 * BEGINNING];
    bool found = false;
    if (text.length > BEGINNING && whole_only)
        return false;
    if (text.length > BEGINNING)
        text = gk_string_first(text, BEGINNING);
    if (!may_begin(gk_fold_first(text, GK_FOLD_WORD)))
        return false;
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!gk_fold(&folded, text, GK_FOLD_WORD))
        gk_fail_memory(context);
    else
        found = find(gk_buffer_view(&folded), whole_only);
    gk_buffer_free(&folded);
    return found;
}

bool gk_text_is_not_data(struct gk_context *context, struct gk_string text)
{
    return is_not_data(context, text, false);
}

bool gk_row_is_not_data(struct gk_context *context, const gkplan_row *row)
{
    const gkplan_cell *first = NULL, *second = NULL;
    uint32_t cells = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length == 0)
            continue;
        if (cells == 0)
            first = cell;
        else if (cells == 1)
            second = cell;
        cells++;
    }
    if (!first)
        return false;
    /* Beside a note stands at most one cell more; a total may have its number in front. */
    if (is_not_data(context, gk_cell_text(first), cells > 2))
        return true;
    bool number = first->text_length <= 4;
    return second && (number ? is_not_data(context, gk_cell_text(second), true)
                             : is_not_data(context, gk_cell_text(first), false) &&
                                   is_not_data(context, gk_cell_text(second), false));
}

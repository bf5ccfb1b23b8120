/* The text of a cell that was wrapped over lines inside its column: which line ends are the column's, which
 * a paragraph's. */
#include "read/boxed_cell.h"

#include "core/cjk_text.h"
#include "core/utf8.h"

void gk_boxed_cell_clear(struct gk_boxed_cell *cell)
{
    gk_buffer_clear(&cell->text);
    cell->last = 0;
    cell->left = 0;
    cell->last_code = 0;
    cell->parted = cell->sentence = false;
    cell->unsure = 0;
}

size_t gk_first_word_width(struct gk_string text)
{
    size_t at = 0, width = 0;
    while (at < text.length) {
        uint32_t codepoint = gk_utf8_next(text, &at);
        if (gk_is_cjk(codepoint))
            return width ? width : (size_t)gk_codepoint_width(codepoint);
        if (gk_is_space(codepoint))
            break;
        width += (size_t)gk_codepoint_width(codepoint);
    }
    return width;
}

bool gk_boxed_cell_wrapped(const struct gk_boxed_cell *cell, struct gk_string text)
{
    size_t space = text.length > 0 && !gk_is_cjk(cell->last_code) && (unsigned char)text.data[0] < 0x80;
    return space + gk_first_word_width(text) > cell->left;
}

static uint32_t last_character(struct gk_string text)
{
    size_t at = text.length;
    return at > 0 ? gk_utf8_previous(text, &at) : 0;
}

bool gk_boxed_cell_must_go_on(const struct gk_boxed_cell *cell, struct gk_string text)
{
    static const uint32_t never_last[] = {0x3001, 0xFF0C, ',', 0xFF08, '(', 0x201C, 0x300A, 0x3014};
    static const uint32_t never_first[] = {0x3001, 0xFF0C, ',',    0x3002, 0xFF1B, ';',    0xFF1A, ':',
                                           0xFF09, ')',    0x201D, 0x300B, 0x3015, 0xFF01, 0xFF1F};
    size_t at = 0;
    uint32_t first = gk_utf8_next(text, &at);
    for (size_t i = 0; i < sizeof never_last / sizeof *never_last; i++)
        if (never_last[i] == cell->last_code)
            return true;
    for (size_t i = 0; i < sizeof never_first / sizeof *never_first; i++)
        if (never_first[i] == first)
            return true;
    return false;
}

static bool is_digit(uint32_t codepoint)
{
    return codepoint >= '0' && codepoint <= '9';
}

static bool has_sentence_mark(struct gk_string text)
{
    static const char *const marks[] = {"，", "。", "；", "："};
    return gk_string_contains_one(text, marks, sizeof marks / sizeof *marks);
}

/* What stands between the cell's text and a line more. */
static bool join(struct gk_boxed_cell *cell, struct gk_string text, bool soft)
{
    size_t at = 0;
    uint32_t first = gk_utf8_next(text, &at);
    bool words =
        !gk_is_cjk(cell->last_code) && !gk_is_cjk(first) && !(is_digit(cell->last_code) && is_digit(first));
    bool wrapped = gk_boxed_cell_wrapped(cell, text), goes_on = gk_boxed_cell_must_go_on(cell, text);
    if (soft ? cell->last == 0 : !wrapped && !goes_on) {
        cell->parted = true;
        return gk_buffer_append(&cell->text, "\n", 1);
    }
    if (!soft && !goes_on && cell->unsure == 0)
        cell->unsure = cell->text.length;
    return !words || gk_buffer_append(&cell->text, " ", 1);
}

bool gk_boxed_cell_add(struct gk_boxed_cell *cell, struct gk_string text, size_t left, bool soft)
{
    if (text.length > 0 && cell->text.length > 0 && !join(cell, text, soft))
        return false;
    cell->sentence = cell->sentence || has_sentence_mark(text);
    cell->last = gk_text_width(text);
    cell->left = left;
    if (text.length > 0)
        cell->last_code = last_character(text);
    return gk_buffer_append_string(&cell->text, text);
}

void gk_boxed_cell_say_doubt(struct gk_context *context, const struct gk_boxed_cell *cell, uint32_t line)
{
    gkplan_place place = gk_place_none();
    struct gk_string text = gk_buffer_view(&cell->text);
    if (!cell->parted || cell->sentence || cell->unsure == 0)
        return;
    size_t begin = cell->unsure, end = cell->unsure;
    while (begin > 0 && text.data[begin - 1] != '\n')
        begin--;
    while (end < text.length && text.data[end] != '\n')
        end++;
    place.line = line;
    gk_diagnose_strings(context, GK_MESSAGE_LINE_MAY_END, &place, NULL,
                        gk_string_make(text.data + begin, cell->unsure - begin),
                        gk_string_make(text.data + cell->unsure, end - cell->unsure));
}

/* How a line of prose ends. */
#include "field/line_end.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"

static bool is_one_of(uint32_t code, const char *set)
{
    struct gk_string marks = gk_string_of(set);
    for (size_t position = 0; code && position < marks.length;)
        if (gk_utf8_next(marks, &position) == code)
            return true;
    return false;
}

/* The byte where the bracket begins that ends the text; the text's length when none does. */
static size_t last_bracket(struct gk_string text)
{
    static const char opens[] = "([〔【", closes[] = ")]〕】";
    enum { REACH = 2000 };
    size_t depth = 0, position = text.length;
    while (position > 0 && text.length - position < REACH) {
        uint32_t code = gk_fold_codepoint(gk_utf8_previous(text, &position));
        bool ideograph = gk_is_ideograph(code); /* nearly every one */
        depth += !ideograph && is_one_of(code, closes);
        if (depth == 0)
            break;
        if (ideograph)
            continue;
        depth -= is_one_of(code, opens);
        if (depth == 0)
            return position;
    }
    return text.length;
}

bool gk_line_ends_sentence(struct gk_string line)
{
    line = gk_trim(line);
    for (;;) {
        size_t position = line.length;
        uint32_t last = position ? gk_fold_codepoint(gk_utf8_previous(line, &position)) : 0;
        if (is_one_of(last, "。!?:;"))
            return true;
        size_t bracket = is_one_of(last, "”’\"") ? position : last_bracket(line);
        if (bracket == line.length)
            return false;
        line = gk_trim(gk_string_first(line, bracket));
    }
}

bool gk_line_goes_on(struct gk_string line)
{
    if (gk_line_label(line) == GK_LINE_LABEL_NONE)
        return !gk_line_ends_sentence(line);
    size_t position = line.length;
    return is_one_of(gk_fold_codepoint(gk_utf8_previous(line, &position)), "、,");
}

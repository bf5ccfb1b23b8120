/* How a line of prose ends. */
#include "field/line_end.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "field/units.h"

/* The byte where the bracket begins that ends the text; the text's length when none does. */
static size_t last_bracket(struct gk_string text)
{
    static const char opens[] = "([〔【", closes[] = ")]〕】";
    enum { REACH = 2000 };
    size_t depth = 0, position = text.length;
    while (position > 0 && text.length - position < REACH) {
        uint32_t code = gk_fold_codepoint(gk_utf8_previous(text, &position));
        bool ideograph = gk_is_ideograph(code); /* nearly every one */
        depth += !ideograph && gk_utf8_is_one_of(code, closes);
        if (depth == 0)
            break;
        if (ideograph)
            continue;
        depth -= gk_utf8_is_one_of(code, opens);
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
        if (gk_utf8_is_one_of(last, "。!?:;"))
            return true;
        size_t bracket = gk_utf8_is_one_of(last, "”’\"") ? position : last_bracket(line);
        if (bracket == line.length)
            return false;
        line = gk_trim(gk_string_first(line, bracket));
    }
}

bool gk_line_is_open(struct gk_string line)
{
    line = gk_trim(line);
    size_t position = line.length;
    return position > 0 && gk_utf8_is_one_of(gk_fold_codepoint(gk_utf8_previous(line, &position)), "、,");
}

bool gk_line_goes_on(struct gk_string line)
{
    line = gk_trim(line);
    if (gk_line_label(line) == GK_LINE_LABEL_NONE)
        return !gk_line_ends_sentence(line);
    size_t position = line.length;
    bool colon = position > 0 && gk_fold_codepoint(gk_utf8_previous(line, &position)) == ':';
    return colon || gk_line_is_open(line);
}

bool gk_line_list_is_cut(struct gk_string line)
{
    size_t start = line.length;
    for (size_t at = line.length; at > 0; start = at)
        if (gk_utf8_is_one_of(gk_fold_codepoint(gk_utf8_previous(line, &at)), "、,;:"))
            break;
    return !gk_unit_name_ends(gk_string_from(line, start));
}

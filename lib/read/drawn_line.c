/* Borders and drawn lines of one line of a grid. Writers do not agree on how wide some marks are (“ ” … —),
 * so that a border may stand as many columns beside its place as there are such marks in front of it. */
#include "read/drawn_line.h"

#include "core/cjk_text.h"
#include "core/utf8.h"

bool gk_drawn_bar(uint32_t codepoint)
{
    return codepoint == '|' || codepoint == 0x2502 || codepoint == 0x2503 || codepoint == 0x2551;
}

bool gk_drawn_dash(uint32_t codepoint)
{
    return codepoint == '-' || codepoint == '=' || codepoint == 0x2500 || codepoint == 0x2501 ||
           codepoint == 0x2550;
}

bool gk_drawn_corner(uint32_t codepoint)
{
    return codepoint == '+' || (codepoint >= 0x250C && codepoint <= 0x254B) ||
           (codepoint >= 0x2552 && codepoint <= 0x2570);
}

static size_t width_of(uint32_t codepoint, bool wide)
{
    return wide && codepoint >= 0x2500 && codepoint <= 0x257F ? 2 : (size_t)gk_codepoint_width(codepoint);
}

size_t gk_drawn_width(struct gk_string line, bool wide)
{
    size_t width = 0;
    for (size_t at = 0; at < line.length;)
        width += width_of(gk_utf8_next(line, &at), wide);
    return width;
}

static size_t apart(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* False when there are too many. */
static bool add_border(struct gk_drawn_borders *borders, size_t column, size_t unsure)
{
    size_t at = 0;
    while (at < borders->count && borders->at[at] < column)
        at++;
    if ((at < borders->count && apart(borders->at[at], column) <= unsure) ||
        (at > 0 && apart(borders->at[at - 1], column) <= unsure))
        return true;
    if (borders->count > GK_DRAWN_COLUMNS)
        return false;
    memmove(borders->at + at + 1, borders->at + at, (borders->count - at) * sizeof *borders->at);
    borders->at[at] = column;
    borders->count++;
    return true;
}

bool gk_drawn_borders_add(struct gk_drawn_borders *borders, struct gk_string line, size_t *drawn)
{
    size_t column = 0, begin = 0, unsure = 0, dashes = 0;
    bool open = false, good = true;
    *drawn = 0;
    for (size_t at = 0; at < line.length && good;) {
        uint32_t codepoint = gk_utf8_next(line, &at);
        if (gk_drawn_bar(codepoint) || gk_drawn_corner(codepoint)) {
            if (open && dashes > 0) {
                good = add_border(borders, begin, unsure) && add_border(borders, column, unsure);
                ++*drawn;
            }
            begin = column;
            open = true;
            dashes = 0;
        } else if (gk_drawn_dash(codepoint) || (codepoint == ':' && open)) {
            dashes++;
        } else {
            open = false;
        }
        unsure += gk_is_of_either_width(codepoint);
        column += width_of(codepoint, borders->wide);
    }
    return good;
}

/* Whether a sign may be a border: + is one only beside a drawn line. */
static bool may_be_border(struct gk_string line, size_t before, size_t after, uint32_t codepoint)
{
    if (codepoint != '+')
        return gk_drawn_bar(codepoint) || gk_drawn_corner(codepoint);
    return (before > 0 && strchr("-=:", line.data[before - 1])) ||
           (after < line.length && strchr("-=:", line.data[after]));
}

/* The border behind `last` that stands at the column, give or take `unsure`; count: none. */
static size_t find_border(const struct gk_drawn_borders *borders, size_t from, int64_t column, size_t unsure)
{
    size_t found = borders->count;
    int64_t nearest = (int64_t)unsure;
    for (size_t i = from; i < borders->count; i++) {
        int64_t off = (int64_t)borders->at[i] - column;
        off = off < 0 ? -off : off;
        if (off > nearest || (off == nearest && found < borders->count))
            continue;
        nearest = off;
        found = i;
    }
    return found;
}

static bool is_rule(struct gk_string field)
{
    for (size_t at = 0; at < field.length;) {
        uint32_t codepoint = gk_utf8_next(field, &at);
        if (!gk_drawn_dash(codepoint) && codepoint != ':' && !gk_drawn_corner(codepoint))
            return false;
    }
    return field.length > 1;
}

static void add_stretch(struct gk_drawn_line *out, size_t from, size_t to, struct gk_string field)
{
    struct gk_drawn_stretch *stretch = &out->stretches[out->count++];
    *stretch =
        (struct gk_drawn_stretch){.from = from, .to = to, .text = gk_trim(field), .rule = is_rule(field)};
    size_t end = (size_t)(stretch->text.data - field.data) + stretch->text.length;
    stretch->left = gk_text_width(gk_string_from(field, end));
    out->rules += stretch->rule;
}

bool gk_drawn_line_take(struct gk_string line, const struct gk_drawn_borders *borders,
                        struct gk_drawn_line *out)
{
    size_t column = 0, unsure = 0, last = borders->count, start = 0;
    int64_t shift = 0;
    out->count = out->rules = 0;
    for (size_t at = 0; at < line.length;) {
        size_t before = at, border = borders->count;
        uint32_t codepoint = gk_utf8_next(line, &at);
        bool begun = last < borders->count;
        if (may_be_border(line, before, at, codepoint))
            border = find_border(borders, begun ? last + 1 : 0, (int64_t)column - shift, unsure);
        if (border < borders->count) {
            if (begun)
                add_stretch(out, last, border, gk_string_make(line.data + start, before - start));
            shift = (int64_t)column - (int64_t)borders->at[border];
            last = border;
            start = at;
            unsure = 0;
        } else if (!begun && !gk_is_space(codepoint)) {
            return false;
        } else {
            unsure += gk_is_of_either_width(codepoint);
        }
        column += width_of(codepoint, borders->wide);
    }
    return out->count > 0 && out->stretches[0].from == 0 && last + 1 == borders->count &&
           gk_is_blank(gk_string_from(line, start));
}

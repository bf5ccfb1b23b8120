/* The width of a page, from the lengths of its lines: where a page breaks the lines, many are as long as the
 * longest.
 */
#include "plan/page_width.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "field/bracket.h"
#include "field/line_end.h"

enum {
    NARROWEST = 40,    /* columns; shorter lines are headings and lists of their own */
    WIDEST = 120,      /* longer ones are paragraphs */
    LOOSE = 3,         /* columns that a word or mark which does not fit leaves blank */
    NEAR = 8,          /* where digits and Latin letters are narrower than half a character */
    INDENT = 4,        /* two characters */
    LEAST_FULL = 6,    /* lines */
    FULL_SHARE = 4,    /* one in so many */
    FEW_FULL = 3,      /* lines that are enough where one of them surely goes on */
    DOUBTFUL_FULL = 2, /* lines that are enough for a doubt */
};

/* The widest width that a few lines share. */
static int shared_width(const size_t *widths, int widest)
{
    for (int width = widest; width >= NARROWEST; width--) {
        size_t lines = 0;
        for (int near = width - LOOSE; near <= width; near++)
            lines += widths[near];
        if (lines >= DOUBTFUL_FULL)
            return width;
    }
    return 0;
}

/* Lines by their widths: all, those that end no sentence, and among these those without a label. */
struct widths {
    size_t every[WIDEST + 1], open[WIDEST + 1], plain[WIDEST + 1];
    size_t lines; /* without a label */
    int widest;
    int cut; /* width of the widest line that surely goes on; 0: none */
};

/* …、, …，, 责任单位：市教育局、市: the line surely goes on. */
static bool is_cut(struct gk_string text, bool list)
{
    if (gk_line_is_open(text))
        return true;
    return list && gk_string_contains(text, GK_STRING("、")) && gk_line_list_is_cut(text);
}

/* False where a line is longer than any page's. */
static bool count_line(struct widths *widths, struct gk_string text)
{
    size_t width = text.length > 3 * WIDEST ? WIDEST + 1 : gk_text_width(text);
    if (width > WIDEST)
        return false;
    widths->widest = (int)width > widths->widest ? (int)width : widths->widest;
    bool list = gk_line_label(text) != GK_LINE_LABEL_NONE, goes_on = !gk_line_ends_sentence(text);
    widths->every[width]++;
    widths->open[width] += goes_on;
    if (goes_on && (int)width > widths->cut && is_cut(text, list))
        widths->cut = (int)width;
    /* Only what follows a break shows one: a list of headings may be as even. */
    if (!list && gk_label_read(text).kind == GK_LABEL_NONE) {
        widths->plain[width] += goes_on;
        widths->lines++;
    }
    return true;
}

/* Lines as wide as the widest, give or take `reach` columns. */
static size_t count_full(const size_t *widths, int widest, int reach)
{
    size_t full = 0;
    for (int width = widest - reach; width <= widest; width++)
        full += widths[width];
    return full;
}

/* The width that a few lines share, hardly any is wider, and one that surely goes on has. */
static int cut_width(const struct widths *widths)
{
    size_t wider = 0;
    for (int width = widths->widest; width >= NARROWEST && width - LOOSE <= widths->cut; width--) {
        size_t full = count_full(widths->open, width, LOOSE);
        if (full >= FEW_FULL)
            return wider * FEW_FULL <= full ? width : 0;
        wider += widths->every[width];
    }
    return 0;
}

int gk_page_width(const struct gk_block_uses *uses, bool certain)
{
    struct widths widths = {.lines = 0};
    for (size_t i = 0; i < uses->body_end; i++) {
        const gkplan_block *block = uses->blocks[i];
        if (block->kind == GKPLAN_BLOCK_PARAGRAPH && uses->uses[i] == GK_USE_BODY &&
            !count_line(&widths, gk_string_make(block->text, block->text_length)))
            return 0;
    }
    if (widths.widest < NARROWEST)
        return 0;
    if (!certain)
        return shared_width(widths.plain, widths.widest);
    size_t full = count_full(widths.plain, widths.widest, NEAR);
    if (full >= LEAST_FULL && full * FULL_SHARE >= widths.lines)
        return widths.widest;
    return cut_width(&widths);
}

bool gk_line_is_full(struct gk_string line, int page_width, bool first, bool certain)
{
    if (page_width == 0)
        return false;
    return (int)gk_text_width(line) >= page_width - (certain ? NEAR : LOOSE) - (first ? INDENT : 0);
}

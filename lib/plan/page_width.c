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

int gk_page_width(const struct gk_block_uses *uses, bool certain)
{
    size_t widths[WIDEST + 1] = {0}, lines = 0, full = 0;
    int widest = 0;
    for (size_t i = 0; i < uses->body_end; i++) {
        const gkplan_block *block = uses->blocks[i];
        if (block->kind != GKPLAN_BLOCK_PARAGRAPH || uses->uses[i] != GK_USE_BODY)
            continue;
        struct gk_string text = gk_string_make(block->text, block->text_length);
        size_t width = text.length > 3 * WIDEST ? WIDEST + 1 : gk_text_width(text);
        if (width > WIDEST)
            return 0;
        widest = (int)width > widest ? (int)width : widest;
        /* Only what follows a break shows one: a list of headings may be as even. */
        if (gk_label_read(text).kind != GK_LABEL_NONE || gk_line_label(text) != GK_LINE_LABEL_NONE)
            continue;
        widths[width] += !gk_line_ends_sentence(text);
        lines++;
    }
    if (widest < NARROWEST)
        return 0;
    if (!certain)
        return shared_width(widths, widest);
    for (int width = widest - NEAR; width <= widest; width++)
        full += widths[width];
    return full >= LEAST_FULL && full * FULL_SHARE >= lines ? widest : 0;
}

bool gk_line_is_full(struct gk_string line, int page_width, bool first, bool certain)
{
    if (page_width == 0)
        return false;
    return (int)gk_text_width(line) >= page_width - (certain ? NEAR : LOOSE) - (first ? INDENT : 0);
}

/* What stands outside tables: lines put together as paragraphs, page numbers left out. */
#include "read/word_box_prose.h"
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/utf8.h"
#include <math.h>
#include <stdlib.h>

/* "— 3 —", "第3页", "3/12": digits and little else. */
static bool is_page_number(struct gk_string text, bool *marked)
{
    size_t digits = 0;
    *marked = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &at);
        if (codepoint >= '0' && codepoint <= '9')
            digits++;
        else if (gk_is_space(codepoint))
            continue;
        else if (!gk_is_punctuation(codepoint) && codepoint != 0x7B2C && codepoint != 0x9875 &&
                 codepoint != 0x5171 && codepoint != '|' && codepoint != '-' && codepoint != 0x2500 &&
                 codepoint != '~')
            return false;
        else
            *marked = true;
    }
    return digits > 0 && digits <= 8;
}

/* The first and last lines of a page are its number when they look like one: a bare number only at the
 * bottom, and apart from what stands above it. */
bool gk_box_mark_furniture(const struct gk_word_boxes *boxes, const struct gk_box_ruled *ruled,
                           struct gk_array *segments)
{
    struct gk_buffer text;
    bool good = true;
    gk_buffer_init(&text, &boxes->context->allocator);
    for (size_t i = 0; i < segments->count && good; i++) {
        struct gk_box_segment *segment = gk_box_segment_at(segments, i);
        const struct gk_box_segment *before = i > 0 ? gk_box_segment_at(segments, i - 1) : NULL;
        const double below_grid = gk_box_below_grid(ruled, segment);
        bool first = (!before || before->page != segment->page) && !isfinite(below_grid);
        bool last = i + 1 == segments->count || gk_box_segment_at(segments, i + 1)->page != segment->page;
        bool marked;
        if (segment->beside || (!first && !last))
            continue;
        gk_buffer_clear(&text);
        good = gk_box_append_segment(boxes, segment, &text);
        const double above =
            before && before->page == segment->page ? segment->box.top - before->box.bottom : INFINITY;
        bool apart = gk_box_least(above, below_grid) > 0.8 * segment->em;
        segment->furniture = is_page_number(gk_buffer_view(&text), &marked) &&
                             (marked ? apart || last : last && apart && !first);
    }
    gk_buffer_free(&text);
    return good;
}

static int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static double right_of(const struct gk_box_segment *segment)
{
    return segment->box.left + segment->width;
}

/* Lines of prose are long, and stand alone. */
static bool is_long(const struct gk_box_segment *segment)
{
    enum { SHORTEST = 15 };
    return !segment->beside && segment->width >= SHORTEST * segment->em;
}

bool gk_box_prose_measure(struct gk_box_prose *prose)
{
    struct gk_array sizes;
    bool good = true;
    gk_array_init(&sizes, &prose->boxes->context->allocator, sizeof(double));
    prose->left = INFINITY;
    for (size_t i = 0; i < prose->segments->count && good; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(prose->segments, i);
        if (!is_long(segment))
            continue;
        prose->left = gk_box_least(prose->left, segment->box.left);
        double *size = gk_array_push(&sizes);
        good = size != NULL;
        if (good)
            *size = segment->em;
    }
    if (sizes.count == 0)
        prose->left = 0;
    if (good && sizes.count > 0) {
        qsort(sizes.items, sizes.count, sizes.item_size, by_size);
        prose->em = *(double *)gk_array_at(&sizes, sizes.count / 2);
    }
    gk_array_free(&sizes);
    return good;
}

/* Where lines begin and end on the open page. */
static void find_margins(struct gk_box_prose *prose, size_t first, size_t end)
{
    double right = 0;
    size_t full = 0;
    prose->rightmost = 0;
    for (size_t i = first; i < end; i++)
        if (is_long(gk_box_segment_at(prose->segments, i)))
            prose->rightmost = gk_box_most(prose->rightmost, right_of(gk_box_segment_at(prose->segments, i)));
    /* Punctuation may hang over the edge of some lines: the mean of the wide ones is nearer. */
    for (size_t i = first; i < end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(prose->segments, i);
        if (!is_long(segment) || right_of(segment) < prose->rightmost - 3 * segment->em)
            continue;
        right += right_of(segment);
        full++;
    }
    prose->right = full ? right / (double)full : prose->rightmost;
}

/* Whether the line goes on in the one that comes: it is full, or both are of one title. */
static bool goes_on(const struct gk_box_prose *prose, const struct gk_box_prose_line *next,
                    struct gk_string text)
{
    const struct gk_box_prose_line *line = &prose->line;
    double width = line->box.right - prose->left, room = prose->right - prose->left;
    bool same_size = fabs(line->em - next->em) < 0.12 * line->em;
    if (prose->text.length == 0 || !same_size || line->parted || next->parted)
        return false;
    if (line->centred && next->centred)
        return next->box.top - line->box.bottom < line->em && line->em > 1.2 * prose->em;
    if (line->centred || next->box.left > prose->left + 0.8 * next->em || room < 12 * line->em)
        return false;
    /* A sentence is over and a number begins: another paragraph, however long the line was. */
    if (gk_string_ends(gk_buffer_view(&prose->text), GK_STRING("。")) &&
        gk_label_read(text).kind != GK_LABEL_NONE)
        return false;
    /* Widths of aligned text leave out the gaps that a typesetter makes beside digits. */
    if (prose->boxes->from_text)
        return line->box.right > prose->right - 3 * line->em;
    return gk_box_is_wrapped(width, room, line->em, gk_buffer_view(&prose->text), text) &&
           line->box.right > prose->right - 4 * line->em;
}

gkplan_status gk_box_prose_end(struct gk_box_prose *prose, struct gk_layout_builder *builder)
{
    const struct gk_paragraph paragraph = {.flags = (prose->line.centred ? GKPLAN_BLOCK_CENTERED : 0u) |
                                                    (prose->joined ? GKPLAN_BLOCK_LINE_BROKEN : 0u)};
    if (prose->text.length > 0) {
        gk_layout_place(builder, NULL, prose->source_line, 0);
        gk_layout_paragraph(builder, &paragraph, gk_buffer_view(&prose->text));
    }
    gk_buffer_clear(&prose->text);
    prose->joined = false;
    return prose->boxes->context->status;
}

/* Segments from `first` to `end` stand on one line. */
static bool add_line(struct gk_box_prose *prose, struct gk_layout_builder *builder, size_t first, size_t end)
{
    struct gk_box_prose_line line = {.box = gk_box_segment_at(prose->segments, first)->box};
    line.box.right = line.box.left;
    gk_buffer_clear(&prose->next);
    for (size_t i = first; i < end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(prose->segments, i);
        const double gap = i > first ? segment->box.left - line.box.right : 0;
        line.parted = line.parted || gap > 1.5 * segment->em;
        /* In aligned text a gap of one blank is the text's own. */
        if (i > first)
            gk_buffer_append_text(&prose->next, segment->rough && gap < 1.5 ? " " : "  ");
        if (!gk_box_append_segment(prose->boxes, segment, &prose->next))
            return false;
        line.em = gk_box_most(line.em, segment->em);
        line.box.left = gk_box_least(line.box.left, segment->box.left);
        line.box.right = gk_box_most(line.box.right, right_of(segment));
    }
    double off = (line.box.left + line.box.right - prose->left - prose->right) / 2;
    double indent = line.em > 1.2 * prose->em ? 0.5 : 2.5;
    line.centred = fabs(off) < line.em && line.box.left > prose->left + indent * line.em;
    bool wrapped = goes_on(prose, &line, gk_buffer_view(&prose->next));
    if (!wrapped) {
        gk_box_prose_end(prose, builder);
        const struct gk_box_word *word =
            gk_array_at(&prose->boxes->words, gk_box_segment_at(prose->segments, first)->first);
        prose->source_line = word->line;
    }
    prose->joined = prose->joined || wrapped;
    prose->line = line;
    return gk_box_append_line(&prose->text, 0, gk_buffer_view(&prose->next), true);
}

bool gk_box_write_prose(struct gk_box_prose *prose, struct gk_layout_builder *builder, size_t first,
                        size_t end)
{
    bool good = true;
    for (size_t i = first, next; i < end && good; i = next) {
        const struct gk_box_segment *segment = gk_box_segment_at(prose->segments, i);
        next = i + 1;
        if (segment->furniture) {
            gk_buffer_clear(&prose->next);
            good = gk_box_append_segment(prose->boxes, segment, &prose->next);
            gk_layout_left_out(builder, GK_LEFT_OUT_FURNITURE, gk_buffer_view(&prose->next));
            continue;
        }
        while (next < end && gk_box_segment_at(prose->segments, next)->page == segment->page &&
               gk_box_middle(gk_box_segment_at(prose->segments, next)->box) - gk_box_middle(segment->box) <
                   0.4 * segment->em)
            next++;
        good = add_line(prose, builder, i, next);
    }
    return good;
}

void gk_box_prose_page(struct gk_box_prose *prose, size_t first, size_t end)
{
    find_margins(prose, first, end);
}

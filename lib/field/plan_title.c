/* The title of a plan (contract 3.1). */
#include "core/cjk_text.h"
#include "core/label.h"
#include "field/metadata.h"
#include "field/notice_lines.h"

static struct gk_string line_of(const struct gk_block_uses *uses, size_t position)
{
    const gkplan_block *block = uses->blocks[position];
    return gk_string_make(block->text, block->text_length);
}

/* Above a centred line, lines that are not centred are no part of the title. */
static bool is_centered(const struct gk_block_uses *uses, size_t position)
{
    return (uses->blocks[position]->flags & GKPLAN_BLOCK_CENTERED) != 0;
}

/* Whether a block may be a line of a plan's title. */
static bool is_title_line(struct gk_context *context, const struct gk_block_uses *uses, size_t position)
{
    struct gk_string text = line_of(uses, position);
    if (uses->blocks[position]->kind != GKPLAN_BLOCK_PARAGRAPH || uses->uses[position] != GK_USE_BODY)
        return false;
    return gk_label_read(text).kind == GK_LABEL_NONE && gk_notice_line(context, text) == GK_LINE_OTHER;
}

/* The first lines of a sentence that the page's width broke: 现将方案印发给你们，请认真贯 above 彻执行。 */
static bool is_broken_sentence(struct gk_context *context, const struct gk_block_uses *uses, size_t position)
{
    return position + 1 < uses->count && gk_string_contains(line_of(uses, position), GK_STRING("，")) &&
           uses->blocks[position + 1]->kind == GKPLAN_BLOCK_PARAGRAPH &&
           gk_label_read(line_of(uses, position + 1)).kind == GK_LABEL_NONE &&
           gk_notice_line(context, line_of(uses, position + 1)) == GK_LINE_SENTENCE;
}

/* Whether a block stands between a title and its table without being part of either. */
static bool may_stand_between(struct gk_context *context, const struct gk_block_uses *uses, size_t position)
{
    gkplan_block_kind kind = uses->blocks[position]->kind;
    if (kind == GKPLAN_BLOCK_PAGE_BREAK || kind == GKPLAN_BLOCK_RULE ||
        uses->uses[position] == GK_USE_FURNITURE)
        return true;
    if (kind != GKPLAN_BLOCK_PARAGRAPH)
        return false;
    enum gk_notice_line_kind line = gk_notice_line(context, line_of(uses, position));
    return line == GK_LINE_TABLE_NOTE || line == GK_LINE_SENTENCE ||
           is_broken_sentence(context, uses, position);
}

static bool ends_as_title(struct gk_string text)
{
    static const char *const ends[] = {"表", "清单", "方案", "计划", "台账", "要点", "分工", "任务", "安排"};
    text = gk_trim(text);
    return gk_string_ends_with_one(text, ends, sizeof ends / sizeof *ends);
}

/* A labelled line between the title and its table (一、交通提升行动) is passed over where what stands above
 * it ends as titles do; else `position` stays. */
static size_t past_labelled(struct gk_context *context, const struct gk_block_uses *uses, size_t position)
{
    enum { LABELLED_LINES = 2 };
    size_t at = position;
    while (at > 0 && position - at < LABELLED_LINES && uses->blocks[at - 1]->kind == GKPLAN_BLOCK_PARAGRAPH &&
           gk_label_read(line_of(uses, at - 1)).kind != GK_LABEL_NONE &&
           gk_notice_line(context, line_of(uses, at - 1)) == GK_LINE_OTHER)
        at--;
    bool found = at > 0 && at < position && is_title_line(context, uses, at - 1) &&
                 ends_as_title(line_of(uses, at - 1));
    return found ? at : position;
}

static const char *join(struct gk_context *context, const struct gk_block_uses *uses, size_t first,
                        size_t last)
{
    struct gk_buffer lines, joined;
    gk_buffer_init(&lines, &context->allocator);
    gk_buffer_init(&joined, &context->allocator);
    for (size_t i = first; i <= last; i++) {
        gk_buffer_append(&lines, "\n", 1);
        gk_buffer_append_string(&lines, line_of(uses, i));
    }
    const char *title = NULL;
    if (!lines.failed && gk_join_lines(&joined, gk_buffer_view(&lines)))
        title = gk_arena_copy(context->arena, gk_buffer_view(&joined));
    if (!title)
        gk_fail_memory(context);
    gk_buffer_free(&lines);
    gk_buffer_free(&joined);
    return title;
}

/* The name in 《》 of the notice's title. */
static const char *name_in_title(struct gk_context *context, const gkplan_metadata *metadata)
{
    struct gk_string title = gk_string_of(metadata->title);
    size_t open = gk_string_find(title, GK_STRING("《"), 0);
    size_t close = open == GK_NOT_FOUND ? open : gk_string_find(title, GK_STRING("》"), open);
    if (close == GK_NOT_FOUND)
        return NULL;
    open += strlen("《");
    const char *name = gk_arena_copy(context->arena, gk_string_make(title.data + open, close - open));
    if (!name)
        gk_fail_memory(context);
    return name;
}

gkplan_status gk_plan_title(struct gk_context *context, struct gk_block_uses *uses, size_t position,
                            const gkplan_metadata *metadata, const char **out)
{
    enum { LINES_BETWEEN = 6, TITLE_LINES = 3 };
    *out = NULL;
    size_t last = position;
    for (size_t tries = 0; last > 0 && tries < LINES_BETWEEN && may_stand_between(context, uses, last - 1);
         tries += uses->uses[last] != GK_USE_FURNITURE)
        last--;
    size_t labelled = past_labelled(context, uses, last);
    if (labelled < last)
        last = labelled;
    if (last == 0 || !is_title_line(context, uses, last - 1)) {
        *out = name_in_title(context, metadata);
        return context->status;
    }
    size_t first = --last;
    while (first > 0 && last - first + 1 < TITLE_LINES && is_title_line(context, uses, first - 1) &&
           !gk_notice_is_issuer(line_of(uses, first - 1)) &&
           (!is_centered(uses, last) || is_centered(uses, first - 1)))
        first--;
    *out = join(context, uses, first, last);
    for (size_t i = first; i <= last; i++)
        uses->uses[i] = GK_USE_PLAN_TITLE;
    return context->status;
}

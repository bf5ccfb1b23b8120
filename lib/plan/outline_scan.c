/* The numbered prose as a flat list of items. */
#include "plan/outline_scan.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "field/label.h"
#include "field/notice_lines.h"

struct scan {
    struct gk_context *context;
    const struct gk_block_uses *uses;
    struct gk_array *items;
    struct gk_array kinds; /* enum gk_label_kind, the open levels */
    struct gk_buffer body; /* of the last item */
    bool body_open;        /* its last paragraph may go on (contract 3.8) */
};

static struct gk_outline_item *last_item(const struct scan *scan)
{
    return scan->items->count ? gk_array_at(scan->items, scan->items->count - 1) : NULL;
}

static gkplan_status finish_body(struct scan *scan)
{
    struct gk_outline_item *item = last_item(scan);
    if (scan->body.failed)
        return gk_fail_memory(scan->context);
    if (item) {
        item->body = gk_arena_copy(scan->context->arena, gk_buffer_view(&scan->body));
        if (!item->body)
            return gk_fail_memory(scan->context);
    }
    gk_buffer_clear(&scan->body);
    scan->body_open = false;
    return scan->context->status;
}

/* The level of a label: that of the open one of its kind, else one below the innermost. */
static uint32_t find_level(struct scan *scan, enum gk_label_kind kind)
{
    for (size_t i = 0; i < scan->kinds.count; i++)
        if (*(enum gk_label_kind *)gk_array_at(&scan->kinds, i) == kind) {
            scan->kinds.count = i + 1;
            return (uint32_t)i + 1;
        }
    enum gk_label_kind *open = gk_array_push(&scan->kinds);
    if (!open) {
        gk_fail_memory(scan->context);
        return 1;
    }
    *open = kind;
    return (uint32_t)scan->kinds.count;
}

/* The end of a run-in heading: the first 。 outside quotation marks and brackets; GK_NOT_FOUND when there is
 * none. */
static size_t heading_end(struct gk_string text)
{
    static const char opens[] = "“《（(〔‘", closes[] = "”》）)〕’";
    int depth = 0;
    for (size_t position = 0; position < text.length;) {
        size_t start = position;
        uint32_t codepoint = gk_utf8_next(text, &position);
        struct gk_string sign = gk_string_make(text.data + start, position - start);
        if (codepoint == 0x3002 && depth <= 0)
            return start;
        if (gk_string_contains(GK_STRING(opens), sign))
            depth++;
        else if (gk_string_contains(GK_STRING(closes), sign))
            depth--;
    }
    return gk_string_find(text, GK_STRING("。"), 0);
}

static bool ends_sentence(struct gk_string text)
{
    static const char *const marks[] = {"。", "！", "？", "：", "；", "!", "?", ":", ";"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (gk_string_ends(text, gk_string_of(marks[i])))
            return true;
    return false;
}

static gkplan_status begin_item(struct scan *scan, size_t position, struct gk_string text,
                                struct gk_label label)
{
    if (finish_body(scan) != GKPLAN_STATUS_OK)
        return scan->context->status;
    uint32_t level = find_level(scan, label.kind);
    struct gk_outline_item *item = gk_array_push(scan->items);
    if (!item)
        return gk_fail_memory(scan->context);
    struct gk_string rest = gk_string_from(text, label.rest), title = rest;
    size_t end = heading_end(rest);
    if (end != GK_NOT_FOUND) {
        title = gk_string_first(rest, end);
        gk_buffer_append_string(&scan->body, gk_trim(gk_string_from(rest, end + strlen("。"))));
        scan->body_open = !ends_sentence(rest);
    }
    *item = (struct gk_outline_item){.block = scan->uses->blocks[position],
                                     .position = position,
                                     .level = level,
                                     .label = gk_string_make(text.data + label.start, label.length),
                                     .title = gk_trim(title),
                                     .body = ""};
    return scan->context->status;
}

/* Whether a paragraph goes on in the next one. A line such as 责任单位：… ends with itself, unless its list
 * does not. */
static bool goes_on(struct gk_string text)
{
    static const char *const separators[] = {"、", "，", ","};
    if (!gk_labelled_line(text))
        return !ends_sentence(text);
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (gk_string_ends(text, gk_string_of(separators[i])))
            return true;
    return false;
}

/* An unlabelled paragraph: it continues the one before it, or is one more of the section above it. */
static void add_paragraph(struct scan *scan, struct gk_string text, bool heading)
{
    if (scan->body.length && scan->body_open && !heading && !gk_labelled_line(text)) {
        struct gk_string before = gk_buffer_view(&scan->body);
        size_t end = before.length, start = 0;
        bool tight = gk_is_cjk(gk_utf8_previous(before, &end)) && gk_is_cjk(gk_utf8_next(text, &start));
        gk_buffer_append_text(&scan->body, tight ? "" : " ");
    } else if (scan->body.length) {
        gk_buffer_append_text(&scan->body, "\n");
    }
    gk_buffer_append_string(&scan->body, text);
    scan->body_open = !heading && goes_on(text);
}

static bool is_body(const struct scan *scan, size_t position)
{
    return scan->uses->blocks[position]->kind == GKPLAN_BLOCK_PARAGRAPH &&
           (scan->uses->uses[position] == GK_USE_BODY || scan->uses->uses[position] == GK_USE_PLAN_TITLE);
}

gkplan_status gk_outline_scan(struct gk_context *context, const struct gk_block_uses *uses,
                              struct gk_array *items)
{
    struct scan scan = {.context = context, .uses = uses, .items = items};
    gk_array_init(&scan.kinds, &context->allocator, sizeof(enum gk_label_kind));
    gk_buffer_init(&scan.body, &context->allocator);
    for (size_t position = 0; position < uses->body_end && context->status == GKPLAN_STATUS_OK; position++) {
        const gkplan_block *block = uses->blocks[position];
        if (block->kind == GKPLAN_BLOCK_TABLE && items->count)
            break;
        if (!is_body(&scan, position))
            continue;
        struct gk_string text = gk_string_make(block->text, block->text_length);
        struct gk_label label = gk_label_read(text);
        if (label.kind != GK_LABEL_NONE && label.kind != GK_LABEL_DASH)
            begin_item(&scan, position, text, label);
        else if (items->count && uses->uses[position] == GK_USE_BODY)
            add_paragraph(&scan, text, block->level > 0);
    }
    if (context->status == GKPLAN_STATUS_OK)
        finish_body(&scan);
    gk_array_free(&scan.kinds);
    gk_buffer_free(&scan.body);
    return context->status;
}

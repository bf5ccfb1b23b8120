/* The numbered prose as sections, and as a plan where the document has no table (contract 3.4 to 3.9). */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "plan/normalise.h"
#include "plan/outline_item.h"
#include "plan/outline_notes.h"
#include "plan/outline_scan.h"

static gkplan_section *make_section(struct gk_context *context, const struct gk_outline_item *item)
{
    gkplan_section *section = gk_arena_new_object(context->arena, gkplan_section);
    if (!section) {
        gk_fail_memory(context);
        return NULL;
    }
    section->label = gk_arena_copy(context->arena, item->label);
    section->title = gk_arena_copy(context->arena, item->title);
    section->body = item->body;
    section->place = item->block->place;
    if (!section->label || !section->title)
        gk_fail_memory(context);
    return section;
}

static gkplan_status add_sections(struct gk_context *context, const struct gk_array *items,
                                  struct gk_normalised *out)
{
    struct gk_array open;
    gk_array_init(&open, &context->allocator, sizeof(gkplan_section *));
    for (size_t i = 0; i < items->count && context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_outline_item *item = gk_array_at(items, i);
        gkplan_section *section = make_section(context, item), *before = NULL;
        if (!section)
            break;
        if (item->level <= open.count)
            before = *(gkplan_section **)gk_array_at(&open, item->level - 1);
        open.count = item->level - 1 < open.count ? item->level - 1 : open.count;
        gkplan_section *parent = open.count ? *(gkplan_section **)gk_array_at(&open, open.count - 1) : NULL;
        section->parent = parent;
        if (before)
            before->next = section;
        else if (parent)
            parent->first_child = section;
        else
            out->first_section = section;
        gkplan_section **slot = gk_array_push(&open);
        if (slot)
            *slot = section;
        else
            gk_fail_memory(context);
    }
    gk_array_free(&open);
    return context->status;
}

static gkplan_status add_items(struct gk_outline *outline, const struct gk_array *items)
{
    struct gk_array open;
    gk_array_init(&open, &outline->context->allocator, sizeof(gkplan_node *));
    for (size_t i = 0; i < items->count && outline->context->status == GKPLAN_STATUS_OK; i++) {
        const struct gk_outline_item *item = gk_array_at(items, i), *next = item + 1;
        open.count = item->level - 1 < open.count ? item->level - 1 : open.count;
        gkplan_node *parent = open.count ? *(gkplan_node **)gk_array_at(&open, open.count - 1) : NULL;
        bool deeper = i + 1 < items->count && next->level > item->level;
        gkplan_node *task = gk_outline_add(outline, parent, item, deeper);
        gkplan_node **slot = task ? gk_array_push(&open) : NULL;
        if (!slot) {
            gk_fail_memory(outline->context);
            break;
        }
        *slot = task;
    }
    gk_array_free(&open);
    return outline->context->status;
}

static uint64_t count(const char *text)
{
    return gk_utf8_count_characters(gk_string_of(text));
}

/* What is in the tree, and what the prose holds: counted apart, so that what was lost between them shows. */
static uint64_t count_placed(const gkplan_plan *plan)
{
    uint64_t placed = 0;
    for (gkplan_node *node = (gkplan_node *)(uintptr_t)plan->first_node; node; node = gk_node_next(node)) {
        const gkplan_task *task = node->task;
        placed += count(node->label) + count(node->text);
        if (!task)
            continue;
        const gkplan_units *const units[] = {task->lead, task->units, task->support};
        for (size_t i = 0; i < sizeof units / sizeof *units; i++)
            placed += units[i] ? count(units[i]->text) : 0;
        placed += task->deadline ? count(task->deadline->text) : 0;
        for (const gkplan_field *field = task->first_field; field; field = field->next)
            placed += count(field->name) + count(field->text);
    }
    return placed;
}

static uint64_t count_cells(const gkplan_table *table)
{
    uint64_t characters = 0;
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            characters += gk_utf8_count_characters(gk_trim(gk_string_make(cell->text, cell->text_length)));
    return characters;
}

/* All lines from the first label to the prose's end. One that the notice took is named, so that it shows. */
static uint64_t count_read(struct gk_outline *outline, const struct gk_block_uses *uses, size_t first)
{
    uint64_t read = 0;
    for (size_t i = first; i < uses->body_end; i++) {
        const gkplan_block *block = uses->blocks[i];
        struct gk_string text = gk_string_make(block->text, block->text_length);
        if (gk_outline_is_labelled_table(block))
            read += count_cells(block->table);
        if (block->kind != GKPLAN_BLOCK_PARAGRAPH || uses->uses[i] == GK_USE_FURNITURE)
            continue;
        uint64_t characters = gk_utf8_count_characters(text);
        read += characters;
        if (uses->uses[i] != GK_USE_METADATA)
            continue;
        gk_diagnose_strings(outline->context, GK_MESSAGE_PROSE_TAKEN, &block->place, NULL, text,
                            gk_string_of(""));
        outline->named += (int64_t)characters;
    }
    return read;
}

static gkplan_status add_plan(struct gk_context *context, struct gk_layout *layout,
                              struct gk_block_uses *uses, const struct gk_array *items,
                              struct gk_normalised *out)
{
    const char *title;
    struct gk_outline outline = {.context = context};
    size_t first = ((struct gk_outline_item *)gk_array_at(items, 0))->position;
    context->current_plan = 0;
    if (gk_plan_title(context, uses, first, out->metadata, &title) != GKPLAN_STATUS_OK ||
        gk_plan_draft_begin(context, &outline.draft, title, out->metadata, GKPLAN_PLAN_OUTLINE) !=
            GKPLAN_STATUS_OK ||
        add_items(&outline, items) != GKPLAN_STATUS_OK ||
        gk_plan_draft_finish(&outline.draft) != GKPLAN_STATUS_OK)
        return context->status;
    out->first_plan = out->last_plan = outline.draft.plan;
    out->plan_count = 1;
    layout->account.plan_read += count_read(&outline, uses, first);
    layout->account.plan_placed += count_placed(outline.draft.plan) + (uint64_t)outline.marks;
    layout->account.plan_named += (uint64_t)outline.named;
    return context->status;
}

static bool is_deep(const struct gk_array *items)
{
    for (size_t i = 0; i < items->count; i++)
        if (((struct gk_outline_item *)gk_array_at(items, i))->level >= 2)
            return true;
    return false;
}

/* A letter whose own prose is no plan, with the plan in an attachment: the first that is deep enough. The
 * cells of a lost table are no prose. */
static gkplan_status add_attached(struct gk_context *context, struct gk_layout *layout,
                                  struct gk_block_uses *uses, struct gk_normalised *out)
{
    struct gk_array items;
    gk_array_init(&items, &context->allocator, sizeof(struct gk_outline_item));
    for (size_t from = uses->body_end, to; from < uses->count && !out->first_plan; from = to) {
        for (to = from + 1; to < uses->count && uses->uses[to] != GK_USE_ATTACHMENT_MARK;)
            to++;
        uses->body_end = from;
        while (uses->body_end < to && uses->uses[uses->body_end] != GK_USE_LOST_TABLE)
            uses->body_end++;
        gk_array_clear(&items);
        if (gk_outline_scan(context, uses, from, &items) != GKPLAN_STATUS_OK)
            break;
        if (is_deep(&items))
            add_plan(context, layout, uses, &items, out);
    }
    gk_array_free(&items);
    return context->status;
}

/* Says where prose that is in no plan says who does what. */
static void say_unplanned(struct gk_context *context, const struct gk_block_uses *uses, size_t from)
{
    for (size_t i = from; i < uses->count && context->status == GKPLAN_STATUS_OK; i++) {
        const gkplan_block *block = uses->blocks[i];
        struct gk_string text = gk_string_make(block->text, block->text_length);
        struct gk_bracketed part;
        if (block->kind != GKPLAN_BLOCK_PARAGRAPH || uses->uses[i] != GK_USE_BODY || text.length == 0)
            continue;
        bool line = gk_labelled_line(text);
        if (!line && !(gk_bracket_next(context, &text, &part) && part.inside.length))
            continue;
        gk_diagnose_strings(context, GK_MESSAGE_PROSE_UNPLANNED, &block->place, NULL,
                            line ? text : part.inside, gk_string_of(""));
        return;
    }
}

gkplan_status gk_plan_from_outline(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out)
{
    struct gk_array items;
    gk_array_init(&items, &context->allocator, sizeof(struct gk_outline_item));
    gk_outline_mark_notes(uses);
    if (gk_outline_scan(context, uses, 0, &items) == GKPLAN_STATUS_OK)
        add_sections(context, &items, out);
    bool deep = is_deep(&items);
    if (!out->first_plan && deep && context->status == GKPLAN_STATUS_OK)
        add_plan(context, layout, uses, &items, out);
    gk_array_free(&items);
    if (!out->first_plan && !deep && context->status == GKPLAN_STATUS_OK)
        add_attached(context, layout, uses, out);
    size_t behind = out->first_plan ? uses->body_end : 0;
    if (!out->first_plan || out->first_plan->layout == GKPLAN_PLAN_OUTLINE)
        say_unplanned(context, uses, behind);
    return context->status;
}

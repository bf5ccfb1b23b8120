/* From a numbered paragraph to a task and its leaves: text up to each bracket is a leaf, labelled lines
 * belong to the leaf before them (contract 3.4 to 3.6). */
#include "plan/outline_item.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "field/line_end.h"
#include "field/responsibility.h"
#include "field/units.h"

enum part_kind { PART_TEXT, PART_BRACKET, PART_LINE };

/* A part of an item's body. */
struct part {
    enum part_kind kind;
    struct gk_string text; /* of a bracket its inside */
    int marks;
};

/* An item that is being added. */
struct adding {
    struct gk_outline *outline;
    const struct gk_outline_item *item;
    struct gk_array parts;
    gkplan_node *task;
    gkplan_node *leaf;     /* the last one of the body, NULL: none yet */
    struct gk_buffer text; /* of the next leaf */
    bool has_text;
    bool said; /* that who does it stays in the text */
};

static void push_part(struct adding *adding, enum part_kind kind, struct gk_string text, int marks)
{
    struct part *part = gk_array_push(&adding->parts);
    if (part)
        *part = (struct part){kind, text, marks};
    else
        gk_fail_memory(adding->outline->context);
}

/* 责任人：王某 counts beside a line that says who does it. */
static bool leads_to_doer(struct gk_string rest)
{
    enum { LINES = 4 };
    struct gk_string line;
    for (int i = 0; i < LINES && gk_next_line(&rest, &line); i++) {
        enum gk_line_label label = gk_line_label(line);
        if (label != GK_LINE_LABEL_PERSON)
            return label == GK_LINE_LABEL_DOER;
    }
    return false;
}

/* A text that ends in a bracket without its end, which begins as one does that says who does it. */
static void check_open_bracket(struct adding *adding, struct gk_string text)
{
    struct gk_open_brackets open = {.depth = 0};
    gk_brackets_follow(&open, text);
    if (open.depth == 0)
        return;
    struct gk_string rest = gk_bracket_open_end(adding->outline->context, text);
    if (rest.length)
        gk_diagnose_strings(adding->outline->context, GK_MESSAGE_BRACKET_OPEN, &adding->item->block->place,
                            NULL, rest, gk_string_of(""));
    adding->said = adding->said || rest.length;
}

static bool starts_with_bracket(struct gk_string text)
{
    text = gk_trim(text);
    return gk_string_starts(text, GK_STRING("（")) || gk_string_starts(text, GK_STRING("("));
}

/* …。责任单位：市教育局 */
static void check_sentences(struct adding *adding, struct gk_string text)
{
    if (!gk_string_contains(text, GK_STRING("：")) && !gk_string_contains(text, GK_STRING(":")))
        return;
    for (size_t at = 0; (at = gk_string_find(text, GK_STRING("。"), at)) != GK_NOT_FOUND;) {
        at += strlen("。");
        struct gk_string sentence = gk_string_from(text, at);
        if (starts_with_bracket(sentence) || gk_line_label(sentence) != GK_LINE_LABEL_DOER)
            continue;
        gk_diagnose_strings(adding->outline->context, GK_MESSAGE_DOER_IN_SENTENCE,
                            &adding->item->block->place, NULL, sentence, gk_string_of(""));
        adding->said = true;
        return;
    }
}

/* A bracket that stays in the text, and perhaps should not. */
static void check_doubtful(struct adding *adding, const struct gk_bracketed *part)
{
    if (part->doubtful.length)
        gk_diagnose_strings(adding->outline->context, GK_MESSAGE_BRACKET_DOUBTFUL,
                            &adding->item->block->place, NULL, part->doubtful, gk_string_of(""));
}

/* Bytes of the clause that begins at `at`, with its mark. */
static size_t clause_length(struct gk_string text, size_t at)
{
    size_t start = at;
    while (at < text.length)
        if (gk_utf8_is_one_of(gk_fold_codepoint(gk_utf8_next(text, &at)), "。,;"))
            break;
    return at - start;
}

/* 由市教育局牵头，…; 市教育局、市财政局负责，…; 牵头部门为市教育局: a clause in which a unit stands in front
 * of the word, or a label begins. */
static bool names_doer(struct gk_context *context, struct gk_string clause)
{
    size_t at = gk_string_find(clause, GK_STRING("牵头"), 0);
    if (at != GK_NOT_FOUND && at > 0 && gk_unit_name_ends(gk_string_first(clause, at)))
        return true;
    at = gk_string_find(clause, GK_STRING("负责，"), 0);
    if (at != GK_NOT_FOUND && !gk_line_list_is_cut(gk_string_first(clause, at)) &&
        !gk_string_ends(gk_string_first(clause, at), GK_STRING("、政府"))) /* 党委领导、政府负责 */
        return true;
    return gk_responsibility_labelled(context, clause);
}

static void check_text(struct adding *adding, struct gk_string text)
{
    struct gk_context *context = adding->outline->context;
    for (size_t at = 0; at < text.length && !adding->said;) {
        struct gk_string clause = gk_string_first(gk_string_from(text, at), clause_length(text, at));
        at += clause.length;
        if (!names_doer(context, clause))
            continue;
        gk_diagnose_strings(context, GK_MESSAGE_DOER_IN_SENTENCE, &adding->item->block->place, NULL, clause,
                            gk_string_of(""));
        adding->said = true;
    }
}

/* Who does it may stand in the sentences of an item that says it nowhere else; `heading` is that of a leaf.
 */
static void check_clauses(struct adding *adding, struct gk_string heading)
{
    for (size_t i = 0; i < adding->parts.count; i++)
        if (((struct part *)gk_array_at(&adding->parts, i))->kind != PART_TEXT)
            return;
    check_text(adding, heading);
    for (size_t i = 0; i < adding->parts.count; i++)
        check_text(adding, ((struct part *)gk_array_at(&adding->parts, i))->text);
}

static void parse_paragraph(struct adding *adding, struct gk_string paragraph)
{
    struct gk_context *context = adding->outline->context;
    struct gk_bracketed part = {.marks = 0};
    while ((part.marks && gk_bracket_deadline(context, &paragraph, &part)) ||
           gk_bracket_next(context, &paragraph, &part)) {
        check_doubtful(adding, &part);
        if (part.text.length) {
            check_sentences(adding, part.text);
            push_part(adding, PART_TEXT, part.text, 0);
            adding->has_text = true;
        }
        if (part.inside.length)
            push_part(adding, PART_BRACKET, part.inside, part.marks);
        else
            check_open_bracket(adding, part.text);
    }
}

static void parse_body(struct adding *adding)
{
    struct gk_string rest = gk_string_of(adding->item->body), line;
    bool beside = false;
    while (gk_next_line(&rest, &line)) {
        enum gk_line_label label = gk_line_label(line);
        beside =
            label == GK_LINE_LABEL_DOER || (label == GK_LINE_LABEL_PERSON && (beside || leads_to_doer(rest)));
        if (beside)
            push_part(adding, PART_LINE, line, 0);
        else
            parse_paragraph(adding, line);
    }
}

/* Read who does it into a leaf, beside what is there. */
static void read_into(struct adding *adding, gkplan_node *leaf, const struct part *part)
{
    struct gk_outline *outline = adding->outline;
    gkplan_task *task = leaf->task ? (gkplan_task *)(uintptr_t)leaf->task
                                   : gk_arena_new_object(outline->context->arena, gkplan_task);
    if (!task) {
        gk_fail_memory(outline->context);
        return;
    }
    struct gk_responsibility said = {.lead = (gkplan_units *)(uintptr_t)task->lead,
                                     .units = (gkplan_units *)(uintptr_t)task->units,
                                     .support = (gkplan_units *)(uintptr_t)task->support,
                                     .deadline = (gkplan_deadline *)(uintptr_t)task->deadline,
                                     .first_field = (gkplan_field *)(uintptr_t)task->first_field};
    struct gk_node_path path = gk_node_path_text(leaf);
    gk_bracket_read(outline->context, part->text, &outline->draft.calendar, &leaf->place, path.text, &said);
    task->lead = said.lead;
    task->units = said.units;
    task->support = said.support;
    task->deadline = said.deadline;
    task->first_field = said.first_field;
    leaf->task = task;
    outline->marks += said.marks + part->marks;
    outline->named += said.named;
}

static gkplan_node *add_node(struct adding *adding, gkplan_node *parent, gkplan_node_kind kind,
                             struct gk_string text)
{
    gkplan_node *node = gk_node_add(&adding->outline->draft, parent, kind, text, false);
    if (node) {
        node->block = adding->item->block;
        node->place = adding->item->block->place;
        node->evidence = GKPLAN_EVIDENCE_OUTLINE;
    }
    return node;
}

static void add_leaf(struct adding *adding)
{
    gkplan_node *leaf =
        add_node(adding, adding->task, GKPLAN_NODE_REQUIREMENT, gk_buffer_view(&adding->text));
    gk_buffer_clear(&adding->text);
    adding->leaf = leaf ? leaf : adding->leaf;
}

/* What stands before the first text of the body belongs to its first leaf. */
static void add_waiting(struct adding *adding, const struct part *title, size_t count)
{
    struct gk_context *context = adding->outline->context;
    for (size_t i = 0; i <= count && context->status == GKPLAN_STATUS_OK; i++) {
        const struct part *part = i == 0 ? title : gk_array_at(&adding->parts, i - 1);
        if (!part->text.length)
            continue;
        struct gk_node_path path = gk_node_path_text(adding->leaf);
        gk_diagnose_strings(context, GK_MESSAGE_DOER_BEFORE_TEXT, &adding->leaf->place, path.text, part->text,
                            gk_string_of(""));
        read_into(adding, adding->leaf, part);
    }
}

/* The leaves of a body with text. `waiting` parts stand before it. */
static void add_leaves(struct adding *adding, const struct part *title, size_t waiting)
{
    struct gk_context *context = adding->outline->context;
    for (size_t i = waiting; i <= adding->parts.count && context->status == GKPLAN_STATUS_OK; i++) {
        const struct part *part = i < adding->parts.count ? gk_array_at(&adding->parts, i) : NULL;
        bool first = !adding->leaf;
        if (part && part->kind == PART_TEXT) {
            if (adding->text.length)
                gk_buffer_append(&adding->text, "\n", 1);
            gk_buffer_append_string(&adding->text, part->text);
            continue;
        }
        if (adding->text.length)
            add_leaf(adding);
        if (first && adding->leaf)
            add_waiting(adding, title, waiting);
        if (part && adding->leaf)
            read_into(adding, adding->leaf, part);
    }
    if (adding->text.failed)
        gk_fail_memory(context);
}

/* A task that is no leaf and has no text of its own cannot take who does it. */
static void refuse(struct adding *adding)
{
    struct gk_outline *outline = adding->outline;
    struct gk_node_path path = gk_node_path_text(adding->task);
    for (size_t i = 0; i < adding->parts.count; i++) {
        const struct part *part = gk_array_at(&adding->parts, i);
        gk_diagnose_strings(outline->context, GK_MESSAGE_VALUE_OF_PARENT, &adding->task->place, path.text,
                            part->text, gk_string_of(""));
        outline->named += (int64_t)gk_utf8_count_characters(part->text) + part->marks;
    }
}

/* How the heading counts. */
struct heading {
    struct gk_string text;
    struct part bracket; /* at its end; empty text: none, or it stays */
    bool is_sentence;    /* it is the first leaf's text and no heading */
};

static size_t count_waiting(const struct adding *adding)
{
    size_t waiting = 0;
    while (waiting < adding->parts.count &&
           ((struct part *)gk_array_at(&adding->parts, waiting))->kind != PART_TEXT)
        waiting++;
    return waiting;
}

/* Whether the first text of the body has a bracket of its own. */
static bool first_has_bracket(const struct adding *adding)
{
    for (size_t i = count_waiting(adding); i < adding->parts.count; i++) {
        const struct part *part = gk_array_at(&adding->parts, i);
        if (part->kind != PART_TEXT)
            return part->kind == PART_BRACKET;
    }
    return false;
}

static struct heading read_heading(struct adding *adding, bool deeper)
{
    const struct gk_outline_item *item = adding->item;
    const struct part *first = adding->parts.count ? gk_array_at(&adding->parts, 0) : NULL;
    struct heading heading = {.text = item->title};
    struct gk_string rest = item->title;
    struct gk_bracketed bracket = {.marks = 0};
    struct gk_context *context = adding->outline->context;
    bool has_bracket =
        gk_bracket_next(context, &rest, &bracket) && bracket.inside.length && gk_is_blank(rest);
    if (has_bracket && (deeper || first_has_bracket(adding))) {
        gk_diagnose_strings(context, GK_MESSAGE_HEADING_WITH_DOER, &item->block->place, NULL, bracket.inside,
                            gk_string_of(""));
    } else if (has_bracket) {
        heading.text = bracket.text;
        heading.bracket = (struct part){PART_BRACKET, bracket.inside, bracket.marks};
    } else {
        check_open_bracket(adding, item->title);
        check_doubtful(adding, &bracket);
    }
    heading.is_sentence =
        item->closed && !has_bracket && adding->has_text && first && first->kind == PART_BRACKET;
    return heading;
}

/* The heading with its 。, which was cut off, as the first part of the body. */
static void heading_to_body(struct adding *adding, struct heading *heading)
{
    struct gk_context *context = adding->outline->context;
    gk_diagnose_strings(context, GK_MESSAGE_SENTENCE_NO_HEADING, &adding->item->block->place, NULL,
                        heading->text, gk_string_of(""));
    gk_buffer_append_string(&adding->text, heading->text);
    gk_buffer_append_text(&adding->text, "。");
    adding->outline->marks--;
    heading->text = gk_string_of("");
}

static void add_body(struct adding *adding, const struct heading *heading, bool deeper)
{
    if (adding->has_text) {
        add_leaves(adding, &heading->bracket, heading->is_sentence ? 0 : count_waiting(adding));
    } else if (deeper) {
        refuse(adding);
    } else {
        if (heading->bracket.text.length)
            read_into(adding, adding->task, &heading->bracket);
        for (size_t i = 0; i < adding->parts.count; i++)
            read_into(adding, adding->task, gk_array_at(&adding->parts, i));
    }
}

gkplan_node *gk_outline_add(struct gk_outline *outline, gkplan_node *parent,
                            const struct gk_outline_item *item, bool deeper)
{
    struct gk_context *context = outline->context;
    struct adding adding = {.outline = outline, .item = item};
    struct part few[16]; /* no allocation for most items */
    char storage[1024];
    gk_array_init_in(&adding.parts, &context->allocator, sizeof(struct part), few, sizeof few / sizeof *few);
    gk_buffer_init_in(&adding.text, &context->allocator, storage, sizeof storage);
    parse_body(&adding);
    struct heading heading = read_heading(&adding, deeper);
    const struct gk_string none = {"", 0};
    check_clauses(&adding, deeper || heading.bracket.text.length ? none : heading.text);
    outline->marks += item->closed;
    if (heading.is_sentence)
        heading_to_body(&adding, &heading);
    adding.task = add_node(&adding, parent, GKPLAN_NODE_TASK, heading.text);
    if (adding.task) {
        adding.task->label = gk_arena_copy(context->arena, item->label);
        if (!adding.task->label)
            gk_fail_memory(context);
    }
    if (context->status == GKPLAN_STATUS_OK)
        add_body(&adding, &heading, deeper);
    gk_array_free(&adding.parts);
    gk_buffer_free(&adding.text);
    return context->status == GKPLAN_STATUS_OK ? adding.task : NULL;
}

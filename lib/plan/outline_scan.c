/* The numbered prose as a flat list of items: lines are joined to paragraphs, and paragraphs belong to the
 * label above them. */
#include "plan/outline_scan.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "field/line_end.h"
#include "plan/outline_levels.h"
#include "plan/page_width.h"

struct line {
    const gkplan_block *block;
    size_t position; /* of the block */
    struct gk_string text;
    struct gk_label label;
    bool labelled;
    bool tops_page; /* a page ends in front of it */
};

struct scan {
    struct gk_context *context;
    const struct gk_block_uses *uses;
    struct gk_array *items;
    struct gk_outline_levels levels;
    size_t position;              /* of the next block */
    struct gk_string single;      /* the open paragraph where it is one line */
    struct gk_buffer joined;      /* where it is several; else empty */
    struct gk_buffer body;        /* of the last item, without the open paragraph */
    struct gk_open_brackets open; /* of the open paragraph */
    bool in_heading;              /* the open paragraph has the last item's label in front */
    bool has_stop;                /* and a 。 inside */
    bool goes_on;                 /* an unlabelled line continues it (contract 3.8) */
    bool may_go_on;               /* it ends with a sentence, but at the page's edge */
    bool may_be_cut;              /* it has no mark at its end, and is long for a heading */
    size_t broken;                /* so many lines do: a bracket is open that they close */
    int page_width;               /* 0: lines are paragraphs */
    int doubtful_width;           /* 0: nothing looks as if a page had broken it */
    uint32_t chapter;             /* the last number without a mark: 1 总则 */
    bool behind_plan;             /* the last thing was a table that is a plan */
};

static const struct gk_string nothing = {"", 0};

/* The label of a line. One that automatic numbering wrote ends where that says: 1. and 5亿元 are not 1.5亿元.
 */
static struct gk_label read_label(const gkplan_block *block, struct gk_string text)
{
    if (block->label_length == 0 || block->label_length >= text.length)
        return gk_label_read(text);
    struct gk_string written = gk_trim(gk_string_first(text, block->label_length));
    struct gk_label label = gk_label_read(written);
    if (label.kind == GK_LABEL_NONE && gk_numeral_read(written, &label.value)) { /* without a mark */
        label.kind = written.data[0] <= '9' ? GK_LABEL_DECIMAL : GK_LABEL_CHINESE;
        label.length = written.length;
    }
    label.rest = label.kind == GK_LABEL_NONE ? 0 : block->label_length;
    return label;
}

/* The next line of the prose at or after *position, which moves past it: NULL for `block` at a table. False
 * at the end. */
static bool next_line(const struct scan *scan, size_t *position, struct line *line)
{
    const struct gk_block_uses *uses = scan->uses;
    bool tops_page = false;
    while (*position < uses->body_end) {
        const gkplan_block *block = uses->blocks[*position];
        enum gk_block_use use = uses->uses[*position];
        *line = (struct line){.position = (*position)++};
        if (block->kind == GKPLAN_BLOCK_TABLE)
            return true;
        tops_page = tops_page || block->kind == GKPLAN_BLOCK_PAGE_BREAK || use == GK_USE_FURNITURE;
        line->tops_page = tops_page;
        if (block->kind != GKPLAN_BLOCK_PARAGRAPH || (use != GK_USE_BODY && use != GK_USE_PLAN_TITLE))
            continue;
        line->text = gk_trim(gk_string_make(block->text, block->text_length));
        line->label = read_label(block, line->text);
        line->labelled = line->label.kind != GK_LABEL_NONE && line->label.kind != GK_LABEL_DASH;
        line->block = block;
        if (line->text.length && (line->labelled || use == GK_USE_BODY))
            return true;
    }
    return false;
}

/* The number with which the text begins, of a chapter or a section: *end is the byte behind it. */
static bool read_first_number(struct gk_string text, uint32_t *value, size_t *end)
{
    enum { DIGITS = 2 };
    *end = 0;
    for (size_t at = 0, digits = 0; at < text.length; digits++, *end = at) {
        uint32_t code = gk_fold_codepoint(gk_utf8_next(text, &at));
        if (code < '0' || code > '9')
            break;
        if (digits == DIGITS)
            return false;
    }
    return *end > 0 && gk_numeral_read(gk_string_first(text, *end), value);
}

/* 1 总则: a number without a mark, and a blank behind it. */
static bool read_bare_number(struct gk_string text, struct gk_label *label)
{
    *label = (struct gk_label){.kind = GK_LABEL_MULTILEVEL, .depth = 1};
    if (!read_first_number(text, &label->value, &label->length) || label->length == text.length)
        return false;
    size_t at = label->length, start = 0;
    bool spaced = gk_is_space(gk_utf8_next(text, &at));
    struct gk_string behind = gk_trim(gk_string_from(text, at));
    label->rest = (size_t)(behind.data - text.data);
    return spaced && behind.length > 0 && gk_is_ideograph(gk_utf8_next(behind, &start));
}

/* Whether 1.1 is the first label behind `position`, for the number 1. */
static bool leads_to_level(const struct scan *scan, size_t position, uint32_t number)
{
    enum { LINES = 12 };
    struct line line;
    for (int lines = 0; lines < LINES && next_line(scan, &position, &line) && line.block; lines++) {
        uint32_t first;
        size_t end;
        if (line.labelled)
            return line.label.kind == GK_LABEL_MULTILEVEL && line.label.depth == 2 && line.label.value <= 1 &&
                   read_first_number(gk_string_from(line.text, line.label.start), &first, &end) &&
                   first == number;
    }
    return false;
}

/* The number of a chapter, where its sections are numbered 1.1: a label although no mark follows it. */
static void check_chapter(struct scan *scan, struct line *line)
{
    struct gk_label label;
    if (line->label.kind != GK_LABEL_NONE || !read_bare_number(line->text, &label))
        return;
    bool next = scan->chapter > 0 && label.value == scan->chapter + 1;
    if (!next && !leads_to_level(scan, scan->position, label.value))
        return;
    scan->chapter = label.value;
    line->label = label;
    line->labelled = true;
}

static struct gk_outline_item *last_item(const struct scan *scan)
{
    return gk_array_at(scan->items, scan->items->count - 1);
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
        if (gk_is_ideograph(codepoint))
            continue;
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

static void append_body(struct scan *scan, struct gk_string paragraph)
{
    if (paragraph.length && scan->body.length)
        gk_buffer_append(&scan->body, "\n", 1);
    gk_buffer_append_string(&scan->body, paragraph);
}

/* The open paragraph becomes the last item's heading, body or both. */
static void finish_paragraph(struct scan *scan)
{
    struct gk_string text = scan->joined.length ? gk_buffer_view(&scan->joined) : scan->single;
    if (scan->in_heading) {
        struct gk_outline_item *item = last_item(scan);
        size_t end = heading_end(text);
        item->closed = end != GK_NOT_FOUND;
        item->title = gk_trim(item->closed ? gk_string_first(text, end) : text);
        if (item->closed)
            append_body(scan, gk_trim(gk_string_from(text, end + strlen("。"))));
        if (scan->joined.length) {
            const char *copy = gk_arena_copy(scan->context->arena, item->title);
            if (!copy)
                gk_fail_memory(scan->context);
            item->title = gk_string_of(copy);
        }
    } else {
        append_body(scan, text);
    }
    if (scan->joined.failed)
        gk_fail_memory(scan->context);
    gk_buffer_clear(&scan->joined);
    scan->single = nothing;
    scan->in_heading = scan->goes_on = scan->may_go_on = scan->may_be_cut = false;
    scan->open.depth = 0;
}

static void finish_item(struct scan *scan)
{
    if (scan->items->count == 0)
        return;
    finish_paragraph(scan);
    struct gk_outline_item *item = last_item(scan);
    if (scan->body.length)
        item->body = gk_arena_copy(scan->context->arena, gk_buffer_view(&scan->body));
    if (scan->body.failed || !item->body)
        gk_fail_memory(scan->context);
    gk_buffer_clear(&scan->body);
}

static void begin_item(struct scan *scan, const struct line *line)
{
    bool doubtful;
    uint32_t level = gk_outline_level(&scan->levels, &line->label, &doubtful);
    struct gk_outline_item *item = gk_array_push(scan->items);
    if (!item) {
        gk_fail_memory(scan->context);
        return;
    }
    struct gk_string label = gk_string_make(line->text.data + line->label.start, line->label.length);
    *item = (struct gk_outline_item){.block = scan->uses->origins[line->position],
                                     .position = line->position,
                                     .level = level,
                                     .label = label,
                                     .title = nothing,
                                     .body = ""};
    if (doubtful)
        gk_diagnose_strings(scan->context, GK_MESSAGE_LABEL_RUNS_ON, &line->block->place, NULL, label,
                            nothing);
}

/* How many of the next lines go on with the open paragraph because one of them closes a bracket of it; 0 when
 * none of the next few does. */
static size_t lines_to_close(const struct scan *scan)
{
    enum { LINES = 6, BYTES = 2000 };
    struct gk_open_brackets open = scan->open;
    struct line line;
    size_t position = scan->position, bytes = 0, least = open.depth, found = 0;
    for (size_t lines = 1; lines <= LINES && open.depth > 0 && next_line(scan, &position, &line); lines++) {
        bytes += line.text.length;
        if (!line.block || line.labelled || bytes > BYTES)
            break;
        size_t lowest = gk_brackets_follow(&open, line.text);
        if (lowest < least) {
            least = lowest;
            found = lines;
        }
    }
    return found;
}

/* A heading fits on a line, and has no clauses. */
static bool is_long_heading(struct gk_string text)
{
    enum { PAGE = 52 }; /* columns: a page of 28 characters a line, less the indent */
    return gk_string_contains(text, GK_STRING("，")) && gk_text_width(text) >= PAGE;
}

/* A line was added to the open paragraph: what may come next? */
static void look_ahead(struct scan *scan, const struct line *line)
{
    gk_brackets_follow(&scan->open, line->text);
    if (scan->broken == 0 && scan->open.depth > 0)
        scan->broken = lines_to_close(scan);
    scan->has_stop = scan->has_stop || gk_string_contains(line->text, GK_STRING("。"));
    if (scan->in_heading)
        scan->goes_on = gk_line_is_open(line->text) || (scan->has_stop && !gk_line_ends_sentence(line->text));
    else
        scan->goes_on = line->block->level == 0 && gk_line_goes_on(line->text);
    bool first = scan->joined.length == 0, list = gk_line_label(line->text) != GK_LINE_LABEL_NONE;
    /* 牵头单位：市教育局、市大数据: the edge and a name that is not over. */
    bool certain = list && gk_line_list_is_cut(line->text);
    bool full = gk_line_is_full(line->text, scan->page_width, first, certain);
    bool ends = gk_line_ends_sentence(line->text);
    scan->goes_on = scan->goes_on || (full && !ends);
    scan->may_go_on = ends && !list && gk_line_is_full(line->text, scan->doubtful_width, first, false);
    scan->may_be_cut = !ends && is_long_heading(line->text);
}

static void join_line(struct scan *scan, const struct line *line)
{
    struct gk_buffer *joined = &scan->joined;
    if (joined->length == 0)
        gk_buffer_append_string(joined, scan->single);
    struct gk_string before = gk_buffer_view(joined);
    size_t end = before.length, start = 0;
    /* 责任单位：… stays apart from what a broken line ends with. */
    bool labelled = gk_line_label(line->text) != GK_LINE_LABEL_NONE;
    bool tight = before.length == 0 || (!labelled && (gk_is_cjk(gk_utf8_previous(before, &end)) &&
                                                      gk_is_cjk(gk_utf8_next(line->text, &start))));
    gk_buffer_append_text(joined, tight ? "" : " ");
    gk_buffer_append_string(joined, line->text);
}

/* （市教育局牵头）: a paragraph of its own, or the end of one: the same either way. */
static bool starts_bracket(struct gk_string text)
{
    size_t position = 0;
    return gk_utf8_is_one_of(gk_fold_codepoint(gk_utf8_next(text, &position)), "([〔【");
}

static bool continues(struct scan *scan, const struct line *line)
{
    if (scan->broken > 0) {
        scan->broken--;
        return true;
    }
    bool label_alone = scan->in_heading && scan->single.length == 0 && scan->joined.length == 0;
    if (label_alone && !line->labelled && gk_line_label(line->text) == GK_LINE_LABEL_NONE)
        return true;
    if (line->labelled || line->label.kind != GK_LABEL_NONE || line->block->level > 0 ||
        gk_line_label(line->text) != GK_LINE_LABEL_NONE)
        return false;
    bool cut = !scan->goes_on && scan->in_heading && scan->may_be_cut && line->tops_page;
    if (cut || (scan->may_go_on && !starts_bracket(line->text)))
        gk_diagnose_strings(scan->context, cut ? GK_MESSAGE_HEADING_OVER_PAGES : GK_MESSAGE_LINE_OR_PARAGRAPH,
                            &line->block->place, NULL, line->text, nothing);
    return scan->goes_on || cut;
}

static void add_line(struct scan *scan, const struct line *line)
{
    if (scan->behind_plan && !(line->labelled && gk_outline_counts_on(&scan->levels, &line->label)))
        return; /* a note below the table, or its rows in prose */
    scan->behind_plan = false;
    if (!line->labelled && scan->items->count == 0)
        return;
    if (continues(scan, line)) {
        join_line(scan, line);
        gk_diagnose_strings(scan->context, GK_MESSAGE_PARAGRAPH_CONTINUED, &line->block->place, NULL,
                            line->text, nothing);
        look_ahead(scan, line);
        return;
    }
    if (line->labelled) {
        finish_item(scan);
        begin_item(scan, line);
        scan->single = gk_trim(gk_string_from(line->text, line->label.rest));
    } else {
        finish_paragraph(scan);
        scan->single = line->text;
    }
    scan->in_heading = line->labelled;
    scan->has_stop = false;
    look_ahead(scan, line);
}

/* 牵头单位：… | 责任单位：… | 完成时限：…: a line whose wide blanks, or tabs, were taken for the borders of
 * cells. */
static void add_cells(struct scan *scan, const struct line *table)
{
    const gkplan_block *block = scan->uses->blocks[table->position];
    for (const gkplan_row *row = block->table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct line line = *table;
            line.block = block;
            line.text = gk_trim(gk_string_make(cell->text, cell->text_length));
            if (line.text.length)
                add_line(scan, &line);
        }
}

/* The prose goes on behind a table. Behind a plan only a label that counts on does: what else stands there is
 * the table's. */
static void pass_table(struct scan *scan, const struct line *line)
{
    size_t position = line->position;
    if (scan->items->count > 0 && gk_outline_is_labelled_table(scan->uses->blocks[position])) {
        add_cells(scan, line);
        return;
    }
    scan->goes_on = scan->may_go_on = scan->may_be_cut = false;
    scan->broken = 0;
    scan->behind_plan |= scan->items->count > 0 && scan->uses->uses[position] == GK_USE_PLAN_TABLE;
}

bool gk_outline_is_labelled_table(const gkplan_block *block)
{
    bool any = false;
    for (const gkplan_row *row = block->table ? block->table->first_row : NULL; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct gk_string text = gk_string_make(cell->text, cell->text_length);
            if (gk_is_blank(text))
                continue;
            if (gk_line_label(text) == GK_LINE_LABEL_NONE)
                return false;
            any = true;
        }
    return any;
}

gkplan_status gk_outline_scan(struct gk_context *context, const struct gk_block_uses *uses, size_t from,
                              struct gk_array *items)
{
    struct scan scan = {
        .context = context, .uses = uses, .items = items, .single = nothing, .position = from};
    scan.page_width = gk_page_width(uses, true);
    scan.doubtful_width = gk_page_width(uses, false);
    struct line line;
    gk_buffer_init(&scan.joined, &context->allocator);
    gk_buffer_init(&scan.body, &context->allocator);
    while (context->status == GKPLAN_STATUS_OK && next_line(&scan, &scan.position, &line)) {
        if (line.block)
            check_chapter(&scan, &line);
        if (line.block)
            add_line(&scan, &line);
        else
            pass_table(&scan, &line);
    }
    if (context->status == GKPLAN_STATUS_OK)
        finish_item(&scan);
    gk_buffer_free(&scan.joined);
    gk_buffer_free(&scan.body);
    return context->status;
}

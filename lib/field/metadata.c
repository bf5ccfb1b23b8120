/* What a notice says of itself. One pass over the top-level blocks finds the line that begins its body; what
 * stands above it is the head, what stands below the body is the signature, the attachments and the colophon.
 */
#include "field/metadata.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/memory.h"
#include "core/utf8.h"
#include "field/contents.h"
#include "field/deadline.h"
#include "field/line_end.h"
#include "field/metadata_table.h"
#include "field/notice_lines.h"
#include "field/units.h"

struct reading {
    struct gk_context *context;
    struct gk_block_uses *uses;
    gkplan_metadata *metadata;
    const gkplan_text **last_attachment;
    size_t first_label; /* the first labelled paragraph */
    size_t next_label;  /* the first one below the last date */
};

static struct gk_string text_of(const struct reading *reading, size_t position)
{
    const gkplan_block *block = reading->uses->blocks[position];
    bool paragraph = block->kind == GKPLAN_BLOCK_PARAGRAPH;
    return paragraph ? gk_trim(gk_string_make(block->text, block->text_length)) : GK_STRING("");
}

static bool is_free(const struct reading *reading, size_t position)
{
    return position < reading->uses->count && reading->uses->uses[position] == GK_USE_BODY &&
           reading->uses->blocks[position]->kind == GKPLAN_BLOCK_PARAGRAPH;
}

static const char *copy(struct reading *reading, struct gk_string text)
{
    const char *made = gk_arena_copy(reading->context->arena, text);
    if (!made)
        gk_fail_memory(reading->context);
    return made;
}

/* Lines [first, last] joined as the model joins titles. */
static const char *join(struct reading *reading, size_t first, size_t last)
{
    struct gk_buffer lines, joined;
    gk_buffer_init(&lines, &reading->context->allocator);
    gk_buffer_init(&joined, &reading->context->allocator);
    for (size_t i = first; i <= last; i++) {
        gk_buffer_append(&lines, "\n", 1);
        gk_buffer_append_string(&lines, text_of(reading, i));
    }
    const char *made = NULL;
    if (!lines.failed && gk_join_lines(&joined, gk_buffer_view(&lines)))
        made = copy(reading, gk_buffer_view(&joined));
    else
        gk_fail_memory(reading->context);
    gk_buffer_free(&lines);
    gk_buffer_free(&joined);
    return made;
}

static size_t count_lines(const gkplan_block *block)
{
    size_t lines = 1;
    if (block->kind == GKPLAN_BLOCK_PARAGRAPH)
        for (size_t i = 0; i < block->text_length; i++)
            lines += block->text[i] == '\n';
    return lines;
}

/* Some paragraphs are several: people break lines where they should begin a paragraph, web pages with <br>.
 * Each line becomes a block of its own. */
static gkplan_status add_lines(struct gk_context *context, struct gk_block_uses *uses,
                               const gkplan_block *block)
{
    struct gk_string rest = gk_string_make(block->text, block->text_length), line;
    bool first = true;
    while (gk_next_line(&rest, &line)) {
        gkplan_block *made = gk_arena_new_object(context->arena, gkplan_block);
        if (!made)
            return gk_fail_memory(context);
        line = gk_trim(line);
        *made = *block;
        made->text = gk_arena_copy(context->arena, line);
        made->text_length = line.length;
        made->label_length = first ? block->label_length : 0;
        if (!made->text)
            return gk_fail_memory(context);
        uses->origins[uses->count] = block;
        uses->blocks[uses->count++] = made;
        first = false;
    }
    return context->status;
}

static gkplan_status collect_blocks(struct gk_context *context, const struct gk_layout *layout,
                                    struct gk_block_uses *uses)
{
    size_t count = 0;
    for (const gkplan_block *block = layout->first_block; block; block = block->next)
        count += count_lines(block);
    uses->blocks = gk_arena_allocate(context->arena, count * sizeof *uses->blocks + 1);
    uses->origins = gk_arena_allocate(context->arena, count * sizeof *uses->origins + 1);
    uses->uses = gk_arena_allocate(context->arena, count * sizeof *uses->uses + 1);
    if (!uses->blocks || !uses->origins || !uses->uses)
        return gk_fail_memory(context);
    uses->count = 0;
    for (const gkplan_block *block = layout->first_block; block; block = block->next) {
        if (count_lines(block) > 1) {
            add_lines(context, uses, block);
            continue;
        }
        uses->origins[uses->count] = block;
        uses->blocks[uses->count++] = block;
    }
    uses->body_end = uses->count;
    return context->status;
}

/* Page numbers, web navigation. */
static void mark_furniture(struct reading *reading)
{
    for (size_t i = 0; i < reading->uses->count; i++)
        if (is_free(reading, i) &&
            (gk_notice_line(reading->context, text_of(reading, i)) == GK_LINE_FURNITURE ||
             (reading->uses->blocks[i]->flags & GKPLAN_BLOCK_FURNITURE)))
            reading->uses->uses[i] = GK_USE_FURNITURE;
}

/* Lines of a web page's block of keys and values (文号：…), above the notice. */
static void mark_page_lines(struct reading *reading)
{
    for (size_t i = 0; i < reading->uses->count; i++) {
        struct gk_string text = text_of(reading, i);
        const gkplan_table *table = reading->uses->blocks[i]->table;
        if (table && !gk_metadata_table(reading->context, table))
            return;
        if (!is_free(reading, i) || text.length == 0)
            continue;
        if (gk_metadata_line(reading->context, text))
            reading->uses->uses[i] = GK_USE_METADATA;
        else if (gk_notice_line(reading->context, text) == GK_LINE_SENTENCE ||
                 gk_label_read(text).kind != GK_LABEL_NONE)
            return;
    }
}

/* What the notice itself does not say, from the page's block above it. */
static void read_page_block(struct reading *reading)
{
    struct gk_block_uses *uses = reading->uses;
    for (size_t i = 0; i < uses->count && reading->context->status == GKPLAN_STATUS_OK; i++) {
        const gkplan_table *table = uses->blocks[i]->table;
        if (uses->uses[i] == GK_USE_METADATA)
            gk_metadata_line_read(reading->context, text_of(reading, i), reading->metadata);
        else if (table && gk_metadata_table(reading->context, table))
            gk_metadata_table_read(reading->context, table, reading->metadata);
    }
}

/* Whether a title ends with this line: its last words may stand on it apart (关于印发…的 / 通  知). */
static bool ends_title(struct reading *reading, struct gk_string before, struct gk_string text)
{
    enum { LONGEST = 400 };
    struct gk_buffer lines, folded;
    bool ends = false;
    if (before.length + text.length > LONGEST)
        return gk_notice_title_ends(text);
    gk_buffer_init(&lines, &reading->context->allocator);
    gk_buffer_init(&folded, &reading->context->allocator);
    gk_buffer_append_string(&lines, before);
    gk_buffer_append_string(&lines, text);
    if (!lines.failed && gk_fold(&folded, gk_buffer_view(&lines), GK_FOLD_WORD))
        ends = gk_notice_title_ends(gk_buffer_view(&folded));
    else
        gk_fail_memory(reading->context);
    gk_buffer_free(&lines);
    gk_buffer_free(&folded);
    return ends;
}

/* The end of a notice's title: a line that ends in 的通知, 的意见 ... within the first lines; the count when
 * there is none. A title may run over several lines. */
static size_t find_title_end(struct reading *reading, size_t *start)
{
    enum { LONGEST_TITLE_LINES = 5 };
    size_t first = GK_NOT_FOUND;
    struct gk_string before = GK_STRING("");
    for (size_t i = 0; i < reading->uses->count; i++) {
        if (reading->uses->blocks[i]->kind == GKPLAN_BLOCK_TABLE) {
            if (!gk_metadata_table(reading->context, reading->uses->blocks[i]->table))
                break;
            first = GK_NOT_FOUND;
            continue;
        }
        struct gk_string text = text_of(reading, i);
        if (!is_free(reading, i) || text.length == 0)
            continue;
        enum gk_notice_line_kind kind = gk_notice_line(reading->context, text);
        if (kind == GK_LINE_ADDRESSEES || kind == GK_LINE_SENTENCE || kind == GK_LINE_ATTACHMENT_MARK ||
            gk_label_read(text).kind != GK_LABEL_NONE)
            break;
        if (kind == GK_LINE_NUMBER || kind == GK_LINE_LETTERHEAD) {
            first = GK_NOT_FOUND;
            continue;
        }
        if (first == GK_NOT_FOUND) {
            first = i;
            before = GK_STRING("");
        }
        if (i - first < LONGEST_TITLE_LINES && ends_title(reading, before, text)) {
            *start = first;
            return i;
        }
        before = text;
    }
    return reading->uses->count;
}

/* The line that begins with 关于 belongs to the title; above it only the issuer does, and the issuer's own
 * heading that repeats it does not. */
static size_t trim_title(const struct reading *reading, size_t start, size_t end)
{
    for (size_t i = end; i > start; i--) {
        if (!gk_begins_with_word(text_of(reading, i), GK_STRING("关于")))
            continue;
        return i > start && gk_notice_is_issuer(text_of(reading, i - 1)) ? i - 1 : i;
    }
    return start;
}

static void read_title(struct reading *reading)
{
    size_t start = 0, end = find_title_end(reading, &start);
    if (end >= reading->uses->count)
        return;
    start = trim_title(reading, start, end);
    reading->metadata->title = join(reading, start, end);
    for (size_t i = start; i <= end; i++)
        reading->uses->uses[i] = GK_USE_TITLE;
    struct gk_string title = gk_string_of(reading->metadata->title);
    size_t about = gk_string_find(title, GK_STRING("关于"), 0);
    if (about != GK_NOT_FOUND && about > 0)
        reading->metadata->issuer = copy(reading, gk_string_first(title, about));
}

static void read_number(struct reading *reading, size_t position)
{
    struct gk_string number;
    if (reading->metadata->number || !gk_notice_number(text_of(reading, position), &number))
        return;
    struct gk_buffer joined;
    gk_buffer_init(&joined, &reading->context->allocator);
    if (gk_join_lines(&joined, number))
        reading->metadata->number = copy(reading, gk_buffer_view(&joined));
    else
        gk_fail_memory(reading->context);
    gk_buffer_free(&joined);
    reading->uses->uses[position] = GK_USE_METADATA;
}

static void read_addressees(struct reading *reading, size_t position)
{
    struct gk_string text = text_of(reading, position);
    if (reading->metadata->addressees)
        return;
    static const char *const colons[] = {"：", ":"};
    for (size_t i = 0; i < 2; i++)
        if (gk_string_ends(text, gk_string_of(colons[i])))
            text.length -= strlen(colons[i]);
    gk_names_read(reading->context, text, false, &reading->metadata->addressees);
    reading->uses->uses[position] = GK_USE_METADATA;
}

static void add_attachment(struct reading *reading, struct gk_string name)
{
    struct gk_label label = gk_label_read(name);
    name = gk_trim(gk_string_from(name, label.kind == GK_LABEL_NONE ? 0 : label.rest));
    static const char *const ends[] = {"。", ".", "；", ";"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (gk_string_ends(name, gk_string_of(ends[i])))
            name.length -= strlen(ends[i]);
    if (name.length == 0)
        return;
    gkplan_text *item = gk_arena_new_object(reading->context->arena, gkplan_text);
    if (!item) {
        gk_fail_memory(reading->context);
        return;
    }
    item->text = copy(reading, name);
    *reading->last_attachment = item;
    reading->last_attachment = &item->next;
}

/* 附件：name, and numbered names in the lines after it. */
static void read_attachments(struct reading *reading, size_t position)
{
    struct gk_string text = text_of(reading, position);
    add_attachment(reading, gk_notice_after_colon(text));
    reading->uses->uses[position] = GK_USE_ATTACHMENT_LIST;
    for (size_t i = position + 1; is_free(reading, i); i++) {
        text = text_of(reading, i);
        struct gk_label label = gk_label_read(text);
        if (label.kind != GK_LABEL_DECIMAL || gk_string_contains(text, GK_STRING("。")))
            return;
        add_attachment(reading, text);
        reading->uses->uses[i] = GK_USE_ATTACHMENT_LIST;
    }
}

/* 抄送 up to the line of printing, a rule or the end. */
static void read_copied_to(struct reading *reading, size_t position)
{
    struct gk_buffer names;
    gk_buffer_init(&names, &reading->context->allocator);
    gk_buffer_append_string(&names, gk_notice_after_colon(text_of(reading, position)));
    reading->uses->uses[position] = GK_USE_METADATA;
    for (size_t i = position + 1; is_free(reading, i); i++) {
        struct gk_string text = text_of(reading, i);
        if (gk_notice_line(reading->context, text) == GK_LINE_PRINTED)
            break;
        gk_buffer_append(&names, "\n", 1);
        gk_buffer_append_string(&names, text);
        reading->uses->uses[i] = GK_USE_METADATA;
    }
    /* A line that ends in a separator goes on in the next. */
    if (names.failed)
        gk_fail_memory(reading->context);
    else if (!reading->metadata->copied_to)
        gk_names_read(reading->context, gk_buffer_view(&names), true, &reading->metadata->copied_to);
    gk_buffer_free(&names);
}

/* The first labelled paragraph at or below `position`, `within` the text above attachments; the count when
 * there is none. */
static size_t find_label(const struct reading *reading, size_t position, bool within)
{
    for (; position < reading->uses->count; position++) {
        struct gk_string text = text_of(reading, position);
        if (within && gk_string_starts(text, GK_STRING("附件")))
            return reading->uses->count;
        if (is_free(reading, position) && gk_label_read(text).kind != GK_LABEL_NONE)
            return position;
    }
    return position;
}

/* Whether numbered prose stands above and counts on below: what looks like a line of a notice there is a part
 * of a broken one. */
static bool is_inside_prose(struct reading *reading, size_t position)
{
    if (reading->first_label >= position || position >= reading->uses->body_end)
        return false;
    if (reading->next_label <= position) /* positions come in order: this is linear */
        reading->next_label = find_label(reading, position + 1, true);
    return reading->next_label < reading->uses->count &&
           gk_label_read(text_of(reading, reading->next_label)).value > 1;
}

/* A letter that is signed first and followed by the document itself has no prose above. */
static void end_prose(struct reading *reading, size_t position)
{
    if (reading->first_label < position && position < reading->uses->body_end)
        reading->uses->body_end = position;
}

/* Whether a line right above the date signs although its last word is no unit's: it is short, has no mark,
 * and stands behind the end of a sentence of the numbered prose. */
static bool is_signature(const struct reading *reading, size_t position, size_t date)
{
    enum { LONGEST = 20 };
    struct gk_string text = text_of(reading, position);
    if (position + 1 != date || position == 0 || reading->first_label >= position ||
        gk_utf8_count_characters(text) > LONGEST)
        return false;
    for (size_t at = 0; at < text.length;)
        if (!gk_is_ideograph(gk_utf8_next(text, &at)))
            return false;
    return gk_line_ends_sentence(text_of(reading, position - 1));
}

/* The lines above a date that name who signs, several if need be; the first leads. Returns the topmost. */
static size_t read_signers(struct reading *reading, size_t date)
{
    enum { MOST_SIGNERS = 6 };
    size_t top = date;
    for (size_t above = date, signers = 0; above-- > 0 && top - above <= 2 && signers < MOST_SIGNERS;) {
        struct gk_string text = text_of(reading, above);
        if (!is_free(reading, above) || text.length == 0)
            continue;
        if (gk_label_read(text).kind != GK_LABEL_NONE)
            break;
        bool known = gk_notice_is_issuer(text);
        if (!known && !is_signature(reading, above, date))
            break;
        if (!known)
            gk_diagnose_strings(reading->context, GK_MESSAGE_PROSE_TAKEN,
                                &reading->uses->blocks[above]->place, NULL, text, GK_STRING(""));
        reading->uses->uses[above] = GK_USE_METADATA;
        reading->metadata->issuer = copy(reading, text);
        top = above;
        signers++;
    }
    return top;
}

static void read_issued(struct reading *reading, size_t position)
{
    gkplan_date date;
    if (!gk_date_read(text_of(reading, position), &date))
        return;
    reading->uses->uses[position] = GK_USE_METADATA;
    if (reading->metadata->issued.year == 0)
        reading->metadata->issued = date;
    size_t top = read_signers(reading, position);
    end_prose(reading, top);
}

static void read_line(struct reading *reading, size_t position)
{
    struct gk_string text = text_of(reading, position);
    struct gk_string number;
    enum gk_notice_line_kind kind = gk_notice_line(reading->context, text);
    bool attachment = kind == GK_LINE_ATTACHMENTS || kind == GK_LINE_ATTACHMENT_MARK;
    if (kind != GK_LINE_OTHER && kind != GK_LINE_SENTENCE && !attachment &&
        is_inside_prose(reading, position))
        return;
    if (kind == GK_LINE_COPIED_TO || kind == GK_LINE_PRINTED || kind == GK_LINE_DISCLOSURE)
        end_prose(reading, position);
    switch (kind) {
    case GK_LINE_NUMBER:
        if (gk_notice_number(text, &number))
            read_number(reading, position);
        break;
    case GK_LINE_ADDRESSEES:
        read_addressees(reading, position);
        break;
    case GK_LINE_DATE:
        read_issued(reading, position);
        break;
    case GK_LINE_PRINTED:
        gk_date_find(text, &reading->metadata->printed, NULL, NULL);
        reading->uses->uses[position] = GK_USE_METADATA;
        break;
    case GK_LINE_DISCLOSURE:
        if (!reading->metadata->disclosure)
            reading->metadata->disclosure = gk_notice_disclosure(text);
        reading->uses->uses[position] = GK_USE_METADATA;
        break;
    case GK_LINE_COPIED_TO:
        read_copied_to(reading, position);
        break;
    case GK_LINE_ATTACHMENTS:
        read_attachments(reading, position);
        break;
    case GK_LINE_ATTACHMENT_MARK:
        reading->uses->uses[position] = GK_USE_ATTACHMENT_MARK;
        break;
    case GK_LINE_LETTERHEAD:
    case GK_LINE_CONTACT:
        reading->uses->uses[position] = GK_USE_METADATA;
        break;
    default:
        break;
    }
}

/* The body ends at the first mark of an attachment below its numbered prose. */
static void find_body_end(struct reading *reading)
{
    bool labelled = false;
    for (size_t i = 0; i < reading->uses->body_end; i++) {
        enum gk_block_use use = reading->uses->uses[i];
        if (labelled && (use == GK_USE_ATTACHMENT_LIST || use == GK_USE_ATTACHMENT_MARK)) {
            reading->uses->body_end = i;
            return;
        }
        labelled |= is_free(reading, i) && gk_label_read(text_of(reading, i)).kind != GK_LABEL_NONE;
    }
}

gkplan_status gk_metadata_read(struct gk_context *context, const struct gk_layout *layout,
                               gkplan_metadata **metadata, struct gk_block_uses *uses)
{
    *metadata = gk_arena_new_object(context->arena, gkplan_metadata);
    if (!*metadata)
        return gk_fail_memory(context);
    if (collect_blocks(context, layout, uses) != GKPLAN_STATUS_OK)
        return context->status;
    struct reading reading = {.context = context, .uses = uses, .metadata = *metadata};
    reading.last_attachment = &(*metadata)->attachments;
    mark_furniture(&reading);
    gk_contents_mark(context, uses);
    mark_page_lines(&reading);
    read_title(&reading);
    reading.first_label = find_label(&reading, 0, false);
    for (size_t i = 0; i < uses->count && context->status == GKPLAN_STATUS_OK; i++)
        if (is_free(&reading, i))
            read_line(&reading, i);
    find_body_end(&reading);
    read_page_block(&reading);
    return context->status;
}

/* Words with boxes: collected page by page, then written as paragraphs and tables in the order of the pages.
 */
#include "read/word_boxes.h"

#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"
#include "read/word_box_prose.h"
#include "read/word_box_ruled.h"
#include <math.h>
#include <stdio.h>

/* No page is larger, in any unit that a source uses. */
static const double farthest = 1e7;

void gk_word_boxes_init(struct gk_word_boxes *boxes, struct gk_context *context)
{
    *boxes = (struct gk_word_boxes){.context = context};
    gk_array_init(&boxes->words, &context->allocator, sizeof(struct gk_box_word));
    gk_array_init(&boxes->rules, &context->allocator, sizeof(struct gk_box_rule));
    gk_array_init(&boxes->inserts, &context->allocator, sizeof(struct gk_box_insert));
    gk_buffer_init(&boxes->text, &context->allocator);
}

void gk_word_boxes_free(struct gk_word_boxes *boxes)
{
    gk_array_free(&boxes->inserts);
    gk_array_free(&boxes->words);
    gk_array_free(&boxes->rules);
    gk_buffer_free(&boxes->text);
}

void gk_word_boxes_page(struct gk_word_boxes *boxes)
{
    if (boxes->page < UINT32_MAX)
        boxes->page++;
}

static bool is_near(struct gk_box box)
{
    return fabs(box.left) <= farthest && fabs(box.right) <= farthest && fabs(box.top) <= farthest &&
           fabs(box.bottom) <= farthest;
}

static bool is_possible(struct gk_box box)
{
    return is_near(box) && box.right >= box.left && box.bottom > box.top;
}

gkplan_status gk_word_boxes_add(struct gk_word_boxes *boxes, struct gk_box box, struct gk_string text,
                                uint32_t line)
{
    struct gk_context *context = boxes->context;
    text = gk_trim(text);
    if (text.length == 0 || context->status != GKPLAN_STATUS_OK)
        return context->status;
    struct gk_box_word *word = gk_array_push(&boxes->words);
    if (!word)
        return gk_fail_memory(context);
    if (boxes->page == 0)
        boxes->page = 1;
    if (!is_possible(box)) {
        double top = farthest + 10.0 * boxes->misplaced++;
        box = (struct gk_box){0, top, 5, top + 5};
    }
    *word = (struct gk_box_word){
        .box = box, .page = boxes->page, .line = line, .text = boxes->text.length, .length = text.length};
    return gk_buffer_append_string(&boxes->text, text) ? context->status : gk_fail_memory(context);
}

gkplan_status gk_word_boxes_add_character(struct gk_word_boxes *boxes, struct gk_box box,
                                          struct gk_string text, uint32_t line)
{
    static const double widest_gap = 0.1, most_overlap = 0.5, same_line = 0.05; /* of the height */
    struct gk_box_word *last =
        boxes->words.count > 0 ? gk_array_at(&boxes->words, boxes->words.count - 1) : NULL;
    const double height = box.bottom - box.top, gap = last ? box.left - last->box.right : 0;
    text = gk_trim(text);
    if (!last || text.length == 0 || !is_possible(box) || last->page != boxes->page ||
        fabs(last->box.top - box.top) > same_line * height ||
        fabs(last->box.bottom - box.bottom) > same_line * height || gap > widest_gap * height ||
        gap < -most_overlap * height || last->text + last->length != boxes->text.length)
        return gk_word_boxes_add(boxes, box, text, line);
    last->box.right = gk_box_most(last->box.right, box.right);
    last->length += text.length;
    return gk_buffer_append_string(&boxes->text, text) ? boxes->context->status
                                                       : gk_fail_memory(boxes->context);
}

gkplan_status gk_word_boxes_add_rule(struct gk_word_boxes *boxes, uint32_t page, struct gk_box box)
{
    if (!is_near(box) || box.right < box.left || box.bottom < box.top)
        return boxes->context->status;
    struct gk_box_rule *rule = gk_array_push(&boxes->rules);
    if (!rule)
        return gk_fail_memory(boxes->context);
    *rule = (struct gk_box_rule){.box = box, .page = page};
    return boxes->context->status;
}

/* Widths as they are printed, in ideographs. */
static double printed_width(uint32_t codepoint)
{
    return gk_is_space(codepoint)                                       ? 0.3
           : gk_codepoint_width(codepoint) == 2 || gk_is_cjk(codepoint) ? 1
                                                                        : 0.52;
}

gkplan_status gk_word_boxes_add_run(struct gk_word_boxes *boxes, struct gk_box box, struct gk_string text,
                                    uint32_t line)
{
    double whole = 0, x = 0, left = 0;
    size_t start = 0;
    text = gk_trim(text);
    for (size_t at = 0; at < text.length;)
        whole += printed_width(gk_utf8_next(text, &at));
    const double scale = whole > 0 ? (box.right - box.left) / whole : 0;
    for (size_t at = 0; at < text.length;) {
        size_t here = at;
        uint32_t codepoint = gk_utf8_next(text, &at);
        double before = x;
        x += printed_width(codepoint);
        if (!gk_is_space(codepoint))
            continue;
        const struct gk_box part = {box.left + left * scale, box.top, box.left + before * scale, box.bottom};
        boxes->shared = true;
        gk_word_boxes_add(boxes, part, gk_string_make(text.data + start, here - start), line);
        start = at;
        left = x;
    }
    box.left += left * scale;
    return gk_word_boxes_add(boxes, box, gk_string_from(text, start), line);
}

/* --- writing --- */

void gk_box_table_init(struct gk_box_table *table, struct gk_context *context, struct gk_word_boxes *boxes,
                       struct gk_array *segments)
{
    *table = (struct gk_box_table){.context = context, .boxes = boxes, .segments = segments};
    gk_array_init(&table->gutters, &context->allocator, sizeof(struct gk_box_gutter));
    gk_array_init(&table->profiles, &context->allocator, sizeof(struct gk_box_profile));
    gk_array_init(&table->columns, &context->allocator, sizeof(struct gk_box_column));
    gk_array_init(&table->pieces, &context->allocator, sizeof(struct gk_box_segment));
    gk_array_init(&table->lines, &context->allocator, sizeof(struct gk_box_line));
    gk_array_init(&table->rows, &context->allocator, sizeof(struct gk_box_row));
    gk_array_init(&table->cells, &context->allocator, sizeof(struct gk_box_cell));
    gk_buffer_init(&table->text, &context->allocator);
    gk_buffer_init(&table->header, &context->allocator);
}

void gk_box_table_free(struct gk_box_table *table)
{
    gk_array_free(&table->gutters);
    gk_array_free(&table->profiles);
    gk_array_free(&table->columns);
    gk_array_free(&table->pieces);
    gk_array_free(&table->lines);
    gk_array_free(&table->rows);
    gk_array_free(&table->cells);
    gk_buffer_free(&table->text);
    gk_buffer_free(&table->header);
}

struct work {
    struct gk_word_boxes *boxes;
    struct gk_layout_builder *builder;
    struct gk_array segments; /* struct gk_box_segment */
    struct gk_array parts;    /* struct gk_box_part */
    struct gk_box_prose prose;
    uint32_t open_page;      /* whose margins the prose has; pages count from 1 */
    struct gk_array gutters; /* of the open table and of one more part */
    /* Of aligned text, struct gk_box_profile: the widest page of the open table, and the page that comes. */
    struct gk_array widest, page;
    size_t inserted; /* of the front end's own parts */
    struct gk_box_ruled ruled;
    size_t next_ruled; /* the first of its tables that is not written */
};

static struct gk_box_part *part_at(const struct work *work, size_t position)
{
    return gk_array_at(&work->parts, position);
}

/* The number of gutters that parts share. False when memory ends. */
static bool count_gutters(struct work *work, size_t first, size_t count, size_t *out)
{
    bool good = gk_box_find_gutters(work->boxes->context, &work->segments, part_at(work, first), count,
                                    &work->gutters);
    *out = work->gutters.count;
    return good;
}

static void warn_of_columns(const struct work *work, enum gk_message message, uint32_t page, size_t before,
                            size_t after)
{
    char numbers[2][24];
    gkplan_place place = gk_place_none();
    place.page = page;
    snprintf(numbers[0], sizeof numbers[0], "%zu", before);
    snprintf(numbers[1], sizeof numbers[1], "%zu", after);
    gk_diagnose(work->boxes->context, message, &place, NULL, numbers[0], numbers[1]);
}

static bool make_profiles(struct work *work, size_t part, struct gk_array *profiles)
{
    return gk_box_find_gutters(work->boxes->context, &work->segments, part_at(work, part), 1,
                               &work->gutters) &&
           gk_box_make_profiles(work->boxes, &work->segments, part_at(work, part), &work->gutters, profiles);
}

/* Columns of aligned text shift from page to page, and some may have no text on one: whether those of part
 * `next` are the table's. */
static bool columns_go_on(struct work *work, size_t first, size_t last, size_t next, bool *good)
{
    uint32_t map[GK_BOX_MOST_COLUMNS];
    *good = (first != last || make_profiles(work, first, &work->widest)) &&
            make_profiles(work, next, &work->page);
    if (!*good || work->widest.count == work->page.count)
        return *good;
    const bool wider = work->page.count > work->widest.count;
    const struct gk_array *many = wider ? &work->page : &work->widest,
                          *few = wider ? &work->widest : &work->page;
    const bool same = gk_box_match_columns(work->boxes, &work->segments, many, few, map);
    warn_of_columns(work, same ? GK_MESSAGE_COLUMNS_MATCHED : GK_MESSAGE_COLUMNS_SHIFTED,
                    part_at(work, next)->page, work->widest.count, work->page.count);
    if (same && wider) {
        struct gk_array other = work->widest;
        work->widest = work->page;
        work->page = other;
    }
    return same;
}

/* Section rows at the bottom of a page, or at the top of one, have nothing below or above them there that
 * shows the table; nor has the end of a cell at the top, where no header stands again. Where the page of part
 * `next` begins among the segments between it and part `last`, if all of these are such lines; 0 if not, or
 * when memory ends. */
static size_t page_between(struct work *work, const struct gk_box_part *last, const struct gk_box_part *next,
                           bool *good)
{
    const struct gk_array *segments = &work->segments;
    size_t page = last->end;
    while (page < next->first && gk_box_segment_at(segments, page)->page == last->page)
        page++;
    if (!gk_box_are_sections(work->boxes, segments, last->end, page, NULL))
        return 0;
    if (page == next->first || gk_box_begins_with_header(work->boxes, segments, next))
        return gk_box_are_sections(work->boxes, segments, page, next->first, NULL) ? page : 0;
    *good = gk_box_find_gutters(work->boxes->context, segments, next, 1, &work->gutters);
    return *good && gk_box_are_sections(work->boxes, segments, page, next->first, &work->gutters) ? page : 0;
}

/* The section rows at both sides of a page's beginning belong to the parts beside it; page numbers do not. */
static void take_sections(const struct work *work, struct gk_box_part *last, struct gk_box_part *next,
                          size_t page)
{
    for (size_t i = last->end; i < page; i++)
        if (!gk_box_segment_at(&work->segments, i)->furniture)
            last->end = i + 1;
    for (size_t i = next->first; i > page; i--)
        if (!gk_box_segment_at(&work->segments, i - 1)->furniture)
            next->first = i - 1;
}

/* How many segments stand before a drawn table. */
static size_t place_of(const struct work *work, const struct gk_box_ruled_table *table)
{
    return gk_box_segments_above(&work->segments, table->page, table->top);
}

/* Whether a drawn table stands between two segments. */
static bool stands_ruled(const struct work *work, size_t first, size_t end)
{
    for (size_t i = work->next_ruled; i < work->ruled.tables.count; i++) {
        const size_t place = place_of(work, gk_array_at(&work->ruled.tables, i));
        if (place >= first)
            return place <= end;
    }
    return false;
}

/* Whether part `next` stands right behind `last` on the page that follows, with the same columns. The last
 * pages of the table are enough to know them. */
static bool goes_on(struct work *work, size_t first, size_t last, size_t next, bool *good)
{
    enum { PAGES = 3 };
    struct gk_box_part *above = part_at(work, last);
    struct gk_box_part *below = part_at(work, next);
    size_t from = last - first >= PAGES ? last + 1 - PAGES : first, table = 0, both = 0, page = 0;
    const size_t between = page_between(work, above, below, good);
    if (below->page != above->page + 1 || between == 0 || stands_ruled(work, above->end, below->first))
        return false;
    bool same;
    if (work->boxes->from_text) {
        same = columns_go_on(work, first, last, next, good);
    } else {
        *good = count_gutters(work, from, last - from + 1, &table) && count_gutters(work, last, 2, &both) &&
                count_gutters(work, next, 1, &page);
        same = *good && (both >= table || both >= page);
        if (*good && !same)
            warn_of_columns(work, GK_MESSAGE_COLUMNS_SHIFTED, below->page, table + 1, page + 1);
    }
    if (same)
        take_sections(work, above, below, between);
    return same;
}

static bool find_rows(const struct work *work, struct gk_box_table *table, struct gk_box_part *parts,
                      size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = gk_box_make_lines(table, &parts[i]) && gk_box_make_rows(table, &parts[i]) &&
               (!work->boxes->from_text ||
                (gk_box_respace(table, &parts[i]) && gk_box_make_lines(table, &parts[i]))) &&
               gk_box_vote(table, &parts[i]);
    return good;
}

/* The columns of a table; of aligned text, those of the page that has the most. */
static bool find_columns(struct work *work, size_t first, size_t end, struct gk_box_table *table)
{
    size_t best = first, most = 0, count;
    if (!work->boxes->from_text)
        return gk_box_find_gutters(work->boxes->context, &work->segments, part_at(work, first), end - first,
                                   &table->gutters);
    for (size_t i = first; i < end; i++) {
        if (!count_gutters(work, i, 1, &count))
            return false;
        best = count > most ? i : best;
        most = count > most ? count : most;
    }
    return gk_box_find_gutters(work->boxes->context, &work->segments, part_at(work, best), 1,
                               &table->gutters) &&
           make_profiles(work, best, &table->profiles);
}

/* A table of the parts from `first` to before `end`. */
static bool write_table(struct work *work, size_t first, size_t end)
{
    struct gk_box_table table;
    struct gk_box_part *parts = part_at(work, first);
    gk_box_table_init(&table, work->boxes->context, work->boxes, &work->segments);
    bool good = find_columns(work, first, end, &table) && gk_box_measure(&table, parts, end - first);
    good = good && find_rows(work, &table, parts, end - first);
    table.top_labels = good && gk_box_is_top_aligned(&table, 0);
    if (table.top_labels) {
        gk_array_clear(&table.rows);
        good = find_rows(work, &table, parts, end - first);
    }
    good = good && gk_box_settle_rooms(&table, parts, end - first);
    for (size_t i = 0; i < end - first && good; i++)
        good = gk_box_make_lines(&table, &parts[i]) && gk_box_make_cells(&table, &parts[i]);
    good = good && gk_box_join_pages(&table, parts, end - first);
    if (good && table.rows.count > 0)
        gk_box_write_table(&table, work->builder);
    gk_box_table_free(&table);
    return good;
}

/* The page of a segment is open: it gives the margins of what is written. */
static void open_page(struct work *work, size_t segment)
{
    const uint32_t page = gk_box_segment_at(&work->segments, segment)->page;
    size_t first = segment, end = segment;
    if (page == work->open_page)
        return;
    while (end < work->segments.count && gk_box_segment_at(&work->segments, end)->page == page)
        end++;
    while (first > 0 && gk_box_segment_at(&work->segments, first - 1)->page == page)
        first--;
    gk_box_prose_page(&work->prose, first, end);
    work->open_page = page;
}

/* Prose from one segment to before another one, with a break at each page's end. */
static bool write_prose(struct work *work, size_t first, size_t end)
{
    bool good = true;
    while (first < end && good) {
        const uint32_t page = gk_box_segment_at(&work->segments, first)->page;
        size_t next = first;
        while (next < end && gk_box_segment_at(&work->segments, next)->page == page)
            next++;
        open_page(work, first);
        good = gk_box_write_prose(&work->prose, work->builder, first, next);
        first = next;
    }
    return good;
}

static uint32_t source_line(const struct work *work, size_t segment)
{
    const struct gk_box_segment *one = gk_box_segment_at(&work->segments, segment);
    return ((const struct gk_box_word *)gk_array_at(&work->boxes->words, one->first))->line;
}

/* Prose from one segment to before another one, with the front end's own parts where they stand. */
static bool write_stretch(struct work *work, size_t first, size_t end)
{
    const struct gk_array *inserts = &work->boxes->inserts;
    bool good = true;
    while (good && work->inserted < inserts->count) {
        const struct gk_box_insert *insert = gk_array_at(inserts, work->inserted);
        size_t next = first;
        while (next < end && source_line(work, next) <= insert->line)
            next++;
        if (next == end && end < work->segments.count)
            break;
        good = write_prose(work, first, next);
        gk_box_prose_end(&work->prose, work->builder);
        insert->write(work->boxes->insert_data, work->inserted++, work->builder);
        first = next;
    }
    return good && write_prose(work, first, end);
}

/* The same, with the drawn tables that stand among them. */
static bool write_between(struct work *work, size_t first, size_t end)
{
    bool good = true;
    while (work->next_ruled < work->ruled.tables.count && good) {
        const struct gk_box_ruled_table *table = gk_array_at(&work->ruled.tables, work->next_ruled);
        const size_t place = place_of(work, table);
        if (place > end)
            break;
        good = place <= first || write_stretch(work, first, place);
        first = place > first ? place : first;
        gk_box_prose_end(&work->prose, work->builder);
        good = good && gk_box_write_ruled(&work->ruled, table, work->builder) == GKPLAN_STATUS_OK;
        work->next_ruled++;
    }
    return good && write_stretch(work, first, end);
}

static bool write_all(struct work *work)
{
    size_t written = 0;
    bool good = true;
    for (size_t i = 0, end; i < work->parts.count && good; i = end) {
        end = i + 1;
        while (good && end < work->parts.count && goes_on(work, i, end - 1, end, &good))
            end++;
        good = good && write_between(work, written, part_at(work, i)->first);
        gk_box_prose_end(&work->prose, work->builder);
        good = good && write_table(work, i, end);
        /* Page numbers inside the table. */
        for (size_t part = i; part + 1 < end && good; part++)
            good = write_prose(work, part_at(work, part)->end, part_at(work, part + 1)->first);
        written = part_at(work, end - 1)->end;
    }
    good = good && write_between(work, written, work->segments.count);
    gk_box_prose_end(&work->prose, work->builder);
    return good;
}

/* How many pages have no word, and the first of them. Words are in the order of their pages. */
static uint32_t count_blank_pages(const struct gk_word_boxes *boxes, uint32_t *first)
{
    uint32_t blank = 0, before = 0;
    for (size_t i = 0; i <= boxes->words.count; i++) {
        const struct gk_box_word *word = i < boxes->words.count ? gk_array_at(&boxes->words, i) : NULL;
        /* Text ends its last page with a form feed, too. */
        uint32_t page = word ? word->page : boxes->page + (boxes->from_text ? 0 : 1);
        if (page > before + 1 && blank == 0)
            *first = before + 1;
        blank += page > before + 1 ? page - before - 1 : 0;
        before = page;
    }
    return blank;
}

/* Scans that nobody recognised look like blank pages. */
static void warn_of_blank_pages(const struct gk_word_boxes *boxes)
{
    char count[16];
    gkplan_place place = gk_place_none();
    uint32_t blank = count_blank_pages(boxes, &place.page);
    if (blank == 0)
        return;
    snprintf(count, sizeof count, "%u", (unsigned)blank);
    gk_diagnose(boxes->context,
                boxes->words.count ? GK_MESSAGE_PAGES_WITHOUT_TEXT : GK_MESSAGE_NO_TEXT_ON_PAGES, &place,
                NULL, count, NULL);
}

static void warn_of_boxes(const struct gk_word_boxes *boxes)
{
    char count[16];
    gkplan_place place = gk_place_none();
    if (boxes->recognised)
        gk_diagnose(boxes->context, GK_MESSAGE_TEXT_RECOGNISED, &place, NULL, NULL, NULL);
    if (boxes->misplaced == 0)
        return;
    snprintf(count, sizeof count, "%u", (unsigned)boxes->misplaced);
    gk_diagnose(boxes->context, GK_MESSAGE_BOX_IMPOSSIBLE, &place, NULL, count, NULL);
}

gkplan_status gk_word_boxes_write(struct gk_word_boxes *boxes, struct gk_layout_builder *builder)
{
    struct gk_context *context = boxes->context;
    struct work work = {.boxes = boxes, .builder = builder};
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    gk_array_init(&work.segments, &context->allocator, sizeof(struct gk_box_segment));
    gk_array_init(&work.parts, &context->allocator, sizeof(struct gk_box_part));
    gk_array_init(&work.gutters, &context->allocator, sizeof(struct gk_box_gutter));
    gk_array_init(&work.widest, &context->allocator, sizeof(struct gk_box_profile));
    gk_array_init(&work.page, &context->allocator, sizeof(struct gk_box_profile));
    work.prose = (struct gk_box_prose){.boxes = boxes, .segments = &work.segments};
    gk_buffer_init(&work.prose.text, &context->allocator);
    gk_buffer_init(&work.prose.next, &context->allocator);
    gk_layout_pages_known(builder);
    warn_of_blank_pages(boxes);
    warn_of_boxes(boxes);
    gk_box_ruled_init(&work.ruled, boxes);
    bool good = gk_box_take_ruled(&work.ruled, boxes) && gk_box_make_segments(boxes, &work.segments) &&
                gk_box_mark_furniture(boxes, &work.ruled, &work.segments) &&
                gk_box_mark_running(&work.ruled, boxes, &work.segments) &&
                gk_box_join_grids(&work.ruled, &work.segments) &&
                gk_box_find_parts(boxes, &work.segments, &work.parts) && gk_box_prose_measure(&work.prose) &&
                write_all(&work);
    gk_array_free(&work.segments);
    gk_array_free(&work.parts);
    gk_array_free(&work.gutters);
    gk_array_free(&work.widest);
    gk_array_free(&work.page);
    gk_box_ruled_free(&work.ruled);
    gk_buffer_free(&work.prose.text);
    gk_buffer_free(&work.prose.next);
    return good ? context->status : gk_fail_memory(context);
}

/* A web page's elements become paragraphs, tables and left-out text. */
#include "core/cjk_text.h"
#include "read/html_reader.h"
#include "read/markdown_text.h"

void *gk_html_innermost(const struct gk_array *open)
{
    return open->count ? gk_array_at(open, open->count - 1) : NULL;
}

struct gk_html_open_table *gk_html_data_table(const struct gk_html_reader *reader)
{
    struct gk_html_open_table *table = gk_html_innermost(&reader->tables);
    return table && !table->layout ? table : NULL;
}

void gk_html_set_place(struct gk_html_reader *reader, uint32_t line)
{
    gk_layout_place(reader->builder, NULL, line ? line + reader->lines_before : 0, 0);
}

void gk_html_flush(struct gk_html_reader *reader)
{
    const struct gk_html_open *element = gk_html_innermost(&reader->elements);
    const struct gk_html_open_table *table = gk_html_data_table(reader);
    struct gk_string text = gk_trim(gk_buffer_view(&reader->text.text));
    struct gk_paragraph paragraph = {.label = gk_trim(gk_buffer_view(&reader->text.label))};
    if (reader->text.text.failed || reader->text.label.failed)
        gk_fail_memory(reader->context);
    if (element) {
        paragraph.level = element->level;
        if (element->inside & INSIDE_FURNITURE ||
            (!table && gk_html_text_is_navigation(&reader->text, element->inside & INSIDE_ITEM)))
            paragraph.flags |= GKPLAN_BLOCK_FURNITURE;
        if (element->inside & INSIDE_CENTERED)
            paragraph.flags |= GKPLAN_BLOCK_CENTERED;
    }
    if (text.length && table && table->begun && !table->cell) {
        gk_buffer_append_string(&reader->stray, text);
        gk_buffer_append(&reader->stray, "\n", 1);
    } else if (text.length) {
        gk_html_set_place(reader, reader->text.line);
        gk_layout_begin_paragraph(reader->builder, &paragraph);
        if (reader->markdown)
            gk_markdown_text(reader->builder, text);
        else
            gk_layout_text(reader->builder, text);
        gk_layout_end_paragraph(reader->builder);
    }
    /* The number of an item waits for the item's first paragraph with text. */
    if (text.length)
        gk_html_text_clear(&reader->text);
    else
        gk_buffer_clear(&reader->text.text);
}

/* --- What starts --- */

static void start_article(struct gk_html_reader *reader, struct gk_html_open *element,
                          const struct gk_html_event *event)
{
    (void)reader, (void)event;
    element->inside |= INSIDE_ARTICLE;
}

static void start_furniture(struct gk_html_reader *reader, struct gk_html_open *element,
                            const struct gk_html_event *event)
{
    (void)reader;
    if (!(element->inside & INSIDE_ARTICLE) || strcmp(event->element->name, "nav") == 0)
        element->inside |= INSIDE_FURNITURE;
}

static void start_heading(struct gk_html_reader *reader, struct gk_html_open *element,
                          const struct gk_html_event *event)
{
    (void)reader;
    element->level = (uint32_t)(event->element->name[1] - '0');
}

static void start_break(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event)
{
    (void)element;
    const char *style = event->attributes[GK_HTML_STYLE];
    if (style && strstr(style, "page-break-before:always")) {
        gk_html_flush(reader);
        gk_layout_page_break(reader->builder);
    } else {
        gk_html_text_break(&reader->text);
    }
}

static void start_rule(struct gk_html_reader *reader, struct gk_html_open *element,
                       const struct gk_html_event *event)
{
    (void)element, (void)event;
    gk_layout_rule(reader->builder);
}

static void start_preformatted(struct gk_html_reader *reader, struct gk_html_open *element,
                               const struct gk_html_event *event)
{
    (void)reader, (void)event;
    element->inside |= INSIDE_PREFORMATTED;
}

static void start_link(struct gk_html_reader *reader, struct gk_html_open *element,
                       const struct gk_html_event *event)
{
    const char *address = event->attributes[GK_HTML_HREF];
    if (!address || *address == '#')
        return;
    element->inside |= INSIDE_LINK;
    gk_html_text_link(&reader->text, address);
}

static void start_skipped(struct gk_html_reader *reader, struct gk_html_open *element,
                          const struct gk_html_event *event)
{
    (void)reader, (void)event;
    element->inside |= INSIDE_SKIPPED;
}

static void start_control(struct gk_html_reader *reader, struct gk_html_open *element,
                          const struct gk_html_event *event)
{
    (void)reader, (void)event;
    element->inside |= INSIDE_CONTROL;
}

static void start_deleted(struct gk_html_reader *reader, struct gk_html_open *element,
                          const struct gk_html_event *event)
{
    (void)event;
    if (reader->context->options.revisions == GKPLAN_REVISIONS_ACCEPT)
        element->inside |= INSIDE_DELETED;
}

static void start_inserted(struct gk_html_reader *reader, struct gk_html_open *element,
                           const struct gk_html_event *event)
{
    (void)event;
    if (reader->context->options.revisions == GKPLAN_REVISIONS_REJECT)
        element->inside |= INSIDE_DELETED;
}

/* What an element of each kind does: to the text it is in, where it starts, where it ends. Any function may
 * be NULL.
 */
static const struct {
    bool ends_paragraph; /* where it starts and where it ends */
    void (*start)(struct gk_html_reader *reader, struct gk_html_open *element,
                  const struct gk_html_event *event);
    void (*end)(struct gk_html_reader *reader);
} kinds[] = {
    [GK_HTML_INLINE] = {false, NULL, NULL},
    [GK_HTML_ARTICLE] = {true, start_article, NULL},
    [GK_HTML_BLOCK] = {true, NULL, NULL},
    [GK_HTML_BREAK] = {false, start_break, NULL},
    [GK_HTML_CELL] = {true, gk_html_start_cell, gk_html_end_cell},
    [GK_HTML_CONTROL] = {false, start_control, NULL},
    [GK_HTML_DELETED] = {false, start_deleted, NULL},
    [GK_HTML_FURNITURE] = {true, start_furniture, NULL},
    [GK_HTML_HEADING] = {true, start_heading, NULL},
    [GK_HTML_INSERTED] = {false, start_inserted, NULL},
    [GK_HTML_LINK] = {false, start_link, NULL},
    [GK_HTML_LIST] = {true, gk_html_start_list, gk_html_end_list},
    [GK_HTML_LIST_ITEM] = {true, gk_html_start_item, gk_html_end_item},
    [GK_HTML_ORDERED_LIST] = {true, gk_html_start_list, gk_html_end_list},
    [GK_HTML_PREFORMATTED] = {true, start_preformatted, NULL},
    [GK_HTML_ROW] = {true, gk_html_start_row, gk_html_end_row},
    [GK_HTML_ROW_GROUP] = {true, gk_html_start_row_group, gk_html_end_row_group},
    [GK_HTML_RULE] = {true, start_rule, NULL},
    [GK_HTML_SKIPPED] = {false, start_skipped, NULL},
    [GK_HTML_TABLE] = {true, gk_html_start_table, gk_html_end_table},
};

static void start(struct gk_html_reader *reader, const struct gk_html_event *event)
{
    const struct gk_html_open *outer = gk_html_innermost(&reader->elements);
    struct gk_html_open element = {
        .kind = event->element->kind, .inside = outer ? outer->inside : 0, .level = outer ? outer->level : 0};
    unsigned own = gk_html_attributes_say(event);
    if (element.kind == GK_HTML_TABLE)
        reader->next_table++;
    element.inside |= own & INSIDE_NOTHING;
    if (element.inside & INSIDE_NOTHING) {
        if (element.kind == GK_HTML_SKIPPED)
            element.inside |= INSIDE_SKIPPED;
        element.kind = GK_HTML_INLINE;
    }
    /* A paragraph ends with what held for it. */
    if (kinds[element.kind].ends_paragraph)
        gk_html_flush(reader);
    if (kinds[element.kind].start)
        kinds[element.kind].start(reader, &element, event);
    element.inside |= own;
    if (strcmp(event->element->name, "center") == 0)
        element.inside |= INSIDE_CENTERED;
    struct gk_html_open *pushed = gk_array_push(&reader->elements);
    if (pushed)
        *pushed = element;
    else
        gk_fail_memory(reader->context);
}

static void end(struct gk_html_reader *reader)
{
    const struct gk_html_open *element = gk_html_innermost(&reader->elements);
    if (!element)
        return;
    enum gk_html_kind kind = element->kind;
    if (kinds[kind].ends_paragraph)
        gk_html_flush(reader);
    if (kinds[kind].end)
        kinds[kind].end(reader);
    reader->elements.count--;
}

static void text(struct gk_html_reader *reader, const struct gk_html_event *event)
{
    static const struct {
        unsigned inside;
        enum gk_left_out why;
    } reasons[] = {{INSIDE_DELETED, GK_LEFT_OUT_DELETED},
                   {INSIDE_HIDDEN, GK_LEFT_OUT_HIDDEN},
                   {INSIDE_CONTROL, GK_LEFT_OUT_FURNITURE}};
    const struct gk_html_open *element = gk_html_innermost(&reader->elements);
    unsigned inside = element ? element->inside : 0;
    if (inside & INSIDE_SKIPPED)
        return;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (inside & reasons[i].inside) {
            gk_html_set_place(reader, event->line);
            gk_layout_left_out(reader->builder, reasons[i].why, event->text);
            return;
        }
    if ((inside & INSIDE_LABEL) && reader->text.text.length == 0) {
        gk_buffer_append_string(&reader->text.label, event->text);
        return;
    }
    unsigned flags = (inside & INSIDE_LINK ? GK_HTML_TEXT_LINK : 0u) |
                     (inside & INSIDE_PREFORMATTED ? GK_HTML_TEXT_PREFORMATTED : 0u);
    gk_html_text_append(&reader->text, event->text, flags, event->line);
}

static void read_record(struct gk_html_reader *reader, const struct gk_html_record *record)
{
    struct gk_html_event event;
    size_t position = 0;
    while (reader->context->status == GKPLAN_STATUS_OK && gk_html_record_next(record, &position, &event)) {
        reader->line = event.line;
        if (event.type == GK_HTML_START)
            start(reader, &event);
        else if (event.type == GK_HTML_END)
            end(reader);
        else
            text(reader, &event);
    }
    if (reader->context->status == GKPLAN_STATUS_OK)
        gk_html_flush(reader);
}

gkplan_status gk_html_read_page(struct gk_context *context, struct gk_string page, uint32_t lines_before,
                                bool markdown, struct gk_layout_builder *builder)
{
    struct gk_html_reader reader = {
        .context = context, .builder = builder, .lines_before = lines_before, .markdown = markdown};
    struct gk_html_record record;
    gk_html_record_init(&record, &context->allocator);
    gk_array_init(&reader.elements, &context->allocator, sizeof(struct gk_html_open));
    gk_array_init(&reader.tables, &context->allocator, sizeof(struct gk_html_open_table));
    gk_array_init(&reader.lists, &context->allocator, sizeof(struct gk_html_open_list));
    gk_array_init(&reader.found, &context->allocator, sizeof(struct gk_html_table));
    gk_buffer_init(&reader.stray, &context->allocator);
    gk_html_text_init(&reader.text, &context->allocator);
    if (gk_html_record_page(context, page, &record) == GKPLAN_STATUS_OK &&
        gk_html_find_tables(context, &record, &reader.found) == GKPLAN_STATUS_OK)
        read_record(&reader, &record);
    gk_html_text_free(&reader.text);
    gk_buffer_free(&reader.stray);
    gk_array_free(&reader.found);
    gk_array_free(&reader.lists);
    gk_array_free(&reader.tables);
    gk_array_free(&reader.elements);
    gk_html_record_free(&record);
    return context->status;
}

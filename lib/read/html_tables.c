/* Which tables of a web page are tables, and which only lay it out.
 *
 * Older sites put the whole page into tables: navigation in one cell, the document in another. Such a table
 * is what its cells hold. It is known by what it holds, so the page is looked through before it is read.
 */
#include "read/html_record.h"
#include "read/html_text.h"

/* A table that is open. Counts are of characters but for the blocks. */
struct open_table {
    size_t position; /* among all tables */
    uint64_t own;    /* in cells without a table */
    uint64_t nested; /* in cells with one */
    uint64_t cell;   /* in the open cell, tables inside it included */
    uint64_t linked; /* in links, tables inside it included */
    uint32_t links;
    uint32_t rows;
    uint32_t row_cells;
    uint32_t row_columns;
    uint32_t widest;      /* cells of the row that has most */
    uint32_t cell_blocks; /* paragraphs and headings of the open cell */
    uint32_t most_blocks; /* of any cell */
    bool cell_has_table;
    bool has_header_cells;
    bool has_heading;
    bool by_style; /* other elements that are shown as a table */
    bool links_to_file;
};

struct survey {
    struct gk_context *context;
    struct gk_array *tables;
    struct gk_array open; /* struct open_table */
    uint32_t link_depth;  /* open links */
};

/* A cell with as many paragraphs as this holds a document, where nothing else says that it is data. */
enum { DOCUMENT_BLOCKS = 3, LONG_DOCUMENT_BLOCKS = 9 };

static struct open_table *innermost(struct survey *survey)
{
    return survey->open.count ? gk_array_at(&survey->open, survey->open.count - 1) : NULL;
}

static void begin_table(struct survey *survey, const char *name)
{
    struct open_table *outer = innermost(survey);
    if (outer)
        outer->cell_has_table = true;
    struct open_table *table = gk_array_push(&survey->open);
    if (!table || !gk_array_push(survey->tables)) {
        gk_fail_memory(survey->context);
        return;
    }
    table->position = survey->tables->count - 1;
    table->by_style = strcmp(name, "table") != 0;
}

static void end_cell(struct open_table *table)
{
    *(table->cell_has_table ? &table->nested : &table->own) += table->cell;
    if (table->cell_blocks > table->most_blocks)
        table->most_blocks = table->cell_blocks;
    table->cell = 0;
    table->cell_blocks = 0;
    table->cell_has_table = false;
}

static void end_row(struct survey *survey, struct open_table *table)
{
    struct gk_html_table *found = gk_array_at(survey->tables, table->position);
    if (table->row_cells > table->widest)
        table->widest = table->row_cells;
    if (table->row_cells > 1 && table->row_columns > found->columns)
        found->columns = table->row_columns;
    table->row_cells = table->row_columns = 0;
}

static bool only_lays_out(const struct open_table *table)
{
    bool holds_document = table->most_blocks >= DOCUMENT_BLOCKS || table->has_heading || table->nested > 0;
    if (table->has_header_cells)
        return false;
    /* One row or one column is no table of tasks; a table whose text is mostly in the tables inside is a
     * frame. */
    if (table->rows <= 1 || table->widest <= 1)
        return holds_document || table->by_style;
    return table->nested > 0 && (table->nested >= table->own || table->most_blocks >= LONG_DOCUMENT_BLOCKS);
}

/* Links and what stands between them: 首页 | 政务公开 | 互动交流. Files to load down are no navigation. */
static bool is_navigation(const struct open_table *table)
{
    return table->links > 1 && !table->links_to_file &&
           table->own + table->nested - table->linked <= table->links;
}

static void end_table(struct survey *survey)
{
    struct open_table *table = innermost(survey);
    if (!table)
        return;
    end_cell(table);
    end_row(survey, table);
    struct gk_html_table *found = gk_array_at(survey->tables, table->position);
    found->navigation = is_navigation(table);
    found->layout = found->navigation || only_lays_out(table);
    survey->open.count--;
    struct open_table *outer = innermost(survey);
    if (!outer)
        return;
    outer->cell += table->own + table->nested;
    outer->linked += table->linked;
    outer->links += table->links;
    outer->links_to_file = outer->links_to_file || table->links_to_file;
}

static void begin_link(struct survey *survey, const char *address)
{
    struct open_table *table = innermost(survey);
    survey->link_depth++;
    if (!table || !address)
        return;
    table->links++;
    table->links_to_file = table->links_to_file || gk_html_is_file(address);
}

static void start(struct survey *survey, const struct gk_html_event *event)
{
    struct open_table *table = innermost(survey);
    enum gk_html_kind kind = event->element->kind;
    if (kind == GK_HTML_TABLE) {
        begin_table(survey, event->element->name);
    } else if (kind == GK_HTML_LINK) {
        begin_link(survey, event->attributes[GK_HTML_HREF]);
    } else if (table && kind == GK_HTML_CELL) {
        end_cell(table);
        table->row_cells++;
        table->row_columns += gk_html_number(event->attributes[GK_HTML_COLSPAN], 1, GK_HTML_MOST_COLUMNS);
        table->has_header_cells = table->has_header_cells || event->element->name[1] == 'h';
    } else if (table && kind == GK_HTML_ROW) {
        end_row(survey, table);
        table->rows++;
    } else if (table && kind == GK_HTML_HEADING) {
        table->has_heading = true;
    } else if (table && (kind == GK_HTML_BLOCK || kind == GK_HTML_LIST_ITEM)) {
        table->cell_blocks++;
    }
}

static void text(struct survey *survey, struct gk_string characters)
{
    struct open_table *table = innermost(survey);
    uint64_t count = 0;
    for (size_t i = 0; table && i < characters.length; i++)
        count += (unsigned char)characters.data[i] > ' ';
    if (!table)
        return;
    table->cell += count;
    if (survey->link_depth)
        table->linked += count;
}

gkplan_status gk_html_find_tables(struct gk_context *context, const struct gk_html_record *page,
                                  struct gk_array *tables)
{
    struct survey survey = {.context = context, .tables = tables};
    struct gk_html_event event;
    size_t position = 0;
    gk_array_init(&survey.open, &context->allocator, sizeof(struct open_table));
    while (context->status == GKPLAN_STATUS_OK && gk_html_record_next(page, &position, &event)) {
        if (event.type == GK_HTML_START)
            start(&survey, &event);
        else if (event.type == GK_HTML_TEXT)
            text(&survey, event.text);
        else if (event.element->kind == GK_HTML_TABLE)
            end_table(&survey);
        else if (event.element->kind == GK_HTML_LINK && survey.link_depth)
            survey.link_depth--;
    }
    gk_array_free(&survey.open);
    return context->status;
}

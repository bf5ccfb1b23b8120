/* The tables of a web page: their rows and cells become the layout's. A table that only lays out the page has
 * none: what its cells hold stands as if it stood alone.
 */
#include "read/html_reader.h"

static void begin_row(struct gk_html_reader *reader, struct gk_html_open_table *table)
{
    const struct gk_table properties = {.flags = GKPLAN_TABLE_MERGES_KNOWN, .merges_by_spans = true};
    gk_html_set_place(reader, reader->line);
    if (!table->begun)
        gk_layout_begin_table(reader->builder, &properties);
    table->begun = table->row = true;
    const struct gk_html_open *element = gk_html_innermost(&reader->elements);
    bool header = element && (element->inside & INSIDE_HEADER_ROWS);
    gk_layout_begin_row(reader->builder, header ? GKPLAN_ROW_HEADER : 0);
}

static void end_cell(struct gk_html_reader *reader, struct gk_html_open_table *table)
{
    if (!table->cell)
        return;
    gk_html_flush(reader);
    gk_html_text_clear(&reader->text);
    table->cell = false;
    gk_layout_end_cell(reader->builder);
}

static void end_row(struct gk_html_reader *reader, struct gk_html_open_table *table)
{
    end_cell(reader, table);
    gk_html_flush(reader);
    if (table->row)
        gk_layout_end_row(reader->builder);
    table->row = false;
}

static void begin_cell(struct gk_html_reader *reader, struct gk_html_open_table *table, const char *colspan,
                       const char *rowspan)
{
    end_cell(reader, table);
    gk_html_flush(reader);
    if (!table->row)
        begin_row(reader, table);
    uint32_t columns = gk_html_number(colspan, 1, GK_HTML_MOST_COLUMNS);
    uint32_t rows = gk_html_number(rowspan, 1, GK_HTML_MOST_ROWS);
    /* Pages write a large number where "the whole width" is meant. */
    if (table->columns && columns > table->columns)
        columns = table->columns;
    const struct gk_cell cell = {
        .column = GK_COLUMN_NEXT, .column_span = columns, .row_span = rows ? rows : UINT32_MAX};
    gk_html_set_place(reader, reader->line);
    gk_layout_begin_cell(reader->builder, &cell);
    table->cell = true;
}

void gk_html_start_table(struct gk_html_reader *reader, struct gk_html_open *element,
                         const struct gk_html_event *event)
{
    (void)event;
    struct gk_html_open_table *outer = gk_html_data_table(reader);
    const struct gk_html_table *found = gk_array_at(&reader->found, reader->next_table - 1);
    /* A table right inside another one, in no cell of it: browsers give it a place of its own too. */
    if (outer && outer->begun && !outer->cell)
        begin_cell(reader, outer, NULL, NULL);
    struct gk_html_open_table *table = gk_array_push(&reader->tables);
    if (!table) {
        gk_fail_memory(reader->context);
        return;
    }
    table->layout = found->layout;
    table->columns = found->columns;
    element->inside &= ~(unsigned)INSIDE_TEXT_ONLY;
    if (found->navigation)
        element->inside |= INSIDE_FURNITURE;
}

void gk_html_start_row_group(struct gk_html_reader *reader, struct gk_html_open *element,
                             const struct gk_html_event *event)
{
    gk_html_end_row_group(reader);
    if (gk_html_data_table(reader) && strcmp(event->element->name, "thead") == 0)
        element->inside |= INSIDE_HEADER_ROWS;
}

void gk_html_start_row(struct gk_html_reader *reader, struct gk_html_open *element,
                       const struct gk_html_event *event)
{
    (void)element, (void)event;
    struct gk_html_open_table *table = gk_html_data_table(reader);
    if (!table)
        return;
    end_row(reader, table);
    begin_row(reader, table);
}

void gk_html_start_cell(struct gk_html_reader *reader, struct gk_html_open *element,
                        const struct gk_html_event *event)
{
    struct gk_html_open_table *table = gk_html_data_table(reader);
    if (table)
        begin_cell(reader, table, event->attributes[GK_HTML_COLSPAN], event->attributes[GK_HTML_ROWSPAN]);
    element->inside &= ~(unsigned)INSIDE_TEXT_ONLY;
}

void gk_html_end_table(struct gk_html_reader *reader)
{
    struct gk_html_open_table *table = gk_html_innermost(&reader->tables);
    if (!table)
        return;
    if (!table->layout && table->begun) {
        end_row(reader, table);
        gk_layout_end_table(reader->builder);
    }
    reader->tables.count--;
    if (reader->stray.failed)
        gk_fail_memory(reader->context);
    const struct gk_html_open_table *outer = gk_html_data_table(reader);
    if (reader->stray.length > 0 && (!outer || outer->cell)) {
        gk_layout_paragraph(reader->builder, NULL, gk_buffer_view(&reader->stray));
        gk_buffer_clear(&reader->stray);
    }
}

void gk_html_end_row_group(struct gk_html_reader *reader)
{
    struct gk_html_open_table *table = gk_html_data_table(reader);
    if (!table)
        return;
    end_row(reader, table);
    if (table->begun)
        gk_layout_end_row_group(reader->builder);
}

void gk_html_end_row(struct gk_html_reader *reader)
{
    struct gk_html_open_table *table = gk_html_data_table(reader);
    if (table)
        end_row(reader, table);
}

void gk_html_end_cell(struct gk_html_reader *reader)
{
    struct gk_html_open_table *table = gk_html_data_table(reader);
    if (table)
        end_cell(reader, table);
}

/* Tables of a Word file: grid, spans, merges of both kinds, and rows and cells that tracked changes take out.
 */
#include "read/docx_reader.h"

#include <string.h>

struct gk_docx_table *gk_docx_open_table(const struct gk_docx_reader *reader)
{
    return reader->tables.count ? gk_array_at(&reader->tables, reader->tables.count - 1) : NULL;
}

static struct gk_docx_table *open_table(struct gk_docx_scan *scan)
{
    return gk_docx_open_table(gk_docx_reader_of(scan));
}

/* Properties are read only while the cell may still have some. */
static struct gk_docx_cell *pending_cell(struct gk_docx_scan *scan)
{
    return &open_table(scan)->cell;
}

static void free_table(struct gk_docx_table *table)
{
    gk_buffer_free(&table->severed);
    gk_array_free(&table->widths);
}

void gk_docx_table_free(struct gk_docx_reader *reader)
{
    for (size_t i = 0; i < reader->tables.count; i++)
        free_table(gk_array_at(&reader->tables, i));
    gk_array_free(&reader->tables);
}

static uint8_t begin_table(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (!gk_docx_settle_cell(scan))
        return GK_DOCX_IN_LEFT_OUT;
    gk_docx_end_joined(reader);
    struct gk_docx_table *table = gk_array_push(&reader->tables);
    if (!table) {
        gk_fail_memory(scan->context);
        return GK_DOCX_SKIP;
    }
    table->edges = reader->edges.count;
    gk_buffer_init(&table->severed, &scan->context->allocator);
    gk_array_init(&table->widths, &scan->context->allocator, sizeof(uint32_t));
    return GK_DOCX_IN_TABLE;
}

static void end_table(struct gk_docx_scan *scan, uint8_t inside)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (inside != GK_DOCX_IN_TABLE)
        return;
    struct gk_docx_table *table = open_table(scan);
    if (table->begun)
        gk_layout_end_table(reader->builder);
    reader->edges.count = table->edges;
    free_table(table);
    reader->tables.count--;
}

/* A length in twips; strict files may write a unit. */
static int32_t twips(struct gk_docx_attributes attributes, const char *name, int32_t missing)
{
    static const struct {
        const char *unit;
        int32_t thousandths; /* of a twip */
    } units[] = {{"pt", 20000},   {"mm", 56693},  {"cm", 566929},
                 {"in", 1440000}, {"pc", 240000}, {"pi", 240000}};
    struct gk_string text;
    if (!gk_docx_attribute(attributes, name, &text))
        return missing;
    int64_t number = gk_docx_number_of(text, missing);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!gk_string_ends(text, gk_string_of(units[i].unit)))
            continue;
        const char *point = memchr(text.data, '.', text.length);
        int64_t tenths = point && point[1] >= '0' && point[1] <= '9' ? point[1] - '0' : 0;
        number = (number * 10 + tenths) * units[i].thousandths / 10000;
    }
    return number > INT32_MAX ? INT32_MAX : (int32_t)number;
}

static bool push_edge(struct gk_docx_scan *scan, int32_t edge)
{
    int32_t *made = gk_array_push(&gk_docx_reader_of(scan)->edges);
    if (made)
        *made = edge;
    else
        gk_fail_memory(scan->context);
    return made != NULL;
}

static uint8_t note_grid_column(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_docx_table *table = open_table(scan);
    uint64_t allowed = scan->context->limits.columns;
    if (table->column_count >= allowed) {
        gk_fail_limit(scan->context, reader->part, gk_xml_line(&scan->parse), "columns",
                      table->column_count + 1ull, allowed);
        return GK_DOCX_SKIP;
    }
    /* A second grid of the same table cannot be told from more columns of the first. */
    if (reader->edges.count == table->edges && !push_edge(scan, 0))
        return GK_DOCX_SKIP;
    int32_t width = twips(attributes, "w", 0);
    int64_t edge = *(int32_t *)gk_array_at(&reader->edges, reader->edges.count - 1);
    edge += width > 0 ? width : 0;
    if (push_edge(scan, edge > INT32_MAX ? INT32_MAX : (int32_t)edge))
        table->column_count++;
    return GK_DOCX_SKIP;
}

static uint8_t begin_row(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_table *table = open_table(scan);
    table->column = 0;
    table->reached = 0;
    table->row_begun = table->row_header = table->row_removed = false;
    table->cells_seen = table->merging = false;
    return GK_DOCX_IN_ROW;
}

static void begin_layout_row(struct gk_docx_scan *scan, struct gk_docx_table *table)
{
    struct gk_layout_builder *builder = gk_docx_reader_of(scan)->builder;
    gk_docx_place(scan);
    if (!table->begun) {
        const struct gk_table properties = {.flags = GKPLAN_TABLE_MERGES_KNOWN,
                                            .column_count = table->column_count};
        gk_layout_begin_table(builder, &properties);
        table->begun = true;
    }
    gk_layout_begin_row(builder, table->row_header ? GKPLAN_ROW_HEADER : 0);
    table->row_begun = true;
}

static void end_row(struct gk_docx_scan *scan, uint8_t inside)
{
    if (inside != GK_DOCX_IN_ROW)
        return;
    struct gk_docx_table *table = open_table(scan);
    if (!table->row_begun && !table->row_removed && !table->cells_seen)
        begin_layout_row(scan, table);
    if (table->row_begun) {
        gk_layout_end_row(gk_docx_reader_of(scan)->builder);
        gk_buffer_clear(&table->severed);
    }
}

static uint8_t begin_cell(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_table *table = open_table(scan);
    table->cells_seen = true;
    table->cell = (struct gk_docx_cell){.state = GK_DOCX_CELL_PENDING,
                                        .span = 1,
                                        .width = -1,
                                        .fields = gk_docx_reader_of(scan)->fields.count};
    return GK_DOCX_IN_BLOCKS;
}

static void end_cell(struct gk_docx_scan *scan, uint8_t inside)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    if (inside != GK_DOCX_IN_BLOCKS)
        return;
    if (gk_docx_settle_cell(scan)) {
        gk_docx_end_joined(reader);
        gk_layout_end_cell(reader->builder);
    }
    struct gk_docx_cell *cell = pending_cell(scan);
    gk_docx_end_fields(reader, cell->fields);
    cell->state = GK_DOCX_CELL_NONE;
}

/* What a removed row began no later row continues: what stood above belongs to another cell. */
static void sever(struct gk_docx_scan *scan, struct gk_docx_table *table)
{
    struct gk_buffer *severed = &table->severed;
    if (table->column >= severed->length) {
        size_t more = table->column + (size_t)1 - severed->length;
        if (!gk_buffer_reserve(severed, more)) {
            gk_fail_memory(scan->context);
            return;
        }
        memset(severed->data + severed->length, 0, more);
        severed->length += more;
    }
    severed->data[table->column] = 1;
}

static bool is_severed(const struct gk_docx_table *table)
{
    return table->column < table->severed.length && table->severed.data[table->column];
}

/* The edges of the pending cell: by the grid, else by the widths of the row's cells. */
static void find_edges(const struct gk_docx_reader *reader, const struct gk_docx_table *table, uint32_t span,
                       struct gk_cell *cell)
{
    uint64_t end = (uint64_t)table->column + span;
    int32_t left = 0, right = 0;
    if (end <= table->column_count) {
        left = *(int32_t *)gk_array_at(&reader->edges, table->edges + table->column);
        right = *(int32_t *)gk_array_at(&reader->edges, table->edges + (size_t)end);
    } else if (table->reached >= 0 && table->cell.width > 0 &&
               table->cell.width <= INT32_MAX - table->reached) {
        left = table->reached;
        right = table->reached + table->cell.width;
    }
    if (right > left) {
        cell->left_edge = left;
        cell->right_edge = right;
    }
}

/* How far the horizontal merge that begins in this column reached in the row above. */
static uint32_t *merged_width(struct gk_docx_scan *scan, struct gk_docx_table *table, uint32_t column)
{
    while (table->widths.count <= column)
        if (!gk_array_push(&table->widths)) {
            gk_fail_memory(scan->context);
            return NULL;
        }
    return gk_array_at(&table->widths, column);
}

/* A cell that horizontally continues the one before it, as files from old programs have them. */
static void continue_horizontally(struct gk_docx_scan *scan, struct gk_docx_table *table)
{
    uint32_t *width = merged_width(scan, table, table->merge_start);
    uint32_t end = table->column + table->cell.span;
    gk_layout_widen_cell(gk_docx_reader_of(scan)->builder, end);
    if (width)
        *width = end - table->merge_start;
}

static void begin_layout_cell(struct gk_docx_scan *scan, struct gk_docx_table *table)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_cell cell = {.column = table->column, .merge = table->cell.vertical};
    uint32_t span = table->cell.span;
    if (!table->row_begun)
        begin_layout_row(scan, table);
    if (cell.merge == GK_MERGE_CONTINUE && is_severed(table))
        cell.merge = GK_MERGE_RESTART;
    table->merging = table->cell.horizontal == GK_MERGE_RESTART;
    if (table->merging) {
        uint32_t *width = merged_width(scan, table, table->column);
        table->merge_start = table->column;
        if (width && *width > span && cell.merge == GK_MERGE_CONTINUE)
            span = *width;
    }
    cell.column_span = span;
    table->cell.covered = cell.merge == GK_MERGE_CONTINUE;
    find_edges(reader, table, span, &cell);
    gk_docx_place(scan);
    gk_layout_begin_cell(reader->builder, &cell);
}

static enum gk_docx_cell_state leave_out(struct gk_docx_reader *reader, enum gk_left_out why)
{
    reader->left_out_why = why;
    return GK_DOCX_CELL_LEFT_OUT;
}

/* Decide what becomes of the pending cell, now that its properties are known. */
static void settle_cell(struct gk_docx_scan *scan, struct gk_docx_table *table)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    struct gk_docx_cell *cell = &table->cell;
    uint64_t end = (uint64_t)table->column + cell->span, allowed = scan->context->limits.columns;
    if (end > allowed) {
        gk_fail_limit(scan->context, reader->part, gk_xml_line(&scan->parse), "columns", end, allowed);
        cell->state = GK_DOCX_CELL_LEFT_OUT;
        return;
    }
    if (cell->removed) { /* the cells behind it move up to its place */
        cell->state = leave_out(reader, GK_LEFT_OUT_DELETED);
        return;
    }
    if (table->row_removed) {
        if (cell->vertical != GK_MERGE_CONTINUE)
            sever(scan, table);
        cell->state = leave_out(reader, table->row_why);
    } else if (cell->horizontal == GK_MERGE_CONTINUE && table->merging) {
        continue_horizontally(scan, table);
        cell->state = leave_out(reader, GK_LEFT_OUT_HIDDEN);
    } else {
        begin_layout_cell(scan, table);
        cell->state = GK_DOCX_CELL_OPEN;
    }
    table->column = (uint32_t)end;
    bool known = table->reached >= 0 && cell->width >= 0 && cell->width <= INT32_MAX - table->reached;
    table->reached = known ? table->reached + cell->width : -1;
}

bool gk_docx_settle_cell(struct gk_docx_scan *scan)
{
    struct gk_docx_table *table = open_table(scan);
    if (!table)
        return true;
    if (table->cell.state == GK_DOCX_CELL_PENDING)
        settle_cell(scan, table);
    return table->cell.state == GK_DOCX_CELL_OPEN;
}

static uint8_t note_header(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    open_table(scan)->row_header = gk_docx_is_on(attributes);
    return GK_DOCX_SKIP;
}

static uint8_t note_grid_before(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    int32_t columns = gk_docx_number(attributes, "val", 0);
    open_table(scan)->column = columns > 0 ? (uint32_t)columns : 0;
    return GK_DOCX_SKIP;
}

static uint8_t note_width_before(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    open_table(scan)->reached = twips(attributes, "w", -1);
    return GK_DOCX_SKIP;
}

static uint8_t note_hidden_row(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_table *table = open_table(scan);
    if (gk_docx_is_on(attributes) && !table->row_removed) {
        table->row_removed = true;
        table->row_why = GK_LEFT_OUT_HIDDEN;
    }
    return GK_DOCX_SKIP;
}

static void note_row_change(struct gk_docx_scan *scan, gkplan_revisions removes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    if (reader->context->options.revisions == removes) {
        open_table(scan)->row_removed = true;
        open_table(scan)->row_why = GK_LEFT_OUT_DELETED;
    }
}

static uint8_t note_row_inserted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    note_row_change(scan, GKPLAN_REVISIONS_REJECT);
    return GK_DOCX_SKIP;
}

static uint8_t note_row_deleted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    note_row_change(scan, GKPLAN_REVISIONS_ACCEPT);
    return GK_DOCX_SKIP;
}

/* Properties come before a cell's content; later ones are no cell's. */
static uint8_t begin_cell_properties(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    struct gk_docx_table *table = open_table(scan);
    bool pending = table && table->cell.state == GK_DOCX_CELL_PENDING;
    return pending ? (uint8_t)GK_DOCX_IN_CELL_PROPERTIES : (uint8_t)GK_DOCX_SKIP;
}

static uint8_t note_span(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    int32_t span = gk_docx_number(attributes, "val", 1);
    pending_cell(scan)->span = span > 0 ? (uint32_t)span : 1;
    return GK_DOCX_SKIP;
}

static uint8_t note_width(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_string type = GK_STRING("dxa");
    gk_docx_attribute(attributes, "type", &type);
    if (gk_string_equal(type, GK_STRING("dxa")))
        pending_cell(scan)->width = twips(attributes, "w", -1);
    return GK_DOCX_SKIP;
}

/* Without a value a merge continues. */
static enum gk_vertical_merge merge_of(struct gk_docx_attributes attributes)
{
    bool restart = gk_string_equal(gk_docx_value(attributes), GK_STRING("restart"));
    return restart ? GK_MERGE_RESTART : GK_MERGE_CONTINUE;
}

static uint8_t note_vertical_merge(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    pending_cell(scan)->vertical = merge_of(attributes);
    return GK_DOCX_SKIP;
}

static uint8_t note_horizontal_merge(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    pending_cell(scan)->horizontal = merge_of(attributes);
    return GK_DOCX_SKIP;
}

static void note_cell_change(struct gk_docx_scan *scan, gkplan_revisions removes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    gk_docx_note_change(scan);
    if (reader->context->options.revisions == removes)
        pending_cell(scan)->removed = true;
}

static uint8_t note_cell_inserted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    note_cell_change(scan, GKPLAN_REVISIONS_REJECT);
    return GK_DOCX_SKIP;
}

static uint8_t note_cell_deleted(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    (void)attributes;
    note_cell_change(scan, GKPLAN_REVISIONS_ACCEPT);
    return GK_DOCX_SKIP;
}

/* A tracked vertical merge or split says what the cell is with the change, and what it was without it. */
static uint8_t note_cell_merge(struct gk_docx_scan *scan, struct gk_docx_attributes attributes)
{
    struct gk_docx_reader *reader = gk_docx_reader_of(scan);
    bool reject = reader->context->options.revisions == GKPLAN_REVISIONS_REJECT;
    struct gk_string merge = GK_STRING("");
    gk_docx_note_change(scan);
    bool said = gk_docx_attribute(attributes, reject ? "vMergeOrig" : "vMerge", &merge);
    if (gk_string_equal(merge, GK_STRING("cont")))
        pending_cell(scan)->vertical = GK_MERGE_CONTINUE;
    else if (gk_string_equal(merge, GK_STRING("rest")))
        pending_cell(scan)->vertical = GK_MERGE_RESTART;
    else if (reject && !said)
        pending_cell(scan)->vertical = GK_MERGE_NONE;
    return GK_DOCX_SKIP;
}

const struct gk_docx_rule gk_docx_table_rules[] = {
    {GK_DOCX_IN_BLOCKS, GK_DOCX_TABLE, GK_DOCX_SKIP, begin_table, end_table},
    {GK_DOCX_IN_TABLE, GK_DOCX_TABLE_PROPERTIES, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_TABLE, GK_DOCX_TABLE_GRID, GK_DOCX_IN_GRID, NULL, NULL},
    {GK_DOCX_IN_GRID, GK_DOCX_GRID_COLUMN, GK_DOCX_SKIP, note_grid_column, NULL},
    {GK_DOCX_IN_TABLE, GK_DOCX_ROW, GK_DOCX_SKIP, begin_row, end_row},
    {GK_DOCX_IN_ROW, GK_DOCX_TABLE_EXCEPTIONS, GK_DOCX_SKIP, NULL, NULL},
    {GK_DOCX_IN_ROW, GK_DOCX_ROW_PROPERTIES, GK_DOCX_IN_ROW_PROPERTIES, NULL, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_TABLE_HEADER, GK_DOCX_SKIP, note_header, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_GRID_BEFORE, GK_DOCX_SKIP, note_grid_before, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_WIDTH_BEFORE, GK_DOCX_SKIP, note_width_before, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_HIDDEN_ROW, GK_DOCX_SKIP, note_hidden_row, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_INSERTION, GK_DOCX_SKIP, note_row_inserted, NULL},
    {GK_DOCX_IN_ROW_PROPERTIES, GK_DOCX_DELETION, GK_DOCX_SKIP, note_row_deleted, NULL},
    {GK_DOCX_IN_ROW, GK_DOCX_CELL, GK_DOCX_SKIP, begin_cell, end_cell},
    {GK_DOCX_IN_BLOCKS, GK_DOCX_CELL_PROPERTIES, GK_DOCX_SKIP, begin_cell_properties, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_GRID_SPAN, GK_DOCX_SKIP, note_span, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_CELL_WIDTH, GK_DOCX_SKIP, note_width, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_VERTICAL_MERGE, GK_DOCX_SKIP, note_vertical_merge, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_HORIZONTAL_MERGE, GK_DOCX_SKIP, note_horizontal_merge, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_CELL_INSERTION, GK_DOCX_SKIP, note_cell_inserted, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_CELL_DELETION, GK_DOCX_SKIP, note_cell_deleted, NULL},
    {GK_DOCX_IN_CELL_PROPERTIES, GK_DOCX_CELL_MERGE, GK_DOCX_SKIP, note_cell_merge, NULL},
};
const size_t gk_docx_table_rule_count = sizeof gk_docx_table_rules / sizeof *gk_docx_table_rules;

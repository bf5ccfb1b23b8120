/* Drawn tables written: the grids of neighbouring pages as one table, and the lines of each cell as its text.
 * A cell's width is known, and so is which of its lines are full. */
#include "core/utf8.h"
#include "read/word_box_ruled.h"
#include <math.h>
#include <stdlib.h>

/* A line of a cell. */
struct cell_line {
    size_t first, count; /* of its words */
    struct gk_box box;
    double em;
};

struct maker {
    struct gk_box_ruled *ruled;
    struct gk_box_table table;
    struct gk_array parts; /* struct gk_box_part */
    struct gk_array edges; /* double: where columns begin, from the table's left */
    struct gk_buffer text; /* of one line */
    double padding;        /* beside the text of a cell */
};

static struct gk_box_word *word_at(const struct maker *maker, size_t position)
{
    return gk_array_at(&maker->ruled->inside.words, position);
}

/* --- grids of neighbouring pages --- */

size_t gk_box_segments_above(const struct gk_array *segments, uint32_t page, double y)
{
    size_t low = 0, high = segments->count;
    while (low < high) {
        const size_t half = (low + high) / 2;
        const struct gk_box_segment *segment = gk_box_segment_at(segments, half);
        if (segment->page < page || (segment->page == page && gk_box_middle(segment->box) < y))
            low = half + 1;
        else
            high = half;
    }
    return low;
}

static bool goes_on(const struct gk_box_grids *grids, size_t position, const struct gk_array *segments)
{
    const struct gk_box_grid *below = gk_box_grid_at(grids, position), *above = below - 1;
    if (above->page + 1 != below->page ||
        fabs((above->box.right - above->box.left) - (below->box.right - below->box.left)) >=
            2 * gk_box_near(grids))
        return false;
    const size_t end = gk_box_segments_above(segments, below->page, below->box.top);
    for (size_t i = gk_box_segments_above(segments, above->page, above->box.bottom); i < end; i++)
        if (!gk_box_segment_at(segments, i)->furniture)
            return false;
    return true;
}

bool gk_box_join_grids(struct gk_box_ruled *ruled, const struct gk_array *segments)
{
    for (size_t i = 0; i < ruled->grids.grids.count; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(&ruled->grids, i);
        struct gk_box_ruled_table *table =
            i > 0 ? gk_array_at(&ruled->tables, ruled->tables.count - 1) : NULL;
        if (!table || !goes_on(&ruled->grids, i, segments)) {
            table = gk_array_push(&ruled->tables);
            if (!table)
                return false;
            *table = (struct gk_box_ruled_table){.first = i, .page = grid->page, .top = grid->box.top};
        }
        table->end = i + 1;
    }
    return true;
}

double gk_box_below_grid(const struct gk_box_ruled *ruled, const struct gk_box_segment *segment)
{
    const struct gk_box_grids *grids = &ruled->grids;
    size_t low = 0, high = grids->grids.count;
    while (low < high) {
        const size_t half = (low + high) / 2;
        const struct gk_box_grid *grid = gk_box_grid_at(grids, half);
        if (grid->page < segment->page ||
            (grid->page == segment->page && grid->box.bottom <= gk_box_middle(segment->box)))
            low = half + 1;
        else
            high = half;
    }
    if (low == 0 || gk_box_grid_at(grids, low - 1)->page != segment->page)
        return INFINITY;
    return segment->box.top - gk_box_grid_at(grids, low - 1)->box.bottom;
}

/* --- columns --- */

static int by_number(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/* The columns of all pages: pages may stand farther left or right, and show other edges. */
static bool find_columns(struct maker *maker, const struct gk_box_ruled_table *which)
{
    const struct gk_box_grids *grids = &maker->ruled->grids;
    size_t kept = 0;
    for (size_t i = which->first; i < which->end; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(grids, i);
        for (size_t column = 0; column <= grid->column_count; column++) {
            double *edge = gk_array_push(&maker->edges);
            if (!edge)
                return false;
            *edge = gk_box_grid_x(grids, grid, column) - grid->box.left;
        }
    }
    qsort(maker->edges.items, maker->edges.count, maker->edges.item_size, by_number);
    for (size_t i = 0; i < maker->edges.count; i++) {
        const double edge = *(double *)gk_array_at(&maker->edges, i);
        if (kept == 0 || edge > *(double *)gk_array_at(&maker->edges, kept - 1) + gk_box_near(grids))
            *(double *)gk_array_at(&maker->edges, kept++) = edge;
    }
    maker->edges.count = kept;
    for (size_t i = 0; i + 1 < kept; i++) {
        struct gk_box_column *column = gk_array_push(&maker->table.columns);
        if (!column)
            return false;
        *column = (struct gk_box_column){.left = *(double *)gk_array_at(&maker->edges, i),
                                         .right = *(double *)gk_array_at(&maker->edges, i + 1)};
    }
    return true;
}

/* The column of the table that edge `edge` of a grid begins. */
static uint32_t column_of(const struct maker *maker, const struct gk_box_grid *grid, size_t edge)
{
    const double x = gk_box_grid_x(&maker->ruled->grids, grid, edge) - grid->box.left;
    size_t low = 0, high = maker->edges.count;
    /* The last one that stands there or before. */
    while (high - low > 1) {
        const size_t half = (low + high) / 2;
        if (*(double *)gk_array_at(&maker->edges, half) <= x)
            low = half;
        else
            high = half;
    }
    return (uint32_t)low;
}

/* --- the text of a cell --- */

static int by_left(const void *a, const void *b)
{
    const struct gk_box_word *first = a, *second = b;
    if (first->box.left != second->box.left)
        return first->box.left < second->box.left ? -1 : 1;
    return first->text < second->text ? -1 : first->text > second->text;
}

/* The line of a cell that begins with word `first`, of words that are sorted by their middles. */
static struct cell_line next_line(const struct maker *maker, size_t first, size_t end)
{
    static const double same_line = 0.3;
    const struct gk_box_word *begin = word_at(maker, first);
    const double middle = gk_box_middle(begin->box), reach = same_line * (begin->box.bottom - begin->box.top);
    struct cell_line line = {.first = first, .box = begin->box};
    for (; first + line.count < end; line.count++) {
        const struct gk_box_word *word = word_at(maker, first + line.count);
        if (gk_box_middle(word->box) - middle > reach)
            break;
        line.box.left = gk_box_least(line.box.left, word->box.left);
        line.box.right = gk_box_most(line.box.right, word->box.right);
        line.em = gk_box_most(line.em, gk_box_em(gk_box_text(&maker->ruled->inside, word), word->box));
    }
    qsort(word_at(maker, first), line.count, sizeof(struct gk_box_word), by_left);
    return line;
}

/* How far a line stands from the left of its cell's room. */
static double indent_of(const struct maker *maker, const struct cell_line *line, double left)
{
    return line->box.left - left - maker->padding;
}

static bool is_centred(const struct maker *maker, const struct cell_line *line, double left, double right)
{
    return fabs(indent_of(maker, line, left) - (right - maker->padding - line->box.right)) < 0.3 * line->em;
}

static const double least_indent = 0.5, paragraph_indent = 1.5, widest_indent = 2.6;

/* How much of its cell's room a line fills: a first line's indentation is no room. */
static double filled_by(const struct maker *maker, const struct cell_line *line, double left, double right)
{
    const double indent = indent_of(maker, line, left), width = line->box.right - line->box.left;
    const bool indented = indent > least_indent * line->em && indent < widest_indent * line->em &&
                          !is_centred(maker, line, left, right);
    return indented ? width + indent : width;
}

/* Whether a line begins a paragraph by its indentation. */
static bool is_indented(const struct maker *maker, const struct cell_line *before,
                        const struct cell_line *line, double left, double right)
{
    const double indent = indent_of(maker, line, left);
    return indent > paragraph_indent * line->em && indent < widest_indent * line->em &&
           indent_of(maker, before, left) < least_indent * line->em && !is_centred(maker, line, left, right);
}

/* A column of characters: a label that is set from top to bottom. */
static bool is_upright(struct gk_string text, size_t start, struct gk_string next)
{
    return gk_utf8_count_characters(next) == 1 && gk_utf8_count_characters(text) > 0 &&
           gk_utf8_count_characters(gk_string_from(text, start)) == 1;
}

/* A line that was broken had less room than its next word needs, but for what is not known of widths. */
static const double tolerance = 0.3;

/* A cell whose lines are put together. */
struct open_cell {
    struct gk_box_cell *cell;
    double left, right;
    struct cell_line before; /* the last line */
    size_t start;            /* of that in the cell's text */
    uint32_t page;
    bool sentence; /* its text has a mark of one */
};

static void doubt_end(const struct maker *maker, const struct open_cell *open, struct gk_string text,
                      struct gk_string next)
{
    gkplan_place place = gk_place_none();
    place.page = open->page;
    place.line = open->cell->source_line;
    gk_diagnose_strings(maker->table.context, GK_MESSAGE_NAME_MAY_END, &place, NULL,
                        gk_string_from(text, open->start), next);
}

/* Whether the cell's last line goes on in the next one. */
static bool goes_on_in(const struct maker *maker, const struct open_cell *open, const struct cell_line *line,
                       struct gk_string text, struct gk_string next)
{
    const struct gk_box_cell *cell = open->cell;
    if (text.length == 0 || is_upright(text, open->start, next))
        return true;
    if (!gk_box_is_wrapped(cell->last_width, cell->room, line->em, text, next) ||
        is_indented(maker, &open->before, line, open->left, open->right) ||
        (!open->sentence && gk_box_are_names(text, next)) || gk_box_are_listed(text, next))
        return false;
    if (gk_box_may_be_listed(text, next))
        doubt_end(maker, open, text, next);
    return true;
}

/* The lines of a cell as its text. */
static bool add_text(struct maker *maker, struct open_cell *open, const struct gk_box_grid_cell *from)
{
    struct gk_box_table *table = &maker->table;
    struct gk_box_cell *cell = open->cell;
    struct gk_box_column *column = gk_box_column_at(table, cell->column);
    cell->room = open->right - open->left - 2 * maker->padding - tolerance * table->em;
    for (size_t i = from->first_word; i < from->end_word; i += open->before.count) {
        const struct cell_line line = next_line(maker, i, from->end_word);
        const struct gk_box_segment segment = {.first = line.first, .count = line.count};
        gk_buffer_clear(&maker->text);
        if (!gk_box_append_segment(&maker->ruled->inside, &segment, &maker->text))
            return false;
        const struct gk_string next = gk_buffer_view(&maker->text),
                               text = gk_string_from(gk_buffer_view(&table->text), cell->text);
        if (text.length == 0)
            cell->source_line = word_at(maker, i)->line;
        const bool wrapped = goes_on_in(maker, open, &line, text, next);
        column->followed_lines += text.length > 0;
        column->full_lines += text.length > 0 && wrapped;
        cell->last_width = filled_by(maker, &line, open->left, open->right);
        open->before = line;
        if (!gk_box_append_line(&table->text, cell->text, next, wrapped))
            return false;
        open->start = table->text.length - cell->text - next.length;
        open->sentence = open->sentence || gk_string_contains(next, GK_STRING("，")) ||
                         gk_string_contains(next, GK_STRING("。"));
    }
    return true;
}

/* --- rows and cells --- */

/* What the cells of a column say of it. */
static void count_cell(struct gk_box_table *table, const struct gk_box_cell *cell, bool first_row)
{
    struct gk_box_column *column = gk_box_column_at(table, cell->column);
    const struct gk_string text =
        gk_string_first(gk_string_from(gk_buffer_view(&table->text), cell->text), cell->length);
    column->merged += !cell->blank && cell->row_span > 1;
    column->blank += cell->blank && !first_row;
    column->blocks += !cell->blank;
    column->names += !cell->blank && gk_box_ends_name(text);
    column->sentences += gk_box_ends_sentence(text);
    column->characters += gk_utf8_count_characters(text);
    column->room = gk_box_most(column->room, cell->room);
}

static bool add_cell(struct maker *maker, const struct gk_box_grid *grid, const struct gk_box_part *part,
                     const struct gk_box_grid_cell *from)
{
    struct gk_box_table *table = &maker->table;
    const struct gk_box_grids *grids = &maker->ruled->grids;
    struct gk_box_cell *cell = gk_array_push(&table->cells);
    if (!cell)
        return false;
    const uint32_t column = column_of(maker, grid, from->column);
    *cell =
        (struct gk_box_cell){.row = (uint32_t)part->first_row + from->row,
                             .row_span = from->row_span,
                             .column = column,
                             .column_span = column_of(maker, grid, from->column + from->column_span) - column,
                             .open = from->open,
                             .text = table->text.length};
    struct open_cell open = {.cell = cell,
                             .left = gk_box_grid_x(grids, grid, from->column),
                             .right = gk_box_grid_x(grids, grid, from->column + from->column_span),
                             .page = grid->page};
    if (!add_text(maker, &open, from))
        return false;
    cell->length = table->text.length - cell->text;
    cell->blank = cell->length == 0;
    gk_box_row_at(table, cell->row)->alone =
        cell->column_span == table->columns.count && cell->row_span == 1 && table->columns.count > 1;
    return true;
}

static bool add_part(struct maker *maker, const struct gk_box_grid *grid)
{
    struct gk_box_table *table = &maker->table;
    const struct gk_box_grids *grids = &maker->ruled->grids;
    struct gk_box_part *part = gk_array_push(&maker->parts);
    if (!part)
        return false;
    *part = (struct gk_box_part){.page = grid->page,
                                 .first_row = table->rows.count,
                                 .end_row = table->rows.count + grid->row_count,
                                 .open = grid->open};
    for (size_t i = 0; i < grid->row_count; i++) {
        struct gk_box_row *row = gk_array_push(&table->rows);
        if (!row)
            return false;
        *row = (struct gk_box_row){.page = grid->page,
                                   .top = gk_box_grid_y(grids, grid, i),
                                   .bottom = gk_box_grid_y(grids, grid, i + 1)};
    }
    for (size_t i = grid->first_cell; i < grid->first_cell + grid->cell_count; i++)
        if (!add_cell(maker, grid, part, gk_box_grid_cell_at(grids, i)))
            return false;
    return true;
}

/* --- headers that stand again --- */

static bool same_cell(const struct gk_box_table *table, const struct gk_box_cell *a,
                      const struct gk_box_cell *b, size_t first_row)
{
    return a->row + first_row == b->row && a->column == b->column && a->row_span == b->row_span &&
           a->column_span == b->column_span &&
           gk_string_equal(gk_string_make(table->text.data + a->text, a->length),
                           gk_string_make(table->text.data + b->text, b->length));
}

/* How many rows at the top of a part, whose cells begin with `first`, say what the table's first rows say. */
static size_t rows_again(const struct gk_box_table *table, const struct gk_box_part *part, size_t first)
{
    size_t rows = 0, reach = 0, length = 0;
    for (size_t i = 0; first + i < table->cells.count; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i), *again = gk_box_cell_at(table, first + i);
        const bool begins = i > 0 && cell->row > gk_box_cell_at(table, i - 1)->row,
                   same = again->row < part->end_row && same_cell(table, cell, again, part->first_row);
        if (begins && again->row > gk_box_cell_at(table, first + i - 1)->row && reach <= cell->row &&
            length > 0)
            rows = cell->row;
        if (!same || i >= first)
            return rows;
        reach = cell->row + cell->row_span > reach ? cell->row + cell->row_span : reach;
        length += cell->length;
    }
    return length > 0 ? part->end_row - part->first_row : rows;
}

/* Cells from `first` on are those of the last part. */
static void drop_header(struct gk_box_table *table, const struct gk_box_part *part, size_t first)
{
    const size_t rows = part->first_row > 0 ? rows_again(table, part, first) : 0;
    for (size_t i = first; i < table->cells.count; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->row >= part->first_row + rows)
            break;
        struct gk_box_row *row = gk_box_row_at(table, cell->row);
        row->text = row->dropped ? row->text : cell->text;
        row->length = cell->text + cell->length - row->text;
        row->dropped = true;
    }
}

/* Cells from `first` on are those of the last part, whose header is dropped. */
static void count_cells(struct gk_box_table *table, const struct gk_box_part *part, size_t first)
{
    size_t begin = part->first_row;
    while (begin < part->end_row && gk_box_row_at(table, begin)->dropped)
        begin++;
    for (size_t i = first; i < table->cells.count; i++) {
        const struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->row >= begin && !gk_box_row_at(table, cell->row)->alone)
            count_cell(table, cell, cell->row == begin);
    }
}

/* --- a table --- */

/* Whether a cell that goes on on the next page has no line at the bottom of this one, as some programs print
 * it: then the table's last cells have one, and some cell before does not. */
static bool are_ends_drawn(const struct maker *maker, const struct gk_box_ruled_table *which)
{
    const struct gk_box_grids *grids = &maker->ruled->grids;
    bool open = false;
    for (size_t i = which->first; i + 1 < which->end; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(grids, i);
        for (size_t j = grid->first_cell; j < grid->first_cell + grid->cell_count && !open; j++)
            open = gk_box_grid_cell_at(grids, j)->open;
    }
    return open && !gk_box_grid_at(grids, which->end - 1)->open;
}

/* Where texts begin that fill their cells: how far a word stands from its cell's left at the least, but for a
 * few that hang over it. */
static bool measure(struct maker *maker, const struct gk_box_ruled_table *which)
{
    enum { FEW = 50 }; /* one in so many */
    static const double widest = 0.6;
    const struct gk_box_grids *grids = &maker->ruled->grids;
    struct gk_array gaps;
    bool good = true;
    gk_array_init(&gaps, &grids->context->allocator, sizeof(double));
    for (size_t i = which->first; i < which->end; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(grids, i);
        for (size_t j = grid->first_cell; j < grid->first_cell + grid->cell_count; j++) {
            const struct gk_box_grid_cell *cell = gk_box_grid_cell_at(grids, j);
            for (size_t k = cell->first_word; k < cell->end_word && good; k++) {
                double *gap = gk_array_push(&gaps);
                good = gap != NULL;
                if (good)
                    *gap = word_at(maker, k)->box.left - gk_box_grid_x(grids, grid, cell->column);
            }
        }
    }
    maker->table.em = grids->em;
    maker->padding = widest * grids->em;
    if (good && gaps.count > 0) {
        qsort(gaps.items, gaps.count, gaps.item_size, by_number);
        const double least = *(double *)gk_array_at(&gaps, gaps.count / FEW);
        maker->padding = gk_box_most(gk_box_least(maker->padding, least), 0);
    }
    gk_array_free(&gaps);
    return good;
}

static bool make_table(struct maker *maker, const struct gk_box_ruled_table *which)
{
    struct gk_box_table *table = &maker->table;
    if (!measure(maker, which) || !find_columns(maker, which))
        return false;
    for (size_t i = which->first; i < which->end; i++) {
        const size_t first = table->cells.count;
        if (!add_part(maker, gk_box_grid_at(&maker->ruled->grids, i)))
            return false;
        const struct gk_box_part *part = gk_array_at(&maker->parts, maker->parts.count - 1);
        drop_header(table, part, first);
        count_cells(table, part, first);
    }
    table->ends_drawn = are_ends_drawn(maker, which);
    gk_box_find_main(table);
    return !table->text.failed && gk_box_join_pages(table, maker->parts.items, maker->parts.count);
}

gkplan_status gk_box_write_ruled(struct gk_box_ruled *ruled, const struct gk_box_ruled_table *which,
                                 struct gk_layout_builder *builder)
{
    struct gk_context *context = ruled->grids.context;
    struct maker maker = {.ruled = ruled};
    gk_box_table_init(&maker.table, context, &ruled->inside, NULL);
    maker.table.ruled = true;
    gk_array_init(&maker.parts, &context->allocator, sizeof(struct gk_box_part));
    gk_array_init(&maker.edges, &context->allocator, sizeof(double));
    gk_buffer_init(&maker.text, &context->allocator);
    if (make_table(&maker, which))
        gk_box_write_table(&maker.table, builder);
    else
        gk_fail_memory(context);
    gk_box_table_free(&maker.table);
    gk_array_free(&maker.parts);
    gk_array_free(&maker.edges);
    gk_buffer_free(&maker.text);
    return context->status;
}

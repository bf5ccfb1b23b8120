/* Rows and merged cells that go on from one page to the next. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/word_box_parts.h"

/* The cells of the last row of one page and of the first row of the next, by column: positions + 1 in the
 * table's cells. */
struct border {
    struct gk_box_table *table;
    struct gk_array above; /* size_t */
    struct gk_array below;
    size_t last_row, first_row;
    bool cut;                      /* no line was drawn below the last row */
    struct gk_string upper, lower; /* texts of both rows, to say */
};

static struct gk_box_cell *side(const struct border *border, const struct gk_array *cells, size_t column)
{
    size_t position = *(size_t *)gk_array_at(cells, column);
    return position ? gk_box_cell_at(border->table, position - 1) : NULL;
}

/* The text of a cell, or of what stands of it on the last page. */
static struct gk_string text_of(const struct gk_box_table *table, const struct gk_box_cell *cell)
{
    if (cell->last_more)
        cell = gk_box_cell_at(table, cell->last_more - 1);
    return gk_string_make(table->text.data ? table->text.data + cell->text : "", cell->length);
}

static bool is_numbered(struct gk_string text)
{
    size_t position = 0;
    uint32_t code = text.length > 0 ? gk_fold_codepoint(gk_utf8_next(text, &position)) : 0;
    if (code == '(' && position < text.length)
        code = gk_fold_codepoint(gk_utf8_next(text, &position));
    return gk_utf8_is_one_of(code, "0123456789一二三四五六七八九十第");
}

static bool is_number(struct gk_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.length > 0;
}

/* Whether `below` can be the rest of the text of `above`. */
static bool text_goes_on(const struct border *border, const struct gk_box_cell *above,
                         const struct gk_box_cell *below)
{
    const struct gk_box_table *table = border->table;
    const struct gk_box_column *column = gk_box_column_at(table, above->column);
    struct gk_string text = text_of(table, above), next = text_of(table, below);
    const double room = table->ruled ? above->room : column->room;
    return gk_box_goes_on(table, above->column, above->last_width, room, text, next) &&
           (above->column == table->main_column || !table->ruled || !gk_box_are_listed(text, next));
}

/* What one column says for (above 0) or against the row's going on. */
static int evidence(const struct border *border, size_t column)
{
    const struct gk_box_table *table = border->table;
    const struct gk_box_cell *above = side(border, &border->above, column),
                             *below = side(border, &border->below, column);
    bool main = column == table->main_column;
    if (!above || !below || (!table->ruled && (above->column_span > 1 || below->column_span > 1)))
        return 0;
    if (below->blank)
        return main ? 3 : 0;
    if (above->blank)
        return main ? 1 : 0;
    struct gk_string text = text_of(table, above), next = text_of(table, below);
    if (is_numbered(next) && !is_numbered(text))
        return -2;
    /* A number, a date: where such a cell is cut, its column is so narrow that it says little. */
    const bool narrow = !main && gk_box_column_at(table, column)->room <= 4 * table->em;
    /* Where a column's texts go on from line to line, one that ends before its line does ends its cell. */
    const struct gk_box_column *one = gk_box_column_at(table, column);
    const bool wraps = one->full_lines * 2 >= one->followed_lines && one->followed_lines > 0;
    if (!text_goes_on(border, above, below))
        return main || narrow || wraps ? -3 : -1;
    if (narrow)
        return is_number(text) || is_number(next) ? -3 : 0;
    if (is_numbered(next))
        return -3;
    if (!main) /* a name that has not ended is no end of a cell */
        return gk_box_has_names(one) && !gk_box_ends_name(text) ? 3 : 1;
    return gk_box_ends_sentence(text) ? -2 : 3;
}

static void say(const struct border *border, enum gk_message message)
{
    const struct gk_box_table *table = border->table;
    gkplan_place place = gk_place_none();
    place.page = gk_box_row_at(table, border->first_row)->page;
    gk_diagnose_strings(table->context, message, &place, NULL, border->upper, border->lower);
}

/* Whether the first row of the page goes on from the last one before it. Where lines show what a page's end
 * cuts, they decide. */
static bool row_goes_on(struct border *border)
{
    int sum = 0;
    bool against = false;
    for (size_t column = 0; column < border->table->columns.count; column++) {
        const struct gk_box_cell *above = side(border, &border->above, column),
                                 *below = side(border, &border->below, column);
        if (below && !below->blank && !above)
            return false; /* nothing that it could go on from */
        if (above && below && (border->lower.length == 0 || column == border->table->main_column)) {
            border->upper = text_of(border->table, above);
            border->lower = text_of(border->table, below);
        }
        const int one = evidence(border, column);
        against = against || one <= -3;
        sum += one;
    }
    if (!border->table->ends_drawn) {
        if (sum > 0)
            say(border, GK_MESSAGE_ROW_OVER_PAGES);
        else if (sum > -2 && !against)
            say(border, GK_MESSAGE_ROW_AT_PAGE_TOP);
        return sum > 0;
    }
    if (border->cut && sum < 0)
        say(border, GK_MESSAGE_ROW_OVER_PAGES);
    else if (!border->cut && sum > 0)
        say(border, GK_MESSAGE_ROW_MAY_GO_ON);
    return border->cut;
}

static size_t position_of(const struct border *border, const struct gk_box_cell *cell)
{
    return (size_t)(cell - (const struct gk_box_cell *)border->table->cells.items) + 1;
}

/* The cell below belongs to the one above: its rows and its text. */
static void join(const struct border *border, struct gk_box_cell *above, struct gk_box_cell *below,
                 bool wrapped)
{
    uint32_t end = below->row + below->row_span;
    above->row_span = end > above->row + above->row_span ? end - above->row : above->row_span;
    above->last_width = below->blank ? above->last_width : below->last_width;
    above->blank = above->blank && below->blank;
    above->open = below->open;
    below->owner = position_of(border, above);
    if (below->blank)
        return;
    below->wrapped = wrapped;
    if (above->more)
        gk_box_cell_at(border->table, above->last_more - 1)->more = position_of(border, below);
    else
        above->more = position_of(border, below);
    above->last_more = position_of(border, below);
}

/* A merged label that the page's end cut in two, or that covers the first rows of the next page. */
static bool label_goes_on(const struct border *border, const struct gk_box_cell *above,
                          const struct gk_box_cell *below)
{
    const struct gk_box_column *column = gk_box_column_at(border->table, above->column);
    if (below->blank)
        return above->column < border->table->main_column || column->merged > column->blank;
    if (above->blank || above->column == border->table->main_column)
        return false;
    struct gk_string text = text_of(border->table, above), next = text_of(border->table, below);
    return above->column < border->table->main_column && text_goes_on(border, above, below) &&
           !is_numbered(next) && (is_numbered(text) || next.length <= 2 * strlen("字"));
}

/* Where cells are drawn, blank ones that are no merged cell's are seen: whether a column has none. */
static bool never_blank(const struct border *border, size_t column)
{
    return border->table->ruled && gk_box_column_at(border->table, column)->blank == 0;
}

/* Whether a bracket or quotation is open at the end of a text. */
static bool is_open(struct gk_string text)
{
    int depth = 0;
    for (size_t at = 0; at < text.length;) {
        const uint32_t code = gk_utf8_next(text, &at);
        depth += gk_utf8_is_one_of(code, "“（《〔【") - gk_utf8_is_one_of(code, "”）》〕】");
    }
    return depth > 0;
}

/* Whether one cell goes on, where the row does not; below a new label, if it is `fresh`. */
static bool cell_goes_on(const struct border *border, const struct gk_box_cell *above,
                         const struct gk_box_cell *below, bool fresh)
{
    if (border->table->ends_drawn)
        return above->open;
    if (above->blank)
        return false;
    if (border->table->ruled && !below->blank && is_open(text_of(border->table, above)) &&
        text_goes_on(border, above, below))
        return true;
    if (above->column == border->table->main_column)
        return false;
    if (below->blank && never_blank(border, above->column))
        return true;
    return !(fresh && below->blank) && label_goes_on(border, above, below);
}

static void join_columns(struct border *border)
{
    struct gk_box_table *table = border->table;
    /* Nothing goes on from a section row, nor into one. */
    if (gk_box_row_at(table, border->last_row)->alone || gk_box_row_at(table, border->first_row)->alone)
        return;
    bool whole = row_goes_on(border), fresh = false;
    for (size_t column = 0; column < table->columns.count; column++) {
        struct gk_box_cell *above = side(border, &border->above, column),
                           *below = side(border, &border->below, column);
        if (!above || !below)
            continue;
        gkplan_place place = gk_place_none();
        place.page = gk_box_row_at(table, border->first_row)->page;
        place.line = below->source_line;
        bool wrapped = !above->blank && !below->blank && text_goes_on(border, above, below);
        if (whole) {
            join(border, above, below, wrapped);
        } else if (cell_goes_on(border, above, below, fresh)) {
            if (!table->ends_drawn && (!below->blank || column > table->main_column))
                gk_diagnose_strings(table->context, GK_MESSAGE_CELL_OVER_PAGES, &place, NULL,
                                    text_of(table, above), text_of(table, below));
            join(border, above, below, wrapped);
        }
        /* Nothing on a lower level goes on below a label that is new. */
        fresh = fresh || (column < table->main_column && !below->blank && !below->owner &&
                          !is_number(text_of(table, below)));
    }
    if (whole)
        gk_box_row_at(table, border->first_row)->dropped = true;
}

static bool fill(struct border *border, struct gk_array *cells, size_t *position, size_t row)
{
    gk_array_clear(cells);
    for (size_t column = 0; column < border->table->columns.count; column++)
        if (!gk_array_push(cells))
            return false;
    while (*position < border->table->cells.count && gk_box_cell_at(border->table, *position)->row < row)
        ++*position;
    return true;
}

/* The cells that reach into the last row of the page, and those that begin in the first row of the next. */
static bool find_sides(struct border *border, size_t *position, size_t first_cell_row)
{
    struct gk_box_table *table = border->table;
    if (!fill(border, &border->above, position, first_cell_row))
        return false;
    for (size_t i = *position; i < table->cells.count; i++) {
        struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->row > border->last_row)
            break;
        if (cell->row + cell->row_span > border->last_row)
            *(size_t *)gk_array_at(&border->above, cell->column) = cell->owner ? cell->owner : i + 1;
    }
    if (!fill(border, &border->below, position, border->first_row))
        return false;
    for (size_t i = *position; i < table->cells.count; i++) {
        struct gk_box_cell *cell = gk_box_cell_at(table, i);
        if (cell->row > border->first_row)
            break;
        *(size_t *)gk_array_at(&border->below, cell->column) = i + 1;
    }
    return true;
}

bool gk_box_join_pages(struct gk_box_table *table, const struct gk_box_part *parts, size_t part_count)
{
    struct border border = {.table = table};
    size_t position = 0;
    bool good = true;
    gk_array_init(&border.above, &table->context->allocator, sizeof(size_t));
    gk_array_init(&border.below, &table->context->allocator, sizeof(size_t));
    for (size_t i = 1; i < part_count && good; i++) {
        border.first_row = parts[i].first_row;
        border.last_row = parts[i].first_row - 1;
        border.cut = parts[i - 1].open;
        border.upper = border.lower = GK_STRING("");
        while (border.first_row < parts[i].end_row && gk_box_row_at(table, border.first_row)->dropped)
            border.first_row++;
        if (border.first_row >= parts[i].end_row || parts[i].first_row == 0)
            continue;
        good = find_sides(&border, &position, parts[i - 1].first_row);
        if (good) {
            gk_box_row_at(table, border.first_row)->page_top = true;
            join_columns(&border);
        }
    }
    gk_array_free(&border.above);
    gk_array_free(&border.below);
    return good;
}

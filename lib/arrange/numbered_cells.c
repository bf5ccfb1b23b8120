/* Where a table stands whose first column counts: 1, 2, 3 at the same distance say how many cells a row has,
 * and the lines before the 1 are the header. */
#include "arrange/numbered_cells.h"

#include "core/cjk_text.h"

enum { COLUMNS_MOST = 24, ROWS_FEWEST = 3, HEADER_WIDTH = 24 };

static const struct gk_listed_line *line_at(const struct gk_array *lines, size_t position)
{
    return gk_array_at(lines, position);
}

static uint32_t value_at(const struct gk_array *lines, size_t position)
{
    return position < lines->count ? line_at(lines, position)->value : 0;
}

/* Short words, no numbers, no sentences. */
static bool is_header(const struct gk_array *lines, size_t first, size_t columns)
{
    for (size_t i = first; i < first + columns; i++) {
        const struct gk_listed_line *line = line_at(lines, i);
        if (line->value || gk_text_width(line->text) > HEADER_WIDTH ||
            gk_string_contains(line->text, GK_STRING("。")) ||
            gk_string_contains(line->text, GK_STRING("，")))
            return false;
    }
    return true;
}

static bool is_header_again(const struct gk_array *lines, const struct gk_numbered_table *table,
                            size_t position)
{
    if (position + table->columns > lines->count)
        return false;
    for (size_t i = 0; i < table->columns; i++)
        if (!gk_string_equal(line_at(lines, position + i)->text, line_at(lines, table->first + i)->text))
            return false;
    return true;
}

/* Whether the number stands in the last row or in what would be the next ones: then the rows are not all
 * alike. */
static bool goes_on(const struct gk_array *lines, const struct gk_numbered_table *table, uint32_t number)
{
    for (size_t i = table->end - table->columns + 1; i < lines->count && i < table->end + 3 * table->columns;
         i++)
        if (value_at(lines, i) == number)
            return true;
    return false;
}

/* The table whose 1 stands at `position`, with rows of `columns`. False when the lines are none. */
static bool try_columns(const struct gk_array *lines, size_t position, size_t columns,
                        struct gk_numbered_table *out)
{
    if (position < columns || position + columns > lines->count ||
        !is_header(lines, position - columns, columns))
        return false;
    *out = (struct gk_numbered_table){
        .first = position - columns, .columns = columns, .rows = 1, .end = position};
    uint32_t number = 1;
    while (out->end + columns <= lines->count) {
        if (is_header_again(lines, out, out->end)) {
            out->rows++;
            out->end += columns;
            continue;
        }
        if (value_at(lines, out->end) != number)
            break;
        number++;
        out->rows++;
        out->end += columns;
    }
    return number > ROWS_FEWEST && !goes_on(lines, out, number);
}

/* The table whose 1 stands at `position`: the 2 says how many cells a row has. */
static bool find_table(const struct gk_array *lines, size_t position, struct gk_numbered_table *out)
{
    for (size_t columns = GK_NUMBERED_COLUMNS_FEWEST; columns <= COLUMNS_MOST; columns++)
        if (value_at(lines, position + columns) == 2 && try_columns(lines, position, columns, out))
            return true;
    return false;
}

bool gk_numbered_table_find(const struct gk_array *lines, size_t position, struct gk_numbered_table *out)
{
    for (size_t i = position + GK_NUMBERED_COLUMNS_FEWEST; i < lines->count && i <= position + COLUMNS_MOST;
         i++)
        if (value_at(lines, i) == 1)
            return find_table(lines, i, out) && out->first >= position && out->first <= position + 1;
    return false;
}

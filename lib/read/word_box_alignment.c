/* Where the texts of a part's rows stand, and what that says of how cells are aligned: in the middle of their
 * rows, or at the top. */
#include "read/word_box_cells.h"
#include <math.h>

bool gk_box_index_column(struct gk_box_cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    const struct gk_box_column *column = gk_box_column_at(table, finder->column);
    size_t line = column->first_line;
    gk_array_clear(&finder->first);
    for (size_t row = finder->part->first_row; row <= finder->part->end_row; row++) {
        bool after = row == finder->part->end_row;
        while (line < column->end_line &&
               (after || gk_box_line_at(table, line)->centre < gk_box_row_at(table, row)->top))
            line++;
        size_t *first = gk_array_push(&finder->first);
        if (!first)
            return false;
        *first = line;
    }
    return true;
}

/* Lines of one block: no gap between them. */
size_t gk_box_gaps_between(const struct gk_box_table *table, size_t first, size_t end)
{
    size_t gaps = 0;
    for (size_t i = first; i + 1 < end; i++)
        gaps += gk_box_line_at(table, i + 1)->centre - gk_box_line_at(table, i)->centre > 1.35 * table->pitch;
    return gaps;
}

static void note_wide(const struct gk_box_line *line, struct gk_box_row_text *text)
{
    if (line->alone || line->last_column == line->column)
        return;
    if (text->wide_end == 0 || line->column < text->wide)
        text->wide = line->column + 1;
    if (line->last_column >= text->wide_end)
        text->wide_end = line->last_column + 1;
}

/* Where the text of each row begins and ends, and how columns are aligned. */
bool gk_box_find_texts(struct gk_box_cell_finder *finder)
{
    struct gk_box_table *table = finder->table;
    const size_t rows = finder->part->end_row - finder->part->first_row;
    for (size_t i = 0; i < rows; i++) {
        const struct gk_box_row *row = gk_box_row_at(table, finder->part->first_row + i);
        struct gk_box_row_text *text = gk_array_push(&finder->texts);
        if (!text)
            return false;
        *text = (struct gk_box_row_text){row->top, row->top, 0, 0};
    }
    /* Among cells of one height the main column's counts. */
    for (size_t position = 0; position <= table->columns.count; position++) {
        finder->column = position == 0 ? table->main_column : position - 1;
        if (!gk_box_index_column(finder))
            return false;
        for (size_t i = 0; i < rows; i++) {
            size_t first = gk_box_first_in(finder, i), end = gk_box_first_in(finder, i + 1);
            struct gk_box_row_text *text = gk_array_at(&finder->texts, i);
            for (size_t line = first; line < end; line++)
                note_wide(gk_box_line_at(table, line), text);
            if (first == end || gk_box_gaps_between(table, first, end) > 0)
                continue;
            double top = gk_box_line_at(table, first)->centre,
                   bottom = gk_box_line_at(table, end - 1)->centre;
            if (bottom - top > text->bottom - text->top + 0.1 * table->em ||
                text->top == gk_box_row_at(table, finder->part->first_row + i)->top) {
                text->top = top;
                text->bottom = bottom;
            }
        }
    }
    return true;
}

static void vote(struct gk_box_cell_finder *finder, size_t row, size_t first, size_t end)
{
    const struct gk_box_table *table = finder->table;
    struct gk_box_column *column = gk_box_column_at(table, finder->column);
    const struct gk_box_row_text *text = gk_array_at(&finder->texts, row);
    double top = gk_box_line_at(table, first)->centre, bottom = gk_box_line_at(table, end - 1)->centre;
    if (fabs(top - text->top) < 0.2 * table->em)
        column->at_top++;
    else
        column->below_top++;
    /* Where only whole lines are, one that is a line shorter stands at the top or the bottom, wherever it was
     * set. */
    const double least = table->boxes->whole_lines ? 1.9 : 0.9;
    if (text->bottom - text->top - (bottom - top) < least * table->pitch)
        return;
    column->top += fabs(top - text->top) < 0.2 * table->em;
    /* Where merged cells are cut by rows, as many of their lines stand at the bottom as at the top. */
    column->top -= fabs(bottom - text->bottom) < 0.2 * table->em;
    column->middle += fabs((top + bottom) - (text->top + text->bottom)) / 2 < 0.2 * table->em;
}

bool gk_box_vote(struct gk_box_table *table, const struct gk_box_part *part)
{
    struct gk_box_cell_finder finder = {.table = table, .part = part};
    gk_array_init(&finder.texts, &table->context->allocator, sizeof(struct gk_box_row_text));
    gk_array_init(&finder.first, &table->context->allocator, sizeof(size_t));
    bool good = gk_box_find_texts(&finder);
    /* A row that the page's end cuts shows nothing. */
    for (finder.column = 0; finder.column < table->columns.count && good; finder.column++) {
        good = gk_box_index_column(&finder);
        for (size_t row = 0; good && part->first_row + row + 1 < part->end_row; row++)
            if (gk_box_first_in(&finder, row) < gk_box_first_in(&finder, row + 1))
                vote(&finder, row, gk_box_first_in(&finder, row), gk_box_first_in(&finder, row + 1));
    }
    gk_array_free(&finder.texts);
    gk_array_free(&finder.first);
    return good;
}

bool gk_box_is_top_aligned(const struct gk_box_table *table, size_t column)
{
    enum { ENOUGH = 5 };
    int64_t top = 0, middle = 0, at_top = 0, below_top = 0;
    const struct gk_box_column *one = gk_box_column_at(table, column);
    for (size_t i = 0; i < table->columns.count; i++) {
        top += gk_box_column_at(table, i)->top;
        middle += gk_box_column_at(table, i)->middle;
        if (i != table->main_column) { /* which has the tallest cells: they begin anywhere at the top */
            at_top += gk_box_column_at(table, i)->at_top;
            below_top += gk_box_column_at(table, i)->below_top;
        }
    }
    /* Where texts stand at the top, they begin at the top of a row. */
    if (below_top * 2 > at_top)
        return false;
    if (top <= middle)
        return one->top >= ENOUGH && one->top > 3 * one->middle;
    return one->top >= one->middle;
}

/* Whether the open column holds labels over several rows: left of the main one, with far fewer texts than
 * rows. */
bool gk_box_is_label(const struct gk_box_cell_finder *finder)
{
    const struct gk_box_table *table = finder->table;
    return finder->column < table->main_column &&
           gk_box_column_at(table, finder->column)->blocks * 10 <= table->rows.count * 6;
}

/* Whether a table without any cell over several rows had such cells before somebody converted it: what they
 * covered is blank then, or is not there at all.
 */
#include "core/cjk_text.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "layout/builder_state.h"

/* A number at the left of a row says nothing of what is merged: 1, １, 3-1, 二. */
static bool is_number(const gkplan_cell *cell)
{
    struct gk_string text = gk_string_make(cell->text, cell->text_length);
    uint32_t value;
    for (size_t at = 0; at < text.length;) {
        const uint32_t code = gk_fold_codepoint(gk_utf8_next(text, &at));
        if (code >= 0x80 || (code | 0x20) - 'a' < 26)
            return gk_numeral_read(gk_trim(text), &value);
    }
    return text.length > 0;
}

/* The first cell of the row that is no number. */
static const gkplan_cell *leading_cell(const gkplan_row *row)
{
    const gkplan_cell *cell = row->first_cell;
    while (cell && is_number(cell))
        cell = cell->next;
    return cell;
}

static bool has_text(const gkplan_cell *cell)
{
    while (cell && cell->text_length == 0)
        cell = cell->next;
    return cell != NULL;
}

/* Whether a row begins with a blank where a row above begins with text, and says something to the right of
 * it. */
static bool begins_blank(const gkplan_row *row, uint64_t begun_columns)
{
    const gkplan_cell *cell = leading_cell(row);
    return cell && cell->text_length == 0 && cell->column < 64 && begun_columns >> cell->column & 1 &&
           has_text(cell->next);
}

bool gk_table_lost_merges(const gkplan_table *table)
{
    uint64_t begun_columns = 0; /* where rows begin with a text */
    uint32_t blank = 0, shorter = 0;
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        uint32_t cells = 0, end = 0;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next, cells++) {
            if (cell->row_span > 1)
                return false;
            end = cell->column + cell->column_span;
        }
        blank += begins_blank(row, begun_columns);
        shorter += cells > 1 && end < table->column_count;
        const gkplan_cell *leading = leading_cell(row);
        if (leading && leading->text_length > 0 && leading->column < 64 && row != table->first_row)
            begun_columns |= UINT64_C(1) << leading->column;
    }
    /* A few rows that end early lack nothing but blank cells. */
    return blank > 0 || (shorter > 1 && 3ull * shorter >= table->row_count);
}

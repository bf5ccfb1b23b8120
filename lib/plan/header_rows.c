/* A header of several rows in a source that does not say what is merged: which column each word stands over.
 * Blank cells show it where the source keeps them; where it drops what merged cells cover, the words of a row
 * have slid to the left, and are put above or below those of the other rows. */
#include "plan/table_group.h"

enum { ROWS_MOST = 4 };

/* One row of the header. */
struct words {
    const gkplan_cell *at[GK_PLAN_COLUMNS]; /* by column, once they have been placed */
    const gkplan_cell *in_order[GK_PLAN_COLUMNS];
    uint32_t count;
    bool kept; /* a blank cell stands between words, or none has slid: they stand in their columns */
};

/* Headers that stand above one another are of one kind. */
enum kind { KIND_NONE, KIND_TEXT, KIND_DOER, KIND_TIME };

static enum kind kind_of(struct gk_context *context, const gkplan_cell *cell)
{
    gkplan_role role;
    if (!gk_header_word_role(context, gk_cell_text(cell), &role))
        return KIND_NONE;
    switch (role) {
    case GKPLAN_ROLE_TASK:
    case GKPLAN_ROLE_REQUIREMENT:
    case GKPLAN_ROLE_TARGET:
        return KIND_TEXT;
    case GKPLAN_ROLE_LEAD:
    case GKPLAN_ROLE_UNITS:
    case GKPLAN_ROLE_SUPPORT:
    case GKPLAN_ROLE_PERSON:
    case GKPLAN_ROLE_CONTACT:
        return KIND_DOER;
    case GKPLAN_ROLE_START:
    case GKPLAN_ROLE_DEADLINE:
    case GKPLAN_ROLE_PROGRESS:
        return KIND_TIME;
    default:
        return KIND_NONE;
    }
}

/* The words of a row, where they stand. */
static void collect(const gkplan_row *row, uint32_t width, struct words *words)
{
    uint32_t end = 0;
    bool gap = false;
    memset(words, 0, sizeof *words);
    for (const gkplan_cell *cell = row->first_cell; cell && cell->column < width; cell = cell->next) {
        if (cell->flags & GKPLAN_CELL_ABSENT)
            break;
        end = cell->column + cell->column_span;
        gap = gap || cell->text_length == 0;
        if (cell->text_length == 0)
            continue;
        words->kept = words->kept || gap || end == width;
        words->at[cell->column] = cell;
        words->in_order[words->count++] = cell;
        for (uint32_t column = cell->column + 1; column < end && column < width; column++)
            words->at[column] = cell;
    }
}

/* Put the words of a row above those of the lower one: one above each blank, one above each run of words. A
 * single run may take several; which of its words stands below which of them is not known then. */
static bool place_above(struct words *upper, const struct words *lower, uint32_t width)
{
    uint32_t blanks = 0, runs = 0, next = 0;
    for (uint32_t i = 0; i < width; i++) {
        blanks += !lower->at[i];
        runs += lower->at[i] && (i == 0 || !lower->at[i - 1]);
    }
    if (upper->count < blanks + runs || (runs != 1 && upper->count > blanks + runs))
        return false;
    uint32_t over_run = 1 + upper->count - blanks - runs;
    for (uint32_t i = 0; i < width; i++) {
        if (i > 0 && lower->at[i] && lower->at[i - 1]) {
            upper->at[i] = over_run == 1 ? upper->at[i - 1] : lower->at[i];
            continue;
        }
        uint32_t taken = lower->at[i] ? over_run : 1;
        upper->at[i] = taken == 1 ? upper->in_order[next] : lower->at[i];
        next += taken;
    }
    return true;
}

/* Put the words of a row below the wide ones of the upper row, if they fill them. */
static bool place_below(struct words *lower, const struct words *upper, uint32_t width)
{
    uint32_t wide = 0, next = 0;
    bool is_wide[GK_PLAN_COLUMNS] = {false};
    for (uint32_t i = 0; i < width; i++) {
        is_wide[i] = (i > 0 && upper->at[i] == upper->at[i - 1]) ||
                     (i + 1 < width && upper->at[i] == upper->at[i + 1]);
        wide += is_wide[i];
    }
    if (wide != lower->count)
        return false;
    for (uint32_t i = 0; i < width; i++)
        lower->at[i] = is_wide[i] ? lower->in_order[next++] : NULL;
    return true;
}

/* A blank cell on the right of a word belongs to it where the word above covers both. */
static void spread(struct words *words, const struct words *upper, uint32_t width)
{
    for (uint32_t i = 1; i < width; i++)
        if (!words->at[i] && (!upper || upper->at[i] == upper->at[i - 1]))
            words->at[i] = words->at[i - 1];
}

/* Whether a kind has as many words in the upper row as runs in the lower one, where it has any there. */
static bool kind_is_certain(struct gk_context *context, const struct words *upper, const struct words *lower,
                            enum kind kind)
{
    uint32_t words = 0, runs = 0;
    enum kind before = KIND_NONE;
    for (uint32_t i = 0; i < upper->count; i++)
        words += kind_of(context, upper->in_order[i]) == kind;
    for (uint32_t i = 0; i < lower->count; i++) {
        enum kind here = kind_of(context, lower->in_order[i]);
        runs += here == kind && before != kind;
        before = here;
    }
    return runs == 0 || runs == words;
}

/* Both rows have slid: each run of words of one kind in the lower row stands below the word of that kind in
 * the upper one. */
static bool place_by_kind(struct gk_context *context, struct words *upper, struct words *lower,
                          uint32_t width)
{
    uint32_t column = 0, next = 0;
    for (int kind = KIND_TEXT; kind <= KIND_TIME; kind++)
        if (!kind_is_certain(context, upper, lower, (enum kind)kind))
            return false;
    memset(upper->at, 0, sizeof upper->at);
    memset(lower->at, 0, sizeof lower->at);
    for (uint32_t i = 0; i < upper->count && column < width; i++) {
        enum kind kind = kind_of(context, upper->in_order[i]);
        uint32_t from = column;
        while (kind != KIND_NONE && next < lower->count && column < width &&
               kind_of(context, lower->in_order[next]) == kind) {
            upper->at[column] = upper->in_order[i];
            lower->at[column++] = lower->in_order[next++];
        }
        if (column == from)
            upper->at[column++] = upper->in_order[i];
    }
    return next == lower->count && column == width;
}

/* Put the words of all rows into their columns; false: that cannot be told. */
static bool place(struct gk_table_group *group, struct words *rows, uint32_t count, uint32_t width,
                  bool *by_kind)
{
    uint32_t kept = count;
    *by_kind = false;
    while (kept > 0 && !rows[kept - 1].kept)
        kept--;
    if (kept == 0) {
        *by_kind = true;
        return count == 2 && place_by_kind(group->context, &rows[0], &rows[1], width);
    }
    spread(&rows[0], NULL, rows[0].kept ? width : 0);
    for (uint32_t i = kept - 1; i-- > 0;)
        if (!rows[i].kept && !place_above(&rows[i], &rows[i + 1], width))
            return false;
    for (uint32_t i = 1; i < count; i++) {
        if (i >= kept && !place_below(&rows[i], &rows[i - 1], width))
            return false;
        if (i + 1 < count)
            spread(&rows[i], &rows[i - 1], width);
    }
    return true;
}

enum gk_header_placing gk_header_rows_place(struct gk_table_group *group, const struct gk_page *page,
                                            struct gk_header_column *columns)
{
    struct words rows[ROWS_MOST];
    uint32_t count = 0, width = page->width;
    bool by_kind;
    for (const gkplan_row *row = page->header; row && row != page->data && count < ROWS_MOST; row = row->next)
        collect(row, width, &rows[count++]);
    bool placed = place(group, rows, count, width, &by_kind);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t column = 0; column < width; column++)
            if (rows[i].at[column])
                gk_header_cover(group->context, columns, column, column + 1, rows[i].at[column]);
    return !placed ? GK_HEADER_NOT_PLACED : by_kind ? GK_HEADER_PLACED_BY_KIND : GK_HEADER_PLACED;
}

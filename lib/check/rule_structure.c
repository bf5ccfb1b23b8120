/* Tables that look like plans and became none, and rows that do not fill their table. */
#include "check/check_run.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/memory.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/units.h"
#include <gkplan/walk.h>

enum {
    SURE = 80,      /* a likeness that leaves no doubt */
    LOOKED_AT = 40, /* rows of a table that decide what it is */
};

/* --- tables that became no plan --- */

/* Whether the table's rows hold names of units or deadlines as a plan's do: in at least half of them, two at
 * least, beside another text. Forms and blocks of keys and values have no such column. */
static bool looks_like_plan(struct gk_check *check, const gkplan_table *table)
{
    uint32_t rows = 0, like = 0;
    const gkplan_row *row = table->first_row ? table->first_row->next : NULL;
    for (; row && rows < LOOKED_AT; row = row->next) {
        uint32_t texts = 0, values = 0;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct gk_string text = gk_string_make(cell->text, cell->text_length);
            if (gk_is_blank(text))
                continue;
            bool value = gk_units_likeness(&check->context, text) >= SURE ||
                         gk_deadline_likeness(&check->context, text) >= SURE;
            values += value;
            texts += !value && gk_utf8_count_characters(text) >= 4;
        }
        rows++;
        like += values > 0 && texts > 0;
    }
    return rows >= 2 && like >= 2 && 2 * like >= rows;
}

static bool is_in_plan(const gkplan_document *document)
{
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        if (plan->layout == GKPLAN_PLAN_TABLE)
            return true;
    return false;
}

/* The words of a table's first row. */
static gkplan_status first_row_words(struct gk_check *check, const gkplan_table *table,
                                     struct gk_buffer *words)
{
    for (const gkplan_cell *cell = table->first_row->first_cell; cell; cell = cell->next) {
        if (words->length)
            gk_buffer_append_text(words, " | ");
        gk_buffer_append(words, cell->text, cell->text_length);
    }
    return words->failed ? gk_fail_memory(&check->context) : check->context.status;
}

/* Only in a document none of whose tables is a plan: beside one, other tables are most often meant to be
 * others. */
static uint32_t report_headers(struct gk_check *check)
{
    uint32_t found = 0;
    for (size_t i = 0; i < check->tables.count && check->context.status == GKPLAN_STATUS_OK; i++) {
        const gkplan_table *table = *(const gkplan_table **)gk_array_at(&check->tables, i);
        if (table->parent || table->column_count < 2 || !looks_like_plan(check, table))
            continue;
        struct gk_buffer words;
        gk_buffer_init(&words, &check->context.allocator);
        gkplan_place place = table->place;
        place.table = table->position;
        place.row = 0;
        if (first_row_words(check, table, &words) == GKPLAN_STATUS_OK)
            gk_check_report(check, GK_RULE_HEADER_NOT_RECOGNISED, &place, NULL, gk_buffer_view(&words),
                            gk_string_of(""));
        gk_buffer_free(&words);
        found++;
    }
    return found;
}

/* --- ragged rows --- */

/* The last plan column with a header: what stands right of it may be missing. */
static uint32_t last_column(const gkplan_plan *plan)
{
    uint32_t last = 0;
    for (const gkplan_column *column = plan->first_column; column; column = column->next)
        if (column->header[0])
            last = column->grid_column;
    return last;
}

/* Rows that end left of the last column. A cell counts in every row of its span: of those that reach past
 * that column only the one that runs longest has to be kept. */
static void check_rows(struct gk_check *check, const gkplan_table *table, uint32_t last)
{
    uint64_t reached_until = 0;
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        bool reached = row->row < reached_until;
        const gkplan_cell *first = NULL;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            if (cell->flags & GKPLAN_CELL_ABSENT)
                continue;
            uint32_t cell_end = cell->column + cell->column_span;
            uint64_t until = (uint64_t)row->row + cell->row_span;
            first = first ? first : cell;
            reached = reached || cell_end > last;
            reached_until = cell_end > last && until > reached_until ? until : reached_until;
        }
        if (!first || reached)
            continue;
        gkplan_place place = {.part = table->place.part,
                              .line = row->line,
                              .table = table->position,
                              .row = (int32_t)row->row,
                              .column = -1};
        gk_check_report(check, GK_RULE_RAGGED_ROW, &place, NULL,
                        gk_string_make(first->text, first->text_length), gk_string_of(""));
    }
}

/* --- rows that hold a number at most --- */

static uint32_t number_column(const gkplan_plan *plan)
{
    const gkplan_column *column = plan->first_column;
    while (column && column->role != GKPLAN_ROLE_NUMBER)
        column = column->next;
    return column ? column->grid_column : UINT32_MAX;
}

/* 合计 is none. */
static bool is_number(const gkplan_cell *cell)
{
    uint32_t value;
    return gk_numeral_read(gk_trim(gk_string_make(cell->text, cell->text_length)), &value);
}

static bool is_text_column(const gkplan_plan *plan, uint32_t grid_column)
{
    for (const gkplan_column *column = plan->first_column; column; column = column->next)
        if (column->grid_column == grid_column)
            return column->role == GKPLAN_ROLE_TASK || column->role == GKPLAN_ROLE_REQUIREMENT;
    return false;
}

/* Whether a row says nothing: blank cells, one of them for a task or requirement, and a number at most. */
static bool is_empty(const gkplan_plan *plan, const gkplan_table *table, const gkplan_row *row,
                     uint32_t number)
{
    const gkplan_cell *text = NULL;
    bool blank = false;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        if (cell->text_length > 0 && (text || cell->column != number || cell->row_span > 1))
            return false;
        text = cell->text_length > 0 ? cell : text;
        blank = blank || (cell->text_length == 0 && cell->column_span < table->column_count &&
                          is_text_column(plan, cell->column));
    }
    return blank && (text ? is_number(text) : (table->flags & GKPLAN_TABLE_MERGES_KNOWN) != 0);
}

static void check_empty_rows(struct gk_check *check, const gkplan_plan *plan, const gkplan_table *table)
{
    uint32_t number = number_column(plan);
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        if (!is_empty(plan, table, row, number))
            continue;
        const gkplan_cell *cell = row->first_cell;
        while (cell->next && cell->text_length == 0)
            cell = cell->next;
        gkplan_place place = {.part = table->place.part,
                              .line = row->line,
                              .table = table->position,
                              .row = (int32_t)row->row,
                              .column = (int32_t)cell->column};
        gk_check_report(check, GK_RULE_REQUIREMENT_EMPTY, &place, NULL,
                        gk_string_make(cell->text, cell->text_length), gk_string_of(""));
    }
}

/* --- the tables of each plan --- */

/* The plan that each table belongs to, by the table's position: a plan may go on over many tables. NULL when
 * memory ends; the caller releases `count` items. */
static const gkplan_plan **plans_of_tables(struct gk_check *check, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < check->tables.count; i++) {
        const gkplan_table *table = *(const gkplan_table **)gk_array_at(&check->tables, i);
        *count = (size_t)table->position >= *count ? (size_t)table->position + 1 : *count;
    }
    const gkplan_plan **plans =
        (const gkplan_plan **)gk_memory_allocate(&check->context.allocator, *count * sizeof *plans);
    if (!plans) {
        gk_fail_memory(&check->context);
        return NULL;
    }
    memset(plans, 0, *count * sizeof *plans);
    for (const gkplan_plan *plan = gkplan_document_first_plan(check->document); plan; plan = plan->next)
        for (const gkplan_node *node = plan->first_node; node && plan->table; node = gkplan_node_next(node))
            if (node->place.table >= 0 && (size_t)node->place.table < *count)
                plans[node->place.table] = plan;
    return plans;
}

static void check_table(struct gk_check *check, const gkplan_table *table, const gkplan_plan *plan)
{
    /* Where another table of the plan has other columns, it is not known here which of them is which. */
    if (!plan || table->column_count != plan->table->column_count)
        return;
    check->context.current_plan = (int32_t)plan->position;
    check_empty_rows(check, plan, table);
    /* Where the source drops covered cells, short rows are usual; the normaliser says how it placed them. */
    if (table->flags & GKPLAN_TABLE_MERGES_KNOWN)
        check_rows(check, table, last_column(plan));
}

static void check_plan_rows(struct gk_check *check)
{
    size_t count;
    const gkplan_plan **plans = plans_of_tables(check, &count);
    for (size_t i = 0; plans && i < check->tables.count; i++) {
        const gkplan_table *table = *(const gkplan_table **)gk_array_at(&check->tables, i);
        check_table(check, table, plans[table->position]);
    }
    if (plans)
        gk_memory_release(&check->context.allocator, plans, count * sizeof *plans);
}

void gk_check_structure(struct gk_check *check)
{
    uint32_t unread = is_in_plan(check->document) ? 0 : report_headers(check);
    if (unread == 0 && gkplan_document_plan_count(check->document) == 0)
        gk_check_say(check, GK_RULE_NO_PLAN, NULL, NULL, NULL, NULL);
    check_plan_rows(check);
}

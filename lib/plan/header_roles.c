/* Which rows are a table's header, and what its columns say (contract 2.5, 3.2 and 4.1). */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "plan/table_plan.h"

/* A header's words are few; longer texts are data. In characters. */
enum { LONGEST_HEADER = 24, ROWS_SEARCHED = 8 };

static const struct {
    const char *word;
    gkplan_role role;
} words[] = {
#define GK_HEADER_WORD(word, role) {word, GKPLAN_ROLE_##role},
#include "vocabulary/header_words.def"
#undef GK_HEADER_WORD
};

static struct gk_string cell_text(const gkplan_cell *cell)
{
    return gk_string_make(cell->text, cell->text_length);
}

/* The caller's own words count before the library's. */
static bool added_role(struct gk_context *context, struct gk_string folded, gkplan_role *role)
{
    bool found = false;
    for (size_t i = 0; i < context->options.header_word_count && !found; i++) {
        struct gk_buffer word;
        gk_buffer_init(&word, &context->allocator);
        if (!gk_fold(&word, gk_string_of(context->options.header_words[i].word), GK_FOLD_WORD))
            gk_fail_memory(context);
        else if (word.length && gk_string_contains(folded, gk_buffer_view(&word)))
            found = true;
        *role = context->options.header_words[i].role;
        gk_buffer_free(&word);
    }
    return found;
}

gkplan_role gk_header_role(struct gk_context *context, struct gk_string text)
{
    gkplan_role role = GKPLAN_ROLE_OTHER;
    struct gk_buffer folded;
    if (text.length == 0 || gk_utf8_count_characters(text) > LONGEST_HEADER)
        return role;
    gk_buffer_init(&folded, &context->allocator);
    if (!gk_fold(&folded, text, GK_FOLD_WORD)) {
        gk_fail_memory(context);
    } else if (!added_role(context, gk_buffer_view(&folded), &role)) {
        role = GKPLAN_ROLE_OTHER;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (gk_string_contains(gk_buffer_view(&folded), gk_string_of(words[i].word))) {
                role = words[i].role;
                break;
            }
    }
    gk_buffer_free(&folded);
    return role;
}

/* Whether a row's words make it a header: a text role, another known one, and nothing long. */
static bool is_header_row(struct gk_context *context, const gkplan_row *row)
{
    uint32_t text_roles = 0, known = 0, cells = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        struct gk_string text = cell_text(cell);
        if (text.length == 0)
            continue;
        if (gk_utf8_count_characters(text) > LONGEST_HEADER || gk_string_contains(text, GK_STRING("。")))
            return false;
        gkplan_role role = gk_header_role(context, text);
        cells++;
        known += role != GKPLAN_ROLE_OTHER;
        text_roles += role == GKPLAN_ROLE_TASK || role == GKPLAN_ROLE_REQUIREMENT;
    }
    /* Most words of a header are known ones; a row of data that happens to hold two of them is none. */
    return text_roles > 0 && known >= 2 && 2 * known >= cells;
}

bool gk_header_find(struct gk_context *context, const gkplan_table *table, struct gk_header *header)
{
    uint32_t searched = 0;
    for (const gkplan_row *row = table->first_row; row && searched < ROWS_SEARCHED;
         row = row->next, searched++) {
        if (!is_header_row(context, row))
            continue;
        *header = (struct gk_header){row, row};
        uint32_t deepest = 1;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            deepest = cell->row_span > deepest ? cell->row_span : deepest;
        /* A header of several rows: some cells reach down beside others that are divided. */
        while (--deepest > 0 && header->last_row->next)
            header->last_row = header->last_row->next;
        return true;
    }
    return false;
}

/* The grid columns at which some cell begins. */
static bool find_used_columns(const gkplan_table *table, struct gk_array *used)
{
    for (uint32_t i = 0; i < table->column_count; i++)
        if (!gk_array_push(used))
            return false;
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            *(bool *)gk_array_at(used, cell->column) = true;
    return true;
}

/* The header cell over a grid column: of the lowest header row that has one. */
static const gkplan_cell *header_cell(const struct gk_header *header, uint32_t column)
{
    const gkplan_cell *found = NULL;
    for (const gkplan_row *row = header->first_row;; row = row->next) {
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            if (cell->column <= column && column < cell->column + cell->column_span && cell->text_length)
                found = cell;
        if (row == header->last_row)
            return found;
    }
}

static const char *joined_header(struct gk_context *context, const gkplan_cell *cell)
{
    struct gk_buffer joined;
    if (!cell)
        return "";
    gk_buffer_init(&joined, &context->allocator);
    const char *text = NULL;
    if (gk_join_lines(&joined, cell_text(cell)))
        text = gk_arena_copy(context->arena, gk_buffer_view(&joined));
    if (!text)
        gk_fail_memory(context);
    gk_buffer_free(&joined);
    return text;
}

static gkplan_status add_column(struct gk_table_plan *plan, const gkplan_cell *cell, uint32_t grid_column)
{
    struct gk_plan_column *column = gk_array_push(&plan->columns);
    if (!column)
        return gk_fail_memory(plan->context);
    column->grid_column = grid_column;
    column->header = joined_header(plan->context, cell);
    column->role = cell ? gk_header_role(plan->context, cell_text(cell)) : GKPLAN_ROLE_OTHER;
    column->text = gk_string_of("");
    return plan->context->status;
}

/* In a source that does not know its merges, a header with fewer cells than the full rows: the surplus
 * columns belong to the task header, else to the requirement header. */
static gkplan_status add_columns_of_text(struct gk_table_plan *plan, const gkplan_table *table,
                                         const struct gk_header *header)
{
    uint32_t cells = header->first_row->cell_count;
    uint32_t surplus = table->column_count > cells ? table->column_count - cells : 0, column = 0;
    const gkplan_cell *wide = NULL;
    for (int role = GKPLAN_ROLE_TASK; role <= GKPLAN_ROLE_REQUIREMENT && !wide; role++)
        for (const gkplan_cell *cell = header->first_row->first_cell; cell && !wide; cell = cell->next)
            if ((int)gk_header_role(plan->context, cell_text(cell)) == role)
                wide = cell;
    for (const gkplan_cell *cell = header->first_row->first_cell; cell; cell = cell->next) {
        uint32_t count = cell == wide ? 1 + surplus : 1;
        while (count-- > 0)
            if (add_column(plan, cell, column++) != GKPLAN_STATUS_OK)
                return plan->context->status;
    }
    if (surplus) {
        gkplan_place place = gk_cell_place(plan, header->first_row, wide);
        gk_diagnose(plan->context, GK_MESSAGE_SURPLUS_COLUMNS, &place, NULL, wide ? wide->text : "", NULL);
    }
    return plan->context->status;
}

static gkplan_status add_columns_of_grid(struct gk_table_plan *plan, const gkplan_table *table,
                                         const struct gk_header *header)
{
    struct gk_array used;
    gk_array_init(&used, &plan->context->allocator, sizeof(bool));
    if (!find_used_columns(table, &used))
        gk_fail_memory(plan->context);
    for (uint32_t i = 0; i < used.count && plan->context->status == GKPLAN_STATUS_OK; i++)
        if (*(bool *)gk_array_at(&used, i))
            add_column(plan, header_cell(header, i), i);
    gk_array_free(&used);
    return plan->context->status;
}

/* Numbers the text columns and finds which column holds each field of the leaves. */
static void settle_columns(struct gk_table_plan *plan)
{
    bool taken[GKPLAN_ROLE_REMARKS + 1] = {false};
    for (size_t i = 0; i < plan->columns.count; i++) {
        struct gk_plan_column *column = gk_plan_column_at(plan, i);
        bool text = column->role == GKPLAN_ROLE_TASK || column->role == GKPLAN_ROLE_REQUIREMENT;
        bool has_field = column->role == GKPLAN_ROLE_NUMBER || column->role == GKPLAN_ROLE_LEAD ||
                         column->role == GKPLAN_ROLE_UNITS || column->role == GKPLAN_ROLE_SUPPORT ||
                         column->role == GKPLAN_ROLE_DEADLINE;
        column->level = text ? (int)plan->text_columns++ : -1;
        column->field = has_field && !taken[column->role];
        taken[column->role] = true;
    }
}

/* Columns for the caller of the library, in the arena. */
static gkplan_status publish_columns(struct gk_table_plan *plan)
{
    const gkplan_column **last = &plan->draft.plan->first_column;
    for (size_t i = 0; i < plan->columns.count; i++) {
        const struct gk_plan_column *column = gk_plan_column_at(plan, i);
        gkplan_column *made = gk_arena_new_object(plan->context->arena, gkplan_column);
        if (!made)
            return gk_fail_memory(plan->context);
        *made = (gkplan_column){
            .header = column->header, .role = column->role, .grid_column = column->grid_column};
        *last = made;
        last = &made->next;
        plan->draft.plan->column_count++;
    }
    return plan->context->status;
}

static gkplan_status remember_header(struct gk_table_plan *plan, const struct gk_header *header)
{
    for (const gkplan_row *row = header->first_row;; row = row->next) {
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            const char **text = cell->text_length ? gk_array_push(&plan->header_texts) : NULL;
            if (cell->text_length && !text)
                return gk_fail_memory(plan->context);
            if (text)
                *text = cell->text;
            gk_plan_count(plan, cell, true);
        }
        if (row == header->last_row)
            return plan->context->status;
    }
}

gkplan_status gk_header_columns(struct gk_table_plan *plan, const gkplan_table *table,
                                const struct gk_header *header)
{
    bool grid =
        table->flags & GKPLAN_TABLE_MERGES_KNOWN || header->first_row->cell_count >= table->column_count;
    if (grid)
        add_columns_of_grid(plan, table, header);
    else
        add_columns_of_text(plan, table, header);
    if (plan->context->status != GKPLAN_STATUS_OK)
        return plan->context->status;
    settle_columns(plan);
    publish_columns(plan);
    return remember_header(plan, header);
}

bool gk_header_repeated(struct gk_table_plan *plan, const gkplan_row *row)
{
    size_t found = 0;
    for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
        bool alike, same = false;
        if (cell->text_length == 0)
            continue;
        for (size_t i = 0; i < plan->header_texts.count && !same; i++)
            same = gk_labels_match(plan->context, cell_text(cell),
                                   gk_string_of(*(const char **)gk_array_at(&plan->header_texts, i)), false,
                                   &alike);
        if (!same)
            return false;
        found++;
    }
    return found >= 2 && 2 * found >= plan->header_texts.count;
}

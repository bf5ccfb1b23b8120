/* Which tables are plans, and which of them continue one another (contract 3.1 to 3.3). */
#include "plan/table_plan.h"

static bool is_prose(const struct gk_block_uses *uses, size_t position)
{
    gkplan_block_kind kind = uses->blocks[position]->kind;
    return kind == GKPLAN_BLOCK_PARAGRAPH && uses->uses[position] != GK_USE_FURNITURE;
}

/* Whether the table continues the plan: the same header again, or none and the same grid. */
static bool continues_plan(struct gk_table_plan *plan, const gkplan_table *table,
                           const struct gk_header *header, const gkplan_row **first)
{
    if (header->first_row) {
        *first = header->last_row->next;
        return gk_header_repeated(plan, header->first_row);
    }
    *first = table->first_row;
    return table->column_count == plan->table->column_count;
}

static gkplan_status begin_plan(struct gk_table_plan *plan, struct gk_context *context,
                                struct gk_layout *layout, struct gk_block_uses *uses, size_t position,
                                const gkplan_metadata *metadata)
{
    const char *title;
    *plan = (struct gk_table_plan){.context = context, .account = &layout->account};
    gk_array_init(&plan->columns, &context->allocator, sizeof(struct gk_plan_column));
    gk_array_init(&plan->sections, &context->allocator, sizeof(struct gk_open_section));
    gk_array_init(&plan->header_texts, &context->allocator, sizeof(const char *));
    plan->table = uses->blocks[position]->table;
    if (gk_plan_title(context, uses, position, metadata, &title) != GKPLAN_STATUS_OK)
        return context->status;
    return gk_plan_draft_begin(context, &plan->draft, title, metadata, GKPLAN_PLAN_TABLE);
}

static void end_plan(struct gk_table_plan *plan)
{
    gk_array_free(&plan->columns);
    gk_array_free(&plan->sections);
    gk_array_free(&plan->header_texts);
}

static void append_plan(struct gk_normalised *out, gkplan_plan *plan)
{
    if (out->last_plan)
        out->last_plan->next = plan;
    else
        out->first_plan = plan;
    out->last_plan = plan;
    plan->position = (uint32_t)out->plan_count++;
}

/* What stands above the header inside the table is a title or a note. */
static void name_rows_above(struct gk_table_plan *plan, const struct gk_header *header)
{
    for (const gkplan_row *row = plan->table->first_row; row != header->first_row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            if (cell->text_length == 0)
                continue;
            gkplan_place place = gk_cell_place(plan, row, cell);
            gk_diagnose(plan->context, GK_MESSAGE_ROW_NOT_DATA, &place, NULL, cell->text, NULL);
            gk_plan_count(plan, cell, false);
        }
}

/* The tables after the first that continue the plan; *position is left at the last block that was taken. */
static gkplan_status take_following(struct gk_table_plan *plan, const struct gk_block_uses *uses,
                                    size_t *position)
{
    for (size_t next = *position + 1; next < uses->count && plan->context->status == GKPLAN_STATUS_OK;
         next++) {
        const gkplan_table *table = uses->blocks[next]->table;
        if (!table && is_prose(uses, next))
            break;
        if (!table)
            continue;
        struct gk_header header = {NULL, NULL};
        const gkplan_row *first;
        gk_header_find(plan->context, table, &header);
        if (!continues_plan(plan, table, &header, &first))
            break;
        for (const gkplan_row *row = table->first_row; row != first; row = row->next)
            for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
                gk_plan_count(plan, cell, true);
        plan->after_page = true;
        for (size_t i = 0; i < plan->columns.count; i++) {
            gk_plan_column_at(plan, i)->page_pending = true;
            gk_plan_column_at(plan, i)->owner = NULL;
        }
        gk_table_rows(plan, table, first);
        *position = next;
    }
    return plan->context->status;
}

static gkplan_status make_plan(struct gk_context *context, struct gk_layout *layout,
                               struct gk_block_uses *uses, size_t *position, const struct gk_header *header,
                               struct gk_normalised *out)
{
    struct gk_table_plan plan;
    context->current_plan = (int32_t)out->plan_count;
    if (begin_plan(&plan, context, layout, uses, *position, out->metadata) == GKPLAN_STATUS_OK) {
        plan.draft.plan->table = plan.table;
        name_rows_above(&plan, header);
        gk_header_columns(&plan, plan.table, header);
        if (context->status == GKPLAN_STATUS_OK)
            gk_table_rows(&plan, plan.table, header->last_row->next);
        take_following(&plan, uses, position);
        if (context->status == GKPLAN_STATUS_OK && gk_plan_draft_finish(&plan.draft) == GKPLAN_STATUS_OK)
            append_plan(out, plan.draft.plan);
    }
    end_plan(&plan);
    context->current_plan = -1;
    return context->status;
}

gkplan_status gk_plans_from_tables(struct gk_context *context, struct gk_layout *layout,
                                   struct gk_block_uses *uses, struct gk_normalised *out)
{
    for (size_t position = 0; position < uses->count && context->status == GKPLAN_STATUS_OK; position++) {
        const gkplan_table *table = uses->blocks[position]->table;
        struct gk_header header;
        if (table && gk_header_find(context, table, &header) && header.last_row->next)
            make_plan(context, layout, uses, &position, &header, out);
    }
    return context->status;
}

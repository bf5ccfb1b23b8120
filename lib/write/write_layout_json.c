/* The raw tables as JSON: rows of the cells that begin in them, spans and all, nested tables inside their
 * cell, the tables of text boxes in a list of their own. Cells that the source does not have are not written.
 */
#include "write/growing.h"
#include "write/json_text.h"
#include "write/writer.h"

/* A table that is being written. */
struct table_frame {
    const gkplan_table *table;
    const gkplan_row *row;
    const gkplan_cell *cell;
};

static struct table_frame *push_table(struct gk_json *json, struct gk_list *frames, const gkplan_table *table)
{
    struct table_frame *frame = gk_list_push(frames);
    if (!frame) {
        gk_stream_fail(json->stream, GKPLAN_STATUS_NO_MEMORY);
        return NULL;
    }
    frame->table = table;
    frame->row = table->first_row;
    frame->cell = frame->row ? frame->row->first_cell : NULL;
    gk_json_begin(json, '{');
    gk_json_member_begin(json, "rows", '[');
    if (frame->row)
        gk_json_begin(json, '[');
    return frame;
}

static void write_cell(struct gk_json *json, const gkplan_cell *cell)
{
    gk_json_begin(json, '{');
    gk_json_member_integer(json, "row", cell->row);
    gk_json_member_integer(json, "col", cell->column);
    gk_json_member_integer(json, "row_span", cell->row_span);
    gk_json_member_integer(json, "col_span", cell->column_span);
    gk_json_member_string(json, "text", cell->text);
}

static void end_cell(struct gk_json *json, struct table_frame *frame)
{
    gk_json_end(json, '}');
    frame->cell = frame->cell->next;
}

/* Write cells and rows up to one that holds tables (true) or to the table's end (false). */
static bool write_to_nested_table(struct gk_json *json, struct table_frame *frame)
{
    while (frame->row && json->stream->status == GKPLAN_STATUS_OK) {
        const gkplan_cell *cell = frame->cell;
        if (cell && cell->flags & GKPLAN_CELL_ABSENT) {
            frame->cell = cell->next;
        } else if (cell) {
            write_cell(json, cell);
            if (cell->first_table) {
                gk_json_member_begin(json, "tables", '[');
                return true;
            }
            end_cell(json, frame);
        } else {
            gk_json_end(json, ']');
            frame->row = frame->row->next;
            frame->cell = frame->row ? frame->row->first_cell : NULL;
            if (frame->row)
                gk_json_begin(json, '[');
        }
    }
    return false;
}

/* The table's end: the next one in the same cell follows, or the cell that holds it ends. */
static void leave_table(struct gk_json *json, struct gk_list *frames)
{
    struct table_frame *frame = gk_list_at(frames, frames->count - 1);
    const gkplan_table *next = frame->table->next;
    gk_json_end(json, ']');
    gk_json_end(json, '}');
    frames->count--;
    if (frames->count == 0)
        return;
    if (next) {
        push_table(json, frames, next);
        return;
    }
    gk_json_end(json, ']');
    end_cell(json, gk_list_at(frames, frames->count - 1));
}

static void write_table(struct gk_json *json, struct gk_list *frames, const gkplan_table *table)
{
    gk_list_clear(frames);
    push_table(json, frames, table);
    while (frames->count > 0 && json->stream->status == GKPLAN_STATUS_OK) {
        struct table_frame *frame = gk_list_at(frames, frames->count - 1);
        if (write_to_nested_table(json, frame))
            push_table(json, frames, frame->cell->first_table);
        else
            leave_table(json, frames);
    }
}

/* The tables among `block` and what follows it: those in text boxes, or those outside. A text box inside a
 * text box is met by the same walk: its way back is kept in `pending`. */
static void write_tables(struct gk_json *json, const gkplan_block *block, bool in_text_boxes)
{
    struct gk_list frames, pending; /* struct table_frame; const gkplan_block * */
    gk_list_init(&frames, sizeof(struct table_frame));
    gk_list_init(&pending, sizeof(const gkplan_block *));
    while ((block || pending.count > 0) && json->stream->status == GKPLAN_STATUS_OK) {
        if (!block) {
            block = *(const gkplan_block **)gk_list_at(&pending, --pending.count);
            continue;
        }
        if (block->table && in_text_boxes == (pending.count > 0))
            write_table(json, &frames, block->table);
        const gkplan_block *child = in_text_boxes ? block->first_child : NULL;
        if (child) {
            const gkplan_block **after = gk_list_push(&pending);
            if (after)
                *after = block->next;
            else
                gk_stream_fail(json->stream, GKPLAN_STATUS_NO_MEMORY);
        }
        block = child ? child : block->next;
    }
    gk_list_free(&pending);
    gk_list_free(&frames);
}

void gk_write_layout_json(const gkplan_document *document, struct gk_stream *stream)
{
    struct gk_json json;
    const gkplan_block *first = gkplan_document_first_block(document);
    gk_json_init(&json, stream, true);
    gk_json_begin(&json, '{');
    gk_json_member_begin(&json, "tables", '[');
    write_tables(&json, first, false);
    gk_json_end(&json, ']');
    gk_json_member_begin(&json, "text_box_tables", '[');
    write_tables(&json, first, true);
    gk_json_end(&json, ']');
    gk_json_end(&json, '}');
    gk_json_end_of_text(&json);
}

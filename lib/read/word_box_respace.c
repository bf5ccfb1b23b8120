/* Heights for aligned text, from its rows: see gk_box_respace. */
#include "read/word_box_parts.h"

/* The height of each line of text of a part. */
struct height {
    uint32_t source_line;
    double y;
};

struct spacer {
    struct gk_box_table *table;
    struct gk_array heights; /* by source line */
    double y;                /* where the next row begins */
};

size_t gk_box_first_line_in(const struct gk_box_table *table, const struct gk_box_column *column,
                            const struct gk_box_row *row)
{
    size_t low = column->first_line, high = column->end_line;
    while (low < high) {
        size_t half = (low + high) / 2;
        if (gk_box_line_at(table, half)->centre < row->top)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

/* The lines of a column in a row: those between its cuts. */
static void lines_in(const struct gk_box_table *table, size_t column, const struct gk_box_row *row,
                     size_t *first, size_t *end)
{
    const struct gk_box_column *one = gk_box_column_at(table, column);
    *first = *end = gk_box_first_line_in(table, one, row);
    while (*end < one->end_line && gk_box_line_at(table, *end)->centre < row->bottom)
        ++*end;
}

/* The source lines of a row, each at a line of its tallest cell or half way between two of them. */
static bool space_row(struct spacer *spacer, struct gk_box_row *row, const struct gk_array *source_lines,
                      size_t *next)
{
    const struct gk_box_table *table = spacer->table;
    size_t best_first = 0, best_end = 0, first, end;
    /* Among cells of one height the main column's counts. */
    for (size_t position = 0; position <= table->columns.count; position++) {
        lines_in(table, position == 0 ? table->main_column : position - 1, row, &first, &end);
        if (end - first > best_end - best_first) {
            best_first = first;
            best_end = end;
        }
    }
    const double top = spacer->y;
    double y = top, before = top - table->pitch, shift = 0;
    size_t line = best_first;
    for (; *next < source_lines->count; ++*next) {
        const struct height *source = gk_array_at(source_lines, *next);
        if (source->y >= row->bottom)
            break;
        while (line < best_end && gk_box_line_at(table, line)->source_line < source->source_line)
            line++;
        bool same = line < best_end && gk_box_line_at(table, line)->source_line == source->source_line;
        y = top + shift + table->pitch * ((double)(line - best_first) + (same ? 0.5 : 0));
        /* Two lines between the same two of the tallest cell are lines of their own. */
        if (y <= before + 0.25 * table->pitch) {
            shift += before + table->pitch - y;
            y = before + table->pitch;
        }
        before = y;
        struct height *height = gk_array_push(&spacer->heights);
        if (!height)
            return false;
        *height = (struct height){source->source_line, y};
    }
    spacer->y = top + shift + table->pitch * (double)(best_end - best_first);
    if (spacer->y < y)
        spacer->y = y + table->pitch / 2;
    row->top = top;
    row->bottom = spacer->y;
    return true;
}

static bool list_lines(const struct gk_box_table *table, const struct gk_box_part *part, struct gk_array *out)
{
    for (size_t i = part->first; i < part->end; i++) {
        const struct gk_box_segment *segment = gk_box_segment_at(table->segments, i);
        const struct gk_box_word *word = gk_array_at(&table->boxes->words, segment->first);
        const struct height *last = out->count > 0 ? gk_array_at(out, out->count - 1) : NULL;
        if (segment->furniture || (last && last->source_line == word->line))
            continue;
        struct height *line = gk_array_push(out);
        if (!line)
            return false;
        *line = (struct height){word->line, gk_box_middle(segment->box)};
    }
    return true;
}

static void move(struct gk_box *box, double y)
{
    double half = (box->bottom - box->top) / 2;
    box->top = y - half;
    box->bottom = y + half;
}

/* Segments stand in the order of their source lines. */
static void move_segments(struct spacer *spacer, const struct gk_box_part *part)
{
    size_t at = 0;
    for (size_t i = part->first; i < part->end; i++) {
        struct gk_box_segment *segment = gk_box_segment_at(spacer->table->segments, i);
        uint32_t line =
            ((struct gk_box_word *)gk_array_at(&spacer->table->boxes->words, segment->first))->line;
        while (at < spacer->heights.count &&
               ((struct height *)gk_array_at(&spacer->heights, at))->source_line < line)
            at++;
        if (at == spacer->heights.count || segment->furniture)
            continue;
        double y = ((struct height *)gk_array_at(&spacer->heights, at))->y;
        move(&segment->box, y);
        for (size_t word = segment->first; word < segment->first + segment->count; word++)
            move(&((struct gk_box_word *)gk_array_at(&spacer->table->boxes->words, word))->box, y);
    }
}

bool gk_box_respace(struct gk_box_table *table, const struct gk_box_part *part)
{
    struct spacer spacer = {.table = table};
    struct gk_array source_lines;
    size_t next = 0;
    gk_array_init(&spacer.heights, &table->context->allocator, sizeof(struct height));
    gk_array_init(&source_lines, &table->context->allocator, sizeof(struct height));
    bool good = list_lines(table, part, &source_lines);
    for (size_t row = part->first_row; row < part->end_row && good; row++)
        good = space_row(&spacer, gk_box_row_at(table, row), &source_lines, &next);
    if (good)
        move_segments(&spacer, part);
    gk_array_free(&spacer.heights);
    gk_array_free(&source_lines);
    return good;
}

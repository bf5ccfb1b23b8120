/* Which cell owns which grid columns: a merge of two sorted lists for each row. */
#include "layout/spans.h"

/* Contract 4.10: edges that differ by at most this many twips are the same edge. Edges so close to each other
 * have no more than a few grid columns between them. */
enum { NEAR_MISS_TWIPS = 20, NEAR_MISS_COLUMNS = 3 };

void gk_spans_init(struct gk_spans *spans, const gkplan_allocator *allocator)
{
    *spans = (struct gk_spans){0};
    gk_array_init(&spans->above, allocator, sizeof(struct gk_span));
    gk_array_init(&spans->current, allocator, sizeof(struct gk_span));
}

void gk_spans_free(struct gk_spans *spans)
{
    gk_array_free(&spans->above);
    gk_array_free(&spans->current);
}

/* The span from above at `position`, or NULL past the last. */
static struct gk_span *above_at(const struct gk_spans *spans, size_t position)
{
    return position < spans->above.count ? gk_array_at(&spans->above, position) : NULL;
}

static bool carry(struct gk_spans *spans, const struct gk_span *span)
{
    struct gk_span *made = gk_array_push(&spans->current);
    if (made)
        *made = *span;
    return made != NULL;
}

/* Pass the spans from above that begin at or left of *column, keeping those that cover the open row; *column
 * moves right past them. *last becomes the cell of the last one kept. */
static bool pass(struct gk_spans *spans, uint64_t *column, gkplan_cell **last)
{
    struct gk_span *span;
    while ((span = above_at(spans, spans->cursor)) && span->column <= *column) {
        spans->cursor++;
        if (span->until <= spans->row)
            continue;
        if (!carry(spans, span))
            return false;
        *last = span->cell;
        if (span->end > *column)
            *column = span->end;
    }
    return true;
}

/* The first column at or right of `column` and left of `end` that a span from above covers, else `end`. Only
 * spans that begin inside are looked at: the next cell stands right of them. */
static uint64_t free_until(const struct gk_spans *spans, uint64_t end)
{
    struct gk_span *span;
    for (size_t i = spans->cursor; (span = above_at(spans, i)) && span->column < end; i++)
        if (span->until > spans->row)
            return span->column;
    return end;
}

bool gk_spans_place(struct gk_spans *spans, uint32_t column, uint32_t span, struct gk_spot *spot)
{
    bool next = column == GK_COLUMN_NEXT;
    uint64_t wanted = next ? spans->next_column : column, wanted_end = wanted + span;
    struct gk_span *left =
        spans->current.count ? gk_array_at(&spans->current, spans->current.count - 1) : NULL;
    gkplan_cell *covers = left ? left->cell : NULL;
    *spot = (struct gk_spot){.column = wanted < spans->next_column ? spans->next_column : wanted};
    if (!pass(spans, &spot->column, &covers))
        return false;
    if (next)
        wanted_end = spot->column + span;
    if (wanted_end <= spot->column && covers) {
        *spot = (struct gk_spot){spot->column, spot->column, covers, true};
        return true;
    }
    if (wanted_end <= spot->column)
        wanted_end = spot->column + span;
    spot->end = free_until(spans, wanted_end);
    spot->overlaps = spot->end < wanted_end || (!next && spot->column > wanted);
    return true;
}

bool gk_spans_add(struct gk_spans *spans, const struct gk_span *span, uint64_t next_column)
{
    spans->next_column = next_column;
    return carry(spans, span);
}

static bool near(int32_t a, int32_t b)
{
    int64_t distance = (int64_t)a - b;
    return distance >= -NEAR_MISS_TWIPS && distance <= NEAR_MISS_TWIPS;
}

struct gk_span *gk_spans_find_continued(struct gk_spans *spans, const struct gk_cell *cell, uint32_t column,
                                        uint32_t span, bool *near_miss)
{
    bool edges_known = cell->left_edge != 0 || cell->right_edge != 0;
    uint64_t end = (uint64_t)column + span;
    struct gk_span *above, *nearly = NULL;
    *near_miss = false;
    for (size_t i = spans->cursor; (above = above_at(spans, i)) && above->column < end + NEAR_MISS_COLUMNS;
         i++) {
        if (above->until != spans->row || !above->continuable)
            continue;
        if (above->column == column && above->end == end)
            return above;
        if (!nearly && edges_known && near(above->left_edge, cell->left_edge) &&
            near(above->right_edge, cell->right_edge))
            nearly = above;
    }
    *near_miss = nearly != NULL;
    return nearly;
}

void gk_spans_continue(struct gk_spans *spans, struct gk_span *span, uint64_t next_column)
{
    span->until++;
    span->cell->row_span++;
    if (next_column > spans->next_column)
        spans->next_column = next_column;
}

void gk_spans_widen(struct gk_spans *spans, uint64_t end)
{
    struct gk_span *last =
        spans->current.count ? gk_array_at(&spans->current, spans->current.count - 1) : NULL;
    uint64_t reached = free_until(spans, end);
    if (end > spans->next_column)
        spans->next_column = end;
    if (!last || last->cell->row != spans->row || reached <= last->end)
        return;
    last->end = (uint32_t)reached;
    last->cell->column_span = last->end - last->column;
}

bool gk_spans_row_is_covered(const struct gk_spans *spans)
{
    for (size_t i = 0; i < spans->current.count; i++)
        if (((struct gk_span *)gk_array_at(&spans->current, i))->cell->row < spans->row)
            return true;
    return free_until(spans, UINT64_MAX) < UINT64_MAX;
}

bool gk_spans_end_row(struct gk_spans *spans)
{
    /* A row without cells changes nothing: what has ended is passed over later. */
    if (spans->current.count > 0 || spans->cursor > 0) {
        uint64_t column = UINT64_MAX;
        gkplan_cell *last;
        if (!pass(spans, &column, &last))
            return false;
        struct gk_array passed = spans->above;
        spans->above = spans->current;
        spans->current = passed;
        gk_array_clear(&spans->current);
    }
    spans->cursor = 0;
    spans->next_column = 0;
    spans->row++;
    return true;
}

void gk_spans_clip(struct gk_spans *spans)
{
    for (size_t i = 0; i < spans->above.count; i++) {
        struct gk_span *span = gk_array_at(&spans->above, i);
        if (span->until <= spans->row)
            continue;
        span->until = spans->row;
        span->cell->row_span = spans->row - span->cell->row;
    }
}

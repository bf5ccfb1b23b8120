/* Words put into the cells that lines enclose. What stands in no such cell is left to the other word_box
 * files. */
#include "read/word_box_ruled.h"
#include "core/cjk_text.h"
#include "core/utf8.h"
#include <math.h>
#include <stdlib.h>

/* A word that stands in a cell, from 1. */
struct placed_word {
    struct gk_box_word word;
    size_t cell;
};

/* The cells of the open page by the places they cover. */
struct placer {
    struct gk_box_ruled *ruled;
    const struct gk_word_boxes *boxes;
    struct gk_array map;    /* size_t: a cell's position, for each place of the page's grids */
    struct gk_array starts; /* size_t: where each grid's places begin in the map */
    struct gk_array placed; /* struct placed_word */
    size_t first, end;      /* the page's grids */
};

void gk_box_ruled_init(struct gk_box_ruled *ruled, struct gk_word_boxes *boxes)
{
    gk_box_grids_init(&ruled->grids, boxes->context, 0);
    ruled->inside = *boxes;
    gk_array_init(&ruled->inside.words, &boxes->context->allocator, sizeof(struct gk_box_word));
    gk_array_init(&ruled->tables, &boxes->context->allocator, sizeof(struct gk_box_ruled_table));
}

void gk_box_ruled_free(struct gk_box_ruled *ruled)
{
    gk_box_grids_free(&ruled->grids);
    gk_array_free(&ruled->inside.words);
    gk_array_free(&ruled->tables);
}

static struct gk_box_word *word_at(const struct gk_array *words, size_t position)
{
    return gk_array_at(words, position);
}

static int by_number(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/* The size of most words. */
static bool find_em(struct gk_box_ruled *ruled, const struct gk_word_boxes *boxes)
{
    struct gk_array sizes;
    gk_array_init(&sizes, &boxes->context->allocator, sizeof(double));
    for (size_t i = 0; i < boxes->words.count; i++) {
        const struct gk_box_word *word = word_at(&boxes->words, i);
        double *size = gk_array_push(&sizes);
        if (!size) {
            gk_array_free(&sizes);
            return false;
        }
        *size = gk_box_em(gk_box_text(boxes, word), word->box);
    }
    if (sizes.count > 0) {
        qsort(sizes.items, sizes.count, sizes.item_size, by_number);
        ruled->grids.em = *(double *)gk_array_at(&sizes, sizes.count / 2);
    }
    gk_array_free(&sizes);
    return true;
}

/* --- which cell a word stands in --- */

static bool map_grid(struct placer *placer, const struct gk_box_grid *grid)
{
    const size_t start = placer->map.count;
    size_t *begin = gk_array_push(&placer->starts);
    if (!begin)
        return false;
    *begin = start;
    for (size_t i = 0; i < (size_t)grid->row_count * grid->column_count; i++)
        if (!gk_array_push(&placer->map))
            return false;
    for (size_t i = grid->first_cell; i < grid->first_cell + grid->cell_count; i++) {
        const struct gk_box_grid_cell *cell = gk_box_grid_cell_at(&placer->ruled->grids, i);
        for (size_t row = cell->row; row < cell->row + cell->row_span; row++)
            for (size_t column = cell->column; column < cell->column + cell->column_span; column++)
                *(size_t *)gk_array_at(&placer->map, start + row * grid->column_count + column) = i + 1;
    }
    return true;
}

/* The next page with grids, from `page` on. */
static bool open_page(struct placer *placer, uint32_t page)
{
    const struct gk_box_grids *grids = &placer->ruled->grids;
    gk_array_clear(&placer->map);
    gk_array_clear(&placer->starts);
    placer->first = placer->end;
    while (placer->first < grids->grids.count && gk_box_grid_at(grids, placer->first)->page < page)
        placer->first++;
    placer->end = placer->first;
    while (placer->end < grids->grids.count && gk_box_grid_at(grids, placer->end)->page == page)
        if (!map_grid(placer, gk_box_grid_at(grids, placer->end++)))
            return false;
    return true;
}

/* The row or column in which `at` stands, of `count` that begin with edge `first`. */
static size_t find_between(const struct gk_box_grids *grids, size_t first, size_t count, double at)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        const size_t half = (low + high) / 2;
        if (*(double *)gk_array_at(&grids->edges, first + half) <= at)
            low = half;
        else
            high = half;
    }
    return low;
}

static bool is_inside(const struct gk_box *box, double x, double y)
{
    return x >= box->left && x < box->right && y >= box->top && y < box->bottom;
}

/* The cell at a place of the open page, as its position + 1, and where it ends on the right; 0: none. */
static size_t cell_of(const struct placer *placer, double x, double y, double *right)
{
    const struct gk_box_grids *grids = &placer->ruled->grids;
    for (size_t i = placer->first; i < placer->end; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(grids, i);
        if (!is_inside(&grid->box, x, y))
            continue;
        const size_t column = find_between(grids, grid->first_edge, grid->column_count, x),
                     row = find_between(grids, grid->first_edge + grid->column_count + 1, grid->row_count, y),
                     start = *(size_t *)gk_array_at(&placer->starts, i - placer->first);
        const size_t found = *(size_t *)gk_array_at(&placer->map, start + row * grid->column_count + column);
        const struct gk_box_grid_cell *cell = gk_box_grid_cell_at(grids, found - 1);
        *right = gk_box_grid_x(grids, grid, cell->column + cell->column_span);
        return found;
    }
    return 0;
}

static bool add_placed(struct placer *placer, const struct gk_box_word *word, size_t cell)
{
    struct placed_word *placed = gk_array_push(&placer->placed);
    if (placed)
        *placed = (struct placed_word){.word = *word, .cell = cell};
    return placed != NULL;
}

/* How many bytes of a word's text stand on the left of `x`, and where the next character begins. */
static size_t bytes_before(const struct placer *placer, const struct gk_box_word *word, double x,
                           double *begin)
{
    const struct gk_string text = gk_box_text(placer->boxes, word);
    double whole = 0, width = 0;
    for (size_t at = 0; at < text.length;)
        whole += gk_codepoint_width(gk_utf8_next(text, &at)) == 2 ? 1 : 0.5;
    const double scale = whole > 0 ? (word->box.right - word->box.left) / whole : 0;
    for (size_t at = 0; at < text.length;) {
        const size_t here = at;
        const double one = gk_codepoint_width(gk_utf8_next(text, &at)) == 2 ? 1 : 0.5;
        *begin = word->box.left + width * scale;
        if (*begin + one * scale / 2 > x)
            return here;
        width += one;
    }
    return text.length;
}

/* Extractors take texts of two cells that nearly touch for one word: a line parts it. One that only reaches
 * over the line stays whole. */
static bool place_word(struct placer *placer, struct gk_box_word word)
{
    static const double least_part = 1.5;
    const double em = placer->ruled->grids.em, y = gk_box_middle(word.box);
    double right, begin, ignored;
    for (;;) {
        const size_t cell = cell_of(placer, word.box.left + 0.5 * em, y, &right);
        const size_t bytes =
            cell > 0 && word.box.right > right + least_part * em && word.box.left < right - least_part * em
                ? bytes_before(placer, &word, right, &begin)
                : 0;
        if (bytes == 0 || bytes >= word.length || cell_of(placer, right + 0.5 * em, y, &ignored) == 0)
            break;
        struct gk_box_word part = word;
        part.length = bytes;
        part.box.right = begin;
        gkplan_place place = gk_place_none();
        place.page = word.page;
        place.line = word.line;
        gk_diagnose_strings(placer->boxes->context, GK_MESSAGE_WORD_PARTED_BY_LINE, &place, NULL,
                            gk_box_text(placer->boxes, &word), GK_STRING(""));
        if (!add_placed(placer, &part, cell))
            return false;
        word.text += bytes;
        word.length -= bytes;
        word.box.left = begin;
    }
    return add_placed(placer, &word, cell_of(placer, (word.box.left + word.box.right) / 2, y, &right));
}

static bool place_words(struct placer *placer)
{
    uint32_t page = 0;
    for (size_t i = 0; i < placer->boxes->words.count; i++) {
        const struct gk_box_word *word = word_at(&placer->boxes->words, i);
        if (word->page != page && !open_page(placer, word->page))
            return false;
        page = word->page;
        if (!place_word(placer, *word))
            return false;
    }
    return true;
}

/* The last grid of a page, when the first one of the next page goes on; else NULL. */
static const struct gk_box_grid *last_on_page(const struct gk_box_grids *grids, uint32_t page)
{
    size_t low = 0, high = grids->grids.count;
    while (low < high) {
        const size_t half = (low + high) / 2;
        if (gk_box_grid_at(grids, half)->page <= page)
            low = half + 1;
        else
            high = half;
    }
    if (low == 0 || low == grids->grids.count || gk_box_grid_at(grids, low - 1)->page != page ||
        gk_box_grid_at(grids, low)->page != page + 1)
        return NULL;
    return gk_box_grid_at(grids, low - 1);
}

/* The cells that are open below, by their positions. */
static bool find_open(const struct gk_box_grids *grids, struct gk_array *open)
{
    for (size_t i = 0; i < grids->cells.count; i++) {
        size_t *one = gk_box_grid_cell_at(grids, i)->open ? gk_array_push(open) : NULL;
        if (one)
            *one = i;
        else if (gk_box_grid_cell_at(grids, i)->open)
            return false;
    }
    return true;
}

/* What hangs out of cells. */
struct hanging {
    struct gk_array open;    /* size_t: the cells that are open below */
    struct gk_array bottoms; /* double: of each cell's words */
};

/* The first of the open cells that stands at `position` or behind it. */
static size_t open_from(const struct gk_array *open, size_t position)
{
    size_t low = 0, high = open->count;
    while (low < high) {
        const size_t half = (low + high) / 2;
        if (*(size_t *)gk_array_at(open, half) < position)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

/* The cell out of whose open end a word hangs, right below its last line, as its position + 1; 0: none. */
static size_t cell_above(const struct placer *placer, const struct gk_box_word *word,
                         const struct hanging *hanging)
{
    const struct gk_box_grids *grids = &placer->ruled->grids;
    const struct gk_box_grid *grid = last_on_page(grids, word->page);
    const double near = gk_box_near(grids), lowest = word->box.top - 0.8 * grids->em;
    if (!grid || gk_box_middle(word->box) <= grid->box.bottom)
        return 0;
    for (size_t i = open_from(&hanging->open, grid->first_cell); i < hanging->open.count; i++) {
        const size_t position = *(size_t *)gk_array_at(&hanging->open, i);
        if (position >= grid->first_cell + grid->cell_count)
            break;
        const struct gk_box_grid_cell *cell = gk_box_grid_cell_at(grids, position);
        const double bottom = *(double *)gk_array_at(&hanging->bottoms, position);
        if (cell->column_span < grid->column_count && bottom > lowest &&
            word->box.left > gk_box_grid_x(grids, grid, cell->column) - near &&
            word->box.right < gk_box_grid_x(grids, grid, cell->column + cell->column_span) + near)
            return position + 1;
    }
    return 0;
}

/* Some programs break a table between two rows where the text of a cell over both does not fit above, and
 * print it out of the table's end. */
static bool take_hanging(struct placer *placer)
{
    const gkplan_allocator *allocator = &placer->boxes->context->allocator;
    struct hanging hanging;
    gk_array_init(&hanging.open, allocator, sizeof(size_t));
    gk_array_init(&hanging.bottoms, allocator, sizeof(double));
    bool good = find_open(&placer->ruled->grids, &hanging.open);
    for (size_t i = 0; i < placer->ruled->grids.cells.count && good; i++)
        good = gk_array_push(&hanging.bottoms) != NULL;
    for (size_t i = 0; i < placer->placed.count && good; i++) {
        struct placed_word *placed = gk_array_at(&placer->placed, i);
        if (placed->cell == 0)
            placed->cell = cell_above(placer, &placed->word, &hanging);
        if (placed->cell == 0)
            continue;
        double *bottom = gk_array_at(&hanging.bottoms, placed->cell - 1);
        *bottom = gk_box_most(*bottom, placed->word.box.bottom);
    }
    gk_array_free(&hanging.open);
    gk_array_free(&hanging.bottoms);
    return good;
}

/* --- which grids are tables --- */

static bool same_width(const struct gk_box_grids *grids, const struct gk_box_grid *a,
                       const struct gk_box_grid *b)
{
    return fabs((a->box.right - a->box.left) - (b->box.right - b->box.left)) < 2 * gk_box_near(grids);
}

/* A frame around one column is no table, but for a section row alone on a page of one. */
static bool has_neighbour(const struct gk_box_grids *grids, size_t position)
{
    const struct gk_box_grid *grid = gk_box_grid_at(grids, position);
    for (size_t i = position > 0 ? position - 1 : 0; i <= position + 1 && i < grids->grids.count; i++) {
        const struct gk_box_grid *other = gk_box_grid_at(grids, i);
        if (i != position && other->column_count > 1 && other->page + 1 >= grid->page &&
            other->page <= grid->page + 1 && other->page != grid->page && same_width(grids, grid, other))
            return true;
    }
    return false;
}

/* A number of up to three digits; 0: none. */
static unsigned small_number(struct gk_string text)
{
    enum { MOST_DIGITS = 3 };
    unsigned number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || i == MOST_DIGITS)
            return 0;
        number = number * 10 + (unsigned)(text.data[i] - '0');
    }
    return number;
}

/* Whether a cell holds the numbers of several rows, one a line: no lines were drawn between these. */
static bool counts_rows(const struct placer *placer, const struct gk_box_grid_cell *cell)
{
    unsigned last = 0;
    double middle = 0;
    for (size_t i = cell->first_word; i < cell->end_word; i++) {
        const struct placed_word *placed = gk_array_at(&placer->placed, i);
        const unsigned number = small_number(gk_box_text(placer->boxes, &placed->word));
        const double here = gk_box_middle(placed->word.box);
        if (number == 0 ||
            (i > cell->first_word && (number != last + 1 || here - middle < placer->ruled->grids.em)))
            return false;
        last = number;
        middle = here;
    }
    return cell->end_word > cell->first_word + 1;
}

/* Tables have words in two cells at least, and lines that end where others begin; all their rows are drawn.
 */
static bool is_table(const struct placer *placer, size_t position)
{
    const struct gk_box_grids *grids = &placer->ruled->grids;
    const struct gk_box_grid *grid = gk_box_grid_at(grids, position);
    size_t filled = 0;
    for (size_t i = grid->first_cell; i < grid->first_cell + grid->cell_count; i++) {
        const struct gk_box_grid_cell *cell = gk_box_grid_cell_at(grids, i);
        filled += cell->end_word > cell->first_word;
        if (counts_rows(placer, cell))
            return false;
    }
    if (grid->column_count == 1)
        return filled > 0 && has_neighbour(grids, position);
    return filled >= 2 && grid->doubts * 4 <= grid->cell_count;
}

static bool keep_tables(const struct placer *placer)
{
    struct gk_box_grids *grids = &placer->ruled->grids;
    struct gk_array kept;
    size_t count = 0;
    gk_array_init(&kept, &grids->context->allocator, sizeof(bool));
    for (size_t i = 0; i < grids->grids.count; i++) {
        bool *keep = gk_array_push(&kept);
        if (!keep) {
            gk_array_free(&kept);
            return false;
        }
        *keep = is_table(placer, i);
    }
    for (size_t i = 0; i < grids->grids.count; i++)
        if (*(bool *)gk_array_at(&kept, i))
            *gk_box_grid_at(grids, count++) = *gk_box_grid_at(grids, i);
    grids->grids.count = count;
    gk_array_free(&kept);
    return true;
}

/* --- the words of the cells --- */

static int by_cell(const void *a, const void *b)
{
    const struct placed_word *first = a, *second = b;
    if (first->cell != second->cell)
        return first->cell < second->cell ? -1 : 1;
    const double one = gk_box_middle(first->word.box), two = gk_box_middle(second->word.box);
    if (one != two)
        return one < two ? -1 : 1;
    return first->word.text < second->word.text ? -1 : first->word.text > second->word.text;
}

/* Each cell gets the range of its words, which are sorted by cell; those in none come first. */
static void number_words(struct gk_box_grids *grids, const struct gk_array *placed)
{
    for (size_t i = 0, end; i < placed->count; i = end) {
        const size_t cell = ((struct placed_word *)gk_array_at(placed, i))->cell;
        for (end = i; end < placed->count && ((struct placed_word *)gk_array_at(placed, end))->cell == cell;)
            end++;
        if (cell > 0) {
            gk_box_grid_cell_at(grids, cell - 1)->first_word = i;
            gk_box_grid_cell_at(grids, cell - 1)->end_word = end;
        }
    }
}

/* The words of the tables that were kept, in their order, and of their cells. */
static bool collect_words(struct gk_box_ruled *ruled, struct gk_array *placed)
{
    for (size_t i = 0; i < ruled->grids.grids.count; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(&ruled->grids, i);
        for (size_t j = grid->first_cell; j < grid->first_cell + grid->cell_count; j++) {
            struct gk_box_grid_cell *cell = gk_box_grid_cell_at(&ruled->grids, j);
            const size_t first = ruled->inside.words.count;
            for (size_t k = cell->first_word; k < cell->end_word; k++) {
                struct placed_word *word = gk_array_at(placed, k);
                struct gk_box_word *one = gk_array_push(&ruled->inside.words);
                if (!one)
                    return false;
                *one = word->word;
                word->word.length = 0; /* taken */
            }
            cell->first_word = first;
            cell->end_word = ruled->inside.words.count;
        }
    }
    return true;
}

static int by_source(const void *a, const void *b)
{
    const struct gk_box_word *first = a, *second = b;
    return first->text < second->text ? -1 : first->text > second->text;
}

/* The words that no table took, in the order of the source. */
static bool leave_words(struct gk_word_boxes *boxes, const struct gk_array *placed)
{
    gk_array_clear(&boxes->words);
    for (size_t i = 0; i < placed->count; i++) {
        const struct placed_word *word = gk_array_at(placed, i);
        struct gk_box_word *one = word->word.length > 0 ? gk_array_push(&boxes->words) : NULL;
        if (one)
            *one = word->word;
        else if (word->word.length > 0)
            return false;
    }
    if (boxes->words.count > 0)
        qsort(boxes->words.items, boxes->words.count, boxes->words.item_size, by_source);
    return true;
}

static void warn_of_lines(const struct gk_box_ruled *ruled)
{
    gkplan_place place = gk_place_none();
    for (size_t i = 0; i < ruled->grids.grids.count; i++) {
        const struct gk_box_grid *grid = gk_box_grid_at(&ruled->grids, i);
        place.page = grid->page;
        if (grid->doubts > 0)
            gk_diagnose(ruled->grids.context, GK_MESSAGE_LINE_ENDS_IN_CELL, &place, NULL, NULL, NULL);
    }
    place.page = 0;
    if (ruled->grids.crowded_pages > 0)
        gk_diagnose(ruled->grids.context, GK_MESSAGE_TOO_MANY_LINES, &place, NULL, NULL, NULL);
}

bool gk_box_take_ruled(struct gk_box_ruled *ruled, struct gk_word_boxes *boxes)
{
    const gkplan_allocator *allocator = &boxes->context->allocator;
    struct placer placer = {.ruled = ruled, .boxes = boxes};
    ruled->inside.text = boxes->text;
    if (boxes->rules.count == 0 || boxes->words.count == 0)
        return true;
    gk_array_init(&placer.map, allocator, sizeof(size_t));
    gk_array_init(&placer.starts, allocator, sizeof(size_t));
    gk_array_init(&placer.placed, allocator, sizeof(struct placed_word));
    bool good = find_em(ruled, boxes) && gk_box_find_grids(&ruled->grids, &boxes->rules) &&
                (ruled->grids.grids.count == 0 || (place_words(&placer) && take_hanging(&placer)));
    if (good && placer.placed.count > 0) {
        qsort(placer.placed.items, placer.placed.count, placer.placed.item_size, by_cell);
        number_words(&ruled->grids, &placer.placed);
        good = keep_tables(&placer) && collect_words(ruled, &placer.placed) &&
               leave_words(boxes, &placer.placed);
    }
    gk_array_free(&placer.map);
    gk_array_free(&placer.starts);
    gk_array_free(&placer.placed);
    if (good)
        warn_of_lines(ruled);
    return good;
}

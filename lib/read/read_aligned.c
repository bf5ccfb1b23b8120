/* Text whose columns are aligned by spaces, as `pdftotext -layout` writes it.
 *
 * Tables whose columns begin at exact places are read line by line (flush_text.h); all else is turned into
 * word boxes. Where a character stands is known in columns, counted by characters (poppler) or by their
 * widths (others): the way that aligns more counts. Where a line stands is known by its order only: lines of
 * different height in neighbouring cells are lines of their own here, so that two lines that share no column
 * stand half a line apart. A form feed ends a page.
 */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "read/flush_text.h"
#include "read/reader.h"
#include "read/word_box_parts.h"

/* A run of characters without blanks that could part columns. */
struct run {
    struct gk_string text;
    uint32_t left, right; /* in columns */
};

struct state {
    struct gk_word_boxes boxes;
    const char *text;                  /* of the source */
    struct gk_array lines;             /* struct gk_string */
    struct gk_array tables;            /* struct gk_flush_table */
    struct gk_array runs;              /* struct run, of the open line */
    struct gk_array above;             /* of the line above that was not blank */
    bool wide;                         /* an ideograph takes two columns */
    double y;                          /* of the open line, in lines */
    bool numbered;                     /* rows are, one blank from their texts */
    bool has_feeds;                    /* a form feed ends a page; else: */
    bool after_number;                 /* of a page */
    uint32_t last_number;              /* of the rows */
    uint32_t pages;                    /* whose numbers were seen */
    struct gk_buffer header, squeezed; /* the first line of header words, the open line; without blanks */
};

/* Boxes have an ideograph's size of 1; a line is a half larger. */
static const double line_step = 1.5, line_height = 1.2;

static bool is_latin(uint32_t codepoint)
{
    return codepoint > ' ' && codepoint < 0x7F;
}

/* No cell begins with one of these: the blank before it was made by a justified line. */
static bool is_closing(uint32_t codepoint)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F,
                                     0x300B, 0xFF09, 0x3011, 0x3015, 0x201D, 0x2019};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == codepoint)
            return true;
    return false;
}

static uint32_t width_of(uint32_t codepoint, bool wide)
{
    int width = gk_codepoint_width(codepoint);
    return width == 0 ? 0 : wide ? (uint32_t)width : 1;
}

/* Whether a blank or the line's end follows at `at`. */
static bool is_alone(struct gk_string line, size_t at)
{
    return at >= line.length || line.data[at] == ' ';
}

/* How many characters of a justified line stand together, at most, between two of its blanks. */
enum { MOST_TOGETHER = 4, FEWEST_BLANKS = 3 };

/* Whether a run is a part of a justified line behind the run before it: one blank on its left, and short. */
static bool is_part(const struct run *before, const struct run *run)
{
    return run->left == before->right + 1 && gk_utf8_count_characters(run->text) <= MOST_TOGETHER;
}

/* A justified line may have single blanks between a few characters each: several of them in a row part
 * nothing. */
static void join_justified(struct gk_array *runs)
{
    size_t kept = 0;
    for (size_t i = 0, end; i < runs->count; i = end) {
        struct run *open = gk_array_at(runs, kept++);
        *open = *(struct run *)gk_array_at(runs, i);
        for (end = i + 1; end < runs->count && is_part(gk_array_at(runs, end - 1), gk_array_at(runs, end));)
            end++;
        if (end - i <= FEWEST_BLANKS) {
            end = i + 1;
            continue;
        }
        const struct run *last = gk_array_at(runs, end - 1);
        open->text.length = (size_t)(last->text.data + last->text.length - open->text.data);
        open->right = last->right;
    }
    runs->count = kept;
}

/* The runs of a line. One blank beside a Latin letter or digit parts nothing: typesetters leave a gap there.
 */
static bool find_runs(struct gk_array *runs, struct gk_string line, bool wide)
{
    struct run *open = NULL;
    uint32_t column = 0, blanks = 0, before = ' ', characters = 0;
    bool before_set = false;
    gk_array_clear(runs);
    for (size_t at = 0; at < line.length;) {
        size_t start = at;
        uint32_t codepoint = gk_utf8_next(line, &at);
        uint32_t width = width_of(codepoint, wide);
        column += width;
        if (gk_is_space(codepoint) && codepoint != 0x3000) {
            blanks++;
            continue;
        }
        /* Justified lines have a blank behind each character. */
        bool spread = blanks == 1 && ((characters == 1 && is_alone(line, at)) || is_closing(codepoint));
        if (open && (blanks == 0 || spread || (blanks == 1 && (is_latin(before) || is_latin(codepoint))))) {
            open->text.length = (size_t)(line.data + at - open->text.data);
            open->right = column;
        } else {
            open = gk_array_push(runs);
            if (!open)
                return false;
            *open = (struct run){gk_string_make(line.data + start, at - start), column - width, column};
        }
        characters = blanks > 0 || !before_set ? 1 : characters + 1;
        blanks = 0;
        before = codepoint;
        before_set = true;
    }
    join_justified(runs);
    return true;
}

/* The number in front of a row's text, one blank from it: 0 where there is none. Where it ends goes to *end.
 */
static uint32_t leading_number(struct gk_string text, size_t *end)
{
    enum { LONGEST = 4 };
    uint32_t number = 0;
    size_t at = 0;
    while (at < text.length && at < LONGEST && text.data[at] >= '0' && text.data[at] <= '9')
        number = number * 10 + (uint32_t)(text.data[at++] - '0');
    *end = at;
    if (at == text.length)
        return number;
    if (at == 0 || text.data[at] != ' ' || ++at == text.length)
        return 0;
    return gk_is_cjk(gk_utf8_next(text, &at)) ? number : 0;
}

/* Rows that are numbered one after another: a number is a cell of its own, though but one blank parts it from
 * the text. Adds to *count the lines of which that is true. */
static bool part_number(struct gk_array *runs, uint32_t *last, size_t *count)
{
    struct run *first = runs->count > 0 ? gk_array_at(runs, 0) : NULL;
    size_t end;
    if (!first || leading_number(first->text, &end) != *last + 1)
        return true;
    ++*last;
    if (end == first->text.length)
        return true;
    ++*count;
    if (!gk_array_push(runs))
        return false;
    for (size_t i = runs->count - 1; i > 1; i--)
        *(struct run *)gk_array_at(runs, i) = *(struct run *)gk_array_at(runs, i - 1);
    struct run *number = gk_array_at(runs, 0), *text = gk_array_at(runs, 1);
    *text = *number;
    text->text = gk_string_from(number->text, end + 1);
    text->left += (uint32_t)end + 1;
    number->text.length = end;
    number->right = number->left + (uint32_t)end;
    return true;
}

static bool has_feeds(const struct gk_source *source)
{
    return memchr(source->text.data, '\f', source->text.length) != NULL;
}

/* How well runs behind gaps are aligned: how often one begins where one began a line or a few above. */
static bool count_aligned(const struct gk_source *source, bool wide, struct gk_array *runs, size_t *aligned)
{
    enum { COLUMNS = 512, MEMORY = 12 };
    uint32_t last[COLUMNS] = {0};
    struct gk_string rest = source->text, line;
    uint32_t number = MEMORY;
    *aligned = 0;
    while (gk_next_line(&rest, &line)) {
        number++;
        if (!find_runs(runs, line, wide))
            return false;
        for (size_t i = 1; i < runs->count; i++) {
            const struct run *run = gk_array_at(runs, i);
            if (run->left >= COLUMNS)
                break;
            *aligned += last[run->left] + MEMORY > number;
            last[run->left] = number;
        }
    }
    return true;
}

/* Whether two lines have text in one column. */
static bool share_column(const struct gk_array *above, const struct gk_array *runs)
{
    size_t i = 0, j = 0;
    while (i < above->count && j < runs->count) {
        const struct run *upper = gk_array_at(above, i), *lower = gk_array_at(runs, j);
        if (upper->left < lower->right && lower->left < upper->right)
            return true;
        if (upper->right <= lower->right)
            i++;
        else
            j++;
    }
    return false;
}

/* One run as words: blanks inside it go where they stand beside an ideograph. */
static void add_run(struct state *state, const struct run *run, uint32_t number)
{
    double em = state->wide ? 2 : 1;
    double left = run->left / em;
    struct gk_string text = run->text;
    const struct gk_box whole = {left, state->y, run->right / em, state->y + line_height};
    uint32_t before = ' ';
    size_t start = 0, column = run->left;
    for (size_t at = 0; at < text.length;) {
        size_t here = at;
        uint32_t codepoint = gk_utf8_next(text, &at);
        column += width_of(codepoint, state->wide);
        if (gk_is_space(codepoint) && codepoint != 0x3000) {
            size_t after = at;
            uint32_t next = gk_utf8_next(text, &after);
            if (!is_latin(before) || !is_latin(next)) {
                struct gk_box box = whole;
                box.left = left;
                left = box.right = (double)column / em;
                gk_word_boxes_add(&state->boxes, box, gk_string_make(text.data + start, here - start),
                                  number);
                start = at;
            }
        }
        before = codepoint;
    }
    gk_word_boxes_add(&state->boxes, (struct gk_box){left, whole.top, whole.right, whole.bottom},
                      gk_string_from(text, start), number);
}

/* 责任领导：李某   牵头部门：教务处   完成时间：6月: a line of prose whose parts each have their label. */
static bool is_labelled_line(struct gk_string line)
{
    while (line.length > 0) {
        size_t gap = gk_string_find(line, GK_STRING("   "), 0);
        struct gk_string part = gap == GK_NOT_FOUND ? line : gk_string_first(line, gap);
        if (!gk_string_contains(part, GK_STRING("：")) && !gk_string_contains(part, GK_STRING(":")))
            return false;
        line = gk_trim(gk_string_from(line, part.length));
    }
    return true;
}

/* The parts of such a line stand below one another, as lines of prose do. */
static void add_labelled(struct state *state, uint32_t number)
{
    const struct run *first = gk_array_at(&state->runs, 0);
    uint32_t left = first->left;
    for (size_t i = 0; i < state->runs.count; i++) {
        struct run *run = gk_array_at(&state->runs, i);
        state->y += i > 0 ? line_step : 0;
        run->right -= run->left - left;
        run->left = left;
        add_run(state, run, number);
    }
}

static bool read_line(struct state *state, struct gk_string line, uint32_t number)
{
    size_t parted = 0;
    if (!find_runs(&state->runs, line, state->wide) ||
        (state->numbered && !part_number(&state->runs, &state->last_number, &parted)))
        return false;
    if (state->runs.count == 0) {
        state->y += line_step / 2;
        return true;
    }
    state->y += share_column(&state->above, &state->runs) ? line_step : line_step / 2;
    if (state->runs.count > 1 && is_labelled_line(gk_trim(line)))
        add_labelled(state, number);
    else
        for (size_t i = 0; i < state->runs.count; i++)
            add_run(state, gk_array_at(&state->runs, i), number);
    struct gk_array other = state->above;
    state->above = state->runs;
    state->runs = other;
    return true;
}

/* A line, with the pages that end before it. */
static bool read_pages(struct state *state, struct gk_string line, uint32_t number)
{
    for (;;) {
        const char *feed = memchr(line.data, '\f', line.length);
        size_t length = feed ? (size_t)(feed - line.data) : line.length;
        if (!read_line(state, gk_string_first(line, length), number))
            return false;
        if (!feed)
            return true;
        gk_word_boxes_page(&state->boxes);
        gk_array_clear(&state->above);
        state->y = 0;
        line = gk_string_from(line, length + 1);
    }
}

/* --- pages without form feeds --- */

/* The number of a page between dashes; 0: the line is none. */
static uint32_t page_number(struct gk_string line)
{
    enum { MOST = 9999 };
    uint32_t number = 0;
    size_t dashes = 0;
    for (size_t at = 0; at < line.length && number <= MOST;) {
        const uint32_t codepoint = gk_utf8_next(line, &at);
        if (codepoint >= '0' && codepoint <= '9')
            number = number * 10 + (codepoint - '0');
        else if (gk_utf8_is_one_of(codepoint, "-–—―－─"))
            dashes++;
        else if (!gk_is_space(codepoint))
            return 0;
    }
    return dashes >= 2 && number <= MOST ? number : 0;
}

static bool squeeze(struct gk_buffer *out, struct gk_string line)
{
    gk_buffer_clear(out);
    for (size_t at = 0; at < line.length;) {
        const size_t here = at;
        if (!gk_is_space(gk_utf8_next(line, &at)) && !gk_buffer_append(out, line.data + here, at - here))
            return false;
    }
    return true;
}

/* Whether the open line's runs are words that headers have. */
static bool is_header(const struct state *state)
{
    enum { FEWEST = 2 };
    size_t found = 0;
    for (size_t i = 0; i < state->runs.count; i++)
        found +=
            gk_box_is_header_text(state->boxes.context, ((struct run *)gk_array_at(&state->runs, i))->text);
    return found >= FEWEST && found * 2 > state->runs.count;
}

static void begin_page(struct state *state)
{
    if (state->y > 0)
        gk_word_boxes_page(&state->boxes);
    gk_array_clear(&state->above);
    state->y = 0;
}

/* A print without form feeds: a page begins with the header that stands again, and behind a page's number. */
static bool find_page(struct state *state, struct gk_string line)
{
    struct gk_string before = gk_buffer_view(&state->header);
    if (state->after_number && !gk_is_blank(line)) {
        begin_page(state);
        state->after_number = false;
    }
    const uint32_t number = page_number(line);
    if (number > 0 && number == state->pages + 1) {
        state->pages++;
        state->after_number = true;
        return true;
    }
    if (!find_runs(&state->runs, line, state->wide) || !squeeze(&state->squeezed, line))
        return false;
    if (before.length == 0)
        return !is_header(state) || gk_buffer_append_string(&state->header, gk_buffer_view(&state->squeezed));
    if (gk_string_equal(before, gk_buffer_view(&state->squeezed)))
        begin_page(state);
    return true;
}

static struct gk_flush_table *table_at(const struct state *state, size_t position)
{
    return gk_array_at(&state->tables, position);
}

static gkplan_status write_table(const void *data, size_t position, struct gk_layout_builder *builder)
{
    const struct state *state = data;
    return gk_flush_write(state->boxes.context, table_at(state, position), builder, state->text);
}

/* The table is kept, to be written where it stands. */
static bool keep_table(struct state *state, struct gk_flush_table *table)
{
    struct gk_flush_table *one = gk_array_push(&state->tables);
    if (!one) {
        gk_flush_free(table);
        return false;
    }
    *one = *table;
    struct gk_box_insert *insert = gk_array_push(&state->boxes.inserts);
    if (insert)
        *insert = (struct gk_box_insert){table->first, write_table};
    return insert != NULL;
}

/* Tables whose columns begin at exact places. A print has none: its columns shift from page to page. */
static bool find_tables(struct state *state)
{
    struct gk_context *context = state->boxes.context;
    struct gk_flush_table table;
    size_t effort = 0;
    bool more = !state->has_feeds;
    for (uint32_t from = 0; more && context->status == GKPLAN_STATUS_OK; from = table.end) {
        gk_flush_init(&table, context);
        more = gk_flush_find(context, &state->lines, from, &effort, &table);
        const bool top = more && gk_flush_find_rows(context, &table);
        /* Typed like that, texts in the middle of their cells stand on the same lines. */
        state->boxes.whole_lines = state->boxes.whole_lines || (more && !top);
        if (!top)
            gk_flush_free(&table);
        else if (!keep_table(state, &table))
            return false;
    }
    return true;
}

/* Whether rows are numbered with one blank behind the number. */
static bool count_numbers(struct state *state)
{
    enum { ENOUGH = 3 };
    uint32_t last = 0;
    size_t count = 0;
    for (size_t i = 0; i < state->lines.count; i++)
        if (!find_runs(&state->runs, *(struct gk_string *)gk_array_at(&state->lines, i), state->wide) ||
            !part_number(&state->runs, &last, &count))
            return false;
    state->numbered = count >= ENOUGH;
    return true;
}

/* All lines but those of such tables. */
static bool read_lines(struct state *state)
{
    size_t next = 0;
    bool good = true;
    gk_word_boxes_page(&state->boxes);
    for (uint32_t i = 0; i < state->lines.count && good; i++) {
        if (next < state->tables.count && i == table_at(state, next)->first) {
            i = table_at(state, next++)->end - 1;
            state->y += line_step;
            gk_array_clear(&state->above);
            continue;
        }
        const struct gk_string line = *(struct gk_string *)gk_array_at(&state->lines, i);
        good = (state->has_feeds || find_page(state, line)) && read_pages(state, line, i + 1);
    }
    return good;
}

static bool take_lines(struct state *state, struct gk_string text)
{
    struct gk_string line;
    while (gk_next_line(&text, &line)) {
        struct gk_string *one = gk_array_push(&state->lines);
        if (!one)
            return false;
        *one = line;
    }
    return true;
}

static void free_state(struct state *state)
{
    for (size_t i = 0; i < state->tables.count; i++)
        gk_flush_free(table_at(state, i));
    gk_array_free(&state->tables);
    gk_buffer_free(&state->header);
    gk_buffer_free(&state->squeezed);
    gk_array_free(&state->lines);
    gk_array_free(&state->runs);
    gk_array_free(&state->above);
    gk_word_boxes_free(&state->boxes);
}

static gkplan_status read_aligned(struct gk_context *context, const struct gk_source *source,
                                  struct gk_layout_builder *builder)
{
    struct state state = {.text = source->text.data, .has_feeds = has_feeds(source)};
    size_t by_character, by_width;
    gk_word_boxes_init(&state.boxes, context);
    gk_buffer_init(&state.header, &context->allocator);
    gk_buffer_init(&state.squeezed, &context->allocator);
    gk_array_init(&state.lines, &context->allocator, sizeof(struct gk_string));
    gk_array_init(&state.tables, &context->allocator, sizeof(struct gk_flush_table));
    gk_array_init(&state.runs, &context->allocator, sizeof(struct run));
    gk_array_init(&state.above, &context->allocator, sizeof(struct run));
    state.boxes.from_text = true;
    state.boxes.insert_data = &state;
    bool good = take_lines(&state, source->text) && find_tables(&state) &&
                count_aligned(source, false, &state.runs, &by_character) &&
                count_aligned(source, true, &state.runs, &by_width);
    /* Prints are counted by characters, unless they show otherwise. */
    state.wide = good && (by_width > by_character || (by_width == by_character && !state.has_feeds));
    if (!good || !count_numbers(&state) || !read_lines(&state))
        gk_fail_memory(context);
    gk_word_boxes_write(&state.boxes, builder);
    free_state(&state);
    return context->status;
}

/* Where texts began on the lines above. */
struct memory {
    uint32_t last[512]; /* for each column of a line the last line on which a text began there */
    uint32_t number;
};

/* Whether a text begins where one did a few lines above. An indent alone is no column: only what stands
 * `behind` another text is remembered. */
static bool begins_below(struct memory *memory, uint32_t column, bool behind)
{
    enum { FARTHEST = 12 };
    const size_t most = sizeof memory->last / sizeof *memory->last;
    if (column >= most)
        return false;
    const bool below = memory->last[column] + FARTHEST > memory->number && memory->last[column] > 0;
    if (behind)
        memory->last[column] = memory->number;
    return below;
}

/* Whether a line has texts behind two blanks, and half of them begin where others do above. */
static bool is_below(struct memory *memory, struct gk_string line)
{
    uint32_t column = 0, blanks = 0;
    size_t texts = 0, below = 0;
    bool behind = false;
    memory->number++;
    for (size_t at = 0; at < line.length;) {
        const uint32_t codepoint = gk_utf8_next(line, &at);
        if (!gk_is_space(codepoint) && blanks >= 2) {
            texts++;
            below += begins_below(memory, column, behind);
        }
        behind = behind || !gk_is_space(codepoint);
        column += (uint32_t)gk_codepoint_width(codepoint);
        blanks = gk_is_space(codepoint) ? blanks + 1 : 0;
    }
    return texts > 0 && below * 2 >= texts;
}

/* Lines whose cells are far apart, or stand below one another, and no tabs; or pages of lines of which some
 * are indented. */
static int recognise_aligned(const struct gk_source *source)
{
    enum { PAGES = 70, SURE = 55, ENOUGH = 3 };
    struct gk_string rest = source->text, line;
    struct memory memory = {.number = 0};
    size_t gaps = 0, indents = 0, lines = 0;
    if (source->container != GK_CONTAINER_TEXT || memchr(source->text.data, '\t', source->text.length))
        return 0;
    while (gk_next_line(&rest, &line)) {
        size_t end = line.length;
        while (end > 0 && line.data[end - 1] == ' ')
            end--;
        size_t start = 0;
        while (start < end && (line.data[start] == ' ' || line.data[start] == '\f'))
            start++;
        struct gk_string inside = gk_string_make(line.data + start, end - start);
        lines += inside.length > 0;
        indents += inside.length > 0 && start >= 2;
        const bool below = is_below(&memory, gk_string_first(line, end));
        const bool bars = memchr(inside.data, '|', inside.length) != NULL; /* they part cells, not blanks */
        gaps += !bars && (below || gk_string_contains(inside, GK_STRING("   "))) && !is_labelled_line(inside);
    }
    if (has_feeds(source) && (gaps >= ENOUGH || indents >= ENOUGH))
        return PAGES;
    if (gaps < ENOUGH)
        return 0;
    return gaps * 4 >= lines ? SURE : 0;
}

const struct gk_reader gk_reader_aligned = {GKPLAN_FORMAT_PDF_TEXT, "aligned-columns", recognise_aligned,
                                            read_aligned};

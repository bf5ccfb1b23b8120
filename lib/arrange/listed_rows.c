/* Which row and column each of many cells belongs to that stand one below the other.
 *
 * The columns' roles are known from the header: every cell fits some of them better than others (a date,
 * names of units, a sentence), and rows have their cells in order. The best way through all cells is found by
 * dynamic programming over the cells and the column of each. Where the source writes blank cells a row has
 * them all; where it drops them, a row may begin at a deeper level and may lack fields. A row always has a
 * text of its own. */
#include "arrange/listed_rows.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/memory.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/units.h"

enum {
    WINDOW = 8192,  /* cells that are looked at together */
    PATIENCE = 160, /* cells without a better end: the table has ended before */
    STATES = 2 * GK_LISTED_COLUMNS + 2,
    NEVER = INT32_MIN / 2,
    SURE = 80,
    LIKELY = 50,
    LONGEST_FIELD = 24 /* characters of a date, or of a name */
};

/* What speaks for a cell in a column, and what a missing one costs. */
enum {
    GOOD_NUMBER = 40,
    GOOD_FIELD = 30,
    GOOD_TEXT = 10,
    UNFIT = -30,
    NEVER_FITS = -80,
    HEADING = -20,
    LABELLED_HEADING = 20,
    PARAGRAPH_OF_NAMES = -5,
    PARAGRAPH = -40,
    LEVEL_SKIPPED = -30
};

/* Kinds of columns: a token's fit is kept for each. */
enum kind { KIND_NUMBER, KIND_TASK, KIND_REQUIREMENT, KIND_UNITS, KIND_DEADLINE, KIND_PERSON, KIND_OTHER };

static enum kind kind_of(gkplan_role role)
{
    switch (role) {
    case GKPLAN_ROLE_NUMBER:
        return KIND_NUMBER;
    case GKPLAN_ROLE_TASK:
        return KIND_TASK;
    case GKPLAN_ROLE_REQUIREMENT:
        return KIND_REQUIREMENT;
    case GKPLAN_ROLE_LEAD:
    case GKPLAN_ROLE_UNITS:
    case GKPLAN_ROLE_SUPPORT:
        return KIND_UNITS;
    case GKPLAN_ROLE_DEADLINE:
    case GKPLAN_ROLE_START:
        return KIND_DEADLINE;
    case GKPLAN_ROLE_PERSON:
    case GKPLAN_ROLE_CONTACT:
        return KIND_PERSON;
    default:
        return KIND_OTHER;
    }
}

static bool is_text(enum kind kind)
{
    return kind == KIND_TASK || kind == KIND_REQUIREMENT;
}

/* --- one cell --- */

static int16_t fit_field(int likeness, int other, size_t length)
{
    if (likeness >= SURE)
        return GOOD_FIELD;
    if (likeness >= LIKELY)
        return GOOD_FIELD / 3;
    return length > LONGEST_FIELD || other >= SURE ? 2 * UNFIT : UNFIT;
}

/* Tasks are headings, requirements sentences: where a table has both, that tells them apart. */
static int16_t fit_text(bool sentence, enum kind kind, bool both, bool field)
{
    int fit = field ? UNFIT : GOOD_TEXT;
    if (both && (kind == KIND_REQUIREMENT) == sentence)
        fit += GOOD_TEXT / 2;
    else if (both)
        fit -= sentence ? 2 * GOOD_TEXT : GOOD_TEXT;
    return (int16_t)fit;
}

static void find_fits(struct gk_context *context, struct gk_listed_token *token, bool both)
{
    int16_t *fits = token->fits;
    token->fits_known = true;
    token->length = (uint16_t)gk_utf8_count_characters(
        gk_string_first(token->text, token->text.length < 600 ? token->text.length : 600));
    if (token->value) {
        for (int kind = 0; kind <= KIND_OTHER; kind++)
            fits[kind] = NEVER_FITS;
        fits[KIND_NUMBER] = GOOD_NUMBER;
        fits[KIND_OTHER] = 0;
        return;
    }
    const bool sentence = gk_string_ends(token->text, GK_STRING("。"));
    const bool prose = sentence && token->length > LONGEST_FIELD; /* and nothing else, whatever it names */
    int units = sentence ? 0 : gk_units_likeness(context, token->text);
    int deadline = prose ? 0 : gk_deadline_likeness(context, token->text);
    bool field = units >= SURE || deadline >= SURE;
    token->names = units >= SURE;
    fits[KIND_NUMBER] = NEVER_FITS;
    fits[KIND_TASK] = fit_text(sentence, KIND_TASK, both, field);
    fits[KIND_REQUIREMENT] = fit_text(sentence, KIND_REQUIREMENT, both, field);
    fits[KIND_UNITS] = fit_field(units, deadline, token->length);
    fits[KIND_DEADLINE] = fit_field(deadline, units, token->length);
    fits[KIND_PERSON] = token->length <= 12 && !field ? GOOD_TEXT : UNFIT;
    fits[KIND_OTHER] = units >= SURE || sentence ? -GOOD_TEXT : 0;
}

static bool is_blank(const struct gk_listed_token *token)
{
    return token->first == token->end;
}

/* What a blank cell, written or dropped, costs. */
static int32_t blank_cost(const struct gk_listed_shape *shape, size_t column)
{
    switch (kind_of(shape->roles[column])) {
    case KIND_TASK:
    case KIND_REQUIREMENT:
        return column == shape->last_level ? UNFIT : 0;
    case KIND_NUMBER:
        return shape->blanks_known ? -5 : UNFIT;
    case KIND_UNITS:
        return shape->blanks_known ? -5 : -20;
    case KIND_DEADLINE:
        return shape->blanks_known ? -5 : -15;
    default:
        return -4;
    }
}

static int32_t fit(const struct gk_listed_shape *shape, const struct gk_listed_token *token, size_t column)
{
    return is_blank(token) ? blank_cost(shape, column) : token->fits[kind_of(shape->roles[column])];
}

/* --- the way through --- */

struct finder {
    struct gk_context *context;
    const struct gk_array *tokens;
    const struct gk_listed_shape *shape;
    size_t from, count;    /* the window */
    size_t states;         /* 2 for each column of an open row (has a text or not), then: */
    size_t fresh, between; /* no row since a heading; behind a row */
    int32_t *scores;
    uint8_t *before; /* the state before the token; for rows' ends at the same token see `ended` */
    uint8_t *ended;  /* the open state that a row ended in, for `between` */
};

static struct gk_listed_token *token_at(const struct finder *finder, size_t position)
{
    return gk_array_at(finder->tokens, finder->from + position);
}

static int32_t *score_at(const struct finder *finder, size_t position, size_t state)
{
    return &finder->scores[position * finder->states + state];
}

static void reach(struct finder *finder, size_t position, size_t state, int32_t score, size_t before)
{
    int32_t *old = score_at(finder, position, state);
    if (score <= *old)
        return;
    *old = score;
    finder->before[position * finder->states + state] = (uint8_t)before;
}

/* Whether a cell in the column makes the row one with a text of its own. */
static bool gives_text(const struct gk_listed_shape *shape, size_t column, bool blank)
{
    return !blank &&
           (shape->blanks_known ? is_text(kind_of(shape->roles[column])) : column == shape->last_level);
}

/* What skipping the columns [from, to) costs: dropped cells. `open`: tasks above may go on. */
static int32_t skip_cost(const struct gk_listed_shape *shape, size_t from, size_t to, bool open,
                         bool text_left)
{
    int32_t cost = 0;
    for (size_t column = from; column < to; column++) {
        bool text = is_text(kind_of(shape->roles[column]));
        if (shape->blanks_known || column == shape->last_level || (text && !open))
            return NEVER;
        cost += text && text_left ? LEVEL_SKIPPED : blank_cost(shape, column);
    }
    return cost;
}

static bool has_text_left(const struct gk_listed_shape *shape, size_t column)
{
    return is_text(kind_of(shape->roles[column]));
}

/* A row's cells in the columns from `column` on: the token in each of them, those between dropped. */
static void go_on(struct finder *finder, size_t position, size_t state, size_t column, bool text, bool open,
                  bool text_left)
{
    const struct gk_listed_shape *shape = finder->shape;
    const struct gk_listed_token *token = token_at(finder, position);
    for (size_t to = column; to < shape->columns; to++) {
        int32_t skipped = skip_cost(shape, column, to, open, text_left);
        if (skipped <= NEVER)
            break;
        bool gives = text || gives_text(shape, to, is_blank(token));
        reach(finder, position + 1, 2 * to + gives,
              *score_at(finder, position, state) + skipped + fit(shape, token, to), state);
    }
}

/* 一、, （二）: a heading for sure. */
static bool is_labelled(const struct gk_listed_token *token)
{
    enum gk_label_kind kind = gk_label_read(token->text).kind;
    return kind >= GK_LABEL_PART && kind <= GK_LABEL_CHINESE_BRACKET;
}

static void begin_rows(struct finder *finder, size_t position, size_t state)
{
    const struct gk_listed_token *token = token_at(finder, position);
    int32_t score = *score_at(finder, position, state);
    if (score <= NEVER)
        return;
    go_on(finder, position, state, 0, false, state == finder->between, false);
    if (is_blank(token) || token->value)
        return;
    bool labelled = is_labelled(token);
    if (token->fits[KIND_TASK] > 0 || labelled)
        reach(finder, position + 1, finder->fresh, score + (labelled ? LABELLED_HEADING : HEADING), state);
    if (token->header && position + finder->shape->header_tokens <= finder->count)
        reach(finder, position + finder->shape->header_tokens, state, score, UINT8_MAX);
}

static void go_on_rows(struct finder *finder, size_t position)
{
    const struct gk_listed_shape *shape = finder->shape;
    const struct gk_listed_token *token = token_at(finder, position);
    for (size_t state = 0; state < 2 * shape->columns; state++) {
        int32_t score = *score_at(finder, position, state);
        size_t column = state / 2;
        if (score <= NEVER)
            continue;
        go_on(finder, position, state, column + 1, state & 1, true, has_text_left(shape, column));
        int32_t own = is_blank(token) ? NEVER_FITS : fit(shape, token, column);
        bool names = kind_of(shape->roles[column]) == KIND_UNITS;
        if (own > 0)
            reach(finder, position + 1, state, score + (names ? PARAGRAPH_OF_NAMES : PARAGRAPH), state);
    }
}

/* Rows that may end in front of the token. */
static void end_rows(struct finder *finder, size_t position)
{
    const struct gk_listed_shape *shape = finder->shape;
    int32_t *between = score_at(finder, position, finder->between);
    for (size_t state = 1; state < 2 * shape->columns; state += 2) {
        int32_t score = *score_at(finder, position, state);
        int32_t rest = skip_cost(shape, state / 2 + 1, shape->columns, true, has_text_left(shape, state / 2));
        if (score <= NEVER || rest <= NEVER || score + rest <= *between)
            continue;
        *between = score + rest;
        finder->ended[position] = (uint8_t)state;
    }
}

/* The best end of the table in the window. */
static size_t run(struct finder *finder, int64_t *best_score)
{
    size_t best = 0;
    *best_score = 0;
    for (size_t position = 0; position <= finder->count; position++) {
        end_rows(finder, position);
        int32_t here = *score_at(finder, position, finder->between);
        if (position > 0 && here > *best_score) {
            *best_score = here;
            best = position;
        }
        if (position == finder->count || position - best > PATIENCE)
            break;
        struct gk_listed_token *token = token_at(finder, position);
        if (!token->fits_known && !is_blank(token))
            find_fits(finder->context, token, finder->shape->both_kinds);
        begin_rows(finder, position, finder->fresh);
        begin_rows(finder, position, finder->between);
        go_on_rows(finder, position);
    }
    return best;
}

/* --- the rows --- */

static struct gk_listed_place *place_at(const struct finder *finder, struct gk_listed_rows *out,
                                        size_t position)
{
    return gk_array_at(&out->places, finder->from + position);
}

static void follow_header(const struct finder *finder, struct gk_listed_rows *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        *place_at(finder, out, i) =
            (struct gk_listed_place){.column = (uint8_t)(i - from), .begins_row = i == from, .header = true};
}

/* From the best end back: the place of each token. */
static void follow(const struct finder *finder, size_t end, struct gk_listed_rows *out)
{
    size_t position = end, state = finder->between;
    while (position > 0) {
        size_t row = position * finder->states;
        if (state == finder->between && finder->ended[position] != UINT8_MAX)
            state = finder->ended[position];
        size_t before = finder->before[row + state];
        if (before == UINT8_MAX) {
            follow_header(finder, out, position - finder->shape->header_tokens, position);
            position -= finder->shape->header_tokens;
            continue;
        }
        struct gk_listed_place *place = place_at(finder, out, --position);
        if (state == finder->fresh)
            *place = (struct gk_listed_place){.column = GK_LISTED_COLUMNS, .begins_row = true};
        else
            *place = (struct gk_listed_place){.column = (uint8_t)(state / 2),
                                              .begins_row = before >= finder->fresh,
                                              .paragraph = before < finder->fresh && before / 2 == state / 2};
        state = before;
    }
}

/* Names on lines of their own beside another column of names could stand in either; and where blank cells are
 * dropped, a line more need not be a heading. */
static bool is_doubtful(const struct finder *finder, const struct gk_listed_place *place,
                        const struct gk_listed_token *token)
{
    const struct gk_listed_shape *shape = finder->shape;
    size_t column = place->column;
    if (column == GK_LISTED_COLUMNS)
        return !shape->blanks_known && !is_labelled(token);
    if (!place->paragraph)
        return false;
    return kind_of(shape->roles[column]) != KIND_UNITS ||
           (column > 0 && kind_of(shape->roles[column - 1]) == KIND_UNITS) ||
           (column + 1 < shape->columns && kind_of(shape->roles[column + 1]) == KIND_UNITS);
}

/* A row whose one text is no sentence where requirements are may be a task without them. */
static void count_text(const struct finder *finder, const struct gk_listed_place *place,
                       const struct gk_listed_token *token, bool *text_left, struct gk_listed_rows *out)
{
    const struct gk_listed_shape *shape = finder->shape;
    bool sentence = token->fits[KIND_REQUIREMENT] > token->fits[KIND_TASK];
    if (place->column == shape->last_level && !place->paragraph && shape->both_kinds) {
        out->sentences += sentence;
        out->lone += !sentence && !*text_left;
    }
    *text_left = *text_left || is_text(kind_of(shape->roles[place->column]));
}

static void count(const struct finder *finder, size_t end, struct gk_listed_rows *out)
{
    bool doubtful = false, text_left = false;
    for (size_t i = 0; i < end; i++) {
        const struct gk_listed_place *place = place_at(finder, out, i);
        const struct gk_listed_token *token = token_at(finder, i);
        bool cell = place->column < GK_LISTED_COLUMNS && !place->header;
        doubtful = doubtful && !place->begins_row;
        text_left = text_left && !place->begins_row;
        out->rows += place->begins_row && cell;
        out->unfit += cell && !is_blank(token) && fit(finder->shape, token, place->column) <= UNFIT;
        out->doubtful += !doubtful && is_doubtful(finder, place, token);
        doubtful = doubtful || is_doubtful(finder, place, token);
        if (cell && !is_blank(token))
            count_text(finder, place, token, &text_left, out);
    }
}

/* Where the rows of a full window are settled: the last row that ends in its first three quarters. */
static size_t settled_end(const struct finder *finder, struct gk_listed_rows *out, size_t best)
{
    if (finder->from + finder->count >= finder->tokens->count || best < WINDOW * 3 / 4)
        return best;
    size_t end = WINDOW * 3 / 4;
    while (end > 0 && !place_at(finder, out, end)->begins_row)
        end--;
    return end;
}

static bool add_places(struct gk_listed_rows *out, size_t needed)
{
    while (out->places.count < needed)
        if (!gk_array_push(&out->places))
            return false;
    return true;
}

/* Look at the window from `from` on; returns how many tokens are settled. */
static size_t look(struct finder *finder, struct gk_listed_rows *out, bool *whole)
{
    const size_t rest = finder->tokens->count - finder->from, cells = WINDOW + 1;
    int64_t score;
    finder->count = rest < WINDOW ? rest : WINDOW;
    for (size_t i = 0; i < cells * finder->states; i++)
        finder->scores[i] = NEVER;
    memset(finder->before, 0, cells * finder->states);
    memset(finder->ended, UINT8_MAX, cells);
    *score_at(finder, 0, finder->from == 0 ? finder->fresh : finder->between) = 0;
    size_t best = run(finder, &score);
    if (!add_places(out, finder->from + finder->count + 1)) {
        *whole = false;
        return 0;
    }
    follow(finder, best, out);
    size_t end = settled_end(finder, out, best);
    out->score += score * (int64_t)end / (int64_t)(best ? best : 1);
    count(finder, end, out);
    *whole = end == best;
    return end;
}

bool gk_listed_rows_find(struct gk_context *context, const struct gk_array *tokens,
                         const struct gk_listed_shape *shape, struct gk_listed_rows *out)
{
    const gkplan_allocator *allocator = &context->allocator;
    struct finder finder = {.context = context,
                            .tokens = tokens,
                            .shape = shape,
                            .states = 2 * shape->columns + 2,
                            .fresh = 2 * shape->columns,
                            .between = 2 * shape->columns + 1};
    size_t cells = (WINDOW + 1) * finder.states;
    finder.scores = gk_memory_allocate(allocator, cells * sizeof *finder.scores);
    finder.before = gk_memory_allocate(allocator, cells);
    finder.ended = gk_memory_allocate(allocator, WINDOW + 1);
    bool good = finder.scores && finder.before && finder.ended, whole = false;
    while (good && !whole && finder.from < tokens->count) {
        size_t settled = look(&finder, out, &whole);
        finder.from += settled;
        out->tokens = finder.from;
        good = whole || settled > 0;
    }
    if (finder.scores)
        gk_memory_release(allocator, finder.scores, cells * sizeof *finder.scores);
    if (finder.before)
        gk_memory_release(allocator, finder.before, cells);
    if (finder.ended)
        gk_memory_release(allocator, finder.ended, WINDOW + 1);
    return good;
}

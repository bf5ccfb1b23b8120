/* Where a table of listed cells begins, which blank lines are blank cells, and what its columns are.
 *
 * LibreOffice's text export writes a cell a line, and a blank line for a blank cell; others set a blank line
 * between two cells and two more for a blank cell, or one more; others drop blank cells. Only a header whose
 * words are known begins such a table, and it is one only when the cells below fit its columns nearly all. */
#include "arrange/listed_cells.h"

#include "arrange/listed_rows.h"
#include "core/cjk_text.h"
#include "core/label.h"
#include "field/header_words.h"
#include "field/notice_lines.h"

enum {
    WORDS_LEAST = 3,
    SURPLUS_MOST = 3, /* columns that a wide header covers besides its own */
    SCORE_LEAST = 8,  /* for each cell */
    SAMPLE = 1024,    /* lines that are looked at to choose */
    SAMPLE_GROWTH = 8,
    BEHIND = 200 /* cells behind the table that show its end */
};

static const struct gk_listed_line *line_at(const struct gk_array *lines, size_t position)
{
    return gk_array_at(lines, position);
}

/* --- the header --- */

static bool is_title(struct gk_string text)
{
    static const char *const ends[] = {"表", "清单", "台账", "方案", "目录", "通知"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (gk_ends_with_word(text, gk_string_of(ends[i])))
            return true;
    return false;
}

static bool is_text_role(gkplan_role role)
{
    return role == GKPLAN_ROLE_TASK || role == GKPLAN_ROLE_REQUIREMENT;
}

/* Lines that may be words of the header that begins with the line; their columns' roles. One that is not
 * known may stand between two that are. */
static size_t take_header(struct gk_context *context, const struct gk_array *lines, size_t position,
                          struct gk_listed_shape *shape)
{
    size_t end = position;
    for (size_t i = position; i < lines->count && i - position < GK_LISTED_COLUMNS; i++) {
        const struct gk_listed_line *line = line_at(lines, i);
        gkplan_role role = GKPLAN_ROLE_OTHER;
        bool may_be = gk_may_be_header_word(line->text) && !is_title(line->text) &&
                      gk_label_read(line->text).length == 0;
        bool word = may_be && gk_header_word_role(context, line->text, &role);
        if (!may_be || (i > position && line->blanks != line_at(lines, position + 1)->blanks) ||
            (!word && (i == position || i > end)))
            break;
        shape->roles[i - position] = role;
        end = word ? i + 1 : end;
    }
    return end - position;
}

/* Whether the first words make a header: what is done, and one thing more that is known. */
static bool is_header(const struct gk_listed_shape *shape, size_t words)
{
    size_t known = 0;
    bool text = false, field = false;
    for (size_t i = 0; i < words; i++) {
        gkplan_role role = shape->roles[i];
        known += role != GKPLAN_ROLE_OTHER;
        text = text || is_text_role(role) || role == GKPLAN_ROLE_TARGET;
        field = field || (role != GKPLAN_ROLE_OTHER && role != GKPLAN_ROLE_NUMBER && !is_text_role(role));
    }
    return known >= WORDS_LEAST && text && field && shape->roles[words - 1] != GKPLAN_ROLE_OTHER;
}

/* The last level of the tree: the last requirement, else the last task. */
static void find_levels(struct gk_listed_shape *shape)
{
    bool task = false, requirement = false;
    size_t target = shape->columns;
    for (size_t i = shape->columns; i-- > 0;)
        target = shape->roles[i] == GKPLAN_ROLE_TARGET ? i : target;
    for (size_t i = 0; i < shape->columns; i++)
        target = is_text_role(shape->roles[i]) ? shape->columns : target;
    if (target < shape->columns) /* where nothing else is the task */
        shape->roles[target] = GKPLAN_ROLE_TASK;
    for (size_t i = 0; i < shape->columns; i++) {
        bool is_requirement = shape->roles[i] == GKPLAN_ROLE_REQUIREMENT;
        if (is_requirement || (shape->roles[i] == GKPLAN_ROLE_TASK && !requirement))
            shape->last_level = i;
        requirement = requirement || is_requirement;
        task = task || shape->roles[i] == GKPLAN_ROLE_TASK;
    }
    shape->both_kinds = task && requirement;
}

/* --- blank lines --- */

/* What blank lines say in a table. */
struct blanks {
    uint32_t apart;   /* between two cells */
    uint32_t for_one; /* more of them for a blank cell; 0: blank cells are not written */
};

static struct blanks find_blanks(const struct gk_array *lines, size_t header, size_t body, size_t end)
{
    struct blanks blanks = {.apart = line_at(lines, header + 1)->blanks};
    bool more = false, odd = false;
    for (size_t i = body; i < end; i++) {
        uint32_t over = line_at(lines, i)->blanks;
        if (over <= blanks.apart)
            continue;
        more = true;
        odd = odd || (over - blanks.apart) % 2 == 1;
    }
    blanks.for_one = !more ? 0 : blanks.apart == 1 && !odd ? 2 : 1;
    return blanks;
}

/* --- cells --- */

static bool header_again(const struct gk_array *lines, size_t header, size_t words, size_t position)
{
    if (position + words > lines->count)
        return false;
    for (size_t i = 0; i < words; i++)
        if (!gk_string_equal(line_at(lines, position + i)->text, line_at(lines, header + i)->text))
            return false;
    return true;
}

/* A line that stands behind tables, never inside. */
static bool ends_table(struct gk_context *context, struct gk_string text)
{
    if (text.length > 400)
        return false;
    switch (gk_notice_line(context, text)) {
    case GK_LINE_COPIED_TO:
    case GK_LINE_PRINTED:
    case GK_LINE_ATTACHMENTS:
    case GK_LINE_ATTACHMENT_MARK:
    case GK_LINE_DISCLOSURE:
        return true;
    default:
        return false;
    }
}

static struct gk_listed_token *add_token(struct gk_array *tokens, size_t first, size_t end)
{
    struct gk_listed_token *token = gk_array_push(tokens);
    if (token)
        *token = (struct gk_listed_token){.first = first, .end = end, .text = GK_STRING("")};
    return token;
}

/* The cells below the header, up to line `end`. False when memory ended. */
static bool take_cells(struct gk_context *context, const struct gk_array *lines, size_t header, size_t words,
                       struct blanks blanks, size_t end, uint32_t trailing, struct gk_array *tokens)
{
    enum { BLANKS_MOST = 64 };
    for (size_t i = header + words; i < end; i++) {
        const struct gk_listed_line *line = line_at(lines, i);
        if (ends_table(context, line->text))
            return true;
        uint32_t over = line->blanks > blanks.apart ? line->blanks - blanks.apart : 0;
        for (uint32_t j = 0; blanks.for_one && j < over / blanks.for_one && j < BLANKS_MOST; j++)
            if (!add_token(tokens, i, i))
                return false;
        if (line->blanks < blanks.apart && tokens->count > 0) {
            ((struct gk_listed_token *)gk_array_at(tokens, tokens->count - 1))->end = i + 1;
            continue;
        }
        struct gk_listed_token *token = add_token(tokens, i, i + 1);
        if (!token)
            return false;
        token->text = line->text;
        token->value = line->value;
        token->header = header_again(lines, header, words, i);
    }
    for (uint32_t i = 0;
         end == lines->count && blanks.for_one && i < trailing / blanks.for_one && i < BLANKS_MOST; i++)
        if (!add_token(tokens, lines->count, lines->count))
            return false;
    return true;
}

/* --- the table --- */

static bool is_sound(const struct gk_listed_rows *rows)
{
    size_t doubtful = rows->doubtful + (2 * rows->sentences > rows->rows ? rows->lone : 0);
    return rows->rows >= 2 && !rows->uneven && 20 * rows->unfit <= rows->tokens &&
           10 * doubtful <= rows->rows && rows->score >= SCORE_LEAST * (int64_t)rows->tokens;
}

static bool add_cell(struct gk_listed_table *table, size_t first, size_t end, size_t column, size_t span)
{
    struct gk_listed_cell *cell = gk_array_push(&table->cells);
    if (!cell)
        return false;
    *cell = (struct gk_listed_cell){.first = first,
                                    .end = end,
                                    .column = (uint32_t)column,
                                    .row = (uint32_t)table->rows,
                                    .span = (uint32_t)span};
    return true;
}

static bool add_header(struct gk_listed_table *table, size_t header, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (!add_cell(table, header + i, header + i + 1, i, 1))
            return false;
    return true;
}

static bool add_rows(struct gk_listed_table *table, const struct gk_array *tokens,
                     const struct gk_listed_rows *rows, size_t words)
{
    for (size_t i = 0; i < rows->tokens; i++) {
        const struct gk_listed_place *place = gk_array_at(&rows->places, i);
        const struct gk_listed_token *token = gk_array_at(tokens, i);
        table->rows += place->begins_row;
        if (token->end > token->first)
            table->end = token->end;
        if (place->header) {
            if (place->begins_row && !add_header(table, token->first, words))
                return false;
            continue;
        }
        if (place->paragraph) {
            ((struct gk_listed_cell *)gk_array_at(&table->cells, table->cells.count - 1))->end = token->end;
            continue;
        }
        bool heading = place->column == GK_LISTED_COLUMNS;
        if (!add_cell(table, token->first, token->end, heading ? 0 : place->column,
                      heading ? table->columns : 1))
            return false;
    }
    return true;
}

/* Where columns without a word of their own stand (contract 4.1): behind the first task header, else behind
 * the first requirement header. */
static size_t wide_column(const struct gk_listed_shape *header)
{
    static const gkplan_role roles[] = {GKPLAN_ROLE_TASK, GKPLAN_ROLE_REQUIREMENT, GKPLAN_ROLE_TARGET};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        for (size_t column = 0; column < header->header_tokens; column++)
            if (header->roles[column] == roles[i]) {
                while (column + 1 < header->header_tokens && header->roles[column + 1] == roles[i])
                    column++;
                return column;
            }
    return 0;
}

/* The header of the first `words` words and `surplus` columns more. */
static struct gk_listed_shape make_shape(const struct gk_listed_shape *lines, size_t words, size_t surplus)
{
    struct gk_listed_shape shape = *lines;
    shape.header_tokens = words;
    shape.columns = words + surplus;
    const size_t wide = wide_column(&shape);
    for (size_t i = words; i-- > wide + 1;)
        shape.roles[i + surplus] = lines->roles[i];
    for (size_t i = 1; i <= surplus; i++)
        shape.roles[wide + i] = lines->roles[wide];
    find_levels(&shape);
    return shape;
}

struct attempt {
    const struct gk_array *lines;
    size_t position;
    struct gk_listed_shape header; /* of all lines that may be words */
    size_t words, surplus;
    bool written;      /* blank lines are blank cells */
    size_t end;        /* of the lines that are looked at */
    uint32_t trailing; /* blank lines behind the last line */
    struct gk_array tokens;
    struct gk_listed_rows rows;
};

/* Whether some of the table's cells have more blank lines in front: blank cells that were passed over. */
static bool has_uneven_blanks(const struct attempt *attempt, uint32_t apart)
{
    for (size_t i = 0; i < attempt->rows.tokens; i++) {
        const struct gk_listed_token *token = gk_array_at(&attempt->tokens, i);
        if (line_at(attempt->lines, token->first)->blanks != apart)
            return true;
    }
    return false;
}

/* Read the cells as a table below the first `words` words and `surplus` columns more. False when that cannot
 * be, or memory ended. */
static bool try_shape(struct gk_context *context, struct attempt *attempt, size_t words, size_t surplus,
                      bool written)
{
    const size_t body = attempt->position + words;
    if (words + surplus > GK_LISTED_COLUMNS || body >= attempt->end)
        return false;
    struct blanks blanks = find_blanks(attempt->lines, attempt->position, body, attempt->end);
    if (written && blanks.for_one == 0)
        return false;
    blanks.for_one = written ? blanks.for_one : 0;
    gk_array_clear(&attempt->tokens);
    gk_array_clear(&attempt->rows.places);
    attempt->rows = (struct gk_listed_rows){.places = attempt->rows.places};
    attempt->header.blanks_known = written;
    const struct gk_listed_shape shape = make_shape(&attempt->header, words, surplus);
    if (!take_cells(context, attempt->lines, attempt->position, words, blanks, attempt->end,
                    attempt->trailing, &attempt->tokens) ||
        !gk_listed_rows_find(context, &attempt->tokens, &shape, &attempt->rows)) {
        gk_fail_memory(context);
        return false;
    }
    attempt->rows.uneven = !written && has_uneven_blanks(attempt, blanks.apart);
    return true;
}

/* Try a header; *best is the score to be beaten. Blank lines may be no cells and only stand behind the table,
 * but that must explain clearly more. */
static void try_header(struct gk_context *context, struct attempt *attempt, size_t words, size_t surplus,
                       size_t *work, int64_t *best)
{
    const size_t cost = attempt->end - attempt->position;
    for (int written = 1; written >= 0 && *work >= cost; written--) {
        *work -= cost;
        if (!try_shape(context, attempt, words, surplus, written) ||
            attempt->rows.score <= (written || !attempt->written ? *best : *best + *best / 10))
            continue;
        *best = attempt->rows.score;
        attempt->words = words;
        attempt->surplus = surplus;
        attempt->written = written;
    }
}

static void look_at(struct attempt *attempt, size_t count)
{
    const size_t rest = attempt->lines->count - attempt->position;
    attempt->end = attempt->position + (count < rest ? count : rest);
}

/* The header that fits best: how many of the lines are its words, and how many columns have none. Where the
 * best is not sound, a worse one is no better guess. */
static bool find_shape(struct gk_context *context, struct attempt *attempt, size_t lines, size_t *work)
{
    int64_t best = 0;
    look_at(attempt, SAMPLE);
    for (size_t words = lines; words >= WORDS_LEAST; words--)
        for (size_t surplus = 0; surplus <= SURPLUS_MOST && is_header(&attempt->header, words); surplus++)
            try_header(context, attempt, words, surplus, work, &best);
    for (size_t count = SAMPLE; best > 0; count *= SAMPLE_GROWTH) {
        look_at(attempt, count);
        if (!try_shape(context, attempt, attempt->words, attempt->surplus, attempt->written) ||
            !is_sound(&attempt->rows))
            return false;
        if (attempt->end == attempt->lines->count || attempt->rows.tokens + BEHIND < attempt->tokens.count)
            return true;
    }
    return false;
}

bool gk_listed_table_find(struct gk_context *context, const struct gk_array *lines, size_t position,
                          struct gk_listed_table *out)
{
    struct attempt attempt = {.lines = lines, .position = position, .trailing = out->trailing};
    gk_array_clear(&out->cells);
    size_t words = take_header(context, lines, position, &attempt.header);
    out->first = position;
    out->end = position + (words > 0 ? words : 1);
    if (words < WORDS_LEAST)
        return false;
    gk_array_init(&attempt.tokens, &context->allocator, sizeof(struct gk_listed_token));
    gk_array_init(&attempt.rows.places, &context->allocator, sizeof(struct gk_listed_place));
    bool found = find_shape(context, &attempt, words, &out->work);
    if (found) {
        out->first = out->end = position;
        out->columns = attempt.words + attempt.surplus;
        out->rows = 0;
        out->blanks_known = attempt.written;
        if (!add_header(out, position, attempt.words) ||
            !add_rows(out, &attempt.tokens, &attempt.rows, attempt.words))
            gk_fail_memory(context);
        out->rows++;
    }
    gk_array_free(&attempt.rows.places);
    gk_array_free(&attempt.tokens);
    return found && context->status == GKPLAN_STATUS_OK;
}

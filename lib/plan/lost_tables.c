/* Tables whose cells' borders an extractor lost: the words of a header stand in prose or in one cell, glued,
 * apart by spaces, or a line each. What they headed cannot be told apart with reason, so it becomes no plan,
 * and that is said. */
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/utf8.h"
#include "field/bracket.h"
#include "plan/table_group.h"

enum {
    HEADER_LINE = 180, /* bytes; a longer line is prose */
    HEADER_WORD = 36,
    GLUED_WORD = 6,  /* characters of a word in a glued header, at most */
    GLUED_MOST = 48, /* characters of a glued header */
    WORDS_LEAST = 3
};

/* The words of a header that stand together. */
struct found {
    uint32_t words;
    bool text, field; /* a task or requirement; anything else that is known */
};

static bool take_word(struct gk_context *context, struct gk_string word, struct found *found)
{
    gkplan_role role;
    if (word.length == 0 || word.length > HEADER_WORD || !gk_header_word_role(context, word, &role))
        return false;
    found->words++;
    found->text = found->text || gk_role_is_text(role);
    found->field = found->field || (!gk_role_is_text(role) && role != GKPLAN_ROLE_NUMBER);
    return true;
}

static bool is_header(const struct found *found)
{
    return found->words >= WORDS_LEAST && found->text && found->field;
}

/* 序号 工作任务 责任单位: words apart by white space. */
static bool is_spaced_header(struct gk_context *context, struct gk_string line)
{
    struct found found = {0};
    line = gk_trim(line);
    while (line.length > 0) {
        size_t end = 0;
        while (end < line.length && !strchr(" \t\n", line.data[end]) &&
               !gk_string_starts(gk_string_from(line, end), GK_STRING("\u3000")))
            end++;
        if (!take_word(context, gk_string_first(line, end), &found))
            return false;
        line = gk_trim(gk_string_from(line, end));
    }
    return is_header(&found);
}

/* 序号工作任务责任单位: found[i] says whether the first i characters are words, and which. */
static bool is_glued_header(struct gk_context *context, struct gk_string line)
{
    struct found found[GLUED_MOST + 1] = {{0}};
    size_t starts[GLUED_MOST + 1], count = 0;
    bool reached[GLUED_MOST + 1] = {true};
    for (size_t i = 0; i < line.length; i++)
        if (((unsigned char)line.data[i] & 0xC0) != 0x80) {
            if (count == GLUED_MOST)
                return false;
            starts[count++] = i;
        }
    starts[count] = line.length;
    for (size_t from = 0; from < count; from++)
        for (size_t to = from + 2; reached[from] && to <= count && to <= from + GLUED_WORD; to++) {
            struct found longer = found[from];
            struct gk_string word = gk_string_make(line.data + starts[from], starts[to] - starts[from]);
            if (!take_word(context, word, &longer) || (reached[to] && found[to].words >= longer.words))
                continue;
            reached[to] = true;
            found[to] = longer;
        }
    return reached[count] && is_header(&found[count]);
}

/* Whether the line may be a header at all: a quick look, as there may be very many lines. */
static bool may_be_header(struct gk_string line)
{
    static const struct gk_string words[] = {GK_STRING_ROW("单位"), GK_STRING_ROW("部门"),
                                             GK_STRING_ROW("责任"), GK_STRING_ROW("时限"),
                                             GK_STRING_ROW("牵头")};
    return line.length <= HEADER_LINE && !gk_string_contains(line, GK_STRING("。")) &&
           gk_has_word(line, words, sizeof words / sizeof *words);
}

/* Whether the line is a header whose words are glued, or apart by spaces; spaces inside words do not count.
 */
static bool is_header_line(struct gk_context *context, struct gk_string line)
{
    char storage[HEADER_LINE];
    size_t length = 0;
    if (line.length > HEADER_LINE)
        return false;
    for (size_t at = 0; at < line.length;) {
        size_t start = at;
        if (gk_is_space(gk_utf8_next(line, &at)))
            continue;
        memcpy(storage + length, line.data + start, at - start);
        length += at - start;
    }
    struct gk_string glued = gk_string_make(storage, length);
    return may_be_header(glued) && (is_spaced_header(context, line) || is_glued_header(context, glued));
}

/* What stands below a header in an attachment are its cells. */
static void mark(struct gk_block_uses *uses, size_t position)
{
    if (position >= uses->body_end)
        uses->uses[position] = GK_USE_LOST_TABLE;
}

static void say(struct gk_context *context, const gkplan_place *place, const char *header, bool *lost)
{
    *lost = true;
    gk_diagnose(context, GK_MESSAGE_TABLE_LOST, place, NULL, header, NULL);
}

/* A header that stands glued in one cell of a table's first rows: its columns were not found, so that the
 * table has become no plan. */
static void check_table(struct gk_context *context, const gkplan_table *table, bool *lost)
{
    enum { FIRST_ROWS = 3 };
    uint32_t left = FIRST_ROWS;
    for (const gkplan_row *row = table->first_row; row && left > 0; row = row->next, left--)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct gk_string text = gk_string_make(cell->text, cell->text_length);
            if (is_header_line(context, text)) {
                const gkplan_place place = gk_cell_place(table, cell);
                say(context, &place, cell->text, lost);
                return;
            }
        }
}

/* Whether a paragraph may be one word of a header: no heading with its number, no 责任单位：市教育局. */
static bool may_be_word(struct gk_string line)
{
    return line.length <= HEADER_WORD && gk_label_read(line).kind == GK_LABEL_NONE &&
           gk_line_label(line) == GK_LINE_LABEL_NONE;
}

gkplan_status gk_lost_tables(struct gk_context *context, struct gk_block_uses *uses, bool *lost)
{
    *lost = false;
    struct found run = {0};
    for (size_t i = 0; i < uses->count && context->status == GKPLAN_STATUS_OK; i++) {
        const gkplan_block *block = uses->blocks[i];
        struct gk_string line = gk_string_make(block->text, block->text_length);
        bool paragraph = block->kind == GKPLAN_BLOCK_PARAGRAPH;
        if (paragraph && may_be_word(line) && take_word(context, line, &run)) {
            if (run.words >= WORDS_LEAST && is_header(&run)) {
                say(context, &block->place, block->text, lost);
                mark(uses, i);
                run = (struct found){0};
            }
            continue;
        }
        run = (struct found){0};
        if (block->kind == GKPLAN_BLOCK_TABLE)
            check_table(context, block->table, lost);
        if (paragraph && is_header_line(context, line)) {
            say(context, &block->place, block->text, lost);
            mark(uses, i);
        }
    }
    return context->status;
}

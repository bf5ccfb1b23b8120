/* The block of keys and values that web pages put above a notice: 索引号 | … | 文号 | …, in cells of their
 * own or key and value in one. A key whose value is missing is followed by the next key. */
#include "field/metadata_table.h"

#include "core/cjk_text.h"
#include "core/memory.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/notice_lines.h"

enum { ROWS_MOST = 40, KEY_BYTES = 60 };

enum key {
    KEY_NONE = 0,
    KEY_NOTHING,
    KEY_NUMBER,
    KEY_ISSUED,
    KEY_PRINTED,
    KEY_ISSUER,
    KEY_TITLE,
    KEY_DISCLOSURE
};

static const struct {
    struct gk_string words;
    enum key key;
} keys[] = {
#define GK_METADATA_KEY(words, key) {GK_STRING_ROW(words), KEY_##key},
#include "vocabulary/metadata_keys.def"
#undef GK_METADATA_KEY
};

static struct gk_string without_marks(struct gk_string text)
{
    static const char *const begins[] = {"【", "["}, *const ends[] = {":", "】", "]"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (gk_string_starts(text, gk_string_of(begins[i])))
            text = gk_string_from(text, strlen(begins[i]));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (gk_string_ends(text, gk_string_of(ends[i])))
            text.length -= strlen(ends[i]);
    return text;
}

static enum key find_key(struct gk_context *context, struct gk_string text)
{
    char storage[2 * KEY_BYTES];
    struct gk_buffer folded;
    enum key found = KEY_NONE;
    if (text.length == 0 || text.length > KEY_BYTES)
        return KEY_NONE;
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!gk_fold(&folded, text, GK_FOLD_WORD))
        gk_fail_memory(context);
    struct gk_string word = without_marks(gk_buffer_view(&folded));
    for (size_t i = 0; i < sizeof keys / sizeof *keys && found == KEY_NONE; i++)
        if (gk_string_equal(word, keys[i].words))
            found = keys[i].key;
    gk_buffer_free(&folded);
    return found;
}

/* The key of a cell or line; *value is what stands behind its colon or bracket. */
static enum key read_text(struct gk_context *context, struct gk_string text, struct gk_string *value)
{
    text = gk_trim(text);
    size_t bracket =
        gk_string_starts(text, GK_STRING("【")) ? gk_string_find(text, GK_STRING("】"), 0) : GK_NOT_FOUND;
    *value = bracket == GK_NOT_FOUND ? gk_notice_after_colon(text)
                                     : gk_trim(gk_string_from(text, bracket + strlen("】")));
    if (value->length == 0)
        return find_key(context, text);
    return find_key(context, gk_string_first(text, (size_t)(value->data - text.data)));
}

static enum key read_cell(struct gk_context *context, const gkplan_cell *cell, struct gk_string *value)
{
    return read_text(context, gk_string_make(cell->text, cell->text_length), value);
}

bool gk_metadata_line(struct gk_context *context, struct gk_string text)
{
    struct gk_string value;
    return text.length > 0 && read_text(context, text, &value) != KEY_NONE && value.length > 0;
}

bool gk_metadata_table(struct gk_context *context, const gkplan_table *table)
{
    uint32_t rows = 0, found = 0, cells = 0;
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        if (++rows > ROWS_MOST)
            return false;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct gk_string value;
            if (cell->text_length == 0)
                continue;
            cells++;
            found += read_cell(context, cell, &value) != KEY_NONE;
            if (found == 0)
                return false;
        }
    }
    return found >= 2 && 2 * found >= cells;
}

static void set_text(struct gk_context *context, const char **field, struct gk_string value)
{
    struct gk_buffer joined;
    if (*field)
        return;
    gk_buffer_init(&joined, &context->allocator);
    if (gk_join_lines(&joined, value))
        *field = gk_arena_copy(context->arena, gk_buffer_view(&joined));
    if (!*field)
        gk_fail_memory(context);
    gk_buffer_free(&joined);
}

static void set(struct gk_context *context, gkplan_metadata *metadata, enum key key, struct gk_string value)
{
    struct gk_string number;
    switch (key) {
    case KEY_NUMBER:
        if (gk_notice_number(value, &number))
            set_text(context, &metadata->number, number);
        break;
    case KEY_ISSUED:
        if (metadata->issued.year == 0)
            gk_date_read(value, &metadata->issued);
        break;
    case KEY_PRINTED:
        if (metadata->printed.year == 0)
            gk_date_read(value, &metadata->printed);
        break;
    case KEY_ISSUER:
        if (gk_notice_is_issuer(value))
            set_text(context, &metadata->issuer, value);
        break;
    case KEY_TITLE:
        set_text(context, &metadata->title, value);
        break;
    case KEY_DISCLOSURE:
        if (!metadata->disclosure)
            metadata->disclosure = gk_notice_disclosure(value);
        break;
    default:
        break;
    }
}

gkplan_status gk_metadata_table_read(struct gk_context *context, const gkplan_table *table,
                                     gkplan_metadata *metadata)
{
    for (const gkplan_row *row = table->first_row; row; row = row->next) {
        enum key open = KEY_NONE;
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next) {
            struct gk_string value, text = gk_trim(gk_string_make(cell->text, cell->text_length));
            enum key key = read_cell(context, cell, &value);
            if (key != KEY_NONE && value.length > 0)
                set(context, metadata, key, value);
            else if (key == KEY_NONE && text.length > 0)
                set(context, metadata, open, text);
            if (text.length > 0)
                open = value.length > 0 ? KEY_NONE : key;
        }
    }
    return context->status;
}

void gk_metadata_line_read(struct gk_context *context, struct gk_string text, gkplan_metadata *metadata)
{
    struct gk_string value;
    enum key key = read_text(context, text, &value);
    if (key != KEY_NONE && value.length > 0)
        set(context, metadata, key, value);
}

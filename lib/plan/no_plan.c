/* Documents without a plan that should have one: the title names a table of tasks and nothing of it is there,
 * or no table has its columns; or the text is no language, because an extractor took the characters' bytes
 * for those of another encoding.
 */
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/utf8.h"
#include "plan/normalise.h"

enum {
    LONGEST_TITLE = 240, /* bytes */
    SIGNS_LEAST = 8,
    SIGNS_SHARE = 200 /* one sign in so many characters */
};

/* 2024年全市重点工作任务分解表: nothing but a title; folded. */
static bool names_table(struct gk_string text)
{
    static const char *const what[] = {"任务", "责任", "分工", "分解"};
    static const char *const ends[] = {"表", "清单", "台账"};
    if (gk_string_starts(text, GK_STRING("附件")) || gk_label_read(text).kind != GK_LABEL_NONE ||
        gk_string_contains(text, GK_STRING(",")))
        return false;
    return gk_string_ends_with_one(text, ends, sizeof ends / sizeof *ends) &&
           gk_string_contains_one(text, what, sizeof what / sizeof *what);
}

static bool is_title_of_table(struct gk_context *context, struct gk_string text)
{
    char storage[2 * LONGEST_TITLE];
    struct gk_buffer folded;
    if (text.length > LONGEST_TITLE)
        return false;
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!gk_fold(&folded, text, GK_FOLD_WORD))
        gk_fail_memory(context);
    bool found = names_table(gk_buffer_view(&folded));
    gk_buffer_free(&folded);
    return found;
}

/* Signs of Latin text that stand in no Chinese document, and hardly in any other: ¡ ¢ £ ‰ ƒ Œ and control
 * codes.
 */
static bool is_stray_sign(uint32_t codepoint)
{
    static const uint32_t others[] = {0x152, 0x153, 0x160, 0x161,  0x178,  0x17D, 0x17E,
                                      0x192, 0x2C6, 0x2DC, 0x2030, 0x2039, 0x203A};
    static const uint32_t ordinary[] = {0xA7, 0xAB, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xBB};
    if (codepoint >= 0x80 && codepoint < 0xC0) {
        for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++)
            if (ordinary[i] == codepoint)
                return false;
        return codepoint != 0xA0 && codepoint != 0x85;
    }
    for (size_t i = 0; codepoint < 0x3000 && i < sizeof others / sizeof *others; i++)
        if (others[i] == codepoint)
            return true;
    return false;
}

static void count_signs(struct gk_string text, uint64_t *signs, uint64_t *characters)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t codepoint = gk_utf8_next(text, &at);
        *characters += !gk_is_space(codepoint);
        *signs += codepoint >= 0x80 && is_stray_sign(codepoint);
    }
}

static void count_table(const gkplan_table *table, uint64_t *signs, uint64_t *characters)
{
    for (const gkplan_row *row = table->first_row; row; row = row->next)
        for (const gkplan_cell *cell = row->first_cell; cell; cell = cell->next)
            count_signs(gk_string_make(cell->text, cell->text_length), signs, characters);
}

/* Whether an error tells already why a table is no plan. */
static bool is_told(const struct gk_context *context)
{
    for (const gkplan_diagnostic *said = context->first_diagnostic; said; said = said->next) {
        if (said->severity == GKPLAN_SEVERITY_ERROR)
            return true;
    }
    return false;
}

gkplan_status gk_no_plan(struct gk_context *context, const struct gk_layout *layout,
                         const struct gk_block_uses *uses, bool lost)
{
    const gkplan_block *title = NULL;
    uint64_t signs = 0, characters = 0;
    for (size_t i = 0; i < uses->count; i++) {
        const gkplan_block *block = uses->blocks[i];
        struct gk_string text = gk_string_make(block->text, block->text_length);
        if (block->table)
            count_table(block->table, &signs, &characters);
        if (block->kind != GKPLAN_BLOCK_PARAGRAPH)
            continue;
        count_signs(text, &signs, &characters);
        if (!title && uses->uses[i] != GK_USE_ATTACHMENT_LIST && is_title_of_table(context, text))
            title = block;
    }
    if (signs >= SIGNS_LEAST && signs * SIGNS_SHARE >= characters)
        gk_diagnose(context, GK_MESSAGE_TEXT_GARBLED, NULL, NULL, NULL, NULL);
    if (!title || lost)
        return context->status;
    if (layout->table_count == 0)
        gk_diagnose(context, GK_MESSAGE_TABLE_MISSING, &title->place, NULL, title->text, NULL);
    else if (!is_told(context))
        gk_diagnose(context, GK_MESSAGE_NO_TABLE_IS_PLAN, &title->place, NULL, title->text, NULL);
    return context->status;
}

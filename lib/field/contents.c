/* The table of contents in front of a document. */
#include "field/contents.h"

#include "core/cjk_text.h"
#include "core/label.h"
#include "core/numeral.h"
#include "core/utf8.h"

enum { MOST_LINES = 2000, LONGEST_ENTRY = 400 };

static struct gk_string text_of(const struct gk_block_uses *uses, size_t position)
{
    const gkplan_block *block = uses->blocks[position];
    bool paragraph = block->kind == GKPLAN_BLOCK_PARAGRAPH && uses->uses[position] == GK_USE_BODY;
    return paragraph ? gk_trim(gk_string_make(block->text, block->text_length)) : GK_STRING("");
}

/* 目录, 目  录 */
static bool is_heading(struct gk_context *context, struct gk_string text)
{
    enum { LONGEST = 24 };
    if (text.length > LONGEST)
        return false;
    struct gk_buffer folded;
    char storage[LONGEST * 4];
    gk_buffer_init_in(&folded, &context->allocator, storage, sizeof storage);
    if (!gk_fold(&folded, text, GK_FOLD_WORD))
        gk_fail_memory(context);
    bool heading = gk_string_equal(gk_buffer_view(&folded), GK_STRING("目录"));
    gk_buffer_free(&folded);
    return heading;
}

static bool is_leader(uint32_t codepoint)
{
    return codepoint == '.' || codepoint == 0x2026 || codepoint == 0xB7 || codepoint == 0x22EF ||
           codepoint == 0xFF0E || codepoint == 0x2025 || codepoint == '-' || codepoint == 0x2014;
}

/* An entry without its page number. *leaders: how many dots stand between them. Text without a number at its
 * end stays. */
static struct gk_string entry_text(struct gk_string text, size_t *leaders)
{
    size_t end = text.length, digits = 0;
    *leaders = 0;
    for (size_t before = end; before > 0 && gk_arabic_digit(gk_utf8_previous(text, &before)) >= 0;
         end = before)
        digits++;
    if (digits == 0 || digits > 4)
        return text;
    while (end > 0) {
        size_t before = end;
        uint32_t codepoint = gk_utf8_previous(text, &before);
        if (!is_leader(codepoint) && !gk_is_space(codepoint))
            break;
        *leaders += codepoint == 0x2026 || codepoint == 0x22EF ? 3 : is_leader(codepoint);
        end = before;
    }
    return gk_string_first(text, end);
}

static void pass(struct gk_context *context, struct gk_block_uses *uses, size_t position)
{
    gk_diagnose_strings(context, GK_MESSAGE_CONTENTS_PASSED, &uses->blocks[position]->place, NULL,
                        text_of(uses, position), GK_STRING(""));
    uses->uses[position] = GK_USE_FURNITURE;
}

/* Entries with a tab before the page number were read as rows. */
static void pass_table(struct gk_block_uses *uses, size_t position)
{
    if (uses->blocks[position]->kind == GKPLAN_BLOCK_TABLE)
        uses->uses[position] = GK_USE_FURNITURE;
}

/* Below the heading the entries go on until the first of them stands again: that is where the prose begins.
 */
static void mark_below(struct gk_context *context, struct gk_block_uses *uses, size_t heading)
{
    size_t first = heading + 1, again, leaders;
    while (first < uses->count && text_of(uses, first).length == 0)
        pass_table(uses, first++);
    if (first == uses->count)
        return;
    struct gk_string entry = entry_text(text_of(uses, first), &leaders);
    if (entry.length == 0 || gk_label_read(entry).kind == GK_LABEL_NONE)
        return;
    for (again = first + 1; again < uses->count && again - first < MOST_LINES; again++)
        if (gk_string_starts(text_of(uses, again), entry))
            break;
    if (again == uses->count || again - first == MOST_LINES)
        return;
    pass(context, uses, heading);
    for (size_t i = first; i < again; i++) {
        struct gk_string text = text_of(uses, i);
        pass_table(uses, i);
        bool numbered = entry_text(text, &leaders).length < text.length;
        if (text.length && (numbered || gk_label_read(text).kind != GK_LABEL_NONE))
            pass(context, uses, i);
    }
}

void gk_contents_mark(struct gk_context *context, struct gk_block_uses *uses)
{
    bool found = false;
    for (size_t i = 0; i < uses->count && context->status == GKPLAN_STATUS_OK; i++) {
        struct gk_string text = text_of(uses, i);
        size_t leaders = 0;
        if (text.length == 0 || text.length > LONGEST_ENTRY)
            continue;
        if (!found && is_heading(context, text)) {
            mark_below(context, uses, i);
            found = true;
        } else if (entry_text(text, &leaders).length < text.length && leaders >= 3 &&
                   gk_label_read(text).kind != GK_LABEL_NONE) {
            pass(context, uses, i);
        }
    }
}

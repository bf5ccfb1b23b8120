/* Notes between and behind the items of an outline (注：…): no tasks, and no text of the one above. */
#include "plan/outline_notes.h"

#include "core/cjk_text.h"
#include "core/label.h"

/* Whether the text begins with 注：, 备注： or 附注：; *note is what stands behind. */
static bool is_note(struct gk_string text, struct gk_string *note)
{
    static const struct gk_string words[] = {GK_STRING_ROW("注"), GK_STRING_ROW("备注"),
                                             GK_STRING_ROW("附注")};
    static const struct gk_string colons[] = {GK_STRING_ROW("："), GK_STRING_ROW(":")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t j = 0; j < sizeof colons / sizeof *colons; j++) {
            struct gk_string rest = gk_string_from(text, words[i].length);
            if (!gk_string_starts(text, words[i]) || !gk_string_starts(rest, colons[j]))
                continue;
            *note = gk_trim(gk_string_from(rest, colons[j].length));
            return true;
        }
    return false;
}

static struct gk_string text_of(const struct gk_block_uses *uses, size_t position)
{
    const gkplan_block *block = uses->blocks[position];
    bool prose = block->kind == GKPLAN_BLOCK_PARAGRAPH && uses->uses[position] == GK_USE_BODY;
    return prose ? gk_trim(gk_string_make(block->text, block->text_length)) : GK_STRING("");
}

void gk_outline_mark_notes(struct gk_block_uses *uses)
{
    struct gk_label open = {.kind = GK_LABEL_NONE}; /* the last number of the open note */
    for (size_t i = 0; i < uses->body_end; i++) {
        struct gk_string text = text_of(uses, i);
        if (text.length == 0)
            continue;
        struct gk_string behind = text;
        bool note = is_note(text, &behind);
        struct gk_label label = gk_label_read(behind);
        bool counts = open.kind != GK_LABEL_NONE && label.kind == open.kind && label.value == open.value + 1;
        open = note || counts ? label : (struct gk_label){.kind = GK_LABEL_NONE};
        if (note || counts)
            uses->uses[i] = GK_USE_METADATA;
    }
}

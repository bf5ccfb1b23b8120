/* The proof that nothing is lost: characters in are characters placed or named. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "layout/builder_state.h"
#include <inttypes.h>
#include <stdio.h>

static void note_odd(struct gk_layout_builder *builder, uint32_t codepoint)
{
    if (codepoint == 0xFFFD)
        builder->replacement_characters++;
    else if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0))
        builder->control_characters++;
    else if ((codepoint >= 0xE000 && codepoint <= 0xF8FF) || codepoint >= 0xF0000)
        builder->private_characters++;
}

/* Characters of a text that are no white space; damaged and odd ones among them are noted when `note` is. */
static uint64_t count_characters(struct gk_layout_builder *builder, struct gk_string text, bool note)
{
    uint64_t count = 0;
    for (size_t position = 0; position < text.length;) {
        unsigned char byte = (unsigned char)text.data[position];
        /* U+4000 to U+CFFF begins with E4 to EC: nearly all of a Chinese text, and none of it is odd. */
        if (byte >= 0xE4 && byte <= 0xEC && position + 3 <= text.length) {
            position += 3;
            count++;
            continue;
        }
        uint32_t codepoint = gk_utf8_next(text, &position);
        if (gk_is_space(codepoint))
            continue;
        count++;
        if (note)
            note_odd(builder, codepoint);
    }
    return count;
}

void gk_account_read(struct gk_layout_builder *builder, struct gk_string text)
{
    builder->account.read += count_characters(builder, text, true);
}

void gk_account_placed(struct gk_layout_builder *builder, struct gk_string text)
{
    builder->account.placed += count_characters(builder, text, false);
}

void gk_account_named(struct gk_layout_builder *builder, struct gk_string text)
{
    builder->account.named += count_characters(builder, text, false);
}

void gk_account_flush_left_out(struct gk_layout_builder *builder)
{
    static const enum gk_message messages[] = {
        [GK_LEFT_OUT_DELETED] = GK_MESSAGE_DELETED_TEXT,
        [GK_LEFT_OUT_HIDDEN] = GK_MESSAGE_HIDDEN_TEXT,
        [GK_LEFT_OUT_FURNITURE] = GK_MESSAGE_PAGE_FURNITURE,
        [GK_LEFT_OUT_MARK] = GK_MESSAGE_EXTRACTOR_MARK,
        [GK_LEFT_OUT_ALTERNATIVE] = GK_MESSAGE_ALTERNATIVE_TEXT,
        [GK_LEFT_OUT_DRAWING] = GK_MESSAGE_DRAWING_TEXT,
    };
    if (builder->left_out_count == 0)
        return;
    if (builder->left_out_text.failed)
        gk_fail_memory(builder->context);
    gk_diagnose_strings(builder->context, messages[builder->left_out_why], &builder->left_out_place, NULL,
                        gk_buffer_view(&builder->left_out_text), gk_string_of(""));
    gk_buffer_clear(&builder->left_out_text);
    builder->left_out_count = 0;
}

static bool is_sign(char byte)
{
    return byte > ' ' && byte < 0x7F && !(byte >= '0' && byte <= '9') && !(byte >= 'A' && byte <= 'Z') &&
           !(byte >= 'a' && byte <= 'z');
}

/* Count a mark that is nothing but a few signs: said once for the whole document, it is no flood. False when
 * it is longer, or one kind too many. */
static bool count_mark(struct gk_layout_builder *builder, struct gk_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (i >= GK_MARK_LENGTH || !is_sign(text.data[i]))
            return false;
    uint32_t kind = 0;
    while (kind < builder->mark_kinds && (strncmp(builder->marks[kind].text, text.data, text.length) != 0 ||
                                          builder->marks[kind].text[text.length] != '\0'))
        kind++;
    if (kind == GK_MARK_KINDS || text.length == 0)
        return false;
    struct gk_mark_count *mark = &builder->marks[kind];
    if (kind == builder->mark_kinds) {
        builder->mark_kinds++;
        *mark = (struct gk_mark_count){.place = gk_builder_place(builder)};
        memcpy(mark->text, text.data, text.length);
    }
    mark->count++;
    builder->account.read += text.length;
    builder->account.named += text.length;
    return true;
}

gkplan_status gk_layout_left_out(struct gk_layout_builder *builder, enum gk_left_out why,
                                 struct gk_string text)
{
    /* The words of a diagnostic are cut anyway: no need to keep more of a long run. */
    enum { KEPT = 512 };
    if (builder->context->status != GKPLAN_STATUS_OK)
        return builder->context->status;
    if (why == GK_LEFT_OUT_MARK && count_mark(builder, text))
        return builder->context->status;
    uint64_t before = builder->account.named;
    if (builder->left_out_count && why != builder->left_out_why)
        gk_account_flush_left_out(builder);
    gk_account_read(builder, text);
    gk_account_named(builder, text);
    if (builder->account.named == before)
        return builder->context->status;
    if (builder->left_out_count == 0) {
        builder->left_out_place = gk_builder_place(builder);
        builder->left_out_why = why;
    }
    builder->left_out_count += builder->account.named - before;
    if (builder->left_out_text.length < KEPT)
        gk_buffer_append_string(&builder->left_out_text, text);
    return builder->context->status;
}

static void say_mark(struct gk_layout_builder *builder, const struct gk_mark_count *mark)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, mark->count);
    gk_diagnose(builder->context, GK_MESSAGE_MARKS, &mark->place, NULL, mark->text, number);
}

static void say_count(struct gk_layout_builder *builder, enum gk_message message, uint64_t count)
{
    char number[24];
    if (count == 0)
        return;
    snprintf(number, sizeof number, "%" PRIu64, count);
    gk_diagnose(builder->context, message, NULL, NULL, number, NULL);
}

void gk_account_finish(struct gk_layout_builder *builder)
{
    gk_account_flush_left_out(builder);
    for (uint32_t i = 0; i < builder->mark_kinds; i++)
        say_mark(builder, &builder->marks[i]);
    if (builder->again)
        return;
    say_count(builder, GK_MESSAGE_REPLACEMENT_CHARACTERS, builder->replacement_characters);
    say_count(builder, GK_MESSAGE_CONTROL_CHARACTERS, builder->control_characters);
    say_count(builder, GK_MESSAGE_PRIVATE_CHARACTERS, builder->private_characters);
}

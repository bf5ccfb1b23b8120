/* Failures and diagnostics of one read. */
#include "core/context.h"

#include "core/cjk_text.h"
#include "core/error.h"
#include "core/utf8.h"
#include <inttypes.h>
#include <stdio.h>

enum { LONGEST_MESSAGE = 1024, LONGEST_NAME = 300, LONGEST_VALUE = 240 };

/* Bytes of `text` that fit into `most` without cutting a character. */
static size_t whole_characters(struct gk_string text, size_t most)
{
    if (text.length <= most)
        return text.length;
    while (most > 0 && ((unsigned char)text.data[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* One line of whole characters: a hostile name must not reach a terminal with its control characters. */
static void tidy_message(char *message, bool cut)
{
    size_t length = strlen(message);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)message[i] < 0x20 || message[i] == 0x7F)
            message[i] = ' ';
    for (int i = 0; i < 4 && cut && length > 0 && !gk_utf8_valid(gk_string_make(message, length)); i++)
        message[--length] = '\0';
}

/* Bytes of a name that a message quotes: a long path must not push the words out. */
static int name_bytes(const char *name)
{
    return (int)whole_characters(gk_string_of(name), LONGEST_NAME);
}

gkplan_status gk_fail(struct gk_context *context, gkplan_status status, const char *part, uint32_t line,
                      const char *format, ...)
{
    if (context->status != GKPLAN_STATUS_OK)
        return context->status;
    char words[LONGEST_MESSAGE], message[LONGEST_MESSAGE + 2 * LONGEST_NAME + 32], place[16] = "";
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    if (length < 0)
        words[0] = '\0';
    tidy_message(words, length >= (int)sizeof words);
    if (line)
        snprintf(place, sizeof place, "%s%" PRIu32, part ? ":" : "", line);
    const char *name = context->source_name;
    snprintf(message, sizeof message, "%.*s%s%.*s%s%s%s", name_bytes(name), name, name[0] ? ": " : "",
             name_bytes(part), part ? part : "", place, part || line ? ": " : "", words);
    tidy_message(message, false);
    context->error = gk_error_new(&context->allocator, status, context->source_name, part, line, message);
    context->status = gkplan_error_status(context->error);
    return context->status;
}

bool gk_go_on(struct gk_context *context, uint64_t done, uint64_t total)
{
    const gkplan_read_options *options = &context->options;
    if (!options->progress || options->progress(done, total, options->progress_context))
        return true;
    gk_fail(context, GKPLAN_STATUS_CANCELLED, NULL, 0, "cancelled after %" PRIu64 " bytes", done);
    return false;
}

gkplan_status gk_fail_memory(struct gk_context *context)
{
    if (context->status == GKPLAN_STATUS_OK) {
        context->status = GKPLAN_STATUS_NO_MEMORY;
        context->error = gk_error_out_of_memory();
    }
    return context->status;
}

gkplan_status gk_fail_limit(struct gk_context *context, const char *part, uint32_t line, const char *name,
                            uint64_t found, uint64_t allowed)
{
    return gk_fail(context, GKPLAN_STATUS_LIMIT, part, line, "limit %s: found %" PRIu64 ", allowed %" PRIu64,
                   name, found, allowed);
}

/* `template` with {0} and {1} replaced; white space of the values folded to single spaces. */
static bool fill(struct gk_buffer *out, const char *template, const struct gk_string values[2])
{
    for (const char *at = template; *at;) {
        if (at[0] == '{' && (at[1] == '0' || at[1] == '1') && at[2] == '}') {
            struct gk_string value = values[at[1] - '0'];
            size_t kept = whole_characters(value, LONGEST_VALUE);
            gk_join_lines(out, gk_string_first(value, kept));
            if (kept < value.length)
                gk_buffer_append_text(out, "…");
            at += 3;
            continue;
        }
        gk_buffer_append(out, at++, 1);
    }
    return !out->failed;
}

static const char *message_text(struct gk_context *context, const char *template,
                                const struct gk_string values[2])
{
    struct gk_buffer buffer;
    char storage[LONGEST_MESSAGE];
    gk_buffer_init_in(&buffer, &context->allocator, storage, sizeof storage);
    const char *text =
        fill(&buffer, template, values) ? gk_arena_copy(context->arena, gk_buffer_view(&buffer)) : NULL;
    gk_buffer_free(&buffer);
    return text;
}

void gk_diagnose_as(struct gk_context *context, enum gk_message message, gkplan_severity severity,
                    const gkplan_place *place, const char *node, struct gk_string first,
                    struct gk_string second)
{
    if (context->status != GKPLAN_STATUS_OK)
        return;
    const gkplan_diagnostic_kind *kind = gk_message_kind(message);
    context->severity_counts[severity]++;
    if (context->diagnostics_kept >= context->limits.diagnostics)
        return;
    gkplan_diagnostic *diagnostic = gk_arena_new_object(context->arena, gkplan_diagnostic);
    if (!diagnostic) {
        gk_fail_memory(context);
        return;
    }
    const struct gk_string values[2] = {first, second};
    *diagnostic = (gkplan_diagnostic){
        .code = kind->code,
        .name = kind->name,
        .severity = severity,
        .plan = context->current_plan,
        .message = message_text(context, kind->text, values),
        .message_chinese = message_text(context, kind->text_chinese, values),
        .node = node ? gk_arena_copy(context->arena, gk_string_of(node)) : NULL,
        .place = place ? *place : gk_place_none(),
        .value = message_text(context, "{0}", values),
        .second_value = message_text(context, "{1}", values),
    };
    if (!diagnostic->message || !diagnostic->message_chinese || !diagnostic->value ||
        !diagnostic->second_value || (node && !diagnostic->node)) {
        gk_fail_memory(context);
        return;
    }
    if (context->last_diagnostic)
        context->last_diagnostic->next = diagnostic;
    else
        context->first_diagnostic = diagnostic;
    context->last_diagnostic = diagnostic;
    context->diagnostics_kept++;
}

void gk_diagnose_strings(struct gk_context *context, enum gk_message message, const gkplan_place *place,
                         const char *node, struct gk_string first, struct gk_string second)
{
    gk_diagnose_as(context, message, gk_message_kind(message)->severity, place, node, first, second);
}

void gk_diagnose(struct gk_context *context, enum gk_message message, const gkplan_place *place,
                 const char *node, const char *first, const char *second)
{
    gk_diagnose_strings(context, message, place, node, gk_string_of(first), gk_string_of(second));
}

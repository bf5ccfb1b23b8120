/* Reading a document: source → reader → layout (its cells arranged) → plan, and what the public handle gives.
 */
#include "document.h"

#include "arrange/arrange.h"
#include "core/error.h"
#include "core/growing_struct.h"
#include "core/memory.h"
#include "read/foreign_tables.h"
#include "read/reader.h"
#include "source/source.h"

/* Where the bytes come from: exactly one of the three. */
struct input {
    const char *path;
    const void *data;
    size_t size;
    gkplan_read_callback callback;
    void *callback_context;
};

static gkplan_status open_source(struct gk_context *context, const struct input *input,
                                 struct gk_source *source)
{
    if (input->path)
        return gk_source_open_file(context, input->path, source);
    if (input->callback)
        return gk_source_open_callback(context, input->callback, input->callback_context, source);
    return gk_source_open_memory(context, input->data, input->size, source);
}

/* The reader that is surest that the source is its own, among those of the format that the caller wants. */
static const struct gk_reader *choose_reader(struct gk_context *context, const struct gk_source *source)
{
    const struct gk_reader *best = NULL;
    int best_score = 0;
    for (const struct gk_reader *const *reader = gk_readers; *reader; reader++) {
        if (context->options.format != GKPLAN_FORMAT_AUTOMATIC &&
            (*reader)->format != context->options.format)
            continue;
        int score = (*reader)->recognise(source);
        if (score > best_score) {
            best_score = score;
            best = *reader;
        }
    }
    return best;
}

/* Marks that were taken out of the text before any reader saw it. */
static void say_quotes(struct gk_layout_builder *builder, const struct gk_block_quotes *quotes)
{
    gk_layout_place(builder, NULL, quotes->first_line, 0);
    for (uint64_t i = 0; i < quotes->marks; i++)
        gk_layout_left_out(builder, GK_LEFT_OUT_MARK, GK_STRING(">"));
}

static gkplan_status read_layout(struct gk_context *context, const struct gk_source *source,
                                 struct gkplan_document *document)
{
    const struct gk_reader *reader = choose_reader(context, source);
    if (!reader)
        return gk_fail(context, GKPLAN_STATUS_UNSUPPORTED_FORMAT, NULL, 0,
                       "the format is not recognised, or is not the one that was asked for");
    document->format = reader->format;
    document->dialect = reader->dialect;
    document->encoding = source->encoding;
    struct gk_layout_builder *builder = gk_layout_builder_new(context);
    if (!builder)
        return context->status;
    say_quotes(builder, &source->quotes);
    gk_say_foreign_tables(context, source->text);
    if (reader->read(context, source, builder) == GKPLAN_STATUS_OK)
        gk_layout_finish(builder, &document->layout);
    gk_layout_builder_free(builder);
    return context->status;
}

static void take_diagnostics(struct gk_context *context, struct gkplan_document *document)
{
    document->first_diagnostic = context->first_diagnostic;
    memcpy(document->severity_counts, context->severity_counts, sizeof document->severity_counts);
}

/* Everything after the options are known to be right. */
static gkplan_status read_into(struct gk_context *context, const struct input *input,
                               struct gkplan_document *document)
{
    struct gk_source source;
    if (open_source(context, input, &source) != GKPLAN_STATUS_OK)
        return context->status;
    const uint64_t bytes = source.bytes.length;
    read_layout(context, &source, document);
    gk_source_close(context,
                    &source); /* the layout has copies: the bytes need not stay while plans are made */
    gk_arrange(context, &document->layout);
    if (context->status == GKPLAN_STATUS_OK && gk_go_on(context, bytes, bytes))
        gk_normalise(context, &document->layout, &document->normalised);
    take_diagnostics(context, document);
    return context->status;
}

/* A document without content, or NULL when memory ends. It lives in its own arena. */
static struct gkplan_document *new_document(struct gk_context *context, const char *name)
{
    context->arena = gk_arena_new(&context->allocator);
    struct gkplan_document *document =
        context->arena ? gk_arena_new_object(context->arena, struct gkplan_document) : NULL;
    const char *source_name = document ? gk_arena_copy(context->arena, gk_string_of(name)) : NULL;
    if (!source_name) {
        gk_arena_free(context->arena);
        gk_fail_memory(context);
        return NULL;
    }
    document->arena = context->arena;
    document->source_name = context->source_name = source_name;
    return document;
}

static gkplan_status finish(struct gk_context *context, struct gkplan_document *document,
                            gkplan_document **out, gkplan_error **error)
{
    if (context->status == GKPLAN_STATUS_OK) {
        *out = document;
        return GKPLAN_STATUS_OK;
    }
    gkplan_document_free(document);
    if (error)
        *error = context->error ? context->error : gk_error_out_of_memory();
    else
        gkplan_error_free(context->error);
    return context->status;
}

static gkplan_status read_document(const struct input *input, const gkplan_read_options *options,
                                   gkplan_document **out, gkplan_error **error)
{
    struct gk_context context = {.current_plan = -1, .source_name = ""};
    if (error)
        *error = NULL;
    if (!out)
        return GKPLAN_STATUS_INVALID_ARGUMENT;
    *out = NULL;
    const char *wrong = gk_options_take(options, &context.options, &context.limits, &context.allocator);
    if (!wrong && !input->path && !input->callback && !input->data && input->size)
        wrong = "neither a path nor bytes nor a callback";
    if (wrong) {
        gk_fail(&context, GKPLAN_STATUS_INVALID_ARGUMENT, NULL, 0, "%s", wrong);
        return finish(&context, NULL, out, error);
    }
    const char *name = context.options.source_name ? context.options.source_name : input->path;
    struct gkplan_document *document = new_document(&context, name);
    if (document)
        read_into(&context, input, document);
    return finish(&context, document, out, error);
}

gkplan_status gkplan_document_read_file(const char *path, const gkplan_read_options *options,
                                        gkplan_document **out, gkplan_error **error)
{
    const struct input input = {.path = path, .size = path ? 0 : 1};
    return read_document(&input, options, out, error);
}

gkplan_status gkplan_document_read_memory(const void *data, size_t size, const gkplan_read_options *options,
                                          gkplan_document **out, gkplan_error **error)
{
    const struct input input = {.data = data, .size = size};
    return read_document(&input, options, out, error);
}

gkplan_status gkplan_document_read_callback(gkplan_read_callback callback, void *context,
                                            const gkplan_read_options *options, gkplan_document **out,
                                            gkplan_error **error)
{
    const struct input input = {.callback = callback, .callback_context = context, .size = callback ? 0 : 1};
    return read_document(&input, options, out, error);
}

void gkplan_document_free(gkplan_document *document)
{
    if (document)
        gk_arena_free(document->arena);
}

const char *gkplan_document_source_name(const gkplan_document *document)
{
    return document->source_name;
}

gkplan_format gkplan_document_format(const gkplan_document *document)
{
    return document->format;
}

const char *gkplan_document_dialect(const gkplan_document *document)
{
    return document->dialect;
}

const char *gkplan_document_encoding(const gkplan_document *document)
{
    return document->encoding;
}

const gkplan_metadata *gkplan_document_metadata(const gkplan_document *document)
{
    return document->normalised.metadata;
}

const gkplan_block *gkplan_document_first_block(const gkplan_document *document)
{
    return document->layout.first_block;
}

const gkplan_plan *gkplan_document_first_plan(const gkplan_document *document)
{
    return document->normalised.first_plan;
}

const gkplan_plan *gkplan_document_plan_at(const gkplan_document *document, size_t position)
{
    const gkplan_plan *plan = document->normalised.first_plan;
    while (plan && position-- > 0)
        plan = plan->next;
    return plan;
}

size_t gkplan_document_plan_count(const gkplan_document *document)
{
    return document->normalised.plan_count;
}

const gkplan_section *gkplan_document_first_section(const gkplan_document *document)
{
    return document->normalised.first_section;
}

const gkplan_diagnostic *gkplan_document_first_diagnostic(const gkplan_document *document)
{
    return document->first_diagnostic;
}

size_t gkplan_document_diagnostic_count(const gkplan_document *document)
{
    return gkplan_document_severity_count(document, GKPLAN_SEVERITY_INFO);
}

size_t gkplan_document_severity_count(const gkplan_document *document, gkplan_severity severity)
{
    uint64_t count = 0;
    for (size_t i = severity; i < sizeof document->severity_counts / sizeof *document->severity_counts; i++)
        count += document->severity_counts[i];
    return (size_t)count;
}

const gkplan_account *gkplan_document_account(const gkplan_document *document)
{
    return &document->layout.account;
}

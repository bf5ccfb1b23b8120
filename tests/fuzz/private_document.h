/* A document made without the public reading call: for targets that speak to one reader or to the builder. */
#ifndef PRIVATE_DOCUMENT_H
#define PRIVATE_DOCUMENT_H

#include "arrange/arrange.h"
#include "core/growing_struct.h"
#include "document.h"
#include "promises.h"
#include "read/reader.h"
#include <string.h>

static inline void private_open(struct gk_context *context, const gkplan_read_options *options)
{
    *context = (struct gk_context){.current_plan = -1, .source_name = "fuzz"};
    PROMISE(!gk_options_take(options, &context->options, &context->limits, &context->allocator));
    context->arena = gk_arena_new(&context->allocator);
    PROMISE(context->arena);
}

/* Finish the layout, normalise it and hold the document against the promises. Frees the builder. */
static inline void private_finish(struct gk_context *context, struct gk_layout_builder *builder,
                                  const struct gk_reader *reader)
{
    struct gkplan_document document = {.arena = context->arena, .source_name = "fuzz"};
    document.format = reader->format;
    document.dialect = reader->dialect;
    document.encoding = "UTF-8";
    gkplan_status status = gk_layout_finish(builder, &document.layout);
    gk_layout_builder_free(builder);
    if (status == GKPLAN_STATUS_OK)
        status = gk_arrange(context, &document.layout);
    if (status == GKPLAN_STATUS_OK)
        status = gk_normalise(context, &document.layout, &document.normalised);
    if (status == GKPLAN_STATUS_OK) {
        document.first_diagnostic = context->first_diagnostic;
        memcpy(document.severity_counts, context->severity_counts, sizeof document.severity_counts);
        promises_kept(&document);
    } else {
        PROMISE(context->error && gkplan_error_message(context->error)[0]);
    }
}

static inline void private_close(struct gk_context *context)
{
    gk_arena_free(context->arena);
    gkplan_error_free(context->error);
}

#endif

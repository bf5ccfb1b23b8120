/* A context for tests of fields: memory, an arena, room for diagnostics. */
#ifndef FIELD_CONTEXT_H
#define FIELD_CONTEXT_H

#include "core/context.h"
#include "core/memory.h"
#include <string.h>

static inline void field_context_open(struct gk_context *context)
{
    memset(context, 0, sizeof *context);
    context->allocator = gk_memory_default;
    context->arena = gk_arena_new(&context->allocator);
    context->limits.diagnostics = 1000;
    context->source_name = "";
    context->current_plan = -1;
}

static inline void field_context_close(struct gk_context *context)
{
    gk_arena_free(context->arena);
}

/* Whether a diagnostic with this code was found. */
static inline bool field_context_found(const struct gk_context *context, const char *code)
{
    for (const gkplan_diagnostic *found = context->first_diagnostic; found; found = found->next) {
        if (strcmp(found->code, code) == 0)
            return true;
    }
    return false;
}

#endif

/* What one read carries with it: memory, limits, options, the first failure, the diagnostics. */
#ifndef GK_CORE_CONTEXT_H
#define GK_CORE_CONTEXT_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/messages.h"
#include "core/string_view.h"
#include <gkplan/diagnostic.h>
#include <gkplan/options.h>
#include <gkplan/status.h>
#include <stdarg.h>

struct gk_unit_index;

struct gk_context {
    gkplan_allocator allocator;  /* for what lives shorter than the document */
    struct gk_arena *arena;      /* the document's memory */
    gkplan_limits limits;        /* every field set */
    gkplan_read_options options; /* defaults filled in; `limits` and `allocator` inside are not to be used */
    const char *source_name;     /* never NULL */
    gkplan_status status;        /* the first failure, or OK */
    gkplan_error *error;         /* its words; NULL when memory ended */
    gkplan_diagnostic *first_diagnostic;
    gkplan_diagnostic *last_diagnostic;
    uint64_t diagnostics_kept;
    uint64_t severity_counts[3];            /* all found, by severity, those past the limit included */
    int32_t current_plan;                   /* index for new diagnostics, -1: none */
    const struct gk_unit_index *unit_index; /* of field/unit_text.h; NULL until the first text of units */
};

/* Record the first failure with words made as printf does, and return `status`. Later failures keep the
 * first. `part` may be NULL, `line` 0. */
gkplan_status gk_fail(struct gk_context *context, gkplan_status status, const char *part, uint32_t line,
                      const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 5, 6)))
#endif
    ;
/* The same for memory: needs none. */
gkplan_status gk_fail_memory(struct gk_context *context);
/* GKPLAN_STATUS_LIMIT with "NAME: found FOUND, allowed ALLOWED". `name` is the field of gkplan_limits. */
gkplan_status gk_fail_limit(struct gk_context *context, const char *part, uint32_t line, const char *name,
                            uint64_t found, uint64_t allowed);

/* Ask the caller's progress callback whether to go on: `done` of `total` (0: unknown) bytes of the source.
 * False, and the context has failed with CANCELLED, when it does not want to. */
bool gk_go_on(struct gk_context *context, uint64_t done, uint64_t total);

/* Add a diagnostic. `first` and `second` replace {0} and {1}; NULL is taken as "". Long texts are cut at a
 * whole character. `place` may be NULL. `node` is a path or NULL (copied). Never fails the read but for
 * memory (then the context's status is set). */
void gk_diagnose(struct gk_context *context, enum gk_message message, const gkplan_place *place,
                 const char *node, const char *first, const char *second);
/* The same with another severity than the kind's. */
void gk_diagnose_as(struct gk_context *context, enum gk_message message, gkplan_severity severity,
                    const gkplan_place *place, const char *node, struct gk_string first,
                    struct gk_string second);
/* The same for string views. */
void gk_diagnose_strings(struct gk_context *context, enum gk_message message, const gkplan_place *place,
                         const char *node, struct gk_string first, struct gk_string second);

/* A place in the source itself, outside tables. */
static inline gkplan_place gk_place_none(void)
{
    return (gkplan_place){.table = -1, .row = -1, .column = -1};
}

#endif

/* The document as the library sees it. Private. */
#ifndef GK_DOCUMENT_H
#define GK_DOCUMENT_H

#include "core/context.h"
#include "layout/layout_builder.h"
#include "plan/normalise.h"
#include <gkplan/document.h>

struct gkplan_document {
    struct gk_arena *arena; /* owns everything below */
    const char *source_name;
    gkplan_format format;
    const char *dialect;
    const char *encoding;
    struct gk_layout layout;
    struct gk_normalised normalised;
    const gkplan_diagnostic *first_diagnostic;
    uint64_t severity_counts[3];
};

#endif

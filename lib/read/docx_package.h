/* An Office Open XML package: which part holds what, found by content types and relationships. */
#ifndef GK_READ_DOCX_PACKAGE_H
#define GK_READ_DOCX_PACKAGE_H

#include "core/context.h"
#include "source/source.h"

/* Names of parts in the archive, in the arena; NULL: there is none. */
struct gk_docx_package {
    const char *document;
    const char *styles;
    const char *numbering;
};

/* UNSUPPORTED_FORMAT, with words that name it, when the archive is something else than a Word file. */
gkplan_status gk_docx_package_read(struct gk_context *context, struct gk_zip *zip,
                                   struct gk_docx_package *package);

/* The part that `target` means when a relationship of `base` names it, as a path without a leading slash; in
 * the arena. NULL when it leads out of the package (or memory ended: then the context says so). */
const char *gk_docx_package_resolve(struct gk_context *context, const char *base, struct gk_string target);

#endif

/** @file
 * Reading a document, and what it holds. Since 0.1.0.
 *
 * Threads: different documents may be read by different threads at once. A finished document never changes
 * and may be read by any number of threads; only gkplan_document_free() must be alone.
 *
 * Errors of the read functions: every value of gkplan_status but WRITE_ERROR and NOT_FOUND. On failure `*out`
 * is NULL and, where `error` is not NULL, `*error` is a new error that the caller frees with
 * gkplan_error_free(); on success `*error` is NULL.
 */
#ifndef GKPLAN_DOCUMENT_H
#define GKPLAN_DOCUMENT_H

#include <gkplan/diagnostic.h>
#include <gkplan/layout.h>
#include <gkplan/options.h>
#include <gkplan/plan.h>
#include <gkplan/status.h>
#include <gkplan/version.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A document that was read. Opaque. Owns everything that is reached from it. */
typedef struct gkplan_document gkplan_document;

/** Read the file at `path` (not NULL, as fopen takes it). `options` may be NULL. */
GKPLAN_API gkplan_status gkplan_document_read_file(const char *path, const gkplan_read_options *options,
                                                   gkplan_document **out, gkplan_error **error);

/** Read `size` bytes at `data`, which may be freed after the call. */
GKPLAN_API gkplan_status gkplan_document_read_memory(const void *data, size_t size,
                                                     const gkplan_read_options *options,
                                                     gkplan_document **out, gkplan_error **error);

/** Gives up to `capacity` more bytes: writes them to `buffer` and returns their number, 0 at the end, or -1
 * when reading fails. Called by the thread that reads, until it has returned 0 or -1. */
typedef long (*gkplan_read_callback)(void *buffer, size_t capacity, void *context);

/** Read what `callback` gives. */
GKPLAN_API gkplan_status gkplan_document_read_callback(gkplan_read_callback callback, void *context,
                                                       const gkplan_read_options *options,
                                                       gkplan_document **out, gkplan_error **error);

/** Free a document and everything reached from it. NULL is allowed. */
GKPLAN_API void gkplan_document_free(gkplan_document *document);

/** The name of the source: options.source_name, else the path, else "". */
GKPLAN_API const char *gkplan_document_source_name(const gkplan_document *document);
/** The format it was read as. */
GKPLAN_API gkplan_format gkplan_document_format(const gkplan_document *document);
/** The format's name in JSON: "docx", "text", "html" or "pdf-text". Static. */
GKPLAN_API const char *gkplan_format_name(gkplan_format format);
/** The dialect inside the format ("ooxml", "tika", "markdown" ...). Static. */
GKPLAN_API const char *gkplan_document_dialect(const gkplan_document *document);
/** The encoding of the source ("UTF-8", "GB18030" ...). */
GKPLAN_API const char *gkplan_document_encoding(const gkplan_document *document);

/** What the notice says of itself. Never NULL. */
GKPLAN_API const gkplan_metadata *gkplan_document_metadata(const gkplan_document *document);
/** The first block of the layout, or NULL. */
GKPLAN_API const gkplan_block *gkplan_document_first_block(const gkplan_document *document);
/** The first plan, or NULL. */
GKPLAN_API const gkplan_plan *gkplan_document_first_plan(const gkplan_document *document);
/** The plan at `position`, from 0, or NULL. */
GKPLAN_API const gkplan_plan *gkplan_document_plan_at(const gkplan_document *document, size_t position);
/** The number of plans. */
GKPLAN_API size_t gkplan_document_plan_count(const gkplan_document *document);
/** The first section of the numbered prose, or NULL. */
GKPLAN_API const gkplan_section *gkplan_document_first_section(const gkplan_document *document);
/** The first diagnostic, or NULL. */
GKPLAN_API const gkplan_diagnostic *gkplan_document_first_diagnostic(const gkplan_document *document);
/** The number of diagnostics found, those past the limit included. */
GKPLAN_API size_t gkplan_document_diagnostic_count(const gkplan_document *document);
/** The number of diagnostics of at least this severity found. */
GKPLAN_API size_t gkplan_document_severity_count(const gkplan_document *document, gkplan_severity severity);
/** The proof that nothing is lost. Never NULL. */
GKPLAN_API const gkplan_account *gkplan_document_account(const gkplan_document *document);

#ifdef __cplusplus
}
#endif
#endif

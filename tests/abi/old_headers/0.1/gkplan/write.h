/** @file
 * Writing a document in the formats that others read. Since 0.1.0. Thread safe on a finished document.
 */
#ifndef GKPLAN_WRITE_H
#define GKPLAN_WRITE_H

#include <gkplan/document.h>
#include <gkplan/version.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to write. New values may be added. */
typedef enum gkplan_output {
    GKPLAN_OUTPUT_JSON = 0,         /**< The whole document, as the model says, indented. */
    GKPLAN_OUTPUT_JSON_COMPACT = 1, /**< The same on one line. */
    GKPLAN_OUTPUT_NDJSON = 2,       /**< One leaf a line with its whole path. */
    GKPLAN_OUTPUT_CSV = 3,          /**< One leaf a row with its whole path, RFC 4180, UTF-8. */
    GKPLAN_OUTPUT_TSV = 4,          /**< The same with tabs; tabs and line breaks in texts become spaces. */
    GKPLAN_OUTPUT_MARKDOWN = 5,     /**< Headings for tasks, a list item for each leaf. */
    GKPLAN_OUTPUT_LAYOUT_JSON = 6   /**< The raw tables, spans and all. */
} gkplan_output;

/** Takes `size` bytes; returns false when it cannot, which ends the writing. */
typedef bool (*gkplan_write_callback)(const void *bytes, size_t size, void *context);

/** Write `document` as `output` through `callback`. Errors: NO_MEMORY, WRITE_ERROR, INVALID_ARGUMENT. */
GKPLAN_API gkplan_status gkplan_document_write(const gkplan_document *document, gkplan_output output,
                                               gkplan_write_callback callback, void *context);

/** Write `document` as `output` into a new string that ends in NUL; the caller frees it with
 * gkplan_string_free(). `*length_out` (may be NULL) is its length without the NUL. */
GKPLAN_API gkplan_status gkplan_document_write_string(const gkplan_document *document, gkplan_output output,
                                                      char **out, size_t *length_out);

/** Free a string from gkplan_document_write_string(). NULL is allowed. */
GKPLAN_API void gkplan_string_free(char *string);

#ifdef __cplusplus
}
#endif
#endif

/** @file
 * Why a call failed: a status for programs, an error object with words for people.
 *
 * A status says that there is no result. A doubt about a document that could be read is a diagnostic
 * (diagnostic.h); the two are never mixed. Since 0.1.0.
 */
#ifndef GKPLAN_STATUS_H
#define GKPLAN_STATUS_H

#include <gkplan/version.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a call. New values may be added at the end: treat an unknown one as a failure. */
typedef enum gkplan_status {
    GKPLAN_STATUS_OK = 0,        /**< Done. */
    GKPLAN_STATUS_NO_MEMORY = 1, /**< An allocation failed; nothing is leaked. */
    GKPLAN_STATUS_INVALID_ARGUMENT =
        2,                         /**< The call itself is wrong: NULL, an impossible size, unknown bits. */
    GKPLAN_STATUS_CANNOT_OPEN = 3, /**< The path does not exist or may not be read. */
    GKPLAN_STATUS_READ_ERROR = 4,  /**< Reading failed half-way: the file, or the caller's callback. */
    GKPLAN_STATUS_UNSUPPORTED_FORMAT =
        5,                        /**< A format the library does not read; the words name it and a way out. */
    GKPLAN_STATUS_MALFORMED = 6,  /**< The format is known, but its bytes break its rules. */
    GKPLAN_STATUS_ENCRYPTED = 7,  /**< Protected by a password. */
    GKPLAN_STATUS_LIMIT = 8,      /**< One of gkplan_limits was passed; the words say which. */
    GKPLAN_STATUS_ENCODING = 9,   /**< The bytes are no text in any encoding the library knows. */
    GKPLAN_STATUS_CANCELLED = 10, /**< The caller's progress callback asked to stop. */
    GKPLAN_STATUS_WRITE_ERROR = 11, /**< The caller's write callback failed. */
    GKPLAN_STATUS_NOT_FOUND = 12    /**< What was asked for is not there. */
} gkplan_status;

/** A short English name of a status ("out of memory"); "unknown status" for others. Static, never NULL.
 * Thread safe. */
GKPLAN_API const char *gkplan_status_name(gkplan_status status);

/** What went wrong, where and why. Opaque; made by the failing call and owned by its caller, who frees it. */
typedef struct gkplan_error gkplan_error;

/** The status of an error. GKPLAN_STATUS_OK for NULL. Thread safe for one error at a time, as all below. */
GKPLAN_API gkplan_status gkplan_error_status(const gkplan_error *error);

/** One line of English: file, place, what was found and what was expected. Lives as long as the error; "" for
 * NULL. */
GKPLAN_API const char *gkplan_error_message(const gkplan_error *error);

/** The name of the source (path, or gkplan_read_options.source_name); "" when there is none. */
GKPLAN_API const char *gkplan_error_source(const gkplan_error *error);

/** The part inside the source, such as "word/document.xml"; "" when there is none. */
GKPLAN_API const char *gkplan_error_part(const gkplan_error *error);

/** The line in the part, from 1; 0 when unknown. */
GKPLAN_API uint32_t gkplan_error_line(const gkplan_error *error);

/** Free an error. NULL is allowed. */
GKPLAN_API void gkplan_error_free(gkplan_error *error);

#ifdef __cplusplus
}
#endif
#endif

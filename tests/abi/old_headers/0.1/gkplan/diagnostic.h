/** @file
 * Doubts: what the library decided about a document by its rules, and lets a person look at. Since 0.1.0.
 */
#ifndef GKPLAN_DIAGNOSTIC_H
#define GKPLAN_DIAGNOSTIC_H

#include <gkplan/layout.h>
#include <gkplan/version.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How grave a diagnostic is. */
typedef enum gkplan_severity {
    GKPLAN_SEVERITY_INFO = 0,    /**< Worth knowing; the rules leave little doubt. */
    GKPLAN_SEVERITY_WARNING = 1, /**< A person should look. */
    GKPLAN_SEVERITY_ERROR = 2    /**< Something of the document is not in the result, or is probably wrong. */
} gkplan_severity;

/** One diagnostic. Owned by the document. Grows at its end only. */
typedef struct gkplan_diagnostic {
    const struct gkplan_diagnostic *next; /**< The next one in order of finding, or NULL. */
    const char *code;                     /**< "GK103": stable for ever. Static. */
    const char *name;                     /**< "covered-cell-text": as stable as the code. Static. */
    gkplan_severity severity;             /**< How grave. */
    int32_t plan;                         /**< Index of the plan it speaks of, from 0; -1: none. */
    const char *message;                  /**< One line of English. */
    const char *message_chinese;          /**< The same in Chinese. */
    const char *node;                     /**< Path of the node ("3.2.1"), or NULL. */
    gkplan_place place;                   /**< Where in the source. */
    const char *value; /**< What {0} of the kind's text stands for: most often the words of the
                          document that it speaks of. "" when there is none. Never NULL. */
    const char *second_value;             /**< The same for {1}. */
} gkplan_diagnostic;

/** One row of the catalogue of all diagnostics. Static data. */
typedef struct gkplan_diagnostic_kind {
    const char *code;         /**< "GK103" */
    const char *name;         /**< A few words joined by hyphens. */
    gkplan_severity severity; /**< How grave. */
    const char *since;        /**< The release that first knew it. */
    const char *text;         /**< English, with {0} and {1} where the found values go. */
    const char *text_chinese; /**< The same in Chinese. */
} gkplan_diagnostic_kind;

/** The number of kinds in the catalogue. Thread safe. */
GKPLAN_API size_t gkplan_diagnostic_kind_count(void);

/** The kind at `position`, from 0, in order of code; NULL past the end. Thread safe. */
GKPLAN_API const gkplan_diagnostic_kind *gkplan_diagnostic_kind_at(size_t position);

/** The kind with this code or name; NULL when there is none. Thread safe. */
GKPLAN_API const gkplan_diagnostic_kind *gkplan_diagnostic_kind_find(const char *code);

#ifdef __cplusplus
}
#endif
#endif

/** @file
 * Checking a document that is to be published: rules over its layout and plans, whose findings are
 * diagnostics. Since 0.1.0.
 *
 * Thread safe on a finished document: any number of threads may check the same document or different ones.
 */
#ifndef GKPLAN_CHECK_H
#define GKPLAN_CHECK_H

#include <gkplan/allocator.h>
#include <gkplan/diagnostic.h>
#include <gkplan/document.h>
#include <gkplan/version.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One rule. Static data. Its texts are those of the diagnostic kind of the same code. Grows at its end only.
 */
typedef struct gkplan_rule {
    const char *code;             /**< "GK410": stable for ever. */
    const char *name;             /**< "units-missing": as stable. */
    gkplan_severity severity;     /**< How grave a finding is unless the caller says otherwise. */
    const char *since;            /**< The release that first had it. */
    const char *text;             /**< English, with {0} and {1} where the found values go. */
    const char *text_chinese;     /**< The same in Chinese. */
    const char *looks_at;         /**< What it looks at, in English. */
    const char *looks_at_chinese; /**< The same in Chinese. */
    const char *advice;           /**< What to do about a finding, in English. */
    const char *advice_chinese;   /**< The same in Chinese. */
    const char *fires;            /**< An example that gives a finding. */
    const char *quiet;            /**< A like example that gives none. */
} gkplan_rule;

/** The number of rules. Thread safe. */
GKPLAN_API size_t gkplan_rule_count(void);

/** The rule at `position`, from 0, in order of code; NULL past the end. Thread safe. */
GKPLAN_API const gkplan_rule *gkplan_rule_at(size_t position);

/** The rule with this code or name; NULL when there is none. Thread safe. */
GKPLAN_API const gkplan_rule *gkplan_rule_find(const char *code);

/** What is asked of a rule. New values may be added. */
typedef enum gkplan_rule_use {
    GKPLAN_RULE_DISABLE = 0,    /**< No findings of it. */
    GKPLAN_RULE_ENABLE = 1,     /**< Findings of it: the default of every rule. */
    GKPLAN_RULE_AS_INFO = 2,    /**< Its findings are of severity info. */
    GKPLAN_RULE_AS_WARNING = 3, /**< Its findings are of severity warning. */
    GKPLAN_RULE_AS_ERROR = 4    /**< Its findings are of severity error. */
} gkplan_rule_use;

/** One setting of a rule. Later settings of an array count before earlier ones. */
typedef struct gkplan_rule_setting {
    const char *rule;    /**< Code or name of a rule; "all": every one. Not NULL. */
    gkplan_rule_use use; /**< What is asked. */
} gkplan_rule_setting;

/**
 * Options of a check. Set by GKPLAN_CHECK_OPTIONS_INIT or gkplan_check_options_init(), then changed field by
 * field; grows as gkplan_read_options does. What it points at must live until the call returns, the
 * allocator's functions until the findings are freed.
 */
typedef struct gkplan_check_options {
    size_t size;                         /**< sizeof(gkplan_check_options) */
    const gkplan_rule_setting *settings; /**< May be NULL. */
    size_t setting_count;                /**< Their number. */
    uint32_t unit_likeness; /**< Per cent from which two names of units are probably one: 1 to 100;
                               0: the default, 85. 100: only known short forms. */
    uint32_t reserved;      /**< 0 */
    uint64_t findings;      /**< Findings kept; 0: the default, 10,000. Further ones are counted. */
    const gkplan_allocator *allocator; /**< NULL: malloc. */
} gkplan_check_options;

/** The defaults, as an initialiser. */
#define GKPLAN_CHECK_OPTIONS_INIT                                                                            \
    {                                                                                                        \
        sizeof(gkplan_check_options), 0, 0, 0, 0, 0, 0                                                       \
    }

/** Set `options` to the defaults, the same bytes as GKPLAN_CHECK_OPTIONS_INIT. `size` is
 * sizeof(gkplan_check_options) in the caller. Returns GKPLAN_STATUS_INVALID_ARGUMENT for NULL or a size
 * smaller than that of the first release or larger than the library knows. */
GKPLAN_API gkplan_status gkplan_check_options_init(gkplan_check_options *options, size_t size);

/** What a check found. Opaque; the caller frees it. The document must live as long. */
typedef struct gkplan_findings gkplan_findings;

/** Run the rules over `document`. `options` may be NULL. Errors: NO_MEMORY, INVALID_ARGUMENT (an impossible
 * size, a rule that is not there). On failure `*out` is NULL and, where `error` is not NULL, `*error` is a
 * new error that the caller frees; on success `*error` is NULL. */
GKPLAN_API gkplan_status gkplan_check(const gkplan_document *document, const gkplan_check_options *options,
                                      gkplan_findings **out, gkplan_error **error);

/** The first finding in the document's order, or NULL. Each is a diagnostic whose code is that of a rule and
 * whose `value` is the offending text. Owned by the findings. */
GKPLAN_API const gkplan_diagnostic *gkplan_findings_first(const gkplan_findings *findings);

/** The number of findings of at least this severity, those past the limit included. */
GKPLAN_API size_t gkplan_findings_count(const gkplan_findings *findings, gkplan_severity severity);

/** Free findings and everything reached from them. NULL is allowed. */
GKPLAN_API void gkplan_findings_free(gkplan_findings *findings);

#ifdef __cplusplus
}
#endif
#endif

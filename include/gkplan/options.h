/** @file
 * What a caller may say about a document before it is read. Since 0.1.0.
 */
#ifndef GKPLAN_OPTIONS_H
#define GKPLAN_OPTIONS_H

#include <gkplan/allocator.h>
#include <gkplan/limits.h>
#include <gkplan/plan.h>
#include <gkplan/status.h>
#include <gkplan/version.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The format of a source. New values may be added. */
typedef enum gkplan_format {
    GKPLAN_FORMAT_AUTOMATIC = 0, /**< Recognised by content. In a finished document: never. */
    GKPLAN_FORMAT_DOCX = 1,      /**< Office Open XML text: docx, docm, dotx, dotm. */
    GKPLAN_FORMAT_TEXT = 2,      /**< Plain text in one of the table dialects. */
    GKPLAN_FORMAT_HTML = 3,      /**< A web page. */
    GKPLAN_FORMAT_PDF_TEXT = 4   /**< Text, Markdown or word boxes that somebody extracted from a PDF. */
} gkplan_format;

/** What becomes of tracked changes. */
typedef enum gkplan_revisions {
    GKPLAN_REVISIONS_ACCEPT =
        0, /**< As if all were accepted: insertions count, deletions do not. The default. */
    GKPLAN_REVISIONS_REJECT = 1 /**< As if all were rejected: the text before the changes. */
} gkplan_revisions;

/** One more header word: a column whose header contains `word` (after folding) has `role`. It counts before
 * the library's own vocabulary. */
typedef struct gkplan_header_word {
    const char *word; /**< UTF-8, not NULL, not empty. */
    gkplan_role role; /**< The role it gives. */
} gkplan_header_word;

/**
 * Called now and then while a document is read. `done` and `total` are bytes of the source; `total` is 0 when
 * unknown. Return false to stop: the read ends with GKPLAN_STATUS_CANCELLED.
 */
typedef bool (*gkplan_progress)(uint64_t done, uint64_t total, void *context);

/**
 * Options of a read. Set by GKPLAN_READ_OPTIONS_INIT or gkplan_read_options_init(), then changed field by
 * field. The struct grows at its end only: a smaller one from an older program means defaults for the rest; a
 * larger one from a newer program is taken when the unknown bytes are 0. Everything it points at must live
 * until the read call returns (the allocator's functions longer, see there). A NULL pointer to options means
 * all defaults.
 */
typedef struct gkplan_read_options {
    size_t size;                /**< sizeof(gkplan_read_options) */
    const char *source_name;    /**< Name of the source in messages; NULL: the path, or "". */
    gkplan_format format;       /**< Format override; default GKPLAN_FORMAT_AUTOMATIC. */
    gkplan_revisions revisions; /**< Tracked changes; default GKPLAN_REVISIONS_ACCEPT. */
    const char *encoding;       /**< Encoding override for text ("GB18030"); NULL: recognised. */
    int32_t plan_year;          /**< Year for dates without one, 1 to 9999; 0: from the document. */
    gkplan_date issued;         /**< Date of issue, one that the calendar has; year 0: from the document. */
    const gkplan_header_word *header_words; /**< Additions to the header vocabulary; may be NULL. */
    size_t header_word_count;               /**< Their number. */
    const gkplan_limits *limits;            /**< NULL: all defaults. */
    const gkplan_allocator *allocator;      /**< NULL: malloc. */
    gkplan_progress progress;               /**< NULL: none. */
    void *progress_context;                 /**< Handed to `progress`. */
    uint64_t reserved;                      /**< 0 */
    uint32_t normalize_text; /**< 1: texts get plain characters where radicals and compatibility ideographs of
                                PDF fonts (U+2F2F for U+5DE5) and full-width letters and digits stand; 0, the
                                default: they stay as the source has them. Words are compared without these
                                differences in either case; punctuation is never changed. Since 0.1.0. */
    uint32_t
        skim_markup; /**< 1: what no reader asks for in the XML of a Word file and stood there before, word
                        for word, is left out before the XML is parsed. The document, the diagnostics and
                        the errors are the same, sooner. 0, the default: all of it is parsed. Since 0.1.0.
                        */
} gkplan_read_options;

/** The defaults, as an initialiser. */
#define GKPLAN_READ_OPTIONS_INIT                                                                             \
    {                                                                                                        \
        sizeof(gkplan_read_options), 0, GKPLAN_FORMAT_AUTOMATIC, GKPLAN_REVISIONS_ACCEPT, 0, 0, {0, 0, 0},   \
            0, 0, 0, 0, 0, 0, 0, 0, 0                                                                        \
    }

/** Set `options` to the defaults, the same bytes as GKPLAN_READ_OPTIONS_INIT. `size` is
 * sizeof(gkplan_read_options) in the caller. Returns GKPLAN_STATUS_INVALID_ARGUMENT for NULL or a size
 * smaller than that of the first release or larger than the library knows. */
GKPLAN_API gkplan_status gkplan_read_options_init(gkplan_read_options *options, size_t size);

#ifdef __cplusplus
}
#endif
#endif

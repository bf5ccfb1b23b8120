/** @file
 * What changed between two documents: tasks added, removed, reworded, moved and renumbered, units and
 * deadlines changed. Since 0.1.0.
 *
 * Every node of the plans takes part, those with children too. Nodes are matched by their text: first where
 * the texts of all nodes above them are the same too, then wherever they stand, then by likeness. White
 * space, width of letters and traditional forms make no difference.
 *
 * Thread safe on finished documents: any number of threads may compare the same documents.
 */
#ifndef GKPLAN_DIFF_H
#define GKPLAN_DIFF_H

#include <gkplan/allocator.h>
#include <gkplan/document.h>
#include <gkplan/plan.h>
#include <gkplan/status.h>
#include <gkplan/version.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What happened to a node. New values may be added. */
typedef enum gkplan_change_kind {
    GKPLAN_CHANGE_NONE = 0,    /**< Nothing: listed only when the options ask for it. */
    GKPLAN_CHANGE_ADDED = 1,   /**< It is in the new document only. */
    GKPLAN_CHANGE_REMOVED = 2, /**< It is in the old document only. */
    GKPLAN_CHANGE_CHANGED = 3  /**< It is in both; `parts` says what differs. */
} gkplan_change_kind;

/** The kind's name in JSON, static: "none", "added", "removed", "changed". */
GKPLAN_API const char *gkplan_change_kind_name(gkplan_change_kind kind);

/** What differs in a changed node: bits. New bits may be added. */
typedef enum gkplan_change_part {
    GKPLAN_CHANGE_TEXT = 1,      /**< "text": reworded. */
    GKPLAN_CHANGE_PLACE = 2,     /**< "place": below another node, or in another order among its siblings. */
    GKPLAN_CHANGE_NUMBER = 4,    /**< "number": its label or 序号. */
    GKPLAN_CHANGE_UNITS = 8,     /**< "units": units came, went or changed their role. */
    GKPLAN_CHANGE_DEADLINE = 16, /**< "deadline". */
    GKPLAN_CHANGE_DEADLINE_YEAR =
        32,                    /**< "deadline-year": the deadline moved by as many years as the plan. */
    GKPLAN_CHANGE_FIELDS = 64, /**< "fields": another column of the leaf. */
    GKPLAN_CHANGE_DEPTH = 128  /**< "depth": a leaf got children, or lost them. */
} gkplan_change_part;

/** The part's name in JSON, static; NULL for what is not exactly one part. */
GKPLAN_API const char *gkplan_change_part_name(gkplan_change_part part);

/** A unit that came, went, or changed its role. */
typedef struct gkplan_unit_change {
    const struct gkplan_unit_change *next; /**< The next one of the node, or NULL. */
    const gkplan_unit *old_unit;           /**< NULL: it came. Owned by the old document. */
    const gkplan_unit *new_unit;           /**< NULL: it went. Owned by the new document. */
} gkplan_unit_change;

/** One change. Grows at its end only. */
typedef struct gkplan_change {
    const struct gkplan_change *next;     /**< The next change, or NULL. */
    const gkplan_node *old_node;          /**< NULL for an added one. Owned by the old document. */
    const gkplan_node *new_node;          /**< NULL for a removed one. Owned by the new document. */
    const gkplan_plan *old_plan;          /**< The plan of old_node, or NULL. */
    const gkplan_plan *new_plan;          /**< The plan of new_node, or NULL. */
    const gkplan_unit_change *first_unit; /**< Units that changed, or NULL. */
    gkplan_change_kind kind;              /**< What happened. */
    uint32_t parts;                       /**< gkplan_change_part bits; 0 unless kind is CHANGED. */
    uint32_t likeness; /**< Of the two texts, per cent; 100: the same. 0 where one is missing. */
} gkplan_change;

/**
 * Options of a comparison. Set by GKPLAN_DIFF_OPTIONS_INIT or gkplan_diff_options_init(), then changed field
 * by field; grows as gkplan_read_options does. The allocator's functions must live until the changes are
 * freed.
 */
typedef struct gkplan_diff_options {
    size_t size;                       /**< sizeof(gkplan_diff_options) */
    const gkplan_allocator *allocator; /**< NULL: malloc. */
    uint32_t likeness;  /**< Per cent from which two texts are one that was reworded: 1 to 100; 0:
                           the default, 60. 100: none is. */
    uint32_t unchanged; /**< 1: nodes without changes are listed too; 0: they are not. */
} gkplan_diff_options;

/** The defaults, as an initialiser. */
#define GKPLAN_DIFF_OPTIONS_INIT                                                                             \
    {                                                                                                        \
        sizeof(gkplan_diff_options), 0, 0, 0                                                                 \
    }

/** Set `options` to the defaults, the same bytes as GKPLAN_DIFF_OPTIONS_INIT. `size` is
 * sizeof(gkplan_diff_options) in the caller. Returns GKPLAN_STATUS_INVALID_ARGUMENT for NULL or a size
 * smaller than that of the first release or larger than the library knows. */
GKPLAN_API gkplan_status gkplan_diff_options_init(gkplan_diff_options *options, size_t size);

/** What changed. Opaque; the caller frees it. Both documents must live as long. */
typedef struct gkplan_changes gkplan_changes;

/** Compare the plans of two documents, which may be the same one. `options` may be NULL. Errors: NO_MEMORY,
 * INVALID_ARGUMENT (a document that is NULL, an impossible size or value). On failure `*out` is NULL and,
 * where `error` is not NULL, `*error` is a new error that the caller frees; on success `*error` is NULL. The
 * time grows with the number of nodes and the length of their texts, not with the product of the two
 * documents. */
GKPLAN_API gkplan_status gkplan_diff(const gkplan_document *old_document, const gkplan_document *new_document,
                                     const gkplan_diff_options *options, gkplan_changes **out,
                                     gkplan_error **error);

/** The first change, or NULL. Changes stand in the order of the new document; what was removed stands where
 * it stood between its old neighbours. Owned by the changes. */
GKPLAN_API const gkplan_change *gkplan_changes_first(const gkplan_changes *changes);

/** How many nodes this happened to; for NONE, those without a change, listed or not. */
GKPLAN_API size_t gkplan_changes_count(const gkplan_changes *changes, gkplan_change_kind kind);

/** Free the changes and everything reached from them. NULL is allowed. */
GKPLAN_API void gkplan_changes_free(gkplan_changes *changes);

#ifdef __cplusplus
}
#endif
#endif

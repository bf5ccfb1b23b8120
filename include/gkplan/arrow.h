/** @file
 * The leaves of a plan as Apache Arrow record batches, through the Arrow C data and stream interfaces. Since
 * 0.1.0.
 *
 * Nothing of Arrow is needed to build or to call this: the three structs below are the whole interface, as
 * https://arrow.apache.org/docs/format/CDataInterface.html defines them, under the guards that it prescribes.
 *
 * What is exported is a copy that owns all its memory: it may outlive the document, may be moved to another
 * thread, and is freed by its own release callbacks. The columns are the same for every document, so that
 * batches of many documents make one table; docs/python.md lists them.
 */
#ifndef GKPLAN_ARROW_H
#define GKPLAN_ARROW_H

#include <gkplan/document.h>
#include <gkplan/version.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @cond Arrow's own declarations, word for word the same in every header that has them. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE           2
#define ARROW_FLAG_MAP_KEYS_SORTED    4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif
/** @endcond */

/** Write the leaves of every plan of `document` to `*out`, a stream of one record batch, which the caller
 * releases by `out->release(out)`. Errors: NO_MEMORY, INVALID_ARGUMENT for NULL, LIMIT when the texts of the
 * batch are 2 GiB or more (offsets have 32 bits); then `out->release` is NULL. Thread safe on a finished
 * document. */
GKPLAN_API gkplan_status gkplan_document_export_arrow(const gkplan_document *document,
                                                      struct ArrowArrayStream *out);

/** The same for the leaves of one plan. */
GKPLAN_API gkplan_status gkplan_plan_export_arrow(const gkplan_plan *plan, struct ArrowArrayStream *out);

#ifdef __cplusplus
}
#endif
#endif

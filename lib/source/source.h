/* The bytes of a document: in memory, or a file that a ZIP reader may seek in. */
#ifndef GK_SOURCE_SOURCE_H
#define GK_SOURCE_SOURCE_H

#include "core/context.h"
#include "core/string_view.h"
#include "source/block_quotes.h"
#include <gkplan/document.h>
#include <stdbool.h>

/* What the first bytes say. */
enum gk_container {
    GK_CONTAINER_TEXT,  /* none of the others: decoded to UTF-8 */
    GK_CONTAINER_ZIP,   /* an archive */
    GK_CONTAINER_OTHER, /* refused with an error before any reader sees it */
};

struct gk_source {
    const char *name;       /* never NULL */
    struct gk_string bytes; /* the raw bytes (mapped or read into memory) */
    enum gk_container container;
    struct gk_string
        text; /* the decoded UTF-8 without BOM, for GK_CONTAINER_TEXT; else empty. Not in the arena:
                 it dies with the source, so whatever a reader keeps goes through the builder */
    const char *encoding;          /* "UTF-8", "GB18030" ...; lives as long as the arena */
    bool has_nul;                  /* U+0000 was found (and became U+FFFD) */
    struct gk_block_quotes quotes; /* marks taken out of the text */
    void *owned;                   /* private to source.c */
};

/* Open a source; on failure the context says why and *out needs no closing. The bytes of a memory source stay
 * the caller's. */
gkplan_status gk_source_open_file(struct gk_context *context, const char *path, struct gk_source *out);
gkplan_status gk_source_open_memory(struct gk_context *context, const void *data, size_t size,
                                    struct gk_source *out);
gkplan_status gk_source_open_callback(struct gk_context *context, gkplan_read_callback callback,
                                      void *callback_context, struct gk_source *out);
void gk_source_close(struct gk_context *context, struct gk_source *source);

/* A part of a ZIP archive as a stream; bounded by the limits. Opened by exact name (compared as OPC does:
 * ASCII case does not count). */
struct gk_zip;
struct gk_zip_part;
gkplan_status gk_zip_open(struct gk_context *context, const struct gk_source *source, struct gk_zip **out);
void gk_zip_close(struct gk_zip *zip); /* NULL is allowed */
/* Whether a part is there. */
bool gk_zip_has(struct gk_zip *zip, const char *name);
/* GKPLAN_STATUS_MALFORMED when there is none. */
gkplan_status gk_zip_part_open(struct gk_zip *zip, const char *name, struct gk_zip_part **out);
/* Bytes read, 0 at the end, -1 on failure (the context then has the status and the words: CRC, limits ...).
 */
long gk_zip_part_read(struct gk_zip_part *part, void *buffer, size_t capacity);
void gk_zip_part_close(struct gk_zip_part *part); /* NULL is allowed */

#endif

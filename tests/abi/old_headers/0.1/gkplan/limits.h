/** @file
 * How much a document may ask for. Since 0.1.0.
 */
#ifndef GKPLAN_LIMITS_H
#define GKPLAN_LIMITS_H

#include <gkplan/version.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Limits on what a source may contain. A field of 0 means its default. What passes a limit ends the read with
 * GKPLAN_STATUS_LIMIT and words that name the limit, the value found and the value allowed; only
 * `diagnostics` is no failure: further diagnostics are counted, not kept.
 */
typedef struct gkplan_limits {
    size_t size;                 /**< sizeof(gkplan_limits) */
    uint64_t input_bytes;        /**< Bytes of the source. Default 256 MiB. */
    uint64_t archive_entries;    /**< Entries of a ZIP archive. Default 10,000. */
    uint64_t uncompressed_bytes; /**< Bytes that the parts read from an archive unpack to, in all. Default 1
                                    GiB. */
    uint64_t compression_ratio;  /**< Unpacked bytes per packed byte of a part, beyond its first MiB. Default
                                    200. */
    uint64_t xml_depth;          /**< Nesting of XML or HTML elements. Default 256. */
    uint64_t tables;             /**< Tables of a document. Default 100,000. */
    uint64_t rows;               /**< Rows of one table. Default 2,000,000. */
    uint64_t columns;            /**< Grid columns of one table. Default 16,384. */
    uint64_t cells;              /**< Cells of a document. Default 10,000,000. */
    uint64_t text_bytes;         /**< Bytes of text kept, in all. Default 512 MiB. */
    uint64_t table_depth;        /**< Nesting of tables in cells. Default 32. */
    uint64_t diagnostics;        /**< Diagnostics kept. Default 10,000. */
} gkplan_limits;

#ifdef __cplusplus
}
#endif
#endif

/** @file
 * The layout: what the source really holds. Blocks in reading order; tables of rows of cells with spans; each
 * with its place. Nothing here is guessed that a flag does not say. Everything is owned by the document,
 * read-only, reached by pointer, and grows at its end only. Thread safe once the read call has returned.
 * Since 0.1.0.
 */
#ifndef GKPLAN_LAYOUT_H
#define GKPLAN_LAYOUT_H

#include <gkplan/version.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gkplan_block gkplan_block; /**< A paragraph, table, text box, rule or page break. */
typedef struct gkplan_table gkplan_table; /**< A table as its source has it. */
typedef struct gkplan_row gkplan_row;     /**< A row of a table. */
typedef struct gkplan_cell gkplan_cell;   /**< A cell of a row. */

/** Where something stands in the source. */
typedef struct gkplan_place {
    const char *part; /**< Part of the source ("word/document.xml"); NULL: the source itself. */
    uint64_t byte;    /**< Byte offset in the decoded text, for text sources; 0 otherwise. */
    uint32_t line;    /**< Line in the part, from 1; 0: unknown. */
    uint32_t page;    /**< Page, from 1, where the source marks pages; 0: unknown. */
    int32_t table;    /**< gkplan_table.position, -1: not in a table. */
    int32_t row;      /**< gkplan_row.row, -1: not in a row. */
    int32_t column;   /**< Grid column, -1: not in a cell. */
    int32_t reserved; /**< 0 */
} gkplan_place;

/** What a block is. New values may be added. */
typedef enum gkplan_block_kind {
    GKPLAN_BLOCK_PARAGRAPH = 0,  /**< Text. `level` is 0, or 1 to 9 for a heading. */
    GKPLAN_BLOCK_TABLE = 1,      /**< `table` is not NULL. */
    GKPLAN_BLOCK_PAGE_BREAK = 2, /**< A page ends here, as the source says. */
    GKPLAN_BLOCK_RULE = 3,       /**< A drawn line across the page. */
    GKPLAN_BLOCK_TEXT_BOX = 4    /**< A box beside the text: its blocks are the children. */
} gkplan_block_kind;

/** Bits of gkplan_block.flags. */
#define GKPLAN_BLOCK_FURNITURE 0x1u /**< Page furniture: a page number, a web page's navigation. */
#define GKPLAN_BLOCK_LINE_BROKEN                                                                             \
    0x2u                           /**< Its line breaks were made by the page's width and have been joined. */
#define GKPLAN_BLOCK_CENTERED 0x4u /**< Centred, as a title is. */

/** One block. */
struct gkplan_block {
    const gkplan_block *next;        /**< The next block on the same level, or NULL. */
    const gkplan_block *first_child; /**< Blocks of a text box, else NULL. */
    const gkplan_table *table;       /**< The table, else NULL. */
    const char *text;       /**< UTF-8, "\n" for a line break inside; "" for other kinds. Never NULL. */
    size_t text_length;     /**< Bytes of `text`. */
    gkplan_place place;     /**< Where it begins. */
    gkplan_block_kind kind; /**< What it is. */
    uint32_t level;         /**< Heading level 1 to 9, or 0: no heading. */
    uint32_t label_length;  /**< Bytes at the start of `text` that automatic numbering wrote; 0: none. */
    uint32_t flags;         /**< GKPLAN_BLOCK_ bits. */
};

/** Bits of gkplan_table.flags. */
#define GKPLAN_TABLE_MERGES_KNOWN 0x1u /**< The source says what is merged (DOCX, HTML). */
#define GKPLAN_TABLE_PAGES_KNOWN  0x2u /**< The source marks where pages end. */
#define GKPLAN_TABLE_RAGGED                                                                                  \
    0x4u /**< Cells may stand left of their column: the source drops covered cells.                          \
          */

/** One table. */
struct gkplan_table {
    const gkplan_table *next;    /**< The next table of the same parent (cell or document), or NULL. */
    const gkplan_cell *parent;   /**< The cell that holds a nested table, else NULL. */
    const gkplan_row *first_row; /**< Rows in order; NULL for a table without rows. */
    uint32_t row_count;          /**< Rows. */
    uint32_t column_count;       /**< Grid columns, 0 for a table without rows. */
    int32_t position;            /**< Number of the table in the document, from 0, nested ones included. */
    uint32_t flags;              /**< GKPLAN_TABLE_ bits. */
    gkplan_place place;          /**< Where it begins. */
};

/** Bits of gkplan_row.flags. */
#define GKPLAN_ROW_HEADER      0x1u /**< The source calls it a header row (repeated on each page). */
#define GKPLAN_ROW_PAGE_TOP    0x2u /**< The first row after a page break that the source marks. */
#define GKPLAN_ROW_SINGLE_CELL 0x4u /**< The source has one cell alone in this row. */

/** One row. Its cells are those that begin in it. */
struct gkplan_row {
    const gkplan_row *next;        /**< The next row, or NULL. */
    const gkplan_cell *first_cell; /**< From left to right; NULL when all is covered. */
    uint32_t cell_count;           /**< Cells that begin here. */
    uint32_t row;                  /**< From 0. */
    uint32_t line;                 /**< Line in the source, from 1; 0: unknown. */
    uint32_t flags;                /**< GKPLAN_ROW_ bits. */
};

/** Bits of gkplan_cell.flags. */
#define GKPLAN_CELL_NEAR_MISS 0x1u /**< Its merge was joined over edges that differ a little. */
#define GKPLAN_CELL_ABSENT    0x2u /**< The source has no cell here: it was added to fill the row. */

/** One cell. A grid position covered by a span has no cell of its own. */
struct gkplan_cell {
    const gkplan_cell *next;         /**< The next cell of the row, or NULL. */
    const gkplan_table *first_table; /**< Tables inside the cell, linked by `next`. */
    const char *text;                /**< Paragraphs joined by "\n"; UTF-8; "" when blank. Never NULL. */
    uint32_t text_length;            /**< Bytes of `text`. */
    uint32_t row;                    /**< From 0. */
    uint32_t column;                 /**< Grid column, from 0. */
    uint32_t row_span;               /**< At least 1. */
    uint32_t column_span;            /**< At least 1. */
    uint32_t line;                   /**< Line in the source, from 1; 0: unknown. */
    uint32_t page;                   /**< Page, from 1; 0: unknown. */
    uint32_t label_length; /**< Bytes at the start of `text` that automatic numbering wrote; 0: none. */
    uint32_t flags;        /**< GKPLAN_CELL_ bits. */
};

/** The proof that nothing is lost: counts of characters (Unicode code points, white space not counted). */
typedef struct gkplan_account {
    uint64_t read;      /**< Characters that the source holds. */
    uint64_t placed;    /**< Of these, in a block or cell of the layout. */
    uint64_t named;     /**< Of these, not in the layout but named in diagnostics: deleted, hidden, furniture,
                           marks.     read == placed + named, always. */
    uint64_t plan_read; /**< Characters in the tables and outlines that became plans. */
    uint64_t plan_placed; /**< Of these, in a node, label, number, field or column header. */
    uint64_t
        plan_named; /**< Of these, named in diagnostics. plan_read == plan_placed + plan_named, always. */
} gkplan_account;

#ifdef __cplusplus
}
#endif
#endif

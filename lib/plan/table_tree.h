/* The state of the passes over one plan's rows: the row in its slots, what is open, the leaf that is being
 * made. */
#ifndef GK_PLAN_TABLE_TREE_H
#define GK_PLAN_TABLE_TREE_H

#include "core/label.h"
#include "plan/table_group.h"

/* What stands in a column of the plan in one row. */
enum gk_slot_state {
    GK_SLOT_BLANK = 0,
    GK_SLOT_OWN,     /* a cell that begins in this row and column */
    GK_SLOT_COVERED, /* the column of a merged cell that begins in a row above */
    GK_SLOT_SPANNED, /* a column further right of a cell */
};

struct gk_slot {
    enum gk_slot_state state;
    const gkplan_cell *cell; /* NULL where the source has none */
    size_t row_cell;         /* OWN: its number in gk_tree.cells */
};

/* A cell that begins in the row. */
struct gk_row_cell {
    const gkplan_cell *cell;
    bool placed; /* its text has found its place */
};

/* The node that is open on a level. */
struct gk_open_level {
    gkplan_node *node;
    const gkplan_cell *cell;   /* the last cell that stood for it */
    const gkplan_table *table; /* of that cell */
    enum gk_label_kind kind;   /* of the last label on this level, also when no node is open */
    bool page_top;             /* no text here yet since the page began */
};

struct gk_open_section {
    gkplan_node *node;
    uint32_t rank; /* by the first appearance of its kind of label */
};

/* A field of a leaf before it is read. */
struct gk_value {
    const gkplan_cell *cell;
    gkplan_origin origin;
    struct gk_buffer more; /* the whole text, when rows below added to it */
};

/* What a blank cell below would continue, and what was read from it. */
struct gk_last_value {
    const gkplan_cell *cell;  /* NULL: nothing, or truly blank */
    const gkplan_cell *above; /* the nearest value above since the last section row, continued or not */
    const gkplan_cell *read_cell;
    const gkplan_units *units;
    const gkplan_deadline *deadline;
    const gkplan_field *field; /* the last one made for this column */
};

/* What a text said when it was read last, where it left no doubt: plans name the same units and dates over
 * and over. */
struct gk_remembered {
    struct gk_string text; /* in the arena */
    gkplan_role role;
    const void *value; /* gkplan_units or gkplan_deadline by role; NULL: the place is free */
};

enum { GK_REMEMBERED = 256 };

struct gk_leaf {
    gkplan_node *node; /* NULL: none is open */
    const gkplan_table *table;
    gkplan_place place;
    struct gk_value values[GK_PLAN_COLUMNS];
};

/* The best way to place a row's cells up to one of them, when that one stands in a column. */
struct gk_place_score {
    int64_t score;
    uint32_t before; /* column of the cell before it */
};

/* Room to place the cells of a row by content. */
struct gk_placing {
    struct gk_place_score *scores;       /* by cell and plan column; NULL until the first row needs them */
    uint32_t as_before[GK_PLAN_COLUMNS]; /* plan column of each source column in the row before */
    uint32_t last_before; /* its last column with text; UINT32_MAX: it was not placed by content */
};

struct gk_tree {
    struct gk_table_group *group;
    struct gk_plan_draft draft;
    gkplan_account *account;
    size_t page_number;
    const struct gk_page *page;
    const gkplan_table *table;
    bool merges_known;
    uint32_t map[GK_PLAN_COLUMNS];              /* plan column of each of the page's columns */
    uint32_t next_map[GK_PLAN_COLUMNS];         /* the same of the next page */
    const gkplan_row *next_top;                 /* first row of the next page, or NULL */
    const gkplan_cell *owners[GK_PLAN_COLUMNS]; /* the last cell in each of the table's columns */
    struct gk_array cells;                      /* struct gk_row_cell of the row */
    struct gk_slot slots[GK_PLAN_COLUMNS];
    bool placed_by_content;
    struct gk_placing placing;
    struct gk_open_level open[GK_PLAN_COLUMNS]; /* by level */
    struct gk_array sections;                   /* struct gk_open_section */
    enum gk_label_kind section_kinds[GK_LABEL_DASH + 1];
    uint32_t section_kind_count;
    struct gk_last_value last[GK_PLAN_COLUMNS]; /* by field */
    struct gk_leaf leaf;
    struct gk_remembered remembered[GK_REMEMBERED]; /* by the text's hash */
    uint32_t blanks_continued;                      /* of units and deadlines, where merges are not known */
    uint32_t blanks_kept;                           /* of these, below a value that they might continue */
    uint32_t followed_to; /* the row of several texts that follows the section rows, where that was found */
    bool tail_begun;      /* nothing but texts across the width follows to the plan's end */
    bool headless_said;   /* that texts stand in a column without a header */
    bool leaf_became_parent; /* the leaf before got tasks below it; its own values are in `orphans` */
    const gkplan_cell *orphans[GK_PLAN_COLUMNS];
};

static inline size_t gk_placing_bytes(const struct gk_tree *tree)
{
    return sizeof(struct gk_place_score) * GK_PLAN_COLUMNS * tree->group->column_count;
}

static inline struct gk_row_cell *gk_tree_cell(const struct gk_tree *tree, size_t position)
{
    return gk_array_at(&tree->cells, position);
}

static inline bool gk_slot_has_text(const struct gk_slot *slot)
{
    return slot->state == GK_SLOT_OWN && slot->cell->text_length > 0;
}

/* --- place_rows.c --- */
/* Put the row's cells into the slots of the plan's columns (contract 4.6). */
gkplan_status gk_row_place(struct gk_tree *tree, const gkplan_row *row);
/* Say which cells of a data row cover columns of different roles. */
void gk_row_say_across(struct gk_tree *tree, const gkplan_row *row);
/* Whether the row's cells stand left of their columns for sure. */
bool gk_row_slides(struct gk_table_group *group, const uint32_t *map, const gkplan_row *row);

/* --- section_rows.c --- */
/* The cell of a section row, or NULL (contract 4.2). */
const gkplan_cell *gk_section_cell(struct gk_tree *tree, const gkplan_row *row);
gkplan_status gk_section_open(struct gk_tree *tree, const gkplan_row *row, const gkplan_cell *cell);
gkplan_node *gk_section_node(const struct gk_tree *tree);

/* --- levels.c --- */
/* The row's texts become nodes below the open section (or NULL); its last one is the new leaf (contract 4.3
 * to 4.5). *leaf is NULL when the row has no text of its own. */
gkplan_status gk_levels_row(struct gk_tree *tree, gkplan_node *section, gkplan_node **leaf);
/* A node for a cell. */
gkplan_node *gk_tree_add_node(struct gk_tree *tree, gkplan_node *parent, gkplan_node_kind kind,
                              const gkplan_cell *cell);
/* Forget what is open from a level on. */
void gk_levels_close(struct gk_tree *tree, uint32_t level);

/* --- written_out.c --- */
/* A text that stands again to its right under the same header is one node. */
void gk_levels_written_out(struct gk_tree *tree);

/* --- continue_blanks.c --- */
/* The values of the row for a new leaf (contract 4.4). */
gkplan_status gk_values_take(struct gk_tree *tree, gkplan_node *leaf);
/* The values of a row without a text of its own are added to the open leaf. */
gkplan_status gk_values_add(struct gk_tree *tree);
/* Blanks below continue nothing: a section row or a task of level 1 begins. Below the latter a column left of
 * every text goes on. */
void gk_values_forget(struct gk_tree *tree, bool section);
/* Say how many blanks were taken how, where the source does not say what is merged. */
void gk_values_say_blanks(struct gk_tree *tree);
/* The open leaf becomes a parent: its values go to the leaf below, or are named. */
void gk_values_orphan(struct gk_tree *tree);

/* --- leaf_fields.c --- */
/* Read the open leaf's values, if any, and close it. */
gkplan_status gk_leaf_finish(struct gk_tree *tree);

/* --- plan_account.c --- */
void gk_account_cell(struct gk_tree *tree, const gkplan_cell *cell, bool placed);
/* A row that is not looked at: its texts are named in diagnostics, or placed when they repeat the header. */
void gk_account_row(struct gk_tree *tree, const gkplan_row *row, bool header);
/* Count the cells of the row; those that found no place are errors. */
void gk_account_cells(struct gk_tree *tree);

#endif

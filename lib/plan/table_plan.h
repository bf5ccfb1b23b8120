/* The work on one plan's tables, shared by the files that do it. */
#ifndef GK_PLAN_TABLE_PLAN_H
#define GK_PLAN_TABLE_PLAN_H

#include "core/array.h"
#include "field/label.h"
#include "plan/normalise.h"
#include "plan/plan_build.h"

/* One column of the plan. */
struct gk_plan_column {
    gkplan_role role;
    uint32_t grid_column;
    const char *header;
    int level;                /* number among the text columns, -1: none */
    bool field;               /* its value is the leaf's own field of this role, not one of `fields` */
    gkplan_node *open;        /* text columns: the node that is open here */
    const gkplan_cell *owner; /* the cell that covers this column in the current row */
    bool begins;              /* ... and begins in this row */
    struct gk_string text;    /* its text, "" when there is no cell */
    const gkplan_cell *value; /* units and deadline: the nearest value above that may be continued, or NULL */
    bool page_pending;        /* no text yet since the last page header */
};

/* An open section row. */
struct gk_open_section {
    enum gk_label_kind kind;
    gkplan_node *node;
};

struct gk_table_plan {
    struct gk_context *context;
    struct gk_plan_draft draft;
    struct gk_array columns;      /* struct gk_plan_column */
    struct gk_array sections;     /* struct gk_open_section */
    struct gk_array header_texts; /* const char *: the folded texts of the header row, for its repetitions */
    const gkplan_table *table;    /* the one that is read now */
    bool merges_known;
    bool after_page; /* the next data row is the first of a page */
    uint32_t text_columns;
    gkplan_account *account;
};

/* The header of a table: which rows are its header, and the columns with their roles. */
struct gk_header {
    const gkplan_row *first_row;
    const gkplan_row *last_row;
};

static inline struct gk_plan_column *gk_plan_column_at(const struct gk_table_plan *plan, size_t position)
{
    return gk_array_at(&plan->columns, position);
}

/* The role that a header's words give; OTHER when none. */
gkplan_role gk_header_role(struct gk_context *context, struct gk_string text);
/* Finds the header rows of a table; false when it has none that makes it a plan (contract 3.2). */
bool gk_header_find(struct gk_context *context, const gkplan_table *table, struct gk_header *header);
/* Sets up the columns from the header (contract 2.5, 4.1). */
gkplan_status gk_header_columns(struct gk_table_plan *plan, const gkplan_table *table,
                                const struct gk_header *header);
/* Whether a row is the header again. */
bool gk_header_repeated(struct gk_table_plan *plan, const gkplan_row *row);

/* Reads the rows of a table from `first` on into the plan. */
gkplan_status gk_table_rows(struct gk_table_plan *plan, const gkplan_table *table, const gkplan_row *first);

/* Places a row that has fewer cells than columns; false when the row needs none of this. */
bool gk_place_row(struct gk_table_plan *plan, const gkplan_row *row);

/* Fills the leaf from the current row's columns. */
gkplan_status gk_leaf_fill(struct gk_table_plan *plan, gkplan_node *leaf, const gkplan_row *row);
/* Forgets the values that blanks below could continue: a section or a task of level 1 begins. */
void gk_leaf_forget_values(struct gk_table_plan *plan);

/* Whether two labels are the same after folding (contract 4.5); with `likeness` also when they are alike
 * enough. *alike says that only the likeness made it so. */
bool gk_labels_match(struct gk_context *context, struct gk_string a, struct gk_string b, bool likeness,
                     bool *alike);

/* Whether a row's only text is a total, a note or the like. */
bool gk_not_data(struct gk_context *context, struct gk_string text);

gkplan_place gk_cell_place(const struct gk_table_plan *plan, const gkplan_row *row, const gkplan_cell *cell);
/* Count a cell's text as placed, or as named in a diagnostic. */
void gk_plan_count(struct gk_table_plan *plan, const gkplan_cell *cell, bool placed);

#endif

/* The working representation of one plan that is being made from tables: the tables that continue one
 * another, cut into pages (rows under one header), their columns, and the slots of the row that is looked at.
 * A pass for each rule of contract 4 works on it; the order of the passes is in build_tree.c. */
#ifndef GK_PLAN_TABLE_GROUP_H
#define GK_PLAN_TABLE_GROUP_H

#include "core/array.h"
#include "field/header_words.h"
#include "plan/normalise.h"
#include "plan/plan_build.h"

/* No published plan comes near it; what is wider is no plan. Keeps the work for a row bounded. */
enum { GK_PLAN_COLUMNS = 128 };

/* The columns of a table that some cell's edge uses. */
struct gk_grid {
    const gkplan_table *table;
    const gkplan_allocator *allocator;
    uint32_t *compact; /* for each grid column, and one past the last: its column here */
    size_t compact_count;
    uint32_t first[GK_PLAN_COLUMNS]; /* grid column where each column begins */
    uint32_t count;                  /* columns; above GK_PLAN_COLUMNS: too many to be a plan */
};
void gk_grid_init(struct gk_grid *grid, const gkplan_allocator *allocator);
void gk_grid_free(struct gk_grid *grid);
gkplan_status gk_grid_build(struct gk_context *context, struct gk_grid *grid, const gkplan_table *table);
/* The columns of a cell: from, and one past the last. */
uint32_t gk_grid_from(const struct gk_grid *grid, const gkplan_cell *cell);
uint32_t gk_grid_to(const struct gk_grid *grid, const gkplan_cell *cell);

/* One column of a page's header. */
struct gk_header_column {
    const gkplan_cell *cell; /* the lowest header cell over it, or NULL */
    gkplan_role role;
};

/* Rows under one header, to the next header or the table's end. */
struct gk_page {
    const gkplan_table *table;
    const gkplan_row *header; /* the header's first row; NULL: the header of the page before holds on */
    const gkplan_row *data;   /* the first row after the header, or NULL */
    const gkplan_row *end;    /* the first row of the next page, or NULL */
    uint32_t width;           /* columns that its cells use */
    bool padded;              /* the header's last columns are blank */
    bool surplus;             /* the header has fewer cells than the rows */
};

/* A column of the plan that holds a field of a leaf, or its number. */
struct gk_field_column {
    uint32_t from, to; /* plan columns, `to` is one past the last */
    gkplan_role role;
    const char *name; /* header, unique among the names of gkplan_task.first_field */
    bool by_name;     /* goes to gkplan_task.first_field */
};

/* How much a cell's text is like units or a deadline, in per cent; it is asked of a cell for every column
 * that it may stand in. By the text's address; -1: not known yet. */
#define GK_LIKENESSES 64
struct gk_cell_likeness {
    const char *text;
    int16_t units;
    int16_t deadline;
};

/* How the words of a header of several rows found their columns. */
enum gk_header_placing {
    GK_HEADER_PLACED = 0,
    GK_HEADER_PLACED_BY_KIND, /* the rows have slid: by what the words say */
    GK_HEADER_NOT_PLACED
};

struct gk_table_group {
    struct gk_cell_likeness likenesses[GK_LIKENESSES];
    struct gk_context *context;
    struct gk_block_uses *uses;
    size_t block;           /* position of the first table's top-level block */
    struct gk_array tables; /* const gkplan_table * */
    struct gk_array pages;  /* struct gk_page */
    struct gk_grid grid;    /* of the table that is looked at */
    bool merges_known;
    bool pages_marked;                     /* by the source, or by repeated headers */
    bool drops_covered;                    /* the source drops covered cells at the left too */
    const gkplan_row *title_row;           /* a row above the header that is the plan's title, or NULL */
    uint64_t likeness_work;                /* steps that may still be spent on likeness */
    enum gk_header_placing header_placing; /* of the header that was read last */

    /* The plan's columns (plan_columns.c). */
    struct gk_header_column plan_columns[GK_PLAN_COLUMNS];
    uint32_t column_count;
    const struct gk_page *chosen;     /* the page whose header counts */
    uint32_t levels[GK_PLAN_COLUMNS]; /* text columns: tasks from left to right, then requirements */
    uint32_t level_count;
    uint32_t first_text; /* the first of these from the left */
    struct gk_field_column fields[GK_PLAN_COLUMNS];
    uint32_t field_count;
};

static inline const gkplan_table *gk_group_table(const struct gk_table_group *group, size_t position)
{
    return *(const gkplan_table **)gk_array_at(&group->tables, position);
}

static inline struct gk_page *gk_group_page(const struct gk_table_group *group, size_t position)
{
    return gk_array_at(&group->pages, position);
}

static inline bool gk_role_is_text(gkplan_role role)
{
    return role == GKPLAN_ROLE_TASK || role == GKPLAN_ROLE_REQUIREMENT;
}

/* Roles whose blank cells may continue the cell above (contract 4.4). */
static inline bool gk_role_continues(gkplan_role role)
{
    return role == GKPLAN_ROLE_LEAD || role == GKPLAN_ROLE_UNITS || role == GKPLAN_ROLE_SUPPORT ||
           role == GKPLAN_ROLE_DEADLINE;
}

static inline struct gk_string gk_cell_text(const gkplan_cell *cell)
{
    return gk_string_make(cell->text, cell->text_length);
}

gkplan_place gk_cell_place(const gkplan_table *table, const gkplan_cell *cell);

/* --- header_roles.c --- */

/* Whether the row (with the rows that belong to it) is a header; *end is the first row after it. */
bool gk_header_begins(struct gk_context *context, const gkplan_table *table, const gkplan_row *row,
                      const gkplan_row **end);
/* The first header among the table's first rows, or NULL; *end is the row after it. */
const gkplan_row *gk_header_find(struct gk_context *context, const gkplan_table *table,
                                 const gkplan_row **end);
/* Whether two headers say the same words in the same order. */
bool gk_header_same(struct gk_context *context, const gkplan_row *a, const gkplan_row *a_end,
                    const gkplan_row *b, const gkplan_row *b_end);
/* Where a header that has fewer words than the rows have columns is wide. */
enum gk_header_reading {
    GK_HEADER_AS_IT_STANDS =
        0,               /* blank cells belong to the header on their left; missing ones to the task header */
    GK_HEADER_WIDE_TASK, /* the blank cells at its end are padding: the task header is wide */
    GK_HEADER_WIDE_REQUIREMENT, /* ... the requirement header is */
    GK_HEADER_READINGS
};
/* The columns of a page from its header: fills `columns`, page->width of them. */
gkplan_status gk_header_read(struct gk_table_group *group, const struct gk_page *page,
                             enum gk_header_reading reading, struct gk_header_column *columns);

/* Put a header cell over columns `from` to `to`; lower rows count more than upper ones. */
void gk_header_cover(struct gk_context *context, struct gk_header_column *columns, uint32_t from, uint32_t to,
                     const gkplan_cell *cell);

/* --- header_rows.c --- */

/* The columns of a header of several rows, where the source does not say what is merged. */
enum gk_header_placing gk_header_rows_place(struct gk_table_group *group, const struct gk_page *page,
                                            struct gk_header_column *columns);

/* --- header_settle.c --- */

/* Of the columns that say the same role, settle which has it; the others' role is OTHER. `first_row` is the
 * position of the header's first row. */
void gk_header_settle(struct gk_context *context, struct gk_header_column *columns, uint32_t width,
                      uint32_t first_row);

/* --- section_rows.c --- */

/* Whether a text carries a label as sections do: 一、 （一） 第一章. */
bool gk_section_label(struct gk_string text);

/* --- pages.c --- */

/* Cut the group's tables into pages. */
gkplan_status gk_pages_find(struct gk_table_group *group);

/* --- wide_header.c --- */

/* Where the header has fewer cells than the rows: which columns stand below the task's header and which below
 * the requirement's beside it, by what they hold. */
void gk_wide_header_settle(struct gk_table_group *group);
/* Whether the rows show that columns [from, to) below one header are levels of text: headings over several
 * rows, or numbers, stand left of texts. */
bool gk_wide_header_shows(struct gk_table_group *group, uint32_t from, uint32_t to);

/* --- plan_columns.c --- */

/* Choose the plan's columns among the pages' headers. */
gkplan_status gk_plan_columns_choose(struct gk_table_group *group);
/* Number the text columns. */
void gk_plan_levels_find(struct gk_table_group *group);
/* Levels, fields and the public list of columns. */
gkplan_status gk_plan_columns_make(struct gk_table_group *group, struct gk_plan_draft *draft);
/* The plan column of each column of `page`, UINT32_MAX where there is none. */
void gk_plan_columns_map(struct gk_table_group *group, const struct gk_page *page, uint32_t *map);

/* --- table_content.c --- */

/* Whether the columns hold tasks, not numbers; finds drops_covered and number columns without a header. */
bool gk_group_is_plan(struct gk_table_group *group);

/* --- not_data.c --- */

/* Whether the row is a total, a note or a line about the form (contract 4.9). */
bool gk_row_is_not_data(struct gk_context *context, const gkplan_row *row);
/* Whether a paragraph is nothing but such a line. */
bool gk_text_is_not_data(struct gk_context *context, struct gk_string text);

/* --- written_out.c --- */

/* The text of a row that says the same in each of its columns, as extractors write what is merged; or NULL.
 */
const gkplan_cell *gk_row_same_text(const gkplan_row *row);

/* --- cell_fit.c --- */

/* How well a text fits a column of this role: below 0 it does not, above 0 it does. */
int gk_cell_fit(struct gk_table_group *group, gkplan_role role, struct gk_string text);

/* --- join_pages.c --- */

enum gk_same { GK_SAME_NOT = 0, GK_SAME_LIKE, GK_SAME_EQUAL };
/* Whether two labels are one (contract 4.5). Likeness counts where `likeness_work` is not NULL; it is what
 * may still be spent on likeness, in steps. */
enum gk_same gk_labels_compare(struct gk_context *context, struct gk_string a, struct gk_string b,
                               uint64_t *likeness_work);

/* --- build_tree.c --- */

/* Make the plan of the group. */
gkplan_status gk_plan_from_group(struct gk_table_group *group, struct gk_layout *layout,
                                 const gkplan_metadata *metadata, const char *title, uint32_t position,
                                 gkplan_plan **plan);

#endif

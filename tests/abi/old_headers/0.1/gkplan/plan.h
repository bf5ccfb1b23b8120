/** @file
 * The plan: a 分解表 as a tree. Plain structs that a caller walks with plain pointers. Everything is owned by
 * the document, read-only, reached by pointer only (never copy or store a struct by value), and grows at its
 * end only. Strings are UTF-8, end in NUL and live as long as the document. Thread safe once the read call
 * has returned. Since 0.1.0.
 */
#ifndef GKPLAN_PLAN_H
#define GKPLAN_PLAN_H

#include <gkplan/layout.h>
#include <gkplan/version.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A day of the Gregorian calendar. `year` is 0 when there is none. */
typedef struct gkplan_date {
    int16_t year;  /**< 1 to 9999, or 0: no date. */
    uint8_t month; /**< 1 to 12. */
    uint8_t day;   /**< 1 to 31. */
} gkplan_date;

/** What a column says. New values may be added. */
typedef enum gkplan_role {
    GKPLAN_ROLE_OTHER = 0,       /**< "other": any column without one of the roles below. */
    GKPLAN_ROLE_NUMBER = 1,      /**< "number": 序号 */
    GKPLAN_ROLE_TASK = 2,        /**< "task" */
    GKPLAN_ROLE_REQUIREMENT = 3, /**< "requirement" */
    GKPLAN_ROLE_TARGET = 4,      /**< "target": 目标, 指标 */
    GKPLAN_ROLE_LEAD = 5,        /**< "lead": 牵头 */
    GKPLAN_ROLE_UNITS = 6,       /**< "units": 责任单位 */
    GKPLAN_ROLE_SUPPORT = 7,     /**< "support": 配合 */
    GKPLAN_ROLE_PERSON = 8,      /**< "person": 责任人, 责任领导 */
    GKPLAN_ROLE_CONTACT = 9,     /**< "contact" */
    GKPLAN_ROLE_START = 10,      /**< "start" */
    GKPLAN_ROLE_DEADLINE = 11,   /**< "deadline" */
    GKPLAN_ROLE_PROGRESS = 12,   /**< "progress" */
    GKPLAN_ROLE_REMARKS = 13     /**< "remarks": 备注 */
} gkplan_role;

/** The role's name in JSON, static; "other" for unknown values. */
GKPLAN_API const char *gkplan_role_name(gkplan_role role);

/** Where a field's value comes from. */
typedef enum gkplan_origin {
    GKPLAN_ORIGIN_NONE = 0,    /**< "none": the cell is there and is truly blank. */
    GKPLAN_ORIGIN_OWN = 1,     /**< "own": the cell stands in this row. */
    GKPLAN_ORIGIN_MERGED = 2,  /**< "merged": the source says that a merged cell covers this row. */
    GKPLAN_ORIGIN_INFERRED = 3 /**< "inferred": blank here; the rules took the value from above. */
} gkplan_origin;

/** The origin's name in JSON, static. */
GKPLAN_API const char *gkplan_origin_name(gkplan_origin origin);

/** What a unit does for the task. */
typedef enum gkplan_unit_role {
    GKPLAN_UNIT_RESPONSIBLE = 0, /**< "responsible" */
    GKPLAN_UNIT_LEAD = 1,        /**< "lead" */
    GKPLAN_UNIT_SUPPORT = 2      /**< "support" */
} gkplan_unit_role;

/** The unit role's name in JSON, static. */
GKPLAN_API const char *gkplan_unit_role_name(gkplan_unit_role role);

/** One unit, named as in the source. */
typedef struct gkplan_unit {
    const struct gkplan_unit *next; /**< The next unit of the field, or NULL. */
    const char *name;               /**< As written, never NULL or "". */
    const char *scope;              /**< What it is responsible for (the text before a colon), or NULL. */
    gkplan_unit_role role;          /**< What it does. */
} gkplan_unit;

/** A units field of a leaf. */
typedef struct gkplan_units {
    const char *text;              /**< The cell's text; "" when origin is none. Never NULL. */
    const gkplan_unit *first_unit; /**< Units in order, or NULL. */
    uint32_t unit_count;           /**< Their number. */
    gkplan_origin origin;          /**< Where the value comes from. */
    const gkplan_cell *cell;       /**< The cell that holds it; NULL in an outline. */
} gkplan_units;

/** How often a task recurs. */
typedef enum gkplan_recurrence {
    GKPLAN_RECURRENCE_NONE = 0,        /**< null */
    GKPLAN_RECURRENCE_WEEKLY = 1,      /**< "weekly" */
    GKPLAN_RECURRENCE_MONTHLY = 2,     /**< "monthly" */
    GKPLAN_RECURRENCE_QUARTERLY = 3,   /**< "quarterly" */
    GKPLAN_RECURRENCE_HALF_YEARLY = 4, /**< "half-yearly" */
    GKPLAN_RECURRENCE_YEARLY = 5       /**< "yearly" */
} gkplan_recurrence;

/** The recurrence's name in JSON, static; NULL for none. */
GKPLAN_API const char *gkplan_recurrence_name(gkplan_recurrence recurrence);

/** A deadline field of a leaf. */
typedef struct gkplan_deadline {
    const char *text;            /**< The cell's text; "" when origin is none. Never NULL. */
    gkplan_origin origin;        /**< Where the value comes from. */
    gkplan_date due;             /**< The last day on which the task is in time; year 0: not known. */
    gkplan_date start;           /**< The first day of a range; year 0: none. */
    bool ongoing;                /**< 长期坚持, 持续推进, 常态化, 全年 */
    gkplan_recurrence recurring; /**< 每月 and so on. */
    int32_t relative_days;       /**< Days after the date of issue; -1: none. */
    const gkplan_cell *cell;     /**< The cell that holds it; NULL in an outline. */
} gkplan_deadline;

/** A column's value that has no place of its own in gkplan_task: remarks, target, person ... */
typedef struct gkplan_field {
    const struct gkplan_field *next; /**< The next field of the leaf, or NULL. */
    const char *name;                /**< The column's header. */
    const char *text;                /**< The cell's text, "" when blank. */
    gkplan_role role;                /**< The column's role. */
    gkplan_origin origin;            /**< Where the value comes from. */
    const gkplan_cell *cell;         /**< The cell that holds it, or NULL. */
} gkplan_field;

/** What only a leaf has. A role that the table has no column for is NULL. */
typedef struct gkplan_task {
    const char *number;              /**< Text of the 序号 cell, or NULL. */
    const gkplan_units *lead;        /**< 牵头, or NULL. */
    const gkplan_units *units;       /**< 责任, or NULL. */
    const gkplan_units *support;     /**< 配合, or NULL. */
    const gkplan_deadline *deadline; /**< 时限, or NULL. */
    const gkplan_field *first_field; /**< Every other column, in order, or NULL. */
} gkplan_task;

/** What a node is. */
typedef enum gkplan_node_kind {
    GKPLAN_NODE_TASK = 0,       /**< "task" */
    GKPLAN_NODE_REQUIREMENT = 1 /**< "requirement" */
} gkplan_node_kind;

/** Why a node stands where it stands. New values may be added. */
typedef enum gkplan_evidence {
    GKPLAN_EVIDENCE_CELL = 0,        /**< A cell of its own row. */
    GKPLAN_EVIDENCE_SECTION_ROW = 1, /**< A row across the whole width. */
    GKPLAN_EVIDENCE_MERGED = 2,      /**< A cell that the source merges over several rows. */
    GKPLAN_EVIDENCE_CONTINUED = 3,   /**< Blanks below it were taken as its continuation. */
    GKPLAN_EVIDENCE_PAGE_TOP = 4,    /**< Its label stands again at the top of a page. */
    GKPLAN_EVIDENCE_LIKENESS = 5,    /**< The same, with another wording. */
    GKPLAN_EVIDENCE_PLACED = 6,      /**< Its row had fewer cells; it was placed by content. */
    GKPLAN_EVIDENCE_OUTLINE = 7      /**< A numbered paragraph. */
} gkplan_evidence;

/** One node of the tree. */
typedef struct gkplan_node {
    const struct gkplan_node *parent;      /**< NULL for a node on level 1. */
    const struct gkplan_node *first_child; /**< NULL for a leaf. */
    const struct gkplan_node *last_child;  /**< NULL for a leaf. */
    const struct gkplan_node *next;        /**< Next sibling, or NULL. */
    const struct gkplan_node *previous;    /**< Previous sibling, or NULL. */
    const gkplan_task *task;               /**< Units, deadline and so on of a leaf; NULL for others. */
    const char *label;                     /**< Numbering in front of the text, as written; "" when none. */
    const char *text;                      /**< What follows. Never NULL. */
    const gkplan_cell *cell;               /**< The cell that first names it; NULL in an outline. */
    const gkplan_block *block;             /**< The paragraph, in an outline; NULL in a table. */
    gkplan_place place;                    /**< Where it first stands. */
    gkplan_node_kind kind;                 /**< Task or requirement. */
    uint32_t level;                        /**< 1 for the children of the root. */
    uint32_t child_count;                  /**< Children. */
    uint32_t position;                     /**< Number among its siblings, from 1. */
    gkplan_evidence evidence;              /**< Why it stands here. */
} gkplan_node;

/** One column of a plan's table. */
typedef struct gkplan_column {
    const struct gkplan_column *next; /**< The next column, or NULL. */
    const char *header;               /**< As written, lines joined; "" when it has none. */
    gkplan_role role;                 /**< What it says. */
    uint32_t grid_column;             /**< First grid column in the layout. */
} gkplan_column;

/** What a plan was made from. */
typedef enum gkplan_plan_layout {
    GKPLAN_PLAN_TABLE = 0,  /**< "table" */
    GKPLAN_PLAN_OUTLINE = 1 /**< "outline" */
} gkplan_plan_layout;

/** One plan. */
typedef struct gkplan_plan {
    const struct gkplan_plan *next;    /**< The next plan of the document, or NULL. */
    const char *title;                 /**< Its title, or NULL. */
    const gkplan_column *first_column; /**< Columns from left to right; NULL for an outline. */
    const gkplan_node *first_node;     /**< Nodes of level 1. */
    const gkplan_node *last_node;      /**< The last of them. */
    const gkplan_table *table;         /**< Its first table; NULL for an outline. */
    int32_t year;                      /**< The plan's year; 0: not known. */
    gkplan_plan_layout layout;         /**< Table or outline. */
    uint32_t position;                 /**< Number in the document, from 0. */
    uint32_t column_count;             /**< Columns. */
    uint32_t node_count;               /**< Nodes of level 1. */
    uint32_t leaf_count;               /**< Leaves in the whole tree. */
} gkplan_plan;

/** One section of the document's numbered prose. */
typedef struct gkplan_section {
    const struct gkplan_section *parent;      /**< NULL on the first level. */
    const struct gkplan_section *first_child; /**< Or NULL. */
    const struct gkplan_section *next;        /**< Next sibling, or NULL. */
    const char *label;                        /**< "（一）" */
    const char *title;                        /**< Its heading. */
    const char *body;                         /**< The text below it, "" when none. */
    gkplan_place place;                       /**< Where it begins. */
} gkplan_section;

/** One text of a list. */
typedef struct gkplan_text {
    const struct gkplan_text *next; /**< The next one, or NULL. */
    const char *text;               /**< Never NULL. */
} gkplan_text;

/** What the notice says of itself. What the source does not say is NULL, or a date with year 0. */
typedef struct gkplan_metadata {
    const char *title;              /**< Title of the notice, lines joined. */
    const char *number;             /**< 文号 */
    const char *issuer;             /**< 发文机关 */
    const char *disclosure;         /**< "公开", "依申请公开" or "不予公开" */
    gkplan_date issued;             /**< 成文日期 */
    gkplan_date printed;            /**< 印发日期 */
    const gkplan_text *addressees;  /**< 主送 */
    const gkplan_text *copied_to;   /**< 抄送 */
    const gkplan_text *attachments; /**< Names without their numbers. */
} gkplan_metadata;

#ifdef __cplusplus
}
#endif
#endif

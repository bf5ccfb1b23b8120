/* What the rules of one check share: the document, which rules are wanted, and the findings so far. */
#ifndef GK_CHECK_CHECK_RUN_H
#define GK_CHECK_CHECK_RUN_H

#include "core/array.h"
#include "core/context.h"
#include <gkplan/check.h>

/* In the order of rules.def. */
enum gk_rule {
#define GK_RULE(number, symbol, ...) GK_RULE_##symbol,
#include "check/rules.def"
#undef GK_RULE
    GK_RULE_COUNT
};

struct gk_check {
    struct gk_context context; /* its diagnostics are the findings, its arena holds them */
    const gkplan_document *document;
    struct gk_arena *scratch; /* what is needed until the check ends */
    struct gk_array tables;   /* const gkplan_table *, in document order, nested ones included */
    uint32_t unit_likeness;
    bool wanted[GK_RULE_COUNT];
    gkplan_severity severity[GK_RULE_COUNT];
};

/* A finding. `place` and `node` (whose path is noted) may be NULL. Does nothing when the rule is not wanted.
 */
void gk_check_report(struct gk_check *check, enum gk_rule rule, const gkplan_place *place,
                     const gkplan_node *node, struct gk_string first, struct gk_string second);
/* The same for texts; NULL is "". */
void gk_check_say(struct gk_check *check, enum gk_rule rule, const gkplan_place *place,
                  const gkplan_node *node, const char *first, const char *second);

/* A doubt of the document as a finding: its place, node and values. */
void gk_check_pass(struct gk_check *check, enum gk_rule rule, const gkplan_diagnostic *doubt);

/* `text` folded, in the scratch arena; NULL (and the context says so) when memory ends. */
const char *gk_check_fold(struct gk_check *check, struct gk_string text, unsigned flags);

/* The part of `text` that shows the bytes [from, to) with a few characters on both sides. */
struct gk_string gk_check_around(struct gk_string text, size_t from, size_t to);

/* Where a leaf's value stands: the cell's row and column where it has one, else the leaf's place. */
gkplan_place gk_check_place(const gkplan_node *leaf, const gkplan_cell *cell);

/* One text of the layout: a paragraph or a cell. */
struct gk_check_text {
    struct gk_string text;
    gkplan_place place;
    const gkplan_block *block; /* NULL for a cell */
    const gkplan_cell *cell;   /* NULL for a paragraph */
};
typedef void gk_check_text_function(struct gk_check *check, const struct gk_check_text *text, void *context);
/* Every text of the layout in order, text boxes and nested tables included. `tables` (may be NULL) gets every
 * table: items of const gkplan_table *. */
void gk_check_each_text(struct gk_check *check, gk_check_text_function *function, void *context,
                        struct gk_array *tables);

/* --- the families: each looks at the whole document and reports what its rules find --- */

typedef void gk_check_family(struct gk_check *check);
gk_check_family gk_check_doubts;    /* what the reader and the normaliser said already */
gk_check_family gk_check_structure; /* tables that became no plan, ragged rows */
gk_check_family gk_check_tasks;     /* missing units and deadlines, empty and repeated requirements */
gk_check_family gk_check_deadlines; /* dates against dates */
gk_check_family gk_check_numbers;   /* 序号 */
gk_check_family gk_check_labels;    /* 一、（一）1. */
gk_check_family gk_check_units;     /* leads, repeated units */
gk_check_family gk_check_spellings; /* one unit in two spellings */
gk_check_family gk_check_damage;    /* damaged and odd characters */
gk_check_family gk_check_writing;   /* spaces, widths, brackets */
gk_check_family gk_check_slips;     /* marks and clauses that stand twice */
gk_check_family gk_check_notice;    /* number, dates, attachments */

#endif

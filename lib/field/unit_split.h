/* Splitting a text into names of units: the engine below gk_units_read. */
#ifndef GK_FIELD_UNIT_SPLIT_H
#define GK_FIELD_UNIT_SPLIT_H

#include "core/array.h"
#include "core/messages.h"
#include "field/unit_roles.h"
#include "field/unit_text.h"
#include <gkplan/plan.h>

/* One name, or one thing that is none and is worth a diagnostic. */
struct gk_unit_item {
    size_t from; /* characters of the name */
    size_t to;
    size_t scope_from; /* equal to scope_to: no scope */
    size_t scope_to;
    enum gk_role_word word; /* its own role word; NONE: what the list says */
    gkplan_unit_role role;  /* decided at the end */
    bool is_name;
    bool has_doubt; /* `doubt` is to be said */
    enum gk_message doubt;
};

struct gk_unit_splitting {
    bool names_only;       /* a list of addressees: no roles, labels or scopes */
    bool full_stops;       /* 。 separates */
    gkplan_unit_role role; /* of names without a role word */
};

/* Split; `items` holds struct gk_unit_item and is initialised by the caller. Characters of clauses that are
 * cut out become line breaks in `text`. False when memory ends. */
bool gk_unit_split(struct gk_unit_text *text, const struct gk_unit_splitting *how, struct gk_array *items);

/* Cut out the clauses that are no names (the standing clause, 排第一位的为牵头单位); an item for each.
 * *first_leads says whether the first name leads. False when memory ends. */
bool gk_unit_cut_clauses(struct gk_unit_text *text, struct gk_array *items, bool *first_leads);

/* --- what separates and what joins (unit_joints.c) --- */

/* Whether an "and" (和 及 与 以及 会同) between two names stands at `position` of the part [from, to); *end
 * is the character after it. */
bool gk_unit_and_at(const struct gk_unit_text *text, size_t from, size_t position, size_t to, size_t *end);
/* Whether 等 at `position` closes an open list that began at `from`. */
bool gk_unit_closes_list(const struct gk_unit_text *text, size_t from, size_t position, size_t to);
/* The end of 单位 at `from` when a name with a place of its own is glued behind it: 单位市教育局. `to`: none
 * is. */
size_t gk_unit_units_word_end(const struct gk_unit_text *text, size_t from, size_t to);
/* Whether [from, to) and the name [next, end) behind a 、 are one name: 部门、单位, 市、县级政府,
 * 各县、区政府. */
bool gk_unit_joins(const struct gk_unit_text *text, size_t from, size_t to, size_t next, size_t end);
/* Where a name that is glued behind another begins in [from, to): 区发改局区统计局; `to` when there is none.
 */
size_t gk_unit_glued_at(const struct gk_unit_text *text, size_t from, size_t to);
/* Where the scope in front of a colon begins, if a name is glued to it in front; else `from`. */
size_t gk_unit_scope_start(const struct gk_unit_text *text, size_t from, size_t colon);
/* Whether [from, to) is nothing but levels of places: 市、区, 省级, 县直. */
bool gk_unit_is_level(const struct gk_unit_text *text, size_t from, size_t to);
/* Whether [from, to) begins with a place's level (市, 各, 国家). */
bool gk_unit_begins_with_place(const struct gk_unit_text *text, size_t from, size_t to);

/* The end of the word that begins at `from`: the next white space or / outside brackets. */
size_t gk_unit_word_end(const struct gk_unit_text *text, size_t from, size_t to);
/* Past white space and / at `from`. */
size_t gk_unit_past_gap(const struct gk_unit_text *text, size_t from, size_t to);

/* White space and / separate when every part ends as a unit's name does. */
bool gk_unit_is_spaced_list(const struct gk_unit_text *text, size_t from, size_t to);

/* --- what a piece is (unit_pieces.c) --- */

/* White space, marks and 等 around a name go. */
void gk_unit_clean(const struct gk_unit_text *text, size_t *from, size_t *to);
/* 一、二、三车间: whether the number behind the 、 at `position` follows `value`: such numbers belong to what
 * they number together. */
bool gk_unit_number_follows(const struct gk_unit_text *text, size_t position, uint32_t value);
/* A mark that repeats the cell above: 〃 and its like. */
bool gk_unit_is_ditto(const struct gk_unit_text *text, size_t from, size_t to);
/* 无, 同上: no name. */
bool gk_unit_is_reference(const struct gk_unit_text *text, size_t from, size_t to);
/* A role word behind a name in the middle of [from, to): *start and *end of it. */
enum gk_role_word gk_unit_inner_word(const struct gk_unit_text *text, size_t from, size_t to, size_t *start,
                                     size_t *end);
/* Where the head of a colon begins: behind the last white space, so that names before it are not part of it;
 * a label may hold white space itself. */
size_t gk_unit_head_start(const struct gk_unit_text *text, size_t from, size_t colon,
                          enum gk_field_label *label);
/* Whether [from, to) is a unit's name, role words behind it aside. */
bool gk_unit_is_named(const struct gk_unit_text *text, size_t from, size_t to);
/* 县公安局：负责秩序维护: a unit in front of the colon, and behind it what it does. */
bool gk_unit_is_duty(const struct gk_unit_text *text, size_t head, size_t colon, size_t to);

#endif

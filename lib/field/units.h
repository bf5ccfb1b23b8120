/* Names of units in a text (contract 5, survey 3). */
#ifndef GK_FIELD_UNITS_H
#define GK_FIELD_UNITS_H

#include "core/context.h"
#include <gkplan/plan.h>

/* Split `text` into units. `role` is what the column or bracket says for names without a role word.
 * Everything is put into the arena; `out->first_unit` and `unit_count` are set, nothing else. Doubts become
 * diagnostics at `place`. A standing clause (以下各项…不再列出) makes a diagnostic and no unit. */
gkplan_status gk_units_read(struct gk_context *context, struct gk_string text, gkplan_unit_role role,
                            const gkplan_place *place, const char *node, gkplan_units *out);

/* Whether the text is nothing but a word such as 同上 or 无, which names no unit. */
bool gk_units_refer(struct gk_string text);

/* Whether a text (a header, a note) says that the first unit named leads: 排第一位的为牵头单位. */
bool gk_units_first_leads(struct gk_context *context, struct gk_string text);

/* How well a text looks like a cell of units, 0 (not at all) to 100: every item ends as a unit's name does or
 * is a generic unit, role words count. Used to place cells by content. */
int gk_units_likeness(struct gk_context *context, struct gk_string text);

/* Whether one name ends as a unit's name does (局 委 办公室 …, or a generic unit such as 各部门). */
bool gk_unit_name_ends(struct gk_string name);

/* Names of a list of addressees or of 抄送 (contract 2): split as units are, without roles. With
 * `full_stops`, 。 separates too. */
gkplan_status gk_names_read(struct gk_context *context, struct gk_string text, bool full_stops,
                            const gkplan_text **out);

#endif

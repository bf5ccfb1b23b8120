/* Brackets after a sentence that say who does it and until when (contract 3, survey 3.4 and 5). */
#ifndef GK_FIELD_BRACKET_H
#define GK_FIELD_BRACKET_H

#include "core/context.h"
#include "field/deadline.h"
#include <gkplan/plan.h>

/* One part of a text: what stands before a responsibility bracket, and the bracket's inside. */
struct gk_bracketed {
    struct gk_string text; /* the text, trimmed, without the bracket */
    struct gk_string
        inside; /* inside of the bracket, without the outer bracket characters; empty: no bracket */
};

/* The next part of *rest; moves *rest past it. False at the end. Brackets that say nothing of responsibility
 * stay in the text. */
bool gk_bracket_next(struct gk_context *context, struct gk_string *rest, struct gk_bracketed *out);

/* What a bracket's inside or a labelled line (牵头单位：…) says. Fields stay NULL where nothing is said.
 * `units` holds all units where no label says another field. */
struct gk_responsibility {
    gkplan_units *lead;
    gkplan_units *units;
    gkplan_units *support;
    gkplan_deadline *deadline;
    gkplan_field *first_field; /* persons and contacts, by their labels */
};
gkplan_status gk_bracket_read(struct gk_context *context, struct gk_string inside,
                              const struct gk_calendar *calendar, const gkplan_place *place, const char *node,
                              struct gk_responsibility *out);

/* Whether a paragraph is a labelled line (牵头单位：, 责任单位：, 配合单位：, 完成时限： …; 责任领导： with
 * one of these behind it). */
bool gk_labelled_line(struct gk_string paragraph);
/* Add what such a line says. */
gkplan_status gk_labelled_line_read(struct gk_context *context, struct gk_string paragraph,
                                    const struct gk_calendar *calendar, const gkplan_place *place,
                                    const char *node, struct gk_responsibility *out);

#endif

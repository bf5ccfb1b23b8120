/* Brackets after a sentence that say who does it and until when (contract 3, survey 3.4 and 5). */
#ifndef GK_FIELD_BRACKET_H
#define GK_FIELD_BRACKET_H

#include "core/context.h"
#include "field/deadline.h"
#include <gkplan/plan.h>

/* The brackets that a text leaves open, from the outermost. All zero at the beginning. */
struct gk_open_brackets {
    uint32_t closing[4]; /* their partners */
    size_t depth;
};

/* More of the text. Returns the least depth at any place in it. */
size_t gk_brackets_follow(struct gk_open_brackets *open, struct gk_string text);

/* One part of a text: what stands before a responsibility bracket, and the bracket's inside. */
struct gk_bracketed {
    struct gk_string text; /* the text, trimmed, without the bracket */
    struct gk_string
        inside; /* inside of the bracket, without the outer bracket characters; empty: no bracket */
    int marks;  /* characters that are in neither: the bracket's two, a full stop too many */
    struct gk_string doubtful; /* inside of a bracket in the text that nearly says who does it; empty: none */
};

/* The next part of *rest; moves *rest past it. False at the end. Brackets that say nothing of responsibility
 * stay in the text. */
bool gk_bracket_next(struct gk_context *context, struct gk_string *rest, struct gk_bracketed *out);

/* A bracket at the beginning of *rest that holds nothing but a deadline, as it may stand behind one that says
 * who does it; moves *rest past it. */
bool gk_bracket_deadline(struct gk_context *context, struct gk_string *rest, struct gk_bracketed *out);

/* The rest of a text behind a bracket that has no end and seems to say who does it; empty: there is none. */
struct gk_string gk_bracket_open_end(struct gk_context *context, struct gk_string text);

/* What a bracket's inside or a labelled line (牵头单位：…) says. Fields stay NULL where nothing is said.
 * `units` holds all units where no label says another field. */
struct gk_responsibility {
    gkplan_units *lead;
    gkplan_units *units;
    gkplan_units *support;
    gkplan_deadline *deadline;
    gkplan_field *first_field; /* persons and contacts, by their labels */
    int64_t marks;             /* characters of labels and separators that are in no field's text */
    int64_t named;             /* characters that a diagnostic names instead */
};
gkplan_status gk_bracket_read(struct gk_context *context, struct gk_string inside,
                              const struct gk_calendar *calendar, const gkplan_place *place, const char *node,
                              struct gk_responsibility *out);

/* With what a paragraph begins. */
enum gk_line_label {
    GK_LINE_LABEL_NONE,
    GK_LINE_LABEL_PERSON, /* 责任领导：, 联系电话： and nothing else: only beside a line of the other kind */
    GK_LINE_LABEL_DOER,
};
enum gk_line_label gk_line_label(struct gk_string paragraph);

/* Whether a paragraph is a labelled line (牵头单位：, 责任单位：, 配合单位：, 完成时限： …; 责任领导： with
 * one of these behind it). */
bool gk_labelled_line(struct gk_string paragraph);
/* Add what such a line says. */
gkplan_status gk_labelled_line_read(struct gk_context *context, struct gk_string paragraph,
                                    const struct gk_calendar *calendar, const gkplan_place *place,
                                    const char *node, struct gk_responsibility *out);

#endif

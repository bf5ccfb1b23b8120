/* Words that say what a unit does, and labels in front of lists. */
#ifndef GK_FIELD_UNIT_ROLES_H
#define GK_FIELD_UNIT_ROLES_H

#include "field/unit_text.h"

enum gk_role_word {
    GK_ROLE_WORD_NONE = 0,
    GK_ROLE_WORD_RESPONSIBLE,
    GK_ROLE_WORD_UNDERTAKE, /* 承办: leads where somebody assists */
    GK_ROLE_WORD_SUPPORT,
    GK_ROLE_WORD_LEAD,
};

/* Take the role words at the end of [from, *to) away (市财政局按职责分工配合); the strongest of them. */
enum gk_role_word gk_role_words_strip(const struct gk_unit_text *text, size_t from, size_t *to);
/* A strong role word that begins at `position`: its role, and *end. */
enum gk_role_word gk_role_word_at(const struct gk_unit_text *text, size_t position, size_t to, size_t *end);

enum gk_field_label {
    GK_FIELD_NONE = 0,
    GK_FIELD_LEAD,
    GK_FIELD_UNITS,
    GK_FIELD_SUPPORT,
    GK_FIELD_DEADLINE,
    GK_FIELD_PERSON,
    GK_FIELD_CONTACT,
    GK_FIELD_OTHER, /* targets, remarks: no unit and no deadline */
};

/* Whether the character is a colon outside brackets that is not part of a time of day. */
bool gk_is_label_colon(const struct gk_unit_text *text, size_t position);
/* What the text [from, to) in front of a colon labels: its end counts (市级责任单位). *start (may be NULL) is
 * where the label's word begins. */
enum gk_field_label gk_field_label_before(const struct gk_unit_text *text, size_t from, size_t to,
                                          size_t *start);
/* A label of units without a colon at the start of [from, to): 责任单位为…, 牵头单位 市教育局; *end is where
 * the names begin. `line`: a line break follows, so that the label may be all there is. */
enum gk_field_label gk_field_label_bare(const struct gk_unit_text *text, size_t from, size_t to, bool line,
                                        size_t *end);

#endif

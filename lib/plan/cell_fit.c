/* Whether a cell's content fits a column's role (contract 4.6): cells are placed by what they are. */
#include "core/cjk_text.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/label.h"
#include "field/numeral.h"
#include "field/units.h"
#include "plan/table_group.h"

enum {
    SURE = 80, /* a likeness that leaves no doubt */
    LIKELY = 50,
    LONG_TEXT = 24 /* characters: longer than a name, a date or a number */
};

static bool is_number(struct gk_string text)
{
    uint32_t value;
    return text.length <= 16 && gk_numeral_read(gk_trim(text), &value);
}

static int fit_number(struct gk_string text)
{
    struct gk_label label = gk_label_read(text);
    if (is_number(text) || (label.length > 0 && label.rest == text.length))
        return 3;
    /* 36,37 and 3-1 are numbers too. */
    for (size_t i = 0; i < text.length; i++)
        if (!strchr("0123456789,.-~ ", text.data[i]))
            return -3;
    return 2;
}

static int fit_text(struct gk_context *context, struct gk_string text)
{
    if (is_number(text))
        return -2;
    if (gk_deadline_likeness(context, text) >= SURE)
        return -2;
    return gk_units_likeness(context, text) >= SURE ? -2 : 1;
}

static int fit_units(struct gk_context *context, struct gk_string text)
{
    int likeness = gk_units_likeness(context, text);
    if (likeness >= SURE)
        return 3;
    if (likeness >= LIKELY)
        return 1;
    return gk_utf8_count_characters(text) > LONG_TEXT || gk_deadline_likeness(context, text) >= SURE ? -3
                                                                                                     : -1;
}

static int fit_deadline(struct gk_context *context, struct gk_string text)
{
    int likeness = gk_deadline_likeness(context, text);
    if (likeness >= SURE)
        return 3;
    if (likeness >= LIKELY)
        return 1;
    return gk_utf8_count_characters(text) > LONG_TEXT || gk_units_likeness(context, text) >= SURE ? -3 : -1;
}

/* People have short names; anything may be a remark. */
static int fit_other(struct gk_context *context, gkplan_role role, struct gk_string text)
{
    if (role != GKPLAN_ROLE_PERSON && role != GKPLAN_ROLE_CONTACT)
        return 0;
    if (gk_utf8_count_characters(text) > LONG_TEXT || gk_deadline_likeness(context, text) >= SURE)
        return -2;
    return gk_units_likeness(context, text) >= SURE ? -1 : 1;
}

int gk_cell_fit(struct gk_context *context, gkplan_role role, struct gk_string text)
{
    switch (role) {
    case GKPLAN_ROLE_NUMBER:
        return fit_number(text);
    case GKPLAN_ROLE_TASK:
    case GKPLAN_ROLE_REQUIREMENT:
        return fit_text(context, text);
    case GKPLAN_ROLE_LEAD:
    case GKPLAN_ROLE_UNITS:
    case GKPLAN_ROLE_SUPPORT:
        return fit_units(context, text);
    case GKPLAN_ROLE_DEADLINE:
    case GKPLAN_ROLE_START:
        return fit_deadline(context, text);
    default:
        return fit_other(context, role, text);
    }
}

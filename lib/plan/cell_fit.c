/* Whether a cell's content fits a column's role (contract 4.6): cells are placed by what they are. */
#include "core/cjk_text.h"
#include "core/label.h"
#include "core/numeral.h"
#include "core/utf8.h"
#include "field/deadline.h"
#include "field/units.h"
#include "plan/table_group.h"

enum {
    SURE = 80, /* a likeness that leaves no doubt */
    LIKELY = 50,
    LONG_TEXT = 24 /* characters: longer than a name, a date or a number */
};

static struct gk_cell_likeness *find_likeness(struct gk_table_group *group, struct gk_string text)
{
    struct gk_cell_likeness *likeness =
        &group->likenesses[((uintptr_t)text.data >> 3 ^ (uintptr_t)text.data >> 9) % GK_LIKENESSES];
    if (likeness->text != text.data)
        *likeness = (struct gk_cell_likeness){text.data, -1, -1};
    return likeness;
}

static int units_likeness(struct gk_table_group *group, struct gk_string text)
{
    struct gk_cell_likeness *likeness = find_likeness(group, text);
    if (likeness->units < 0)
        likeness->units = (int16_t)gk_units_likeness(group->context, text);
    return likeness->units;
}

static int deadline_likeness(struct gk_table_group *group, struct gk_string text)
{
    struct gk_cell_likeness *likeness = find_likeness(group, text);
    if (likeness->deadline < 0)
        likeness->deadline = (int16_t)gk_deadline_likeness(group->context, text);
    return likeness->deadline;
}

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

static int fit_text(struct gk_table_group *group, struct gk_string text)
{
    if (is_number(text))
        return -2;
    if (deadline_likeness(group, text) >= SURE)
        return -2;
    return units_likeness(group, text) >= SURE ? -2 : 1;
}

static int fit_units(struct gk_table_group *group, struct gk_string text)
{
    int likeness = units_likeness(group, text);
    if (likeness >= SURE)
        return 3;
    if (likeness >= LIKELY)
        return 1;
    return gk_utf8_count_characters(text) > LONG_TEXT || deadline_likeness(group, text) >= SURE ? -3 : -1;
}

static int fit_deadline(struct gk_table_group *group, struct gk_string text)
{
    int likeness = deadline_likeness(group, text);
    if (likeness >= SURE)
        return 3;
    if (likeness >= LIKELY)
        return 1;
    return gk_utf8_count_characters(text) > LONG_TEXT || units_likeness(group, text) >= SURE ? -3 : -1;
}

/* People have short names; anything may be a remark. */
static int fit_other(struct gk_table_group *group, gkplan_role role, struct gk_string text)
{
    if (role != GKPLAN_ROLE_PERSON && role != GKPLAN_ROLE_CONTACT)
        return 0;
    if (gk_utf8_count_characters(text) > LONG_TEXT || deadline_likeness(group, text) >= SURE)
        return -2;
    return units_likeness(group, text) >= SURE ? -1 : 1;
}

int gk_cell_fit(struct gk_table_group *group, gkplan_role role, struct gk_string text)
{
    switch (role) {
    case GKPLAN_ROLE_NUMBER:
        return fit_number(text);
    case GKPLAN_ROLE_TASK:
    case GKPLAN_ROLE_REQUIREMENT:
        return fit_text(group, text);
    case GKPLAN_ROLE_LEAD:
    case GKPLAN_ROLE_UNITS:
    case GKPLAN_ROLE_SUPPORT:
        return fit_units(group, text);
    case GKPLAN_ROLE_DEADLINE:
    case GKPLAN_ROLE_START:
        return fit_deadline(group, text);
    default:
        return fit_other(group, role, text);
    }
}

/* The names that JSON has for values of enums. */
#include <gkplan/document.h>
#include <gkplan/plan.h>

#define NAME_OF(names, value)                                                                                \
    ((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[value] : (names)[0])

const char *gkplan_role_name(gkplan_role role)
{
    static const char *const names[] = {
        [GKPLAN_ROLE_OTHER] = "other",       [GKPLAN_ROLE_NUMBER] = "number",
        [GKPLAN_ROLE_TASK] = "task",         [GKPLAN_ROLE_REQUIREMENT] = "requirement",
        [GKPLAN_ROLE_TARGET] = "target",     [GKPLAN_ROLE_LEAD] = "lead",
        [GKPLAN_ROLE_UNITS] = "units",       [GKPLAN_ROLE_SUPPORT] = "support",
        [GKPLAN_ROLE_PERSON] = "person",     [GKPLAN_ROLE_CONTACT] = "contact",
        [GKPLAN_ROLE_START] = "start",       [GKPLAN_ROLE_DEADLINE] = "deadline",
        [GKPLAN_ROLE_PROGRESS] = "progress", [GKPLAN_ROLE_REMARKS] = "remarks",
    };
    return NAME_OF(names, role);
}

const char *gkplan_origin_name(gkplan_origin origin)
{
    static const char *const names[] = {"none", "own", "merged", "inferred"};
    return NAME_OF(names, origin);
}

const char *gkplan_unit_role_name(gkplan_unit_role role)
{
    static const char *const names[] = {"responsible", "lead", "support"};
    return NAME_OF(names, role);
}

const char *gkplan_recurrence_name(gkplan_recurrence recurrence)
{
    static const char *const names[] = {NULL, "weekly", "monthly", "quarterly", "half-yearly", "yearly"};
    return NAME_OF(names, recurrence);
}

const char *gkplan_format_name(gkplan_format format)
{
    static const char *const names[] = {"unknown", "docx", "text", "html", "pdf-text"};
    return NAME_OF(names, format);
}

/* The catalogue of diagnostics. */
#include "core/messages.h"

#include <string.h>

static const gkplan_diagnostic_kind kinds[] = {
#define GK_MESSAGE(number, symbol, name, severity, since, english, chinese)                                  \
    {"GK" #number, name, GKPLAN_SEVERITY_##severity, since, english, chinese},
#include "core/messages.def"
#undef GK_MESSAGE
};

const gkplan_diagnostic_kind *gk_message_kind(enum gk_message message)
{
    return &kinds[message];
}

size_t gkplan_diagnostic_kind_count(void)
{
    return GK_MESSAGE_COUNT;
}

const gkplan_diagnostic_kind *gkplan_diagnostic_kind_at(size_t position)
{
    return position < GK_MESSAGE_COUNT ? &kinds[position] : NULL;
}

const gkplan_diagnostic_kind *gkplan_diagnostic_kind_find(const char *code)
{
    for (size_t i = 0; code && i < GK_MESSAGE_COUNT; i++)
        if (strcmp(kinds[i].code, code) == 0 || strcmp(kinds[i].name, code) == 0)
            return &kinds[i];
    return NULL;
}

/* The catalogue of diagnostics, from messages.def. */
#ifndef GK_CORE_MESSAGES_H
#define GK_CORE_MESSAGES_H

#include <gkplan/diagnostic.h>

enum gk_message {
#define GK_MESSAGE(number, symbol, name, severity, since, english, chinese) GK_MESSAGE_##symbol,
#include "core/messages.def"
#undef GK_MESSAGE
    GK_MESSAGE_COUNT
};

const gkplan_diagnostic_kind *gk_message_kind(enum gk_message message);

#endif

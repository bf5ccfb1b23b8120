/* The list of all rules, as lines or as the page docs/checks.md. */
#ifndef TOOLS_CHECK_RULES_H
#define TOOLS_CHECK_RULES_H

#include <stdbool.h>

void check_print_rules(bool markdown, bool chinese);

#endif

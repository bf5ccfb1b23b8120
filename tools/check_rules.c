/* The list of all rules. */
#include "check_rules.h"

#include "check_report.h"

#include <gkplan/check.h>
#include <stdio.h>

static void print_markdown(const gkplan_rule *rule)
{
    printf("\n## %s `%s` (%s)\n\n", rule->code, rule->name, report_severity(rule->severity));
    printf("%s\n%s\n\n", rule->text, rule->text_chinese);
    printf("- Looks at: %s. 检查对象：%s。\n", rule->looks_at, rule->looks_at_chinese);
    printf("- What to do: %s. 处理办法：%s。\n", rule->advice, rule->advice_chinese);
    printf("- Fires: %s. Does not fire: %s.\n", rule->fires, rule->quiet);
    printf("- Since %s.\n", rule->since);
}

static void print_line(const gkplan_rule *rule, bool chinese)
{
    printf("%s  %-7s  %s: %s\n", rule->code, report_severity(rule->severity), rule->name,
           chinese ? rule->text_chinese : rule->text);
}

void check_print_rules(bool markdown, bool chinese)
{
    if (markdown)
        puts("# The rules of `gkplan check`\n\n"
             "Made from lib/check/rules.def by `gkplan check --list-rules --markdown`. Each rule has its two "
             "examples "
             "as documents in tests/data/check/NAME/.\n"
             "{0} stands for the offending text. Codes and names are stable for ever.");
    for (size_t i = 0; i < gkplan_rule_count(); i++) {
        if (markdown)
            print_markdown(gkplan_rule_at(i));
        else
            print_line(gkplan_rule_at(i), chinese);
    }
}

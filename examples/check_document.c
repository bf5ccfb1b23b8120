/* Say what should be mended before a document is published: `check_document FILE`. */
#include <gkplan/gkplan.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    static const gkplan_rule_setting settings[] = {
        {"several-leads", GKPLAN_RULE_DISABLE},
        {"GK413", GKPLAN_RULE_AS_INFO},
    };
    gkplan_document *document;
    if (argc != 2 || gkplan_document_read_file(argv[1], NULL, &document, NULL) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "usage: check_document FILE\n");
        return 2;
    }
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    options.settings = settings;
    options.setting_count = sizeof settings / sizeof *settings;
    gkplan_findings *findings;
    int status = 2;
    if (gkplan_check(document, &options, &findings, NULL) == GKPLAN_STATUS_OK) {
        for (const gkplan_diagnostic *at = gkplan_findings_first(findings); at; at = at->next)
            printf("%s %s: %s\n  %s\n", at->code, at->name, at->message, gkplan_rule_find(at->code)->advice);
        status = gkplan_findings_count(findings, GKPLAN_SEVERITY_WARNING) > 0;
        gkplan_findings_free(findings);
    }
    gkplan_document_free(document);
    return status;
}

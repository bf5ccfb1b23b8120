/* Read a document that is in memory already, and print the diagnostics: `read_memory < FILE`. */
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    const size_t capacity = 16u << 20;
    char *bytes = malloc(capacity);
    if (!bytes)
        return 2;
    size_t size = fread(bytes, 1, capacity, stdin);

    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    options.source_name = "standard input";
    gkplan_document *document;
    gkplan_error *error;
    gkplan_status status = gkplan_document_read_memory(bytes, size, &options, &document, &error);
    free(bytes); /* the document keeps nothing of it */
    if (status != GKPLAN_STATUS_OK) {
        fprintf(stderr, "%s: %s\n", gkplan_status_name(status), gkplan_error_message(error));
        gkplan_error_free(error);
        return 2;
    }
    printf("%zu plans, %zu diagnostics\n", gkplan_document_plan_count(document),
           gkplan_document_diagnostic_count(document));
    for (const gkplan_diagnostic *doubt = gkplan_document_first_diagnostic(document); doubt;
         doubt = doubt->next)
        printf("%s line %u: %s\n", doubt->code, doubt->place.line, doubt->message);
    gkplan_document_free(document);
    return 0;
}

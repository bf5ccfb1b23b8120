/* Print the tree of a document: `print_tree FILE`. */
#include <gkplan/gkplan.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: print_tree FILE\n");
        return 2;
    }
    gkplan_document *document;
    gkplan_error *error;
    if (gkplan_document_read_file(argv[1], NULL, &document, &error) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "%s\n", gkplan_error_message(error));
        gkplan_error_free(error);
        return 2;
    }
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        printf("%s\n", plan->title ? plan->title : "(no title)");
        for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node))
            printf("%*s%s%s\n", (int)(2 * node->level), "", node->label, node->text);
    }
    gkplan_document_free(document);
    return 0;
}

/* What changed between two plans, a line each: compare_documents OLD NEW. */
#include <gkplan/gkplan.h>
#include <stdio.h>

static gkplan_document *read_file(const char *path)
{
    gkplan_document *document;
    gkplan_error *error;
    if (gkplan_document_read_file(path, NULL, &document, &error) == GKPLAN_STATUS_OK)
        return document;
    fprintf(stderr, "%s\n", gkplan_error_message(error));
    gkplan_error_free(error);
    return NULL;
}

static void print_change(const gkplan_change *change)
{
    const gkplan_node *node = change->new_node ? change->new_node : change->old_node;
    printf("%s", gkplan_change_kind_name(change->kind));
    for (uint32_t part = 1; part <= change->parts; part <<= 1)
        if (change->parts & part)
            printf(" %s", gkplan_change_part_name((gkplan_change_part)part));
    printf(": %s%s\n", node->label, node->text);
    for (const gkplan_unit_change *unit = change->first_unit; unit; unit = unit->next)
        printf("    %s -> %s\n", unit->old_unit ? unit->old_unit->name : "nobody",
               unit->new_unit ? unit->new_unit->name : "nobody");
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    gkplan_document *old_document = read_file(argv[1]), *new_document = read_file(argv[2]);
    gkplan_changes *changes = NULL;
    int status = 2;
    if (old_document && new_document &&
        gkplan_diff(old_document, new_document, NULL, &changes, NULL) == GKPLAN_STATUS_OK) {
        for (const gkplan_change *change = gkplan_changes_first(changes); change; change = change->next)
            print_change(change);
        printf("%zu added, %zu removed, %zu changed\n", gkplan_changes_count(changes, GKPLAN_CHANGE_ADDED),
               gkplan_changes_count(changes, GKPLAN_CHANGE_REMOVED),
               gkplan_changes_count(changes, GKPLAN_CHANGE_CHANGED));
        status = 0;
    }
    /* The changes point into both documents. */
    gkplan_changes_free(changes);
    gkplan_document_free(old_document);
    gkplan_document_free(new_document);
    return status;
}

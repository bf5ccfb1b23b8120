/* List the tasks of one unit: `unit_tasks FILE 市教育局`. */
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <string.h>

static const gkplan_unit *find_unit(const gkplan_units *units, const char *name)
{
    for (const gkplan_unit *unit = units ? units->first_unit : NULL; unit; unit = unit->next)
        if (strcmp(unit->name, name) == 0)
            return unit;
    return NULL;
}

int main(int argc, char **argv)
{
    gkplan_document *document;
    if (argc != 3 || gkplan_document_read_file(argv[1], NULL, &document, NULL) != GKPLAN_STATUS_OK) {
        fprintf(stderr, "usage: unit_tasks FILE UNIT\n");
        return 2;
    }
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next) {
        for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf;
             leaf = gkplan_node_next_leaf(leaf)) {
            const gkplan_unit *unit = find_unit(leaf->task->lead, argv[2]);
            if (!unit)
                unit = find_unit(leaf->task->units, argv[2]);
            if (!unit)
                unit = find_unit(leaf->task->support, argv[2]);
            if (unit)
                printf("%s\t%s\n", gkplan_unit_role_name(unit->role), leaf->text);
        }
    }
    gkplan_document_free(document);
    return 0;
}

/* What every fuzz target promises of a document that was read: sums agree, links agree, every writer and
 * every check comes to an end. A broken promise ends the program, which a fuzzer takes for a crash. */
#ifndef PROMISES_H
#define PROMISES_H

#include <gkplan/gkplan.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROMISE(condition)                                                                                   \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                  \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

/* Small enough that an input which is only large ends soon. */
static const gkplan_limits promises_limits = {.size = sizeof(gkplan_limits),
                                              .uncompressed_bytes = 4u << 20,
                                              .rows = 20000,
                                              .columns = 4096,
                                              .cells = 100000,
                                              .text_bytes = 8u << 20,
                                              .diagnostics = 200};

static inline bool promises_swallow(const void *bytes, size_t size, void *context)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

/* Nothing inferred or merged hangs from a field that has no cell and no text. */
static inline void promises_field(const gkplan_units *units)
{
    if (!units)
        return;
    PROMISE(units->text);
    PROMISE(units->origin <= GKPLAN_ORIGIN_INFERRED);
    PROMISE(units->origin != GKPLAN_ORIGIN_NONE || (*units->text == '\0' && units->unit_count == 0));
    uint32_t count = 0;
    for (const gkplan_unit *unit = units->first_unit; unit; unit = unit->next, count++)
        PROMISE(unit->name && *unit->name);
    PROMISE(count == units->unit_count);
}

static inline void promises_task(const gkplan_task *task)
{
    promises_field(task->lead);
    promises_field(task->units);
    promises_field(task->support);
    const gkplan_deadline *deadline = task->deadline;
    if (deadline) {
        PROMISE(deadline->text);
        PROMISE(deadline->origin != GKPLAN_ORIGIN_NONE || *deadline->text == '\0');
        PROMISE(deadline->due.year == 0 || (deadline->due.month >= 1 && deadline->due.month <= 12 &&
                                            deadline->due.day >= 1 && deadline->due.day <= 31));
    }
    for (const gkplan_field *field = task->first_field; field; field = field->next)
        PROMISE(field->name && field->text);
}

static inline void promises_node(const gkplan_node *node)
{
    PROMISE(node->label && node->text);
    PROMISE((node->first_child == NULL) == (node->task != NULL));
    PROMISE((node->first_child == NULL) == (node->last_child == NULL));
    PROMISE(node->level == (node->parent ? node->parent->level + 1 : 1));
    PROMISE(!node->next || (node->next->previous == node && node->next->position == node->position + 1));
    PROMISE(node->previous || node->position == 1);
    PROMISE(!node->parent || node->next || node->parent->last_child == node);
    uint32_t count = 0;
    for (const gkplan_node *child = node->first_child; child; child = child->next, count++)
        PROMISE(child->parent == node);
    PROMISE(count == node->child_count);
    if (node->task)
        promises_task(node->task);
}

static inline void promises_plan(const gkplan_plan *plan)
{
    uint32_t leaves = 0, roots = 0, columns = 0;
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node)) {
        char path[256];
        gkplan_node_path(node, path, sizeof path);
        promises_node(node);
        leaves += node->task != NULL;
        roots += node->parent == NULL;
    }
    for (const gkplan_column *column = plan->first_column; column; column = column->next, columns++)
        PROMISE(column->header);
    PROMISE(leaves == plan->leaf_count && roots == plan->node_count && columns == plan->column_count);
}

static inline void promises_kept(const gkplan_document *document)
{
    const gkplan_account *account = gkplan_document_account(document);
    PROMISE(account->read == account->placed + account->named);
    PROMISE(account->plan_read == account->plan_placed + account->plan_named);
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        promises_plan(plan);
    size_t written = 0;
    for (int output = GKPLAN_OUTPUT_JSON; output <= GKPLAN_OUTPUT_LAYOUT_JSON; output++)
        PROMISE(gkplan_document_write(document, (gkplan_output)output, promises_swallow, &written) ==
                GKPLAN_STATUS_OK);
    gkplan_findings *findings;
    PROMISE(gkplan_check(document, NULL, &findings, NULL) == GKPLAN_STATUS_OK);
    gkplan_findings_free(findings);
}

#endif

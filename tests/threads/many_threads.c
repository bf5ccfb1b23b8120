/* Threads under the thread sanitizer: each reads documents of its own, and all of them walk, check and write
 * one document that they share. */
#include <gkplan/gkplan.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 4, ROUNDS = 3 };

struct work {
    char **paths;
    int count;
    const gkplan_document *shared;
    size_t nodes; /* of the shared document: what this thread counted */
    bool failed;
};

static size_t count_nodes(const gkplan_document *document)
{
    size_t count = 0;
    for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
        for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node))
            count += strlen(node->text) > 0;
    return count;
}

static bool write_all(const gkplan_document *document)
{
    for (int output = GKPLAN_OUTPUT_JSON; output <= GKPLAN_OUTPUT_LAYOUT_JSON; output++) {
        char *text = NULL;
        size_t length = 0;
        if (gkplan_document_write_string(document, (gkplan_output)output, &text, &length) != GKPLAN_STATUS_OK)
            return false;
        gkplan_string_free(text);
    }
    return true;
}

static bool check(const gkplan_document *document)
{
    gkplan_findings *findings = NULL;
    gkplan_error *error = NULL;
    if (gkplan_check(document, NULL, &findings, &error) != GKPLAN_STATUS_OK) {
        gkplan_error_free(error);
        return false;
    }
    gkplan_findings_free(findings);
    return true;
}

static void *run(void *argument)
{
    struct work *work = argument;
    for (int round = 0; round < ROUNDS && !work->failed; round++) {
        work->nodes = count_nodes(work->shared);
        work->failed = !write_all(work->shared) || !check(work->shared);
        for (int i = 0; i < work->count && !work->failed; i++) {
            gkplan_document *own = NULL;
            gkplan_error *error = NULL;
            work->failed =
                gkplan_document_read_file(work->paths[i], NULL, &own, &error) != GKPLAN_STATUS_OK ||
                !write_all(own);
            gkplan_error_free(error);
            gkplan_document_free(own);
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    gkplan_document *shared = NULL;
    gkplan_error *error = NULL;
    pthread_t threads[THREADS];
    struct work work[THREADS];
    int failed = 0;
    if (argc < 2 || gkplan_document_read_file(argv[1], NULL, &shared, &error) != GKPLAN_STATUS_OK)
        return 2;
    for (int i = 0; i < THREADS; i++) {
        work[i] = (struct work){.paths = argv + 1, .count = argc - 1, .shared = shared};
        if (pthread_create(&threads[i], NULL, run, &work[i]) != 0)
            return 2;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        failed += work[i].failed || work[i].nodes == 0 || work[i].nodes != work[0].nodes;
    }
    gkplan_document_free(shared);
    printf("%d of %d threads failed\n", failed, THREADS);
    return failed > 0;
}

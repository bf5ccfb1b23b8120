/* Read many documents with a few threads, as a server does: `thread_pool FILE...`. */
#include <gkplan/gkplan.h>
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 4 };

struct work {
    pthread_mutex_t lock;
    char **paths;
    int count;
    int next;
    size_t leaves;
    int failures;
};

/* The next path to read, or NULL. */
static const char *take(struct work *work)
{
    pthread_mutex_lock(&work->lock);
    const char *path = work->next < work->count ? work->paths[work->next++] : NULL;
    pthread_mutex_unlock(&work->lock);
    return path;
}

static void *serve(void *context)
{
    struct work *work = context;
    const char *path;
    while ((path = take(work)) != NULL) {
        gkplan_document *document;
        int failed = gkplan_document_read_file(path, NULL, &document, NULL) != GKPLAN_STATUS_OK;
        size_t leaves = 0;
        if (!failed)
            for (const gkplan_plan *plan = gkplan_document_first_plan(document); plan; plan = plan->next)
                leaves += plan->leaf_count;
        gkplan_document_free(document);
        pthread_mutex_lock(&work->lock);
        work->leaves += leaves;
        work->failures += failed;
        pthread_mutex_unlock(&work->lock);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct work work = {PTHREAD_MUTEX_INITIALIZER, argv + 1, argc - 1, 0, 0, 0};
    pthread_t threads[THREADS];
    int started = 0;
    while (started < THREADS && pthread_create(&threads[started], NULL, serve, &work) == 0)
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    printf("%d documents, %zu leaves, %d failures\n", work.next, work.leaves, work.failures);
    return work.failures != 0 || started == 0;
}

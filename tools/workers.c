/* Work on many things by several threads, with the results taken in order.
 *
 * The results stand in a ring of a few slots for each thread: the nth thing may be begun when its slot is
 * free, so that a slow thing never lets more than the ring pile up behind it.
 */
#include "workers.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_JOBS = 256, SLOTS_FOR_EACH = 4 };

struct slot {
    void *result;
    bool ready;
};

struct pool {
    const struct work *work;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct slot *slots;
    size_t slot_count;
    size_t next;  /* the next thing to begin */
    size_t taken; /* things whose results are taken */
    bool stopped;
};

size_t workers_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}

static bool run_alone(const struct work *work)
{
    for (size_t i = 0; i < work->count; i++)
        if (!work->take(i, work->make(i, work->context), work->context))
            return false;
    return true;
}

static void *run_thread(void *argument)
{
    struct pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->stopped && pool->next < pool->work->count &&
               pool->next >= pool->taken + pool->slot_count)
            pthread_cond_wait(&pool->changed, &pool->lock);
        if (pool->stopped || pool->next >= pool->work->count)
            break;
        size_t position = pool->next++;
        pthread_mutex_unlock(&pool->lock);
        void *result = pool->work->make(position, pool->work->context);
        pthread_mutex_lock(&pool->lock);
        pool->slots[position % pool->slot_count] = (struct slot){result, true};
        pthread_cond_broadcast(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Take the results in order. */
static bool take_all(struct pool *pool)
{
    const struct work *work = pool->work;
    bool good = true;
    for (size_t position = 0; good && position < work->count; position++) {
        struct slot *slot = &pool->slots[position % pool->slot_count];
        pthread_mutex_lock(&pool->lock);
        while (!slot->ready)
            pthread_cond_wait(&pool->changed, &pool->lock);
        void *result = slot->result;
        *slot = (struct slot){NULL, false};
        pool->taken++;
        pthread_cond_broadcast(&pool->changed);
        pthread_mutex_unlock(&pool->lock);
        good = work->take(position, result, work->context);
    }
    pthread_mutex_lock(&pool->lock);
    pool->stopped = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    return good;
}

static void drop_rest(struct pool *pool)
{
    for (size_t i = 0; i < pool->slot_count; i++)
        if (pool->slots[i].ready && pool->work->drop)
            pool->work->drop(pool->slots[i].result, pool->work->context);
}

bool workers_run(const struct work *work, size_t jobs)
{
    jobs = jobs > MOST_JOBS ? MOST_JOBS : jobs;
    jobs = jobs > work->count ? work->count : jobs;
    if (jobs <= 1)
        return run_alone(work);
    pthread_t *threads = calloc(jobs, sizeof *threads);
    struct pool pool = {.work = work, .slot_count = SLOTS_FOR_EACH * jobs};
    pool.slots = calloc(pool.slot_count, sizeof *pool.slots);
    size_t started = 0;
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.changed, NULL);
    while (threads && pool.slots && started < jobs &&
           pthread_create(&threads[started], NULL, run_thread, &pool) == 0)
        started++;
    bool good = started > 0 && take_all(&pool);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    if (pool.slots)
        drop_rest(&pool);
    pthread_cond_destroy(&pool.changed);
    pthread_mutex_destroy(&pool.lock);
    free(pool.slots);
    free(threads);
    return started > 0 ? good : run_alone(work);
}

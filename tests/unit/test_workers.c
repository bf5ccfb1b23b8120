/* Work by several threads: everything is done once, results come in order, stopping stops. */
#include "workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

struct log {
    size_t made[500];
    size_t taken;
    size_t dropped;
    size_t stop_at; /* 0: never */
};

static void *make_square(size_t position, void *context)
{
    struct log *log = context;
    log->made[position]++;
    const struct timespec wait = {0,
                                  position % 7 == 0 ? 200000 : 0}; /* some are slower than their neighbours */
    nanosleep(&wait, NULL);
    size_t *result = malloc(sizeof *result);
    assert_non_null(result);
    *result = position * position;
    return result;
}

static bool take_square(size_t position, void *result, void *context)
{
    struct log *log = context;
    assert_int_equal(position, log->taken);
    assert_int_equal(*(size_t *)result, position * position);
    free(result);
    log->taken++;
    return log->stop_at == 0 || log->taken < log->stop_at;
}

static void drop_square(void *result, void *context)
{
    ((struct log *)context)->dropped++;
    free(result);
}

static void results_come_in_order_whatever_the_number_of_threads(void **state)
{
    static const size_t jobs[] = {0, 1, 2, 3, 8, 100};
    (void)state;
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        struct log log = {.taken = 0};
        const struct work work = {500, make_square, take_square, drop_square, &log};
        assert_true(workers_run(&work, jobs[i]));
        assert_int_equal(log.taken, 500);
        for (size_t position = 0; position < 500; position++)
            assert_int_equal(log.made[position], 1);
        assert_int_equal(log.dropped, 0);
    }
}

static void what_is_made_and_not_taken_is_dropped(void **state)
{
    (void)state;
    for (size_t jobs = 1; jobs < 6; jobs++) {
        struct log log = {.stop_at = 20};
        const struct work work = {500, make_square, take_square, drop_square, &log};
        assert_false(workers_run(&work, jobs));
        assert_int_equal(log.taken, 20);
        size_t made = 0;
        for (size_t position = 0; position < 500; position++)
            made += log.made[position];
        assert_int_equal(made, log.taken + log.dropped);
        assert_true(made < 20 + 5 * jobs + 1);
    }
}

static void no_work_is_done_at_once(void **state)
{
    (void)state;
    struct log log = {.taken = 0};
    const struct work work = {0, make_square, take_square, drop_square, &log};
    assert_true(workers_run(&work, 4));
    assert_int_equal(log.taken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_order_whatever_the_number_of_threads),
        cmocka_unit_test(what_is_made_and_not_taken_is_dropped),
        cmocka_unit_test(no_work_is_done_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

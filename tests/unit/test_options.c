/* Structs that grow at their end: every size that a caller's release may have had. */
#include "core/growing_struct.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

struct taken {
    gkplan_read_options options;
    gkplan_limits limits;
    gkplan_allocator allocator;
};

static const char *take(const gkplan_read_options *options, struct taken *taken)
{
    return gk_options_take(options, &taken->options, &taken->limits, &taken->allocator);
}

static void no_options_are_the_defaults(void **state)
{
    (void)state;
    struct taken taken;
    assert_null(take(NULL, &taken));
    assert_int_equal(taken.options.size, sizeof(gkplan_read_options));
    assert_int_equal(taken.limits.input_bytes, UINT64_C(256) << 20);
    assert_int_equal(taken.limits.archive_entries, 10000);
    assert_int_equal(taken.limits.uncompressed_bytes, UINT64_C(1) << 30);
    assert_int_equal(taken.limits.compression_ratio, 200);
    assert_int_equal(taken.limits.xml_depth, 256);
    assert_int_equal(taken.limits.tables, 100000);
    assert_int_equal(taken.limits.rows, 2000000);
    assert_int_equal(taken.limits.columns, 16384);
    assert_int_equal(taken.limits.cells, 10000000);
    assert_int_equal(taken.limits.text_bytes, UINT64_C(512) << 20);
    assert_int_equal(taken.limits.table_depth, 32);
    assert_int_equal(taken.limits.diagnostics, 10000);
    assert_non_null(taken.allocator.allocate);
}

/* The size that the options had at first. */
enum { FIRST_RELEASE = offsetof(gkplan_read_options, normalize_text) };

static void init_gives_the_bytes_of_the_initialiser(void **state)
{
    (void)state;
    const gkplan_read_options expected = GKPLAN_READ_OPTIONS_INIT;
    gkplan_read_options options;
    memset(&options, 0xAA, sizeof options);
    assert_int_equal(gkplan_read_options_init(&options, sizeof options), GKPLAN_STATUS_OK);
    assert_memory_equal(&options, &expected, sizeof options);
    assert_int_equal(gkplan_read_options_init(NULL, sizeof options), GKPLAN_STATUS_INVALID_ARGUMENT);
    for (size_t size = 0; size <= 2 * sizeof options; size++) {
        gkplan_status status = gkplan_read_options_init(&options, size);
        bool released = size >= FIRST_RELEASE && size <= sizeof options;
        assert_int_equal(status, released ? GKPLAN_STATUS_OK : GKPLAN_STATUS_INVALID_ARGUMENT);
    }
}

/* A struct of `size` bytes that says so, in a block of exactly that size so that a sanitizer sees a byte too
 * many. */
static void *sized(const void *from, size_t known, size_t size)
{
    unsigned char *block = calloc(1, size < sizeof size ? sizeof size : size);
    assert_non_null(block);
    memcpy(block, from, size < known ? size : known);
    memcpy(block, &size, sizeof size);
    return block;
}

static void options_of_every_size(void **state)
{
    (void)state;
    const gkplan_read_options defaults = GKPLAN_READ_OPTIONS_INIT;
    for (size_t size = 0; size <= 2 * sizeof defaults; size++) {
        gkplan_read_options *options = sized(&defaults, sizeof defaults, size);
        struct taken taken;
        assert_int_equal(take(options, &taken) == NULL, size >= FIRST_RELEASE);
        if (size > sizeof defaults) {
            ((unsigned char *)options)[size - 1] = 1; /* a field that this release does not know */
            assert_non_null(take(options, &taken));
        }
        free(options);
    }
}

static void limits_of_every_size(void **state)
{
    (void)state;
    const gkplan_limits limits = {.size = sizeof limits, .rows = 5};
    for (size_t size = 0; size <= 2 * sizeof limits; size++) {
        gkplan_limits *given = sized(&limits, sizeof limits, size);
        gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
        struct taken taken;
        options.limits = given;
        assert_int_equal(take(&options, &taken) == NULL, size >= sizeof limits);
        if (size >= sizeof limits) {
            assert_int_equal(taken.limits.rows, 5);
            assert_int_equal(taken.limits.columns, 16384);
        }
        free(given);
    }
}

static void a_garbage_size_is_not_read_along(void **state)
{
    (void)state;
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    struct taken taken;
    options.size = SIZE_MAX;
    assert_non_null(take(&options, &taken));
    options.size = (size_t)1 << 30;
    assert_non_null(take(&options, &taken));
}

static void impossible_values_are_refused(void **state)
{
    (void)state;
    const gkplan_read_options defaults = GKPLAN_READ_OPTIONS_INIT;
    const gkplan_header_word empty_word = {"", GKPLAN_ROLE_TASK}, no_word = {NULL, GKPLAN_ROLE_TASK};
    const gkplan_allocator no_functions = {.size = sizeof no_functions};
    gkplan_read_options wrong[12];
    size_t count = sizeof wrong / sizeof wrong[0];
    for (size_t i = 0; i < count; i++)
        wrong[i] = defaults;
    wrong[0].format = (gkplan_format)99;
    wrong[1].revisions = (gkplan_revisions)2;
    wrong[2].plan_year = -1;
    wrong[3].plan_year = 10000;
    wrong[4].issued = (gkplan_date){2021, 13, 1};
    wrong[5].issued = (gkplan_date){2021, 2, 29};
    wrong[6].issued = (gkplan_date){-1, 1, 1};
    wrong[7].header_word_count = 1;
    wrong[8].header_words = &empty_word;
    wrong[8].header_word_count = 1;
    wrong[9].header_words = &no_word;
    wrong[9].header_word_count = 1;
    wrong[10].allocator = &no_functions;
    wrong[11].skim_markup = 2;
    struct taken taken;
    for (size_t i = 0; i < count; i++)
        assert_non_null(take(&wrong[i], &taken));
    assert_null(take(&defaults, &taken));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_options_are_the_defaults),
        cmocka_unit_test(init_gives_the_bytes_of_the_initialiser),
        cmocka_unit_test(options_of_every_size),
        cmocka_unit_test(limits_of_every_size),
        cmocka_unit_test(a_garbage_size_is_not_read_along),
        cmocka_unit_test(impossible_values_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The set of names that the writers use for column headers. */
#include "write/name_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void names_keep_their_order_and_are_found_again(void **state)
{
    (void)state;
    enum { NAMES = 5000 }; /* far more than are compared one by one */
    static char texts[NAMES][16];
    struct gk_name_index index;
    gk_name_index_init(&index);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < NAMES; i++) {
            snprintf(texts[i], sizeof texts[i], "备注%d", i);
            struct gk_name *name = gk_name_index_add(&index, texts[i]);
            assert_non_null(name);
            assert_int_equal(name->position, i);
            assert_int_equal(name->uses++, round);
        }
        assert_int_equal(index.names.count, NAMES);
    }
    assert_null(gk_name_index_find(&index, "备注"));
    gk_name_index_clear(&index);
    assert_null(gk_name_index_find(&index, "备注7"));
    assert_int_equal(gk_name_index_add(&index, "目标")->position, 0);
    gk_name_index_free(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_keep_their_order_and_are_found_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

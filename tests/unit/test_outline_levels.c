/* The levels of labels: each row is a document's labels in order, and the level of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/string_view.h"
#include "plan/outline_levels.h"

static const struct {
    const char *labels[12];
    const char *levels;
    const char *doubtful; /* x: the label's level is a doubt */
} documents[] = {
    {{"一、", "（一）", "1.", "（1）", "2.", "（二）", "二、", "（一）"}, "12343212", "........"},
    {{"一、", "1.", "2.", "二、", "3.", "4."}, "122122", "......"},
    {{"一、", "（一）", "1.", "二、", "1.", "2."}, "123122", "......"},
    {{"1.", "1.1", "1.1.1", "1.1.2", "1.2", "2.", "2.1"}, "1233212", "......."},
    {{"第一章", "第一条", "第二条", "（一）", "第二章", "第三条"}, "122312", "......"},
    {{"（一）", "1、", "2、", "（二）"}, "1221", "...."},
    {{"1.", "（一）", "（二）", "2.", "（一）"}, "12212", "....."},
    /* （三） runs on: it stood above 1. before, and is not below the 5. of this section. */
    {{"一、", "（一）", "1.", "（二）", "二、", "5.", "（三）", "6."}, "12321223", "......x."},
    /* （一） begins again below 1. */
    {{"一、", "（一）", "1.", "二、", "1.", "（一）", "（二）", "2."}, "12312332", "........"},
};

static void labels_give_levels(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct gk_outline_levels levels = {.count = 0};
        for (size_t j = 0; documents[i].labels[j]; j++) {
            bool doubtful;
            struct gk_label label = gk_label_read(gk_string_of(documents[i].labels[j]));
            uint32_t level = gk_outline_level(&levels, &label, &doubtful);
            if (level != (uint32_t)(documents[i].levels[j] - '0') ||
                doubtful != (documents[i].doubtful[j] == 'x'))
                fail_msg("document %zu: label %s has level %u", i, documents[i].labels[j], level);
        }
    }
}

static void outermost_labels_count_on(void **state)
{
    struct gk_outline_levels levels = {.count = 0};
    struct gk_label two = gk_label_read(GK_STRING("二、")), three = gk_label_read(GK_STRING("三、")),
                    four = gk_label_read(GK_STRING("四、")), bracketed = gk_label_read(GK_STRING("（三）"));
    bool doubtful;
    (void)state;
    assert_false(gk_outline_counts_on(&levels, &three));
    gk_outline_level(&levels, &two, &doubtful);
    assert_true(gk_outline_counts_on(&levels, &three));
    assert_false(gk_outline_counts_on(&levels, &four));
    assert_false(gk_outline_counts_on(&levels, &bracketed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_give_levels),
        cmocka_unit_test(outermost_labels_count_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

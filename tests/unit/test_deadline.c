/* Deadlines as published documents write them (survey 2), for a plan of 2022 issued on 2022-03-01. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "field_context.h"

#include "field/deadline.h"
#include <stdio.h>

struct example {
    const char *text;
    const char *due;   /* "" for none */
    const char *start; /* "" for none */
    bool ongoing;
    gkplan_recurrence recurring;
    int32_t relative_days;
    bool doubtful; /* a diagnostic says so */
};

static const struct example examples[] = {
    {"12月底前", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"9月底前", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022年6月底前", "2022-06-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022 年 9 月底前", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"２０２２年９月底前", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"二〇二二年九月底前", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2020年10月底", "2020-10-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"6月底完成", "2022-06-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2024年2月底前", "2024-02-29", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022年年底前", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2020 年底", "2020-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"年底前", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"年内", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"年内持续推进", "2022-12-31", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"7月31日前", "2022-07-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2023年10月15日前", "2023-10-15", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2025年7月", "2025-07-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"3月份", "2022-03-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"3月—12月", "2022-12-31", "2022-03-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"3-12月", "2022-12-31", "2022-03-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"10月-次年3月", "2023-03-31", "2022-10-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2026年1月1日 -2026年12月31日", "2026-12-31", "2026-01-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2025.12—2026.01", "2026-01-31", "2025-12-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2016—2018 年底前", "2018-12-31", "2016-01-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2021—2023年", "2023-12-31", "2021-01-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"5月10日至20日", "2022-05-20", "2022-05-10", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"“十四五”期间", "2025-12-31", "2021-01-01", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"全年", "2022-12-31", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"长期坚持", "", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"持续推进", "", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"常态化开展", "", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022年年底前完成，长期坚持", "2022-12-31", "", true, GKPLAN_RECURRENCE_NONE, -1, false},
    {"上半年", "2022-06-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"下半年", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"第三季度", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"三季度末", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022年一季度", "2022-03-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"6月上旬", "2022-06-10", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"2022年", "2022-12-31", "", false, GKPLAN_RECURRENCE_NONE, -1, false},
    {"每月26日前", "", "", false, GKPLAN_RECURRENCE_MONTHLY, -1, false},
    {"每季度末月20日前", "", "", false, GKPLAN_RECURRENCE_QUARTERLY, -1, false},
    {"每半年", "", "", false, GKPLAN_RECURRENCE_HALF_YEARLY, -1, false},
    {"每年至少1次", "", "", false, GKPLAN_RECURRENCE_YEARLY, -1, false},
    {"每周", "", "", false, GKPLAN_RECURRENCE_WEEKLY, -1, false},
    {"印发后30日内", "2022-03-31", "", false, GKPLAN_RECURRENCE_NONE, 30, false},
    {"本文件印发后30日内", "2022-03-31", "", false, GKPLAN_RECURRENCE_NONE, 30, false},
    {"省出台文件后 2 个月完成", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"出台后10个工作日内", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"全国两会召开前", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"根据上级安排时间确定", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"5月底前动工，9月投入使用", "2022-09-30", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"分两批次;第一批6月底前完成,第二批11月底前完成", "2022-11-30", "", false, GKPLAN_RECURRENCE_NONE, -1,
     true},
    {"2016 年 6 底前", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"202443", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"2023720日前", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
    {"2019年9月至11", "", "", false, GKPLAN_RECURRENCE_NONE, -1, true},
};

static void date_text(gkplan_date date, char out[16])
{
    out[0] = '\0';
    if (date.year)
        snprintf(out, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static int check(struct gk_context *context, const struct example *example)
{
    const struct gk_calendar calendar = {.year = 2022, .issued = {2022, 3, 1}};
    gkplan_deadline deadline = {.text = example->text};
    char due[16], start[16];
    uint64_t before = context->diagnostics_kept;
    gk_deadline_read(context, gk_string_of(example->text), &calendar, NULL, NULL, &deadline);
    date_text(deadline.due, due);
    date_text(deadline.start, start);
    bool doubtful = context->diagnostics_kept > before;
    bool right = strcmp(due, example->due) == 0 && strcmp(start, example->start) == 0 &&
                 deadline.ongoing == example->ongoing && deadline.recurring == example->recurring &&
                 deadline.relative_days == example->relative_days && doubtful == example->doubtful;
    if (!right)
        print_error("%s: due \"%s\", start \"%s\", ongoing %d, recurring %d, days %d, doubtful %d\n",
                    example->text, due, start, deadline.ongoing, (int)deadline.recurring,
                    deadline.relative_days, doubtful);
    return !right;
}

static void deadlines_of_the_survey(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    int wrong = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        wrong += check(&context, &examples[i]);
    field_context_close(&context);
    assert_int_equal(wrong, 0);
}

static void a_date_without_any_year_stays_open(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    const struct gk_calendar calendar = {.year = 0};
    gkplan_deadline deadline = {.text = ""};
    gk_deadline_read(&context, GK_STRING("12月底前"), &calendar, NULL, NULL, &deadline);
    assert_int_equal(deadline.due.year, 0);
    assert_string_equal(context.last_diagnostic->code, "GK322");
    field_context_close(&context);
}

static void dates_in_all_spellings(void **state)
{
    (void)state;
    static const char *const texts[] = {"2021年4月28日",
                                        "二〇二一年四月二十八日",
                                        "二○二一年四月二十八日",
                                        "二OO一年四月二十八日",
                                        "2021-04-28",
                                        "2021.04.28",
                                        "2021-04-28 16:20",
                                        "2021 年 4 月 28 日"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        gkplan_date date;
        assert_true(gk_date_read(gk_string_of(texts[i]), &date));
        assert_int_equal(date.year, i == 3 ? 2001 : 2021);
        assert_int_equal(date.month, 4);
        assert_int_equal(date.day, 28);
    }
    gkplan_date none;
    assert_false(gk_date_read(GK_STRING("2021年4月31日"), &none));
    assert_false(gk_date_read(GK_STRING("202443"), &none));
}

static void cells_of_deadlines_and_others(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    assert_true(gk_deadline_likeness(&context, GK_STRING("12月底前")) >= 90);
    assert_true(gk_deadline_likeness(&context, GK_STRING("全年")) >= 90);
    assert_true(gk_deadline_likeness(&context, GK_STRING("市教育局")) < 20);
    assert_true(gk_deadline_likeness(&context, GK_STRING("加强2022年政务公开工作")) < 50);
    field_context_close(&context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_of_the_survey),
        cmocka_unit_test(a_date_without_any_year_stays_open),
        cmocka_unit_test(dates_in_all_spellings),
        cmocka_unit_test(cells_of_deadlines_and_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The grammar of deadlines, family by family, for a plan of 2022 that was issued on 1 March 2022. A doubt
 * that the library decides or leaves open is a diagnostic; its code stands in the row. */
#include "core/memory.h"
#include "field/deadline.h"
#include "field_context.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

struct row {
    const char *text;
    const char *due;
    const char *start;
    bool ongoing;
    gkplan_recurrence recurring;
    int32_t relative_days;
    const char *code; /* of the only diagnostic, NULL: none */
};

#define DUE(text, due)                                                                                       \
    {                                                                                                        \
        text, due, NULL, false, GKPLAN_RECURRENCE_NONE, -1, NULL                                             \
    }
#define DUE_DOUBT(text, due, code)                                                                           \
    {                                                                                                        \
        text, due, NULL, false, GKPLAN_RECURRENCE_NONE, -1, code                                             \
    }
#define RANGE(text, start, due)                                                                              \
    {                                                                                                        \
        text, due, start, false, GKPLAN_RECURRENCE_NONE, -1, NULL                                            \
    }
#define NOTHING(text, code)                                                                                  \
    {                                                                                                        \
        text, NULL, NULL, false, GKPLAN_RECURRENCE_NONE, -1, code                                            \
    }
#define ONGOING(text, due)                                                                                   \
    {                                                                                                        \
        text, due, NULL, true, GKPLAN_RECURRENCE_NONE, -1, NULL                                              \
    }
#define RECURS(text, recurrence)                                                                             \
    {                                                                                                        \
        text, NULL, NULL, false, GKPLAN_RECURRENCE_##recurrence, -1, NULL                                    \
    }
#define RELATIVE(text, days, due)                                                                            \
    {                                                                                                        \
        text, due, NULL, false, GKPLAN_RECURRENCE_NONE, days, NULL                                           \
    }

static const struct row one_day[] = {
    DUE("7月31日前", "2022-07-31"),
    DUE("7 月 31 日前", "2022-07-31"),
    DUE("7月31号前", "2022-07-31"),
    DUE("2023年10月15日前", "2023-10-15"),
    DUE("２０２３年１０月１５日前", "2023-10-15"),
    DUE("二〇二三年十月十五日前", "2023-10-15"),
    DUE("二○二三年十月十五日", "2023-10-15"),
    DUE("二OO六年十二月三十一日", "2006-12-31"),
    DUE("2O21年12月3O日", "2021-12-30"),
    DUE("二〇二一年十二月底前", "2021-12-31"),
    DUE("2022-06-30", "2022-06-30"),
    DUE("2022.6.30前", "2022-06-30"),
    DUE("2022/6/30", "2022-06-30"),
    DUE("2022年6月30日（星期四）前", "2022-06-30"),
    DUE("截至2022年6月30日", "2022-06-30"),
    DUE("6月30日18:00前", "2022-06-30"),
    DUE("6月30日24时前", "2022-06-30"),
    DUE("2022年\n6月30日前", "2022-06-30"),
    DUE("2024年2月29日前", "2024-02-29"),
};

static const struct row months_and_years[] = {
    DUE("12月底前", "2022-12-31"),
    DUE("12 月 底 前", "2022-12-31"),
    DUE("十二月底前", "2022-12-31"),
    DUE("9月底前", "2022-09-30"),
    DUE("9月末", "2022-09-30"),
    DUE("2月底前", "2022-02-28"),
    DUE("2024年2月底前", "2024-02-29"),
    DUE("2022年6月底前", "2022-06-30"),
    DUE("2022 年 9 月底前", "2022-09-30"),
    DUE("２０２２年９月底前", "2022-09-30"),
    DUE("二〇二二年九月底前", "2022-09-30"),
    DUE("2020年10月底", "2020-10-31"),
    DUE("6月底完成", "2022-06-30"),
    DUE("2025年7月", "2025-07-31"),
    DUE("2025.07", "2025-07-31"),
    DUE("3月份", "2022-03-31"),
    DUE("6月上旬", "2022-06-10"),
    DUE("6月中旬前", "2022-06-20"),
    DUE("6月下旬", "2022-06-30"),
    DUE("2022年", "2022-12-31"),
    DUE("2022年度", "2022-12-31"),
    DUE("2022年内", "2022-12-31"),
    DUE("2022年底", "2022-12-31"),
    DUE("2022年底前", "2022-12-31"),
    DUE("2022年年底前", "2022-12-31"),
    DUE("2020 年底", "2020-12-31"),
    DUE("2022 年末", "2022-12-31"),
    DUE("年底前", "2022-12-31"),
    DUE("年内", "2022-12-31"),
    DUE("今年年底前", "2022-12-31"),
    DUE("今年底前", "2022-12-31"),
    DUE("明年6月底前", "2023-06-30"),
    DUE("上半年", "2022-06-30"),
    DUE("2023年上半年完成", "2023-06-30"),
    DUE("下半年", "2022-12-31"),
    DUE("第三季度", "2022-09-30"),
    DUE("三季度末", "2022-09-30"),
    DUE("三季度底前", "2022-09-30"),
    DUE("2022年一季度", "2022-03-31"),
    DUE("第2季度", "2022-06-30"),
    DUE("四季度", "2022-12-31"),
    DUE("“十四五”末", "2025-12-31"),
};

static const struct row ranges[] = {
    RANGE("3月—12月", "2022-03-01", "2022-12-31"),
    RANGE("3-12月", "2022-03-01", "2022-12-31"),
    RANGE("3～12月", "2022-03-01", "2022-12-31"),
    RANGE("3月至12月底", "2022-03-01", "2022-12-31"),
    RANGE("2022年3月-2023年6月", "2022-03-01", "2023-06-30"),
    RANGE("2021年3月—6月", "2021-03-01", "2021-06-30"),
    RANGE("10月-次年3月", "2022-10-01", "2023-03-31"),
    RANGE("2026年1月1日 -2026年12月31日", "2026-01-01", "2026-12-31"),
    RANGE("3月1日起至6月30日", "2022-03-01", "2022-06-30"),
    RANGE("5月10日至20日", "2022-05-10", "2022-05-20"),
    RANGE("5月10-20日", "2022-05-10", "2022-05-20"),
    RANGE("2025.12—2026.01", "2025-12-01", "2026-01-31"),
    RANGE("2021—2023年", "2021-01-01", "2023-12-31"),
    RANGE("2021年-2023年", "2021-01-01", "2023-12-31"),
    RANGE("2021-2023", "2021-01-01", "2023-12-31"),
    RANGE("2021至2023年底前", "2021-01-01", "2023-12-31"),
    RANGE("2016—2018 年底前", "2016-01-01", "2018-12-31"),
    RANGE("一季度至三季度", "2022-01-01", "2022-09-30"),
    RANGE("“十四五”期间", "2021-01-01", "2025-12-31"),
    RANGE("十四五时期", "2021-01-01", "2025-12-31"),
    RANGE("“十二五”期间", "2011-01-01", "2015-12-31"),
    RANGE("\"十三五\"期间", "2016-01-01", "2020-12-31"),
    RANGE("“十五五”期间", "2026-01-01", "2030-12-31"),
    RANGE("“十六五”期间", "2031-01-01", "2035-12-31"),
    NOTHING("11月至2月", "GK325"),
    NOTHING("2023年6月-2022年3月", "GK325"),
    {"2022年5月起", NULL, "2022-05-01", false, GKPLAN_RECURRENCE_NONE, -1, "GK327"},
    {"2022年5月1日起长期坚持", NULL, "2022-05-01", true, GKPLAN_RECURRENCE_NONE, -1, NULL},
    {"5月开始，12月底前完成", "2022-12-31", "2022-05-01", false, GKPLAN_RECURRENCE_NONE, -1, NULL},
};

static const struct row without_end[] = {
    ONGOING("全年", "2022-12-31"),
    ONGOING("2023年全年", "2023-12-31"),
    ONGOING("贯穿全年", "2022-12-31"),
    ONGOING("长期坚持", NULL),
    ONGOING("长期", NULL),
    ONGOING("长期任务", NULL),
    ONGOING("持续推进", NULL),
    ONGOING("长期持续推进", NULL),
    ONGOING("常态化", NULL),
    ONGOING("常态化推进", NULL),
    ONGOING("常态化开展", NULL),
    ONGOING("常态工作", NULL),
    ONGOING("年内持续推进", "2022-12-31"),
    ONGOING("持续推进，年底前", "2022-12-31"),
    ONGOING("2022年年底前完成，长期坚持", "2022-12-31"),
    ONGOING("2022年年底前完成、长期坚持", "2022-12-31"),
    ONGOING("2022年年底前完成并长期坚持", "2022-12-31"),
    ONGOING("2022年年底前完成\n长期坚持", "2022-12-31"),
    ONGOING("12月底前取得阶段性成效，持续推进", "2022-12-31"),
    DUE("长期照护保险6月底前实施", "2022-06-30"),
    DUE("12月底前建立长效机制", "2022-12-31"),
};

static const struct row recurrences[] = {
    RECURS("每月26日前", MONTHLY),
    RECURS("每月底前", MONTHLY),
    RECURS("每个月", MONTHLY),
    RECURS("按月推进", MONTHLY),
    RECURS("每季度末月20日前", QUARTERLY),
    RECURS("每季度第一个月10日前", QUARTERLY),
    RECURS("每季度", QUARTERLY),
    RECURS("一季度一次", QUARTERLY),
    RECURS("每半年", HALF_YEARLY),
    RECURS("每半年一次", HALF_YEARLY),
    RECURS("每年至少1次", YEARLY),
    RECURS("每年12月底前", YEARLY),
    RECURS("每年6月、12月", YEARLY),
    RECURS("每周", WEEKLY),
    RECURS("每周五前", WEEKLY),
    {"每月5日前，12月底前完成", "2022-12-31", NULL, false, GKPLAN_RECURRENCE_MONTHLY, -1, NULL},
    NOTHING("每天", "GK324"),
};

static const struct row relative[] = {
    RELATIVE("印发后30日内", 30, "2022-03-31"),
    RELATIVE("本文件印发后30日内", 30, "2022-03-31"),
    RELATIVE("本方案印发后三十日内", 30, "2022-03-31"),
    RELATIVE("自印发之日起30日内", 30, "2022-03-31"),
    RELATIVE("通知下发后 15 天内", 15, "2022-03-16"),
    RELATIVE("自本通知发布之日起60日内", 60, "2022-04-30"),
    NOTHING("自印发之日起20个工作日内", "GK326"),
    NOTHING("出台后10个工作日内", "GK326"),
    NOTHING("印发后1个月内", "GK326"),
    NOTHING("省出台文件后 2 个月完成", "GK326"),
    NOTHING("省方案印发后30日内", "GK326"),
    NOTHING("三年内", "GK326"),
    NOTHING("收到申请之日起15日内", "GK326"),
};

static const struct row events_and_damage[] = {
    NOTHING("全国两会召开前", "GK324"),
    NOTHING("汛期前", "GK324"),
    NOTHING("根据上级安排时间确定", "GK324"),
    NOTHING("推进中", "GK324"),
    NOTHING("已落实", "GK324"),
    NOTHING("适时", "GK324"),
    NOTHING("月底前", "GK324"),
    NOTHING("2016 年 6 底前", "GK320"),
    NOTHING("6月30前", "GK320"),
    NOTHING("202443", "GK320"),
    NOTHING("2023720日前", "GK320"),
    NOTHING("2019年9月至11", "GK320"),
    NOTHING("2022年2月30日前", "GK320"),
    NOTHING("2022年13月底前", "GK320"),
    NOTHING("22年底前", "GK320"),
    NOTHING("15日前", "GK320"),
    NOTHING("", NULL),
    NOTHING("—", NULL),
    NOTHING("/", NULL),
    NOTHING("〃", "GK324"),
};

/* 6月底前 says which day is meant, 6月前 does not. */
static const struct row before_a_period[] = {
    DUE_DOUBT("6月前", "2022-06-30", "GK329"),
    DUE_DOUBT("6月份以前完成", "2022-06-30", "GK329"),
    DUE_DOUBT("2022年第一季度前", "2022-03-31", "GK329"),
    DUE_DOUBT("上半年之前", "2022-06-30", "GK329"),
    DUE_DOUBT("2025年前", "2025-12-31", "GK329"),
    DUE_DOUBT("5月第二周", "2022-05-31", "GK330"),
    DUE_DOUBT("9月第1个星期前", "2022-09-30", "GK330"),
    DUE("①1月底前", "2022-01-31"),
    DUE("10月中下旬", "2022-10-31"),
    DUE("6月启动前期工作", "2022-06-30"),
    DUE("2023年提前完成", "2023-12-31"),
    DUE("6月中旬前", "2022-06-20"),
    DUE("年内", "2022-12-31"),
};

static const struct row several[] = {
    DUE_DOUBT("5月底前动工，9月投入使用", "2022-09-30", "GK321"),
    DUE_DOUBT("分两批次;第一批6月底前完成,第二批11月底前完成", "2022-11-30", "GK321"),
    DUE_DOUBT("6月、9月、12月底前", "2022-12-31", "GK321"),
    DUE_DOUBT("12月底前完成，6月底前完成初稿", "2022-12-31", "GK321"),
    DUE_DOUBT("2023年6月底前完成初稿，12月底前完成", "2023-12-31", "GK321"),
    DUE("12月底前完成，12月31日前报送", "2022-12-31"),
};

static const char *written(gkplan_date date, char out[16])
{
    if (date.year == 0)
        return "none";
    snprintf(out, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
    return out;
}

/* Whether the row is right; says what is wrong. */
static bool right(const struct row *row)
{
    const struct gk_calendar calendar = {.year = 2022, .issued = {2022, 3, 1}};
    struct gk_context context;
    gkplan_deadline deadline = {.text = row->text};
    char due[16], start[16];
    field_context_open(&context);
    gk_deadline_read(&context, gk_string_of(row->text), &calendar, NULL, NULL, &deadline);
    const gkplan_diagnostic *found = context.first_diagnostic;
    bool same = strcmp(written(deadline.due, due), row->due ? row->due : "none") == 0 &&
                strcmp(written(deadline.start, start), row->start ? row->start : "none") == 0 &&
                deadline.ongoing == row->ongoing && deadline.recurring == row->recurring &&
                deadline.relative_days == row->relative_days &&
                (row->code ? found && !found->next && strcmp(found->code, row->code) == 0 : !found);
    if (!same)
        print_error("%s: due %s, start %s, ongoing %d, recurring %d, days %d, %s\n", row->text,
                    written(deadline.due, due), written(deadline.start, start), deadline.ongoing,
                    (int)deadline.recurring, (int)deadline.relative_days, found ? found->code : "no doubt");
    field_context_close(&context);
    return same;
}

#define FAMILY(rows)                                                                                         \
    static void rows##_are_read(void **state)                                                                \
    {                                                                                                        \
        size_t wrong = 0;                                                                                    \
        (void)state;                                                                                         \
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)                                            \
            wrong += !right(&rows[i]);                                                                       \
        assert_int_equal(wrong, 0);                                                                          \
    }

FAMILY(one_day)
FAMILY(months_and_years)
FAMILY(ranges)
FAMILY(without_end)
FAMILY(recurrences)
FAMILY(relative)
FAMILY(events_and_damage)
FAMILY(before_a_period)
FAMILY(several)

static void without_calendar_nothing_is_invented(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *code;
    } rows[] = {{"12月底前", "GK322"}, {"年底前", "GK322"},   {"全年", "GK322"},        {"3月—12月", "GK322"},
                {"次年3月", "GK322"},  {"第三季度", "GK322"}, {"印发后30日内", "GK323"}};
    const struct gk_calendar calendar = {.year = 0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct gk_context context;
        gkplan_deadline deadline = {.text = ""};
        field_context_open(&context);
        gk_deadline_read(&context, gk_string_of(rows[i].text), &calendar, NULL, NULL, &deadline);
        assert_int_equal(deadline.due.year, 0);
        assert_int_equal(deadline.start.year, 0);
        assert_non_null(context.first_diagnostic);
        assert_string_equal(context.first_diagnostic->code, rows[i].code);
        field_context_close(&context);
    }
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

/* A cell may be as long as the limits allow. */
static void long_cells_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"3月、", "后30日", "每月", "每年3月，", "2022年6月—",
                                         "长期",  "9",      "印发", "（"};
    const struct gk_calendar calendar = {.year = 2022, .issued = {2022, 3, 1}};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct gk_context context;
        struct gk_buffer text;
        gkplan_deadline deadline = {.text = ""};
        field_context_open(&context);
        gk_buffer_init(&text, &gk_memory_default);
        while (text.length < 4000000)
            gk_buffer_append_text(&text, pieces[i]);
        clock_t start = clock();
        assert_int_equal(gk_deadline_read(&context, gk_buffer_view(&text), &calendar, NULL, NULL, &deadline),
                         GKPLAN_STATUS_OK);
        assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
        gk_buffer_free(&text);
        field_context_close(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_day_are_read),
        cmocka_unit_test(months_and_years_are_read),
        cmocka_unit_test(ranges_are_read),
        cmocka_unit_test(without_end_are_read),
        cmocka_unit_test(recurrences_are_read),
        cmocka_unit_test(relative_are_read),
        cmocka_unit_test(events_and_damage_are_read),
        cmocka_unit_test(before_a_period_are_read),
        cmocka_unit_test(several_are_read),
        cmocka_unit_test(without_calendar_nothing_is_invented),
        cmocka_unit_test(dates_in_all_spellings),
        cmocka_unit_test(cells_of_deadlines_and_others),
        cmocka_unit_test(long_cells_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* gkplan_diff: what is told apart between two documents. Each case is two tables and the changes in words. */
#include <gkplan/gkplan.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HEADER_OF(year)                                                                                                       \
    "<p>" year "年重点工作任务分解表</p><table><tr><th>重点任务</th><th>具体要求</th><th>牵头单位</th>" \
    "<th>责任单位</th><th>完成时限</th></tr>"
#define HEADER HEADER_OF("2024")
#define ROW(task, requirement, lead, units, deadline)                                                        \
    "<tr><td>" task "</td><td>" requirement "</td><td>" lead "</td><td>" units "</td><td>" deadline          \
    "</td></tr>"
#define SCHOOLS                ROW("教育惠民", "新建改扩建中小学校二十所", "市教育局", "市财政局、市住建局", "2024年6月底前")
#define ROADS                  ROW("道路畅通", "完成城区主要道路维修改造工程", "市交通局", "各区政府", "2024年9月底前")
#define WATER                  ROW("饮水安全", "建成农村集中供水站十二座", "市水利局", "各县政府", "2024年12月底前")
#define REPORT(task, deadline) ROW(task, "明确专人负责并按月报送进展", "市教育局", "市财政局", deadline)

static gkplan_document *read_text(const char *text)
{
    gkplan_document *document = NULL;
    assert_int_equal(gkplan_document_read_memory(text, strlen(text), NULL, &document, NULL),
                     GKPLAN_STATUS_OK);
    return document;
}

/* "added 2.1; changed 1.1>1.1 text units": each change with the paths of its nodes. */
static void describe(const gkplan_changes *changes, char *words, size_t size)
{
    words[0] = '\0';
    for (const gkplan_change *change = gkplan_changes_first(changes); change; change = change->next) {
        char old_path[32] = "", new_path[32] = "";
        size_t length = strlen(words);
        if (change->old_node)
            gkplan_node_path(change->old_node, old_path, sizeof old_path);
        if (change->new_node)
            gkplan_node_path(change->new_node, new_path, sizeof new_path);
        snprintf(words + length, size - length, "%s%s %s%s%s", length ? "; " : "",
                 gkplan_change_kind_name(change->kind), old_path, *old_path && *new_path ? ">" : "",
                 new_path);
        for (uint32_t bit = 1; bit <= change->parts; bit <<= 1) {
            length = strlen(words);
            if (change->parts & bit)
                snprintf(words + length, size - length, " %s",
                         gkplan_change_part_name((gkplan_change_part)bit));
        }
    }
}

static void check_diff(const char *old_text, const char *new_text, const gkplan_diff_options *options,
                       const char *expected)
{
    char words[2000];
    gkplan_document *old_document = read_text(old_text), *new_document = read_text(new_text);
    gkplan_changes *changes = NULL;
    gkplan_error *error = NULL;
    assert_int_equal(gkplan_diff(old_document, new_document, options, &changes, &error), GKPLAN_STATUS_OK);
    assert_null(error);
    describe(changes, words, sizeof words);
    assert_string_equal(words, expected);
    gkplan_changes_free(changes);
    gkplan_document_free(old_document);
    gkplan_document_free(new_document);
}

static void changes_are_told_apart(void **state)
{
    static const struct {
        const char *old_text, *new_text, *expected;
    } cases[] = {
        {HEADER SCHOOLS ROADS, HEADER SCHOOLS ROADS, ""},
        {HEADER SCHOOLS ROADS, HEADER SCHOOLS WATER ROADS, "added 2; added 2.1"},
        {HEADER SCHOOLS WATER ROADS, HEADER SCHOOLS ROADS, "removed 2; removed 2.1"},
        {HEADER SCHOOLS ROADS WATER, HEADER WATER SCHOOLS ROADS, "changed 3>1 place"},
        /* Width and white space are no change, nor is the way a date is written. */
        {HEADER SCHOOLS,
         HEADER ROW("教育 惠民", "新建改扩建中小学校 二十所", "市教育局", "市财政局,市住建局",
                    "2024年６月３０日前"),
         ""},
        {HEADER SCHOOLS,
         HEADER ROW("教育惠民", "新建改扩建中小学校三十所", "市教育局", "市财政局、市住建局",
                    "2024年6月底前"),
         "changed 1.1>1.1 text"},
        {HEADER SCHOOLS,
         HEADER ROW("教育惠民", "新建改扩建中小学校二十所", "市住建局", "市财政局、市发改委",
                    "2024年6月底前"),
         "changed 1.1>1.1 units"},
        {HEADER SCHOOLS,
         HEADER ROW("教育惠民", "新建改扩建中小学校二十所", "市教育局", "市财政局、市住建局",
                    "2024年8月底前"),
         "changed 1.1>1.1 deadline"},
        {HEADER SCHOOLS,
         HEADER ROW("教育惠民", "新建改扩建中小学校二十所", "市教育局", "市财政局、市住建局", "长期坚持"),
         "changed 1.1>1.1 deadline"},
        /* The deadline moved with the plan's year. */
        {HEADER ROW("教育惠民", "新建学校", "市教育局", "市财政局", "2月底前"),
         HEADER_OF("2025") ROW("教育惠民", "新建学校", "市教育局", "市财政局", "2月底前"),
         "changed 1.1>1.1 deadline-year"},
        {HEADER ROW("教育惠民", "新建学校", "市教育局", "市财政局", "2月底前"),
         HEADER_OF("2025") ROW("教育惠民", "新建学校", "市教育局", "市财政局", "3月底前"),
         "changed 1.1>1.1 deadline"},
        /* The requirement went to another task. */
        {HEADER SCHOOLS ROADS,
         HEADER ROW("教育惠民", "完成城区主要道路维修改造工程", "市交通局", "各区政府", "2024年9月底前")
             ROW("道路畅通", "新建改扩建中小学校二十所", "市教育局", "市财政局、市住建局", "2024年6月底前"),
         "changed 2.1>1.1 place; changed 1.1>2.1 place"},
        /* One requirement below every task; the tasks were reworded and one of them is gone. */
        {HEADER REPORT("推进重点领域信息公开工作", "3月底前") REPORT("加强政策解读回应关切", "4月底前")
             REPORT("完善政府网站平台建设", "5月底前") REPORT("规范依申请公开办理", "6月底前"),
         HEADER REPORT("推进重点领域信息公开工作和考核", "3月底前")
             REPORT("完善政府网站平台建设和考核", "5月底前") REPORT("规范依申请公开办理和考核", "6月底前"),
         "changed 1>1 text; removed 2; removed 2.1; changed 3>2 text; changed 4>3 text"},
        /* Nothing in common. */
        {HEADER SCHOOLS, HEADER WATER, "added 1; added 1.1; removed 1; removed 1.1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_diff(cases[i].old_text, cases[i].new_text, NULL, cases[i].expected);
}

/* Each of many tasks has the same requirement, which was reworded alike everywhere: below its own task each
 * is itself.
 */
static void texts_reworded_alike_stay_below_their_own_tasks(void **state)
{
    enum { TASKS = 250 };
    static char texts[2][TASKS * 256];
    static const char *const requirements[] = {"完成率达到80%以上，按时办结群众反映的问题",
                                               "完成率达到85%以上，按时办结群众反映的问题"};
    gkplan_document *documents[2];
    gkplan_changes *changes;
    (void)state;
    for (int i = 0; i < 2; i++) {
        size_t length = (size_t)snprintf(texts[i], sizeof texts[i], "%s", HEADER);
        for (int task = 0; task < TASKS; task++)
            length += (size_t)snprintf(texts[i] + length, sizeof texts[i] - length,
                                       ROW("第%d项工作", "%s", "市教育局", "市财政局", "全年"), task,
                                       requirements[i]);
        documents[i] = read_text(texts[i]);
    }
    assert_int_equal(gkplan_diff(documents[0], documents[1], NULL, &changes, NULL), GKPLAN_STATUS_OK);
    assert_int_equal(gkplan_changes_count(changes, GKPLAN_CHANGE_ADDED), 0);
    assert_int_equal(gkplan_changes_count(changes, GKPLAN_CHANGE_REMOVED), 0);
    assert_int_equal(gkplan_changes_count(changes, GKPLAN_CHANGE_CHANGED), TASKS);
    for (const gkplan_change *change = gkplan_changes_first(changes); change; change = change->next)
        assert_int_equal(change->parts, GKPLAN_CHANGE_TEXT);
    gkplan_changes_free(changes);
    gkplan_document_free(documents[0]);
    gkplan_document_free(documents[1]);
}

static void a_unit_that_changes_its_role_is_one_change(void **state)
{
    gkplan_document *old_document = read_text(HEADER SCHOOLS);
    gkplan_document *new_document = read_text(HEADER ROW("教育惠民", "新建改扩建中小学校二十所", "市住建局",
                                                         "市财政局、市教育局", "2024年6月底前"));
    gkplan_changes *changes;
    (void)state;
    assert_int_equal(gkplan_diff(old_document, new_document, NULL, &changes, NULL), GKPLAN_STATUS_OK);
    const gkplan_unit_change *unit = gkplan_changes_first(changes)->first_unit;
    assert_string_equal(unit->old_unit->name, "市教育局");
    assert_int_equal(unit->old_unit->role, GKPLAN_UNIT_LEAD);
    assert_int_equal(unit->new_unit->role, GKPLAN_UNIT_RESPONSIBLE);
    unit = unit->next;
    assert_string_equal(unit->old_unit->name, "市住建局");
    assert_int_equal(unit->new_unit->role, GKPLAN_UNIT_LEAD);
    assert_null(unit->next);
    assert_int_equal(gkplan_changes_count(changes, GKPLAN_CHANGE_CHANGED), 1);
    assert_int_equal(gkplan_changes_count(changes, GKPLAN_CHANGE_NONE), 1);
    gkplan_changes_free(changes);
    gkplan_document_free(old_document);
    gkplan_document_free(new_document);
}

static void options_decide_what_is_like_and_what_is_listed(void **state)
{
    static const char reworded[] =
        HEADER ROW("教育惠民", "新建改扩建中小学校三十所", "市教育局", "市财政局、市住建局", "2024年6月底前");
    gkplan_diff_options options = GKPLAN_DIFF_OPTIONS_INIT;
    (void)state;
    options.likeness = 100;
    check_diff(HEADER SCHOOLS, reworded, &options, "added 1.1; removed 1.1");
    options.likeness = 1;
    options.unchanged = 1;
    check_diff(HEADER SCHOOLS, reworded, &options, "none 1>1; changed 1.1>1.1 text");
    check_diff(HEADER SCHOOLS, HEADER SCHOOLS, &options, "none 1>1; none 1.1>1.1");
}

static void wrong_arguments_are_refused_with_words(void **state)
{
    gkplan_document *document = read_text(HEADER SCHOOLS);
    gkplan_diff_options options = GKPLAN_DIFF_OPTIONS_INIT;
    gkplan_changes *changes;
    gkplan_error *error;
    (void)state;
    assert_int_equal(gkplan_diff(NULL, document, NULL, &changes, &error), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_null(changes);
    assert_string_equal(gkplan_error_message(error), "a document is NULL");
    gkplan_error_free(error);
    options.likeness = 101;
    assert_int_equal(gkplan_diff(document, document, &options, &changes, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    options.likeness = 0;
    options.size = 3;
    assert_int_equal(gkplan_diff(document, document, &options, &changes, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_diff(document, document, NULL, NULL, NULL), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_diff_options_init(&options, sizeof options), GKPLAN_STATUS_OK);
    assert_int_equal(options.likeness, 0);
    assert_int_equal(gkplan_diff_options_init(NULL, sizeof options), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_null(gkplan_change_part_name((gkplan_change_part)3));
    gkplan_changes_free(NULL);
    gkplan_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told_apart),
        cmocka_unit_test(texts_reworded_alike_stay_below_their_own_tasks),
        cmocka_unit_test(a_unit_that_changes_its_role_is_one_change),
        cmocka_unit_test(options_decide_what_is_like_and_what_is_listed),
        cmocka_unit_test(wrong_arguments_are_refused_with_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* gkplan_check: settings, limits of what is kept, order of findings, and names that are one unit. */
#include <gkplan/gkplan.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Two tasks without units, one with a deadline that is no date. */
static const char plan[] = "<p>2022年政务公开任务分解表</p><table>"
                           "<tr><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>"
                           "<tr><td>做好规划信息公开</td><td></td><td>2022年6底前</td></tr>"
                           "<tr><td>做好财政信息公开</td><td>市财政局</td><td>9月底前</td></tr>"
                           "<tr><td>做好教育信息公开</td><td></td><td>9月底前</td></tr></table>";

static gkplan_document *read_text(const char *text)
{
    gkplan_document *document = NULL;
    assert_int_equal(gkplan_document_read_memory(text, strlen(text), NULL, &document, NULL),
                     GKPLAN_STATUS_OK);
    return document;
}

/* "GK410 GK412": the codes found under `settings`, in order. */
static void check_codes(const gkplan_document *document, const gkplan_check_options *options,
                        const char *expected)
{
    gkplan_findings *findings;
    char codes[400] = "";
    assert_int_equal(gkplan_check(document, options, &findings, NULL), GKPLAN_STATUS_OK);
    for (const gkplan_diagnostic *at = gkplan_findings_first(findings); at; at = at->next) {
        if (codes[0])
            strcat(codes, " ");
        strcat(codes, at->code);
    }
    assert_string_equal(codes, expected);
    gkplan_findings_free(findings);
}

static void findings_come_in_the_order_of_the_document(void **state)
{
    gkplan_document *document = read_text(plan);
    gkplan_findings *findings;
    (void)state;
    assert_int_equal(gkplan_check(document, NULL, &findings, NULL), GKPLAN_STATUS_OK);
    const gkplan_diagnostic *first = gkplan_findings_first(findings);
    assert_string_equal(first->code, "GK410");
    assert_string_equal(first->name, "units-missing");
    assert_string_equal(first->value, "做好规划信息公开");
    assert_int_equal(first->place.row, 1);
    assert_string_equal(first->node, "1");
    assert_int_equal(first->plan, 0);
    assert_string_equal(first->next->code, "GK412");
    assert_string_equal(first->next->value, "2022年6底前");
    assert_int_equal(first->next->place.column, 2);
    assert_string_equal(first->next->next->value, "做好教育信息公开");
    assert_null(first->next->next->next);
    assert_int_equal(gkplan_findings_count(findings, GKPLAN_SEVERITY_INFO), 3);
    assert_int_equal(gkplan_findings_count(findings, GKPLAN_SEVERITY_ERROR), 2);
    gkplan_findings_free(findings);
    gkplan_document_free(document);
}

static void later_settings_count_before_earlier_ones(void **state)
{
    static const struct {
        gkplan_rule_setting settings[3];
        size_t count;
        const char *codes;
    } cases[] = {
        {{{"units-missing", GKPLAN_RULE_DISABLE}}, 1, "GK412"},
        {{{"GK410", GKPLAN_RULE_DISABLE}}, 1, "GK412"},
        {{{"all", GKPLAN_RULE_DISABLE}}, 1, ""},
        {{{"all", GKPLAN_RULE_DISABLE}, {"GK412", GKPLAN_RULE_ENABLE}}, 2, "GK412"},
        {{{"GK412", GKPLAN_RULE_ENABLE}, {"all", GKPLAN_RULE_DISABLE}}, 2, ""},
        {{{"all", GKPLAN_RULE_AS_INFO}}, 1, "GK410 GK412 GK410"},
    };
    gkplan_document *document = read_text(plan);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
        options.settings = cases[i].settings;
        options.setting_count = cases[i].count;
        check_codes(document, &options, cases[i].codes);
    }
    gkplan_document_free(document);
}

static void a_severity_that_is_asked_for_is_counted(void **state)
{
    const gkplan_rule_setting setting = {"units-missing", GKPLAN_RULE_AS_INFO};
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    gkplan_document *document = read_text(plan);
    gkplan_findings *findings;
    (void)state;
    options.settings = &setting;
    options.setting_count = 1;
    assert_int_equal(gkplan_check(document, &options, &findings, NULL), GKPLAN_STATUS_OK);
    assert_int_equal(gkplan_findings_first(findings)->severity, GKPLAN_SEVERITY_INFO);
    assert_int_equal(gkplan_findings_count(findings, GKPLAN_SEVERITY_ERROR), 0);
    assert_int_equal(gkplan_findings_count(findings, GKPLAN_SEVERITY_INFO), 3);
    gkplan_findings_free(findings);
    gkplan_document_free(document);
}

static void findings_past_the_limit_are_counted(void **state)
{
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    gkplan_document *document = read_text(plan);
    gkplan_findings *findings;
    (void)state;
    options.findings = 1;
    assert_int_equal(gkplan_check(document, &options, &findings, NULL), GKPLAN_STATUS_OK);
    assert_null(gkplan_findings_first(findings)->next);
    assert_int_equal(gkplan_findings_count(findings, GKPLAN_SEVERITY_INFO), 3);
    gkplan_findings_free(findings);
    gkplan_document_free(document);
}

static void wrong_options_are_refused_in_words(void **state)
{
    const gkplan_rule_setting unknown = {"no-such-rule", GKPLAN_RULE_ENABLE};
    const gkplan_rule_setting odd = {"all", (gkplan_rule_use)9};
    gkplan_check_options wrong[] = {GKPLAN_CHECK_OPTIONS_INIT, GKPLAN_CHECK_OPTIONS_INIT,
                                    GKPLAN_CHECK_OPTIONS_INIT, GKPLAN_CHECK_OPTIONS_INIT};
    gkplan_document *document = read_text(plan);
    (void)state;
    wrong[0].size = 8;
    wrong[1].settings = &unknown;
    wrong[1].setting_count = 1;
    wrong[2].settings = &odd;
    wrong[2].setting_count = 1;
    wrong[3].unit_likeness = 101;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        gkplan_findings *findings;
        gkplan_error *error;
        assert_int_equal(gkplan_check(document, &wrong[i], &findings, &error),
                         GKPLAN_STATUS_INVALID_ARGUMENT);
        assert_null(findings);
        assert_true(strlen(gkplan_error_message(error)) > 0);
        gkplan_error_free(error);
    }
    gkplan_findings *findings;
    assert_int_equal(gkplan_check(NULL, NULL, &findings, NULL), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_check(document, NULL, NULL, NULL), GKPLAN_STATUS_INVALID_ARGUMENT);
    gkplan_findings_free(NULL);
    gkplan_document_free(document);
}

static void every_rule_is_in_the_table_and_in_the_catalogue(void **state)
{
    (void)state;
    assert_true(gkplan_rule_count() > 40);
    assert_null(gkplan_rule_at(gkplan_rule_count()));
    assert_null(gkplan_rule_find("GK100")); /* a diagnostic, no rule */
    for (size_t i = 0; i < gkplan_rule_count(); i++) {
        const gkplan_rule *rule = gkplan_rule_at(i);
        const gkplan_diagnostic_kind *kind = gkplan_diagnostic_kind_find(rule->code);
        assert_non_null(kind);
        assert_string_equal(kind->name, rule->name);
        assert_string_equal(kind->text, rule->text);
        assert_ptr_equal(gkplan_rule_find(rule->name), rule);
        assert_true(rule->advice[0] && rule->advice_chinese[0] && rule->looks_at[0] && rule->fires[0]);
    }
}

/* A table whose two tasks have these two units. */
static void check_spellings(const char *first, const char *second, uint32_t likeness, bool one)
{
    char text[1000];
    gkplan_rule_setting settings[] = {{"all", GKPLAN_RULE_DISABLE}, {"unit-spellings", GKPLAN_RULE_ENABLE}};
    gkplan_check_options options = GKPLAN_CHECK_OPTIONS_INIT;
    snprintf(text, sizeof text,
             "<table><tr><th>工作任务</th><th>责任单位</th></tr><tr><td>做好规划信息公开</td><td>%s</td></tr>"
             "<tr><td>做好财政信息公开</td><td>%s</td></tr></table>",
             first, second);
    gkplan_document *document = read_text(text);
    options.settings = settings;
    options.setting_count = 2;
    options.unit_likeness = likeness;
    print_message("%s | %s\n", first, second);
    check_codes(document, &options, one ? "GK442" : "");
    gkplan_document_free(document);
}

static void names_that_are_one_unit(void **state)
{
    static const char *const pairs[][2] = {
        {"市住建局", "市住房城乡建设局"},       {"市住房和城乡建设局", "市住房城乡建设局"},
        {"市发改委", "市发展和改革委员会"},     {"县人社局", "县人力资源和社会保障局"},
        {"市应急局", "市应急管理局"},           {"市卫健委", "市卫生健康委员会"},
        {"市政府办", "市政府办公室"},           {"各区县政府", "各区县人民政府"},
        {"市市监局", "市市场监管局"},           {"县市场监管局", "县市场监督管理局"},
        {"高新区管委会", "高新区管理委员会"},   {"市残联", "市残疾人联合会"},
        {"市行政审批局", "市行政审批服务局"},   {"市自然资源局", "市自然资源和规划局"},
        {"济南广播电视台", "济南市广播电视台"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        check_spellings(pairs[i][0], pairs[i][1], 0, true);
        check_spellings(pairs[i][1], pairs[i][0], 0, true);
    }
}

static void names_that_are_two_units(void **state)
{
    static const char *const pairs[][2] = {
        {"市教育局", "市体育局"},           {"市民政局", "市财政局"},
        {"市商务局", "市水务局"},           {"市教育局", "县教育局"},
        {"历下区政府", "历城区政府"},       {"济南市历下区人民政府", "济南市历城区人民政府"},
        {"市第一医院", "市第二医院"},       {"市中医院", "市第一中医院"},
        {"市政府办公室", "市委办公室"},     {"市委组织部", "市委宣传部"},
        {"市政府办公室", "市政府研究室"},   {"市城市管理局", "市城市规划局"},
        {"市政府有关部门", "市政府各部门"}, {"市法院", "市检察院"},
        {"市大数据局", "市大数据中心"},     {"市应急局", "市应急局"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_spellings(pairs[i][0], pairs[i][1], 0, false);
}

static void the_caller_sets_how_alike_names_must_be(void **state)
{
    (void)state;
    check_spellings("市自然资源局", "市自然资源和规划局", 95, false);
    check_spellings("市自然资源局", "市自然资源和规划局", 100, false);
    check_spellings("市住建局", "市住房城乡建设局", 100, true);
    check_spellings("市城市供水公司", "市供水公司", 80, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_come_in_the_order_of_the_document),
        cmocka_unit_test(later_settings_count_before_earlier_ones),
        cmocka_unit_test(a_severity_that_is_asked_for_is_counted),
        cmocka_unit_test(findings_past_the_limit_are_counted),
        cmocka_unit_test(wrong_options_are_refused_in_words),
        cmocka_unit_test(every_rule_is_in_the_table_and_in_the_catalogue),
        cmocka_unit_test(names_that_are_one_unit),
        cmocka_unit_test(names_that_are_two_units),
        cmocka_unit_test(the_caller_sets_how_alike_names_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

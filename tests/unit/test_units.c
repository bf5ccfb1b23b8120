/* Names of units: what separates, what joins, roles, scopes. Each row is a cell and what it says:
 * NAME or NAME+ (lead) or NAME- (support), @scope, joined by " | ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "field/units.h"
#include "field_context.h"

struct units_case {
    const char *text;
    const char *units;
    const char *code; /* a diagnostic that must be there; NULL: none at all */
};

static void write_units(const gkplan_units *units, char *out, size_t size)
{
    size_t length = 0;
    out[0] = '\0';
    for (const gkplan_unit *unit = units->first_unit; unit; unit = unit->next) {
        static const char *const roles[] = {"", "+", "-"};
        length += (size_t)snprintf(out + length, size - length, "%s%s%s%s%s",
                                   unit == units->first_unit ? "" : " | ", unit->name, roles[unit->role],
                                   unit->scope ? "@" : "", unit->scope ? unit->scope : "");
        assert_true(length < size);
    }
}

static void check(const struct units_case *cases, size_t count, gkplan_unit_role role)
{
    for (size_t i = 0; i < count; i++) {
        struct gk_context context;
        char written[4096];
        gkplan_units units = {0};
        gkplan_place place = gk_place_none();
        field_context_open(&context);
        assert_int_equal(gk_units_read(&context, gk_string_of(cases[i].text), role, &place, NULL, &units),
                         GKPLAN_STATUS_OK);
        write_units(&units, written, sizeof written);
        assert_string_equal(written, cases[i].units);
        if (cases[i].code && !field_context_found(&context, cases[i].code))
            fail_msg("%s: no %s", cases[i].text, cases[i].code);
        if (!cases[i].code && context.first_diagnostic)
            fail_msg("%s: %s", cases[i].text, context.first_diagnostic->message);
        field_context_close(&context);
    }
}
#define CHECK(cases, role) check(cases, sizeof(cases) / sizeof *(cases), role)

static void separators_part_names(void **state)
{
    static const struct units_case cases[] = {
        {"各区县政府、市财政局、市税务局", "各区县政府 | 市财政局 | 市税务局", NULL},
        {"市公安局,市司法局;市民政局；市教育局，市科技局",
         "市公安局 | 市司法局 | 市民政局 | 市教育局 | 市科技局", NULL},
        {"市发展改革委\n市自然资源和规划局", "市发展改革委 | 市自然资源和规划局", NULL},
        {"各区县政府和市扶贫办、市农业农村局", "各区县政府 | 市扶贫办 | 市农业农村局", NULL},
        {"各区县政府和、市工业和信息化局", "各区县政府 | 市工业和信息化局", NULL},
        {"州委编办及州直相关单位", "州委编办 | 州直相关单位", NULL},
        {"各区县政府和舆情涉及部门、单位", "各区县政府 | 舆情涉及部门、单位", NULL},
        {"各镇政府（街道办事处）。", "各镇政府（街道办事处）", NULL},
        {"****局、x市财政局", "****局 | x市财政局", NULL},
        {"1.市教育局\n2.市财政局", "市教育局 | 市财政局", NULL},
        {"1、市教育局\n2、市财政局", "市教育局 | 市财政局", NULL},
        {"国网济宁供电公司、中国电信济宁分公司、各驻济高校",
         "国网济宁供电公司 | 中国电信济宁分公司 | 各驻济高校", NULL},
        {"医务科、护理部、院办", "医务科 | 护理部 | 院办", NULL},
        {"教务处、学生处、各学院", "教务处 | 学生处 | 各学院", NULL},
        {"市发展改革委、工业和信息化委、住房和城乡建设局", "市发展改革委 | 工业和信息化委 | 住房和城乡建设局",
         NULL},
        {"市安全局和市财政局、聊城市和济南市", "市安全局 | 市财政局 | 聊城市 | 济南市", NULL},
        {"（市教育局牵头）", "市教育局+", NULL},
        {"", "", NULL},
        {"/", "", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void names_that_hold_separators_stay_whole(void **state)
{
    static const struct units_case cases[] = {
        {"各县（市、区）政府", "各县（市、区）政府", NULL},
        {"市政府有关部门、单位，各县（市、区）政府", "市政府有关部门、单位 | 各县（市、区）政府", NULL},
        {"市政府有关部门、\n单位", "市政府有关部门、单位", NULL},
        {"各部门、各单位", "各部门、各单位", NULL},
        {"各部门和单位、各有关企业", "各部门和单位 | 各有关企业", NULL},
        {"市、县级政府办公室", "市、县级政府办公室", NULL},
        {"省、市有关部门", "省、市有关部门", NULL},
        {"各县、区人民政府(管委会)", "各县、区人民政府(管委会)", NULL},
        {"各市、县（区）人民政府，省政府各部门", "各市、县（区）人民政府 | 省政府各部门", NULL},
        {"各级、各部门", "各级、各部门", NULL},
        {"各乡镇（街道）、县直各部门、各单位", "各乡镇（街道） | 县直各部门、各单位", NULL},
        {"各县(市、区)党委和人民政府", "各县(市、区)党委和人民政府", NULL},
        {"城乡一体化示范区、高新区党工委和管委会", "城乡一体化示范区 | 高新区党工委和管委会", NULL},
        {"济宁高新区、太白湖新区、济宁经济技术开发区管委会",
         "济宁高新区 | 太白湖新区 | 济宁经济技术开发区管委会", NULL},
        {"住房和城乡建设局、发展和改革局、市文化和旅游局", "住房和城乡建设局 | 发展和改革局 | 市文化和旅游局",
         NULL},
        {"沈阳市和平区政府、和县、含山县政府", "沈阳市和平区政府 | 和县 | 含山县政府", NULL},
        {"各区县政府和《关于公布实施机关（组织）的通告》所列行政机关",
         "各区县政府 | 《关于公布实施机关（组织）的通告》所列行政机关", NULL},
        {"区农业农村局(区乡村振兴局)、区发展改革委(粮食和储备局)",
         "区农业农村局(区乡村振兴局) | 区发展改革委(粮食和储备局)", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void role_words_cover_the_names_before_them(void **state)
{
    static const struct units_case cases[] = {
        {"各区县政府、市司法局牵头，市政府有关部门（单位）配合",
         "各区县政府+ | 市司法局+ | 市政府有关部门（单位）-", NULL},
        {"市市场监管局牵头、市政府有关部门配合", "市市场监管局+ | 市政府有关部门-", NULL},
        {"由市教育局牵头，市财政局按职责分工负责", "市教育局+ | 市财政局", NULL},
        {"市教育局牵头负责，市财政局按职责分工配合", "市教育局+ | 市财政局-", NULL},
        {"市公安局、市司法局分别负责", "市公安局 | 市司法局", NULL},
        {"市公安局、市司法局，按照职责分工负责", "市公安局 | 市司法局", NULL},
        {"由市教育局承办，市财政局协办", "市教育局+ | 市财政局-", NULL},
        {"市教育局承办", "市教育局", NULL},
        {"责任单位：市教育局牵头，市财政局等部门分工负责", "市教育局+ | 市财政局 | 部门", NULL},
        {"牵头单位：市教育局；责任单位：市民政局；配合单位：各区县", "市教育局+ | 市民政局 | 各区县-", NULL},
        {"责 任 单 位：区发改委", "区发改委", NULL},
        {"责任单位为区发改委", "区发改委", NULL},
        {"市发展改革委（牵头）、市财政局（配合）", "市发展改革委+ | 市财政局-", NULL},
        {"市教育局牵头市财政局配合", "市教育局+ | 市财政局-", NULL},
        {"市发改委牵头制定方案", "市发改委+", "GK302"},
        {"市教育局、市财政局（排第一位的为牵头单位）", "市教育局+ | 市财政局", "GK307"},
        {"各责任单位按职责分工负责", "各责任单位", NULL},
        {"市政府督查落实办公室", "市政府督查落实办公室", NULL},
        {"市委组织部、市政协办", "市委组织部 | 市政协办", NULL},
        {"责任科室：办公室；责任人：张三", "办公室", "GK304"},
    };
    static const struct units_case lead[] = {
        {"市教育局\n市财政局", "市教育局+ | 市财政局+", NULL},
        {"市教育局负责", "市教育局+", NULL},
        {"市教育局牵头，市财政局配合", "市教育局+ | 市财政局-", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
    CHECK(lead, GKPLAN_UNIT_LEAD);
}

static void open_lists_end_at_deng(void **state)
{
    static const struct units_case cases[] = {
        {"市科技局、市大数据局等市政府有关部门（单位）", "市科技局 | 市大数据局 | 市政府有关部门（单位）",
         NULL},
        {"市科技局等市政府有关部门、单位，各县（市、区）政府",
         "市科技局 | 市政府有关部门、单位 | 各县（市、区）政府", NULL},
        {"市教育局，市财政局等，各区县", "市教育局 | 市财政局 | 各区县", NULL},
        {"市教育局等。", "市教育局", NULL},
        {"各高等学校、各中等职业学校", "各高等学校 | 各中等职业学校", NULL},
        {"财政部等国务院相关部门及各地区按职责分工负责", "财政部 | 国务院相关部门 | 各地区", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void a_scope_holds_up_to_the_next(void **state)
{
    static const struct units_case cases[] = {
        {"各区县应急预案：各区县政府 市总体预案：市应急局 市自然灾害类专项预案：市应急局、市城市管理局",
         "各区县政府@各区县应急预案 | 市应急局@市总体预案 | 市应急局@市自然灾害类专项预案 | "
         "市城市管理局@市自然灾害类专项预案",
         NULL},
        {"城区：市城管局\n乡镇：各乡镇政府", "市城管局@城区 | 各乡镇政府@乡镇", NULL},
        {"市总体预案：市应急局市自然灾害类专项预案：市应急局、市水利局",
         "市应急局@市总体预案 | 市应急局@市自然灾害类专项预案 | 市水利局@市自然灾害类专项预案", "GK301"},
        {"各区县预案：各区县政府市总体预案：市应急局", "各区县政府@各区县预案 | 市应急局@市总体预案",
         "GK301"},
        {"市应急局 责任单位：市教育局", "市应急局 | 市教育局", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void glued_names_part_with_a_diagnostic(void **state)
{
    static const struct units_case cases[] = {
        {"区发改局区统计局", "区发改局 | 区统计局", "GK301"},
        {"区发改局区统计局区财政局", "区发改局 | 区统计局 | 区财政局", "GK301"},
        {"市政府有关部门、单位市政府办公室", "市政府有关部门、单位 | 市政府办公室", "GK301"},
        {"县政府有关部门、单位各乡镇（街道）人民政府（办事处）",
         "县政府有关部门、单位 | 各乡镇（街道）人民政府（办事处）", "GK301"},
        {"各区县政府市发展改革委市财政局", "各区县政府 | 市发展改革委 | 市财政局", "GK301"},
        {"市人力资源社会保障局市民政局市政务服务局", "市人力资源社会保障局 | 市民政局 | 市政务服务局",
         "GK301"},
        {"市教育局市政府办公室", "市教育局 | 市政府办公室", "GK301"},
        {"安监站 安监所", "安监站 | 安监所", "GK306"},
        /* Long names are not parted. */
        {"市生态环境局汶上县分局", "市生态环境局汶上县分局", NULL},
        {"市自然资源和规划局高新区分局", "市自然资源和规划局高新区分局", NULL},
        {"市公安局市中区分局", "市公安局市中区分局", NULL},
        {"市市场监管局", "市市场监管局", NULL},
        {"市公安局交警支队", "市公安局交警支队", NULL},
        {"市城市管理局市容科", "市城市管理局市容科", NULL},
        {"市住房和城乡建设局市政公用科", "市住房和城乡建设局市政公用科", NULL},
        {"市政务服务局市民中心", "市政务服务局市民中心", NULL},
        {"市委市政府督查室、区委区政府办公室、县委县政府", "市委市政府督查室 | 区委区政府办公室 | 县委县政府",
         NULL},
        {"市纪委市监委、市委市直机关工委", "市纪委市监委 | 市委市直机关工委", NULL},
        {"市 财政局", "市 财政局", NULL},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void what_is_no_name_is_said(void **state)
{
    static const struct units_case cases[] = {
        {"市发展改革委牵头，市财政局负责。以下各项工作均需各县区政府落实，不再一一列出",
         "市发展改革委+ | 市财政局", "GK300"},
        {"以下各项工作均需各区县落实，不再列出", "", "GK300"},
        {"各区县政府负责，以下不再列出", "各区县政府", "GK300"},
        {"同上", "", "GK303"},
        {"〃", "", "GK303"},
        {"建立健全政务公开工作协调机制并定期研究推进相关工作",
         "建立健全政务公开工作协调机制并定期研究推进相关工作", "GK305"},
    };
    (void)state;
    CHECK(cases, GKPLAN_UNIT_RESPONSIBLE);
}

static void broken_and_hostile_texts_end(void **state)
{
    static const char *const pieces[] = {"（", "市局和", "区局区", "牵头", "：", "、", "）（", "等", "市局 "};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct gk_context context;
        struct gk_buffer text;
        gkplan_units units = {0};
        gkplan_place place = gk_place_none();
        field_context_open(&context);
        gk_buffer_init(&text, &context.allocator);
        for (size_t n = 0; n < 20000; n++)
            gk_buffer_append_text(&text, pieces[i]);
        assert_int_equal(
            gk_units_read(&context, gk_buffer_view(&text), GKPLAN_UNIT_RESPONSIBLE, &place, NULL, &units),
            GKPLAN_STATUS_OK);
        gk_buffer_free(&text);
        field_context_close(&context);
    }
}

static void likeness_tells_units_from_tasks(void **state)
{
    static const char *const cells[] = {"市教育局、市财政局", "各部门", "市教育局牵头，市财政局配合",
                                        "各区县政府", "市政府有关部门、单位"};
    static const char *const others[] = {"加强政府信息公开工作",
                                         "抓好任务落实",
                                         "全年",
                                         "12月底前",
                                         "12",
                                         "行政审批",
                                         "贯彻落实党中央决策部署",
                                         "新建公办幼儿园",
                                         "张三",
                                         "推进智慧城市建设，打造数字政府。",
                                         "城市",
                                         ""};
    struct gk_context context;
    (void)state;
    field_context_open(&context);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        assert_int_equal(gk_units_likeness(&context, gk_string_of(cells[i])), 100);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (gk_units_likeness(&context, gk_string_of(others[i])) != 0)
            fail_msg("%s looks like units", others[i]);
    }
    field_context_close(&context);
}

static void endings_of_names(void **state)
{
    static const char *const names[] = {"市发展改革委", "县委办公室",     "各区县",   "济宁高新区",
                                        "泰山区",       "聊城市",         "市安全局", "市乡村振兴办",
                                        "市综合办",     "各部门（单位）", "市督查处", "市委政法委。"};
    static const char *const others[] = {"部署", "网站", "格局",     "农村",    "山区",
                                         "干部", "局",   "工作落实", "一网通办"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!gk_unit_name_ends(gk_string_of(names[i])))
            fail_msg("%s does not end as a unit", names[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (gk_unit_name_ends(gk_string_of(others[i])))
            fail_msg("%s ends as a unit", others[i]);
    }
}

static void addressees_are_split_without_roles(void **state)
{
    struct gk_context context;
    const gkplan_text *names;
    static const char *const expected[] = {"各县（市、区）人民政府", "济宁高新区",
                                           "曲阜文化建设示范区管委会（推进办公室）", "市政府各部门、单位"};
    (void)state;
    field_context_open(&context);
    assert_int_equal(
        gk_names_read(&context,
                      GK_STRING("各县（市、区）人民政府，济宁高新区、曲阜文化建设示范区管委会（推进办公室），"
                                "市政府各部门、单位："),
                      false, &names),
        GKPLAN_STATUS_OK);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, names = names->next) {
        assert_non_null(names);
        assert_string_equal(names->text, expected[i]);
    }
    assert_null(names);
    assert_int_equal(gk_names_read(&context, GK_STRING("市委各部门，市监委。各民主党派市委。"), true, &names),
                     GKPLAN_STATUS_OK);
    assert_string_equal(names->next->next->text, "各民主党派市委");
    assert_null(names->next->next->next);
    assert_true(gk_units_first_leads(&context, GK_STRING("责任单位（排第一位的为牵头单位）")));
    assert_false(gk_units_first_leads(&context, GK_STRING("责任单位")));
    field_context_close(&context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators_part_names),
        cmocka_unit_test(names_that_hold_separators_stay_whole),
        cmocka_unit_test(role_words_cover_the_names_before_them),
        cmocka_unit_test(open_lists_end_at_deng),
        cmocka_unit_test(a_scope_holds_up_to_the_next),
        cmocka_unit_test(glued_names_part_with_a_diagnostic),
        cmocka_unit_test(what_is_no_name_is_said),
        cmocka_unit_test(broken_and_hostile_texts_end),
        cmocka_unit_test(likeness_tells_units_from_tasks),
        cmocka_unit_test(endings_of_names),
        cmocka_unit_test(addressees_are_split_without_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

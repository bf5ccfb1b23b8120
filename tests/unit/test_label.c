/* Labels in front of texts, and numbers that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/label.h"

struct label_case {
    const char *text;
    enum gk_label_kind kind;
    uint32_t value;
    const char *label;
    const char *rest;
};

static const struct label_case labels[] = {
    {"一、加强组织领导", GK_LABEL_CHINESE, 1, "一、", "加强组织领导"},
    {"★1.建设", GK_LABEL_DECIMAL, 1, "★1.", "建设"},
    {"▲ （二）建设", GK_LABEL_CHINESE_BRACKET, 2, "▲ （二）", "建设"},
    {"二十一、推进", GK_LABEL_CHINESE, 21, "二十一、", "推进"},
    {"廿一、推进", GK_LABEL_CHINESE, 21, "廿一、", "推进"},
    {"一百零五、推进", GK_LABEL_CHINESE, 105, "一百零五、", "推进"},
    {"一.加强", GK_LABEL_CHINESE, 1, "一.", "加强"},
    {"（一）强化", GK_LABEL_CHINESE_BRACKET, 1, "（一）", "强化"},
    {"(十一) 强化", GK_LABEL_CHINESE_BRACKET, 11, "(十一)", "强化"},
    {"( 一 ) 强化", GK_LABEL_CHINESE_BRACKET, 1, "( 一 )", "强化"},
    {"〔一〕强化", GK_LABEL_CHINESE_BRACKET, 1, "〔一〕", "强化"},
    {"㈠开展", GK_LABEL_CHINESE_BRACKET, 1, "㈠", "开展"},
    {"（一）", GK_LABEL_CHINESE_BRACKET, 1, "（一）", ""},
    {"1.开展", GK_LABEL_DECIMAL, 1, "1.", "开展"},
    {"1．开展", GK_LABEL_DECIMAL, 1, "1．", "开展"},
    {"１．开展", GK_LABEL_DECIMAL, 1, "１．", "开展"},
    {"1 .开展", GK_LABEL_DECIMAL, 1, "1 .", "开展"},
    {"12、开展", GK_LABEL_DECIMAL, 12, "12、", "开展"},
    {"⒈开展", GK_LABEL_DECIMAL, 1, "⒈", "开展"},
    {"（1）开展", GK_LABEL_DECIMAL_BRACKET, 1, "（1）", "开展"},
    {"(1)开展", GK_LABEL_DECIMAL_BRACKET, 1, "(1)", "开展"},
    {"1)开展", GK_LABEL_DECIMAL_BRACKET, 1, "1)", "开展"},
    {"①开展", GK_LABEL_CIRCLED, 1, "①", "开展"},
    {"⑴开展", GK_LABEL_CIRCLED, 1, "⑴", "开展"},
    {"㉑开展", GK_LABEL_CIRCLED, 21, "㉑", "开展"},
    {"第一条 为了规范", GK_LABEL_ARTICLE, 1, "第一条", "为了规范"},
    {"第十二条为了规范", GK_LABEL_ARTICLE, 12, "第十二条", "为了规范"},
    {"第一章总则", GK_LABEL_CHAPTER, 1, "第一章", "总则"},
    {"第二节 职责", GK_LABEL_SECTION, 2, "第二节", "职责"},
    {"第二部分 重点任务", GK_LABEL_PART, 2, "第二部分", "重点任务"},
    {"1.1 总体要求", GK_LABEL_MULTILEVEL, 1, "1.1", "总体要求"},
    {"1.2.3总体要求", GK_LABEL_MULTILEVEL, 3, "1.2.3", "总体要求"},
    {"A.开展", GK_LABEL_LETTER, 1, "A.", "开展"},
    {"Ⅰ、开展", GK_LABEL_LETTER, 1, "Ⅰ、", "开展"},
    {"——开展", GK_LABEL_DASH, 0, "——", "开展"},
    {" 　（二）　推进", GK_LABEL_CHINESE_BRACKET, 2, "（二）", "推进"},
    /* A date or a long number behind the point belongs to the text. */
    {"1.2021年底前完成", GK_LABEL_DECIMAL, 1, "1.", "2021年底前完成"},
    {"1.10月底前完成", GK_LABEL_DECIMAL, 1, "1.", "10月底前完成"},
    {"1.12345热线", GK_LABEL_DECIMAL, 1, "1.", "12345热线"},
    {"1.5G网络建设", GK_LABEL_DECIMAL, 1, "1.", "5G网络建设"},
};

static void labels_are_read_as_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const struct label_case *expected = &labels[i];
        struct gk_label label = gk_label_read(gk_string_of(expected->text));
        char written[64] = {0};
        assert_int_equal(label.kind, expected->kind);
        assert_int_equal(label.value, expected->value);
        assert_true(label.length < sizeof written);
        memcpy(written, expected->text + label.start, label.length);
        assert_string_equal(written, expected->label);
        assert_string_equal(expected->text + label.rest, expected->rest);
    }
}

static void numbers_of_the_text_are_no_labels(void **state)
{
    static const char *const texts[] = {
        "2021年工作要点", "12345政务热线",   "1.5亿元",    "5.5%",       "3月底前完成",
        "一季度完成",     "一网通办",        "24小时服务", "10个",       "“十四五”规划",
        "5G网络",         "一体化平台",      "1+1模式",    "（2021）",   "一、二、三产业融合",
        "1、2号楼改造",   "第X条",           "第一季度",   "2021.12.31", "Ⅱ级响应",
        "— 4 —",          "（2021—2025年）", "",           "加强领导",   "★建设",
        "★——建设"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct gk_label label = gk_label_read(gk_string_of(texts[i]));
        if (label.kind != GK_LABEL_NONE)
            fail_msg("a label was seen in %s", texts[i]);
        assert_int_equal(label.length, 0);
    }
}

static void levels_are_counted(void **state)
{
    (void)state;
    assert_int_equal(gk_label_read(GK_STRING("1.2.3 总则")).depth, 3);
    assert_int_equal(gk_label_read(GK_STRING("一、总则")).depth, 1);
}

static void numerals_are_read(void **state)
{
    static const struct {
        const char *text;
        uint32_t value;
    } numerals[] = {{"十", 10},
                    {"十二", 12},
                    {"二十", 20},
                    {"二〇二一", 2021},
                    {"一百零五", 105},
                    {"三千二百", 3200},
                    {"九万九千九百九十九", 99999},
                    {"廿三", 23},
                    {"１２", 12},
                    {"③", 3},
                    {"XIV", 14},
                    {"㊿", 50},
                    {"99999", 99999}};
    static const char *const others[] = {"", "百姓", "100000", "十十", "一点", "十万"};
    (void)state;
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        uint32_t value = 0;
        assert_true(gk_numeral_read(gk_string_of(numerals[i].text), &value));
        assert_int_equal(value, numerals[i].value);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        uint32_t value;
        if (gk_numeral_read(gk_string_of(others[i]), &value))
            fail_msg("%s was read as %u", others[i], value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_read_as_written),
        cmocka_unit_test(numbers_of_the_text_are_no_labels),
        cmocka_unit_test(levels_are_counted),
        cmocka_unit_test(numerals_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

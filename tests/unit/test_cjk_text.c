/* Chinese text: the fold under which words are compared, lines, widths. */
#include "core/cjk_text.h"
#include "core/memory.h"
#include "core/utf8.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <setjmp.h>

#include <cmocka.h>
#include <utf8proc.h>

static const char *fold(struct gk_buffer *buffer, struct gk_string text, unsigned flags)
{
    gk_buffer_clear(buffer);
    assert_true(gk_fold(buffer, text, flags));
    assert_true(gk_buffer_append(buffer, "", 1));
    buffer->length--;
    return buffer->data;
}

/* Without flags the fold is NFKC, byte for byte what utf8proc says. */
static void assert_nfkc(struct gk_buffer *buffer, struct gk_string text)
{
    utf8proc_uint8_t *expected = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.length,
                                           &expected, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    assert_true(length >= 0);
    fold(buffer, text, 0);
    assert_int_equal(buffer->length, length);
    assert_memory_equal(buffer->data, expected, (size_t)length);
    free(expected);
}

static void every_code_point_folds_as_nfkc(void **state)
{
    (void)state;
    static const char *const around[][2] = {{"", ""}, {"a", "b"}, {"年", "月"}, {"Ａ", "\xCC\x81"}};
    struct gk_buffer buffer, text;
    gk_buffer_init(&buffer, &gk_memory_default);
    gk_buffer_init(&text, &gk_memory_default);
    for (uint32_t codepoint = 1; codepoint < 0x30000; codepoint++) {
        if (codepoint >= 0xD800 && codepoint <= 0xDFFF)
            continue;
        for (size_t i = 0; i < sizeof around / sizeof around[0]; i++) {
            gk_buffer_clear(&text);
            gk_buffer_append_text(&text, around[i][0]);
            gk_buffer_append_codepoint(&text, codepoint);
            gk_buffer_append_text(&text, around[i][1]);
            assert_nfkc(&buffer, gk_buffer_view(&text));
        }
    }
    gk_buffer_free(&text);
    gk_buffer_free(&buffer);
}

static void mixed_texts_fold_as_nfkc(void **state)
{
    (void)state;
    static const char *const pieces[] = {"责任",
                                         "a",
                                         "1",
                                         "（",
                                         "①",
                                         "㈠",
                                         "ﬁ",
                                         "e\xCC\x81",
                                         "\xCC\xA3",
                                         "\xCC\x81",
                                         "か\xE3\x82\x99",
                                         "ｶﾞ",
                                         "각",
                                         "\xE1\x84\x80\xE1\x85\xA1",
                                         "\xE1\x86\xA8",
                                         "…",
                                         "　",
                                         "㎡",
                                         "⼀",
                                         "豈",
                                         "Ⅳ",
                                         "½",
                                         "\xE0\xA7\x87\xE0\xA6\xBE"};
    struct gk_buffer buffer, text;
    gk_buffer_init(&buffer, &gk_memory_default);
    gk_buffer_init(&text, &gk_memory_default);
    uint32_t random = 20211231;
    for (int round = 0; round < 20000; round++) {
        gk_buffer_clear(&text);
        for (int i = 0; i < 8; i++) {
            random = random * 1664525 + 1013904223;
            gk_buffer_append_text(&text, pieces[(random >> 16) % (sizeof pieces / sizeof pieces[0])]);
        }
        assert_nfkc(&buffer, gk_buffer_view(&text));
    }
    /* Runs longer than what is handed over at once. */
    gk_buffer_clear(&text);
    for (int i = 0; i < 3000; i++)
        gk_buffer_append_text(&text, pieces[(size_t)i * 7 % (sizeof pieces / sizeof pieces[0])]);
    assert_nfkc(&buffer, gk_buffer_view(&text));
    gk_buffer_clear(&text);
    for (int i = 0; i < 3000; i++)
        gk_buffer_append_text(&text, "각ｶﾞ①");
    assert_nfkc(&buffer, gk_buffer_view(&text));
    gk_buffer_free(&text);
    gk_buffer_free(&buffer);
}

/* Ordering a run of combining marks takes quadratic time; a hostile text must not make use of it. */
static void endless_combining_marks_take_linear_time(void **state)
{
    (void)state;
    struct gk_buffer buffer, text;
    gk_buffer_init(&buffer, &gk_memory_default);
    gk_buffer_init(&text, &gk_memory_default);
    for (int i = 0; i < 1000000; i++)
        gk_buffer_append_text(&text, i % 2 ? "\xCC\x81" : "\xCC\xA3");
    clock_t start = clock();
    fold(&buffer, gk_buffer_view(&text), 0);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    assert_int_equal(buffer.length, text.length);
    gk_buffer_free(&text);
    gk_buffer_free(&buffer);
}

static void words_are_compared_folded(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned flags;
        const char *folded;
    } cases[] = {
        {"工 作　任\n务", GK_FOLD_WORD, "工作任务"},
        {"序號", GK_FOLD_WORD, "序号"},
        {"責任單位", GK_FOLD_WORD, "责任单位"},
        {"時限要求", GK_FOLD_WORD, "时限要求"},
        {"擬決策時間", GK_FOLD_WORD, "拟决策时间"},
        {"承辦單位", GK_FOLD_WORD, "承办单位"},
        {"備註", GK_FOLD_WORD, "备注"},
        {"牽頭部門", GK_FOLD_WORD, "牵头部门"},
        {"縣區鄉鎮財政廳總務會議", GK_FOLD_WORD, "县区乡镇财政厅总务会议"},
        {"責（zé）任", GK_FOLD_WORD, "责任"},
        {"责(ze\xCC\x81)任", GK_FOLD_WORD, "责任"},
        {"(a)项", GK_FOLD_WORD, "(a)项"},
        {"项目(kg)", GK_FOLD_WORD, "项目(kg)"},
        {"(é)", GK_FOLD_WORD, "(é)"},
        {"任务(zé", GK_FOLD_WORD, "任务(zé"},
        {"完成率（％）", GK_FOLD_WORD, "完成率(%)"},
        {"（一）“放管服”改革：", GK_FOLD_LABEL, "一放管服改革"},
        {"２０２１年１２月", 0, "2021年12月"},
        {"序號", 0, "序號"},
        {"序 号", 0, "序 号"},
        {"", GK_FOLD_WORD, ""},
    };
    struct gk_buffer buffer;
    gk_buffer_init(&buffer, &gk_memory_default);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(fold(&buffer, gk_string_of(cases[i].text), cases[i].flags), cases[i].folded);
    gk_buffer_free(&buffer);
}

static void fold_keeps_what_is_in_the_buffer(void **state)
{
    (void)state;
    struct gk_buffer buffer;
    gk_buffer_init(&buffer, &gk_memory_default);
    gk_buffer_append_text(&buffer, "责(zé)");
    assert_true(gk_fold(&buffer, GK_STRING(" 任(rèn)"), GK_FOLD_WORD));
    assert_true(gk_string_equal(gk_buffer_view(&buffer), GK_STRING("责(zé)任")));
    gk_buffer_free(&buffer);
}

static void the_table_of_traditional_characters_is_sorted(void **state)
{
    (void)state;
    static const uint32_t rows[][2] = {
#define GK_TRADITIONAL(traditional, simplified) {traditional, simplified},
#include "vocabulary/traditional.def"
#undef GK_TRADITIONAL
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_not_equal(rows[i][0], rows[i][1]);
        assert_int_equal(gk_fold_codepoint(rows[i][0]), rows[i][1]);
        if (i > 0)
            assert_true(rows[i - 1][0] < rows[i][0]);
    }
}

static void lines_end_in_three_ways(void **state)
{
    (void)state;
    struct gk_string rest = GK_STRING("一\n二\r\n三\r\r四"), line;
    static const char *const expected[] = {"一", "二", "三", "", "四"};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        assert_true(gk_next_line(&rest, &line));
        assert_true(gk_string_equal(line, gk_string_of(expected[i])));
    }
    assert_false(gk_next_line(&rest, &line));
}

/* Line ends of one kind must not be searched for again and again. */
static void many_lines_take_linear_time(void **state)
{
    (void)state;
    struct gk_buffer text;
    gk_buffer_init(&text, &gk_memory_default);
    for (int i = 0; i < 2000000; i++)
        gk_buffer_append_text(&text, "a\r");
    struct gk_string rest = gk_buffer_view(&text), line;
    clock_t start = clock();
    size_t count = 0;
    while (gk_next_line(&rest, &line))
        count++;
    assert_int_equal(count, 2000000);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
    gk_buffer_free(&text);
}

static void titles_and_cells_are_tidied(void **state)
{
    (void)state;
    static const struct {
        bool (*function)(struct gk_buffer *, struct gk_string);
        const char *text;
        const char *tidy;
    } cases[] = {
        {gk_join_lines, "  济宁市人民政府办公室\n 关于印发  《2021年 任务分解表》的通知\n",
         "济宁市人民政府办公室关于印发《2021年任务分解表》的通知"},
        {gk_join_lines, "work \n plan", "work plan"},
        {gk_join_lines, "“十四五” 规划 — 分工", "“十四五”规划—分工"},
        {gk_join_lines, " \n ", ""},
        {gk_tidy_lines, "\n 市教育局 \n\n　市财政局\r\n \n", "市教育局\n市财政局"},
        {gk_tidy_lines, "第 一 行", "第 一 行"},
        {gk_tidy_lines, "\n", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct gk_buffer buffer;
        gk_buffer_init(&buffer, &gk_memory_default);
        assert_true(cases[i].function(&buffer, gk_string_of(cases[i].text)));
        assert_true(gk_string_equal(gk_buffer_view(&buffer), gk_string_of(cases[i].tidy)));
        gk_buffer_free(&buffer);
    }
}

static void characters_have_classes(void **state)
{
    (void)state;
    assert_true(gk_is_space(0x3000) && gk_is_space(0xA0) && gk_is_space(0x200B) && gk_is_space(0xFEFF));
    assert_false(gk_is_space('a') || gk_is_space(0x3001) || gk_is_space(0));
    assert_true(gk_is_cjk(0x5E74) && gk_is_cjk(0xFF08) && gk_is_cjk(0x201C) && gk_is_cjk(0x2014));
    assert_false(gk_is_cjk('1') || gk_is_cjk(0xE9));
    assert_true(gk_is_ideograph(0x3007) && gk_is_ideograph(0x20000) && !gk_is_ideograph(0x3001));
    assert_true(gk_is_punctuation(0x3001) && gk_is_punctuation('(') && !gk_is_punctuation('1'));
    assert_true(gk_is_blank(GK_STRING(" 　\n")) && !gk_is_blank(GK_STRING(" 0 ")));
    assert_true(gk_string_equal(gk_trim(GK_STRING("　 序 号\t")), GK_STRING("序 号")));
}

static void chinese_is_two_columns_wide(void **state)
{
    (void)state;
    assert_int_equal(gk_text_width(GK_STRING("序号 ab")), 7);
    assert_int_equal(gk_text_width(GK_STRING("（１）")), 6);
    assert_int_equal(gk_text_width(GK_STRING("e\xCC\x81\n")), 1);
    assert_int_equal(gk_text_width(GK_STRING("\xF0\xA0\x80\x80")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_folds_as_nfkc),
        cmocka_unit_test(mixed_texts_fold_as_nfkc),
        cmocka_unit_test(endless_combining_marks_take_linear_time),
        cmocka_unit_test(words_are_compared_folded),
        cmocka_unit_test(fold_keeps_what_is_in_the_buffer),
        cmocka_unit_test(the_table_of_traditional_characters_is_sorted),
        cmocka_unit_test(lines_end_in_three_ways),
        cmocka_unit_test(many_lines_take_linear_time),
        cmocka_unit_test(titles_and_cells_are_tidied),
        cmocka_unit_test(characters_have_classes),
        cmocka_unit_test(chinese_is_two_columns_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

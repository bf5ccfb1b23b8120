/* The first failure, its words, and the diagnostics of one read. */
#include "core/context.h"
#include "core/error.h"
#include "core/utf8.h"
#include "field_context.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

static void the_first_failure_stays(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    context.source_name = "任务分解表.docx";
    assert_int_equal(gk_fail(&context, GKPLAN_STATUS_MALFORMED, "word/document.xml", 12, "found %d", 7),
                     GKPLAN_STATUS_MALFORMED);
    assert_int_equal(gk_fail(&context, GKPLAN_STATUS_ENCODING, NULL, 0, "later"), GKPLAN_STATUS_MALFORMED);
    assert_int_equal(gk_fail_memory(&context), GKPLAN_STATUS_MALFORMED);
    assert_int_equal(gkplan_error_status(context.error), GKPLAN_STATUS_MALFORMED);
    assert_string_equal(gkplan_error_message(context.error),
                        "任务分解表.docx: word/document.xml:12: found 7");
    assert_string_equal(gkplan_error_source(context.error), "任务分解表.docx");
    assert_string_equal(gkplan_error_part(context.error), "word/document.xml");
    assert_int_equal(gkplan_error_line(context.error), 12);
    gkplan_error_free(context.error);
    field_context_close(&context);
}

static void words_are_one_line_of_whole_characters(void **state)
{
    (void)state;
    char name[2001];
    memset(name, 'a', sizeof name - 1);
    for (size_t i = 0; i + 3 < sizeof name; i += 3)
        memcpy(name + i, "表", 3);
    name[sizeof name - 1] = '\0';
    for (int shift = 0; shift < 3; shift++) {
        struct gk_context context;
        field_context_open(&context);
        memcpy(name, "\n\r\t", 3);
        context.source_name = name + shift;
        gk_fail(&context, GKPLAN_STATUS_MALFORMED, NULL, 3, "%.*s\x1B[31m end %s", shift, "xyz", name);
        const char *message = gkplan_error_message(context.error);
        assert_true(gk_utf8_valid(gk_string_of(message)));
        assert_non_null(strstr(message, "[31m end"));
        for (const char *at = message; *at; at++)
            assert_true((unsigned char)*at >= 0x20);
        gkplan_error_free(context.error);
        field_context_close(&context);
    }
}

static void memory_needs_no_memory(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    assert_int_equal(gk_fail_memory(&context), GKPLAN_STATUS_NO_MEMORY);
    assert_int_equal(gkplan_error_status(gk_error_out_of_memory()), GKPLAN_STATUS_NO_MEMORY);
    gkplan_error_free(gk_error_out_of_memory());
    assert_string_equal(gkplan_error_message(gk_error_out_of_memory()), "out of memory");
    assert_int_equal(gkplan_error_status(NULL), GKPLAN_STATUS_OK);
    assert_string_equal(gkplan_error_message(NULL), "");
    gkplan_error_free(NULL);
    field_context_close(&context);
}

static void *refuse(void *context, size_t bytes)
{
    (void)context;
    (void)bytes;
    return NULL;
}

static void words_without_memory_are_a_failure_of_memory(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    context.allocator.allocate = refuse;
    assert_int_equal(gk_fail(&context, GKPLAN_STATUS_MALFORMED, NULL, 0, "words"), GKPLAN_STATUS_NO_MEMORY);
    assert_int_equal(context.status, GKPLAN_STATUS_NO_MEMORY);
    gkplan_error_free(context.error);
    field_context_close(&context);
}

static void values_go_where_the_message_says(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    gk_diagnose(&context, GK_MESSAGE_ENCODING_ASSUMED, NULL, "3.2", "GB18030", NULL);
    const gkplan_diagnostic *found = context.first_diagnostic;
    assert_string_equal(found->code, "GK001");
    assert_string_equal(found->message, "the text is not UTF-8; it was read as GB18030");
    assert_string_equal(found->message_chinese, "文本不是UTF-8，按GB18030读取");
    assert_string_equal(found->node, "3.2");
    assert_int_equal(found->place.table, -1);
    gk_diagnose(&context, GK_MESSAGE_ENCODING_ASSUMED, NULL, NULL, "{0}{1}", NULL);
    assert_string_equal(found->next->message, "the text is not UTF-8; it was read as {0}{1}");
    assert_null(found->next->node);
    field_context_close(&context);
}

static void long_values_are_cut_at_a_character(void **state)
{
    (void)state;
    char text[3 * 500 + 1];
    for (size_t i = 0; i < 500; i++)
        memcpy(text + 3 * i, "责", 4);
    for (size_t shift = 0; shift < 3; shift++) {
        struct gk_context context;
        field_context_open(&context);
        text[0] = text[1] = text[2] = 'a';
        gk_diagnose(&context, GK_MESSAGE_ENCODING_ASSUMED, NULL, NULL, text + shift, NULL);
        struct gk_string message = gk_string_of(context.first_diagnostic->message);
        assert_true(gk_utf8_valid(message));
        assert_in_range(message.length, 200, 400);
        assert_true(gk_string_ends(message, GK_STRING("责…")));
        field_context_close(&context);
    }
}

static void past_the_limit_diagnostics_are_counted(void **state)
{
    (void)state;
    struct gk_context context;
    field_context_open(&context);
    context.limits.diagnostics = 3;
    for (int i = 0; i < 10; i++)
        gk_diagnose(&context, GK_MESSAGE_ENCODING_ASSUMED, NULL, NULL, "GB18030", NULL);
    int kept = 0;
    for (const gkplan_diagnostic *at = context.first_diagnostic; at; at = at->next)
        kept++;
    assert_int_equal(kept, 3);
    assert_int_equal(context.severity_counts[GKPLAN_SEVERITY_INFO], 10);
    field_context_close(&context);
}

static void the_catalogue_is_in_order_and_can_be_searched(void **state)
{
    (void)state;
    for (size_t i = 0; i < gkplan_diagnostic_kind_count(); i++) {
        const gkplan_diagnostic_kind *kind = gkplan_diagnostic_kind_at(i);
        assert_int_equal(strlen(kind->code), 5);
        assert_ptr_equal(gkplan_diagnostic_kind_find(kind->code), kind);
        assert_ptr_equal(gkplan_diagnostic_kind_find(kind->name), kind);
        if (i > 0)
            assert_true(strcmp(gkplan_diagnostic_kind_at(i - 1)->code, kind->code) < 0);
        assert_int_equal(strstr(kind->text, "{0}") != NULL, strstr(kind->text_chinese, "{0}") != NULL);
        assert_int_equal(strstr(kind->text, "{1}") != NULL, strstr(kind->text_chinese, "{1}") != NULL);
    }
    assert_null(gkplan_diagnostic_kind_at(gkplan_diagnostic_kind_count()));
    assert_null(gkplan_diagnostic_kind_find("GK000"));
    assert_null(gkplan_diagnostic_kind_find(NULL));
}

static void every_status_has_a_name(void **state)
{
    (void)state;
    for (int status = 0; status <= GKPLAN_STATUS_NOT_FOUND; status++)
        assert_string_not_equal(gkplan_status_name((gkplan_status)status), "unknown status");
    assert_string_equal(gkplan_status_name((gkplan_status)(GKPLAN_STATUS_NOT_FOUND + 1)), "unknown status");
    assert_string_equal(gkplan_status_name((gkplan_status)-1), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_stays),
        cmocka_unit_test(words_are_one_line_of_whole_characters),
        cmocka_unit_test(memory_needs_no_memory),
        cmocka_unit_test(words_without_memory_are_a_failure_of_memory),
        cmocka_unit_test(values_go_where_the_message_says),
        cmocka_unit_test(long_values_are_cut_at_a_character),
        cmocka_unit_test(past_the_limit_diagnostics_are_counted),
        cmocka_unit_test(the_catalogue_is_in_order_and_can_be_searched),
        cmocka_unit_test(every_status_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

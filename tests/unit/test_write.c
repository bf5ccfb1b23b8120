/* The writers: the whole text that each makes of a document made by hand. */
#include "write_fixture.h"

#include <gkplan/write.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(gkplan_output output, const char *expected)
{
    char *text;
    size_t length;
    assert_int_equal(gkplan_document_write_string(&the_document, output, &text, &length), GKPLAN_STATUS_OK);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
    gkplan_string_free(text);
}

static void json_has_every_key_in_the_order_of_the_model(void **state)
{
    (void)state;
    expect(
        GKPLAN_OUTPUT_JSON_COMPACT,
        "{\"gkplan\":\"1\","
        "\"source\":{\"name\":\"a.txt\",\"format\":\"text\",\"dialect\":\"tika\",\"encoding\":\"UTF-8\"},"
        "\"document\":{\"title\":\"关于印发任务分解表的通知\",\"number\":null,\"issuer\":null,\"issued\":"
        "\"2022-04-28\","
        "\"printed\":null,\"disclosure\":null,\"addressees\":[\"各区县政府\"],\"copied_to\":[],"
        "\"attachments\":[]},"
        "\"plans\":[{\"title\":\"任务分解表\",\"year\":2022,\"layout\":\"table\","
        "\"columns\":[{\"header\":\"工作任务\",\"role\":\"task\"},{\"header\":\"责任单位\",\"role\":"
        "\"units\"}],"
        "\"nodes\":[{\"kind\":\"task\",\"level\":1,\"label\":\"一、\",\"text\":\"强化应急公开\",\"children\":"
        "["
        "{\"kind\":\"requirement\",\"level\":2,\"label\":\"1.\",\"text\":\"修订总体预案，\\n主动公开\","
        "\"children\":[],"
        "\"number\":\"1\",\"lead\":null,"
        "\"units\":{\"text\":\"市总体预案：市应急局牵头，各区县政府配合\",\"origin\":\"merged\",\"units\":["
        "{\"name\":\"市应急局\",\"role\":\"lead\",\"scope\":\"市总体预案\"},"
        "{\"name\":\"各区县政府\",\"role\":\"support\",\"scope\":null}]},\"support\":null,"
        "\"deadline\":{\"text\":\"2022年年底前，长期坚持\",\"origin\":\"own\",\"due\":\"2022-12-31\","
        "\"start\":null,"
        "\"ongoing\":true,\"recurring\":null,\"relative_days\":null},"
        "\"fields\":{\"备注\":\"详见\\\"附件\\\"\",\"备注 (2)\":\"又及\"}},"
        "{\"kind\":\"requirement\",\"level\":2,\"label\":\"\",\"text\":\"=HYPERLINK(*a*)\",\"children\":[],"
        "\"number\":null,\"lead\":null,\"units\":null,\"support\":null,\"deadline\":null,\"fields\":{}}]}]}],"
        "\"outline\":[{\"label\":\"一、\",\"title\":\"组织保障\",\"body\":\"\",\"children\":["
        "{\"label\":\"（一）\",\"title\":\"加强领导\",\"body\":\"各级都要重视。\",\"children\":[]}]}],"
        "\"diagnostics\":[{\"code\":\"GK106\",\"severity\":\"warning\",\"message\":\"3 control characters\","
        "\"plan\":null,\"node\":null,\"source\":{\"line\":12,\"page\":null,\"table\":0,\"row\":9,\"col\":3}}]"
        "}\n");
}

static void a_line_holds_a_leaf_and_the_whole_way_to_it(void **state)
{
    (void)state;
    char *text;
    assert_int_equal(gkplan_document_write_string(&the_document, GKPLAN_OUTPUT_NDJSON, &text, NULL),
                     GKPLAN_STATUS_OK);
    char *second = strchr(text, '\n') + 1;
    assert_string_equal(
        second,
        "{\"document\":\"a.txt\",\"plan\":0,\"plan_title\":\"任务分解表\",\"year\":2022,\"path\":\"1.2\","
        "\"levels\":[{\"kind\":\"task\",\"label\":\"一、\",\"text\":\"强化应急公开\"}],"
        "\"kind\":\"requirement\",\"level\":2,\"label\":\"\",\"text\":\"=HYPERLINK(*a*)\",\"number\":null,"
        "\"lead\":null,"
        "\"units\":null,\"support\":null,\"deadline\":null,\"fields\":{},"
        "\"source\":{\"line\":null,\"page\":null,\"table\":null,\"row\":null,\"col\":null}}\n");
    gkplan_string_free(text);
}

static void csv_quotes_what_needs_it_and_lets_nothing_compute(void **state)
{
    (void)state;
    expect(
        GKPLAN_OUTPUT_CSV,
        "plan,plan_title,path,number,level_1,kind,label,text,lead,responsible,support,deadline,start,due,"
        "ongoing,"
        "recurring,relative_days,lead_text,units_text,support_text,lead_origin,units_origin,support_origin,"
        "deadline_origin,line,备注,fields\r\n"
        "0,任务分解表,1.1,1,一、强化应急公开,requirement,1.,\"修订总体预案，\n主动公开\","
        "市总体预案：市应急局,,"
        "各区县政府,2022年年底前，长期坚持,,2022-12-31,true,,,,市总体预案：市应急局牵头，各区县政府配合,,,"
        "merged,,"
        "own,12,\"详见\"\"附件\"\"\",备注：又及\r\n"
        "0,任务分解表,1.2,,一、强化应急公开,requirement,,'=HYPERLINK(*a*),,,,,,,,,,,,,,,,,,,\r\n");
}

static void tsv_keeps_each_leaf_on_one_line(void **state)
{
    (void)state;
    char *text;
    assert_int_equal(gkplan_document_write_string(&the_document, GKPLAN_OUTPUT_TSV, &text, NULL),
                     GKPLAN_STATUS_OK);
    assert_non_null(strstr(text, "\t1.\t修订总体预案， 主动公开\t市总体预案：市应急局\t"));
    assert_non_null(strstr(text, "\t详见\"附件\"\t备注：又及\r\n"));
    assert_non_null(strstr(text, "\t'=HYPERLINK(*a*)\t"));
    gkplan_string_free(text);
}

static void markdown_has_headings_for_tasks_and_items_for_leaves(void **state)
{
    (void)state;
    expect(GKPLAN_OUTPUT_MARKDOWN, "# 任务分解表\n\n"
                                   "## 一、强化应急公开\n\n"
                                   "- 1\\. 修订总体预案，<br>主动公开\n"
                                   "  - 序号：1\n"
                                   "  - 牵头单位：市总体预案：市应急局\n"
                                   "  - 配合单位：各区县政府\n"
                                   "  - 完成时限：2022年年底前，长期坚持（2022-12-31）\n"
                                   "  - 备注：详见\"附件\"\n"
                                   "  - 备注：又及\n"
                                   "- =HYPERLINK(\\*a\\*)\n\n");
}

static void markdown_of_a_document_without_a_plan_is_its_prose(void **state)
{
    (void)state;
    the_document.normalised.first_plan = NULL;
    expect(GKPLAN_OUTPUT_MARKDOWN, "# 关于印发任务分解表的通知\n\n"
                                   "## 一、组织保障\n\n"
                                   "### （一）加强领导\n\n"
                                   "各级都要重视。\n\n");
    the_document.normalised.first_plan = &the_plan;
}

static void layout_json_nests_tables_and_leaves_out_absent_cells(void **state)
{
    (void)state;
    expect(GKPLAN_OUTPUT_LAYOUT_JSON, "{\n"
                                      " \"tables\": [\n"
                                      "  {\n"
                                      "   \"rows\": [\n"
                                      "    [\n"
                                      "     {\n"
                                      "      \"row\": 0,\n"
                                      "      \"col\": 0,\n"
                                      "      \"row_span\": 2,\n"
                                      "      \"col_span\": 1,\n"
                                      "      \"text\": \"外\",\n"
                                      "      \"tables\": [\n"
                                      "       {\n"
                                      "        \"rows\": [\n"
                                      "         [\n"
                                      "          {\n"
                                      "           \"row\": 0,\n"
                                      "           \"col\": 0,\n"
                                      "           \"row_span\": 1,\n"
                                      "           \"col_span\": 1,\n"
                                      "           \"text\": \"内\"\n"
                                      "          }\n"
                                      "         ]\n"
                                      "        ]\n"
                                      "       }\n"
                                      "      ]\n"
                                      "     }\n"
                                      "    ],\n"
                                      "    []\n"
                                      "   ]\n"
                                      "  }\n"
                                      " ],\n"
                                      " \"text_box_tables\": [\n"
                                      "  {\n"
                                      "   \"rows\": []\n"
                                      "  }\n"
                                      " ]\n"
                                      "}\n");
}

/* --- the calls themselves --- */

static bool refuse(const void *bytes, size_t size, void *context)
{
    (void)bytes;
    (void)size;
    ++*(int *)context;
    return false;
}

static void a_callback_that_refuses_ends_the_writing(void **state)
{
    (void)state;
    for (int output = GKPLAN_OUTPUT_JSON; output <= GKPLAN_OUTPUT_LAYOUT_JSON; output++) {
        int calls = 0;
        assert_int_equal(gkplan_document_write(&the_document, (gkplan_output)output, refuse, &calls),
                         GKPLAN_STATUS_WRITE_ERROR);
        assert_int_equal(calls, 1);
    }
}

static void wrong_arguments_are_refused(void **state)
{
    (void)state;
    int calls = 0;
    char *text = (char *)"";
    assert_int_equal(gkplan_document_write(NULL, GKPLAN_OUTPUT_JSON, refuse, &calls),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_document_write(&the_document, GKPLAN_OUTPUT_JSON, NULL, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_document_write(&the_document, (gkplan_output)INT_MAX, refuse, &calls),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_document_write_string(NULL, GKPLAN_OUTPUT_JSON, &text, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_null(text);
    assert_int_equal(gkplan_document_write_string(&the_document, GKPLAN_OUTPUT_JSON, NULL, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(calls, 0);
    gkplan_string_free(NULL);
}

/* Lines without a plan: nothing is written, and that is a string all the same. */
static void nothing_written_is_an_empty_string(void **state)
{
    (void)state;
    the_document.normalised.first_plan = NULL;
    expect(GKPLAN_OUTPUT_NDJSON, "");
    the_document.normalised.first_plan = &the_plan;
}

/* A chain of nodes that no stack would survive if a writer recursed, nor a disk if indentation grew with it.
 */
static void depth_costs_nothing(void **state)
{
    (void)state;
    enum { DEPTH = 100000 };
    gkplan_node *chain = calloc(DEPTH, sizeof *chain);
    assert_non_null(chain);
    for (int i = 0; i < DEPTH; i++)
        chain[i] = (gkplan_node){.parent = i > 0 ? &chain[i - 1] : NULL,
                                 .first_child = i + 1 < DEPTH ? &chain[i + 1] : NULL,
                                 .label = "",
                                 .text = "深",
                                 .level = (uint32_t)i + 1,
                                 .position = 1};
    gkplan_plan plan = {.first_node = chain};
    the_document.normalised.first_plan = &plan;
    for (int output = GKPLAN_OUTPUT_JSON; output <= GKPLAN_OUTPUT_MARKDOWN; output++) {
        char *text;
        size_t length;
        assert_int_equal(gkplan_document_write_string(&the_document, (gkplan_output)output, &text, &length),
                         GKPLAN_STATUS_OK);
        assert_in_range(length, DEPTH, (size_t)DEPTH * 512);
        gkplan_string_free(text);
    }
    the_document.normalised.first_plan = &the_plan;
    free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_every_key_in_the_order_of_the_model),
        cmocka_unit_test(a_line_holds_a_leaf_and_the_whole_way_to_it),
        cmocka_unit_test(csv_quotes_what_needs_it_and_lets_nothing_compute),
        cmocka_unit_test(tsv_keeps_each_leaf_on_one_line),
        cmocka_unit_test(markdown_has_headings_for_tasks_and_items_for_leaves),
        cmocka_unit_test(markdown_of_a_document_without_a_plan_is_its_prose),
        cmocka_unit_test(layout_json_nests_tables_and_leaves_out_absent_cells),
        cmocka_unit_test(a_callback_that_refuses_ends_the_writing),
        cmocka_unit_test(wrong_arguments_are_refused),
        cmocka_unit_test(nothing_written_is_an_empty_string),
        cmocka_unit_test(depth_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Characters that PDF fonts and input methods put in the place of plain ones: they never break what is read,
 * and the texts keep them unless the option asks for plain ones. */
#include <gkplan/gkplan.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ⼯ ⼀ ⼆ ⺠ ⻓ ⽉ ⽴ ⼈ ⼒ ⼤ ⽅ are radicals, 金 (U+F90A) a compatibility ideograph, Ａ１ are full-width.
 */
static const char table[] =
    "<p>２０２４年重点⼯作任务分解表</p><table>"
    "<tr><th>⼯ 作 任 务</th><th>具体要求</th><th>牵头单位</th><th>责任单位</th><th>完成时限</th></tr>"
    "<tr><td colspan=5>⼀、保障⺠⽣（Ａ类）</td></tr>"
    "<tr><td>建⽴台账</td><td>按⽉公开资\xEF\xA4\x8A，共１２项，“公开”。</td><td>市⼈⼒资源局</td>"
    "<td>市⾦融局配合，市⼤数据局</td><td>２０２４年６⽉底前</td></tr>"
    "<tr><td colspan=5>⼆、改⾰攻坚</td></tr>"
    "<tr><td>精简流程</td><td>⼀次办好。</td><td>市政府办公室</td><td>市⽔利局</td><td>⻓期坚持</td></tr></"
    "table>";

static gkplan_document *read_text(const char *text, uint32_t normalize_text)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    gkplan_document *document = NULL;
    options.normalize_text = normalize_text;
    assert_int_equal(gkplan_document_read_memory(text, strlen(text), &options, &document, NULL),
                     GKPLAN_STATUS_OK);
    return document;
}

static const gkplan_node *node_at(const gkplan_document *document, const char *path)
{
    const gkplan_node *node = gkplan_plan_find(gkplan_document_first_plan(document), path);
    assert_non_null(node);
    return node;
}

/* What must be so with the option and without it. */
static void check_fields(const gkplan_document *document)
{
    const gkplan_plan *plan = gkplan_document_first_plan(document);
    assert_non_null(plan);
    assert_int_equal(plan->year, 2024);
    assert_int_equal(plan->leaf_count, 2);
    assert_int_equal(plan->node_count, 2); /* the section rows were known by their labels */
    const gkplan_task *task = node_at(document, "1.1.1")->task;
    assert_int_equal(task->units->unit_count, 2);
    assert_int_equal(task->units->first_unit->role, GKPLAN_UNIT_SUPPORT);
    assert_int_equal(task->deadline->due.month, 6);
    assert_int_equal(task->deadline->due.day, 30);
    assert_true(node_at(document, "2.1.1")->task->deadline->ongoing);
    assert_int_equal(gkplan_document_severity_count(document, GKPLAN_SEVERITY_WARNING), 0);
    const gkplan_account *account = gkplan_document_account(document);
    assert_int_equal(account->read, account->placed + account->named);
}

static void texts_stay_as_the_source_has_them(void **state)
{
    gkplan_document *document = read_text(table, 0);
    (void)state;
    check_fields(document);
    assert_string_equal(node_at(document, "1")->label, "⼀、");
    assert_string_equal(node_at(document, "1")->text, "保障⺠⽣（Ａ类）");
    assert_string_equal(node_at(document, "1.1.1")->text, "按⽉公开资\xEF\xA4\x8A，共１２项，“公开”。");
    assert_string_equal(node_at(document, "1.1.1")->task->lead->first_unit->name, "市⼈⼒资源局");
    gkplan_document_free(document);
}

static void the_option_asks_for_plain_characters_and_keeps_punctuation(void **state)
{
    gkplan_document *document = read_text(table, 1);
    (void)state;
    check_fields(document);
    assert_string_equal(node_at(document, "1")->label, "一、");
    assert_string_equal(node_at(document, "1")->text, "保障民生（A类）");
    assert_string_equal(node_at(document, "1.1.1")->text, "按月公开资金，共12项，“公开”。");
    assert_string_equal(node_at(document, "1.1.1")->task->lead->first_unit->name, "市人力资源局");
    assert_string_equal(node_at(document, "1.1.1")->task->deadline->text, "2024年6月底前");
    assert_string_equal(gkplan_document_first_plan(document)->title, "2024年重点工作任务分解表");
    gkplan_document_free(document);
}

/* An outline: labels, brackets behind sentences and the words in them. */
static void outlines_are_read_the_same(void **state)
{
    static const char outline[] =
        "２０２４年重点⼯作要点\n⼀、保障⺠⽣\n（⼀）建⽴台账。按⽉公开。（牵头单位：市⼈⼒资源局；"
        "完成时限：２０２４年６⽉底前）\n（⼆）⻓效管理。抓好落实。（市⺠政局负责，⻓期坚持）\n"
        "⼆、改⾰攻坚\n（⼀）精简流程。⼀次办好。（责任单位：市⽔利局）\n";
    (void)state;
    for (uint32_t normalize_text = 0; normalize_text < 2; normalize_text++) {
        gkplan_document *document = read_text(outline, normalize_text);
        const gkplan_plan *plan = gkplan_document_first_plan(document);
        assert_non_null(plan);
        assert_int_equal(plan->layout, GKPLAN_PLAN_OUTLINE);
        assert_int_equal(plan->leaf_count, 3);
        const gkplan_node *leaf = gkplan_plan_first_leaf(plan);
        assert_int_equal(leaf->task->deadline->due.month, 6);
        assert_string_equal(leaf->task->lead->first_unit->name,
                            normalize_text ? "市人力资源局" : "市⼈⼒资源局");
        assert_int_equal(leaf->task->lead->first_unit->role, GKPLAN_UNIT_LEAD);
        leaf = gkplan_node_next_leaf(leaf);
        assert_true(leaf->task->deadline->ongoing);
        gkplan_document_free(document);
    }
}

static void other_values_of_the_option_are_refused(void **state)
{
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    gkplan_document *document = NULL;
    (void)state;
    options.normalize_text = 2;
    assert_int_equal(gkplan_document_read_memory(table, strlen(table), &options, &document, NULL),
                     GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_null(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_as_the_source_has_them),
        cmocka_unit_test(the_option_asks_for_plain_characters_and_keeps_punctuation),
        cmocka_unit_test(outlines_are_read_the_same),
        cmocka_unit_test(other_values_of_the_option_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

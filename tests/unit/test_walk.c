/* Building a tree and walking it, deep and wide, without recursion. */
#include "field_context.h"
#include "plan/plan_build.h"
#include <gkplan/walk.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void begin(struct gk_context *context, struct gk_plan_draft *draft, const char *title)
{
    static const gkplan_metadata metadata = {.title = "关于印发2021年工作要点的通知",
                                             .issued = {2021, 4, 28}};
    field_context_open(context);
    assert_int_equal(gk_plan_draft_begin(context, draft, title, &metadata, GKPLAN_PLAN_TABLE),
                     GKPLAN_STATUS_OK);
}

/* 一 (（一）: 1, 2; （二）), 二, 三 (（一）) */
static gkplan_plan *small_plan(struct gk_context *context)
{
    struct gk_plan_draft draft;
    begin(context, &draft, NULL);
    gkplan_node *one = gk_node_add(&draft, NULL, GKPLAN_NODE_TASK, GK_STRING("一、公开"), true);
    gkplan_node *inner = gk_node_add(&draft, one, GKPLAN_NODE_TASK, GK_STRING("（一）决策"), true);
    gk_node_add(&draft, inner, GKPLAN_NODE_REQUIREMENT, GK_STRING("1.解读"), true);
    gk_node_add(&draft, inner, GKPLAN_NODE_REQUIREMENT, GK_STRING("2.回应"), true);
    gk_node_add(&draft, one, GKPLAN_NODE_TASK, GK_STRING("（二）执行"), true);
    gk_node_add(&draft, NULL, GKPLAN_NODE_TASK, GK_STRING("二、平台"), true);
    gkplan_node *three = gk_node_add(&draft, NULL, GKPLAN_NODE_TASK, GK_STRING("三、保障"), true);
    gk_node_add(&draft, three, GKPLAN_NODE_TASK, GK_STRING("（一）组织"), true);
    assert_int_equal(gk_plan_draft_finish(&draft), GKPLAN_STATUS_OK);
    assert_null(gk_plan_check_links(draft.plan));
    return draft.plan;
}

static void every_node_once_in_order_with_its_path(void **state)
{
    (void)state;
    static const char *const paths[] = {"1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "3", "3.1"};
    struct gk_context context;
    const gkplan_plan *plan = small_plan(&context);
    size_t count = 0;
    for (const gkplan_node *node = plan->first_node; node; node = gkplan_node_next(node), count++) {
        char path[16];
        assert_int_equal(gkplan_node_path(node, path, sizeof path), strlen(paths[count]));
        assert_string_equal(path, paths[count]);
        assert_ptr_equal(gkplan_plan_find(plan, path), node);
        assert_ptr_equal(gkplan_node_ancestor(node, node->level), node);
    }
    assert_int_equal(count, sizeof paths / sizeof *paths);
    assert_int_equal(plan->leaf_count, 5);
    field_context_close(&context);
}

static void leaves_and_subtrees(void **state)
{
    (void)state;
    struct gk_context context;
    const gkplan_plan *plan = small_plan(&context);
    static const char *const texts[] = {"解读", "回应", "执行", "平台", "组织"};
    size_t count = 0;
    for (const gkplan_node *leaf = gkplan_plan_first_leaf(plan); leaf; leaf = gkplan_node_next_leaf(leaf)) {
        assert_string_equal(leaf->text, texts[count++]);
        assert_non_null(leaf->task);
    }
    assert_int_equal(count, 5);
    const gkplan_node *one = plan->first_node, *second = gkplan_plan_find(plan, "2");
    size_t below = 0;
    for (const gkplan_node *node = one; (node = gkplan_node_next_below(node, one));)
        below++;
    assert_int_equal(below, 4);
    assert_null(gkplan_node_next_below(second, second));
    assert_ptr_equal(gkplan_node_ancestor(gkplan_plan_find(plan, "1.1.2"), 1), one);
    assert_null(gkplan_node_ancestor(one, 2));
    assert_null(gkplan_node_ancestor(one, 0));
    field_context_close(&context);
}

static void wrong_paths_find_nothing(void **state)
{
    (void)state;
    static const char *const paths[] = {"",     "0",       "4", "1.3", "1.", ".1",
                                        "1..1", "1.1.1.1", "a", "1 ",  "-1", "99999999999999999999"};
    struct gk_context context;
    const gkplan_plan *plan = small_plan(&context);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_null(gkplan_plan_find(plan, paths[i]));
    assert_null(gkplan_plan_find(plan, NULL));
    assert_null(gkplan_plan_find(NULL, "1"));
    assert_null(gkplan_plan_first_leaf(NULL));
    assert_null(gkplan_node_next(NULL));
    field_context_close(&context);
}

static void a_path_is_cut_at_the_capacity(void **state)
{
    (void)state;
    struct gk_context context;
    const gkplan_plan *plan = small_plan(&context);
    const gkplan_node *node = gkplan_plan_find(plan, "1.1.2");
    for (size_t capacity = 0; capacity < 8; capacity++) {
        char buffer[8];
        memset(buffer, 'x', sizeof buffer);
        assert_int_equal(gkplan_node_path(node, capacity ? buffer : NULL, capacity), 5);
        if (capacity > 0)
            assert_int_equal(strlen(buffer), capacity <= 5 ? capacity - 1 : 5);
        assert_memory_equal(buffer, "1.1.2", capacity == 0 ? 0 : capacity <= 5 ? capacity - 1 : 5);
        assert_int_equal(buffer[capacity], 'x');
    }
    field_context_close(&context);
}

static void a_deep_chain_needs_no_stack(void **state)
{
    (void)state;
    enum { DEPTH = 300000 };
    struct gk_context context;
    struct gk_plan_draft draft;
    begin(&context, &draft, NULL);
    gkplan_node *node = NULL;
    for (int i = 0; i < DEPTH; i++)
        node = gk_node_add(&draft, node, GKPLAN_NODE_TASK, GK_STRING("层"), false);
    assert_int_equal(gk_plan_draft_finish(&draft), GKPLAN_STATUS_OK);
    assert_null(gk_plan_check_links(draft.plan));
    size_t count = 0;
    for (const gkplan_node *at = draft.plan->first_node; at; at = gkplan_node_next(at))
        count++;
    assert_int_equal(count, DEPTH);
    assert_int_equal(draft.plan->leaf_count, 1);
    assert_int_equal(gkplan_node_path(node, NULL, 0), 2 * DEPTH - 1);
    field_context_close(&context);
}

static void broken_links_are_named(void **state)
{
    (void)state;
    struct gk_context context;
    gkplan_plan *plan = small_plan(&context);
    gkplan_node *node = (gkplan_node *)(uintptr_t)gkplan_plan_find(plan, "1.1.2");
    gkplan_node right = *node;
    node->position = 7;
    assert_non_null(gk_plan_check_links(plan));
    *node = right;
    node->previous = NULL;
    assert_non_null(gk_plan_check_links(plan));
    *node = right;
    node->task = NULL;
    assert_non_null(gk_plan_check_links(plan));
    *node = right;
    plan->leaf_count++;
    assert_non_null(gk_plan_check_links(plan));
    plan->leaf_count--;
    assert_null(gk_plan_check_links(plan));
    node = (gkplan_node *)(uintptr_t)plan->last_node; /* the first level has links too */
    node->position = 9;
    assert_non_null(gk_plan_check_links(plan));
    field_context_close(&context);
}

static void the_year_comes_from_the_nearest_title(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        int32_t year;
    } rows[] = {
        {"2022年任务分解表", 2022}, {"任务分解表", 2021}, {NULL, 2021}, {"（2023—2025年）分工表", 2023}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct gk_context context;
        struct gk_plan_draft draft;
        begin(&context, &draft, rows[i].title);
        assert_int_equal(draft.plan->year, rows[i].year);
        assert_int_equal(draft.calendar.year, rows[i].year);
        assert_int_equal(draft.calendar.issued.day, 28);
        field_context_close(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_once_in_order_with_its_path),
        cmocka_unit_test(leaves_and_subtrees),
        cmocka_unit_test(wrong_paths_find_nothing),
        cmocka_unit_test(a_path_is_cut_at_the_capacity),
        cmocka_unit_test(a_deep_chain_needs_no_stack),
        cmocka_unit_test(broken_links_are_named),
        cmocka_unit_test(the_year_comes_from_the_nearest_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

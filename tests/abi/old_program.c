/* A program of an earlier release: compiled with the headers that are kept in old_headers, run with today's
 * library. It reads a document with options as they were then, walks the tree, and reads the fields that
 * there were. */
#include <gkplan/gkplan.h>
#include <stdio.h>
#include <string.h>

static int fail(const char *what)
{
    fprintf(stderr, "old program: %s\n", what);
    return 1;
}

static bool go_on(uint64_t done, uint64_t total, void *context)
{
    (void)done;
    (void)total;
    ++*(int *)context;
    return true;
}

static const char page[] =
    "<html><body><p>2022年重点任务分解表</p><table>"
    "<tr><td>工作任务</td><td>具体要求</td><td>责任单位</td><td>完成时限</td></tr>"
    "<tr><td>教育</td><td>新建幼儿园。</td><td>县教育局、县财政局</td><td>6月底前</td></tr>"
    "</table></body></html>";

static int look_at_leaf(const gkplan_plan *plan)
{
    char path[16];
    const gkplan_node *leaf = gkplan_plan_first_leaf(plan);
    if (!leaf || leaf->kind != GKPLAN_NODE_REQUIREMENT || leaf->level != 2 ||
        strcmp(leaf->text, "新建幼儿园。"))
        return fail("the leaf is another");
    if (gkplan_node_path(leaf, path, sizeof path) != 3 || strcmp(path, "1.1") || !leaf->parent ||
        gkplan_plan_find(plan, "1.1") != leaf || gkplan_node_next_leaf(leaf))
        return fail("the leaf's place is another");
    const gkplan_units *units = leaf->task->units;
    const gkplan_deadline *deadline = leaf->task->deadline;
    if (!units || strcmp(units->first_unit->name, "县教育局") ||
        strcmp(units->first_unit->next->name, "县财政局"))
        return fail("the units are others");
    if (!deadline || deadline->due.year != 2022 || deadline->due.month != 6 || deadline->due.day != 30)
        return fail("the deadline is another");
    return 0;
}

int main(void)
{
    int called = 0;
    gkplan_read_options options = GKPLAN_READ_OPTIONS_INIT;
    gkplan_document *document = NULL;
    gkplan_error *error = NULL;
    options.source_name = "page.html";
    options.progress = go_on;
    options.progress_context = &called;
    if (gkplan_abi_version() != GKPLAN_ABI_VERSION)
        return fail("the ABI version has changed");
    if (gkplan_document_read_memory(page, sizeof page - 1, &options, &document, &error) != GKPLAN_STATUS_OK)
        return fail("reading failed");
    const gkplan_plan *plan = gkplan_document_first_plan(document);
    if (!plan || plan->year != 2022 || strcmp(plan->title, "2022年重点任务分解表") || plan->next ||
        called == 0)
        return fail("the plan is another");
    int result = look_at_leaf(plan);
    gkplan_document_free(document);
    /* A struct of a later release, with a member set that this library does not know, is refused. */
    struct {
        gkplan_read_options known;
        uint64_t later[64];
    } newer = {GKPLAN_READ_OPTIONS_INIT, {0}};
    newer.known.size = sizeof newer;
    newer.later[63] = 1;
    if (gkplan_document_read_memory(page, sizeof page - 1, &newer.known, &document, &error) !=
        GKPLAN_STATUS_INVALID_ARGUMENT)
        return fail("an option that the library does not know was passed over");
    gkplan_error_free(error);
    return result;
}

/* The Arrow export: its schema and batch, who frees what, and every allocation failing in turn. Linked with
 * --wrap for calloc and realloc, which are all that the export calls. */
#include "write_fixture.h"

#include <gkplan/arrow.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static long allocations_left = -1; /* -1: as many as are wanted */

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static bool fails(void)
{
    if (allocations_left < 0)
        return false;
    if (allocations_left == 0)
        return true;
    allocations_left--;
    return false;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

static struct ArrowArrayStream opened(void)
{
    struct ArrowArrayStream stream;
    assert_int_equal(gkplan_document_export_arrow(&the_document, &stream), GKPLAN_STATUS_OK);
    return stream;
}

static int64_t column_named(const struct ArrowSchema *schema, const char *name)
{
    int64_t found = 0;
    while (found < schema->n_children && strcmp(schema->children[found]->name, name) != 0)
        found++;
    assert_true(found < schema->n_children);
    return found;
}

/* The text of a row of a column of texts. */
static void expect_text(const struct ArrowArray *column, int64_t row, const char *expected)
{
    const int32_t *offsets = column->buffers[1];
    const char *bytes = column->buffers[2];
    assert_int_equal(offsets[row + 1] - offsets[row], strlen(expected));
    assert_memory_equal(bytes + offsets[row], expected, strlen(expected));
}

static void a_row_a_leaf_and_then_the_end(void **state)
{
    (void)state;
    struct ArrowArrayStream stream = opened();
    struct ArrowSchema schema;
    struct ArrowArray batch, end;
    assert_int_equal(stream.get_schema(&stream, &schema), 0);
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    assert_int_equal(stream.get_next(&stream, &end), 0);
    assert_null(end.release);
    assert_null(stream.get_last_error(&stream));
    stream.release(&stream);
    assert_null(stream.release);

    assert_string_equal(schema.format, "+s");
    assert_int_equal(batch.length, 2);
    assert_int_equal(batch.n_children, schema.n_children);
    expect_text(batch.children[column_named(&schema, "path")], 0, "1.1");
    expect_text(batch.children[column_named(&schema, "path")], 1, "1.2");
    expect_text(batch.children[column_named(&schema, "text")], 0, "修订总体预案，\n主动公开");
    const struct ArrowArray *due = batch.children[column_named(&schema, "due")];
    assert_int_equal(((const int32_t *)due->buffers[1])[0], 19357); /* 2022-12-31 */
    assert_int_equal(due->null_count, 1);
    assert_int_equal(((const unsigned char *)due->buffers[0])[0], 1);
    const struct ArrowArray *lead = batch.children[column_named(&schema, "lead")];
    assert_int_equal(((const int32_t *)lead->buffers[1])[1], 1);
    expect_text(lead->children[0], 0, "市应急局");
    schema.release(&schema);
    batch.release(&batch);
    assert_null(schema.release);
    assert_null(batch.release);
}

static void a_child_may_be_taken_away(void **state)
{
    (void)state;
    struct ArrowArrayStream stream = opened();
    struct ArrowArray batch;
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    struct ArrowArray child = *batch.children[2];
    batch.children[2]->release = NULL;
    batch.release(&batch);
    stream.release(&stream);
    expect_text(&child, 1, "1.2");
    child.release(&child);
}

static void a_batch_that_nobody_took_goes_with_its_stream(void **state)
{
    (void)state;
    struct ArrowArrayStream stream = opened();
    stream.release(&stream); /* leaks are the sanitizer's to find */
    assert_null(stream.release);
}

static void wrong_calls_are_refused(void **state)
{
    (void)state;
    struct ArrowArrayStream stream;
    memset(&stream, 1, sizeof stream);
    assert_int_equal(gkplan_document_export_arrow(NULL, &stream), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_null(stream.release);
    assert_int_equal(gkplan_document_export_arrow(&the_document, NULL), GKPLAN_STATUS_INVALID_ARGUMENT);
    assert_int_equal(gkplan_plan_export_arrow(NULL, &stream), GKPLAN_STATUS_INVALID_ARGUMENT);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    gkplan_status status = GKPLAN_STATUS_NO_MEMORY;
    long allowed = 0;
    for (; status != GKPLAN_STATUS_OK; allowed++) {
        struct ArrowArrayStream stream;
        allocations_left = allowed;
        status = gkplan_document_export_arrow(&the_document, &stream);
        allocations_left = -1;
        if (status == GKPLAN_STATUS_OK)
            stream.release(&stream);
        else {
            assert_int_equal(status, GKPLAN_STATUS_NO_MEMORY);
            assert_null(stream.release);
        }
    }
    assert_true(allowed > 100);
}

static void every_allocation_of_a_schema_may_fail(void **state)
{
    (void)state;
    struct ArrowArrayStream stream = opened();
    int result = 1;
    for (long allowed = 0; result != 0; allowed++) {
        struct ArrowSchema schema;
        allocations_left = allowed;
        result = stream.get_schema(&stream, &schema);
        allocations_left = -1;
        if (result == 0)
            schema.release(&schema);
        else
            assert_string_equal(stream.get_last_error(&stream), "out of memory");
    }
    stream.release(&stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_a_leaf_and_then_the_end),
        cmocka_unit_test(a_child_may_be_taken_away),
        cmocka_unit_test(a_batch_that_nobody_took_goes_with_its_stream),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(every_allocation_of_a_schema_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

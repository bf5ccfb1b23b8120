/* Arena, buffer and array: what they give, how seldom they ask, and what happens when memory ends. */
#include "core/arena.h"
#include "core/array.h"
#include "core/buffer.h"
#include "core/memory.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

/* Counts what it gives, and gives nothing after `left` requests. */
struct meter {
    size_t left;
    size_t requests;
    size_t bytes;
};

static void *meter_allocate(void *context, size_t bytes)
{
    struct meter *meter = context;
    if (meter->left == 0)
        return NULL;
    meter->left--;
    meter->requests++;
    meter->bytes += bytes;
    return malloc(bytes);
}

static void *meter_reallocate(void *context, void *block, size_t old_bytes, size_t bytes)
{
    struct meter *meter = context;
    if (meter->left == 0)
        return NULL;
    meter->left--;
    meter->requests++;
    meter->bytes += bytes - old_bytes;
    return realloc(block, bytes);
}

static void meter_release(void *context, void *block, size_t bytes)
{
    struct meter *meter = context;
    meter->bytes -= bytes;
    free(block);
}

static gkplan_allocator metered(struct meter *meter)
{
    return (gkplan_allocator){sizeof(gkplan_allocator), meter_allocate, meter_reallocate, meter_release,
                              meter};
}

static void arena_gives_zeroed_aligned_blocks(void **state)
{
    (void)state;
    struct gk_arena *arena = gk_arena_new(&gk_memory_default);
    for (size_t bytes = 0; bytes < 5000; bytes += 7) {
        unsigned char *block = gk_arena_allocate(arena, bytes);
        assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < bytes; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xFF, bytes);
    }
    gk_arena_free(arena);
}

static void arena_copies_end_in_nul(void **state)
{
    (void)state;
    struct gk_arena *arena = gk_arena_new(&gk_memory_default);
    char text[] = "区发改局、区统计局";
    const char *copy = gk_arena_copy(arena, gk_string_make(text, strlen("区发改局")));
    memset(text, 'x', sizeof text);
    assert_string_equal(copy, "区发改局");
    assert_string_equal(gk_arena_copy(arena, GK_STRING("")), "");
    gk_arena_free(arena);
}

static void arena_asks_seldom_and_gives_all_back(void **state)
{
    (void)state;
    struct meter meter = {.left = SIZE_MAX};
    gkplan_allocator allocator = metered(&meter);
    struct gk_arena *arena = gk_arena_new(&allocator);
    for (int i = 0; i < 100000; i++)
        assert_non_null(gk_arena_allocate(arena, 40));
    assert_in_range(meter.requests, 1, 20);
    size_t before = meter.requests;
    unsigned char *large = gk_arena_allocate(arena, 50u << 20);
    assert_int_equal(large[(50u << 20) - 1], 0);
    assert_int_equal(meter.requests, before + 1);
    assert_int_equal(gk_arena_bytes(arena), meter.bytes);
    gk_arena_free(arena);
    assert_int_equal(meter.bytes, 0);
}

static void sizes_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct gk_arena *arena = gk_arena_new(&gk_memory_default);
    assert_null(gk_arena_allocate(arena, SIZE_MAX));
    assert_null(gk_arena_allocate(arena, SIZE_MAX - 8));
    gk_arena_free(arena);
    size_t out = 7;
    assert_false(gk_size_add(SIZE_MAX, 1, &out));
    assert_false(gk_size_multiply(SIZE_MAX / 2, 3, &out));
    assert_int_equal(out, 7);
    assert_true(gk_size_multiply(0, SIZE_MAX, &out));
    assert_int_equal(out, 0);
}

static void every_failure_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t left = 0; left < 6; left++) {
        struct meter meter = {.left = left};
        gkplan_allocator allocator = metered(&meter);
        struct gk_arena *arena = gk_arena_new(&allocator);
        for (int i = 0; arena && i < 10; i++)
            gk_arena_allocate(arena, 30000);
        gk_arena_free(arena);
        assert_int_equal(meter.bytes, 0);
    }
}

static void buffer_stays_failed(void **state)
{
    (void)state;
    struct meter meter = {.left = 2};
    gkplan_allocator allocator = metered(&meter);
    struct gk_buffer buffer;
    gk_buffer_init(&buffer, &allocator);
    while (gk_buffer_append_text(&buffer, "二〇二一年"))
        ;
    size_t length = buffer.length;
    meter.left = SIZE_MAX;
    assert_false(gk_buffer_append_text(&buffer, "月"));
    assert_int_equal(buffer.length, length);
    assert_true(buffer.failed);
    gk_buffer_free(&buffer);
    assert_int_equal(meter.bytes, 0);
}

static void array_keeps_items_while_it_grows(void **state)
{
    (void)state;
    struct meter meter = {.left = SIZE_MAX};
    gkplan_allocator allocator = metered(&meter);
    struct gk_array array;
    gk_array_init(&array, &allocator, sizeof(uint64_t));
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t *item = gk_array_push(&array);
        assert_int_equal(*item, 0);
        *item = i;
    }
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(*(uint64_t *)gk_array_at(&array, i), i);
    assert_in_range(meter.requests, 1, 14);
    meter.left = 0;
    while (array.count < array.capacity)
        gk_array_push(&array);
    assert_null(gk_array_push(&array));
    gk_array_free(&array);
    assert_int_equal(meter.bytes, 0);
}

static void find_is_exact(void **state)
{
    (void)state;
    struct gk_string text = GK_STRING("牵头单位：市牵头办");
    assert_int_equal(gk_string_find(text, GK_STRING("牵头"), 0), 0);
    assert_int_equal(gk_string_find(text, GK_STRING("牵头"), 1), 18);
    assert_int_equal(gk_string_find(text, GK_STRING("牵头办"), 0), 18);
    assert_int_equal(gk_string_find(text, GK_STRING("牵头办公"), 0), GK_NOT_FOUND);
    assert_int_equal(gk_string_find(text, GK_STRING(""), 0), GK_NOT_FOUND);
    assert_int_equal(gk_string_find(text, GK_STRING("位"), text.length + 1), GK_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_blocks),
        cmocka_unit_test(arena_copies_end_in_nul),
        cmocka_unit_test(arena_asks_seldom_and_gives_all_back),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
        cmocka_unit_test(every_failure_leaves_nothing_behind),
        cmocka_unit_test(buffer_stays_failed),
        cmocka_unit_test(array_keeps_items_while_it_grows),
        cmocka_unit_test(find_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

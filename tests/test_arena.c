#include "cmocka_all.h"

#include <stdalign.h>
#include <string.h>

#include "core/arena.h"
#include "core/buffer.h"

static void test_blocks_are_zeroed_aligned_apart(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();
    static const size_t sizes[] = { 0, 1, 7, 16, 4095, 4096, 4097, 1 << 20, (1 << 20) + 1, 3 };
    unsigned char *blocks[sizeof sizes / sizeof *sizes];

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        blocks[i] = ct_arena_alloc(arena, sizes[i]);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++) assert_int_equal(blocks[i][j], 0);
        memset(blocks[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t j = 0; j < sizes[i]; j++) assert_int_equal(blocks[i][j], (int)i + 1);
    ct_arena_free(arena);
    ct_arena_free(NULL);
}

static void test_impossible_sizes_give_null(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    assert_null(ct_arena_alloc(arena, SIZE_MAX));
    assert_null(ct_arena_array(arena, SIZE_MAX / 2, 4));
    assert_null(ct_arena_strndup(arena, "", SIZE_MAX));
    assert_non_null(ct_arena_array(arena, 0, 8));
    ct_arena_free(arena);
}

static void test_strings(void **state)
{
    (void)state;
    ct_arena *arena = ct_arena_new();

    assert_string_equal(ct_arena_strndup(arena, "tỷ đồng", 4), "tỷ");
    assert_string_equal(ct_arena_strdup(arena, ""), "");
    assert_string_equal(ct_arena_printf(arena, "%s:%d", "a.txt", 700), "a.txt:700");
    ct_arena_free(arena);
}

static void test_buffer_grows_and_keeps_nuls(void **state)
{
    (void)state;
    ct_buffer b;

    ct_buffer_init(&b);
    assert_string_equal(ct_buffer_string(&b), "");
    for (int i = 0; i < 10000; i++) ct_buffer_printf(&b, "%04d", i);
    ct_buffer_append(&b, "\0x", 2);
    assert_int_equal(b.len, 40002);
    assert_memory_equal(b.data + 4 * 7385, "7385", 4);
    assert_int_equal(b.data[b.len], 0);
    assert_ct_ok(ct_buffer_error(&b));
    b.failed = true; /* as after a failed allocation */
    ct_buffer_text(&b, "lost");
    assert_int_equal(b.len, 40002);
    assert_int_equal(ct_buffer_error(&b).code, CT_ENOMEM);
    ct_buffer_clear(&b);
    assert_ct_ok(ct_buffer_error(&b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_zeroed_aligned_apart),
        cmocka_unit_test(test_impossible_sizes_give_null),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_buffer_grows_and_keeps_nuls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

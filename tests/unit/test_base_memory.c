/* tests/unit/test_base_memory.c - arenas and hash tables. */
#define DRG_WRAP_ALLOC
#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static void objects_are_zeroed_and_aligned(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    for (int round = 0; round < 2; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = drg_arena_alloc(&arena, size);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAA, size);
        }
        drg_arena_reset(&arena);
        assert_int_equal(arena.used_bytes, 0);
    }
    drg_arena_release(&arena);
}

static void the_budget_holds(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 1000);
    assert_non_null(drg_arena_alloc(&arena, 600));
    assert_null(drg_arena_alloc(&arena, 600));
    assert_null(drg_arena_alloc(&arena, SIZE_MAX));
    assert_null(drg_arena_alloc(&arena, SIZE_MAX - 8));
    assert_null(drg_arena_array(&arena, SIZE_MAX / 2, 4));
    assert_non_null(drg_arena_alloc(&arena, 100));
    drg_arena_reset(&arena);
    assert_non_null(drg_arena_alloc(&arena, 900));
    drg_arena_release(&arena);
}

static void rewinding_keeps_what_was_before(void **state)
{
    (void)state;
    drg_arena arena;
    drg_arena_init(&arena, 0);
    drg_arena_point empty = drg_arena_mark(&arena);
    drg_str first = drg_arena_copy(&arena, DRG_LIT("first"));
    size_t used = arena.used_bytes;
    drg_arena_point point = drg_arena_mark(&arena);
    for (int i = 0; i < 100; i++)
        assert_non_null(drg_arena_alloc(&arena, 10000));
    drg_arena_rewind(&arena, point);
    assert_int_equal(arena.used_bytes, used);
    assert_string_equal(first.ptr, "first");
    drg_arena_rewind(&arena, empty);
    assert_int_equal(arena.used_bytes, 0);
    drg_arena_release(&arena);
}

static void try_arena(void)
{
    drg_arena arena;
    drg_arena_init(&arena, 0);
    int *numbers = NULL;
    size_t n = 0, cap = 0;
    while (n < 100000 && DRG_ARENA_GROW(&arena, numbers, n, cap)) {
        numbers[n] = (int)n;
        n++;
    }
    assert_true(n == 100000 || allocation_failed);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(numbers[i], i);
    drg_arena_release(&arena);
}

static void arrays_grow_until_memory_fails(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_arena) > 2);
}

static void try_table(void)
{
    static char keys[5000][8];
    drg_table table;
    drg_table_init(&table);
    assert_false(drg_table_get(&table, DRG_LIT("0"), NULL));
    size_t there = 0;
    for (size_t i = 0; i < 5000; i++) {
        int len = snprintf(keys[i], sizeof keys[i], "%zu", i);
        drg_status st = drg_table_put(&table, (drg_str){keys[i], (size_t)len}, i * 3);
        if (st != DRG_OK)
            break;
        there++;
    }
    assert_true(there == 5000 || allocation_failed);
    assert_int_equal(table.n, there);
    for (size_t i = 0; i < 5000; i++) {
        uintptr_t value = 1;
        char key[8];
        int len = snprintf(key, sizeof key, "%zu", i);
        bool found = drg_table_get(&table, (drg_str){key, (size_t)len}, &value);
        assert_int_equal(found, i < there);
        assert_int_equal(value, i < there ? i * 3 : 1);
    }
    drg_table_release(&table);
}

static void tables_keep_every_key_until_memory_fails(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_table) > 4);
}

static void entries_stay_in_order_and_are_replaced(void **state)
{
    (void)state;
    drg_table table;
    drg_table_init(&table);
    assert_int_equal(drg_table_put(&table, DRG_LIT("b"), 1), DRG_OK);
    assert_int_equal(drg_table_put(&table, DRG_LIT(""), 2), DRG_OK);
    assert_int_equal(drg_table_put(&table, DRG_LIT("a"), 3), DRG_OK);
    assert_int_equal(drg_table_put(&table, DRG_LIT("b"), 4), DRG_OK);
    ++*drg_table_at(&table, DRG_LIT("a"));
    assert_int_equal(*drg_table_at(&table, DRG_LIT("new")), 0);
    assert_int_equal(table.n, 4);
    assert_true(drg_str_is(table.entries[0].key, "b") && table.entries[0].value == 4);
    assert_true(drg_str_is(table.entries[1].key, "") && table.entries[1].value == 2);
    assert_true(drg_str_is(table.entries[2].key, "a") && table.entries[2].value == 4);
    drg_table_release(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_zeroed_and_aligned),
        cmocka_unit_test(the_budget_holds),
        cmocka_unit_test(rewinding_keeps_what_was_before),
        cmocka_unit_test(arrays_grow_until_memory_fails),
        cmocka_unit_test(tables_keep_every_key_until_memory_fails),
        cmocka_unit_test(entries_stay_in_order_and_are_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

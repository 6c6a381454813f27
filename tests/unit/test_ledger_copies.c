/* tests/unit/test_ledger_copies.c - sketches of texts. */
#include "base/text.h"
#include "ledger/copies.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

/* n sentences that all differ; every one from a number of its own. */
static void write_text(char *to, size_t size, int n, int from)
{
    size_t at = 0;
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(to + at, size - at, "Delegate %d met envoy %d in room %d over point %d. ", from + i,
                               from + 3 * i, from + 7 * i, i % 5);
}

static void sketch(const char *text, drg_sketch *out)
{
    drg_arena arena;
    drg_arena_init(&arena, 0);
    assert_int_equal(drg_sketch_of(&arena, drg_str_of(text), out, NULL), DRG_OK);
    drg_arena_release(&arena);
}

static void the_same_words_are_the_same(void **state)
{
    (void)state;
    drg_sketch a, b;
    sketch("The Élysée said on Monday that talks with Iran's envoys would go on.", &a);
    sketch("the elysee said — on MONDAY — that talks with Iran’s envoys would go on", &b);
    assert_int_equal(drg_sketch_common(&a, &b), DRG_SKETCH_HASHES);
}

static void the_share_of_common_words_shows(void **state)
{
    (void)state;
    char one[20000], two[20000];
    drg_sketch a, b;
    write_text(one, sizeof one, 100, 1000);
    sketch(one, &a);
    for (int common = 0; common <= 100; common += 20) {
        write_text(two, sizeof two, common, 1000);
        write_text(two + strlen(two), sizeof two - strlen(two), 100 - common, 500000);
        sketch(two, &b);
        double jaccard = common / (200.0 - common), seen = drg_sketch_common(&a, &b) / (double)DRG_SKETCH_HASHES;
        assert_true(seen > jaccard - 0.2 && seen < jaccard + 0.2);
    }
}

static void too_few_words_have_no_sketch(void **state)
{
    (void)state;
    drg_arena arena;
    drg_sketch a;
    drg_arena_init(&arena, 0);
    assert_int_equal(drg_sketch_of(&arena, drg_str_of("four words, no more"), &a, NULL), DRG_END);
    assert_int_equal(drg_sketch_of(&arena, drg_str_of(""), &a, NULL), DRG_END);
    assert_int_equal(drg_sketch_of(&arena, drg_str_of("these words are five now"), &a, NULL), DRG_OK);
    drg_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_are_the_same),
        cmocka_unit_test(the_share_of_common_words_shows),
        cmocka_unit_test(too_few_words_have_no_sketch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/unit/test_code_counts_memory.c - times and quantities survive every allocation that fails. */
#define DRG_WRAP_ALLOC
#include "unit.h"

#include "code/quantities.h"
#include "toy_tree.h"

static const char *const sentence = "At least 12 soldiers were killed|P=kill and 60 wounded|P=wound@6:conj on Sunday , "
                                    "two days after the attack , in which no casualties were reported|P=report .";

static void find_all(void)
{
    long planned = allocations_until_failure;
    allocations_until_failure = -1; /* the document itself is not under test */
    drg_document *doc = toy_document(sentence, "2025-06-04");
    drg_time_hit *times = NULL;
    drg_quantity_hit *quantities = NULL;
    drg_quantities_context ctx = {0};
    size_t n = 0;
    allocations_until_failure = planned;
    drg_status st = drg_times__find(doc, NULL, &times, &ctx.n_times);
    if (st == DRG_OK) {
        assert_int_equal(ctx.n_times, 2);
        ctx.times = times;
        st = drg_quantities__find(doc, &ctx, &quantities, &n);
    } else {
        assert_null(times);
        assert_int_equal(ctx.n_times, 0);
    }
    planned = allocations_until_failure;
    allocations_until_failure = -1;
    if (st == DRG_OK) {
        assert_int_equal(n, 4);
    } else {
        assert_int_equal(st, DRG_ENOMEM);
        assert_null(quantities);
        assert_int_equal(n, 0);
    }
    drg_document_free(doc);
    allocations_until_failure = planned;
}

static void every_failed_allocation_is_told(void **state)
{
    (void)state;
    fail_every_allocation(find_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failed_allocation_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

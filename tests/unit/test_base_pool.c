/* tests/unit/test_base_pool.c - the parallel map delivers everything, in order, whatever the threads do. */
#define DRG_WRAP_ALLOC
#include "base/pool.h"

#include "unit.h"

#include <sched.h>
#include <stdatomic.h>

typedef struct item {
    size_t number, square;
} item;

typedef struct run {
    item items[600];
    size_t n_items, fail_read_at, fail_deliver_at;
    size_t read, delivered, dropped;
    atomic_int reading, delivering;
    unsigned n_threads;
} run;

static drg_status next(void *context, void **out)
{
    run *r = context;
    assert_int_equal(atomic_fetch_add(&r->reading, 1), 0);
    drg_status st = DRG_END;
    if (r->read == r->fail_read_at) {
        st = DRG_EINPUT;
    } else if (r->read < r->n_items) {
        r->items[r->read].number = r->read;
        *out = &r->items[r->read++];
        st = DRG_OK;
    }
    atomic_fetch_sub(&r->reading, 1);
    return st;
}

static void work(void *context, unsigned worker, void *given)
{
    run *r = context;
    item *it = given;
    assert_true(worker < r->n_threads || r->n_threads == 0);
    /* Some take longer; on a busy machine every yield may cost a turn of all others, so few are made. */
    for (volatile size_t k = it->number * 7919 % 13 * 200; k; k--) {
    }
    if (it->number % 97 == 0)
        sched_yield();
    it->square = it->number * it->number;
}

static drg_status deliver(void *context, void *given)
{
    run *r = context;
    item *it = given;
    assert_int_equal(atomic_fetch_add(&r->delivering, 1), 0);
    assert_int_equal(it->number, r->delivered);
    assert_int_equal(it->square, it->number * it->number);
    r->delivered++;
    atomic_fetch_sub(&r->delivering, 1);
    return it->number == r->fail_deliver_at ? DRG_EIO : DRG_OK;
}

static void drop(void *context, void *given)
{
    (void)given;
    ((run *)context)->dropped++;
}

static drg_status go(run *r, unsigned n_threads, size_t window)
{
    drg_pool_job job = {.context = r, .next = next, .work = work, .deliver = deliver, .drop = drop};
    r->n_threads = n_threads;
    return drg_pool_map(&job, n_threads, window, NULL);
}

static const unsigned threads[] = {0, 1, 2, 3, 8, 17};
enum { N_THREADS = sizeof threads / sizeof *threads };
static run r;

static void all_items_come_in_order(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_THREADS; t++) {
        for (size_t window = 0; window < 100; window += 33) {
            r = (run){.n_items = 600, .fail_read_at = SIZE_MAX, .fail_deliver_at = SIZE_MAX};
            assert_int_equal(go(&r, threads[t], window), DRG_OK);
            assert_int_equal(r.delivered, 600);
            assert_int_equal(r.dropped, 0);
        }
    }
    r = (run){.fail_read_at = SIZE_MAX, .fail_deliver_at = SIZE_MAX};
    assert_int_equal(go(&r, 4, 8), DRG_OK);
}

static void what_was_read_before_a_failure_is_delivered(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_THREADS; t++) {
        r = (run){.n_items = 600, .fail_read_at = 234, .fail_deliver_at = SIZE_MAX};
        assert_int_equal(go(&r, threads[t], 50), DRG_EINPUT);
        assert_int_equal(r.delivered, 234);
        assert_int_equal(r.dropped, 0);
    }
}

static void a_failed_delivery_stops_everything(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_THREADS; t++) {
        r = (run){.n_items = 600, .fail_read_at = SIZE_MAX, .fail_deliver_at = 177};
        assert_int_equal(go(&r, threads[t], 50), DRG_EIO);
        assert_int_equal(r.delivered, 178);
        assert_int_equal(r.delivered + r.dropped, r.read);
        assert_true(r.read < 178 + 60);
    }
}

static void try_pool(void)
{
    r = (run){.n_items = 100, .fail_read_at = SIZE_MAX, .fail_deliver_at = SIZE_MAX};
    drg_status st = go(&r, 2, 4);
    assert_true(st == DRG_OK ? r.delivered == 100 : st == DRG_ENOMEM && allocation_failed && r.read == 0);
}

static void the_pool_survives_failing_allocations(void **state)
{
    (void)state;
    assert_true(fail_every_allocation(try_pool) >= 2);
}

static void there_is_a_thread(void **state)
{
    (void)state;
    assert_true(drg_pool_default_threads() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_items_come_in_order),
        cmocka_unit_test(what_was_read_before_a_failure_is_delivered),
        cmocka_unit_test(a_failed_delivery_stops_everything),
        cmocka_unit_test(the_pool_survives_failing_allocations),
        cmocka_unit_test(there_is_a_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

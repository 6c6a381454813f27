/* tests/unit/unit.h - what every unit test includes: cmocka, and for tests that write DRG_WRAP_ALLOC before including
 * it, an allocator that fails at the n-th call. */
#ifndef DRG_TESTS_UNIT_H
#define DRG_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef DRG_WRAP_ALLOC
#include <stdbool.h>
#include <stdlib.h>

/* -1: never fail. 0: the next allocation fails, and only that one. */
static long allocations_until_failure = -1;
static bool allocation_failed;

static bool fails_now(void)
{
    if (allocations_until_failure < 0)
        return false;
    bool now = allocations_until_failure-- == 0;
    allocation_failed |= now;
    return now;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
    return fails_now() ? NULL : __real_realloc(ptr, size);
}

/**
 * Run try_it again and again, letting the first, the second, the third … allocation fail, until it runs through without
 * reaching one that fails; after the first 300, only some: where every object is an allocation of its own, there are
 * thousands. try_it checks its own results, with allocation_failed to tell whether a failure was met.
 * @return how many allocations were made to fail.
 */
static inline long fail_every_allocation(void (*try_it)(void))
{
    long failures = 0;
    for (long n = 0;; n += n < 300 ? 1 : 1 + n / 20) {
        allocation_failed = false;
        allocations_until_failure = n;
        try_it();
        allocations_until_failure = -1;
        if (!allocation_failed)
            return failures;
        failures++;
    }
}
#endif

#endif

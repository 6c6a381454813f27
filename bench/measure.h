/* bench/measure.h - what the benches share: clocks, and a hash of the output that stands beside each time. */
#ifndef DRG_BENCH_MEASURE_H
#define DRG_BENCH_MEASURE_H

#include "dragoman/base.h"

#include <time.h>

/** Seconds of a clock: CLOCK_THREAD_CPUTIME_ID counts the thread's own work, CLOCK_MONOTONIC the time that passes. */
static inline double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/** A drg_sink; context is a uint64_t (FNV-1a, begun with anything). */
static inline drg_status add_hash(void *context, const char *data, size_t len)
{
    uint64_t *hash = context;
    for (size_t i = 0; i < len; i++)
        *hash = (*hash ^ (unsigned char)data[i]) * 1099511628211u;
    return DRG_OK;
}

#endif

/* src/base/pool.h - threads: items read one by one, worked on side by side, delivered in the order they were read. */
#ifndef DRG_BASE_POOL_H
#define DRG_BASE_POOL_H

#include "dragoman/base.h"

/** What to do. An item belongs to the pool from next() until deliver() or drop(), exactly one of which gets it. */
typedef struct drg_pool_job {
    void *context;
    /** The next item; never called by two threads at once, though not always by the same one.
     * @return DRG_OK; DRG_END no more; anything else stops the reading, and is what drg_pool_map() returns once the
     *         items before it are delivered. */
    drg_status (*next)(void *context, void **item);
    /** The work on one item, by worker 0 … n_threads - 1; called by many threads at once, one item a worker at a time.
     * What fails here is kept in the item, for deliver() to judge. */
    void (*work)(void *context, unsigned worker, void *item);
    /** In the order of next(); never called by two threads at once. Not DRG_OK: everything stops at once. */
    drg_status (*deliver)(void *context, void *item);
    /** Frees an item that will not be delivered, because an earlier delivery failed. */
    void (*drop)(void *context, void *item);
} drg_pool_job;

/**
 * Run a job to its end, in n_threads threads, of which the caller's is one (0 counts as 1; with 1 no thread is started).
 *
 * @param window  how many items may be between next() and the end of deliver(); at least n_threads are allowed.
 * @return DRG_OK all delivered; what next() or deliver() failed with; DRG_ENOMEM, and only then
 *         is err filled: job's functions keep their own. Where the system gives fewer threads, those do all the work.
 */
DRG_MUST_CHECK drg_status drg_pool_map(const drg_pool_job *job, unsigned n_threads, size_t window, drg_error *err);

/** How many threads this process may use: the processors that it may run on, at least 1. */
unsigned drg_pool_default_threads(void);

#endif

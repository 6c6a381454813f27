/* src/base/pool.c - the ordered parallel map.
 *
 * Items stand in a ring of slots, by their number. Every thread does the same: take the next number and read its item,
 * work on it, and then, if nobody delivers just now, deliver whatever is finished at the ring's head. So there is no
 * thread that only reads or only writes, and a finished item waits for nothing but those before it. */
#include "base/pool.h"

#include "base/error.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

typedef enum slot_state { SLOT_FREE, SLOT_WORKING, SLOT_DONE } slot_state;

typedef struct slot {
    void *item;
    slot_state state;
} slot;

typedef struct pool {
    const drg_pool_job *job;
    slot *slots; /* [window] */
    size_t window;

    pthread_mutex_t read_lock; /* held over next() */

    pthread_mutex_t lock; /* over all below */
    pthread_cond_t room;  /* the head moved on, or all is over */
    size_t read, delivered;
    bool ended, delivering;
    drg_status read_status, deliver_status;
} pool;

typedef struct worker {
    pool *pool;
    unsigned number;
    pthread_t thread;
} worker;

/* Reads the next item into its slot. @return false when there is nothing more to do. */
static bool read_one(pool *p, size_t *at)
{
    bool got = false;
    pthread_mutex_lock(&p->read_lock);
    pthread_mutex_lock(&p->lock);
    while (!p->ended && p->read - p->delivered == p->window)
        pthread_cond_wait(&p->room, &p->lock);
    bool go = !p->ended;
    pthread_mutex_unlock(&p->lock);
    if (go) {
        void *item = NULL;
        drg_status st = p->job->next(p->job->context, &item);
        pthread_mutex_lock(&p->lock);
        if (st == DRG_OK) {
            *at = p->read++ % p->window;
            p->slots[*at] = (slot){item, SLOT_WORKING};
            got = true;
        } else {
            p->ended = true;
            if (p->read_status == DRG_OK)
                p->read_status = st;
        }
        pthread_mutex_unlock(&p->lock);
    }
    pthread_mutex_unlock(&p->read_lock);
    return got;
}

/* Called with the lock held, which is let go while an item is delivered. */
static void deliver_finished(pool *p)
{
    if (p->delivering)
        return;
    p->delivering = true;
    while (p->slots[p->delivered % p->window].state == SLOT_DONE) {
        slot *head = &p->slots[p->delivered % p->window];
        void *item = head->item;
        bool dropped = p->deliver_status != DRG_OK;
        pthread_mutex_unlock(&p->lock);
        drg_status st = DRG_OK;
        if (dropped)
            p->job->drop(p->job->context, item);
        else
            st = p->job->deliver(p->job->context, item);
        pthread_mutex_lock(&p->lock);
        head->state = SLOT_FREE;
        p->delivered++;
        if (st != DRG_OK) {
            p->deliver_status = st;
            p->ended = true;
        }
        pthread_cond_broadcast(&p->room);
    }
    p->delivering = false;
}

static void *run(void *argument)
{
    const worker *w = argument;
    pool *p = w->pool;
    size_t at;
    while (read_one(p, &at)) {
        p->job->work(p->job->context, w->number, p->slots[at].item);
        pthread_mutex_lock(&p->lock);
        p->slots[at].state = SLOT_DONE;
        deliver_finished(p);
        pthread_mutex_unlock(&p->lock);
    }
    return NULL;
}

static drg_status run_alone(const drg_pool_job *job)
{
    for (;;) {
        void *item = NULL;
        drg_status st = job->next(job->context, &item);
        if (st != DRG_OK)
            return st == DRG_END ? DRG_OK : st;
        job->work(job->context, 0, item);
        st = job->deliver(job->context, item);
        if (st != DRG_OK)
            return st;
    }
}

/* Starts the workers beside the caller, which is worker 0. Fewer threads than asked for do the same work. */
static drg_status run_together(pool *p, worker *workers, unsigned n_threads)
{
    unsigned started = 1;
    for (; started < n_threads; started++) {
        workers[started] = (worker){.pool = p, .number = started};
        if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
            break;
    }
    workers[0] = (worker){.pool = p};
    run(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    if (p->deliver_status != DRG_OK)
        return p->deliver_status;
    return p->read_status == DRG_END ? DRG_OK : p->read_status;
}

drg_status drg_pool_map(const drg_pool_job *job, unsigned n_threads, size_t window, drg_error *err)
{
    if (n_threads <= 1)
        return run_alone(job);
    pool p = {.job = job, .window = window > n_threads ? window : n_threads};
    p.slots = calloc(p.window, sizeof *p.slots);
    worker *workers = calloc(n_threads, sizeof *workers);
    drg_status st = DRG_OK;
    if (!p.slots || !workers) {
        st = drg_fail_nomem(err);
    } else {
        pthread_mutex_init(&p.read_lock, NULL);
        pthread_mutex_init(&p.lock, NULL);
        pthread_cond_init(&p.room, NULL);
        st = run_together(&p, workers, n_threads);
        pthread_cond_destroy(&p.room);
        pthread_mutex_destroy(&p.lock);
        pthread_mutex_destroy(&p.read_lock);
    }
    free(workers);
    free(p.slots);
    return st;
}

unsigned drg_pool_default_threads(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    int n = CPU_COUNT(&allowed);
    return n > 0 ? (unsigned)n : 1;
}

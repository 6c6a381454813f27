/* src/serve/guard.h - connections that take too long over a request are cut, however they drip their bytes. */
#ifndef DRG_SERVE_GUARD_H
#define DRG_SERVE_GUARD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/** From the connection, or the request before, to the end of a request's head; then to the end of its body. */
#define DRG_GUARD_HEAD_S 20
#define DRG_GUARD_BODY_S 30

typedef enum drg_guard_stage { DRG_GUARD_HEAD, DRG_GUARD_BODY, DRG_GUARD_ANSWER } drg_guard_stage;

typedef struct drg_guarded {
    int fd; /* -1: the slot is free */
    drg_guard_stage stage;
    double since;
} drg_guarded;

typedef struct drg_http_guard {
    pthread_mutex_t lock;
    drg_guarded *connections; /* [cap] */
    size_t cap, n;
} drg_http_guard;

/** @return false when out of memory. */
bool drg_http_guard_init(drg_http_guard *guard, size_t max_connections);
void drg_http_guard_release(drg_http_guard *guard);
/** A connection came. @return its slot, until drg_http_guard_leave(); NULL where all are taken. */
drg_guarded *drg_http_guard_enter(drg_http_guard *guard, int fd, double now);
void drg_http_guard_leave(drg_http_guard *guard, drg_guarded *connection);
/** It goes on to another stage. connection may be NULL. */
void drg_http_guard_stage(drg_http_guard *guard, drg_guarded *connection, drg_guard_stage stage, double now);
/** Cut those that are late. */
void drg_http_guard_sweep(drg_http_guard *guard, double now);
/** Whether a request has begun and is not finished. */
bool drg_http_guard_is_busy(drg_http_guard *guard);
size_t drg_http_guard_count(drg_http_guard *guard);

#endif

#include "serve/guard.h"

#include <stdlib.h>
#include <sys/socket.h>

bool drg_http_guard_init(drg_http_guard *guard, size_t max_connections)
{
    *guard = (drg_http_guard){.cap = max_connections};
    pthread_mutex_init(&guard->lock, NULL);
    guard->connections = calloc(max_connections + 1, sizeof *guard->connections);
    for (size_t i = 0; guard->connections != NULL && i < max_connections; i++)
        guard->connections[i].fd = -1;
    return guard->connections != NULL;
}

void drg_http_guard_release(drg_http_guard *guard)
{
    free(guard->connections);
    pthread_mutex_destroy(&guard->lock);
}

drg_guarded *drg_http_guard_enter(drg_http_guard *guard, int fd, double now)
{
    drg_guarded *found = NULL;
    pthread_mutex_lock(&guard->lock);
    for (size_t i = 0; i < guard->cap && found == NULL; i++)
        if (guard->connections[i].fd < 0)
            found = &guard->connections[i];
    if (found != NULL) {
        *found = (drg_guarded){.fd = fd, .stage = DRG_GUARD_HEAD, .since = now};
        guard->n++;
    }
    pthread_mutex_unlock(&guard->lock);
    return found;
}

void drg_http_guard_leave(drg_http_guard *guard, drg_guarded *connection)
{
    if (connection == NULL)
        return;
    pthread_mutex_lock(&guard->lock);
    connection->fd = -1;
    guard->n--;
    pthread_mutex_unlock(&guard->lock);
}

void drg_http_guard_stage(drg_http_guard *guard, drg_guarded *connection, drg_guard_stage stage, double now)
{
    if (connection == NULL)
        return;
    pthread_mutex_lock(&guard->lock);
    connection->stage = stage;
    connection->since = now;
    pthread_mutex_unlock(&guard->lock);
}

void drg_http_guard_sweep(drg_http_guard *guard, double now)
{
    /* Under the lock a connection cannot leave, so that its descriptor is still its own; the server's thread sees it end
     * and frees it. */
    pthread_mutex_lock(&guard->lock);
    for (size_t i = 0; i < guard->cap; i++) {
        drg_guarded *c = &guard->connections[i];
        double most = c->stage == DRG_GUARD_HEAD ? DRG_GUARD_HEAD_S : DRG_GUARD_BODY_S;
        if (c->fd >= 0 && c->stage != DRG_GUARD_ANSWER && now - c->since > most)
            shutdown(c->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&guard->lock);
}

bool drg_http_guard_is_busy(drg_http_guard *guard)
{
    bool busy = false;
    pthread_mutex_lock(&guard->lock);
    for (size_t i = 0; i < guard->cap && !busy; i++)
        busy = guard->connections[i].fd >= 0 && guard->connections[i].stage != DRG_GUARD_HEAD;
    pthread_mutex_unlock(&guard->lock);
    return busy;
}

size_t drg_http_guard_count(drg_http_guard *guard)
{
    pthread_mutex_lock(&guard->lock);
    size_t n = guard->n;
    pthread_mutex_unlock(&guard->lock);
    return n;
}

/* src/serve/follow.h - clients that follow a ledger: a stream of events (text/event-stream) of what comes and changes. */
#ifndef DRG_SERVE_FOLLOW_H
#define DRG_SERVE_FOLLOW_H

#include "base/text.h"
#include "dragoman/query.h"

#include <microhttpd.h>
#include <pthread.h>

#define DRG_FOLLOW_MOST 200
/** How often the ledger is looked at, and how often a quiet stream shows that it lives. */
#define DRG_FOLLOW_LOOK_MS 500
#define DRG_FOLLOW_BEAT_S 15
/** The most records and the most incidents that one round tells a client, and how long it may take to find them: the
 * others wait meanwhile. */
#define DRG_FOLLOW_ITEMS "1000"
#define DRG_FOLLOW_QUERY_MS 1000
/** So much may wait for a client that reads slowly; then it is let go. */
#define DRG_FOLLOW_MAX_BYTES ((size_t)4 << 20)

struct drg_server;

typedef struct drg_follower {
    struct drg_http_followers *all;
    struct MHD_Connection *connection;
    drg_query *queries[2]; /* records, incidents */
    drg_ledger_state seen;
    drg_buf pending;
    size_t given; /* of pending */
    bool suspended, over;
    double beat; /* when something was sent last */
    struct drg_follower *next;
} drg_follower;

typedef struct drg_http_followers {
    struct drg_server *server;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    bool has_thread, stopping;
    drg_follower *first;
    size_t n;
} drg_http_followers;

/** @return DRG_OK, DRG_EIO, DRG_ENOMEM. */
drg_status drg_http_followers_start(drg_http_followers *followers, struct drg_server *server, drg_error *err);
/** End all streams: those that wait are woken, and end. */
void drg_http_followers_stop(drg_http_followers *followers);
/** After the daemon is gone. */
void drg_http_followers_release(drg_http_followers *followers);
size_t drg_http_followers_count(drg_http_followers *followers);

/**
 * A response that goes on as long as the client listens.
 * @param queries  of records and of incidents; the follower's from now on, also on failure.
 * @param seen     what the client has: all behind it is told.
 * @return NULL: too many follow, or out of memory.
 */
struct MHD_Response *drg_http_follow(drg_http_followers *followers, struct MHD_Connection *connection,
                                     drg_query *queries[2], const drg_ledger_state *seen);

#endif

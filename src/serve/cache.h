/* src/serve/cache.h - answers that may be given again while the ledger stays as it is. */
#ifndef DRG_SERVE_CACHE_H
#define DRG_SERVE_CACHE_H

#include "base/text.h"

#include <microhttpd.h>
#include <pthread.h>

#define DRG_CACHE_SLOTS 1024
#define DRG_CACHE_BYTES ((size_t)64 << 20)
/** Answers that are longer are not kept. */
#define DRG_CACHE_MAX_BYTES ((size_t)4 << 20)

typedef struct drg_http_kept {
    char *key; /* malloc'd; NULL: the slot is free */
    char etag[24];
    struct MHD_Response *response;
    size_t bytes;
    uint64_t used; /* when last */
} drg_http_kept;

/** Answers by key. All functions may be called from any thread. */
typedef struct drg_http_cache {
    pthread_mutex_t lock;
    drg_http_kept slots[DRG_CACHE_SLOTS];
    size_t bytes;
    uint64_t clock;
    char state[96]; /* of the ledger, to which all of them belong */
} drg_http_cache;

void drg_http_cache_init(drg_http_cache *cache);
void drg_http_cache_release(drg_http_cache *cache);
/** What to do with an answer that is there; it may be queued, and not destroyed. Called under the cache's lock. */
typedef void drg_http_cache_use(void *context, struct MHD_Response *response, const char *etag);
/** @param state  of the ledger now: where it is another than that of what is kept, all of that is forgotten.
 * @return false: there is none. */
bool drg_http_cache_get(drg_http_cache *cache, const char *state, const char *key, drg_http_cache_use *use,
                        void *context);
/** Keep a response, which the cache destroys then. @return false: it is not kept, and still the caller's. */
bool drg_http_cache_put(drg_http_cache *cache, const char *state, const char *key, const char *etag,
                        struct MHD_Response *response, size_t bytes);

#endif

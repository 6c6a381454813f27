#include "serve/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A key may stand in this many slots from its own on. */
#define WAYS 4

void drg_http_cache_init(drg_http_cache *cache)
{
    memset(cache, 0, sizeof *cache);
    pthread_mutex_init(&cache->lock, NULL);
}

static void empty(drg_http_cache *cache, drg_http_kept *slot)
{
    if (slot->key == NULL)
        return;
    MHD_destroy_response(slot->response);
    free(slot->key);
    cache->bytes -= slot->bytes;
    *slot = (drg_http_kept){0};
}

static void empty_all(drg_http_cache *cache)
{
    for (size_t i = 0; i < DRG_CACHE_SLOTS; i++)
        empty(cache, &cache->slots[i]);
}

void drg_http_cache_release(drg_http_cache *cache)
{
    empty_all(cache);
    pthread_mutex_destroy(&cache->lock);
}

static void come_to(drg_http_cache *cache, const char *state)
{
    if (strcmp(cache->state, state) == 0)
        return;
    empty_all(cache);
    snprintf(cache->state, sizeof cache->state, "%s", state);
}

static drg_http_kept *slot_at(drg_http_cache *cache, const char *key, size_t way)
{
    return &cache->slots[(drg_str_hash(drg_str_of(key)) + way) % DRG_CACHE_SLOTS];
}

bool drg_http_cache_get(drg_http_cache *cache, const char *state, const char *key, drg_http_cache_use *use,
                        void *context)
{
    bool found = false;
    pthread_mutex_lock(&cache->lock);
    come_to(cache, state);
    for (size_t way = 0; way < WAYS && !found; way++) {
        drg_http_kept *slot = slot_at(cache, key, way);
        found = slot->key != NULL && strcmp(slot->key, key) == 0;
        if (found) {
            slot->used = ++cache->clock;
            use(context, slot->response, slot->etag);
        }
    }
    pthread_mutex_unlock(&cache->lock);
    return found;
}

/* The slot of a key that goes: a free one, else the one that was used longest ago. */
static drg_http_kept *slot_for(drg_http_cache *cache, const char *key)
{
    drg_http_kept *best = slot_at(cache, key, 0);
    for (size_t way = 0; way < WAYS; way++) {
        drg_http_kept *slot = slot_at(cache, key, way);
        if (slot->key != NULL && strcmp(slot->key, key) == 0)
            return slot;
        if (best->key != NULL && (slot->key == NULL || slot->used < best->used))
            best = slot;
    }
    return best;
}

bool drg_http_cache_put(drg_http_cache *cache, const char *state, const char *key, const char *etag,
                        struct MHD_Response *response, size_t bytes)
{
    char *copy = bytes <= DRG_CACHE_MAX_BYTES ? strdup(key) : NULL;
    if (copy == NULL)
        return false;
    pthread_mutex_lock(&cache->lock);
    come_to(cache, state);
    drg_http_kept *slot = slot_for(cache, key);
    empty(cache, slot);
    for (size_t i = 0; i < DRG_CACHE_SLOTS && cache->bytes + bytes > DRG_CACHE_BYTES; i++)
        empty(cache, &cache->slots[i]);
    *slot = (drg_http_kept){.key = copy, .response = response, .bytes = bytes, .used = ++cache->clock};
    snprintf(slot->etag, sizeof slot->etag, "%s", etag);
    cache->bytes += bytes;
    pthread_mutex_unlock(&cache->lock);
    return true;
}

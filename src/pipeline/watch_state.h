/* src/pipeline/watch_state.h - what watching knows: feeds, when each is due, and the entries that were read. */
#ifndef DRG_PIPELINE_WATCH_STATE_H
#define DRG_PIPELINE_WATCH_STATE_H

#include "base/text.h"

typedef struct drg_watch_feed {
    drg_str url;
    char *etag, *last_modified; /* malloc'd; NULL: none */
    int64_t due;                /* seconds since 1970 */
    unsigned failures;          /* in a row */
    size_t n_tried;             /* entries that are to be tried again */
    bool listed;                /* in the list of this run */
} drg_watch_feed;

typedef enum drg_watch_mark {
    DRG_WATCH_FREE,    /* as if it were not there */
    DRG_WATCH_CLAIMED, /* some thread is at it; never written down */
    DRG_WATCH_TRIED,   /* its page could not be had, so often: tries */
    DRG_WATCH_SEEN
} drg_watch_mark;

/** An entry, by the hash of what tells it from others. */
typedef struct drg_watch_key {
    uint64_t key;
    uint32_t feed; /* in which it was seen last */
    int32_t day;   /* when, in days since 1970 */
    drg_watch_mark mark;
    unsigned tries;
} drg_watch_key;

typedef struct drg_watch_state {
    drg_arena arena;
    drg_watch_feed *feeds; /* [n_feeds], those of the list first */
    size_t n_feeds, cap_feeds;
    drg_watch_key *keys; /* malloc'd [n_keys], in order of arrival */
    size_t n_keys, cap_keys;
    uint32_t *slots; /* malloc'd [n_slots], a power of two: index + 1, or 0 */
    size_t n_slots;
    drg_str output;                     /* the output's path; empty: standard output, or none yet */
    uint64_t output_bytes, output_tail; /* its length, and the hash of its end */
} drg_watch_state;

/** Seen so long ago, while their feed went on without them, entries are forgotten. */
#define DRG_WATCH_KEEP_DAYS 90

/** Read the state, where there is one, and put the feeds of the list first. @param urls  [n], copied.
 * @return DRG_OK; DRG_EINPUT it is none; DRG_EIO; DRG_ENOMEM. On failure nothing is to be released. */
drg_status drg_watch_state_load(drg_watch_state *state, const char *path, const drg_str *urls, size_t n,
                                drg_error *err);
void drg_watch_state_release(drg_watch_state *state);
/** Write it to a name beside path, on the disk, then give it its name. @return DRG_OK, DRG_EIO, DRG_ENOMEM. */
drg_status drg_watch_state_save(const drg_watch_state *state, const char *path, drg_error *err);

/** The key's place, valid until the next call; a new one is DRG_WATCH_FREE. @return NULL when out of memory. */
drg_watch_key *drg_watch_key_at(drg_watch_state *state, uint64_t key);
/** Forget what the feed, which was just read on that day, has not had for long. */
void drg_watch_state_prune(drg_watch_state *state, uint32_t feed, int32_t day);

#endif

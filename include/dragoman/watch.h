/* include/dragoman/watch.h - feeds, read again and again; each of their entries becomes a document once.
 *
 * Documents are added to a file as JSON Lines, and a second file keeps what was read. Both change in one order: first the
 * documents reach the disk, then the state that counts their bytes takes its place under its name in one step. Whenever
 * the process or the machine dies, the next run cuts the documents back to what the state knows, and reads the rest again:
 * nothing is doubled, and nothing is missing that the feeds still have. A ledger, where a document that comes twice changes
 * nothing, may take the place of the file. */
#ifndef DRAGOMAN_WATCH_H
#define DRAGOMAN_WATCH_H

#include "dragoman/fetch.h"
#include "dragoman/reader.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct drg_watch_counts {
    uint64_t feeds;     /* in the list */
    uint64_t read;      /* times that a feed was read */
    uint64_t unchanged; /* times that a server said that nothing is new */
    uint64_t failed;    /* times that one could not be read */
    drg_tally entries;  /* of the feeds that were read; what is to be tried again later does not count yet */
} drg_watch_counts;

/** A feed that failed, or an entry: its address. One call at a time. */
typedef void drg_watch_failed(void *context, const char *url, const drg_error *err);
/** Called when a feed is done, and now and then while nothing is due. @param wait_s  until the next feed is due. */
typedef void drg_watch_progress(void *context, const drg_watch_counts *counts, double wait_s);

typedef struct drg_watch {
    const char *list;   /* path of an OPML file, or of one with an address a line */
    const char *output; /* path, which is added to; NULL: standard output, where a death may double documents */
    drg_sink *sink;     /* takes the documents, whole lines, instead of the output: it must make nothing of a document
                             that comes twice; or NULL */
    void *sink_context;
    const drg_error *sink_error;       /* what it failed of */
    const char *state;                 /* path */
    drg_fetcher *fetcher;              /* should know the same stop */
    bool fetch_pages;                  /* of entries whose feed has no whole article */
    bool once;                         /* read every feed one time, and end */
    double interval_s;                 /* between two readings of a feed; 0: 900 */
    unsigned threads;                  /* feeds that are read at the same time; 0: 8 */
    const volatile sig_atomic_t *stop; /* not 0: end, with everything in order; or NULL */
    drg_watch_failed *failed;          /* or NULL */
    drg_watch_progress *progress;      /* or NULL */
    void *context;
} drg_watch;

/**
 * Watch until told to stop, or once.
 * @param counts  NULL, or filled, on failure too.
 * @return DRG_OK; DRG_EINPUT the list is none, or the output is not the one that the state is about; DRG_EIO a file cannot
 *         be read or written, or another process watches with this state; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_watch_run(const drg_watch *watch, drg_watch_counts *counts, drg_error *err);

#ifdef __cplusplus
}
#endif
#endif

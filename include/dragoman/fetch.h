/* include/dragoman/fetch.h - fetching from the web, politely and with suspicion.
 *
 * A fetcher keeps to robots.txt (RFC 9309), asks one host for one thing at a time, waits between requests, says who it is,
 * tries again later where that may help, and bounds sizes, times and redirects. Names that lead to private, link-local or
 * otherwise special addresses are not followed: what counts is the address that is about to be connected to. */
#ifndef DRAGOMAN_FETCH_H
#define DRAGOMAN_FETCH_H

#include "dragoman/base.h"

#include <signal.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is fetched is kept in memory as a whole: at most this, as it comes and unpacked. Archives and tables may be longer,
 * and are read as they come: at most the second. */
#define DRG_MAX_FETCHED_BYTES ((size_t)64 << 20)
#define DRG_MAX_STREAMED_BYTES ((uint64_t)64 << 30)
#define DRG_MAX_REDIRECTS 8
#define DRG_MAX_ROBOTS_BYTES ((size_t)500 << 10)
/** Delays and waits that a site may ask for; longer ones are taken for this, or not waited for at all. */
#define DRG_MAX_CRAWL_DELAY_S 60
#define DRG_MAX_RETRY_AFTER_S 60

typedef struct drg_fetch_options {
    const char *contact;       /* an address for who runs a site, told in the user agent; or NULL */
    const char *allow_private; /* addresses and networks that may be connected to though they are not public, parted by
                                  commas: "127.0.0.1,10.1.0.0/16,fd00::/8"; or NULL */
    double delay_s;            /* between two requests to one host, at least; negative: 1 */
    double timeout_s; /* for one answer as a whole, or for the next of its bytes where it is read as it comes; 0: 60 */
    unsigned tries;   /* of one address; 0: 3 */
    const volatile sig_atomic_t *stop; /* not 0: whatever waits or runs ends at once; or NULL */
} drg_fetch_options;

/** Threads share one. */
typedef struct drg_fetcher drg_fetcher;

/** @param options  NULL: as said above; read during the call, but for what stop points to.
 * @return DRG_OK; DRG_EARG a network of allow_private is none; DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_fetcher_new(const drg_fetch_options *options, drg_fetcher **fetcher,
                                                  drg_error *err);
DRG_API void drg_fetcher_free(drg_fetcher *fetcher);

#ifdef __cplusplus
}
#endif
#endif

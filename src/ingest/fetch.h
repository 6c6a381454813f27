/* src/ingest/fetch.h - one address of the web fetched. */
#ifndef DRG_INGEST_FETCH_H
#define DRG_INGEST_FETCH_H

#include "base/text.h"
#include "dragoman/fetch.h"
#include "ingest/input.h"

typedef struct drg_fetch_request {
    const char *url;
    const char *etag, *last_modified; /* of what is there already; NULL or empty: nothing */
    /** Whether an answer that begins like this may be longer than DRG_MAX_FETCHED_BYTES, and is read as it comes then; NULL:
     * none is. */
    bool (*may_be_long)(drg_str first);
} drg_fetch_request;

typedef struct drg_fetch_answer {
    bool not_modified; /* the body is empty */
    drg_buf body;
    drg_stream
        stream; /* read not NULL: the body is empty, and all of it comes from here, as long as the fetcher is there */
    char *url;  /* where it came from, behind all redirects */
    char *etag, *last_modified, *content_type; /* as the server says; NULL: it does not */
} drg_fetch_answer;

void drg_fetch_answer_init(drg_fetch_answer *answer);
void drg_fetch_answer_release(drg_fetch_answer *answer);

/**
 * Fetch, waiting as politeness asks. A host whose answer comes as a stream may be asked for something else meanwhile. answer
 * is initialised by the caller and released by it, on failure too.
 * @return DRG_OK; DRG_EINPUT no address of the web; DRG_ELIMIT too long; DRG_EIO everything else, with its reason:
 *         DRG_REASON_ROBOTS, _ADDRESS, _REDIRECTS, _HTTP_STATUS, _UNREACHABLE, _TIMEOUT, _TLS, _TRUNCATED, _EXPANSION,
 *         _ENCODING; DRG_ENOMEM. DRG_EIO with DRG_REASON_NONE: it was told to stop.
 */
drg_status drg_fetch_get(drg_fetcher *fetcher, const drg_fetch_request *request, drg_fetch_answer *answer,
                         drg_error *err);

#endif

/* src/ingest/fetch_transfer.h - one request to one server, by libcurl, within bounds. */
#ifndef DRG_INGEST_FETCH_TRANSFER_H
#define DRG_INGEST_FETCH_TRANSFER_H

#include "ingest/address.h"
#include "ingest/fetch.h"
#include "ingest/robots.h"

#include <curl/curl.h>
#include <pthread.h>
#include <time.h>

/** What holds for all requests. */
typedef struct drg_transfer_rules {
    char agent[300];
    drg_network allowed[DRG_MAX_NETWORKS]; /* though they are not public */
    size_t n_allowed;
    double timeout_s;
    const volatile sig_atomic_t *stop; /* or NULL */
} drg_transfer_rules;

typedef struct drg_transfer {
    const char *url;
    const drg_fetch_request *request;   /* for what is there already; NULL: nothing */
    drg_fetch_answer *answer;           /* its body is cleared first */
    size_t max;                         /* bytes of the body */
    bool follow;                        /* redirects, a few */
    bool cut;                           /* what is longer than max is cut off, and no failure */
    bool (*may_be_long)(drg_str first); /* as in drg_fetch_request */
    /* what came of it */
    int http_status;
    char *redirect; /* malloc'd: where it leads, absolute; NULL: nowhere */
    char encoding[32];
    double retry_after_s; /* 0: not said */
    bool worth_another_try;
    drg_stream stream; /* of a long answer: the handle is its, and the body empty; read NULL: none */
} drg_transfer;

/** @return DRG_OK whatever the server said, in http_status; DRG_ELIMIT; DRG_EIO with its reason; DRG_ENOMEM. */
drg_status drg_transfer_run(const drg_transfer_rules *rules, CURL *easy, drg_transfer *transfer, drg_error *err);

/** Seconds of a clock that only goes on. */
double drg_transfer_now(void);
bool drg_transfer_stopped(const drg_transfer_rules *rules);

#endif

/* include/dragoman/serve.h - a ledger over HTTP: an API for programs under /api/v1/, and pages for people.
 *
 * docs/SERVING.md tells what is served and how it is kept safe. */
#ifndef DRAGOMAN_SERVE_H
#define DRAGOMAN_SERVE_H

#include "dragoman/ledger.h"
#include "dragoman/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct drg_server drg_server;

/** One line of the access log, a JSON object with a line feed. Called by several threads, one at a time. */
typedef void drg_server_log(void *context, const char *line, size_t len);

typedef struct drg_server_options {
    const char *ledger;     /* path; it must be there */
    const char *address;    /* NUL-terminated numeric address; NULL: 127.0.0.1 */
    uint16_t port;          /* 0: any that is free */
    const drg_model *model; /* with coder: POST /api/v1/code; NULL: it is not served */
    const drg_coder *coder;
    const char *const
        *hosts; /* [n_hosts] names that clients may call the server by, besides its address and localhost */
    size_t n_hosts;
    const char *const *origins; /* [n_origins] web origins that may read answers (CORS); "*": all */
    size_t n_origins;
    bool open;                /* no token is asked for, also beyond loopback */
    unsigned threads;         /* 0: as many as there are processors */
    unsigned max_connections; /* 0: 1000; of one address at most a quarter of them */
    unsigned rate;         /* requests a second of one address, in the mean; 0: 50; loopback is free unless it is set */
    unsigned query_ms;     /* the most that one answer may take; 0: 10000 */
    size_t max_body_bytes; /* of POST /api/v1/code; 0: 1 MiB */
    drg_server_log *log;   /* or NULL */
    void *log_context;
} drg_server_options;

/**
 * Start serving, in threads of its own. Beyond loopback every request of data needs a token of the ledger (drg_token_add()),
 * unless options->open says otherwise.
 * @param options  texts and arrays must outlive the server.
 * @return DRG_OK; DRG_EARG an address that is none; DRG_EIO (the port is taken; the ledger is not there); DRG_EFORMAT the
 *         ledger is damaged; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_server_start(const drg_server_options *options, drg_server **server,
                                                   drg_error *err);
/** Where it listens. */
DRG_API uint16_t drg_server_port(const drg_server *server);
/** Take no new requests, finish those that began (for 5 seconds at most), and free everything. NULL is allowed. */
DRG_API void drg_server_stop(drg_server *server);

#ifdef __cplusplus
}
#endif
#endif

/* src/serve/inside.h - what the server's files share: the server, a request on its way, its reply. */
#ifndef DRG_SERVE_INSIDE_H
#define DRG_SERVE_INSIDE_H

#include "base/arena.h"
#include "base/text.h"
#include "dragoman/serve.h"
#include "serve/cache.h"
#include "serve/follow.h"
#include "serve/guard.h"
#include "serve/media.h"
#include "serve/metrics.h"
#include "serve/rate.h"

#include <microhttpd.h>
#include <pthread.h>

#define DRG_HTTP_MAX_THREADS 64
#define DRG_HTTP_MAX_URL_BYTES 8192
#define DRG_HTTP_MAX_PARAMETERS 64
/** The most items of one answer of the API. */
#define DRG_API_MAX_ITEMS 10000

struct drg_server {
    drg_server_options o;
    struct MHD_Daemon *daemon;
    uint16_t port;
    bool is_local;                                 /* listens on loopback */
    pthread_mutex_t lock;                          /* over handles and the log */
    drg_ledger *handles[DRG_HTTP_MAX_THREADS + 1]; /* that nobody uses now */
    size_t n_handles;
    drg_http_cache cache;
    drg_http_rate rate;
    drg_http_metrics metrics;
    drg_http_guard guard;
    drg_http_followers followers;
};

typedef struct drg_http_parameter {
    drg_str name, value; /* decoded */
} drg_http_parameter;

/** One request, from its first line to its last byte. */
typedef struct drg_http_request {
    drg_server *server;
    struct MHD_Connection *connection;
    drg_arena arena;
    char client[48]; /* address, as text */
    char who[256];   /* the token's name; empty: none */
    const char *method;
    drg_str path; /* decoded, without an ending that names a medium */
    drg_media media;
    bool has_media; /* the path's ending or Accept named one */
    drg_http_parameter parameters[DRG_HTTP_MAX_PARAMETERS];
    size_t n_parameters;
    drg_buf body; /* that came */
    double begun; /* seconds of a clock that only goes on */
    unsigned status;
    uint64_t sent_bytes;
    bool is_head, too_long; /* the body is too long */
} drg_http_request;

/** What goes back. */
typedef struct drg_http_reply {
    unsigned status;
    const char *type; /* of its content */
    drg_buf body;
    const char *cache_control; /* NULL: "no-store" */
    const char *location;      /* in the arena; or NULL */
    const char *next;          /* the address of the next page, in the arena; or NULL */
    const char *allow;         /* of status 405 */
    unsigned retry_after_s;    /* of 429 and 503; 0: none */
    bool keep;                 /* may be kept until the ledger changes */
    bool is_gzipped;           /* body is */
    bool challenge;            /* asks for a token */
} drg_http_reply;

/** A header of the request; empty where it has none. */
drg_str drg_http_header(const drg_http_request *request, const char *name);
/** The connection's slot; or NULL. */
drg_guarded *drg_http_guarded(struct MHD_Connection *connection);

/** Send a reply, whose body is taken over. @param state, key  keep it under these; key NULL: keep it not. */
enum MHD_Result drg_http_send(drg_http_request *request, drg_http_reply *reply, const char *state, const char *key);
/** GET of data under /api/: from what is kept, or made and kept. */
enum MHD_Result drg_http_answer_data(drg_http_request *request);
enum MHD_Result drg_http_answer_stream(drg_http_request *request);
/** A line of the access log. */
void drg_http_log(drg_http_request *request, double seconds);

/** A parameter's value. @return false: it is not given. */
bool drg_http_parameter_of(const drg_http_request *request, const char *name, drg_str *value);

/** Make the reply a problem (RFC 9457), whatever was in it. */
void drg_http_problem(drg_http_reply *reply, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The problem that a failed call of the library is. */
void drg_http_fail(drg_http_reply *reply, drg_status status, const drg_error *err);

/** A handle for this thread; give it back with drg_http_return(). @return NULL, and the reply says why. */
drg_ledger *drg_http_borrow(drg_server *server, drg_http_reply *reply);
void drg_http_return(drg_server *server, drg_ledger *ledger);

/** Answer what is under /api/ (api.c). */
void drg_http_api(drg_http_request *request, drg_http_reply *reply);
/** GET /api/v1/stream (stream.c). @return NULL, and the reply says why. */
struct MHD_Response *drg_http_stream(drg_http_request *request, drg_http_reply *reply);
/** Answer POST /api/v1/code (coding.c). */
void drg_http_code(drg_http_request *request, drg_http_reply *reply);
/** Answer with a file of the pages (pages.c). */
void drg_http_page(drg_http_request *request, drg_http_reply *reply);

/** Seconds of a clock that only goes on. */
double drg_http_now(void);

#endif

/* src/serve/answer.c - replies become responses: headers, packing, tags, and those that are kept for the next who asks. */
#include "serve/inside.h"
#include "serve/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Answers that are shorter are not worth packing. */
#define GZIP_FROM_BYTES 1024

/* What every answer tells the browser: nothing of other sites, no script but ours, no frame around us. */
#define POLICY                                                                                                         \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "                 \
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static drg_str origin_of(const drg_http_request *r)
{
    drg_str origin = drg_http_header(r, "Origin");
    for (size_t i = 0; i < r->server->o.n_origins; i++) {
        if (strcmp(r->server->o.origins[i], "*") == 0)
            return drg_str_of("*");
        if (drg_str_is(origin, r->server->o.origins[i]))
            return origin;
    }
    return (drg_str){NULL, 0};
}

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    MHD_add_response_header(response, name, value);
}

static void add_origin(const drg_http_request *r, struct MHD_Response *response)
{
    drg_str origin = origin_of(r);
    char value[256];
    if (origin.len == 0 || origin.len >= sizeof value)
        return;
    memcpy(value, origin.ptr, origin.len);
    value[origin.len] = '\0';
    add_header(response, "Access-Control-Allow-Origin", value);
    add_header(response, "Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
    add_header(response, "Access-Control-Expose-Headers", "ETag");
}

/* Pack the body where the client takes that. */
static void pack(const drg_http_request *r, drg_http_reply *reply)
{
    if (reply->is_gzipped || reply->body.len < GZIP_FROM_BYTES ||
        !drg_http_takes_gzip(drg_http_header(r, "Accept-Encoding")))
        return;
    z_stream z = {0};
    if (deflateInit2(&z, 3, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    uLong most = deflateBound(&z, reply->body.len);
    char *to = malloc(most);
    z.next_in = (Bytef *)reply->body.ptr;
    z.avail_in = (uInt)reply->body.len;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)most;
    if (to != NULL && reply->body.len < UINT32_MAX && deflate(&z, Z_FINISH) == Z_STREAM_END) {
        size_t len = z.total_out;
        drg_buf_release(&reply->body);
        reply->body.ptr = to;
        reply->body.len = reply->body.cap = len;
        reply->is_gzipped = true;
        to = NULL;
    }
    deflateEnd(&z);
    free(to);
}

static void add_headers(const drg_http_request *r, const drg_http_reply *reply, struct MHD_Response *response,
                        const char *etag)
{
    add_header(response, "Content-Type", reply->type);
    add_header(response, "Content-Security-Policy", POLICY);
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "Referrer-Policy", "no-referrer");
    add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_header(response, "Cache-Control", reply->cache_control != NULL ? reply->cache_control : "no-store");
    add_header(response, "Vary", "Accept, Accept-Encoding, Authorization, Origin");
    if (etag[0] != '\0')
        add_header(response, "ETag", etag);
    if (reply->is_gzipped)
        add_header(response, "Content-Encoding", "gzip");
    if (reply->location != NULL)
        add_header(response, "Location", reply->location);
    if (reply->next != NULL) {
        char link[4096];
        if ((size_t)snprintf(link, sizeof link, "<%s>; rel=\"next\"", reply->next) < sizeof link)
            add_header(response, "Link", link);
    }
    if (reply->allow != NULL)
        add_header(response, "Allow", reply->allow);
    if (reply->challenge)
        add_header(response, "WWW-Authenticate", "Bearer realm=\"dragoman\"");
    if (reply->retry_after_s > 0) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%u", reply->retry_after_s);
        add_header(response, "Retry-After", seconds);
    }
    add_origin(r, response);
}

/* The response of a reply, whose body it takes over. */
static struct MHD_Response *make_response(const drg_http_request *r, drg_http_reply *reply, char etag[24],
                                          size_t *bytes)
{
    pack(r, reply);
    *bytes = reply->body.len;
    if (reply->status == 200 && reply->cache_control != NULL)
        snprintf(etag, 24, "\"%016llx\"",
                 (unsigned long long)drg_str_hash((drg_str){reply->body.ptr, reply->body.len}));
    struct MHD_Response *response =
        MHD_create_response_from_buffer(reply->body.len, reply->body.ptr != NULL ? reply->body.ptr : (void *)"",
                                        reply->body.ptr != NULL ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return NULL;
    reply->body = (drg_buf){0};
    add_headers(r, reply, response, etag);
    return response;
}

static bool has_tag(const drg_http_request *r, const char *etag)
{
    return drg_http_has_tag(drg_http_header(r, "If-None-Match"), etag);
}

static enum MHD_Result send_response(drg_http_request *r, unsigned status, struct MHD_Response *response, size_t bytes)
{
    r->status = status;
    r->sent_bytes = bytes;
    drg_http_guard_stage(&r->server->guard, drg_http_guarded(r->connection), DRG_GUARD_ANSWER, drg_http_now());
    return MHD_queue_response(r->connection, status, response);
}

/* What is told of an answer that the client has already. */
static enum MHD_Result send_not_modified(drg_http_request *r, const char *etag)
{
    drg_http_reply reply = {.status = 304, .cache_control = "no-cache", .type = "application/json"};
    struct MHD_Response *response = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    add_headers(r, &reply, response, etag);
    enum MHD_Result result = send_response(r, 304, response, 0);
    MHD_destroy_response(response);
    return result;
}

enum MHD_Result drg_http_send(drg_http_request *r, drg_http_reply *reply, const char *state, const char *key)
{
    char etag[24] = "";
    size_t bytes = 0;
    unsigned status = reply->status;
    bool keep = reply->keep && key != NULL;
    struct MHD_Response *response = make_response(r, reply, etag, &bytes);
    drg_buf_release(&reply->body);
    if (response == NULL)
        return MHD_NO;
    enum MHD_Result result =
        has_tag(r, etag) ? send_not_modified(r, etag) : send_response(r, status, response, r->is_head ? 0 : bytes);
    if (!keep || !drg_http_cache_put(&r->server->cache, state, key, etag, response, bytes))
        MHD_destroy_response(response);
    return result;
}

/* ---- answers that are kept ---- */

/* What an answer depends on besides the ledger: path, parameters, medium, packing, origin. @return NULL: too long. */
static const char *key_of(drg_http_request *r, drg_buf *key)
{
    drg_str origin = origin_of(r);
    bool gzip = drg_http_takes_gzip(drg_http_header(r, "Accept-Encoding"));
    drg_buf_printf(key, "%d%d", (int)r->media, gzip);
    drg_buf_add(key, r->path.ptr, r->path.len);
    for (size_t i = 0; i < r->n_parameters; i++) {
        drg_buf_printf(key, "&%zu:", r->parameters[i].name.len);
        drg_buf_add(key, r->parameters[i].name.ptr, r->parameters[i].name.len);
        drg_buf_printf(key, "=%zu:", r->parameters[i].value.len);
        drg_buf_add(key, r->parameters[i].value.ptr, r->parameters[i].value.len);
    }
    drg_buf_printf(key, "^%.*s", (int)origin.len, origin.len > 0 ? origin.ptr : "");
    /* A NUL would end the key before its end. */
    return key->ptr != NULL && strlen(key->ptr) == key->len ? key->ptr : NULL;
}

static bool state_of(drg_server *server, char state[96])
{
    drg_http_reply ignored = {0};
    drg_ledger_state now;
    drg_ledger *ledger = drg_http_borrow(server, &ignored);
    bool known = ledger != NULL && drg_ledger_get_state(ledger, &now, NULL) == DRG_OK;
    drg_http_return(server, ledger);
    drg_buf_release(&ignored.body);
    if (known)
        snprintf(state, 96, "%lld.%lld.%lld", (long long)now.document, (long long)now.record, (long long)now.changed);
    return known;
}

typedef struct again {
    drg_http_request *request;
    enum MHD_Result result;
} again;

static void send_again(void *context, struct MHD_Response *response, const char *etag)
{
    again *a = context;
    drg_http_request *r = a->request;
    a->result = has_tag(r, etag) ? send_not_modified(r, etag) : send_response(r, 200, response, 0);
}

/* GET of data: from what is kept, or made and kept. */
enum MHD_Result drg_http_answer_data(drg_http_request *r)
{
    drg_server *server = r->server;
    char state[96] = "";
    again kept = {.request = r, .result = MHD_NO};
    drg_buf text;
    drg_buf_init(&text, 3 * DRG_HTTP_MAX_URL_BYTES);
    const char *key = state_of(server, state) ? key_of(r, &text) : NULL;
    if (key != NULL && drg_http_cache_get(&server->cache, state, key, send_again, &kept)) {
        drg_http_metrics_count(&server->metrics, &server->metrics.kept);
    } else {
        drg_http_reply reply = {.status = 200};
        drg_buf_init(&reply.body, SIZE_MAX / 2);
        drg_http_api(r, &reply);
        kept.result = drg_http_send(r, &reply, state, key);
    }
    drg_buf_release(&text);
    return kept.result;
}

enum MHD_Result drg_http_answer_stream(drg_http_request *r)
{
    drg_http_reply reply = {.status = 200, .type = "text/event-stream"};
    drg_buf_init(&reply.body, SIZE_MAX / 2);
    struct MHD_Response *response = drg_http_stream(r, &reply);
    if (response == NULL)
        return drg_http_send(r, &reply, NULL, NULL);
    add_headers(r, &reply, response, "");
    enum MHD_Result result = send_response(r, 200, response, 0);
    MHD_destroy_response(response);
    return result;
}

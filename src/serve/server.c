/* src/serve/server.c - the server: its daemon, and the way of a request through it. */
#include "base/error.h"
#include "ledger/tokens.h"
#include "serve/inside.h"
#include "serve/parse.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define USUAL_CONNECTIONS 1000
#define USUAL_RATE 50
#define USUAL_QUERY_MS 10000
#define USUAL_BODY_BYTES ((size_t)1 << 20)
/* Of a request's head; and a connection may be idle so long. */
#define HEAD_BYTES ((size_t)32 << 10)
#define IDLE_S 30
/* ---- handles ---- */

drg_ledger *drg_http_borrow(drg_server *server, drg_http_reply *reply)
{
    drg_ledger *ledger = NULL;
    drg_error err = {.status = DRG_OK};
    pthread_mutex_lock(&server->lock);
    if (server->n_handles > 0)
        ledger = server->handles[--server->n_handles];
    pthread_mutex_unlock(&server->lock);
    if (ledger != NULL)
        return ledger;
    if (drg_ledger_open(server->o.ledger, DRG_LEDGER_READ, &ledger, &err) == DRG_OK)
        return ledger;
    drg_http_problem(reply, 503, "the ledger cannot be opened");
    return NULL;
}

void drg_http_return(drg_server *server, drg_ledger *ledger)
{
    if (ledger == NULL)
        return;
    pthread_mutex_lock(&server->lock);
    bool room = server->n_handles < sizeof server->handles / sizeof *server->handles;
    if (room)
        server->handles[server->n_handles++] = ledger;
    pthread_mutex_unlock(&server->lock);
    if (!room)
        drg_ledger_close(ledger);
}

/* ---- the beginning of a request ---- */

static const struct sockaddr *client_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info->client_addr;
}

drg_guarded *drg_http_guarded(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

static void name_client(const struct sockaddr *who, char out[48])
{
    const void *address = who->sa_family == AF_INET6 ? (const void *)&((const struct sockaddr_in6 *)who)->sin6_addr
                                                     : (const void *)&((const struct sockaddr_in *)who)->sin_addr;
    if (inet_ntop(who->sa_family, address, out, 48) == NULL)
        out[0] = '\0';
}

drg_str drg_http_header(const drg_http_request *r, const char *name)
{
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(r->connection, MHD_HEADER_KIND, name, strlen(name), &value, &len) != MHD_YES)
        return (drg_str){NULL, 0};
    return (drg_str){value, value != NULL ? len : 0};
}

/* What the ending of the path names, else the first of Accept that there is. */
static void find_media(drg_http_request *r)
{
    bool is_data = drg_str_starts(r->path, drg_str_of("/api/v1/")) && !drg_str_is(r->path, "/api/v1/openapi.json");
    if (!is_data || !drg_http_ending(&r->path, &r->media))
        drg_http_accepted(drg_http_header(r, "Accept"), &r->media);
}

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *name, size_t name_len,
                                      const char *value, size_t value_len)
{
    drg_http_request *r = context;
    (void)kind;
    if (r->n_parameters == DRG_HTTP_MAX_PARAMETERS)
        return MHD_NO;
    r->parameters[r->n_parameters++] =
        (drg_http_parameter){{name, name_len}, {value != NULL ? value : "", value != NULL ? value_len : 0}};
    return MHD_YES;
}

/* Calling us by a name that is not ours is how pages of other sites reach a server on loopback (DNS rebinding). */
static bool is_our_name(const drg_server *server, drg_str host)
{
    drg_str name = drg_http_host_name(host);
    static const char *const local[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (drg_str_is(name, local[i]))
            return true;
    for (size_t i = 0; i < server->o.n_hosts; i++)
        if (name.len == strlen(server->o.hosts[i]) && strncasecmp(name.ptr, server->o.hosts[i], name.len) == 0)
            return true;
    return server->o.address != NULL && drg_str_is(name, server->o.address);
}

static bool needs_token(const drg_http_request *r)
{
    return !r->server->is_local && !r->server->o.open &&
           (drg_str_starts(r->path, drg_str_of("/api/")) || drg_str_is(r->path, "/metrics")) &&
           !drg_str_is(r->path, "/api/v1/openapi.json");
}

static bool check_token(drg_http_request *r, drg_http_reply *reply)
{
    drg_str token;
    drg_token_scope scope;
    if (!drg_http_bearer(drg_http_header(r, "Authorization"), &token)) {
        reply->challenge = true;
        drg_http_problem(reply, 401, "a token is needed: Authorization: Bearer TOKEN (dragoman token add)");
        return false;
    }
    drg_ledger *ledger = drg_http_borrow(r->server, reply);
    if (ledger == NULL)
        return false;
    drg_error err = {.status = DRG_OK};
    drg_status st = drg_token__find(ledger, token, &scope, r->who, &err);
    drg_http_return(r->server, ledger);
    if (st == DRG_OK)
        return true;
    reply->challenge = true;
    if (st == DRG_END)
        drg_http_problem(reply, 401, "the token is not known, or was revoked");
    else
        drg_http_fail(reply, st, &err);
    return false;
}

/* @return whether the request may go on; if not, the reply says why. */
static bool may_pass(drg_http_request *r, drg_http_reply *reply)
{
    drg_server *server = r->server;
    const struct sockaddr *who = client_of(r->connection);
    unsigned rate = server->o.rate > 0 ? server->o.rate : drg_http_is_loopback(who) ? 0 : USUAL_RATE;
    if (rate > 0 && !drg_http_rate_take(&server->rate, who, rate, r->begun)) {
        drg_http_metrics_count(&server->metrics, &server->metrics.refused_rate);
        reply->retry_after_s = 1;
        drg_http_problem(reply, 429, "more than %u requests a second", rate);
        return false;
    }
    if (server->is_local && !is_our_name(server, drg_http_header(r, "Host"))) {
        drg_http_problem(reply, 421, "this server is not called so; --host gives it names");
        return false;
    }
    if (MHD_get_connection_values_n(r->connection, MHD_GET_ARGUMENT_KIND, NULL, NULL) > DRG_HTTP_MAX_PARAMETERS) {
        drg_http_problem(reply, 400, "more than %d parameters", DRG_HTTP_MAX_PARAMETERS);
        return false;
    }
    if (needs_token(r) && !check_token(r, reply)) {
        drg_http_metrics_count(&server->metrics, &server->metrics.refused_token);
        return false;
    }
    return true;
}

/* ---- which way a request goes ---- */

static bool is(const drg_http_request *r, const char *method)
{
    return strcmp(r->method, method) == 0;
}

static bool is_code(const drg_http_request *r)
{
    return drg_str_is(r->path, "/api/v1/code");
}

static void healthz(drg_http_request *r, drg_http_reply *reply)
{
    drg_ledger *ledger = drg_http_borrow(r->server, reply);
    reply->type = "text/plain; charset=utf-8";
    if (ledger != NULL)
        drg_buf_printf(&reply->body, "ok\n");
    drg_http_return(r->server, ledger);
}

static void metrics(drg_http_request *r, drg_http_reply *reply)
{
    reply->type = "text/plain; version=0.0.4; charset=utf-8";
    drg_http_metrics_write(&r->server->metrics, drg_http_guard_count(&r->server->guard),
                           drg_http_followers_count(&r->server->followers), &reply->body);
}

/* A browser asks whether a page of another origin may send a request. */
static void preflight(drg_http_reply *reply, const char *allow)
{
    reply->status = 204;
    reply->allow = allow;
    reply->type = "text/plain";
}

static enum MHD_Result answer(drg_http_request *r)
{
    drg_http_reply reply = {.status = 200};
    const char *allow = is_code(r) ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    bool is_get = is(r, "GET") || r->is_head;
    if (is_get && drg_str_is(r->path, "/api/v1/stream"))
        return drg_http_answer_stream(r);
    if (is_get && !is_code(r) && drg_str_starts(r->path, drg_str_of("/api/")))
        return drg_http_answer_data(r);
    drg_buf_init(&reply.body, SIZE_MAX / 2);
    if (is(r, "OPTIONS")) {
        preflight(&reply, allow);
    } else if (is(r, "POST") ? !is_code(r) : !is_get || is_code(r)) {
        reply.allow = allow;
        drg_http_problem(&reply, 405, "only %s here", allow);
    } else if (is_code(r)) {
        drg_http_code(r, &reply);
    } else if (drg_str_is(r->path, "/healthz")) {
        healthz(r, &reply);
    } else if (drg_str_is(r->path, "/metrics")) {
        metrics(r, &reply);
    } else {
        drg_http_page(r, &reply);
    }
    return drg_http_send(r, &reply, NULL, NULL);
}

/* ---- the daemon's calls ---- */

static drg_http_request *begin(drg_server *server, struct MHD_Connection *connection, const char *url,
                               const char *method)
{
    drg_http_request *r = calloc(1, sizeof *r);
    if (r == NULL)
        return NULL;
    *r = (drg_http_request){.server = server, .connection = connection, .method = method, .begun = drg_http_now()};
    drg_arena_init(&r->arena, 0);
    drg_buf_init(&r->body, server->o.max_body_bytes);
    r->path = drg_arena_copy(&r->arena, drg_str_of(url));
    r->is_head = is(r, "HEAD");
    name_client(client_of(connection), r->client);
    find_media(r);
    return r;
}

static enum MHD_Result first_call(drg_server *server, struct MHD_Connection *connection, const char *url,
                                  const char *method, void **con_cls)
{
    drg_http_request *r = begin(server, connection, url, method);
    drg_http_reply reply = {.status = 200};
    if (r == NULL || r->path.ptr == NULL) {
        free(r);
        return MHD_NO;
    }
    *con_cls = r;
    drg_buf_init(&reply.body, SIZE_MAX / 2);
    drg_http_guard_stage(&server->guard, drg_http_guarded(connection), DRG_GUARD_BODY, r->begun);
    if (r->path.len > DRG_HTTP_MAX_URL_BYTES)
        drg_http_problem(&reply, 414, "the address has more than %d bytes", DRG_HTTP_MAX_URL_BYTES);
    else if (may_pass(r, &reply)) {
        drg_buf_release(&reply.body);
        MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, take_parameter, r);
        return MHD_YES;
    }
    /* Before its body: what comes of that is not read. */
    return drg_http_send(r, &reply, NULL, NULL);
}

static enum MHD_Result refuse_too_long(drg_http_request *r)
{
    drg_http_reply reply = {.status = 413};
    drg_buf_init(&reply.body, SIZE_MAX / 2);
    drg_http_problem(&reply, 413, "the body has more than %zu bytes", r->server->o.max_body_bytes);
    return drg_http_send(r, &reply, NULL, NULL);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *upload_size, void **con_cls)
{
    drg_server *server = context;
    drg_http_request *r = *con_cls;
    (void)version;
    if (r == NULL)
        return first_call(server, connection, url, method, con_cls);
    if (*upload_size == 0)
        return r->too_long ? refuse_too_long(r) : answer(r);
    /* Bodies that nobody wants are read past, to the limit. */
    size_t len = *upload_size;
    *upload_size = 0;
    if (r->too_long || drg_buf_add(&r->body, upload, len) == DRG_OK)
        return MHD_YES;
    r->too_long = true;
    drg_buf_release(&r->body);
    return MHD_YES;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **con_cls,
                         enum MHD_RequestTerminationCode why)
{
    drg_server *server = context;
    drg_http_request *r = *con_cls;
    double now = drg_http_now();
    (void)why;
    drg_http_guard_stage(&server->guard, drg_http_guarded(connection), DRG_GUARD_HEAD, now);
    if (r == NULL)
        return;
    drg_http_metrics_answered(&server->metrics, r->status, now - r->begun, r->sent_bytes);
    drg_http_log(r, now - r->begun);
    drg_buf_release(&r->body);
    drg_arena_release(&r->arena);
    free(r);
    *con_cls = NULL;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    drg_server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_context = drg_http_guard_enter(&server->guard, info->connect_fd, drg_http_now());
    } else {
        drg_http_guard_leave(&server->guard, *socket_context);
    }
}

/* ---- start and stop ---- */

typedef union listen_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} listen_address;

static bool parse_address(const char *text, uint16_t port, listen_address *out)
{
    *out = (listen_address){0};
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(port);
        return true;
    }
    if (inet_pton(AF_INET6, text, &out->v6.sin6_addr) == 1) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons(port);
        return true;
    }
    return false;
}

static void silence(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static drg_status start_daemon(drg_server *server, const listen_address *address, drg_error *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    unsigned threads = server->o.threads;
    if (address->any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    /* Strict about what is malformed: what two programs may read differently is how requests are smuggled. */
    server->daemon = MHD_start_daemon(
        flags, server->o.port, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, silence, NULL,
        MHD_OPTION_SOCK_ADDR, &address->any, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_CONNECTION_LIMIT, server->o.max_connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, server->is_local ? 0 : server->o.max_connections / 4 + 1,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0, MHD_OPTION_END);
    if (server->daemon == NULL)
        return drg_fail(err, DRG_EIO, "cannot listen on %s, port %u: %s", server->o.address, server->o.port,
                        strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    server->port = info != NULL && info->port != 0 ? info->port : server->o.port;
    return DRG_OK;
}

static void set_usual(drg_server_options *o)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->address == NULL)
        o->address = "127.0.0.1";
    if (o->threads == 0)
        o->threads = processors > 0 ? (unsigned)processors : 1;
    if (o->threads > DRG_HTTP_MAX_THREADS)
        o->threads = DRG_HTTP_MAX_THREADS;
    if (o->max_connections == 0)
        o->max_connections = USUAL_CONNECTIONS;
    if (o->query_ms == 0)
        o->query_ms = USUAL_QUERY_MS;
    if (o->max_body_bytes == 0)
        o->max_body_bytes = USUAL_BODY_BYTES;
}

/* Whether there is a ledger that can be read; kept as the first handle. */
static drg_status try_ledger(drg_server *server, drg_error *err)
{
    drg_ledger *ledger;
    drg_status st = drg_ledger_open(server->o.ledger, DRG_LEDGER_READ, &ledger, err);
    if (st == DRG_OK)
        drg_http_return(server, ledger);
    return st;
}

drg_status drg_server_start(const drg_server_options *options, drg_server **out, drg_error *err)
{
    listen_address address;
    drg_server *server = calloc(1, sizeof *server);
    if (server == NULL)
        return drg_fail_nomem(err);
    server->o = *options;
    set_usual(&server->o);
    pthread_mutex_init(&server->lock, NULL);
    drg_http_cache_init(&server->cache);
    drg_http_rate_init(&server->rate);
    drg_http_metrics_init(&server->metrics);
    drg_status st = drg_http_guard_init(&server->guard, server->o.max_connections) ? DRG_OK : drg_fail_nomem(err);
    if (st == DRG_OK && !parse_address(server->o.address, server->o.port, &address))
        st = drg_fail(err, DRG_EARG, "\"%.60s\" is no numeric address (127.0.0.1, ::1, 0.0.0.0 …)", server->o.address);
    if (st == DRG_OK) {
        server->is_local = drg_http_is_loopback(&address.any);
        st = try_ledger(server, err);
    }
    if (st == DRG_OK)
        st = drg_http_followers_start(&server->followers, server, err);
    if (st == DRG_OK)
        st = start_daemon(server, &address, err);
    if (st == DRG_OK)
        *out = server;
    else
        drg_server_stop(server);
    return st;
}

uint16_t drg_server_port(const drg_server *server)
{
    return server->port;
}

/* Requests that began are finished, as far as they are within the time. */
static void drain(drg_server *server)
{
    double until = drg_http_now() + 5;
    MHD_socket listening = MHD_quiesce_daemon(server->daemon);
    struct timespec nap = {.tv_nsec = 20000000};
    do
        nanosleep(&nap, NULL);
    while (drg_http_guard_is_busy(&server->guard) && drg_http_now() < until);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
}

void drg_server_stop(drg_server *server)
{
    if (server == NULL)
        return;
    drg_http_followers_stop(&server->followers);
    if (server->daemon != NULL) {
        drain(server);
        MHD_stop_daemon(server->daemon);
    }
    drg_http_followers_release(&server->followers);
    for (size_t i = 0; i < server->n_handles; i++)
        drg_ledger_close(server->handles[i]);
    drg_http_cache_release(&server->cache);
    drg_http_rate_release(&server->rate);
    drg_http_metrics_release(&server->metrics);
    drg_http_guard_release(&server->guard);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

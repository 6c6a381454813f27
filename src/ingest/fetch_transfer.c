#include "ingest/fetch_transfer.h"

#include "base/error.h"
#include "ingest/http.h"
#include "ingest/weblink.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECT_TIMEOUT_S 15.0
#define SLOWEST_BYTES_S 64L /* over SLOW_S seconds */
#define SLOW_S 30L
#define MAX_HEAD_BYTES ((size_t)256 << 10)
/* Of a long answer, so much is held. */
#define WINDOW_BYTES ((size_t)1 << 20)

double drg_transfer_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

bool drg_transfer_stopped(const drg_transfer_rules *rules)
{
    return rules->stop != NULL && *rules->stop != 0;
}

/* ---- proxies ---- */

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Whether no_proxy, a list of hosts and domains, names the host. */
static bool is_excepted(const char *host)
{
    const char *list = variable("no_proxy");
    list = list != NULL ? list : variable("NO_PROXY");
    size_t n = strlen(host);
    while (list != NULL && *list != '\0') {
        list += strspn(list, ", .");
        size_t len = strcspn(list, ", ");
        if (len == 1 && *list == '*')
            return true;
        if (len > 0 && len <= n && strncasecmp(host + n - len, list, len) == 0 &&
            (len == n || host[n - len - 1] == '.'))
            return true;
        list += len;
    }
    return false;
}

/* The proxy that the environment names for an address, or NULL. "HTTP_PROXY" does not count: servers set it from what
 * clients send. */
static const char *proxy_for(const char *url, const char *host)
{
    const char *proxy = strncasecmp(url, "https:", 6) == 0
                            ? (variable("https_proxy") != NULL ? variable("https_proxy") : variable("HTTPS_PROXY"))
                            : variable("http_proxy");
    if (proxy == NULL)
        proxy = variable("all_proxy") != NULL ? variable("all_proxy") : variable("ALL_PROXY");
    return proxy != NULL && !is_excepted(host) ? proxy : NULL;
}

/* Whom to trust instead of the authorities that the system trusts: a file, or a folder. */
static const char *authorities_file(void)
{
    return variable("CURL_CA_BUNDLE") != NULL ? variable("CURL_CA_BUNDLE") : variable("SSL_CERT_FILE");
}

static const char *authorities_folder(void)
{
    return variable("SSL_CERT_DIR");
}

/* ---- callbacks ---- */

typedef struct run {
    const drg_transfer_rules *rules;
    drg_transfer *t; /* NULL: what came of it has been told, and the rest streams */
    CURL *easy;
    CURLM *multi; /* of an answer that may be long; or NULL */
    struct curl_slist *headers;
    char why[CURL_ERROR_SIZE];
    drg_buf *body;
    size_t max, head_bytes;
    bool proxied, refused, too_long, no_memory;
    bool paused, over; /* the window is full; nothing more comes */
    CURLcode ended;    /* how, where it is over */
    drg_buf held;      /* of a stream: what has come, */
    size_t given;      /* what of that has been passed on, */
    uint64_t passed;   /* and all that has been */
} run;

static bool is_allowed(const drg_transfer_rules *rules, const struct sockaddr *address)
{
    return drg_address_is_public(address) || drg_address_is_in(address, rules->allowed, rules->n_allowed);
}

/* The address is looked at here, when it is connected to: whatever a name meant before. */
static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    run *r = context;
    (void)purpose;
    if (!r->proxied && !is_allowed(r->rules, &to->addr)) {
        r->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Whether the answer goes on as a stream, by what has come of it. */
static bool may_be_long(const run *r)
{
    long status = 0;
    if (r->t == NULL)
        return true;
    if (r->t->may_be_long == NULL || r->t->encoding[0] != '\0')
        return false;
    (void)curl_easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
    return status == 200 && r->t->may_be_long((drg_str){r->body->ptr, r->body->len});
}

static bool says_it_is_long(const run *r)
{
    curl_off_t len = -1;
    return r->t != NULL && !r->t->cut &&
           curl_easy_getinfo(r->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &len) == CURLE_OK && len > 0 &&
           (uint64_t)len > r->max;
}

static size_t on_body(char *data, size_t size, size_t n, void *context)
{
    run *r = context;
    drg_buf *body = r->body;
    size_t len = size * n, room = r->max - (body->len < r->max ? body->len : r->max);
    bool early = body->len >= WINDOW_BYTES && says_it_is_long(r);
    if ((len > room || early) && may_be_long(r)) {
        r->paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (len > room || early) {
        r->too_long = true;
        (void)drg_buf_add(body, data, len < room ? len : room);
        return 0;
    }
    if (drg_buf_add(body, data, len) != DRG_OK) {
        r->no_memory = true;
        return 0;
    }
    return len;
}

static void keep(run *r, char **to, drg_str value)
{
    free(*to);
    *to = drg_utf8_check(value) == value.len ? strndup(value.ptr, value.len) : NULL;
    r->no_memory |= *to == NULL && drg_utf8_check(value) == value.len;
}

static double seconds_of(drg_str value)
{
    char text[64];
    snprintf(text, sizeof text, "%.*s", (int)(value.len < 60 ? value.len : 60), value.ptr);
    char *end;
    double s = strtod(text, &end);
    if (end != text && *end == '\0')
        return s > 0 && s < 1e9 ? s : 0;
    time_t when = curl_getdate(text, NULL);
    double left = when >= 0 ? difftime(when, time(NULL)) : 0;
    return left > 0 ? left : 0;
}

static size_t on_header(char *data, size_t size, size_t n, void *context)
{
    run *r = context;
    drg_str line = drg_str_trim((drg_str){data, size * n});
    r->head_bytes += size * n;
    if (r->head_bytes > MAX_HEAD_BYTES) {
        r->too_long = true;
        return 0;
    }
    if (r->t == NULL)
        return size * n; /* behind the body */
    drg_fetch_answer *answer = r->t->answer;
    if (line.len >= 5 && strncasecmp(line.ptr, "HTTP/", 5) == 0) { /* another answer: of a redirect, or of a proxy */
        keep(r, &answer->etag, (drg_str){"", 0});
        keep(r, &answer->last_modified, (drg_str){"", 0});
        keep(r, &answer->content_type, (drg_str){"", 0});
        r->t->encoding[0] = '\0';
        r->t->retry_after_s = 0;
        return size * n;
    }
    const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
    if (colon == NULL)
        return size * n;
    drg_str name = drg_str_trim(drg_str_sub(line, 0, (size_t)(colon - line.ptr)));
    drg_str value = drg_str_trim(drg_str_sub(line, (size_t)(colon - line.ptr) + 1, line.len));
    if (drg_http_is(name, "etag") && value.len < 1000)
        keep(r, &answer->etag, value);
    else if (drg_http_is(name, "last-modified") && value.len < 100)
        keep(r, &answer->last_modified, value);
    else if (drg_http_is(name, "content-type") && value.len < 1000)
        keep(r, &answer->content_type, value);
    else if (drg_http_is(name, "content-encoding"))
        snprintf(r->t->encoding, sizeof r->t->encoding, "%.*s", (int)(value.len < 31 ? value.len : 31), value.ptr);
    else if (drg_http_is(name, "retry-after"))
        r->t->retry_after_s = seconds_of(value);
    return size * n;
}

static int on_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const run *r = context;
    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return drg_transfer_stopped(r->rules);
}

/* ---- running ---- */

static bool is_header_value(const char *text)
{
    return text != NULL && text[0] != '\0' && strpbrk(text, "\r\n") == NULL;
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value, bool *ok)
{
    char line[1200];
    if (!*ok || !is_header_value(value))
        return list;
    snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *more = curl_slist_append(list, line);
    *ok = more != NULL;
    return *ok ? more : list;
}

static CURLcode set_up(run *r, const char *proxy)
{
    CURL *easy = r->easy;
    const drg_transfer_rules *rules = r->rules;
    double connect = rules->timeout_s < CONNECT_TIMEOUT_S ? rules->timeout_s : CONNECT_TIMEOUT_S;
    CURLcode done = CURLE_OK;
    curl_easy_reset(easy);
#define SET(option, value)                                                                                             \
    do {                                                                                                               \
        if (done == CURLE_OK)                                                                                          \
            done = curl_easy_setopt(easy, option, value);                                                              \
    } while (0)
    SET(CURLOPT_URL, r->t->url);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, r->t->follow ? 1L : 0L);
    SET(CURLOPT_MAXREDIRS, 5L);
    SET(CURLOPT_USERAGENT, rules->agent);
    SET(CURLOPT_ACCEPT_ENCODING, NULL); /* unpacked here, within limits */
    SET(CURLOPT_HTTPHEADER, r->headers);
    SET(CURLOPT_PROXY, proxy != NULL ? proxy : "");
    SET(CURLOPT_NOPROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)(connect * 1000));
    /* Long answers have their time counted by drive(). */
    SET(CURLOPT_TIMEOUT_MS, r->t->may_be_long == NULL ? (long)(rules->timeout_s * 1000) : 0L);
    SET(CURLOPT_LOW_SPEED_LIMIT, SLOWEST_BYTES_S);
    SET(CURLOPT_LOW_SPEED_TIME, SLOW_S);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    if (authorities_file() != NULL)
        SET(CURLOPT_CAINFO, authorities_file());
    if (authorities_folder() != NULL)
        SET(CURLOPT_CAPATH, authorities_folder());
    SET(CURLOPT_MAXCONNECTS, 1L);
    SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    SET(CURLOPT_OPENSOCKETDATA, r);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, r);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, r);
    SET(CURLOPT_XFERINFOFUNCTION, on_progress);
    SET(CURLOPT_XFERINFODATA, r);
    SET(CURLOPT_NOPROGRESS, 0L);
    SET(CURLOPT_ERRORBUFFER, r->why);
#undef SET
    return done;
}

static drg_status fail_curl(run *r, CURLcode code, drg_error *err)
{
    const char *text = r->why[0] != '\0' ? r->why : curl_easy_strerror(code);
    bool again = true;
    drg_reason reason = DRG_REASON_UNREACHABLE;
    if (r->refused)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_ADDRESS,
                            "leads to an address that is not public (--allow-private lets it)");
    if (code == CURLE_OUT_OF_MEMORY || r->no_memory)
        return drg_fail_nomem(err);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_NONE, "stopped");
    if (r->too_long)
        return drg_fail(err, DRG_ELIMIT, "the answer has more than %zu bytes", r->max);
    if (code == CURLE_OPERATION_TIMEDOUT) {
        reason = DRG_REASON_TIMEOUT;
    } else if (code == CURLE_PARTIAL_FILE) {
        reason = DRG_REASON_TRUNCATED;
    } else if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
               code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_CERTPROBLEM ||
               code == CURLE_SSL_CIPHER) {
        reason = DRG_REASON_TLS;
        again = false;
    } else if (code == CURLE_URL_MALFORMAT || code == CURLE_BAD_FUNCTION_ARGUMENT) {
        reason = DRG_REASON_ADDRESS;
        again = false;
    } else if (code == CURLE_TOO_MANY_REDIRECTS) {
        reason = DRG_REASON_REDIRECTS;
        again = false;
    } else if (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UNSUPPORTED_PROTOCOL) {
        reason = DRG_REASON_MALFORMED; /* something else than HTTP */
        again = false;
    }
    if (r->t != NULL)
        r->t->worth_another_try = again;
    return drg_fail_for(err, DRG_EIO, reason, "%s", text);
}

/* Behind a proxy no address can be looked at: what is plainly of a private network is refused by its name. */
static bool is_private_name(const drg_transfer_rules *rules, const char *host)
{
    static const char *const names[] = {"localhost", ".localhost", ".local", ".internal", ".home.arpa"};
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    char plain[256];
    size_t n = strlen(host);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t len = strlen(names[i]);
        if (n >= len && strcasecmp(host + n - len, names[i]) == 0 && (names[i][0] == '.' || n == len))
            return true;
    }
    snprintf(plain, sizeof plain, "%.255s", host[0] == '[' ? host + 1 : host);
    plain[strcspn(plain, "]%")] = '\0';
    if (inet_pton(AF_INET, plain, &four.sin_addr) == 1)
        return !is_allowed(rules, (const struct sockaddr *)&four);
    if (inet_pton(AF_INET6, plain, &six.sin6_addr) == 1)
        return !is_allowed(rules, (const struct sockaddr *)&six);
    return false;
}

/* Go on until the window is full, all has come or, of a stream, something has. */
static CURLcode drive(run *r, bool some)
{
    double until = drg_transfer_now() + r->rules->timeout_s;
    for (;;) {
        int running = 0, left;
        if (curl_multi_perform(r->multi, &running) != CURLM_OK)
            return CURLE_OUT_OF_MEMORY;
        if (running == 0) {
            const CURLMsg *end = curl_multi_info_read(r->multi, &left);
            r->over = true;
            r->ended = end != NULL ? end->data.result : CURLE_OUT_OF_MEMORY;
            return r->ended;
        }
        if (r->paused || (some && r->body->len > 0))
            return CURLE_OK;
        if (drg_transfer_stopped(r->rules))
            return CURLE_ABORTED_BY_CALLBACK;
        if (drg_transfer_now() > until) {
            snprintf(r->why, sizeof r->why, "timed out after %g s", r->rules->timeout_s);
            return CURLE_OPERATION_TIMEDOUT;
        }
        (void)curl_multi_poll(r->multi, NULL, 0, 100, NULL);
    }
}

static CURLcode run_it(run *r)
{
    if (r->t->may_be_long == NULL)
        return curl_easy_perform(r->easy);
    r->multi = curl_multi_init();
    if (r->multi == NULL || curl_multi_add_handle(r->multi, r->easy) != CURLM_OK)
        return CURLE_OUT_OF_MEMORY;
    return drive(r, false);
}

static drg_status perform(run *r, const char *proxy, drg_error *err)
{
    long status = 0;
    char *redirect = NULL;
    CURLcode code = set_up(r, proxy);
    if (code == CURLE_OK)
        code = run_it(r);
    if (code != CURLE_OK && !(r->too_long && r->t->cut && code == CURLE_WRITE_ERROR))
        return fail_curl(r, code, err);
    (void)curl_easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
    r->t->http_status = (int)status;
    if (curl_easy_getinfo(r->easy, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != NULL) {
        r->t->redirect = strdup(redirect);
        if (r->t->redirect == NULL)
            return drg_fail_nomem(err);
    }
    return r->no_memory ? drg_fail_nomem(err) : DRG_OK;
}

static void release(run *r, bool with_handle)
{
    if (r->multi != NULL)
        (void)curl_multi_remove_handle(r->multi, r->easy);
    (void)curl_easy_setopt(r->easy, CURLOPT_ERRORBUFFER, NULL);
    (void)curl_easy_setopt(r->easy, CURLOPT_HTTPHEADER, NULL);
    if (with_handle)
        curl_easy_cleanup(r->easy);
    (void)curl_multi_cleanup(r->multi);
    curl_slist_free_all(r->headers);
    drg_buf_release(&r->held);
    free(r);
}

/* ---- long answers ---- */

static drg_status stream_more(run *r, drg_error *err)
{
    drg_buf_clear(&r->held);
    r->given = 0;
    if (!r->over) {
        CURLcode code = CURLE_OK;
        bool paused = r->paused;
        r->paused = false;
        if (paused)
            code = curl_easy_pause(r->easy, CURLPAUSE_CONT);
        if (code == CURLE_OK && r->held.len == 0)
            code = drive(r, true);
        if (code != CURLE_OK && !r->over) {
            r->over = true;
            r->ended = code;
        }
    }
    /* What came before a failure goes first. */
    return r->held.len == 0 && r->ended != CURLE_OK ? fail_curl(r, r->ended, err) : DRG_OK;
}

static drg_status stream_read(void *self, char *to, size_t cap, size_t *got, drg_error *err)
{
    run *r = self;
    if (r->given == r->held.len) {
        drg_status st = stream_more(r, err);
        if (st != DRG_OK)
            return st;
    }
    size_t left = r->held.len - r->given;
    *got = left < cap ? left : cap;
    memcpy(to, r->held.ptr + r->given, *got);
    r->given += *got;
    r->passed += *got;
    if (r->passed > DRG_MAX_STREAMED_BYTES)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_LIMIT, "the answer has more than %llu bytes",
                            (unsigned long long)DRG_MAX_STREAMED_BYTES);
    return DRG_OK;
}

static void stream_close(void *self)
{
    release(self, true);
}

static void begin_stream(run *r)
{
    drg_transfer *t = r->t;
    r->held = t->answer->body;
    drg_buf_init(&t->answer->body, DRG_MAX_FETCHED_BYTES);
    r->body = &r->held;
    r->max = WINDOW_BYTES;
    r->t = NULL;
    t->stream = (drg_stream){.read = stream_read, .close = stream_close, .self = r};
}

/* ---- the whole ---- */

drg_status drg_transfer_run(const drg_transfer_rules *rules, CURL *easy, drg_transfer *t, drg_error *err)
{
    drg_weblink link;
    drg_buf_clear(&t->answer->body);
    t->http_status = 0;
    t->encoding[0] = '\0';
    t->retry_after_s = 0;
    t->worth_another_try = false;
    drg_status st = drg_weblink_split(t->url, &link, err);
    if (st != DRG_OK)
        return st;
    run *r = calloc(1, sizeof *r);
    if (r == NULL) {
        drg_weblink_release(&link);
        return drg_fail_nomem(err);
    }
    *r = (run){.rules = rules, .t = t, .easy = easy, .body = &t->answer->body, .max = t->max};
    const char *proxy = proxy_for(t->url, link.host);
    r->proxied = proxy != NULL;
    bool ok = true;
    r->headers = add_header(NULL, "Accept-Encoding", "gzip", &ok);
    r->headers =
        add_header(r->headers, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5", &ok);
    r->headers = add_header(r->headers, "If-None-Match", t->request != NULL ? t->request->etag : NULL, &ok);
    r->headers =
        add_header(r->headers, "If-Modified-Since", t->request != NULL ? t->request->last_modified : NULL, &ok);
    if (r->proxied && is_private_name(rules, link.host)) {
        r->refused = true;
        st = fail_curl(r, CURLE_COULDNT_CONNECT, err);
    } else {
        st = ok ? perform(r, proxy, err) : drg_fail_nomem(err);
    }
    drg_weblink_release(&link);
    if (st == DRG_OK && r->paused)
        begin_stream(r);
    else
        release(r, false);
    return st;
}

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
    drg_transfer *t;
    size_t head_bytes;
    bool proxied, refused, too_long, no_memory;
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

static size_t on_body(char *data, size_t size, size_t n, void *context)
{
    run *r = context;
    drg_buf *body = &r->t->answer->body;
    size_t len = size * n, room = r->t->max - (body->len < r->t->max ? body->len : r->t->max);
    if (len > room) {
        r->too_long = true;
        (void)drg_buf_add(body, data, room);
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
    drg_fetch_answer *answer = r->t->answer;
    r->head_bytes += size * n;
    if (r->head_bytes > MAX_HEAD_BYTES) {
        r->too_long = true;
        return 0;
    }
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

static CURLcode set_up(run *r, CURL *easy, const char *proxy, struct curl_slist *headers)
{
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
    SET(CURLOPT_HTTPHEADER, headers);
    SET(CURLOPT_PROXY, proxy != NULL ? proxy : "");
    SET(CURLOPT_NOPROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)(connect * 1000));
    SET(CURLOPT_TIMEOUT_MS, (long)(rules->timeout_s * 1000));
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
#undef SET
    return done;
}

static drg_status fail_curl(run *r, CURLcode code, const char *why, drg_error *err)
{
    const char *text = why[0] != '\0' ? why : curl_easy_strerror(code);
    drg_reason reason = DRG_REASON_UNREACHABLE;
    if (r->refused)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_ADDRESS,
                            "leads to an address that is not public (--allow-private lets it)");
    if (code == CURLE_OUT_OF_MEMORY || r->no_memory)
        return drg_fail_nomem(err);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_NONE, "stopped");
    if (r->too_long)
        return drg_fail(err, DRG_ELIMIT, "the answer has more than %zu bytes", r->t->max);
    r->t->worth_another_try = true;
    if (code == CURLE_OPERATION_TIMEDOUT) {
        reason = DRG_REASON_TIMEOUT;
    } else if (code == CURLE_PARTIAL_FILE) {
        reason = DRG_REASON_TRUNCATED;
    } else if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
               code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_CERTPROBLEM ||
               code == CURLE_SSL_CIPHER) {
        reason = DRG_REASON_TLS;
        r->t->worth_another_try = false;
    } else if (code == CURLE_URL_MALFORMAT || code == CURLE_BAD_FUNCTION_ARGUMENT) {
        reason = DRG_REASON_ADDRESS;
        r->t->worth_another_try = false;
    } else if (code == CURLE_TOO_MANY_REDIRECTS) {
        reason = DRG_REASON_REDIRECTS;
        r->t->worth_another_try = false;
    } else if (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UNSUPPORTED_PROTOCOL) {
        reason = DRG_REASON_MALFORMED; /* something else than HTTP */
        r->t->worth_another_try = false;
    }
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

static drg_status perform(run *r, CURL *easy, const char *proxy, struct curl_slist *headers, drg_error *err)
{
    char why[CURL_ERROR_SIZE] = "";
    long status = 0;
    char *redirect = NULL;
    CURLcode code = set_up(r, easy, proxy, headers);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, why);
    if (code == CURLE_OK)
        code = curl_easy_perform(easy);
    (void)curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, NULL);
    if (code != CURLE_OK && !(r->too_long && r->t->cut && code == CURLE_WRITE_ERROR))
        return fail_curl(r, code, why, err);
    (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    r->t->http_status = (int)status;
    if (curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != NULL) {
        r->t->redirect = strdup(redirect);
        if (r->t->redirect == NULL)
            return drg_fail_nomem(err);
    }
    return r->no_memory ? drg_fail_nomem(err) : DRG_OK;
}

drg_status drg_transfer_run(const drg_transfer_rules *rules, CURL *easy, drg_transfer *t, drg_error *err)
{
    run r = {.rules = rules, .t = t};
    drg_weblink link;
    drg_buf_clear(&t->answer->body);
    t->http_status = 0;
    t->encoding[0] = '\0';
    t->retry_after_s = 0;
    t->worth_another_try = false;
    drg_status st = drg_weblink_split(t->url, &link, err);
    if (st != DRG_OK)
        return st;
    const char *proxy = proxy_for(t->url, link.host);
    r.proxied = proxy != NULL;
    bool ok = true;
    struct curl_slist *headers = add_header(NULL, "Accept-Encoding", "gzip", &ok);
    headers = add_header(headers, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5", &ok);
    headers = add_header(headers, "If-None-Match", t->request != NULL ? t->request->etag : NULL, &ok);
    headers = add_header(headers, "If-Modified-Since", t->request != NULL ? t->request->last_modified : NULL, &ok);
    if (r.proxied && is_private_name(rules, link.host)) {
        r.refused = true;
        st = fail_curl(&r, CURLE_COULDNT_CONNECT, "", err);
    } else {
        st = ok ? perform(&r, easy, proxy, headers, err) : drg_fail_nomem(err);
    }
    (void)curl_easy_setopt(easy, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    drg_weblink_release(&link);
    return st;
}

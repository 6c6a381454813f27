/* src/ingest/fetch.c - hosts, their turns and their rules: what to ask whom, when, and again. */
#include "ingest/fetch.h"

#include "base/error.h"
#include "ingest/fetch_transfer.h"
#include "ingest/http.h"
#include "ingest/weblink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROBOTS_FRESH_S 86400.0
#define ROBOTS_RETRY_S 900.0 /* where a site's rules could not be had */
#define BUCKETS 1024
/* So many hosts keep their connection between two requests. */
#define MAX_KEPT 32
#define FIRST_BACKOFF_S 0.25

/* The rules of one site: a scheme, host and port. */
typedef struct site {
    struct site *next;
    char name[320];
    drg_robots robots;
    drg_reason lost; /* why the rules could not be had, or NONE */
    double fresh_until;
} site;

/* Whoever asks a host for something holds it: one at a time. */
typedef struct host {
    struct host *next;
    char name[256];
    pthread_mutex_t turn;
    CURL *easy; /* or NULL; with its connection */
    double free_at;
    site *sites;
} host;

struct drg_fetcher {
    drg_transfer_rules rules;
    double delay_s;
    unsigned tries;
    pthread_mutex_t lock; /* over hosts and n_kept */
    host *hosts[BUCKETS];
    size_t n_kept;
};

/* ---- making ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin_curl(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

drg_status drg_fetcher_new(const drg_fetch_options *options, drg_fetcher **out, drg_error *err)
{
    static const drg_fetch_options usual = {.delay_s = -1};
    const drg_fetch_options *o = options != NULL ? options : &usual;
    pthread_once(&once, begin_curl);
    drg_fetcher *f = calloc(1, sizeof *f);
    if (f == NULL)
        return drg_fail_nomem(err);
    if (!drg_networks_parse(o->allow_private, f->rules.allowed, &f->rules.n_allowed)) {
        free(f);
        return drg_fail(err, DRG_EARG, "\"%.60s\" is no list of addresses or networks", o->allow_private);
    }
    bool contact = o->contact != NULL && o->contact[0] != '\0';
    snprintf(f->rules.agent, sizeof f->rules.agent, "dragoman/%s%s%.200s%s", DRG_VERSION, contact ? " (+" : "",
             contact ? o->contact : "", contact ? ")" : "");
    f->rules.timeout_s = o->timeout_s > 0 ? o->timeout_s : 60;
    f->rules.stop = o->stop;
    f->delay_s = o->delay_s >= 0 ? o->delay_s : 1;
    f->tries = o->tries > 0 ? o->tries : 3;
    pthread_mutex_init(&f->lock, NULL);
    *out = f;
    return DRG_OK;
}

static void free_host(host *h)
{
    while (h->sites != NULL) {
        site *s = h->sites;
        h->sites = s->next;
        drg_robots_release(&s->robots);
        free(s);
    }
    curl_easy_cleanup(h->easy);
    pthread_mutex_destroy(&h->turn);
    free(h);
}

void drg_fetcher_free(drg_fetcher *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < BUCKETS; i++) {
        while (f->hosts[i] != NULL) {
            host *h = f->hosts[i];
            f->hosts[i] = h->next;
            free_host(h);
        }
    }
    pthread_mutex_destroy(&f->lock);
    free(f);
}

/* ---- hosts ---- */

static host *host_named(drg_fetcher *f, const char *name)
{
    size_t bucket = (size_t)(drg_str_hash(drg_str_of(name)) % BUCKETS);
    pthread_mutex_lock(&f->lock);
    host *h = f->hosts[bucket];
    while (h != NULL && strcmp(h->name, name) != 0)
        h = h->next;
    if (h == NULL && (h = calloc(1, sizeof *h)) != NULL) {
        snprintf(h->name, sizeof h->name, "%s", name);
        pthread_mutex_init(&h->turn, NULL);
        h->next = f->hosts[bucket];
        f->hosts[bucket] = h;
    }
    pthread_mutex_unlock(&f->lock);
    return h;
}

static site *site_named(host *h, const char *name)
{
    site *s = h->sites;
    while (s != NULL && strcmp(s->name, name) != 0)
        s = s->next;
    if (s == NULL && (s = calloc(1, sizeof *s)) != NULL) {
        snprintf(s->name, sizeof s->name, "%s", name);
        drg_robots_init(&s->robots, true);
        s->next = h->sites;
        h->sites = s;
    }
    return s;
}

/* The host's turn is over: its connection stays for the next one, unless too many do. */
static void leave(drg_fetcher *f, host *h)
{
    pthread_mutex_lock(&f->lock);
    bool drop = f->n_kept > MAX_KEPT && h->easy != NULL;
    f->n_kept -= drop;
    pthread_mutex_unlock(&f->lock);
    if (drop) {
        curl_easy_cleanup(h->easy);
        h->easy = NULL;
    }
    pthread_mutex_unlock(&h->turn);
}

/* The host's connection is a stream's now. */
static void give_away(drg_fetcher *f, host *h)
{
    pthread_mutex_lock(&f->lock);
    f->n_kept--;
    pthread_mutex_unlock(&f->lock);
    h->easy = NULL;
}

static bool has_handle(drg_fetcher *f, host *h)
{
    if (h->easy != NULL)
        return true;
    h->easy = curl_easy_init();
    pthread_mutex_lock(&f->lock);
    f->n_kept += h->easy != NULL;
    pthread_mutex_unlock(&f->lock);
    return h->easy != NULL;
}

/* ---- one request ---- */

static drg_status fail_stopped(drg_error *err)
{
    return drg_fail_for(err, DRG_EIO, DRG_REASON_NONE, "stopped");
}

static drg_status wait_until(const drg_fetcher *f, double when, drg_error *err)
{
    while (!drg_transfer_stopped(&f->rules)) {
        double left = when - drg_transfer_now();
        if (left <= 0)
            return DRG_OK;
        double nap = left < 0.1 ? left : 0.1;
        struct timespec t = {.tv_nsec = (long)(nap * 1e9)};
        nanosleep(&t, NULL);
    }
    return fail_stopped(err);
}

/* Ask once, when the host may be asked. */
static drg_status ask(drg_fetcher *f, host *h, double delay, drg_transfer *t, drg_error *err)
{
    if (h->free_at - drg_transfer_now() > DRG_MAX_RETRY_AFTER_S + delay)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_HTTP_STATUS, "the server asks to be left alone for %.0f s",
                            h->free_at - drg_transfer_now());
    drg_status st = wait_until(f, h->free_at, err);
    if (st != DRG_OK)
        return st;
    if (!has_handle(f, h))
        return drg_fail_nomem(err);
    st = drg_transfer_run(&f->rules, h->easy, t, err);
    h->free_at = drg_transfer_now() + delay;
    if (t->retry_after_s > 0)
        h->free_at = drg_transfer_now() + t->retry_after_s;
    return st;
}

static bool may_help(const drg_transfer *t, drg_status st)
{
    if (st == DRG_OK)
        return t->http_status == 429 || t->http_status == 500 || (t->http_status >= 502 && t->http_status <= 504);
    return t->worth_another_try;
}

/* Ask until an answer comes, or another try is not worth it. */
static drg_status ask_on(drg_fetcher *f, host *h, double delay, drg_transfer *t, drg_error *err)
{
    double backoff = delay > FIRST_BACKOFF_S ? delay : FIRST_BACKOFF_S;
    for (unsigned i = 1;; i++) {
        drg_status st = ask(f, h, delay, t, err);
        if (i >= f->tries || !may_help(t, st) || t->retry_after_s > DRG_MAX_RETRY_AFTER_S)
            return st;
        if (drg_transfer_now() + backoff > h->free_at)
            h->free_at = drg_transfer_now() + backoff;
        backoff *= 2;
    }
}

/* ---- rules ---- */

static drg_status read_rules(drg_fetcher *f, host *h, site *s, drg_error *err)
{
    char url[400];
    drg_fetch_answer answer;
    drg_robots found;
    drg_error why = {.status = DRG_OK};
    snprintf(url, sizeof url, "%s/robots.txt", s->name);
    drg_fetch_answer_init(&answer);
    drg_transfer t = {.url = url, .answer = &answer, .max = DRG_MAX_ROBOTS_BYTES, .follow = true, .cut = true};
    drg_status st = ask_on(f, h, f->delay_s, &t, &why);
    s->lost = DRG_REASON_NONE;
    if (st == DRG_OK && t.http_status / 100 == 2) {
        st = drg_robots_parse((drg_str){answer.body.ptr, answer.body.len}, "dragoman", &found, &why);
        if (st == DRG_OK) {
            drg_robots_release(&s->robots);
            s->robots = found;
        }
    } else if (st == DRG_OK && t.http_status / 100 == 4 && t.http_status != 429) {
        drg_robots_release(&s->robots);
        drg_robots_init(&s->robots, false); /* no rules */
    } else if (st == DRG_OK) {
        s->lost = DRG_REASON_ROBOTS;
    } else {
        s->lost = why.reason;
    }
    s->fresh_until = drg_transfer_now() + (s->lost == DRG_REASON_NONE ? ROBOTS_FRESH_S : ROBOTS_RETRY_S);
    drg_fetch_answer_release(&answer);
    if (st != DRG_OK && err != NULL)
        *err = why;
    return st;
}

/* What the site asks is known, and lets us. Where it cannot be had, nothing is asked for. */
static drg_status check_rules(drg_fetcher *f, host *h, const drg_weblink *link, double *delay, drg_error *err)
{
    site *s = site_named(h, link->site);
    if (s == NULL)
        return drg_fail_nomem(err);
    if (drg_transfer_now() >= s->fresh_until) {
        drg_status st = read_rules(f, h, s, err);
        if (st != DRG_OK)
            return st;
    }
    if (s->lost != DRG_REASON_NONE)
        return drg_fail_for(err, DRG_EIO, s->lost, "the site's robots.txt cannot be had");
    double asked = s->robots.delay_s < DRG_MAX_CRAWL_DELAY_S ? s->robots.delay_s : DRG_MAX_CRAWL_DELAY_S;
    *delay = asked > f->delay_s ? asked : f->delay_s;
    if (*delay > f->delay_s && h->free_at < drg_transfer_now() + *delay - f->delay_s && h->free_at > 0)
        h->free_at = drg_transfer_now() + *delay - f->delay_s;
    if (!drg_robots_allow(&s->robots, link->path))
        return drg_fail_for(err, DRG_EIO, DRG_REASON_ROBOTS, "the site's robots.txt asks not to fetch it");
    return DRG_OK;
}

/* ---- fetching ---- */

void drg_fetch_answer_init(drg_fetch_answer *answer)
{
    *answer = (drg_fetch_answer){.not_modified = false};
    drg_buf_init(&answer->body, DRG_MAX_FETCHED_BYTES);
}

void drg_fetch_answer_release(drg_fetch_answer *answer)
{
    if (answer->stream.read != NULL)
        answer->stream.close(answer->stream.self);
    drg_buf_release(&answer->body);
    free(answer->url);
    free(answer->etag);
    free(answer->last_modified);
    free(answer->content_type);
    *answer = (drg_fetch_answer){.not_modified = false};
}

/* Undo the compression that the server was asked for. */
static drg_status decode(drg_transfer *t, drg_error *err)
{
    drg_fetch_answer *answer = t->answer;
    drg_http_head head = {.encoding = drg_str_of(t->encoding)};
    drg_buf spare[2];
    drg_str plain = {0};
    if (head.encoding.len == 0)
        return DRG_OK;
    drg_buf_init(&spare[0], DRG_MAX_FETCHED_BYTES);
    drg_buf_init(&spare[1], DRG_MAX_FETCHED_BYTES);
    drg_status st =
        drg_http_body(&head, (drg_str){answer->body.ptr, answer->body.len}, DRG_MAX_FETCHED_BYTES, spare, &plain, err);
    if (st == DRG_OK && plain.ptr == spare[1].ptr && plain.len > 0) {
        drg_buf_release(&answer->body);
        answer->body = spare[1];
        drg_buf_init(&spare[1], DRG_MAX_FETCHED_BYTES);
    }
    drg_buf_release(&spare[0]);
    drg_buf_release(&spare[1]);
    return st;
}

/* One address, without following where it leads. @param next  malloc'd: where it leads; or NULL. */
static drg_status get_one(drg_fetcher *f, const char *url, const drg_fetch_request *request, drg_fetch_answer *answer,
                          char **next, drg_error *err)
{
    drg_weblink link;
    double delay = 0;
    *next = NULL;
    drg_status st = drg_weblink_split(url, &link, err);
    if (st != DRG_OK)
        return st;
    if (link.has_user)
        st = drg_fail_for(err, DRG_EIO, DRG_REASON_ADDRESS, "a name or password stands in the address");
    host *h = host_named(f, link.host);
    if (h == NULL || st != DRG_OK) {
        drg_weblink_release(&link);
        return st != DRG_OK ? st : drg_fail_nomem(err);
    }
    pthread_mutex_lock(&h->turn);
    drg_transfer t = {.url = url,
                      .request = request,
                      .answer = answer,
                      .max = DRG_MAX_FETCHED_BYTES,
                      .may_be_long = request->may_be_long};
    st = check_rules(f, h, &link, &delay, err);
    if (st == DRG_OK)
        st = ask_on(f, h, delay, &t, err);
    if (t.stream.read != NULL)
        give_away(f, h);
    leave(f, h);
    drg_weblink_release(&link);
    if (st != DRG_OK)
        return st;
    answer->stream = t.stream;
    answer->not_modified = t.http_status == 304;
    *next = t.redirect;
    if (*next != NULL || answer->not_modified)
        return DRG_OK;
    if (t.http_status != 200)
        return drg_fail_for(err, DRG_EIO, DRG_REASON_HTTP_STATUS, "the server answers with status %d%s", t.http_status,
                            t.retry_after_s > DRG_MAX_RETRY_AFTER_S ? " and asks to come back later" : "");
    return t.stream.read == NULL ? decode(&t, err) : DRG_OK;
}

drg_status drg_fetch_get(drg_fetcher *f, const drg_fetch_request *request, drg_fetch_answer *answer, drg_error *err)
{
    char *url = strdup(request->url);
    drg_status st = url != NULL ? DRG_OK : drg_fail_nomem(err);
    for (unsigned hop = 0; st == DRG_OK; hop++) {
        char *next;
        st = get_one(f, url, request, answer, &next, err);
        if (st != DRG_OK || next == NULL)
            break;
        free(url);
        url = next;
        if (hop == DRG_MAX_REDIRECTS)
            st = drg_fail_for(err, DRG_EIO, DRG_REASON_REDIRECTS, "redirected more than %d times", DRG_MAX_REDIRECTS);
    }
    answer->url = url;
    if (st != DRG_OK)
        drg_buf_clear(&answer->body);
    return st;
}

/* src/pipeline/watch.c - feeds read in rounds: which are due, what of them is new, and in what order it reaches the disk. */
#include "dragoman/watch.h"

#include "base/document.h"
#include "base/error.h"
#include "base/pool.h"
#include "dragoman/export.h"
#include "ingest/feed.h"
#include "ingest/feed_page.h"
#include "ingest/fetch.h"
#include "ingest/finish.h"
#include "ingest/http.h"
#include "ingest/input.h"
#include "ingest/opml.h"
#include "pipeline/watch_output.h"
#include "pipeline/watch_state.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define USUAL_INTERVAL_S 900
#define USUAL_THREADS 8
/* A feed that fails is read more and more seldom, but once a day. */
#define MAX_INTERVAL_S 86400
/* An entry whose page cannot be had is tried so often. */
#define MAX_TRIES 3
/* So often the state reaches the disk while a round goes on. */
#define COMMIT_S 2

/* ---- items ---- */

/* What came of an entry. */
typedef enum outcome { WRITTEN, DROPPED, SEEN, RETRY, UNDONE } outcome;

typedef struct result {
    uint64_t id, url; /* keys; url 0: none */
    outcome outcome;
    drg_reason reason; /* of DROPPED */
    char *page;        /* malloc'd: of an entry that was dropped; or NULL */
    drg_error err;
} result;

/* One feed on its way. */
typedef struct item {
    uint32_t feed;
    char *url, *etag, *last_modified; /* malloc'd */
    drg_status status;
    drg_error err;
    bool not_modified, partial; /* partial: stopped on the way */
    drg_buf output;
    result *results;
    size_t n_results;
} item;

typedef struct run {
    const drg_watch *w;
    drg_watch_state state;
    pthread_mutex_t lock; /* over state.keys, while threads read feeds */
    drg_watch_output output;
    drg_watch_counts counts;
    uint32_t next_feed;
    int64_t now; /* of this round */
    bool dirty;
    time_t committed;
    drg_status status; /* why it ends */
    drg_error err;
} run;

static bool stopped(const run *r)
{
    return r->w->stop != NULL && *r->w->stop != 0;
}

static int32_t today(void)
{
    return (int32_t)(time(NULL) / 86400);
}

static void free_item(item *it)
{
    for (size_t i = 0; i < it->n_results; i++)
        free(it->results[i].page);
    free(it->results);
    free(it->url);
    free(it->etag);
    free(it->last_modified);
    drg_buf_release(&it->output);
    free(it);
}

static void drop(void *context, void *thing)
{
    (void)context;
    free_item(thing);
}

/* ---- which feed is due ---- */

static char *copy_of(const char *text, bool *ok)
{
    char *copy = text != NULL ? strdup(text) : NULL;
    *ok = *ok && (text == NULL || copy != NULL);
    return copy;
}

static drg_status next(void *context, void **thing)
{
    run *r = context;
    const drg_watch_feed *feed = NULL;
    while (!stopped(r) && r->next_feed < r->state.n_feeds && feed == NULL) {
        const drg_watch_feed *f = &r->state.feeds[r->next_feed++];
        if (f->listed && (f->due <= r->now || r->w->once))
            feed = f;
    }
    if (feed == NULL)
        return DRG_END;
    item *it = calloc(1, sizeof *it);
    if (it == NULL)
        return DRG_ENOMEM;
    bool ok = true;
    it->feed = r->next_feed - 1;
    drg_buf_init(&it->output, SIZE_MAX / 2);
    it->url = copy_of(feed->url.ptr, &ok);
    /* A feed with entries to try again must come whole. */
    it->etag = copy_of(feed->n_tried == 0 ? feed->etag : NULL, &ok);
    it->last_modified = copy_of(feed->n_tried == 0 ? feed->last_modified : NULL, &ok);
    if (!ok) {
        free_item(it);
        return DRG_ENOMEM;
    }
    *thing = it;
    return DRG_OK;
}

/* ---- what is new ---- */

static uint64_t hash_of(const char *kind, drg_str a, drg_str b)
{
    drg_buf buf;
    drg_buf_init(&buf, SIZE_MAX / 2);
    bool ok = drg_buf_add(&buf, kind, strlen(kind) + 1) == DRG_OK && drg_buf_add(&buf, a.ptr, a.len) == DRG_OK &&
              drg_buf_add(&buf, "", 1) == DRG_OK && drg_buf_add(&buf, b.ptr, b.len) == DRG_OK;
    uint64_t h = ok ? drg_str_hash((drg_str){buf.ptr, buf.len}) : 0;
    drg_buf_release(&buf);
    return h;
}

static bool is_global(drg_str id)
{
    return drg_str_starts(id, DRG_LIT("urn:")) || drg_str_starts(id, DRG_LIT("tag:")) ||
           (id.len > 0 && memmem(id.ptr, id.len, "://", 3) != NULL);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The keys of all entries. An address that several of them share tells none of them from the others. */
static bool find_keys(const drg_feed *feed, item *it)
{
    size_t n = feed->n_entries;
    uint64_t *urls = malloc((n + 1) * sizeof *urls);
    it->results = calloc(n + 1, sizeof *it->results);
    if (urls == NULL || it->results == NULL) {
        free(urls);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const drg_feed_entry *e = &feed->entries[i];
        urls[i] = e->url.len > 0 ? hash_of("url", e->url, (drg_str){"", 0}) : 0;
        it->results[i].url = urls[i];
        if (e->id.len > 0)
            it->results[i].id = hash_of("id", is_global(e->id) ? (drg_str){"", 0} : drg_str_of(it->url), e->id);
        else
            it->results[i].id = e->url.len > 0 ? urls[i] : hash_of("text", e->title, drg_str_sub(e->text, 0, 2000));
        it->results[i].outcome = UNDONE;
    }
    it->n_results = n;
    qsort(urls, n, sizeof *urls, by_value);
    for (size_t i = 0; i < n; i++) {
        const uint64_t *at = bsearch(&it->results[i].url, urls, n, sizeof *urls, by_value);
        bool shared = at != NULL && ((at > urls && at[-1] == *at) || (at + 1 < urls + n && at[1] == *at));
        if (shared)
            it->results[i].url = 0;
    }
    free(urls);
    return true;
}

/* Whether an entry is new, and is this thread's now. @return DRG_END: it is not; DRG_ENOMEM. */
static drg_status claim(run *r, result *res, unsigned *tries)
{
    drg_status st = DRG_OK;
    pthread_mutex_lock(&r->lock);
    const drg_watch_key *url = res->url != 0 ? drg_watch_key_at(&r->state, res->url) : NULL;
    bool known = url != NULL && (url->mark == DRG_WATCH_SEEN || url->mark == DRG_WATCH_CLAIMED);
    drg_watch_key *id = drg_watch_key_at(&r->state, res->id);
    if (id == NULL || (res->url != 0 && url == NULL)) {
        st = DRG_ENOMEM;
    } else if (known || id->mark == DRG_WATCH_SEEN || id->mark == DRG_WATCH_CLAIMED) {
        st = DRG_END;
    } else {
        *tries = id->tries;
        id->mark = DRG_WATCH_CLAIMED;
        drg_watch_key *again = res->url != 0 ? drg_watch_key_at(&r->state, res->url) : NULL;
        if (again != NULL)
            again->mark = DRG_WATCH_CLAIMED;
    }
    pthread_mutex_unlock(&r->lock);
    return st;
}

/* ---- entries to documents ---- */

static drg_status into_buffer(void *context, const char *data, size_t len)
{
    return drg_buf_add(context, data, len);
}

static bool may_help_later(drg_reason reason)
{
    return reason == DRG_REASON_UNREACHABLE || reason == DRG_REASON_TIMEOUT || reason == DRG_REASON_TRUNCATED ||
           reason == DRG_REASON_HTTP_STATUS;
}

/* The document of an entry: its page where that is wanted, else what the feed has of it. */
static drg_status read_entry(const run *r, const item *it, const drg_feed *feed, size_t i, unsigned tries,
                             drg_document *doc, drg_error *err)
{
    const drg_feed_entry *e = &feed->entries[i];
    drg_status st = DRG_END;
    if (r->w->fetch_pages && !e->full && e->url.len > 0)
        st = drg_feed_page(r->w->fetcher, feed, i, doc, err);
    if (st == DRG_EIO && (err->reason == DRG_REASON_NONE || (may_help_later(err->reason) && tries + 1 < MAX_TRIES)))
        return st;
    if (st != DRG_OK) {
        drg_error of_page = *err;
        drg_document_clear(doc);
        drg_status again = drg_feed_document(feed, i, drg_str_of(it->url), doc, err);
        if (again != DRG_OK && st != DRG_END && again != DRG_ENOMEM)
            *err = of_page; /* why there is not more than nothing */
        st = again;
    }
    return st == DRG_OK ? drg_document__finish(doc, NULL, NULL, err) : st;
}

static drg_status work_on_entry(run *r, item *it, const drg_feed *feed, size_t i, drg_document *doc)
{
    result *res = &it->results[i];
    unsigned tries = 0;
    drg_status st = claim(r, res, &tries);
    if (st == DRG_END) {
        res->outcome = SEEN;
        return DRG_OK;
    }
    if (st != DRG_OK)
        return drg_fail_nomem(&it->err);
    drg_document_clear(doc);
    res->err = (drg_error){.status = DRG_OK};
    st = read_entry(r, it, feed, i, tries, doc, &res->err);
    size_t before = it->output.len;
    if (st == DRG_OK)
        st = drg_write_document(doc, into_buffer, &it->output, &res->err);
    if (st == DRG_OK) {
        res->outcome = WRITTEN;
        return DRG_OK;
    }
    it->output.len = before;
    bool stop = st == DRG_EIO && res->err.reason == DRG_REASON_NONE;
    if (st == DRG_ENOMEM || stop) {
        it->partial = stop;
        it->err = res->err;
        return st;
    }
    res->outcome = st == DRG_EIO && may_help_later(res->err.reason) && tries + 1 < MAX_TRIES ? RETRY : DROPPED;
    res->reason = res->err.reason;
    bool ok = true;
    res->page = copy_of(feed->entries[i].url.len > 0 ? feed->entries[i].url.ptr : NULL, &ok);
    return DRG_OK;
}

static drg_status read_feed(run *r, item *it, const drg_fetch_answer *answer)
{
    drg_feed feed;
    drg_str type = {0}, charset = {0};
    drg_http_type_parse(drg_str_of(answer->content_type), &type, &charset);
    drg_status st = drg_feed_parse((drg_str){answer->body.ptr, answer->body.len}, charset, drg_str_of(answer->url),
                                   &feed, &it->err);
    if (st != DRG_OK)
        return st;
    drg_document *doc = drg_document_new();
    if (doc == NULL || !find_keys(&feed, it))
        st = drg_fail_nomem(&it->err);
    /* Feeds have the latest first; the output has it last. */
    for (size_t i = feed.n_entries; st == DRG_OK && i > 0; i--)
        st = work_on_entry(r, it, &feed, i - 1, doc);
    drg_document_free(doc);
    drg_feed_release(&feed);
    return st;
}

static void work(void *context, unsigned worker, void *thing)
{
    run *r = context;
    item *it = thing;
    (void)worker;
    drg_fetch_request request = {.url = it->url, .etag = it->etag, .last_modified = it->last_modified};
    drg_fetch_answer answer;
    drg_fetch_answer_init(&answer);
    it->status = drg_fetch_get(r->w->fetcher, &request, &answer, &it->err);
    it->not_modified = it->status == DRG_OK && answer.not_modified;
    if (it->status == DRG_OK && !it->not_modified) {
        it->status = read_feed(r, it, &answer);
        free(it->etag);
        free(it->last_modified);
        it->etag = answer.etag;
        it->last_modified = answer.last_modified;
        answer.etag = answer.last_modified = NULL;
    } else if (it->status == DRG_EIO && it->err.reason == DRG_REASON_NONE) {
        it->partial = true;
    }
    drg_fetch_answer_release(&answer);
}

/* ---- delivery ---- */

static void set_key(run *r, const item *it, uint64_t key, outcome o)
{
    drg_watch_key *k = key != 0 ? drg_watch_key_at(&r->state, key) : NULL;
    if (k == NULL)
        return; /* it is there since it was claimed */
    bool was_tried = k->tries > 0 && k->mark == DRG_WATCH_CLAIMED;
    k->feed = it->feed;
    k->day = today();
    switch (o) {
    case WRITTEN:
    case DROPPED:
        k->mark = DRG_WATCH_SEEN;
        k->tries = 0;
        break;
    case RETRY:
        k->mark = DRG_WATCH_TRIED;
        k->tries++;
        break;
    case SEEN:
        break;
    case UNDONE:
        if (k->mark == DRG_WATCH_CLAIMED)
            k->mark = was_tried ? DRG_WATCH_TRIED : DRG_WATCH_FREE;
        break;
    }
}

static void take_results(run *r, item *it)
{
    drg_watch_feed *feed = &r->state.feeds[it->feed];
    feed->n_tried = 0;
    pthread_mutex_lock(&r->lock);
    for (size_t i = it->n_results; i > 0; i--) {
        const result *res = &it->results[i - 1];
        set_key(r, it, res->id, res->outcome);
        if (res->url != res->id)
            set_key(r, it, res->url, res->outcome == RETRY ? UNDONE : res->outcome);
        feed->n_tried += res->outcome == RETRY;
        drg_tally *t = &r->counts.entries;
        t->documents += res->outcome == WRITTEN;
        t->dropped[DRG_REASON_SEEN] += res->outcome == SEEN;
        if (res->outcome == DROPPED)
            t->dropped[res->reason]++;
        t->items += res->outcome == WRITTEN || res->outcome == SEEN || res->outcome == DROPPED;
        if (res->outcome == DROPPED && r->w->failed != NULL)
            r->w->failed(r->w->context, res->page != NULL ? res->page : it->url, &res->err);
    }
    if (it->status == DRG_OK && !it->not_modified)
        drg_watch_state_prune(&r->state, it->feed, today());
    pthread_mutex_unlock(&r->lock);
}

static double interval_of(const drg_watch *w)
{
    return w->interval_s > 0 ? w->interval_s : USUAL_INTERVAL_S;
}

/* When the feed is due again. */
static void set_due(run *r, const item *it)
{
    drg_watch_feed *feed = &r->state.feeds[it->feed];
    double wait = interval_of(r->w);
    if (it->partial)
        return;
    feed->failures = it->status == DRG_OK ? 0 : feed->failures + 1;
    for (unsigned i = 0; i < feed->failures && i < 10; i++)
        wait = wait * 2 < MAX_INTERVAL_S ? wait * 2 : MAX_INTERVAL_S;
    feed->due = (int64_t)time(NULL) + (int64_t)wait;
}

static void swap_text(char **a, char **b)
{
    char *c = *a;
    *a = *b;
    *b = c;
}

static drg_status commit(run *r)
{
    if (!r->dirty)
        return DRG_OK;
    drg_status st = drg_watch_output_sync(&r->output, &r->state, &r->err);
    if (st == DRG_OK)
        st = drg_watch_state_save(&r->state, r->w->state, &r->err);
    r->dirty = st != DRG_OK;
    r->committed = time(NULL);
    return st;
}

static drg_status hand_over(run *r, const drg_buf *documents)
{
    const drg_watch *w = r->w;
    if (w->sink == NULL)
        return drg_watch_output_write(&r->output, documents->ptr, documents->len, &r->err);
    drg_status st = w->sink(w->sink_context, documents->ptr, documents->len);
    if (st != DRG_OK && w->sink_error != NULL)
        r->err = *w->sink_error;
    return st;
}

static drg_status deliver(void *context, void *thing)
{
    run *r = context;
    item *it = thing;
    drg_watch_feed *feed = &r->state.feeds[it->feed];
    bool failed = it->status != DRG_OK && !it->partial;
    drg_status st = it->status == DRG_ENOMEM ? DRG_ENOMEM : DRG_OK;
    if (st == DRG_OK && it->output.len > 0)
        st = hand_over(r, &it->output);
    if (st == DRG_OK) {
        take_results(r, it);
        set_due(r, it);
        if (it->status == DRG_OK && !it->not_modified) {
            swap_text(&feed->etag, &it->etag);
            swap_text(&feed->last_modified, &it->last_modified);
        }
        r->dirty = true;
        r->counts.read += it->status == DRG_OK && !it->not_modified;
        r->counts.unchanged += it->not_modified;
        r->counts.failed += failed;
        if (failed && r->w->failed != NULL)
            r->w->failed(r->w->context, it->url, &it->err);
        if (time(NULL) - r->committed >= COMMIT_S)
            st = commit(r);
        if (r->w->progress != NULL)
            r->w->progress(r->w->context, &r->counts, 0);
    } else if (st == DRG_ENOMEM) {
        st = drg_fail_nomem(&r->err);
    }
    r->status = st;
    free_item(it);
    return st;
}

/* ---- rounds ---- */

static drg_status read_round(run *r)
{
    drg_pool_job job = {.context = r, .next = next, .work = work, .deliver = deliver, .drop = drop};
    unsigned threads = r->w->threads > 0 ? r->w->threads : USUAL_THREADS;
    r->next_feed = 0;
    r->now = (int64_t)time(NULL);
    drg_status st = drg_pool_map(&job, threads, (size_t)threads * 4, &r->err);
    if (st == DRG_ENOMEM && r->status == DRG_OK)
        return drg_fail_nomem(&r->err);
    return st == DRG_OK ? commit(r) : st;
}

/* Until the next feed is due, or a signal comes. */
static void wait_for_next(run *r)
{
    int64_t due = INT64_MAX;
    for (size_t i = 0; i < r->state.n_feeds; i++)
        if (r->state.feeds[i].listed && r->state.feeds[i].due < due)
            due = r->state.feeds[i].due;
    for (unsigned tick = 0; !stopped(r); tick++) {
        int64_t left = due - (int64_t)time(NULL);
        if (left <= 0)
            return;
        if (tick % 10 == 0 && r->w->progress != NULL)
            r->w->progress(r->w->context, &r->counts, (double)left);
        struct timespec nap = {.tv_nsec = 100000000};
        nanosleep(&nap, NULL);
    }
}

static drg_status read_list(const char *path, drg_arena *arena, drg_str **urls, size_t *n, drg_error *err)
{
    drg_input in;
    drg_str bytes = {0};
    drg_status st = drg_input_open(&in, path, err);
    if (st != DRG_OK)
        return st;
    st = drg_input_rest(&in, DRG_MAX_OPML_BYTES, &bytes, err);
    if (st == DRG_OK)
        st = drg_opml_parse(bytes, arena, urls, n, err);
    drg_input_close(&in);
    return st;
}

static drg_status load(run *r)
{
    drg_arena arena;
    drg_str *urls = NULL;
    size_t n = 0;
    drg_arena_init(&arena, 0);
    drg_status st = read_list(r->w->list, &arena, &urls, &n, &r->err);
    if (st == DRG_OK)
        st = drg_watch_state_load(&r->state, r->w->state, urls, n, &r->err);
    r->counts.feeds = n;
    drg_arena_release(&arena);
    return st;
}

drg_status drg_watch_run(const drg_watch *w, drg_watch_counts *counts, drg_error *err)
{
    run r = {.w = w};
    pthread_mutex_init(&r.lock, NULL);
    drg_status st = drg_watch_output_lock(&r.output, w->state, &r.err);
    if (st == DRG_OK)
        st = load(&r);
    if (st == DRG_OK)
        st = drg_watch_output_open(&r.output, w->output, &r.state, &r.err);
    while (st == DRG_OK && !stopped(&r)) {
        st = read_round(&r);
        if (w->once)
            break;
        if (st == DRG_OK)
            wait_for_next(&r);
    }
    if (st != DRG_OK && err != NULL)
        *err = r.err;
    if (counts != NULL)
        *counts = r.counts;
    drg_watch_output_close(&r.output);
    drg_watch_state_release(&r.state);
    pthread_mutex_destroy(&r.lock);
    return st;
}

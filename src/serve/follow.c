#include "serve/follow.h"

#include "base/error.h"
#include "serve/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- one stream ---- */

static void free_follower(drg_follower *f)
{
    drg_query_free(f->queries[0]);
    drg_query_free(f->queries[1]);
    drg_buf_release(&f->pending);
    free(f);
}

/* The daemon's thread asks for more. */
static ssize_t give(void *context, uint64_t at, char *to, size_t cap)
{
    drg_follower *f = context;
    ssize_t n = 0;
    (void)at;
    pthread_mutex_lock(&f->all->lock);
    if (f->given < f->pending.len) {
        size_t left = f->pending.len - f->given;
        n = (ssize_t)(left < cap ? left : cap);
        memcpy(to, f->pending.ptr + f->given, (size_t)n);
        f->given += (size_t)n;
        if (f->given == f->pending.len) {
            drg_buf_clear(&f->pending);
            f->given = 0;
        }
    } else if (f->over || f->all->stopping) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        f->suspended = true;
        MHD_suspend_connection(f->connection);
    }
    pthread_mutex_unlock(&f->all->lock);
    return n;
}

static void leave(void *context)
{
    drg_follower *f = context;
    drg_http_followers *all = f->all;
    pthread_mutex_lock(&all->lock);
    for (drg_follower **at = &all->first; *at != NULL; at = &(*at)->next)
        if (*at == f) {
            *at = f->next;
            all->n--;
            break;
        }
    pthread_mutex_unlock(&all->lock);
    free_follower(f);
}

struct MHD_Response *drg_http_follow(drg_http_followers *all, struct MHD_Connection *connection, drg_query *queries[2],
                                     const drg_ledger_state *seen)
{
    drg_follower *f = calloc(1, sizeof *f);
    struct MHD_Response *response = NULL;
    if (f == NULL) {
        drg_query_free(queries[0]);
        drg_query_free(queries[1]);
        return NULL;
    }
    *f = (drg_follower){.all = all, .connection = connection, .queries = {queries[0], queries[1]}, .seen = *seen};
    drg_buf_init(&f->pending, DRG_FOLLOW_MAX_BYTES);
    f->beat = drg_http_now();
    /* Something at once, so that the client knows that it is connected; it tries again after 3 seconds. */
    drg_buf_printf(&f->pending, "retry: 3000\n\n");
    pthread_mutex_lock(&all->lock);
    bool full = all->n >= DRG_FOLLOW_MOST || all->stopping;
    if (!full)
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, give, f, leave);
    if (response != NULL) {
        f->next = all->first;
        all->first = f;
        all->n++;
        pthread_cond_signal(&all->wake);
    }
    pthread_mutex_unlock(&all->lock);
    if (response == NULL)
        free_follower(f);
    return response;
}

/* ---- what is new ---- */

typedef struct telling {
    drg_follower *follower;
    const char *event;
} telling;

/* One server-sent event. Its id is what the client has seen once it has all of this round: a stream that is cut in the
 * middle of a round is told the round again. */
static drg_status tell(void *context, drg_str json)
{
    telling *t = context;
    drg_status st = drg_buf_printf(&t->follower->pending, "event: %s\ndata: ", t->event);
    if (st == DRG_OK)
        st = drg_buf_add(&t->follower->pending, json.ptr, json.len);
    return st == DRG_OK ? drg_buf_add(&t->follower->pending, "\n\n", 2) : DRG_EIO;
}

/* What a query finds behind a number, the newest DRG_FOLLOW_ITEMS. @return DRG_END: there is more. */
static drg_status tell_new(drg_follower *f, drg_ledger *ledger, drg_query *query, const char *event, int64_t after)
{
    char number[24];
    telling t = {.follower = f, .event = event};
    drg_page page = {0};
    snprintf(number, sizeof number, "%lld", (long long)after);
    drg_status st = drg_query_set(query, "changed-after", drg_str_of(number), NULL);
    if (st == DRG_OK)
        st = drg_query_set(query, "limit", DRG_LIT(DRG_FOLLOW_ITEMS), NULL);
    if (st == DRG_OK)
        st = drg_ask(ledger, query, tell, &t, &page, NULL);
    return st == DRG_OK && page.next[0] != '\0' ? DRG_END : st;
}

static drg_status tell_round(drg_follower *f, drg_ledger *ledger, const drg_ledger_state *now)
{
    drg_status st = DRG_OK;
    if (now->record != f->seen.record)
        st = tell_new(f, ledger, f->queries[0], "record", f->seen.record);
    if (st == DRG_OK && now->changed != f->seen.changed)
        st = tell_new(f, ledger, f->queries[1], "incident", f->seen.changed);
    return st;
}

/* Who is too far behind to be told everything is told that, and asks anew for what it shows. */
static void bring_up_to_date(drg_follower *f, drg_ledger *ledger, const drg_ledger_state *now)
{
    size_t before = f->pending.len;
    drg_status st = tell_round(f, ledger, now);
    if (st != DRG_OK) {
        f->pending.len = before;
        st = drg_buf_printf(&f->pending, "event: gap\ndata: {}\n\n");
    }
    if (st == DRG_OK)
        st = drg_buf_printf(&f->pending, "id: %lld.%lld.%lld\n\n", (long long)now->document, (long long)now->record,
                            (long long)now->changed);
    /* A client that does not take what waits for it is let go. */
    f->over = st != DRG_OK;
    f->seen = *now;
}

static bool is_new(const drg_ledger_state *a, const drg_ledger_state *b)
{
    return a->document != b->document || a->record != b->record || a->changed != b->changed;
}

static void look_after(drg_http_followers *all, drg_ledger *ledger)
{
    drg_ledger_state now;
    double time_s = drg_http_now();
    bool known = ledger != NULL && drg_ledger_get_state(ledger, &now, NULL) == DRG_OK;
    for (drg_follower *f = all->first; f != NULL; f = f->next) {
        if (known && is_new(&now, &f->seen))
            bring_up_to_date(f, ledger, &now);
        else if (time_s - f->beat > DRG_FOLLOW_BEAT_S && f->pending.len == 0)
            drg_buf_printf(&f->pending, ":\n\n");
        if (f->pending.len > 0)
            f->beat = time_s;
        if (f->suspended && (f->pending.len > 0 || f->over || all->stopping)) {
            f->suspended = false;
            MHD_resume_connection(f->connection);
        }
    }
}

/* ---- the thread ---- */

static void *watch(void *context)
{
    drg_http_followers *all = context;
    pthread_mutex_lock(&all->lock);
    while (!all->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += (long)DRG_FOLLOW_LOOK_MS * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&all->wake, &all->lock, &until);
        drg_http_guard_sweep(&all->server->guard, drg_http_now());
        if (all->first == NULL)
            continue;
        drg_http_reply ignored = {0};
        drg_ledger *ledger = drg_http_borrow(all->server, &ignored);
        drg_buf_release(&ignored.body);
        if (ledger != NULL)
            drg_ledger_set_limit(ledger, DRG_FOLLOW_QUERY_MS);
        look_after(all, ledger);
        drg_http_return(all->server, ledger);
    }
    look_after(all, NULL);
    pthread_mutex_unlock(&all->lock);
    return NULL;
}

drg_status drg_http_followers_start(drg_http_followers *all, struct drg_server *server, drg_error *err)
{
    *all = (drg_http_followers){.server = server};
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->wake, NULL);
    int rc = pthread_create(&all->thread, NULL, watch, all);
    if (rc != 0)
        return drg_fail(err, DRG_EIO, "no thread could be started: %s", strerror(rc));
    all->has_thread = true;
    return DRG_OK;
}

void drg_http_followers_stop(drg_http_followers *all)
{
    if (!all->has_thread)
        return;
    pthread_mutex_lock(&all->lock);
    all->stopping = true;
    pthread_cond_signal(&all->wake);
    pthread_mutex_unlock(&all->lock);
    pthread_join(all->thread, NULL);
    all->has_thread = false;
}

void drg_http_followers_release(drg_http_followers *all)
{
    if (all->server == NULL)
        return;
    pthread_cond_destroy(&all->wake);
    pthread_mutex_destroy(&all->lock);
}

size_t drg_http_followers_count(drg_http_followers *all)
{
    pthread_mutex_lock(&all->lock);
    size_t n = all->n;
    pthread_mutex_unlock(&all->lock);
    return n;
}

/* src/serve/api.c - what is under /api/v1/: lists, single items, counts, statistics, the description of it all. */
#include "base/error.h"
#include "dragoman/query.h"
#include "serve/inside.h"
#include "serve/openapi.h"
#include "serve/parse.h"
#include "serve/render.h"

#include <stdio.h>
#include <string.h>

#define ROOT "/api/v1/"

/* Not of the query: they say how to answer. */
static bool is_ours(drg_str name)
{
    return drg_str_is(name, "facets") || drg_str_is(name, "after");
}

static bool kind_of(drg_str name, drg_ask_kind *kind)
{
    for (unsigned k = 0; k < DRG_N_ASK_KINDS; k++)
        if (drg_str_is(name, drg_ask_kind_name((drg_ask_kind)k))) {
            *kind = (drg_ask_kind)k;
            return true;
        }
    return false;
}

/* A query of what the address says. @return NULL, and the reply says why. */
static drg_query *query_of(drg_http_request *r, drg_ask_kind kind, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    drg_query *query = NULL;
    drg_status st = drg_query_new(kind, &query, &err);
    for (size_t i = 0; st == DRG_OK && i < r->n_parameters; i++) {
        char name[64];
        drg_str given = r->parameters[i].name;
        if (is_ours(given))
            continue;
        if (given.len >= sizeof name) {
            drg_http_problem(reply, 400, "no such parameter");
            drg_query_free(query);
            return NULL;
        }
        memcpy(name, given.ptr, given.len);
        name[given.len] = '\0';
        st = drg_query_set(query, name, r->parameters[i].value, &err);
        if (st == DRG_ELIMIT)
            st = DRG_EARG;
    }
    if (st == DRG_OK)
        return query;
    drg_http_fail(reply, st, &err);
    drg_query_free(query);
    return NULL;
}

/* The client's limit, within ours. */
static bool limit_is_allowed(const drg_http_request *r)
{
    drg_str limit;
    if (!drg_http_parameter_of(r, "limit", &limit))
        return true;
    unsigned long n = 0;
    for (size_t i = 0; i < limit.len && n <= DRG_API_MAX_ITEMS; i++)
        n = n * 10 + (unsigned long)(limit.ptr[i] - '0');
    return n <= DRG_API_MAX_ITEMS;
}

/* Answers hold until the ledger changes; whoever keeps one asks whether it still does. */
static void keep(drg_http_reply *reply, const char *type)
{
    reply->status = 200;
    reply->type = type;
    reply->cache_control = "no-cache";
    reply->keep = true;
}

/* ---- lists ---- */

static drg_status ask(drg_http_request *r, drg_http_reply *reply, drg_ledger *ledger, const drg_query *query,
                      drg_render *render, drg_error *err)
{
    drg_page page = {0};
    drg_status st = drg_render_begin(render, err);
    if (st == DRG_OK)
        st = drg_ask(ledger, query, drg_render_item, render, &page, err);
    drg_status end = drg_render_end(render, page.next, st == DRG_OK ? err : NULL);
    st = st == DRG_OK ? end : st;
    if (st == DRG_OK && page.next[0] != '\0')
        reply->next = drg_render_next_url(r, page.next);
    return st;
}

static void list(drg_http_request *r, drg_ask_kind kind, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    if (!drg_render_has(kind, r->media)) {
        drg_http_problem(reply, 406, "%s cannot be had as %s", drg_ask_kind_name(kind), drg_media_type(r->media));
        return;
    }
    if (!limit_is_allowed(r)) {
        drg_http_problem(reply, 400, "limit is at most %d", DRG_API_MAX_ITEMS);
        return;
    }
    drg_query *query = query_of(r, kind, reply);
    drg_ledger *ledger = query != NULL ? drg_http_borrow(r->server, reply) : NULL;
    if (ledger != NULL) {
        drg_render render = {.request = r, .out = &reply->body, .media = r->media, .kind = kind};
        keep(reply, drg_media_type(r->media));
        drg_ledger_set_limit(ledger, r->server->o.query_ms);
        drg_status st = ask(r, reply, ledger, query, &render, &err);
        drg_http_return(r->server, ledger);
        if (render.too_long)
            drg_http_problem(reply, 400, "the answer is too long: ask for fewer items");
        else if (st != DRG_OK)
            drg_http_fail(reply, st, &err);
    }
    drg_query_free(query);
}

/* ---- single answers ---- */

static drg_status into_body(void *context, drg_str json)
{
    drg_buf *body = context;
    return drg_buf_add(body, json.ptr, json.len) == DRG_OK && drg_buf_add(body, "\n", 1) == DRG_OK ? DRG_OK
                                                                                                   : DRG_ENOMEM;
}

static void finish(drg_http_reply *reply, drg_status st, const drg_error *err)
{
    if (st == DRG_END)
        drg_http_problem(reply, 404, "there is none");
    else if (st != DRG_OK)
        drg_http_fail(reply, st, err);
}

static void one(drg_http_request *r, drg_ask_kind kind, drg_str id, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    drg_ledger *ledger = drg_http_borrow(r->server, reply);
    if (ledger == NULL)
        return;
    keep(reply, drg_media_type(DRG_MEDIA_JSON));
    drg_ledger_set_limit(ledger, r->server->o.query_ms);
    drg_status st = drg_ask_one(ledger, kind, id, into_body, &reply->body, &err);
    drg_http_return(r->server, ledger);
    finish(reply, st, &err);
}

static void counts(drg_http_request *r, drg_ask_kind kind, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    drg_str facets = {"", 0};
    drg_query *query = query_of(r, kind, reply);
    drg_ledger *ledger = query != NULL ? drg_http_borrow(r->server, reply) : NULL;
    drg_http_parameter_of(r, "facets", &facets);
    if (ledger != NULL) {
        keep(reply, drg_media_type(DRG_MEDIA_JSON));
        drg_ledger_set_limit(ledger, r->server->o.query_ms);
        drg_status st = drg_ask_counts(ledger, query, facets, into_body, &reply->body, &err);
        drg_http_return(r->server, ledger);
        finish(reply, st, &err);
    }
    drg_query_free(query);
}

static void statistics(drg_http_request *r, drg_http_reply *reply)
{
    drg_error err = {.status = DRG_OK};
    drg_ledger *ledger = drg_http_borrow(r->server, reply);
    if (ledger == NULL)
        return;
    keep(reply, drg_media_type(DRG_MEDIA_JSON));
    drg_status st = drg_ask_statistics(ledger, into_body, &reply->body, &err);
    drg_http_return(r->server, ledger);
    finish(reply, st, &err);
}

static void describe(drg_http_reply *reply)
{
    keep(reply, "application/json");
    if (drg_openapi_write(&reply->body) != DRG_OK)
        drg_http_problem(reply, 500, "out of memory");
}

/* ---- which ---- */

void drg_http_api(drg_http_request *r, drg_http_reply *reply)
{
    drg_str root = drg_str_of(ROOT), path = r->path, rest = {NULL, 0};
    drg_ask_kind kind;
    if (!drg_str_starts(path, root)) {
        drg_http_problem(reply, 404, "the API is under " ROOT);
        return;
    }
    path = drg_str_sub(path, root.len, path.len);
    const char *slash = path.len > 0 ? memchr(path.ptr, '/', path.len) : NULL;
    if (slash != NULL) {
        rest = drg_str_sub(path, (size_t)(slash - path.ptr) + 1, path.len);
        path = drg_str_sub(path, 0, (size_t)(slash - path.ptr));
    }
    if (slash == NULL && drg_str_is(path, "openapi.json"))
        describe(reply);
    else if (slash == NULL && drg_str_is(path, "statistics"))
        statistics(r, reply);
    else if (!kind_of(path, &kind))
        drg_http_problem(reply, 404, "there is nothing of this name; " ROOT "openapi.json tells what there is");
    else if (slash == NULL)
        list(r, kind, reply);
    else if (drg_str_is(rest, "counts") && (kind == DRG_ASK_EVENTS || kind == DRG_ASK_INCIDENTS))
        counts(r, kind, reply);
    else if (rest.len == 0 || kind == DRG_ASK_PLACES)
        drg_http_problem(reply, 404, "there is none");
    else
        one(r, kind, rest, reply);
}

/* ---- the stream ---- */

/* What the client has: of Last-Event-ID, or of `after`; else all that is there now. */
static bool seen_by(drg_http_request *r, drg_ledger_state *seen)
{
    drg_str id = drg_http_header(r, "Last-Event-ID");
    if (id.len == 0 && !drg_http_parameter_of(r, "after", &id))
        return true;
    return drg_http_stream_id(id, seen);
}

/* The filter's parameters go to both queries, as far as each has them. */
static bool make_queries(drg_http_request *r, drg_query *queries[2], drg_http_reply *reply)
{
    queries[0] = query_of(r, DRG_ASK_EVENTS, reply);
    queries[1] = queries[0] != NULL ? query_of(r, DRG_ASK_INCIDENTS, reply) : NULL;
    if (queries[1] != NULL)
        return true;
    drg_query_free(queries[0]);
    return false;
}

struct MHD_Response *drg_http_stream(drg_http_request *r, drg_http_reply *reply)
{
    drg_ledger_state seen = {0};
    drg_query *queries[2];
    drg_ledger *ledger = drg_http_borrow(r->server, reply);
    if (ledger == NULL)
        return NULL;
    drg_error err = {.status = DRG_OK};
    drg_status st = drg_ledger_get_state(ledger, &seen, &err);
    drg_http_return(r->server, ledger);
    if (st != DRG_OK) {
        drg_http_fail(reply, st, &err);
        return NULL;
    }
    if (!seen_by(r, &seen)) {
        drg_http_problem(reply, 400, "Last-Event-ID is not one of ours");
        return NULL;
    }
    if (!make_queries(r, queries, reply))
        return NULL;
    struct MHD_Response *response = drg_http_follow(&r->server->followers, r->connection, queries, &seen);
    if (response == NULL) {
        reply->retry_after_s = 30;
        drg_http_problem(reply, 503, "too many follow already");
    }
    return response;
}

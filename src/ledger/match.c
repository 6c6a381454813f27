#include "ledger/match.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/conditions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a page is found. Every condition of a query has two forms: a set, which an index gives, and a probe, which asks one
 * row. Sets are counted, as far as counting is cheap. A small one is taken whole, probed and sorted; otherwise rows are
 * taken in the order that is asked for, by the index of the rarest condition that has one, and probed until the page is
 * full. So what is rare is found by its rarity and what is frequent soon fills a page. */

/* Sets that can be walked are counted up to this; up to a few times of what is asked for, any is taken whole. */
#define COUNTED 40000

/* ---- kinds ---- */

static const drg_ordering event_orders[] = {{"x.day", "x.id", "record_newest", false, false},
                                            {"x.day", "x.id", "record_newest", false, true},
                                            {"x.told", "x.id", "record_reported", false, false},
                                            {"x.rec", "''", NULL, false, true}};
static const drg_ordering incident_orders[] = {
    {"x.day", "x.id", "incident_newest", false, false},     {"x.day", "x.id", "incident_newest", false, true},
    {"x.told", "x.id", "incident_reported", false, false},  {"x.dead", "x.id", "incident_deadliest", true, false},
    {"x.n_sources", "x.id", "incident_most", false, false}, {"x.n_deny", "x.id", "incident_disputed", false, false},
    {"x.changed", "x.id", "incident_changed", false, true}};
static const drg_ordering track_orders[] = {{"x.day", "x.id", "track_newest", false, false},
                                            {"x.day", "x.id", "track_newest", false, true},
                                            {"x.changed", "x.id", "track_changed", false, true}};
static const drg_ordering source_orders[] = {{"t.n_claims", "''", "source_total_most", false, false},
                                             {"t.n_contradicted", "''", "source_total_contradicted", false, false}};
static const drg_ordering document_orders[] = {{"x.day", "''", "document_newest", false, false},
                                               {"x.day", "''", "document_newest", false, true},
                                               {"x.doc", "''", NULL, false, true}};

static const drg_subject subjects[DRG_N_ASK_KINDS] = {
    [DRG_ASK_EVENTS] = {"record", "rec", "x.current", "party", event_orders},
    [DRG_ASK_RECORDS] = {"record", "rec", "x.current", "party", event_orders},
    [DRG_ASK_INCIDENTS] = {"incident", "incident", "1", "incident_party", incident_orders},
    [DRG_ASK_PLACES] = {"incident", "incident", "1", "incident_party", incident_orders},
    [DRG_ASK_TRACKS] = {"track", "track", "1", NULL, track_orders},
    [DRG_ASK_SOURCES] = {"source", "source", "t.n_claims + t.n_passed_on > 0", NULL, source_orders},
    [DRG_ASK_DOCUMENTS] = {"document", "doc", "x.current", NULL, document_orders},
};

/* ---- the way ---- */

static drg_status count(drg_match *m, drg_condition *c, drg_error *err)
{
    drg_sql s;
    sqlite3_stmt *stmt = NULL;
    drg_sql_begin(&s);
    drg_sql_add(&s, "SELECT count(*) FROM (SELECT 1 FROM (");
    drg_sql_join(&s, &c->set);
    drg_sql_whole(&s, ") LIMIT ?)", c->walk.text.len > 0 && c->small < COUNTED / 2 ? COUNTED / 2 : c->small + 1);
    drg_status st = drg_sql_prepare(m->l, &s, &stmt, err);
    if (st == DRG_OK)
        st = drg_ledger__step(m->l, stmt, err);
    if (st == DRG_OK)
        c->n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    drg_sql_release(&s);
    return st;
}

/* Whether all conditions could be written. */
static drg_status check_conditions(const drg_match *m, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < m->n; i++) {
        const drg_condition *c = &m->conditions[i];
        st = c->probe.status != DRG_OK ? c->probe.status : c->set.status != DRG_OK ? c->set.status : c->walk.status;
    }
    return st == DRG_OK ? st : drg_fail(err, st, "the question could not be put: %s", drg_status_text(st));
}

/* The condition that leads: small, or with a walk in the order that is asked for; NULL: none does better than the order's
 * own index. */
static drg_status choose(drg_match *m, size_t limit, drg_condition **leads, drg_error *err)
{
    drg_status st = DRG_OK;
    int64_t worth = limit < COUNTED / 4 ? (int64_t)limit * 4 : COUNTED;
    drg_condition *best = NULL, *walk = NULL;
    bool by_day = strcmp(m->order->key, "x.day") == 0;
    for (size_t i = 0; st == DRG_OK && i < m->n; i++) {
        drg_condition *c = &m->conditions[i];
        if (c->set.text.len == 0)
            continue;
        if (c->small >= 0 && c->small < worth)
            c->small = worth;
        st = count(m, c, err);
        if (best == NULL || c->n < best->n)
            best = c;
        if (c->walk.text.len > 0 && by_day && (walk == NULL || c->n < walk->n))
            walk = c;
    }
    *leads = best != NULL && best->n <= best->small ? best : walk;
    return st;
}

static void add_cursor(const drg_match *m, drg_sql *s, const char *key, const drg_cursor *cursor)
{
    char term[160];
    snprintf(term, sizeof term, " AND (%s, %s, x.%s) %c (", key, m->order->tie, m->s->row,
             m->order->ascending ? '>' : '<');
    drg_sql_add(s, term);
    if (m->order->is_real)
        drg_sql_real(s, "?", cursor->real);
    else
        drg_sql_whole(s, "?", cursor->key);
    drg_sql_text(s, ", ?", drg_str_of(cursor->tie));
    drg_sql_whole(s, ", ?)", cursor->row);
}

static void write_from(const drg_match *m, drg_sql *s, const drg_condition *leads, bool whole)
{
    bool is_source = m->q->kind == DRG_ASK_SOURCES;
    if (leads != NULL && !whole) {
        drg_sql_join(s, &leads->walk);
        return;
    }
    if (leads != NULL)
        drg_sql_add(s, "w CROSS JOIN ");
    if (is_source) {
        drg_sql_add(s, "source_total t ");
        if (leads == NULL) {
            drg_sql_add(s, "INDEXED BY ");
            drg_sql_add(s, m->order->index);
        }
        drg_sql_add(s, " CROSS JOIN source x ON x.source = t.source");
    } else {
        drg_sql_add(s, m->s->table);
        drg_sql_add(s, " x");
        if (leads == NULL && m->order->index != NULL) {
            drg_sql_add(s, " INDEXED BY ");
            drg_sql_add(s, m->order->index);
        }
    }
    drg_sql_add(s, " WHERE ");
    drg_sql_add(s, m->s->filter);
    if (leads == NULL)
        return;
    char term[96];
    snprintf(term, sizeof term, " AND %s.%s = w.row", is_source ? "t" : "x", m->s->row);
    drg_sql_add(s, term);
}

/* A walk of parties or claims has days of its own, by which it can begin where the time does. */
static void add_walk_bounds(const drg_match *m, drg_sql *s, const char *key)
{
    if (m->time == NULL || strcmp(key, "w.day") != 0)
        return;
    drg_sql_add(s, " AND w.day >= ? AND w.day <= ?");
    drg_sql_value(s, m->time->probe.values[0]);
    drg_sql_value(s, m->time->probe.values[1]);
}

static void write_select(const drg_match *m, drg_sql *s, const drg_condition *leads, const drg_cursor *cursor)
{
    bool whole = leads != NULL && leads->n <= leads->small;
    const char *key = leads != NULL && !whole ? leads->key : m->order->key;
    const char *down = m->order->ascending ? "" : " DESC";
    char text[256];
    if (whole) {
        drg_sql_add(s, "WITH w (row) AS MATERIALIZED (SELECT DISTINCT * FROM (");
        drg_sql_join(s, &leads->set);
        drg_sql_add(s, ")) ");
    }
    snprintf(text, sizeof text, "SELECT %s, %s, x.%s FROM ", key, m->order->tie, m->s->row);
    drg_sql_add(s, text);
    write_from(m, s, leads, whole);
    if (leads != NULL && !whole) {
        drg_sql_add(s, " AND ");
        drg_sql_add(s, m->s->filter);
        add_walk_bounds(m, s, key);
    }
    for (size_t i = 0; i < m->n; i++) {
        if (whole && leads == &m->conditions[i] && !leads->rough)
            continue;
        drg_sql_add(s, " AND (");
        drg_sql_join(s, &m->conditions[i].probe);
        drg_sql_add(s, ")");
    }
    if (cursor != NULL)
        add_cursor(m, s, key, cursor);
    snprintf(text, sizeof text, " ORDER BY %s%s, %s%s, x.%s%s", key, down, m->order->tie, down, m->s->row, down);
    drg_sql_add(s, text);
}

/* ---- the rows ---- */

void drg_rows_release(drg_rows *rows)
{
    free(rows->row);
    *rows = (drg_rows){0};
}

static drg_status add_row(drg_rows *rows, sqlite3_stmt *stmt, const drg_match *m, drg_error *err)
{
    int64_t row = sqlite3_column_int64(stmt, 2);
    /* A walk meets a row once for each party that fits; they come one after the other. */
    if (rows->n > 0 && rows->row[rows->n - 1] == row)
        return DRG_OK;
    if (rows->n == rows->cap) {
        size_t cap = rows->cap > 0 ? 2 * rows->cap : 64;
        int64_t *list = realloc(rows->row, cap * sizeof *list);
        if (list == NULL)
            return drg_fail_nomem(err);
        rows->row = list;
        rows->cap = cap;
    }
    drg_str tie = drg_ledger__column(stmt, 1);
    drg_cursor *last = &rows->last;
    *last = (drg_cursor){.has = true, .is_real = m->order->is_real, .order = m->q->order, .row = row};
    if (last->is_real)
        last->real = sqlite3_column_double(stmt, 0);
    else
        last->key = sqlite3_column_int64(stmt, 0);
    if (tie.len < sizeof last->tie && tie.len > 0)
        memcpy(last->tie, tie.ptr, tie.len);
    rows->row[rows->n++] = row;
    return DRG_OK;
}

static drg_status collect(drg_match *m, sqlite3_stmt *stmt, size_t limit, drg_rows *rows, drg_error *err)
{
    drg_status st;
    while ((st = drg_ledger__step(m->l, stmt, err)) == DRG_OK) {
        if (rows->n == limit && rows->row[limit - 1] != sqlite3_column_int64(stmt, 2)) {
            rows->more = true;
            return DRG_OK;
        }
        st = add_row(rows, stmt, m, err);
        if (st != DRG_OK)
            return st;
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger__match(drg_ledger *l, const drg_query *q, size_t limit, const drg_cursor *cursor, drg_rows *rows,
                             drg_error *err)
{
    drg_match *m = calloc(1, sizeof *m);
    if (m == NULL)
        return drg_fail_nomem(err);
    m->l = l;
    m->q = q;
    m->s = &subjects[q->kind];
    m->order = &m->s->orders[q->order];
    *rows = (drg_rows){0};
    drg_match_add_facts(m);
    drg_match_add_origins(m);
    drg_condition *leads = NULL;
    drg_sql s;
    sqlite3_stmt *stmt = NULL;
    drg_sql_begin(&s);
    drg_status st = check_conditions(m, err);
    if (st == DRG_OK)
        st = choose(m, limit, &leads, err);
    if (st == DRG_OK) {
        write_select(m, &s, leads, cursor);
        st = drg_sql_prepare(l, &s, &stmt, err);
    }
    if (st == DRG_OK)
        st = collect(m, stmt, limit, rows, err);
    sqlite3_finalize(stmt);
    drg_sql_release(&s);
    for (size_t i = 0; i < m->n; i++) {
        drg_sql_release(&m->conditions[i].probe);
        drg_sql_release(&m->conditions[i].set);
        drg_sql_release(&m->conditions[i].walk);
    }
    free(m);
    if (st != DRG_OK)
        drg_rows_release(rows);
    return st;
}

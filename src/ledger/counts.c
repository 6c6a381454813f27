/* src/ledger/counts.c - how what a query leaves divides, and what a ledger holds in all. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/ask.h"
#include "ledger/match.h"
#include "ledger/places.h"
#include "ledger/write.h"

#include <string.h>

/* ---- the rows as a list ---- */

/* The rows of a query, newest first, as a JSON list: SQLite has no other way to bind many numbers. */
static drg_status list_rows(drg_ledger *l, const drg_query *q, drg_buf *list, size_t *n, bool *complete, drg_error *err)
{
    drg_query newest = *q;
    newest.order = 0;
    drg_rows rows;
    drg_status st = drg_ledger__match(l, &newest, DRG_MAX_COUNTED, NULL, &rows, err);
    if (st != DRG_OK)
        return st;
    st = drg_buf_add(list, "[", 1);
    for (size_t i = 0; st == DRG_OK && i < rows.n; i++)
        st = drg_buf_printf(list, "%s%lld", i > 0 ? "," : "", (long long)rows.row[i]);
    if (st == DRG_OK)
        st = drg_buf_add(list, "]", 1);
    *n = rows.n;
    *complete = !rows.more;
    drg_rows_release(&rows);
    return st == DRG_OK ? st : drg_fail_nomem(err);
}

/* ---- facets ---- */

#define ROWS "WITH m AS MATERIALIZED (SELECT value AS row FROM json_each(?1))"
#define BY_NUMBER " GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 100"
/* What rows themselves say, all of it in one reading: which facet, value, number; months the latest first. */
#define PLAIN(from)                                                                                                    \
    ROWS ", g AS MATERIALIZED (SELECT event, mode, status, country, place, day FROM " from ") SELECT * FROM ("         \
         "SELECT 0 AS f, event AS value, count(*) AS n FROM g GROUP BY event"                                          \
         " UNION ALL SELECT 1, event || ':' || mode, count(*) FROM g WHERE mode <> '' GROUP BY event, mode"            \
         " UNION ALL SELECT 2, status, count(*) FROM g GROUP BY status"                                                \
         " UNION ALL SELECT 3, country, count(*) FROM g WHERE country IS NOT NULL GROUP BY country"                    \
         " UNION ALL SELECT 4, place, count(*) FROM g WHERE place IS NOT NULL GROUP BY place"                          \
         " UNION ALL SELECT 5, strftime('%Y-%m', day * 86400, 'unixepoch') AS month, sum(n) FROM"                      \
         " (SELECT day, count(*) AS n FROM g WHERE day > -719162 GROUP BY day) GROUP BY month)"                        \
         " ORDER BY f, iif(f = 5, value, NULL) DESC, n DESC, value"
#define N_PLAIN 6

static const char plain_of_events[] = PLAIN("m CROSS JOIN record x ON x.rec = m.row");
static const char plain_of_incidents[] = PLAIN("m CROSS JOIN incident x ON x.incident = m.row");

/* The plain ones in the order of PLAIN; of the others SQL that gives value, name and number. */
typedef struct facet {
    const char *name, *events, *incidents;
} facet;

static const facet facets[] = {
    {"type", NULL, NULL},
    {"mode", NULL, NULL},
    {"status", NULL, NULL},
    {"country", NULL, NULL},
    {"place", NULL, NULL},
    {"month", NULL, NULL},
    {"actor",
     ROWS " SELECT country, NULL, count(DISTINCT rec) FROM m CROSS JOIN party p ON p.rec = m.row AND p.side = 'actor'"
          " WHERE +country IS NOT NULL" BY_NUMBER,
     ROWS " SELECT country, NULL, count(DISTINCT incident) FROM m CROSS JOIN incident_party p ON p.incident = m.row"
          " AND p.side = 'actor' WHERE +country IS NOT NULL" BY_NUMBER},
    {"recipient",
     ROWS " SELECT country, NULL, count(DISTINCT rec) FROM m CROSS JOIN party p ON p.rec = m.row"
          " AND p.side = 'recipient' WHERE +country IS NOT NULL" BY_NUMBER,
     ROWS " SELECT country, NULL, count(DISTINCT incident) FROM m CROSS JOIN incident_party p ON p.incident = m.row"
          " AND p.side = 'recipient' WHERE +country IS NOT NULL" BY_NUMBER},
    {"source",
     ROWS " SELECT s.key, s.name, n FROM (SELECT source, count(DISTINCT rec) AS n FROM m CROSS JOIN claim c"
          " ON c.rec = m.row AND NOT c.via GROUP BY source ORDER BY n DESC LIMIT 200) JOIN source s USING (source)"
          " ORDER BY 3 DESC, 1 LIMIT 100",
     ROWS " SELECT s.key, s.name, n FROM (SELECT source, count(*) AS n FROM m CROSS JOIN incident_source c ON"
          " c.incident = m.row GROUP BY source ORDER BY n DESC LIMIT 200) JOIN source s USING (source)"
          " ORDER BY 3 DESC, 1 LIMIT 100"},
};
#define N_FACETS (sizeof facets / sizeof *facets)
#define MAX_VALUES 100
#define MAX_MONTHS 1200

static drg_status write_facet(drg_ledger *l, const char *name, const char *sql, const drg_buf *list, drg_writer *w,
                              drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, (drg_str){list->ptr, list->len});
    drg_write_key(w, name);
    drg_write_open(w, '[');
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK) {
        drg_write_open(w, '{');
        drg_write_column_text(w, "value", s, 0);
        if (sqlite3_column_type(s, 1) != SQLITE_NULL)
            drg_write_column_text(w, "name", s, 1);
        drg_write_column_int(w, "n", s, 2);
        drg_write_close(w, '}');
    }
    drg_write_close(w, ']');
    return st == DRG_END ? DRG_OK : st;
}

/* Lists of facets from one to the next; those without a value are empty. */
static void begin_lists(drg_writer *w, unsigned wanted, unsigned *at, unsigned next)
{
    for (; *at < next; (*at)++) {
        if (*at > 0 && wanted & 1u << (*at - 1))
            drg_write_close(w, ']');
        if (*at < N_PLAIN && wanted & 1u << *at) {
            drg_write_key(w, facets[*at].name);
            drg_write_open(w, '[');
        }
    }
}

static drg_status write_plain(drg_ledger *l, const char *sql, unsigned wanted, const drg_buf *list, drg_writer *w,
                              drg_error *err)
{
    sqlite3_stmt *s;
    unsigned at = 0, values = 0;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, (drg_str){list->ptr, list->len});
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK) {
        unsigned f = (unsigned)sqlite3_column_int(s, 0);
        if (f >= N_PLAIN)
            continue; /* none that we asked for */
        if (f + 1 > at)
            values = 0;
        begin_lists(w, wanted, &at, f + 1);
        if (!(wanted & 1u << f) || values++ >= (f == N_PLAIN - 1 ? MAX_MONTHS : MAX_VALUES))
            continue;
        drg_write_open(w, '{');
        drg_write_column_text(w, "value", s, 1);
        drg_write_column_int(w, "n", s, 2);
        drg_write_close(w, '}');
    }
    begin_lists(w, wanted, &at, N_PLAIN + 1);
    return st == DRG_END ? DRG_OK : st;
}

/* Which facets a list names, a bit each. */
static drg_status read_facets(drg_str names, unsigned *wanted, drg_error *err)
{
    const char *all[N_FACETS + 1] = {0};
    for (size_t i = 0; i < N_FACETS; i++)
        all[i] = facets[i].name;
    *wanted = names.len == 0 ? (1u << N_FACETS) - 1 : 0;
    for (size_t from = 0; from < names.len;) {
        const char *comma = memchr(names.ptr + from, ',', names.len - from);
        size_t to = comma != NULL ? (size_t)(comma - names.ptr) : names.len, i = 0;
        drg_str name = drg_str_trim(drg_str_sub(names, from, to));
        while (i < N_FACETS && !drg_str_is(name, facets[i].name))
            i++;
        if (i == N_FACETS) {
            const char *near = drg_nearest(name, all);
            return drg_fail(err, DRG_EARG, "there is no facet \"%.*s\"%s%s%s", (int)(name.len < 40 ? name.len : 40),
                            name.len > 0 ? name.ptr : "", near != NULL ? "; did you mean \"" : "",
                            near != NULL ? near : "", near != NULL ? "\"?" : "");
        }
        *wanted |= 1u << i;
        from = to + 1;
    }
    return DRG_OK;
}

static drg_status write_counts(drg_ledger *l, const drg_query *q, unsigned wanted, drg_writer *w, drg_error *err)
{
    drg_buf list;
    size_t n = 0;
    bool complete = true;
    drg_buf_init(&list, (size_t)1 << 20);
    drg_status st = list_rows(l, q, &list, &n, &complete, err);
    drg_write_open(w, '{');
    drg_write_key(w, "kind");
    drg_write_text(w, drg_str_of(drg_ask_kind_name(q->kind)));
    drg_write_key(w, "n");
    drg_write_int(w, (int64_t)n);
    drg_write_key(w, "complete");
    drg_write_bool(w, complete);
    drg_write_key(w, "facets");
    drg_write_open(w, '{');
    bool incidents = q->kind == DRG_ASK_INCIDENTS;
    if (st == DRG_OK && wanted & ((1u << N_PLAIN) - 1))
        st = write_plain(l, incidents ? plain_of_incidents : plain_of_events, wanted, &list, w, err);
    for (size_t i = N_PLAIN; st == DRG_OK && i < N_FACETS; i++)
        if (wanted & 1u << i)
            st = write_facet(l, facets[i].name, incidents ? facets[i].incidents : facets[i].events, &list, w, err);
    drg_write_close(w, '}');
    drg_write_close(w, '}');
    drg_buf_release(&list);
    return st;
}

drg_status drg_ask_counts(drg_ledger *l, const drg_query *q, drg_str names, drg_item_sink *sink, void *context,
                          drg_error *err)
{
    unsigned wanted;
    if (q->kind != DRG_ASK_EVENTS && q->kind != DRG_ASK_RECORDS && q->kind != DRG_ASK_INCIDENTS)
        return drg_fail(err, DRG_EARG, "only events and incidents are counted");
    drg_status st = read_facets(names, &wanted, err);
    if (st == DRG_OK)
        st = drg_ledger__begin_answer(l, err);
    if (st != DRG_OK)
        return st;
    drg_writer w;
    drg_writer_init(&w);
    st = write_counts(l, q, wanted, &w, err);
    if (st == DRG_OK)
        st = drg_writer_send(&w, sink, context, err);
    drg_writer_release(&w);
    return drg_ledger__end_answer(l, st, err);
}

/* ---- places ---- */

static drg_status tell_places(drg_ledger *l, const drg_query *q, const drg_buf *list, drg_writer *w,
                              drg_item_sink *sink, void *context, drg_page *page, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        ROWS " SELECT place, country, min(province), avg(lat), avg(lon), min(radius_km), place_resolution, count(*),"
             " sum(n_records), sum(best_dead), min(first_day), max(coalesce(last_day, first_day)) FROM m CROSS JOIN "
             "incident x ON x.incident = m.row"
             " WHERE place IS NOT NULL GROUP BY place, country, round(lat, 1), round(lon, 1), place_resolution"
             " ORDER BY count(*) DESC, place, country, round(lat, 1), round(lon, 1) LIMIT ?2",
        &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, (drg_str){list->ptr, list->len});
    sqlite3_bind_int64(s, 2, (int64_t)q->limit);
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK) {
        drg_write_open(w, '{');
        drg_write_column_text(w, "name", s, 0);
        drg_write_column_text(w, "country", s, 1);
        drg_write_column_text(w, "province", s, 2);
        drg_write_column_number(w, "lat", s, 3);
        drg_write_column_number(w, "lon", s, 4);
        drg_write_column_number(w, "radius_km", s, 5);
        drg_write_column_text(w, "resolution", s, 6);
        drg_write_column_int(w, "n_incidents", s, 7);
        drg_write_column_int(w, "n_records", s, 8);
        drg_write_column_number(w, "best_dead", s, 9);
        drg_write_column_day(w, "first_day", s, 10);
        drg_write_column_day(w, "last_day", s, 11);
        drg_write_close(w, '}');
        st = drg_writer_send(w, sink, context, err);
        if (st != DRG_OK)
            return st;
        page->n_items++;
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger__places(drg_ledger *l, const drg_query *q, drg_item_sink *sink, void *context, drg_page *page,
                              drg_error *err)
{
    drg_buf list;
    size_t n;
    bool complete;
    drg_writer w;
    drg_buf_init(&list, (size_t)1 << 20);
    drg_writer_init(&w);
    drg_status st = list_rows(l, q, &list, &n, &complete, err);
    if (st == DRG_OK)
        st = tell_places(l, q, &list, &w, sink, context, page, err);
    drg_writer_release(&w);
    drg_buf_release(&list);
    return st;
}

/* ---- the whole ---- */

static drg_status write_sums(drg_ledger *l, drg_writer *w, drg_error *err)
{
    static const char *const keys[] = {"n_documents", "n_revisions", "n_records",
                                       "n_incidents", "n_tracks",    "n_sources"};
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        "SELECT (SELECT count(*) FROM document WHERE current), (SELECT count(*) FROM document),"
        " (SELECT count(*) FROM record WHERE current), (SELECT count(*) FROM incident), (SELECT count(*) FROM track),"
        " (SELECT count(*) FROM source_total),"
        " (SELECT min(published) FROM document WHERE current), (SELECT max(published) FROM document WHERE current),"
        " (SELECT min(day) FROM record WHERE current AND day > -719162), (SELECT max(day) FROM record WHERE current)",
        &s, err);
    if (st == DRG_OK)
        st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st;
    for (int i = 0; i < 6; i++)
        drg_write_column_int(w, keys[i], s, i);
    drg_write_column_day(w, "first_published", s, 6);
    drg_write_column_day(w, "last_published", s, 7);
    drg_write_column_day(w, "first_day", s, 8);
    drg_write_column_day(w, "last_day", s, 9);
    sqlite3_reset(s);
    return DRG_OK;
}

static drg_status write_groups(drg_ledger *l, drg_writer *w, const char *key, const char *sql, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_key(w, key);
    drg_write_open(w, '[');
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK) {
        drg_write_open(w, '{');
        drg_write_column_text(w, "value", s, 0);
        drg_write_column_int(w, "n", s, 1);
        drg_write_close(w, '}');
    }
    drg_write_close(w, ']');
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ask_statistics(drg_ledger *l, drg_item_sink *sink, void *context, drg_error *err)
{
    drg_writer w;
    drg_ledger_state state = {0};
    drg_status st = drg_ledger__begin_answer(l, err);
    if (st != DRG_OK)
        return st;
    drg_writer_init(&w);
    drg_write_open(&w, '{');
    st = write_sums(l, &w, err);
    if (st == DRG_OK)
        st = write_groups(l, &w, "incident_types",
                          "SELECT event, count(*) FROM incident GROUP BY event ORDER BY 2 DESC, 1", err);
    if (st == DRG_OK)
        st = write_groups(l, &w, "track_kinds", "SELECT kind, count(*) FROM track GROUP BY kind ORDER BY 2 DESC, 1",
                          err);
    if (st == DRG_OK)
        st = drg_ledger_get_state(l, &state, err);
    drg_write_key(&w, "state");
    drg_write_open(&w, '{');
    drg_write_key(&w, "document");
    drg_write_int(&w, state.document);
    drg_write_key(&w, "record");
    drg_write_int(&w, state.record);
    drg_write_key(&w, "changed");
    drg_write_int(&w, state.changed);
    drg_write_close(&w, '}');
    drg_write_close(&w, '}');
    if (st == DRG_OK)
        st = drg_writer_send(&w, sink, context, err);
    drg_writer_release(&w);
    return drg_ledger__end_answer(l, st, err);
}

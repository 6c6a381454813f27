#include "ledger/ask.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/item.h"
#include "ledger/match.h"
#include "ledger/places.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* ---- time ---- */

/* How many steps of SQLite's machine between two looks at the clock: well under a millisecond. */
#define STEPS_BETWEEN_LOOKS 20000

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int look_at_clock(void *context)
{
    drg_ledger *l = context;
    return atomic_load(&l->stop) || (l->deadline_ms != 0 && now_ms() >= l->deadline_ms);
}

void drg_ledger_set_limit(drg_ledger *l, unsigned ms)
{
    l->limit_ms = ms;
}

void drg_ledger_stop(drg_ledger *l)
{
    atomic_store(&l->stop, true);
}

/* ---- functions ---- */

#define RADIANS(degrees) ((degrees)*3.14159265358979323846 / 180)
#define EARTH_KM 6371.0

/* drg_km(lat, lon, lat, lon): the great circle between two points; null where one is missing. */
static void km(sqlite3_context *context, int n, sqlite3_value **values)
{
    double at[4];
    (void)n; /* four, as it was declared */
    for (int i = 0; i < 4; i++) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return;
        at[i] = RADIANS(sqlite3_value_double(values[i]));
    }
    double a = sin((at[2] - at[0]) / 2), b = sin((at[3] - at[1]) / 2);
    double h = a * a + cos(at[0]) * cos(at[2]) * b * b;
    sqlite3_result_double(context, 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1)));
}

drg_status drg_ledger__add_functions(drg_ledger *l, drg_error *err)
{
    int rc =
        sqlite3_create_function_v2(l->db, "drg_km", 4, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, km, NULL, NULL, NULL);
    return rc == SQLITE_OK ? DRG_OK : drg_ledger__fail(l, rc, err);
}

/* ---- answers ---- */

drg_status drg_ledger__begin_answer(drg_ledger *l, drg_error *err)
{
    l->deadline_ms = l->limit_ms > 0 ? now_ms() + l->limit_ms : 0;
    sqlite3_progress_handler(l->db, STEPS_BETWEEN_LOOKS, look_at_clock, l);
    return drg_ledger__exec(l, "BEGIN", err);
}

drg_status drg_ledger__end_answer(drg_ledger *l, drg_status st, drg_error *err)
{
    sqlite3_progress_handler(l->db, 0, NULL, NULL);
    l->deadline_ms = 0;
    atomic_store(&l->stop, false);
    /* What broke off in the midst of a statement would keep the transaction open. */
    for (size_t i = 0; i < l->n_statements; i++)
        sqlite3_reset(l->statements[i].stmt);
    return drg_ledger__end(l, st, err);
}

/* A record as it was coded, without what stands around it. */
static drg_status write_record(drg_ledger *l, int64_t rec, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT json FROM record_json WHERE rec = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK)
        drg_write_raw(w, drg_str_trim(drg_ledger__column(s, 0)));
    sqlite3_reset(s);
    return st;
}

/* One item; a row that has gone, which a sound ledger does not have, is passed over. */
static drg_status tell(drg_ledger *l, drg_ask_kind kind, int64_t row, bool card, drg_writer *w, drg_item_sink *sink,
                       void *context, drg_error *err)
{
    drg_status st;
    if (kind == DRG_ASK_RECORDS) {
        st = write_record(l, row, w, err);
    } else {
        drg_write_open(w, '{');
        st = drg_ledger__item(l, kind, row, w, err);
        if (st == DRG_OK && card)
            st = drg_ledger__card(l, kind, row, w, err);
        drg_write_close(w, '}');
    }
    if (st == DRG_OK)
        return drg_writer_send(w, sink, context, err);
    drg_writer_clear(w);
    return st == DRG_END ? DRG_OK : st;
}

static drg_status tell_page(drg_ledger *l, const drg_query *q, drg_item_sink *sink, void *context, drg_page *page,
                            drg_error *err)
{
    drg_rows rows;
    drg_status st = drg_ledger__match(l, q, q->limit, q->cursor.has ? &q->cursor : NULL, &rows, err);
    if (st != DRG_OK)
        return st;
    drg_writer w;
    drg_writer_init(&w);
    for (size_t i = 0; st == DRG_OK && i < rows.n; i++)
        st = tell(l, q->kind, rows.row[i], false, &w, sink, context, err);
    drg_writer_release(&w);
    page->n_items = rows.n;
    if (st == DRG_OK && rows.more)
        drg_cursor_write(q, &rows.last, page->next);
    drg_rows_release(&rows);
    return st;
}

drg_status drg_ask(drg_ledger *l, const drg_query *q, drg_item_sink *sink, void *context, drg_page *page,
                   drg_error *err)
{
    drg_page told = {0};
    if (q->cursor.has && q->cursor.order != q->order)
        return drg_fail(err, DRG_EARG, "cursor: it is of another order");
    drg_status st = drg_ledger__begin_answer(l, err);
    if (st == DRG_OK && q->kind == DRG_ASK_PLACES)
        st = drg_ledger__places(l, q, sink, context, &told, err);
    else if (st == DRG_OK)
        st = tell_page(l, q, sink, context, &told, err);
    st = drg_ledger__end_answer(l, st, err);
    if (st == DRG_OK && page != NULL)
        *page = told;
    return st;
}

/* ---- one ---- */

static drg_status find(drg_ledger *l, drg_ask_kind kind, drg_str id, int64_t *row, drg_error *err)
{
    static const char record[] = "SELECT rec FROM record WHERE id = ?1 ORDER BY current DESC, rec DESC LIMIT 1";
    static const char *const sql[] = {
        [DRG_ASK_EVENTS] = record,
        [DRG_ASK_RECORDS] = record,
        [DRG_ASK_INCIDENTS] = "SELECT incident FROM incident WHERE id = ?1",
        [DRG_ASK_TRACKS] = "SELECT track FROM track WHERE id = ?1",
        [DRG_ASK_SOURCES] = "SELECT source FROM source WHERE key = ?1",
        [DRG_ASK_DOCUMENTS] =
            "SELECT doc FROM document WHERE id = ?1 OR page = ?1 ORDER BY current DESC, revision DESC, doc LIMIT 1"};
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql[kind], &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, id);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK)
        *row = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return st;
}

drg_status drg_ask_one(drg_ledger *l, drg_ask_kind kind, drg_str id, drg_item_sink *sink, void *context, drg_error *err)
{
    if ((unsigned)kind >= DRG_ASK_PLACES)
        return drg_fail(err, DRG_EARG, "no such kind of item");
    int64_t row = 0;
    drg_status st = drg_ledger__begin_answer(l, err);
    if (st == DRG_OK)
        st = find(l, kind, id, &row, err);
    if (st == DRG_OK) {
        drg_writer w;
        drg_writer_init(&w);
        st = tell(l, kind, row, true, &w, sink, context, err);
        drg_writer_release(&w);
    }
    bool is_none = st == DRG_END;
    st = drg_ledger__end_answer(l, is_none ? DRG_OK : st, err);
    return st == DRG_OK && is_none ? DRG_END : st;
}

/* ---- where a ledger stands ---- */

drg_status drg_ledger_get_state(drg_ledger *l, drg_ledger_state *state, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT coalesce(max(doc), 0), (SELECT coalesce(max(rec), 0) FROM record),"
                                    " (SELECT value FROM counter WHERE name = 'changed') FROM document",
                                    &s, err);
    if (st != DRG_OK)
        return st;
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK)
        *state = (drg_ledger_state){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2)};
    sqlite3_reset(s);
    return st;
}

#include "ledger/item.h"

#include "base/error.h"

/* ---- parts ---- */

void drg_write_place(drg_writer *w, sqlite3_stmt *s, int at)
{
    drg_write_key(w, "place");
    if (sqlite3_column_type(s, at) == SQLITE_NULL && sqlite3_column_type(s, at + 1) == SQLITE_NULL) {
        drg_write_null(w);
        return;
    }
    drg_write_open(w, '{');
    drg_write_column_text(w, "name", s, at);
    drg_write_column_text(w, "country", s, at + 1);
    drg_write_column_text(w, "province", s, at + 2);
    drg_write_column_number(w, "lat", s, at + 3);
    drg_write_column_number(w, "lon", s, at + 4);
    drg_write_column_number(w, "radius_km", s, at + 5);
    drg_write_column_text(w, "resolution", s, at + 6);
    drg_write_close(w, '}');
}

void drg_write_told_by(drg_writer *w, sqlite3_stmt *s, int at)
{
    drg_write_key(w, "document");
    drg_write_open(w, '{');
    drg_write_column_text(w, "id", s, at);
    drg_write_column_text(w, "url", s, at + 1);
    drg_write_column_text(w, "title", s, at + 2);
    drg_write_column_text(w, "publisher", s, at + 3);
    drg_write_column_day(w, "published", s, at + 4);
    drg_write_close(w, '}');
}

drg_status drg_write_list(drg_ledger *l, drg_writer *w, const char *key, const char *sql, int64_t row,
                          drg_row_writer *write, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, row);
    return drg_write_rows(l, w, key, s, write, err);
}

drg_status drg_write_rows(drg_ledger *l, drg_writer *w, const char *key, sqlite3_stmt *s, drg_row_writer *write,
                          drg_error *err)
{
    drg_status st;
    drg_write_key(w, key);
    drg_write_open(w, '[');
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK) {
        drg_write_open(w, '{');
        write(w, s);
        drg_write_close(w, '}');
    }
    drg_write_close(w, ']');
    return st == DRG_END ? DRG_OK : st;
}

/* A statement with a row number bound, at its row. */
static drg_status look_up(drg_ledger *l, const char *sql, int64_t row, sqlite3_stmt **s, drg_error *err)
{
    drg_status st = drg_ledger__sql(l, sql, s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(*s, 1, row);
    return drg_ledger__step(l, *s, err);
}

/* ---- events ---- */

static void write_track_of(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "kind", s, 1);
    drg_write_column_text(w, "name", s, 2);
}

static drg_status event_item(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        look_up(l,
                "SELECT r.id, r.rec, i.id, d.revision, r.current, coalesce(o.id, d.id), j.json FROM record r"
                " JOIN document d USING (doc) JOIN record_json j USING (rec)"
                " LEFT JOIN incident_record k USING (rec) LEFT JOIN incident i USING (incident)"
                " LEFT JOIN family f USING (doc) LEFT JOIN document o ON o.doc = f.family WHERE r.rec = ?1",
                row, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_int(w, "number", s, 1);
    drg_write_column_text(w, "incident", s, 2);
    st = drg_write_list(l, w, "tracks",
                        "SELECT DISTINCT t.id, t.kind, t.name FROM track_record o JOIN track t USING (track)"
                        " WHERE o.rec = ?1 ORDER BY t.id",
                        row, write_track_of, err);
    drg_write_column_int(w, "revision", s, 3);
    drg_write_column_bool(w, "current", s, 4);
    drg_write_column_text(w, "family", s, 5);
    drg_write_key(w, "record");
    drg_write_raw(w, drg_str_trim(drg_ledger__column(s, 6)));
    sqlite3_reset(s);
    return st;
}

/* ---- incidents ---- */

static void write_party(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "name", s, 0);
    drg_write_column_text(w, "country", s, 1);
    drg_write_column_text(w, "sector", s, 2);
    drg_write_column_int(w, "n_records", s, 3);
}

static void write_number(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "what", s, 0);
    drg_write_column_text(w, "country", s, 1);
    drg_write_column_text(w, "unit", s, 2);
    drg_write_column_number(w, "low", s, 3);
    drg_write_column_number(w, "best", s, 4);
    drg_write_column_number(w, "high", s, 5);
    drg_write_column_int(w, "n_sources", s, 6);
}

static const char incident_sql[] =
    "SELECT id, sentence, event, nullif(mode, ''), status, first_day, last_day, place, country, province, lat, lon,"
    " radius_km, place_resolution, n_records, n_documents, n_families, n_sources, n_sides, n_confirm, n_deny,"
    " first_report, last_report, changed FROM incident WHERE incident = ?1";

static drg_status incident_item(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    static const char *const counts[] = {"n_records", "n_documents", "n_families", "n_sources",
                                         "n_sides",   "n_confirm",   "n_deny"};
    sqlite3_stmt *s;
    drg_status st = look_up(l, incident_sql, row, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "sentence", s, 1);
    drg_write_column_text(w, "event", s, 2);
    drg_write_column_text(w, "mode", s, 3);
    drg_write_column_text(w, "status", s, 4);
    drg_write_column_day(w, "first_day", s, 5);
    drg_write_column_day(w, "last_day", s, 6);
    drg_write_place(w, s, 7);
    st = drg_write_list(
        l, w, "actor",
        "SELECT name, country, sector, n_records FROM incident_party WHERE incident = ?1 AND side = 'actor'"
        " ORDER BY n",
        row, write_party, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "recipient",
                            "SELECT name, country, sector, n_records FROM incident_party WHERE incident = ?1 AND"
                            " side = 'recipient' ORDER BY n",
                            row, write_party, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "numbers",
                            "SELECT what, nullif(country, ''), nullif(unit, ''), low, best, high, n_sources"
                            " FROM incident_number WHERE incident = ?1 ORDER BY what, country, unit",
                            row, write_number, err);
    for (int i = 0; i < 7; i++)
        drg_write_column_int(w, counts[i], s, 14 + i);
    drg_write_column_day(w, "first_report", s, 21);
    drg_write_column_day(w, "last_report", s, 22);
    drg_write_column_int(w, "changed", s, 23);
    sqlite3_reset(s);
    return st;
}

/* ---- tracks, sources, documents ---- */

static drg_status track_item(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = look_up(l,
                            "SELECT id, kind, name, state, disputed, parties, details, first_day, last_day,"
                            " (SELECT count(*) FROM track_step p WHERE p.track = t.track), changed"
                            " FROM track t WHERE track = ?1",
                            row, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "kind", s, 1);
    drg_write_column_text(w, "name", s, 2);
    drg_write_column_text(w, "state", s, 3);
    drg_write_column_bool(w, "disputed", s, 4);
    drg_write_column_json(w, "parties", s, 5);
    drg_write_column_json(w, "details", s, 6);
    drg_write_column_day(w, "first_day", s, 7);
    drg_write_column_day(w, "last_day", s, 8);
    drg_write_column_int(w, "n_steps", s, 9);
    drg_write_column_int(w, "changed", s, 10);
    sqlite3_reset(s);
    return DRG_OK;
}

static drg_status source_item(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    static const char *const counts[] = {"n_claims",    "n_passed_on",    "n_incidents", "n_denied",
                                         "n_confirmed", "n_contradicted", "n_alone"};
    sqlite3_stmt *s;
    drg_status st = look_up(l,
                            "SELECT key, name, kind, country, sector, n_claims, n_passed_on, n_incidents, n_denied,"
                            " n_confirmed, n_contradicted, n_alone FROM source JOIN source_total USING (source)"
                            " WHERE source = ?1",
                            row, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "name", s, 1);
    drg_write_column_text(w, "kind", s, 2);
    drg_write_column_text(w, "country", s, 3);
    drg_write_column_text(w, "sector", s, 4);
    for (int i = 0; i < 7; i++)
        drg_write_column_int(w, counts[i], s, 5 + i);
    sqlite3_reset(s);
    return DRG_OK;
}

static drg_status document_item(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = look_up(l,
                            "SELECT d.id, d.doc, d.url, d.title, d.publisher, d.authors, d.language, d.published,"
                            " d.published_from, d.revision, d.current, d.n_records, coalesce(o.id, d.id),"
                            " max(1, (SELECT count(*) FROM family g WHERE g.family = f.family))"
                            " FROM document d LEFT JOIN family f USING (doc) LEFT JOIN document o ON o.doc = f.family"
                            " WHERE d.doc = ?1",
                            row, &s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_int(w, "number", s, 1);
    drg_write_column_text(w, "url", s, 2);
    drg_write_column_text(w, "title", s, 3);
    drg_write_column_text(w, "publisher", s, 4);
    drg_write_column_json(w, "authors", s, 5);
    drg_write_column_text(w, "language", s, 6);
    drg_write_column_day(w, "published", s, 7);
    drg_write_column_text(w, "published_from", s, 8);
    drg_write_column_int(w, "revision", s, 9);
    drg_write_column_bool(w, "current", s, 10);
    drg_write_column_int(w, "n_records", s, 11);
    drg_write_column_text(w, "family", s, 12);
    drg_write_column_int(w, "n_copies", s, 13);
    sqlite3_reset(s);
    return DRG_OK;
}

drg_status drg_ledger__item(drg_ledger *l, drg_ask_kind kind, int64_t row, drg_writer *w, drg_error *err)
{
    switch (kind) {
    case DRG_ASK_EVENTS:
        return event_item(l, row, w, err);
    case DRG_ASK_INCIDENTS:
        return incident_item(l, row, w, err);
    case DRG_ASK_TRACKS:
        return track_item(l, row, w, err);
    case DRG_ASK_SOURCES:
        return source_item(l, row, w, err);
    case DRG_ASK_DOCUMENTS:
        return document_item(l, row, w, err);
    default:
        return drg_fail(err, DRG_EARG, "no such kind of item");
    }
}

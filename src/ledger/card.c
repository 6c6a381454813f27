/* src/ledger/card.c - one item with all that belongs to it. */
#include "base/error.h"
#include "ledger/item.h"

/* ---- what records say ---- */

static void write_told_number(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "what", s, 0);
    drg_write_column_text(w, "text", s, 1);
    drg_write_column_number(w, "low", s, 2);
    drg_write_column_number(w, "high", s, 3);
    drg_write_column_text(w, "unit", s, 4);
    drg_write_column_text(w, "country", s, 5);
}

/* Those that the claim gives, or nobody in particular. */
static drg_status write_told_numbers(drg_ledger *l, drg_writer *w, int64_t rec, int64_t claim, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT what, text, low, high, unit, country FROM number WHERE rec = ?1"
                                    " AND (claim IS NULL OR claim = ?2) ORDER BY n",
                                    &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    sqlite3_bind_int64(s, 2, claim);
    return drg_write_rows(l, w, "numbers", s, write_told_number, err);
}

static void write_source(drg_writer *w, sqlite3_stmt *s, int at)
{
    drg_write_key(w, "source");
    drg_write_open(w, '{');
    drg_write_column_text(w, "id", s, at);
    drg_write_column_text(w, "name", s, at + 1);
    drg_write_column_text(w, "kind", s, at + 2);
    drg_write_column_text(w, "country", s, at + 3);
    drg_write_column_text(w, "sector", s, at + 4);
    drg_write_close(w, '}');
}

/* The columns of a claim; behind them comes whose it is to be. */
#define CLAIM                                                                                                          \
    "SELECT r.id, v.key, v.name, v.kind, v.country, v.sector, c.stance, c.via, nullif(c.text, ''), c.cue,"             \
    " json_extract(j.json, '$.evidence.text'), json_extract(j.json, '$.evidence.start'), r.trigger_start,"             \
    " r.trigger_end, r.event, nullif(r.mode, ''), r.status, r.first_day, r.last_day, r.place, r.country, r.province,"  \
    " r.lat, r.lon, r.radius_km, r.place_resolution, d.id, d.url, d.title, d.publisher, d.published,"                  \
    " coalesce(o.id, d.id), coalesce(f.family <> d.doc, 0), r.confidence, r.rec, c.n FROM "
#define CLAIM_JOINS                                                                                                    \
    " JOIN claim c USING (rec) JOIN source v USING (source) JOIN document d USING (doc) JOIN record_json j USING "     \
    "(rec)"                                                                                                            \
    " LEFT JOIN family f USING (doc) LEFT JOIN document o ON o.doc = f.family "

static drg_status write_claim(drg_ledger *l, drg_writer *w, sqlite3_stmt *s, drg_error *err)
{
    drg_write_open(w, '{');
    drg_write_column_text(w, "record", s, 0);
    write_source(w, s, 1);
    drg_write_column_text(w, "stance", s, 6);
    drg_write_column_bool(w, "via", s, 7);
    drg_write_column_text(w, "said", s, 8);
    drg_write_column_text(w, "cue", s, 9);
    drg_write_column_text(w, "words", s, 10);
    drg_write_column_int(w, "start", s, 11);
    drg_write_column_int(w, "trigger_start", s, 12);
    drg_write_column_int(w, "trigger_end", s, 13);
    drg_write_column_text(w, "event", s, 14);
    drg_write_column_text(w, "mode", s, 15);
    drg_write_column_text(w, "status", s, 16);
    drg_write_column_day(w, "first_day", s, 17);
    drg_write_column_day(w, "last_day", s, 18);
    drg_write_place(w, s, 19);
    drg_status st = write_told_numbers(l, w, sqlite3_column_int64(s, 34), sqlite3_column_int64(s, 35), err);
    drg_write_told_by(w, s, 26);
    drg_write_column_text(w, "family", s, 31);
    drg_write_column_bool(w, "copy", s, 32);
    drg_write_column_number(w, "confidence", s, 33);
    drg_write_close(w, '}');
    return st;
}

static drg_status write_claims(drg_ledger *l, drg_writer *w, const char *sql, int64_t row, int64_t n, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, row);
    if (sqlite3_bind_parameter_count(s) > 1)
        sqlite3_bind_int64(s, 2, n);
    drg_write_key(w, "claims");
    drg_write_open(w, '[');
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK)
        if ((st = write_claim(l, w, s, err)) != DRG_OK)
            break;
    drg_write_close(w, ']');
    return st == DRG_END ? DRG_OK : st;
}

/* ---- incidents ---- */

static void write_link(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "record", s, 0);
    drg_write_column_text(w, "other", s, 1);
    drg_write_column_number(w, "score", s, 2);
    drg_write_column_json(w, "reasons", s, 3);
}

static void write_history(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_day(w, "published", s, 0);
    drg_write_column_text(w, "what", s, 1);
    drg_write_column_text(w, "country", s, 2);
    drg_write_column_text(w, "unit", s, 3);
    drg_write_column_number(w, "low", s, 4);
    drg_write_column_number(w, "high", s, 5);
    drg_write_column_text(w, "source", s, 6);
    drg_write_column_text(w, "record", s, 7);
}

static void write_track_of(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "kind", s, 1);
    drg_write_column_text(w, "name", s, 2);
    drg_write_column_int(w, "step", s, 3);
    drg_write_column_text(w, "state", s, 4);
}

static void write_correction(drg_writer *w, sqlite3_stmt *s)
{
    static const char *const keys[] = {"kind", "record", "other", "field", "value", "who", "why"};
    for (int i = 0; i < 7; i++)
        drg_write_column_text(w, keys[i], s, i);
}

static drg_status incident_card(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    drg_status st = write_claims(l, w,
                                 CLAIM "incident_record k JOIN record r USING (rec)" CLAIM_JOINS
                                       "WHERE k.incident = ?1 ORDER BY r.told, r.id, c.n",
                                 row, 0, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "history",
                            "SELECT r.published, n.what, n.country, n.unit, n.low, n.high, v.name, r.id"
                            " FROM incident_record k JOIN record r USING (rec) JOIN number n USING (rec)"
                            " JOIN claim c ON c.rec = r.rec AND c.n = coalesce(n.claim, 0) JOIN source v USING (source)"
                            " WHERE k.incident = ?1 ORDER BY r.told, r.id, n.n",
                            row, write_history, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "links",
                            "SELECT a.id, b.id, n.score, n.reasons FROM incident_record k JOIN link n ON n.rec = k.rec"
                            " JOIN record a ON a.rec = n.rec JOIN record b ON b.rec = n.other WHERE k.incident = ?1"
                            " ORDER BY n.score DESC, a.id, b.id",
                            row, write_link, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "tracks",
                            "SELECT t.id, t.kind, t.name, p.n, p.state FROM track_step p JOIN track t USING (track)"
                            " WHERE p.incident = ?1 ORDER BY t.id, p.n",
                            row, write_track_of, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "corrections",
                            "SELECT DISTINCT c.kind, c.record, c.other, c.field, c.value, c.who, c.why"
                            " FROM incident_record k JOIN record r USING (rec) JOIN correction c ON c.record = r.id"
                            " WHERE k.incident = ?1 ORDER BY c.correction",
                            row, write_correction, err);
    return st;
}

/* ---- tracks ---- */

static drg_status write_step(drg_ledger *l, int64_t track, drg_writer *w, sqlite3_stmt *s, drg_error *err)
{
    drg_write_open(w, '{');
    drg_write_column_int(w, "n", s, 0);
    drg_write_column_text(w, "state", s, 1);
    drg_write_column_day(w, "day", s, 2);
    drg_write_column_day(w, "last_day", s, 7);
    drg_write_column_text(w, "sentence", s, 3);
    drg_write_column_json(w, "details", s, 4);
    drg_write_column_bool(w, "disputed", s, 5);
    drg_write_column_text(w, "incident", s, 6);
    drg_status st = write_claims(l, w,
                                 CLAIM "track_record k JOIN record r USING (rec)" CLAIM_JOINS
                                       "WHERE k.track = ?1 AND k.n = ?2 ORDER BY r.told, r.id, c.n",
                                 track, sqlite3_column_int64(s, 0), err);
    drg_write_close(w, '}');
    return st;
}

static drg_status track_card(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        "SELECT p.n, p.state, p.day, p.sentence, p.details, p.disputed, i.id, p.last_day FROM track_step p"
        " LEFT JOIN incident i USING (incident) WHERE p.track = ?1 ORDER BY p.n",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, row);
    drg_write_key(w, "steps");
    drg_write_open(w, '[');
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK)
        if ((st = write_step(l, row, w, s, err)) != DRG_OK)
            break;
    drg_write_close(w, ']');
    return st == DRG_END ? DRG_OK : st;
}

/* ---- sources ---- */

static void write_claimed(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "event", s, 0);
    drg_write_column_text(w, "stance", s, 1);
    drg_write_column_int(w, "n", s, 2);
}

static void write_latest(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "incident", s, 0);
    drg_write_column_text(w, "sentence", s, 1);
    drg_write_column_day(w, "first_day", s, 2);
    drg_write_column_int(w, "n_records", s, 3);
    drg_write_column_bool(w, "denies", s, 4);
    drg_write_column_bool(w, "confirmed", s, 5);
    drg_write_column_bool(w, "contradicted", s, 6);
    drg_write_column_bool(w, "alone", s, 7);
}

static void write_beside(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "name", s, 1);
    drg_write_column_int(w, "n_incidents", s, 2);
    drg_write_column_int(w, "n_agrees", s, 3);
    drg_write_column_int(w, "n_disagrees", s, 4);
}

/* Of a source that is cited all the time the newest claims tell enough. */
#define NEWEST_CLAIMS "5000"
#define NEWEST_INCIDENTS "500"

static drg_status source_card(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    drg_status st = drg_write_list(l, w, "claimed",
                                   "SELECT event, stance, count(*) FROM (SELECT r.event, c.stance FROM claim c"
                                   " JOIN record r USING (rec) WHERE c.source = ?1 AND r.current AND NOT c.via"
                                   " ORDER BY c.day DESC LIMIT " NEWEST_CLAIMS ") GROUP BY event, stance"
                                   " ORDER BY count(*) DESC, event, stance",
                                   row, write_claimed, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "incidents",
                            "SELECT i.id, i.sentence, i.first_day, v.n_records, v.denies, v.confirmed, v.contradicted,"
                            " v.alone FROM (SELECT DISTINCT incident FROM (SELECT k.incident FROM claim c"
                            " JOIN incident_record k USING (rec) WHERE c.source = ?1 ORDER BY c.day DESC"
                            " LIMIT " NEWEST_INCIDENTS ")) n JOIN incident i USING (incident)"
                            " JOIN incident_source v ON v.incident = i.incident AND v.source = ?1"
                            " ORDER BY i.day DESC, i.id DESC LIMIT 100",
                            row, write_latest, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "beside",
                            "SELECT s.key, s.name, count(*) AS n, sum(o.denies = m.denies), sum(o.denies <> m.denies)"
                            " FROM (SELECT DISTINCT incident FROM (SELECT k.incident FROM claim c"
                            " JOIN incident_record k USING (rec) WHERE c.source = ?1 ORDER BY c.day DESC"
                            " LIMIT " NEWEST_INCIDENTS ")) JOIN incident_source m USING (incident)"
                            " JOIN incident_source o USING (incident) JOIN source s ON s.source = o.source"
                            " WHERE m.source = ?1 AND o.source <> ?1 GROUP BY s.source ORDER BY n DESC, s.key LIMIT 50",
                            row, write_beside, err);
    return st;
}

/* ---- documents ---- */

static void write_told_record(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "incident", s, 0);
    drg_write_key(w, "record");
    drg_write_raw(w, drg_str_trim(drg_ledger__column(s, 1)));
}

static void write_relative(drg_writer *w, sqlite3_stmt *s)
{
    drg_write_column_text(w, "id", s, 0);
    drg_write_column_text(w, "url", s, 1);
    drg_write_column_text(w, "title", s, 2);
    drg_write_column_text(w, "publisher", s, 3);
    drg_write_column_day(w, "published", s, 4);
    drg_write_column_int(w, "revision", s, 5);
    drg_write_column_bool(w, "current", s, 6);
    drg_write_column_int(w, "n_records", s, 7);
}

static drg_status document_card(drg_ledger *l, int64_t row, drg_writer *w, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT text, blocks FROM document WHERE doc = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, row);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st;
    drg_write_column_text(w, "text", s, 0);
    drg_write_column_json(w, "blocks", s, 1);
    sqlite3_reset(s);
    st = drg_write_list(l, w, "records",
                        "SELECT i.id, j.json FROM record r JOIN record_json j USING (rec)"
                        " LEFT JOIN incident_record k USING (rec) LEFT JOIN incident i USING (incident)"
                        " WHERE r.doc = ?1 ORDER BY r.n",
                        row, write_told_record, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "copies",
                            "SELECT d.id, d.url, d.title, d.publisher, d.published, d.revision, d.current, d.n_records"
                            " FROM family f JOIN family g USING (family) JOIN document d ON d.doc = g.doc"
                            " WHERE f.doc = ?1 AND g.doc <> ?1 ORDER BY d.day, d.page, d.revision",
                            row, write_relative, err);
    if (st == DRG_OK)
        st = drg_write_list(l, w, "revisions",
                            "SELECT d.id, d.url, d.title, d.publisher, d.published, d.revision, d.current, d.n_records"
                            " FROM document m JOIN document d USING (page) WHERE m.doc = ?1 ORDER BY d.revision",
                            row, write_relative, err);
    return st;
}

drg_status drg_ledger__card(drg_ledger *l, drg_ask_kind kind, int64_t row, drg_writer *w, drg_error *err)
{
    switch (kind) {
    case DRG_ASK_INCIDENTS:
        return incident_card(l, row, w, err);
    case DRG_ASK_TRACKS:
        return track_card(l, row, w, err);
    case DRG_ASK_SOURCES:
        return source_card(l, row, w, err);
    case DRG_ASK_DOCUMENTS:
        return document_card(l, row, w, err);
    default:
        return DRG_OK;
    }
}

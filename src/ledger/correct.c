#include "ledger/correct.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- for those that obey ---- */

drg_status drg_corrections_any(drg_ledger *l, bool *any, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT 1 FROM correction LIMIT 1", &s, err);
    if (st == DRG_OK)
        st = drg_ledger__step(l, s, err);
    *any = st == DRG_OK;
    if (st == DRG_OK)
        sqlite3_reset(s);
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_corrections_of(drg_ledger *l, int64_t rec, drg_correction_kind kind, drg_ids *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        "WITH mine AS (SELECT c.correction, c.record AS a, c.other AS b FROM record r JOIN correction c ON c.record = "
        "r.id"
        "              WHERE r.rec = ?1 AND c.kind = ?2 UNION ALL"
        "              SELECT c.correction, c.other, c.record FROM record r JOIN correction c ON c.other = r.id"
        "              WHERE r.rec = ?1 AND c.kind = ?2)"
        " SELECT m.correction, o.rec FROM mine m JOIN record o ON o.id = m.b AND o.current AND o.rec <> ?1"
        " WHERE NOT EXISTS (SELECT 1 FROM correction x WHERE x.kind IN ('same', 'apart') AND x.correction > "
        "m.correction"
        "                   AND ((x.record = m.a AND x.other = m.b) OR (x.record = m.b AND x.other = m.a)))"
        " ORDER BY m.correction, o.rec",
        &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, rec);
        drg_ledger__bind_text(s, 2, drg_str_of(kind == DRG_CORRECT_SAME ? "same" : "apart"));
    }
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        st = drg_ids_add(out, sqlite3_column_int64(s, 0), err);
        if (st == DRG_OK)
            st = drg_ids_add(out, sqlite3_column_int64(s, 1), err);
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_corrections_set(drg_ledger *l, int64_t rec, drg_ids *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT c.correction FROM record r JOIN correction c ON c.record = r.id"
                                    " WHERE r.rec = ?1 AND c.kind = 'set'",
                                    &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, rec);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        st = drg_ids_add(out, sqlite3_column_int64(s, 0), err);
    return st == DRG_END ? DRG_OK : st;
}

/* ---- for those that decide ---- */

static const char *const texts[] = {"event", "mode", "status", "place", "country", "province", "sentence", NULL};
static const char *const numbers[] = {"lat",       "lon",          "dead",     "injured",  "casualties",
                                      "missing",   "captured",     "arrested", "released", "expelled",
                                      "displaced", "participants", "troops",   NULL};
static const char *const days[] = {"first_day", "last_day", NULL};

static bool is_in(drg_str word, const char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (drg_str_is(word, list[i]))
            return true;
    return false;
}

static drg_status check_set(const drg_ledger_correction *c, drg_error *err)
{
    drg_str field = drg_str_of(c->field), value = drg_str_of(c->value);
    if (field.len == 0 || c->value == NULL)
        return drg_fail(err, DRG_EINPUT, "to set what, to what?");
    if (is_in(field, texts))
        return value.len > 0 && value.len <= 1000 ? DRG_OK
                                                  : drg_fail(err, DRG_EINPUT, "%s: empty, or too long", c->field);
    if (is_in(field, days)) {
        int32_t day;
        return drg_date_parse_iso(value, &day)
                   ? DRG_OK
                   : drg_fail(err, DRG_EINPUT, "%s: \"%s\" is no day (YYYY-MM-DD)", c->field, c->value);
    }
    if (!is_in(field, numbers))
        return drg_fail(err, DRG_EINPUT, "\"%s\" cannot be set", c->field);
    char *end;
    double number = strtod(c->value, &end);
    double least = drg_str_is(field, "lat") ? -90 : drg_str_is(field, "lon") ? -180 : 0;
    double most = drg_str_is(field, "lat") ? 90 : drg_str_is(field, "lon") ? 180 : 1e12;
    return *end == '\0' && value.len > 0 && number >= least && number <= most
               ? DRG_OK
               : drg_fail(err, DRG_EINPUT, "%s: \"%s\" is no such number", c->field, c->value);
}

/* A record's id, or an incident's, which stands for its first record. */
static drg_status find_record(drg_ledger *l, const char *id, char found[64], drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(l,
                        "SELECT id FROM record WHERE id = ?1 AND current UNION ALL"
                        " SELECT * FROM (SELECT r.id FROM incident i JOIN incident_record ir USING (incident)"
                        " JOIN record r USING (rec) JOIN document d USING (doc) WHERE i.id = ?1"
                        " ORDER BY r.published IS NULL, r.published, d.page, r.n LIMIT 1) LIMIT 1",
                        &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, drg_str_of(id));
    st = drg_ledger__step(l, s, err);
    if (st == DRG_END)
        return drg_fail(err, DRG_EINPUT, "no record or incident is called \"%s\"", id);
    if (st != DRG_OK)
        return st;
    drg_str text = drg_ledger__column(s, 0);
    bool fits = text.len < 64;
    if (fits) {
        memcpy(found, text.ptr, text.len);
        found[text.len] = '\0';
    }
    sqlite3_reset(s);
    return fits ? DRG_OK : drg_fail(err, DRG_ELIMIT, "the id of a record is longer than 63 bytes");
}

static drg_status add_docs(drg_ledger *l, const char *id, drg_ids *docs, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT doc FROM record WHERE id = ?1 AND current", &s, err);
    if (st == DRG_OK)
        drg_ledger__bind_text(s, 1, drg_str_of(id));
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        st = drg_ids_add(docs, sqlite3_column_int64(s, 0), err);
    return st == DRG_END ? DRG_OK : st;
}

static drg_status insert(drg_ledger *l, const drg_ledger_correction *c, const char *record, const char *other,
                         drg_error *err)
{
    static const char *const kinds[] = {
        [DRG_LEDGER_SAME] = "same", [DRG_LEDGER_APART] = "apart", [DRG_LEDGER_SET] = "set"};
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "INSERT INTO correction (kind, record, other, field, value, who, why)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                    &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, drg_str_of(kinds[c->kind]));
    drg_ledger__bind_text(s, 2, drg_str_of(record));
    drg_ledger__bind_text(s, 3, drg_str_of(other));
    if (c->kind == DRG_LEDGER_SET) {
        drg_ledger__bind_text(s, 4, drg_str_of(c->field));
        drg_ledger__bind_text(s, 5, drg_str_of(c->value));
    }
    drg_ledger__bind_text(s, 6, drg_str_of(c->who));
    drg_ledger__bind_text(s, 7, drg_str_of(c->why));
    return drg_ledger__run(l, s, err);
}

static drg_status correct(drg_ledger *l, const drg_ledger_correction *c, drg_error *err)
{
    char record[64] = "", other[64] = "";
    drg_ids docs = {0};
    drg_status st = find_record(l, c->record, record, err);
    if (st == DRG_OK && c->kind != DRG_LEDGER_SET)
        st = find_record(l, c->other, other, err);
    if (st == DRG_OK && strcmp(record, other) == 0)
        st = drg_fail(err, DRG_EINPUT, "both are the same record (%s)", record);
    if (st == DRG_OK)
        st = insert(l, c, record, c->kind != DRG_LEDGER_SET ? other : NULL, err);
    if (st == DRG_OK)
        st = add_docs(l, record, &docs, err);
    if (st == DRG_OK && c->kind != DRG_LEDGER_SET)
        st = add_docs(l, other, &docs, err);
    drg_ids_sort(&docs);
    if (st == DRG_OK)
        st = drg_ledger__derive_incidents(l, &docs, err);
    if (st == DRG_OK)
        st = drg_ledger__settle(l, err);
    drg_ids_release(&docs);
    return st;
}

drg_status drg_ledger_correct(drg_ledger *l, const drg_ledger_correction *c, drg_error *err)
{
    if (c->record == NULL || (c->kind != DRG_LEDGER_SET && c->other == NULL))
        return drg_fail(err, DRG_EINPUT, "no record is named");
    drg_status st = c->kind == DRG_LEDGER_SET ? check_set(c, err) : DRG_OK;
    if (st == DRG_OK)
        st = drg_ledger__begin(l, err);
    return st == DRG_OK ? drg_ledger__end(l, correct(l, c, err), err) : st;
}

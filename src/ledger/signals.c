/* src/ledger/signals.c - what new records say of processes, into the table track_signal. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/follow.h"
#include "ledger/track_facts.h"

/* The days a record speaks of; where it tells none, or no more than a season, that of its report.
 * @return false where nobody can tell when it was. */
static bool days_of(const drg_reading *r, int32_t *day, int32_t *last, bool *is_told)
{
    bool told = r->has_first || r->has_last;
    *day = r->has_first ? r->first : r->last;
    *last = r->has_first && r->has_last ? r->last : *day;
    if (told && *last - *day > 45)
        told = false;
    *is_told = told;
    if (!told)
        *day = *last = r->published;
    return told || (r->has_published && !drg_str_is(r->status, "historical"));
}

static drg_status add_signal(drg_follow *f, const drg_reading *r, const drg_doc_sides *doc, drg_track_kind kind,
                             const drg_said *said, drg_str id, int64_t incident, drg_error *err)
{
    drg_sides sides;
    int32_t day, last;
    bool is_told;
    if (!days_of(r, &day, &last, &is_told) || !drg_reading_sides(r, doc, kind, &sides))
        return DRG_OK;
    /* They fight on the land of one of them; a place elsewhere was misread. */
    bool is_theirs = false;
    for (size_t i = 0; i < sides.n; i++)
        is_theirs = is_theirs || drg_str_eq(drg_side_country(sides.keys[i]), r->country);
    if (kind == DRG_TRACK_OFFENSIVE && r->country.len > 0 && !is_theirs)
        return DRG_OK;
    drg_str parties = drg_sides_join(&f->scratch, &sides);
    drg_str facts = drg_told_make(&f->scratch, r, kind, &sides, id);
    if (parties.ptr == NULL || facts.ptr == NULL)
        return drg_fail_nomem(err);
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        f->l, "INSERT INTO track_signal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", &s, err);
    if (st != DRG_OK)
        return st;
    drg_str name = drg_str_of(drg_track_kind_name(kind));
    drg_ledger__bind_text(s, 1, name);
    drg_ledger__bind_text(s, 2, parties);
    sqlite3_bind_int64(s, 3, r->rec);
    drg_ledger__bind_text(s, 4, drg_str_of(said->what));
    sqlite3_bind_int(s, 5, said->is_strong);
    sqlite3_bind_int(s, 6, is_told);
    sqlite3_bind_int64(s, 7, day);
    sqlite3_bind_int64(s, 8, last);
    sqlite3_bind_int64(s, 9, r->has_published ? r->published : last);
    sqlite3_bind_int64(s, 10, incident);
    drg_ledger__bind_text(s, 11, facts);
    st = drg_ledger__run(f->l, s, err);
    return st == DRG_OK ? drg_follow_touch(f, name, parties, err) : st;
}

/* A record that has no signals yet. */
typedef struct fresh {
    int64_t rec, incident;
    drg_str id;
} fresh;

static drg_status read_record(drg_follow *f, const fresh *record, const drg_doc_sides *sides, drg_error *err)
{
    static drg_said (*const readers[DRG_N_TRACK_KINDS])(const drg_reading *) = {drg_read_negotiation, drg_read_exchange,
                                                                                drg_read_ceasefire, drg_read_offensive};
    drg_reading r;
    drg_status st = drg_reading_load(f->l, &f->scratch, record->rec, sides, &r, err);
    for (size_t kind = 0; st == DRG_OK && kind < DRG_N_TRACK_KINDS; kind++) {
        drg_said said = readers[kind](&r);
        if (said.what != NULL)
            st = add_signal(f, &r, sides, (drg_track_kind)kind, &said, record->id, record->incident, err);
    }
    drg_arena_reset(&f->scratch);
    return st;
}

static drg_status list_records(drg_follow *f, int64_t doc, fresh **list, size_t *n, drg_error *err)
{
    sqlite3_stmt *s;
    size_t cap = 0;
    drg_status st =
        drg_ledger__sql(f->l,
                        "SELECT r.rec, i.incident, r.id FROM record r LEFT JOIN incident_record i USING (rec)"
                        " WHERE r.doc = ?1 AND r.current ORDER BY r.n",
                        &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, doc);
    while (st == DRG_OK && (st = drg_ledger__step(f->l, s, err)) == DRG_OK) {
        fresh one = {sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1),
                     drg_arena_copy(&f->arena, drg_ledger__column(s, 2))};
        if (one.id.ptr == NULL || !DRG_ARENA_GROW(&f->arena, *list, *n, cap)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        (*list)[(*n)++] = one;
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status read_document(drg_follow *f, int64_t doc, drg_error *err)
{
    drg_doc_sides sides;
    fresh *list = NULL;
    size_t n = 0;
    sqlite3_stmt *s;
    drg_status st = drg_doc_sides_load(f->l, &f->arena, doc, &sides, err);
    if (st == DRG_OK)
        st = list_records(f, doc, &list, &n, err);
    for (size_t i = 0; st == DRG_OK && i < n; i++)
        st = read_record(f, &list[i], &sides, err);
    if (st == DRG_OK)
        st = drg_ledger__sql(f->l, "INSERT INTO track_read VALUES (?1)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    return drg_ledger__run(f->l, s, err);
}

drg_status drg_follow_read(drg_follow *f, int64_t incident, drg_error *err)
{
    drg_ids docs = {0};
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(f->l,
                                    "SELECT DISTINCT r.doc FROM incident_record i JOIN record r USING (rec)"
                                    " WHERE i.incident = ?1 AND r.current"
                                    " AND NOT EXISTS (SELECT 1 FROM track_read t WHERE t.doc = r.doc)",
                                    &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, incident);
    while (st == DRG_OK && (st = drg_ledger__step(f->l, s, err)) == DRG_OK) {
        drg_status added = drg_ids_add(&docs, sqlite3_column_int64(s, 0), err);
        if (added != DRG_OK) {
            sqlite3_reset(s);
            st = added;
        }
    }
    st = st == DRG_END ? DRG_OK : st;
    for (size_t i = 0; st == DRG_OK && i < docs.n; i++)
        st = read_document(f, docs.ids[i], err);
    drg_ids_release(&docs);
    return st;
}

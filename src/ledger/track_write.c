/* src/ledger/track_write.c - tracks into their tables, as far as they changed. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t h, drg_str text)
{
    return (h ^ drg_str_hash(text)) * UINT64_C(1099511628211) + text.len;
}

static drg_status dump(drg_follow *f, const json_t *value, drg_str *out, drg_error *err)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
    *out = text != NULL ? drg_arena_copy(&f->scratch, drg_str_of(text)) : (drg_str){NULL, 0};
    free(text);
    return out->ptr != NULL ? DRG_OK : drg_fail_nomem(err);
}

/* A track as it is to stand in its tables. */
typedef struct track_row {
    char id[17];
    drg_str parties, details;
    drg_str *steps; /* the details of each */
    int32_t first, last;
    int64_t digest;
} track_row;

static json_t *parties_json(const drg_track *t)
{
    json_t *list = json_array();
    for (size_t i = 0; i < t->sides.n; i++) {
        drg_str country = drg_side_country(t->sides.keys[i]), name = drg_side_name(t->sides.keys[i]);
        json_t *one = json_object();
        if (json_object_set_new(one, "country", json_stringn(country.ptr, country.len)) != 0 ||
            json_object_set_new(one, "name", json_stringn(name.ptr, name.len)) != 0 ||
            json_array_append_new(list, one) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static void make_id(drg_str kind, drg_str parties, size_t ordinal, char id[17])
{
    uint64_t h = mix(mix(ordinal, kind), parties);
    h ^= h >> 31;
    snprintf(id, 17, "%016llx", (unsigned long long)h);
}

static drg_status make_row(drg_follow *f, const drg_track *t, size_t ordinal, track_row *out, drg_error *err)
{
    make_id(drg_str_of(drg_track_kind_name(t->kind)), t->key, ordinal, out->id);
    json_t *parties = parties_json(t);
    drg_status st = parties != NULL ? dump(f, parties, &out->parties, err) : drg_fail_nomem(err);
    json_decref(parties);
    if (st == DRG_OK)
        st = dump(f, t->details, &out->details, err);
    out->steps = st == DRG_OK ? drg_arena_array(&f->scratch, t->n_steps, sizeof *out->steps) : NULL;
    if (out->steps == NULL)
        return drg_fail_nomem(err);
    uint64_t digest = mix(mix(mix(t->disputed, t->name), drg_str_of(t->state)), out->details);
    out->first = t->steps[0]->day;
    out->last = t->steps[0]->last;
    for (size_t i = 0; i < t->n_steps; i++) {
        const drg_step *step = t->steps[i];
        st = dump(f, step->details, &out->steps[i], err);
        if (st != DRG_OK)
            return st;
        if (step->day < out->first)
            out->first = step->day;
        if (step->last > out->last)
            out->last = step->last;
        digest = mix(mix(mix(digest, step->sentence), out->steps[i]), drg_str_of(step->state));
        digest = digest * 31 + (uint64_t)step->day + ((uint64_t)step->incident << 20) + step->disputed;
        for (size_t k = 0; k < step->n_signals; k++)
            digest = digest * 1099511628211U + (uint64_t)step->signals[k]->rec;
    }
    out->digest = (int64_t)(digest >> 1);
    return DRG_OK;
}

static drg_status delete_parts(drg_follow *f, int64_t track, drg_error *err)
{
    static const char *const sql[] = {"DELETE FROM track_record WHERE track = ?1",
                                      "DELETE FROM track_step WHERE track = ?1",
                                      "DELETE FROM track_party WHERE track = ?1"};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < sizeof sql / sizeof *sql; i++) {
        sqlite3_stmt *s;
        st = drg_ledger__sql(f->l, sql[i], &s, err);
        if (st == DRG_OK) {
            sqlite3_bind_int64(s, 1, track);
            st = drg_ledger__run(f->l, s, err);
        }
    }
    return st;
}

static drg_status insert_step(drg_follow *f, const drg_step *step, drg_str details, int64_t track, size_t n,
                              drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(f->l, "INSERT INTO track_step VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, track);
    sqlite3_bind_int64(s, 2, (int64_t)n);
    drg_ledger__bind_text(s, 3, drg_str_of(step->state));
    if (step->has_day) {
        sqlite3_bind_int64(s, 4, step->day);
        sqlite3_bind_int64(s, 5, step->last);
    }
    if (step->incident != 0)
        sqlite3_bind_int64(s, 6, step->incident);
    drg_ledger__bind_text(s, 7, step->sentence);
    drg_ledger__bind_text(s, 8, details);
    sqlite3_bind_int(s, 9, step->disputed);
    st = drg_ledger__run(f->l, s, err);
    for (size_t i = 0; st == DRG_OK && i < step->n_signals; i++) {
        st = drg_ledger__sql(f->l, "INSERT OR IGNORE INTO track_record VALUES (?1, ?2, ?3)", &s, err);
        if (st == DRG_OK) {
            sqlite3_bind_int64(s, 1, track);
            sqlite3_bind_int64(s, 2, (int64_t)n);
            sqlite3_bind_int64(s, 3, step->signals[i]->rec);
            st = drg_ledger__run(f->l, s, err);
        }
    }
    return st;
}

static drg_status insert_parts(drg_follow *f, const drg_track *t, const track_row *row, int64_t track, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < t->sides.n; i++) {
        sqlite3_stmt *s;
        st = drg_ledger__sql(f->l, "INSERT INTO track_party VALUES (?1, coalesce(?2, ''), coalesce(?3, ''))", &s, err);
        if (st == DRG_OK) {
            sqlite3_bind_int64(s, 1, track);
            drg_ledger__bind_text(s, 2, drg_side_country(t->sides.keys[i]));
            drg_ledger__bind_text(s, 3, drg_side_name(t->sides.keys[i]));
            st = drg_ledger__run(f->l, s, err);
        }
    }
    for (size_t i = 0; st == DRG_OK && i < t->n_steps; i++)
        st = insert_step(f, t->steps[i], row->steps[i], track, i, err);
    return st;
}

/* The track of an id: 0 where there is none. */
static drg_status find_track(drg_follow *f, const char *id, int64_t *track, int64_t *digest, drg_error *err)
{
    sqlite3_stmt *s;
    *track = 0;
    drg_status st = drg_ledger__sql(f->l, "SELECT track, digest FROM track WHERE id = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, drg_str_of(id));
    st = drg_ledger__step(f->l, s, err);
    if (st == DRG_OK) {
        *track = sqlite3_column_int64(s, 0);
        *digest = sqlite3_column_int64(s, 1);
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status upsert(drg_follow *f, const drg_track *t, const track_row *row, int64_t *track, drg_error *err)
{
    int64_t changed = 0;
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__next_change(f->l, &changed, err);
    if (st == DRG_OK)
        st = drg_ledger__sql(f->l,
                             "INSERT INTO track (track, id, kind, key, name, state, parties, details, disputed,"
                             " first_day, last_day, digest, changed)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
                             " ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = excluded.state,"
                             " details = excluded.details, disputed = excluded.disputed,"
                             " first_day = excluded.first_day, last_day = excluded.last_day,"
                             " digest = excluded.digest, changed = excluded.changed",
                             &s, err);
    if (st != DRG_OK)
        return st;
    if (*track != 0)
        sqlite3_bind_int64(s, 1, *track);
    drg_ledger__bind_text(s, 2, drg_str_of(row->id));
    drg_ledger__bind_text(s, 3, drg_str_of(drg_track_kind_name(t->kind)));
    drg_ledger__bind_text(s, 4, t->key);
    drg_ledger__bind_text(s, 5, t->name);
    drg_ledger__bind_text(s, 6, drg_str_of(t->state));
    drg_ledger__bind_text(s, 7, row->parties);
    drg_ledger__bind_text(s, 8, row->details);
    sqlite3_bind_int(s, 9, t->disputed);
    sqlite3_bind_int64(s, 10, row->first);
    sqlite3_bind_int64(s, 11, row->last);
    sqlite3_bind_int64(s, 12, row->digest);
    sqlite3_bind_int64(s, 13, changed);
    st = drg_ledger__run(f->l, s, err);
    if (*track == 0)
        *track = sqlite3_last_insert_rowid(f->l->db);
    return st;
}

drg_status drg_track_write(drg_follow *f, const drg_track *t, size_t ordinal, drg_error *err)
{
    track_row row = {.first = 0};
    int64_t track = 0, digest = 0;
    drg_status st = make_row(f, t, ordinal, &row, err);
    if (st == DRG_OK)
        st = find_track(f, row.id, &track, &digest, err);
    if (st != DRG_OK || (track != 0 && digest == row.digest))
        return st;
    if (track != 0)
        st = delete_parts(f, track, err);
    if (st == DRG_OK)
        st = upsert(f, t, &row, &track, err);
    return st == DRG_OK ? insert_parts(f, t, &row, track, err) : st;
}

drg_status drg_tracks_drop(drg_follow *f, const drg_case *c, size_t ordinal, drg_error *err)
{
    for (;; ordinal++) {
        char id[17];
        int64_t track = 0, digest = 0;
        make_id(c->kind, c->parties, ordinal, id);
        drg_status st = find_track(f, id, &track, &digest, err);
        if (st != DRG_OK || track == 0)
            return st;
        st = delete_parts(f, track, err);
        sqlite3_stmt *s = NULL;
        if (st == DRG_OK)
            st = drg_ledger__sql(f->l, "DELETE FROM track WHERE track = ?1", &s, err);
        if (st != DRG_OK)
            return st;
        sqlite3_bind_int64(s, 1, track);
        st = drg_ledger__run(f->l, s, err);
        if (st != DRG_OK)
            return st;
    }
}

#include "ledger/telling.h"

#include "base/error.h"
#include "base/text.h"

typedef struct reader {
    drg_ledger *l;
    drg_arena *arena;
    bool failed; /* out of memory */
} reader;

static drg_str keep(reader *r, sqlite3_stmt *s, int at)
{
    drg_str text = drg_ledger__column(s, at);
    if (text.len == 0)
        return (drg_str){NULL, 0};
    drg_str copy = drg_arena_copy(r->arena, text);
    r->failed |= copy.ptr == NULL;
    return copy;
}

static bool has(sqlite3_stmt *s, int at)
{
    return sqlite3_column_type(s, at) != SQLITE_NULL;
}

static drg_status read_record(reader *r, int64_t rec, drg_telling *t, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        r->l,
        "SELECT r.doc, coalesce(f.family, r.doc), r.event, r.mode, r.status, r.event_text, r.topic, r.first_day,"
        " r.last_day, r.date_resolution = 'day', r.published, r.place, r.country, r.province, r.place_resolution, "
        "r.lat,"
        " r.lon, r.radius_km FROM record r LEFT JOIN family f ON f.doc = r.doc WHERE r.rec = ?1",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__step(r->l, s, err);
    if (st != DRG_OK)
        return st == DRG_END ? drg_fail(err, DRG_EFORMAT, "%s: a record is missing", r->l->path) : st;
    *t = (drg_telling){.rec = rec, .doc = sqlite3_column_int64(s, 0), .family = sqlite3_column_int64(s, 1)};
    t->event = keep(r, s, 2);
    t->mode = keep(r, s, 3);
    t->status = keep(r, s, 4);
    t->trigger = keep(r, s, 5);
    t->topic = keep(r, s, 6);
    t->has_first = has(s, 7);
    t->first = sqlite3_column_int(s, 7);
    t->has_last = has(s, 8);
    t->last = sqlite3_column_int(s, 8);
    t->is_day = t->has_first && t->has_last && t->first == t->last;
    t->has_published = has(s, 10);
    t->published = sqlite3_column_int(s, 10);
    t->place = keep(r, s, 11);
    t->country = keep(r, s, 12);
    t->province = keep(r, s, 13);
    t->resolution = keep(r, s, 14);
    t->has_point = has(s, 15) && has(s, 16) && has(s, 17);
    t->lat = sqlite3_column_double(s, 15);
    t->lon = sqlite3_column_double(s, 16);
    t->radius_km = sqlite3_column_double(s, 17);
    sqlite3_reset(s);
    return r->failed ? drg_fail_nomem(err) : DRG_OK;
}

static drg_status read_parties(reader *r, drg_telling *t, drg_error *err)
{
    size_t cap = 0;
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        r->l, "SELECT side, name, country, sector, text FROM party WHERE rec = ?1 ORDER BY side, n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, t->rec);
    while (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(r->arena, t->parties, t->n_parties, cap)) {
            r->failed = true;
            continue;
        }
        drg_telling_party *p = &t->parties[t->n_parties++];
        p->is_actor = drg_str_is(drg_ledger__column(s, 0), "actor");
        p->name = keep(r, s, 1);
        p->country = keep(r, s, 2);
        p->sector = keep(r, s, 3);
        p->text = keep(r, s, 4);
    }
    return st != DRG_END ? st : r->failed ? drg_fail_nomem(err) : DRG_OK;
}

static drg_status read_numbers(reader *r, drg_telling *t, drg_error *err)
{
    size_t cap = 0;
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        r->l, "SELECT what, unit, country, text, low, high, claim FROM number WHERE rec = ?1 ORDER BY n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, t->rec);
    while (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(r->arena, t->numbers, t->n_numbers, cap)) {
            r->failed = true;
            continue;
        }
        drg_telling_number *n = &t->numbers[t->n_numbers++];
        n->what = keep(r, s, 0);
        n->unit = keep(r, s, 1);
        n->country = keep(r, s, 2);
        n->text = keep(r, s, 3);
        n->has_low = has(s, 4);
        n->low = sqlite3_column_double(s, 4);
        n->has_high = has(s, 5);
        n->high = sqlite3_column_double(s, 5);
        n->claim = has(s, 6) ? sqlite3_column_int(s, 6) : -1;
    }
    return st != DRG_END ? st : r->failed ? drg_fail_nomem(err) : DRG_OK;
}

static drg_status read_voices(reader *r, drg_telling *t, drg_error *err)
{
    size_t cap = 0;
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(r->l,
                                    "SELECT c.source, c.stance IN ('denies', 'doubts'), c.text = '', s.kind, s.country,"
                                    " s.sector, c.n FROM claim c JOIN source s USING (source)"
                                    " WHERE c.rec = ?1 AND (NOT c.via OR c.n = 0) ORDER BY c.n",
                                    &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, t->rec);
    while (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(r->arena, t->voices, t->n_voices, cap)) {
            r->failed = true;
            continue;
        }
        drg_telling_voice *v = &t->voices[t->n_voices++];
        v->source = sqlite3_column_int64(s, 0);
        v->denies = sqlite3_column_int(s, 1) != 0;
        v->claim = sqlite3_column_int(s, 6);
        v->is_original = v->claim == 0;
        /* A document that speaks itself: copies speak with one voice. */
        v->kind = sqlite3_column_int(s, 2) != 0 ? DRG_LIT("document") : keep(r, s, 3);
        v->country = keep(r, s, 4);
        v->sector = keep(r, s, 5);
    }
    return st != DRG_END ? st : r->failed ? drg_fail_nomem(err) : DRG_OK;
}

/* The copies of a document say nothing of their own. */
static void join_copies(drg_telling *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (t[k].family == t[i].family && t[i].n_voices > 0 && t[k].n_voices > 0 &&
                drg_str_is(t[i].voices[0].kind, "document") && drg_str_is(t[k].voices[0].kind, "document")) {
                t[i].voices[0].source = t[k].voices[0].source;
                break;
            }
}

drg_status drg_telling_read(drg_ledger *l, drg_arena *arena, const drg_facts *const *members, size_t n,
                            drg_telling **tellings, drg_error *err)
{
    reader r = {.l = l, .arena = arena};
    drg_telling *t = drg_arena_array(arena, n, sizeof *t);
    if (t == NULL)
        return drg_fail_nomem(err);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        st = read_record(&r, members[i]->rec, &t[i], err);
        if (st == DRG_OK)
            st = read_parties(&r, &t[i], err);
        if (st == DRG_OK)
            st = read_numbers(&r, &t[i], err);
        if (st == DRG_OK)
            st = read_voices(&r, &t[i], err);
    }
    if (st != DRG_OK)
        return st;
    join_copies(t, n);
    *tellings = t;
    return DRG_OK;
}

/* src/ledger/reading.c - a record fetched from the tables, and whose process it tells of. */
#include "ledger/reading.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

const char *drg_track_kind_name(drg_track_kind kind)
{
    static const char *const names[] = {"negotiation", "exchange", "ceasefire", "offensive"};
    return names[kind];
}

/* ---- fetching ---- */

static bool column_day(sqlite3_stmt *s, int at, int32_t *day)
{
    if (sqlite3_column_type(s, at) == SQLITE_NULL)
        return false;
    *day = (int32_t)sqlite3_column_int64(s, at);
    return true;
}

/* A column's text; *ok becomes false where there is no memory. */
static drg_str copy(drg_arena *arena, sqlite3_stmt *s, int at, bool *ok)
{
    drg_str text = drg_arena_copy(arena, drg_ledger__column(s, at));
    *ok = *ok && text.ptr != NULL;
    return text;
}

static drg_status fill_words(drg_arena *arena, sqlite3_stmt *s, drg_reading *r, drg_error *err)
{
    int64_t sentence_start = sqlite3_column_int64(s, 16);
    int64_t start = sqlite3_column_int64(s, 13) - sentence_start, end = sqlite3_column_int64(s, 14) - sentence_start;
    bool ok = true;
    drg_str sentence = copy(arena, s, 15, &ok);
    if (!ok)
        return drg_fail_nomem(err);
    drg_status st = drg_words_of_sentence(arena, sentence, start > 0 ? (size_t)start : 0, end > 0 ? (size_t)end : 0,
                                          &r->words, err);
    return st == DRG_OK ? drg_words_of(arena, r->topic, &r->topic_words, err) : st;
}

static drg_status load_record(drg_ledger *l, drg_arena *arena, int64_t rec, drg_reading *r, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l,
        "SELECT r.doc, r.event, r.mode, r.status, r.place, r.country, r.place_resolution, r.topic, r.topic_event,"
        " r.topic_mode, r.first_day, r.last_day, r.published, r.trigger_start, r.trigger_end,"
        " json_extract(j.json, '$.evidence.text'), json_extract(j.json, '$.evidence.start'),"
        " r.modes LIKE '%third-party%'"
        " FROM record r JOIN record_json j USING (rec) WHERE r.rec = ?1",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st == DRG_END ? drg_fail(err, DRG_EFORMAT, "%s: record %lld is missing", l->path, (long long)rec) : st;
    bool ok = true;
    r->rec = rec;
    r->doc = sqlite3_column_int64(s, 0);
    drg_str *const texts[] = {&r->event, &r->mode,        &r->status,    &r->place, &r->country, &r->place_resolution,
                              &r->topic, &r->topic_event, &r->topic_mode};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = copy(arena, s, (int)i + 1, &ok);
    r->has_first = column_day(s, 10, &r->first);
    r->has_last = column_day(s, 11, &r->last);
    r->has_published = column_day(s, 12, &r->published);
    r->is_hosted = sqlite3_column_int(s, 17) != 0;
    st = ok ? fill_words(arena, s, r, err) : drg_fail_nomem(err);
    sqlite3_reset(s);
    return st;
}

static drg_status load_parties(drg_ledger *l, drg_arena *arena, const drg_doc_sides *doc, drg_reading *r,
                               drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l, "SELECT side, text, name, country, sectors FROM party WHERE rec = ?1 ORDER BY side, n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, r->rec);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        bool ok = true;
        drg_str key = {NULL, 0}, country = copy(arena, s, 3, &ok);
        bool is_actor = drg_str_is(drg_ledger__column(s, 0), "actor");
        drg_side_kind kind = drg_side_of(arena, copy(arena, s, 1, &ok), copy(arena, s, 2, &ok), country,
                                         copy(arena, s, 4, &ok), doc, &key);
        if (!ok || kind == DRG_SIDE_NO_MEMORY) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        if (kind == DRG_SIDE_COLLECTIVE)
            r->is_about_both = true;
        if (!is_actor && r->is_hosted && drg_str_is(r->event, "CONSULT")) {
            if (r->n_hosts < sizeof r->hosts / sizeof *r->hosts && country.len > 0)
                r->hosts[r->n_hosts++] = country;
        } else if (kind == DRG_SIDE_STATE || kind == DRG_SIDE_GROUP) {
            drg_sides_add(is_actor ? &r->actors : &r->recipients, key);
        }
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status load_numbers(drg_ledger *l, drg_arena *arena, drg_reading *r, drg_error *err)
{
    sqlite3_stmt *s;
    size_t cap = 0;
    drg_status st = drg_ledger__sql(
        l, "SELECT what, unit, text, country, low, high FROM number WHERE rec = ?1 ORDER BY n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, r->rec);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(arena, r->numbers, r->n_numbers, cap)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        bool ok = true;
        r->numbers[r->n_numbers++] = (drg_reading_number){.what = copy(arena, s, 0, &ok),
                                                          .unit = copy(arena, s, 1, &ok),
                                                          .text = copy(arena, s, 2, &ok),
                                                          .country = copy(arena, s, 3, &ok),
                                                          .has_low = sqlite3_column_type(s, 4) != SQLITE_NULL,
                                                          .has_high = sqlite3_column_type(s, 5) != SQLITE_NULL,
                                                          .low = sqlite3_column_double(s, 4),
                                                          .high = sqlite3_column_double(s, 5)};
        if (!ok) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status load_sources(drg_ledger *l, drg_arena *arena, drg_reading *r, drg_error *err)
{
    sqlite3_stmt *s;
    size_t cap = 0;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT s.key, s.name, s.country, s.sector, s.kind, c.stance, c.via, c.text = '' "
                                    "FROM claim c JOIN source s USING (source)"
                                    " WHERE c.rec = ?1 ORDER BY c.n",
                                    &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, r->rec);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(arena, r->sources, r->n_sources, cap)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        bool ok = true;
        r->sources[r->n_sources++] = (drg_reading_source){.key = copy(arena, s, 0, &ok),
                                                          .name = copy(arena, s, 1, &ok),
                                                          .country = copy(arena, s, 2, &ok),
                                                          .sector = copy(arena, s, 3, &ok),
                                                          .kind = copy(arena, s, 4, &ok),
                                                          .stance = copy(arena, s, 5, &ok),
                                                          .via = sqlite3_column_int(s, 6) != 0,
                                                          .is_own_voice = sqlite3_column_int(s, 7) != 0};
        if (!ok) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_reading_load(drg_ledger *l, drg_arena *arena, int64_t rec, const drg_doc_sides *doc, drg_reading *out,
                            drg_error *err)
{
    *out = (drg_reading){0};
    drg_status st = load_record(l, arena, rec, out, err);
    if (st == DRG_OK)
        st = load_parties(l, arena, doc, out, err);
    if (st == DRG_OK)
        st = load_numbers(l, arena, out, err);
    if (st == DRG_OK)
        st = load_sources(l, arena, out, err);
    bool is_of_place = drg_str_is(out->event, "RETREAT") || drg_str_is(out->event, "COERCE");
    if (is_of_place && out->place.len == 0 && doc->spot.len > 0) {
        out->place = doc->spot;
        out->country = doc->country;
        out->place_resolution = DRG_LIT("city");
    }
    if (drg_words_find(&out->words, 0, out->words.after,
                       "two sides|both sides|warring parties|warring sides|the sides|two delegations|the delegations|"
                       "the parties|both parties|two parties|two governments|both governments|each side|neither side|"
                       "two countries|both countries") != DRG_NO_WORD)
        out->is_about_both = true;
    return st;
}

/* ---- whose process it is ---- */

static bool contains(const drg_sides *sides, const struct drg_pair *pair)
{
    return drg_sides_have(sides, pair->a) && drg_sides_have(sides, pair->b);
}

static void set_pair(drg_sides *sides, const struct drg_pair *pair)
{
    sides->n = 0;
    drg_sides_add(sides, pair->a);
    drg_sides_add(sides, pair->b);
}

/* More than two: without those who only host; then the two of them that the document tells of most. */
static void narrow(const drg_reading *r, const drg_doc_sides *doc, drg_track_kind kind, drg_sides *sides)
{
    for (size_t i = sides->n; i-- > 0 && sides->n > 2;)
        if (drg_str_eq(drg_side_country(sides->keys[i]), r->country))
            drg_sides_drop(sides, sides->keys[i]);
    const struct drg_pair *best = NULL;
    for (size_t i = 0; sides->n > 2 && i < doc->n_pairs; i++)
        if (contains(sides, &doc->pairs[i]) && (best == NULL || doc->pairs[i].n > best->n))
            best = &doc->pairs[i];
    /* Three who sit down together are three; two fight, cease to and exchange. */
    if (best != NULL && kind != DRG_TRACK_NEGOTIATION)
        set_pair(sides, best);
}

/* Who says so, where he is of a side himself. */
static bool add_speaker(const drg_reading *r, drg_sides *sides)
{
    for (size_t i = 0; i < r->n_sources && sides->n < 2; i++) {
        const drg_reading_source *s = &r->sources[i];
        bool is_state = drg_str_is(s->sector, "GOV") || drg_str_is(s->sector, "MIL") || s->sector.len == 0;
        if (is_state && s->country.len == 3 && !drg_str_is(s->kind, "media") && !drg_str_is(s->kind, "document") &&
            !drg_str_eq(s->country, r->country) && drg_str_cmp(s->country, DRG_LIT("UNO")) != 0 &&
            drg_str_cmp(s->country, DRG_LIT("NGO")) != 0 && drg_str_cmp(s->country, DRG_LIT("IGO")) != 0 &&
            drg_str_cmp(s->country, DRG_LIT("EUR")) != 0)
            drg_sides_add(sides, s->country);
    }
    return sides->n == 2;
}

/* Where a place is taken, who lost it is told by whose land it is. */
static bool add_owner(const drg_reading *r, drg_sides *sides)
{
    if (sides->n == 1 && r->country.len > 0)
        drg_sides_add(sides, r->country);
    if (sides->n == 1)
        drg_sides_add(sides, drg_side_country(sides->keys[0]));
    return sides->n == 2;
}

bool drg_reading_sides(const drg_reading *r, const drg_doc_sides *doc, drg_track_kind kind, drg_sides *sides)
{
    *sides = r->actors;
    for (size_t i = 0; i < r->recipients.n; i++)
        drg_sides_add(sides, r->recipients.keys[i]);
    /* An outsider who asks both sides for something is none of them. */
    if (r->recipients.n == 2 && drg_str_is(r->event, "REQUEST"))
        *sides = r->recipients;
    if (sides->n > 2)
        narrow(r, doc, kind, sides);
    if (r->is_about_both && kind != DRG_TRACK_OFFENSIVE) {
        const struct drg_pair *pair = drg_doc_sides_pair(doc, sides);
        pair = pair != NULL ? pair : drg_doc_sides_pair(doc, &(drg_sides){.n = 0});
        if (pair != NULL)
            set_pair(sides, pair);
    }
    if (sides->n >= 2)
        return true;
    const struct drg_pair *pair = drg_doc_sides_pair(doc, sides);
    if (pair != NULL) {
        set_pair(sides, pair);
        return true;
    }
    return kind == DRG_TRACK_OFFENSIVE ? add_owner(r, sides) : sides->n == 1 && add_speaker(r, sides);
}

#include "ledger/sides.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/countries.h"
#include "ledger/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets of keys ---- */

bool drg_sides_have(const drg_sides *sides, drg_str key)
{
    for (size_t i = 0; i < sides->n; i++)
        if (drg_str_eq(sides->keys[i], key))
            return true;
    return false;
}

void drg_sides_add(drg_sides *sides, drg_str key)
{
    if (key.len > 0 && sides->n < DRG_MAX_SIDES && !drg_sides_have(sides, key))
        sides->keys[sides->n++] = key;
}

void drg_sides_drop(drg_sides *sides, drg_str key)
{
    size_t kept = 0;
    for (size_t i = 0; i < sides->n; i++)
        if (!drg_str_eq(sides->keys[i], key))
            sides->keys[kept++] = sides->keys[i];
    sides->n = kept;
}

static int by_key(const void *a, const void *b)
{
    return drg_str_cmp(*(const drg_str *)a, *(const drg_str *)b);
}

drg_str drg_sides_join(drg_arena *arena, drg_sides *sides)
{
    size_t len = 0;
    for (size_t i = 0; i < sides->n; i++)
        len += sides->keys[i].len + 1;
    char *out = drg_arena_alloc(arena, len + 1);
    if (out == NULL)
        return (drg_str){NULL, 0};
    qsort(sides->keys, sides->n, sizeof *sides->keys, by_key);
    size_t at = 0;
    for (size_t i = 0; i < sides->n; i++) {
        if (i > 0)
            out[at++] = '|';
        memcpy(out + at, sides->keys[i].ptr, sides->keys[i].len);
        at += sides->keys[i].len;
    }
    return (drg_str){out, at};
}

drg_sides drg_sides_of(drg_str joined)
{
    drg_sides sides = {.n = 0};
    for (size_t at = 0; at < joined.len;) {
        const char *bar = memchr(joined.ptr + at, '|', joined.len - at);
        size_t end = bar != NULL ? (size_t)(bar - joined.ptr) : joined.len;
        drg_sides_add(&sides, drg_str_sub(joined, at, end));
        at = end + 1;
    }
    return sides;
}

drg_str drg_side_country(drg_str key)
{
    const char *slash = key.len > 0 ? memchr(key.ptr, '/', key.len) : NULL;
    return slash != NULL ? drg_str_sub(key, 0, (size_t)(slash - key.ptr)) : key;
}

drg_str drg_side_name(drg_str key)
{
    drg_str country = drg_side_country(key);
    return country.len < key.len ? drg_str_sub(key, country.len + 1, key.len) : drg_country_name(key);
}

/* ---- one who is named ---- */

static bool has_sector(drg_str sectors, const char *code)
{
    size_t n = strlen(code);
    for (size_t i = 0; i + n <= sectors.len; i++)
        if (memcmp(sectors.ptr + i, code, n) == 0)
            return true;
    return false;
}

static bool has_any_sector(drg_str sectors, const char *const *codes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (has_sector(sectors, codes[i]))
            return true;
    return false;
}

static bool is_organisation(drg_str country)
{
    static const char *const codes[] = {"UNO", "IGO", "EUR", "NGO", "MNC", "ISM"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (drg_str_is(country, codes[i]))
            return true;
    return false;
}

static drg_status is_collective(drg_arena *arena, drg_str text, bool *answer, drg_error *err)
{
    drg_words words;
    drg_status st = drg_words_of(arena, text, &words, err);
    *answer =
        st == DRG_OK && drg_words_have(&words, "sides|warring|belligerents|both|parties|delegations|two governments|"
                                               "two countries|two nations|two neighbo*|the two");
    return st;
}

/* A group's key: its name; where it has none, that of the country's only named group in the document. */
static drg_str group_key(drg_arena *arena, drg_str name, drg_str country, const drg_doc_sides *doc)
{
    drg_str only = {NULL, 0};
    size_t n = 0;
    for (size_t i = 0; name.len == 0 && doc != NULL && i < doc->groups.n; i++)
        if (drg_str_eq(drg_side_country(doc->groups.keys[i]), country)) {
            only = doc->groups.keys[i];
            n++;
        }
    if (n == 1)
        return only;
    if (name.len == 0)
        name = DRG_LIT("rebels");
    char *key = drg_arena_alloc(arena, country.len + name.len + 2);
    if (key == NULL)
        return (drg_str){NULL, 0};
    memcpy(key, country.ptr, country.len);
    key[country.len] = '/';
    memcpy(key + country.len + 1, name.ptr, name.len);
    for (size_t i = 0; i < name.len; i++)
        if (key[country.len + 1 + i] == '|')
            key[country.len + 1 + i] = ' ';
    return (drg_str){key, country.len + name.len + 1};
}

drg_side_kind drg_side_of(drg_arena *arena, drg_str text, drg_str name, drg_str country, drg_str sectors,
                          const drg_doc_sides *doc, drg_str *key)
{
    static const char *const states[] = {"GOV", "MIL", "SPY", "LEG", "COP", "PRM", "ELI", "JUD"};
    static const char *const groups[] = {"REB", "PRE", "OPP"};
    bool is_both;
    if (is_collective(arena, text, &is_both, NULL) != DRG_OK)
        return DRG_SIDE_NO_MEMORY;
    if (is_both)
        return DRG_SIDE_COLLECTIVE;
    if (country.len == 0)
        return DRG_SIDE_NONE;
    if (is_organisation(country))
        return DRG_SIDE_MEDIATOR;
    bool is_group = has_any_sector(sectors, groups, sizeof groups / sizeof *groups) || drg_str_is(country, "IMG") ||
                    (name.len > 0 && (has_sector(sectors, "UAF") || has_sector(sectors, "CRM")));
    if (is_group) {
        *key = group_key(arena, name, country, doc);
        return key->len > 0 ? DRG_SIDE_GROUP : DRG_SIDE_NO_MEMORY;
    }
    if (drg_str_is(sectors, "[]") || has_any_sector(sectors, states, sizeof states / sizeof *states)) {
        *key = country;
        return DRG_SIDE_STATE;
    }
    return DRG_SIDE_NONE;
}

/* ---- the document ---- */

static drg_status add_pair(drg_arena *arena, drg_doc_sides *out, const drg_sides *sides, size_t weight, drg_error *err)
{
    if (sides->n != 2)
        return DRG_OK;
    bool sorted = drg_str_cmp(sides->keys[0], sides->keys[1]) < 0;
    drg_str a = sides->keys[sorted ? 0 : 1], b = sides->keys[sorted ? 1 : 0];
    for (size_t i = 0; i < out->n_pairs; i++)
        if (drg_str_eq(out->pairs[i].a, a) && drg_str_eq(out->pairs[i].b, b)) {
            out->pairs[i].n += weight;
            return DRG_OK;
        }
    if (!DRG_ARENA_GROW(arena, out->pairs, out->n_pairs, out->pairs_cap))
        return drg_fail_nomem(err);
    out->pairs[out->n_pairs++] = (struct drg_pair){a, b, weight};
    return DRG_OK;
}

/* Somebody named in a record of the document. */
typedef struct named {
    int64_t rec, sentence;
    bool is_about_both; /* the sentence tells of "the two sides": the coder may have taken others for them */
    drg_str text, name, country, sectors;
} named;

static drg_status load_named(drg_ledger *l, drg_arena *arena, int64_t doc, named **list, size_t *n, drg_error *err)
{
    sqlite3_stmt *s;
    size_t cap = 0;
    drg_status st = drg_ledger__sql(
        l,
        "SELECT r.rec, r.sentence, p.text, p.name, p.country, p.sectors, json_extract(j.json, '$.evidence.text')"
        " FROM record r JOIN party p USING (rec) JOIN record_json j USING (rec)"
        " WHERE r.doc = ?1 AND NOT (r.event = 'CONSULT' AND p.side = 'recipient' AND r.modes LIKE '%third-party%')"
        " ORDER BY r.sentence, r.n, p.side, p.n",
        &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, doc);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        named one = {.rec = sqlite3_column_int64(s, 0),
                     .sentence = sqlite3_column_int64(s, 1),
                     .text = drg_arena_copy(arena, drg_ledger__column(s, 2)),
                     .name = drg_arena_copy(arena, drg_ledger__column(s, 3)),
                     .country = drg_arena_copy(arena, drg_ledger__column(s, 4)),
                     .sectors = drg_arena_copy(arena, drg_ledger__column(s, 5))};
        bool has_texts =
            one.text.ptr != NULL && one.name.ptr != NULL && one.country.ptr != NULL && one.sectors.ptr != NULL;
        st = is_collective(arena, drg_ledger__column(s, 6), &one.is_about_both, err);
        if (st == DRG_OK && (!has_texts || !DRG_ARENA_GROW(arena, *list, *n, cap)))
            st = drg_fail_nomem(err);
        if (st == DRG_OK)
            (*list)[(*n)++] = one;
        else
            sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

/* Where the document tells of one place only that is taken, held or besieged, "the city" is that. */
static drg_status load_spot(drg_ledger *l, drg_arena *arena, int64_t doc, drg_doc_sides *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT min(place), min(country), count(DISTINCT place) FROM record"
                                    " WHERE doc = ?1 AND event = 'COERCE' AND mode IN ('seize', 'restrict')"
                                    " AND place_resolution IN ('site', 'city', 'district')",
                                    &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        if (sqlite3_column_int64(s, 2) == 1) {
            out->spot = drg_arena_copy(arena, drg_ledger__column(s, 0));
            out->country = drg_arena_copy(arena, drg_ledger__column(s, 1));
            if (out->spot.ptr == NULL || out->country.ptr == NULL)
                st = drg_fail_nomem(err);
        }
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

/* Those named in records [from, to) of the list that are party to something. */
static drg_status sides_in(drg_arena *arena, const named *list, size_t from, size_t to, const drg_doc_sides *doc,
                           drg_sides *sides, drg_error *err)
{
    drg_str key;
    sides->n = 0;
    for (size_t i = from; i < to; i++) {
        drg_side_kind kind =
            drg_side_of(arena, list[i].text, list[i].name, list[i].country, list[i].sectors, doc, &key);
        if (kind == DRG_SIDE_NO_MEMORY)
            return drg_fail_nomem(err);
        if (kind == DRG_SIDE_STATE || kind == DRG_SIDE_GROUP)
            drg_sides_add(sides, key);
    }
    return DRG_OK;
}

/* Pairs that records name; then those of sentences, then of the document, whose records name one each. */
static drg_status find_pairs(drg_arena *arena, const named *list, size_t n, drg_doc_sides *out, drg_error *err)
{
    drg_status st = DRG_OK;
    drg_sides sides;
    for (size_t i = 0, j; st == DRG_OK && i < n; i = j) {
        for (j = i; j < n && list[j].rec == list[i].rec;)
            j++;
        st = sides_in(arena, list, i, j, out, &sides, err);
        if (st == DRG_OK && !list[i].is_about_both)
            st = add_pair(arena, out, &sides, 1, err);
    }
    for (size_t i = 0, j; st == DRG_OK && i < n; i = j) {
        for (j = i; j < n && list[j].sentence == list[i].sentence;)
            j++;
        st = sides_in(arena, list, i, j, out, &sides, err);
        if (st == DRG_OK && !list[i].is_about_both)
            st = add_pair(arena, out, &sides, 0, err);
    }
    if (st == DRG_OK)
        st = sides_in(arena, list, 0, n, out, &sides, err);
    return st == DRG_OK ? add_pair(arena, out, &sides, 0, err) : st;
}

drg_status drg_doc_sides_load(drg_ledger *l, drg_arena *arena, int64_t doc, drg_doc_sides *out, drg_error *err)
{
    named *list = NULL;
    size_t n = 0;
    drg_str key;
    *out = (drg_doc_sides){0};
    drg_status st = load_named(l, arena, doc, &list, &n, err);
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        drg_side_kind kind = list[i].name.len == 0 ? DRG_SIDE_NONE
                                                   : drg_side_of(arena, list[i].text, list[i].name, list[i].country,
                                                                 list[i].sectors, NULL, &key);
        if (kind == DRG_SIDE_NO_MEMORY)
            st = drg_fail_nomem(err);
        if (kind == DRG_SIDE_GROUP)
            drg_sides_add(&out->groups, key);
    }
    if (st == DRG_OK)
        st = find_pairs(arena, list, n, out, err);
    return st == DRG_OK ? load_spot(l, arena, doc, out, err) : st;
}

const struct drg_pair *drg_doc_sides_pair(const drg_doc_sides *doc, const drg_sides *with)
{
    const struct drg_pair *best = NULL;
    for (size_t i = 0; i < doc->n_pairs; i++) {
        const struct drg_pair *pair = &doc->pairs[i];
        bool fits = true;
        for (size_t k = 0; k < with->n; k++)
            fits = fits && (drg_str_eq(pair->a, with->keys[k]) || drg_str_eq(pair->b, with->keys[k]));
        if (fits && (best == NULL || pair->n > best->n))
            best = pair;
    }
    return best;
}

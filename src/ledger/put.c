/* src/ledger/put.c - one document and its records into the tables that are written once. */
#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/derive.h"
#include "ledger/given.h"
#include "ledger/inside.h"
#include "ledger/lines.h"
#include "ledger/sources.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What one call knows. */
typedef struct put {
    drg_ledger *l;
    drg_arena arena;
    drg_lines in;
    drg_str page;    /* the page's key */
    char digest[34]; /* of what the document is, '-', and of its records */
    int64_t old_doc; /* the page's current revision; 0: none */
    int64_t revision;
    int64_t doc;
    drg_given_text given;
} put;

/* ---- is it new ---- */

static uint64_t mix(uint64_t h, drg_str text)
{
    return (h ^ drg_str_hash(text)) * UINT64_C(1099511628211) + text.len;
}

static void make_digest(put *p)
{
    uint64_t what = mix(mix(mix(0, p->in.text), p->in.title), p->in.publisher), records = p->in.n_records;
    what = mix(what, drg_str_of(p->in.has_day ? "dated" : "")) + (uint64_t)p->in.day;
    for (size_t i = 0; i < p->in.n_records; i++)
        records = mix(records, p->in.bodies[i]);
    snprintf(p->digest, sizeof p->digest, "%016llx-%016llx", (unsigned long long)what, (unsigned long long)records);
}

/* Whether any revision of the page is exactly this: where only records came, whether it has these records. Earlier ones
 * count too, so that whoever reads an archive again from its beginning adds nothing. */
static drg_status find_page(put *p, bool *is_there, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    size_t from = p->in.document != NULL ? 0 : 16;
    drg_status st =
        drg_ledger__sql(p->l, "SELECT doc, revision, digest FROM document WHERE page = ?1 ORDER BY revision", &s, err);
    *is_there = false;
    p->old_doc = 0;
    p->revision = 1;
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, p->page);
    while ((st = drg_ledger__step(p->l, s, err)) == DRG_OK) {
        drg_str digest = drg_ledger__column(s, 2);
        p->old_doc = sqlite3_column_int64(s, 0);
        p->revision = sqlite3_column_int64(s, 1) + 1;
        *is_there |= drg_str_eq(drg_str_sub(digest, from, digest.len), drg_str_of(p->digest + from));
    }
    return st == DRG_END ? DRG_OK : st;
}

/* ---- the document ---- */

static void bind_day(sqlite3_stmt *s, int at, bool has, int32_t day)
{
    if (has)
        sqlite3_bind_int64(s, at, day);
    else
        sqlite3_bind_null(s, at);
}

/* A JSON value as text, "[]" where there is none. @return NULL when out of memory; free() it. */
static char *dump(const json_t *value)
{
    return value != NULL && json_is_array(value) ? json_dumps(value, JSON_COMPACT) : strdup("[]");
}

static drg_status bind_json(sqlite3_stmt *s, int at, const json_t *value, drg_error *err)
{
    char *text = dump(value);
    if (text == NULL)
        return drg_fail_nomem(err);
    sqlite3_bind_text(s, at, text, -1, free);
    return DRG_OK;
}

static drg_status retire(put *p, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(p->l, "UPDATE document SET current = 0 WHERE doc = ?1", &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, p->old_doc);
        st = drg_ledger__run(p->l, s, err);
    }
    if (st == DRG_OK)
        st = drg_ledger__sql(p->l, "UPDATE record SET current = 0 WHERE doc = ?1", &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, p->old_doc);
        st = drg_ledger__run(p->l, s, err);
    }
    return st;
}

static drg_status add_document(put *p, drg_error *err)
{
    const drg_lines *in = &p->in;
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(
        p->l,
        "INSERT INTO document (page, revision, current, digest, id, source, url, title, publisher, authors, language,"
        " published, published_from, text, blocks, n_records)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        &s, err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, p->page);
    sqlite3_bind_int64(s, 2, p->revision);
    drg_ledger__bind_text(s, 3, drg_str_of(p->digest));
    drg_ledger__bind_text(s, 4, in->id);
    drg_ledger__bind_text(s, 5, in->source);
    drg_ledger__bind_text(s, 6, in->url);
    drg_ledger__bind_text(s, 7, in->title);
    drg_ledger__bind_text(s, 8, in->publisher);
    drg_ledger__bind_text(s, 10, in->language);
    bind_day(s, 11, in->has_day, in->day);
    drg_ledger__bind_text(s, 12, in->published_from);
    drg_ledger__bind_text(s, 13, in->text);
    sqlite3_bind_int64(s, 15, (int64_t)in->n_records);
    st = bind_json(s, 9, in->authors, err);
    if (st == DRG_OK)
        st = bind_json(s, 14, in->blocks, err);
    if (st == DRG_OK)
        st = drg_ledger__run(p->l, s, err);
    p->doc = sqlite3_last_insert_rowid(p->l->db);
    if (st == DRG_OK)
        st = drg_ledger__sql(p->l, "INSERT INTO document_words (rowid, title, text) VALUES (?1, ?2, ?3)", &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, p->doc);
        drg_ledger__bind_text(s, 2, in->title);
        drg_ledger__bind_text(s, 3, in->text);
        st = drg_ledger__run(p->l, s, err);
    }
    return st;
}

/* ---- what hangs on a record ---- */

static drg_str first_of(const json_t *list)
{
    const json_t *value = json_array_get(list, 0);
    return json_is_string(value) ? (drg_str){json_string_value(value), json_string_length(value)} : (drg_str){NULL, 0};
}

/* Text that may not be null. */
static void bind_always(sqlite3_stmt *s, int at, drg_str text)
{
    sqlite3_bind_text64(s, at, text.len > 0 ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_number(sqlite3_stmt *s, int at, const json_t *object, const char *key)
{
    const json_t *value = drg_json_number(object, key);
    if (value != NULL)
        sqlite3_bind_double(s, at, json_number_value(value));
    else
        sqlite3_bind_null(s, at);
}

static drg_status add_parties(put *p, int64_t rec, const json_t *record, const char *side, drg_error *err)
{
    const json_t *list = json_object_get(record, side);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < json_array_size(list); i++) {
        const json_t *party = json_array_get(list, i), *sectors = json_object_get(party, "sector");
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(
            p->l,
            "INSERT INTO party VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT day FROM record WHERE rec = ?1))",
            &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, rec);
        drg_ledger__bind_text(s, 2, drg_str_of(side));
        sqlite3_bind_int64(s, 3, (int64_t)i);
        bind_always(s, 4, drg_json_text(party, "text"));
        drg_ledger__bind_text(s, 5, drg_json_text(party, "name"));
        drg_ledger__bind_text(s, 6, drg_json_text(party, "country"));
        drg_ledger__bind_text(s, 7, first_of(sectors));
        st = bind_json(s, 8, sectors, err);
        drg_ledger__bind_text(s, 9, drg_json_text(party, "role"));
        if (st == DRG_OK)
            st = drg_ledger__run(p->l, s, err);
    }
    return st;
}

static drg_status add_numbers(put *p, int64_t rec, const json_t *record, drg_error *err)
{
    const json_t *list = json_object_get(record, "quantity");
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < json_array_size(list); i++) {
        const json_t *number = json_array_get(list, i), *whose = json_object_get(number, "entity");
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(p->l, "INSERT INTO number VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, rec);
        sqlite3_bind_int64(s, 2, (int64_t)i);
        bind_always(s, 3, drg_json_text(number, "what"));
        bind_number(s, 4, number, "low");
        bind_number(s, 5, number, "high");
        drg_ledger__bind_text(s, 6, drg_json_text(number, "unit"));
        bind_always(s, 7, drg_json_text(number, "text"));
        drg_ledger__bind_text(s, 8, drg_json_text(whose, "country"));
        drg_ledger__bind_text(s, 9, first_of(json_object_get(whose, "sector")));
        int claim = drg_given_by(&p->given, record, number);
        if (claim >= 0)
            sqlite3_bind_int(s, 10, claim);
        st = drg_ledger__run(p->l, s, err);
    }
    return st;
}

static drg_status add_claim(put *p, int64_t rec, int64_t n, const drg_source_key *source, const json_t *said,
                            drg_error *err)
{
    int64_t number;
    drg_status st = drg_ledger__source(p->l, source, &number, err);
    sqlite3_stmt *s = NULL;
    if (st == DRG_OK)
        st = drg_ledger__sql(
            p->l, "INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT day FROM record WHERE rec = ?1))", &s,
            err);
    if (st != DRG_OK)
        return st;
    drg_str stance = said != NULL ? drg_json_text(said, "stance") : drg_str_of("asserts");
    sqlite3_bind_int64(s, 1, rec);
    sqlite3_bind_int64(s, 2, n);
    sqlite3_bind_int64(s, 3, number);
    bind_always(s, 4, drg_json_text(said, "text"));
    drg_ledger__bind_text(s, 5, drg_json_text(said, "cue"));
    drg_ledger__bind_text(s, 6, stance);
    sqlite3_bind_int(s, 7, json_is_true(json_object_get(said, "via")));
    return drg_ledger__run(p->l, s, err);
}

static drg_status add_claims(put *p, int64_t rec, const json_t *record, drg_error *err)
{
    const json_t *list = json_object_get(record, "attribution");
    drg_source_key key;
    if (json_array_size(list) == 0) {
        drg_status st = drg_source_key_of_document(&p->arena, p->in.publisher, p->in.url, p->in.id, &key, err);
        return st == DRG_OK ? add_claim(p, rec, 0, &key, NULL, err) : st;
    }
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < json_array_size(list); i++) {
        const json_t *said = json_array_get(list, i);
        st = drg_source_key_of(&p->arena, said, &key, err);
        if (st == DRG_OK)
            st = add_claim(p, rec, (int64_t)i, &key, said, err);
    }
    return st;
}

/* ---- where it was ---- */

#define KM_PER_DEGREE 111.2

/* How far a point may be off, by what kind of place it stands for: the middle of a country is hundreds of kilometres from
 * most of it. */
static double radius_of(drg_str resolution)
{
    static const struct {
        const char *name;
        double km;
    } radii[] = {{"site", 2},      {"city", 10},    {"district", 30}, {"province", 100},
                 {"country", 500}, {"region", 200}, {"feature", 100}};
    for (size_t i = 0; i < sizeof radii / sizeof *radii; i++)
        if (drg_str_is(resolution, radii[i].name))
            return radii[i].km;
    return 200;
}

static drg_status add_box(put *p, int64_t rec, double lat, double lon, double km, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(p->l, "INSERT INTO record_box VALUES (?1, ?2, ?3, ?4, ?5)", &s, err);
    if (st != DRG_OK)
        return st;
    double high = km / KM_PER_DEGREE, wide = high / fmax(cos(lat * 3.14159265358979323846 / 180), 0.01);
    sqlite3_bind_int64(s, 1, rec);
    sqlite3_bind_double(s, 2, lat - high);
    sqlite3_bind_double(s, 3, lat + high);
    sqlite3_bind_double(s, 4, lon - wide);
    sqlite3_bind_double(s, 5, lon + wide);
    return drg_ledger__run(p->l, s, err);
}

/* ---- the record ---- */

static void bind_place(sqlite3_stmt *s, const json_t *place)
{
    drg_str resolution = drg_json_text(place, "resolution");
    const json_t *geonameid = drg_json_number(place, "geonameid");
    drg_ledger__bind_text(s, 15, drg_json_text(place, "name"));
    drg_ledger__bind_text(s, 16, drg_json_text(place, "country"));
    drg_ledger__bind_text(s, 17, drg_json_text(place, "province"));
    bind_number(s, 18, place, "lat");
    bind_number(s, 19, place, "lon");
    if (drg_json_number(place, "lat") != NULL)
        sqlite3_bind_double(s, 20, radius_of(resolution));
    if (geonameid != NULL)
        sqlite3_bind_int64(s, 21, (int64_t)json_number_value(geonameid));
    drg_ledger__bind_text(s, 22, resolution);
}

static int64_t whole(const json_t *object, const char *key)
{
    const json_t *value = drg_json_number(object, key);
    double number = value != NULL ? json_number_value(value) : 0;
    return number >= 0 && number < 9e15 ? (int64_t)number : 0;
}

static drg_status insert_record(put *p, const json_t *record, size_t n, drg_error *err)
{
    const json_t *date = json_object_get(record, "date"), *topic = json_object_get(record, "topic");
    const json_t *evidence = json_object_get(record, "evidence");
    int32_t first = 0, last = 0;
    bool has_first = drg_json_day(date, "start", &first), has_last = drg_json_day(date, "end", &last);
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(
        p->l,
        "INSERT INTO record (doc, n, id, current, event, mode, modes, contexts, cameo, status, event_text, first_day,"
        " last_day, time, date_resolution, place, country, province, lat, lon, radius_km, geonameid, place_resolution,"
        " topic, topic_event, topic_mode, sentence, trigger_start, trigger_end, confidence, published)"
        " VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
        " ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, p->doc);
    sqlite3_bind_int64(s, 2, (int64_t)n);
    bind_always(s, 3, drg_json_text(record, "id"));
    bind_always(s, 4, drg_json_text(record, "event"));
    bind_always(s, 5, first_of(json_object_get(record, "mode")));
    st = bind_json(s, 6, json_object_get(record, "mode"), err);
    if (st == DRG_OK)
        st = bind_json(s, 7, json_object_get(record, "context"), err);
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 8, drg_json_text(record, "cameo"));
    bind_always(s, 9, drg_json_text(record, "status"));
    bind_always(s, 10, drg_json_text(record, "event_text"));
    bind_day(s, 11, has_first, first);
    bind_day(s, 12, has_last, last);
    drg_ledger__bind_text(s, 13, drg_json_text(date, "time"));
    drg_ledger__bind_text(s, 14, drg_json_text(date, "resolution"));
    bind_place(s, json_object_get(record, "place"));
    drg_ledger__bind_text(s, 23, drg_json_text(topic, "text"));
    drg_ledger__bind_text(s, 24, drg_json_text(topic, "event"));
    drg_ledger__bind_text(s, 25, drg_json_text(topic, "mode"));
    sqlite3_bind_int64(s, 26, whole(evidence, "sentence"));
    sqlite3_bind_int64(s, 27, whole(evidence, "trigger_start"));
    sqlite3_bind_int64(s, 28, whole(evidence, "trigger_end"));
    bind_number(s, 29, record, "confidence");
    bind_day(s, 30, p->in.has_day, p->in.day);
    return drg_ledger__run(p->l, s, err);
}

/* Names beyond the buffer's limit are left out. */
static void add_name(drg_buf *names, drg_str name, drg_status *st)
{
    if (*st == DRG_OK && name.len > 0)
        *st = drg_buf_add(names, name.ptr, name.len);
    if (*st == DRG_OK && name.len > 0)
        *st = drg_buf_add(names, "\n", 1);
    if (*st == DRG_ELIMIT)
        *st = DRG_OK;
}

/* Canonical names that a sentence need not hold, so that they are found. */
static drg_status collect_names(const json_t *record, drg_buf *names, drg_error *err)
{
    static const char *const lists[] = {"actor", "recipient", "attribution"};
    drg_status st = DRG_OK;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const json_t *list = json_object_get(record, lists[k]);
        for (size_t i = 0; i < json_array_size(list); i++) {
            add_name(names, drg_json_text(json_array_get(list, i), "text"), &st);
            add_name(names, drg_json_text(json_array_get(list, i), "name"), &st);
        }
    }
    add_name(names, drg_json_text(json_object_get(record, "place"), "name"), &st);
    add_name(names, drg_json_text(json_object_get(record, "topic"), "text"), &st);
    return st == DRG_OK ? st : drg_fail_nomem(err);
}

static drg_status add_words(put *p, int64_t rec, const json_t *record, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st =
        drg_ledger__sql(p->l, "INSERT INTO record_words (rowid, evidence, names) VALUES (?1, ?2, ?3)", &s, err);
    if (st != DRG_OK)
        return st;
    drg_buf names;
    drg_buf_init(&names, (size_t)1 << 20);
    st = collect_names(record, &names, err);
    sqlite3_bind_int64(s, 1, rec);
    drg_ledger__bind_text(s, 2, drg_json_text(json_object_get(record, "evidence"), "text"));
    drg_ledger__bind_text(s, 3, (drg_str){names.ptr, names.len});
    if (st == DRG_OK)
        st = drg_ledger__run(p->l, s, err);
    drg_buf_release(&names);
    return st;
}

static drg_status add_json(put *p, int64_t rec, drg_str body, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(p->l, "INSERT INTO record_json VALUES (?1, ?2)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    drg_ledger__bind_text(s, 2, body);
    return drg_ledger__run(p->l, s, err);
}

static drg_status add_record(put *p, size_t n, drg_error *err)
{
    const json_t *record = p->in.records[n], *place = json_object_get(record, "place");
    drg_status st = insert_record(p, record, n, err);
    int64_t rec = sqlite3_last_insert_rowid(p->l->db);
    if (st == DRG_OK)
        st = add_json(p, rec, p->in.bodies[n], err);
    if (st == DRG_OK)
        st = add_parties(p, rec, record, "actor", err);
    if (st == DRG_OK)
        st = add_parties(p, rec, record, "recipient", err);
    if (st == DRG_OK)
        st = add_numbers(p, rec, record, err);
    if (st == DRG_OK)
        st = add_claims(p, rec, record, err);
    if (st == DRG_OK)
        st = add_words(p, rec, record, err);
    const json_t *lat = drg_json_number(place, "lat"), *lon = drg_json_number(place, "lon");
    if (st == DRG_OK && lat != NULL && lon != NULL)
        st = add_box(p, rec, json_number_value(lat), json_number_value(lon),
                     radius_of(drg_json_text(place, "resolution")), err);
    return st;
}

/* ---- all of it ---- */

static drg_status store(put *p, drg_ledger_counts *counts, drg_error *err)
{
    bool is_there;
    drg_status st = find_page(p, &is_there, err);
    if (st != DRG_OK)
        return st;
    if (is_there) {
        counts->unchanged++;
        return DRG_OK;
    }
    if (p->old_doc != 0)
        st = retire(p, err);
    if (st == DRG_OK)
        st = add_document(p, err);
    for (size_t i = 0; st == DRG_OK && i < p->in.n_records; i++)
        st = add_record(p, i, err);
    if (st == DRG_OK)
        st = drg_ledger__derive(p->l, p->doc, p->old_doc, err);
    if (p->old_doc != 0)
        counts->revisions++;
    else
        counts->documents++;
    counts->records += p->in.n_records;
    return st;
}

drg_status drg_ledger_put(drg_ledger *l, drg_str lines, drg_ledger_counts *counts, drg_error *err)
{
    put p = {.l = l};
    drg_ledger_counts adds = {0};
    drg_arena_init(&p.arena, 0);
    drg_status st = drg_lines_read(lines, &p.arena, &p.in, err);
    if (st == DRG_OK) {
        p.page = p.in.url.len > 0 ? p.in.url : p.in.id;
        make_digest(&p);
        st = drg_given_read(&p.arena, p.in.text, &p.given, err);
    }
    if (st == DRG_OK) {
        st = drg_ledger__begin(l, err);
        if (st == DRG_OK)
            st = drg_ledger__end(l, store(&p, &adds, err), err);
    }
    if (st == DRG_OK && counts != NULL) {
        counts->documents += adds.documents;
        counts->revisions += adds.revisions;
        counts->unchanged += adds.unchanged;
        counts->records += adds.records;
    }
    drg_lines_release(&p.in);
    drg_arena_release(&p.arena);
    return st;
}

#include "ledger/facts.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/fact_words.h"

#include <math.h>
#include <string.h>

#define LEN(list) (sizeof(list) / sizeof *(list))

/* ---- codes ---- */

uint32_t drg_facts_hash(drg_str text)
{
    uint64_t h = drg_str_hash(text);
    uint32_t folded = (uint32_t)(h ^ (h >> 32));
    return text.len == 0 ? 0 : folded != 0 ? folded : 1;
}

uint32_t drg_facts_code(const char *text, size_t len)
{
    uint32_t code = 0;
    for (size_t i = 0; i < len && i < 4; i++)
        code |= (uint32_t)(unsigned char)text[i] << (8 * i);
    return code;
}

static uint32_t code_of(drg_str text)
{
    return drg_facts_code(text.ptr, text.len);
}

drg_fact_event drg_facts_event(drg_str name)
{
    static const char *const names[] = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                        "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                        "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
    for (size_t i = 0; i < LEN(names); i++)
        if (drg_str_is(name, names[i]))
            return (drg_fact_event)(DRG_FACT_AGREE + i);
    return DRG_FACT_NO_EVENT;
}

static drg_fact_status status_of(drg_str name)
{
    static const char *const names[] = {"actual", "negated", "future", "hypothetical", "historical"};
    for (size_t i = 0; i < LEN(names); i++)
        if (drg_str_is(name, names[i]))
            return (drg_fact_status)i;
    return DRG_FACT_ACTUAL;
}

static drg_status hash_folded(drg_arena *arena, drg_str text, uint32_t *hash)
{
    drg_str folded = text.len > 0 ? drg_str_fold(arena, text) : text;
    if (text.len > 0 && folded.ptr == NULL)
        return DRG_ENOMEM;
    *hash = drg_facts_hash(folded);
    return DRG_OK;
}

/* ["drone","targeted"] */
static void read_modes(drg_str list, drg_facts *out)
{
    for (size_t at = 0; at < list.len && out->n_modes < DRG_FACT_MODES;) {
        const char *open = memchr(list.ptr + at, '"', list.len - at);
        if (open == NULL)
            break;
        size_t from = (size_t)(open - list.ptr) + 1;
        const char *close = memchr(list.ptr + from, '"', list.len - from);
        size_t to = close != NULL ? (size_t)(close - list.ptr) : list.len;
        out->modes[out->n_modes++] = code_of(drg_str_sub(list, from, to));
        at = to + 1;
    }
}

/* ---- time ---- */

#define PUBLISHED_DAYS 2

static int32_t minute_of(drg_str time)
{
    if (time.len < 5 || time.ptr[2] != ':')
        return -1;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (time.ptr[i] < '0' || time.ptr[i] > '9'))
            return -1;
    return ((time.ptr[0] - '0') * 10 + time.ptr[1] - '0') * 60 + (time.ptr[3] - '0') * 10 + time.ptr[4] - '0';
}

static void read_time(sqlite3_stmt *s, int first, int last, int time, int published, drg_facts *out)
{
    bool has_first = sqlite3_column_type(s, first) != SQLITE_NULL;
    bool has_last = sqlite3_column_type(s, last) != SQLITE_NULL;
    out->has_published = sqlite3_column_type(s, published) != SQLITE_NULL;
    out->published = sqlite3_column_int(s, published);
    out->first = sqlite3_column_int(s, first);
    out->last = sqlite3_column_int(s, last);
    out->minute = minute_of(drg_ledger__column(s, time));
    out->time = DRG_FACT_SPAN;
    if (!has_first && !has_last) {
        out->time = out->has_published ? DRG_FACT_PUBLISHED : DRG_FACT_TIMELESS;
        out->first = out->published - PUBLISHED_DAYS;
        out->last = out->published;
    } else if (!has_last) {
        out->last = out->has_published && out->published > out->first ? out->published : out->first;
    } else if (!has_first) {
        out->first = out->has_published && out->published < out->last ? out->published : out->last;
    }
    if (out->last < out->first)
        out->last = out->first;
    if (has_first && has_last && out->first == out->last)
        out->time = DRG_FACT_DAY;
}

/* ---- place ---- */

static drg_status read_place(sqlite3_stmt *s, int at, drg_arena *arena, drg_facts *out)
{
    drg_status st = hash_folded(arena, drg_ledger__column(s, at), &out->place);
    out->country = code_of(drg_ledger__column(s, at + 1));
    out->geonameid = sqlite3_column_int64(s, at + 5);
    double lat = sqlite3_column_double(s, at + 2), lon = sqlite3_column_double(s, at + 3);
    double radius = sqlite3_column_double(s, at + 4);
    bool is_point = sqlite3_column_type(s, at + 2) != SQLITE_NULL && sqlite3_column_type(s, at + 3) != SQLITE_NULL &&
                    fabs(lat) <= 90 && fabs(lon) <= 180 && radius >= 1 && radius <= 20000;
    if (is_point) {
        out->lat = (int32_t)lround(lat * 10000);
        out->lon = (int32_t)lround(lon * 10000);
        out->radius_km = (uint32_t)radius;
    }
    return st;
}

/* ---- what hangs on a record ---- */

typedef struct reading {
    drg_ledger *l;
    drg_arena *arena;
    drg_word_set known; /* words of parties and place: they count elsewhere */
} reading;

static drg_status add_party(reading *r, sqlite3_stmt *s, drg_facts *out)
{
    bool is_actor = drg_str_is(drg_ledger__column(s, 0), "actor");
    uint8_t *n = is_actor ? &out->n_actors : &out->n_recipients;
    drg_fact_party party = {.country = code_of(drg_ledger__column(s, 2)), .sector = code_of(drg_ledger__column(s, 3))};
    drg_status st = hash_folded(r->arena, drg_ledger__column(s, 1), &party.name);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 1), NULL, &r->known, NULL);
    if (st == DRG_OK && party.name == 0)
        st = drg_words_noun(r->arena, drg_ledger__column(s, 4), &party.noun);
    if (st == DRG_OK && party.name != 0)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 4), NULL, &r->known, NULL);
    if (*n < DRG_FACT_PARTIES)
        (is_actor ? out->actors : out->recipients)[(*n)++] = party;
    return st;
}

static drg_status read_parties(reading *r, drg_facts *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        r->l, "SELECT side, name, country, sector, text FROM party WHERE rec = ?1 ORDER BY side, n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, out->rec);
    while (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK)
        st = add_party(r, s, out);
    return st == DRG_END ? DRG_OK : st;
}

static float bound(sqlite3_stmt *s, int at)
{
    double value = sqlite3_column_double(s, at);
    return sqlite3_column_type(s, at) == SQLITE_NULL || !(value >= 0 && value < 1e30) ? -1 : (float)value;
}

static drg_status read_numbers(reading *r, drg_facts *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(r->l, "SELECT what, unit, low, high FROM number WHERE rec = ?1 ORDER BY n", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, out->rec);
    while (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK)
        if (out->n_numbers < DRG_FACT_NUMBERS)
            out->numbers[out->n_numbers++] = (drg_fact_number){.what = drg_facts_hash(drg_ledger__column(s, 0)),
                                                               .unit = drg_facts_hash(drg_ledger__column(s, 1)),
                                                               .low = bound(s, 2),
                                                               .high = bound(s, 3)};
    return st == DRG_END ? DRG_OK : st;
}

static drg_status read_stance(reading *r, drg_facts *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(r->l, "SELECT stance IN ('denies', 'doubts') FROM claim WHERE rec = ?1 AND n = 0", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, out->rec);
    if (st == DRG_OK && (st = drg_ledger__step(r->l, s, err)) == DRG_OK) {
        out->denied = sqlite3_column_int(s, 0) != 0;
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

/* The record's own columns. Its words follow once its parties are known: those count apart. */
static drg_status read_record(reading *r, sqlite3_stmt *s, drg_facts *out)
{
    out->rec = sqlite3_column_int64(s, 0);
    out->n = sqlite3_column_int(s, 1);
    out->event = (uint8_t)drg_facts_event(drg_ledger__column(s, 2));
    read_modes(drg_ledger__column(s, 3), out);
    out->status = (uint8_t)status_of(drg_ledger__column(s, 4));
    read_time(s, 6, 7, 8, 9, out);
    out->topic_event = (uint8_t)drg_facts_event(drg_ledger__column(s, 17));
    out->topic_mode = drg_facts_hash(drg_ledger__column(s, 18));
    out->page = drg_str_hash(drg_ledger__column(s, 19));
    drg_status st = hash_folded(r->arena, drg_ledger__column(s, 5), &out->trigger);
    if (st == DRG_OK)
        st = read_place(s, 10, r->arena, out);
    if (st == DRG_OK)
        st = hash_folded(r->arena, drg_ledger__column(s, 20), &out->sentence);
    return st;
}

/* Whether the sentence names the place. */
static drg_status read_place_words(reading *r, sqlite3_stmt *s, drg_facts *out)
{
    uint32_t place[8], sentence[96];
    drg_word_set places = {place, 0, LEN(place)}, all = {sentence, 0, LEN(sentence)};
    drg_status st = drg_words_collect(r->arena, drg_ledger__column(s, 10), NULL, &places, NULL);
    out->place_word = places.n > 0 ? place[0] : 0;
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 21), NULL, &places, NULL);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 20), NULL, &all, NULL);
    out->place_told = places.n == 0;
    for (size_t i = 0; i < places.n; i++)
        out->place_told |= drg_words_has(&all, place[i]);
    return st;
}

static drg_status read_words(reading *r, sqlite3_stmt *s, drg_facts *out)
{
    drg_word_set topic = {out->topic, 0, DRG_FACT_TOPIC}, words = {out->words, 0, DRG_FACT_WORDS};
    drg_word_set names = {out->names, 0, DRG_FACT_WORDS};
    drg_status st = read_place_words(r, s, out);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 10), NULL, &r->known, NULL);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 21), NULL, &r->known, NULL);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 16), &r->known, &topic, NULL);
    if (st == DRG_OK)
        st = drg_words_collect(r->arena, drg_ledger__column(s, 20), &r->known, &words, &names);
    out->n_topic = (uint8_t)topic.n;
    out->n_words = (uint8_t)words.n;
    out->n_names = (uint8_t)names.n;
    return st;
}

static drg_status read_all(reading *r, int64_t doc, sqlite3_stmt *s, drg_facts *out, drg_error *err)
{
    uint32_t known[64];
    r->known = (drg_word_set){known, 0, LEN(known)};
    *out = (drg_facts){.doc = doc};
    drg_arena_point mark = drg_arena_mark(r->arena);
    drg_status st = read_record(r, s, out);
    if (st == DRG_OK)
        st = read_parties(r, out, err);
    if (st == DRG_OK)
        st = read_words(r, s, out);
    drg_arena_rewind(r->arena, mark);
    if (st == DRG_OK)
        st = read_numbers(r, out, err);
    if (st == DRG_OK)
        st = read_stance(r, out, err);
    return st == DRG_ENOMEM ? drg_fail_nomem(err) : st;
}

static drg_status count_records(drg_ledger *l, int64_t doc, size_t *n, drg_error *err)
{
    int64_t number;
    drg_status st = drg_ledger__number(l, "SELECT count(*) FROM record WHERE doc = ?1", doc, &number, err);
    *n = (size_t)number;
    return st;
}

drg_status drg_facts_of_document(drg_ledger *l, int64_t doc, drg_arena *arena, drg_facts **facts, size_t *n,
                                 drg_error *err)
{
    reading r = {.l = l, .arena = arena};
    size_t most = 0, got = 0;
    sqlite3_stmt *s = NULL;
    drg_status st = count_records(l, doc, &most, err);
    drg_facts *list = st == DRG_OK ? drg_arena_array(arena, most, sizeof *list) : NULL;
    if (st == DRG_OK && list == NULL)
        return drg_fail_nomem(err);
    if (st == DRG_OK)
        st = drg_ledger__sql(
            l,
            "SELECT r.rec, r.n, r.event, r.modes, r.status, r.event_text, r.first_day, r.last_day, r.time, r.published,"
            " r.place, r.country, r.lat, r.lon, r.radius_km, r.geonameid, r.topic, r.topic_event, r.topic_mode, d.page,"
            " json_extract(j.json, '$.evidence.text'), json_extract(j.json, '$.place.text')"
            " FROM record r JOIN document d USING (doc) JOIN record_json j USING (rec) WHERE r.doc = ?1 ORDER BY r.n",
            &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, doc);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        if (got < most)
            st = read_all(&r, doc, s, &list[got++], err);
    if (st != DRG_END) {
        if (st == DRG_ENOMEM)
            sqlite3_reset(s);
        return st;
    }
    *facts = list;
    *n = got;
    return DRG_OK;
}

/* ---- order ---- */

int drg_facts_compare(const drg_facts *a, const drg_facts *b)
{
    if (a->has_published != b->has_published)
        return a->has_published ? -1 : 1;
    if (a->has_published && a->published != b->published)
        return a->published < b->published ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return (a->n > b->n) - (a->n < b->n);
}

/* ---- keys ---- */

#define SLOT_DAYS 4
#define MOST_SLOT_DAYS 32
#define TIMELESS_SLOT INT64_C(-1000000)
/* A point that stands for more than this much land says no more than a country does. */
#define POINT_KM 100
#define CELL 10000 /* a degree of latitude; of longitude, one and a half */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Whatever is hashed together makes one key. */
static int64_t make_key(drg_fact_event event, uint64_t kind, uint64_t a, uint64_t b)
{
    uint64_t h = UINT64_C(0x9e3779b97f4a7c15) * ((uint64_t)event * 8 + kind + 1);
    h = (h ^ (h >> 29) ^ a) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 32) ^ b) * UINT64_C(0x94d049bb133111eb);
    return (int64_t)(h ^ (h >> 31));
}

enum { KEY_CELL, KEY_PLACED, KEY_UNPLACED, KEY_ALL };

/* Whose nobody says: neither a country nor a name. Few are, and they may be like any. */
#define NOBODY UINT64_MAX

/* 240 cells go around the world. */
static int64_t cell_key(drg_fact_event event, int64_t y, int64_t x)
{
    return make_key(event, KEY_CELL, (uint64_t)y, (uint64_t)((x + 360) % 240));
}

typedef struct whose {
    uint64_t ids[2 * DRG_FACT_PARTIES + 2];
    size_t n;
} whose;

static void add_id(whose *w, uint64_t id)
{
    if (id == 0)
        return;
    for (size_t i = 0; i < w->n; i++)
        if (w->ids[i] == id)
            return;
    if (w->n < LEN(w->ids))
        w->ids[w->n++] = id;
}

/* Countries; where there are none, names; where there are none either, nobody. */
static void find_whose(const drg_facts *f, whose *w)
{
    w->n = 0;
    add_id(w, f->country);
    for (size_t i = 0; i < f->n_actors; i++)
        add_id(w, f->actors[i].country);
    for (size_t i = 0; i < f->n_recipients; i++)
        add_id(w, f->recipients[i].country);
    for (size_t i = 0; w->n == 0 && i < f->n_actors; i++)
        add_id(w, (uint64_t)f->actors[i].name << 32);
    for (size_t i = 0; w->n == 0 && i < f->n_recipients; i++)
        add_id(w, (uint64_t)f->recipients[i].name << 32);
    if (w->n == 0)
        add_id(w, NOBODY);
}

static void add_look(drg_fact_keys *out, int64_t key)
{
    if (out->n_look < DRG_FACT_KEYS)
        out->look[out->n_look++] = key;
}

void drg_facts_keys(const drg_facts *f, drg_fact_event event, drg_fact_keys *out)
{
    whose w;
    find_whose(f, &w);
    bool placed = f->radius_km > 0 && f->radius_km <= POINT_KM && f->place_told;
    *out = (drg_fact_keys){.first_slot = TIMELESS_SLOT, .last_slot = TIMELESS_SLOT};
    if (f->time != DRG_FACT_TIMELESS) {
        int64_t from = f->last - f->first > MOST_SLOT_DAYS ? f->last - MOST_SLOT_DAYS : f->first;
        out->first_slot = floor_div(from, SLOT_DAYS);
        out->last_slot = floor_div(f->last, SLOT_DAYS);
    }
    if (placed) {
        int64_t y = floor_div(f->lat, CELL), x = floor_div((int64_t)f->lon * 2, CELL * 3);
        out->own[out->n_own++] = cell_key(event, y, x);
        for (int64_t dy = -1; dy <= 1; dy++)
            for (int64_t dx = -1; dx <= 1; dx++)
                add_look(out, cell_key(event, y + dy, x + dx));
    }
    out->own[out->n_own++] = make_key(event, KEY_ALL, 0, 0);
    for (size_t i = 0; i < w.n && out->n_own < DRG_FACT_KEYS; i++)
        out->own[out->n_own++] = make_key(event, placed && w.ids[0] != NOBODY ? KEY_PLACED : KEY_UNPLACED, w.ids[i], 0);
    if (w.ids[0] == NOBODY) {
        out->n_look = 0;
        add_look(out, make_key(event, KEY_ALL, 0, 0));
        return;
    }
    add_look(out, make_key(event, KEY_UNPLACED, NOBODY, 0));
    for (size_t i = 0; i < w.n; i++) {
        add_look(out, make_key(event, KEY_UNPLACED, w.ids[i], 0));
        if (!placed)
            add_look(out, make_key(event, KEY_PLACED, w.ids[i], 0));
    }
}

/* ---- packing ---- */

typedef struct bytes {
    uint8_t *out;
    const uint8_t *in;
    size_t at, len;
} bytes;

static void put8(bytes *b, uint64_t value)
{
    b->out[b->at++] = (uint8_t)value;
}

static void put32(bytes *b, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        put8(b, value >> (8 * i));
}

static void put64(bytes *b, uint64_t value)
{
    put32(b, (uint32_t)value);
    put32(b, (uint32_t)(value >> 32));
}

static void put_float(bytes *b, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put32(b, bits);
}

static void put_parties(bytes *b, const drg_fact_party *parties, size_t n)
{
    put8(b, n);
    for (size_t i = 0; i < n; i++) {
        put32(b, parties[i].country);
        put32(b, parties[i].sector);
        put32(b, parties[i].name);
        put32(b, parties[i].noun);
    }
}

static void put_hashes(bytes *b, const uint32_t *hashes, size_t n)
{
    put8(b, n);
    for (size_t i = 0; i < n; i++)
        put32(b, hashes[i]);
}

size_t drg_facts_pack(const drg_facts *f, uint8_t out[DRG_FACT_BYTES])
{
    bytes b = {.out = out};
    put64(&b, (uint64_t)f->rec);
    put64(&b, (uint64_t)f->doc);
    put64(&b, f->page);
    put32(&b, (uint32_t)f->n);
    put32(&b, (uint32_t)f->published);
    put8(&b, (unsigned)f->has_published | (unsigned)f->denied << 1 | (unsigned)f->place_told << 2);
    put8(&b, f->event);
    put8(&b, f->status);
    put8(&b, f->time);
    put8(&b, f->topic_event);
    put32(&b, f->topic_mode);
    put32(&b, (uint32_t)f->first);
    put32(&b, (uint32_t)f->last);
    put32(&b, (uint32_t)f->minute);
    put32(&b, f->trigger);
    put32(&b, f->sentence);
    put32(&b, f->place);
    put32(&b, f->country);
    put32(&b, (uint32_t)f->lat);
    put32(&b, (uint32_t)f->lon);
    put32(&b, f->radius_km);
    put64(&b, (uint64_t)f->geonameid);
    put32(&b, f->place_word);
    put_hashes(&b, f->modes, f->n_modes);
    put_parties(&b, f->actors, f->n_actors);
    put_parties(&b, f->recipients, f->n_recipients);
    put8(&b, f->n_numbers);
    for (size_t i = 0; i < f->n_numbers; i++) {
        put32(&b, f->numbers[i].what);
        put32(&b, f->numbers[i].unit);
        put_float(&b, f->numbers[i].low);
        put_float(&b, f->numbers[i].high);
    }
    put_hashes(&b, f->topic, f->n_topic);
    put_hashes(&b, f->words, f->n_words);
    put_hashes(&b, f->names, f->n_names);
    return b.at;
}

static uint8_t get8(bytes *b)
{
    size_t at = b->at++;
    return at < b->len ? b->in[at] : 0;
}

static uint32_t get32(bytes *b)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value |= (uint32_t)get8(b) << (8 * i);
    return value;
}

static uint64_t get64(bytes *b)
{
    uint64_t low = get32(b);
    return low | (uint64_t)get32(b) << 32;
}

static float get_float(bytes *b)
{
    uint32_t bits = get32(b);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A count; what is too much shows as bytes that are missing. */
static uint8_t get_count(bytes *b, size_t most)
{
    uint8_t n = get8(b);
    if (n > most) {
        b->at = b->len + 1;
        return 0;
    }
    return n;
}

static uint8_t get_parties(bytes *b, drg_fact_party *parties)
{
    uint8_t n = get_count(b, DRG_FACT_PARTIES);
    for (size_t i = 0; i < n; i++) {
        parties[i].country = get32(b);
        parties[i].sector = get32(b);
        parties[i].name = get32(b);
        parties[i].noun = get32(b);
    }
    return n;
}

static uint8_t get_hashes(bytes *b, uint32_t *hashes, size_t most)
{
    uint8_t n = get_count(b, most);
    for (size_t i = 0; i < n; i++)
        hashes[i] = get32(b);
    return n;
}

bool drg_facts_unpack(const uint8_t *in, size_t len, drg_facts *f)
{
    bytes b = {.in = in, .len = len};
    *f = (drg_facts){.rec = (int64_t)get64(&b)};
    f->doc = (int64_t)get64(&b);
    f->page = get64(&b);
    f->n = (int32_t)get32(&b);
    f->published = (int32_t)get32(&b);
    uint8_t flags = get8(&b);
    f->has_published = flags & 1;
    f->denied = flags >> 1 & 1;
    f->place_told = flags >> 2 & 1;
    f->event = get8(&b);
    f->status = get8(&b);
    f->time = get8(&b);
    f->topic_event = get8(&b);
    f->topic_mode = get32(&b);
    f->first = (int32_t)get32(&b);
    f->last = (int32_t)get32(&b);
    f->minute = (int32_t)get32(&b);
    f->trigger = get32(&b);
    f->sentence = get32(&b);
    f->place = get32(&b);
    f->country = get32(&b);
    f->lat = (int32_t)get32(&b);
    f->lon = (int32_t)get32(&b);
    f->radius_km = get32(&b);
    f->geonameid = (int64_t)get64(&b);
    f->place_word = get32(&b);
    f->n_modes = get_hashes(&b, f->modes, DRG_FACT_MODES);
    f->n_actors = get_parties(&b, f->actors);
    f->n_recipients = get_parties(&b, f->recipients);
    f->n_numbers = get_count(&b, DRG_FACT_NUMBERS);
    for (size_t i = 0; i < f->n_numbers; i++) {
        f->numbers[i].what = get32(&b);
        f->numbers[i].unit = get32(&b);
        f->numbers[i].low = get_float(&b);
        f->numbers[i].high = get_float(&b);
    }
    f->n_topic = get_hashes(&b, f->topic, DRG_FACT_TOPIC);
    f->n_words = get_hashes(&b, f->words, DRG_FACT_WORDS);
    f->n_names = get_hashes(&b, f->names, DRG_FACT_WORDS);
    return b.at == b.len;
}

drg_status drg_facts_load(drg_ledger *l, int64_t rec, drg_facts *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT facts, original FROM fact WHERE rec = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st;
    bool good = drg_facts_unpack(sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0), out);
    out->original = sqlite3_column_int64(s, 1);
    sqlite3_reset(s);
    return good ? DRG_OK
                : drg_fail(err, DRG_EFORMAT, "%s: the facts of record %lld are damaged", l->path, (long long)rec);
}

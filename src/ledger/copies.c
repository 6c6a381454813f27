#include "ledger/copies.h"

#include "base/error.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define RUN_WORDS 5
/* Of a bucket that many share, copies of one text nearly always, the first lead to the family of all. */
#define LIMIT_IN_BUCKET "64"

/* ---- sketches ---- */

/* One of many independent numbers (splitmix64; Steele, Lea and Flood 2014). */
static uint64_t scramble(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static void add_run(drg_sketch *sketch, uint64_t run)
{
    for (uint64_t i = 0; i < DRG_SKETCH_HASHES; i++) {
        /* Multiply-shift: the high half of an odd multiple (Dietzfelbinger and others 1997). */
        uint32_t hash = (uint32_t)((run * (scramble(2 * i) | 1) + scramble(2 * i + 1)) >> 32);
        if (hash < sketch->hashes[i])
            sketch->hashes[i] = hash;
    }
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The next word's hash; 0: there is none. */
static uint64_t next_word(drg_str text, size_t *at)
{
    while (*at < text.len && !is_word_byte(text.ptr[*at]))
        ++*at;
    size_t start = *at;
    while (*at < text.len && is_word_byte(text.ptr[*at]))
        ++*at;
    return *at > start ? scramble(drg_str_hash(drg_str_sub(text, start, *at))) | 1 : 0;
}

/* Cut to a length, but not inside a character. */
static drg_str cut(drg_str text, size_t most)
{
    size_t len = text.len < most ? text.len : most;
    while (len > 0 && len < text.len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return drg_str_sub(text, 0, len);
}

drg_status drg_sketch_of(drg_arena *arena, drg_str text, drg_sketch *out, drg_error *err)
{
    drg_str folded = drg_str_fold(arena, cut(text, DRG_SKETCH_BYTES));
    if (folded.ptr == NULL && text.len > 0)
        return drg_fail_nomem(err);
    uint64_t words[RUN_WORDS] = {0}, word;
    size_t n = 0;
    memset(out, 0xff, sizeof *out);
    for (size_t at = 0; (word = next_word(folded, &at)) != 0;) {
        words[n++ % RUN_WORDS] = word;
        if (n < RUN_WORDS)
            continue;
        uint64_t run = 0;
        for (size_t i = 0; i < RUN_WORDS; i++)
            run = run * UINT64_C(1099511628211) + words[(n + i) % RUN_WORDS];
        add_run(out, scramble(run));
    }
    return n >= RUN_WORDS ? DRG_OK : DRG_END;
}

unsigned drg_sketch_common(const drg_sketch *a, const drg_sketch *b)
{
    unsigned n = 0;
    for (size_t i = 0; i < DRG_SKETCH_HASHES; i++)
        n += a->hashes[i] == b->hashes[i];
    return n;
}

/* The number under which a band of hashes is filed. */
static int64_t bucket_of(const drg_sketch *sketch, size_t band)
{
    uint64_t h = band;
    for (size_t i = 0; i < DRG_SKETCH_ROWS; i++)
        h = scramble(h ^ sketch->hashes[band * DRG_SKETCH_ROWS + i]);
    return (int64_t)(h >> 1);
}

/* ---- in the ledger ---- */

static drg_status sketch_document(drg_ledger *l, int64_t doc, drg_sketch *out, drg_error *err)
{
    /* Where only records came, their sentences are what is known of the text. */
    sqlite3_stmt *s = NULL;
    drg_arena arena;
    drg_status st = drg_ledger__sql(
        l,
        "SELECT coalesce(text, (SELECT group_concat(json_extract(json, '$.evidence.text'), ' ') FROM record"
        " JOIN record_json USING (rec) WHERE record.doc = document.doc)) FROM document WHERE doc = ?1",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st;
    drg_arena_init(&arena, 0);
    st = drg_sketch_of(&arena, drg_ledger__column(s, 0), out, err);
    drg_arena_release(&arena);
    sqlite3_reset(s);
    return st;
}

static drg_status keep_sketch(drg_ledger *l, int64_t doc, const drg_sketch *sketch, drg_error *err)
{
    unsigned char bytes[DRG_SKETCH_HASHES * 4];
    sqlite3_stmt *s = NULL;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(sketch->hashes[i / 4] >> (i % 4 * 8));
    drg_status st = drg_ledger__sql(l, "INSERT INTO sketch VALUES (?1, ?2)", &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, doc);
        sqlite3_bind_blob(s, 2, bytes, sizeof bytes, SQLITE_STATIC);
        st = drg_ledger__run(l, s, err);
    }
    for (size_t band = 0; st == DRG_OK && band < DRG_SKETCH_BANDS; band++) {
        st = drg_ledger__sql(l, "INSERT OR IGNORE INTO shingle VALUES (?1, ?2)", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, bucket_of(sketch, band));
        sqlite3_bind_int64(s, 2, doc);
        st = drg_ledger__run(l, s, err);
    }
    return st;
}

/* @return DRG_END where the document has none. */
static drg_status get_sketch(drg_ledger *l, int64_t doc, drg_sketch *out, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, "SELECT hashes FROM sketch WHERE doc = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st;
    const unsigned char *bytes = sqlite3_column_blob(s, 0);
    if (sqlite3_column_bytes(s, 0) == DRG_SKETCH_HASHES * 4) {
        memset(out, 0, sizeof *out);
        for (size_t i = 0; i < sizeof out->hashes; i++)
            out->hashes[i / 4] |= (uint32_t)bytes[i] << (i % 4 * 8);
    } else {
        st = drg_fail(err, DRG_EFORMAT, "%s: the sketch of a document is damaged", l->path);
    }
    sqlite3_reset(s);
    return st;
}

/* Documents that share a bucket, this one among them. */
static drg_status find_candidates(drg_ledger *l, const drg_sketch *sketch, drg_ids *out, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t band = 0; st == DRG_OK && band < DRG_SKETCH_BANDS; band++) {
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(l, "SELECT doc FROM shingle WHERE bucket = ?1 LIMIT " LIMIT_IN_BUCKET, &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, bucket_of(sketch, band));
        while ((st = drg_ledger__step(l, s, err)) == DRG_OK)
            if (drg_ids_add(out, sqlite3_column_int64(s, 0), err) != DRG_OK) {
                sqlite3_reset(s);
                return DRG_ENOMEM;
            }
        if (st == DRG_END)
            st = DRG_OK;
    }
    drg_ids_sort(out);
    return st;
}

/* The documents whose copy this one is, ascending, without itself. */
static drg_status find_copies(drg_ledger *l, int64_t doc, const drg_sketch *sketch, drg_ids *out, drg_error *err)
{
    drg_ids candidates = {0};
    drg_status st = find_candidates(l, sketch, &candidates, err);
    for (size_t i = 0; st == DRG_OK && i < candidates.n; i++) {
        drg_sketch other;
        if (candidates.ids[i] == doc)
            continue;
        st = get_sketch(l, candidates.ids[i], &other, err);
        if (st == DRG_OK && drg_sketch_common(sketch, &other) >= DRG_SKETCH_ALIKE)
            st = drg_ids_add(out, candidates.ids[i], err);
        else if (st == DRG_END)
            st = DRG_OK;
    }
    drg_ids_release(&candidates);
    return st;
}

/* ---- families ---- */

/* @return 0 in *family where the document is in none. */
static drg_status family_of(drg_ledger *l, int64_t doc, int64_t *family, drg_error *err)
{
    return drg_ledger__number(l, "SELECT family FROM family WHERE doc = ?1", doc, family, err);
}

static drg_status add_members(drg_ledger *l, int64_t family, drg_ids *members, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, "SELECT doc FROM family WHERE family = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, family);
    while ((st = drg_ledger__step(l, s, err)) == DRG_OK)
        if (drg_ids_add(members, sqlite3_column_int64(s, 0), err) != DRG_OK) {
            sqlite3_reset(s);
            return DRG_ENOMEM;
        }
    return st == DRG_END ? DRG_OK : st;
}

/* The family's name: its document with the least page, whichever came first. */
static drg_status name_family(drg_ledger *l, const drg_ids *members, int64_t *family, drg_error *err)
{
    drg_buf least;
    drg_buf_init(&least, SIZE_MAX / 2);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < members->n; i++) {
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(l, "SELECT page FROM document WHERE doc = ?1", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, members->ids[i]);
        st = drg_ledger__step(l, s, err);
        if (st != DRG_OK)
            break;
        drg_str page = drg_ledger__column(s, 0);
        if (i == 0 || drg_str_cmp(page, (drg_str){least.ptr, least.len}) < 0) {
            *family = members->ids[i];
            drg_buf_clear(&least);
            st = drg_buf_add(&least, page.ptr, page.len);
        }
        sqlite3_reset(s);
    }
    drg_buf_release(&least);
    return st == DRG_ENOMEM ? drg_fail_nomem(err) : st;
}

static drg_status set_family(drg_ledger *l, int64_t doc, int64_t family, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, "INSERT OR REPLACE INTO family VALUES (?1, ?2)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    sqlite3_bind_int64(s, 2, family);
    return drg_ledger__run(l, s, err);
}

/* Make the members one family; who was in another, or in none, is touched. */
static drg_status join(drg_ledger *l, const drg_ids *members, drg_ids *touched, drg_error *err)
{
    int64_t family = 0;
    drg_status st = name_family(l, members, &family, err);
    for (size_t i = 0; st == DRG_OK && i < members->n; i++) {
        int64_t was;
        st = family_of(l, members->ids[i], &was, err);
        if (st != DRG_OK || was == family)
            continue;
        st = drg_ids_add(touched, members->ids[i], err);
        if (st == DRG_OK)
            st = set_family(l, members->ids[i], family, err);
    }
    return st;
}

static drg_status forget(drg_ledger *l, const char *sql, int64_t doc, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    return drg_ledger__run(l, s, err);
}

static drg_status forget_sketch(drg_ledger *l, int64_t doc, drg_error *err)
{
    drg_sketch sketch;
    drg_status st = get_sketch(l, doc, &sketch, err);
    for (size_t band = 0; st == DRG_OK && band < DRG_SKETCH_BANDS; band++) {
        sqlite3_stmt *s = NULL;
        st = drg_ledger__sql(l, "DELETE FROM shingle WHERE bucket = ?1 AND doc = ?2", &s, err);
        if (st != DRG_OK)
            break;
        sqlite3_bind_int64(s, 1, bucket_of(&sketch, band));
        sqlite3_bind_int64(s, 2, doc);
        st = drg_ledger__run(l, s, err);
    }
    if (st == DRG_OK)
        st = forget(l, "DELETE FROM sketch WHERE doc = ?1", doc, err);
    return st == DRG_END ? DRG_OK : st;
}

/* What copies lead to from a member, among the members that are not placed yet; these are placed then. */
static drg_status walk(drg_ledger *l, const drg_ids *members, size_t from, bool *placed, size_t *n_placed,
                       drg_ids *part, drg_error *err)
{
    drg_status st = drg_ids_add(part, members->ids[from], err);
    placed[from] = true;
    ++*n_placed;
    for (size_t next = 0; st == DRG_OK && next < part->n && *n_placed < members->n; next++) {
        drg_sketch sketch;
        drg_ids copies = {0};
        st = get_sketch(l, part->ids[next], &sketch, err);
        if (st == DRG_OK)
            st = find_copies(l, part->ids[next], &sketch, &copies, err);
        for (size_t i = 0; st == DRG_OK && i < copies.n; i++) {
            size_t at;
            if (!drg_ids_find(members, copies.ids[i], &at) || placed[at])
                continue;
            placed[at] = true;
            ++*n_placed;
            st = drg_ids_add(part, copies.ids[i], err);
        }
        drg_ids_release(&copies);
        if (st == DRG_END)
            st = DRG_OK;
    }
    return st;
}

/* Those whom a family's lost member held together part, where nothing else does. */
static drg_status part_ways(drg_ledger *l, const drg_ids *members, drg_ids *touched, drg_error *err)
{
    bool *placed = calloc(members->n + 1, sizeof *placed);
    size_t n_placed = 0;
    drg_status st = placed != NULL ? DRG_OK : drg_fail_nomem(err);
    for (size_t i = 0; st == DRG_OK && i < members->n; i++) {
        drg_ids part = {0};
        if (placed[i])
            continue;
        st = walk(l, members, i, placed, &n_placed, &part, err);
        if (st == DRG_OK)
            st = join(l, &part, touched, err);
        drg_ids_release(&part);
    }
    free(placed);
    return st;
}

static drg_status leave(drg_ledger *l, int64_t doc, drg_ids *touched, drg_error *err)
{
    int64_t family;
    drg_ids members = {0};
    drg_status st = family_of(l, doc, &family, err);
    if (st == DRG_OK)
        st = forget_sketch(l, doc, err);
    if (st == DRG_OK)
        st = forget(l, "DELETE FROM family WHERE doc = ?1", doc, err);
    if (st == DRG_OK)
        st = add_members(l, family, &members, err);
    drg_ids_sort(&members);
    if (st == DRG_OK)
        st = part_ways(l, &members, touched, err);
    drg_ids_release(&members);
    return st;
}

/* The families of documents, ascending. */
static drg_status families_of(drg_ledger *l, const drg_ids *docs, drg_ids *out, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < docs->n; i++) {
        int64_t family;
        st = family_of(l, docs->ids[i], &family, err);
        if (st == DRG_OK)
            st = drg_ids_add(out, family, err);
    }
    drg_ids_sort(out);
    return st;
}

/* One more in a family that keeps its name: the common case, which must not look at every member. */
static drg_status keeps_name(drg_ledger *l, int64_t family, int64_t doc, bool *keeps, drg_error *err)
{
    sqlite3_stmt *s = NULL;
    drg_status st = drg_ledger__sql(
        l, "SELECT (SELECT page FROM document WHERE doc = ?1) < (SELECT page FROM document WHERE doc = ?2)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, family);
    sqlite3_bind_int64(s, 2, doc);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *keeps = sqlite3_column_int(s, 0) != 0;
        sqlite3_reset(s);
    }
    return st;
}

static drg_status enter_families(drg_ledger *l, int64_t doc, const drg_ids *families, drg_ids *touched, drg_error *err)
{
    drg_ids members = {0};
    bool keeps = false;
    drg_status st = families->n == 1 ? keeps_name(l, families->ids[0], doc, &keeps, err) : DRG_OK;
    if (st == DRG_OK && keeps) {
        st = drg_ids_add(touched, doc, err);
        return st == DRG_OK ? set_family(l, doc, families->ids[0], err) : st;
    }
    for (size_t i = 0; st == DRG_OK && i < families->n; i++)
        st = add_members(l, families->ids[i], &members, err);
    if (st == DRG_OK)
        st = drg_ids_add(&members, doc, err);
    if (st == DRG_OK)
        st = join(l, &members, touched, err);
    drg_ids_release(&members);
    return st;
}

static drg_status enter(drg_ledger *l, int64_t doc, drg_ids *touched, drg_error *err)
{
    drg_sketch sketch;
    drg_ids copies = {0}, families = {0};
    drg_status st = sketch_document(l, doc, &sketch, err);
    bool has_sketch = st == DRG_OK;
    if (has_sketch)
        st = keep_sketch(l, doc, &sketch, err);
    else if (st == DRG_END)
        st = DRG_OK;
    if (st == DRG_OK && has_sketch)
        st = find_copies(l, doc, &sketch, &copies, err);
    if (st == DRG_OK)
        st = families_of(l, &copies, &families, err);
    if (st == DRG_OK)
        st = enter_families(l, doc, &families, touched, err);
    drg_ids_release(&copies);
    drg_ids_release(&families);
    return st;
}

drg_status drg_ledger__copies(drg_ledger *l, int64_t doc, int64_t old_doc, drg_ids *touched, drg_error *err)
{
    drg_status st = DRG_OK;
    if (old_doc != 0) {
        st = drg_ids_add(touched, old_doc, err);
        if (st == DRG_OK)
            st = leave(l, old_doc, touched, err);
    }
    if (st == DRG_OK)
        st = enter(l, doc, touched, err);
    drg_ids_sort(touched);
    return st;
}

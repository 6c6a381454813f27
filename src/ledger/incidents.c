#include "ledger/incidents.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/cluster.h"
#include "ledger/correct.h"
#include "ledger/graph.h"
#include "ledger/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block of more records than this hangs together by the strongest links only, and is one incident. */
#define MOST_TO_COMPARE (2 * DRG_BLOCK_MOST)

static drg_status run_with(drg_ledger *l, const char *sql, int64_t a, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, a);
    return drg_ledger__run(l, s, err);
}

/* ---- what was there ---- */

static drg_status incident_of(drg_ledger *l, int64_t rec, int64_t *incident, drg_error *err)
{
    return drg_ledger__number(l, "SELECT incident FROM incident_record WHERE rec = ?1", rec, incident, err);
}

static drg_status remember(drg_incident_changes *c, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(c->ledger, "SELECT rec FROM incident_record WHERE incident = ?1 ORDER BY rec", &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, incident);
    while (st == DRG_OK && (st = drg_ledger__step(c->ledger, s, err)) == DRG_OK) {
        if (!DRG_ARENA_GROW(c->arena, c->old, c->n_old, c->cap_old)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        c->old[c->n_old++] = (drg_membership){incident, sqlite3_column_int64(s, 0)};
    }
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_incidents_begin(drg_incident_changes *c, const drg_ids *area, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < area->n; i++) {
        int64_t incident;
        st = incident_of(c->ledger, area->ids[i], &incident, err);
        if (st == DRG_OK && incident != 0)
            st = drg_ids_add(&c->old_incidents, incident, err);
    }
    drg_ids_sort(&c->old_incidents);
    for (size_t i = 0; st == DRG_OK && i < c->old_incidents.n; i++)
        st = remember(c, c->old_incidents.ids[i], err);
    return st;
}

/* Whether an incident had exactly these members, and nothing about them changed. */
static bool is_as_before(const drg_incident_changes *c, int64_t incident, const drg_facts *const *members, size_t n)
{
    size_t at = 0;
    while (at < c->n_old && c->old[at].incident < incident)
        at++;
    size_t end = at;
    while (end < c->n_old && c->old[end].incident == incident)
        end++;
    if (end - at != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = at; k < end && !found; k++)
            found = c->old[k].rec == members[i]->rec;
        if (!found || drg_ids_has(c->fresh, members[i]->rec))
            return false;
    }
    return true;
}

/* ---- an incident's name and number ---- */

/* By page and id of the first record; by its place among them too, where the page has several of that id. */
static drg_status make_id(drg_ledger *l, const drg_facts *first, char id[17], drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(l,
                        "SELECT d.page, r.id, (SELECT count(*) FROM record o WHERE o.doc = r.doc AND o.id = r.id"
                        " AND o.n < r.n) FROM record r JOIN document d USING (doc) WHERE r.rec = ?1",
                        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, first->rec);
    st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st == DRG_END ? drg_fail(err, DRG_EFORMAT, "%s: a record is missing", l->path) : st;
    uint64_t h = drg_str_hash(drg_ledger__column(s, 0)) * UINT64_C(0x9e3779b97f4a7c15);
    h = (h ^ drg_str_hash(drg_ledger__column(s, 1))) * UINT64_C(0xbf58476d1ce4e5b9);
    h += (uint64_t)sqlite3_column_int64(s, 2);
    h = (h ^ (h >> 31)) * UINT64_C(0x94d049bb133111eb);
    snprintf(id, 17, "%016llx", (unsigned long long)(h ^ (h >> 29)));
    sqlite3_reset(s);
    return DRG_OK;
}

static drg_status find_number(drg_ledger *l, const char *id, int64_t *incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "SELECT incident FROM incident WHERE id = ?1", &s, err);
    *incident = 0;
    if (st != DRG_OK)
        return st;
    drg_ledger__bind_text(s, 1, drg_str_of(id));
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *incident = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

/* Numbers are never given twice: tracks may still hold one that was deleted. */
static drg_status next_number(drg_ledger *l, int64_t *incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(l, "UPDATE counter SET value = value + 1 WHERE name = 'incident' RETURNING value", &s, err);
    if (st == DRG_OK)
        st = drg_ledger__step(l, s, err);
    if (st != DRG_OK)
        return st == DRG_END ? drg_fail(err, DRG_EFORMAT, "%s: a counter is missing", l->path) : st;
    *incident = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return DRG_OK;
}

/* ---- placing ---- */

static drg_status put_member(drg_ledger *l, int64_t rec, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l, "INSERT INTO incident_record VALUES (?1, ?2) ON CONFLICT (rec) DO UPDATE SET incident = excluded.incident",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    sqlite3_bind_int64(s, 2, incident);
    return drg_ledger__run(l, s, err);
}

static drg_status place(drg_incident_changes *c, const drg_facts *const *members, size_t n, drg_error *err)
{
    char id[17];
    int64_t incident = 0;
    drg_status st = make_id(c->ledger, members[0], id, err);
    if (st == DRG_OK)
        st = find_number(c->ledger, id, &incident, err);
    /* Two pages whose hashes are one: whoever made them so has it. */
    if (st == DRG_OK && incident != 0 && drg_ids_has(&c->kept, incident)) {
        snprintf(id, sizeof id, "%016llx", (unsigned long long)members[0]->rec);
        st = find_number(c->ledger, id, &incident, err);
    }
    if (st == DRG_OK && incident != 0 && is_as_before(c, incident, members, n))
        return drg_ids_insert(&c->kept, incident, NULL, err);
    if (st == DRG_OK && incident == 0)
        st = next_number(c->ledger, &incident, err);
    if (st == DRG_OK)
        st = drg_incident_write(c, incident, id, members, n, err);
    if (st == DRG_OK)
        st = run_with(c->ledger, "DELETE FROM incident_record WHERE incident = ?1", incident, err);
    for (size_t i = 0; st == DRG_OK && i < n; i++)
        st = put_member(c->ledger, members[i]->rec, incident, err);
    if (st == DRG_OK)
        st = drg_ids_insert(&c->kept, incident, NULL, err);
    return st == DRG_OK ? drg_ids_add(&c->changed, incident, err) : st;
}

/* ---- parting a block ---- */

typedef struct block {
    drg_facts *facts; /* [n], in canonical order */
    size_t n;
    drg_cluster_pair *same, *apart;
    int64_t *same_by; /* the number of the correction; 0: a copy */
    size_t n_same, cap_same, cap_same_by, n_apart, cap_apart;
    uint8_t *silent; /* [n] */
} block;

static int by_order(const void *a, const void *b)
{
    return drg_facts_compare(a, b);
}

static drg_status load(drg_incident_changes *c, const drg_ids *recs, block *b, drg_error *err)
{
    b->n = recs->n;
    b->facts = drg_arena_array(c->arena, b->n, sizeof *b->facts);
    b->silent = drg_arena_array(c->arena, b->n, 1);
    if (b->facts == NULL || b->silent == NULL)
        return drg_fail_nomem(err);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < b->n; i++)
        st = drg_facts_load(c->ledger, recs->ids[i], &b->facts[i], err);
    if (st == DRG_END)
        return drg_fail(err, DRG_EFORMAT, "%s: the facts of a record are missing", c->ledger->path);
    if (st == DRG_OK)
        qsort(b->facts, b->n, sizeof *b->facts, by_order);
    return st;
}

static size_t find(const block *b, int64_t rec)
{
    size_t at = 0;
    while (at < b->n && b->facts[at].rec != rec)
        at++;
    return at;
}

static drg_status add_same(drg_incident_changes *c, block *b, size_t x, size_t y, int64_t by, drg_error *err)
{
    if (!DRG_ARENA_GROW(c->arena, b->same, b->n_same, b->cap_same) ||
        !DRG_ARENA_GROW(c->arena, b->same_by, b->n_same, b->cap_same_by))
        return drg_fail_nomem(err);
    /* By the number of the correction, and those are few. */
    size_t at = b->n_same++;
    for (; at > 0 && b->same_by[at - 1] > by; at--) {
        b->same[at] = b->same[at - 1];
        b->same_by[at] = b->same_by[at - 1];
    }
    b->same[at] = (drg_cluster_pair){(uint32_t)x, (uint32_t)y};
    b->same_by[at] = by;
    return DRG_OK;
}

/* Records of copies go where the records go that they copy, and have no say. */
static drg_status bind_copies(drg_incident_changes *c, block *b, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < b->n; i++) {
        size_t original = b->facts[i].original != 0 ? find(b, b->facts[i].original) : b->n;
        if (original == b->n)
            continue;
        b->silent[i] = 1;
        st = add_same(c, b, i, original, 0, err);
    }
    return st;
}

static drg_status obey(drg_incident_changes *c, block *b, drg_error *err)
{
    drg_ids pairs = {0};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < b->n; i++) {
        pairs.n = 0;
        st = drg_corrections_of(c->ledger, b->facts[i].rec, DRG_CORRECT_SAME, &pairs, err);
        for (size_t k = 0; st == DRG_OK && k + 1 < pairs.n; k += 2) {
            size_t other = find(b, pairs.ids[k + 1]);
            if (other < b->n && other > i)
                st = add_same(c, b, i, other, pairs.ids[k], err);
        }
        pairs.n = 0;
        if (st == DRG_OK)
            st = drg_corrections_of(c->ledger, b->facts[i].rec, DRG_CORRECT_APART, &pairs, err);
        for (size_t k = 0; st == DRG_OK && k + 1 < pairs.n; k += 2) {
            size_t other = find(b, pairs.ids[k + 1]);
            if (other >= b->n || other < i)
                continue;
            if (!DRG_ARENA_GROW(c->arena, b->apart, b->n_apart, b->cap_apart))
                st = drg_fail_nomem(err);
            else
                b->apart[b->n_apart++] = (drg_cluster_pair){(uint32_t)i, (uint32_t)other};
        }
    }
    drg_ids_release(&pairs);
    return st;
}

/* All scores, as a square; what a person put together or apart need not score. */
static int *score_all(drg_arena *arena, const block *b)
{
    int *scores = drg_arena_array(arena, b->n * b->n, sizeof *scores);
    for (size_t i = 0; scores != NULL && i < b->n; i++)
        for (size_t k = i + 1; k < b->n; k++) {
            if (b->silent[i] || b->silent[k])
                continue;
            scores[i * b->n + k] = drg_score(&b->facts[i], &b->facts[k], NULL);
            scores[k * b->n + i] = scores[i * b->n + k];
        }
    return scores;
}

static drg_status cluster(drg_incident_changes *c, const block *b, uint32_t *group, drg_error *err)
{
    if (b->n > MOST_TO_COMPARE) {
        /* One incident; but what a person took out of it stands alone. */
        for (size_t i = 0; i < b->n; i++)
            group[i] = 0;
        for (size_t i = 0; i < b->n_apart; i++)
            group[b->apart[i].b] = b->apart[i].b;
        return DRG_OK;
    }
    int *scores = score_all(c->arena, b);
    if (scores == NULL)
        return drg_fail_nomem(err);
    drg_cluster_input in = {.n = b->n,
                            .scores = scores,
                            .silent = b->silent,
                            .same = b->same,
                            .n_same = b->n_same,
                            .apart = b->apart,
                            .n_apart = b->n_apart};
    return drg_cluster(c->arena, &in, group) == DRG_OK ? DRG_OK : drg_fail_nomem(err);
}

static drg_status place_groups(drg_incident_changes *c, const block *b, const uint32_t *group, drg_error *err)
{
    const drg_facts **members = drg_arena_array(c->arena, b->n, sizeof *members);
    if (members == NULL)
        return drg_fail_nomem(err);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < b->n; i++) {
        size_t n = 0;
        bool is_first = true;
        for (size_t k = 0; k < i; k++)
            is_first = is_first && group[k] != group[i];
        for (size_t k = i; is_first && k < b->n; k++)
            if (group[k] == group[i])
                members[n++] = &b->facts[k];
        if (is_first)
            st = place(c, members, n, err);
    }
    return st;
}

drg_status drg_incidents_part(drg_incident_changes *c, const drg_ids *recs, drg_error *err)
{
    drg_arena_point mark = drg_arena_mark(c->arena);
    block b = {0};
    drg_status st = load(c, recs, &b, err);
    if (st == DRG_OK)
        st = bind_copies(c, &b, err);
    if (st == DRG_OK && c->corrected)
        st = obey(c, &b, err);
    uint32_t *group = st == DRG_OK ? drg_arena_array(c->arena, b.n, sizeof *group) : NULL;
    if (st == DRG_OK && group == NULL)
        st = drg_fail_nomem(err);
    if (st == DRG_OK)
        st = cluster(c, &b, group, err);
    if (st == DRG_OK)
        st = place_groups(c, &b, group, err);
    drg_arena_rewind(c->arena, mark);
    return st;
}

/* ---- what is no more ---- */

static drg_status drop(drg_ledger *l, int64_t incident, drg_error *err)
{
    drg_status st = run_with(l, "DELETE FROM incident_record WHERE incident = ?1", incident, err);
    if (st == DRG_OK)
        st = run_with(l, "DELETE FROM incident_party WHERE incident = ?1", incident, err);
    if (st == DRG_OK)
        st = run_with(l, "DELETE FROM incident_number WHERE incident = ?1", incident, err);
    if (st == DRG_OK)
        st = run_with(l, "DELETE FROM incident_box WHERE incident = ?1", incident, err);
    return st == DRG_OK ? run_with(l, "DELETE FROM incident WHERE incident = ?1", incident, err) : st;
}

drg_status drg_incidents_end(drg_incident_changes *c, drg_ids *changed, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < c->old_incidents.n; i++) {
        int64_t incident = c->old_incidents.ids[i];
        if (drg_ids_has(&c->kept, incident))
            continue;
        st = drop(c->ledger, incident, err);
        if (st == DRG_OK)
            st = drg_ids_add(&c->changed, incident, err);
    }
    for (size_t i = 0; st == DRG_OK && i < c->changed.n; i++)
        st = drg_ids_add(changed, c->changed.ids[i], err);
    return st;
}

void drg_incidents_release(drg_incident_changes *c)
{
    drg_ids_release(&c->old_incidents);
    drg_ids_release(&c->kept);
    drg_ids_release(&c->changed);
}

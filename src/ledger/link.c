#include "ledger/link.h"

#include "base/error.h"
#include "ledger/correct.h"
#include "ledger/facts.h"
#include "ledger/graph.h"
#include "ledger/incidents.h"
#include "ledger/score.h"

#include <stdlib.h>
#include <string.h>

/* What one call knows. Lists of records are ascending. */
typedef struct linking {
    drg_ledger *l;
    drg_graph *graph;
    drg_arena arena;
    bool corrected; /* there are corrections */
    drg_ids gone;   /* records of the documents that had facts until now */
    drg_ids fresh;  /* those that have facts now */
    drg_ids seeds;  /* those and all that they are, or were, linked with */
    drg_link *links;
    size_t n_links, cap_links;
} linking;

/* ---- what was there ---- */

static drg_status each_number(drg_ledger *l, const char *sql, int64_t of, drg_ids *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st == DRG_OK)
        sqlite3_bind_int64(s, 1, of);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        st = drg_ids_insert(out, sqlite3_column_int64(s, 0), NULL, err);
    return st == DRG_END ? DRG_OK : st;
}

static drg_status run_with(drg_ledger *l, const char *sql, int64_t a, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, sql, &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, a);
    return drg_ledger__run(l, s, err);
}

static drg_status each_key(drg_ledger *l, const drg_facts *f, bool adds, drg_error *err)
{
    drg_fact_keys keys;
    drg_facts_keys(f, (drg_fact_event)f->event, &keys);
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < keys.n_own; i++)
        for (int64_t slot = keys.first_slot; st == DRG_OK && slot <= keys.last_slot; slot++) {
            sqlite3_stmt *s;
            if (adds)
                st = drg_ledger__sql(l, "INSERT OR IGNORE INTO fact_key VALUES (?1, ?2, ?3)", &s, err);
            else
                st = drg_ledger__sql(l, "DELETE FROM fact_key WHERE key = ?1 AND slot = ?2 AND rec = ?3", &s, err);
            if (st != DRG_OK)
                break;
            sqlite3_bind_int64(s, 1, keys.own[i]);
            sqlite3_bind_int64(s, 2, slot);
            sqlite3_bind_int64(s, 3, f->rec);
            st = drg_ledger__run(l, s, err);
        }
    return st;
}

static drg_status forget_facts(linking *k, int64_t doc, drg_error *err)
{
    drg_ids recs = {0};
    drg_status st = each_number(
        k->l, "SELECT f.rec FROM record r JOIN fact f USING (rec) WHERE r.doc = ?1 ORDER BY f.rec", doc, &recs, err);
    for (size_t i = 0; st == DRG_OK && i < recs.n; i++) {
        drg_facts f;
        st = drg_facts_load(k->l, recs.ids[i], &f, err);
        if (st == DRG_OK)
            st = each_key(k->l, &f, false, err);
        if (st == DRG_OK)
            st = run_with(k->l, "DELETE FROM fact WHERE rec = ?1", recs.ids[i], err);
        if (st == DRG_OK)
            st = drg_ids_insert(&k->gone, recs.ids[i], NULL, err);
        if (st == DRG_OK)
            st = drg_ids_insert(&k->seeds, recs.ids[i], NULL, err);
        if (st == DRG_OK)
            st = drg_graph_neighbours(k->graph, recs.ids[i], &k->seeds, err);
    }
    drg_ids_release(&recs);
    return st;
}

/* ---- what is there now ---- */

static drg_status store_facts(linking *k, const drg_facts *f, drg_error *err)
{
    uint8_t packed[DRG_FACT_BYTES];
    size_t len = drg_facts_pack(f, packed);
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(k->l, "INSERT INTO fact VALUES (?1, nullif(?2, 0), ?3)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, f->rec);
    sqlite3_bind_int64(s, 2, f->original);
    sqlite3_bind_blob(s, 3, packed, (int)len, SQLITE_STATIC);
    st = drg_ledger__run(k->l, s, err);
    if (st == DRG_OK)
        st = drg_ids_insert(&k->fresh, f->rec, NULL, err);
    return st == DRG_OK ? drg_ids_insert(&k->seeds, f->rec, NULL, err) : st;
}

static drg_status add_link(linking *k, const drg_facts *a, const drg_facts *b, double score, const int *why,
                           drg_error *err)
{
    if (!DRG_ARENA_GROW(&k->arena, k->links, k->n_links, k->cap_links))
        return drg_fail_nomem(err);
    bool a_first = drg_facts_compare(a, b) < 0;
    drg_link *link = &k->links[k->n_links++];
    *link = (drg_link){.rec = a_first ? b->rec : a->rec, .other = a_first ? a->rec : b->rec, .score = score};
    if (why != NULL)
        memcpy(link->why, why, sizeof link->why);
    drg_status st = drg_ids_insert(&k->seeds, a->rec, NULL, err);
    return st == DRG_OK ? drg_ids_insert(&k->seeds, b->rec, NULL, err) : st;
}

static drg_status original_of(drg_ledger *l, int64_t doc, int64_t *original, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT f.family FROM family f JOIN document d ON d.doc = f.family"
                                    " WHERE f.doc = ?1 AND d.current",
                                    &s, err);
    *original = doc;
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, doc);
    st = drg_ledger__step(l, s, err);
    if (st == DRG_OK) {
        *original = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status is_apart(linking *k, int64_t a, int64_t b, bool *apart, drg_error *err)
{
    *apart = false;
    if (!k->corrected)
        return DRG_OK;
    drg_ids pairs = {0};
    drg_status st = drg_corrections_of(k->l, a, DRG_CORRECT_APART, &pairs, err);
    for (size_t i = 0; st == DRG_OK && i + 1 < pairs.n; i += 2)
        *apart |= pairs.ids[i + 1] == b;
    drg_ids_release(&pairs);
    return st;
}

/* The score at which a copy's record is taken for that of the original. */
#define COPY_SCORE 3000

/* Bind each record of a copy to the record of the original that it repeats; each of these once. */
static drg_status bind_copies(linking *k, drg_facts *mine, size_t n, int64_t original, drg_error *err)
{
    drg_facts *theirs;
    size_t n_theirs;
    drg_status st = drg_facts_of_document(k->l, original, &k->arena, &theirs, &n_theirs, err);
    bool *taken = st == DRG_OK ? drg_arena_array(&k->arena, n_theirs, sizeof *taken) : NULL;
    if (st == DRG_OK && taken == NULL)
        return drg_fail_nomem(err);
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        size_t best = n_theirs;
        int most = COPY_SCORE - 1;
        for (size_t j = 0; j < n_theirs; j++) {
            int score =
                taken[j] || mine[i].event != theirs[j].event ? -DRG_SCORE_MOST : drg_score(&mine[i], &theirs[j], NULL);
            if (score > most) {
                most = score;
                best = j;
            }
        }
        bool apart = false;
        if (best < n_theirs)
            st = is_apart(k, mine[i].rec, theirs[best].rec, &apart, err);
        if (st != DRG_OK || best == n_theirs || apart)
            continue;
        taken[best] = true;
        mine[i].original = theirs[best].rec;
        st = add_link(k, &mine[i], &theirs[best], DRG_LINK_COPY, NULL, err);
    }
    return st;
}

/* The facts of a current document; those of its records that copy no other's are filed. */
static drg_status learn(linking *k, int64_t doc, drg_error *err)
{
    drg_facts *facts;
    size_t n;
    int64_t original;
    drg_status st = drg_facts_of_document(k->l, doc, &k->arena, &facts, &n, err);
    if (st == DRG_OK)
        st = original_of(k->l, doc, &original, err);
    if (st == DRG_OK && original != doc)
        st = bind_copies(k, facts, n, original, err);
    for (size_t i = 0; st == DRG_OK && i < n; i++) {
        st = store_facts(k, &facts[i], err);
        if (st == DRG_OK && facts[i].original == 0)
            st = each_key(k->l, &facts[i], true, err);
    }
    return st;
}

static drg_status find_candidates(linking *k, const drg_facts *f, drg_ids *out, drg_error *err)
{
    drg_status st = DRG_OK;
    for (int event = DRG_FACT_NO_EVENT; st == DRG_OK && event <= DRG_FACT_ASSAULT; event++) {
        if (!drg_score_types_go((drg_fact_event)f->event, (drg_fact_event)event))
            continue;
        drg_fact_keys keys;
        drg_facts_keys(f, (drg_fact_event)event, &keys);
        for (size_t i = 0; st == DRG_OK && i < keys.n_look; i++) {
            sqlite3_stmt *s;
            st = drg_ledger__sql(k->l, "SELECT rec FROM fact_key WHERE key = ?1 AND slot BETWEEN ?2 AND ?3", &s, err);
            if (st != DRG_OK)
                break;
            sqlite3_bind_int64(s, 1, keys.look[i]);
            sqlite3_bind_int64(s, 2, keys.first_slot - 1);
            sqlite3_bind_int64(s, 3, keys.last_slot + 1);
            while (st == DRG_OK && (st = drg_ledger__step(k->l, s, err)) == DRG_OK)
                st = drg_ids_add(out, sqlite3_column_int64(s, 0), err);
            st = st == DRG_END ? DRG_OK : st;
        }
    }
    drg_ids_sort(out);
    return st;
}

static drg_status compare(linking *k, const drg_facts *f, drg_ids *candidates, drg_error *err)
{
    candidates->n = 0;
    drg_status st = f->original == 0 ? find_candidates(k, f, candidates, err) : DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < candidates->n; i++) {
        int64_t rec = candidates->ids[i];
        /* Two that are both new find each other twice. */
        if (rec == f->rec || (rec < f->rec && drg_ids_has(&k->fresh, rec)))
            continue;
        drg_facts other;
        int why[DRG_N_WHY];
        st = drg_facts_load(k->l, rec, &other, err);
        int score = st == DRG_OK ? drg_score(f, &other, why) : -1;
        if (score >= 0)
            st = add_link(k, f, &other, score / 1000.0, why, err);
    }
    return st;
}

/* Links that people made. */
static drg_status obey(linking *k, const drg_facts *f, drg_error *err)
{
    drg_ids pairs = {0};
    drg_status st = drg_corrections_of(k->l, f->rec, DRG_CORRECT_SAME, &pairs, err);
    for (size_t i = 0; st == DRG_OK && i + 1 < pairs.n; i += 2) {
        drg_facts other;
        st = drg_facts_load(k->l, pairs.ids[i + 1], &other, err);
        if (st == DRG_OK && other.rec != f->rec)
            st = add_link(k, f, &other, DRG_LINK_PERSON, NULL, err);
        st = st == DRG_END ? DRG_OK : st;
    }
    drg_ids_release(&pairs);
    return st;
}

static drg_status find_links(linking *k, drg_error *err)
{
    drg_ids candidates = {0};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < k->fresh.n; i++) {
        drg_facts f;
        st = drg_facts_load(k->l, k->fresh.ids[i], &f, err);
        if (st == DRG_OK)
            st = compare(k, &f, &candidates, err);
        if (st == DRG_OK && k->corrected)
            st = obey(k, &f, err);
    }
    drg_ids_release(&candidates);
    return st;
}

/* ---- blocks ---- */

/* Add the blocks of the seeds, as the links are now. */
static drg_status add_blocks(linking *k, drg_ids *area, drg_error *err)
{
    drg_ids block = {0};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < k->seeds.n; i++) {
        if (drg_ids_has(area, k->seeds.ids[i]))
            continue;
        st = drg_graph_block(k->graph, k->seeds.ids[i], &block, err);
        for (size_t j = 0; st == DRG_OK && j < block.n; j++)
            st = drg_ids_insert(area, block.ids[j], NULL, err);
    }
    drg_ids_release(&block);
    return st;
}

static drg_status replace_links(linking *k, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < k->gone.n; i++)
        st = drg_graph_remove(k->l, k->gone.ids[i], err);
    for (size_t i = 0; st == DRG_OK && i < k->n_links; i++)
        st = drg_graph_add(k->l, &k->links[i], err);
    for (size_t i = 0; i < k->seeds.n; i++)
        drg_graph_forget(k->graph, k->seeds.ids[i]);
    return st;
}

static drg_status has_facts(drg_ledger *l, int64_t rec, bool *has, drg_error *err)
{
    int64_t number;
    drg_status st = drg_ledger__number(l, "SELECT 1 FROM fact WHERE rec = ?1", rec, &number, err);
    *has = st == DRG_OK && number != 0;
    return st;
}

/* Part the blocks of all records of the area anew. The area is the old and the new blocks of all records that got or lost a
 * link: no other record's block has changed, so that it is whole blocks, before and after. */
static drg_status part_area(linking *k, drg_ids *area, drg_incident_changes *changes, drg_error *err)
{
    drg_ids block = {0}, done = {0};
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < area->n; i++) {
        int64_t rec = area->ids[i];
        bool has = false;
        if (!drg_ids_has(&done, rec))
            st = has_facts(k->l, rec, &has, err);
        if (st == DRG_OK && has)
            st = drg_graph_block(k->graph, rec, &block, err);
        else
            block.n = 0;
        if (st == DRG_OK && block.n > 0)
            st = drg_incidents_part(changes, &block, err);
        for (size_t j = 0; st == DRG_OK && j < block.n; j++)
            st = drg_ids_insert(&done, block.ids[j], NULL, err);
    }
    drg_ids_release(&block);
    drg_ids_release(&done);
    return st;
}

static drg_status relink(linking *k, drg_ids *area, drg_ids *changed, drg_error *err)
{
    drg_incident_changes changes = {.ledger = k->l, .arena = &k->arena, .fresh = &k->fresh, .corrected = k->corrected};
    drg_status st = add_blocks(k, area, err); /* as they were */
    if (st == DRG_OK)
        st = replace_links(k, err);
    /* As they are: what was there twice is done once. */
    drg_ids now = {0};
    if (st == DRG_OK)
        st = add_blocks(k, &now, err);
    for (size_t i = 0; st == DRG_OK && i < now.n; i++)
        st = drg_ids_insert(area, now.ids[i], NULL, err);
    drg_ids_release(&now);
    if (st == DRG_OK)
        st = drg_incidents_begin(&changes, area, err);
    if (st == DRG_OK)
        st = part_area(k, area, &changes, err);
    if (st == DRG_OK)
        st = drg_incidents_end(&changes, changed, err);
    drg_incidents_release(&changes);
    return st;
}

/* With an original go its copies: their records are bound to its own. */
static drg_status add_copies(drg_ledger *l, const drg_ids *docs, drg_ids *out, drg_error *err)
{
    drg_status st = DRG_OK;
    for (size_t i = 0; st == DRG_OK && i < docs->n; i++) {
        st = drg_ids_insert(out, docs->ids[i], NULL, err);
        if (st == DRG_OK)
            st = each_number(l, "SELECT doc FROM family WHERE family = ?1", docs->ids[i], out, err);
    }
    return st;
}

drg_status drg_ledger__link(drg_ledger *l, const drg_ids *given, drg_ids *changed, drg_error *err)
{
    linking k = {.l = l};
    drg_ids area = {0}, all = {0}, *docs = &all;
    drg_arena_init(&k.arena, 0);
    drg_status st = drg_graph_new(l, &k.graph, err);
    if (st == DRG_OK)
        st = drg_corrections_any(l, &k.corrected, err);
    if (st == DRG_OK)
        st = add_copies(l, given, docs, err);
    for (size_t i = 0; st == DRG_OK && i < docs->n; i++)
        st = forget_facts(&k, docs->ids[i], err);
    for (size_t i = 0; st == DRG_OK && i < docs->n; i++) {
        drg_ids current = {0};
        st = each_number(l, "SELECT doc FROM document WHERE doc = ?1 AND current", docs->ids[i], &current, err);
        if (st == DRG_OK && current.n > 0)
            st = learn(&k, docs->ids[i], err);
        drg_ids_release(&current);
    }
    if (st == DRG_OK)
        st = find_links(&k, err);
    if (st == DRG_OK)
        st = relink(&k, &area, changed, err);
    if (st == DRG_OK)
        drg_ids_sort(changed);
    drg_ids_release(&k.gone);
    drg_ids_release(&k.fresh);
    drg_ids_release(&k.seeds);
    drg_ids_release(&area);
    drg_ids_release(&all);
    drg_graph_free(k.graph);
    drg_arena_release(&k.arena);
    return st;
}

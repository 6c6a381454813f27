#include "ledger/tally.h"

#include "base/error.h"
#include "base/text.h"
#include "ledger/derive.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

/* One claim of an incident: whose, and whether it says that it happened. Voices tell copies: what a family's documents say
 * in their own words is one voice, told as often as it was copied. */
typedef struct said {
    int64_t source, voice, rec;
    bool happened, denies;
} said;

/* A number as a claim gives it. */
typedef struct told {
    int64_t source;
    char key[96]; /* what, whose, in which unit */
    double low, high;
} told;

typedef struct tally {
    drg_ledger *l;
    said *said; /* by source */
    size_t n_said, cap_said;
    told *told; /* by key */
    size_t n_told, cap_told;
} tally;

/* Numbers this much apart still agree: tolls are counted, and counted again. */
#define TOLERANCE 0.1

static bool grow(void **list, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return true;
    size_t more = *cap > 0 ? 2 * *cap : 32;
    void *bigger = realloc(*list, more * size);
    if (bigger == NULL)
        return false;
    *list = bigger;
    *cap = more;
    return true;
}

/* ---- reading ---- */

static drg_status read_said(tally *t, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st =
        drg_ledger__sql(t->l,
                        "SELECT c.source, CASE WHEN c.text = '' THEN coalesce(f.family, r.doc) ELSE -r.rec END,"
                        " r.rec, c.stance IN ('denies', 'doubts'), r.status = 'negated'"
                        " FROM incident_record k JOIN record r USING (rec) JOIN claim c USING (rec)"
                        " LEFT JOIN family f USING (doc)"
                        " WHERE k.incident = ?1 AND NOT c.via ORDER BY c.source, r.rec",
                        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, incident);
    t->n_said = 0;
    while ((st = drg_ledger__step(t->l, s, err)) == DRG_OK) {
        if (!grow((void **)&t->said, t->n_said, &t->cap_said, sizeof *t->said)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        bool denies = sqlite3_column_int(s, 3) != 0, negated = sqlite3_column_int(s, 4) != 0;
        t->said[t->n_said++] = (said){.source = sqlite3_column_int64(s, 0),
                                      .voice = sqlite3_column_int64(s, 1),
                                      .rec = sqlite3_column_int64(s, 2),
                                      .happened = denies == negated,
                                      .denies = denies};
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status read_told(tally *t, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        t->l,
        "SELECT c.source, n.what || '|' || coalesce(n.country, '') || '|' || coalesce(n.unit, ''), n.low, n.high"
        " FROM incident_record k JOIN claim c USING (rec) JOIN number n USING (rec)"
        " WHERE k.incident = ?1 AND NOT c.via AND (n.claim IS NULL OR n.claim = c.n) AND n.what <> 'other' AND "
        "c.stance NOT IN ('denies', 'doubts')"
        " ORDER BY 2, 1",
        &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, incident);
    t->n_told = 0;
    while ((st = drg_ledger__step(t->l, s, err)) == DRG_OK) {
        if (!grow((void **)&t->told, t->n_told, &t->cap_told, sizeof *t->told)) {
            sqlite3_reset(s);
            return drg_fail_nomem(err);
        }
        told *number = &t->told[t->n_told++];
        drg_str key = drg_str_sub(drg_ledger__column(s, 1), 0, sizeof number->key - 1);
        *number = (told){.source = sqlite3_column_int64(s, 0),
                         .low = sqlite3_column_type(s, 2) != SQLITE_NULL ? sqlite3_column_double(s, 2) : -DBL_MAX,
                         .high = sqlite3_column_type(s, 3) != SQLITE_NULL ? sqlite3_column_double(s, 3) : DBL_MAX};
        memcpy(number->key, key.ptr, key.len);
    }
    return st == DRG_END ? DRG_OK : st;
}

/* ---- judging ---- */

/* Whether anybody else says the same, or the opposite, in a voice of their own. */
static bool others_say(const tally *t, const said *first, const said *end, bool same)
{
    for (const said *mine = first; mine < end; mine++)
        for (const said *other = t->said; other < t->said + t->n_said; other++)
            if (other->source != mine->source && other->voice != mine->voice &&
                (other->happened == mine->happened) == same)
                return true;
    return false;
}

/* A number of the source's that no bounds of another's meet. */
static bool numbers_differ(const tally *t, int64_t source)
{
    for (size_t i = 0; i < t->n_told; i++) {
        const told *mine = &t->told[i];
        if (mine->source != source)
            continue;
        size_t from = i;
        while (from > 0 && strcmp(t->told[from - 1].key, mine->key) == 0)
            from--;
        for (size_t k = from; k < t->n_told && strcmp(t->told[k].key, mine->key) == 0; k++) {
            const told *other = &t->told[k];
            if (other->source != source &&
                (other->low > mine->high * (1 + TOLERANCE) || mine->low > other->high * (1 + TOLERANCE)))
                return true;
        }
    }
    return false;
}

static bool has_others(const tally *t, const said *first, const said *end)
{
    for (const said *other = t->said; other < t->said + t->n_said; other++)
        if ((other < first || other >= end) && other->voice != first->voice)
            return true;
    return false;
}

static drg_status store(tally *t, int64_t incident, const said *first, const said *end, drg_error *err)
{
    int64_t n_records = 0;
    bool denies = false;
    for (const said *s = first; s < end; s++) {
        n_records += s == first || s[-1].rec != s->rec;
        denies = denies || s->denies;
    }
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(t->l, "INSERT INTO incident_source VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, incident);
    sqlite3_bind_int64(s, 2, first->source);
    sqlite3_bind_int64(s, 3, n_records);
    sqlite3_bind_int(s, 4, denies);
    sqlite3_bind_int(s, 5, others_say(t, first, end, true));
    sqlite3_bind_int(s, 6, others_say(t, first, end, false) || numbers_differ(t, first->source));
    sqlite3_bind_int(s, 7, !has_others(t, first, end));
    return drg_ledger__run(t->l, s, err);
}

static drg_status tally_incident(tally *t, int64_t incident, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(t->l, "DELETE FROM incident_source WHERE incident = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, incident);
    st = drg_ledger__run(t->l, s, err);
    if (st == DRG_OK)
        st = read_said(t, incident, err);
    if (st == DRG_OK)
        st = read_told(t, incident, err);
    for (size_t i = 0; st == DRG_OK && i < t->n_said;) {
        size_t end = i;
        while (end < t->n_said && t->said[end].source == t->said[i].source)
            end++;
        st = store(t, incident, &t->said[i], &t->said[end], err);
        i = end;
    }
    return st;
}

/* ---- which ---- */

static drg_status changed_incidents(drg_ledger *l, drg_ids *ids, int64_t *last, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT incident, changed FROM incident WHERE changed >"
                                    " (SELECT value FROM counter WHERE name = 'tallied') ORDER BY changed",
                                    &s, err);
    *last = 0;
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK) {
        *last = sqlite3_column_int64(s, 1);
        st = drg_ids_add(ids, sqlite3_column_int64(s, 0), err);
        if (st != DRG_OK)
            sqlite3_reset(s);
    }
    return st == DRG_END ? DRG_OK : st;
}

static drg_status set_tallied(drg_ledger *l, int64_t last, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "UPDATE counter SET value = ?1 WHERE name = 'tallied'", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, last);
    return drg_ledger__run(l, s, err);
}

drg_status drg_ledger__tally(drg_ledger *l, drg_error *err)
{
    tally t = {.l = l};
    drg_ids ids = {0};
    int64_t last;
    drg_status st = changed_incidents(l, &ids, &last, err);
    for (size_t i = 0; st == DRG_OK && i < ids.n; i++)
        st = tally_incident(&t, ids.ids[i], err);
    if (st == DRG_OK && ids.n > 0)
        st = set_tallied(l, last, err);
    drg_ids_release(&ids);
    free(t.said);
    free(t.told);
    return st;
}

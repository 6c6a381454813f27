/* src/ledger/cases.c - a case's signals fetched. */
#include "base/error.h"
#include "base/text.h"
#include "ledger/follow.h"

#include <stdlib.h>
#include <string.h>

static bool all_deny(const json_t *facts)
{
    const json_t *sources = json_object_get(facts, "sources");
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const char *stance = json_string_value(json_object_get(json_array_get(sources, i), "stance"));
        if (stance == NULL || (strcmp(stance, "denies") != 0 && strcmp(stance, "doubts") != 0))
            return false;
    }
    return json_array_size(sources) > 0;
}

static drg_status add_row(drg_follow *f, sqlite3_stmt *s, drg_signals *out, drg_error *err)
{
    if (!DRG_ARENA_GROW(&f->scratch, out->list, out->n, out->cap))
        return drg_fail_nomem(err);
    drg_str facts = drg_ledger__column(s, 8);
    drg_signal *signal = &out->list[out->n];
    *signal = (drg_signal){.rec = sqlite3_column_int64(s, 0),
                           .what = drg_arena_copy(&f->scratch, drg_ledger__column(s, 1)),
                           .is_strong = sqlite3_column_int(s, 2) != 0,
                           .is_told = sqlite3_column_int(s, 3) != 0,
                           .day = (int32_t)sqlite3_column_int64(s, 4),
                           .last = (int32_t)sqlite3_column_int64(s, 5),
                           .reported = (int32_t)sqlite3_column_int64(s, 6),
                           .incident = sqlite3_column_int64(s, 7),
                           .family = sqlite3_column_int64(s, 11),
                           .doc = sqlite3_column_int64(s, 12),
                           .facts = json_loadb(facts.ptr, facts.len, 0, NULL)};
    if (signal->facts == NULL)
        return drg_fail(err, DRG_EFORMAT, "%s: facts of a signal are no JSON", f->l->path);
    out->n++; /* from here on the facts are released with the others */
    if (signal->what.ptr == NULL)
        return drg_fail_nomem(err);
    const json_t *id = json_object_get(signal->facts, "id");
    signal->id = (drg_str){json_string_value(id), json_string_length(id)};
    signal->is_denied = all_deny(signal->facts);
    /* A day that the record does not tell, others of its incident may. */
    if (!signal->is_told && sqlite3_column_type(s, 9) != SQLITE_NULL && sqlite3_column_type(s, 10) != SQLITE_NULL &&
        sqlite3_column_int64(s, 10) - sqlite3_column_int64(s, 9) <= 3) {
        signal->day = (int32_t)sqlite3_column_int64(s, 9);
        signal->last = (int32_t)sqlite3_column_int64(s, 10);
        signal->is_told = true;
    }
    return DRG_OK;
}

static int by_day(const void *a, const void *b)
{
    const drg_signal *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->reported != y->reported)
        return x->reported < y->reported ? -1 : 1;
    int order = drg_str_cmp(x->id, y->id);
    return order != 0 ? order : drg_str_cmp(x->what, y->what);
}

drg_status drg_case_load(drg_follow *f, const drg_case *c, drg_signals *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        f->l,
        "SELECT t.rec, t.what, t.strong, t.told, t.day, t.last_day, t.reported, t.incident, t.facts, i.first_day,"
        " i.last_day, f.family, r.doc FROM track_signal t JOIN record r ON r.rec = t.rec AND r.current"
        " LEFT JOIN incident i USING (incident) LEFT JOIN family f ON f.doc = r.doc WHERE t.kind = ?1 AND t.parties = "
        "?2",
        &s, err);
    if (st == DRG_OK) {
        drg_ledger__bind_text(s, 1, c->kind);
        drg_ledger__bind_text(s, 2, c->parties);
    }
    while (st == DRG_OK && (st = drg_ledger__step(f->l, s, err)) == DRG_OK) {
        st = add_row(f, s, out, err);
        if (st != DRG_OK)
            sqlite3_reset(s);
    }
    if (out->n > 0)
        qsort(out->list, out->n, sizeof *out->list, by_day);
    return st == DRG_END ? DRG_OK : st;
}

void drg_signals_release(drg_signals *signals)
{
    for (size_t i = 0; i < signals->n; i++)
        json_decref(signals->list[i].facts);
    signals->n = 0;
}

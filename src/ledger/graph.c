#include "ledger/graph.h"

#include "base/error.h"

#include <string.h>

/* How strong a link must be, in turn. */
static const double strengths[] = {0, 0.7, 1.4, 2.2, 3, 4, 5};

static size_t place_of(const drg_ids *list, int64_t id)
{
    size_t from = 0, to = list->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (list->ids[mid] < id)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

bool drg_ids_has(const drg_ids *list, int64_t id)
{
    size_t at = place_of(list, id);
    return at < list->n && list->ids[at] == id;
}

drg_status drg_ids_insert(drg_ids *list, int64_t id, bool *is_new, drg_error *err)
{
    size_t at = place_of(list, id);
    bool there = at < list->n && list->ids[at] == id;
    if (is_new != NULL)
        *is_new = !there;
    if (there)
        return DRG_OK;
    drg_status st = drg_ids_add(list, id, err);
    if (st != DRG_OK)
        return st;
    memmove(list->ids + at + 1, list->ids + at, (list->n - 1 - at) * sizeof *list->ids);
    list->ids[at] = id;
    return DRG_OK;
}

drg_status drg_graph_neighbours(drg_ledger *l, int64_t rec, double least, drg_ids *out, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l,
                                    "SELECT other FROM link WHERE rec = ?1 AND score >= ?2"
                                    " UNION ALL SELECT rec FROM link WHERE other = ?1 AND score >= ?2",
                                    &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, rec);
        sqlite3_bind_double(s, 2, least);
    }
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        st = drg_ids_insert(out, sqlite3_column_int64(s, 0), NULL, err);
    return st == DRG_END ? DRG_OK : st;
}

/* What hangs together with a record by links of some strength, but no more than so many. @return DRG_END where it is more. */
static drg_status reach(drg_ledger *l, int64_t rec, double least, size_t most, drg_ids *out, drg_error *err)
{
    drg_ids queue = {0}, near = {0};
    out->n = 0;
    drg_status st = drg_ids_add(&queue, rec, err);
    if (st == DRG_OK)
        st = drg_ids_insert(out, rec, NULL, err);
    for (size_t at = 0; st == DRG_OK && at < queue.n; at++) {
        near.n = 0;
        st = drg_graph_neighbours(l, queue.ids[at], least, &near, err);
        for (size_t i = 0; st == DRG_OK && i < near.n; i++) {
            bool is_new;
            st = drg_ids_insert(out, near.ids[i], &is_new, err);
            if (st == DRG_OK && is_new)
                st = out->n > most ? DRG_END : drg_ids_add(&queue, near.ids[i], err);
        }
    }
    drg_ids_release(&queue);
    drg_ids_release(&near);
    return st;
}

drg_status drg_graph_block(drg_ledger *l, int64_t rec, drg_ids *out, drg_error *err)
{
    size_t n = sizeof strengths / sizeof *strengths;
    drg_status st = DRG_END;
    for (size_t i = 0; st == DRG_END && i < n; i++)
        st = reach(l, rec, strengths[i], i + 1 < n ? DRG_BLOCK_MOST : SIZE_MAX, out, err);
    return st;
}

drg_status drg_graph_add(drg_ledger *l, const drg_link *link, drg_error *err)
{
    drg_buf reasons;
    drg_buf_init(&reasons, 4096);
    drg_status st;
    if (link->score == DRG_LINK_COPY)
        st = drg_buf_printf(&reasons, "{\"copy\":%d}", (int)DRG_LINK_COPY);
    else if (link->score == DRG_LINK_PERSON)
        st = drg_buf_printf(&reasons, "{\"person\":%d}", (int)DRG_LINK_PERSON);
    else
        st = drg_score_write(link->why, &reasons);
    sqlite3_stmt *s;
    if (st == DRG_OK)
        st =
            drg_ledger__sql(l,
                            "INSERT INTO link VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET score = excluded.score,"
                            " reasons = excluded.reasons WHERE excluded.score > score",
                            &s, err);
    if (st == DRG_OK) {
        sqlite3_bind_int64(s, 1, link->rec);
        sqlite3_bind_int64(s, 2, link->other);
        sqlite3_bind_double(s, 3, link->score);
        drg_ledger__bind_text(s, 4, (drg_str){reasons.ptr, reasons.len});
        st = drg_ledger__run(l, s, err);
    }
    drg_buf_release(&reasons);
    return st;
}

drg_status drg_graph_remove(drg_ledger *l, int64_t rec, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(l, "DELETE FROM link WHERE rec = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    st = drg_ledger__run(l, s, err);
    if (st == DRG_OK)
        st = drg_ledger__sql(l, "DELETE FROM link WHERE other = ?1", &s, err);
    if (st != DRG_OK)
        return st;
    sqlite3_bind_int64(s, 1, rec);
    return drg_ledger__run(l, s, err);
}

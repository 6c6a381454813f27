/* src/ledger/rebuild.c - everything that follows from the records, thrown away and made again. */
#include "base/error.h"
#include "ledger/derive.h"

static drg_status clear(drg_ledger *l, drg_error *err)
{
    /* What refers to others first. */
    return drg_ledger__exec(
        l,
        "DELETE FROM track_record; DELETE FROM track_step; DELETE FROM track_party; DELETE FROM track;"
        "DELETE FROM track_signal; DELETE FROM track_read; DELETE FROM track_case;"
        "DELETE FROM link; DELETE FROM incident_record; DELETE FROM incident_party;"
        "DELETE FROM incident_number; DELETE FROM incident_box; DELETE FROM incident;"
        "DELETE FROM fact_key; DELETE FROM fact; DELETE FROM family; DELETE FROM sketch;"
        "DELETE FROM shingle",
        err);
}

static drg_status list_documents(drg_ledger *l, drg_ids *docs, drg_error *err)
{
    sqlite3_stmt *s;
    drg_status st = drg_ledger__sql(
        l, "SELECT doc FROM document WHERE current ORDER BY published IS NULL, published, page", &s, err);
    while (st == DRG_OK && (st = drg_ledger__step(l, s, err)) == DRG_OK)
        st = drg_ids_add(docs, sqlite3_column_int64(s, 0), err);
    return st == DRG_END ? DRG_OK : st;
}

drg_status drg_ledger_rebuild(drg_ledger *l, drg_ledger_progress *progress, void *context, drg_error *err)
{
    drg_ids docs = {0};
    drg_status st = drg_ledger__begin(l, err);
    if (st != DRG_OK)
        return st;
    st = list_documents(l, &docs, err);
    if (st == DRG_OK)
        st = clear(l, err);
    for (size_t i = 0; st == DRG_OK && i < docs.n; i++) {
        st = drg_ledger__derive(l, docs.ids[i], 0, err);
        if (st == DRG_OK && progress != NULL)
            progress(context, i + 1, docs.n);
    }
    drg_ids_release(&docs);
    if (st == DRG_OK)
        st = drg_ledger__settle(l, err);
    return drg_ledger__end(l, st, err);
}

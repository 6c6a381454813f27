/* src/ledger/derive.h - what follows from the records: families of copies, then incidents, then tracks. Each step gets
 * what changed in the one before it, and tells what it changed itself. All run inside the caller's transaction.
 *
 * Each step is a function of the set of current documents alone (and of the corrections): not of the order in which they
 * came, nor of whether they came one by one or all at once. Only the numbers of rows may differ; `id` columns may not. */
#ifndef DRG_LEDGER_DERIVE_H
#define DRG_LEDGER_DERIVE_H

#include "ledger/inside.h"

/** A growing list of row numbers. */
typedef struct drg_ids {
    int64_t *ids; /* malloc'd */
    size_t n, cap;
} drg_ids;

/** @return DRG_OK, DRG_ENOMEM. */
drg_status drg_ids_add(drg_ids *list, int64_t id, drg_error *err);
/** Ascending, each once. */
void drg_ids_sort(drg_ids *list);
/** Of a sorted list: the place of the first id that is not less; list->n where there is none. */
size_t drg_ids_place(const drg_ids *list, int64_t id);
/** Whether a sorted list has an id, and at which place. */
bool drg_ids_find(const drg_ids *list, int64_t id, size_t *at);
void drg_ids_release(drg_ids *list);

/**
 * Bring everything that follows up to date after a document came.
 * @param doc      its row.
 * @param old_doc  the revision that it takes the place of, no longer current; 0: none.
 */
drg_status drg_ledger__derive(drg_ledger *ledger, int64_t doc, int64_t old_doc, drg_error *err);

/** The part of it behind the families: incidents and tracks.
 * @param docs  documents of whose records something changed, be it a correction; ascending. */
drg_status drg_ledger__derive_incidents(drg_ledger *ledger, const drg_ids *docs, drg_error *err);

/**
 * Bring the tracks up to date; those of large cases when a part of the case has changed, or by drg_ledger__settle().
 * @param changed  incidents that were made, altered or deleted; a record is in one of them when it is new.
 */
drg_status drg_ledger__follow(drg_ledger *ledger, const drg_ids *changed, drg_error *err);
/** Make anew all tracks that drg_ledger__follow() left for later. */
drg_status drg_ledger__settle(drg_ledger *ledger, drg_error *err);

#endif

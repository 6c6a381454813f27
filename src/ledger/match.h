/* src/ledger/match.h - a query as SQL: its conditions, the cheapest way to what they leave, a page of it. */
#ifndef DRG_LEDGER_MATCH_H
#define DRG_LEDGER_MATCH_H

#include "ledger/inside.h"
#include "ledger/query.h"

/** Row numbers in the query's order. */
typedef struct drg_rows {
    int64_t *row; /* malloc'd */
    size_t n, cap;
    drg_cursor last; /* the place of the last of them */
    bool more;       /* there are others behind it */
} drg_rows;

void drg_rows_release(drg_rows *rows);

/**
 * The rows that a query leaves: of record, incident, track, source or document, by its kind.
 * @param limit   so many at most.
 * @param cursor  the place to go on after; or NULL.
 */
drg_status drg_ledger__match(drg_ledger *ledger, const drg_query *query, size_t limit, const drg_cursor *cursor,
                             drg_rows *rows, drg_error *err);

#endif

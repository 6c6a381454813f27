/* src/ledger/query.h - a query's inside: its parameters, read. */
#ifndef DRG_LEDGER_QUERY_H
#define DRG_LEDGER_QUERY_H

#include "base/arena.h"
#include "dragoman/query.h"

/** In the order of drg_query_parameters(). */
typedef enum drg_param {
    DRG_P_ACTOR,
    DRG_P_RECIPIENT,
    DRG_P_PARTY,
    DRG_P_TYPE,
    DRG_P_STATUS,
    DRG_P_KIND,
    DRG_P_PLACE,
    DRG_P_COUNTRY,
    DRG_P_NEAR,
    DRG_P_SINCE,
    DRG_P_UNTIL,
    DRG_P_SOURCE,
    DRG_P_PUBLISHER,
    DRG_P_MIN_DEAD,
    DRG_P_TEXT,
    DRG_P_ID,
    DRG_P_INCIDENT,
    DRG_P_TRACK,
    DRG_P_DOCUMENT,
    DRG_P_CHANGED_AFTER,
    DRG_P_SORT,
    DRG_P_LIMIT,
    DRG_P_CURSOR
} drg_param;
#define DRG_N_PARAMS (DRG_P_CURSOR + 1)

/** "RUS", "RUS:MIL", ":MIL": country and sector, one of them may be empty; anything else is a name. */
typedef struct drg_who {
    drg_str country, sector, name;
} drg_who;
drg_who drg_who_of(drg_str value);

/** "ASSAULT" or "ASSAULT:drone". The mode may be empty. */
void drg_type_of(drg_str value, drg_str *event, drg_str *mode);

/** A place in an order, read from a cursor: the key and what parts items of one key. */
typedef struct drg_cursor {
    bool has;
    bool is_real; /* the key is a number with a fraction */
    int64_t key;
    double real;
    char tie[68];   /* an id; "" where rows part them */
    unsigned order; /* that it is a place of */
    int64_t row;
} drg_cursor;

typedef struct drg_values {
    drg_str v[DRG_MAX_QUERY_VALUES];
    size_t n;
} drg_values;

struct drg_query {
    drg_ask_kind kind;
    drg_arena arena;
    drg_values values[DRG_N_PARAMS];
    double lat, lon, km;
    int32_t since, until;
    double min_dead;
    int64_t changed_after;
    drg_str match;       /* an FTS5 expression of nothing but quoted words; empty: none */
    bool has_beginnings; /* of words: miss* */
    unsigned order;      /* which of drg_query_orders() */
    size_t limit;
    drg_cursor cursor;
};

static inline bool drg_query_has(const drg_query *q, drg_param p)
{
    return q->values[p].n > 0;
}

/** The cursor of an order's place. */
void drg_cursor_write(const drg_query *q, const drg_cursor *place, char out[DRG_MAX_CURSOR_BYTES]);

#endif

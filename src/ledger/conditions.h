/* src/ledger/conditions.h - the conditions of a query, each in the forms in which rows can be found by it. */
#ifndef DRG_LEDGER_CONDITIONS_H
#define DRG_LEDGER_CONDITIONS_H

#include "ledger/query.h"
#include "ledger/sql.h"

/** How large a set may be that is taken whole, where the ledger does not say: of words, which are probed slowly. */
#define DRG_SMALL_WORDS 15000

typedef struct drg_condition {
    drg_sql probe;   /* an expression about x */
    drg_sql set;     /* a SELECT of rows; empty: none */
    drg_sql walk;    /* "FROM … JOIN … WHERE …" in the order of day; empty: none */
    const char *key; /* that the walk is in the order of */
    int64_t n;       /* of the set, up to COUNTED; -1: not counted */
    bool rough;      /* the set holds more than the probe lets through */
    int64_t small;   /* up to so many the set is taken whole */
} drg_condition;

#define DRG_MAX_CONDITIONS DRG_N_PARAMS

typedef struct drg_ordering {
    const char *key, *tie, *index;
    bool is_real, ascending;
} drg_ordering;

/* What differs between kinds. */
typedef struct drg_subject {
    const char *table, *row, *filter;
    const char *party; /* the table of parties, or NULL */
    const drg_ordering *orders;
} drg_subject;

/* A match under way. */
typedef struct drg_match {
    drg_ledger *l;
    const drg_query *q;
    const drg_subject *s;
    const drg_ordering *order;
    drg_condition *time; /* what bounds the days; NULL: nothing */
    drg_condition conditions[DRG_MAX_CONDITIONS];
    size_t n;
} drg_match;

bool drg_match_is_events(const drg_match *m);
bool drg_match_is_incidents(const drg_match *m);
/** A new condition, all of whose forms are empty. */
drg_condition *drg_match_condition(drg_match *m);
/** "SELECT row FROM table WHERE ", after " UNION ALL " where there is something before it. */
void drg_match_begin_set(const drg_match *m, drg_sql *set, const char *table);

/** Fill conditions: who, what, where and when. */
void drg_match_add_facts(drg_match *m);
/** Fill conditions: according to whom, told where, in which words, belonging to what. */
void drg_match_add_origins(drg_match *m);

#endif

/* src/ledger/sides.h - who is party to talks, truces, exchanges and fighting.
 *
 * A party is a state, or an armed group of its own. States are their governments and forces; groups are known by name,
 * those without one are "rebels" of their country. Whoever reports, mediates, hosts or suffers is no party.
 * A party is written as a key: "RUS", "SDN/Rapid Support Forces"; a case's parties are keys, sorted, joined by '|'. */
#ifndef DRG_LEDGER_SIDES_H
#define DRG_LEDGER_SIDES_H

#include "base/arena.h"
#include "ledger/inside.h"

#define DRG_MAX_SIDES 6

typedef enum drg_side_kind {
    DRG_SIDE_NONE,       /* no party */
    DRG_SIDE_STATE,      /* a government or its forces */
    DRG_SIDE_GROUP,      /* an armed group */
    DRG_SIDE_MEDIATOR,   /* an organisation of states */
    DRG_SIDE_COLLECTIVE, /* "the two sides" */
    DRG_SIDE_NO_MEMORY,  /* it ran out */
} drg_side_kind;

/** A few different keys, in no order. */
typedef struct drg_sides {
    drg_str keys[DRG_MAX_SIDES];
    size_t n;
} drg_sides;

/** Those that cannot be held are dropped. */
void drg_sides_add(drg_sides *sides, drg_str key);
void drg_sides_drop(drg_sides *sides, drg_str key);
bool drg_sides_have(const drg_sides *sides, drg_str key);
/** Sorted and joined. On failure ptr is NULL. */
drg_str drg_sides_join(drg_arena *arena, drg_sides *sides);
/** What drg_sides_join() wrote, apart again; the keys point into it. */
drg_sides drg_sides_of(drg_str joined);
drg_str drg_side_country(drg_str key);
/** For people: "Russia", "Rapid Support Forces". */
drg_str drg_side_name(drg_str key);

/** What the documents' other records say of who stands against whom. */
typedef struct drg_doc_sides {
    struct drg_pair {
        drg_str a, b; /* a < b */
        size_t n;     /* records that name just these; 0: a sentence, or the whole document, names just these */
    } * pairs;
    size_t n_pairs, pairs_cap;
    drg_sides groups; /* armed groups with names */
    drg_str spot,
        country; /* the only place that the document tells to be taken, held or besieged; empty: none, or several */
} drg_doc_sides;

/** One who is named in a record. @return what he is; where it is a state or a group, *key is set. */
drg_side_kind drg_side_of(drg_arena *arena, drg_str text, drg_str name, drg_str country, drg_str sectors,
                          const drg_doc_sides *doc, drg_str *key);

/** @return DRG_OK or what failed. Texts live in the arena. */
drg_status drg_doc_sides_load(drg_ledger *ledger, drg_arena *arena, int64_t doc, drg_doc_sides *out, drg_error *err);
/** The pair that most records name and that has all of these keys; of equals the first. NULL: none. */
const struct drg_pair *drg_doc_sides_pair(const drg_doc_sides *doc, const drg_sides *with);

#endif

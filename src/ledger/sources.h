/* src/ledger/sources.h - who speaks: when two mentions, in any documents, are one source. */
#ifndef DRG_LEDGER_SOURCES_H
#define DRG_LEDGER_SOURCES_H

#include "base/arena.h"
#include "ledger/inside.h"

typedef struct drg_source_key {
    drg_str key;  /* what makes two mentions one */
    drg_str name; /* as shown */
    drg_str kind, country, sector;
} drg_source_key;

/**
 * The key of one member of a record's `attribution`. A named source is its canonical name, or where it has none its country,
 * sector and role; an outlet is its name; unnamed people are one source for each country, sector and description, for who
 * "officials" are nobody can tell further.
 * @return DRG_OK, DRG_ENOMEM. Texts live in the arena or are the JSON's.
 */
drg_status drg_source_key_of(drg_arena *arena, const json_t *said, drg_source_key *out, drg_error *err);
/** A document that speaks in its own voice: its publisher, an outlet like any; else its web site; else it alone. */
drg_status drg_source_key_of_document(drg_arena *arena, drg_str publisher, drg_str url, drg_str id, drg_source_key *out,
                                      drg_error *err);
/** The row of a source, made where there is none. */
drg_status drg_ledger__source(drg_ledger *ledger, const drg_source_key *key, int64_t *source, drg_error *err);

#endif

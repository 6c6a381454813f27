/* src/ledger/given.h - which of a record's sources gives which of its numbers.
 *
 * A record has the sources and the numbers of all mentions of its event, each in order, and does not say which goes with
 * which: "22 were killed, al-Barati said. Red Sea Wire had reported nine dead, citing health workers." They are told apart by
 * the sentences that they stand in. */
#ifndef DRG_LEDGER_GIVEN_H
#define DRG_LEDGER_GIVEN_H

#include "base/arena.h"
#include "dragoman/base.h"

#include <jansson.h>

/** Where sentences of a text begin, in bytes and in code points. */
typedef struct drg_given_text {
    drg_str text;
    uint32_t *starts; /* [n] of sentences, in bytes; the first is 0 */
    uint32_t *points; /* [n] the same in code points */
    size_t n;
} drg_given_text;

/** @param text  the document's; empty where only its records came. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_given_read(drg_arena *arena, drg_str text, drg_given_text *out, drg_error *err);

/**
 * The place in `attribution` of the source whose sentence a quantity stands in.
 * @return -1: not known, or all of them.
 */
int drg_given_by(const drg_given_text *text, const json_t *record, const json_t *quantity);

#endif

/* src/ledger/link.h - records that tell one happening, found and kept together as incidents. docs/LEDGER.md tells the
 * rules.
 *
 * The result follows from the set of current records, the families and the corrections, not from the order in which they
 * came. What a document costs depends on how many records are like its own in type, days and country or place, not on
 * how large the ledger is. */
#ifndef DRG_LEDGER_LINK_H
#define DRG_LEDGER_LINK_H

#include "ledger/derive.h"

/**
 * Bring facts, links and incidents up to date.
 * @param docs     documents that are new, are no longer current, or whose family changed; ascending.
 * @param changed  gets the incidents that were made, altered or deleted: ascending, each once.
 */
drg_status drg_ledger__link(drg_ledger *ledger, const drg_ids *docs, drg_ids *changed, drg_error *err);

#endif

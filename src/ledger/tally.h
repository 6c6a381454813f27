/* src/ledger/tally.h - how sources stand to each other: who is confirmed, who is contradicted, who stands alone. */
#ifndef DRG_LEDGER_TALLY_H
#define DRG_LEDGER_TALLY_H

#include "ledger/inside.h"

/** Bring incident_source (and by its triggers source_total) up to the incidents that changed since the last time. Inside
 * the caller's transaction, after incidents were linked. */
drg_status drg_ledger__tally(drg_ledger *ledger, drg_error *err);

#endif

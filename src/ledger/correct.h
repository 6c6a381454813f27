/* src/ledger/correct.h - what people decided about incidents, for the files that obey it. */
#ifndef DRG_LEDGER_CORRECT_H
#define DRG_LEDGER_CORRECT_H

#include "ledger/derive.h"

/** Whether there is any correction at all. */
drg_status drg_corrections_any(drg_ledger *ledger, bool *any, drg_error *err);

typedef enum drg_correction_kind { DRG_CORRECT_SAME, DRG_CORRECT_APART } drg_correction_kind;

/** The records that a person put with this one or apart from it: pairs of (number of the correction, record), added to
 * out. Of two corrections of one pair, the later holds. */
drg_status drg_corrections_of(drg_ledger *ledger, int64_t rec, drg_correction_kind kind, drg_ids *out, drg_error *err);
/** Add the numbers of the corrections that set a field of the incident that holds this record. */
drg_status drg_corrections_set(drg_ledger *ledger, int64_t rec, drg_ids *out, drg_error *err);

#endif

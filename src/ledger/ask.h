/* src/ledger/ask.h - one answer: its transaction, its time. */
#ifndef DRG_LEDGER_ASK_H
#define DRG_LEDGER_ASK_H

#include "ledger/inside.h"

/** Begin an answer: what is read until its end is of one moment, and is stopped when its time is over. */
drg_status drg_ledger__begin_answer(drg_ledger *ledger, drg_error *err);
/** @return st, or why the end failed. */
drg_status drg_ledger__end_answer(drg_ledger *ledger, drg_status st, drg_error *err);
/** The SQL functions that questions use. */
drg_status drg_ledger__add_functions(drg_ledger *ledger, drg_error *err);

#endif

/* src/ledger/places.h - where the incidents of a query were. */
#ifndef DRG_LEDGER_PLACES_H
#define DRG_LEDGER_PLACES_H

#include "dragoman/query.h"

/** Inside an answer. */
drg_status drg_ledger__places(drg_ledger *ledger, const drg_query *query, drg_item_sink *sink, void *context,
                              drg_page *page, drg_error *err);

#endif

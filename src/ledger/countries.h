/* src/ledger/countries.h - what states are called. */
#ifndef DRG_LEDGER_COUNTRIES_H
#define DRG_LEDGER_COUNTRIES_H

#include "dragoman/base.h"

/** The English name of a country by its ISO alpha-3 code, or what the other codes of entities stand for; the code itself
 * where it is unknown. */
drg_str drg_country_name(drg_str code);

#endif

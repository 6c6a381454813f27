/* src/analyse/analyse.h - drg_analyse() for those who fit the last layer for names. */
#ifndef DRG_ANALYSE_ANALYSE_H
#define DRG_ANALYSE_ANALYSE_H

#include "analyse/network.h"

/** As drg_analyse(); tap, where it is not NULL, gets the inputs of the last layer for names, of all words in order. */
drg_status drg_analyse__tapped(const drg_model *model, drg_document *doc, drg_naming_tap *tap, void *context,
                               drg_error *err);

#endif

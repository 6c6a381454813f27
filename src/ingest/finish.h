/* src/ingest/finish.h - what every document gets at the end, wherever it comes from. */
#ifndef DRG_INGEST_FINISH_H
#define DRG_INGEST_FINISH_H

#include "base/document.h"

/**
 * The headline that opens the text where no title is given, the language and the day of publication.
 * @param published  a day that goes before all others, YYYY-MM-DD; NULL or empty: none.
 * @param last       the day that is taken where there is no other: when an archive got the page; NULL or empty: none.
 * @return DRG_OK, DRG_ENOMEM.
 */
drg_status drg_document__finish(drg_document *doc, const char *published, const char *last, drg_error *err);

#endif

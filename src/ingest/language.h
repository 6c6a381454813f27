/* src/ingest/language.h - which language a text is in (Compact Language Detector 2). */
#ifndef DRG_INGEST_LANGUAGE_H
#define DRG_INGEST_LANGUAGE_H

#include "base/document.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the detector makes of a text. */
typedef struct drg_language_guess {
    char tag[16]; /* BCP 47; empty where it does not know */
    bool sure;    /* it says so itself, most of the text is in that language, and there is enough of it */
} drg_language_guess;

/** Only the first 32 KiB are looked at. The same text gives the same answer everywhere; threads may call it at once. */
drg_language_guess drg_language_of(drg_str text);

#ifdef __cplusplus
}
#endif

/**
 * Fill in a document's language where it has none and the detector is sure.
 * @param doubt  the language that the document has was said of the page, not of the text: the detector is believed where
 *               it is sure of another one.
 * @return DRG_OK, DRG_ENOMEM.
 */
drg_status drg_language_set(drg_document *doc, bool doubt, drg_error *err);

#endif

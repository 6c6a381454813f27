/* src/ingest/pubdate.h - the day of publication that a text gives of itself. */
#ifndef DRG_INGEST_PUBDATE_H
#define DRG_INGEST_PUBDATE_H

#include "base/document.h"

/**
 * Looked for in the dateline, then under the pictures, then in lines of their own ("Published on 12 May 2016", a date
 * alone above the story). Only dates with day, month and year count, whose weekday, where one is written, is right; what
 * stands within the story's sentences is never taken. Pictures from an archive are passed over; of several, the latest.
 *
 * @param doc  with its blocks marked.
 * @return DRG_DATE_FROM_NONE: none, *days untouched.
 */
drg_date_from drg_pubdate__find(const drg_document *doc, int32_t *days);

/** A field's or argument's date: "2016-05-12", also with a time behind it, or a date as news writes it and nothing else.
 * @return false where it is none. */
bool drg_pubdate__parse(drg_str text, int32_t *days);

#endif

/* src/analyse/dateline.h - "ISTANBUL, June 2 (Agency) -": what stands before the first sentence of a report. */
#ifndef DRG_ANALYSE_DATELINE_H
#define DRG_ANALYSE_DATELINE_H

#include "dragoman/base.h"

/**
 * Where the dateline ends that begins text[pos, end): after its dash and the blanks behind it.
 * A dateline begins with a name in capitals, holds only words with capitals, figures, marks and a bracketed agency, and
 * ends in a dash between blanks, within DRG_MAX_DATELINE_BYTES.
 * @return a byte offset in (pos, end]; pos: there is none.
 */
size_t drg_dateline_end(drg_str text, size_t pos, size_t end);

/**
 * The first dateline in text[pos, end): at its start, after a line break, or after a full stop.
 * @param story  where the sentence after it begins; end where there is no dateline.
 * @return where it begins; end: there is none.
 */
size_t drg_dateline_find(drg_str text, size_t pos, size_t end, size_t *story);

#define DRG_MAX_DATELINE_BYTES 120

#endif

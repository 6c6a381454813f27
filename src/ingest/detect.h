/* src/ingest/detect.h - what an input is, by its first bytes. */
#ifndef DRG_INGEST_DETECT_H
#define DRG_INGEST_DETECT_H

#include "dragoman/reader.h"

/** How many bytes are looked at. */
#define DRG_DETECT_BYTES ((size_t)64 << 10)

/** What is no format that is read, and would be taken for a text of nonsense: what it is, and what to do about it; static.
 * NULL: nothing speaks against it. */
const char *drg_detect_other(drg_str first);

/** The format of what drg_detect_other() has nothing against. */
drg_format drg_detect_format(drg_str first);

#endif

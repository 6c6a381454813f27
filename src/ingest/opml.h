/* src/ingest/opml.h - a list of feeds: OPML, or an address a line. */
#ifndef DRG_INGEST_OPML_H
#define DRG_INGEST_OPML_H

#include "base/text.h"

#define DRG_MAX_OPML_BYTES ((size_t)16 << 20)
#define DRG_MAX_OPML_FEEDS 100000

/**
 * The addresses of a list's feeds, in its order, each once, in the arena. In a list that is no XML, lines that are empty
 * or begin with '#' are passed over.
 * @return DRG_OK; DRG_EINPUT no list, or one without addresses of the web; DRG_ELIMIT; DRG_ENOMEM.
 */
drg_status drg_opml_parse(drg_str bytes, drg_arena *arena, drg_str **urls, size_t *n, drg_error *err);

#endif

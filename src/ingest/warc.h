/* src/ingest/warc.h - archives of the web (WARC 1.0 and 1.1, ISO 28500), and the texts made from them (WET): the pages
 * that servers answered with, and conversions to text. Common Crawl's news set is published so. */
#ifndef DRG_INGEST_WARC_H
#define DRG_INGEST_WARC_H

#include "base/document.h"
#include "dragoman/reader.h"
#include "ingest/input.h"

#define DRG_MAX_WARC_HEADER_BYTES ((size_t)64 << 10)

typedef struct drg_warc {
    drg_arena arena; /* of this record */
    drg_buf name;    /* the input's, '!' and the record's */
    char day[11];    /* of the record: when it was fetched; or empty */
    bool lost;       /* the next record is to be looked for */
} drg_warc;

void drg_warc_init(drg_warc *warc);
void drg_warc_release(drg_warc *warc);

bool drg_warc_looks_like(drg_str bytes);

/**
 * Read the next page or text into an empty document. Records that hold none, answers that are no page and pages without
 * an article are passed over, and counted in tally.
 *
 * @param source  the input's name; warc->name is then the record's: behind '!' its WARC-Record-ID.
 * @return DRG_OK; DRG_END; DRG_EINPUT, DRG_ELIMIT (the next call goes on behind it); DRG_EIO cut off; else as
 *         drg_input_peek().
 */
drg_status drg_warc_next(drg_warc *warc, drg_input *in, drg_str source, drg_tally *tally, drg_document *doc,
                         drg_error *err);

#endif

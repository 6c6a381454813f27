/* src/ingest/page_meta.h - what a page says about its article: title, publisher, authors, language, address, day. */
#ifndef DRG_INGEST_PAGE_META_H
#define DRG_INGEST_PAGE_META_H

#include "dragoman/document.h"
#include "ingest/page_blocks.h"

typedef struct drg_page_meta {
    drg_meta meta; /* all but id and source; strings lie in arena */
    drg_arena arena;
} drg_page_meta;

/**
 * @param url   where the page was fetched; may be empty.
 * @return DRG_OK, DRG_ENOMEM. Released by the caller in every case.
 */
drg_status drg_page_meta_find(const drg_html *html, const drg_page_text *page, drg_str url, drg_page_meta *meta,
                              drg_error *err);
void drg_page_meta_release(drg_page_meta *meta);

#endif

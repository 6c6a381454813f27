/* src/ingest/page_meta.h - what a page says about its article: title, publisher, authors, language, address, day. */
#ifndef DRG_INGEST_PAGE_META_H
#define DRG_INGEST_PAGE_META_H

#include "dragoman/document.h"
#include "ingest/page_blocks.h"

typedef struct drg_page_meta {
    drg_meta meta; /* all but id and source; strings lie in arena */
    drg_str body;  /* the article's text as JSON-LD has it: a piece of HTML, or empty */
    drg_arena arena;
} drg_page_meta;

/**
 * @param url   where the page was fetched; may be empty.
 * @return DRG_OK, DRG_ENOMEM. Released by the caller in every case.
 */
drg_status drg_page_meta_find(const drg_html *html, const drg_page_text *page, drg_str url, drg_page_meta *meta,
                              drg_error *err);
/**
 * The first whole date that the page shows where such a date is shown: in an element named after dates or bylines, or in
 * a short line shortly before the article.
 * @param first  the article's first block.
 */
bool drg_page_date_shown(const drg_html *html, const drg_page_text *page, const drg_meta *meta, size_t first,
                         int32_t *days);
void drg_page_meta_release(drg_page_meta *meta);

#endif

/* src/ingest/page_ld.h - what a page says of its article in JSON-LD (schema.org's NewsArticle and its kin). */
#ifndef DRG_INGEST_PAGE_LD_H
#define DRG_INGEST_PAGE_LD_H

#include "base/arena.h"
#include "ingest/html.h"

#define DRG_MAX_PAGE_AUTHORS 40

typedef struct drg_page_ld {
    drg_str title, published, modified, publisher, language, url; /* as written; published may be anything */
    drg_str authors[DRG_MAX_PAGE_AUTHORS];
    size_t n_authors;
    drg_str body; /* the article's text, as a piece of HTML (page_body.h); empty: it is not said */
} drg_page_ld;

/**
 * Read every <script type="application/ld+json">. Of several objects the best counts: kinds of articles before pages,
 * the one that names this page before others, the first before the last. Graphs, arrays, objects within objects and
 * references by @id are followed, to a depth of 8. Scripts that are no JSON are mended where what is wrong is common
 * (comments and CDATA around it, raw line breaks in strings, commas too many), else passed over.
 * @param url  of the page; may be empty.
 * @return DRG_OK, DRG_ENOMEM. Strings lie in arena.
 */
drg_status drg_page_ld_read(const drg_html *html, drg_str url, drg_arena *arena, drg_page_ld *ld, drg_error *err);

#endif

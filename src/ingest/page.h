/* src/ingest/page.h - a page of the web to a document: the article's text and what the page says about it.
 *
 * The text is the body of the article as a browser would show it: paragraphs apart by an empty line, headings, lists,
 * quotes and the entries of live blogs with their times in their places. Navigation, related stories, comments, cookie
 * walls, newsletters, share bars, tables of links, boxes about authors and advertisements are left out; so are the title
 * (it is the document's title) and what stands under pictures. */
#ifndef DRG_INGEST_PAGE_H
#define DRG_INGEST_PAGE_H

#include "base/document.h"

/** A page and what is known about it from where it came. */
typedef struct drg_page_input {
    drg_str bytes;   /* as they came, in any encoding, uncompressed; at most DRG_MAX_HTML_BYTES (html.h) */
    drg_str charset; /* what came with them: the charset of HTTP's Content-Type; may be empty */
    drg_str url;     /* where it was fetched; may be empty */
    drg_str source;  /* the input's name */
} drg_page_input;

/** Whether bytes, the beginning of an input in any encoding, are a page of HTML (and no feed or other XML). */
bool drg_page_looks_like(drg_str bytes);

/**
 * Fill an empty document from a page: text, blocks; title, publisher, authors, language, published and published_from
 * where the page says them; url: the canonical one, else the one given; id: a hash of the text; source. Order of trust:
 * docs/FORMATS.md. A page without an article has an empty text, and is no failure.
 * @return DRG_OK; DRG_EINPUT (no encoding fits); DRG_ELIMIT (too long, too deep …); DRG_ENOMEM. On failure doc is empty.
 */
drg_status drg_page__read(const drg_page_input *page, drg_document *doc, drg_error *err);

/**
 * The same for a piece of HTML that is the article itself and nothing else, as feeds carry it: all of its text is taken,
 * and nothing is looked for outside it.
 */
drg_status drg_page__read_fragment(const drg_page_input *fragment, drg_document *doc, drg_error *err);

#endif

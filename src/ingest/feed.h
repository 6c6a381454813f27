/* src/ingest/feed.h - feeds to documents: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed.
 *
 * XML is repaired before it is parsed, since many feeds are not well-formed: HTML's named entities become characters, a
 * lone '&' becomes one, characters that XML forbids and the document type go. So no entity is left that could be expanded
 * or fetched. The parser itself (libxml2) goes on behind errors. */
#ifndef DRG_INGEST_FEED_H
#define DRG_INGEST_FEED_H

#include "base/document.h"

/** A feed is read as a whole. */
#define DRG_MAX_FEED_BYTES ((size_t)32 << 20)
#define DRG_MAX_FEED_ENTRIES 100000
/** libxml2's own limit of nested elements. */
#define DRG_MAX_FEED_DEPTH 256

typedef enum drg_feed_markup { DRG_FEED_TEXT, DRG_FEED_HTML } drg_feed_markup;

/** One entry, as the feed has it; what is not there is empty. */
typedef struct drg_feed_entry {
    drg_str id;  /* guid */
    drg_str url; /* of the page, as written */
    drg_str title, publisher, language, date;
    drg_str author; /* several are parted by ';' */
    drg_str text;
    drg_feed_markup markup; /* of text */
    bool full;              /* text is the article, as far as the feed tells, and no summary */
    size_t line;            /* in the feed, from 1; 0: unknown */
} drg_feed_entry;

typedef struct drg_feed {
    drg_arena arena;
    drg_str title, language, url; /* the feed's own; url: of the site */
    drg_feed_entry *entries;
    size_t n_entries, cap_entries;
    bool cut_off; /* it ends before it should */
} drg_feed;

/** Whether bytes, the beginning of an input in any encoding, are a feed. */
bool drg_feed_looks_like(drg_str bytes);

/**
 * @param charset  what came with the bytes; may be empty.
 * @param base     where the feed was fetched, against which its addresses are resolved; may be empty.
 * @return DRG_OK; DRG_EINPUT neither feed nor anything like it; DRG_ELIMIT; DRG_ENOMEM. On failure nothing is to be
 *         released.
 */
drg_status drg_feed_parse(drg_str bytes, drg_str charset, drg_str base, drg_feed *feed, drg_error *err);
void drg_feed_release(drg_feed *feed);

/** Fill an empty document from an entry. @return DRG_OK; DRG_EINPUT it has no text (DRG_REASON_NO_TEXT); DRG_ELIMIT;
 * DRG_ENOMEM. */
drg_status drg_feed_document(const drg_feed *feed, size_t entry, drg_str source, drg_document *doc, drg_error *err);
/** Put what the entry says about a document in the place of what the document's page says about itself.
 * @return DRG_OK, DRG_ENOMEM. */
drg_status drg_feed_know(const drg_feed *feed, size_t entry, drg_str source, drg_document *doc, drg_error *err);

/* ---- inside ---- */

drg_status drg_feed__parse_xml(drg_str utf8, drg_feed *feed, drg_error *err);
drg_status drg_feed__parse_json(drg_str utf8, drg_feed *feed, drg_error *err);
/** Bytes of UTF-8 that libxml2 can be given: repaired as told above. @return DRG_OK, DRG_ELIMIT, DRG_ENOMEM. */
drg_status drg_feed__repair(drg_str utf8, drg_buf *out);
/** libxml2's own beginning, once a process. */
void drg_feed__begin_xml(void);
/** A new entry, empty. @return DRG_OK, DRG_ELIMIT, DRG_ENOMEM. */
drg_status drg_feed__add(drg_feed *feed, drg_feed_entry **entry, drg_error *err);

#endif

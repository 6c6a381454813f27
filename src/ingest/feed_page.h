/* src/ingest/feed_page.h - the page that an entry of a feed is about. */
#ifndef DRG_INGEST_FEED_PAGE_H
#define DRG_INGEST_FEED_PAGE_H

#include "ingest/feed.h"
#include "ingest/fetch.h"

/** Fetch an entry's page, and fill an empty document from it; what the feed says of it goes before what the page says.
 * Its source is the address that the page came from.
 * @return DRG_OK; DRG_EINPUT no page (DRG_REASON_CONTENT_TYPE), or one without an article (DRG_REASON_NO_TEXT); else as
 *         drg_fetch_get() and drg_page__read(). */
drg_status drg_feed_page(drg_fetcher *fetcher, const drg_feed *feed, size_t entry, drg_document *doc, drg_error *err);

#endif

/* src/ingest/page_names.h - titles, names of authors, languages and addresses, as pages write them, made plain. */
#ifndef DRG_INGEST_PAGE_NAMES_H
#define DRG_INGEST_PAGE_NAMES_H

#include "base/text.h"

/** A title without the site's name behind or before it ("Crossing reopens | The Courier"): known as the publisher's name,
 * by the site's address, or because the page's headline lacks it. Part of title. */
drg_str drg_page_title_without_site(drg_str title, drg_str publisher, drg_str url, drg_str headline);

/**
 * Add the persons that a byline names to list: "By Jane Doe and John Roe, Reuters", "JANE DOE". Addresses of pages and of
 * mail, the publisher's own name, and what is too long to be names is left out; so is who stands in the list.
 * @return the new length of the list.
 */
size_t drg_page_add_authors(drg_str byline, drg_str publisher, drg_str *list, size_t n, size_t max);

/** "en_US", "EN-us", "English", "ru-RU; q=1" → a BCP 47 tag, or empty. Lies in arena. */
drg_str drg_page_language_tag(drg_str said, drg_arena *arena);

/**
 * The address that a page gives for itself, as a whole address; empty where it is none of the web, or only names the
 * site. @param base  of <base>, may be empty. @param fetched  where the page came from, may be empty.
 */
drg_str drg_page_url(drg_str said, drg_str base, drg_str fetched, drg_arena *arena);

#endif

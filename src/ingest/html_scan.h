/* src/ingest/html_scan.h - a quick look over the tags of a page, before a parser is given it. */
#ifndef DRG_INGEST_HTML_SCAN_H
#define DRG_INGEST_HTML_SCAN_H

#include "base/text.h"

/**
 * Whether a parser of HTML would nest elements deeper than max_depth, counting formatting elements that are opened anew
 * in every paragraph until they are closed, or would meet a tag of more than max_attributes. The count is near to what
 * HTML's rules give and never far below. Time is linear in the page times max_depth.
 * @return DRG_OK, DRG_ELIMIT.
 */
drg_status drg_html_scan(drg_str html, unsigned max_depth, unsigned max_attributes, drg_error *err);

#endif

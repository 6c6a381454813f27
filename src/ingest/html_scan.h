/* src/ingest/html_scan.h - a quick look over the tags of a page, before a parser is given it. */
#ifndef DRG_INGEST_HTML_SCAN_H
#define DRG_INGEST_HTML_SCAN_H

#include "base/text.h"

/**
 * Whether a parser of HTML would nest elements deeper than max_depth, counting formatting elements that are opened anew
 * in every paragraph until they are closed, or would meet a tag of more than max_attributes. The count is near to what
 * HTML's rules give, and seldom below. Time is linear in the page times max_depth.
 *
 * @param kept  initialised; gets the page without what shows nothing and says nothing, most of many pages: comments, and
 *              the insides of scripts (but for JSON-LD) and of styles. What a parser might see otherwise than this look
 *              does (scripts that hold comments, anything within SVG) stays.
 * @return DRG_OK, DRG_ELIMIT, DRG_ENOMEM.
 */
drg_status drg_html_scan(drg_str html, unsigned max_depth, unsigned max_attributes, drg_buf *kept, drg_error *err);

#endif

/* src/ingest/page_body.h - the article's text as a page's JSON-LD has it, for pages that build their own by scripts. */
#ifndef DRG_INGEST_PAGE_BODY_H
#define DRG_INGEST_PAGE_BODY_H

#include "base/arena.h"
#include "base/text.h"

#include <jansson.h>

/**
 * The articleBody of an article, and of a live blog its entries (liveBlogUpdate) with their times and headlines, as a
 * piece of HTML: what is written without markup becomes paragraphs, line by line.
 * @param article  an object of JSON-LD.
 * @param body     in arena; empty where there is none, or it is too short to be one.
 * @return DRG_OK, DRG_ENOMEM.
 */
drg_status drg_page_body_said(const json_t *article, drg_arena *arena, drg_str *body, drg_error *err);

/** Whether what was found on the page is so much less than what JSON-LD has that it is not the article. */
bool drg_page_body_lacks(drg_str found, drg_str said);

#endif

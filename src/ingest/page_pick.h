/* src/ingest/page_pick.h - which blocks of a page are the article.
 *
 * Every block is weighed by what it looks like: running text weighs for, links and scraps against. The element whose
 * blocks weigh most together is the article; what inside it is named or built as something else (related stories, share
 * bars, boxes about authors …) is left out, unless it holds too much of the text for its name to be true. */
#ifndef DRG_INGEST_PAGE_PICK_H
#define DRG_INGEST_PAGE_PICK_H

#include "ingest/page_blocks.h"

typedef enum drg_page_role {
    DRG_ROLE_OUTSIDE, /* no part of the article */
    DRG_ROLE_PROSE,
    DRG_ROLE_HEADING,
    DRG_ROLE_ITEM,    /* of a list */
    DRG_ROLE_CELL,    /* of a table */
    DRG_ROLE_TITLE,   /* the article's headline; told apart */
    DRG_ROLE_CAPTION, /* under a picture of the article; told apart */
    DRG_ROLE_TIME     /* of an entry of a live blog */
} drg_page_role;

/**
 * @param title  the article's title, where it is known already; may be empty.
 * @param roles  [page->n], set by the call.
 * @return DRG_OK, DRG_ENOMEM.
 */
drg_status drg_page_pick(const drg_html *html, const drg_page_text *page, drg_str title, uint8_t *roles,
                         drg_error *err);

/** The same for a piece of a page that is the article and nothing else: all of it is a part, headings, lists and captions
 * told from the rest. */
void drg_page_take_all(const drg_html *html, const drg_page_text *page, uint8_t *roles);

#endif

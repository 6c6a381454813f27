/* src/ingest/page_blocks.h - the text of a page as a browser shows it, cut into the blocks that it shows apart. */
#ifndef DRG_INGEST_PAGE_BLOCKS_H
#define DRG_INGEST_PAGE_BLOCKS_H

#include "ingest/html.h"

/** What an element is by its name, its classes and its place among others; page_words.c. */
typedef enum drg_page_mark {
    DRG_MARK_BODY = 1U << 0,     /* named as what holds an article's text */
    DRG_MARK_CHROME = 1U << 1,   /* navigation, sidebars, footers */
    DRG_MARK_SHARE = 1U << 2,    /* buttons for sharing, links to social media */
    DRG_MARK_RELATED = 1U << 3,  /* other stories */
    DRG_MARK_COMMENTS = 1U << 4, /* what readers wrote */
    DRG_MARK_AD = 1U << 5,       /* advertisements, promotions */
    DRG_MARK_SIGNUP = 1U << 6,   /* newsletters, log-in, cookies */
    DRG_MARK_ABOUT = 1U << 7,    /* who wrote it and when, tags, rights */
    DRG_MARK_CAPTION = 1U << 8,  /* stands under a picture */
    DRG_MARK_HIDDEN = 1U << 9,   /* is not shown */
    DRG_MARK_LIVE = 1U << 10,    /* a live blog, or an entry of it */
    DRG_MARK_QUOTE = 1U << 11,   /* a pull quote, which repeats the text */
    DRG_MARK_TITLE = 1U << 12,   /* a headline */
    DRG_MARK_EMBED = 1U << 13,   /* a post of another site, a player */
    DRG_MARK_STRONG = 1U << 14   /* with DRG_MARK_BODY: said by schema.org's articleBody */
} drg_page_mark;

/** One stretch of text that stands for itself. */
typedef struct drg_page_block {
    drg_span span;       /* in the page's text; trimmed, never empty; line breaks of <br> as LF, no other controls */
    uint32_t node;       /* the element that sets it apart */
    uint32_t first, end; /* its text nodes lie in [first, end) */
    uint32_t n_chars;    /* letters, digits and marks, no blanks */
    uint32_t n_link_chars, n_bold_chars;
    uint32_t n_words; /* where words are not written apart: two characters count as one */
    uint32_t n_links, n_breaks;
} drg_page_block;

typedef struct drg_page_text {
    drg_buf text; /* of all blocks, LF between them */
    drg_page_block *blocks;
    size_t n, cap;
    uint32_t *marks; /* [html.n] of drg_page_mark */
} drg_page_text;

/** Mark every element of the page by its name and its words. marks has html->n entries. */
void drg_page_mark_elements(const drg_html *html, uint32_t *marks);

/** @return DRG_OK, DRG_ELIMIT, DRG_ENOMEM. Released by the caller in every case. */
drg_status drg_page_text_make(const drg_html *html, drg_page_text *page, drg_error *err);
void drg_page_text_release(drg_page_text *page);

static inline drg_str drg_page_block_text(const drg_page_text *page, size_t i)
{
    drg_span s = page->blocks[i].span;
    return (drg_str){page->text.ptr + s.start, s.end - s.start};
}

#endif

/* src/ingest/html.h - the tree of a page as browsers build it (HTML5's rules, by Gumbo), laid out flat: every node in
 * document order, a subtree being the nodes from its root up to the root's end. Nothing that works on it recurses.
 *
 * Comments and the insides of scripts (but for JSON-LD) and styles are left out of it.
 *
 * Hostile pages: what Gumbo would take too long or too deep for (nesting, endless attributes) is found by a quick look
 * over the tags before it is called; its memory comes from a heap of our own with a most. */
#ifndef DRG_INGEST_HTML_H
#define DRG_INGEST_HTML_H

#include "base/text.h"

#include <gumbo.h>

/** The longest page, in bytes; the deepest nesting; the most attributes of a tag; the most memory of a tree. */
#define DRG_MAX_HTML_BYTES ((size_t)16 << 20)
#define DRG_MAX_HTML_DEPTH 1000
#define DRG_MAX_HTML_ATTRIBUTES 1000
#define DRG_MAX_HTML_TREE_BYTES ((size_t)384 << 20)
/** The longest that parsing may take, in seconds of the processor; no page but hostile ones comes near. */
#define DRG_MAX_HTML_SECONDS 20

/** The tag of text nodes. */
#define DRG_HTML_TEXT ((uint16_t)0xFFFF)
#define DRG_HTML_NONE UINT32_MAX

typedef struct drg_html_node {
    uint16_t
        tag; /* GUMBO_TAG_…, or DRG_HTML_TEXT; elements of SVG and MathML are GUMBO_TAG_SVG and _MATH with all below */
    uint16_t depth;
    uint32_t parent; /* DRG_HTML_NONE for the root */
    uint32_t end;    /* the first node behind the subtree */
    drg_str text;    /* text nodes: what it says; elements: the tag's name where tag is GUMBO_TAG_UNKNOWN */
    const GumboVector *attributes;
} drg_html_node;

typedef struct drg_html_heap drg_html_heap;

typedef struct drg_html {
    drg_html_node *nodes; /* the root, <html>, is the first */
    uint32_t n;
    drg_html_heap *heap; /* what text and attributes lie in */
    drg_buf source;      /* the page as it was parsed */
} drg_html;

/**
 * @param utf8  the page, of at most DRG_MAX_HTML_BYTES; Bytes that are no UTF-8 are
 *              read as U+FFFD.
 * @return DRG_OK; DRG_ELIMIT (the message names the limit); DRG_ENOMEM.
 */
drg_status drg_html_parse(drg_str utf8, drg_html *html, drg_error *err);
/** Safe on a zeroed tree. */
void drg_html_release(drg_html *html);

/** The value of an attribute (name in lower case); ptr NULL where there is none. */
drg_str drg_html_attribute(const drg_html *html, uint32_t node, const char *name);

/** Add all text below node to buf, white space as it is. Scripts and styles are text, too. */
drg_status drg_html_text(const drg_html *html, uint32_t node, drg_buf *buf);

#endif

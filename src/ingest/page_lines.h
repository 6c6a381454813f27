/* src/ingest/page_lines.h - short lines that sites set into their articles: labels ("Advertisement", "Read also"), appeals
 * to subscribe or to follow, notices of rights. Known by their words, in the languages of the beat. */
#ifndef DRG_INGEST_PAGE_LINES_H
#define DRG_INGEST_PAGE_LINES_H

#include "base/text.h"

typedef enum drg_page_line {
    DRG_LINE_TEXT,
    DRG_LINE_LABEL,    /* nothing but the name of a part of the page */
    DRG_LINE_POINTER,  /* points to another story: "Read also: …" */
    DRG_LINE_APPEAL,   /* asks the reader to subscribe, follow, download, comment … */
    DRG_LINE_RIGHTS,   /* whose the text is, and what may be done with it; cookies */
    DRG_LINE_COMMENTS, /* heads what readers wrote, or the form for it */
    DRG_LINE_STORIES   /* heads a list of other stories */
} drg_page_line;

/** @param n_words of the line, as its block counts them. */
drg_page_line drg_page_line_of(drg_str line, unsigned n_words);

#endif

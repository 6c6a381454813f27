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

/** The lists of data/pages/lines.txt, by the names that they have there. */
#define DRG_PAGE_LIST(X)                                                                                               \
    X(DRG_LIST_LABELS, "label")                                                                                        \
    X(DRG_LIST_POINTERS, "pointer")                                                                                    \
    X(DRG_LIST_ASKS, "ask")                                                                                            \
    X(DRG_LIST_ASKS_WEAKLY, "ask weakly")                                                                              \
    X(DRG_LIST_ASKED, "asked")                                                                                         \
    X(DRG_LIST_ASKED_SURELY, "asked surely")                                                                           \
    X(DRG_LIST_RIGHTS, "rights")                                                                                       \
    X(DRG_LIST_HEADS_COMMENTS, "heads comments")                                                                       \
    X(DRG_LIST_OPENS_COMMENTS, "opens comments")                                                                       \
    X(DRG_LIST_HEADS_STORIES, "heads stories")                                                                         \
    X(DRG_LIST_NOTICES, "notice")

/* clang-format off */
typedef enum drg_page_list {
#define DRG_PAGE_LIST_ENUM_(id, name) id,
    DRG_PAGE_LIST(DRG_PAGE_LIST_ENUM_)
#undef DRG_PAGE_LIST_ENUM_
        DRG_N_PAGE_LISTS
} drg_page_list;
/* clang-format on */

/** Their phrases, each list up to a NULL: page_table.c makes this of the text file. */
extern const char *const *const drg_page_lists[DRG_N_PAGE_LISTS];

/** @param n_words of the line, as its block counts them. */
drg_page_line drg_page_line_of(drg_str line, unsigned n_words);

#endif

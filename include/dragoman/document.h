/* include/dragoman/document.h - one document on its way through the stations.
 * Everything that hangs on a document (text, analysis, records) lives in its one arena and goes with it. */
#ifndef DRAGOMAN_DOCUMENT_H
#define DRAGOMAN_DOCUMENT_H

#include "dragoman/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One thread at a time. */
typedef struct drg_document drg_document;

/** The longest text of one document, in bytes; longer ones are refused with DRG_ELIMIT. */
#define DRG_MAX_TEXT_BYTES ((size_t)64 << 20)
#define DRG_MAX_CAPTIONS ((size_t)100000)

#define DRG_BLOCK_LIST(X)                                                                                              \
    X(DRG_BLOCK_PROSE, "prose")                                                                                        \
    X(DRG_BLOCK_HEADING, "heading")                                                                                    \
    X(DRG_BLOCK_CAPTION, "caption")                                                                                    \
    X(DRG_BLOCK_CREDIT, "credit")                                                                                      \
    X(DRG_BLOCK_BYLINE, "byline")

typedef enum drg_block_kind {
#define DRG_BLOCK_ENUM_(name, text) name,
    DRG_BLOCK_LIST(DRG_BLOCK_ENUM_)
#undef DRG_BLOCK_ENUM_
} drg_block_kind;

/** A stretch of text of one kind. Blocks are in order, do not overlap, and cover all that is not blank. */
typedef struct drg_block {
    drg_span span;
    drg_block_kind kind;
} drg_block;

/** Where a publication date was found, most trusted first; the day on which an archive of the web got the page comes last. */
#define DRG_DATE_FROM_LIST(X)                                                                                          \
    X(DRG_DATE_FROM_NONE, NULL)                                                                                        \
    X(DRG_DATE_FROM_ARGUMENT, "argument")                                                                              \
    X(DRG_DATE_FROM_FIELD, "field")                                                                                    \
    X(DRG_DATE_FROM_FEED, "feed")                                                                                      \
    X(DRG_DATE_FROM_JSON_LD, "json-ld")                                                                                \
    X(DRG_DATE_FROM_OPENGRAPH, "opengraph")                                                                            \
    X(DRG_DATE_FROM_MICRODATA, "microdata")                                                                            \
    X(DRG_DATE_FROM_META, "meta")                                                                                      \
    X(DRG_DATE_FROM_TIME, "time")                                                                                      \
    X(DRG_DATE_FROM_URL, "url")                                                                                        \
    X(DRG_DATE_FROM_DATELINE, "dateline")                                                                              \
    X(DRG_DATE_FROM_CAPTION, "caption")                                                                                \
    X(DRG_DATE_FROM_TEXT, "text")                                                                                      \
    X(DRG_DATE_FROM_WARC, "warc")

/* clang-format off */
typedef enum drg_date_from {
#define DRG_DATE_FROM_ENUM_(name, text) name,
    DRG_DATE_FROM_LIST(DRG_DATE_FROM_ENUM_)
#undef DRG_DATE_FROM_ENUM_
        DRG_N_DATE_FROMS
} drg_date_from;
/* clang-format on */

/** What is known about a document besides its text. Unknown: len 0. */
typedef struct drg_meta {
    drg_str id;     /* the input's own, else 16 hexadecimal digits: a hash of the text */
    drg_str source; /* the input's name: a path or "-", with the member of an archive after '!' */
    drg_str url;    /* passed through unchanged */
    drg_str title, publisher;
    drg_str language;  /* BCP 47 */
    drg_str published; /* YYYY-MM-DD */
    drg_date_from published_from;
    const drg_str *authors;
    size_t n_authors;
    const drg_str *captions; /* what stands under the pictures of a page; no part of its text */
    size_t n_captions;
} drg_meta;

/** A new, empty document. @return NULL when out of memory. */
DRG_API drg_document *drg_document_new(void);
/** Free it and all that hangs on it; NULL is allowed. */
DRG_API void drg_document_free(drg_document *doc);
/** Make it empty again, keeping its memory for the next text. */
DRG_API void drg_document_clear(drg_document *doc);

/**
 * Give an empty document its text (copied). Blocks are found later, by the reader; until then all of it is prose.
 * @return DRG_OK; DRG_EINPUT not UTF-8 (err->pos: the byte); DRG_ELIMIT too long; DRG_ESTAGE not empty; DRG_ENOMEM.
 */
DRG_API DRG_MUST_CHECK drg_status drg_document_set_text(drg_document *doc, drg_str text, drg_error *err);
/** Replace what is known about it; strings and lists are copied. @return DRG_OK or DRG_ENOMEM. */
DRG_API DRG_MUST_CHECK drg_status drg_document_set_meta(drg_document *doc, const drg_meta *meta, drg_error *err);

/** Borrowed from doc until it is cleared or freed; all of these. */
DRG_API drg_str drg_document_text(const drg_document *doc);
DRG_API const drg_meta *drg_document_meta(const drg_document *doc);
DRG_API const drg_block *drg_document_blocks(const drg_document *doc, size_t *n);

/** "prose", "heading" …; static. */
DRG_API const char *drg_block_kind_name(drg_block_kind kind);
/** "argument", "field" …; NULL for DRG_DATE_FROM_NONE. */
DRG_API const char *drg_date_from_name(drg_date_from from);

#ifdef __cplusplus
}
#endif
#endif

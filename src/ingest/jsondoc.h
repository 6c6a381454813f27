/* src/ingest/jsondoc.h - one line of JSON Lines to a document. */
#ifndef DRG_INGEST_JSONDOC_H
#define DRG_INGEST_JSONDOC_H

#include "base/document.h"

/** What an object of `read` carries besides, and only it. */
typedef struct drg_json_extra {
    bool has_blocks; /* doc's blocks are set */
} drg_json_extra;

/**
 * Fill an empty document from a JSON object: "text", and perhaps "id", "url", "title", "publisher", "published",
 * "language", "authors"; null is as if it were not there. What is not there under these names is taken under those that
 * others use (fields.h), where the value can be it; other fields are passed over. An object that has "blocks" was printed
 * by `read`: then "blocks", "captions", "source" and "published_from" are taken over too.
 *
 * @param source  the input's name.
 * @return DRG_OK; DRG_EINPUT (the message names the field, or what is wrong with the JSON); DRG_ELIMIT; DRG_ENOMEM.
 */
drg_status drg_jsondoc__read(drg_str line, drg_str source, drg_document *doc, drg_json_extra *extra, drg_error *err);

/** Whether bytes begin like a line of JSON Lines: an object that opens with a name, or is empty. */
bool drg_jsondoc__looks_like(drg_str bytes);

#endif

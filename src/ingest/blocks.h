/* src/ingest/blocks.h - headings, captions, credits and bylines in plain news text, marked line by line.
 *
 * A line is a block; where a text is wrapped at a width, the lines of a paragraph together. What speaks for a kind, in
 * order: words that only a caption, credit or byline has; a date alone; the document's title; the shape of a heading (a
 * short line without a full stop, with sentences after it). Whatever nothing speaks for is prose: a missed heading costs
 * one doubtful record, a missed paragraph costs all that it tells. */
#ifndef DRG_INGEST_BLOCKS_H
#define DRG_INGEST_BLOCKS_H

#include "base/document.h"

/** Replace doc's blocks; its text and meta.title are given. Sentences, where it has some, get their new block.
 * @return DRG_OK, DRG_ENOMEM; on failure doc is as before. */
drg_status drg_blocks__mark(drg_document *doc, drg_error *err);

/** Replace doc's blocks by given ones, which must be in order, apart and inside the text; what they leave out that is
 * not blank becomes prose. @return DRG_OK; DRG_EINPUT (err names the block, from 0), DRG_ENOMEM. */
drg_status drg_blocks__set(drg_document *doc, const drg_block *blocks, size_t n, drg_error *err);

#endif

/* src/analyse/segment.h - text to sentences, words and multiword tokens. */
#ifndef DRG_ANALYSE_SEGMENT_H
#define DRG_ANALYSE_SEGMENT_H

#include "analyse/buffer.h"
#include "analyse/qrnn.h"
#include "dragoman/analysis.h"

/** A token of more bytes is cut there, between characters: longer ones are no words. */
#define DRG_MAX_TOKEN_BYTES 256

/** A growing list in scratch memory. */
typedef struct drg_list {
    drg_scratch memory;
    size_t n;
} drg_list;

/** What was found; indices into each other as in a document. */
typedef struct drg_segments {
    drg_list words;      /* of drg_span */
    drg_list sentences;  /* of drg_sentence */
    drg_list multiwords; /* of drg_multiword */
} drg_segments;

/** Segment the blocks of a text of at most UINT32_MAX bytes. Every character that is not white space is in exactly one
 * word; no word spans white space, no sentence two blocks or an empty line.
 * @param out  empty (zeroed); released by the caller also on failure. @return false when out of memory. */
bool drg_segment(const drg_model *model, drg_str text, const drg_block *blocks, size_t n_blocks, drg_segments *out);
void drg_segments_release(drg_segments *segments);

#endif

/* src/analyse/breaks.h - where the writing itself says what ends and what does not, whatever a network says. */
#ifndef DRG_ANALYSE_BREAKS_H
#define DRG_ANALYSE_BREAKS_H

#include "dragoman/base.h"

/** What may end behind a character: sets of labels, as train/segmenter.py numbers them. */
enum {
    DRG_MAY_INSIDE = 1,   /* nothing ends */
    DRG_MAY_TOKEN = 2,    /* a token */
    DRG_MAY_SENTENCE = 4, /* a token and its sentence */
    DRG_MAY_WORD = 8      /* a word of a multiword token */
};

/** Characters that are looked at together; a longer run without a blank is looked at in pieces. */
#define DRG_CHUNK_CHARS 256

/** A run of characters without a blank. */
typedef struct drg_chunk {
    drg_str before, after;           /* the words beside it, up to a blank or line end; len 0: the text or line ends */
    size_t n;                        /* characters */
    uint32_t c[DRG_CHUNK_CHARS + 1]; /* plain (chars.h); 0 behind the last */
    uint8_t may[DRG_CHUNK_CHARS];
} drg_chunk;

/** Read the run that begins at a byte of text[begin, end), at most DRG_CHUNK_CHARS of it, and fill may: for every character
 * a set that is not empty, from rules on addresses, figures, abbreviations, contractions and quotations. */
void drg_breaks_find(drg_chunk *chunk, drg_str text, size_t begin, size_t at, size_t end);

#endif

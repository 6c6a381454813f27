/* src/analyse/features.h - what the network knows of a word by itself: its rows in the tables of embeddings.
 * train/chars.py and tagger.py are the same rules in Python. */
#ifndef DRG_ANALYSE_FEATURES_H
#define DRG_ANALYSE_FEATURES_H

#include "analyse/weights.h"

/** Rows of all hashed tables together. */
#define DRG_AFFIX_ROWS (256 + 1024 + 4096 + 8192 + 256 + 1024 + 4096 + 1024)

/** Longer words are cut to this many characters before their features are taken. */
#define DRG_MAX_WORD_CHARS 256

/** A word prepared: its characters, plain, and the same in lower case; and as UTF-8. */
typedef struct drg_word {
    size_t n;
    uint32_t plain[DRG_MAX_WORD_CHARS];
    uint32_t lower[DRG_MAX_WORD_CHARS];
} drg_word;

void drg_word_read(drg_str form, drg_word *word);

/** The UTF-8 of n characters; out has 4 n bytes. @return its length. */
size_t drg_word_utf8(const uint32_t *chars, size_t n, char *out);

/** The word's embeddings side by side, and zeros behind them: x [model->project.n_in]. */
void drg_word_embed(const drg_model *model, const drg_word *word, float *x);

#endif

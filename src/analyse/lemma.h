/* src/analyse/lemma.h - lemmas from words, by the rules that training found: train/lemma.py explains them. */
#ifndef DRG_ANALYSE_LEMMA_H
#define DRG_ANALYSE_LEMMA_H

#include "analyse/features.h"
#include "base/arena.h"

/**
 * The lemma of a word: that of the training data where they agree on one for the form and tag, else what the rule makes.
 * @param form  where the result is this very text, it is returned itself; else it is made in the arena.
 * @return ptr NULL when out of memory.
 */
drg_str drg_lemma_of(const drg_model *model, drg_str form, const drg_word *word, uint8_t upos, size_t rule,
                     drg_arena *arena);

/** Apply a rule ("L2y", "K0", "=be") to a word. out: room for 4 DRG_MAX_WORD_CHARS + rule.len bytes. @return its length. */
size_t drg_lemma_apply(drg_str rule, const drg_word *word, char *out);

#endif

/* src/analyse/entities.h - named entities from the labels of words. */
#ifndef DRG_ANALYSE_ENTITIES_H
#define DRG_ANALYSE_ENTITIES_H

#include "analyse/network.h"

/** How many entities the labels of one sentence make, and, where out is not NULL, which.
 * @param tokens   [n] of the sentence, at most DRG_MAX_SENTENCE_WORDS, finished but for their confidence.
 * @param guesses  [n]
 * @param first    index of tokens[0] in the document. */
size_t drg_entities_find(const drg_token *tokens, const drg_guess *guesses, size_t n, uint32_t first, drg_named *out);

#endif

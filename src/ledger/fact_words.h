/* src/ledger/fact_words.h - a sentence's words, as far as they tell one happening from another. */
#ifndef DRG_LEDGER_FACT_WORDS_H
#define DRG_LEDGER_FACT_WORDS_H

#include "base/arena.h"
#include "dragoman/base.h"

/** A growing set of hashes with room for most, those that sort first. */
typedef struct drg_word_set {
    uint32_t *words; /* ascending */
    size_t n, most;
} drg_word_set;

/**
 * Add a text's words by the hash of their stems (the first five letters, folded), but for those that any report has:
 * function words, words of saying, days and months.
 *
 * @param names   gets those with a capital inside a sentence and those with digits; NULL: words gets them.
 * @param except  words that do not count; or NULL.
 */
drg_status drg_words_collect(drg_arena *arena, drg_str text, const drg_word_set *except, drg_word_set *words,
                             drg_word_set *names);
/** The stem of the noun that names somebody: the last word before "of", "in" and their like. 0: there is none, or some are
 * counted ("five passengers"): those were harmed, and another report may name what was attacked instead. */
drg_status drg_words_noun(drg_arena *arena, drg_str text, uint32_t *noun);
bool drg_words_has(const drg_word_set *set, uint32_t word);

#endif

/* src/ledger/words.h - a sentence's words, and patterns of words looked for in them. */
#ifndef DRG_LEDGER_WORDS_H
#define DRG_LEDGER_WORDS_H

#include "base/arena.h"
#include "dragoman/base.h"

#define DRG_NO_WORD SIZE_MAX

/** Words as drg_str_fold() writes them, without punctuation; "1,000" is one. */
typedef struct drg_words {
    drg_str *words;
    size_t n;
    size_t trigger, after; /* the words of the record's trigger: [trigger, after) */
} drg_words;

/** The words of a text without a trigger. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_words_of(drg_arena *arena, drg_str text, drg_words *out, drg_error *err);
/** The words of a sentence whose trigger stands at code points [start, end). */
drg_status drg_words_of_sentence(drg_arena *arena, drg_str text, size_t start, size_t end, drg_words *out,
                                 drg_error *err);

/**
 * The first place in [from, to) where one of the patterns begins.
 * @param patterns  "call* off|cancel*|broke down": alternatives, each one or several words; '*' stands for any ending.
 * @return DRG_NO_WORD where there is none.
 */
size_t drg_words_find(const drg_words *words, size_t from, size_t to, const char *patterns);
bool drg_words_have(const drg_words *words, const char *patterns);
/** In the words from the trigger on, as far as `reach` words behind it. */
bool drg_words_follow(const drg_words *words, size_t reach, const char *patterns);

/** A number told in words[at]: "1,200", "twelve", "thousand" (with "a" before it). *used is how many words tell it.
 * @return false where there is none. */
bool drg_words_number(const drg_words *words, size_t at, double *value, size_t *used);

#endif

/* src/analyse/known.h - names that the weights file knows: places, bodies, given names and surnames.
 *
 * They are hints for the last layer for names, not more: "Reading" is a town and a word. A name is filed under the hash of
 * its words in lower case with a blank between them; full stops are left out. */
#ifndef DRG_ANALYSE_KNOWN_H
#define DRG_ANALYSE_KNOWN_H

#include "analyse/network.h"

enum {
    DRG_KNOWN_PLACE = 1,
    DRG_KNOWN_BODY = 2,
    DRG_KNOWN_GIVEN = 4,
    DRG_KNOWN_SURNAME = 8,
    /* Of words, not in the file: */
    DRG_KNOWN_INSIDE = 16, /* not the first word of the place or body */
    DRG_KNOWN_LONG = 32,   /* the place or body has several words */
};

/** Names of more words are not found. */
#define DRG_KNOWN_MAX_WORDS 6

/** The hash of no words; and of one word more. */
#define DRG_KNOWN_HASH_BEGIN 14695981039346656037u
uint64_t drg_known_hash(uint64_t hash, drg_str word);

/** What is known of each word of a sentence: known [n], sums of DRG_KNOWN_…; the longest place or body that begins
 * earliest counts. All 0 where the weights file has no names. */
void drg_known_find(const drg_model *model, const drg_input *words, size_t n, uint8_t *known);

#endif

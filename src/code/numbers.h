/* src/code/numbers.h - numerals in digits and words, exact and vague. */
#ifndef DRG_CODE_NUMBERS_H
#define DRG_CODE_NUMBERS_H

#include "code/pieces.h"

/** A numeral: "12", "1,200", "two hundred and five", "1.5 million", "half a dozen", "a dozen"; vague: "dozens",
 * "tens of thousands", "several hundred", "a few", "a couple". */
typedef struct drg_numeral {
    uint32_t first, last; /* pieces, inclusive */
    uint32_t head;        /* the piece that heads the numeral in the tree, about: its last word, "dozens" of "dozens" */
    double low, high;
    bool has_high; /* false: "dozens" is 24 and more */
    bool vague;    /* a word that is no number: "dozens", "several" */
    bool plain;    /* digits alone, without separators: may be a year, a label … */
    bool fraction; /* digits behind a decimal point, or "half" */
} drg_numeral;

/** The numeral that begins at piece i, the longest. @return false: none. *numeral untouched then. */
bool drg_numeral__read(const drg_pieces *pieces, uint32_t i, drg_numeral *numeral);

/** A small whole number in digits or in one word ("3", "three", "a"), for dates and durations. @return 0: none. */
uint32_t drg_numeral__small(const drg_pieces *pieces, uint32_t i);

/** The value of digits ("12", "1,200", "1.5", "1.234.567"). @return false: no number ("14:30", "02.06.2025"). */
bool drg_numeral__digits(drg_str digits, double *value);

/** "2nd", "21st", "third". @return 0: no ordinal. */
uint32_t drg_numeral__ordinal(const drg_pieces *pieces, uint32_t i);

/** What a lower-case word says in numerals, packed as drg_piece.number keeps it; 0: nothing. */
uint16_t drg_numeral__pack(drg_str low);

#endif

/* src/code/quantity_match.h - the parts of matching a count: what bounds a number, and what is no count at all. */
#ifndef DRG_CODE_QUANTITY_MATCH_H
#define DRG_CODE_QUANTITY_MATCH_H

#include "code/numbers.h"
#include "code/quantity_expr.h"

/** What the words around a number commit to (docs/RECORD.md, "Bounds"). */
typedef enum drg_bound {
    DRG_BOUND_NONE,
    DRG_BOUND_EXACT, /* "about", "nearly", "a record": 50 to 50 */
    DRG_BOUND_LEAST, /* "at least": 50 and more */
    DRG_BOUND_OVER,  /* "more than": 51 and more */
    DRG_BOUND_MOST,  /* "up to": 0 to 50 */
    DRG_BOUND_UNDER  /* "fewer than": 0 to 49 */
} drg_bound;

/**
 * Take the modifiers that end before piece `first`, nearest first. The bound that commits to most wins over "about" and
 * "only".
 * @param noun    token of the counted noun, to tell "over 60 people" from "talks over prisoners"; or DRG_NONE.
 * @param length  a length of time: "over three days" may be when it was.
 * @return the first piece of them, or `first`.
 */
uint32_t drg_bound__take_before(const drg_pieces *pieces, uint32_t first, uint32_t noun, bool length,
                                const uint8_t *timed, drg_bound *bound);
/** The same for those that begin at piece `next` ("or more"). @return the piece behind them, or `next`. */
uint32_t drg_bound__take_behind(const drg_pieces *pieces, uint32_t next, drg_bound *bound);
/** Turn the count's plain number into its bounds. @param measured  length, area, time and money keep the number that
 * "over" names; people and things go one beyond it. */
void drg_bound__apply(drg_count *count, drg_bound bound, bool measured);

/** "a 12-year-old boy", "aged 12", "Ivan Petrov, 45, …". */
bool drg_count__is_age(const drg_pieces *pieces, const drg_numeral *number);
/** "Article 5", "Unit 731", "No. 4", "G-7", "Su-34". */
bool drg_count__is_label(const drg_pieces *pieces, const drg_numeral *number);
/** "Six-Day War", "Group of Seven". */
bool drg_count__is_name(const drg_pieces *pieces, const drg_numeral *number);
/** "one" that counts nothing: "no one", "one day", "a new one". */
bool drg_count__is_pronoun(const drg_pieces *pieces, const drg_numeral *number, uint32_t noun);
/** "two-thirds", "three times", "five-point plan", "3-1". */
bool drg_count__is_fraction_or_score(const drg_pieces *pieces, const drg_numeral *number);
/** "three-way talks": the number is about the word that describes, not about the noun. */
bool drg_count__describes(const drg_pieces *pieces, const drg_count *count);
/** A year, a code, a bare decimal: digits that nothing says to be a count. */
bool drg_count__is_bare(const drg_pieces *pieces, const drg_numeral *number, const drg_count *count);

#endif

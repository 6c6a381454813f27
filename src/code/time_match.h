/* src/code/time_match.h - points of time as sequences of pieces: the parts that expressions are made of. */
#ifndef DRG_CODE_TIME_MATCH_H
#define DRG_CODE_TIME_MATCH_H

#include "code/time_expr.h"

/** The point that begins at piece i ("Sunday", "last week", "June 2, 2025", "two days ago", "the same day").
 * @return the piece behind it; 0: none. */
uint32_t drg_time_point__match(const drg_pieces *pieces, uint32_t i, drg_time_point *point);

/** Dates in writing (time_civil.c): each @return the piece behind, or 0. */
uint32_t drg_time_civil__match(const drg_pieces *pieces, uint32_t i, drg_time_point *point);
uint32_t drg_time_civil__match_month(const drg_pieces *pieces, uint32_t i, drg_time_point *point);
uint32_t drg_time_civil__match_day_month(const drg_pieces *pieces, uint32_t i, drg_time_point *point);
/** A bare year, where the words around ask for one. */
uint32_t drg_time_civil__match_year(const drg_pieces *pieces, uint32_t i, drg_time_point *point);
/** How many pieces write a month; 0: none. */
uint32_t drg_time_civil__month(const drg_pieces *pieces, uint32_t i, int *month);
/** Four digits that may be a year, a day of a month in digits or as an ordinal; 0: none. */
int drg_time_civil__year(const drg_pieces *pieces, uint32_t i);
int drg_time_civil__day(const drg_pieces *pieces, uint32_t i);

/** The right end of a range that leaves out what the left says: "3" of "June 1-3", "15" of "2014-15". */
uint32_t drg_time_point__match_short(const drg_pieces *pieces, uint32_t i, drg_time_point *left, drg_time_point *right);

/** "1-3 June 2025", "1 and 3 June", "1 to 3 June". */
uint32_t drg_time_point__match_day_list(const drg_pieces *pieces, uint32_t i, drg_time_point *left,
                                        drg_time_point *right);

/** How far "recent days", "the past few weeks" reach (docs/RECORD.md, "Vague time"): sets n and unit from point->unit.
 * @param direction  -1 back, 1 ahead. */
void drg_time_point__vague_window(drg_time_point *point, int direction);

#endif

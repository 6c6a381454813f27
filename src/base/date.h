/* src/base/date.h - the civil (proleptic Gregorian) calendar: days since 1970-01-01. Years 1 to 9999. */
#ifndef DRG_BASE_DATE_H
#define DRG_BASE_DATE_H

#include "dragoman/base.h"

#define DRG_DATE_MIN_DAYS (-719162) /* 0001-01-01 */
#define DRG_DATE_MAX_DAYS 2932896   /* 9999-12-31 */

/** @return false, and *days as it was, where there is no such day. */
bool drg_days_from_civil(int y, int m, int d, int32_t *days);
/** days outside the calendar's range are clamped to its first or last day. */
void drg_civil_from_days(int32_t days, int *y, int *m, int *d);
/** 28 to 31; 0 where there is no such month. */
int drg_days_in_month(int y, int m);
/** 0 is Monday, 6 Sunday. */
int drg_weekday(int32_t days);
/** days moved by whole months, the day of the month cut to what that month has (31 January + 1 → 28 or 29 February). */
int32_t drg_days_add_months(int32_t days, int months);
/** "YYYY-MM-DD", nothing before or behind it. @return false, and *days as it was, where it is none. */
bool drg_date_parse_iso(drg_str text, int32_t *days);
/** "YYYY-MM-DD", NUL-terminated; clamps as drg_civil_from_days() does. */
void drg_date_format(int32_t days, char out[11]);

#endif

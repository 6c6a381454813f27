/* src/ingest/dates.h - full dates as news writes them, found in raw text. */
#ifndef DRG_INGEST_DATES_H
#define DRG_INGEST_DATES_H

#include "dragoman/base.h"

/** "June", "june", "Jun", "Jun.", "Sept." … → 1 to 12; 0: no month. */
int drg_month_named(drg_str word);
/** "Monday", "Mon", "Mon.", "Thurs" … → 1 (Monday) to 7; 0: no weekday. */
int drg_weekday_named(drg_str word);

/** A date with day, month and year. */
typedef struct drg_full_date {
    size_t start, end; /* bytes, with its weekday */
    int32_t days;      /* since 1970-01-01 */
    bool fits;         /* no weekday stands before it, or the right one */
} drg_full_date;

/**
 * The full date that begins at text[pos]: "June 2, 2025", "2 June 2025", "2nd of June, 2025", "2025-06-02",
 * "2025/6/2", "02.06.2025"; before it, perhaps, a weekday ("Monday, June 2, 2025"). Numbers alone with slashes, the year
 * last, are a date only where one of them cannot be a month ("06/13/2025"; never "06/07/2025").
 * @param pos  at the beginning of a word.
 */
bool drg_full_date_at(drg_str text, size_t pos, drg_full_date *date);
/** The first full date that lies in text[from, to). */
bool drg_full_date_find(drg_str text, size_t from, size_t to, drg_full_date *date);

/** "Fri, 13 Mar 26 10:00:00 GMT": a date as mail and feeds write it (RFC 822), its year of two digits as RFC 5322 has it, 50
 * to 99 of the last century. Its weekday is not asked to fit. @return false: it is none. */
bool drg_mail_date_at(drg_str text, size_t pos, int32_t *days);

/** The length of a time of day at text[pos], with its zone: "T10:30:00Z", "10:30 a.m. EDT", "at 14.05 GMT"; 0: none. */
size_t drg_clock_at(drg_str text, size_t pos);

#endif

/* src/ingest/page_date.h - whole dates as pages write them, in the languages of the beat. */
#ifndef DRG_INGEST_PAGE_DATE_H
#define DRG_INGEST_PAGE_DATE_H

#include "base/text.h"

/** A month's name or usual short form in any of the languages, in any case, "Jan", "января", "نوفمبر", "décembre" …:
 * 1 to 12; 0: none. */
int drg_page_month(drg_str word);

/** What to make of "06/07/2025". */
typedef enum drg_day_order { DRG_DAY_UNSAID, DRG_DAY_FIRST, DRG_MONTH_FIRST } drg_day_order;

/**
 * The first date with day, month and year in a text: "2019-11-18T10:00:00Z", "20191118", "18.11.2019", "18 ноября 2019 г.",
 * "Monday, November 18th, 2019", "18 de noviembre de 2019", "١٨ نوفمبر ٢٠١٩", "2019年11月18日". Years 1800 to 2199, and not
 * the first day of 1970, which is what is written for nothing.
 * @param order  of numbers parted by slashes, where both may be the month.
 */
bool drg_page_date_find(drg_str text, drg_day_order order, int32_t *days);
/** The same, also for a whole text of seconds or milliseconds since 1970 in UTC. */
bool drg_page_date_of_value(drg_str text, drg_day_order order, int32_t *days);
/** The date in a URL's path: "/2019/11/18/", "/2019-11-18-…", "/20191118/"; a month alone is none. */
bool drg_page_date_of_url(drg_str url, int32_t *days);

#endif

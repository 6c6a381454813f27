/* src/base/date.c - civil days. The conversions are Howard Hinnant's ("chrono-compatible low-level date algorithms"):
 * years begin in March, so that the leap day is the last of its year, in eras of 400 years. */
#include "base/date.h"

enum { DAYS_PER_ERA = 146097, EPOCH_FROM_ERA = 719468 };

int drg_days_in_month(int y, int m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (y < 1 || y > 9999 || m < 1 || m > 12)
        return 0;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return days[m - 1] + (m == 2 && leap);
}

static int32_t to_days(int y, int m, int d)
{
    if (m <= 2)
        y--;
    int era = y / 400; /* y >= 0 here */
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_ERA;
}

bool drg_days_from_civil(int y, int m, int d, int32_t *days)
{
    if (d < 1 || d > drg_days_in_month(y, m))
        return false;
    *days = to_days(y, m, d);
    return true;
}

static int32_t clamp(int32_t days)
{
    if (days < DRG_DATE_MIN_DAYS)
        return DRG_DATE_MIN_DAYS;
    return days > DRG_DATE_MAX_DAYS ? DRG_DATE_MAX_DAYS : days;
}

void drg_civil_from_days(int32_t days, int *y, int *m, int *d)
{
    int since = clamp(days) + EPOCH_FROM_ERA; /* since 0000-03-01, positive */
    int era = since / DAYS_PER_ERA;
    int day_of_era = since - era * DAYS_PER_ERA;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *d = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *m = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *y = year_of_era + era * 400 + (*m <= 2);
}

int drg_weekday(int32_t days)
{
    /* 1970-01-01 was a Thursday. */
    int w = (int)(((int64_t)days + 3) % 7);
    return w < 0 ? w + 7 : w;
}

int32_t drg_days_add_months(int32_t days, int months)
{
    int y, m, d;
    drg_civil_from_days(days, &y, &m, &d);
    int64_t total = (int64_t)y * 12 + (m - 1) + months;
    if (total < 12)
        return DRG_DATE_MIN_DAYS;
    if (total >= (int64_t)10000 * 12)
        return DRG_DATE_MAX_DAYS;
    y = (int)(total / 12);
    m = (int)(total % 12) + 1;
    int last = drg_days_in_month(y, m);
    return to_days(y, m, d < last ? d : last);
}

static bool digits(const char *p, int n, int *value)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return false;
        v = v * 10 + (p[i] - '0');
    }
    *value = v;
    return true;
}

bool drg_date_parse_iso(drg_str text, int32_t *days)
{
    int y, m, d;
    return text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-' && digits(text.ptr, 4, &y) &&
           digits(text.ptr + 5, 2, &m) && digits(text.ptr + 8, 2, &d) && drg_days_from_civil(y, m, d, days);
}

static void put_digits(char *out, int n, int value)
{
    for (int i = n - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void drg_date_format(int32_t days, char out[11])
{
    int y, m, d;
    drg_civil_from_days(days, &y, &m, &d);
    put_digits(out, 4, y);
    out[4] = '-';
    put_digits(out + 5, 2, m);
    out[7] = '-';
    put_digits(out + 8, 2, d);
    out[10] = '\0';
}

#include "ingest/dates.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

/* Four digits outside these are no year of a news date. */
#define FIRST_YEAR 1000
#define LAST_YEAR 2999

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Whether word is name, or its first letters, at least three of them, as listed in short_forms. */
static bool is_name(drg_str word, const char *name, const char *const short_forms[], size_t n)
{
    char low[12];
    if (word.len > 0 && word.ptr[word.len - 1] == '.')
        word.len--;
    if (word.len < 3 || word.len >= sizeof low)
        return false;
    for (size_t i = 0; i < word.len; i++)
        low[i] = lower(word.ptr[i]);
    low[word.len] = '\0';
    if (strcmp(low, name) == 0)
        return true;
    if (strncmp(low, name, word.len) != 0)
        return false;
    if (word.len == 3)
        return true;
    for (size_t i = 0; i < n; i++)
        if (strcmp(low, short_forms[i]) == 0)
            return true;
    return false;
}

int drg_month_named(drg_str word)
{
    static const char *const names[12] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
    static const char *const short_forms[] = {"sept"};
    for (int i = 0; i < 12; i++)
        if (is_name(word, names[i], short_forms, 1))
            return i + 1;
    return 0;
}

int drg_weekday_named(drg_str word)
{
    static const char *const names[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    static const char *const short_forms[] = {"tues", "thur", "thurs"};
    for (int i = 0; i < 7; i++)
        if (is_name(word, names[i], short_forms, 3))
            return i + 1;
    return 0;
}

/* A number of min to max digits at *pos, no digit after it. */
static bool take_number(drg_str t, size_t *pos, size_t min, size_t max, int *value)
{
    size_t p = *pos;
    int v = 0;
    while (p < t.len && is_digit(t.ptr[p])) {
        if (p - *pos == max)
            return false;
        v = v * 10 + (t.ptr[p] - '0');
        p++;
    }
    if (p - *pos < min)
        return false;
    *value = v;
    *pos = p;
    return true;
}

static bool take_char(drg_str t, size_t *pos, char c)
{
    if (*pos >= t.len || t.ptr[*pos] != c)
        return false;
    ++*pos;
    return true;
}

static size_t skip_blanks(drg_str t, size_t pos)
{
    for (;;) {
        if (pos < t.len && (t.ptr[pos] == ' ' || t.ptr[pos] == '\t'))
            pos++;
        else if (pos + 1 < t.len && t.ptr[pos] == '\xC2' && t.ptr[pos + 1] == '\xA0')
            pos += 2;
        else
            return pos;
    }
}

static bool take_blanks(drg_str t, size_t *pos)
{
    size_t p = skip_blanks(t, *pos);
    bool any = p > *pos;
    *pos = p;
    return any;
}

static drg_str take_word(drg_str t, size_t *pos)
{
    size_t p = *pos;
    while (p < t.len && is_alpha(t.ptr[p]))
        p++;
    drg_str word = drg_str_sub(t, *pos, p);
    *pos = p;
    return word;
}

/* "2025-06-02", "2025/6/2", "02.06.2025", "13/06/2025". */
static bool take_numeric(drg_str t, size_t *pos, int *y, int *m, int *d)
{
    size_t p = *pos;
    int a, b, c;
    if (take_number(t, &p, 4, 4, &a) && p < t.len && strchr("-/.", t.ptr[p]) != NULL) {
        char mark = t.ptr[p++];
        if (!take_number(t, &p, 1, 2, &b) || !take_char(t, &p, mark) || !take_number(t, &p, 1, 2, &c))
            return false;
        *y = a, *m = b, *d = c;
        *pos = p;
        return true;
    }
    p = *pos;
    if (!take_number(t, &p, 1, 2, &a) || p >= t.len || (t.ptr[p] != '/' && t.ptr[p] != '.'))
        return false;
    char mark = t.ptr[p++];
    if (!take_number(t, &p, 1, 2, &b) || !take_char(t, &p, mark) || !take_number(t, &p, 4, 4, &c))
        return false;
    if (mark == '/' && a != b && a <= 12 && b <= 12)
        return false; /* day first or month first: not said */
    bool month_first = mark == '/' && b > 12;
    *y = c, *m = month_first ? a : b, *d = month_first ? b : a;
    *pos = p;
    return true;
}

static void skip_ordinal(drg_str t, size_t *pos)
{
    size_t p = *pos;
    drg_str word = take_word(t, &p);
    if (word.len == 2 && (memcmp(word.ptr, "st", 2) == 0 || memcmp(word.ptr, "nd", 2) == 0 ||
                          memcmp(word.ptr, "rd", 2) == 0 || memcmp(word.ptr, "th", 2) == 0))
        *pos = p;
}

static bool take_month(drg_str t, size_t *pos, int *m)
{
    size_t p = *pos;
    drg_str word = take_word(t, &p);
    *m = drg_month_named(word);
    if (*m == 0)
        return false;
    take_char(t, &p, '.');
    *pos = p;
    return true;
}

static void skip_comma(drg_str t, size_t *pos)
{
    size_t p = skip_blanks(t, *pos);
    if (take_char(t, &p, ','))
        *pos = p;
}

/* "2 June 2025", "2nd of June, 2025", "02-Jun-2025". */
static bool take_day_first(drg_str t, size_t *pos, int *y, int *m, int *d)
{
    size_t p = *pos;
    if (!take_number(t, &p, 1, 2, d))
        return false;
    if (take_char(t, &p, '-')) {
        if (!take_month(t, &p, m) || !take_char(t, &p, '-') || !take_number(t, &p, 4, 4, y))
            return false;
        *pos = p;
        return true;
    }
    skip_ordinal(t, &p);
    if (!take_blanks(t, &p))
        return false;
    size_t before_of = p;
    drg_str word = take_word(t, &p);
    if (word.len == 2 && memcmp(word.ptr, "of", 2) == 0)
        take_blanks(t, &p);
    else
        p = before_of;
    if (!take_month(t, &p, m))
        return false;
    skip_comma(t, &p);
    if (!take_blanks(t, &p) || !take_number(t, &p, 4, 4, y))
        return false;
    *pos = p;
    return true;
}

/* "June 2, 2025", "Dec. 10 2016", "March 3rd, 2014". */
static bool take_month_first(drg_str t, size_t *pos, int *y, int *m, int *d)
{
    size_t p = *pos;
    if (!take_month(t, &p, m) || !take_blanks(t, &p) || !take_number(t, &p, 1, 2, d))
        return false;
    skip_ordinal(t, &p);
    size_t after_day = p;
    skip_comma(t, &p);
    bool comma = p > after_day;
    if ((!take_blanks(t, &p) && !comma) || !take_number(t, &p, 4, 4, y))
        return false;
    *pos = p;
    return true;
}

bool drg_full_date_at(drg_str t, size_t pos, drg_full_date *date)
{
    size_t p = pos;
    int y, m, d;
    drg_str word = take_word(t, &p);
    int weekday = drg_weekday_named(word);
    if (weekday != 0) {
        take_char(t, &p, '.');
        skip_comma(t, &p);
        take_blanks(t, &p);
    } else {
        p = pos;
    }
    if (!take_numeric(t, &p, &y, &m, &d) && !take_day_first(t, &p, &y, &m, &d) && !take_month_first(t, &p, &y, &m, &d))
        return false;
    int32_t days;
    if (y < FIRST_YEAR || y > LAST_YEAR || (p < t.len && is_digit(t.ptr[p])) || !drg_days_from_civil(y, m, d, &days))
        return false;
    *date =
        (drg_full_date){.start = pos, .end = p, .days = days, .fits = weekday == 0 || weekday == drg_weekday(days) + 1};
    return true;
}

bool drg_mail_date_at(drg_str t, size_t pos, int32_t *days)
{
    size_t p = pos;
    int y, m, d;
    if (take_word(t, &p).len > 0) {
        skip_comma(t, &p);
        take_blanks(t, &p);
    }
    if (!take_number(t, &p, 1, 2, &d))
        return false;
    bool dash = take_char(t, &p, '-');
    if ((!dash && !take_blanks(t, &p)) || !take_month(t, &p, &m) ||
        (dash ? !take_char(t, &p, '-') : !take_blanks(t, &p)))
        return false;
    size_t from = p;
    if (!take_number(t, &p, 2, 4, &y) || p - from == 3 || (p < t.len && is_digit(t.ptr[p])))
        return false;
    if (p - from == 2)
        y += y < 50 ? 2000 : 1900;
    return drg_days_from_civil(y, m, d, days);
}

bool drg_full_date_find(drg_str t, size_t from, size_t to, drg_full_date *date)
{
    if (to < t.len)
        t.len = to;
    for (size_t p = from; p < t.len; p++) {
        bool inside = p > 0 && (is_digit(t.ptr[p - 1]) || is_alpha(t.ptr[p - 1]));
        if (!inside && (is_digit(t.ptr[p]) || is_alpha(t.ptr[p])) && drg_full_date_at(t, p, date))
            return true;
    }
    return false;
}

/* "a.m.", "AM", "p.m." at pos; its length. */
static size_t half_day_at(drg_str t, size_t pos)
{
    size_t p = pos;
    if (p >= t.len || (lower(t.ptr[p]) != 'a' && lower(t.ptr[p]) != 'p'))
        return 0;
    p++;
    take_char(t, &p, '.');
    if (p >= t.len || lower(t.ptr[p]) != 'm')
        return 0;
    p++;
    take_char(t, &p, '.');
    return p < t.len && is_alpha(t.ptr[p]) ? 0 : p - pos;
}

/* "GMT", "UTC", "EDT", "+02:00", "(CET)": three or four capitals or an offset; its length. */
static size_t zone_at(drg_str t, size_t pos)
{
    size_t p = pos;
    int number;
    if (p < t.len && (t.ptr[p] == '+' || t.ptr[p] == '-')) {
        p++;
        if (take_number(t, &p, 4, 4, &number))
            return p - pos;
        if (take_number(t, &p, 2, 2, &number) && take_char(t, &p, ':') && take_number(t, &p, 2, 2, &number))
            return p - pos;
        return 0;
    }
    bool bracket = take_char(t, &p, '(');
    size_t from = p;
    while (p < t.len && t.ptr[p] >= 'A' && t.ptr[p] <= 'Z')
        p++;
    size_t n = p - from;
    if (n < 2 || n > 4 || (p < t.len && is_alpha(t.ptr[p])) || (bracket && !take_char(t, &p, ')')))
        return 0;
    return p - pos;
}

size_t drg_clock_at(drg_str t, size_t pos)
{
    size_t p = pos;
    int hour, minute, rest;
    size_t q = p;
    drg_str word = take_word(t, &q);
    if (word.len == 2 && lower(word.ptr[0]) == 'a' && lower(word.ptr[1]) == 't')
        p = skip_blanks(t, q);
    else if (word.len == 1 && word.ptr[0] == 'T')
        p = q;
    if (!take_number(t, &p, 1, 2, &hour) || hour > 24)
        return 0;
    bool minutes = false;
    q = p;
    if ((take_char(t, &q, ':') || take_char(t, &q, '.')) && take_number(t, &q, 2, 2, &minute) && minute < 60) {
        minutes = true;
        p = q;
        if (take_char(t, &q, ':') && take_number(t, &q, 2, 2, &rest)) {
            p = q;
            if (take_char(t, &q, '.') && take_number(t, &q, 1, 9, &rest))
                p = q;
        }
    }
    if (minutes && p < t.len && t.ptr[p] == 'Z')
        return p + 1 - pos;
    size_t n = half_day_at(t, skip_blanks(t, p));
    if (n == 0 && !minutes)
        return 0;
    if (n > 0)
        p = skip_blanks(t, p) + n;
    n = zone_at(t, skip_blanks(t, p));
    return (n > 0 ? skip_blanks(t, p) + n : p) - pos;
}

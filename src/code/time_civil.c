/* src/code/time_civil.c - dates in writing: days, months, years, decades, whole or in part. */
#include "code/numbers.h"
#include "code/time_match.h"
#include "code/token.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

/* ------------------------------------------------------------------ days, months, years in writing */

static bool all_digits(drg_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

static int digits_at(const drg_pieces *p, uint32_t i, size_t min_len, size_t max_len)
{
    if (drg_pieces__kind(p, i) != DRG_PIECE_DIGITS)
        return -1;
    drg_str s = p->at[i].low;
    if (s.len < min_len || s.len > max_len || !all_digits(s))
        return -1;
    int v = 0;
    for (size_t k = 0; k < s.len; k++)
        v = v * 10 + (s.ptr[k] - '0');
    return v;
}

/* Four digits that may be a year; 0: none. */
int drg_time_civil__year(const drg_pieces *p, uint32_t i)
{
    int y = digits_at(p, i, 4, 4);
    if (y < 1000 || y > 2199 || (is(p, i + 1, "-") && p->at[i + 1].glued && is(p, i + 2, "strong")))
        return 0;
    return y;
}

static bool counts_plural(const drg_pieces *p, uint32_t i)
{
    const drg_token *t = drg_pieces__token(p, i);
    if (!t || t->rel != DRG_REL_NUMMOD || t->head == DRG_NONE)
        return false;
    const drg_token *head = &p->doc->tokens[t->head];
    return head > t && head->upos == DRG_UPOS_NOUN && drg_token__has_feat(head, "Number=Plur");
}

/* "2", "02", "2nd"; 0: no day of a month. */
int drg_time_civil__day(const drg_pieces *p, uint32_t i)
{
    int d = digits_at(p, i, 1, 2);
    if (d < 0 && drg_pieces__kind(p, i) == DRG_PIECE_WORD)
        d = (int)drg_numeral__ordinal(p, i);
    return d >= 1 && d <= 31 ? d : 0;
}

static bool in_name(const drg_pieces *p, uint32_t i)
{
    uint32_t t = p->at[i].token;
    /* the last entity that begins at or before the word: entities stand in order and do not overlap */
    size_t low = 0, high = p->doc->n_entities;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->doc->entities[mid].first <= t)
            low = mid + 1;
        else
            high = mid;
    }
    return low > 0 && t < p->doc->entities[low - 1].first + p->doc->entities[low - 1].count;
}

/* Words before "May" and "March" that only a month can follow. */
static bool asks_for_month(const drg_pieces *p, uint32_t i)
{
    static const char *const before[] = {"in",      "since", "until", "till",    "by",  "of",     "from",   "last",
                                         "next",    "this",  "early", "late",    "mid", "during", "before", "after",
                                         "between", "and",   "to",    "through", "-",   "on",     "every",  "for"};
    if (!DRG_PIECE_IN(p, i - 1, before))
        return false;
    if (is(p, i - 1, "-") && (is(p, i - 2, "mid") || is(p, i - 2, "early") || is(p, i - 2, "late")))
        return true;
    if (is(p, i - 1, "and") || is(p, i - 1, "to") || is(p, i - 1, "-") || is(p, i - 1, "for") || is(p, i - 1, "on")) {
        const drg_token *t = drg_pieces__token(p, i);
        return t && t->upos == DRG_UPOS_PROPN && !in_name(p, i);
    }
    return true;
}

/* How many pieces write a month; 0: none. */
uint32_t drg_time_civil__month(const drg_pieces *p, uint32_t i, int *month)
{
    if (drg_time_word__at(p, i, month) != DRG_TW_MONTH || !p->at[i].capital)
        return 0;
    drg_str s = p->at[i].low;
    uint32_t n = 1;
    bool dotted = s.ptr[s.len - 1] == '.';
    if (!dotted && is(p, i + 1, ".") && p->at[i + 1].glued && drg_pieces__kind(p, i + 2) != DRG_PIECE_END) {
        dotted = true;
        n = 2;
    }
    int day_behind = drg_time_civil__day(p, i + n), day_before = drg_time_civil__day(p, i - 1);
    bool numbered = day_behind || day_before || drg_time_civil__year(p, i + n) ||
                    (is(p, i + n, ",") && drg_time_civil__year(p, i + n + 1));
    if (is(p, i - 1, "of") && drg_time_civil__day(p, i - 2))
        numbered = true;
    bool may = *month == 5, march = drg_str_is(s, "march");
    if (s.len <= 4 && !may && !dotted && *month != 6 && *month != 7)
        return numbered ? n : 0;
    if (drg_str_is(s, "jun") || drg_str_is(s, "jul"))
        return numbered ? n : 0;
    if (numbered)
        return n;
    if (may || march)
        return asks_for_month(p, i) && !(march && is(p, i + 1, "on")) ? n : 0;
    return in_name(p, i) ? 0 : n;
}

/* [",", "of"] year behind a month or day. @return the piece behind. */
static uint32_t year_behind(const drg_pieces *p, uint32_t i, int *year)
{
    uint32_t at = i;
    if (is(p, at, ",") || is(p, at, "of"))
        at++;
    int y = drg_time_civil__year(p, at);
    if (!y || (at == i && counts_plural(p, at)))
        return i;
    *year = y;
    return at + 1;
}

/* "June last year", "June 2 of this year". @return the piece behind. */
static uint32_t year_shift_behind(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const struct {
        const char *phrase;
        int shift;
    } years[] = {{"last year", -1}, {"this year", 0}, {"next year", 1}};
    uint32_t at = i;
    at += drg_pieces__is(p, at, "of");
    for (size_t k = 0; k < sizeof years / sizeof *years; k++) {
        uint32_t n = drg_pieces__phrase(p, at, years[k].phrase);
        if (!n || pt->year)
            continue;
        pt->has_year_shift = true;
        pt->year_shift = years[k].shift;
        return at + n;
    }
    return i;
}

static bool is_plausible_day(int year, int month, int day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/* "June 2, 2025", "June 2", "June 2025", "June". */
uint32_t drg_time_civil__match_month(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int month = 0, year = 0;
    uint32_t n = drg_time_civil__month(p, i, &month);
    if (!n)
        return 0;
    uint32_t next = i + n;
    int day = drg_time_civil__day(p, next);
    if (day && drg_pieces__kind(p, next) == DRG_PIECE_WORD && p->at[next].low.ptr[0] > '9')
        day = 0; /* "June second": not in news; "March first" may be anything */
    if (day && is(p, i - 1, "in") && counts_plural(p, next))
        day = 0; /* "In March 12 soldiers died" */
    if (day && p->at[next].kind == DRG_PIECE_DIGITS && is(p, next + 1, "-") && is(p, next + 2, "year"))
        day = 0;
    if (day && is_plausible_day(0, month, day))
        next++;
    else
        day = 0;
    next = year_behind(p, next, &year);
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = month, .day = day};
    return year_shift_behind(p, next, pt);
}

/* "2 June 2025", "2nd of June", "the 2nd of June". */
uint32_t drg_time_civil__match_day_month(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int day = drg_time_civil__day(p, i), month = 0, year = 0;
    if (!day)
        return 0;
    uint32_t at = i + 1;
    at += is(p, at, "of");
    uint32_t n = drg_time_civil__month(p, at, &month);
    if (!n || !is_plausible_day(0, month, day))
        return 0;
    uint32_t next = year_behind(p, at + n, &year);
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = month, .day = day};
    return year_shift_behind(p, next, pt);
}

/* "02.06.2025": dots are written where the day comes first. */
static uint32_t match_dotted(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    drg_str s = p->at[i].low;
    int field[3] = {0, 0, 0}, f = 0;
    size_t digits = 0;
    for (size_t k = 0; k < s.len; k++) {
        if (s.ptr[k] == '.') {
            if (digits == 0 || digits > 2 || ++f > 2)
                return 0;
            digits = 0;
        } else if (s.ptr[k] >= '0' && s.ptr[k] <= '9' && ++digits <= 4) {
            field[f] = field[f] * 10 + (s.ptr[k] - '0');
        } else {
            return 0;
        }
    }
    if (f != 2 || digits != 4 || !is_plausible_day(field[2], field[1], field[0]))
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = field[2], .month = field[1], .day = field[0]};
    return i + 1;
}

/* "2025-06-02", "2025/06/02", "02/06/2025" where only one order is possible. */
static uint32_t match_numeric(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    const char *mark = is(p, i + 1, "-") ? "-" : "/";
    if (!is(p, i + 1, mark) || !is(p, i + 3, mark) || !p->at[i + 1].glued)
        return 0;
    int a = digits_at(p, i, 1, 4), b = digits_at(p, i + 2, 1, 2), c = digits_at(p, i + 4, 1, 4);
    if (a < 0 || b < 0 || c < 0)
        return 0;
    drg_time_point out = {.kind = DRG_POINT_CIVIL};
    if (p->at[i].low.len == 4 && p->at[i + 4].low.len <= 2) {
        out.year = a;
        out.month = b;
        out.day = c;
    } else if (p->at[i + 4].low.len == 4 && p->at[i].low.len <= 2) {
        out.year = c;
        if (a > 12 || a == b) {
            out.day = a;
            out.month = b;
        } else if (b > 12) {
            out.day = b;
            out.month = a;
        } else {
            out.month = 13; /* ambiguous: a date, but which? */
            out.day = 0;
            *pt = out;
            return i + 5;
        }
    }
    if (!is_plausible_day(out.year, out.month, out.day))
        return 0;
    *pt = out;
    return i + 5;
}

/* A bare year: only where the words around ask for one. */
static uint32_t match_year(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const strong[] = {"in",   "since", "until", "till", "before", "after",   "during",
                                         "year", "early", "late",  "mid",  "circa",  "through", "back"};
    static const char *const weak[] = {"of",  "to", "by", "from", "between", "and", "for", "around", "-", "(",
                                       "the", "'s", "’s", "its",  "their",   "his", "her", "until",  "a"};
    int y = drg_time_civil__year(p, i);
    if (!y || counts_plural(p, i))
        return 0;
    const drg_token *behind = drg_pieces__token(p, i + 1);
    bool before_noun =
        behind && (behind->upos == DRG_UPOS_NOUN || behind->upos == DRG_UPOS_PROPN || behind->upos == DRG_UPOS_ADJ);
    bool ok = false;
    if (is(p, i - 1, "mid") || is(p, i - 1, "early") || is(p, i - 1, "late") || is(p, i - 1, "year"))
        ok = true;
    else if (is(p, i - 1, "-"))
        ok = drg_time_civil__year(p, i - 2) != 0 || is(p, i - 2, "mid");
    else if (is(p, i - 1, "the") || is(p, i - 1, "'s") || is(p, i - 1, "’s") || is(p, i - 1, "its") ||
             is(p, i - 1, "their") || is(p, i - 1, "his") || is(p, i - 1, "her") || is(p, i - 1, "a"))
        ok = before_noun && y >= 1800 && y <= 2100;
    else if (is(p, i - 1, "("))
        ok = y >= 1800 && y <= 2100;
    else if (DRG_PIECE_IN(p, i - 1, strong))
        ok = y >= 1900 || !before_noun;
    else if (DRG_PIECE_IN(p, i - 1, weak))
        ok = y >= 1900 && y <= 2100 && y % 100 != 0 && !before_noun;
    else if (is(p, i + 1, "-") && p->at[i + 1].glued && drg_time_civil__year(p, i + 2))
        ok = drg_time_civil__year(p, i + 2) > y;
    if (!ok)
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = y};
    return i + 1;
}

/* "1990s", "19th century". */
static uint32_t match_decade(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    drg_str s = p->at[i].low;
    int y = 0;
    if (s.len == 5 && s.ptr[4] == 's' && all_digits((drg_str){s.ptr, 4})) {
        for (size_t k = 0; k < 4; k++)
            y = y * 10 + (s.ptr[k] - '0');
        if (y % 10)
            return 0;
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = y, .year_last = y + 9};
        return i + 1;
    }
    if (s.len == 3 && s.ptr[2] == 's' && s.ptr[1] == '0' && all_digits((drg_str){s.ptr, 2}) && is(p, i - 1, "the")) {
        y = 1900 + (s.ptr[0] - '0') * 10;
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = y, .year_last = y + 9};
        return i + 1;
    }
    uint32_t ordinal = drg_numeral__ordinal(p, i);
    if (ordinal >= 5 && ordinal <= 22 && (is(p, i + 1, "century") || (is(p, i + 1, "-") && is(p, i + 2, "century")))) {
        int first = ((int)ordinal - 1) * 100 + 1;
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = first, .year_last = first + 99};
        return is(p, i + 1, "-") ? i + 3 : i + 2;
    }
    return 0;
}

uint32_t drg_time_point__match_short(const drg_pieces *p, uint32_t i, drg_time_point *left, drg_time_point *right)
{
    if (left->kind != DRG_POINT_CIVIL)
        return 0;
    if (left->day && !left->year) {
        int day = drg_time_civil__day(p, i), year = 0;
        const drg_token *behind = drg_pieces__token(p, i + 1);
        bool counts = is(p, i - 1, "and") && behind && (behind->upos == DRG_UPOS_NOUN || behind->upos == DRG_UPOS_ADJ);
        if (!day || day <= left->day || counts || counts_plural(p, i) || p->at[i].low.ptr[0] > '9')
            return 0;
        uint32_t next = year_behind(p, i + 1, &year);
        left->year = year;
        *right = *left;
        right->day = day;
        return next;
    }
    if (left->year && !left->month) {
        int short_year = digits_at(p, i, 2, 2);
        if (short_year <= left->year % 100 || !is(p, i - 1, "-"))
            return 0;
        *right = *left;
        right->year = left->year / 100 * 100 + short_year;
        return i + 1;
    }
    return 0;
}

uint32_t drg_time_point__match_day_list(const drg_pieces *p, uint32_t i, drg_time_point *left, drg_time_point *right)
{
    uint32_t at = i;
    at += is(p, at, "the");
    int day = drg_time_civil__day(p, at);
    if (!day || !(is(p, at + 1, "-") || is(p, at + 1, "to") || is(p, at + 1, "and")))
        return 0;
    drg_time_point last = {0};
    uint32_t second = at + 2;
    second += is(p, second, "the");
    uint32_t next = drg_time_civil__match_day_month(p, second, &last);
    if (!next || !last.day || last.day <= day)
        return 0;
    *right = last;
    *left = last;
    left->day = day;
    return next;
}

uint32_t drg_time_civil__match(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    if (drg_pieces__kind(p, i) != DRG_PIECE_DIGITS) {
        uint32_t next = drg_time_civil__match_month(p, i, pt);
        return next ? next : match_decade(p, i, pt);
    }
    uint32_t next = match_numeric(p, i, pt);
    if (!next)
        next = match_dotted(p, i, pt);
    return next ? next : drg_time_civil__match_day_month(p, i, pt);
}

uint32_t drg_time_civil__match_year(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    return match_year(p, i, pt);
}

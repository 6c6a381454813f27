/* src/code/time_point.c - points of time: civil dates, weekdays, days and units reckoned from now, from what was told. */
#include "code/time_match.h"

#include "code/numbers.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

static bool is_any(const drg_pieces *p, uint32_t i, const char *const *words, size_t n)
{
    for (size_t w = 0; w < n; w++)
        if (is(p, i, words[w]))
            return true;
    return false;
}

#define IS_ANY(p, i, words) is_any(p, i, words, sizeof(words) / sizeof *(words))

static drg_time_class class_at(const drg_pieces *p, uint32_t i, int *value)
{
    return i < p->n ? drg_time_word(p->at[i].low, value) : DRG_TW_NONE;
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
static int year_at(const drg_pieces *p, uint32_t i)
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
    drg_str plural = DRG_LIT("Number=Plur");
    if (head < t || head->upos != DRG_UPOS_NOUN)
        return false;
    for (size_t k = 0; k + plural.len <= head->feats.len; k++)
        if (drg_str_eq(drg_str_sub(head->feats, k, k + plural.len), plural))
            return true;
    return false;
}

/* "2", "02", "2nd"; 0: no day of a month. */
static int day_at(const drg_pieces *p, uint32_t i)
{
    int d = digits_at(p, i, 1, 2);
    if (d < 0 && drg_pieces__kind(p, i) == DRG_PIECE_WORD && p->at[i].low.ptr[0] >= '0' && p->at[i].low.ptr[0] <= '9')
        d = (int)drg_numeral__ordinal(p->at[i].low);
    if (d < 0 && drg_pieces__kind(p, i) == DRG_PIECE_WORD)
        d = (int)drg_numeral__ordinal(p->at[i].low);
    return d >= 1 && d <= 31 ? d : 0;
}

static bool in_name(const drg_pieces *p, uint32_t i)
{
    uint32_t t = p->at[i].token;
    for (size_t e = 0; e < p->doc->n_entities; e++) {
        const drg_named *named = &p->doc->entities[e];
        if (t >= named->first && t < named->first + named->count)
            return true;
    }
    return false;
}

/* Words before "May" and "March" that only a month can follow. */
static bool asks_for_month(const drg_pieces *p, uint32_t i)
{
    static const char *const before[] = {"in",    "since",  "until", "till",   "by",   "of",   "from",  "last",
                                         "next",  "this",   "early", "late",   "mid",  "during", "before", "after",
                                         "between", "and",  "to",    "through", "-",   "on",   "every", "for"};
    if (!IS_ANY(p, i - 1, before))
        return false;
    if (is(p, i - 1, "and") || is(p, i - 1, "to") || is(p, i - 1, "-") || is(p, i - 1, "for") || is(p, i - 1, "on")) {
        const drg_token *t = drg_pieces__token(p, i);
        return t && t->upos == DRG_UPOS_PROPN && !in_name(p, i);
    }
    return true;
}

/* How many pieces write a month; 0: none. */
static uint32_t month_at(const drg_pieces *p, uint32_t i, int *month)
{
    if (class_at(p, i, month) != DRG_TW_MONTH || !p->at[i].capital)
        return 0;
    drg_str s = p->at[i].low;
    uint32_t n = 1;
    bool dotted = s.ptr[s.len - 1] == '.';
    if (!dotted && is(p, i + 1, ".") && p->at[i + 1].glued && drg_pieces__kind(p, i + 2) != DRG_PIECE_END) {
        dotted = true;
        n = 2;
    }
    int day_behind = day_at(p, i + n), day_before = day_at(p, i - 1);
    bool numbered = day_behind || day_before || year_at(p, i + n) || (is(p, i + n, ",") && year_at(p, i + n + 1));
    if (is(p, i - 1, "of") && day_at(p, i - 2))
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
    int y = year_at(p, at);
    if (!y || (at == i && counts_plural(p, at)))
        return i;
    *year = y;
    return at + 1;
}

static bool is_plausible_day(int year, int month, int day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/* "June 2, 2025", "June 2", "June 2025", "June". */
static uint32_t match_month(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int month = 0, year = 0;
    uint32_t n = month_at(p, i, &month);
    if (!n)
        return 0;
    uint32_t next = i + n;
    int day = day_at(p, next);
    int ignored = 0;
    if (day && drg_pieces__kind(p, next) == DRG_PIECE_WORD && p->at[next].low.ptr[0] > '9')
        day = 0; /* "June second": not in news; "March first" may be anything */
    if (day && is(p, i - 1, "in") && counts_plural(p, next))
        day = 0; /* "In March 12 soldiers died" */
    if (day && p->at[next].kind == DRG_PIECE_DIGITS && is(p, next + 1, "-") && is(p, next + 2, "year"))
        day = 0;
    (void)ignored;
    if (day && is_plausible_day(0, month, day))
        next++;
    else
        day = 0;
    next = year_behind(p, next, &year);
    if (!day && !year && is(p, next, ",")) /* "in March, 12 soldiers": no day */
        year = 0;
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = month, .day = day};
    return next;
}

/* "2 June 2025", "2nd of June", "the 2nd of June". */
static uint32_t match_day_month(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int day = day_at(p, i), month = 0, year = 0;
    if (!day)
        return 0;
    uint32_t at = i + 1;
    at += is(p, at, "of");
    uint32_t n = month_at(p, at, &month);
    if (!n || !is_plausible_day(0, month, day))
        return 0;
    uint32_t next = year_behind(p, at + n, &year);
    *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = month, .day = day};
    return next;
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
    static const char *const strong[] = {"in",     "since", "until", "till",  "before", "after", "during", "year",
                                         "early",  "late",  "mid",   "circa", "through", "back"};
    static const char *const weak[] = {"of", "to", "by", "from", "between", "and", "for", "around", "-", "(", "the", "'s", "’s",
                                       "its", "their", "his", "her", "until", "a"};
    int y = year_at(p, i);
    if (!y || counts_plural(p, i))
        return 0;
    const drg_token *behind = drg_pieces__token(p, i + 1);
    bool before_noun = behind && (behind->upos == DRG_UPOS_NOUN || behind->upos == DRG_UPOS_PROPN || behind->upos == DRG_UPOS_ADJ);
    bool ok = false;
    if (is(p, i - 1, "mid") || is(p, i - 1, "early") || is(p, i - 1, "late") || is(p, i - 1, "year"))
        ok = true;
    else if (is(p, i - 1, "-"))
        ok = year_at(p, i - 2) != 0 || is(p, i - 2, "mid");
    else if (is(p, i - 1, "the") || is(p, i - 1, "'s") || is(p, i - 1, "’s") || is(p, i - 1, "its") ||
             is(p, i - 1, "their") || is(p, i - 1, "his") || is(p, i - 1, "her") || is(p, i - 1, "a"))
        ok = before_noun && y >= 1800 && y <= 2100;
    else if (is(p, i - 1, "("))
        ok = y >= 1800 && y <= 2100;
    else if (IS_ANY(p, i - 1, strong))
        ok = y >= 1900 || !before_noun;
    else if (IS_ANY(p, i - 1, weak))
        ok = y >= 1900 && y <= 2100 && y % 100 != 0 && !before_noun;
    else if (is(p, i + 1, "-") && p->at[i + 1].glued && year_at(p, i + 2))
        ok = year_at(p, i + 2) > y;
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
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = y, .year_last = y % 100 ? y + 9 : y + 9};
        return i + 1;
    }
    if (s.len == 3 && s.ptr[2] == 's' && s.ptr[1] == '0' && all_digits((drg_str){s.ptr, 2}) && is(p, i - 1, "the")) {
        y = 1900 + (s.ptr[0] - '0') * 10;
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = y, .year_last = y + 9};
        return i + 1;
    }
    uint32_t ordinal = drg_numeral__ordinal(s);
    if (ordinal >= 5 && ordinal <= 22 && (is(p, i + 1, "century") || (is(p, i + 1, "-") && is(p, i + 2, "century")))) {
        int first = ((int)ordinal - 1) * 100 + 1;
        *pt = (drg_time_point){.kind = DRG_POINT_YEARS, .year = first, .year_last = first + 99};
        return is(p, i + 1, "-") ? i + 3 : i + 2;
    }
    return 0;
}

/* ------------------------------------------------------------------ weekdays */

static uint32_t skip_part(const drg_pieces *p, uint32_t i)
{
    int value = 0;
    if (is(p, i, "-") && class_at(p, i + 1, &value) == DRG_TW_PART && p->at[i].glued)
        return i + 2;
    if (is(p, i, "early") || is(p, i, "late")) {
        return class_at(p, i + 1, &value) == DRG_TW_PART ? i + 2 : i;
    }
    return class_at(p, i, &value) == DRG_TW_PART && !p->at[i].capital ? i + 1 : i;
}

static bool is_weekday_name(const drg_pieces *p, uint32_t i, int *weekday)
{
    static const char *const papers[] = {"times", "telegraph", "mirror", "express", "mail",
                                         "post",  "herald",    "school", "tribune", "independent"};
    static const char *const feasts[] = {"black", "good", "bloody", "cyber", "giving", "super"};
    if (class_at(p, i, weekday) != DRG_TW_WEEKDAY || !p->at[i].capital)
        return false;
    drg_str s = p->at[i].low;
    if (i + 1 < p->n && p->at[i + 1].capital && IS_ANY(p, i + 1, papers))
        return false;
    if (p->at[i - 1].capital && IS_ANY(p, i - 1, feasts))
        return false;
    int month = 0;
    if (s.len < 6 && s.ptr[s.len - 1] != '.')
        return is(p, i + 1, ",") && month_at(p, i + 2, &month);
    return true;
}

static uint32_t match_week_word(const drg_pieces *p, uint32_t i, int *n)
{
    if (!is(p, i + 1, "week"))
        return 0;
    if (is(p, i, "last"))
        *n = -1;
    else if (is(p, i, "this"))
        *n = 0;
    else if (is(p, i, "next"))
        *n = 1;
    else
        return 0;
    return i + 2;
}

/* "Sunday", "Sunday morning", "Sunday, June 1", "Sunday (June 1)", "Monday of last week". */
static uint32_t match_weekday(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int weekday = 0, weeks = 0;
    if (!is_weekday_name(p, i, &weekday))
        return 0;
    uint32_t next = skip_part(p, i + 1);
    uint32_t date = next;
    date += is(p, date, ",") || is(p, date, "(");
    date += is(p, date, "the");
    drg_time_point civil = {0};
    uint32_t end = match_month(p, date, &civil);
    if (!end)
        end = match_day_month(p, date, &civil);
    if (end && civil.day) {
        *pt = civil;
        pt->weekday = weekday;
        pt->has_weekday = true;
        return is(p, next, "(") && is(p, end, ")") ? end + 1 : end;
    }
    *pt = (drg_time_point){.kind = DRG_POINT_WEEKDAY, .weekday = weekday, .has_weekday = true, .unit = DRG_UNIT_DAY};
    end = match_week_word(p, is(p, next, "of") ? next + 1 : next, &weeks);
    if (end) {
        pt->unit = DRG_UNIT_WEEK;
        pt->n = weeks;
        return end;
    }
    return next;
}

/* ------------------------------------------------------------------ reckoned from publication */

static uint32_t match_day_word(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    uint32_t n = drg_pieces__phrase(p, i, "day before yesterday");
    if (n) {
        *pt = (drg_time_point){.kind = DRG_POINT_DAY, .n = -2};
        return i + n;
    }
    n = drg_pieces__phrase(p, i, "day after tomorrow");
    if (n) {
        *pt = (drg_time_point){.kind = DRG_POINT_DAY, .n = 2};
        return i + n;
    }
    if (class_at(p, i, &value) != DRG_TW_DAY)
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_DAY, .n = value - 100};
    return skip_part(p, i + 1);
}

/* "overnight", "overnight into Sunday", "overnight Saturday", "overnight on June 3". */
static uint32_t match_overnight(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    if (class_at(p, i, &value) != DRG_TW_OVERNIGHT)
        return 0;
    uint32_t at = i + 1;
    bool to = is(p, at, "into") || is(p, at, "to"), on = is(p, at, "on");
    at += to || on;
    drg_time_point day = {0};
    uint32_t end = match_weekday(p, at, &day);
    if (!end)
        end = match_month(p, at, &day);
    if (!end)
        end = match_day_month(p, at, &day);
    if (end && (day.kind == DRG_POINT_WEEKDAY || day.day)) {
        /* "overnight Saturday to Sunday", "overnight from Saturday into Sunday" end on the second */
        drg_time_point second = {0};
        uint32_t more = is(p, end, "to") || is(p, end, "into") || is(p, end, "-") ? match_weekday(p, end + 1, &second) : 0;
        if (more) {
            *pt = second;
            end = more;
        } else {
            *pt = day;
            pt->night_after = !to && !on;
        }
        pt->kind = DRG_POINT_NIGHT;
        return end;
    }
    *pt = (drg_time_point){.kind = DRG_POINT_NIGHT};
    return i + 1;
}

void drg_time_point__vague_window(drg_time_point *pt, int direction)
{
    int n = 7;
    if (pt->unit == DRG_UNIT_WEEK)
        n = 21;
    else if (pt->unit == DRG_UNIT_MONTH)
        n = 90;
    else if (pt->unit == DRG_UNIT_YEAR)
        n = 3 * 365;
    else if (pt->unit == DRG_UNIT_DECADE)
        n = 30 * 365;
    else if (pt->unit < DRG_UNIT_DAY)
        n = 1;
    pt->unit = DRG_UNIT_DAY;
    pt->n = direction * n;
}

/* Direction of "last", "next" and their like; 0: another word. */
static int direction_at(const drg_pieces *p, uint32_t i)
{
    static const char *const back[] = {"last", "past", "recent"};
    static const char *const ahead[] = {"next", "coming", "upcoming"};
    if (IS_ANY(p, i, back))
        return -1;
    return IS_ANY(p, i, ahead) ? 1 : 0;
}

/* "[the] past two weeks", "recent days", "the last few months", "the past week". */
static uint32_t match_window(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    bool the = is(p, i, "the") || is(p, i, "this");
    uint32_t at = i + the;
    int direction = direction_at(p, at), value = 0;
    if (!direction)
        return 0;
    bool bare_recent = is(p, at, "recent");
    at++;
    drg_numeral number = {0};
    bool counted = drg_numeral__read(p, at, &number);
    bool few = false;
    if (counted) {
        few = number.vague && !number.has_high;
        at = number.last + 1;
        at += number.vague && is(p, at, "of");
    } else if (is(p, at, "few") || is(p, at, "several") || is(p, at, "couple")) {
        few = !is(p, at, "couple");
        counted = true;
        number.low = 2;
        at++;
        at += is(p, at, "of");
    }
    at += is(p, at, "or");
    drg_time_class c = class_at(p, at, &value);
    if (c == DRG_TW_UNIT && !(the && !counted) && !(counted && number.low == 1))
        return 0;
    if (c != DRG_TW_UNIT && c != DRG_TW_UNITS)
        return 0;
    if (is(p, at + 1, "of"))
        return 0;
    if (is(p, i, "the") && is(p, i + 1, "next") && !counted)
        return 0; /* "the next day" is reckoned from what was told */
    *pt = (drg_time_point){.kind = DRG_POINT_WINDOW, .unit = (drg_time_unit)value, .has_n = true};
    if (few || bare_recent || (!counted && c == DRG_TW_UNITS)) {
        drg_time_point__vague_window(pt, direction);
        return at + 1;
    }
    pt->n = direction * (counted ? (int)number.low : 1);
    return at + 1;
}

/* "last week", "this month", "next year", "last Monday", "last March", "this summer", "this morning", "last night". */
static uint32_t match_this_last(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int n = 0, value = 0;
    uint32_t at = i + 1;
    if (is(p, i, "last"))
        n = -1;
    else if (is(p, i, "next"))
        n = 1;
    else if (!is(p, i, "this"))
        return 0;
    bool coming = is(p, at, "coming"), past = is(p, at, "past");
    at += n == 0 && (coming || past);
    drg_time_class c = class_at(p, at, &value);
    switch (c) {
    case DRG_TW_UNIT:
        if (value < DRG_UNIT_DAY || past || (value == DRG_UNIT_DAY && n))
            return 0;
        if (n && is(p, at + 1, "of"))
            return 0;
        *pt = (drg_time_point){.kind = DRG_POINT_UNIT, .n = coming ? 1 : n, .unit = (drg_time_unit)value};
        if (value == DRG_UNIT_WEEK) { /* "last week on Monday", "last week Monday" */
            int weekday = 0;
            uint32_t day = at + 1;
            day += is(p, day, "on");
            if (is_weekday_name(p, day, &weekday)) {
                *pt = (drg_time_point){.kind = DRG_POINT_WEEKDAY, .n = n, .unit = DRG_UNIT_WEEK, .weekday = weekday};
                return skip_part(p, day + 1);
            }
        }
        return at + 1;
    case DRG_TW_PART:
        if (n > 0 || (n < 0 && !is(p, at, "night") && !is(p, at, "evening")))
            return 0;
        *pt = (drg_time_point){.kind = DRG_POINT_DAY, .n = n};
        return at + 1;
    case DRG_TW_WEEKDAY:
        if (!is_weekday_name(p, at, &value))
            return 0;
        if (past)
            n = -1;
        *pt = (drg_time_point){.kind = DRG_POINT_WEEKDAY, .n = coming ? 1 : n, .weekday = value, .unit = DRG_UNIT_DAY};
        pt->has_n = true;
        return skip_part(p, at + 1);
    case DRG_TW_WEEKEND:
        *pt = (drg_time_point){.kind = DRG_POINT_WEEKEND, .n = n, .has_n = true};
        return at + 1;
    case DRG_TW_SEASON:
        *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .n = n, .month = value, .has_n = true};
        return at + 1;
    case DRG_TW_MONTH: {
        int month = 0;
        uint32_t len = month_at(p, at, &month);
        if (!len)
            return 0;
        *pt = (drg_time_point){.kind = DRG_POINT_CIVIL, .n = n, .month = month, .has_n = true};
        return at + len;
    }
    default:
        return 0;
    }
}

/* "two days ago", "a week ago", "several months ago", "a day or two ago", "days ago", "two weeks from now". */
static uint32_t match_ago(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    drg_numeral number = {0};
    uint32_t at = i;
    bool vague = false;
    if (drg_numeral__read(p, i, &number)) {
        at = number.last + 1;
        at += number.vague && is(p, at, "of");
        vague = number.vague && !number.has_high;
    } else if (is(p, i, "a") || is(p, i, "an")) {
        number.low = 1;
        at = i + 1;
    } else {
        vague = true;
    }
    drg_time_class c = class_at(p, at, &value);
    if ((c != DRG_TW_UNIT && c != DRG_TW_UNITS) || (at == i && c != DRG_TW_UNITS))
        return 0;
    uint32_t half = drg_pieces__phrase(p, at + 1, "and a half");
    uint32_t end = at + 1 + half;
    bool ago = is(p, end, "ago"), from_now = drg_pieces__phrase(p, end, "from now") != 0;
    if (!ago && !from_now)
        return 0;
    if (number.low > 2000)
        return 0;
    int n = (int)number.low;
    *pt = (drg_time_point){.kind = DRG_POINT_AGO, .n = ago ? -n : n, .unit = (drg_time_unit)value, .has_n = !vague};
    if (vague) {
        pt->kind = DRG_POINT_WINDOW;
        pt->has_n = false;
    }
    return end + (ago ? 1 : 2);
}

/* ------------------------------------------------------------------ reckoned from what was told */

static drg_time_point told(bool has_n, int n, int unit)
{
    return (drg_time_point){.kind = DRG_POINT_TOLD, .has_n = has_n, .n = n, .unit = (drg_time_unit)unit};
}

/* A day, week … or part of the day; the unit. */
static bool told_unit(const drg_pieces *p, uint32_t i, int *unit)
{
    drg_time_class c = class_at(p, i, unit);
    if (c == DRG_TW_PART) {
        *unit = DRG_UNIT_DAY;
        return true;
    }
    return c == DRG_TW_UNIT && *unit >= DRG_UNIT_DAY;
}

/* "two days earlier", "a week later", "hours later", "a day after [X]", "three days before [X]". */
static uint32_t match_told_shift(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const back[] = {"earlier", "before", "previously", "prior", "beforehand"};
    static const char *const ahead[] = {"later", "after", "afterwards", "afterward", "thereafter", "on"};
    drg_numeral number = {0};
    int unit = 0;
    uint32_t at = i;
    bool known = true;
    if (drg_numeral__read(p, i, &number)) {
        at = number.last + 1;
        at += number.vague && is(p, at, "of");
        known = !number.vague || number.has_high;
    } else if (is(p, i, "a") || is(p, i, "an") || is(p, i, "one")) {
        number.low = 1;
        at++;
    } else {
        known = false;
    }
    drg_time_class c = class_at(p, at, &unit);
    if ((c != DRG_TW_UNIT && c != DRG_TW_UNITS) || (at == i && c != DRG_TW_UNITS) || number.low > 2000)
        return 0;
    bool later = IS_ANY(p, at + 1, ahead) && !is(p, at + 1, "on");
    if (!later && !IS_ANY(p, at + 1, back))
        return 0;
    if (unit < DRG_UNIT_HOUR || (unit == DRG_UNIT_HOUR && !known)) {
        known = true;
        number.low = 0;
    }
    *pt = told(known, later ? (int)number.low : -(int)number.low, unit);
    return at + 2;
}

/* "the same day", "that night", "the following week", "the next morning", "the day before". */
static uint32_t match_told_day(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const ahead[] = {"following", "next", "subsequent"};
    static const char *const back[] = {"previous", "preceding", "prior"};
    int unit = 0;
    bool the = is(p, i, "the"), that = is(p, i, "that");
    uint32_t at = i + (the || that);
    if (is(p, at, "same") || that) {
        bool same = is(p, at, "same");
        at += same;
        at += is(p, at, "very");
        if (!told_unit(p, at, &unit) || (that && !same && is(p, at + 1, "of")))
            return 0;
        *pt = told(true, 0, unit);
        return at + 1;
    }
    if (!the)
        return 0;
    int n = IS_ANY(p, at, ahead) ? 1 : IS_ANY(p, at, back) ? -1 : 0;
    if (n) {
        at++;
        drg_numeral number = {0};
        if (drg_numeral__read(p, at, &number) || is(p, at, "few") || is(p, at, "several")) {
            at = number.last ? number.last + 1 : at + 1;
            if (class_at(p, at, &unit) != DRG_TW_UNITS)
                return 0;
            *pt = told(false, 0, unit);
            return at + 1;
        }
        if (!told_unit(p, at, &unit))
            return 0;
        *pt = told(true, n, unit);
        return at + 1;
    }
    if (told_unit(p, at, &unit) && (is(p, at + 1, "before") || is(p, at + 1, "after"))) {
        *pt = told(true, is(p, at + 1, "after") ? 1 : -1, unit);
        return at + 2;
    }
    return 0;
}

/* "earlier in the day", "later that day", "shortly afterwards". */
static uint32_t match_told_loose(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const phrases[] = {"shortly afterwards", "shortly afterward", "shortly thereafter", "soon afterwards",
                                          "soon afterward",     "soon after",        "shortly after",      "shortly before",
                                          "immediately after",  "minutes after",     "moments later",      "moments after",
                                          "minutes later",      "immediately afterwards"};
    int unit = 0;
    if (is(p, i, "earlier") || is(p, i, "later") || is(p, i, "late") || is(p, i, "early")) {
        uint32_t at = i + 1;
        at += is(p, at, "in") || is(p, at, "on");
        bool bound = is(p, at, "the") || is(p, at, "that");
        if (bound) {
            at++;
            at += is(p, at, "same");
            if (told_unit(p, at, &unit) && !is(p, at + 1, "before") && !is(p, at + 1, "after")) {
                *pt = told(true, 0, unit);
                return at + 1;
            }
        }
        return 0;
    }
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
        uint32_t n = drg_pieces__phrase(p, i, phrases[k]);
        if (!n)
            continue;
        /* "shortly after 3 p.m." is a time of day */
        int value = 0;
        if (drg_pieces__kind(p, i + n) == DRG_PIECE_DIGITS || class_at(p, i + n, &value) == DRG_TW_CLOCK)
            return 0;
        *pt = told(true, 0, DRG_UNIT_DAY);
        return i + n;
    }
    return 0;
}

/* ------------------------------------------------------------------ the rest */

static uint32_t match_season(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const before[] = {"in", "the", "of", "by", "since", "until", "early", "late", "mid", "during", "-", "for"};
    int month = 0, year = 0;
    if (class_at(p, i, &month) != DRG_TW_SEASON)
        return 0;
    const drg_token *t = drg_pieces__token(p, i);
    uint32_t at = i + 1;
    at += is(p, at, "of");
    year = year_at(p, at);
    if (year) {
        *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .month = month, .year = year};
        return at + 1;
    }
    if (!t || t->upos != DRG_UPOS_NOUN || !IS_ANY(p, i - 1, before) || is(p, i, "fall"))
        return 0;
    if (is(p, i - 1, "the") && !is(p, i - 2, "in") && !is(p, i - 2, "of") && !is(p, i - 2, "during") && !is(p, i - 2, "by"))
        return 0;
    if (is(p, i + 1, "of"))
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .month = month};
    return i + 1;
}

static uint32_t match_weekend(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    if (class_at(p, i, &value) != DRG_TW_WEEKEND)
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_WEEKEND};
    return i + 1;
}

static uint32_t match_plain(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    if (drg_pieces__kind(p, i) == DRG_PIECE_DIGITS) {
        uint32_t next = match_numeric(p, i, pt);
        if (!next)
            next = match_dotted(p, i, pt);
        if (!next)
            next = match_day_month(p, i, pt);
        if (!next)
            next = match_ago(p, i, pt);
        if (!next)
            next = match_told_shift(p, i, pt);
        return next ? next : match_year(p, i, pt);
    }
    static uint32_t (*const words[])(const drg_pieces *, uint32_t, drg_time_point *) = {
        match_weekday,    match_month,    match_day_word, match_overnight, match_window,  match_told_loose, match_told_day,
        match_this_last,  match_ago,      match_told_shift, match_decade,  match_season,  match_weekend,    match_day_month,
    };
    if (drg_pieces__kind(p, i) != DRG_PIECE_WORD)
        return 0;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        uint32_t next = words[w](p, i, pt);
        if (next)
            return next;
    }
    return 0;
}

/* "the end of the month", "the beginning of March", "the first week of June": the whole of it; "the" is behind. */
static uint32_t match_edge(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const edges[] = {"end", "beginning", "start", "middle", "close", "turn", "eve"};
    int unit = 0, value = 0;
    uint32_t at = i;
    bool ordinal = drg_numeral__ordinal(p->at[i].low) != 0 || is(p, i, "last");
    if (IS_ANY(p, at, edges))
        at++;
    else if (ordinal && (class_at(p, i + 1, &value) == DRG_TW_UNIT || is(p, i + 1, "half") || is(p, i + 1, "quarter") ||
                         is(p, i + 1, "days")))
        at += 2;
    else if (class_at(p, i, &value) == DRG_TW_PART)
        at++;
    else
        return 0;
    if (!is(p, at, "of") && !(class_at(p, i, &value) == DRG_TW_PART && is(p, at, "on")))
        return 0;
    at++;
    if (is(p, at, "the") && class_at(p, at + 1, &unit) == DRG_TW_UNIT && unit >= DRG_UNIT_WEEK &&
        !is(p, at + 2, "of") && !is(p, at + 2, "before") && !is(p, at + 2, "after")) {
        *pt = (drg_time_point){.kind = DRG_POINT_UNIT, .unit = (drg_time_unit)unit};
        return at + 2;
    }
    at += is(p, at, "the");
    uint32_t next = match_plain(p, at, pt);
    return next && pt->kind != DRG_POINT_TOLD ? next : 0;
}

/* "month's end", "year-end". */
static uint32_t match_unit_end(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int unit = 0;
    if (class_at(p, i, &unit) != DRG_TW_UNIT || unit < DRG_UNIT_WEEK)
        return 0;
    if (!((is(p, i + 1, "'s") || is(p, i + 1, "’s") || is(p, i + 1, "-")) && is(p, i + 2, "end")))
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_UNIT, .unit = (drg_time_unit)unit};
    return i + 3;
}

uint32_t drg_time_point__match(const drg_pieces *p, uint32_t i, drg_time_point *point)
{
    static const char *const early[] = {"early", "late", "earlier", "later", "mid"};
    if (drg_pieces__kind(p, i) != DRG_PIECE_WORD && drg_pieces__kind(p, i) != DRG_PIECE_DIGITS)
        return 0;
    drg_time_point pt = {0};
    uint32_t next = match_plain(p, i, &pt);
    if (!next)
        next = match_unit_end(p, i, &pt);
    if (!next && IS_ANY(p, i, early)) {
        uint32_t at = i + 1;
        at += is(p, at, "-") || is(p, at, "on") || is(p, at, "in");
        at += is(p, at, "the");
        next = match_plain(p, at, &pt);
        if (next && pt.kind == DRG_POINT_TOLD)
            next = 0;
        if (!next)
            next = match_edge(p, at, &pt);
    }
    if (!next)
        next = match_edge(p, i, &pt);
    if (!next && is(p, i, "the")) {
        uint32_t at = i + 1;
        at += is(p, at, "early") || is(p, at, "late") || is(p, at, "mid");
        at += is(p, at, "-");
        next = match_edge(p, at, &pt);
        if (!next)
            next = match_plain(p, at, &pt);
        /* "the June 2 attack", "the 2014 war", "the weekend"; but not "the Sunday", which is some Sunday */
    }
    if (!next)
        return 0;
    *point = pt;
    return next;
}

uint32_t drg_time_point__match_short(const drg_pieces *p, uint32_t i, drg_time_point *left, drg_time_point *right)
{
    if (left->kind != DRG_POINT_CIVIL)
        return 0;
    if (left->day && !left->year) {
        int day = day_at(p, i), year = 0;
        const drg_token *behind = drg_pieces__token(p, i + 1);
        bool counts = is(p, i - 1, "and") && behind && (behind->upos == DRG_UPOS_NOUN || behind->upos == DRG_UPOS_ADJ);
        if (!day || day <= left->day || counts || counts_plural(p, i) || drg_pieces__kind(p, i) == DRG_PIECE_WORD)
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
    int day = day_at(p, at);
    if (!day || !(is(p, at + 1, "-") || is(p, at + 1, "to") || is(p, at + 1, "and")))
        return 0;
    drg_time_point last = {0};
    uint32_t second = at + 2;
    second += is(p, second, "the");
    uint32_t next = match_day_month(p, second, &last);
    if (!next || !last.day || last.day <= day)
        return 0;
    *right = last;
    *left = last;
    left->day = day;
    return next;
}

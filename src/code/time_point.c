/* src/code/time_point.c - points of time: civil dates, weekdays, days and units reckoned from now, from what was told. */
#include "code/time_match.h"

#include "code/numbers.h"

/* Larger counts of days, weeks, years are no way to a date. */
enum { MAX_UNITS = 2000 };

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

/* ------------------------------------------------------------------ weekdays */

static uint32_t skip_part(const drg_pieces *p, uint32_t i)
{
    int value = 0;
    if (is(p, i, "-") && drg_time_word__at(p, i + 1, &value) == DRG_TW_PART && p->at[i].glued)
        return i + 2;
    if (is(p, i, "early") || is(p, i, "late")) {
        return drg_time_word__at(p, i + 1, &value) == DRG_TW_PART ? i + 2 : i;
    }
    return drg_time_word__at(p, i, &value) == DRG_TW_PART && !p->at[i].capital ? i + 1 : i;
}

static bool is_weekday_name(const drg_pieces *p, uint32_t i, int *weekday)
{
    static const char *const papers[] = {"times", "telegraph", "mirror", "express", "mail",
                                         "post",  "herald",    "school", "tribune", "independent"};
    static const char *const feasts[] = {"black", "good", "bloody", "cyber", "giving", "super"};
    if (drg_time_word__at(p, i, weekday) != DRG_TW_WEEKDAY || !p->at[i].capital)
        return false;
    drg_str s = p->at[i].low;
    if (i + 1 < p->n && p->at[i + 1].capital && DRG_PIECE_IN(p, i + 1, papers))
        return false;
    if (p->at[i - 1].capital && DRG_PIECE_IN(p, i - 1, feasts))
        return false;
    int month = 0;
    if (s.len < 6 && s.ptr[s.len - 1] != '.')
        return is(p, i + 1, ",") && drg_time_civil__month(p, i + 2, &month);
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
    uint32_t end = drg_time_civil__match_month(p, date, &civil);
    if (!end)
        end = drg_time_civil__match_day_month(p, date, &civil);
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
    if (drg_time_word__at(p, i, &value) != DRG_TW_DAY)
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_DAY, .n = value - 100};
    return skip_part(p, i + 1);
}

/* "overnight", "overnight into Sunday", "overnight Saturday", "overnight on June 3". */
static uint32_t match_overnight(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    if (drg_time_word__at(p, i, &value) != DRG_TW_OVERNIGHT)
        return 0;
    uint32_t at = i + 1;
    bool to = is(p, at, "into") || is(p, at, "to"), on = is(p, at, "on");
    at += to || on || is(p, at, "from");
    drg_time_point day = {0};
    uint32_t end = match_weekday(p, at, &day);
    if (!end)
        end = drg_time_civil__match_month(p, at, &day);
    if (!end)
        end = drg_time_civil__match_day_month(p, at, &day);
    if (end && (day.kind == DRG_POINT_WEEKDAY || day.day)) {
        /* "overnight Saturday to Sunday", "overnight from Saturday into Sunday" end on the second */
        drg_time_point second = {0};
        bool on_to = is(p, end, "to") || is(p, end, "into") || is(p, end, "-");
        uint32_t more = on_to ? match_weekday(p, end + 1, &second) : 0;
        if (!more && on_to && day.day) /* "overnight on June 3 to 4" */
            more = drg_time_point__match_short(p, end + 1, &day, &second);
        if (!more && on_to && day.day)
            more = drg_time_civil__match_month(p, end + 1, &second);
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
    if (DRG_PIECE_IN(p, i, back))
        return -1;
    return DRG_PIECE_IN(p, i, ahead) ? 1 : 0;
}

/* "[the] past two weeks", "recent days", "the last few months", "the past week". */
static uint32_t match_window(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    bool the = is(p, i, "the") || is(p, i, "this");
    uint32_t at = i + the;
    int direction = direction_at(p, at), value = 0;
    const drg_token *word = drg_pieces__token(p, at);
    if (!direction || !word)
        return 0;
    static const char *const before_verb[] = {"will", "to", "would", "could", "may", "can", "and", "or", "must"};
    if (is(p, at, "last") && !the && (word->upos == DRG_UPOS_VERB || DRG_PIECE_IN(p, at - 1, before_verb)))
        return 0; /* "will begin on Monday and last six weeks" */
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
    drg_time_class c = drg_time_word__at(p, at, &value);
    if (c == DRG_TW_UNIT && !(the && !counted) && !(counted && number.low == 1))
        return 0;
    if (c != DRG_TW_UNIT && c != DRG_TW_UNITS)
        return 0;
    if (is(p, at + 1, "of") || number.low > MAX_UNITS)
        return 0;
    bool within = is(p, i - 1, "over") || is(p, i - 1, "within") || is(p, i - 1, "during");
    if (is(p, i, "the") && is(p, i + 1, "next") && !counted && !within)
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
    drg_time_class c = drg_time_word__at(p, at, &value);
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
        *pt = (drg_time_point){.kind = DRG_POINT_WEEKEND, .n = coming ? 1 : n, .has_n = !past};
        return at + 1;
    case DRG_TW_SEASON:
        *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .n = n, .month = value, .has_n = true};
        return at + 1;
    case DRG_TW_MONTH: {
        int month = 0;
        uint32_t len = drg_time_civil__month(p, at, &month);
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
    drg_time_class c = drg_time_word__at(p, at, &value);
    if ((c != DRG_TW_UNIT && c != DRG_TW_UNITS) || (at == i && c != DRG_TW_UNITS))
        return 0;
    uint32_t half = drg_pieces__phrase(p, at + 1, "and a half");
    uint32_t end = at + 1 + half;
    bool ago = is(p, end, "ago"), from_now = drg_pieces__phrase(p, end, "from now") != 0;
    if (!ago && !from_now)
        return 0;
    if (number.low > MAX_UNITS)
        return 0;
    int n = (int)number.low;
    *pt = (drg_time_point){.kind = DRG_POINT_AGO, .n = ago ? -n : n, .unit = (drg_time_unit)value, .has_n = !vague};
    if (vague) {
        pt->kind = DRG_POINT_WINDOW;
        pt->has_n = false;
        pt->n = 0; /* "years ago" commits to no day */
        if (pt->unit < DRG_UNIT_YEAR)
            drg_time_point__vague_window(pt, ago ? -1 : 1);
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
    drg_time_class c = drg_time_word__at(p, i, unit);
    if (c == DRG_TW_PART || c == DRG_TW_WEEKEND) {
        *unit = c == DRG_TW_PART ? DRG_UNIT_DAY : DRG_UNIT_WEEK;
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
    drg_time_class c = drg_time_word__at(p, at, &unit);
    if ((c != DRG_TW_UNIT && c != DRG_TW_UNITS) || (at == i && c != DRG_TW_UNITS) || number.low > MAX_UNITS)
        return 0;
    bool later = DRG_PIECE_IN(p, at + 1, ahead) && !is(p, at + 1, "on");
    if (!later && !DRG_PIECE_IN(p, at + 1, back))
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
    int n = DRG_PIECE_IN(p, at, ahead) ? 1 : DRG_PIECE_IN(p, at, back) ? -1 : 0;
    if (n) {
        at++;
        drg_numeral number = {0};
        if (drg_numeral__read(p, at, &number) || is(p, at, "few") || is(p, at, "several")) {
            at = number.last ? number.last + 1 : at + 1;
            if (drg_time_word__at(p, at, &unit) != DRG_TW_UNITS)
                return 0;
            *pt = told(false, 0, unit);
            return at + 1;
        }
        if (!told_unit(p, at, &unit))
            return 0;
        *pt = told(true, n, unit);
        return at + 1;
    }
    if (is(p, at + 2, "yesterday") || is(p, at + 2, "tomorrow"))
        return 0;
    if (told_unit(p, at, &unit) && (is(p, at + 1, "before") || is(p, at + 1, "after"))) {
        *pt = told(true, is(p, at + 1, "after") ? 1 : -1, unit);
        return at + 2;
    }
    return 0;
}

/* "earlier in the day", "later that day", "shortly afterwards". */
static uint32_t match_told_loose(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const phrases[] = {
        "shortly afterwards", "shortly afterward", "shortly thereafter", "soon afterwards",       "soon afterward",
        "soon after",         "shortly after",     "shortly before",     "immediately after",     "minutes after",
        "moments later",      "moments after",     "minutes later",      "immediately afterwards"};
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
        if (drg_pieces__kind(p, i + n) == DRG_PIECE_DIGITS || drg_time_word__at(p, i + n, &value) == DRG_TW_CLOCK)
            return 0;
        *pt = told(true, 0, DRG_UNIT_DAY);
        return i + n;
    }
    return 0;
}

/* ------------------------------------------------------------------ the rest */

static uint32_t match_season(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    static const char *const before[] = {"in",    "the",  "of",  "by",     "since", "until",
                                         "early", "late", "mid", "during", "-",     "for"};
    int month = 0, year = 0;
    if (drg_time_word__at(p, i, &month) != DRG_TW_SEASON)
        return 0;
    const drg_token *t = drg_pieces__token(p, i);
    uint32_t at = i + 1;
    at += is(p, at, "of");
    year = drg_time_civil__year(p, at);
    if (year) {
        *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .month = month, .year = year};
        return at + 1;
    }
    if (!t || t->upos != DRG_UPOS_NOUN || !DRG_PIECE_IN(p, i - 1, before) || is(p, i, "fall"))
        return 0;
    if (is(p, i - 1, "the") && !is(p, i - 2, "in") && !is(p, i - 2, "of") && !is(p, i - 2, "during") &&
        !is(p, i - 2, "by"))
        return 0;
    if (is(p, i + 1, "of"))
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_SEASON, .month = month};
    return i + 1;
}

static uint32_t match_weekend(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    int value = 0;
    if (drg_time_word__at(p, i, &value) != DRG_TW_WEEKEND)
        return 0;
    *pt = (drg_time_point){.kind = DRG_POINT_WEEKEND};
    return i + 1;
}

static uint32_t match_plain(const drg_pieces *p, uint32_t i, drg_time_point *pt)
{
    if (drg_pieces__kind(p, i) == DRG_PIECE_DIGITS) {
        uint32_t next = drg_time_civil__match(p, i, pt);
        if (!next)
            next = match_ago(p, i, pt);
        if (!next)
            next = match_told_shift(p, i, pt);
        return next ? next : drg_time_civil__match_year(p, i, pt);
    }
    static uint32_t (*const words[])(const drg_pieces *, uint32_t, drg_time_point *) = {
        match_weekday,
        drg_time_civil__match,
        match_day_word,
        match_overnight,
        match_window,
        match_told_day,
        match_told_loose,
        match_this_last,
        match_ago,
        match_told_shift,
        match_season,
        match_weekend,
        drg_time_civil__match_day_month,
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
    bool ordinal = drg_numeral__ordinal(p, i) != 0 || is(p, i, "last");
    if (DRG_PIECE_IN(p, at, edges))
        at++;
    else if (ordinal && (drg_time_word__at(p, i + 1, &value) == DRG_TW_UNIT || is(p, i + 1, "half") ||
                         is(p, i + 1, "quarter") || is(p, i + 1, "days")))
        at += 2;
    else if (drg_time_word__at(p, i, &value) == DRG_TW_PART)
        at++;
    else
        return 0;
    if (!is(p, at, "of") && !(drg_time_word__at(p, i, &value) == DRG_TW_PART && is(p, at, "on")))
        return 0;
    at++;
    if (is(p, at, "the") && drg_time_word__at(p, at + 1, &unit) == DRG_TW_UNIT && unit >= DRG_UNIT_WEEK &&
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
    if (drg_time_word__at(p, i, &unit) != DRG_TW_UNIT || unit < DRG_UNIT_WEEK)
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
    if (!next && DRG_PIECE_IN(p, i, early)) {
        uint32_t at = i + 1;
        at += is(p, at, "-") || is(p, at, "on") || is(p, at, "in");
        at += is(p, at, "the");
        next = match_plain(p, at, &pt);
        if (next && pt.kind == DRG_POINT_TOLD)
            next = 0;
        if (next && pt.kind == DRG_POINT_UNIT && pt.n == 0)
            pt.part = is(p, i, "earlier") ? -1 : is(p, i, "later");
        if (!next)
            next = match_edge(p, at, &pt);
    }
    if (!next)
        next = match_edge(p, i, &pt);
    if (!next && is(p, i, "the")) {
        uint32_t at = i + 1;
        at += is(p, at, "early") || is(p, at, "late") || is(p, at, "mid");
        at += is(p, at, "-");
        uint32_t edge = match_edge(p, at, &pt);
        next = edge ? edge : match_plain(p, at, &pt);
        /* "the June 2 attack", "the Sunday talks", "the 2014 war": the article is not the date's */
        bool bare = pt.kind == DRG_POINT_WEEKDAY || pt.kind == DRG_POINT_NIGHT ||
                    (pt.kind == DRG_POINT_CIVIL && !(pt.day && drg_time_civil__day(p, at)));
        if (!edge && bare && at == i + 1)
            next = 0;
    }
    if (!next)
        return 0;
    *point = pt;
    return next;
}

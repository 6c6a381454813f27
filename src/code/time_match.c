/* src/code/time_match.c - expressions of time as sequences of pieces: relations, ranges, durations, habits. The points
 * that they are made of are in time_point.c. */
#include "code/time_match.h"

#include "code/numbers.h"

static bool is(const drg_pieces *p, uint32_t i, const char *low)
{
    return drg_pieces__is(p, i, low);
}

static void finish(drg_time_expr *e, uint32_t first, uint32_t next, drg_time_kind kind)
{
    e->first = first;
    e->last = next - 1;
    e->kind = kind;
}

static drg_time_kind kind_of(const drg_time_point *a)
{
    switch (a->kind) {
    case DRG_POINT_CIVIL:
    case DRG_POINT_YEARS:
        return DRG_TIME_ABSOLUTE;
    case DRG_POINT_SEASON:
        return a->year ? DRG_TIME_ABSOLUTE : DRG_TIME_PUBLICATION;
    case DRG_POINT_TOLD:
        return DRG_TIME_TOLD;
    default:
        return DRG_TIME_PUBLICATION;
    }
}

/* ------------------------------------------------------------------ clocks */

static uint32_t skip_zone(const drg_pieces *p, uint32_t i)
{
    static const char *const zones[] = {"local time",    "moscow time",
                                        "kyiv time",     "kiev time",
                                        "eastern time",  "gmt",
                                        "utc",           "est",
                                        "edt",           "et",
                                        "cet",           "cest",
                                        "eet",           "eest",
                                        "bst",           "pst",
                                        "pdt",           "ist",
                                        "msk",           "hours",
                                        "hrs",           "universal time",
                                        "standard time", "greenwich mean time"};
    for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
        uint32_t n = drg_pieces__phrase(p, i, zones[z]);
        if (n)
            return i + n;
    }
    /* "Tehran time" */
    if (i + 1 < p->n && p->at[i].capital && is(p, i + 1, "time"))
        return i + 2;
    return i;
}

static bool is_am(const drg_pieces *p, uint32_t i, bool *pm)
{
    static const char *const am[] = {"am", "a.m.", "a.m"}, *const after[] = {"pm", "p.m.", "p.m"};
    for (int f = 0; f < 3; f++) {
        if (is(p, i, am[f])) {
            *pm = false;
            return true;
        }
        if (is(p, i, after[f])) {
            *pm = true;
            return true;
        }
    }
    return false;
}

/* "6", "6:30", "6.30", "14:30": hour and minute; colon says whether minutes were written behind a colon. */
static bool hour_minute(drg_str s, int *hour, int *minute, bool *colon)
{
    int field[2] = {0, 0};
    size_t digits[2] = {0, 0}, f = 0;
    *colon = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= '0' && c <= '9') {
            if (++digits[f] > 2)
                return false;
            field[f] = field[f] * 10 + (c - '0');
        } else if ((c == ':' || c == '.') && f == 0) {
            *colon = c == ':';
            f = 1;
        } else if (c == ':' && i + 3 == s.len) {
            break; /* seconds */
        } else {
            return false;
        }
    }
    if (field[0] > 24 || field[1] > 59 || (f == 1 && digits[1] != 2))
        return false;
    *hour = field[0];
    *minute = field[1];
    return true;
}

static void set_half(drg_time_expr *e, bool pm)
{
    if (pm && e->hour < 12)
        e->hour += 12;
    else if (!pm && e->hour == 12)
        e->hour = 0;
}

/* "1430 GMT", "0600 hours". */
static uint32_t match_military(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    drg_str s = p->at[i].low;
    if (s.len != 4)
        return 0;
    int v = 0;
    for (size_t k = 0; k < 4; k++) {
        if (s.ptr[k] < '0' || s.ptr[k] > '9')
            return 0;
        v = v * 10 + (s.ptr[k] - '0');
    }
    uint32_t next = skip_zone(p, i + 1);
    if (next == i + 1 || v / 100 > 24 || v % 100 > 59)
        return 0;
    if ((is(p, i + 1, "hours") || is(p, i + 1, "hrs")) && s.ptr[0] != '0' && !is(p, i - 1, "at"))
        return 0;
    e->hour = v / 100 % 24;
    e->minute = v % 100;
    return next;
}

/* "tonight at 7", "at 9 on Sunday": an hour by the day beside it. */
static bool is_bare_hour(const drg_pieces *p, uint32_t i)
{
    int value = 0;
    if (!is(p, i - 1, "at") || p->at[i].low.len > 2)
        return false;
    drg_time_class left = drg_time_word__at(p, i - 2, &value);
    uint32_t behind = i + 1;
    behind += is(p, behind, "on");
    drg_time_class right = drg_time_word__at(p, behind, &value);
    bool ends = drg_pieces__kind(p, i + 1) == DRG_PIECE_END || drg_pieces__kind(p, i + 1) == DRG_PIECE_MARK;
    return ((left == DRG_TW_WEEKDAY || left == DRG_TW_DAY || left == DRG_TW_PART) && ends) || right == DRG_TW_WEEKDAY ||
           right == DRG_TW_DAY;
}

static uint32_t match_clock(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    int value = 0;
    bool pm = false, colon = false;
    if (drg_time_word__at(p, i, &value) == DRG_TW_CLOCK) {
        e->hour = value;
        e->minute = 0;
        return i + 1;
    }
    if (drg_pieces__kind(p, i) != DRG_PIECE_DIGITS)
        return 0;
    if (!hour_minute(p->at[i].low, &e->hour, &e->minute, &colon))
        return match_military(p, i, e);
    uint32_t next = i + 1;
    if (is_am(p, next, &pm) && e->hour <= 12) {
        set_half(e, pm);
        next++;
    } else if (is(p, next, "o'clock") || is(p, next, "o’clock")) {
        next++;
    } else if (drg_pieces__phrase(p, next, "in the") && e->hour <= 12 && is(p, i - 1, "at") &&
               drg_time_word__at(p, next + 2, &value) == DRG_TW_PART) {
        set_half(e, !is(p, next + 2, "morning"));
        next += 3;
    } else if (is_bare_hour(p, i)) {
        if (e->hour < 7) /* "tonight at 6" */
            e->hour += 12;
    } else if (!colon || p->at[i].low.len < 4) {
        return 0;
    }
    e->hour %= 24;
    return skip_zone(p, next);
}

/* "between 6 and 8 a.m.": the first number is a clock by the second. */
static uint32_t match_clock_range(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    drg_time_expr second = {0};
    bool colon = false, pm = false;
    uint32_t next = match_clock(p, i, e);
    bool bare = next == 0;
    if (bare) {
        if (drg_pieces__kind(p, i) != DRG_PIECE_DIGITS || !hour_minute(p->at[i].low, &e->hour, &e->minute, &colon))
            return 0;
        next = i + 1;
    }
    if (!is(p, next, "and") && !is(p, next, "to") && !is(p, next, "-") && !is(p, next, "until"))
        return bare ? 0 : next;
    uint32_t end = match_clock(p, next + 1, &second);
    if (!end)
        return bare ? 0 : next;
    if (bare) {
        if (!is_am(p, next + 2, &pm) || e->hour > 12)
            return 0;
        set_half(e, pm);
    }
    return end;
}

/* ------------------------------------------------------------------ habits, spans of time, vague words */

static uint32_t match_recurrent(const drg_pieces *p, uint32_t i)
{
    int value = 0;
    drg_time_class c = drg_time_word__at(p, i, &value);
    if (c == DRG_TW_RECUR || c == DRG_TW_WEEKDAYS)
        return i + 1;
    if (is(p, i, "every") || is(p, i, "each") || is(p, i, "per")) {
        uint32_t n = i + 1;
        if (is(p, n, "single") || is(p, n, "other") || is(p, n, "few"))
            n++;
        else if (drg_numeral__small(p, n) && !is(p, i, "per"))
            n++;
        c = drg_time_word__at(p, n, &value);
        if (c == DRG_TW_UNIT || c == DRG_TW_UNITS || c == DRG_TW_WEEKDAY || c == DRG_TW_PART || c == DRG_TW_SEASON ||
            c == DRG_TW_MONTH || c == DRG_TW_WEEKEND)
            return n + 1;
    }
    if (is(p, i, "once") || is(p, i, "twice")) {
        c = drg_time_word__at(p, i + 2, &value);
        if (c == DRG_TW_UNIT && (is(p, i + 1, "a") || is(p, i + 1, "an") || is(p, i + 1, "every")))
            return i + 3;
    }
    uint32_t n = drg_pieces__phrase(p, i, "day and night");
    if (!n)
        n = drg_pieces__phrase(p, i, "around the clock");
    if (!n)
        n = drg_pieces__phrase(p, i, "24 / 7");
    return n ? i + n : 0;
}

/* "a day" behind a count is a rate, and means a length only behind words that ask for one. */
static bool takes_length(const drg_pieces *p, uint32_t i)
{
    static const char *const before[] = {"about",   "almost",  "around", "for",    "half",   "in",   "just", "last",
                                         "lasted",  "lasting", "least",  "nearly", "of",     "only", "over", "than",
                                         "roughly", "take",    "taken",  "takes",  "taking", "to",   "took", "within"};
    for (size_t b = 0; b < sizeof before / sizeof *before; b++)
        if (is(p, i, before[b]))
            return true;
    return false;
}

static uint32_t match_duration(const drg_pieces *p, uint32_t i, drg_time_kind *kind)
{
    int value = 0;
    drg_numeral number;
    uint32_t next = i;
    bool article = false;
    *kind = DRG_TIME_DURATION;
    if ((is(p, i, "half") || is(p, i, "quarter")) && (is(p, i + 1, "an") || is(p, i + 1, "a"))) {
        next = i + 2;
    } else if (drg_numeral__read(p, i, &number)) {
        next = number.last + 1;
        next += is(p, next, "-") && is(p, next + 1, "to"); /* "a two- to three-day truce" */
        if (is(p, next, "to") || is(p, next, "or") || is(p, next, "-")) {
            drg_numeral more;
            if (drg_numeral__read(p, next + 1, &more))
                next = more.last + 1;
        }
        next += is(p, next, "of") && number.vague;
    } else if (is(p, i, "a") || is(p, i, "an")) {
        article = true;
        next = i + 1;
    } else {
        return 0;
    }
    if (is(p, next, "-") && p->at[next].glued)
        next++;
    if (is(p, next, "more") || is(p, next, "full") || is(p, next, "consecutive") || is(p, next, "straight") ||
        is(p, next, "long") || is(p, next, "whole") || is(p, next, "further") || is(p, next, "successive"))
        next++;
    drg_time_class c = drg_time_word__at(p, next, &value);
    if (is(p, next, "min") || is(p, next, "hr") || is(p, next, "h"))
        c = drg_pieces__kind(p, next - 1) == DRG_PIECE_DIGITS ? DRG_TW_UNITS : DRG_TW_NONE;
    if (c != DRG_TW_UNIT && c != DRG_TW_UNITS)
        return 0;
    if (c == DRG_TW_UNIT && value == DRG_UNIT_SECOND)
        return 0;
    next++;
    if (is(p, next, "old") || (is(p, next, "-") && is(p, next + 1, "old")) || drg_pieces__phrase(p, next, "of age"))
        return 0;
    if (is(p, i, "one") && is(p, i + 1, "day") && !takes_length(p, i - 1))
        return 0; /* "one day they left" */
    if (article && is(p, next, "-") && is(p, next + 1, "long"))
        return next + 2; /* "a month-long siege" */
    if (article && !takes_length(p, i - 1)) {
        if (drg_pieces__kind(p, i - 1) == DRG_PIECE_END)
            return 0;
        *kind = DRG_TIME_RECURRENT;
        /* "killed 12 people a day", "$5 an hour" */
        const drg_token *before = drg_pieces__token(p, i - 1);
        bool counted =
            before && (before->upos == DRG_UPOS_NOUN || before->upos == DRG_UPOS_NUM || before->upos == DRG_UPOS_SYM);
        return counted && !is(p, next, "of") ? next : 0;
    }
    if (article && is(p, i - 1, "of") && is(p, next, "of"))
        return 0;
    uint32_t half = drg_pieces__phrase(p, next, "and a half");
    return next + half;
}

static uint32_t match_vague(const drg_pieces *p, uint32_t i)
{
    static const char *const phrases[] = {"these days",    "at the moment", "at present",    "so far",
                                          "in the future", "to date",       "for now",       "in recent times",
                                          "in the past",   "once again",    "in due course", "until now",
                                          "at this time",  "at that time",  "at the time",   "in the meantime"};
    int value = 0;
    for (size_t v = 0; v < sizeof phrases / sizeof *phrases; v++) {
        uint32_t n = drg_pieces__phrase(p, i, phrases[v]);
        drg_time_point window;
        if (n && !(is(p, i, "in") && drg_time_point__match(p, i + 1, &window))) /* "in the past week" */
            return i + n;
    }
    if (drg_time_word__at(p, i, &value) != DRG_TW_VAGUE)
        return 0;
    if (is(p, i, "soon") && (is(p, i - 1, "as") || is(p, i + 1, "as")))
        return 0;
    return is(p, i, "now") && is(p, i + 1, "-") ? 0 : i + 1;
}

/* Days that a word behind them makes one certain day, whatever the year of publication. */
static uint32_t match_named_day(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    static const struct {
        int month, day, year;
        const char *const words[6];
    } days[] = {
        {9, 11, 2001, {"attacks", "commission", "hijackers", "terrorist", "attack", "terror"}},
        {10, 7, 2023, {"attack", "massacre", "attacks", "assault", "onslaught", "hamas"}},
    };
    uint32_t n = drg_pieces__phrase(p, i, "9 / 11");
    if (n) {
        e->a = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = 2001, .month = 9, .day = 11};
        return i + n;
    }
    drg_time_point said = {0};
    uint32_t next = drg_time_civil__match_month(p, i, &said);
    if (!next)
        next = drg_time_civil__match_day_month(p, i, &said);
    if (!next || said.year)
        return 0;
    for (size_t k = 0; k < sizeof days / sizeof *days; k++)
        if (said.month == days[k].month && said.day == days[k].day && DRG_PIECE_IN(p, next, days[k].words)) {
            e->a = said;
            e->a.year = days[k].year;
            return next;
        }
    return 0;
}

/* ------------------------------------------------------------------ relations and ranges */

/* The words before a point that change which days it means; how many pieces. */
static uint32_t match_relation(const drg_pieces *p, uint32_t i, drg_time_relation *relation)
{
    static const struct {
        const char *phrase;
        drg_time_relation relation;
    } relations[] = {
        {"since", DRG_RELATION_SINCE},
        {"starting from", DRG_RELATION_SINCE},
        {"starting on", DRG_RELATION_SINCE},
        {"starting", DRG_RELATION_SINCE},
        {"beginning on", DRG_RELATION_SINCE},
        {"beginning", DRG_RELATION_SINCE},
        {"ever since", DRG_RELATION_SINCE},
        {"from", DRG_RELATION_SINCE},
        {"until", DRG_RELATION_UNTIL},
        {"till", DRG_RELATION_UNTIL},
        {"up to", DRG_RELATION_UNTIL},
        {"through", DRG_RELATION_UNTIL},
        {"no later than", DRG_RELATION_UNTIL},
        {"not later than", DRG_RELATION_UNTIL},
        {"by", DRG_RELATION_UNTIL},
        {"before", DRG_RELATION_BEFORE},
        {"prior to", DRG_RELATION_BEFORE},
        {"after", DRG_RELATION_AFTER},
    };
    for (size_t r = 0; r < sizeof relations / sizeof *relations; r++) {
        uint32_t n = drg_pieces__phrase(p, i, relations[r].phrase);
        if (n) {
            *relation = relations[r].relation;
            return n;
        }
    }
    return 0;
}

/* "since Sunday's attack", "after the 2014 war": the relation is to the event, the point only dates that. */
static bool dates_a_noun(const drg_pieces *p, uint32_t first, uint32_t next)
{
    if (is(p, next, "'s") || is(p, next, "’s") || is(p, next, "'") || is(p, next, "’"))
        return true;
    const drg_token *last = drg_pieces__token(p, next - 1);
    const drg_token *behind = drg_pieces__token(p, next);
    if (!last || !behind ||
        (behind->upos != DRG_UPOS_NOUN && behind->upos != DRG_UPOS_ADJ && behind->upos != DRG_UPOS_PROPN))
        return false;
    const drg_token *tokens = p->doc->tokens;
    uint32_t from = p->at[first].token, to = p->at[next - 1].token;
    for (uint32_t t = from; t <= to; t++) {
        const drg_token *token = &tokens[t];
        bool modifies = token->rel == DRG_REL_COMPOUND || token->rel == DRG_REL_AMOD ||
                        token->rel == DRG_REL_NMOD_POSS || token->rel == DRG_REL_NUMMOD ||
                        token->rel == DRG_REL_NMOD_UNMARKED || token->rel == DRG_REL_NMOD_DESC;
        if (modifies && token->head != DRG_NONE && token->head > to && token->head <= to + 4)
            return true;
    }
    return false;
}

/* "postponed from Monday to Wednesday" is no range. */
static bool is_moved(const drg_pieces *p, uint32_t i)
{
    static const char *const movers[] = {"postponed", "moved",   "rescheduled", "delayed",  "shifted",
                                         "pushed",    "changed", "brought",     "postpone", "move"};
    for (uint32_t back = 1; back <= 6 && back < i; back++)
        for (size_t k = 0; k < sizeof movers / sizeof *movers; k++)
            if (is(p, i - back, movers[k]))
                return true;
    return false;
}

static bool ends_range(const drg_time_point *a, const drg_time_point *b)
{
    bool b_ok = b->kind == DRG_POINT_CIVIL || b->kind == DRG_POINT_WEEKDAY || b->kind == DRG_POINT_DAY ||
                b->kind == DRG_POINT_UNIT || b->kind == DRG_POINT_SEASON;
    bool a_ok = a->kind != DRG_POINT_WINDOW && a->kind != DRG_POINT_TOLD && a->kind != DRG_POINT_NONE;
    return a_ok && b_ok;
}

/* Behind point a: its other end. @return the piece behind, or 0. joined: inside "from" or "between". */
static uint32_t match_range_end(const drg_pieces *p, uint32_t next, const char *joiner, drg_time_expr *e)
{
    bool to =
        is(p, next, "to") || is(p, next, "through") || is(p, next, "until") || is(p, next, "till") || is(p, next, "-");
    if (!(joiner ? is(p, next, joiner) || (joiner[0] == 't' && to) : to))
        return 0;
    drg_time_point b = {0};
    uint32_t end = drg_time_point__match(p, next + 1, &b);
    if (!end) { /* "June 1-3", "June 1 and 3", "2014-15" */
        end = drg_time_point__match_short(p, next + 1, &e->a, &b);
        if (!end)
            return 0;
    }
    if (!ends_range(&e->a, &b) || (!joiner && e->a.kind != b.kind && !is(p, next, "-")))
        return 0;
    e->b = b;
    return end;
}

static uint32_t match_from_between(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    bool between = is(p, i, "between");
    if (!between && !is(p, i, "from"))
        return 0;
    uint32_t next = drg_time_point__match(p, i + 1, &e->a);
    if (!next)
        next = drg_time_point__match_day_list(p, i + 1, &e->a, &e->b);
    else
        next = match_range_end(p, next, between ? "and" : "to", e);
    if (!next)
        return 0;
    if (is_moved(p, i))
        return 0;
    e->relation = DRG_RELATION_RANGE;
    return next;
}

static bool is_comparison(const drg_pieces *p, uint32_t i)
{
    static const char *const firsts[] = {
        "first",  "worst",     "biggest",   "largest", "deadliest", "highest", "most",  "longest", "heaviest", "best",
        "lowest", "bloodiest", "strongest", "second",  "third",     "fourth",  "fifth", "sixth",   "latest"};
    static const char *const measured[] = {"more", "less", "fewer", "later", "earlier", "longer"};
    if ((is(p, i - 1, "than") && !DRG_PIECE_IN(p, i - 2, measured)) ||
        drg_pieces__phrase_before(p, i, "compared with") || drg_pieces__phrase_before(p, i, "compared to"))
        return true;
    if (!is(p, i, "since"))
        return false;
    for (uint32_t back = 1;
         back <= 9 && back < i && drg_pieces__kind(p, i - back) != DRG_PIECE_END && !is(p, i - back, ","); back++)
        for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++)
            if (is(p, i - back, firsts[k]))
                return true;
    return false;
}

/* "two days after Sunday", "a week before June 2": the count before a point. */
static uint32_t match_shifted(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    int unit = 0;
    uint32_t n = drg_numeral__small(p, i);
    drg_time_class c = drg_time_word__at(p, i + 1, &unit);
    if (!n || (c != DRG_TW_UNIT && c != DRG_TW_UNITS))
        return 0;
    bool after = is(p, i + 2, "after"), before = is(p, i + 2, "before");
    if (!after && !before)
        return 0;
    uint32_t next = drg_time_point__match(p, i + 3, &e->a);
    if (!next || e->a.kind == DRG_POINT_TOLD)
        return 0;
    e->shifted = true;
    e->shift = after ? (int)n : -(int)n;
    e->shift_unit = (drg_time_unit)unit;
    return next;
}

/* "in two days", "within 48 hours". */
static uint32_t match_ahead(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    int unit = 0;
    bool within = is(p, i, "within");
    if (!within && !is(p, i, "in"))
        return 0;
    uint32_t at = i + 1;
    at += is(p, at, "the");
    if (at > i + 1 && !within)
        return 0;
    uint32_t n = drg_numeral__small(p, at);
    bool few = drg_pieces__phrase(p, at, "a few") || drg_pieces__phrase(p, at, "a couple of");
    uint32_t behind = at + 1;
    if (drg_pieces__phrase(p, at, "a few"))
        behind = at + 2;
    else if (few)
        behind = at + 3;
    drg_time_class c = drg_time_word__at(p, behind, &unit);
    if (!n || n > 2000 || (c != DRG_TW_UNIT && c != DRG_TW_UNITS) || unit == DRG_UNIT_SECOND)
        return 0;
    if (is(p, behind + 1, "'") || is(p, behind + 1, "’") || is(p, behind + 1, "of"))
        behind += within ? 0 : 1;
    if (behind != at + 1 && !few)
        return 0;
    e->a = (drg_time_point){.kind = within || few ? DRG_POINT_WINDOW : DRG_POINT_AGO,
                            .has_n = !few,
                            .n = (int)n,
                            .unit = (drg_time_unit)unit};
    if (few)
        e->a.n = drg_pieces__phrase(p, at, "a few") ? 0 : 2;
    if (few && e->a.n == 0)
        drg_time_point__vague_window(&e->a, 1);
    e->may_be_duration = true;
    return behind + 1;
}

/* ------------------------------------------------------------------ all of them */

static bool match_related(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    drg_time_relation relation = DRG_RELATION_AT;
    uint32_t n = match_relation(p, i, &relation);
    if (!n)
        return false;
    uint32_t next = drg_time_point__match(p, i + n, &e->a);
    if (!next || e->a.kind == DRG_POINT_TOLD || dates_a_noun(p, i + n, next))
        return false;
    if (is(p, i, "from") && (is(p, next, "to") || is_moved(p, i)))
        return false;
    int part = 0;
    drg_time_class class = drg_time_word__at(p, i + n, &part);
    if ((relation == DRG_RELATION_BEFORE || relation == DRG_RELATION_AFTER) &&
        (class == DRG_TW_PART || class == DRG_TW_CLOCK))
        relation = DRG_RELATION_AT; /* "before dawn on Monday" is a part of Monday */
    /* "by Sunday" in the passive of an agent is no date, but agents are not days; "through" may be a place */
    e->relation = relation;
    finish(e, i, next, kind_of(&e->a));
    e->comparison = is_comparison(p, i);
    e->begins = is(p, i, "beginning") || is(p, i, "starting") || is(p, i, "from");
    return true;
}

static bool match_point_or_range(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    uint32_t next = drg_time_point__match(p, i, &e->a);
    if (!next) {
        next = drg_time_point__match_day_list(p, i, &e->a, &e->b);
        if (!next)
            return false;
        e->relation = DRG_RELATION_RANGE;
        finish(e, i, next, DRG_TIME_ABSOLUTE);
        return true;
    }
    uint32_t end = is_moved(p, i) ? 0 : match_range_end(p, next, NULL, e);
    if (!end && e->a.kind == DRG_POINT_CIVIL && e->a.day && is(p, next, "and")) {
        end = drg_time_point__match_short(p, next + 1, &e->a, &e->b);
    }
    if (end) {
        e->relation = DRG_RELATION_RANGE;
        next = end;
    }
    finish(e, i, next, kind_of(&e->a));
    e->comparison = is_comparison(p, i);
    if (e->a.kind == DRG_POINT_TOLD && (is(p, next - 1, "after") || is(p, next - 1, "before")))
        if ((drg_pieces__kind(p, next) == DRG_PIECE_WORD || drg_pieces__kind(p, next) == DRG_PIECE_DIGITS) &&
            !is(p, next, "that") && !is(p, next, "and"))
            e->anchor = next;
    return true;
}

/* "the first five months of 2025", "the second half of 2024": months of one year. */
static uint32_t match_part_of_year(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    static const char *const halves[] = {"half", "quarter"};
    uint32_t at = i + is(p, i, "the");
    uint32_t ordinal = drg_numeral__ordinal(p, at), from = 1, to = 0;
    if (is(p, at, "first") && (is(p, at + 2, "months") || is(p, at + 2, "month"))) {
        to = drg_numeral__small(p, at + 1);
        at += 3;
    } else if (ordinal && DRG_PIECE_IN(p, at + 1, halves)) {
        uint32_t length = is(p, at + 1, "half") ? 6 : 3;
        to = ordinal * length;
        from = to - length + 1;
        at += 2;
    }
    int year = is(p, at, "of") ? drg_time_civil__year(p, at + 1) : 0;
    if (!year || !to || to > 12 || from > 12)
        return 0;
    e->a = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = (int)from};
    e->b = (drg_time_point){.kind = DRG_POINT_CIVIL, .year = year, .month = (int)to};
    e->relation = DRG_RELATION_RANGE;
    return at + 2;
}

typedef bool matcher(const drg_pieces *p, uint32_t i, drg_time_expr *e);

/* A matcher from one that returns the piece behind, with the kind that its hits have. */
static bool ends_at(drg_time_expr *e, uint32_t i, uint32_t next, drg_time_kind kind)
{
    if (next)
        finish(e, i, next, kind);
    return next != 0;
}

static bool recurrent(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_recurrent(p, i), DRG_TIME_RECURRENT);
}

static bool named_day(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_named_day(p, i, e), DRG_TIME_ABSOLUTE);
}

static bool part_of_year(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_part_of_year(p, i, e), DRG_TIME_ABSOLUTE);
}

static bool from_between(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    uint32_t next = match_from_between(p, i, e);
    return ends_at(e, i, next, kind_of(&e->a));
}

static bool shifted(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    uint32_t next = match_shifted(p, i, e);
    return ends_at(e, i, next, kind_of(&e->a));
}

static bool clock_time(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_clock_range(p, i, e), DRG_TIME_CLOCK);
}

static bool ahead(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_ahead(p, i, e), DRG_TIME_PUBLICATION);
}

static bool duration(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    drg_time_kind kind = DRG_TIME_DURATION;
    uint32_t next = match_duration(p, i, &kind);
    return ends_at(e, i, next, kind);
}

static bool vague(const drg_pieces *p, uint32_t i, drg_time_expr *e)
{
    return ends_at(e, i, match_vague(p, i), DRG_TIME_VAGUE);
}

bool drg_time_expr__match(const drg_pieces *p, uint32_t i, drg_time_expr *expr)
{
    /* The more specific first: what an earlier one takes, a later one would read in part. */
    static matcher *const matchers[] = {recurrent, named_day,  part_of_year, from_between,         match_related,
                                        shifted,   clock_time, ahead,        match_point_or_range, duration,
                                        vague};
    if (drg_pieces__kind(p, i) != DRG_PIECE_WORD && drg_pieces__kind(p, i) != DRG_PIECE_DIGITS)
        return false;
    for (size_t m = 0; m < sizeof matchers / sizeof *matchers; m++) {
        drg_time_expr e = {0};
        if (matchers[m](p, i, &e)) {
            *expr = e;
            return true;
        }
    }
    return false;
}

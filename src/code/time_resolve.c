/* src/code/time_resolve.c - laying expressions of time on the calendar. */
#include "code/time_expr.h"

#include "base/date.h"

/* A stretch of days. */
typedef struct stretch {
    int32_t start, end;
    drg_resolution resolution;
} stretch;

static int32_t monday_of(int32_t day)
{
    return day - drg_weekday(day);
}

static bool month_of(int year, int month, stretch *out)
{
    if (!drg_days_from_civil(year, month, 1, &out->start))
        return false;
    out->end = out->start + drg_days_in_month(year, month) - 1;
    out->resolution = DRG_RES_MONTH;
    return true;
}

static bool years_of(int first, int last, stretch *out)
{
    out->resolution = first == last ? DRG_RES_YEAR : DRG_RES_RANGE;
    return drg_days_from_civil(first, 1, 1, &out->start) && drg_days_from_civil(last, 12, 31, &out->end);
}

/* ------------------------------------------------------------------ dates without a year */

static bool civil_in(const drg_time_point *p, int year, stretch *out)
{
    if (!p->day)
        return month_of(year, p->month, out);
    out->resolution = DRG_RES_DAY;
    if (!drg_days_from_civil(year, p->month, p->day, &out->start))
        return false;
    out->end = out->start;
    return true;
}

/* How much nearer than the past one a coming day must be to be meant by a noun phrase ("the June 15 summit"): news
 * leaves the year out for days within some months. */
enum { COMING_DAYS = 92, PAST_DAYS = 200 };

/* The year that an expression leaves out: the nearest past, or the nearest to come where the tense says so. */
static bool without_year(const drg_time_point *p, int32_t now, drg_time_tense tense, stretch *out)
{
    int year = 0, month = 0, day = 0;
    drg_civil_from_days(now, &year, &month, &day);
    stretch past = {0}, coming = {0};
    bool has_past = false, has_coming = false;
    for (int y = year - 8; y <= year + 8; y++) { /* 29 February is at most eight years away */
        stretch s = {0};
        if (!civil_in(p, y, &s))
            continue;
        if (p->has_weekday && p->day && (drg_weekday(s.start) != p->weekday || y < year - 1 || y > year + 1))
            continue;
        if (s.start <= now && (!p->has_n || p->n >= 0 || s.end < now)) {
            past = s;
            has_past = true;
        }
        if (!has_coming && s.end >= now && (!p->has_n || p->n <= 0 || s.start > now)) {
            coming = s;
            has_coming = true;
        }
    }
    if (p->has_weekday && p->day && !has_past && !has_coming) {
        drg_time_point plain = *p;
        plain.has_weekday = false;
        return without_year(&plain, now, tense, out);
    }
    bool future = tense.future;
    if (p->has_n)
        future = p->n > 0 || (p->n == 0 && !(has_past && past.end >= now) && has_coming && tense.future);
    else if (tense.nominal && !future && has_coming && has_past)
        future = coming.start - now <= COMING_DAYS && now - past.end > PAST_DAYS;
    bool just_past = has_past && now - past.end <= COMING_DAYS && has_coming && coming.start - now > PAST_DAYS;
    if (future && just_past && !(p->has_n && p->n > 0))
        future = false; /* "began the operation to free the town on Nov. 5", told in December */
    if (future ? !has_coming : !has_past)
        return false;
    *out = future ? coming : past;
    return true;
}

static bool resolve_civil(const drg_time_point *p, const drg_times_context *ctx, drg_time_tense tense, stretch *out)
{
    if (p->month > 12)
        return false; /* "02/06/2025": which day it is stays open */
    if (p->has_year_shift) {
        int year = 0, month = 0, day = 0;
        drg_civil_from_days(ctx->published, &year, &month, &day);
        return ctx->has_published && civil_in(p, year + p->year_shift, out);
    }
    if (p->year && !p->month)
        return years_of(p->year, p->year, out);
    if (p->year)
        return civil_in(p, p->year, out);
    return ctx->has_published && without_year(p, ctx->published, tense, out);
}

/* ------------------------------------------------------------------ days and units reckoned from now */

static stretch one_day(int32_t day)
{
    return (stretch){day, day, DRG_RES_DAY};
}

static stretch resolve_weekday(const drg_time_point *p, int32_t now, drg_time_tense tense)
{
    if (p->unit == DRG_UNIT_WEEK)
        return one_day(monday_of(now) + 7 * p->n + p->weekday);
    int32_t back = (drg_weekday(now) - p->weekday + 7) % 7;
    int32_t ahead = (7 - back) % 7;
    if (p->has_n && p->n < 0)
        return one_day(now - (back ? back : 7));
    if (p->has_n && p->n > 0)
        return one_day(now + (ahead ? ahead : 7));
    return one_day(tense.future ? now + ahead : now - back);
}

static bool resolve_unit(int32_t now, drg_time_unit unit, int n, stretch *out)
{
    int y = 0, m = 0, d = 0;
    switch (unit) {
    case DRG_UNIT_SECOND:
    case DRG_UNIT_MINUTE:
        *out = one_day(now);
        return true;
    case DRG_UNIT_HOUR:
        *out = one_day(now + (n < 0 ? -((-n + 12) / 24) : (n + 12) / 24));
        return true;
    case DRG_UNIT_DAY:
        *out = one_day(now + n);
        return true;
    case DRG_UNIT_WEEK:
        out->start = monday_of(now) + 7 * n;
        out->end = out->start + 6;
        out->resolution = DRG_RES_WEEK;
        return true;
    case DRG_UNIT_MONTH:
        drg_civil_from_days(drg_days_add_months(now, n), &y, &m, &d);
        return month_of(y, m, out);
    case DRG_UNIT_YEAR:
        drg_civil_from_days(now, &y, &m, &d);
        return years_of(y + n, y + n, out);
    case DRG_UNIT_DECADE:
        drg_civil_from_days(now, &y, &m, &d);
        y = (y / 10 + n) * 10;
        return years_of(y, y + 9, out);
    case DRG_UNIT_CENTURY:
        drg_civil_from_days(now, &y, &m, &d);
        y = ((y - 1) / 100 + n) * 100 + 1;
        return years_of(y, y + 99, out);
    }
    return false;
}

static int32_t moved(int32_t day, drg_time_unit unit, int n)
{
    switch (unit) {
    case DRG_UNIT_SECOND:
    case DRG_UNIT_MINUTE:
        return day;
    case DRG_UNIT_HOUR:
        return day + n / 24;
    case DRG_UNIT_DAY:
        return day + n;
    case DRG_UNIT_WEEK:
        return day + 7 * n;
    case DRG_UNIT_MONTH:
        return drg_days_add_months(day, n);
    case DRG_UNIT_YEAR:
        return drg_days_add_months(day, 12 * n);
    case DRG_UNIT_DECADE:
        return drg_days_add_months(day, 120 * n);
    case DRG_UNIT_CENTURY:
        return drg_days_add_months(day, 1200 * n);
    }
    return day;
}

static stretch resolve_window(const drg_time_point *p, int32_t now)
{
    int n = p->n;
    if (p->unit == DRG_UNIT_HOUR) /* any part of a day reaches into it */
        n = n < 0 ? (n - 23) / 24 * 24 : (n + 23) / 24 * 24;
    int32_t other = moved(now, p->unit, n);
    return other < now ? (stretch){other, now, DRG_RES_RANGE} : (stretch){now, other, DRG_RES_RANGE};
}

static stretch resolve_weekend(const drg_time_point *p, int32_t now, drg_time_tense tense)
{
    int32_t saturday = monday_of(now) + 5;
    if (p->has_n && p->n)
        saturday += 7 * p->n;
    else if (p->has_n && tense.nominal)
        return (stretch){saturday, saturday + 1, DRG_RES_RANGE};
    else if (!tense.future && saturday > now)
        saturday -= 7;
    return (stretch){saturday, saturday + 1, DRG_RES_RANGE};
}

static bool season_in(int year, int month, stretch *out)
{
    stretch last = {0};
    int end_month = (month + 1) % 12 + 1;
    if (!month_of(year, month, out) || !month_of(end_month < month ? year + 1 : year, end_month, &last))
        return false;
    out->end = last.end;
    out->resolution = DRG_RES_RANGE;
    return true;
}

static bool resolve_season(const drg_time_point *p, const drg_times_context *ctx, drg_time_tense tense, stretch *out)
{
    if (p->year)
        return season_in(p->year, p->month, out);
    if (!ctx->has_published)
        return false;
    int32_t now = ctx->published;
    int year = 0, month = 0, day = 0;
    drg_civil_from_days(now, &year, &month, &day);
    stretch past = {0}, coming = {0};
    bool has_coming = false;
    for (int y = year - 2; y <= year + 1; y++) {
        stretch s = {0};
        if (!season_in(y, p->month, &s))
            return false;
        bool over = s.end < now, begun = s.start <= now;
        if (p->has_n && p->n < 0 ? over : begun)
            past = s;
        if (!has_coming && (p->has_n && p->n > 0 ? !begun : !over)) {
            coming = s;
            has_coming = true;
        }
    }
    bool ahead = p->has_n ? p->n > 0 || (p->n == 0 && coming.start - now < now - past.end) : tense.future;
    *out = ahead ? coming : past;
    return true;
}

static bool resolve_point(const drg_time_point *p, const drg_times_context *ctx, drg_time_tense tense, stretch *out);

/* "overnight": the evening of one day and the morning of the next. */
static bool resolve_night(const drg_time_point *p, const drg_times_context *ctx, drg_time_tense tense, stretch *out)
{
    stretch day = {0};
    drg_time_point said = *p;
    if (p->month)
        said.kind = DRG_POINT_CIVIL;
    else if (p->has_weekday)
        said.kind = DRG_POINT_WEEKDAY;
    else
        said = (drg_time_point){.kind = DRG_POINT_DAY};
    if (!resolve_point(&said, ctx, tense, &day))
        return false;
    bool after = p->night_after && (tense.future || !ctx->has_published || day.start < ctx->published);
    *out = (stretch){after ? day.start : day.start - 1, after ? day.start + 1 : day.start, DRG_RES_RANGE};
    return true;
}

static bool resolve_point(const drg_time_point *p, const drg_times_context *ctx, drg_time_tense tense, stretch *out)
{
    switch (p->kind) {
    case DRG_POINT_NONE:
    case DRG_POINT_TOLD:
        return false;
    case DRG_POINT_CIVIL:
        return resolve_civil(p, ctx, tense, out);
    case DRG_POINT_YEARS:
        return years_of(p->year, p->year_last, out);
    case DRG_POINT_SEASON:
        return resolve_season(p, ctx, tense, out);
    case DRG_POINT_NIGHT:
        return resolve_night(p, ctx, tense, out);
    default:
        break;
    }
    if (!ctx->has_published)
        return false;
    int32_t now = ctx->published;
    switch (p->kind) {
    case DRG_POINT_WEEKDAY:
        *out = resolve_weekday(p, now, tense);
        return true;
    case DRG_POINT_DAY:
        *out = one_day(now + p->n);
        return true;
    case DRG_POINT_UNIT:
    case DRG_POINT_AGO:
        if (!resolve_unit(now, p->unit, p->n, out))
            return false;
        out->end = p->part < 0 ? now : out->end;
        out->start = p->part > 0 ? now : out->start;
        out->resolution = p->part != 0 ? DRG_RES_RANGE : out->resolution;
        return true;
    case DRG_POINT_WINDOW:
        if (p->n == 0)
            return false;
        *out = resolve_window(p, now);
        return true;
    case DRG_POINT_WEEKEND:
        *out = resolve_weekend(p, now, tense);
        return true;
    default:
        return false;
    }
}

/* ------------------------------------------------------------------ expressions */

static bool is_before(const drg_time_point *a, const drg_time_point *b)
{
    return a->month < b->month || (a->month == b->month && a->day <= b->day);
}

/* The end that says less takes from the other what it leaves out. */
static bool resolve_range(const drg_time_expr *e, const drg_times_context *ctx, drg_time_tense tense, stretch *out)
{
    drg_time_point a = e->a, b = e->b;
    stretch from = {0}, to = {0};
    if (a.kind == DRG_POINT_CIVIL && b.kind == DRG_POINT_CIVIL && a.month && b.month) {
        if (!a.year && b.year)
            a.year = is_before(&a, &b) ? b.year : b.year - 1;
        else if (a.year && !b.year)
            b.year = is_before(&a, &b) ? a.year : a.year + 1;
    }
    drg_times_context near = *ctx;
    if (tense.future) {
        if (!resolve_point(&a, ctx, tense, &from))
            return false;
        near.published = from.start;
        if (!resolve_point(
                &b, ctx->has_published && (b.kind == DRG_POINT_CIVIL || b.kind == DRG_POINT_WEEKDAY) ? &near : ctx,
                tense, &to))
            return false;
    } else {
        if (!resolve_point(&b, ctx, tense, &to))
            return false;
        near.published = to.start;
        drg_time_tense past = {0};
        if (!resolve_point(
                &a, ctx->has_published && (a.kind == DRG_POINT_CIVIL || a.kind == DRG_POINT_WEEKDAY) ? &near : ctx,
                past, &from))
            return false;
    }
    *out = (stretch){from.start, to.end, DRG_RES_RANGE};
    return from.start <= to.end;
}

static void set_bounds(drg_date *date, bool has_start, int32_t start, bool has_end, int32_t end,
                       drg_resolution resolution)
{
    date->has_start = has_start;
    date->start = has_start ? start : 0;
    date->has_end = has_end;
    date->end = has_end ? end : 0;
    date->resolution = resolution;
}

/* A stretch that is open behind; where what it began in ends is kept in `end`, unread: "held since October". */
static void set_since(drg_date *date, const stretch *s)
{
    set_bounds(date, true, s->start, true, s->end, DRG_RES_RANGE);
    date->has_end = false;
}

bool drg_time_expr__resolve(const drg_time_expr *e, const drg_times_context *ctx, drg_time_tense tense, drg_date *date)
{
    stretch s = {0};
    if (e->may_be_duration && !tense.future)
        return false;
    if (e->relation == DRG_RELATION_RANGE) {
        if (!resolve_range(e, ctx, tense, &s))
            return false;
        set_bounds(date, true, s.start, true, s.end, s.resolution);
        return true;
    }
    if (e->relation == DRG_RELATION_SINCE && e->first != e->last && e->a.kind != DRG_POINT_WEEKDAY)
        tense.nominal = e->begins; /* "rallies beginning on April 9" */
    if (!resolve_point(&e->a, ctx, tense, &s))
        return false;
    if (e->shifted) {
        s.start = moved(s.start, e->shift_unit, e->shift);
        s.end = moved(s.end, e->shift_unit, e->shift);
    }
    switch (e->relation) {
    case DRG_RELATION_SINCE:
        set_since(date, &s);
        return true;
    case DRG_RELATION_UNTIL:
        set_bounds(date, false, 0, true, s.end, DRG_RES_RANGE);
        return true;
    case DRG_RELATION_BEFORE:
        set_bounds(date, false, 0, true, s.start - 1, DRG_RES_RANGE);
        return true;
    case DRG_RELATION_AFTER:
        set_bounds(date, true, s.end + 1, false, 0, DRG_RES_RANGE);
        return true;
    default:
        set_bounds(date, true, s.start, true, s.end, s.resolution);
        return true;
    }
}

bool drg_times__resolve_told(const drg_time_hit *hit, const drg_date *told, drg_date *date)
{
    if (hit->kind != DRG_TIME_TOLD || !hit->has_offset || !told->has_start)
        return false;
    int32_t day = moved(told->start, hit->offset_unit, hit->offset);
    stretch s = {0};
    drg_date out = hit->date;
    if (hit->offset == 0 && hit->offset_unit <= DRG_UNIT_DAY)
        set_bounds(&out, true, told->start, told->has_end, told->end, told->resolution);
    else if (hit->offset_unit <= DRG_UNIT_DAY)
        set_bounds(&out, true, day, true, day, DRG_RES_DAY);
    else if (resolve_unit(day, hit->offset_unit, 0, &s))
        set_bounds(&out, true, s.start, true, s.end, s.resolution);
    else
        return false;
    *date = out;
    return true;
}

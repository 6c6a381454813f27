/* src/code/time_expr.h - between the three steps of finding times: what the words say (time_match.c), before it is laid
 * on the calendar (time_resolve.c) and hung on the tree (times.c). */
#ifndef DRG_CODE_TIME_EXPR_H
#define DRG_CODE_TIME_EXPR_H

#include "code/pieces.h"
#include "code/times.h"

/** What a single word says about time. */
typedef enum drg_time_class {
    DRG_TW_NONE,
    DRG_TW_MONTH,    /* 1 to 12 */
    DRG_TW_WEEKDAY,  /* 0 is Monday */
    DRG_TW_WEEKDAYS, /* "Sundays" */
    DRG_TW_UNIT,     /* drg_time_unit, singular */
    DRG_TW_UNITS,    /* drg_time_unit, plural */
    DRG_TW_PART,     /* of the day; 1: of the night */
    DRG_TW_SEASON,   /* its first month: 3, 6, 9, 12 */
    DRG_TW_DAY,      /* days from publication, 100 too large: yesterday 99, today 100 */
    DRG_TW_CLOCK,    /* noon 12, midnight 0 */
    DRG_TW_RECUR,    /* "daily" */
    DRG_TW_VAGUE,    /* "recently" */
    DRG_TW_WEEKEND,
    DRG_TW_OVERNIGHT,
    DRG_TW_FEW /* "few", "several": a number that is none; "couple" 2 */
} drg_time_class;

/** What a lower-case word says, packed as drg_piece.time keeps it; 0: nothing. */
uint16_t drg_time_word__pack(drg_str low);
/** @return the class of piece i, which may lie past the end, and its value; DRG_TW_NONE, and *value as it was. */
static inline drg_time_class drg_time_word__at(const drg_pieces *pieces, uint32_t i, int *value)
{
    uint16_t packed = i < pieces->n ? pieces->at[i].time : 0;
    if (packed != 0)
        *value = packed & 0xff;
    return (drg_time_class)(packed >> 8);
}

/** One side of an expression. */
typedef enum drg_point_kind {
    DRG_POINT_NONE,
    DRG_POINT_CIVIL,   /* year, month, day, as far as said (0: not); weekday where has_weekday */
    DRG_POINT_WEEKDAY, /* weekday; n: weeks from now where unit is DRG_UNIT_WEEK, else -1 last, 0 plain, 1 next */
    DRG_POINT_DAY,     /* n days from publication */
    DRG_POINT_UNIT,    /* the n-th unit from now: last month -1 */
    DRG_POINT_AGO,     /* n units before now (n < 0) or after it */
    DRG_POINT_WINDOW,  /* the n units up to now (n < 0) or from now on */
    DRG_POINT_NIGHT,   /* the night that ends on `side`, or on publication */
    DRG_POINT_WEEKEND, /* n: -1 last, 0 plain, 1 next */
    DRG_POINT_SEASON,  /* month: its first; n as for weekday; year or 0 */
    DRG_POINT_YEARS,   /* year to year_last */
    DRG_POINT_TOLD     /* n units from what was told; has_n */
} drg_point_kind;

typedef struct drg_time_point {
    drg_point_kind kind;
    int year, month, day, weekday, year_last;
    bool has_weekday, has_n;
    bool has_year_shift; /* CIVIL: "June last year": year_shift years from publication's */
    int year_shift;
    int n;
    drg_time_unit unit;
    bool night_after; /* NIGHT: begins on the day that is said ("Saturday night to Sunday") */
    int part; /* UNIT: -1 what is over of the unit that now stands in ("earlier this week"), 1 what is left of it */
} drg_time_point;

typedef enum drg_time_relation {
    DRG_RELATION_AT,
    DRG_RELATION_SINCE,  /* from a on */
    DRG_RELATION_UNTIL,  /* to the end of a */
    DRG_RELATION_BEFORE, /* to the day before a */
    DRG_RELATION_AFTER,  /* from the day after a */
    DRG_RELATION_RANGE   /* from a to b */
} drg_time_relation;

typedef struct drg_time_expr {
    uint32_t first, last; /* pieces */
    drg_time_kind kind;
    drg_time_relation relation;
    drg_time_point a, b;
    bool shifted; /* n units before or after the point a ("two days after Sunday") */
    int shift;
    drg_time_unit shift_unit;
    bool may_be_duration; /* "in two days": a point only under a future verb, else how long it took */
    int hour, minute;     /* kind CLOCK */
    uint32_t anchor;      /* piece at which the phrase begins that TOLD reckons from; 0: none */
    bool comparison;
    bool begins; /* SINCE: "beginning on", "from", which may lie ahead */
} drg_time_expr;

/** The expression that begins at piece i. @return false: none. */
bool drg_time_expr__match(const drg_pieces *pieces, uint32_t i, drg_time_expr *expr);

/** How the clause of an expression stands in time. */
typedef struct drg_time_tense {
    bool future;
    bool nominal; /* the expression hangs on a noun, so the clause's tense need not be its own */
} drg_time_tense;

drg_time_tense drg_time_tense__of(const drg_document *doc, uint32_t head_token);

/** Lay an expression on the calendar. @return false: it names no day (or not without publication). */
bool drg_time_expr__resolve(const drg_time_expr *expr, const drg_times_context *ctx, drg_time_tense tense,
                            drg_date *date);

#endif

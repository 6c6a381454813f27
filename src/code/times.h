/* src/code/times.h - time expressions of an analysed document, resolved against its day of publication.
 * Recognition goes by the sequence of words, attachment and tense by the tree, so that a wrong arc costs little.
 * docs/RECORD.md ("date", "Vague time") is the contract of the dates. */
#ifndef DRG_CODE_TIMES_H
#define DRG_CODE_TIMES_H

#include "code/pieces.h"

typedef enum drg_time_kind {
    DRG_TIME_ABSOLUTE,    /* names its own day, month or year: "June 2, 2025", "in 2014", "Nov. 5" */
    DRG_TIME_PUBLICATION, /* reckoned from publication: "Sunday", "last week", "overnight", "two days ago" */
    DRG_TIME_TOLD,        /* reckoned from what the text told before: "a day earlier", "the same day", "later in the
                             day", "two days after the attack"; see offset, anchor_token */
    DRG_TIME_DURATION,    /* how long: "for three days", "over an hour"; no date; also a quantity */
    DRG_TIME_RECURRENT,   /* "every day", "on Sundays", "daily"; no date */
    DRG_TIME_VAGUE,       /* "recently", "now"; no date */
    DRG_TIME_CLOCK        /* a time of day, "at 6 a.m."; partner is the clause's date, which has the time too */
} drg_time_kind;

typedef enum drg_time_unit {
    DRG_UNIT_SECOND,
    DRG_UNIT_MINUTE,
    DRG_UNIT_HOUR,
    DRG_UNIT_DAY,
    DRG_UNIT_WEEK,
    DRG_UNIT_MONTH,
    DRG_UNIT_YEAR,
    DRG_UNIT_DECADE,
    DRG_UNIT_CENTURY
} drg_time_unit;

/** One time expression. */
typedef struct drg_time_hit {
    drg_date date; /* span: without a bare "on", "in", "at", "during"; with "since", "until", "before", "from" …
                             start and end only where resolved */
    drg_time_kind kind;
    bool has_date;                    /* date.has_start or date.has_end */
    bool is_future;                   /* lies after publication by its own words or by the tense of its clause */
    bool is_historical;               /* more than six months before publication */
    uint32_t first_token, last_token; /* inclusive; the words under date.span */
    uint32_t head_token; /* the one of them that hangs on the rest of the tree: "Sunday" as obl:unmarked of a verb */
    uint32_t governor;   /* the nearest verb, else noun or root, above head_token outside the hit; DRG_NONE: none */
    uint32_t partner;    /* CLOCK: index of the hit whose date it is; DRG_NONE: none in its clause */
    bool has_offset;     /* TOLD: offset × offset_unit from the told day ("a week later": 1 DRG_UNIT_WEEK) */
    drg_time_unit offset_unit;
    int32_t offset;
    int32_t offset_days;   /* the same in days, months as 30, years as 365 */
    bool is_comparison;    /* "the first since 2014", "more than last year": what it is held against, not when it was */
    uint32_t anchor_token; /* TOLD: the word reckoned from, where the text names it ("two days after the *attack*") */
} drg_time_hit;

/** What times are resolved against. */
typedef struct drg_times_context {
    bool has_published;
    int32_t published;        /* days since 1970-01-01 */
    const drg_pieces *pieces; /* of the same document; NULL: they are cut here */
} drg_times_context;

/** The context that the document's own meta.published gives. */
drg_times_context drg_times__context(const drg_document *doc);

/**
 * Every time expression of an analysed document, in order of place, none overlapping.
 * @param ctx   NULL: drg_times__context(doc).
 * @param hits  in doc's arena; NULL where there are none.
 * @return DRG_OK; DRG_ENOMEM. On failure the outputs stay untouched.
 */
drg_status drg_times__find(drg_document *doc, const drg_times_context *ctx, drg_time_hit **hits, size_t *n);

/**
 * The date of a DRG_TIME_TOLD hit, given the date that it is reckoned from.
 * @param date  span and time of day come from the hit.
 * @return false where hit gives no offset or told no start.
 */
bool drg_times__resolve_told(const drg_time_hit *hit, const drg_date *told, drg_date *date);

#endif

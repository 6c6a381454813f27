/* src/code/quantities.h - what an analysed document counts and measures, with the bounds that the words commit to.
 * docs/RECORD.md ("quantity", "Bounds are what the words commit to") is the contract. Numbers that are dates, times of
 * day, ages, ordinals, names or labels are none. */
#ifndef DRG_CODE_QUANTITIES_H
#define DRG_CODE_QUANTITIES_H

#include "code/times.h"

/** One counted or measured thing. */
typedef struct drg_quantity_hit {
    drg_quantity q;                   /* span: modifiers, number, counted noun; entity is left NULL */
    uint32_t first_token, last_token; /* inclusive; the words under q.span */
    uint32_t
        number_token;    /* the number's own head: "12", "million" in "2 million", "dozens", "no", "a" in "a soldier" */
    uint32_t noun_token; /* the counted noun, "soldiers", "dead"; DRG_NONE where the number stands alone */
    uint32_t head_token; /* the one of first … last that hangs on the rest of the tree */
    uint32_t event_token; /* the verb or noun that q.what comes from or that the count is an argument of: "killed",
                               "deaths", "launched"; DRG_NONE: none */
    uint32_t whole;       /* is_part, is_superseded: index of the hit that it is a part of or gives way to; else
                               DRG_NONE */
    bool is_part;         /* "12 people, including *four children*" */
    bool is_superseded;   /* "raised to 14 *from 12*" */
    bool is_definite;     /* "the two leaders": known already, seldom news */
} drg_quantity_hit;

/** What the finder may know before. */
typedef struct drg_quantities_context {
    const drg_time_hit *times; /* of the same document: their numbers count nothing, but for durations */
    size_t n_times;
    const drg_pieces *pieces; /* NULL: they are cut here */
} drg_quantities_context;

/**
 * Every quantity of an analysed document, in order of place. "No casualties" gives two with one span, dead and injured.
 * @param ctx   NULL: the times are found here.
 * @param hits  in doc's arena; NULL where there are none.
 * @return DRG_OK; DRG_ENOMEM. On failure the outputs stay untouched.
 */
drg_status drg_quantities__find(drg_document *doc, const drg_quantities_context *ctx, drg_quantity_hit **hits,
                                size_t *n);

#endif

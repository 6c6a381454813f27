/* src/code/quantity_expr.h - between the steps of finding quantities: what stands in the words (quantity_match.c), what
 * the tree makes of it (quantity_what.c), what numbers of one sentence have to do with each other (quantities.c). */
#ifndef DRG_CODE_QUANTITY_EXPR_H
#define DRG_CODE_QUANTITY_EXPR_H

#include "code/pieces.h"
#include "code/quantities.h"

/** What the times say of a token: its numbers are free, name a day, or tell how long. */
enum { DRG_TIMED_NOT, DRG_TIMED_DATE, DRG_TIMED_LENGTH };

typedef struct drg_count {
    uint32_t first, last;               /* pieces: modifiers, number, noun */
    uint32_t number_first, number_last; /* pieces of the numeral itself */
    uint32_t first_token;               /* under `first` */
    uint32_t number;                    /* token */
    uint32_t noun;                      /* token, or DRG_NONE */
    double low, high;
    bool has_low, has_high;
    bool fixed; /* what and unit are told by the measure: money, time, length */
    drg_what what;
    drg_str unit;   /* of a measure; else empty */
    bool definite;  /* "the two leaders" */
    bool partitive; /* "half of the 40 passengers": what befell the half says nothing of the 40 */
    bool article;   /* "a soldier": a quantity only where somebody suffers something */
    bool range;     /* two numbers */
} drg_count;

/**
 * The count that begins at piece i: a number with what stands before and behind it, or "a soldier".
 * @param timed  [tokens] DRG_TIMED_*
 * @param next   the piece behind what was read; written also where false is returned, so that the inside of a label or
 *               an age is passed over.
 */
bool drg_count__match(const drg_pieces *pieces, uint32_t i, const uint8_t *timed, drg_count *count, uint32_t *next);

/** The noun of a phrase of tokens from t on ("Ukrainian army soldiers"): its head, or DRG_NONE. */
uint32_t drg_count__noun_of_run(const drg_document *doc, uint32_t t, const uint8_t *timed);

/** What the tree says of a counted phrase. */
typedef struct drg_reading_of_count {
    drg_what what;
    uint32_t event_token;
    bool is_part; /* "including four children" is seen in the tree */
} drg_reading_of_count;

/** @param head  the phrase's head: noun, else number. @param kind_of_noun  drg_noun_kind of the noun. */
drg_reading_of_count drg_count__read(const drg_document *doc, const drg_count *count, uint32_t head);

/** What the verb or adjective t, or what hangs below it ("feared dead", "went missing"), says of its subject or object;
 * both dead and injured give casualties. @return false: nothing. */
bool drg_count__predicate(const drg_document *doc, uint32_t t, bool of_object, drg_what *what, uint32_t *event_token);

/** Whether `what` can be said of such a noun (DRG_NONE: of nobody named); changes it where the noun decides. */
bool drg_count__settle(const drg_document *doc, uint32_t noun, drg_what *what);

/** What numbers of one sentence have to do with each other (quantity_sets.c): parts and wholes, revisions, lists that
 * share a verb, units. */
void drg_counts__relate(drg_document *doc, const drg_pieces *pieces, drg_quantity_hit *hits, size_t n);

#endif

/* src/code/near.c - what was found near a sentence. All lists are in order of place, so that a long document costs no more
 * a sentence than a short one. */
#include <stdlib.h>

#include "code/events.h"

/** The token by which item i of a list is ordered. */
typedef uint32_t drg_token_of(const void *list, size_t i);

static uint32_t of_time(const void *list, size_t i)
{
    return ((const drg_time_hit *)list)[i].first_token;
}
static uint32_t of_place(const void *list, size_t i)
{
    return ((const drg_place_hit *)list)[i].first;
}
static uint32_t of_mention(const void *list, size_t i)
{
    return ((const drg_mention *)list)[i].head;
}
static uint32_t of_saying(const void *list, size_t i)
{
    return ((const drg_saying *)list)[i].cue;
}
static uint32_t of_event(const void *list, size_t i)
{
    return ((const drg_event_found *)list)[i].trigger;
}

/** How many of the first n items stand before a sentence. */
static size_t count_before(const drg_reading *r, const void *list, size_t n, drg_token_of *token_of, size_t sentence)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->token[token_of(list, middle)].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static drg_range near_sentence(const drg_reading *r, const void *list, size_t n, drg_token_of *token_of,
                               uint32_t sentence, uint32_t reach)
{
    size_t first = sentence > reach ? sentence - reach : 0, after = (size_t)sentence + reach + 1;
    return (drg_range){count_before(r, list, n, token_of, first), count_before(r, list, n, token_of, after)};
}

drg_range drg_near__times(const drg_reading *r, uint32_t token)
{
    return near_sentence(r, r->time, r->n_times, of_time, r->token[token].sentence, 0);
}

drg_range drg_near__places_back(const drg_reading *r, uint32_t token, uint32_t back)
{
    uint32_t sentence = r->token[token].sentence, first = sentence > back ? sentence - back : 0;
    return (drg_range){count_before(r, r->place, r->n_places, of_place, first),
                       count_before(r, r->place, r->n_places, of_place, (size_t)sentence + 1)};
}

drg_range drg_near__places(const drg_reading *r, uint32_t token)
{
    return near_sentence(r, r->place, r->n_places, of_place, r->token[token].sentence, 0);
}

drg_range drg_near__mentions(const drg_reading *r, uint32_t token)
{
    return near_sentence(r, r->mention, r->n_ordered_mentions, of_mention, r->token[token].sentence, 0);
}

drg_range drg_near__sayings(const drg_reading *r, uint32_t token, uint32_t reach)
{
    return near_sentence(r, r->saying, r->n_ordered_sayings, of_saying, r->token[token].sentence, reach);
}

drg_range drg_near__events(const drg_reading *r, const drg_events *events, uint32_t token, uint32_t reach)
{
    return near_sentence(r, events->at, events->n, of_event, r->token[token].sentence, reach);
}

const drg_named *drg_near__entity(const drg_reading *r, uint32_t token)
{
    size_t low = 0, high = r->doc->n_entities;
    while (low < high) { /* the last that begins at or before the token */
        size_t middle = low + (high - low) / 2;
        if (r->doc->entities[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    const drg_named *e = low > 0 ? &r->doc->entities[low - 1] : NULL;
    return e != NULL && token < e->first + e->count ? e : NULL;
}

static int by_cue(const void *a, const void *b)
{
    const drg_saying *x = a, *y = b;
    if (x->cue != y->cue)
        return x->cue < y->cue ? -1 : 1;
    if (x->said.source.via != y->said.source.via)
        return x->said.source.via ? 1 : -1;
    return (x->source > y->source) - (x->source < y->source);
}

void drg_near__order_sayings(drg_reading *r)
{
    if (r->n_sayings > 0)
        qsort(r->saying, r->n_sayings, sizeof *r->saying, by_cue);
    r->n_ordered_sayings = r->n_sayings;
}

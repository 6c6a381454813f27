/* src/code/attach.h - what the files that attach times, places, numbers and sources to events share. */
#ifndef DRG_CODE_ATTACH_H
#define DRG_CODE_ATTACH_H

#include "code/trace.h"

/** How far a token is from an event in the tree, borders of clauses counted extra; UINT32_MAX: in another tree. */
uint32_t drg_attach__cost(const drg_reading *r, const drg_event_found *e, uint32_t token);
/** Whether a token stands below head (DRG_NONE: no). */
bool drg_attach__inside(const drg_reading *r, uint32_t head, uint32_t token);
/** The same of a party's phrase, but not in the clause about it that tells the event. */
bool drg_attach__of_party(const drg_reading *r, const drg_event_found *e, uint32_t head, uint32_t token);
/** Whether a word stands in what an act of speech is about, not beside the act: "condemned the attack in Paris". */
bool drg_attach__in_topic(const drg_reading *r, const drg_event_found *e, uint32_t token);

/** "had asked": told as the background of something else. */
bool drg_attach__is_pluperfect(const drg_reading *r, uint32_t verb);
/** One day, or a night. */
bool drg_attach__is_day(const drg_date *d);
/** The event's own time expression (attach_dates.c). told: what "a day earlier" is reckoned from; NULL: nothing. */
void drg_attach__date(const drg_reading *r, const drg_events *events, drg_event_found *e, const drg_date *told);
/** The place that stands nearest in the tree (attach_places.c). */
void drg_attach__place(const drg_reading *r, drg_event_found *e);
/** The place and the day of the meeting that is promised, where the promise has none of its own. */
void drg_attach__planned_place(const drg_reading *r, const drg_events *events, drg_event_found *e);
bool drg_attach__plans(const drg_events *events, const drg_event_found *e); /* whether it tells of a meeting to come */
void drg_attach__planned_date(const drg_reading *r, const drg_events *events, drg_event_found *e);
/** Whether a place stands as ground: under a preposition of place, by itself or in what it is part of. */
bool drg_attach__is_locative(const drg_reading *r, const drg_place_hit *p);
/** Whether a preposition stands before a place, or before the first of its list. */
bool drg_attach__is_under(const drg_reading *r, const drg_place_hit *p, const char *prep);
/** "at a summit", "during a visit": an occasion on which something is said (attach_places.c). */
bool drg_attach__is_occasion(const drg_reading *r, uint32_t noun);
/** Without one: that of the event told in the same breath, once all have their own. */
void drg_attach__date_beside(const drg_reading *r, drg_events *events, size_t i);

/* ------------------------------------------------------------------ scenes.c */

/** The place told before that "the town", "the region", "the capital" means; NULL: none near enough. */
const drg_place_hit *drg_scene__meant_by(const drg_reading *r, uint32_t noun);
/** "stormed the town": such a place, for an event that has none. */
void drg_scene__named_before(const drg_reading *r, drg_event_found *e);
/** "Nairobi police": the town whose police act. */
void drg_scene__beat(const drg_reading *r, drg_event_found *e);
/** For events that are left without a place once merging and occasions gave what they can: the ground of the sentence
 * before, the country of police, courts and rulers. */
void drg_scene__last(const drg_reading *r, drg_events *events);

#endif

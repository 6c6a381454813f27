/* src/code/phrases.h - the words of a noun phrase. */
#ifndef DRG_CODE_PHRASES_H
#define DRG_CODE_PHRASES_H

#include "code/reading.h"

/** First and last token of the name around its head: flat parts and capitalised compounds next to it. */
void drg_phrase__name(const drg_reading *r, uint32_t head, uint32_t *first, uint32_t *last);
/** The core of a common noun phrase: modifiers before the head, and a short of-, from- or for-phrase after it. */
void drg_phrase__extent(const drg_reading *r, uint32_t head, uint32_t *first, uint32_t *last);
bool drg_phrase__is_definite(const drg_reading *r, uint32_t head);
bool drg_phrase__is_plural(const drg_reading *r, uint32_t head);

/** The row of a fact, as the origin of a code. */
drg_origin drg_origin_of(const drg_reading *r, const drg_fact *fact, const char *rule);
/** The same row, read another way; none stays none. */
static inline drg_origin drg_origin_by(drg_origin from, const char *rule)
{
    return from.rule == NULL ? from : (drg_origin){rule, from.file, from.line, from.own};
}
/** The country or the sectors of another, and where they come from. */
void drg_entity__take_country(drg_entity *to, const drg_entity *from, const char *rule);
void drg_entity__take_sectors(drg_entity *to, const drg_entity *from, const char *rule);
/** One sector instead of all. */
void drg_entity__be(drg_entity *e, drg_str sector, drg_origin from);
/** Tell of both codes that they were found this way. */
void drg_entity__lead(drg_entity *e, const char *rule);

/** Whether an entity has one of these sector codes; as its first one. The list ends in NULL. */
bool drg_entity__in_sector(const drg_entity *e, const char *const *codes);
bool drg_entity__leads_in_sector(const drg_entity *e, const char *const *codes);
bool drg_entity__has_sector(const drg_entity *e, const char *code);
bool drg_entity__is_state(drg_str country); /* a country's code, not IGO, NGO or the like */
/** A capital, or another town that stands for a government ("Tel Aviv"). */
static inline bool drg_fact_is_town(const drg_fact *fact)
{
    return fact->kind == DRG_FACT_CAPITAL || fact->kind == DRG_FACT_METONYM;
}
drg_str drg_entity__country_of(const drg_fact *fact); /* "" where the fact has none */
/** Whether a party stands against those of a list: of another country, or of the same one where one of both is of the state
 * and the other is not ("the opposition" and "the president"). */
bool drg_entity__is_other(const drg_entity *list, uint8_t n, const drg_entity *party);
bool drg_entity__country_among(const drg_entity *list, uint8_t n, drg_str country);
uint32_t drg_phrase__sentences_apart(const drg_reading *r, uint32_t a, uint32_t b); /* from token a to token b */

#endif
